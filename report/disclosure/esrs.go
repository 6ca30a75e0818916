package disclosure

import (
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

// esrsRules is what the versions of ESRS E1 do not have in common.
type esrsRules struct {
	energy, emissions, removals, price string // the numbers of the disclosure requirements
	schemes                            string // of the row of emission trading
	perRevenue                         bool   // intensity per net revenue
	cloud                              bool   // the optional row of cloud computing in category 1
	valueChainBiogenic                 bool   // CO2 from biomass in scopes 2 and 3
	elements                           bool   // of the taxonomy
	unsure                             string // what of every table is unconfirmed
}

func esrsSet1() esrsRules {
	return esrsRules{
		energy: "E1-5", emissions: "E1-6", removals: "E1-7", price: "E1-8", schemes: "regulated emission trading schemes",
		perRevenue: true, cloud: true, valueChainBiogenic: true, elements: true,
	}
}

func esrsAmended() esrsRules {
	return esrsRules{
		energy: "E1-7", emissions: "E1-8", removals: "E1-9", price: "E1-10", schemes: "the EU ETS",
		unsure: "numbers and rows are second-hand, of a public list of criteria of C(2026) 5010; its text was not read, and its date of application is unconfirmed",
	}
}

// esrsEditions are ESRS E1 as adopted in 2023, which is asked for unless another is named, and as amended.
func esrsEditions() []Edition {
	return []Edition{{
		ID: "esrs-e1-set-1", Name: "ESRS E1 Climate change, set 1", Source: "Commission Delegated Regulation (EU) 2023/2772, annex I",
		Status: "in force. That the columns of the table of AR 48 for milestones are 2025, 2030 and 2050 is as known; its column % N / N-1 is second-hand",
		tables: func(s *source) ([]Table, error) { return esrsTables(s, esrsSet1()) },
	}, {
		ID: "esrs-e1-2026", Name: "ESRS E1 Climate change, amended", Source: "Commission Delegated Regulation C(2026) 5010, June 2026, after Directive (EU) 2026/470",
		Status: esrsAmended().unsure,
		tables: func(s *source) ([]Table, error) { return esrsTables(s, esrsAmended()) },
	}}
}

func esrsTables(s *source, rules esrsRules) ([]Table, error) {
	e := esrs{s, rules}
	if err := s.readUsed(); err != nil {
		return nil, err
	}
	list := []Table{e.energy(), e.production(), e.emissions(), e.split(), e.biogenic(), e.instruments(), e.valueChain(), e.statements()}
	if rules.perRevenue {
		list = append(list, e.intensity())
	}
	list = append(list, e.removed(), e.credits(), e.prices())
	for i := range list {
		list[i].Unsure = rules.unsure
		if !rules.elements {
			withoutElements(&list[i])
		}
	}
	return list, nil
}

// withoutElements removes the elements, where the taxonomy of an edition is not known.
func withoutElements(t *Table) {
	for i := range t.Rows {
		for j := range t.Rows[i].Cells {
			c := &t.Rows[i].Cells[j]
			c.Element, c.Members = "", nil
		}
	}
}

// sum returns the total of the results for which keep returns true; none is the reason of an empty cell.
func (s *source) sum(none string, keep func(ghg.Result) bool) Cell {
	var sum ghg.CO2e
	var of []int
	for ordinal, r := range ordered(s.Inventory) {
		if r.Counts() && keep(r) {
			sum = sum.Add(r.CO2e)
			of = append(of, ordinal)
		}
	}
	if len(of) == 0 {
		return missing(none)
	}
	return s.emitted(sum, report.OrdinalsOf(of...))
}

// esrs makes the tables of ESRS E1.
type esrs struct {
	*source
	rules esrsRules
}

func column(id, title string) Column { return Column{ID: id, Title: title} }

func row(id, label, source string, cells ...Cell) Row {
	return Row{ID: id, Label: label, Source: source, Cells: cells}
}

// readUsed reads the energy used of the results, once.
func (s *source) readUsed() error {
	if s.used != nil {
		return nil
	}
	used, err := mixOf(s.Report, ordered(s.Inventory))
	s.used = &used
	return err
}

// mwh returns the energy of some sources, after readUsed.
func (s *source) mwh(sources ...report.EnergySource) Cell {
	return s.used.cell(sources)
}

func (m *mix) cell(sources []report.EnergySource) Cell {
	mwh, of, why := m.of(sources)
	if why != "" {
		return missing(why)
	}
	if of.Len() == 0 {
		return missing("none: no result has energy of it")
	}
	names := make([]string, len(sources))
	for i, s := range sources {
		names[i] = s.String()
	}
	return Cell{Value: &mwh, Unit: "MWh", Measure: EnergyUse, Part: strings.Join(names, ", "), Of: of}
}

// energy is consumption and mix: paragraphs 37 and 38 and AR 34.
func (e *esrs) energy() Table {
	total := e.mwh(everySource...)
	t := Table{ID: e.rules.energy, Title: "Energy consumption and mix", Source: "ESRS E1, paragraphs 37 and 38, AR 34", Columns: []Column{column("value", e.Name())}}
	sectors := ""
	if e.Ledgers.HighImpact == nil {
		sectors = "required of activities in high climate impact sectors; the report does not state whether there are any"
	}
	for i, l := range []struct {
		id, label, source, element string
		of                         []report.EnergySource
		share                      string
	}{
		{"coal", "Fuel consumption from coal and coal products", "38(a)", fuelCoal, []report.EnergySource{report.Coal}, ""},
		{"oil", "Fuel consumption from crude oil and petroleum products", "38(b)", fuelOil, []report.EnergySource{report.CrudeOil}, ""},
		{"gas", "Fuel consumption from natural gas", "38(c)", fuelGas, []report.EnergySource{report.NaturalGas}, ""},
		{"other", "Fuel consumption from other fossil sources", "38(d)", fuelOther, []report.EnergySource{report.OtherFossil}, ""},
		{"purchased-fossil", "Purchased or acquired electricity, heat, steam or cooling from fossil sources", "38(e)", boughtFossil, []report.EnergySource{report.PurchasedFossil}, ""},
		{"fossil", "Total fossil energy consumption", "37(a)", energyFossil, fossilSources, shareFossil},
		{"nuclear", "Consumption from nuclear sources", "37(b)", energyNuclear, nuclearSources, shareNuclear},
		{"renewable-fuel", "Fuel consumption from renewable sources", "37(c)(i)", fuelRenewable, []report.EnergySource{report.RenewableFuel}, ""},
		{"purchased-renewable", "Purchased or acquired electricity, heat, steam and cooling from renewable sources", "37(c)(ii)", boughtRenewable, []report.EnergySource{report.PurchasedRenewable}, ""},
		{"own-renewable", "Self-generated non-fuel renewable energy", "37(c)(iii)", ownRenewable, []report.EnergySource{report.OwnRenewable}, ""},
		{"renewable", "Total renewable energy consumption", "37(c)", energyRenewable, renewableSources, shareRenewable},
		{"total", "Total energy consumption related to own operations", "37", energyTotal, everySource, ""},
	} {
		c := e.mwh(l.of...)
		if i < len(fossilSources) {
			c.Unsure = sectors
		}
		t.Rows = append(t.Rows, row(l.id, l.label, "ESRS E1, paragraph "+l.source, c.element(l.element)))
		if l.share != "" {
			t.Rows = append(t.Rows, row(l.id+"-share", "Share in total energy consumption: "+l.id, "ESRS E1, AR 34", share(c, total).element(l.share)))
		}
	}
	return t
}

// production is paragraphs 39 and 40 to 43.
func (e *esrs) production() Table {
	produced := func(what, element string) Cell {
		if e.Ledgers.Production == nil {
			return missing("missing: the report does not state energy production, and results tell only the energy that is used").element(element)
		}
		return e.given("ledgers/production/"+what, "MWh").element(element)
	}
	unstated := missing("missing: the report does not state activities in high climate impact sectors")
	per, revenue, ratio := unstated, unstated, unstated
	if h := e.Ledgers.HighImpact; h != nil {
		revenue = e.given("ledgers/high-impact/revenue", h.Revenue.Unit)
		per = e.mwhOf(h.Lines)
		ratio = quotient(per, revenue, "MWh/"+h.Revenue.Unit)
	}
	return Table{
		ID: e.rules.energy + "-production", Title: "Energy production, and energy intensity per net revenue", Source: "ESRS E1, paragraphs 39 to 43",
		Columns: []Column{column("value", e.Name())},
		Rows: []Row{
			row("non-renewable", "Non-renewable energy production", "ESRS E1, paragraph 39", produced(otherProduction, producedOther)),
			row("renewable", "Renewable energy production", "ESRS E1, paragraph 39", produced(renewableProduction, producedNew)),
			row("high-impact-energy", "Energy consumption of activities in high climate impact sectors", "ESRS E1, paragraph 41", per),
			row("high-impact-revenue", "Net revenue from these activities", "ESRS E1, paragraph 43", revenue),
			row("intensity", "Energy intensity of these activities per net revenue", "ESRS E1, paragraph 40", ratio.element(energyIntensity)),
		},
	}
}

// mwhOf returns the energy of the lines with some ids; nil is all.
func (e *esrs) mwhOf(ids []string) Cell {
	if ids == nil {
		return e.mwh(everySource...)
	}
	of := map[int]bool{}
	for ordinal, r := range ordered(e.Inventory) {
		of[ordinal] = slices.Contains(ids, r.ID)
	}
	return e.used.within(of).cell(everySource)
}

// milestones are the years of milestones in the table of AR 48.
var milestones = []int{2025, 2030, 2050}

// aims are the scopes or the category that a row of AR 48 is of; a target has a place in the row only if it covers just them.
func (p place) aims() targets.Covered {
	switch {
	case p.category != 0:
		return targets.Covered{Categories: []ghg.Category{p.category}}
	case p.scope != 0:
		return targets.Covered{Scopes: []ghg.Scope{p.scope}}
	}
	return targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3}}
}

