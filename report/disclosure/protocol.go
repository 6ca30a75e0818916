package disclosure

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
)

const (
	loc = ghg.LocationBased
	mkt = ghg.MarketBased
)

func protocolEditions() []Edition {
	return []Edition{{
		ID: "ghg-protocol", Name: "GHG Protocol: required information of an inventory report",
		Source: "GHG Protocol Corporate Standard (2004), chapter 9; Scope 2 Guidance (2015), chapter 7; Scope 3 Standard (2011), chapter 11",
		Status: "In force. The order and the numbers of the tables are this library's. California's SB 253 asks for a report by this protocol (unconfirmed, second-hand).",
		tables: protocolTables,
	}}
}

func protocolTables(s *source) ([]Table, error) {
	return finished(
		boundaryTable(s), emissionsTable(s), categoryTable(s), gasTable(s), apartTable(s), profileTable(s), exclusionsTable(s), methodsTable(s), publishedTable(s),
	), nil
}

// boundaryTable states what the inventory covers.
func boundaryTable(s *source) *Table {
	t := newTable("boundary", "Boundary and period", "Corporate Standard, chapter 9; Scope 3 Standard, chapter 11", "what", "Statement")
	t.add("organisation", "Organisation", orMissing(s.org.Name, "missing: the inventory names no organisation"))
	t.add("approach", "Consolidation approach", text(s.org.Approach.String()))
	t.add("period", "Reporting period", text(s.Inventory.Period().String()))
	t.add("entities", "Entities", orMissing(strings.Join(s.org.Entities, ", "), "missing: the organisation lists no entities"))
	t.add("entity-years", "Entities with another reporting year", s.entityYears())
	for _, c := range s.coverage {
		id, label := c.Scope.String(), c.Scope.String()
		if c.Category != 0 {
			id, label = fmt.Sprintf("category %d", int(c.Category)), fmt.Sprintf("Category %d, %s", int(c.Category), c.Category.Name())
		}
		t.add(id, label, statusOf(c))
	}
	return t
}

func (s *source) entityYears() Cell {
	var list []string
	for _, name := range s.org.Entities {
		if y, other := s.org.Years[name]; other {
			list = append(list, name+" "+y.String())
		}
	}
	return orMissing(strings.Join(list, ", "), "none: every entity has the year of the organisation")
}

// when are the columns of a table by year: the report's year, the one before and the base year.
var when = []string{"year", "Reporting year", "previous", "Previous year", "base", "Base year", "change", "Change since the base year"}

// overYears returns the cells of a figure by year.
func (s *source) overYears(p place) []Cell {
	now, base := s.now(p), s.inBase(p)
	since := missing("n/a: the base year is the reporting year")
	if s.Base != s.Name() {
		since = change(now, base)
	}
	return []Cell{now, s.inLastYear(p), base, since}
}

// statusOf returns what the inventory holds of a scope or category, without its name.
func statusOf(c inventory.Coverage) Cell {
	_, status, _ := strings.Cut(c.String(), ": ")
	return text(status)
}

// emissionsTable has the scopes by year, and totals by both methods.
func emissionsTable(s *source) *Table {
	t := newTable("emissions", "Emissions by scope, apart from any trades of allowances, offsets or credits", "Corporate Standard, chapter 9; Scope 2 Guidance, chapter 7", when...)
	t.Methods = both()
	t.add("scope1", "Scope 1", s.overYears(place{scope: ghg.Scope1})...)
	t.add("scope2-location", "Scope 2, location-based", s.overYears(place{scope: ghg.Scope2, method: loc})...)
	t.add("scope2-market", "Scope 2, market-based", s.overYears(place{scope: ghg.Scope2, method: mkt})...)
	if len(s.org.Category3By) == 0 {
		t.add("scope3", "Scope 3", s.overYears(place{scope: ghg.Scope3})...)
	} else { // lines of category 3 count by one method
		t.add("scope3-location", "Scope 3, with the location-based lines of category 3", s.overYears(place{scope: ghg.Scope3, method: loc})...)
		t.add("scope3-market", "Scope 3, with the market-based lines of category 3", s.overYears(place{scope: ghg.Scope3, method: mkt})...)
	}
	t.add("total-location", "Scopes 1, 2 and 3, location-based", s.overYears(place{method: loc})...)
	t.add("total-market", "Scopes 1, 2 and 3, market-based", s.overYears(place{method: mkt})...)
	t.add("why-base", "Why this base year", s.stated(report.WhyBaseYear))
	t.add("policy", "Base year recalculation policy", s.stated(report.RecalculationRule))
	t.add("recalculations", "Context of recalculations", s.stated(report.Recalculations))
	sumScopes(t, "year", len(s.org.Category3By) == 0)
	return t
}

