package disclosure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

// InputOf returns a value of a report by its path:
//
//	published/0                    tonnes of CO2e of Published[0]
//	years/0/scope 2/0/market-based tonnes of CO2e of Years[0] in a scope and category (0: all) by a method of scope 2 ("any":
//	                               none; "total" for all scopes, or "scopes 1 and 2"): of its inventory, or as published if it
//	                               has none
//	per/0                          the value of Per[0]
//	revenue/used                   a value of Revenue: used, other or statement
//	bridge/total/activity          tonnes of CO2e of terms of Bridge, in all scopes or in "scopes 1 and 2": "method+GWP", or
//	                               "change" for all of them
//	exclusions/0                   tonnes of CO2e of the organisation's estimate of an exclusion
//	targets/0/base                 of Targets[0], in tonnes: base, reported, the latest actual, or net, the stated net target
//	targets/0/goals/0/target       of its first milestone: target and required, the cut in each year from now on, in tonnes;
//	                               reduction, yearly (÷ years since the base year), achieved (as CDP defines it) and elapsed, in %
//	targets/0/rows/3/allowed       of its fourth year, in tonnes: allowed by the path, or actual
//	per-output/0/base              of PerOutput[0], in tonnes of CO2e per unit: base, target and reported, the latest actual;
//	                               reduction and achieved (as CDP defines it), in %
//	figures/0/base                 of Figures[0], in its unit: base, target and reported; achieved (as CDP defines it), in %
//	sites/0/latitude               of Sites[0], in degrees: latitude or longitude
//	ledgers/credits/cancelled      tonnes of CO2e of credits, cancelled or planned; with /removals, /eu, /adjusted, /kind/…,
//	                               /standard/0 (that of Credits[0]) or /entry/0 (Credits[0]) those alone
//	ledgers/production/renewable   MWh of energy produced, renewable or non-renewable
//	ledgers/removals/…/own         tonnes of CO2e of a ledger of package land, own or value chain
//	ledgers/group/accounts/scope 2/market-based
//	                               tonnes of CO2e of the consolidated accounting group, or of others, in a scope
//	ledgers/high-impact/revenue    net revenue from activities in high climate impact sectors
//	ledgers/prices/0/price         the price of Prices[0], or the tonnes of CO2e that it covers: scope 1, scope 2, scope 3
//	ledgers/shk/rows/0/basic       tonnes of CO2e of a row of the statutory report, basic or adjusted; also basic, adjusted,
//	                               energy/kL, energy/GJ, adjustments/0, certificates/0 and ccu/0
//
// Whatever the report does not have is an error, and so is a number too long to compute with.
func InputOf(r report.Report, path string) (decimal.Decimal, error) {
	v, err := inputOf(r, path)
	if err == nil {
		err = dec.Check(v)
	}
	if err != nil {
		return decimal.Decimal{}, err
	}
	return v, nil
}

func inputOf(r report.Report, path string) (decimal.Decimal, error) {
	parts := strings.Split(path, "/")
	if len(parts) < 2 || r.Inventory == nil {
		return decimal.Decimal{}, errNoInput(path)
	}
	switch parts[0] {
	case "published", "per", "exclusions":
		if v, ok := listed(r, parts); ok {
			return v, nil
		}
	case "years":
		if y, ok := at(r.Years, parts[1]); ok && len(parts) == 5 {
			return yearFigure(y, parts[2:], path)
		}
	case "revenue":
		return revenueInput(r, parts, path)
	case "bridge":
		if r.Bridge != nil && len(parts) == 3 {
			return bridgeInput(*r.Bridge, parts[1], parts[2], path)
		}
	case "ledgers":
		return ledgerInput(r, parts[1:], path)
	case "targets":
		if t, ok := at(r.Targets, parts[1]); ok {
			return targetInput(t, parts[2:], path)
		}
	case "per-output", "figures", "sites":
		if len(parts) == 3 {
			return goalOrSiteInput(r, parts, path)
		}
	}
	return decimal.Decimal{}, errNoInput(path)
}