// emissions is the table of AR 48: paragraphs 44, 48, 49, 51 and 52.
func (e *esrs) emissions() Table {
	t := Table{
		ID: e.rules.emissions, Title: "Gross scopes 1, 2, 3 and total GHG emissions", Source: "ESRS E1, paragraphs 44 to 52, AR 48",
		Columns: []Column{column("base", "Base year"), column("previous", "Comparative, N-1"), column("current", "N: "+e.Name()), column("ratio", "% N / N-1")},
		Methods: []ghg.Accounting{ghg.LocationBased, ghg.MarketBased},
	}
	for _, year := range milestones {
		t.Columns = append(t.Columns, column(strconv.Itoa(year), strconv.Itoa(year)))
	}
	t.Columns = append(t.Columns, column("yearly", "Annual % target / base year"))
	scope3 := place{scope: ghg.Scope3}
	t.Rows = append(t.Rows,
		e.year("1", "Gross scope 1 GHG emissions", "48(a)", place{scope: ghg.Scope1}, grossScope1),
		e.traded(),
		e.year("2-lb", "Gross location-based scope 2 GHG emissions", "49(a)", place{scope: ghg.Scope2, method: ghg.LocationBased}, grossScope2LB),
		e.year("2-mb", "Gross market-based scope 2 GHG emissions", "49(b)", place{scope: ghg.Scope2, method: ghg.MarketBased}, grossScope2MB),
		e.year("3", "Total gross indirect (scope 3) GHG emissions", "51", scope3, grossScope3),
	)
	parts := []string{}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		r := e.year("3-"+strconv.Itoa(int(c)), c.String(), "51, AR 46", place{scope: ghg.Scope3, category: c}, grossScope3)
		member, _ := CategoryMember(c)
		for i := range r.Cells {
			r.Cells[i].Members = append(r.Cells[i].Members, member)
		}
		t.Rows, parts = append(t.Rows, r), append(parts, r.ID)
		if c == ghg.PurchasedGoodsAndServices && e.rules.cloud {
			t.Rows = append(t.Rows, e.cloud(t.Columns))
		}
	}
	t.Rows = append(t.Rows,
		e.year("total-lb", "Total GHG emissions (location-based)", "52(a)", place{method: ghg.LocationBased}, totalLB),
		e.year("total-mb", "Total GHG emissions (market-based)", "52(b)", place{method: ghg.MarketBased}, totalMB),
	)
	t.Sums = []Sum{
		{Total: "3", Parts: parts, Column: "current"},
		{Total: "total-mb", Parts: []string{"1", "2-mb", "3"}, Column: "current"},
	}
	return e.byLocation(t)
}

