package scope3_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// spendRates are round figures for hand calculation.
func spendRates(t testing.TB) rates.Rates {
	t.Helper()
	number := func(year money.PriceYear, value string) rates.Number {
		return rates.Number{Year: year, Value: dec.MustParse(value)}
	}
	r, err := rates.New(rates.Tables{
		Name: "round-1",
		FX: []money.FX{
			{From: "JPY", To: "USD", Rate: dec.MustParse("125"), Quote: money.FromPerTo, Period: "2022", Source: "bank, 2022"},
			{From: "JPY", To: "USD", Rate: dec.MustParse("150"), Quote: money.FromPerTo, Period: "FY2024", Source: "bank, fiscal 2024"},
			{From: "EUR", To: "USD", Rate: dec.MustParse("1.1"), Quote: money.ToPerFrom, Period: "2022", Source: "bank, 2022"},
		},
		Series: []rates.Series{
			{Series: "cpi", Region: "JP", Currency: "JPY", Numbers: []rates.Number{number(2022, "100"), number(2024, "110")}, Source: "office of Japan"},
			{Series: "industry", Region: "US", Currency: "USD", Numbers: []rates.Number{number(2022, "100"), number(2024, "120")}, Source: "office of the US"},
		},
		Margins: []rates.Margin{{
			Activity: "spend/naics/334111", Region: "US", Year: 2022, Margin: money.Margin{To: money.ProducerPrice, Share: dec.MustParse("0.2"), Source: "office of the US"},
		}},
		VAT: []rates.VAT{{Region: "JP", Class: "standard", Valid: ghg.CalendarYear(2024), VAT: money.VAT{Rate: dec.MustParse("0.10"), Source: "Consumption Tax Act"}}},
	})
	require.NoError(t, err)
	return r
}

// yenSpend is the example of package money: 1,512,500 JPY with tax are 1,375,000 without, 1,250,000 in prices of 2022 and
// 10,000 USD.
func yenSpend() scope3.SpendBased {
	return scope3.SpendBased{
		ID: "computers", Period: ghg.CalendarYear(2024), Category: 1, Item: "computers", Spend: units.MustParse("1512500 JPY"), Tax: "JP/standard",
		PriceYear: 2024, PriceType: money.PurchaserPrice, Activity: "spend/naics/334111", Region: "US", FactorYear: 2022,
		FactorPriceType: money.PurchaserPrice, Factor: factors.MustSupplied("0.3 kg CO2e/USD AR5; a table"), Exchange: "2022", Index: "cpi", IndexRegion: "JP",
	}
}

func spendBasis(t testing.TB) factors.Basis {
	t.Helper()
	return factors.Basis{GWP: ghg.AR5(), Rates: spendRates(t)}
}

func TestSpendSteps(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*scope3.SpendBased)
		want   string
	}{
		{"tax, own index, exchange", func(*scope3.SpendBased) {}, "3000"}, // 10,000 USD × 0.3
		{"producer's price", func(a *scope3.SpendBased) { a.FactorPriceType = money.ProducerPrice }, "2400"},
		{"tax excluded", func(a *scope3.SpendBased) { a.Tax = "excluded" }, "3300"},
		// 1,375,000 JPY ÷ 150 × 100/120 × 0.3 = 1,375,000 × 0.3 × 100 ÷ 18,000
		{"exchange, then the industry's index", func(a *scope3.SpendBased) { a.Exchange, a.Index, a.IndexRegion = "FY2024", "industry", "US" }, "2291.666666666666666666666666666667"},
		{"same year", func(a *scope3.SpendBased) {
			a.PriceYear, a.PriceYearReason, a.Index, a.IndexRegion = 2022, "old contract", "", ""
		}, "3300"}, // 11,000 USD × 0.3
		// 1000 EUR × 1.1 × 0.3
		{"euro", func(a *scope3.SpendBased) {
			a.Spend, a.Tax, a.PriceYear, a.PriceYearReason = units.MustParse("1000 EUR"), "excluded", 2022, "old contract"
		}, "330"},
		{"nothing to change", func(a *scope3.SpendBased) {
			a.Spend, a.Tax, a.PriceYear, a.PriceYearReason = units.MustParse("1000 USD"), "excluded", 2022, "old contract"
			a.Exchange, a.Index, a.IndexRegion = "", "", ""
		}, "300"},
		{"capital goods", func(a *scope3.SpendBased) { a.Category = 2 }, "3000"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := with(yenSpend(), c.change)
			assert.Equal(t, c.want, kg(calculate(t, spendBasis(t), a)).String())
			a.Spend.Value = a.Spend.Value.Add(a.Spend.Value)
			double := kg(calculate(t, spendBasis(t), a))
			if c.want != "2291.666666666666666666666666666667" {
				assert.True(t, dec.MustParse(c.want).Mul(dec.MustParse("2")).Equal(double), "Twice the spend emits %s kg CO2e, want twice %s.", double, c.want)
			}
		})
	}
}

