package page_test

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

// facts returns the names and values of section 5, in English.
func facts(root *node) map[string]string {
	all := map[string]string{}
	for _, dl := range root.id("scope2").named("dl") {
		for _, row := range dl.named("div") {
			all[english(row.named("dt")[0])] = english(row.named("dd")[0])
		}
	}
	return all
}

func TestRE100(t *testing.T) {
	of := func(commissioned ghg.Date, volume, residual string) report.Report {
		p := scope2.Electricity{ID: "p", Period: year, Amount: units.MustParse("100 MWh"), Region: "JP"}
		if volume != "" {
			p.Instruments = []scope2.Instrument{{
				ID: "green", Kind: ghg.Certificate, Volume: units.MustParse(volume), Rate: scope2.ZeroCarbon(), Market: "JP", Vintage: year,
				Renewable: true, Retirement: "statement", SoleClaim: true, Commissioned: commissioned,
			}}
		}
		if residual != "" {
			require.NoError(t, p.ResidualMix.UnmarshalText([]byte(residual)))
		}
		return report.Report{Inventory: run(t, inventory.Organisation{}, p)}
	}
	date := func(year int) ghg.Date { return ghg.Date{Year: year, Month: time.June, Day: 1} }
	for name, c := range map[string]struct {
		r    report.Report
		want map[string]string
		bar  string // percent
	}{
		"new plant": {of(date(2020), "70 MWh", ""), map[string]string{
			"renewable, of the electricity": "70.0\u202f%", "of it, RE100 counts": "70.0\u202f%", "RE100’s minimum by 2030: 60\u202f%": "reached",
			"RE100’s minimum by 2040: 90\u202f%": "20.0 points to go", "RE100’s minimum by 2050: 100\u202f%": "30.0 points to go",
			"residual mix": "n/a: the factors have none for 30.0\u202f% of the electricity",
		}, "70%"},
		"old plant": {of(date(1990), "70 MWh", ""), map[string]string{
			"of it, RE100 counts": "0.0\u202f%, or 15.0\u202f% with its allowance for older plants", "RE100’s minimum by 2030: 60\u202f%": "45.0 points to go",
		}, "15%"},
		"no date": {of(ghg.Date{}, "70 MWh", ""), map[string]string{
			"of it, RE100 counts": "n/a: the commissioning of the plants is not stated for 70.0\u202f% of the electricity", "RE100’s minimum by 2030: 60\u202f%": "reached",
		}, "70%"},
		"all covered":  {of(date(2020), "100 MWh", ""), map[string]string{"residual mix": "n/a: instruments cover all electricity", "RE100’s minimum by 2050: 100\u202f%": "reached"}, "100%"},
		"residual mix": {of(date(2020), "70 MWh", "0.45 kg CO2e/kWh AR6; issuing body 2024"), map[string]string{"residual mix": "30 MWh at 450 kg CO2e/MWh, line #2"}, "70%"},
		"nothing":      {of(date(2020), "", ""), map[string]string{"of it, RE100 counts": "0.0\u202f%", "renewable, of the electricity": "0.0\u202f%"}, "0%"},
	} {
		root := parse(t, write(t, c.r, page.Options{}))
		got := facts(root)
		for key, want := range c.want {
			assert.Equal(t, want, got[key], "%s: %s", name, key)
		}
		bars := root.id("scope2").find(func(n *node) bool { return n.name == "svg" && len(n.classed("k-tick")) == len(targets.RE100Minimum()) })
		require.Len(t, bars, 1, name)
		for i, m := range targets.RE100Minimum() {
			assert.Equal(t, m.Share.Shift(2).String()+"%", bars[0].classed("k-tick")[i].attrs["x1"], name)
			assert.Equal(t, strconv.Itoa(m.Year), bars[0].named("text")[i].text, name)
		}
		assert.Equal(t, c.bar, bars[0].classed("f-s2")[0].attrs["width"], name)
		assert.Contains(t, root.id("scope2").text, "RE100の最低水準、2030年まで: 60\u202f%", name)
	}
	supplied := scope2.Electricity{ID: "p", Period: year, Amount: units.MustParse("100 MWh"), Region: "JP"}
	require.NoError(t, supplied.SupplierRate.UnmarshalText([]byte("0.4 kg CO2e/kWh AR6; bill of March 2024")))
	root := parse(t, write(t, report.Report{Inventory: run(t, inventory.Organisation{}, supplied)}, page.Options{}))
	assert.Equal(t, "n/a: supplier’s rate comes before it", facts(root)["residual mix"])
	// What another party calculated states no energy, and is in no share.
	other := scope2.Reported{
		ID: "leased", Period: year, Location: units.MustParse("3 t CO2e"), Market: units.MustParse("2 t CO2e"), GWP: "AR6", Reporter: "landlord", Source: "letter", Assurance: "none",
	}
	root = parse(t, write(t, report.Report{Inventory: run(t, inventory.Organisation{}, supplied, other)}, page.Options{}))
	assert.Contains(t, english(root.id("scope2")), "1 purchase without an amount of energy is in no share.")
}

