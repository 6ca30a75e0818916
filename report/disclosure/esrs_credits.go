package disclosure

import (
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/report"
)

// removalLedgers are the ledgers of removals, and then that of their reversals.
var removalLedgers = []land.Ledger{land.LandRemovals, land.GeologicRemovals, land.TechnologicalRemovals, land.Reversals}

// removalRows adds removals and reversals of own operations, of the value chain and in all. They are in no total of emissions.
func (s *source) removalRows(t Table, id, from string) Table {
	t.Columns = []Column{column("own", "Own operations"), column("value chain", "Upstream and downstream value chain"), column("total", "Total")}
	cell := func(path string) Cell {
		if s.Ledgers.Removals == nil {
			return missing("missing: the report has no register of removals")
		}
		return s.given("ledgers/removals/"+path, tonnesCO2e)
	}
	var own, chain []Cell
	add := func(id, label, element string, own, chain []Cell) {
		of := func(cells ...Cell) Cell {
			if len(cells) == 1 {
				return cells[0]
			}
			return formula(Addition, tonnesCO2e, cells...)
		}
		t.Rows = append(t.Rows, row(id, label, from, of(own...), of(chain...), of(append(slices.Clone(own), chain...)...).element(element)))
	}
	var parts []string
	for _, l := range removalLedgers {
		here, there := cell(l.String()+"/own"), cell(l.String()+"/value chain")
		if l == land.Reversals {
			add(id+"removals", "GHG removals and storage", removalsStored, own, chain)
			add(id+l.String(), l.String(), reversals, []Cell{here}, []Cell{there})
			break
		}
		add(id+l.String(), l.String(), "", []Cell{here}, []Cell{there})
		own, chain, parts = append(own, here), append(chain, there), append(parts, id+l.String())
	}
	t.Sums = append(t.Sums, Sum{Total: id + "removals", Parts: parts})
	return t
}

// removed is removals and their reversals: paragraph 58.
func (e *esrs) removed() Table {
	return e.removalRows(Table{
		ID: e.rules.removals + "-removals", Title: "GHG removals and storage; no total of emissions is net of them", Source: "ESRS E1, paragraphs 56 to 58",
	}, "", "ESRS E1, paragraph 58, AR 57")
}

// creditRows adds carbon credits cancelled and planned, which are in no total of emissions. The paragraphs are those of ESRS E1.
func (s *source) creditRows(t Table, id, standard string) Table {
	t.Columns = []Column{column("tonnes", "t CO2e"), column("share", "Share of those cancelled")}
	add := func(name, label, paragraph, path, element string) {
		c, part := missing(noCredits), missing(noCredits)
		if s.Ledgers.Credits != nil {
			all := s.given("ledgers/credits/cancelled", tonnesCO2e)
			c = s.given("ledgers/credits/"+path, tonnesCO2e)
			part = share(c, all)
			if all.Value.IsZero() {
				part = missing("none: no credits were cancelled")
			}
		}
		if path == "cancelled" || path == "planned" {
			part = missing("none: it is no part of those cancelled")
		}
		from := standard
		if paragraph != "" && standard == esrsE1 {
			from += ", " + paragraph
		}
		t.Rows = append(t.Rows, row(id+name, label, from, c.element(element), part))
	}
	add("cancelled", "Credits cancelled in the reporting period", "paragraph 59(a)", "cancelled", creditsCancelled)
	add("removals", "of removal projects", "AR 62(a)", "cancelled/removals", "")
	add("biogenic", "of removal projects, biogenic sinks", "AR 62(a)", "cancelled/kind/"+report.BiogenicRemoval.String(), "")
	add("technological", "of removal projects, technological sinks", "AR 62(a)", "cancelled/kind/"+report.TechnologicalRemoval.String(), "")
	add("reduction", "of reduction projects", "AR 62(a)", "cancelled/kind/"+report.ReductionCredit.String(), "")
	standards := []string{}
	for i, c := range s.Ledgers.Credits {
		if !slices.Contains(standards, c.Standard) && !c.Planned {
			standards = append(standards, c.Standard)
			add(fmt.Sprintf("standard-%d", len(standards)), "by the standard "+c.Standard, "AR 62(b)", fmt.Sprintf("cancelled/standard/%d", i), "")
		}
	}
	add("eu", "of projects in the EU", "AR 62(c)", "cancelled/eu", "")
	add("adjusted", "with a corresponding adjustment under Article 6 of the Paris Agreement", "AR 62(d)", "cancelled/adjusted", "")
	add("planned", "Credits planned to be cancelled in the future, under existing contracts", "paragraph 59(b)", "planned", creditsPlanned)
	t.Sums = append(t.Sums,
		Sum{Total: id + "cancelled", Parts: []string{id + "removals", id + "reduction"}, Column: "tonnes"},
		Sum{Total: id + "removals", Parts: []string{id + "biogenic", id + "technological"}, Column: "tonnes"})
	return t
}

const (
	esrsE1    = "ESRS E1"
	noCredits = "missing: the report does not state carbon credits"
)

// credits is carbon credits cancelled and planned: paragraph 59 and AR 62 to 64.
func (e *esrs) credits() Table {
	return e.creditRows(Table{
		ID: e.rules.removals + "-credits", Title: "Carbon credits of projects outside the value chain; no total of emissions is net of them", Source: "ESRS E1, paragraph 59, AR 62 to 64",
	}, "", esrsE1)
}

// prices is internal carbon pricing: paragraph 63.
func (e *esrs) prices() Table {
	t := Table{
		ID: e.rules.price, Title: "Internal carbon pricing", Source: "ESRS E1, paragraphs 62 and 63, AR 65",
		Columns: []Column{
			column("type", "Type of scheme"), column("price", "Price"), column("scope-1", "Scope 1 covered"), column("share-1", "% of scope 1"),
			column("scope-2", "Scope 2 covered"), column("share-2", "% of scope 2, market-based"), column("scope-3", "Scope 3 covered"), column("share-3", "% of scope 3"), column("use", "Use in decisions"),
		},
	}
	for i, p := range e.Ledgers.Prices {
		path := fmt.Sprintf("ledgers/prices/%d/", i)
		r := row(fmt.Sprintf("scheme-%d", i+1), p.Scheme, "ESRS E1, paragraph 63", text(p.Scheme), e.given(path+"price", p.Currency+"/t CO2e").element(carbonPrice))
		for j, covered := range []*ghg.CO2e{p.Scope1, p.Scope2, p.Scope3} {
			scope := ghg.Scope(j + 1) //nolint:gosec // 1 to 3
			c, part := missing("missing: not stated"), missing("missing: not stated")
			if covered != nil {
				c = e.given(path+scope.String(), tonnesCO2e)
				part = share(c, e.scope(scope, ghg.MarketBased))
			}
			r.Cells = append(r.Cells, c, part)
		}
		r.Cells = append(r.Cells, text(p.Use))
		t.Rows = append(t.Rows, r)
	}
	if len(t.Rows) > 0 {
		return t
	}
	why := "missing: the report does not state internal carbon pricing"
	if e.Ledgers.Prices != nil {
		why = "none: there is no internal carbon pricing scheme"
	}
	r := row("scheme-none", "Internal carbon pricing scheme", "ESRS E1, paragraph 63")
	for range t.Columns {
		r.Cells = append(r.Cells, missing(why))
	}
	t.Rows = []Row{r}
	return t
}
