package shk

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Statement is what the company states beside its inventory.
type Statement struct {
	// Employees is the number of regular employees (常時使用する従業員). 0: not stated, so that no row but those of energy is decided.
	Employees int

	// Sites are the sites in Japan, as the results name them. A line whose factors are not for Japan but for the world, or that
	// has none, must be of one of them.
	Sites []string

	// Origins state for lines of scope 1, by id, whether their CO2 is of energy. It is required where the method does not tell:
	// see [Of].
	Origins map[string]CO2Origin

	// Heat is the basic emissions of heat bought from a named supplier, whose basic and adjusted coefficients may differ.
	Heat []BasicHeat

	// Energy is how energy use is converted. nil: energy use is not stated, so that the rows of energy are undecided.
	Energy *EnergyRules

	Adjustments []Adjustment
	CCUFuels    []CCUFuel
}

// BasicHeat is the basic emissions (基礎排出量) of a line of bought heat, steam or cooling.
type BasicHeat struct {
	Line   string // the id of the line
	CO2    ghg.CO2e
	Source string // the coefficient and the document that prints it
}

// EnergyRules convert energy use to GJ as the Energy Conservation Act does.
type EnergyRules struct {
	HeatingValues *factors.Set // the statutory heating values: that of package factors/japan
	Conversions   []Conversion // of bought power and heat
	Stated        []StatedEnergy
}

// Conversion is the GJ of the Energy Conservation Act for bought energy of a carrier. The figures have changed with the Act
// and are in no set of factors, so the company states them with their source.
type Conversion struct {
	Carrier ghg.Carrier
	Rate    units.Rate // GJ per energy bought: "8.64 GJ/MWh"
	Source  string
}

// StatedEnergy is the energy of a line of which the results do not tell it, such as waste fuel, or whose conversion differs.
type StatedEnergy struct {
	Line   string // the id of the line
	GJ     decimal.Decimal
	Source string
}

// Adjustment is an amount by which adjusted emissions differ from those of the rows.
type Adjustment struct {
	Kind   AdjustmentKind
	CO2e   ghg.CO2e // at least zero; the kind tells whether it is deducted or added
	Source string   // the registry's document
}

// CCUFuel is a fuel made of captured CO2 (カーボンリサイクル燃料), such as synthetic methane. It is shown and changes no figure: how the
// system counts its CO2 was not read for this package.
type CCUFuel struct {
	Name   string
	Amount units.Quantity // what was used
	Source string         // the evidence of its use
}

// Check returns an error unless every part of the statement has what it needs.
func (s Statement) Check() error {
	if s.Employees < 0 {
		return &ghg.FieldError{Field: "employees", Value: strconv.Itoa(s.Employees), Want: "at least 0", Err: ghg.ErrNegative}
	}
	for id, origin := range s.Origins {
		if _, err := origin.MarshalText(); err != nil {
			return fmt.Errorf("line %s: %w", input.Quote(id), err)
		}
	}
	for i, h := range s.Heat {
		field := fmt.Sprintf("basic heat %d: ", i+1)
		if err := sourced(field, h.Line, h.Source); err != nil {
			return err
		}
		if err := amount(field+"CO2", h.CO2.Kg()); err != nil {
			return err
		}
		if slices.ContainsFunc(s.Heat[:i], func(o BasicHeat) bool { return o.Line == h.Line }) {
			return &ghg.FieldError{Field: field + "line", Value: h.Line, Want: "each line once", Err: ghg.ErrRepeated}
		}
	}
	for i, a := range s.Adjustments {
		field := fmt.Sprintf("adjustment %d: ", i+1)
		if _, err := a.Kind.MarshalText(); err != nil {
			return fmt.Errorf("%s%w", field, err)
		}
		if err := sourced(field, a.Kind.String(), a.Source); err != nil {
			return err
		}
		if err := amount(field+a.Kind.String(), a.CO2e.Kg()); err != nil {
			return err
		}
	}
	for i, f := range s.CCUFuels {
		field := fmt.Sprintf("CCU fuel %d: ", i+1)
		if err := sourced(field, f.Name, f.Source); err != nil {
			return err
		}
		if !f.Amount.Given() {
			return &ghg.FieldError{Field: field + "amount", Want: "what was used, such as 10 1000Nm3", Err: ghg.ErrMissing}
		}
		if err := amount(field+"amount", f.Amount.Value); err != nil {
			return err
		}
	}
	return s.Energy.check()
}