func TestInstrumentFacts(t *testing.T) {
	var rate scope2.Rate
	require.NoError(t, rate.UnmarshalText([]byte("0.02 kg CO2e/kWh AR6; the contract")))
	p := scope2.Electricity{ID: "p", Period: year, Amount: units.MustParse("5000 MWh"), Region: "JP", Instruments: []scope2.Instrument{{
		ID: "ppa", Kind: ghg.Certificate, Volume: units.MustParse("12000 MWh"), Rate: rate, Market: "JP", Vintage: year,
		Retirement: "statement", SoleClaim: true,
	}}}
	got := facts(parse(t, write(t, report.Report{Inventory: run(t, inventory.Organisation{}, p)}, page.Options{})))
	assert.Equal(t, "12\u202f000 MWh", got["volume"])
	assert.Equal(t, "5\u202f000 MWh", got["used"])
	assert.Equal(t, "0.02 kg CO2e (AR6) / kWh", got["rate"])

	p.Instruments[0].Vintage = ghg.CalendarYear(2001) // refused: it covers nothing
	got = facts(parse(t, write(t, report.Report{Inventory: run(t, inventory.Organisation{}, p)}, page.Options{})))
	assert.NotEmpty(t, got["refused"])
	assert.NotContains(t, got, "rate")
}

func TestWhatDidNotApplyLastYearIsNoZero(t *testing.T) {
	r := sample.ThreeCountries(t)
	rows := func(r report.Report) []*node {
		return parse(t, write(t, r, page.Options{})).id("scope3").named("tbody")[0].named("tr")
	}
	cells := func(row *node) []*node {
		return row.find(func(n *node) bool { return n.name == "td" || n.name == "th" })
	}
	list := rows(r)
	for category, want := range map[ghg.Category]string{
		ghg.PurchasedGoodsAndServices: "6\u202f400", ghg.CapitalGoods: "n/a: excluded", ghg.EmployeeCommuting: "n/a: no figure",
		ghg.DownstreamLeasedAssets: "n/a: does not apply", ghg.Franchises: "n/a: does not apply",
	} {
		row := list[category-1]
		assert.Equal(t, want, english(cells(row)[4]), category)
		if category != ghg.PurchasedGoodsAndServices {
			assert.Empty(t, row.classed("k-tick"), "%s: no tick at zero", category)
		}
	}
	assert.Contains(t, list[ghg.Franchises-1].text, "該当なし")
	// Of published figures, and of a year that had one.
	goods, err := r.Years[0].Inventory.Category(ghg.PurchasedGoodsAndServices)
	require.NoError(t, err)
	r.Bridge, r.Years[0].Inventory, r.Years[0].Restated = nil, nil, nil
	r.Years[0].Published = []report.Figure{{Scope: ghg.Scope3, Category: ghg.Franchises, CO2e: goods}}
	list = rows(r)
	assert.Equal(t, "6\u202f400", english(cells(list[ghg.Franchises-1])[4]))
	assert.Equal(t, "n/a: not published", english(cells(list[0])[4]))
	// Without an earlier year there is no column for it.
	r.Years, r.Base = nil, ""
	for _, row := range rows(r) {
		assert.Empty(t, row.classed("was"))
		assert.LessOrEqual(t, len(cells(row)), 6)
	}
	// The glyph and its words stay on one line.
	for _, how := range parse(t, write(t, r, page.Options{})).id("scope3").classed("how") {
		assert.Len(t, how.named("svg"), 1)
		assert.NotEmpty(t, english(how))
	}
}

// analysed returns a report with the uncertainty of what is recomputed, and of one category of what is not.
func analysed(t *testing.T, r report.Report, gsd2, limit float64) report.Report {
	t.Helper()
	spread := func() (uncertainty.Uncertainty, error) { return uncertainty.GSD2(gsd2) }
	a, err := uncertainty.Of(r.Inventory, ghg.MarketBased, uncertainty.Model{
		Factor: func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return spread() },
		Amount: func(r ghg.Result, _ ghg.Input) (uncertainty.Uncertainty, error) {
			if !inventory.Recomputed(r) && r.Category != ghg.PurchasedGoodsAndServices {
				return uncertainty.Uncertainty{}, nil
			}
			return spread()
		},
		LeftOut: []ghg.InputKind{ghg.InputPotential, ghg.InputPrice, ghg.InputProperty}, MinCovered: limit,
	})
	require.NoError(t, err)
	r.Analysis = &a
	return r
}

