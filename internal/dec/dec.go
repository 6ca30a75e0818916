// Package dec is the only place in the module where text becomes a number and where numbers are divided.
//
// On its own, shopspring/decimal accepts "1e1000000000", which later takes minutes to add, and divides to a number of
// places that a global variable sets. Here a parsed number has at most [MaxDigits] digits and an exponent of at most
// ±[MaxExponent], and a quotient has [Precision] significant digits, rounded half to even, whatever the globals are.
// Addition, subtraction and multiplication of decimals are exact and are used directly, after [Check] of numbers that a
// caller made.
package dec

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"sync"
	"unicode"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/input"
)

// Limits of a parsed number, and the precision of a quotient.
const (
	MaxDigits   = 64 // digits of a parsed number, leading zeros included
	MaxExponent = 64 // absolute value of the exponent written after "e" in a parsed number
	Precision   = 34 // significant digits of a quotient or a root, as in IEEE 754 decimal128

	MaxDegree = 1000 // highest root
)

// ErrDivisionByZero is returned by [Quo] for a zero divisor.
var ErrDivisionByZero = errors.New("division by zero")

// SyntaxError reports why a text is not a number that this module reads.
type SyntaxError struct {
	Text string // the offending text, at most its first [input.MaxQuoted] characters
	Why  string // what was wrong with it
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%q is not a number: %s", e.Text, e.Why)
}

func syntaxError(s, why string) error { return &SyntaxError{Text: input.Shorten(s), Why: why} }

// Parse reads a number in plain ("-12.50") or scientific ("1.2e-3") notation.
//
// It reads nothing else: no spaces, thousands separators, percent signs, digits other than 0 to 9, infinities or NaN. A
// sign may be + or -. The digits before the point may be omitted (".5"), those after it may not: "1." is refused,
// because it is what remains of a truncated number. An error is a [SyntaxError]. The written digits are kept, including
// trailing zeros. The cost is bounded by [MaxDigits] and [MaxExponent].
func Parse(s string) (decimal.Decimal, error) {
	n, err := scan(s)
	if err != nil {
		return decimal.Decimal{}, err
	}
	var d decimal.Decimal
	if n.big {
		coef, _ := new(big.Int).SetString(n.digits, 10) // scan has checked that they are digits
		d = decimal.NewFromBigInt(coef, n.exp)
	} else {
		d = decimal.New(n.coef, n.exp)
	}
	if n.neg {
		d = d.Neg()
	}
	return d, nil
}

// scanned is a number split into a coefficient, small or as digits, and an exponent of ten.
type scanned struct {
	coef   int64
	digits string
	exp    int32
	neg    bool
	big    bool
}

func scan(s string) (scanned, error) {
	var n scanned
	if s == "" {
		return n, syntaxError(s, "it is empty")
	}
	i := 0
	if s[0] == '-' || s[0] == '+' {
		n.neg = s[0] == '-'
		i++
	}
	var buf [MaxDigits]byte
	i, digits, fraction, err := scanDigits(s, i, &buf)
	if err != nil {
		return n, err
	}
	if digits == 0 || s[len(s)-1] == '.' || (i > 0 && s[i-1] == '.') {
		return n, syntaxError(s, hint(s))
	}
	exp := 0
	if i < len(s) {
		if s[i] != 'e' && s[i] != 'E' {
			return n, syntaxError(s, hint(s))
		}
		if exp, err = scanExponent(s, s[i+1:]); err != nil {
			return n, err
		}
	}
	if exp > MaxExponent || exp < -MaxExponent {
		return n, syntaxError(s, fmt.Sprintf("its exponent is beyond ±%d", MaxExponent))
	}
	n.exp = int32(exp - fraction)
	const fitsInt64 = 18
	if digits <= fitsInt64 {
		for _, c := range buf[:digits] {
			n.coef = n.coef*10 + int64(c-'0')
		}
		return n, nil
	}
	n.big, n.digits = true, string(buf[:digits])
	return n, nil
}

// scanDigits reads digits with at most one point among them, starting at index i. It returns the index after them, the
// number of digits, and how many of them follow the point.
func scanDigits(s string, i int, buf *[MaxDigits]byte) (end, digits, fraction int, err error) {
	seenPoint := false
	for ; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '.' && !seenPoint:
			seenPoint = true
			continue
		case c < '0' || c > '9':
			return i, digits, fraction, nil
		case digits == MaxDigits:
			return i, digits, fraction, syntaxError(s, fmt.Sprintf("it has more than %d digits", MaxDigits))
		}
		buf[digits] = c
		digits++
		if seenPoint {
			fraction++
		}
	}
	return i, digits, fraction, nil
}