func (e *EnergyRules) check() error {
	if e == nil {
		return nil
	}
	gj := units.MustUnit("GJ")
	for i, c := range e.Conversions {
		field := fmt.Sprintf("conversion %d: ", i+1)
		if _, err := c.Carrier.MarshalText(); err != nil {
			return fmt.Errorf("%s%w", field, err)
		}
		if err := sourced(field, c.Carrier.String(), c.Source); err != nil {
			return err
		}
		if !c.Rate.Given() || c.Rate.Num.Dimension() != gj.Dimension() || c.Rate.Den.Dimension() != gj.Dimension() {
			return &ghg.FieldError{Field: field + "rate", Value: c.Rate.String(), Want: "energy per energy bought, such as 8.64 GJ/MWh", Err: ghg.ErrDimension}
		}
		if dec.Check(c.Rate.Value) != nil || !c.Rate.Value.IsPositive() {
			return &ghg.FieldError{Field: field + "rate", Value: c.Rate.String(), Want: "a number above 0", Err: ghg.ErrOutOfRange}
		}
		if slices.ContainsFunc(e.Conversions[:i], func(o Conversion) bool { return o.Carrier == c.Carrier }) {
			return &ghg.FieldError{Field: field + "carrier", Value: c.Carrier.String(), Want: "each carrier once", Err: ghg.ErrRepeated}
		}
	}
	for i, st := range e.Stated {
		field := fmt.Sprintf("stated energy %d: ", i+1)
		if err := sourced(field, st.Line, st.Source); err != nil {
			return err
		}
		if err := amount(field+"GJ", st.GJ); err != nil {
			return err
		}
		if slices.ContainsFunc(e.Stated[:i], func(o StatedEnergy) bool { return o.Line == st.Line }) {
			return &ghg.FieldError{Field: field + "line", Value: st.Line, Want: "each line once", Err: ghg.ErrRepeated}
		}
	}
	return nil
}

// sourced returns an error unless there is a name and a source.
func sourced(field, name, source string) error {
	switch {
	case name == "":
		return &ghg.FieldError{Field: field + "name", Want: "the id of a line, or a name", Err: ghg.ErrMissing}
	case source == "":
		return &ghg.FieldError{Field: field + "source of " + input.Shorten(name), Want: "the document that states it", Err: ghg.ErrMissing}
	}
	return nil
}

// amount returns an error unless a number is at least zero and can be computed with.
func amount(field string, d decimal.Decimal) error {
	if dec.Check(d) != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: "a number that can be computed with", Err: ghg.ErrOutOfRange}
	}
	if d.IsNegative() {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: "at least 0", Err: ghg.ErrNegative}
	}
	return nil
}

// clone returns a copy that shares nothing with s but the set of factors, which nothing changes.
func (s Statement) clone() Statement {
	s.Sites, s.Origins, s.Heat = slices.Clone(s.Sites), maps.Clone(s.Origins), slices.Clone(s.Heat)
	s.Adjustments, s.CCUFuels = slices.Clone(s.Adjustments), slices.Clone(s.CCUFuels)
	if s.Energy != nil {
		rules := *s.Energy
		rules.HeatingValues = absent.Or(rules.HeatingValues)
		rules.Conversions, rules.Stated = slices.Clone(rules.Conversions), slices.Clone(rules.Stated)
		s.Energy = &rules
	}
	return s
}
