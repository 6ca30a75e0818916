package strictjson

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// Number is the JSON form of a number: its digits as a text, whatever the program sets in package decimal.
type Number struct{ Value decimal.Decimal }

// MarshalText returns the number in plain notation.
func (n Number) MarshalText() ([]byte, error) { return []byte(dec.Text(n.Value)), nil }

// UnmarshalText reads a number.
func (n *Number) UnmarshalText(text []byte) error {
	d, err := dec.Parse(string(text))
	if err == nil {
		n.Value = d
	}
	return err
}

// NumberOf returns the form of an optional number, nil for none.
func NumberOf(d *decimal.Decimal) *Number {
	if d == nil {
		return nil
	}
	return &Number{Value: *d}
}

// Decimal returns the optional number of a form, nil for none.
func (n *Number) Decimal() *decimal.Decimal {
	if n == nil {
		return nil
	}
	return &n.Value
}
