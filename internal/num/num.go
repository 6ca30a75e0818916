// Package num is exact decimal arithmetic without allocation, for running a recorded derivation many times.
//
// A [Num] is a coefficient of at most 256 bits, a sign and an exponent of ten. An operation gives exactly what
// [decimal.Decimal], or for a quotient [dec.Quo], gives for the same numbers: the same coefficient and the same
// exponent, trailing zeros included. A product adds the exponents, a sum or difference takes the smaller one, and a
// quotient has at most [dec.Precision] significant digits, rounded half to even and then without trailing zeros.
//
// An operation that can leave the range reports whether the result fits. If it does not, the operation leaves its
// receiver as it was: repeat it with decimals, which have no such limit and return the errors, such as the one for a
// zero divisor. Nothing is ever rounded to fit, and no number that fits differs from the decimal one.
//
//	does not fit  if
//	Of            the coefficient has more than 256 bits
//	Mul           that of the product has, or its exponent leaves the range of int32
//	Add, Sub      that of the sum or difference has, or that of a number at the smaller exponent
//	Quo           the divisor is zero, or the exponent leaves the range of int32
//
// Comparison, negation, the conversion to a decimal and [Parse] have no limit. [Total] adds any number of values and
// goes over to decimals by itself.
//
// 256 bits hold any 77 digits: a quotient of 34 digits times three factors of 14, or a sum with 77 places from the first
// digit to the last.
//
// Operations take pointers, as those of math/big do, only because copying five words costs more than adding them. A Num
// is a value: nothing points into it, and the receiver may be one of the operands.
package num

import (
	"math"
	"math/big"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Num is a number, ± coefficient × 10^exponent.
//
// The zero Num is 0 with exponent 0. Two Nums are == if coefficient, sign and exponent are the same: 1.0 == 1.00 is
// false; [Num.Cmp] compares values. Zero has no sign.
type Num struct {
	w   words
	exp int32
	neg bool
}

// New returns coef × 10^exp.
func New(coef int64, exp int32) Num {
	n := Num{exp: exp, neg: coef < 0}
	n.w[0] = uint64(coef)
	if n.neg {
		n.w[0] = -n.w[0]
	}
	return n
}

// Of returns d, and reports whether its coefficient has at most 256 bits.
func Of(d decimal.Decimal) (n Num, ok bool) {
	const fitsInt64 = 18 // digits; [decimal.Decimal.Coefficient] makes a copy, so short ones are read without it
	if d.NumDigits() <= fitsInt64 {
		return New(d.CoefficientInt64(), d.Exponent()), true
	}
	coef := d.Coefficient()
	if coef.BitLen() > size*64 {
		return Num{}, false
	}
	n = Num{exp: d.Exponent(), neg: coef.Sign() < 0}
	var b [size * 8]byte
	coef.FillBytes(b[:])
	n.w.setBytes(&b)
	return n, true
}

// Decimal returns the number as a decimal with the same coefficient and exponent.
func (n Num) Decimal() decimal.Decimal {
	if n == (Num{}) {
		return decimal.Decimal{}
	}
	if coef, exp, ok := n.Short(); ok {
		return decimal.New(coef, exp)
	}
	b := n.w.bytes()
	coef := new(big.Int).SetBytes(b[:])
	if n.neg {
		coef.Neg(coef)
	}
	return decimal.NewFromBigInt(coef, n.exp)
}

// Short returns coefficient and exponent, and reports whether the coefficient is an int64. [New] is its inverse.
func (n Num) Short() (coef int64, exp int32, ok bool) {
	if n.w[1]|n.w[2]|n.w[3] != 0 || n.w[0] > math.MaxInt64 {
		return 0, 0, false
	}
	coef = int64(n.w[0])
	if n.neg {
		coef = -coef
	}
	return coef, n.exp, true
}

// Exponent returns the exponent of ten.
func (n *Num) Exponent() int32 { return n.exp }

// String writes the number as its decimal is written.
func (n Num) String() string { return dec.Text(n.Decimal()) }

// Parse reads what [dec.Parse] reads, as the same number, and refuses the rest with the same error.
func Parse(s string) (Num, error) {
	var n Num
	if ParseShort(&n, s) {
		return n, nil
	}
	d, err := dec.Parse(s)
	if err != nil {
		return Num{}, err
	}
	n, _ = Of(d) // dec.MaxDigits digits have 213 bits
	return n, nil
}

// ParseShort sets n to a text of up to 19 digits with at most one point among them, as [Parse] reads it. It leaves every other
// text, good or bad, to Parse, and reports false. The number is not returned, since the processor waits to copy what was just
// written.
func ParseShort[T string | []byte](n *Num, s T) bool {
	const (
		maxDigits = 19 // a uint64 holds any 19 digits
		longest   = len("-") + maxDigits + len(".")
	)
	if len(s) == 0 || len(s) > longest {
		return false
	}
	i, end := 0, len(s)-1 // of the last byte
	if s[0] == '-' || s[0] == '+' {
		i++
	}
	first := i
	var coef uint64
	for ; i < len(s); i++ {
		digit := s[i] - '0'
		if digit > 9 {
			break
		}
		coef = coef*10 + uint64(digit)
	}
	digits, point := i-first, end // without a point no digit follows it
	if i < len(s) {
		if s[i] != '.' || i == end {
			return false
		}
		point = i
		for i++; i < len(s); i++ {
			digit := s[i] - '0'
			if digit > 9 {
				return false
			}
			coef = coef*10 + uint64(digit)
		}
		digits += end - point
	}
	if digits == 0 || digits > maxDigits {
		return false
	}
	n.w[0], n.w[1], n.w[2], n.w[3] = coef, 0, 0, 0
	n.exp, n.neg = int32(point-end), s[0] == '-' && coef != 0
	return true
}

// Sign returns -1, 0 or +1.
func (n *Num) Sign() int {
	switch {
	case n.neg:
		return -1
	case n.IsZero():
		return 0
	}
	return 1
}

// IsZero reports whether the value is 0.
func (n *Num) IsZero() bool { return n.w.isZero() }

// IsOne reports whether the value is 1.
func (n *Num) IsOne() bool {
	if n.exp == 0 {
		return n.w[0] == 1 && n.w[1]|n.w[2]|n.w[3] == 0 && !n.neg
	}
	return n.Cmp(&Num{w: words{1}}) == 0
}

// Neg returns −n with the same exponent.
func (n Num) Neg() Num {
	n.neg = !n.neg && !n.IsZero()
	return n
}

// Min returns the smaller of the values, and the first of equal ones with its exponent.
func Min(x, y Num) Num {
	if y.Cmp(&x) < 0 {
		return y
	}
	return x
}

// Max returns the larger of the values, and the first of equal ones with its exponent.
func Max(x, y Num) Num {
	if y.Cmp(&x) > 0 {
		return y
	}
	return x
}
