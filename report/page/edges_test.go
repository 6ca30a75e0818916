package page_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/report/page"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

var (
	year  = ghg.FiscalYear(2023, time.April, ghg.LabelStartYear)
	whole = decimal.New(1, 0)
)

func run(t *testing.T, org inventory.Organisation, lines ...activity.Activity) *inventory.Inventory {
	t.Helper()
	set, err := japan.Load(japan.Edition2026_06)
	require.NoError(t, err)
	if org.Name == "" {
		org.Name = "Example"
	}
	org.Approach, org.Period = inventory.OperationalControl, year
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR6()}, org, lines)
	require.NoError(t, err)
	return inv
}

func stated(id, amount string, c ghg.Category) activity.Activity {
	return scope3.Reported{ID: id, Period: year, Category: c, Amount: units.MustParse(amount), GWP: "AR6", Reporter: "r", Source: "s", Assurance: "none"}
}

func TestEdges(t *testing.T) {
	tonne := func(s string) ghg.CO2e {
		c, err := ghg.ParseCO2e(s)
		require.NoError(t, err)
		return c
	}
	one := run(t, inventory.Organisation{}, stated("only", "5 t CO2e", ghg.BusinessTravel))
	zero := run(t, inventory.Organisation{}, stated("none", "0 t CO2e", ghg.BusinessTravel))
	figures := func(total string) []report.Figure {
		return []report.Figure{{CO2e: tonne(total)}, {Scope: ghg.Scope3, CO2e: tonne(total)}, {Scope: ghg.Scope3, Category: ghg.BusinessTravel, CO2e: tonne(total)}}
	}
	for name, r := range map[string]report.Report{
		"empty":         {Inventory: &inventory.Inventory{}},
		"one line":      {Inventory: one},
		"zero":          {Inventory: zero, Published: figures("0 t CO2e")},
		"zero base":     {Inventory: one, Label: "2024", Base: "2023", Published: figures("5 t CO2e"), Years: []report.Year{{Label: "2023", Published: figures("0 t CO2e")}}},
		"negative":      {Inventory: one, Label: "2024", Base: "2023", Published: figures("-5 t CO2e"), Years: []report.Year{{Label: "2023", Published: figures("-7 t CO2e")}}},
		"nothing known": {Inventory: one, Label: "2024", Years: []report.Year{{Label: "2022"}, {Label: "2023"}}},
		"withheld": {Inventory: one, Targets: []report.Target{
			{Absolute: targets.Absolute{Name: "own"}, Covered: targets.Covered{Scopes: []ghg.Scope{ghg.Scope3}}, Withheld: "audit is open"},
			{Absolute: targets.Absolute{Name: "some"}, Covered: targets.Covered{Categories: []ghg.Category{ghg.BusinessTravel}}},
		}},
	} {
		for _, o := range []page.Options{{}, {Language: "ja", Static: true}} {
			text := write(t, r, o)
			root := parse(t, text)
			for _, section := range []string{"headline", "path", "where", "change", "scope2", "scope3", "certainty", "lines", "what-if", "verify", "gaps", "sources", "digests"} {
				assert.NotEmpty(t, root.id(section).text, "%s: %s", name, section)
			}
			assert.Contains(t, root.text, "n/a", name)
			assert.NotContains(t, text, "NaN", name)
			charts, err := page.Charts(r, o)
			require.NoError(t, err, name)
			for _, c := range charts {
				parse(t, string(c.SVG))
			}
		}
	}
	root := parse(t, write(t, report.Report{Inventory: one}, page.Options{}))
	assert.Contains(t, english(root.id("headline")), "n/a: no figure for Scope 1, Scope 2")
	assert.Contains(t, english(root.id("headline")), "n/a: no FY2022")
}

func TestEarlierInventoriesAreComparedWithEachOther(t *testing.T) {
	before := run(t, inventory.Organisation{}, lines(3)...)
	after := run(t, inventory.Organisation{}, lines(5)...)
	r := report.Report{Inventory: after, Label: "B", Base: "A", Years: []report.Year{{Label: "A", Inventory: before}}}
	root := parse(t, write(t, r, page.Options{}))
	assert.Contains(t, english(root.id("change")), "by the inventories of both years")
	assert.Contains(t, english(root.id("headline")), "on A+66.7\u202f%")
	b, err := bridge.Between(before, after, bridge.Options{Accounting: ghg.MarketBased})
	require.NoError(t, err)
	r.Bridge = &b
	root = parse(t, write(t, r, page.Options{}))
	assert.Contains(t, english(root.id("change")), "by cause")
	assert.Contains(t, english(root.id("change-h")), "The rise is new activities")
	r.Years = nil
	assert.Contains(t, write(t, r, page.Options{}), "by cause")
}

// lines returns n lines of each scope.
func lines(n int) (all []activity.Activity) {
	for i := range n {
		all = append(all,
			scope1.CarbonContent{ID: fmt.Sprintf("boiler of site %d", i+1), Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("326 TJ(HHV)"), Oxidation: &whole},
			scope2.Electricity{ID: fmt.Sprintf("power of site %d", i+1), Period: year, Amount: units.MustParse("100 MWh"), Region: "JP"},
			stated(fmt.Sprintf("travel of site %d", i+1), fmt.Sprintf("%d.25 t CO2e", 50), ghg.BusinessTravel))
	}
	return all
}

