package strictjson

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// Number is a decimal whose JSON form is its digits as a text, whatever the global variables of package decimal say.
type Number struct{ Value decimal.Decimal }

// MarshalText returns the number in plain notation.
func (n Number) MarshalText() ([]byte, error) { return []byte(dec.Text(n.Value)), nil }

// UnmarshalText reads a number that [dec.Parse] reads.
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

// Exact is a sum or product of this module in the form of a [Number], of any length.
type Exact struct{ Value decimal.Decimal }

// MarshalText returns the number in plain notation.
func (n Exact) MarshalText() ([]byte, error) { return []byte(dec.Text(n.Value)), nil }

// UnmarshalText reads what MarshalText returns, and what [dec.Parse] reads.
func (n *Exact) UnmarshalText(text []byte) error {
	d, err := dec.ParseWritten(string(text))
	if err == nil {
		n.Value = d
	}
	return err
}
