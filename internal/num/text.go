package num

import (
	"encoding/binary"
	"math/bits"

	"github.com/ghgkit/ghg/internal/dec"
)

// AppendText appends the number as [dec.Text] writes it: plain notation without needless zeros.
func (n *Num) AppendText(b []byte) []byte {
	if n.w[1]|n.w[2]|n.w[3] != 0 || n.w[0]-1 >= e16-1 || uint32(-n.exp) >= 2*chunk || n.neg || cap(b)-len(b) < shortText {
		return n.appendMiddle(b)
	}
	// Nearly all have fewer than 16 digits, and a point before the last places, fewer than 16. All digits from the first one on are
	// written, and behind the point those after it once more: words of eight, of which the end is cut off.
	places := -int(n.exp)
	high, low := eight(n.w[0]/e8), eight(n.w[0]%e8)
	var first, trail int // zeros at both ends
	if first = bits.TrailingZeros64(high) / 8; high == 0 {
		first = chunk + bits.TrailingZeros64(low)/8
	}
	if trail = bits.LeadingZeros64(low) / 8; low == 0 {
		trail = chunk + bits.LeadingZeros64(high)/8
	}
	high, low = high|'0'*ones, low|'0'*ones
	point := 2*chunk - places
	first = min(first, point-1)
	end, whole := len(b), point-first
	to := b[end : end+shortText]
	put(to, high, low, first)
	if trail >= places {
		return b[:end+whole]
	}
	to[whole] = '.'
	put(to[whole+1:], high, low, point)
	return b[:end+whole+1+places-trail]
}

// put writes sixteen digits without the first few of them, at most all.
func put(to []byte, high, low uint64, without int) {
	if without >= chunk {
		high, low = low, 0
	}
	const most = 63 // of a shift: that is said where it is done, which spares the processor a look
	shift := without * 8 & most
	text := (*[2 * chunk]byte)(to)
	binary.LittleEndian.PutUint64(text[:chunk], high>>(shift&most)|low<<1<<(^shift&most))
	binary.LittleEndian.PutUint64(text[chunk:], low>>(shift&most))
}

// appendMiddle is AppendText for a number of any length, in the same way for 17 to 24 digits with fewer places.
func (n *Num) appendMiddle(b []byte) []byte {
	if n.w[2]|n.w[3] != 0 || n.w[1] >= upperOf24 || n.w[1] == 0 && n.w[0] < e16 || uint32(-n.exp) >= 3*chunk || n.neg || cap(b)-len(b) < middleText {
		return n.appendLong(b)
	}
	places := -int(n.exp)
	top, rest := bits.Div64(n.w[1], n.w[0], e16)
	high, middle, low := eight(top), eight(rest/e8), eight(rest%e8)
	point := 3*chunk - places
	first := min(bits.TrailingZeros64(high)/8, point-1) // the number has more digits than the two other words
	trail := bits.LeadingZeros64(low) / 8
	if low == 0 {
		if trail = chunk + bits.LeadingZeros64(middle)/8; middle == 0 {
			trail = 2*chunk + bits.LeadingZeros64(high)/8
		}
	}
	high, middle, low = high|'0'*ones, middle|'0'*ones, low|'0'*ones
	end, whole := len(b), point-first
	to := b[end : end+middleText]
	put(to, high, middle, first)
	binary.LittleEndian.PutUint64(to[2*chunk-first:], low)
	if trail >= places {
		return b[:end+whole]
	}
	to[whole] = '.'
	to = to[whole+1:]
	if point >= chunk {
		put(to, middle, low, point-chunk)
	} else {
		put(to, high, middle, point)
		binary.LittleEndian.PutUint64(to[2*chunk-point:], low)
	}
	return b[:end+whole+1+places-trail]
}

// appendLong is AppendText for a number of any length.
func (n *Num) appendLong(b []byte) []byte {
	if n.w.isZero() {
		return append(b, '0')
	}
	if n.w[3]|n.w[2]>>threeWords != 0 || n.exp > maxTextPower || n.exp < -maxTextPower {
		return dec.AppendText(b, n.Decimal())
	}
	if n.neg {
		b = append(b, '-')
	}
	var d digits
	d.set(n.w[2], n.w[1], n.w[0])
	if n.exp <= 0 && n.exp > -mostDigits && cap(b)-len(b) >= longText {
		return d.appendWith(b, -int(n.exp))
	}
	return d.append(b, int(n.exp))
}

const (
	maxTextPower = 60 // exponents that are written without a decimal
	threeWords   = 31 // bits of the third word of a coefficient that is written without a decimal: the number has 48 digits
	mostDigits   = 48 // of so many bits: whole chunks
	chunk        = 8  // digits that are made at once
	e8, e16      = 1e8, 1e16
)

var zeros = func() (z [maxTextPower + 1]byte) {
	for i := range z {
		z[i] = '0'
	}
	return z
}()

// Room that a number of at most 16 digits needs, and one of at most 24.
const (
	shortText  = 4*chunk + len(".")
	middleText = 6*chunk + len(".")
)

// upperOf24 is the upper word of 10^24: coefficients with a lower one have at most 24 digits.
const upperOf24 = 54210

// digits are the decimal digits of a number that is not zero, with zeros before them.
type digits struct {
	chunks [mostDigits / chunk]uint64 // of their text, as eight returns it, with '0' in each byte
	first  int                        // index of the first digit that is not zero
	trail  int                        // number of zeros after the last one that is not
}