// listed returns the number of an element of one of the report's lists.
func listed(r report.Report, parts []string) (decimal.Decimal, bool) {
	if len(parts) != 2 {
		return decimal.Decimal{}, false
	}
	switch parts[0] {
	case "published":
		f, ok := at(r.Published, parts[1])
		return f.CO2e.Tonnes(), ok
	case "per":
		d, ok := at(r.Per, parts[1])
		return d.Value, ok
	}
	e, ok := at(r.Inventory.Organisation().Excluded, parts[1])
	if !ok || e.Estimate == nil {
		return decimal.Decimal{}, false
	}
	return e.Estimate.Tonnes(), true
}

func errNoInput(path string) error {
	return &ghg.FieldError{Field: "input of the report", Value: input.Shorten(path), Want: "one that the report has", Err: ghg.ErrMissing}
}

// at returns the element with an index that is written as a number.
func at[T any](list []T, index string) (v T, ok bool) {
	i, err := strconv.Atoi(index)
	if err != nil || i < 0 || i >= len(list) || strconv.Itoa(i) != index {
		return v, false
	}
	return list[i], true
}

func bridgeInput(b bridge.Bridge, scopes, terms, path string) (decimal.Decimal, error) {
	if scopes != "total" && scopes != inventory.Scopes1And2.String() {
		return decimal.Decimal{}, errNoInput(path)
	}
	var sum ghg.CO2e
	for name := range strings.SplitSeq(terms, "+") {
		var term bridge.Term
		if name != "change" && term.UnmarshalText([]byte(name)) != nil {
			return decimal.Decimal{}, errNoInput(path)
		}
		for _, p := range b.Places {
			if scopes != "total" && p.Scope == ghg.Scope3 {
				continue
			}
			if name == "change" {
				sum = sum.Add(p.To.Sub(p.From))
				continue
			}
			for _, a := range p.Terms {
				if a.Term == term {
					sum = sum.Add(a.CO2e)
				}
			}
		}
	}
	return sum.Tonnes(), nil
}

func revenueInput(r report.Report, parts []string, path string) (decimal.Decimal, error) {
	if r.Revenue != nil && len(parts) == 2 {
		switch parts[1] {
		case "used":
			return r.Revenue.Used, nil
		case "other":
			return r.Revenue.Other, nil
		case "statement":
			return r.Revenue.Statement, nil
		}
	}
	return decimal.Decimal{}, errNoInput(path)
}

// place is the scope, category and method of a figure.
type place struct {
	two      bool      // scopes 1 and 2 together
	scope    ghg.Scope // zero for the total
	category ghg.Category
	method   ghg.Accounting // zero where it makes no difference
}

// path returns the place as the end of a path.
func (p place) path() string {
	scope, method := "total", "any"
	if p.two {
		scope = inventory.Scopes1And2.String()
	}
	if p.scope != 0 {
		scope = p.scope.String()
	}
	if p.method != 0 {
		method = p.method.String()
	}
	return fmt.Sprintf("%s/%d/%s", scope, int(p.category), method)
}

func placeOf(parts []string) (p place, ok bool) {
	p.two = parts[0] == inventory.Scopes1And2.String()
	if parts[0] != "total" && !p.two && p.scope.UnmarshalText([]byte(parts[0])) != nil {
		return p, false
	}
	category, err := strconv.Atoi(parts[1])
	if err != nil || category < 0 || category > int(ghg.Investments) {
		return p, false
	}
	p.category = ghg.Category(category) //nolint:gosec // 0 to 15
	return p, parts[2] == "any" || p.method.UnmarshalText([]byte(parts[2])) == nil
}

