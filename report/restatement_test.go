package report_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
)

func tonnes(t *testing.T, n int64) ghg.CO2e {
	t.Helper()
	c, err := ghg.TonnesCO2e(decimal.NewFromInt(n))
	require.NoError(t, err)
	return c
}

func TestRestatementsOfARecalculation(t *testing.T) {
	version := baseyear.Version{
		ID: "first", Year: 2021, Period: ghg.CalendarYear(2021), Inventory: "report of 2021", Created: ghg.Date{Year: 2022, Month: 3, Day: 1},
		GWP: "AR5", Approach: inventory.OperationalControl, Scope2: ghg.MarketBased,
	}
	figures := func(scope1 int64) []baseyear.Figure {
		return []baseyear.Figure{
			{Scope: ghg.Scope1, CO2e: tonnes(t, scope1)},
			{Scope: ghg.Scope2, Accounting: ghg.MarketBased, CO2e: tonnes(t, 20)},
			{Scope: ghg.Scope3, Category: ghg.BusinessTravel, CO2e: tonnes(t, 9)},
		}
	}
	series := baseyear.Series{Version: version, Years: []baseyear.Year{
		{Year: 2021, Figures: figures(50), Status: baseyear.AsReported},
		{Year: 2022, Figures: figures(60), Status: baseyear.AsReported},
		{Year: 2023, Figures: figures(70), Status: baseyear.AsReported},
	}}
	next := version
	next.ID, next.Reason, next.Inventory, next.Created = "second", "acquisition of C", "report of 2023", ghg.Date{Year: 2024, Month: 3, Day: 1}
	bought := baseyear.Event{
		ID: "C", Kind: baseyear.Acquisition, Effective: ghg.Date{Year: 2023, Month: 1, Day: 1}, InFigures: true,
		Deltas: []baseyear.Delta{
			{Year: 2021, Figure: baseyear.Figure{Scope: ghg.Scope1, CO2e: tonnes(t, 15)}},
			{Year: 2021, Figure: baseyear.Figure{Scope: ghg.Scope3, Category: ghg.Investments, CO2e: tonnes(t, 4)}},
		},
	}
	r, err := baseyear.Recalculate(series, next, baseyear.AllYear, 2023, bought)
	require.NoError(t, err)
	list := report.RestatementsOf(r, 2021)
	assert.Equal(t, []report.Restatement{
		{Scope: ghg.Scope1, From: tonnes(t, 50), To: tonnes(t, 65), Reason: "acquisition of C", Source: "report of 2023"},
		{Scope: ghg.Scope3, Category: ghg.Investments, Added: true, To: tonnes(t, 4), Reason: "acquisition of C", Source: "report of 2023"},
	}, list)
	for _, year := range []int{2020, 2022, 2023} { // not of the series, without a delta, in the figures
		assert.Empty(t, report.RestatementsOf(r, year), year)
	}

	// What they lead to is held against the year.
	three := sample.ThreeCountries(t)
	three.Bridge, three.Years[0].Inventory, three.Years[0].Restated = nil, nil, list
	three.Years[0].Published = []report.Figure{{Scope: ghg.Scope1, CO2e: tonnes(t, 65)}, {Scope: ghg.Scope3, Category: ghg.Investments, CO2e: tonnes(t, 4)}}
	require.NoError(t, three.Check())
	three.Years[0].Published[0].CO2e = tonnes(t, 64)
	require.ErrorIs(t, three.Check(), ghg.ErrMixed)
}

func TestRestatementsOfAnInventory(t *testing.T) {
	r := sample.ThreeCountries(t)
	before := r.Years[0].Inventory
	total, err := before.Partial(ghg.MarketBased)
	require.NoError(t, err)
	location, err := before.Scope(ghg.Scope2, ghg.LocationBased)
	require.NoError(t, err)
	goods, err := before.Category(ghg.PurchasedGoodsAndServices)
	require.NoError(t, err)
	r.Years[0].Restated = []report.Restatement{
		{Scope: ghg.Scope2, Accounting: ghg.LocationBased, From: tonnes(t, 1), To: location, Reason: "x"},
		{Scope: ghg.Scope3, Category: ghg.PurchasedGoodsAndServices, Added: true, To: goods, Reason: "x"},
	}
	require.NoError(t, r.Check())
	r.Years[0].Restated = []report.Restatement{{Accounting: ghg.MarketBased, From: tonnes(t, 1), To: total.Total(), Reason: "x"}}
	require.NoError(t, r.Check())
	r.Years[0].Restated[0].Accounting = ghg.LocationBased
	require.ErrorIs(t, r.Check(), ghg.ErrMixed)
}
