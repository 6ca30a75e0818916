package units

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Rate is an amount of one unit per unit of another: a heating value "40.0 GJ(HHV)/1000Nm3", a density "854 kg/m3", a
// carbon content "0.0140 t C/GJ(HHV)".
//
// The zero Rate means "not given"; "0 kg/m3" is a given rate of zero. As of a [Quantity], a value of more than 4096 digits
// is too long to compute with.
type Rate struct {
	Value    decimal.Decimal
	Num, Den Unit
}

// ParseRate reads a number, one space, a unit, "/" and a unit. Spaces around the "/" are allowed. Empty text is an
// error wrapping [ErrNotGiven].
func ParseRate(s string) (Rate, error) {
	if s == "" {
		return Rate{}, fmt.Errorf("rate is empty: %w; want one such as \"854 kg/m3\"", ErrNotGiven)
	}
	top, bottom, ok := strings.Cut(s, "/")
	if !ok || strings.Contains(bottom, "/") {
		return Rate{}, fmt.Errorf("rate %s: want a number, a space and two units with one \"/\" between, such as \"854 kg/m3\"",
			input.Quote(s))
	}
	q, err := Parse(strings.TrimSuffix(top, " "))
	if err != nil {
		return Rate{}, fmt.Errorf("rate %s: %w", input.Quote(s), err)
	}
	den, err := ParseUnit(strings.TrimPrefix(bottom, " "))
	if err != nil {
		return Rate{}, fmt.Errorf("rate %s: %w", input.Quote(s), err)
	}
	return Rate{q.Value, q.Unit, den}, nil
}

// MustRate is like [ParseRate] but panics on an error. It is for literals in source code.
func MustRate(s string) Rate {
	r, err := ParseRate(s)
	if err != nil {
		panic("units: " + err.Error())
	}
	return r
}

// Given reports whether the rate has both its units.
func (r Rate) Given() bool { return !r.Num.IsZero() && !r.Den.IsZero() }

// Apply returns r × q in the unit Num: 100 m3 at 854 kg/m3 is 85400 kg.
//
// q may be in any unit of the dimension of Den; another dimension is a [*DimensionError]. The result is exact when the
// conversion is (see [Quantity.In]); otherwise it is divided once, last.
func (r Rate) Apply(q Quantity) (Quantity, error) {
	if err := r.check(q); err != nil {
		return Quantity{}, err
	}
	num, den, err := Conversion(q.Unit, r.Den)
	if err != nil {
		return Quantity{}, err
	}
	return scale(q.Value.Mul(num).Mul(r.Value), den, r.Num)
}

// ApplyInverse returns q ÷ r in the unit Den: 85400 kg at 854 kg/m3 is 100 m3.
//
// q may be in any unit of the dimension of Num; another dimension is a [*DimensionError], and a rate of zero is an
// error. The one division is rounded half to even to 34 significant digits.
func (r Rate) ApplyInverse(q Quantity) (Quantity, error) {
	if err := r.check(q); err != nil {
		return Quantity{}, err
	}
	num, den, err := Conversion(q.Unit, r.Num)
	if err != nil {
		return Quantity{}, err
	}
	v, err := dec.Quo(q.Value.Mul(num), den.Mul(r.Value))
	if err != nil {
		return Quantity{}, fmt.Errorf("inverse of the rate %s: %w", input.Quote(r), err)
	}
	return Quantity{v, r.Den}, nil
}

// check returns an error unless the rate is given and can be applied to a quantity.
func (r Rate) check(q Quantity) error {
	if !r.Given() {
		return fmt.Errorf("rate is %w", ErrNotGiven)
	}
	if err := dec.Check(r.Value); err != nil {
		return fmt.Errorf("rate in %s/%s: %w", input.Quote(r.Num), input.Quote(r.Den), err)
	}
	return q.check()
}

// In returns the same rate in other units of the same dimensions: 0.854 kg/L is 854 kg/m3. It is exact under the
// conditions of [Quantity.In], with one division at most.
func (r Rate) In(num, den Unit) (Rate, error) {
	if err := dec.Check(r.Value); err != nil {
		return Rate{}, fmt.Errorf("rate in %s/%s: %w", input.Quote(r.Num), input.Quote(r.Den), err)
	}
	a, b, err := Conversion(r.Num, num)
	if err != nil {
		return Rate{}, err
	}
	c, d, err := Conversion(den, r.Den)
	if err != nil {
		return Rate{}, err
	}
	q, err := scale(r.Value.Mul(a).Mul(c), b.Mul(d), num)
	if err != nil {
		return Rate{}, err
	}
	return Rate{q.Value, num, den}, nil
}

// String returns the value, a space and the two symbols with "/" between, which [ParseRate] reads back. A rate that
// is not given is empty text; of a value too long to compute with it is the order of magnitude.
func (r Rate) String() string {
	if !r.Given() {
		return ""
	}
	return number(r.Value) + " " + r.Num.symbol + "/" + r.Den.symbol
}

// MarshalText returns the text of [Rate.String], empty for a rate that is not given.
//
// A value too long to compute with is an error.
func (r Rate) MarshalText() ([]byte, error) {
	if err := dec.Check(r.Value); err != nil {
		return nil, err
	}
	return []byte(r.String()), nil
}

// UnmarshalText reads a rate as [ParseRate] does. Empty text is an error wrapping [ErrNotGiven].
func (r *Rate) UnmarshalText(text []byte) error {
	parsed, err := ParseRate(string(text))
	if err != nil {
		return err
	}
	*r = parsed
	return nil
}
