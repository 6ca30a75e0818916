package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/targets"
)

// Rows that several standards ask for.

// gasesIncluded lists the gases of the basket with an amount, market-based.
func (s *source) gasesIncluded(scopes ...ghg.Scope) Cell {
	var list []string
	apart := false
	for _, name := range append(slices.Clone(basketNames), "") {
		switch of := s.ordinals(mkt, ofScope(scopes...), func(l line) bool { return slices.Contains(l.gases, name) }); {
		case of.Len() == 0:
		case name == "":
			apart = true
		default:
			list = append(list, name)
		}
	}
	if apart {
		list = append(list, "gases that are not told apart")
	}
	return orMissing(strings.Join(list, ", "), "missing: no result of it has an amount of a gas")
}

// factorSources states the sets of factors and the potentials.
func (s *source) factorSources() Cell {
	sets := strings.Join(s.sets, ", ")
	if sets == "" {
		sets = "no line uses a factor"
	}
	return text("factors: " + sets + "; global warming potentials: " + s.Inventory.GWP())
}

func (s *source) approach() Cell { return text(s.org.Approach.String()) }

func (s *source) baseYear() Cell { return orMissing(s.Base, "missing: the report has no base year") }

// standards states the methods of calculation, and what the organisation says of others.
func (s *source) standards() Cell {
	list := s.values(methodOf)
	methods := "methods of the lines: " + strings.Join(list, ", ")
	if stated := s.Stated[report.Methodologies]; stated != "" {
		return text(stated + "; " + methods)
	}
	return text(methods)
}

// ratio is an intensity of the inventory.
type ratio struct {
	name  string
	group inventory.ScopeGroup
	cell  Cell // the ratio
	over  Cell // the emissions
	by    Cell // the denominator
	text  string
}

// ratios returns the intensities of scopes 1 and 2 and of all scopes by a method of scope 2, per denominator of the report.
func (s *source) ratios(a ghg.Accounting) []ratio {
	type denominator struct {
		intensity.Denominator
		path string
	}
	var list []denominator
	if r := s.Revenue; r != nil {
		list = append(list, denominator{intensity.Denominator{Name: "net revenue", Unit: r.Unit, Value: r.Used, Source: r.Source, Period: r.Period, Approach: r.Approach}, "revenue/used"})
	}
	for i, d := range s.Per {
		list = append(list, denominator{d, fmt.Sprintf("per/%d", i)})
	}
	out := make([]ratio, 0, 2*len(list))
	for _, d := range list {
		for _, g := range []inventory.ScopeGroup{inventory.Scopes1And2, inventory.AllScopes} {
			r := ratio{name: d.Name, group: g, over: s.group(g, a), by: s.given(d.path, d.Unit), text: d.Source}
			r.cell = quotient(r.over, r.by, tonnesCO2e+"/"+d.Unit)
			if of, err := intensity.Of(s.Inventory, g, a, d.Denominator); err != nil {
				r.cell = missing(reason(err))
			} else if r.cell.Value != nil {
				r.cell.Value = &of.TonnesPerUnit
				for _, c := range of.Caveats {
					r.text += "; " + string(c)
				}
			}
			out = append(out, r)
		}
	}
	return out
}

const noDenominator = "missing: the report has no denominator (Report.Per, Report.Revenue)"

// intensityTable has a row per intensity.
func (s *source) intensityTable(id, title, from string) *Table {
	t := newTable(id, title, from, "ratio", "Ratio", "emissions", "Emissions", "denominator", "Denominator", "text", "Source of the denominator")
	for _, a := range both() {
		for i, r := range s.ratios(a) {
			t.add(fmt.Sprintf("%s %d", a, i+1), fmt.Sprintf("%s per %s, %s", r.group, r.name, a), r.cell, r.over, r.by, text(r.text))
		}
	}
	if len(t.Rows) == 0 {
		t.add("none", "Intensity", missing(noDenominator), nothing(), nothing(), nothing())
	}
	return t
}

