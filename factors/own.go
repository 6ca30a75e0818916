package factors

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Supplied is an emission factor given with the activity itself: a supplier's statement, a laboratory's analysis. Where it
// is given nothing is looked up. The zero Supplied is "not given".
//
// Its text form, for JSON and CSV, is the value with its units, the GWP basis if it is CO2e, and the source:
//
//	0.2 kg CO2e/kWh AR5; supplier's statement 2024-05-01
//	2.66 kg CO2/L + 0.1 g CH4-fossil/L; laboratory report 12
type Supplied struct {
	PerUnit ghg.Emissions // kilograms per Unit
	Unit    units.Unit
	Source  string // the document it comes from; required
}

// Given reports whether there is a factor.
func (o Supplied) Given() bool { return !o.Unit.IsZero() || o.PerUnit.Len() > 0 || o.Source != "" }

// massUnits are the units of mass that an own factor may use, as exact numbers of kilograms.
var massUnits = map[string]decimal.Decimal{
	"g": decimal.New(1, -3), "kg": decimal.New(1, 0), "t": decimal.New(1, 3), "lb": decimal.New(45359237, -8),
}

// ParseSupplied reads the text form. Every term has the same unit below the line; CO2e needs the GWP basis of whoever
// calculated it, or "unstated".
func ParseSupplied(s string) (Supplied, error) {
	refused := func(want string) error {
		return &ghg.FieldError{Field: "factor", Value: s, Want: want, Err: ghg.ErrOutOfRange}
	}
	if len(s) > 1000 {
		return Supplied{}, &ghg.FieldError{Field: "factor", Value: s[:40] + "…", Want: "at most 1000 bytes", Err: ghg.ErrOutOfRange}
	}
	value, source, found := strings.Cut(s, ";")
	source = strings.TrimSpace(source)
	if !found || source == "" {
		return Supplied{}, refused(`its source behind a semicolon, such as "0.2 kg CO2e/kWh AR5; supplier's statement 2024"`)
	}
	o := Supplied{Source: source}
	var amounts []ghg.GasAmount
	for term := range strings.SplitSeq(value, " + ") {
		a, unit, err := parseOwnTerm(strings.TrimSpace(term))
		if err != nil {
			return Supplied{}, err
		}
		if !o.Unit.IsZero() && unit != o.Unit {
			return Supplied{}, refused("the same unit below the line in every term")
		}
		o.Unit = unit
		amounts = append(amounts, a)
	}
	var err error
	if o.PerUnit, err = ghg.NewEmissions(amounts...); err != nil {
		return Supplied{}, fmt.Errorf("factor %q: %w", s, err)
	}
	return o, nil
}

// parseOwnTerm reads "0.1 g CH4-fossil/L" or "0.2 kg CO2e/kWh AR5".
func parseOwnTerm(s string) (ghg.GasAmount, units.Unit, error) {
	const want = `a number, a mass of a gas and a unit, such as "2.66 kg CO2/L" or "0.2 kg CO2e/kWh AR5"`
	refused := &ghg.FieldError{Field: "factor", Value: s, Want: want, Err: ghg.ErrOutOfRange}
	above, below, found := strings.Cut(s, "/")
	parts := strings.SplitN(above, " ", 3)
	if !found || len(parts) != 3 {
		return ghg.GasAmount{}, units.Unit{}, refused
	}
	kg, ok := massUnits[parts[1]]
	if !ok {
		return ghg.GasAmount{}, units.Unit{}, refused
	}
	number, err := dec.ParseWritten(parts[0])
	if err != nil {
		return ghg.GasAmount{}, units.Unit{}, fmt.Errorf("factor %q: %w", s, err)
	}
	a := ghg.GasAmount{Kg: number.Mul(kg)}
	if parts[2] == "CO2e" {
		i := strings.LastIndexByte(below, ' ')
		if i < 0 {
			return a, units.Unit{}, &ghg.FieldError{Field: "GWP basis of factor " + s, Want: "the set behind the unit, such as AR5, or unstated", Err: ghg.ErrMissing}
		}
		below, a.GWP = below[:i], below[i+1:]
		if _, err := ghg.ParseGWP(a.GWP); err != nil && a.GWP != ghg.UnstatedGWP {
			return a, units.Unit{}, err
		}
	} else if a.Gas, err = ghg.ParseGas(parts[2]); err != nil {
		return a, units.Unit{}, err
	}
	unit, err := units.ParseUnit(strings.TrimSpace(below))
	if err != nil {
		return a, units.Unit{}, fmt.Errorf("factor %q: %w", s, err)
	}
	return a, unit, nil
}

// MustSupplied is like [ParseSupplied] but panics on an error. It is for literals in a program's own text.
func MustSupplied(s string) Supplied {
	o, err := ParseSupplied(s)
	if err != nil {
		panic("factors: " + err.Error())
	}
	return o
}

// UnmarshalText reads what [ParseSupplied] reads.
func (o *Supplied) UnmarshalText(text []byte) error {
	parsed, err := ParseSupplied(string(text))
	if err != nil {
		return err
	}
	*o = parsed
	return nil
}

// MarshalText returns the text form. CO2e of one known gas, which the text form does not have, is an error.
func (o Supplied) MarshalText() ([]byte, error) {
	for a := range o.PerUnit.All() {
		if a.Gas != "" && a.GWP != "" {
			return nil, &ghg.FieldError{Field: "factor", Value: o.String(), Want: "the mass of " + string(a.Gas) + ", not its CO2e", Err: ghg.ErrMixed}
		}
	}
	return []byte(o.String()), nil
}

// String returns the text form, in kilograms.
func (o Supplied) String() string {
	if !o.Given() {
		return ""
	}
	var terms []string
	for a := range o.PerUnit.All() {
		s := a.Kg.String() + " " + a.Unit() + "/" + o.Unit.Symbol()
		if a.GWP != "" {
			s += " " + a.GWP
		}
		terms = append(terms, s)
	}
	return strings.Join(terms, " + ") + "; " + o.Source
}

// Factor returns the supplied factor as a factor like any other: that of the query's activity, region and boundary, valid
// in its period. A factor per unit of money is for the query's price; without one it is taken to be for the purchaser's
// price in the first year of the period. An incomplete factor is an error.
func (o Supplied) Factor(q Query) (Factor, error) {
	f := Factor{
		Set: "supplied", Activity: q.Activity, Region: cmp.Or(q.Region, "GLOBAL"), Valid: q.Period, Unit: o.Unit, Boundary: q.Boundary,
		Price: q.Price, PerUnit: o.PerUnit, Reference: Reference{Document: o.Source}, Licence: "supplied with the activity",
	}
	if f.Price == (Price{}) && o.Unit.Dimension().IsCurrency() {
		f.Price = Price{Year: q.Period.Start.Year, Type: "purchaser"}
	}
	if err := f.check(); err != nil {
		return Factor{}, fmt.Errorf("supplied factor of %s: %w", q.Activity, err)
	}
	f.ID = f.id("supplied")
	return f, nil
}