// cloud is the optional row 1.1, which is a part of category 1.
func (e *esrs) cloud(columns []Column) Row {
	r := row("3-1-1", "Optional part of category 1: cloud computing and data centre services", "ESRS E1, AR 46, AR 48")
	for _, c := range columns {
		cell := missing("none: the part is shown for this year alone")
		switch l := e.Ledgers.Cloud; {
		case c.ID == "current" && l == nil:
			cell = missing("missing: the report does not state the lines of it; the row is optional")
		case c.ID == "current":
			cell = e.sum("none: no line of category 1 is for it", func(r ghg.Result) bool { return slices.Contains(l.IDs, r.ID) })
			cell = cell.element(grossScope3)
			cell.Members = []Member{cloudMember}
		}
		r.Cells = append(r.Cells, cell)
	}
	return r
}

// byLocation adds the sum of the location-based total. Where lines of category 3 count by one method of scope 2 only, scope 3 is
// another figure by each: then that by the location-based method is a row of its own.
func (e *esrs) byLocation(t Table) Table {
	scope3 := "3"
	if len(e.org.Category3By) > 0 {
		scope3 = "3-lb"
		r := row(scope3, "Scope 3 with the lines of category 3 that count by the location-based method", "ESRS E1, paragraph 51")
		for _, c := range t.Columns {
			cell := missing("none: it is shown for this year alone")
			if c.ID == "current" {
				cell = e.scope(ghg.Scope3, ghg.LocationBased)
			}
			r.Cells = append(r.Cells, cell)
		}
		t.Rows = append(t.Rows, r)
	}
	t.Sums = append(t.Sums, Sum{Total: "total-lb", Parts: []string{"1", "2-lb", scope3}, Column: "current"})
	return t
}

