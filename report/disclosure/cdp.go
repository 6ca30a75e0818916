package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/report"
)

// cdpNumbers are the numbers of the questions in an edition, and which of them are confirmed.
type cdpNumbers struct {
	name                                          string
	base, scope1, scope2, exclusions, scope3      string
	pastYears, biogenic, intensities, gases       string
	countries1, divisions1, facilities1, methods1 string
	countries2, divisions2, facilities2, methods2 string
	change, reasons, group, energy                string
	absolute, perOutput, portfolio                string
	lowCarbon, other, netZero, credits            string
	confirmed                                     []string
	unsure                                        string // of the others
}

func cdpEditions() []Edition {
	old := cdpNumbers{
		name: "CDP Climate Change 2023", base: "C5.2", scope1: "C6.1", scope2: "C6.3", exclusions: "C6.4", scope3: "C6.5", biogenic: "C6.7a", intensities: "C6.10", gases: "C7.1a",
		countries1: "C7.2", divisions1: "C7.3a", facilities1: "C7.3b", methods1: "C7.3c", countries2: "C7.5", divisions2: "C7.6a", facilities2: "C7.6b", methods2: "C7.6c",
		change: "C7.9", reasons: "C7.9a", energy: "C8.2a", absolute: "C4.1a", perOutput: "C4.1b", lowCarbon: "C4.2a", other: "C4.2b",
		confirmed: []string{"C6.1", "C6.3", "C6.4", "C6.5", "C6.10", "C7.1a", "C7.2", "C7.5", "C7.9a"}, unsure: "the number of the question is from general knowledge",
	}
	next := cdpNumbers{
		name: "CDP Corporate Questionnaire 2024, module 7", base: "7.5", scope1: "7.6", scope2: "7.7", exclusions: "7.4.1", scope3: "7.8", pastYears: "7.8.1", biogenic: "7.12", intensities: "7.45", gases: "7.15.1",
		countries1: "7.16", divisions1: "7.17.1", facilities1: "7.17.2", methods1: "7.17.3", divisions2: "7.20.1", facilities2: "7.20.2", methods2: "7.20.3",
		change: "7.10", reasons: "7.10.1", group: "7.22", energy: "7.30.1", absolute: "7.53.1", perOutput: "7.53.2", portfolio: "7.53.4", lowCarbon: "7.54.1", other: "7.54.2", netZero: "7.54.3", credits: "7.79",
		confirmed: []string{"7.6", "7.7", "7.8", "7.10", "7.15.1", "7.17.3", "7.20.3", "7.53.2", "7.53.4", "7.54.1", "7.54.2"}, unsure: "the number of the question is from general knowledge; CDP's own text was not at hand",
	}
	return []Edition{
		{
			ID: "cdp-2023", Name: old.name, Source: "CDP Climate Change Questionnaire 2023, modules C4 to C8",
			Status: "Until 2023. The numbers of questions are as listed; the wording of rows is from general knowledge and unconfirmed.", tables: old.tables,
		},
		{
			ID: "cdp-2024", Name: next.name, Source: "CDP Corporate Questionnaire, module 7 (environmental performance, climate change)",
			Status: "From 2024. The texts of some questions were read in a copy by a software vendor; the others, and all rows, are unconfirmed and marked.", tables: next.tables,
		},
	}
}

