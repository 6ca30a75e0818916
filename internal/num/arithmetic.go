package num

import (
	"cmp"
	"math/bits"

	"github.com/ghgkit/ghg/internal/dec"
)

// Mul sets n to x × y and reports whether it fits. The exponent is the sum of theirs.
func (n *Num) Mul(x, y *Num) bool {
	exp := int64(x.exp) + int64(y.exp)
	w0, w1, w2, w3, over := mul(&x.w, &y.w)
	if over != 0 || exp != int64(int32(exp)) {
		return false
	}
	neg := x.neg != y.neg && w0|w1|w2|w3 != 0
	n.w[0], n.w[1], n.w[2], n.w[3] = w0, w1, w2, w3
	n.exp = int32(exp)
	n.neg = neg
	return true
}

// MulShort sets n to x × coef × 10^exp and reports whether it fits. It is Mul by [New].
func (n *Num) MulShort(x *Num, coef int64, exp int32) bool {
	sum := int64(x.exp) + int64(exp)
	of, neg := uint64(coef), coef < 0
	if neg {
		of = -of
	}
	if sum != int64(int32(sum)) {
		return false
	}
	neg = x.neg != neg
	if x.w[1]|x.w[2]|x.w[3] == 0 {
		hi, lo := bits.Mul64(x.w[0], of)
		n.w[0], n.w[1], n.w[2], n.w[3] = lo, hi, 0, 0
		n.exp, n.neg = int32(sum), neg && hi|lo != 0
		return true
	}
	w0, w1, w2, w3, over := mulWord(&x.w, of)
	if over != 0 {
		return false
	}
	n.w[0], n.w[1], n.w[2], n.w[3] = w0, w1, w2, w3
	n.exp, n.neg = int32(sum), neg && w0|w1|w2|w3 != 0
	return true
}

// Products sets each of other numbers to n × its coef × 10^exp, as [Num.MulShort], and reports whether all fit. There are as many
// coefs and exps as numbers.
func (n *Num) Products(to []Num, coefs []int64, exps []int8) bool {
	short := n.w[1]|n.w[2]|n.w[3] == 0 && n.exp < maxShortExp && n.exp > -maxShortExp
	for i := range to {
		p, coef, exp := &to[i], coefs[i], exps[i]
		if !short {
			if !p.MulShort(n, coef, int32(exp)) {
				return false
			}
			continue
		}
		of, neg := uint64(coef), n.neg
		if coef < 0 {
			of, neg = -of, !neg
		}
		hi, lo := bits.Mul64(n.w[0], of)
		p.w[0], p.w[1], p.w[2], p.w[3] = lo, hi, 0, 0
		p.exp, p.neg = n.exp+int32(exp), neg && hi|lo != 0
	}
	return true
}

// maxShortExp is above the exponents that an int8 can be added to in any case, and far above those of numbers that are read.
const maxShortExp = 1 << 30

// Add sets n to x + y and reports whether it fits. The exponent is the smaller of theirs.
func (n *Num) Add(x, y *Num) bool { return n.add(x, y, y.neg) }

// Sub sets n to x − y and reports whether it fits. The exponent is the smaller of theirs.
func (n *Num) Sub(x, y *Num) bool { return n.add(x, y, !y.neg) }

// add sets n to x + y, with yNeg for the sign of y, and reports whether it fits.
func (n *Num) add(x, y *Num, yNeg bool) bool {
	xNeg := x.neg
	if x.exp < y.exp {
		x, y, xNeg, yNeg = y, x, yNeg, xNeg
	}
	a0, a1, a2, a3 := x.w[0], x.w[1], x.w[2], x.w[3]
	if x.exp != y.exp {
		var over uint64
		if a0, a1, a2, a3, over = scale(&x.w, int64(x.exp)-int64(y.exp)); over != 0 {
			return false
		}
	}
	neg := xNeg
	var carry uint64
	if xNeg == yNeg {
		a0, carry = bits.Add64(a0, y.w[0], 0)
		a1, carry = bits.Add64(a1, y.w[1], carry)
		a2, carry = bits.Add64(a2, y.w[2], carry)
		a3, carry = bits.Add64(a3, y.w[3], carry)
		if carry != 0 {
			return false
		}
	} else {
		a0, carry = bits.Sub64(a0, y.w[0], 0)
		a1, carry = bits.Sub64(a1, y.w[1], carry)
		a2, carry = bits.Sub64(a2, y.w[2], carry)
		a3, carry = bits.Sub64(a3, y.w[3], carry)
		if carry != 0 { // y is larger: negate the difference
			neg = yNeg
			a0, carry = bits.Sub64(0, a0, 0)
			a1, carry = bits.Sub64(0, a1, carry)
			a2, carry = bits.Sub64(0, a2, carry)
			a3, _ = bits.Sub64(0, a3, carry)
		}
	}
	n.w[0], n.w[1], n.w[2], n.w[3] = a0, a1, a2, a3
	n.exp = y.exp
	n.neg = neg && a0|a1|a2|a3 != 0
	return true
}

