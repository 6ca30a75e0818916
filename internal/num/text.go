package num

import (
	"math/bits"
	"strconv"

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
	var buf [2 * maxUint64Digits]byte
	digits, exp := coefficient(buf[:0], n.w[1], n.w[0]), int(n.exp)
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
	maxUint64Digits = 20
	maxTextPower    = 60 // exponents that are written without a decimal
	unit            = 1e19
)

var zeros = func() (z [maxTextPower + 1]byte) {
	for i := range z {
		z[i] = '0'
	}
	return z
}()

// coefficient appends hi × 2^64 + lo in decimal digits.
func coefficient(b []byte, hi, lo uint64) []byte {
	if hi == 0 {
		return strconv.AppendUint(b, lo, 10)
	}
	q1, r := bits.Div64(0, hi, unit)
	q0, low := bits.Div64(r, lo, unit)
	b = coefficient(b, q1, q0)
	at := len(b)
	b = append(b, "0000000000000000000"...)
	for i := len(b) - 1; i >= at; i-- {
		b[i] = byte('0' + low%10)
		low /= 10
	}
	return b
}
