package disclosure

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
)

// The units of cells.
const (
	tonnesCO2e = "t CO2e"
	tonnesCO2  = "t CO2"
	percent    = "%"
	degree     = "°"
)

func text(s string) Cell { return Cell{Text: s} }

func missing(why string) Cell { return Cell{Missing: why} }

// orMissing returns the text, or the reason of an empty cell.
func orMissing(s, why string) Cell {
	if s == "" {
		return missing(why)
	}
	return text(s)
}

// unsure returns the cell, marked with what is unconfirmed.
func (c Cell) unsure(why string) Cell {
	c.Unsure = why
	return c
}

// element returns the cell with its element of the taxonomy.
func (c Cell) element(name string) Cell {
	c.Element = name
	return c
}

// term returns the cell's figure as a term of a formula. A cell without a measure or an input is none.
func (c Cell) term() (Term, bool) {
	if c.Value == nil || c.Formula != 0 {
		return Term{}, false
	}
	return Term{Value: *c.Value, Measure: c.Measure, Part: c.Part, Of: c.Of, Input: c.Input}, true
}

// scope returns a scope's total by a method of scope 2, as [inventory.Inventory.Scope] has it.
func (s *source) scope(scope ghg.Scope, a ghg.Accounting) Cell {
	co2e, err := s.Inventory.Scope(scope, a)
	if err != nil {
		return missing(s.whyNot(err, scope))
	}
	return s.emitted(co2e, s.ordinals(a, ofScope(scope), nil))
}

func (s *source) whyNot(err error, scope ghg.Scope) string {
	for _, c := range s.coverage {
		if c.Scope == scope && c.Category == 0 && c.Status == inventory.Excluded {
			return "excluded: " + c.Reason
		}
	}
	return reason(err)
}

// category returns a category's total. One that does not apply, or is excluded, states why.
func (s *source) category(c ghg.Category, a ghg.Accounting) Cell {
	f := s.figure(a, ofCategory(c))
	if f.of.Len() == 0 {
		return missing(s.why(ghg.Scope3, c))
	}
	return s.emitted(f.co2e, f.of)
}

// total returns the total of all scopes by a method of scope 2, as [inventory.Inventory.Total] has it.
func (s *source) total(a ghg.Accounting) Cell {
	co2e, err := s.Inventory.Total(a)
	if err != nil {
		return missing(reason(err))
	}
	return s.emitted(co2e, s.ordinals(a, nil, nil))
}

// group returns the total of a group of scopes, as [inventory.Inventory.Group] has it.
func (s *source) group(g inventory.ScopeGroup, a ghg.Accounting) Cell {
	co2e, err := s.Inventory.Group(g, a)
	if err != nil {
		return missing(reason(err))
	}
	return s.emitted(co2e, s.ordinals(a, func(l inventory.Labels) bool { return g.Includes(l.Scope) }, nil))
}

// where returns the total of the results that count by method a and are kept; why is the reason of an empty cell.
func (s *source) where(a ghg.Accounting, k keep, why string) Cell {
	f := s.figure(a, k)
	if f.of.Len() == 0 {
		return missing(why)
	}
	return s.emitted(f.co2e, f.of)
}

func (s *source) emitted(co2e ghg.CO2e, of report.Ordinals) Cell {
	t := co2e.Tonnes()
	return Cell{Value: &t, Unit: tonnesCO2e, Measure: CO2e, Of: of}
}

// biogenic returns the CO2 from biomass of the results that are kept. No result that states any is missing, not zero.
func (s *source) biogenic(a ghg.Accounting, k keep) Cell {
	f := s.figure(a, k)
	if f.biogenicKg == nil {
		return missing("missing: no result states CO2 from biomass")
	}
	t := f.biogenicKg.Shift(-3)
	return Cell{Value: &t, Unit: tonnesCO2, Measure: Biogenic, Of: f.of}
}

// otherGases returns the CO2e of gases outside the Kyoto basket.
func (s *source) otherGases(a ghg.Accounting, k keep) Cell {
	f := s.figure(a, k)
	if f.other.IsZero() {
		return missing("none: no result has a gas outside the Kyoto basket")
	}
	t := f.other.Tonnes()
	return Cell{Value: &t, Unit: tonnesCO2e, Measure: OtherGases, Of: f.of}
}

