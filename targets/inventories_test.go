package targets_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

const dataBook = "NEC ESG Data Book 2024, table of emissions"

// necInventory returns the inventory of a fiscal year of the NEC Group from its published figures in kt.
func necInventory(year int, scope1kt, marketkt, locationkt, scope3kt string) (*inventory.Inventory, error) {
	p := ghg.FiscalYear(year, time.April, ghg.LabelStartYear)
	kt := func(s string) units.Quantity { return units.MustParse(s + " kt CO2e") }
	return inventory.Run(
		factors.Basis{GWP: ghg.AR5()},
		inventory.Organisation{Name: "NEC Group", Approach: inventory.FinancialControl, Period: p},
		[]activity.Activity{
			scope1.Reported{ID: "scope-1", Period: p, Amount: kt(scope1kt), GWP: "unstated", Reporter: "NEC", Source: dataBook, Assurance: "third party"},
			scope2.Reported{ID: "scope-2", Period: p, Market: kt(marketkt), Location: kt(locationkt), GWP: "unstated", Reporter: "NEC", Source: dataBook, Assurance: "third party"},
			scope3.Reported{ID: "scope-3", Period: p, Category: ghg.PurchasedGoodsAndServices, Amount: kt(scope3kt), GWP: "unstated", Reporter: "NEC", Source: dataBook, Assurance: "third party"},
		},
	)
}

// NEC's targets: −50 % of Scope 1+2 by FY2030 and net zero by FY2040, at a residual of 10 %, both from FY2020. Published, in kt:
// FY2020 22 + 305 (market-based), FY2023 20 + 206 (location-based 314).
func ExampleBase_Actuals() {
	fy2023, err := necInventory(2023, "20", "206", "314", "5738")
	if err != nil {
		fmt.Println(err)
		return
	}
	target := targets.Absolute{
		Name: "NEC, Scope 1+2",
		Base: targets.Base{
			Year: 2020, Period: ghg.FiscalYear(2020, time.April, ghg.LabelStartYear), Emissions: tonnes("327000"), Accounting: ghg.MarketBased,
		},
		Milestones: []targets.Milestone{{Year: 2030, Reduction: d("0.5")}, {Year: 2040, Reduction: d("0.9")}},
	}
	actuals, err := target.Base.Actuals(targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}}, fy2023)
	if err != nil {
		fmt.Println(err)
		return
	}
	progress, err := target.Track(actuals)
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := progress.WriteTo(os.Stdout); err != nil {
		fmt.Println(err)
	}
	// Output:
	// NEC, Scope 1+2, market-based, from 327000 t CO2e in FY2020; on track at or below the path
	// year    allowed t  actual t  change %  of path %  status
	// FY2020  327000     327000    0.0       100.0      on track
	// FY2021  310650     –         –         –          no actual
	// FY2022  294300     –         –         –          no actual
	// FY2023  277950     226000    −30.9     81.3       on track
	// FY2024  261600     –         –         –          no actual
	// FY2025  245250     –         –         –          no actual
	// FY2026  228900     –         –         –          no actual
	// FY2027  212550     –         –         –          no actual
	// FY2028  196200     –         –         –          no actual
	// FY2029  179850     –         –         –          no actual
	// FY2030  163500     –         –         –          no actual
	// FY2031  150420     –         –         –          no actual
	// FY2032  137340     –         –         –          no actual
	// FY2033  124260     –         –         –          no actual
	// FY2034  111180     –         –         –          no actual
	// FY2035  98100      –         –         –          no actual
	// FY2036  85020      –         –         –          no actual
	// FY2037  71940      –         –         –          no actual
	// FY2038  58860      –         –         –          no actual
	// FY2039  45780      –         –         –          no actual
	// FY2040  32700      –         –         –          no actual
	// to 2030, −50.0 %: 163500 t; 61.8 % of the cut achieved in 30.0 % of the time; 8929 t a year still to cut
	// to 2040, −90.0 %: 32700 t; 34.3 % of the cut achieved in 15.0 % of the time; 11371 t a year still to cut
}

// The covered emissions by hand: 20 + 206 = 226, by location 20 + 314 = 334; category 1 is all of scope 3 here.
func TestActualsOfInventories(t *testing.T) {
	inv, err := necInventory(2023, "20", "206", "314", "5738")
	require.NoError(t, err)
	both := targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}}
	first := targets.Covered{Categories: []ghg.Category{ghg.PurchasedGoodsAndServices}}
	for _, tt := range []struct {
		covered    targets.Covered
		accounting ghg.Accounting
		want       string
	}{
		{both, ghg.MarketBased, "226000"},
		{both, ghg.LocationBased, "334000"},
		{first, 0, "5738000"},
		{targets.Covered{Scopes: []ghg.Scope{ghg.Scope3}}, 0, "5738000"},
		{targets.Covered{Scopes: []ghg.Scope{ghg.Scope2}, Categories: first.Categories}, ghg.MarketBased, "5944000"},
	} {
		base, err := targets.BaseOf(inv, 2023, tt.covered, tt.accounting)
		require.NoError(t, err)
		equalTonnes(t, tt.want, base.Emissions, "The base year")
		actuals, err := base.Actuals(tt.covered, inv)
		require.NoError(t, err)
		require.Len(t, actuals, 1)
		assert.Equal(t, 2023, actuals[0].Year)
		assert.Equal(t, "FY2023", actuals[0].Period.Label)
		assert.Equal(t, tt.accounting, actuals[0].Accounting)
	}
}

