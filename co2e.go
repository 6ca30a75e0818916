package ghg

import (
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// CO2e is an amount of greenhouse gas expressed as the mass of CO2 with the same global warming potential.
//
// It is a distinct type so that the mass of a gas cannot be added to it. The zero value is zero. It is immutable; its
// arithmetic is exact except for [CO2e.Ratio].
//
// A number of more than 4096 digits in plain notation is an error wherever an amount is made or multiplied, so adding
// and comparing amounts needs no error.
type CO2e struct {
	kg decimal.Decimal
}

// KgCO2e returns kg kilograms of CO2e. A number too long to compute with is an error that wraps [ErrOutOfRange].
func KgCO2e(kg decimal.Decimal) (CO2e, error) {
	if err := checkNumber("amount of CO2e", kg); err != nil {
		return CO2e{}, err
	}
	return CO2e{kg}, nil
}

// TonnesCO2e returns t tonnes of CO2e, with the error of [KgCO2e].
func TonnesCO2e(t decimal.Decimal) (CO2e, error) {
	c, err := KgCO2e(t)
	return CO2e{c.kg.Shift(3)}, err
}

// checkNumber returns an error for a number that is too long to compute with.
func checkNumber(field string, d decimal.Decimal) error {
	if err := dec.Check(d); err != nil {
		return &FieldError{Field: field, Value: dec.Brief(d), Want: dec.Bounds, Err: ErrOutOfRange}
	}
	return nil
}

// co2eUnits maps the units that a text may carry to the powers of ten that convert them to kilograms.
var co2eUnits = map[string]int32{"g CO2e": -3, "kg CO2e": 0, "t CO2e": 3, "kt CO2e": 6, "Mt CO2e": 9}

// ParseCO2e reads an amount with its unit: "20.5 kt CO2e". The units are g, kg, t, kt and Mt of CO2e. It reads every
// amount of up to 4096 digits that [CO2e.String] writes.
func ParseCO2e(s string) (CO2e, error) {
	number, unit, _ := strings.Cut(s, " ")
	shift, ok := co2eUnits[unit]
	if !ok {
		return CO2e{}, &FieldError{Field: "amount of CO2e", Value: s, Want: "a number and one of g, kg, t, kt, Mt CO2e, such as \"20.5 t CO2e\"", Err: ErrDimension}
	}
	d, err := dec.ParseWritten(number)
	if err != nil {
		return CO2e{}, err
	}
	return CO2e{d.Shift(shift)}, nil
}

// Kg returns the amount in kilograms.
func (c CO2e) Kg() decimal.Decimal { return c.kg }

// Tonnes returns the amount in tonnes.
func (c CO2e) Tonnes() decimal.Decimal { return c.kg.Shift(-3) }

// Kilotonnes returns the amount in thousands of tonnes.
func (c CO2e) Kilotonnes() decimal.Decimal { return c.kg.Shift(-6) }

// Add returns c + d.
func (c CO2e) Add(d CO2e) CO2e { return CO2e{c.kg.Add(d.kg)} }

// Sub returns c − d.
func (c CO2e) Sub(d CO2e) CO2e { return CO2e{c.kg.Sub(d.kg)} }

// Scale returns c × share, exactly. A share or a product too long to compute with is an error that wraps
// [ErrOutOfRange].
func (c CO2e) Scale(share decimal.Decimal) (CO2e, error) {
	if err := checkNumber("multiplier of CO2e", share); err != nil {
		return CO2e{}, err
	}
	return KgCO2e(c.kg.Mul(share))
}

// Ratio returns c ÷ d to 34 significant digits. A zero d is an error.
func (c CO2e) Ratio(d CO2e) (decimal.Decimal, error) { return dec.Quo(c.kg, d.kg) }

// Cmp compares two amounts: −1, 0 or +1.
func (c CO2e) Cmp(d CO2e) int { return c.kg.Cmp(d.kg) }

// Equal reports whether two amounts are the same number.
func (c CO2e) Equal(d CO2e) bool { return c.kg.Equal(d.kg) }

// IsZero reports whether the amount is zero.
func (c CO2e) IsZero() bool { return c.kg.IsZero() }

// IsNegative reports whether the amount is below zero.
func (c CO2e) IsNegative() bool { return c.kg.IsNegative() }

// String returns the exact amount in kilograms: "20460 kg CO2e".
func (c CO2e) String() string { return dec.Text(c.kg) + " kg CO2e" }

// MarshalText returns what [CO2e.String] returns.
func (c CO2e) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what [ParseCO2e] reads.
func (c *CO2e) UnmarshalText(text []byte) error {
	parsed, err := ParseCO2e(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}