func scanExponent(whole, s string) (int, error) {
	const longest = 5 // sign and four digits: anything longer is beyond MaxExponent or padded
	if s == "" {
		return 0, syntaxError(whole, "the exponent is missing")
	}
	if len(s) > longest {
		return 0, syntaxError(whole, fmt.Sprintf("its exponent is beyond ±%d", MaxExponent))
	}
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (i > 0 || (s[i] != '-' && s[i] != '+')) {
			return 0, syntaxError(whole, hint(whole))
		}
	}
	e, err := strconv.Atoi(s)
	if err != nil {
		return 0, syntaxError(whole, hint(whole))
	}
	return e, nil
}

// hint suggests what a person probably meant by a text that is not a number.
func hint(s string) string {
	const far = 200 // bytes: no number is longer
	for _, r := range s[:min(len(s), far)] {
		switch {
		case r == ',':
			return "write it without thousands separators and with a decimal point"
		case r >= '０' && r <= '９':
			return "write it in ASCII digits, not full-width ones"
		case r == '%':
			return "write a share as a fraction of 1, without a percent sign"
		case unicode.IsSpace(r):
			return "write it without spaces"
		}
	}
	return "want digits with an optional decimal point and exponent, such as 1234.5"
}

// MustParse is like [Parse] but panics on an error. It is for literals in source code.
func MustParse(s string) decimal.Decimal {
	d, err := Parse(s)
	if err != nil {
		panic("dec: " + err.Error())
	}
	return d
}

// Quo returns num ÷ den.
//
// A quotient that terminates within [Precision] significant digits is exact; any other is rounded half to even to
// [Precision] digits. Multiply first and divide once, last, so that a result is rounded at most once. A zero divisor is
// [ErrDivisionByZero]. A quotient beyond the bounds of [Check], or an operand of more than four times as many digits, is
// a [RangeError].
func Quo(num, den decimal.Decimal) (decimal.Decimal, error) {
	if err := checkWork(num, den); err != nil {
		return decimal.Decimal{}, err
	}
	if !num.IsZero() && !den.IsZero() {
		if q, ok := quoWide(num, den); ok {
			return checked(q)
		}
	}
	return quoLong(num, den)
}

// quoLong is [Quo] for numbers of any length.
func quoLong(num, den decimal.Decimal) (decimal.Decimal, error) {
	return quo(num.Coefficient(), den.Coefficient(), int(num.Exponent())-int(den.Exponent()))
}

// Fraction returns a fraction of whole numbers as [Quo] does. The numbers may have any length.
func Fraction(r *big.Rat) (decimal.Decimal, error) {
	return quo(new(big.Int).Set(r.Num()), new(big.Int).Set(r.Denom()), 0)
}

// quo returns n ÷ d × 10^exp. It overwrites n and d.
func quo(n, d *big.Int, exp int) (decimal.Decimal, error) {
	if d.Sign() == 0 {
		return decimal.Decimal{}, ErrDivisionByZero
	}
	if n.Sign() == 0 {
		return decimal.Decimal{}, nil
	}
	neg := n.Sign() != d.Sign()
	n.Abs(n)
	d.Abs(d)

	// Scale the numerator so that the integer quotient has at least Precision+1 digits, divide, then round.
	shift := Precision + 1 + digits(d) - digits(n)
	if shift < 0 {
		shift = 0
	}
	n.Mul(n, pow10(shift))
	q, r := new(big.Int).QuoRem(n, d, new(big.Int))
	exp -= shift
	q, exp = roundHalfEven(q, exp, r.Sign() != 0)
	q, exp = trimZeros(q, exp)
	if neg {
		q.Neg(q)
	}
	return checked(decimal.NewFromBigInt(q, int32(exp)))
}

// checked returns a number that is within the bounds of [Check].
func checked(d decimal.Decimal) (decimal.Decimal, error) {
	if err := Check(d); err != nil {
		return decimal.Decimal{}, err
	}
	return d, nil
}

// Mul returns the exact product of two numbers within the bounds of [Check], if it is within them too.
func Mul(a, b decimal.Decimal) (decimal.Decimal, error) {
	if err := CheckAll(a, b); err != nil {
		return decimal.Decimal{}, err
	}
	return checked(a.Mul(b))
}

// roundHalfEven rounds q, which has more than Precision digits, to that many; sticky reports that q itself was already
// truncated.
func roundHalfEven(q *big.Int, exp int, sticky bool) (*big.Int, int) {
	drop := digits(q) - Precision
	unit := pow10(drop)
	rem := new(big.Int)
	q, rem = new(big.Int).QuoRem(q, unit, rem)
	switch rem.Lsh(rem, 1).Cmp(unit) {
	case 1:
		q.Add(q, big.NewInt(1))
	case 0:
		if sticky || q.Bit(0) == 1 {
			q.Add(q, big.NewInt(1))
		}
	}
	return q, exp + drop
}