// year returns a row of the table of AR 48.
func (e *esrs) year(id, label, paragraph string, p place, element string) Row {
	base, previous, now := e.inBase(p), e.inLastYear(p), e.now(p)
	ratio := share(now, previous)
	base = base.element(element)
	base.Members, base.Period = []Member{baselineMember}, e.baseYear()
	previous = previous.element(element)
	if n := len(e.Years); n > 0 {
		previous.Period = e.Years[n-1].Period
	}
	r := row(id, label, "ESRS E1, paragraph "+paragraph, base, previous, now.element(element), ratio.unsure("that the column is N as a percentage of N-1 is second-hand"))
	target := slices.IndexFunc(e.Targets, func(t report.Target) bool { return e.covers(t, p) })
	for _, year := range milestones {
		r.Cells = append(r.Cells, e.milestone(target, year, element).unsure("the years of the columns are as known"))
	}
	r.Cells = append(r.Cells, e.yearly(target).unsure("that it is the reduction of the next milestone ÷ the years since the base year is unconfirmed"))
	return r
}

// baseYear returns the period of the base year, or none.
func (e *esrs) baseYear() ghg.Period {
	for _, y := range e.Years {
		if y.Label == e.Base {
			return y.Period
		}
	}
	return ghg.Period{}
}

// covers reports whether a target covers just what a row is of, by the method of its scope 2.
func (e *esrs) covers(t report.Target, p place) bool {
	aims := p.aims()
	scopes := slices.Sorted(slices.Values(t.Covered.Scopes))
	if t.Absolute.Base.Accounting != p.method && (p.scope == 0 || p.scope == ghg.Scope2) {
		return false
	}
	return slices.Equal(scopes, aims.Scopes) && slices.Equal(t.Covered.Categories, aims.Categories)
}