// What was paid and what it is in the factor's money both stand in the result, every rate with its source.
func TestSpendIsRecorded(t *testing.T) {
	r := calculate(t, spendBasis(t), yenSpend())[0]
	require.Len(t, r.Steps, 2)
	assert.Equal(t, "10000", r.Steps[0].Value.String())
	assert.Equal(t, "USD", r.Steps[0].Unit)
	assert.False(t, r.Steps[0].Emits())
	sources := map[string]bool{}
	for _, term := range r.Steps[1].Terms {
		sources[term.Source] = true
	}
	for _, s := range []string{"Consumption Tax Act", "office of Japan", "bank, 2022"} {
		assert.True(t, sources[s], "No term names the source %s.", s)
	}
	assert.Equal(t, "1512500 JPY", r.Purchase.Spend.String())
	assert.False(t, r.Primary)
	assert.Equal(t, "supplied/spend/naics/334111@purchaser-2022/US/2024/USD", r.Factors[0].ID)
}

func TestSpendRefuses(t *testing.T) {
	refuse(t, spendBasis(t), []refusal{
		{"no rates of the period", with(yenSpend(), func(a *scope3.SpendBased) { a.Exchange = "FY2022" }), rates.ErrNoRate, "exchange rate from JPY to USD of FY2022"},
		{"rate of another year", with(yenSpend(), func(a *scope3.SpendBased) { a.Exchange = "FY2024" }), ghg.ErrMixed, "2022"},
		{"no index", with(yenSpend(), func(a *scope3.SpendBased) { a.Index = "" }), ghg.ErrMissing, "index"},
		{"no region of the index", with(yenSpend(), func(a *scope3.SpendBased) { a.IndexRegion = "" }), ghg.ErrMissing, "index_region"},
		{"unknown index", with(yenSpend(), func(a *scope3.SpendBased) { a.Index = "ppi" }), rates.ErrNoRate, "ppi"},
		{"no exchange", with(yenSpend(), func(a *scope3.SpendBased) { a.Exchange = "" }), ghg.ErrMissing, "exchange"},
		{"no margin", with(yenSpend(), func(a *scope3.SpendBased) { a.FactorPriceType = money.BasicPrice }), rates.ErrNoRate, "margin"},
		{"prices of an earlier year", with(yenSpend(), func(a *scope3.SpendBased) { a.PriceYear = 2023 }), ghg.ErrOutOfRange, "price_year_reason"},
		{"prices of a later year", with(yenSpend(), func(a *scope3.SpendBased) { a.PriceYear = 2025 }), ghg.ErrOutOfRange, "a year of the period, 2024"},
		{"a reason for nothing", with(yenSpend(), func(a *scope3.SpendBased) { a.PriceYearReason = "old contract" }), ghg.ErrMixed, "price_year_reason"},
		{"basic to purchaser", with(yenSpend(), func(a *scope3.SpendBased) { a.PriceType = money.BasicPrice }), money.ErrWrongBasis, "do not lead"},
		{"unknown tax", with(yenSpend(), func(a *scope3.SpendBased) { a.Tax = "JP/reduced" }), rates.ErrNoRate, "reduced"},
		{"tax in no form", with(yenSpend(), func(a *scope3.SpendBased) { a.Tax = "10%" }), ghg.ErrOutOfRange, "tax"},
		{"tax of no region", with(yenSpend(), func(a *scope3.SpendBased) { a.Tax = "/standard" }), ghg.ErrOutOfRange, "JP/standard"},
		{"tax of no class", with(yenSpend(), func(a *scope3.SpendBased) { a.Tax = "JP/" }), ghg.ErrOutOfRange, "JP/standard"},
		{"tax of a region without rates", with(yenSpend(), func(a *scope3.SpendBased) { a.Tax = "X/y" }), rates.ErrNoRate, "X"},
		{"not money", with(yenSpend(), func(a *scope3.SpendBased) { a.Spend = units.MustParse("5 kg") }), ghg.ErrDimension, "money"},
		{"category", with(yenSpend(), func(a *scope3.SpendBased) { a.Category = 11 }), ghg.ErrOutOfRange, "category"},
		{"factor not per money", with(yenSpend(), func(a *scope3.SpendBased) { a.Factor = factors.MustSupplied("1 kg CO2/kg; x") }), ghg.ErrDimension, "factor"},
		{"factor of no year", with(yenSpend(), func(a *scope3.SpendBased) { a.FactorYear = 0 }), ghg.ErrMissing, "factor_year"},
		{"factor of no price type", with(yenSpend(), func(a *scope3.SpendBased) { a.FactorPriceType = 0 }), ghg.ErrMissing, "factor_price_type"},
		{"factor of another currency", with(yenSpend(), func(a *scope3.SpendBased) { a.FactorCurrency = "EUR" }), ghg.ErrMixed, "factor_currency"},
		{"unknown currency", with(yenSpend(), func(a *scope3.SpendBased) { a.FactorCurrency = "ghg.X" }), nil, "ghg.X"},
		{"no factors", with(yenSpend(), func(a *scope3.SpendBased) { a.Factor = factors.Supplied{} }), ghg.ErrMissing, "factors of the basis"},
	})
	b := spendBasis(t)
	b.Rates = rates.Rates{}
	refuse(t, b, []refusal{{"no rates", yenSpend(), rates.ErrNoRate, `"computers"`}})
}

