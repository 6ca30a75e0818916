package disclosure

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

// griNumbers are the numbers of the disclosures in an edition.
type griNumbers struct {
	standard                                             string
	targets, scope1, scope2, scope3, intensity, credited string // "" if the edition has no such disclosure
	reductions, removals                                 string
	unsure                                               string // of every table
}

func griEditions() []Edition {
	old := griNumbers{standard: "GRI 305: Emissions 2016", scope1: "305-1", scope2: "305-2", scope3: "305-3", intensity: "305-4", reductions: "305-5"}
	next := griNumbers{
		standard: "GRI 102: Climate Change 2025", targets: "102-4", scope1: "102-5", scope2: "102-6", scope3: "102-7", intensity: "102-8", removals: "102-9", credited: "102-10",
		unsure: "the number of the disclosure is second-hand, and the letters of its items are those of GRI 305",
	}
	return []Edition{
		{
			ID: "gri-305-2016", Name: old.standard, Source: "GRI 305: Emissions 2016, disclosures 305-1 to 305-5",
			Status: "For reports until the end of 2026; GRI 102 replaces 305-1 to 305-5 from 1 January 2027 (unconfirmed, second-hand).", tables: old.tables,
		},
		{
			ID: "gri-102-2025", Name: next.standard, Source: "GRI 102: Climate Change 2025, disclosures 102-4 to 102-10",
			Status: "From 1 January 2027 (unconfirmed, second-hand).", tables: next.tables,
		},
	}
}

func (n griNumbers) tables(s *source) ([]Table, error) {
	ratios := s.intensityTable(n.intensity, "GHG emissions intensity", n.standard+", disclosure "+n.intensity)
	ratios.add(n.intensity+"-d", "d. Gases included", missing(nothingHere), nothing(), nothing(), s.gasesIncluded(ghg.Scope1, ghg.Scope2, ghg.Scope3))
	tables := finished(n.targetTable(s), n.scope1Table(s), n.scope2Table(s), n.scope3Table(s), ratios, n.reductionTable(s), n.removalTable(s), n.creditTable(s))
	for i := range tables {
		if tables[i].Unsure = n.unsure; n.unsure != "" && (tables[i].ID == n.removals || tables[i].ID == n.credited) {
			tables[i].Unsure = "the number of the disclosure is second-hand, and the rows are those of ESRS E1"
		}
	}
	return tables, nil
}

func (n griNumbers) newTable(id, title string) *Table {
	return newTable(id, title, n.standard+", disclosure "+id, "year", "Reporting year", "base", "Base year", "text", "Statement")
}

// common adds the items on the base year, sources, approach and standards, from the letter on.
func (n griNumbers) common(s *source, t *Table, first rune, approach bool) {
	id := func(item string) string { return fmt.Sprintf("%s-%c%s", t.ID, first, item) }
	t.add(id("-i"), string(first)+". Base year, and the rationale for choosing it", nothing(), s.baseYear(), s.stated(report.WhyBaseYear)).from("items i and ii")
	t.add(id("-iii"), string(first)+". Context of changes that triggered recalculations", nothing(), nothing(), s.stated(report.Recalculations))
	first++
	t.add(id(""), string(first)+". Source of the emission factors and the global warming potentials", nothing(), nothing(), s.factorSources())
	if approach {
		first++
		t.add(id(""), string(first)+". Consolidation approach", nothing(), nothing(), s.approach())
	}
	first++
	t.add(id(""), string(first)+". Standards, methodologies, assumptions and tools", nothing(), nothing(), s.standards())
}

func (n griNumbers) scope1Table(s *source) *Table {
	t := n.newTable(n.scope1, "Direct (Scope 1) GHG emissions")
	p := place{scope: ghg.Scope1}
	t.add(n.scope1+"-a", "a. Gross direct (Scope 1) emissions", s.now(p), s.inBase(p))
	t.add(n.scope1+"-b", "b. Gases included", nothing(), nothing(), s.gasesIncluded(ghg.Scope1))
	t.add(n.scope1+"-c", "c. CO2 from biomass, apart", s.biogenic(mkt, ofScope(ghg.Scope1)))
	n.common(s, t, 'd', true)
	return t
}