// milestone returns the emissions that a target allows in the year of one of its milestones.
func (e *esrs) milestone(target, year int, element string) Cell {
	if target < 0 {
		return missing("missing: no target is for just this row")
	}
	t := e.Targets[target].Absolute
	i := slices.IndexFunc(t.Milestones, func(m targets.Milestone) bool { return m.Year == year })
	if i < 0 {
		return missing(fmt.Sprintf("missing: the target has no milestone in %d", year))
	}
	c := e.given(fmt.Sprintf("targets/%d/goals/%d/target", target, i), tonnesCO2e)
	if !t.Base.Period.IsZero() {
		c = c.element(element)
		c.Members, c.Period = []Member{milestoneMember}, t.Base.Period.Shift(year-t.Base.Year)
	}
	return c
}

// yearly returns the reduction per year up to the next milestone of a target, in per cent of its base year.
func (e *esrs) yearly(target int) Cell {
	if target < 0 {
		return missing("missing: no target is for just this row")
	}
	t := e.Targets[target]
	next := len(t.Absolute.Milestones) - 1
	for i, m := range slices.Backward(t.Absolute.Milestones) {
		if m.Year >= t.Progress.Latest.Year {
			next = i
		}
	}
	return e.given(fmt.Sprintf("targets/%d/goals/%d/yearly", target, next), percent)
}

// traded is the share of scope 1 under emission trading schemes.
func (e *esrs) traded() Row {
	none := missing("missing: results of that year by scheme are not stated")
	now := missing("missing: the report does not state the lines under emission trading schemes")
	if l := e.Ledgers.Trading; l != nil {
		part := e.sum("none: no line of scope 1 is under such a scheme", func(r ghg.Result) bool { return r.Scope == ghg.Scope1 && slices.Contains(l.Lines, r.ID) })
		now = share(part, e.scope(ghg.Scope1, ghg.MarketBased))
	}
	r := row("1-traded", "Percentage of scope 1 GHG emissions from "+e.rules.schemes, "ESRS E1, paragraph 48(b)", none, none, now.element(shareTraded), missing("none: a ratio of percentages is not asked for"))
	for range milestones {
		r.Cells = append(r.Cells, missing("missing: no target is for just this row"))
	}
	r.Cells = append(r.Cells, missing("missing: no target is for just this row"))
	return r
}

// split is paragraph 50: the consolidated accounting group, and investees that are operationally controlled.
func (e *esrs) split() Table {
	t := Table{
		ID: e.rules.emissions + "-50", Title: "Scopes 1 and 2 by consolidation", Source: "ESRS E1, paragraphs 46 and 50",
		Columns: []Column{column("accounts", "Consolidated accounting group"), column("others", "Investees not fully consolidated, under operational control"), column("total", "Total")},
		Methods: []ghg.Accounting{ghg.LocationBased, ghg.MarketBased},
	}
	why := ""
	switch {
	case e.Ledgers.Group == nil:
		why = "missing: the report does not state the consolidation of the group"
	case e.org.Approach != inventory.OperationalControl:
		why = "missing: paragraph 46 takes 100 % of what is operationally controlled; the approach of the inventory is " + e.org.Approach.String()
	}
	for _, l := range []struct {
		id, label, element string
		p                  place
	}{
		{"1", "Gross scope 1 GHG emissions", grossScope1, place{scope: ghg.Scope1}},
		{"2-lb", "Gross location-based scope 2 GHG emissions", grossScope2LB, place{scope: ghg.Scope2, method: ghg.LocationBased}},
		{"2-mb", "Gross market-based scope 2 GHG emissions", grossScope2MB, place{scope: ghg.Scope2, method: ghg.MarketBased}},
	} {
		r := row(l.id, l.label, "ESRS E1, paragraph 50")
		for _, of := range []struct {
			name   string
			member Member
		}{{"accounts", accountsMember}, {"others", othersMember}} {
			c := missing(why)
			if why == "" {
				c = e.ofGroup(of.name, l.p).element(l.element)
				c.Members = []Member{of.member}
			}
			r.Cells = append(r.Cells, c)
		}
		r.Cells = append(r.Cells, e.now(l.p))
		t.Rows = append(t.Rows, r)
	}
	return t
}

