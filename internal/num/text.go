package num

import (
	"encoding/binary"
	"math/bits"

	"github.com/ghgkit/ghg/internal/dec"
)

// AppendText appends the number as [dec.Text] writes it: plain notation without needless zeros.
func (n *Num) AppendText(b []byte) []byte {
	if n.w.isZero() {
		return append(b, '0')
	}
	if n.w[2]|n.w[3] != 0 || n.exp > maxTextPower || n.exp < -maxTextPower {
		return dec.AppendText(b, n.Decimal())
	}
	if n.neg {
		b = append(b, '-')
	}
	var buf [mostDigits]byte
	digits, exp := digitsOf(&buf, n.w[1], n.w[0]), int(n.exp)
	for exp < 0 && digits[len(digits)-1] == '0' {
		digits, exp = digits[:len(digits)-1], exp+1
	}
	switch whole := len(digits) + exp; {
	case exp >= 0:
		return append(append(b, digits...), zeros[:exp]...)
	case whole > 0:
		return append(append(append(b, digits[:whole]...), '.'), digits[whole:]...)
	default:
		return append(append(append(b, "0."...), zeros[:-whole]...), digits...)
	}
}

const (
	maxTextPower = 60 // exponents that are written without a decimal
	mostDigits   = 40 // of 128 bits, in whole chunks
	chunk        = 8  // digits that are made at once
)

var zeros = func() (z [maxTextPower + 1]byte) {
	for i := range z {
		z[i] = '0'
	}
	return z
}()

// digitsOf returns hi × 2^64 + lo, which is not zero, in decimal digits. They are written at the end of the buffer.
func digitsOf(buf *[mostDigits]byte, hi, lo uint64) []byte {
	const one, two = 1e8, 1e16 // of one chunk, and of two
	at := len(buf)
	put := func(n uint64) {
		at -= chunk
		binary.LittleEndian.PutUint64(buf[at:], eight(n)|'0'*ones)
	}
	for hi != 0 {
		q1, r := bits.Div64(0, hi, two)
		q0, low := bits.Div64(r, lo, two)
		put(low % one)
		put(low / one)
		hi, lo = q1, q0
	}
	for ; lo >= one; lo /= one {
		put(lo % one)
	}
	first := eight(lo)
	put(lo)
	return buf[at+bits.TrailingZeros64(first)/8:]
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