func sumScopes(t *Table, column string, one bool) {
	third := map[bool][2]string{true: {"scope3", "scope3"}, false: {"scope3-location", "scope3-market"}}[one]
	t.sumIn(column, "total-location", "scope1", "scope2-location", third[0])
	t.sumIn(column, "total-market", "scope1", "scope2-market", third[1])
}

// categoryTable has the categories of scope 3.
func categoryTable(s *source) *Table {
	t := newTable("scope3", "Scope 3 by category", "Scope 3 Standard, chapter 11",
		"co2e", "Emissions", "share", "Share of scope 3", "primary", "Based on primary data", "biogenic", "CO2 from biomass, apart", "status", "Status")
	whole := s.scope(ghg.Scope3, mkt)
	parts := make([]string, 0, int(ghg.Investments))
	for _, c := range s.coverage {
		if c.Category == 0 {
			continue
		}
		id := fmt.Sprintf("category %d", int(c.Category))
		parts = append(parts, id)
		co2e := s.category(c.Category, mkt)
		t.add(id, fmt.Sprintf("%d %s", int(c.Category), c.Category.Name()), co2e, beside(co2e, share(co2e, whole)), beside(co2e, s.primary(c.Category)), beside(co2e, s.biogenic(mkt, ofCategory(c.Category))), statusOf(c))
	}
	t.add("total", "Scope 3", whole, nothing(), s.primary(0), s.biogenic(mkt, ofScope(ghg.Scope3)), nothing())
	return t.sumIn("co2e", "total", parts...)
}

// gasTable has each gas by scope, in tonnes and tonnes of CO2e.
func gasTable(s *source) *Table {
	t := newTable("gases", "Each gas", "Corporate Standard, chapter 9; Required Greenhouse Gases in Inventories (2013)",
		"mass1", "Scope 1, mass", "scope1", "Scope 1", "location", "Scope 2, location-based", "market", "Scope 2, market-based", "scope3", "Scope 3")
	t.Methods = both()
	parts := make([]string, 0, len(basketNames)+1)
	for _, name := range append(slices.Clone(basketNames), "") {
		row, label := name, name
		if name == "" {
			row, label = "not-told-apart", "CO2e of gases that are not told apart"
		}
		parts = append(parts, row)
		cells := []Cell{s.gasMass(name, mkt, ofScope(ghg.Scope1)), s.gasCO2e(name, mkt, ofScope(ghg.Scope1)), s.gasCO2e(name, loc, ofScope(ghg.Scope2)), s.gasCO2e(name, mkt, ofScope(ghg.Scope2)), s.gasCO2e(name, mkt, ofScope(ghg.Scope3))}
		if name == "" {
			cells[0] = nothing()
		}
		t.add(row, label, cells...)
	}
	t.add("total", "All gases of the Kyoto basket", nothing(), s.scope(ghg.Scope1, mkt), s.scope(ghg.Scope2, loc), s.scope(ghg.Scope2, mkt), s.scope(ghg.Scope3, mkt))
	for _, column := range []string{"scope1", "location", "market", "scope3"} {
		t.sumIn(column, "total", parts...)
	}
	return t
}

// apartTable has what is reported apart from the scopes.
func apartTable(s *source) *Table {
	t := newTable("apart", "Apart from the scopes", "Corporate Standard, chapter 9: direct CO2 from biomass, and gases that the Kyoto Protocol does not cover, are reported apart",
		"biogenic", "CO2 from biomass", "other", "Gases outside the Kyoto basket")
	for _, of := range []struct {
		id, label string
		scope     ghg.Scope
		method    ghg.Accounting
	}{
		{"scope1", "Scope 1", ghg.Scope1, mkt},
		{"scope2-location", "Scope 2, location-based", ghg.Scope2, loc},
		{"scope2-market", "Scope 2, market-based", ghg.Scope2, mkt},
		{"scope3", "Scope 3", ghg.Scope3, mkt},
	} {
		t.add(of.id, of.label, s.biogenic(of.method, ofScope(of.scope)), s.otherGases(of.method, ofScope(of.scope)))
	}
	return t
}

// profileTable has the emissions of every year.
func profileTable(s *source) *Table {
	t := newTable("profile", "Emissions over time", "Corporate Standard, chapter 9: an emissions profile over time that is consistent with the base year policy",
		"scope1", "Scope 1", "location", "Scope 2, location-based", "market", "Scope 2, market-based", "scope3", "Scope 3", "total", "All scopes, market-based")
	places := []place{{scope: ghg.Scope1}, {scope: ghg.Scope2, method: loc}, {scope: ghg.Scope2, method: mkt}, {scope: ghg.Scope3}, {method: mkt}}
	for i, y := range s.Years {
		cells := make([]Cell, len(places))
		for j, p := range places {
			cells[j] = s.inYear(i, p)
		}
		label := y.Label
		if y.Label == s.Base {
			label += " (base year)"
		}
		t.add(fmt.Sprintf("year %d", i+1), label, cells...)
	}
	cells := make([]Cell, len(places))
	for j, p := range places {
		cells[j] = s.now(p)
	}
	return t.add("now", s.Name(), cells...)
}