func (n cdpNumbers) tables(s *source) ([]Table, error) {
	if err := s.readUsed(); err != nil {
		return nil, err
	}
	site := func(l inventory.Labels) string { return l.Site }
	entity := func(l inventory.Labels) string { return l.Entity }
	method := func(l inventory.Labels) string { return string(l.Method) }
	one, two := divided{ghg.Scope1, mkt}, []divided{{ghg.Scope2, loc}, {ghg.Scope2, mkt}}
	titles := map[divided]string{one: "Scope 1", two[0]: "Scope 2, location-based", two[1]: "Scope 2, market-based"}
	split := func(id, title string, label func(inventory.Labels) string, empty string, columns ...divided) *Table {
		if id == "" {
			return nil
		}
		t := newTable(id, title, n.source(id))
		for i, d := range columns {
			t.Columns = append(t.Columns, Column{fmt.Sprintf("column %d", i+1), titles[d]})
		}
		return s.byLabel(t, label, empty, columns...)
	}
	inCountries1 := []divided{one}
	if n.countries2 == "" { // one question for both scopes
		inCountries1 = append(inCountries1, two...)
	}
	const nowhere = "not known: the lines use no factor that names a country"
	tables := finished(
		s.targetsTable(n.absolute, "Absolute emissions targets", n.source(n.absolute)),
		n.perOutputTable(s), n.portfolioTable(s), n.renewableTarget(s), n.otherTable(s), n.wordsTable(n.netZero, "Net-zero targets", "missing: the report holds no net-zero target; CDP asks for no percentage of it"),
		n.baseTable(s), n.scope1Table(s), n.scope2Table(s), n.exclusionTable(s), n.scope3Table(s), n.pastTable(s), n.changeTable(s), n.reasonTable(s), n.biogenicTable(s), n.gasTable(s),
		split(n.countries1, "Emissions by country, of the factors used", countries, nowhere, inCountries1...),
		split(n.divisions1, "Scope 1 by business division: entities of the organisation", entity, "no entity stated", one),
		s.located(split(n.facilities1, "Scope 1 by facility", site, "no site stated", one)),
		split(n.methods1, "Scope 1 by activity: the method of calculation", method, "no method", one),
		split(n.countries2, "Scope 2 by country, of the factors used", countries, nowhere, two...),
		split(n.divisions2, "Scope 2 by business division: entities of the organisation", entity, "no entity stated", two...),
		split(n.facilities2, "Scope 2 by facility", site, "no site stated", two...),
		split(n.methods2, "Scope 2 by activity: the method of calculation", method, "no method", two...),
		n.groupTable(s), n.energyTable(s), s.intensityTable(n.intensities, "Emissions intensities", n.source(n.intensities)),
		n.creditTable(s),
	)
	for i := range tables {
		if !slices.Contains(n.confirmed, tables[i].ID) {
			tables[i].Unsure = n.unsure
		}
	}
	return tables, nil
}

func (n cdpNumbers) source(id string) string { return n.name + ", question " + id }

func (n cdpNumbers) wordsTable(id, title, why string) *Table {
	if id == "" {
		return nil
	}
	return newTable(id, title, n.source(id), "answer", "Answer").add("answer", title, missing(why))
}

// baseTable has the base year per scope and category.
func (n cdpNumbers) baseTable(s *source) *Table {
	t := newTable(n.base, "Base year and base year emissions", n.source(n.base), "label", "Base year", "co2e", "Base year emissions", "text", "Methodological details")
	why := s.stated(report.WhyBaseYear)
	t.add("scope1", "Scope 1", s.baseYear(), s.inBase(place{scope: ghg.Scope1}), why)
	t.add("location", "Scope 2, location-based", s.baseYear(), s.inBase(place{scope: ghg.Scope2, method: loc}), why)
	t.add("market", "Scope 2, market-based", s.baseYear(), s.inBase(place{scope: ghg.Scope2, method: mkt}), why)
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		t.add(fmt.Sprintf("category %d", int(c)), "Scope 3 "+c.String(), s.baseYear(), s.inBase(place{scope: ghg.Scope3, category: c}), nothing())
	}
	return t
}

func (n cdpNumbers) scope1Table(s *source) *Table {
	t := newTable(n.scope1, "Gross global Scope 1 emissions", n.source(n.scope1), "co2e", "Gross global Scope 1 emissions")
	return n.years(s, t, place{scope: ghg.Scope1})
}

func (n cdpNumbers) scope2Table(s *source) *Table {
	t := newTable(n.scope2, "Gross global Scope 2 emissions", n.source(n.scope2), "location", "Scope 2, location-based", "market", "Scope 2, market-based")
	t.Methods = both()
	return n.years(s, t, place{scope: ghg.Scope2, method: loc}, place{scope: ghg.Scope2, method: mkt})
}

// years adds the reporting year and the earlier ones, the latest first.
func (n cdpNumbers) years(s *source, t *Table, places ...place) *Table {
	cells := make([]Cell, len(places))
	for i, p := range places {
		cells[i] = s.now(p)
	}
	t.add("year", "Reporting year, "+s.Name(), cells...)
	for i := len(s.Years) - 1; i >= 0; i-- {
		past := make([]Cell, len(places))
		for k, p := range places {
			past[k] = s.inYear(i, p)
		}
		t.add(fmt.Sprintf("past %d", len(s.Years)-i), fmt.Sprintf("Past year %d, %s", len(s.Years)-i, s.Years[i].Label), past...)
	}
	return t
}

