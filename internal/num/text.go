package num

import (
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
	var buf [3 * unitDigits]byte
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
	unit         = 1e19
	unitDigits   = 19
)

var zeros = func() (z [maxTextPower + 1]byte) {
	for i := range z {
		z[i] = '0'
	}
	return z
}()

// pairs are the numbers from 00 to 99.
const pairs = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849" +
	"5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"

// digitsOf returns hi × 2^64 + lo, which is not zero, in decimal digits. They are written at the end of the buffer.
func digitsOf(buf *[3 * unitDigits]byte, hi, lo uint64) []byte {
	at := len(buf)
	for hi != 0 {
		q1, r := bits.Div64(0, hi, unit)
		q0, low := bits.Div64(r, lo, unit)
		end := at - unitDigits
		for at = put(buf, at, low); at > end; {
			at--
			buf[at] = '0'
		}
		hi, lo = q1, q0
	}
	return buf[put(buf, at, lo):]
}

// put writes a number that ends before an index, and returns where it begins. It writes nothing for zero.
func put(buf *[3 * unitDigits]byte, at int, n uint64) int {
	for n >= 100 {
		q := n / 100
		pair := 2 * (n - 100*q)
		at -= 2
		buf[at], buf[at+1] = pairs[pair], pairs[pair+1]
		n = q
	}
	if n >= 10 {
		at -= 2
		buf[at], buf[at+1] = pairs[2*n], pairs[2*n+1]
	} else if n > 0 {
		at--
		buf[at] = byte('0' + n)
	}
	return at
}