// yearFigure returns a figure of an earlier year: of its inventory, or as published.
func yearFigure(y report.Year, parts []string, path string) (decimal.Decimal, error) {
	p, ok := placeOf(parts)
	if !ok {
		return decimal.Decimal{}, errNoInput(path)
	}
	if y.Inventory != nil {
		co2e, err := inventoryFigure(y, p)
		if err != nil {
			return decimal.Decimal{}, &noFigureError{"the inventory of " + y.Label + " has no figure of " + p.String()}
		}
		return co2e.Tonnes(), nil
	}
	if p.two {
		first, err := yearFigure(y, []string{ghg.Scope1.String(), "0", "any"}, path)
		if err != nil {
			return first, err
		}
		second, err := yearFigure(y, []string{ghg.Scope2.String(), "0", parts[2]}, path)
		return first.Add(second), err
	}
	i := publishedIn(y.Published, p)
	if i < 0 {
		return decimal.Decimal{}, &noFigureError{"no inventory of " + y.Label + " and no published figure of " + p.String()}
	}
	return y.Published[i].CO2e.Tonnes(), nil
}

func inventoryFigure(y report.Year, p place) (ghg.CO2e, error) {
	a := p.method
	if a == 0 {
		a = ghg.MarketBased
	}
	switch {
	case p.category != 0 && y.Inventory.Organisation().NotApplicable[p.category] != "":
		return ghg.CO2e{}, ghg.ErrMissing // it has no emissions, which is not a figure of zero
	case p.category != 0:
		return y.Inventory.Category(p.category)
	case p.two:
		return y.Inventory.Group(inventory.Scopes1And2, a)
	case p.scope != 0:
		return y.Inventory.Scope(p.scope, a)
	}
	return y.Inventory.Total(a)
}

// publishedIn returns the index of the published figure of a place, or −1.
func publishedIn(list []report.Figure, p place) int {
	return slices.IndexFunc(list, func(f report.Figure) bool {
		return f.Scope == p.scope && f.Category == p.category && (f.Accounting == p.method || p.scope == ghg.Scope1 || p.scope == ghg.Scope3)
	})
}

// String names the place in words.
func (p place) String() string {
	s := "all scopes"
	if p.two {
		s = inventory.Scopes1And2.String()
	}
	if p.category != 0 {
		s = p.category.String()
	} else if p.scope != 0 {
		s = p.scope.String()
	}
	if p.method != 0 {
		s += ", " + p.method.String()
	}
	return s
}

// inYear returns a figure of the earlier year with an index; one that was published is marked with its source.
func (s *source) inYear(i int, p place) Cell {
	c := s.given(fmt.Sprintf("years/%d/%s", i, p.path()), tonnesCO2e)
	if y := s.Years[i]; c.Value != nil && y.Inventory == nil {
		if p.two {
			p = place{scope: ghg.Scope2, method: p.method}
		}
		f := y.Published[publishedIn(y.Published, p)]
		c.Stated = f.Source
		if c.Stated == "" {
			c.Stated = "published figure"
		}
	}
	return c
}

// inLastYear returns a figure of the last of the earlier years.
func (s *source) inLastYear(p place) Cell {
	if len(s.Years) == 0 {
		return missing("missing: the report has no earlier year")
	}
	return s.inYear(len(s.Years)-1, p)
}

// inBase returns a figure of the base year, which may be the report's own year.
func (s *source) inBase(p place) Cell {
	switch i := slices.IndexFunc(s.Years, func(y report.Year) bool { return y.Label == s.Base }); {
	case s.Base == "":
		return missing("missing: the report has no base year")
	case i >= 0:
		return s.inYear(i, p)
	}
	return s.now(p)
}

// now returns the figure of a place in the report's own year.
func (s *source) now(p place) Cell {
	a := p.method
	if a == 0 {
		a = ghg.MarketBased
	}
	switch {
	case p.category != 0:
		return s.category(p.category, a)
	case p.two:
		return s.group(inventory.Scopes1And2, a)
	case p.scope != 0:
		return s.scope(p.scope, a)
	}
	return s.total(a)
}

