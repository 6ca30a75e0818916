package disclosure

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/report"
)

// ifrsEditions are IFRS S2 and the standard of Japan's SSBJ with the same content. No cell has an element: the names of the
// taxonomy of the IFRS standards (ifrs-sds) are in no text that was read.
func ifrsEditions() []Edition {
	return []Edition{{
		ID: "ifrs-s2-2023", Name: "IFRS S2 Climate-related Disclosures", Source: "ISSB, June 2023, with the amendments of 11 December 2025",
		Status: "paragraphs 29(a) and 29(f) were read, the paragraphs of appendix B and 33 to 36 are as known. The amendments are effective 1 January 2027, and may be used before",
		tables: func(s *source) ([]Table, error) { return s.ifrs("IFRS S2"), nil },
	}, {
		ID: "ssbj-2025", Name: "SSBJ Climate-related Disclosures Standard (気候基準)", Source: "SSBJ, 5 March 2025; the paragraphs are those of IFRS S2",
		Status: "of the same content as IFRS S2; mandatory for companies of the Prime Market of JPY 3 trillion or more from the year that ends in March 2027, of 1 trillion from 2028, of 500 billion from 2029. That figures of the SHK system of another period may be used is unconfirmed",
		tables: func(s *source) ([]Table, error) { return s.ifrs("IFRS S2 (SSBJ)"), nil },
	}}
}

func (s *source) ifrs(standard string) []Table {
	list := []Table{s.ifrsEmissions(), s.ifrsSplit(), s.ifrsApproach(), s.ifrsData(), s.ifrsPrices(), s.ifrsTargets()}
	for i := range list {
		list[i].Source = standard + ", " + list[i].Source
		for j := range list[i].Rows {
			list[i].Rows[j].Source = standard + ", " + list[i].Rows[j].Source
		}
	}
	return list
}

// ifrsEmissions is paragraph 29(a)(i), (v) and (vi).
func (s *source) ifrsEmissions() Table {
	t := Table{
		ID: "29a", Title: "Absolute gross greenhouse gas emissions", Source: "paragraph 29(a)(i), (v) and (vi)",
		Columns: []Column{column("current", s.Name()), column("previous", "Comparative")}, Methods: []ghg.Accounting{ghg.LocationBased},
	}
	add := func(id, label, source string, p place) {
		t.Rows = append(t.Rows, row(id, label, source, s.now(p), s.inLastYear(p)))
	}
	add("1", "Scope 1", "paragraph 29(a)(i)(1), B19 to B22", place{scope: ghg.Scope1})
	add("2-lb", "Scope 2, location-based", "paragraph 29(a)(i)(2) and (v), B30", place{scope: ghg.Scope2, method: ghg.LocationBased})
	market := place{scope: ghg.Scope2, method: ghg.MarketBased}
	t.Rows = append(t.Rows, row("2-mb", "Scope 2 by contractual instruments, market-based", "paragraph 29(a)(v), B31", s.now(market), s.inLastYear(market)))
	for _, l := range []struct{ id, label, part string }{
		{"2-instruments", "Energy covered by contractual instruments", "source:" + ghg.ByInstrument.String()},
		{"2-energy", "Bought energy", "bought"},
	} {
		t.Rows = append(t.Rows, row(l.id, l.label, "paragraph 29(a)(v), B31", s.energy(l.part, nil), missing("none: it is shown for this year alone")))
	}
	add("3", "Scope 3", "paragraph 29(a)(i)(3)", place{scope: ghg.Scope3})
	parts := []string{}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		id := "3-" + strconv.Itoa(int(c))
		parts = append(parts, id)
		add(id, "Scope 3, "+c.String(), "paragraph 29(a)(vi)(1), B32", place{scope: ghg.Scope3, category: c})
	}
	t.Sums = []Sum{{Total: "3", Parts: parts, Column: "current"}}
	return t
}

// ifrsSplit is paragraph 29(a)(iv).
func (s *source) ifrsSplit() Table {
	t := Table{
		ID: "29a-iv", Title: "Scopes 1 and 2 of the consolidated accounting group and of other investees", Source: "paragraph 29(a)(iv)",
		Columns: []Column{column("accounts", "Consolidated accounting group"), column("others", "Other investees"), column("total", "Total")}, Methods: []ghg.Accounting{ghg.LocationBased},
	}
	for _, l := range []struct {
		id, label string
		p         place
	}{
		{"1", "Scope 1", place{scope: ghg.Scope1}},
		{"2-lb", "Scope 2, location-based", place{scope: ghg.Scope2, method: ghg.LocationBased}},
	} {
		r := row(l.id, l.label, "paragraph 29(a)(iv)")
		for _, of := range []string{"accounts", "others"} {
			r.Cells = append(r.Cells, s.ofGroup(of, l.p))
		}
		r.Cells = append(r.Cells, s.now(l.p))
		t.Rows = append(t.Rows, r)
	}
	return t
}