// trimZeros drops trailing zeros of the coefficient, so that an exact quotient is as short as possible.
func trimZeros(q *big.Int, exp int) (*big.Int, int) {
	rem, next := new(big.Int), new(big.Int)
	for zeros := 32; zeros > 0 && q.Sign() != 0 && q.Bit(0) == 0; {
		next.QuoRem(q, pow10(zeros), rem)
		if rem.Sign() != 0 {
			zeros /= 2
			continue
		}
		q, next = next, q
		exp += zeros
	}
	return q, exp
}

// digits returns the number of decimal digits of a positive integer.
func digits(x *big.Int) int {
	guess := (x.BitLen() - 1) * 30102 / 100000 // a little less than log10(2) of them: never too many
	for x.Cmp(pow10(guess)) >= 0 {
		guess++
	}
	return guess
}

// powers holds the powers of ten that division needs. They are read, never changed.
var powers = sync.OnceValue(func() []*big.Int {
	const usual = 4 * MaxDigits
	p := make([]*big.Int, usual)
	p[0] = big.NewInt(1)
	for i := 1; i < usual; i++ {
		p[i] = new(big.Int).Mul(p[i-1], big.NewInt(10))
	}
	return p
})

// pow10 returns 10^n, which the caller must not modify.
func pow10(n int) *big.Int {
	if p := powers(); n < len(p) {
		return p[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// Power returns x to the power of n, exactly, for an n of zero or more. It is a [RangeError] if that, or a number on the
// way to it, has more than four times as many digits as [Check] accepts.
func Power(x decimal.Decimal, n int) (decimal.Decimal, error) {
	p := decimal.New(1, 0)
	for range n {
		if err := checkWork(x, p); err != nil {
			return decimal.Decimal{}, err
		}
		p = p.Mul(x)
	}
	return p, checkWork(p)
}

// Root returns the positive n-th root of a positive x.
//
// A root that terminates within [Precision] significant digits is exact; any other is rounded to that many. A compound
// annual rate needs it: (E_T ÷ E)^(1 ÷ n). It is an error if x is not positive, or if n is below 1 or above
// [MaxDegree], or if x is beyond the bounds of [Check].
func Root(x decimal.Decimal, n int) (decimal.Decimal, error) {
	if err := Check(x); err != nil {
		return decimal.Decimal{}, err
	}
	if x.Sign() <= 0 {
		return decimal.Decimal{}, fmt.Errorf("root of %s: want a positive number", Text(x))
	}
	if n < 1 || n > MaxDegree {
		return decimal.Decimal{}, fmt.Errorf("root of degree %d: want 1 to %d", n, MaxDegree)
	}
	c, exp := x.Coefficient(), int(x.Exponent())
	// Make the integer long enough for Precision+2 digits of the root, and the exponent a multiple of n.
	grow := max(0, n*(Precision+2)-digits(c))
	for (exp-grow)%n != 0 {
		grow++
	}
	c.Mul(c, pow10(grow))
	r := integerRoot(c, n)
	inexact := new(big.Int).Exp(r, big.NewInt(int64(n)), nil).Cmp(c) != 0
	q, e := roundHalfEven(r, (exp-grow)/n, inexact)
	q, e = trimZeros(q, e)
	return decimal.NewFromBigInt(q, int32(e)), nil
}

// integerRoot returns the largest r with r^n ≤ c.
func integerRoot(c *big.Int, n int) *big.Int {
	bits := uint(c.BitLen()/n + 1) // r < 2^bits
	if bits <= 16 {
		return smallRoot(c, n, bits)
	}
	// The first half of the bits is the root of the first half of c; Newton's method descends from just above it.
	half := bits / 2
	r := integerRoot(new(big.Int).Rsh(c, half*uint(n)), n)
	r.Add(r, big.NewInt(1))
	r.Lsh(r, half)
	bigN, less := big.NewInt(int64(n)), big.NewInt(int64(n-1))
	for {
		// next = ((n-1)·r + c ÷ r^(n-1)) ÷ n
		next := new(big.Int).Exp(r, less, nil)
		next.Quo(c, next)
		next.Add(next, new(big.Int).Mul(less, r))
		next.Quo(next, bigN)
		if next.Cmp(r) >= 0 {
			return r
		}
		r = next
	}
}

// smallRoot finds a root below 2^bits bit by bit.
func smallRoot(c *big.Int, n int, bits uint) *big.Int {
	r, power, degree := new(big.Int), new(big.Int), big.NewInt(int64(n))
	for i := int(bits) - 1; i >= 0; i-- {
		r.SetBit(r, i, 1)
		if power.Exp(r, degree, nil).Cmp(c) > 0 {
			r.SetBit(r, i, 0)
		}
	}
	return r
}