// targetInput returns a value of a target.
func targetInput(t report.Target, parts []string, path string) (decimal.Decimal, error) {
	switch {
	case len(parts) == 1 && parts[0] == "base":
		return t.Absolute.Base.Emissions.Tonnes(), nil
	case len(parts) == 1 && parts[0] == "reported":
		co2e, err := reportedOf(t)
		return co2e.Tonnes(), err
	case len(parts) == 1 && parts[0] == "net":
		if t.Stated.Net == nil {
			return decimal.Decimal{}, &noFigureError{"no net target is stated"}
		}
		return t.Stated.Net.Tonnes(), nil
	case len(parts) == 3 && parts[0] == "rows":
		if row, ok := at(t.Progress.Rows, parts[1]); ok {
			return rowInput(row, parts[2], path)
		}
	case len(parts) == 3 && parts[0] == "goals":
		if m, ok := at(t.Absolute.Milestones, parts[1]); ok {
			goal, _ := at(t.Progress.Goals, parts[1])
			return goalInput(t, m, goal, parts[2], path)
		}
	}
	return decimal.Decimal{}, errNoInput(path)
}

// rowInput returns a value of a year of a target.
func rowInput(row targets.Row, name, path string) (decimal.Decimal, error) {
	switch name {
	case "allowed":
		return row.Allowance.Tonnes(), nil
	case "actual":
		if actual, reported := row.Actual.Get(); reported {
			return actual.Tonnes(), nil
		}
		return decimal.Decimal{}, &noFigureError{row.Actual.Reason()}
	}
	return decimal.Decimal{}, errNoInput(path)
}

// goalInput returns a value of a milestone of a target.
func goalInput(t report.Target, m targets.Milestone, goal targets.Goal, name, path string) (decimal.Decimal, error) {
	if err := dec.CheckAll(m.Reduction, goal.Elapsed); err != nil {
		return decimal.Decimal{}, err
	}
	switch name {
	case "target":
		co2e, err := t.Absolute.Allowance(m.Year)
		return co2e.Tonnes(), err
	case "yearly":
		return yearlyOf(t.Absolute.Base, m)
	case "reduction":
		return m.Reduction.Shift(2), nil
	}
	reported, err := reportedOf(t)
	if err != nil {
		return decimal.Decimal{}, err
	}
	switch name {
	case "achieved":
		return targets.CDPAbsolute(t.Absolute.Base.Emissions, reported, m.Reduction)
	case "elapsed":
		return goal.Elapsed.Shift(2), nil
	case "required":
		if cut, ok := goal.RequiredCut.Get(); ok {
			return cut.Tonnes(), nil
		}
		return decimal.Decimal{}, &noFigureError{goal.RequiredCut.Reason()}
	}
	return decimal.Decimal{}, errNoInput(path)
}

// yearlyOf returns the reduction of a milestone ÷ the years since the base year, in per cent.
func yearlyOf(base targets.Base, m targets.Milestone) (decimal.Decimal, error) {
	return dec.Quo(m.Reduction.Shift(2), decimal.NewFromInt(int64(m.Year-base.Year)))
}

// reportedOf returns the latest reported emissions of a target, unless the year is withheld.
func reportedOf(t report.Target) (ghg.CO2e, error) {
	if t.Withheld != "" {
		return ghg.CO2e{}, &noFigureError{"this year is withheld: " + t.Withheld}
	}
	co2e, ok := t.Progress.Latest.Actual.Get()
	if !ok {
		return ghg.CO2e{}, &noFigureError{"no year was reported"}
	}
	return co2e, nil
}

// noFigureError reports a value that the report does not have, and why. It wraps [ghg.ErrMissing].
type noFigureError struct{ why string }

func (e *noFigureError) Error() string { return "missing: " + e.why }

func (e *noFigureError) Unwrap() error { return ghg.ErrMissing }
