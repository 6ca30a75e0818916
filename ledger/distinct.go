package ledger

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/maphash"
	"io"

	"github.com/ghgkit/ghg"
)

// Scratch is a temporary file of a run, empty at first. An [*os.File] is one.
type Scratch interface {
	io.ReaderAt
	io.WriterAt
}

// distinct finds the texts of lines that an earlier line has. It is exact: a hash only says where to look, and texts are compared
// to the last byte. Its memory does not grow with the file. When it is full for the first time, a survey of the whole file tells
// which texts may be repeated, and the others are left out from then on. What is full after that is written to the scratch file,
// texts and table, and a Bloom filter tells of nearly all new texts that they are not there.
//
//	table    hash → offset of an entry, open addressing; 4 MB, or a quarter of it if a survey finds few
//	texts    entries, each a line number, a length and the text; 8 MB, or a quarter
//	repeated filter of the texts that may be repeated; 1 MB
//	filter   of what has been written; 1 MB for each time, at most 16 MB
//	scratch  for each time the texts and then the table, which is searched as that in memory is
type distinct struct {
	scratch Scratch
	hash    func(text []byte) uint64
	slots   []slotOf
	count   int
	texts   []byte
	most    int // bytes of texts

	survey   func() (filter, error) // of the whole file, for the first time that the table is full; nil if it can be read only once
	repeated filter                 // nil if all texts may be repeated

	away   []away
	end    int64 // of the scratch file
	filter filter
	buf    []byte
}

// slotOf holds the upper half of a hash and the offset of an entry in the texts, counted from 1.
type slotOf struct{ hash, at uint32 }

// away is a table in the scratch file.
type away struct{ texts, size, slots int64 }

// bounds of the memory of a distinct: slots, a power of two, of which three in four are used, and bytes of texts.
var (
	mostSlots = 1 << 19
	mostTexts = 8 << 20
)

const slotSize = 8 // bytes of a slot in the scratch file

// surveyed is by how much the bounds are smaller if there is a survey.
const surveyed = 4

func newDistinct(scratch Scratch, survey bool) *distinct {
	slots, most := mostSlots, mostTexts
	if survey && scratch != nil {
		slots, most = slots/surveyed, most/surveyed
	}
	return &distinct{scratch: scratch, hash: hashOf, slots: make([]slotOf, slots), texts: make([]byte, 0, most), most: most}
}

// hashOf returns the hash by which a text is looked for.
func hashOf(text []byte) uint64 { return maphash.Bytes(seed, text) }

// line adds the text of a line, or returns the first line that has it.
func (d *distinct) line(hash uint64, text []byte, line int) (first int, err error) {
	if d.repeated != nil && !d.repeated.has(hash) {
		return 0, nil
	}
	mask := uint64(len(d.slots) - 1)
	i := hash & mask
	for ; d.slots[i].at != 0; i = (i + 1) & mask {
		if d.slots[i].hash == uint32(hash>>32) {
			if first, same := entryOf(d.texts[d.slots[i].at-1:], text); same {
				return first, nil
			}
		}
	}
	if len(d.away) > 0 && d.filter.has(hash) {
		for _, a := range d.away {
			if first, err = d.search(a, hash, text); first != 0 || err != nil {
				return first, err
			}
		}
	}
	d.slots[i] = slotOf{uint32(hash >> 32), uint32(len(d.texts) + 1)}
	d.texts = append(binary.AppendUvarint(binary.AppendUvarint(d.texts, uint64(line)), uint64(len(text))), text...)
	if d.count++; 4*d.count >= 3*len(d.slots) || len(d.texts) >= d.most {
		return 0, d.full()
	}
	return 0, nil
}

// full makes room.
func (d *distinct) full() (err error) {
	if d.scratch == nil {
		return &ghg.FieldError{
			Field: "scratch", Want: fmt.Sprintf("a file for the texts of more than %d lines, or of %d bytes", d.count-1, d.most), Err: ghg.ErrMissing,
		}
	}
	if d.survey != nil {
		if d.repeated, err = d.survey(); err != nil {
			return err
		}
		d.survey = nil
		if d.forget(); 2*d.count >= len(d.slots) || 2*len(d.texts) >= d.most { // many are repeated
			d.slots, d.most = make([]slotOf, mostSlots), mostTexts
			d.forget()
		}
		return nil
	}
	return d.put()
}

// forget leaves out the texts that are not repeated.
func (d *distinct) forget() {
	clear(d.slots)
	mask := uint64(len(d.slots) - 1)
	kept := 0
	d.count = 0
	for rest := d.texts; len(rest) > 0; {
		text, size := textOf(rest)
		if hash := d.hash(text); d.repeated.has(hash) {
			i := hash & mask
			for ; d.slots[i].at != 0; i = (i + 1) & mask {
			}
			d.slots[i] = slotOf{uint32(hash >> 32), uint32(kept + 1)}
			kept += copy(d.texts[kept:], rest[:size])
			d.count++
		}
		rest = rest[size:]
	}
	d.texts = d.texts[:kept]
}

// textOf returns the text of an entry, and the length of the entry.
func textOf(entry []byte) (text []byte, size int) {
	_, number := binary.Uvarint(entry)
	n, more := binary.Uvarint(entry[number:])
	size = number + more + int(n)
	return entry[number+more : size], size
}