func TestNamesOfOthersStayText(t *testing.T) {
	for _, name := range []string{
		`</script><script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `" onmouseover="alert(1)" x="`, `' style='color:red`, `=HYPERLINK("http://x")`,
		"a\u202eb\u2066c\u200fd", "]]><!--", "{0}{9}", "&lt;b&gt;", strings.Repeat("W", 900), "\u0627\u0644\u0639",
	} {
		org := inventory.Organisation{Name: name, NotApplicable: map[ghg.Category]string{ghg.Franchises: name}}
		inv := run(t, org, stated(name, "5 t CO2e", ghg.BusinessTravel))
		r := report.Report{
			Inventory: inv, Label: name, Base: name, Published: []report.Figure{{CO2e: ghg.CO2e{}, Text: name, Source: name}},
			Years:   []report.Year{{Label: name}},
			Targets: []report.Target{{Absolute: targets.Absolute{Name: name}, Withheld: name}},
		}
		verifier := &page.Verifier{Script: []byte("0")}
		text := write(t, r, page.Options{Verifier: verifier})
		root := parse(t, text)
		plain := write(t, sample.NEC(t), page.Options{Verifier: verifier})
		assert.Equal(t, strings.Count(plain, "<script"), strings.Count(text, "<script"), name)
		assert.Empty(t, root.named("img"), name)
		root.walk(func(n *node) {
			for a := range n.attrs {
				assert.False(t, strings.HasPrefix(a, "on") || a == "style", "%s of %s for %q", a, n.name, name)
			}
		})
		assert.NotContains(t, text, "\u202e")
		assert.NotContains(t, text, "\u2066")
		assert.NotContains(t, text, "\u200f")
		if !strings.Contains(name, "\u202e") {
			assert.Contains(t, root.text, name)
		} else {
			assert.Contains(t, root.text, "a\ufffdb\ufffdc\ufffdd")
		}
		charts, err := page.Charts(r, page.Options{})
		require.NoError(t, err)
		for _, c := range charts {
			parse(t, string(c.SVG))
		}
	}
}

func TestSizes(t *testing.T) {
	r := report.Report{Inventory: run(t, inventory.Organisation{}, lines(250)...)} // 1,000 results: electricity has two
	text := write(t, r, page.Options{})
	t.Logf("1,000 lines: %d bytes", len(text))
	assert.LessOrEqual(t, len(text), 400_000)
	root := parse(t, text)
	assert.Len(t, root.id("line-table").find(func(n *node) bool { return strings.HasPrefix(n.attrs["id"], "r") }), 1000)
	assert.Len(t, root.classed("why"), 40)
	assert.Contains(t, text, `id="ghg-receipts"`)
	assert.NotContains(t, text, `id="ghg-columns"`)
	static := write(t, r, page.Options{Static: true})
	assert.Len(t, parse(t, static).classed("why"), 1000)
	assert.NotContains(t, static, `id="ghg-receipts"`)
	assert.Equal(t, text, write(t, r, page.Options{}))
}

func TestLongReportsAreColumns(t *testing.T) {
	r := report.Report{Inventory: run(t, inventory.Organisation{}, lines(600)...)}
	text := write(t, r, page.Options{})
	t.Logf("2,400 lines: %d bytes", len(text))
	assert.Contains(t, text, `id="ghg-columns"`)
	assert.NotContains(t, text, `id="ghg-receipts"`)
	root := parse(t, text)
	assert.Len(t, root.id("line-table").find(func(n *node) bool { return strings.HasPrefix(n.attrs["id"], "r") }), 40)
}

func TestScope2ByOneMethodAndCoveredWhole(t *testing.T) {
	org := inventory.Organisation{Excluded: []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.Franchises, Reason: "small", What: "shops"}}}
	inv := run(t, org, lines(1)...)
	for _, by := range []ghg.Accounting{ghg.LocationBased, ghg.MarketBased} {
		var kept []ghg.Result
		for r := range inv.Results() {
			if r.Accounting == 0 || r.Accounting == by {
				kept = append(kept, r)
			}
		}
		half, err := inventory.Of(inv.Organisation(), kept)
		require.NoError(t, err)
		root := parse(t, write(t, report.Report{Inventory: half}, page.Options{}))
		assert.Contains(t, english(root.id("headline")), "Scope 1+2+3, "+by.String())
		assert.Contains(t, english(root.id("scope2")), "n/a: no result by this method")
	}
	full := scope2.Electricity{ID: "p", Period: year, Amount: units.MustParse("100 MWh"), Region: "JP", Instruments: []scope2.Instrument{{
		ID: "green", Kind: ghg.Certificate, Volume: units.MustParse("100 MWh"), Rate: scope2.ZeroCarbon(), Market: "JP", Vintage: year, Renewable: true, Retirement: "statement", SoleClaim: true,
	}}}
	root := parse(t, write(t, report.Report{Inventory: run(t, inventory.Organisation{}, full)}, page.Options{}))
	numbers := root.id("scope2").classed("num")
	require.Len(t, numbers, 3, "location, the instrument, market")
	assert.Equal(t, "\u221242.3", numbers[1].text)
	assert.Contains(t, english(root.id("scope2-h")), "Instruments take 100.0\u202f% off")
	assert.Contains(t, english(root.id("gaps")), "missing: no figure")
}
