package inventory_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// everyDimension is the vocabulary.
func everyDimension() []inventory.Dimension {
	var list []inventory.Dimension
	for d := inventory.ByScope; d <= inventory.ByFactorSet; d++ {
		list = append(list, d)
	}
	return list
}

func plc(t testing.TB) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Run(basis(t), org(), lines())
	require.NoError(t, err)
	return inv
}

// The sums are those of TestTotals.
func TestTableByScopeAndCategory(t *testing.T) {
	inv := plc(t)
	table, err := inv.Totals(inventory.MarketBased, inventory.ByScope, inventory.ByCategory)
	require.NoError(t, err)
	assert.Equal(t, "AR5", table.GWP)
	assert.Equal(t, inventory.MarketBased, table.Accounting)
	require.Len(t, table.Rows, 4)
	for i, want := range []struct {
		labels  inventory.Labels
		kg      string
		results int
		ids     []string
	}{
		{inventory.Labels{Scope: ghg.Scope1}, "2308", 2, []string{"boiler", "stove"}},
		{inventory.Labels{Scope: ghg.Scope2}, "50000", 1, []string{"office"}},
		{inventory.Labels{Scope: ghg.Scope3, Category: 1}, "7000", 1, []string{"goods"}},
		{inventory.Labels{Scope: ghg.Scope3, Category: 5}, "300", 1, []string{"waste"}},
	} {
		row := table.Rows[i]
		assert.Equal(t, want.labels, row.Labels)
		assert.Equal(t, want.kg, row.CO2e.Kg().String())
		assert.Equal(t, want.results, row.Results)
		assert.Nil(t, row.Gases)
		var ids []string
		for ref := range table.Results(row.Labels) {
			ids = append(ids, ref.ID)
			if row.Labels.Scope == ghg.Scope2 {
				assert.Equal(t, inventory.MarketBased, ref.Accounting)
			}
		}
		assert.Equal(t, want.ids, ids)
	}
	require.Len(t, table.Rows[0].Apart, 1)
	assert.Equal(t, "3000", table.Rows[0].Apart[0].BiogenicKg.String(), "CO2 from biomass is apart, of its scope")
	assert.Empty(t, table.Rows[1].Apart)
	for range table.Results(inventory.Labels{Scope: ghg.Scope1}) {
		break
	}
	assert.Empty(t, slices.Collect(table.Results(inventory.Labels{Scope: ghg.Scope1, Category: 4})))
	rows, _, _ := strings.Cut(table.String(), "apart")
	assert.Equal(t, `scope    category                                   t CO2e (AR5)  results
scope 1  –                                          2.308         2
scope 2  –                                          50            1
scope 3  category 1, purchased goods and services   7             1
scope 3  category 5, waste generated in operations  0.3           1
total                                               59.608        
`, rows)
	assert.Contains(t, table.String(), "apart from the total: scope 1: 3 t CO2 from biomass\n")
	assert.Contains(t, table.String(), "missing: category 2, capital goods\n")
}

// Rows of any division add up to the total, and every result is behind a row.
func TestTableByEachDimension(t *testing.T) {
	inv := plc(t)
	for _, a := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		want, err := inv.Total(a)
		require.NoError(t, err)
		for _, d := range everyDimension() {
			table, err := inv.Totals(a, d)
			require.NoError(t, err)
			assert.True(t, want.Equal(table.Total()), d.String())
			require.NotEmpty(t, table.Apart())
			assert.Equal(t, "3000", table.Apart()[0].BiogenicKg.String(), d.String())
			for _, row := range table.Rows {
				assert.Len(t, slices.Collect(table.Results(row.Labels)), row.Results, "%s %s", d, row.Labels.Text(d))
			}
		}
	}
}

func TestTableLabels(t *testing.T) {
	inv := plc(t)
	texts := func(d inventory.Dimension) []string {
		table, err := inv.Totals(inventory.LocationBased, d)
		require.NoError(t, err)
		var list []string
		for _, r := range table.Rows {
			list = append(list, r.Labels.Text(d)+"="+r.CO2e.Kg().String())
		}
		return list
	}
	for d, want := range map[inventory.Dimension][]string{
		inventory.ByEntity:     {"a=39580", "b=28"},
		inventory.BySite:       {"=7000", "leeds=32580", "york=28"},
		inventory.ByCountry:    {"=7000", "GB=32608"},
		inventory.ByFactorSet:  {"=7000", "test-1=32608"},
		inventory.ByYear:       {"2024=39608"},
		inventory.ByOrigin:     {"calculated=32608", "reported=7000"},
		inventory.ByAccounting: {"=9608", "location-based=30000"},
		inventory.ByGas:        {"=7300", "CH4-combustion=308", "CO2=32000", "CO2-biogenic=0"},
		inventory.ByMethane:    {"=39300", "combustion=308"},
		inventory.ByBasis:      {"=32308", "AR4=300", "AR5=7000"},
	} {
		assert.Equal(t, want, texts(d), d.String())
	}
	table, err := inv.Totals(inventory.MarketBased, inventory.ByGas)
	require.NoError(t, err)
	assert.Equal(t, "11", table.Rows[1].Gases[0].Kg.String(), "kilograms of methane")
	assert.Len(t, table.Rows[0].Gases, 2, "CO2e by basis")
	assert.True(t, table.Rows[3].Gases[0].Memo)
}