func (n griNumbers) scope2Table(s *source) *Table {
	t := n.newTable(n.scope2, "Energy indirect (Scope 2) GHG emissions")
	t.Methods = both()
	t.add(n.scope2+"-a", "a. Gross location-based emissions", s.now(place{scope: ghg.Scope2, method: loc}), s.inBase(place{scope: ghg.Scope2, method: loc}))
	t.add(n.scope2+"-b", "b. Gross market-based emissions", s.now(place{scope: ghg.Scope2, method: mkt}), s.inBase(place{scope: ghg.Scope2, method: mkt}))
	t.add(n.scope2+"-c", "c. Gases included", nothing(), nothing(), s.gasesIncluded(ghg.Scope2))
	n.common(s, t, 'd', true)
	return t
}

func (n griNumbers) scope3Table(s *source) *Table {
	t := n.newTable(n.scope3, "Other indirect (Scope 3) GHG emissions")
	p := place{scope: ghg.Scope3}
	t.add(n.scope3+"-a", "a. Gross other indirect (Scope 3) emissions", s.now(p), s.inBase(p))
	t.add(n.scope3+"-b", "b. Gases included", nothing(), nothing(), s.gasesIncluded(ghg.Scope3))
	t.add(n.scope3+"-c", "c. CO2 from biomass, apart", s.biogenic(mkt, ofScope(ghg.Scope3)))
	var parts []string
	for _, c := range s.coverage {
		if c.Category == 0 {
			continue
		}
		id := fmt.Sprintf("%s-d-%d", n.scope3, int(c.Category))
		parts = append(parts, id)
		t.add(id, fmt.Sprintf("d. Category %d, %s", int(c.Category), c.Category.Name()), s.category(c.Category, mkt), s.inBase(place{scope: ghg.Scope3, category: c.Category}), statusOf(c))
	}
	n.common(s, t, 'e', false)
	return t.sumIn("year", n.scope3+"-a", parts...)
}

// reductionTable asks for reductions by initiatives: a lower total is none, nor is a credit.
func (n griNumbers) reductionTable(s *source) *Table {
	if n.reductions == "" {
		return nil
	}
	t := n.newTable(n.reductions, "Reduction of GHG emissions")
	why := "missing: a reduction as a direct result of initiatives is in no inventory; a lower total, lower output and credits are none"
	t.add(n.reductions+"-a", "a. Reduced as a direct result of reduction initiatives", missing(why), nothing(), s.stated(report.Initiatives))
	t.add(n.reductions+"-b", "b. Gases included", nothing(), nothing(), s.gasesIncluded(ghg.Scope1, ghg.Scope2, ghg.Scope3))
	t.add(n.reductions+"-c", "c. Base year or baseline, and the rationale for choosing it", nothing(), s.baseYear(), s.stated(report.WhyBaseYear))
	t.add(n.reductions+"-d", "d. Scopes in which reductions took place", missing("missing: see a"))
	t.add(n.reductions+"-e", "e. Standards, methodologies, assumptions and tools", nothing(), nothing(), s.standards())
	return t
}

func (n griNumbers) targetTable(s *source) *Table {
	if n.targets == "" {
		return nil
	}
	return s.targetsTable(n.targets, "GHG emissions reduction targets and progress", n.standard+", disclosure "+n.targets)
}

// removalTable has removals and reversals by ledger, as ESRS E1 has them.
func (n griNumbers) removalTable(s *source) *Table {
	if n.removals == "" {
		return nil
	}
	t := s.removalRows(Table{ID: n.removals, Title: "GHG removals in the value chain; no total of emissions is net of them", Source: n.standard + ", disclosure " + n.removals}, n.removals+" ", "")
	withoutElements(&t)
	return &t
}

// creditTable has the carbon credits that were cancelled and those that are planned.
func (n griNumbers) creditTable(s *source) *Table {
	if n.credited == "" {
		return nil
	}
	t := s.creditRows(Table{ID: n.credited, Title: "Carbon credits; no total of emissions is net of them", Source: n.standard + ", disclosure " + n.credited}, n.credited+" ", "")
	withoutElements(&t)
	return &t
}