func TestIntervalsOfGroupsAndLines(t *testing.T) {
	r := analysed(t, sample.NEC(t), 1.2, 0.8)
	root := parse(t, write(t, r, page.Options{}))
	tables := root.id("certainty").named("table")
	require.Len(t, tables, 2)
	groups, single := tables[0].named("tr"), tables[1].named("tr")
	require.Len(t, groups, 3+12+1+1, "scopes, categories, the total and the axis")
	require.Len(t, single, 18+1, "the lines that count by this method, and the axis")
	list := map[string]uncertainty.Line{}
	for _, l := range r.Analysis.Lines() {
		list[l.ID+" "+l.Accounting.String()] = l
	}
	amounts := []ghg.Result{{}}
	for result := range r.Inventory.Results() {
		amounts = append(amounts, result)
	}
	for _, row := range single[:18] {
		a := row.classed("src")
		require.Len(t, a, 1)
		n := ordinals(t, a[0].attrs["data-r"])
		require.Len(t, n, 1)
		of := amounts[n[0]]
		assert.Contains(t, english(row), "#"+strconv.Itoa(n[0])+" "+of.ID)
		l := list[of.ID+" "+of.Accounting.String()]
		if !l.Covered {
			assert.Contains(t, english(row), "n/a: not known: "+l.Unknown[0].String())
			assert.Empty(t, row.named("circle"))
			continue
		}
		// The line reaches from ÷GSD² to ×GSD² on an axis whose ends are ÷4 and ×4.
		line := row.find(func(n *node) bool { return n.name == "line" && n.attrs["class"] != "k-grid" })[0]
		reach := 50 * math.Log(l.GSD2) / math.Log(4)
		for end, want := range map[string]float64{"x1": 50 - reach, "x2": 50 + reach} {
			x, err := strconv.ParseFloat(strings.TrimSuffix(line.attrs[end], "%"), 64)
			require.NoError(t, err)
			assert.InDelta(t, want, x, 0.01)
		}
		text := strings.Split(row.classed("num")[1].text, " – ")
		low, err := ghg.KgCO2e(decimal.NewFromFloat(l.Low))
		require.NoError(t, err)
		shown := number(t, text[0])
		assert.True(t, low.Kilotonnes().Round(-shown.Exponent()).Equal(shown), "%s: %s", of.ID, text)
	}
	for _, axis := range []*node{groups[len(groups)-1], single[18]} {
		assert.Equal(t, "÷2×1×2", strings.TrimSpace(axis.text))
	}
	assert.Contains(t, english(groups[2]), "Scope 3 (93.5\u202f% of it)")
	assert.Contains(t, english(groups[4]), "n/a: the uncertainty of too many inputs is unknown")
	assert.Contains(t, english(groups[4]), "230", "the value is there without an interval")
	assert.Contains(t, root.id("certainty").text, "スコープ・カテゴリ別")

	// Of many lines, the largest twenty; the numbers of all rows are the sums of their lines.
	r = analysed(t, report.Report{Inventory: run(t, inventory.Organisation{}, lines(12)...)}, 1.2, 0.5)
	root = parse(t, write(t, r, page.Options{}))
	assert.Contains(t, english(root.id("certainty")), "The 20 largest lines")
	assert.Contains(t, english(root.id("certainty")), "and 16 more")
	assert.Len(t, root.id("certainty").named("table")[1].named("tr"), 21)
	// One line; and an input so uncertain that it leaves the axis.
	one := report.Report{Inventory: run(t, inventory.Organisation{}, lines(1)[0])}
	root = parse(t, write(t, analysed(t, one, 3, 0.5), page.Options{}))
	assert.Len(t, root.id("certainty").named("table")[1].named("tr"), 2)
	line := parse(t, write(t, analysed(t, one, 1e6, 0.5), page.Options{})).id("certainty").classed("k-s1")[0]
	assert.Equal(t, "0% 100%", line.attrs["x1"]+" "+line.attrs["x2"], "the edges of the axis")
	// An analysis of another inventory is linked to no line of this one.
	other := analysed(t, one, 1.2, 0.5)
	other.Inventory = run(t, inventory.Organisation{}, stated("other", "1 t CO2e", ghg.BusinessTravel))
	assert.Empty(t, parse(t, write(t, other, page.Options{})).id("certainty").classed("src"))
}