// exclusionTable lists the exclusions, with the share of the total that CDP asks for.
func (n cdpNumbers) exclusionTable(s *source) *Table {
	t := exclusionsTable(s)
	t.ID, t.Title, t.Source = n.exclusions, "Exclusions from the inventory", n.source(n.exclusions)
	return t
}

// scope3Table has the fifteen categories and the other ones.
func (n cdpNumbers) scope3Table(s *source) *Table {
	t := newTable(n.scope3, "Gross global Scope 3 emissions", n.source(n.scope3),
		"status", "Evaluation status", "co2e", "Emissions in the reporting year", "method", "Emissions calculation methodology", "primary", "From data of suppliers or value chain partners", "text", "Explanation")
	var parts []string
	for _, c := range s.coverage {
		if c.Category == 0 {
			continue
		}
		id := fmt.Sprintf("category %d", int(c.Category))
		parts = append(parts, id)
		co2e := s.category(c.Category, mkt)
		methods := strings.Join(s.values(func(l inventory.Labels) (string, bool) { return string(l.Method), l.Category == c.Category }), ", ")
		t.add(id, c.Category.Name(), evaluation(c), co2e, beside(co2e, orMissing(methods, nothingHere)), beside(co2e, s.primary(c.Category)), statusOf(c))
	}
	for _, other := range []string{"Other (upstream)", "Other (downstream)"} {
		t.add(other, other, nothing(), missing("n/a: the inventory's scope 3 has the fifteen categories"), nothing(), nothing(), nothing())
	}
	t.add("total", "Scope 3", nothing(), s.scope(ghg.Scope3, mkt), nothing(), s.primary(0), nothing())
	return t.sumIn("co2e", "total", parts...)
}

// evaluation returns CDP's status of a category. Whether an excluded or missing one is relevant is for the organisation to say.
func evaluation(c inventory.Coverage) Cell {
	switch c.Status {
	case inventory.Calculated, inventory.Reported, inventory.Partly:
		return text("Relevant, calculated").unsure("the inventory has figures; that the category is relevant is taken from that")
	case inventory.NotApplicable:
		return text("Not relevant, explanation provided")
	case inventory.Excluded:
		return missing("missing: it is excluded; whether it is relevant is for the organisation to state")
	}
	return missing("missing: not evaluated, or not stated")
}

// pastTable has scope 3 of earlier years.
func (n cdpNumbers) pastTable(s *source) *Table {
	if n.pastYears == "" || len(s.Years) == 0 {
		return nil
	}
	t := newTable(n.pastYears, "Scope 3 in past years", n.source(n.pastYears))
	places := make([]place, 0, int(ghg.Investments))
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		t.Columns = append(t.Columns, Column{fmt.Sprintf("category %d", int(c)), c.String()})
		places = append(places, place{scope: ghg.Scope3, category: c})
	}
	for i := len(s.Years) - 1; i >= 0; i-- {
		cells := make([]Cell, len(places))
		for k, p := range places {
			cells[k] = s.inYear(i, p)
		}
		t.add(fmt.Sprintf("past %d", len(s.Years)-i), fmt.Sprintf("Past year %d, %s", len(s.Years)-i, s.Years[i].Label), cells...)
	}
	return t
}

// changeTable states whether scopes 1 and 2 together rose or fell.
func (n cdpNumbers) changeTable(s *source) *Table {
	t := newTable(n.change, "Scopes 1 and 2 compared with the previous year", n.source(n.change), "now", "Reporting year", "previous", "Previous year", "change", "Change", "direction", "Direction")
	for _, a := range both() {
		p := place{two: true, method: a}
		now, before := s.now(p), s.inLastYear(p)
		difference := formula(Difference, tonnesCO2e, now, before)
		t.add(a.String(), "Scopes 1 and 2, "+a.String(), now, before, difference, beside(difference, direction(difference)))
	}
	return t
}

