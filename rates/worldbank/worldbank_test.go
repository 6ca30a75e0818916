package worldbank_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
	"github.com/ghgkit/ghg/units/money"
)

func published(tb testing.TB) rates.Rates {
	tb.Helper()
	r, err := worldbank.Rates()
	require.NoError(tb, err)
	return r
}

// original reads a table with nothing but the standard library.
func original(t *testing.T, file string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../internal/gen/worldbank/original/" + file)
	require.NoError(t, err)
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	var out []map[string]string
	for _, row := range all[1:] {
		cells := map[string]string{}
		for i, name := range all[0] {
			cells[name] = row[i]
		}
		out = append(out, cells)
	}
	return out
}

func TestRates(t *testing.T) {
	r := published(t)
	assert.Equal(t, "worldbank-2000-2025", r.Name())
	tables := r.Tables()
	assert.Len(t, tables.FX, 546)
	assert.Len(t, tables.Parities, 4901)
	numbers, industries := 0, 0
	for _, s := range tables.Series {
		if strings.HasPrefix(s.Series, "bea-industry/") {
			industries++
			require.Len(t, s.Numbers, 27, s.Series)
			continue
		}
		numbers += len(s.Numbers)
	}
	assert.Equal(t, 402, industries)
	assert.Equal(t, 9333, numbers)
	again, err := worldbank.Rates()
	require.NoError(t, err)
	assert.True(t, r == again)
}

// Annual averages of H.10 as FRED publishes them, in units of the currency per dollar (AEXJPUS and similar series).
func TestPrintedExchangeRates(t *testing.T) {
	for _, tt := range []struct {
		currency money.Currency
		period   string
		want     string
	}{
		{"JPY", "2022", "131.4589"}, {"JPY", "2025", "149.5686"}, {"EUR", "2022", "0.9493"}, {"AUD", "2022", "1.4386"}, {"KRW", "2025", "1421.3963"},
	} {
		steps, err := published(t).FX(tt.currency, "USD", tt.period)
		require.NoError(t, err)
		require.Len(t, steps, 1)
		num, den := steps[0].Multiplier()
		assert.Equal(t, "1", num.String())
		assert.Equal(t, tt.want, den.String(), tt.currency)
		assert.Equal(t, "Board of Governors of the Federal Reserve System, H.10, by FRED: annual average (FRED H.10)", steps[0].Source)
	}
	steps, err := published(t).FX("GBP", "JPY", "2025") // through the dollar: two steps, the pound's own source
	require.NoError(t, err)
	require.Len(t, steps, 2)
	assert.Contains(t, steps[0].Source, "harmonic mean of 12 monthly averages")
	_, den := steps[0].Multiplier()
	assert.Equal(t, "0.7584", den.String())
	num, _ := steps[1].Multiplier()
	assert.Equal(t, "149.5686", num.String())
	_, err = published(t).FX("JPY", "USD", "FY2024")
	require.ErrorIs(t, err, rates.ErrNoRate)
	assert.ErrorContains(t, err, "JPY/USD of 2000, …, 2025")
}

// The index numbers reproduce the published changes: consumer prices of the United States rose by 8.0028 % in 2022 and
// the GDP deflator by 7.12948 % (World Bank FP.CPI.TOTL.ZG, NY.GDP.DEFL.KD.ZG). So does every chained number, within
// half of the sixth digit of both.
func TestChainedIndices(t *testing.T) {
	r := published(t)
	for series, want := range map[string]string{worldbank.CPI: "1.080028", worldbank.GDPDeflator: "1.0712948"} {
		x, err := r.Index(series, "US", 2021, 2022)
		require.NoError(t, err)
		num, den := x.Multiplier()
		ratio, err := dec.Quo(num, den)
		require.NoError(t, err)
		assert.True(t, ratio.Sub(dec.MustParse(want)).Abs().LessThan(dec.MustParse("0.00001")), "%s %s", series, ratio)
		assert.Equal(t, money.Currency("USD"), x.Currency)
	}
	rows := original(t, "price_indices.csv")
	require.Len(t, rows, 5201)
	byYear := map[string]map[string]string{}
	for _, row := range rows {
		byYear[row["iso3"]+row["year"]] = row
	}
	checked := 0
	for _, row := range rows {
		year, err := strconv.Atoi(row["year"])
		require.NoError(t, err)
		before := byYear[row["iso3"]+strconv.Itoa(year-1)]
		for index, change := range map[string]string{"cpi_index_2015_100": "cpi_annual_pct", "gdp_deflator_index_2015_100": "gdp_deflator_annual_pct"} {
			if row[index] == "" || before[index] == "" {
				continue
			}
			grown := dec.MustParse(before[index]).Mul(dec.MustParse("100").Add(dec.MustParse(row[change]))).Shift(-2)
			diff, err := dec.Quo(grown.Sub(dec.MustParse(row[index])).Abs(), dec.MustParse(row[index]))
			require.NoError(t, err)
			require.True(t, diff.LessThan(dec.MustParse("0.00001")), "%s %s %s", row["iso3"], row["year"], index)
			checked++
		}
	}
	assert.Greater(t, checked, 9000)
}

