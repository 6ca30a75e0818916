package parquet

import (
	"encoding/binary"

	"github.com/parquet-go/parquet-go/format"
)

// value is a value of a column: a number of up to 64 bits as it is stored, or bytes, which are those of the page and valid
// until the next one.
type value struct {
	n uint64
	b []byte
}

// values gives the values of a page, one after the other.
type values interface{ next() (value, error) }

// width returns the number of bytes of a value, 0 if it differs.
func (c *column) width() int {
	switch c.physical {
	case format.Int32, format.Float:
		return 4
	case format.Int64, format.Double:
		return 8
	case format.FixedLenByteArray:
		return c.length
	}
	return 0
}

// number returns the value that some bytes hold.
func (c *column) number(b []byte) value {
	switch c.physical {
	case format.Int32, format.Float:
		return value{n: uint64(binary.LittleEndian.Uint32(b))}
	case format.Int64, format.Double:
		return value{n: binary.LittleEndian.Uint64(b)}
	}
	return value{b: b}
}

// valuesOf returns the values of a page in an encoding, or nil if the column's type does not have it.
func (c *column) valuesOf(e format.Encoding, b []byte, d *dictionary) (values, error) {
	switch e {
	case format.Plain:
		return c.plainOf(b), nil
	case format.PlainDictionary, format.RLEDictionary:
		return newIndices(b, d)
	case format.RLE:
		if c.physical == format.Boolean {
			return newBooleans(b)
		}
	case format.DeltaBinaryPacked:
		if c.physical == format.Int32 || c.physical == format.Int64 {
			d, err := newDelta(b)
			return &integers{d}, err
		}
	case format.DeltaLengthByteArray:
		if c.physical == format.ByteArray {
			return newLengths(b)
		}
	case format.DeltaByteArray:
		if c.physical == format.ByteArray || c.physical == format.FixedLenByteArray {
			return newPrefixes(b, c.width())
		}
	case format.ByteStreamSplit:
		if w := c.width(); w > 0 {
			return &streams{column: c, b: b, size: len(b) / w, value: make([]byte, w)}, nil
		}
	}
	return nil, nil
}

func (c *column) plainOf(b []byte) values {
	switch {
	case c.physical == format.Boolean:
		return &truths{b: b}
	case c.physical == format.ByteArray:
		return &texts{b: b}
	}
	return &fixed{column: c, b: b, width: c.width()}
}

// fixed are values of one width.
type fixed struct {
	column *column
	b      []byte
	width  int
}

func (f *fixed) next() (value, error) {
	if len(f.b) < f.width {
		return value{}, errShort
	}
	v := f.column.number(f.b[:f.width])
	f.b = f.b[f.width:]
	return v, nil
}

// texts are bytes behind their length.
type texts struct{ b []byte }

func (t *texts) next() (value, error) {
	const head = 4
	if len(t.b) < head {
		return value{}, errShort
	}
	n := binary.LittleEndian.Uint32(t.b)
	if uint64(n) > uint64(len(t.b)-head) {
		return value{}, errShort
	}
	v := value{b: t.b[head : head+int(n)]}
	t.b = t.b[head+int(n):]
	return v, nil
}

// truths are bits.
type truths struct {
	b  []byte
	at int
}

func (t *truths) next() (value, error) {
	if t.at >= len(t.b)*byteBits {
		return value{}, errShort
	}
	v := value{n: bitsAt(t.b, t.at, 1)}
	t.at++
	return v, nil
}

// booleans are truth values in runs.
type booleans struct{ h hybrid }

func newBooleans(b []byte) (values, error) {
	h, _, err := prefixed(b)
	return &booleans{h}, err
}

// prefixed returns the bits behind their length, and what follows.
func prefixed(b []byte) (hybrid, []byte, error) {
	const head = 4
	if len(b) < head {
		return hybrid{}, nil, errShort
	}
	n := binary.LittleEndian.Uint32(b)
	if uint64(n) > uint64(len(b)-head) {
		return hybrid{}, nil, errShort
	}
	h, err := newHybrid(b[head:head+int(n)], 1)
	return h, b[head+int(n):], err
}

