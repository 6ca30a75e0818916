package units

import (
	"fmt"
	"iter"
	"math/big"
	"math/bits"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/input"
)

// Unit is a unit of measure: a canonical symbol, a dimension and an exact ratio to the base unit of that dimension.
//
// It is a small comparable value, equal to another exactly when it is the same unit, and may be a map key. Units come
// only from [ParseUnit], [MustUnit], [Count], [Currency] and [Product]. The zero Unit is not a unit: see [Unit.IsZero].
type Unit struct {
	symbol   string
	dim      Dimension
	num, den uint64
}

// IsZero reports whether u is the zero Unit, which measures nothing and converts to nothing.
func (u Unit) IsZero() bool { return u.den == 0 }

// Symbol returns the canonical symbol, which [ParseUnit] reads back: "kWh(HHV)", "t·km", "kg CO2". It contains no "/",
// and a space only before the formula of a substance. The symbol of the zero Unit is empty.
func (u Unit) Symbol() string { return u.symbol }

// String returns the canonical symbol.
func (u Unit) String() string { return u.symbol }

// Dimension returns what the unit measures. The dimension of the zero Unit is empty.
func (u Unit) Dimension() Dimension { return u.dim }

// Ratio returns the number of base units of the dimension in one u, exactly num ÷ den in lowest terms. For lb they are
// 45359237 and 100000000 (kg). For the zero Unit both are zero.
func (u Unit) Ratio() (num, den decimal.Decimal) {
	return decimal.NewFromUint64(u.num), decimal.NewFromUint64(u.den)
}

// Basis returns the heating basis of a unit of fuel energy, and [NoBasis] for any other unit.
func (u Unit) Basis() HeatingBasis {
	switch u.dim {
	case EnergyHHV:
		return HHV
	case EnergyLHV:
		return LHV
	}
	return NoBasis
}

// WithBasis returns the unit of energy of the same size on another heating basis: kWh with HHV is kWh(HHV).
//
// It restates what a number means and converts nothing. Use it when a document names the basis separately from the
// unit. A unit that is not energy is an error, as is a basis that is none of the constants.
func (u Unit) WithBasis(b HeatingBasis) (Unit, error) {
	if !u.dim.IsEnergy() {
		return Unit{}, fmt.Errorf("heating basis %s of %s: want a unit of energy", b, input.Quote(u))
	}
	symbol := strings.TrimSuffix(strings.TrimSuffix(u.symbol, "(HHV)"), "(LHV)")
	switch b {
	case NoBasis:
		return Unit{symbol, Energy, u.num, u.den}, nil
	case HHV:
		return Unit{symbol + "(HHV)", EnergyHHV, u.num, u.den}, nil
	case LHV:
		return Unit{symbol + "(LHV)", EnergyLHV, u.num, u.den}, nil
	}
	return Unit{}, fmt.Errorf("heating basis %s: want NoBasis, HHV or LHV", b)
}

// MarshalText returns the canonical symbol, empty for the zero Unit.
func (u Unit) MarshalText() ([]byte, error) { return []byte(u.symbol), nil }

// UnmarshalText reads a unit as [ParseUnit] does. Empty text is an error wrapping [ErrNotGiven].
func (u *Unit) UnmarshalText(text []byte) error {
	parsed, err := ParseUnit(string(text))
	if err != nil {
		return err
	}
	*u = parsed
	return nil
}

// Conversion returns the exact factor from one unit to another, num ÷ den in lowest terms: an amount in from, times
// num, divided by den, is the amount in to. From kWh to MJ it is 18 ÷ 5.
//
// Units of different dimensions are a [*DimensionError].
func Conversion(from, to Unit) (num, den decimal.Decimal, err error) {
	if from == to && !from.IsZero() {
		return one, one, nil
	}
	if from.dim != to.dim || from.IsZero() {
		return decimal.Decimal{}, decimal.Decimal{}, dimensionError(from, to)
	}
	// from.num/from.den ÷ (to.num/to.den), with the common factors removed before multiplying.
	a, b := reduce(from.num, to.num)
	c, d := reduce(to.den, from.den)
	return product(a, c), product(d, b), nil
}

// Ratios of most conversions, which are immutable.
var one, kilo = decimal.NewFromUint64(1), decimal.NewFromUint64(thousand)

const thousand = 1000

// Definition is an entry of the table of built-in units.
type Definition struct {
	Unit    Unit
	Aliases []string // other texts that ParseUnit reads as this unit
	Source  string   // the document that defines the unit
}

// All returns the built-in units in the order of the table: base units and their multiples, gases, counts, products,
// then currencies. Each has the document that defines it. The definitions are copies.
func All() iter.Seq[Definition] {
	return func(yield func(Definition) bool) {
		for _, d := range index().defs {
			d.Aliases = append([]string(nil), d.Aliases...)
			if !yield(d) {
				return
			}
		}
	}
}

// reduce divides both by their greatest common divisor.
func reduce(a, b uint64) (uint64, uint64) {
	x, y := a, b
	for y != 0 {
		x, y = y, x%y
	}
	if x == 0 {
		return a, b
	}
	return a / x, b / x
}

// product multiplies exactly.
func product(a, b uint64) decimal.Decimal {
	if a == 1 && b == 1 {
		return one
	}
	hi, lo := bits.Mul64(a, b)
	if hi == 0 && lo == thousand {
		return kilo
	}
	if hi == 0 {
		return decimal.NewFromUint64(lo)
	}
	return decimal.NewFromBigInt(new(big.Int).Mul(new(big.Int).SetUint64(a), new(big.Int).SetUint64(b)), 0)
}

// multiply multiplies and reports whether the result fits.
func multiply(a, b uint64) (uint64, bool) {
	hi, lo := bits.Mul64(a, b)
	return lo, hi == 0
}
