package units

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Quantity is an amount of something in a unit.
//
// The zero Quantity means "not given" and is different from "0 kWh", which is a given amount of zero: see
// [Quantity.Given]. With the JSON option omitzero, a quantity that is not given is omitted and one of zero is kept.
// Compare quantities by [Quantity.Cmp], not by ==. A value of more than 4096 digits in plain notation is too long to
// compute with: every method that returns an error refuses it with one that wraps [ErrOutOfRange].
type Quantity struct {
	Value decimal.Decimal
	Unit  Unit
}

// New returns the quantity of value units.
func New(value decimal.Decimal, unit Unit) Quantity { return Quantity{value, unit} }

// Parse reads a number, one space and a unit, such as "125 MWh(HHV)" or "3.2 t·km".
//
// The number is plain or scientific with at most 64 digits; the unit is one that [ParseUnit] reads. Empty text is an
// error wrapping [ErrNotGiven].
func Parse(s string) (Quantity, error) {
	if s == "" {
		return Quantity{}, fmt.Errorf("quantity is empty: %w; want a number and a unit such as \"125 MWh\"", ErrNotGiven)
	}
	number, name, ok := strings.Cut(s, " ")
	if !ok {
		return Quantity{}, fmt.Errorf("quantity %s: want a number, a space and a unit such as \"125 MWh\"", input.Quote(s))
	}
	value, err := dec.Parse(number)
	if err != nil {
		return Quantity{}, fmt.Errorf("quantity %s: %w", input.Quote(s), err)
	}
	unit, err := ParseUnit(name)
	if err != nil {
		return Quantity{}, fmt.Errorf("quantity %s: %w", input.Quote(s), err)
	}
	return Quantity{value, unit}, nil
}

// MustParse is like [Parse] but panics on an error. It is for literals in source code.
func MustParse(s string) Quantity {
	q, err := Parse(s)
	if err != nil {
		panic("units: " + err.Error())
	}
	return q
}

// Given reports whether the quantity has a unit. A given quantity may be zero.
func (q Quantity) Given() bool { return !q.Unit.IsZero() }

// Sign returns -1, 0 or 1 if the value is negative, zero or positive. A quantity that is not given has sign 0.
func (q Quantity) Sign() int { return q.Value.Sign() }

// IsNegative reports whether the value is below zero.
func (q Quantity) IsNegative() bool { return q.Value.Sign() < 0 }

// In returns the same amount in another unit of the same dimension.
//
// It is exact when the ratio of the units is a terminating decimal, as from kWh to MJ; otherwise the value is rounded
// half to even to 34 significant digits. A unit of another dimension is a [*DimensionError].
func (q Quantity) In(to Unit) (Quantity, error) {
	if err := q.check(); err != nil {
		return Quantity{}, err
	}
	num, den, err := Conversion(q.Unit, to)
	if err != nil {
		return Quantity{}, err
	}
	return scale(q.Value.Mul(num), den, to)
}

// Add returns q + r in the unit of q. It is exact when the conversion is; see [Quantity.In].
func (q Quantity) Add(r Quantity) (Quantity, error) {
	if err := q.check(); err != nil {
		return Quantity{}, err
	}
	r, err := r.In(q.Unit)
	if err != nil {
		return Quantity{}, err
	}
	return Quantity{q.Value.Add(r.Value), q.Unit}, nil
}

// Sub returns q − r in the unit of q. It is exact when the conversion is; see [Quantity.In].
func (q Quantity) Sub(r Quantity) (Quantity, error) { return q.Add(r.Neg()) }

// Neg returns −q.
func (q Quantity) Neg() Quantity { return Quantity{q.Value.Neg(), q.Unit} }

// Mul returns x times q. Multiplication is exact. Numbers too long to compute with are an error.
func (q Quantity) Mul(x decimal.Decimal) (Quantity, error) {
	value, err := dec.Mul(q.Value, x)
	if err != nil {
		return Quantity{}, fmt.Errorf("multiple of a quantity of %s: %w", input.Quote(q.Unit), err)
	}
	return Quantity{value, q.Unit}, nil
}

// check returns an error for a value that is too long to compute with.
func (q Quantity) check() error {
	if err := dec.Check(q.Value); err != nil {
		return fmt.Errorf("quantity of %s: %w", input.Quote(q.Unit), err)
	}
	return nil
}