// targetsTable has a row per target and milestone.
func (s *source) targetsTable(id, title, from string) *Table {
	t := newTable(id, title, from,
		"covers", "Covers", "base", "Base year emissions", "reduction", "Targeted reduction", "target", "Target year emissions",
		"reported", "Reporting year emissions", "achieved", "Target achieved relative to the base year", "elapsed", "Time elapsed", "required", "Cut required in each year from now on")
	for i, target := range s.Targets {
		base := target.Absolute.Base
		for j, m := range target.Absolute.Milestones {
			path := fmt.Sprintf("targets/%d/", i)
			goal := fmt.Sprintf("%sgoals/%d/", path, j)
			label := fmt.Sprintf("%s, from %s to %d", target.Absolute.Name, labelOfBase(base), m.Year)
			t.add(fmt.Sprintf("target %d, milestone %d", i+1, j+1), label,
				text(covers(target)), s.given(path+"base", tonnesCO2e), s.given(goal+"reduction", percent), s.given(goal+"target", tonnesCO2e),
				s.given(path+"reported", tonnesCO2e), s.given(goal+"achieved", percent), s.given(goal+"elapsed", percent), s.given(goal+"required", tonnesCO2e))
		}
	}
	if len(t.Rows) == 0 {
		t.add("none", "Targets", append([]Cell{missing("missing: the report has no targets")}, words(7, nothing())...)...)
	}
	return t
}

// labelOfBase returns the label of a base year's period, or the year.
func labelOfBase(b targets.Base) string { return cmp.Or(b.Period.Label, strconv.Itoa(b.Year)) }

// covers states what a target covers, with the method of scope 2.
func covers(t report.Target) string { return coverage(t.Covered, t.Absolute.Base.Accounting) }

func coverage(c targets.Covered, a ghg.Accounting) string {
	var list []string
	for _, scope := range c.Scopes {
		list = append(list, scope.String())
	}
	for _, category := range c.Categories {
		list = append(list, category.String())
	}
	if a != 0 {
		list = append(list, a.String())
	}
	return strings.Join(list, ", ")
}

// divided is a column of a table divided by a label: a scope by a method of scope 2.
type divided struct {
	scope  ghg.Scope
	method ghg.Accounting
}

// byLabel adds a row per label of the results of some scopes, such as their countries, that add up to the scope in each column.
func (s *source) byLabel(t *Table, label func(inventory.Labels) string, empty string, columns ...divided) *Table {
	names := s.values(func(l inventory.Labels) (string, bool) {
		return label(l), slices.ContainsFunc(columns, func(d divided) bool { return d.scope == l.Scope })
	})
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = fmt.Sprintf("%s %d", t.ID, i+1)
		cells := make([]Cell, len(columns))
		for k, d := range columns {
			cells[k] = s.where(d.method, ofScope(d.scope).and(func(l inventory.Labels) bool { return label(l) == name }), "none: no result of it")
		}
		t.add(parts[i], cmp.Or(name, empty), cells...)
	}
	cells := make([]Cell, len(columns))
	for k, d := range columns {
		cells[k] = s.scope(d.scope, d.method)
		if d.scope == ghg.Scope2 {
			t.Methods = append(t.Methods, d.method)
		}
	}
	t.add("total", "Total", cells...)
	if len(parts) > 0 {
		t.sum("total", parts...)
	}
	return t
}

// countries returns the countries of the factors of a result. A factor for the world, such as zero for a certificate, is left
// out beside one of a country.
func countries(l inventory.Labels) string {
	list := strings.Split(l.Country, ", ")
	if of := slices.DeleteFunc(slices.Clone(list), func(c string) bool { return c == "GLOBAL" }); len(of) > 0 {
		list = of
	}
	return strings.Join(list, ", ")
}

// valuesIn returns the different labels of the results of a scope, in order.
func (s *source) valuesIn(scope ghg.Scope, label func(inventory.Labels) string) []string {
	return s.values(func(l inventory.Labels) (string, bool) { return label(l), l.Scope == scope })
}