// Cmp returns -1 if n < x, 0 if the values are equal, and +1 if n > x.
func (n *Num) Cmp(x *Num) int {
	sign := n.Sign()
	if s := x.Sign(); sign != s {
		return cmp.Compare(sign, s)
	}
	if n.neg {
		return cmpMagnitude(x, n)
	}
	return cmpMagnitude(n, x)
}

// cmpMagnitude compares the absolute values of two numbers that are both zero or both not.
func cmpMagnitude(x, y *Num) int {
	if x.exp == y.exp || x.w.isZero() {
		return cmpWords(&x.w, &y.w)
	}
	if x.exp < y.exp {
		return -cmpMagnitude(y, x)
	}
	w0, w1, w2, w3, over := scale(&x.w, int64(x.exp)-int64(y.exp))
	if over != 0 {
		return 1 // x has more than 256 bits at the exponent of y
	}
	return cmpWords(&words{w0, w1, w2, w3}, &y.w)
}

// Quo sets n to x ÷ y as [dec.Quo] divides, and reports whether it fits and y is not zero.
//
// A quotient that terminates within [dec.Precision] significant digits is exact; any other is rounded half to even to
// that many. It has no trailing zeros, and exponent 0 if x is zero.
func (n *Num) Quo(x, y *Num) bool {
	if y.IsZero() {
		return false
	}
	if x.IsZero() {
		*n = Num{}
		return true
	}
	short := y.w[1]|y.w[2]|y.w[3]|x.w[2]|x.w[3] == 0
	if short {
		// Coefficients that divide without a rest have a quotient of few digits, without a scale.
		if y.w[0] == 1 && x.w[1] < withinPrecision {
			return n.setQuotient(x, y, x.w[1], x.w[0], 0)
		}
		if hi, lo, inexact := divideWord(x.w[1], x.w[0], y.w[0]); !inexact && hi < withinPrecision {
			return n.setQuotient(x, y, hi, lo, 0)
		}
	}
	// Scale one of the coefficients so that the integer quotient has one or two digits more than the precision, divide,
	// then round. Rounded and trimmed, the result does not depend on the scale.
	shift := dec.Precision + 1 + y.w.digits() - x.w.digits()
	var hi, lo uint64
	var inexact bool
	if short && shift >= 0 && shift <= twoWords {
		hi, lo, inexact = divideShort(&x.w, y.w[0], shift)
	} else {
		hi, lo, inexact = divide(&x.w, &y.w, shift)
	}
	hi, lo, dropped := roundHalfEven(hi, lo, inexact)
	return n.setQuotient(x, y, hi, lo, dropped-shift)
}

// QuoShort sets n to x ÷ (coef × 10^exp), as [Num.Quo].
func (n *Num) QuoShort(x *Num, coef int64, exp int32) bool {
	var y Num
	y.w[0], y.exp = uint64(coef), exp
	if y.neg = coef < 0; y.neg {
		y.w[0] = -y.w[0]
	}
	return n.Quo(x, &y)
}

// setQuotient sets n to a coefficient, without its trailing zeros, with the sign and exponent of x ÷ y shifted by a number of
// places, and reports whether it fits.
func (n *Num) setQuotient(x, y *Num, hi, lo uint64, shift int) bool {
	hi, lo, zeros := trimZeros(hi, lo)
	exp := int64(x.exp) - int64(y.exp) + int64(zeros+shift)
	if exp != int64(int32(exp)) {
		return false
	}
	*n = Num{w: words{lo, hi}, exp: int32(exp), neg: x.neg != y.neg}
	return true
}

// withinPrecision is the upper word of 10^[dec.Precision]: coefficients with a lower one have at most that many digits.
const withinPrecision = 542101086242752

// divideWord divides two words by one.
func divideWord(hi, lo, y uint64) (h, l uint64, inexact bool) {
	h = hi / y
	l, r := bits.Div64(hi%y, lo, y)
	return h, l, r != 0
}