func (t *booleans) next() (value, error) {
	n, err := t.h.next()
	return value{n: n}, err
}

// integers are differences.
type integers struct{ d delta }

func (i *integers) next() (value, error) {
	n, err := i.d.next()
	return value{n: uint64(n)}, err //nolint:gosec // the bits of it
}

// lengths are bytes whose lengths are differences.
type lengths struct {
	d delta
	b []byte
}

func newLengths(b []byte) (values, error) {
	d, err := newDelta(b)
	if err != nil {
		return nil, err
	}
	rest, err := d.end()
	return &lengths{d, rest}, err
}

func (l *lengths) next() (value, error) {
	n, err := l.d.next()
	if err != nil {
		return value{}, err
	}
	if n < 0 || n > int64(len(l.b)) {
		return value{}, errShort
	}
	v := value{b: l.b[:n]}
	l.b = l.b[n:]
	return v, nil
}

// prefixes are bytes of which the first are those of the value before.
type prefixes struct {
	d     delta
	rest  values
	value []byte
	width int // of every value, 0 if it differs
}

// longest is the number of bytes of a text that has a prefix of another one: more than a row may have.
const longest = 1 << 20

func newPrefixes(b []byte, width int) (values, error) {
	d, err := newDelta(b)
	if err != nil {
		return nil, err
	}
	after, err := d.end()
	if err != nil {
		return nil, err
	}
	rest, err := newLengths(after)
	return &prefixes{d: d, rest: rest, width: width}, err
}

func (p *prefixes) next() (value, error) {
	n, err := p.d.next()
	if err != nil {
		return value{}, err
	}
	suffix, err := p.rest.next()
	if err != nil {
		return value{}, err
	}
	if n < 0 || n > int64(len(p.value)) || len(suffix.b) > longest-int(n) || p.width > 0 && int(n)+len(suffix.b) != p.width {
		return value{}, errEncoding
	}
	p.value = append(p.value[:n], suffix.b...)
	return value{b: p.value}, nil
}

// streams are values whose first bytes stand together, then their second ones.
type streams struct {
	column   *column
	b        []byte
	size, at int
	value    []byte
}

func (s *streams) next() (value, error) {
	if s.at >= s.size {
		return value{}, errShort
	}
	for i := range s.value {
		s.value[i] = s.b[i*s.size+s.at]
	}
	s.at++
	return s.column.number(s.value), nil
}

// dictionary are the values that pages refer to.
type dictionary struct {
	column *column
	b      []byte
	starts []uint32 // of texts
	n      int
}

// newDictionary returns the values of a page of a dictionary.
func (c *column) newDictionary(b []byte, n int) (*dictionary, error) {
	d := &dictionary{column: c, b: b, n: n}
	if c.physical != format.ByteArray {
		if w := c.width(); w == 0 || n > len(b)/w {
			return nil, errShort
		}
		return d, nil
	}
	const head = 4
	if n > len(b)/head {
		return nil, errShort
	}
	d.starts = make([]uint32, n)
	t := texts{b}
	for i := range d.starts {
		d.starts[i] = uint32(len(b) - len(t.b)) //nolint:gosec // at most MaxMemory
		if _, err := t.next(); err != nil {
			return nil, err
		}
	}
	return d, nil
}

func (d *dictionary) at(i uint64) (value, error) {
	if i >= uint64(d.n) {
		return value{}, errEncoding
	}
	if d.starts != nil {
		t := texts{d.b[d.starts[i]:]}
		return t.next()
	}
	w := d.column.width()
	return d.column.number(d.b[int(i)*w : int(i+1)*w]), nil //nolint:gosec // less than n
}

// indices are references to a dictionary.
type indices struct {
	h hybrid
	d *dictionary
}

func newIndices(b []byte, d *dictionary) (values, error) {
	if d == nil {
		return nil, errEncoding
	}
	if len(b) == 0 { // a page without values
		return &indices{d: d}, nil
	}
	h, err := newHybrid(b[1:], uint(b[0]))
	return &indices{h, d}, err
}

func (i *indices) next() (value, error) {
	n, err := i.h.next()
	if err != nil {
		return value{}, err
	}
	return i.d.at(n)
}