func TestTableByPeriod(t *testing.T) {
	list := calculatedWith(t, basis(t), lines()[0])
	month := func(r ghg.Result, id, period string) ghg.Result {
		r.ID = id
		p, err := ghg.ParsePeriod(period)
		require.NoError(t, err)
		r.Period = p
		return r
	}
	rs := []ghg.Result{
		month(list[0], "march", "2024-03-01/2024-04-01"), month(list[0], "week", "2024-12-20/2024-12-27"),
		month(list[0], "winter", "2024-12-01/2025-02-01"), month(list[0], "year", "2024-04-01/2025-04-01"),
	}
	o := org()
	o.Period = ghg.FiscalYear(2024, 4, ghg.LabelStartYear)
	o.Period.Start = ghg.Date{Year: 2024, Month: 1, Day: 1}
	inv, err := inventory.Of(o, rs)
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	labels := func(d inventory.Dimension) []string {
		table, err := p.Totals(d)
		require.NoError(t, err)
		var list []string
		for _, r := range table.Rows {
			list = append(list, r.Labels.Text(d))
		}
		return list
	}
	assert.Equal(t, []string{"2024-03", "2024-04-01/2025-04-01", "2024-12", "2024-12-01/2025-02-01"}, labels(inventory.ByMonth), "what straddles months is not divided")
	assert.Equal(t, []string{"2024", "2024-04-01/2025-04-01", "2024-12-01/2025-02-01"}, labels(inventory.ByYear))
	rs[0].Period = o.Period
	inv, err = inventory.Of(o, rs[:1])
	require.NoError(t, err)
	p, err = inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	assert.Equal(t, []string{"FY2024"}, labels(inventory.ByYear), "the organisation's period has its label")
}

// A result of factors of several countries and sets has all of them.
func TestTableOfSeveralFactors(t *testing.T) {
	r := calculatedWith(t, basis(t), lines()[0])[0]
	more := r.Factors[0]
	more.Region, more.Set = "US-CAMX", "other-1"
	r.Factors = append(slices.Clone(r.Factors), more)
	o := org()
	inv, err := inventory.OfChecked(o, []ghg.Result{r})
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	table, err := p.Totals(inventory.ByCountry, inventory.ByFactorSet)
	require.NoError(t, err)
	assert.Equal(t, "GB, US", table.Rows[0].Labels.Country)
	assert.Equal(t, "other-1, test-1", table.Rows[0].Labels.FactorSets)
}

func TestTableWithoutDimensions(t *testing.T) {
	table, err := plc(t).Totals(inventory.LocationBased)
	require.NoError(t, err)
	require.Len(t, table.Rows, 1)
	assert.Equal(t, "39608", table.Rows[0].CO2e.Kg().String())
	assert.Contains(t, table.String(), "39.608")

	table, err = inventory.Partial{}.Totals(inventory.ByScope)
	require.NoError(t, err)
	assert.Empty(t, table.Rows)
	assert.Empty(t, slices.Collect(table.Results(inventory.Labels{})))
	assert.Contains(t, table.String(), "total")

	empty, err := inventory.Of(org(), nil)
	require.NoError(t, err)
	p, err := empty.Partial(inventory.MarketBased)
	require.NoError(t, err)
	table, err = p.Totals()
	require.NoError(t, err)
	assert.Len(t, table.Rows, 1)
	assert.Contains(t, table.String(), "t CO2e (no result)")
}

func TestTotalsRefuses(t *testing.T) {
	inv := plc(t)
	_, err := inv.Totals(0, inventory.ByScope)
	require.ErrorIs(t, err, ghg.ErrMissing, "a total names its method")
	_, err = inv.Totals(inventory.MarketBased, 0)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = inv.Totals(inventory.MarketBased, 99)
	require.ErrorIs(t, err, ghg.ErrUnknown)
	_, err = inv.Totals(inventory.MarketBased, inventory.ByScope, inventory.ByScope)
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = inv.Totals(inventory.MarketBased, inventory.ByYear, inventory.ByMonth)
	require.ErrorIs(t, err, ghg.ErrMixed)
	part, err := inventory.Run(basis(t), org(), lines()[:2])
	require.NoError(t, err)
	_, err = part.Totals(inventory.MarketBased)
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, err, &incomplete)
}

func TestTableWriteCSV(t *testing.T) {
	table, err := plc(t).Totals(inventory.LocationBased, inventory.ByFactorSet, inventory.ByScope)
	require.NoError(t, err)
	var b strings.Builder
	require.NoError(t, table.WriteCSV(&b, true))
	assert.Equal(t, `factor_set,scope,kg_co2e,results,apart
,scope 3,7000,1,
test-1,scope 1,2308,2,scope 1: 3000 kg CO2-biogenic
test-1,scope 2,30000,1,
test-1,scope 3,300,1,
`, b.String())
	require.Error(t, table.WriteCSV(failing{}, false))
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, assert.AnError }