// Yen spent on computers in 2023, exchanged at the average of 2023, brought to dollars of 2022 by the prices of the
// industry, and multiplied by the factor of the industry. The factor is a year older than the purchase: the policy allows
// it, and the result has a caveat.
func ExampleSpendBased() {
	set, err := useeio.Load(useeio.Edition1_3)
	if err != nil {
		fmt.Println(err)
		return
	}
	rates, err := worldbank.Rates()
	if err != nil {
		fmt.Println(err)
		return
	}
	results, err := scope3.SpendBased{
		ID: "computers", Period: ghg.CalendarYear(2023), Category: 2, Item: "computers", Supplier: "maker", Spend: units.MustParse("140511000 JPY"),
		Tax: "excluded", PriceYear: 2023, PriceType: money.PurchaserPrice, Activity: "spend/naics/334111", Region: "US", FactorCurrency: "USD",
		Exchange: "2023", Index: "bea-industry/334111", IndexRegion: "US",
	}.Calculate(factors.Basis{Factors: set, GWP: ghg.AR5(), Rates: rates, Policy: factors.Policy{OlderYears: 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(results[0].Steps[0])
	fmt.Println(results[0].CO2e.Tonnes().Round(3), "t CO2e")
	fmt.Println(results[0].Caveats)
	// Output:
	// spend in the money of the factor: 140511000 JPY (spend) ÷ 140.5001 JPY/USD (exchange rate of 2023) × 107.39 (price index bea-industry/334111/US of 2022) ÷ 108.71 (price index bea-industry/334111/US of 2023) = 987934.2408 USD
	// 57.3 t CO2e
	// [older-factor: useeio/spend/naics/334111@purchaser-2022/US/2022/USD is valid 2022, the period is 2023]
}

// TestPriceYearOfAFiscalYear: both calendar years of a fiscal year are years of the period; a year outside needs a reason,
// which the result keeps as a caveat.
func TestPriceYearOfAFiscalYear(t *testing.T) {
	spend := with(yenSpend(), func(a *scope3.SpendBased) {
		a.Period, a.Spend, a.Tax = ghg.FiscalYear(2023, 4, ghg.LabelStartYear), units.MustParse("1000 USD"), "excluded"
		a.Exchange, a.Index, a.IndexRegion, a.FactorYear = "", "", "", 2023
	})
	for priceYear, ok := range map[int]bool{2022: false, 2023: true, 2024: true, 2025: false} {
		a := with(spend, func(a *scope3.SpendBased) { a.PriceYear, a.FactorYear = priceYear, priceYear })
		rs, err := a.Calculate(spendBasis(t))
		if !ok {
			require.ErrorIs(t, err, ghg.ErrOutOfRange, "prices of %d", priceYear)
			a.PriceYearReason = "framework contract"
			rs = calculate(t, spendBasis(t), a)
			assert.Equal(t, []ghg.CaveatKind{ghg.PricesOfOtherYear}, caveatsOf(rs[0]))
			assert.Contains(t, rs[0].Caveats[0].Detail, "framework contract")
			continue
		}
		require.NoError(t, err, "prices of %d", priceYear)
		assert.Empty(t, rs[0].Caveats)
	}
}

// TestIndexRegionIsStated: 150 million yen of 2023, by a factor of 0.058 kg CO2e per dollar of 2022 (USEEIO 1.3, NAICS
// 334111). Rates of the World Bank's set: 140.5001 JPY/USD in 2023, 131.4589 in 2022.
//
//	index of the US: 150000000 ÷ 140.5001 × 123.474 ÷ 128.557 × 0.058 = 59.5 t
//	index of Japan:  150000000 × 104.098 ÷ 107.5 ÷ 131.4589 × 0.058 = 64.1 t
//
// The yen lost 6.4 % of its value in dollars, while inflation in the two countries differed by 0.8 %: the choice is the
// reporter's, and the steps state it.
func TestIndexRegionIsStated(t *testing.T) {
	set, err := useeio.Load(useeio.Edition1_3)
	require.NoError(t, err)
	of, err := worldbank.Rates()
	require.NoError(t, err)
	b := factors.Basis{Factors: set, GWP: ghg.AR5(), Rates: of, Policy: factors.Policy{OlderYears: 1}}
	for _, c := range []struct {
		region, exchange, tonnes string
		refs                     []string
	}{
		{"US", "2023", "59.5", []string{"fx/JPY/USD/2023", "index/cpi/US/2022", "index/cpi/US/2023"}},
		{"JP", "2022", "64.1", []string{"index/cpi/JP/2022", "index/cpi/JP/2023", "fx/JPY/USD/2022"}},
	} {
		r := calculate(t, b, scope3.SpendBased{
			ID: "computers", Period: ghg.CalendarYear(2023), Category: 1, Item: "computers", Spend: units.MustParse("150000000 JPY"), Tax: "excluded",
			PriceYear: 2023, PriceType: money.PurchaserPrice, Activity: "spend/naics/334111", Region: "US", FactorCurrency: "USD",
			Exchange: c.exchange, Index: "cpi", IndexRegion: c.region,
		})[0]
		assert.Equal(t, c.tonnes, r.CO2e.Tonnes().Round(1).String(), "by the index of %s", c.region)
		var refs []string
		for _, term := range r.Steps[0].Terms {
			if term.Kind == ghg.TermPrice {
				refs = append(refs, term.Ref)
			}
		}
		assert.Equal(t, c.refs, refs)
		assert.Contains(t, r.Steps[0].String(), "price index cpi/"+c.region+" of 2022")
	}
}

// TestPriceYearOfTheLastDay: the year of the last day is a year of the period, even where it is the only day of it.
func TestPriceYearOfTheLastDay(t *testing.T) {
	day := func(year int, month time.Month, day int) ghg.Date {
		return ghg.Date{Year: year, Month: month, Day: day}
	}
	spend := with(yenSpend(), func(a *scope3.SpendBased) {
		a.Period, a.Spend, a.Tax = ghg.Period{Start: day(2024, 7, 1), End: day(2025, 1, 2)}, units.MustParse("1000 USD"), "excluded"
		a.PriceYear, a.FactorYear, a.Exchange, a.Index, a.IndexRegion = 2025, 2025, "", "", ""
	})
	assert.Equal(t, "300", kg(calculate(t, spendBasis(t), spend)).String()) // 1000 × 0.3
	spend.Period.End = day(2025, 1, 1)
	refuse(t, spendBasis(t), []refusal{{"a day less", spend, ghg.ErrOutOfRange, "price_year"}})
}
