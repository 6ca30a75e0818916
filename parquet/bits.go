package parquet

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// Errors of the values of a page.
var (
	errShort    = errors.New("the page ends before its values")
	errEncoding = errors.New("the values of the page are damaged")
)

const (
	byteBits = 8
	wordBits = 64
)

// bitsAt returns width bits from a position, the lowest first. Bits behind the end are zero.
func bitsAt(b []byte, at int, width uint) uint64 {
	first, shift := at/byteBits, uint(at%byteBits)
	var word [9]byte
	copy(word[:], b[min(first, len(b)):])
	n := binary.LittleEndian.Uint64(word[:]) >> shift
	if shift > 0 {
		n |= uint64(word[8]) << (wordBits - shift)
	}
	if width < wordBits {
		n &= 1<<width - 1
	}
	return n
}

// hybrid reads numbers in the encoding of runs and packed bits (RLE).
type hybrid struct {
	b      []byte
	width  uint
	left   uint64 // of the run
	value  uint64
	packed []byte // nil in a run of one value
	at     int    // bits
}

func newHybrid(b []byte, width uint) (hybrid, error) {
	const widest = 32
	if width > widest {
		return hybrid{}, errEncoding
	}
	return hybrid{b: b, width: width}, nil
}

func (h *hybrid) next() (uint64, error) {
	for h.left == 0 {
		if err := h.run(); err != nil {
			return 0, err
		}
	}
	h.left--
	if h.packed == nil {
		return h.value, nil
	}
	if h.at+int(h.width) > len(h.packed)*byteBits { //nolint:gosec // at most 32
		return 0, errShort
	}
	n := bitsAt(h.packed, h.at, h.width)
	h.at += int(h.width) //nolint:gosec // at most 32
	return n, nil
}

// run begins a run.
func (h *hybrid) run() error {
	head, n := binary.Uvarint(h.b)
	if n <= 0 {
		return errShort
	}
	h.b = h.b[n:]
	h.left = head >> 1
	if head&1 == 0 {
		size := int(h.width+byteBits-1) / byteBits //nolint:gosec // at most 4
		if size > len(h.b) {
			return errShort
		}
		h.value, h.packed = bitsAt(h.b[:size], 0, h.width), nil
		h.b = h.b[size:]
		return nil
	}
	// Groups of eight. The last may be cut off behind the values of the page.
	groups := h.left
	if groups > uint64(len(h.b)) && h.width > 0 {
		groups = uint64(len(h.b))
	}
	high, size := bits.Mul64(groups, uint64(h.width))
	if high != 0 || size > uint64(len(h.b)) {
		size = uint64(len(h.b))
	}
	if h.left > 1<<60 {
		return errEncoding
	}
	h.left *= byteBits
	h.packed, h.at = h.b[:size:size], 0
	if h.packed == nil {
		h.packed = []byte{}
	}
	h.b = h.b[size:]
	return nil
}

// delta reads integers in the encoding of differences (DELTA_BINARY_PACKED).
type delta struct {
	b         []byte
	perMini   int
	widths    []byte // of the miniblocks of the block that are left
	minis     int
	left      uint64 // values
	last      int64
	first     bool
	smallest  int64 // difference of the block
	mini      []byte
	miniLeft  int
	miniWidth uint
	at        int
}

func newDelta(b []byte) (delta, error) {
	var head [3]uint64
	for i := range head {
		n, size := binary.Uvarint(b)
		if size <= 0 {
			return delta{}, errShort
		}
		head[i], b = n, b[size:]
	}
	first, size := binary.Varint(b)
	if size <= 0 {
		return delta{}, errShort
	}
	const largest, group = 1 << 16, 8
	block, minis := head[0], head[1]
	if block == 0 || block > largest || minis == 0 || minis > block || block%minis != 0 || block/minis%group != 0 {
		return delta{}, errEncoding
	}
	return delta{b: b[size:], perMini: int(block / minis), minis: int(minis), left: head[2], last: first, first: true}, nil
}

func (d *delta) next() (int64, error) {
	if d.left == 0 {
		return 0, errShort
	}
	d.left--
	if d.first {
		d.first = false
		return d.last, nil
	}
	if d.miniLeft == 0 {
		if err := d.begin(d.left + 1); err != nil {
			return 0, err
		}
	}
	d.miniLeft--
	n := bitsAt(d.mini, d.at, d.miniWidth)
	d.at += int(d.miniWidth)        //nolint:gosec // at most 64
	d.last += d.smallest + int64(n) //nolint:gosec // differences wrap
	return d.last, nil
}

// begin begins a miniblock, in which some values are left.
func (d *delta) begin(values uint64) error {
	if len(d.widths) == 0 {
		smallest, size := binary.Varint(d.b)
		if size <= 0 || d.minis > len(d.b)-size {
			return errShort
		}
		d.smallest = smallest
		d.widths = d.b[size : size+d.minis]
		d.b = d.b[size+d.minis:]
	}
	width := int(d.widths[0])
	d.widths = d.widths[1:]
	if width > wordBits {
		return errEncoding
	}
	size := d.perMini * width / byteBits
	// The last one may be cut off behind the values of the page.
	if size > len(d.b) {
		need := (int(min(values, uint64(d.perMini)))*width + byteBits - 1) / byteBits //nolint:gosec // at most perMini
		if need > len(d.b) {
			return errShort
		}
		size = len(d.b)
	}
	d.mini, d.b = d.b[:size], d.b[size:]
	d.miniLeft, d.miniWidth, d.at = d.perMini, uint(width), 0
	return nil
}

// end returns what follows the values. It passes over whole miniblocks.
func (d delta) end() ([]byte, error) {
	if d.first && d.left > 0 {
		d.first = false
		d.left--
	}
	for d.left > 0 {
		if err := d.begin(d.left); err != nil {
			return nil, err
		}
		d.left -= min(d.left, uint64(d.perMini)) //nolint:gosec // not negative
	}
	return d.b, nil
}