// Every row of the originals is in the rates, number by number, or is listed as left out.
func TestEveryRowOfTheOriginals(t *testing.T) {
	r := published(t)
	omitted, err := os.ReadFile("data/omitted.csv")
	require.NoError(t, err)
	left := map[string]bool{} // file and country and year
	all, err := csv.NewReader(bytes.NewReader(omitted)).ReadAll()
	require.NoError(t, err)
	for _, row := range all[1:] {
		left[row[0]+" "+row[2]] = true
	}
	regions := map[string]string{"XKX": "XK", "EMU": "EZ"}
	text, err := os.ReadFile("../../internal/gen/country/original/country_codes.csv")
	require.NoError(t, err)
	codes, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	for _, row := range codes[1:] {
		regions[row[1]] = row[0]
	}
	numbers := map[string]string{}
	for _, s := range r.Tables().Series {
		for _, n := range s.Numbers {
			numbers[fmt.Sprintf("%s %s %d", s.Series, s.Region, n.Year)] = n.Value.String()
		}
	}
	found := 0
	same := func(key, printed string) {
		if printed == "" {
			return
		}
		have, ok := numbers[key]
		require.True(t, ok, key)
		require.True(t, dec.MustParse(printed).Equal(dec.MustParse(have)), key)
		found++
	}
	for _, row := range original(t, "price_indices.csv") {
		if left["price_indices.csv "+row["iso3"]+" "+row["year"]] {
			continue
		}
		same("cpi "+regions[row["iso3"]]+" "+row["year"], row["cpi_index_2015_100"])
		same("gdp-deflator "+regions[row["iso3"]]+" "+row["year"], row["gdp_deflator_index_2015_100"])
	}
	for _, row := range original(t, "bea_industry_price_index_2017schema.csv") {
		for year := 1997; year <= 2023; year++ {
			same(fmt.Sprintf("bea-industry/%s US %d", row["bea_2017_detail"], year), row[strconv.Itoa(year)])
		}
	}
	assert.Len(t, numbers, found)
	parities := 0
	for _, row := range original(t, "ppp_gdp.csv") {
		if left["ppp_gdp.csv "+row["iso3"]+" "+row["year"]] {
			continue
		}
		year, err := money.ParsePriceYear(row["year"])
		require.NoError(t, err)
		p, err := r.PPP(regions[row["iso3"]], year)
		require.NoError(t, err)
		require.True(t, dec.MustParse(row["lcu_per_international_dollar"]).Equal(p.Rate), "%s", row)
		parities++
	}
	assert.Equal(t, 4963-62, parities) // 62 of 4,963 are left out
	for _, row := range original(t, "fx_annual_lcu_per_usd.csv") {
		steps, err := r.FX(money.Currency(row["currency"]), "USD", row["year"])
		require.NoError(t, err)
		require.True(t, dec.MustParse(row["lcu_per_usd"]).Equal(steps[0].Rate), "%s", row)
	}
}

// Euros spent in 2024 become dollars of 2022. The price index of an industry ends in 2023 and is not carried forward.
func ExampleRates() {
	r, err := worldbank.Rates()
	if err != nil {
		fmt.Println(err)
		return
	}
	fx, err := r.FX("EUR", "USD", "2024")
	if err != nil {
		fmt.Println(err)
		return
	}
	index, err := r.Index(worldbank.CPI, "US", 2024, 2022)
	if err != nil {
		fmt.Println(err)
		return
	}
	from := money.PriceBasis{Currency: "EUR", Year: 2024, Type: money.PurchaserPrice}
	to := money.PriceBasis{Currency: "USD", Year: 2022, Type: money.PurchaserPrice}
	num, den, err := money.Chain(from, to, fx[0], index)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("multiply by", num, "and divide by", den)
	_, err = r.Index(worldbank.Industry("334111"), "US", 2024, 2022)
	fmt.Println(err)
	// Output:
	// multiply by 123.474 and divide by 122.3169458
	// no price index bea-industry/334111 of US from 2024 to 2022 in worldbank-2000-2025; it has 1997-2023
}

func BenchmarkFX(b *testing.B) {
	r := published(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.FX("GBP", "JPY", "2025"); err != nil {
			b.Fatal(err)
		}
	}
}
