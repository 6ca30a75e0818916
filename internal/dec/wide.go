package dec

import (
	"math/big"
	"math/bits"

	"github.com/shopspring/decimal"
)

// wide is an unsigned integer of 128 bits: the coefficient of almost every number that does not fit in a word, such as a
// quotient of [Precision] digits.
type wide struct{ hi, lo uint64 }

// wideDigits is the number of decimal digits that always fit in a wide.
const wideDigits = 38

// wideOf returns the absolute value of a coefficient, and whether it fits.
func wideOf(d decimal.Decimal) (wide, bool) {
	if d.NumDigits() <= smallDigits {
		return wide{lo: magnitude(d.CoefficientInt64())}, true
	}
	if bits.UintSize != 64 {
		return wide{}, false
	}
	switch words := d.Coefficient().Bits(); len(words) {
	case 1:
		return wide{lo: uint64(words[0])}, true
	case 2:
		return wide{hi: uint64(words[1]), lo: uint64(words[0])}, true
	}
	return wide{}, false
}

// decimal returns ±w × 10^exp.
func (w wide) decimal(neg bool, exp int32) decimal.Decimal {
	if w.hi == 0 && w.lo>>63 == 0 {
		coef := int64(w.lo)
		if neg {
			coef = -coef
		}
		return decimal.New(coef, exp)
	}
	var words [128 / bits.UintSize]big.Word
	for i := range words {
		shift := i * bits.UintSize // of the word within the 128 bits
		if shift < 64 {
			words[i] = big.Word(w.lo >> shift)
		} else {
			words[i] = big.Word(w.hi >> (shift - 64))
		}
	}
	var coef big.Int
	coef.SetBits(words[:])
	if neg {
		coef.Neg(&coef)
	}
	return decimal.NewFromBigInt(&coef, exp)
}

// mul returns w × by + plus, which must fit.
func (w wide) mul(by, plus uint64) wide {
	hi, lo := bits.Mul64(w.lo, by)
	lo, carry := bits.Add64(lo, plus, 0)
	return wide{w.hi*by + hi + carry, lo}
}

// quo returns w ÷ by, rounded down, and the remainder.
func (w wide) quo(by uint64) (wide, uint64) {
	hi, rem := w.hi/by, w.hi%by
	lo, rem := bits.Div64(rem, w.lo, by)
	return wide{hi, lo}, rem
}

func (w wide) less(x wide) bool { return w.hi < x.hi || w.hi == x.hi && w.lo < x.lo }

// digits returns the number of decimal digits, 0 for zero.
func (w wide) digits() int {
	length := bits.Len64(w.lo)
	if w.hi != 0 {
		length = 64 + bits.Len64(w.hi)
	}
	n := length * 30103 / 100000 // floor(length × log10 2), which is the number of digits or one less
	if n < len(widePowers) && !w.less(widePowers[n]) {
		n++
	}
	return n
}

// widePowers are the powers of ten that fit.
var widePowers = func() (powers [wideDigits + 1]wide) {
	powers[0] = wide{lo: 1}
	for i := 1; i < len(powers); i++ {
		powers[i] = powers[i-1].mul(10, 0)
	}
	return powers
}()

// append appends the digits.
func (w wide) append(b []byte) []byte {
	const most = wideDigits + 1
	var buf [most]byte
	i := most
	for w.hi != 0 {
		var rem uint64
		w, rem = w.quo(uint64(powersOfTen[smallDigits]))
		for range smallDigits {
			i--
			buf[i] = '0' + byte(rem%10)
			rem /= 10
		}
	}
	for w.lo != 0 || i == most {
		i--
		buf[i] = '0' + byte(w.lo%10)
		w.lo /= 10
	}
	return append(b, buf[i:]...)
}

// quoWide is [Quo] without intermediate numbers, where the coefficient of the numerator fits in a wide and that of the
// denominator in a word. It reports whether it does. Neither may be zero.
func quoWide(num, den decimal.Decimal) (decimal.Decimal, bool) {
	n, ok := wideOf(num)
	if !ok || den.NumDigits() > smallDigits || n.digits() > wideDigits {
		return decimal.Decimal{}, false
	}
	d := magnitude(den.CoefficientInt64())
	shift := max(0, Precision+1+wide{lo: d}.digits()-n.digits())
	q, sticky := n.shiftQuo(shift, d)
	exp := int64(num.Exponent()) - int64(den.Exponent()) - int64(shift)

	drop := q.digits() - Precision // 1 to 4
	unit := widePowers[drop].lo
	q, rem := q.quo(unit)
	exp += int64(drop)
	if half := unit / 2; rem > half || rem == half && (sticky || q.lo&1 == 1) {
		q = q.mul(1, 1)
	}
	for zeros := 16; zeros > 0 && q.lo&1 == 0; {
		next, rem := q.quo(widePowers[zeros].lo)
		if rem != 0 {
			zeros /= 2
			continue
		}
		q, exp = next, exp+int64(zeros)
	}
	return q.decimal(num.IsNegative() != den.IsNegative(), int32(exp)), true
}

// shiftQuo returns w × 10^shift ÷ by, rounded down, and whether something remains. The quotient must fit, and the product
// must fit in 192 bits.
func (w wide) shiftQuo(shift int, by uint64) (quotient wide, inexact bool) {
	top, mid, low := uint64(0), w.hi, w.lo
	for shift > 0 {
		step := min(shift, smallDigits)
		factor := uint64(powersOfTen[step])
		midUp, l := bits.Mul64(low, factor)
		topUp, m := bits.Mul64(mid, factor)
		m, carry := bits.Add64(m, midUp, 0)
		top, mid, low = top*factor+topUp+carry, m, l
		shift -= step
	}
	rem := top % by // the quotient fits, so the rest of the top word is 0
	hi, rem := bits.Div64(rem, mid, by)
	lo, rem := bits.Div64(rem, low, by)
	return wide{hi, lo}, rem != 0
}