// gasCO2e returns the CO2e of a gas of the basket, such as "HFCs"; "" is CO2e that is not told apart by gas.
func (s *source) gasCO2e(name string, a ghg.Accounting, k keep) Cell {
	f, err := s.gas(name, a, k)
	switch {
	case err != nil:
		return missing(err.Error())
	case f.of.Len() == 0:
		return missing("none: no result has an amount of it")
	}
	t := f.co2e.Tonnes()
	return Cell{Value: &t, Unit: tonnesCO2e, Measure: GasCO2e, Part: name, Of: f.of}
}

// gasMass returns the mass of a gas of the basket, as far as it is known.
func (s *source) gasMass(name string, a ghg.Accounting, k keep) Cell {
	f, err := s.gas(name, a, k)
	switch {
	case err != nil:
		return missing(err.Error())
	case f.of.Len() == 0:
		return missing("none: no result has an amount of it")
	case f.kg.IsZero() && !f.co2e.IsZero():
		return missing("missing: its results state CO2e only")
	}
	t := f.kg.Shift(-3)
	return Cell{Value: &t, Unit: "t", Measure: GasMass, Part: name, Of: f.of}
}

// given returns a value of the report by its path, see [InputOf].
func (s *source) given(path, unit string) Cell {
	value, err := InputOf(s.Report, path)
	if err != nil {
		return missing(reason(err))
	}
	return Cell{Value: &value, Unit: unit, Input: path}
}

// formula returns the value of a formula of cells. If one is empty the result is, for the same reason. One with a published
// figure is marked with its source.
func formula(f Formula, unit string, cells ...Cell) Cell {
	out := Cell{Formula: f, Unit: unit}
	var of []int
	for _, c := range cells {
		t, ok := c.term()
		if !ok && c.Missing == "" {
			c.Missing = "missing: a term of the formula has no figure"
		}
		if !ok {
			return missing(c.Missing)
		}
		of = slices.AppendSeq(of, c.Of.All())
		out.Terms = append(out.Terms, t)
		if out.Stated == "" {
			out.Stated = c.Stated
		}
	}
	value, err := f.value(out.Terms)
	if err != nil {
		return missing(reason(err))
	}
	out.Value, out.Of = &value, report.OrdinalsOf(of...)
	return out
}

func quotient(a, b Cell, unit string) Cell { return formula(Quotient, unit, a, b) }

func share(a, b Cell) Cell { return formula(Percentage, percent, a, b) }

func change(a, b Cell) Cell { return formula(Change, percent, a, b) }

// value computes a formula.
func (f Formula) value(terms []Term) (decimal.Decimal, error) {
	wants := map[Formula]int{Quotient: 2, Percentage: 2, Change: 2, Difference: 2, Negative: 1}
	if n := wants[f]; f == 0 || f > Negative || n > 0 && len(terms) != n || len(terms) == 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "formula", Want: "one with its terms", Err: ghg.ErrOutOfRange}
	}
	for _, t := range terms {
		if err := dec.Check(t.Value); err != nil {
			return decimal.Decimal{}, err
		}
	}
	a := terms[0].Value
	switch f {
	case Quotient:
		return dec.Quo(a, terms[1].Value)
	case Percentage:
		return dec.Quo(a.Shift(2), terms[1].Value)
	case Change:
		return dec.Quo(a.Sub(terms[1].Value).Shift(2), terms[1].Value)
	case Difference:
		return a.Sub(terms[1].Value), nil
	case Negative:
		return a.Neg(), nil
	}
	for _, t := range terms[1:] {
		a = a.Add(t.Value)
	}
	return a, nil
}

// primary returns the share of a category of scope 3, or of all of it, that is based on primary data, as
// [inventory.Inventory.PrimaryData] has it.
func (s *source) primary(c ghg.Category) Cell {
	lines, err := s.Inventory.PrimaryData()
	if err != nil {
		return missing(reason(err))
	}
	var part, all ghg.CO2e
	for _, line := range lines {
		if c == 0 || line.Category == c {
			part, all = part.Add(line.Primary), all.Add(line.CO2e)
		}
	}
	k := ofScope(ghg.Scope3)
	if c != 0 {
		k = ofCategory(c)
	}
	whole := s.ordinals(ghg.MarketBased, k, nil)
	of := s.ordinals(ghg.MarketBased, k, func(l line) bool { return l.primary })
	if whole.Len() == 0 {
		return missing(s.why(ghg.Scope3, c))
	}
	if of.Len() == 0 {
		return missing("none: no result is based on primary data")
	}
	return share(s.emitted(part, of), s.emitted(all, whole))
}

// stated returns a statement of the organisation; without one the cell asks for it.
func (s *source) stated(name report.Statement) Cell {
	return orMissing(s.Stated[name], "missing: the report has no statement "+string(name))
}
