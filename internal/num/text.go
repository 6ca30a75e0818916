package num

import (
	"encoding/binary"
	"math/bits"

	"github.com/ghgkit/ghg/internal/dec"
)

// AppendText appends the number as [dec.Text] writes it: plain notation without needless zeros.
func (n *Num) AppendText(b []byte) []byte {
	if n.w[1]|n.w[2]|n.w[3] == 0 && n.w[0]-1 < e16-1 && uint32(-n.exp) < 2*chunk && !n.neg && cap(b)-len(b) >= shortText {
		return appendShort(b, n.w[0], -int(n.exp)) // nearly all
	}
	if n.w.isZero() {
		return append(b, '0')
	}
	if n.w[2]|n.w[3] != 0 || n.exp > maxTextPower || n.exp < -maxTextPower {
		return dec.AppendText(b, n.Decimal())
	}
	if n.neg {
		b = append(b, '-')
	}
	return appendLong(b, n.w[1], n.w[0], int(n.exp))
}

// appendLong appends (hi × 2^64 + lo) × 10^exp, which is not zero.
func appendLong(b []byte, hi, lo uint64, exp int) []byte {
	var d digits
	d.set(hi, lo)
	if exp <= 0 && exp > -mostDigits {
		return d.appendWith(b, -exp)
	}
	return d.append(b, exp)
}

const (
	maxTextPower = 60 // exponents that are written without a decimal
	mostDigits   = 40 // of 128 bits, in whole chunks
	chunk        = 8  // digits that are made at once
	e8, e16      = 1e8, 1e16
)

var zeros = func() (z [maxTextPower + 1]byte) {
	for i := range z {
		z[i] = '0'
	}
	return z
}()

// shortText is the room that appendShort needs.
const shortText = 4*chunk + len(".")

// appendShort appends a number below 10^16, which is not zero, with a point before the last places, fewer than 16. It writes all
// digits from the first one on, and behind the point those after it once more: words of eight, of which the end is cut off.
func appendShort(b []byte, n uint64, places int) []byte {
	high, low := eight(n/e8), eight(n%e8)
	var first, trail int // zeros at both ends
	if first = bits.TrailingZeros64(high) / 8; high == 0 {
		first = chunk + bits.TrailingZeros64(low)/8
	}
	if trail = bits.LeadingZeros64(low) / 8; low == 0 {
		trail = chunk + bits.LeadingZeros64(high)/8
	}
	point := 2*chunk - places
	first = min(first, point-1)
	end, whole := len(b), point-first
	to := b[end : end+shortText]
	put(to, high|'0'*ones, low|'0'*ones, uint(first))
	if trail >= places {
		return b[:end+whole]
	}
	to[whole] = '.'
	put(to[whole+1:], high|'0'*ones, low|'0'*ones, uint(point))
	return b[:end+whole+1+places-trail]
}

// put writes sixteen digits without the first few of them.
func put(to []byte, high, low uint64, without uint) {
	if without >= chunk {
		high, low = low, 0
	}
	shift := without % chunk * 8
	binary.LittleEndian.PutUint64(to, high>>shift|low<<8<<(56-shift))
	binary.LittleEndian.PutUint64(to[chunk:], low>>shift)
}

// digits are the decimal digits of a number that is not zero, with zeros before them.
type digits struct {
	text  [2 * mostDigits]byte // the digits are in the first half; the second is there to be copied along
	first int                  // index of the first digit that is not zero
	trail int                  // number of zeros after the last one that is not
}

// set sets the digits to those of hi × 2^64 + lo.
func (d *digits) set(hi, lo uint64) {
	top, r, low := uint64(0), lo/e16, lo%e16
	if hi != 0 {
		var q uint64
		q, r = bits.Div64(hi%e16, lo, e16)
		r, low = q, r
		top, r = bits.Div64(hi/e16, r, e16) // hi ÷ 10^16 is below 2^11
	}
	chunks := [...]uint64{eight(top), eight(r / e8), eight(r % e8), eight(low / e8), eight(low % e8)}
	for i, c := range chunks {
		binary.LittleEndian.PutUint64(d.text[i*chunk:], c|'0'*ones)
	}
	i := 0
	for chunks[i] == 0 {
		i++
	}
	d.first = i*chunk + bits.TrailingZeros64(chunks[i])/8
	for i = len(chunks) - 1; chunks[i] == 0; i-- {
		d.trail += chunk
	}
	d.trail += bits.LeadingZeros64(chunks[i]) / 8
}

// appendWith appends the digits with a point before the last places, of which there are fewer than of all. Where there is room,
// it copies more than is needed, but always the same number of bytes, which takes less time.
func (d *digits) appendWith(b []byte, places int) []byte {
	const most = mostDigits + len(".") + mostDigits
	point := mostDigits - places
	first := min(d.first, point-1)
	whole, n := point-first, len(b)
	if cap(b)-n < most {
		return d.appendExactly(b, first, point)
	}
	to := b[n : n+most]
	copy(to[:mostDigits], d.text[first:first+mostDigits])
	if d.trail >= places {
		return b[:n+whole]
	}
	to[whole] = '.'
	copy(to[whole+1:][:mostDigits], d.text[point:point+mostDigits])
	return b[:n+whole+1+places-d.trail]
}

// appendExactly is appendWith for a slice that has no room to spare.
func (d *digits) appendExactly(b []byte, first, point int) []byte {
	b = append(b, d.text[first:point]...)
	if end := mostDigits - d.trail; end > point {
		b = append(append(b, '.'), d.text[point:end]...)
	}
	return b
}

// append appends the digits times 10^exp.
func (d *digits) append(b []byte, exp int) []byte {
	if exp >= 0 {
		return append(append(b, d.text[d.first:mostDigits]...), zeros[:exp]...)
	}
	places := -exp
	before := places - mostDigits // zeros that are not among the digits
	return append(append(append(b, "0."...), zeros[:before]...), d.text[:mostDigits-d.trail]...)
}

const ones = 0x0101010101010101 // 1 in each byte

// eight returns the eight digits of a number below 10^8, a byte each, the first digit in the lowest byte. Halves, quarters and
// single digits are divided all at once, each in its part of the word, by multiplication with the reciprocal.
func eight(n uint64) uint64 {
	const (
		hundredth, hundredthBits = 5243, 19 // of a number below 10^4
		tenth, tenthBits         = 103, 10  // of a number below 100
	)
	n = n/1e4 | n%1e4<<32
	q := n * hundredth >> hundredthBits & 0x0000007f0000007f
	n = q | (n-100*q)<<16
	q = n * tenth >> tenthBits & 0x000f000f000f000f
	return q | (n-10*q)<<8
}
