package factors

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Supplied is an emission factor given with the activity itself: a supplier's statement, a laboratory's analysis. Where
// it is given, nothing is looked up. The zero Supplied means "not given".
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

// suppliedSet is the set that a record names for a supplied factor, which belongs to none.
const suppliedSet = "supplied"

// Given reports whether a factor is given.
func (s Supplied) Given() bool { return !s.Unit.IsZero() || s.PerUnit.Len() > 0 || s.Source != "" }

// massUnits are the units of mass that a supplied factor may use, in kilograms, exactly.
var massUnits = map[string]decimal.Decimal{
	"g": decimal.New(1, -3), "kg": decimal.New(1, 0), "t": decimal.New(1, 3), "lb": decimal.New(45359237, -8),
}

// ParseSupplied reads the text form. Every term must have the same denominator. CO2e needs the GWP basis that it was
// calculated with, or "unstated".
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
		return Supplied{}, refused(`its source after a semicolon, such as "0.2 kg CO2e/kWh AR5; supplier's statement 2024"`)
	}
	supplied := Supplied{Source: source}
	var amounts []ghg.GasAmount
	for term := range strings.SplitSeq(value, " + ") {
		a, unit, err := parseTerm(strings.TrimSpace(term))
		if err != nil {
			return Supplied{}, err
		}
		if !supplied.Unit.IsZero() && unit != supplied.Unit {
			return Supplied{}, refused("the same denominator in every term")
		}
		supplied.Unit = unit
		amounts = append(amounts, a)
	}
	var err error
	if supplied.PerUnit, err = ghg.NewEmissions(amounts...); err != nil {
		return Supplied{}, fmt.Errorf("factor %s: %w", input.Quote(s), err)
	}
	return supplied, nil
}

// parseTerm reads "0.1 g CH4-fossil/L" or "0.2 kg CO2e/kWh AR5".
func parseTerm(s string) (ghg.GasAmount, units.Unit, error) {
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
		return ghg.GasAmount{}, units.Unit{}, fmt.Errorf("factor %s: %w", input.Quote(s), err)
	}
	a := ghg.GasAmount{Kg: number.Mul(kg)}
	if parts[2] == "CO2e" {
		i := strings.LastIndexByte(below, ' ')
		if i < 0 {
			return a, units.Unit{}, &ghg.FieldError{Field: "GWP basis of factor " + input.Shorten(s), Want: "the GWP set after the unit, such as AR5, or unstated", Err: ghg.ErrMissing}
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
		return a, units.Unit{}, fmt.Errorf("factor %s: %w", input.Quote(s), err)
	}
	return a, unit, nil
}

// MustSupplied is like [ParseSupplied] but panics on an error. It is for literals in source code.
func MustSupplied(s string) Supplied {
	supplied, err := ParseSupplied(s)
	if err != nil {
		panic("factors: " + err.Error())
	}
	return supplied
}

// UnmarshalText reads what [ParseSupplied] reads.
func (s *Supplied) UnmarshalText(text []byte) error {
	parsed, err := ParseSupplied(string(text))
	if err != nil {
		return err
	}
	*s = parsed
	return nil
}

// MarshalText returns the text form. CO2e of a known gas, which the text form cannot express, is an error.
func (s Supplied) MarshalText() ([]byte, error) {
	for a := range s.PerUnit.All() {
		if a.Gas != "" && a.GWP != "" {
			return nil, &ghg.FieldError{Field: "factor", Value: s.String(), Want: "the mass of " + string(a.Gas) + ", not its CO2e", Err: ghg.ErrMixed}
		}
	}
	return []byte(s.String()), nil
}

// String returns the text form, in kilograms.
func (s Supplied) String() string {
	if !s.Given() {
		return ""
	}
	var terms []string
	for a := range s.PerUnit.All() {
		term := dec.Text(a.Kg) + " " + a.Unit() + "/" + s.Unit.Symbol()
		if a.GWP != "" {
			term += " " + a.GWP
		}
		terms = append(terms, term)
	}
	return strings.Join(terms, " + ") + "; " + s.Source
}

// Factor returns the supplied factor as an ordinary one, with the query's activity, region and boundary, valid in its
// period. A factor per unit of money has the query's price; without one, it is assumed to be for the purchaser's price
// of the first year of the period. An incomplete factor is an error.
func (s Supplied) Factor(q Query) (Factor, error) {
	f := Factor{
		Set: suppliedSet, Activity: q.Activity, Region: cmp.Or(q.Region, Global), Valid: q.Period, Unit: s.Unit, Boundary: q.Boundary,
		Price: q.Price, PerUnit: s.PerUnit, Reference: Reference{Document: s.Source}, Licence: "supplied with the activity",
	}
	if f.Price == (Price{}) && s.Unit.Dimension().IsCurrency() {
		f.Price = Price{Year: q.Period.Start.Year, Type: "purchaser"}
	}
	if err := f.check(); err != nil {
		return Factor{}, fmt.Errorf("supplied factor of %s: %w", q.Activity, err)
	}
	f.ID = f.id(suppliedSet)
	if !q.Complement && f.Complement() {
		return Factor{}, &ghg.FieldError{Field: "factor", Value: s.String(), Want: "one that states CO2; it has " + complementOnly, Err: ghg.ErrMissing}
	}
	return f, nil
}