// ifrsApproach is paragraph 29(a)(ii) and (iii) in words.
func (s *source) ifrsApproach() Table {
	of := map[bool]string{true: "of the latest report of the IPCC, AR6", false: "not those of the latest report of the IPCC, AR6: B21 and B22 ask for them, but for a jurisdictional requirement"}
	gwp := s.Inventory.GWP()
	left := make([]string, 0, len(s.org.Excluded))
	for _, e := range s.org.Excluded {
		left = append(left, e.String())
	}
	limited := s.stated(report.LimitOfInvestments)
	if c := s.category(ghg.Investments, ghg.MarketBased); c.Value == nil && limited.Text == "" {
		limited = missing(c.Missing)
	}
	return Table{
		ID: "29a-iii", Title: "Measurement approach, inputs and assumptions", Source: "paragraph 29(a)(ii) and (iii)", Columns: []Column{column("value", s.Name())},
		Rows: []Row{
			row("protocol", "Standard of measurement", "paragraph 29(a)(ii), B23 to B25", text("Greenhouse Gas Protocol")),
			row("jurisdiction", "Method that a jurisdictional authority or an exchange requires", "paragraph 29(a)(ii), B24", s.jurisdiction()),
			row("approach", "Measurement approach", "paragraph 29(a)(iii)(1), B26, B27", text(s.org.Approach.String())),
			row("inputs", "Inputs: sets of emission factors", "paragraph 29(a)(iii)(1), B26, B29", orMissing(strings.Join(s.sets, ", "), "none: no result uses a factor")),
			row("assumptions", "Assumptions, and the reason for the approach", "paragraph 29(a)(iii)(2), B26", orMissing(s.Stated[report.Methodologies], "missing: not stated")),
			row("changes", "Changes to the approach, inputs and assumptions, and why", "paragraph 29(a)(iii)(3), B26", orMissing(s.Stated[report.ChangesOfMeasuring], "missing: not stated")),
			row("gwp", "Global warming potentials", "B21, B22", text(gwp+", "+of[gwp == ghg.AR6().Name()])),
			row("excluded", "What is excluded, and why", "paragraph 29(a), B20", orMissing(strings.Join(left, "; "), "none: nothing is excluded")),
			row("category-15", "Limit of category 15 to financed emissions, and what it leaves out", "amendments of 11 December 2025", limited),
		},
	}
}

// jurisdiction names the statutory report beside the inventory, which is another method.
func (s *source) jurisdiction() Cell {
	if rep := s.Ledgers.SHK; rep != nil {
		return text("the company reports in Japan's SHK system too, by " + rep.Edition.Name + "; the figures here are not those")
	}
	return missing("none: no jurisdictional method is used")
}

// ifrsData is B56: the shares of scope 3 by its data.
func (s *source) ifrsData() Table {
	return Table{
		ID: "B56", Title: "Scope 3 measurement framework", Source: "B38 to B57", Columns: []Column{column("value", s.Name())},
		Rows: []Row{
			row("primary", "Scope 3 measured with inputs from specific activities in the value chain", "B56(a)", s.primary(0)),
			row("verified", "Scope 3 measured with inputs that are verified", "B56(b)", s.verified()),
		},
	}
}

// verified returns the share of scope 3 of the lines whose inputs are stated to be verified.
func (s *source) verified() Cell {
	l := s.Ledgers.Verified
	if l == nil {
		return missing("missing: the report does not state the lines whose inputs are verified")
	}
	part := s.sum("none: no line of scope 3 has verified inputs", func(r ghg.Result) bool {
		return slices.Contains(l.IDs, r.ID) && (r.Category != ghg.FuelAndEnergyRelatedActivities || s.org.Category3By[r.ID] != ghg.LocationBased)
	})
	return share(part, s.scope(ghg.Scope3, ghg.MarketBased))
}

// ifrsPrices is paragraph 29(f).
func (s *source) ifrsPrices() Table {
	t := Table{
		ID: "29f", Title: "Internal carbon prices", Source: "paragraph 29(f)", Columns: []Column{column("price", "Price"), column("use", "Whether and how it is used")},
	}
	for i, p := range s.Ledgers.Prices {
		t.Rows = append(t.Rows, row(fmt.Sprintf("scheme-%d", i+1), p.Scheme, "paragraph 29(f)", s.given(fmt.Sprintf("ledgers/prices/%d/price", i), p.Currency+"/t CO2e"), text(p.Use)))
	}
	if len(t.Rows) == 0 {
		why := "missing: the report does not state internal carbon prices"
		if s.Ledgers.Prices != nil {
			why = "none: no carbon price is used"
		}
		t.Rows = []Row{row("scheme-none", "Internal carbon price", "paragraph 29(f)", missing(why), orMissing(s.Stated[report.CarbonPricing], why))}
	}
	return t
}