// Times returns the product of two quantities in the product of their units: 3 t times 100 km is 300 t·km.
// The product is exact. Errors are those of [Product].
func (q Quantity) Times(r Quantity) (Quantity, error) {
	unit, err := Product(q.Unit, r.Unit)
	if err != nil {
		return Quantity{}, err
	}
	value, err := dec.Mul(q.Value, r.Value)
	if err != nil {
		return Quantity{}, fmt.Errorf("product of quantities in %s: %w", input.Quote(unit), err)
	}
	return Quantity{value, unit}, nil
}

// Cmp returns -1, 0 or 1 if q is less than, equal to or greater than r. The comparison is exact, whatever the units;
// quantities of different dimensions are a [*DimensionError].
func (q Quantity) Cmp(r Quantity) (int, error) {
	for _, x := range [...]Quantity{q, r} {
		if err := x.check(); err != nil {
			return 0, err
		}
	}
	if q.Unit == r.Unit {
		return q.Value.Cmp(r.Value), nil
	}
	num, den, err := Conversion(q.Unit, r.Unit)
	if err != nil {
		return 0, err
	}
	return q.Value.Mul(num).Cmp(r.Value.Mul(den)), nil
}

// String returns the value with all its digits, a space and the unit's symbol, which [Parse] reads back.
// A quantity that is not given is empty text; of a value too long to compute with it is the order of magnitude.
func (q Quantity) String() string {
	if !q.Given() {
		return ""
	}
	var room [usualText]byte
	text := dec.AppendText(room[:0], q.Value)
	if len(text) > dec.MaxDigits {
		return number(q.Value) + " " + q.Unit.symbol
	}
	return string(append(append(text, ' '), q.Unit.symbol...))
}

// usualText is more than the usual length of a quantity's text.
const usualText = 96

// MarshalText returns the text of [Quantity.String], empty for a quantity that is not given. A value too long to compute
// with is an error.
func (q Quantity) MarshalText() ([]byte, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	return []byte(q.String()), nil
}

// UnmarshalText reads a quantity as [Parse] does. Empty text is an error wrapping [ErrNotGiven].
func (q *Quantity) UnmarshalText(text []byte) error {
	parsed, err := Parse(string(text))
	if err != nil {
		return err
	}
	*q = parsed
	return nil
}

// scale returns value ÷ den in a unit: exactly if den has no prime factors other than 2 and 5, else to 34 digits.
func scale(value, den decimal.Decimal, unit Unit) (Quantity, error) {
	if den.Equal(one) {
		return Quantity{value, unit}, nil
	}
	if inverse, ok := terminating(den); ok {
		return Quantity{value.Mul(inverse), unit}, nil
	}
	v, err := dec.Quo(value, den)
	if err != nil {
		return Quantity{}, err
	}
	return Quantity{v, unit}, nil
}

// terminating returns 1 ÷ den exactly when den is a positive integer 2^a × 5^b.
func terminating(den decimal.Decimal) (decimal.Decimal, bool) {
	if den.Sign() <= 0 || den.Exponent() != 0 {
		return decimal.Decimal{}, false
	}
	left := den.Coefficient()
	twos := int(left.TrailingZeroBits())
	left.Rsh(left, uint(twos))
	fives := 0
	if left.IsUint64() {
		odd := left.Uint64()
		for ; odd%5 == 0; odd /= 5 {
			fives++
		}
		left.SetUint64(odd)
	} else {
		fives = removeFives(left)
	}
	if !left.IsUint64() || left.Uint64() != 1 {
		return decimal.Decimal{}, false
	}
	// 1 ÷ (2^a × 5^b) = 5^(k-b) × 2^(k-a) ÷ 10^k with k the greater of a and b.
	k := max(twos, fives)
	c := left // 1
	if k > fives {
		c.Exp(big.NewInt(5), big.NewInt(int64(k-fives)), nil)
	}
	c.Lsh(c, uint(k-twos))
	return decimal.NewFromBigInt(c, int32(-k)), true
}

// removeFives divides x by 5 as often as possible and returns the number of divisions.
func removeFives(x *big.Int) int {
	fives, five, rem, next := 0, big.NewInt(5), new(big.Int), new(big.Int)
	for {
		next.QuoRem(x, five, rem)
		if rem.Sign() != 0 {
			return fives
		}
		x.Set(next)
		fives++
	}
}