// entryOf returns the line of an entry, and reports whether its text is the given one.
func entryOf(entry, text []byte) (line int, same bool) {
	number, size := binary.Uvarint(entry)
	n, more := binary.Uvarint(entry[size:])
	return int(number), n == uint64(len(text)) && bytes.HasPrefix(entry[size+more:], text)
}

// put writes the texts and the table to the scratch file, and empties them.
func (d *distinct) put() error {
	a := away{texts: d.end, size: int64(len(d.texts)), slots: d.end + int64(len(d.texts))}
	if _, err := d.scratch.WriteAt(d.texts, d.end); err != nil {
		return fmt.Errorf("scratch: %w", err)
	}
	d.end = a.slots
	const part = 1 << 12
	for from := 0; from < len(d.slots); from += part {
		d.buf = d.buf[:0]
		for _, s := range d.slots[from:min(from+part, len(d.slots))] {
			d.buf = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(d.buf, s.hash), s.at)
		}
		if _, err := d.scratch.WriteAt(d.buf, d.end); err != nil {
			return fmt.Errorf("scratch: %w", err)
		}
		d.end += int64(len(d.buf))
	}
	d.away = append(d.away, a)
	if err := d.filtered(); err != nil {
		return err
	}
	clear(d.slots)
	d.texts, d.count = d.texts[:0], 0
	return nil
}

// filtered adds the table that was put away last to the filter, or all to a larger one.
func (d *distinct) filtered() error {
	size := filterBlocks
	for size < mostBlocks && size < len(d.away)*filterBlocks {
		size *= 2
	}
	whole := size > len(d.filter)
	if whole {
		d.filter = make(filter, size)
	}
	d.filter.addAll(d.texts, d.hash)
	for _, a := range d.away[:len(d.away)-1] {
		if !whole {
			break
		}
		texts := d.texts[:a.size] // they have been there before
		if n, err := d.scratch.ReadAt(texts, a.texts); n < len(texts) {
			return fmt.Errorf("scratch: %w", err)
		}
		d.filter.addAll(texts, d.hash)
	}
	return nil
}

// addAll adds the texts of entries.
func (f filter) addAll(entries []byte, hash func([]byte) uint64) {
	for rest := entries; len(rest) > 0; {
		text, size := textOf(rest)
		f.add(hash(text))
		rest = rest[size:]
	}
}

// search looks for a text in a table of the scratch file, and returns its line, or 0.
func (d *distinct) search(a away, hash uint64, text []byte) (line int, err error) {
	const part = 64 // slots that are read at once
	slots := int64(len(d.slots))
	at := int64(hash & uint64(slots-1))
	for range slots {
		n := min(part, slots-at)
		chunk, err := d.read(a.slots+at*slotSize, n*slotSize)
		if err != nil {
			return 0, err
		}
		var found []uint32
		for ; len(chunk) > 0; chunk = chunk[slotSize:] {
			s := slotOf{binary.LittleEndian.Uint32(chunk), binary.LittleEndian.Uint32(chunk[slotSize/2:])}
			if s.at == 0 {
				return d.among(a, found, text)
			}
			if s.hash == uint32(hash>>32) {
				found = append(found, s.at)
			}
		}
		if line, err = d.among(a, found, text); line != 0 || err != nil {
			return line, err
		}
		at = (at + n) & (slots - 1)
	}
	return 0, nil
}

// among returns the line of the entry with the text, of entries of the scratch file, or 0.
func (d *distinct) among(a away, entries []uint32, text []byte) (line int, err error) {
	for _, at := range entries {
		from := int64(at) - 1
		entry, err := d.read(a.texts+from, min(int64(len(text)+2*binary.MaxVarintLen64), a.size-from))
		if err != nil {
			return 0, err
		}
		if line, same := entryOf(entry, text); same {
			return line, nil
		}
	}
	return 0, nil
}

// read reads bytes of the scratch file. They are valid until the next call.
func (d *distinct) read(from, n int64) ([]byte, error) {
	if int64(cap(d.buf)) < n {
		d.buf = make([]byte, n)
	}
	d.buf = d.buf[:n]
	if read, err := d.scratch.ReadAt(d.buf, from); int64(read) < n {
		return nil, fmt.Errorf("scratch: %w", err)
	}
	return d.buf, nil
}

// filter is a Bloom filter in blocks of 512 bits, one of which a hash has bits in.
type filter []filterBlock

type filterBlock [8]uint64

const (
	filterBlocks = 1 << 14 // of each table: 1 MB
	mostBlocks   = 1 << 18 // of all
	filterBits   = 6       // of a hash
)

// bits returns the block of a hash and a number whose lowest 54 bits name its bits there.
func (f filter) bits(hash uint64) (b *filterBlock, which uint64) {
	const odd, other = 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f
	mixed := (hash ^ hash>>32) * odd
	return &f[(mixed>>32)%uint64(len(f))], (mixed ^ hash>>29) * other >> 10
}

func (f filter) add(hash uint64) {
	b, which := f.bits(hash)
	for range filterBits {
		b[which>>6&7] |= 1 << (which & 63)
		which >>= 9
	}
}

func (f filter) has(hash uint64) bool {
	b, which := f.bits(hash)
	for range filterBits {
		if b[which>>6&7]&(1<<(which&63)) == 0 {
			return false
		}
		which >>= 9
	}
	return true
}