// A gas outside the Kyoto basket is apart in its scope, with its CO2e, and in no row's total.
func TestTableApart(t *testing.T) {
	list := calculated(t, leakOf("R-22"))
	inv, err := inventory.Of(org(), list)
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	for _, by := range [][]inventory.Dimension{{inventory.ByEntity}, {inventory.ByGas}} {
		table, err := p.Totals(by...)
		require.NoError(t, err)
		require.Len(t, table.Apart(), 1)
		assert.Equal(t, "scope 1: 1.76 t CO2e of gases outside the Kyoto basket", table.Apart()[0].String(), "AR5: 1760")
		assert.True(t, table.Total().IsZero())
		var b strings.Builder
		require.NoError(t, table.WriteCSV(&b, false))
		assert.Contains(t, b.String(), "scope 1: 1760 kg CO2e outside the Kyoto basket")
	}
}

// leakOf is one kilogram of a gas that has escaped.
func leakOf(gas string) activity.Activity {
	none := units.MustParse("0 kg")
	return scope1.FugitiveMaterialBalance{ID: "leak", Period: year, Gas: gas, StockStart: units.MustParse("1 kg"), StockEnd: none, Bought: none, Sold: none, ChargeIncrease: none}
}

func TestAddsUp(t *testing.T) {
	for _, c := range []struct {
		places int32
		total  string
		parts  []string
		want   inventory.Addition
	}{
		{0, "3", []string{"1", "2"}, inventory.Adds},
		{0, "1.5", []string{"0.5", "0.5", "0.5"}, inventory.AddsButFor},    // 2 and 1 + 1 + 1: half up
		{0, "100", []string{"33.4", "33.3", "33.3"}, inventory.AddsButFor}, // 99
		{0, "10", []string{"4", "4"}, inventory.AddsNot},                   // 2 > ½ × 3
		{0, "10", []string{"4", "4.6"}, inventory.AddsButFor},              // 1 ≤ ½ × 3
		{1, "0.3", []string{"0.14", "0.15"}, inventory.Adds},               // 0.1 + 0.2
		{-3, "1500", []string{"1499"}, inventory.AddsButFor},               // 2000 and 1000
		{0, "-1.5", []string{"-1", "-1"}, inventory.Adds},                  // −2
	} {
		got, err := inventory.AddsUp(c.places, dec.MustParse(c.total), numbers(c.parts)...)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, c.total)
	}
	_, err := inventory.AddsUp(31, dec.MustParse("1"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = inventory.AddsUp(0, dec.MustParse("1").Shift(100000))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestTableMarksRounding(t *testing.T) {
	var list []activity.Activity
	for _, site := range []string{"x", "y", "z"} {
		// 2.2 kWh × 0.228 kg = 0.5016 kg; 1.5048 kg together
		list = append(list, scope1.StationaryCombustion{ID: site, Site: site, Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("2.2 kWh(HHV)")})
	}
	inv, err := inventory.Run(basis(t), org(), list)
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	table, err := p.Totals(inventory.BySite)
	require.NoError(t, err)
	assert.Contains(t, table.String(), "0.002 (does not add up because of rounding)")
}

func numbers(texts []string) []decimal.Decimal {
	list := make([]decimal.Decimal, len(texts))
	for i, text := range texts {
		list[i] = dec.MustParse(text)
	}
	return list
}

// The rows of every method's results, divided by everything, are those of its results one by one.
func TestTableOfEveryMethod(t *testing.T) {
	b, list := everyMethod(t, 3)
	inv, err := inventory.FromLines(anyPeriod(), activity.NewDeriver(b).LinesOf(slices.Values(list)))
	require.NoError(t, err)
	one, err := inventory.Of(anyPeriod(), slices.Collect(inv.Results()))
	require.NoError(t, err)
	by := slices.DeleteFunc(everyDimension(), func(d inventory.Dimension) bool { return d == inventory.ByYear })
	for _, a := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		p, err := inv.Partial(a)
		require.NoError(t, err)
		q, err := one.Partial(a)
		require.NoError(t, err)
		grouped, err := p.Totals(by...)
		require.NoError(t, err)
		direct, err := q.Totals(by...)
		require.NoError(t, err)
		assert.Equal(t, csvOf(t, direct), csvOf(t, grouped), "lines that share a derivation, and lines one by one")
		assert.True(t, p.Total().Equal(grouped.Total()))
		for _, row := range grouped.Rows {
			ids := slices.Collect(grouped.Results(row.Labels))
			assert.Len(t, ids, row.Results)
			assert.Equal(t, ids, slices.Collect(direct.Results(row.Labels)))
		}
	}
}

func csvOf(t testing.TB, table inventory.Table) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, table.WriteCSV(&b, false))
	return b.String()
}