// exclusionsTable lists what is left out.
func exclusionsTable(s *source) *Table {
	t := newTable("exclusions", "Exclusions", "Corporate Standard, chapter 9; Scope 3 Standard, chapter 11: exclusions are disclosed and justified",
		"what", "What is left out", "reason", "Why", "estimate", "Estimate of the organisation", "share", "Beside the total, market-based", "method", "How it was estimated")
	for i, e := range s.org.Excluded {
		t.add(fmt.Sprintf("exclusion %d", i+1), excludedPlace(e), text(cmp.Or(e.What, "all of it")), orMissing(e.Reason, "missing: no reason"), s.estimate(i), beside(s.estimate(i), share(s.estimate(i), s.total(mkt))), beside(s.estimate(i), orMissing(e.Method, "missing: no method")))
	}
	for _, c := range s.coverage {
		if c.Status == inventory.NotApplicable {
			t.add(fmt.Sprintf("category %d", int(c.Category)), fmt.Sprintf("Category %d, %s", int(c.Category), c.Category.Name()), text("does not apply"), text(c.Reason),
				nothing(), nothing(), nothing())
		}
	}
	if len(t.Rows) == 0 {
		t.add("none", "None", text("the organisation excludes nothing"))
	}
	return t
}

func excludedPlace(e inventory.Exclusion) string {
	label := e.Scope.String()
	if e.Category != 0 {
		label = e.Category.String()
	}
	if e.Entity != "" {
		label += ", " + e.Entity
	}
	return label
}

// estimate returns the organisation's estimate of an exclusion.
func (s *source) estimate(i int) Cell {
	if s.org.Excluded[i].Estimate == nil {
		return missing("missing: the exclusion has no estimate, which is unknown and not zero")
	}
	return s.given(fmt.Sprintf("exclusions/%d", i), tonnesCO2e)
}

// methodsTable has methods, sources and the quality of data.
func methodsTable(s *source) *Table {
	t := newTable("methods", "Methods, sources and quality of data", "Corporate Standard, chapter 9; Scope 3 Standard, chapter 11", "co2e", "Emissions, market-based", "share", "Share", "text", "Statement")
	no := nothing()
	whole := s.total(mkt)
	t.add("gwp", "Global warming potentials", no, no, text(s.Inventory.GWP()))
	t.add("factors", "Sets of emission factors", no, no, orMissing(strings.Join(s.sets, ", "), "none: no line uses a factor"))
	t.add("standards", "Standards, methodologies, assumptions and tools", no, no, s.stated(report.Methodologies))
	t.add("changes", "Changes of measuring", no, no, s.stated(report.ChangesOfMeasuring))
	names := s.values(methodOf)
	methods := make([]string, 0, len(names))
	for _, name := range names {
		co2e := s.where(mkt, func(l inventory.Labels) bool { return string(l.Method) == name }, "n/a: its results count by the other method of scope 2 only")
		id := "method " + name
		methods = append(methods, id)
		t.add(id, "Method "+name, co2e, share(co2e, whole), no)
	}
	origins := make([]string, 0, 2)
	for _, o := range []ghg.Origin{ghg.Calculated, ghg.Reported} {
		co2e := s.where(mkt, func(l inventory.Labels) bool { return l.Origin == o }, "none: there is no such result")
		origins = append(origins, o.String())
		t.add(o.String(), "Results that are "+o.String(), co2e, share(co2e, whole), no)
	}
	t.add("primary", "Scope 3 from primary data", no, s.primary(0), no)
	t.add("allocation", "Allocation", no, no, missing("missing: the inventory states allocations in the steps of its lines, not as a whole"))
	t.add("total", "All scopes", whole, no, no)
	return t.sumIn("co2e", "total", methods...).sumIn("co2e", "total", origins...)
}

// publishedTable sets what the organisation published beside the inventory.
func publishedTable(s *source) *Table {
	t := newTable("published", "Published figures beside this inventory", "The report's published figures: they are in no other table of this year",
		"published", "As published", "inventory", "This inventory", "difference", "Difference")
	for i, f := range s.Published {
		p := place{scope: f.Scope, category: f.Category, method: f.Accounting}
		published := s.given(fmt.Sprintf("published/%d", i), tonnesCO2e)
		if published.Stated = f.Source; f.Source == "" {
			published.Stated = "published figure"
		}
		now := s.now(p)
		t.add(fmt.Sprintf("figure %d", i+1), p.String(), published, now, formula(Difference, tonnesCO2e, now, published))
	}
	return t
}

// methodOf is the label of a calculation method.
func methodOf(l inventory.Labels) (string, bool) { return string(l.Method), true }