// set sets the digits to those of (w2 × 2^64 + w1) × 2^64 + w0, which is below 10^mostDigits.
func (d *digits) set(w2, w1, w0 uint64) {
	top, mid, low := uint64(0), w0/e16, w0%e16
	if w1|w2 != 0 {
		high, r := w1/e16, w1%e16
		if w2 != 0 {
			high, r = bits.Div64(w2, w1, e16)
		}
		mid, low = bits.Div64(r, w0, e16)
		if high == 0 {
			top, mid = mid/e16, mid%e16
		} else {
			top, mid = bits.Div64(high, mid, e16)
		}
	}
	var c0, c1, c2 uint64
	c3, c4, c5 := eight(mid%e8), eight(low/e8), eight(low%e8)
	if mid >= e8 || top != 0 {
		c2 = eight(mid / e8)
	}
	if top != 0 {
		c0, c1 = eight(top/e8), eight(top%e8)
	}
	switch {
	case c0|c1|c2 == 0 && c3 != 0: // most
		d.first = 3*chunk + bits.TrailingZeros64(c3)/8
	case c0 != 0:
		d.first = bits.TrailingZeros64(c0) / 8
	case c1 != 0:
		d.first = chunk + bits.TrailingZeros64(c1)/8
	case c2 != 0:
		d.first = 2*chunk + bits.TrailingZeros64(c2)/8
	case c4 != 0:
		d.first = 4*chunk + bits.TrailingZeros64(c4)/8
	default:
		d.first = 5*chunk + bits.TrailingZeros64(c5)/8
	}
	switch {
	case c5 != 0: // most
		d.trail = bits.LeadingZeros64(c5) / 8
	case c4 != 0:
		d.trail = chunk + bits.LeadingZeros64(c4)/8
	case c3 != 0:
		d.trail = 2*chunk + bits.LeadingZeros64(c3)/8
	case c2 != 0:
		d.trail = 3*chunk + bits.LeadingZeros64(c2)/8
	case c1 != 0:
		d.trail = 4*chunk + bits.LeadingZeros64(c1)/8
	default:
		d.trail = 5*chunk + bits.LeadingZeros64(c0)/8
	}
	// An array in one assignment is made elsewhere and copied, for which the processor waits.
	const zeros = '0' * ones
	d.chunks[0], d.chunks[1], d.chunks[2] = c0|zeros, c1|zeros, c2|zeros
	d.chunks[3], d.chunks[4], d.chunks[5] = c3|zeros, c4|zeros, c5|zeros
}

// longText is the room that appendWith needs: all digits before the point, the point, and all digits once more.
const longText = mostDigits + len(".") + mostDigits + chunk

// appendWith appends the digits with a point before the last places, fewer than mostDigits, to a text that has longText to spare.
// It writes whole chunks: those before the point past it, and then all from the point on.
func (d *digits) appendWith(b []byte, places int) []byte {
	point := uint(mostDigits - places)
	first := min(uint(d.first), point-1)
	whole, n := int(point-first), len(b)
	to := b[n : n+longText]
	i, at := first/chunk, int(chunk-first%chunk)
	binary.LittleEndian.PutUint64(to, d.chunks[i]>>(chunk*8-8*at))
	for ; at < whole; at += chunk {
		i++
		binary.LittleEndian.PutUint64(to[at:], d.chunks[i])
	}
	if d.trail >= places {
		return b[:n+whole]
	}
	to[whole] = '.'
	to = to[whole+1:]
	i, at = point/chunk, int(chunk-point%chunk)
	binary.LittleEndian.PutUint64(to, d.chunks[i]>>(chunk*8-8*at))
	for _, c := range d.chunks[i+1:] {
		binary.LittleEndian.PutUint64(to[at:], c)
		at += chunk
	}
	return b[:n+whole+1+places-d.trail]
}

// append appends the digits times 10^exp.
func (d *digits) append(b []byte, exp int) []byte {
	var text [mostDigits]byte
	for i, c := range d.chunks {
		binary.LittleEndian.PutUint64(text[i*chunk:], c)
	}
	places := -exp
	switch {
	case exp >= 0:
		return append(append(b, text[d.first:]...), zeros[:exp]...)
	case places >= mostDigits: // some zeros are not among the digits
		return append(append(append(b, "0."...), zeros[:places-mostDigits]...), text[:mostDigits-d.trail]...)
	}
	point := mostDigits - places
	b = append(b, text[min(d.first, point-1):point]...)
	if end := mostDigits - d.trail; end > point {
		b = append(append(b, '.'), text[point:end]...)
	}
	return b
}

const ones = 0x0101010101010101 // 1 in each byte

// eight returns the eight digits of a number below 10^8, a byte each, the first digit in the lowest byte. Halves, quarters and
// single digits are divided all at once, each in its part of the word, by multiplication with the reciprocal: n is replaced by its
// quotient q and, in the upper half of its part, by its rest n − q × d.
func eight(n uint64) uint64 {
	const (
		tenThousandth, tenThousandthBits = 109951163, 40 // of a number below 10^8
		hundredth, hundredthBits         = 5243, 19      // of a number below 10^4
		tenth, tenthBits                 = 103, 10       // of a number below 100
	)
	q := n * tenThousandth >> tenThousandthBits
	n = n<<32 - q*(1e4<<32-1)
	q = n * hundredth >> hundredthBits & 0x0000007f0000007f
	n = n<<16 - q*(100<<16-1)
	q = n * tenth >> tenthBits & 0x000f000f000f000f
	return n<<8 - q*(10<<8-1)
}