// ifrsTargets is paragraphs 33 to 36, as far as the report has them.
func (s *source) ifrsTargets() Table {
	t := Table{ID: "33-36", Title: "Climate-related targets", Source: "paragraphs 33 to 36"}
	for i := range s.Targets {
		t.Columns = append(t.Columns, column(fmt.Sprintf("target-%d", i+1), s.Targets[i].Absolute.Name))
	}
	if len(s.Targets) == 0 {
		t.Columns = []Column{column("target-none", "Target")}
	}
	each := func(id, label, source string, of func(i int, target report.Target) Cell) {
		r := row(id, label, source)
		for i, target := range s.Targets {
			r.Cells = append(r.Cells, of(i, target))
		}
		if len(s.Targets) == 0 {
			r.Cells = []Cell{missing("missing: the report has no target")}
		}
		t.Rows = append(t.Rows, r)
	}
	each("metric", "Metric", "paragraph 33(a)", func(int, report.Target) Cell { return text("absolute gross emissions, t CO2e") })
	words := func(id, label, source string, of func(report.TargetStatement) string) {
		each(id, label, source, func(_ int, target report.Target) Cell { return orMissing(of(target.Stated), "missing: not stated") })
	}
	words("objective", "Objective", "paragraph 33(b)", func(stated report.TargetStatement) string { return stated.Objective })
	each("coverage", "Scopes and categories that are covered", "paragraphs 33(c), 36(a) and (b)", func(_ int, target report.Target) Cell { return text(coveredBy(target)) })
	each("base-year", "Base year", "paragraph 33(e)", func(_ int, target report.Target) Cell { return text(strconv.Itoa(target.Absolute.Base.Year)) })
	each("base", "Emissions of the base year", "paragraph 33(e)", func(i int, _ report.Target) Cell { return s.given(fmt.Sprintf("targets/%d/base", i), tonnesCO2e) })
	most := 0
	for _, target := range s.Targets {
		most = max(most, len(target.Absolute.Milestones))
	}
	for m := range most {
		each(fmt.Sprintf("milestone-%d", m+1), fmt.Sprintf("Milestone or target %d: year", m+1), "paragraph 33(d) and (f)", func(_ int, target report.Target) Cell {
			if m >= len(target.Absolute.Milestones) {
				return missing("none: the target has no further milestone")
			}
			return text(strconv.Itoa(target.Absolute.Milestones[m].Year))
		})
		each(fmt.Sprintf("milestone-%d-gross", m+1), fmt.Sprintf("Milestone or target %d: gross emissions", m+1), "paragraphs 33(g), 36(c)", func(i int, target report.Target) Cell {
			if m >= len(target.Absolute.Milestones) {
				return missing("none: the target has no further milestone")
			}
			return s.given(fmt.Sprintf("targets/%d/goals/%d/target", i, m), tonnesCO2e)
		})
	}
	each("reported", "Emissions of the latest year, gross", "paragraph 35", func(i int, _ report.Target) Cell { return s.given(fmt.Sprintf("targets/%d/reported", i), tonnesCO2e) })
	words("agreement", "How the latest international agreement informed it", "paragraph 33(h)", func(stated report.TargetStatement) string { return stated.Agreement })
	words("validation", "Validation by a third party", "paragraph 34(a)", func(stated report.TargetStatement) string { return stated.Validation })
	words("review", "How it is reviewed", "paragraph 34(b)", func(stated report.TargetStatement) string { return stated.Review })
	words("sectoral", "Sectoral decarbonisation approach", "paragraph 36(d)", func(stated report.TargetStatement) string { return stated.Sectoral })
	each("net", "Net target, beside the gross one", "paragraph 36(c)", func(i int, target report.Target) Cell {
		if target.Stated.Net == nil {
			return missing("missing: not stated; the gross target is shown, and nothing is netted")
		}
		return s.given(fmt.Sprintf("targets/%d/net", i), tonnesCO2e)
	})
	each("credits", "Credits planned to be used, in all", "paragraph 36(e)", func(int, report.Target) Cell { return s.planned() })
	each("credits-kind", "Schemes and types of the credits planned", "paragraph 36(e)(ii) and (iii)", func(int, report.Target) Cell { return s.plannedKinds() })
	return t
}

func coveredBy(target report.Target) string {
	var list []string
	for _, s := range target.Covered.Scopes {
		list = append(list, s.String())
	}
	for _, c := range target.Covered.Categories {
		list = append(list, c.String())
	}
	if a := target.Absolute.Base.Accounting; a != 0 {
		list = append(list, "scope 2 "+a.String())
	}
	return strings.Join(list, ", ")
}

func (s *source) planned() Cell {
	if s.Ledgers.Credits == nil {
		return missing("missing: the report does not state carbon credits")
	}
	return s.given("ledgers/credits/planned", tonnesCO2e)
}

func (s *source) plannedKinds() Cell {
	if s.Ledgers.Credits == nil {
		return missing("missing: the report does not state carbon credits")
	}
	var list []string
	for _, c := range s.Ledgers.Credits {
		if c.Planned {
			list = append(list, c.Standard+": "+c.Kind.String())
		}
	}
	slices.Sort(list)
	return orMissing(strings.Join(slices.Compact(list), "; "), "none: no credits are planned")
}