// divideShort is divide for x of at most two words, a divisor of one, and a shift from 0 to twoWords.
func divideShort(x *words, y uint64, shift int) (hi, lo uint64, inexact bool) {
	p := &powers[shift]
	n1, n0 := bits.Mul64(x[0], p[0])
	n2, l := bits.Mul64(x[0], p[1])
	n1, carry := bits.Add64(n1, l, 0)
	n2 += carry
	h, l := bits.Mul64(x[1], p[0])
	n1, carry = bits.Add64(n1, l, 0)
	n2 += h + carry + x[1]*p[1] // the product is below y × 2^128: it has three words
	hi, r := bits.Div64(n2, n1, y)
	lo, r = bits.Div64(r, n0, y)
	return hi, lo, r != 0
}

// divide returns the integer part of x × 10^shift ÷ y, which must be below 2^128, and reports a remainder.
func divide(x, y *words, shift int) (hi, lo uint64, inexact bool) {
	var num wide
	den := *y
	switch {
	case shift < 0:
		copy(num[:], x[:])
		den.set(mul(y, &powers[-shift])) // it stays shorter than x
	case shift > maxPower:
		var first words
		first.set(mul(x, &powers[shift-maxPower])) // it stays shorter than y
		mulWide(&num, &first, &powers[maxPower])
	default:
		mulWide(&num, x, &powers[shift])
	}
	if den[1]|den[2]|den[3] == 0 {
		hi, r := bits.Div64(num[2], num[1], den[0])
		lo, r = bits.Div64(r, num[0], den[0])
		return hi, lo, r != 0
	}
	return divideLong(&num, &den)
}

// roundHalfEven rounds a quotient of 35 or 36 digits to [dec.Precision] digits, and returns how many it dropped.
func roundHalfEven(hi, lo uint64, inexact bool) (h, l uint64, dropped int) {
	unit, dropped := uint64(10), 1
	if limit := &powers[dec.Precision+1]; hi > limit[1] || (hi == limit[1] && lo >= limit[0]) {
		unit, dropped = 100, 2
	}
	h, rem := hi/unit, hi%unit
	l, rem = bits.Div64(rem, lo, unit)
	if 2*rem > unit || (2*rem == unit && (inexact || l&1 == 1)) {
		var carry uint64
		l, carry = bits.Add64(l, 1, 0)
		h += carry
	}
	return h, l, dropped
}

// trimZeros drops the trailing zeros of a positive coefficient, and returns their number.
func trimZeros(hi, lo uint64) (h, l uint64, zeros int) {
	if !byTen(hi, lo) {
		return hi, lo, 0
	}
	if hi == 0 {
		lo, zeros = trimWord(lo)
		return 0, lo, zeros
	}
	for n := 16; n > 2; {
		// 10^n divides the coefficient only if 2^n does.
		if lo&(1<<n-1) == 0 {
			unit := powers[n][0]
			h := hi / unit
			if l, rem := bits.Div64(hi%unit, lo, unit); rem == 0 {
				hi, lo = h, l
				zeros += n
				continue
			}
		}
		n /= 2
	}
	for ; byTen(hi, lo); zeros++ {
		// Half of it, which 5 divides, times the inverse of 5 modulo 2^128.
		const inverse, upper = 0xcccccccccccccccd, 0xcccccccccccccccc
		hi, lo = hi/2, hi<<63|lo/2
		h, l := bits.Mul64(lo, inverse)
		hi, lo = h+lo*upper+hi*inverse, l
	}
	return hi, lo, zeros
}

// byTen reports whether 10 divides a coefficient. 2^64 leaves 1 when it is divided by 5, so the sum of the words has the same rest.
func byTen(hi, lo uint64) bool {
	sum, carry := bits.Add64(hi, lo, 0)
	return lo&1 == 0 && (sum+carry)%5 == 0
}

// trimWord is trimZeros for a coefficient of one word. It divides by constants, which takes a fraction of the time.
func trimWord(n uint64) (trimmed uint64, zeros int) {
	for n%e8 == 0 {
		n, zeros = n/e8, zeros+8
	}
	if n%1e4 == 0 {
		n, zeros = n/1e4, zeros+4
	}
	if n%100 == 0 {
		n, zeros = n/100, zeros+2
	}
	if n%10 == 0 {
		n, zeros = n/10, zeros+1
	}
	return n, zeros
}
