package dec

import (
	"math"
	"math/bits"

	"github.com/shopspring/decimal"
)

// Exact is the running value of exact additions and multiplications.
//
// It gives what [decimal.Decimal.Add] and [decimal.Decimal.Mul] give, coefficient and exponent alike, without creating
// a decimal for every intermediate number: a coefficient of up to 18 digits is kept in a machine word, a longer one in
// a decimal. After some operations on a longer one, it is changed in place, so the cost of many operations is linear in
// the digits that go in. Do not copy an Exact and go on with both. The zero Exact is 0.
type Exact struct {
	coef int64
	exp  int32
	long bool
	ops  uint8           // operations on the long number, at most few
	d    decimal.Decimal // the number if it is long, or short and given as it is
	same bool            // the number is d, although it is short
	acc  *accumulator    // the number after few operations
}

// few is the number of operations on a long number after which an [Exact] changes it in place.
const few = 8

// SetOne sets x to 1, to start a product. As everywhere here, fields are set one by one: a whole number in one assignment is
// made elsewhere and copied, for which the processor waits.
func (x *Exact) SetOne() {
	x.coef, x.exp, x.long, x.ops, x.d, x.same, x.acc = 1, 0, false, 0, decimal.Decimal{}, false, nil
}

// smallDigits is the number of decimal digits that always fit in an int64.
const smallDigits = 18

// word returns the coefficient and exponent of a number with a short coefficient.
func word(d decimal.Decimal) (coef int64, exp int32, ok bool) {
	if d.NumDigits() > smallDigits {
		return 0, 0, false
	}
	return d.CoefficientInt64(), d.Exponent(), true
}

// IsOne reports whether the number is 1.
func (x *Exact) IsOne() bool {
	if !x.long && x.exp == 0 {
		return x.coef == 1
	}
	return x.Decimal().Equal(decimal.New(1, 0))
}

// Decimal returns the number.
func (x *Exact) Decimal() decimal.Decimal {
	switch {
	case x.acc != nil:
		return x.acc.decimal()
	case x.long, x.same:
		return x.d
	case x.coef == 0 && x.exp == 0:
		return decimal.Decimal{}
	}
	return decimal.New(x.coef, x.exp)
}

// Works returns a [RangeError] unless the number may be the operand of a quotient.
func (x *Exact) Works() error {
	if !x.long && x.exp >= -maxExact && x.exp <= maxExact {
		return nil
	}
	return checkWork(x.Decimal())
}

// maxExact is an exponent of which every short number is within all bounds.
const maxExact = 1024

// Check is [Check] of the number.
func (x *Exact) Check() error {
	if !x.long && x.exp >= -maxExact && x.exp <= maxExact {
		return nil
	}
	return Check(x.Decimal())
}

// Mul sets x to x × d.
func (x *Exact) Mul(d decimal.Decimal) {
	if coef, exp, ok := word(d); ok && !x.long {
		switch {
		case coef == 1 && exp == 0:
			return
		case x.coef == 1 && x.exp == 0 && coef != 0:
			x.set(coef, exp, d)
			return
		}
		if p, fits := mulWords(x.coef, coef); fits {
			if e := int64(x.exp) + int64(exp); e == int64(int32(e)) {
				x.coef, x.exp, x.same = p, int32(e), false
				return
			}
		}
	}
	x.lengthen()
	if x.acc == nil || !x.acc.mul(d) {
		*x = Exact{long: true, ops: x.ops, d: x.Decimal().Mul(d)}
	}
}

// set sets a short number to d.
func (x *Exact) set(coef int64, exp int32, d decimal.Decimal) {
	x.coef, x.exp, x.d, x.same = coef, exp, d, true
}

// lengthen counts an operation on a long number, and makes it one that is changed in place after a few.
func (x *Exact) lengthen() {
	if x.ops < few {
		x.ops++
	} else if x.acc == nil {
		d := x.Decimal()
		*x = Exact{long: true, ops: few, acc: &accumulator{exp: d.Exponent(), lead: d.Coefficient()}}
	}
}

// addLong sets x to x + d, or to x − d.
func (x *Exact) addLong(d decimal.Decimal, subtract bool) {
	x.lengthen()
	switch {
	case x.acc != nil:
		x.acc.add(d, subtract)
	case subtract:
		*x = Exact{long: true, ops: x.ops, d: x.Decimal().Sub(d)}
	default:
		*x = Exact{long: true, ops: x.ops, d: x.Decimal().Add(d)}
	}
}

// Add sets x to x + d.
func (x *Exact) Add(d decimal.Decimal) {
	if coef, exp, ok := word(d); ok && !x.long {
		if x.coef == 0 && x.exp == 0 && exp <= 0 && coef != 0 {
			x.set(coef, exp, d)
			return
		}
		if sum, e, fits := addWords(x.coef, x.exp, coef, exp); fits {
			x.coef, x.exp, x.same = sum, e, false
			return
		}
	}
	x.addLong(d, false)
}

// Sub sets x to x − d.
func (x *Exact) Sub(d decimal.Decimal) {
	if coef, exp, ok := word(d); ok && !x.long {
		if sum, e, fits := addWords(x.coef, x.exp, -coef, exp); fits {
			x.coef, x.exp, x.same = sum, e, false
			return
		}
	}
	x.addLong(d, true)
}

// AddExact sets x to x + y.
func (x *Exact) AddExact(y *Exact) {
	if !x.long && !y.long {
		if x.coef == 0 && x.exp == 0 && y.exp <= 0 && y.coef != 0 {
			x.coef, x.exp, x.d, x.same = y.coef, y.exp, y.d, y.same
			return
		}
		if sum, e, fits := addWords(x.coef, x.exp, y.coef, y.exp); fits {
			x.coef, x.exp, x.same = sum, e, false
			return
		}
	}
	x.addLong(y.Decimal(), false)
}

// mulWords returns a × b and reports whether it fits.
func mulWords(a, b int64) (int64, bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

// addWords returns a × 10^aExp + b × 10^bExp with the smaller of the exponents, and reports whether it fits.
func addWords(a int64, aExp int32, b int64, bExp int32) (sum int64, exp int32, ok bool) {
	if aExp < bExp {
		a, aExp, b, bExp = b, bExp, a, aExp
	}
	if shift := int64(aExp) - int64(bExp); shift > 0 {
		if shift > smallDigits {
			return 0, 0, false
		}
		if a, ok = mulWords(a, powersOfTen[shift]); !ok {
			return 0, 0, false
		}
	}
	sum = a + b
	if (a < 0) == (b < 0) && (sum < 0) != (a < 0) {
		return 0, 0, false
	}
	return sum, bExp, true
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}

var powersOfTen = [smallDigits + 1]int64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
}