// biogenic is CO2 from biomass, apart from the scopes.
func (e *esrs) biogenic() Table {
	t := Table{
		ID: e.rules.emissions + "-biogenic", Title: "Biogenic CO2 apart from the scopes; its CH4 and N2O are in them", Source: "ESRS E1, AR 43(c), AR 45(e), AR 46(j)",
		Columns: []Column{column("value", e.Name())},
		Rows:    []Row{row("1", "Biogenic CO2 not included in scope 1", "ESRS E1, AR 43(c)", e.source.biogenic(ghg.MarketBased, ofScope(ghg.Scope1)).element(biogenicScope1))},
	}
	if !e.rules.valueChainBiogenic {
		return t
	}
	lb, mb := e.source.biogenic(ghg.LocationBased, ofScope(ghg.Scope2)), e.source.biogenic(ghg.MarketBased, ofScope(ghg.Scope2))
	if lb.Value != nil && mb.Value != nil && lb.Value.Equal(*mb.Value) {
		lb = lb.element(biogenicScope2) // by which method the element is, is not known
	}
	t.Rows = append(t.Rows,
		row("2-lb", "Biogenic CO2 not included in scope 2, location-based", "ESRS E1, AR 45(e)", lb),
		row("2-mb", "Biogenic CO2 not included in scope 2, market-based", "ESRS E1, AR 45(e)", mb),
		row("3", "Biogenic CO2 in the value chain not included in scope 3", "ESRS E1, AR 46(j)", e.source.biogenic(ghg.MarketBased, ofScope(ghg.Scope3)).element(biogenicScope3)),
	)
	return t
}

// bundles are the kinds of contractual instrument with power and attributes in one contract.
var bundles = []ghg.InstrumentKind{ghg.PhysicalPPA, ghg.BundledContract, ghg.GreenTariff, ghg.SupplierMenu}

// instruments is AR 45(d): bought energy by type of contractual instrument.
func (e *esrs) instruments() Table {
	t := Table{
		ID: e.rules.emissions + "-instruments", Title: "Contractual instruments of scope 2, by type", Source: "ESRS E1, AR 45(d)",
		Columns: []Column{column("mwh", "Energy"), column("share", "Share of bought energy"), column("bundled", "Bundled with attributes")},
	}
	all := e.source.energy("bought", nil)
	for kind := ghg.Certificate; kind.Valid(); kind++ {
		mwh := e.source.energy("kind:"+kind.String(), nil)
		if mwh.Value == nil {
			continue
		}
		bundled := "unbundled energy attribute claim"
		if slices.Contains(bundles, kind) {
			bundled = "bundled"
		}
		t.Rows = append(t.Rows, row("kind-"+kind.String(), kind.String(), "ESRS E1, AR 45(d)", mwh, share(mwh, all), text(bundled)))
	}
	unsure := "that the share is one of energy, and not of emissions, is unconfirmed: power of instruments emits little or nothing"
	for i := range t.Rows {
		t.Rows[i].Cells[1].Unsure = unsure
	}
	if len(t.Rows) == 0 {
		none := missing("none: no market-based result uses a contractual instrument")
		t.Rows = []Row{row("kind-none", "Contractual instruments", "ESRS E1, AR 45(d)", none, none, none)}
	}
	return t
}

// valueChain is AR 46(g) to (i): the share of primary data, and the categories with their status.
func (e *esrs) valueChain() Table {
	t := Table{
		ID: e.rules.emissions + "-scope-3", Title: "Scope 3: data, boundaries and excluded categories", Source: "ESRS E1, AR 46(g) to (i)",
		Columns: []Column{column("value", "Value"), column("status", "Status and reason")},
		Rows: []Row{row("primary", "Percentage of scope 3 calculated using primary data from suppliers or other value chain partners", "ESRS E1, AR 46(g)",
			e.primary(0).element(sharePrimary), text("data specific to the activity, Scope 3 Standard, table 7.3"))},
	}
	for _, c := range e.coverage {
		if c.Category != 0 {
			t.Rows = append(t.Rows, row("3-"+strconv.Itoa(int(c.Category)), c.Category.String(), "ESRS E1, AR 46(h), (i)", e.category(c.Category, ghg.MarketBased), text(c.String())))
		}
	}
	return t
}

