package dec

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"sync"

	"github.com/shopspring/decimal"
)

// ErrRange is what every error about a number beyond the bounds of [Check] wraps.
var ErrRange = errors.New("out of range")

// RangeError reports a number that is too long to compute with. It wraps [ErrRange].
type RangeError struct {
	Number string // as [Brief] writes it
}

func (e *RangeError) Error() string {
	return fmt.Sprintf("number %s is out of range: want %s", e.Number, Bounds)
}

// Unwrap returns [ErrRange].
func (e *RangeError) Unwrap() error { return ErrRange }

// Bounds says what [Check] accepts, for error messages.
var Bounds = fmt.Sprintf("at most %d digits", MaxLong)

// Check returns a [RangeError] unless d, written in plain notation, has at most [MaxLong] bytes.
//
// A text is bounded by [Parse], but a program can make 10^2147483647 with one call, and adding 1 to it takes all memory.
// So every function of the module that takes a decimal checks it before it computes. Products and sums of checked
// numbers are bounded too. Check takes the same short time for every number.
func Check(d decimal.Decimal) error {
	if usual(d) {
		return nil
	}
	return checkUnusual(d)
}

func checkUnusual(d decimal.Decimal) error {
	if fits(d) {
		return nil
	}
	return &RangeError{Brief(d)}
}

// CheckAll is [Check] of several numbers.
func CheckAll(numbers ...decimal.Decimal) error {
	for _, d := range numbers {
		if err := Check(d); err != nil {
			return err
		}
	}
	return nil
}

// fits reports whether [Text] of d has at most [MaxLong] bytes.
func fits(d decimal.Decimal) bool {
	return usual(d) || short(d, MaxLong, longLimit()) && TextLen(d) <= MaxLong
}

// usual reports whether neither the exponent nor the coefficient of d has more than [smallDigits], as those of nearly all
// numbers.
func usual(d decimal.Decimal) bool {
	exp := d.Exponent()
	if exp < -smallDigits || exp > smallDigits {
		return false
	}
	limit := &usualLimits[exp+smallDigits]
	if d.Sign() < 0 {
		return d.Cmp(limit.below) > 0
	}
	return d.Cmp(limit.above) < 0
}

// short reports whether neither the exponent nor the coefficient of d has more than the given digits.
func short(d decimal.Decimal, digits int32, limit limits) bool {
	exp := d.Exponent()
	return exp >= -digits && exp <= digits && below(d, limit)
}

// limits are ± a power of ten with the exponent 0.
type limits struct{ above, below decimal.Decimal }

func newLimits(digits int64) limits {
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil)
	above := decimal.NewFromBigInt(p, 0)
	return limits{above, above.Neg()}
}

// at returns the limits of numbers with an exponent. [decimal.Decimal.Shift] sets an exponent without a copy.
func (l limits) at(exp int32) limits { return limits{l.above.Shift(exp), l.below.Shift(exp)} }

// below reports whether the coefficient of d is between the limits.
func below(d decimal.Decimal, l limits) bool {
	l = l.at(d.Exponent())
	return d.Cmp(l.above) < 0 && d.Cmp(l.below) > 0
}

// maxWork is the number of digits of the longest intermediate: a product of several numbers that [Check] accepts, before
// it is divided or refused.
const maxWork = 4 * MaxLong

var (
	usualLimits = limitsOfExponents(newLimits(smallDigits))
	longLimit   = sync.OnceValue(func() limits { return newLimits(MaxLong) })
	workLimit   = sync.OnceValue(func() limits { return newLimits(maxWork) })
)

// limitsOfExponents returns the limits of nearly all numbers: those with the exponents −18 to 18.
func limitsOfExponents(l limits) (all [2*smallDigits + 1]limits) {
	for i := range all {
		all[i] = l.at(int32(i) - smallDigits) //nolint:gosec // at most 36
	}
	return all
}

// Brief writes a number for an error message: as [Text] does or, if that would take more than 100 bytes, its order of
// magnitude ("about 1e-2147483648") or that it is too long to tell.
func Brief(d decimal.Decimal) string {
	const most = 100
	if works(d) && TextLen(d) <= most {
		return Text(d)
	}
	return about(d)
}

// about writes the order of magnitude of a number. It does not copy a coefficient of more than maxWork digits to measure
// it.
func about(d decimal.Decimal) string {
	sign := ""
	if d.IsNegative() {
		sign = "-"
	}
	magnitude := int64(d.Exponent())
	switch {
	case d.IsZero():
		return "0e" + strconv.FormatInt(magnitude, 10)
	case !below(d, workLimit()):
		return fmt.Sprintf("%s(more than %d digits)", sign, maxWork)
	}
	magnitude += int64(d.Coefficient().BitLen()-1) * 30103 / 100000 // log10(2)
	return "about " + sign + "1e" + strconv.FormatInt(magnitude, 10)
}

// works reports whether d may be an intermediate of a computation. [Text] writes all its digits.
func works(d decimal.Decimal) bool { return usual(d) || short(d, maxWork, workLimit()) }

// checkWork returns a [RangeError] unless all numbers may be intermediates of a computation.
func checkWork(numbers ...decimal.Decimal) error {
	for _, d := range numbers {
		if !works(d) {
			return &RangeError{Brief(d)}
		}
	}
	return nil
}