func direction(c Cell) Cell {
	switch {
	case c.Value == nil:
		return missing(c.Missing)
	case c.Value.Sign() < 0:
		return text("Decreased")
	case c.Value.Sign() > 0:
		return text("Increased")
	}
	return text("No change")
}

// cdpReasons are CDP's reasons for a change, each with the terms of the bridge that are of it. A bridge does not tell reduction
// activities, output and operating conditions apart: its other terms are in the row "Other", for the organisation to attribute.
func cdpReasons() []struct {
	label string
	terms []bridge.Term
} {
	return []struct {
		label string
		terms []bridge.Term
	}{
		{"Change in renewable energy consumption", nil},
		{"Other emissions reduction activities", nil},
		{"Divestment", nil},
		{"Acquisitions", nil},
		{"Mergers", nil},
		{"Change in output", nil},
		{"Change in methodology", []bridge.Term{bridge.Method, bridge.GWP}},
		{"Change in boundary", []bridge.Term{bridge.Boundary}},
		{"Change in physical operating conditions", nil},
		{"Unidentified", nil},
		{"Other", []bridge.Term{
			bridge.Restatement, bridge.Reclassification, bridge.Factor, bridge.Property, bridge.Price, bridge.ExchangeRate, bridge.Tax, bridge.Margin, bridge.Activity, bridge.New, bridge.Ended,
		}},
	}
}

// reasonTable has the reasons for the change of scopes 1 and 2, as far as the bridge tells them: % = t ÷ previous S1+2 × 100.
func (n cdpNumbers) reasonTable(s *source) *Table {
	t := newTable(n.reasons, "Reasons for the change of Scopes 1 and 2, market-based", n.source(n.reasons), "change", "Change in emissions", "direction", "Direction", "percent", "Emissions value (of the previous year's Scopes 1 and 2)", "text", "Calculation")
	before := s.inLastYear(place{two: true, method: mkt})
	scopes := inventory.Scopes1And2.String()
	reasons := cdpReasons()
	parts := make([]string, 0, len(reasons))
	for i, r := range reasons {
		id := fmt.Sprintf("reason %d", i+1)
		parts = append(parts, id)
		names := make([]string, len(r.terms))
		for k, term := range r.terms {
			names[k] = term.String()
		}
		c := missing("missing: the report has no bridge (Report.Bridge)")
		switch {
		case s.Bridge != nil && len(names) == 0:
			c = missing("missing: the bridge does not tell it apart; it is in the row Other or Change in boundary")
		case s.Bridge != nil:
			c = s.given("bridge/"+scopes+"/"+strings.Join(names, "+"), tonnesCO2e)
		}
		t.add(id, r.label, c, beside(c, direction(c)), beside(c, share(c, before)), beside(c, text("terms of the bridge: "+strings.Join(names, ", "))))
	}
	if s.Bridge == nil {
		return t
	}
	total := s.given("bridge/"+scopes+"/change", tonnesCO2e)
	t.add("total", "All reasons", total, direction(total), share(total, before), text("the market-based change, if the bridge is by that method"))
	return t.sumIn("change", "total", parts...)
}

func (n cdpNumbers) biogenicTable(s *source) *Table {
	t := newTable(n.biogenic, "CO2 from biomass", n.source(n.biogenic), "co2", "CO2 from biomass")
	return t.add("scope1", "Direct (Scope 1)", s.biogenic(mkt, ofScope(ghg.Scope1)))
}

// gasTable has scope 1 by gas.
func (n cdpNumbers) gasTable(s *source) *Table {
	t := newTable(n.gases, "Scope 1 by greenhouse gas", n.source(n.gases), "co2e", "Scope 1 emissions", "gwp", "GWP reference")
	parts := make([]string, 0, len(basketNames)+1)
	gwp := text(s.Inventory.GWP())
	for _, name := range append(slices.Clone(basketNames), "") {
		id, label := name, name
		if name == "" {
			id, label = "other", "Other: CO2e of gases that are not told apart"
		}
		parts = append(parts, id)
		c := s.gasCO2e(name, mkt, ofScope(ghg.Scope1))
		t.add(id, label, c, beside(c, gwp))
	}
	return t.add("total", "Scope 1", s.scope(ghg.Scope1, mkt), gwp).sumIn("co2e", "total", parts...)
}