func TestActualsAreRefused(t *testing.T) {
	inv, err := necInventory(2023, "20", "206", "314", "5738")
	require.NoError(t, err)
	both := targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}}
	base := targets.Base{Year: 2020, Period: ghg.FiscalYear(2020, time.April, ghg.LabelStartYear), Emissions: tonnes("327e3"), Accounting: ghg.MarketBased}
	calendar, undated, all := base, base, base
	calendar.Period, undated.Period, all.Accounting = ghg.CalendarYear(2020), ghg.Period{}, 0
	for name, tt := range map[string]struct {
		base    targets.Base
		covered targets.Covered
		totals  targets.Totals
		kind    error
	}{
		"nothing covered":         {base, targets.Covered{}, inv, ghg.ErrMissing},
		"a scope twice":           {base, targets.Covered{Scopes: []ghg.Scope{1, 1}}, inv, ghg.ErrMixed},
		"no scope":                {base, targets.Covered{Scopes: []ghg.Scope{4}}, inv, ghg.ErrOutOfRange},
		"no category":             {base, targets.Covered{Categories: []ghg.Category{16}}, inv, ghg.ErrOutOfRange},
		"a category twice":        {base, targets.Covered{Categories: []ghg.Category{1, 1}}, inv, ghg.ErrMixed},
		"a category in its scope": {base, targets.Covered{Scopes: []ghg.Scope{3}, Categories: []ghg.Category{1}}, inv, ghg.ErrMixed},
		"scope 2 without method":  {all, both, inv, ghg.ErrMixed},
		"a method without it":     {base, targets.Covered{Scopes: []ghg.Scope{1}}, inv, ghg.ErrMixed},
		"no inventory":            {base, both, nil, ghg.ErrMissing},
		"an empty inventory":      {base, both, (*inventory.Inventory)(nil), ghg.ErrMissing},
		"a missing category":      {all, targets.Covered{Categories: []ghg.Category{ghg.BusinessTravel}}, inv, ghg.ErrMissing},
		"another year":            {calendar, both, inv, ghg.ErrMixed},
		"no base period":          {undated, both, inv, ghg.ErrMissing},
		"no base":                 {targets.Base{}, both, inv, ghg.ErrMissing},
	} {
		_, err := tt.base.Actuals(tt.covered, tt.totals)
		require.ErrorIs(t, err, tt.kind, name)
	}
	_, err = base.Actuals(both, nil, nil)
	require.ErrorContains(t, err, "inventory 1", "every one is named")
}

// The table has every year, with a dash where nothing was reported, and the CSV the exact figures.
func TestProgressIsPrinted(t *testing.T) {
	p := track(t, plan(), fiveYears()...)
	text := p.String()
	assert.Contains(t, text, "Scope 1+2, market-based, from 100.000 t CO2e in 2020; on track at or below the path\n")
	assert.Contains(t, text, "2025  75.000     82.000    −18.0     109.3      behind\n")
	assert.Contains(t, text, "2026  70.000     –         –         –          no actual\n")
	assert.Contains(t, text, "to 2030, −50.0 %: 50.000 t; 36.0 % of the cut achieved in 50.0 % of the time; 6.400 t a year still to cut\n")
	var b strings.Builder
	n, err := p.WriteTo(&b)
	require.NoError(t, err)
	assert.Equal(t, text, b.String())
	assert.Equal(t, int64(len(text)), n)

	b.Reset()
	require.NoError(t, p.WriteCSV(&b))
	rows := strings.Split(b.String(), "\n")
	assert.Equal(t, "year,label,allowed_t,actual_t,reduction,ratio_to_path,status,annualised", strings.TrimSpace(rows[0]))
	assert.Equal(t, "2025,2025,75,82,0.18,1.093333333333333333333333333333333,behind,false", strings.TrimSpace(rows[6]))
	assert.Equal(t, "2026,2026,70,,,,no actual,false", strings.TrimSpace(rows[7]))
	assert.Len(t, rows, 23)
	_, err = p.WriteTo(nil)
	require.Error(t, err)
	require.Error(t, p.WriteCSV(nil))
	assert.NotPanics(t, func() { _ = targets.Progress{}.String() })
}