// statements is what is stated in words around the table.
func (e *esrs) statements() Table {
	gwp := e.Inventory.GWP()
	years := "none: every entity has the reporting year of the organisation"
	if len(e.org.Years) > 0 {
		list := make([]string, 0, len(e.org.Years))
		for entity, year := range e.org.Years {
			list = append(list, entity+": "+year.String())
		}
		slices.Sort(list)
		years = strings.Join(list, "; ")
	}
	latest := text("global warming potentials of " + gwp)
	if gwp != ghg.AR6().Name() {
		latest = text("global warming potentials of " + gwp + ", which are not those of the latest report of the IPCC, AR6")
	}
	return Table{
		ID: e.rules.emissions + "-statements", Title: "Methods and boundaries", Source: "ESRS E1, AR 39, AR 42, AR 46", Columns: []Column{column("value", e.Name())},
		Rows: []Row{
			row("approach", "Consolidation approach", "ESRS E1, paragraph 46", text(e.org.Approach.String())),
			row("gwp", "Global warming potentials", "ESRS E1, AR 39(d), AR 42(c)", latest),
			row("factors", "Sets of emission factors", "ESRS E1, AR 39(b)", orMissing(strings.Join(e.sets, ", "), "none: no result uses a factor")),
			row("methods", "Methodologies and assumptions", "ESRS E1, AR 39(b)", orMissing(e.Stated[report.Methodologies], "missing: not stated")),
			row("changes", "Changes in what is reported", "ESRS E1, paragraph 47", orMissing(e.Stated[report.ChangesOfMeasuring], "missing: not stated")),
			row("years", "Reporting periods in the value chain and the group that differ", "ESRS E1, AR 42(c)", text(years)),
		},
	}
}

// intensity is paragraphs 53 to 55.
func (e *esrs) intensity() Table {
	t := Table{
		ID: e.rules.emissions + "-intensity", Title: "GHG intensity per net revenue", Source: "ESRS E1, paragraphs 53 to 55, AR 55",
		Columns: []Column{column("value", e.Name())},
	}
	why := missing("missing: the report does not state net revenue")
	lb, mb, used, other, statement := why, why, why, why, why
	if e.Revenue != nil {
		if _, err := intensity.PerNetRevenue(e.Inventory, *e.Revenue); err != nil {
			lb, mb = missing(reason(err)), missing(reason(err))
		}
		used, other, statement = e.given("revenue/used", e.Revenue.Unit), e.given("revenue/other", e.Revenue.Unit), e.given("revenue/statement", e.Revenue.Unit)
		if lb.Missing == why.Missing {
			lb, mb = quotient(e.total(ghg.LocationBased), used, "t CO2e/"+e.Revenue.Unit), quotient(e.total(ghg.MarketBased), used, "t CO2e/"+e.Revenue.Unit)
		}
		t.Sums = []Sum{{Total: "statement", Parts: []string{"used", "other"}}}
	}
	t.Rows = []Row{
		row("total-lb", "Total GHG emissions (location-based)", "ESRS E1, paragraph 52(a)", e.total(ghg.LocationBased)),
		row("total-mb", "Total GHG emissions (market-based)", "ESRS E1, paragraph 52(b)", e.total(ghg.MarketBased)),
		row("lb", "GHG intensity, location-based, per net revenue", "ESRS E1, paragraph 53", lb.element(intensityLB)),
		row("mb", "GHG intensity, market-based, per net revenue", "ESRS E1, paragraph 53", mb.element(intensityMB)),
		row("used", "Net revenue used to calculate GHG intensity", "ESRS E1, AR 55(b)", used.element(revenueUsed)),
		row("other", "Net revenue other than that", "ESRS E1, AR 55(b)", other.element(revenueOther)),
		row("statement", "Total net revenue of the financial statements", "ESRS E1, AR 55(b)", statement.element(revenueAll)),
	}
	return t
}
