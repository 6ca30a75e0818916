package rates_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/units/money"
)

func TestRatesCSVRoundTrip(t *testing.T) {
	r := made(t)
	var out bytes.Buffer
	require.NoError(t, rates.WriteCSV(&out, r, false))
	assert.Equal(t, 1+4+4+1+1+2, strings.Count(out.String(), "\n")) // header, fx, index, ppp, margin, vat
	again, err := rates.ReadCSV(&out, "own-1")
	require.NoError(t, err)
	assert.Equal(t, r.Digest(), again.Digest())
}

func TestReadRatesCSVRefuses(t *testing.T) {
	const header = "kind,name,region,from,to,quote,period,valid_from,valid_to,value,source\n"
	for row, want := range map[string]string{
		"rate,,,JPY,USD,from-per-to,2022,,,131,bank\n":                                                           "want fx, index, ppp, margin or vat",
		"fx,,,JPY,USD,,2022,,,131,bank\n":                                                                        `column "quote"`,
		"fx,,,JPY,USD,usd-per-jpy,2022,,,131,bank\n":                                                             "want to-per-from or from-per-to",
		"fx,,JP,JPY,USD,from-per-to,2022,,,131,bank\n":                                                           "want nothing in a row of kind fx",
		"fx,,,JPY,USD,from-per-to,2022,,,0,bank\n":                                                               "want an exchange rate",
		"fx,,,JPY,USD,from-per-to,2022,,,131,\n":                                                                 `column "source"`,
		"fx,,,JPY,USD,from-per-to,2022,,,,bank\n":                                                                `column "value"`,
		"fx,,,JPY,USD,from-per-to,2022,,,\"1,31\",bank\n":                                                        `column "value"`,
		"index,cpi,JP,JPY,,,FY2022,,,100,office\n":                                                               "want a year of four digits",
		"index,cpi,JP,JPY,,,2022,,,100,office\nindex,cpi,JP,JPY,,,2023,,,101,bank\n":                             "the source of the series",
		"index,cpi,JP,JPY,,,2022,,,100,office\nindex,cpi,JP,USD,,,2023,,,101,office\n":                           "the currency of the series, JPY",
		"index,cpi,JP,JPY,,,2022,,,100,office\nindex,cpi,JP,JPY,,,2022,,,101,office\n":                           "want the year once",
		"ppp,,JP,JPY,,,22,,,95,office\n":                                                                         "want a year of four digits",
		"ppp,,JP,JPY,,,2022,,,-95,office\n":                                                                      "want one above 0",
		"margin,spend/naics/334111,US,,purchaser,,2022,,,0.2,office\n":                                           "want basic or producer",
		"margin,spend/naics/334111,US,,retail,,2022,,,0.2,office\n":                                              "want basic or producer",
		"margin,spend/naics/334111,US,,basic,,x,,,0.2,office\n":                                                  "want a year of four digits",
		"vat,standard,JP,,,,,2019-10-01,2019-09-30,0.1,act\n":                                                    "valid_to",
		"vat,standard,JP,,,,,2019-10-01,2030-01-01,10,act\n":                                                     "want a fraction",
		"vat,standard,JP,,,,,2019-10-01,2030-01-01,0.1,act\nvat,standard,JP,,,,,2029-10-01,2031-01-01,0.1,act\n": "overlaps",
	} {
		_, err := rates.ReadCSV(strings.NewReader(header+row), "own")
		assert.ErrorContains(t, err, want, row)
	}
	_, err := rates.ReadCSV(strings.NewReader("kind,rate,source\n"), "own")
	assert.Error(t, err)
}

func TestReadRatesCSVNamesEveryBadCell(t *testing.T) {
	const header = "kind,name,region,from,to,quote,period,valid_from,valid_to,value,source\n"
	for row, want := range map[string][]string{
		"fx,,JP,JPY,USD,per,,,,1.2.3,\n":              {"region", "quote", "period", "value", "source"},
		"index,,JP,,,,FY22,,,x,office\n":              {"name", "from", "period", "value"},
		"ppp,,,JPY,,,22,,,,office\n":                  {"region", "period", "value"},
		"margin,spend,,,retail,,22,,,0.2,office\n":    {"region", "to", "period"},
		"vat,standard,JP,,,,,2019,2020-13-01,y,act\n": {"valid_from", "valid_to", "value"},
		"vat,,JP,,,,,2019-10-01,2019-09-30,0.1,act\n": {"name", "valid_to"},
		"fx,,,JPY,USD,from-per-to,2022,,,131,bank,\n": nil, // a cell too many
	} {
		_, err := rates.ReadCSV(strings.NewReader(header+row), "own.csv")
		require.ErrorContains(t, err, "own.csv:2: ", row) // the file by its name
		var lines []string
		for _, column := range want {
			lines = append(lines, fmt.Sprintf("column %q", column))
		}
		text := strings.Split(err.Error(), "\n")
		require.Len(t, text, max(1, len(lines)), row)
		for i, column := range lines {
			assert.Contains(t, text[i], column, row)
		}
	}
}

// FuzzReadRatesCSV checks that what is read can be written and read back with the same digest, and that nothing panics.
func FuzzReadRatesCSV(f *testing.F) {
	f.Add("kind,from,to,quote,period,value,source\nfx,JPY,USD,from-per-to,2022,131.4589,bank\n")
	f.Add("kind,name,region,from,period,value,source\nindex,cpi,JP,JPY,2022,104.098,office\n")
	f.Add("kind,name,region,valid_from,valid_to,value,source\nvat,standard,JP,2019-10-01,2030-01-01,0.1,act\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := rates.ReadCSV(strings.NewReader(text), "fuzz")
		if err != nil {
			return
		}
		var out bytes.Buffer
		require.NoError(t, rates.WriteCSV(&out, r, false))
		again, err := rates.ReadCSV(&out, "fuzz")
		require.NoError(t, err)
		assert.Equal(t, r.Digest(), again.Digest())
	})
}

// Yen of fiscal 2023 become dollars of 2022 with the company's own exchange rate and a published price index.
func ExampleRates_With() {
	published, err := rates.ReadCSV(strings.NewReader(`kind,name,region,from,period,value,source
index,cpi,US,USD,2022,123.474,"World Bank, FP.CPI.TOTL.ZG, chained"
index,cpi,US,USD,2023,128.557,"World Bank, FP.CPI.TOTL.ZG, chained"
`), "published-1")
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := published.With(rates.Tables{Name: "ours-2023", FX: []money.FX{{
		From: "JPY", To: "USD", Rate: money.MustParse("144.62 JPY").Value, Quote: money.FromPerTo, Period: "FY2023",
		Source: "annual report 2024, p. 80",
	}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fx, err := r.FX("JPY", "USD", "FY2023")
	if err != nil {
		fmt.Println(err)
		return
	}
	index, err := r.Index("cpi", "US", 2023, 2022)
	if err != nil {
		fmt.Println(err)
		return
	}
	num, den := index.Multiplier()
	fmt.Println("÷", fx[0].Rate, "JPY/USD,", fx[0].Source)
	fmt.Println("×", num, "÷", den, "from", index.Source)
	_, err = r.FX("JPY", "USD", "FY2024")
	fmt.Println(err)
	// Output:
	// ÷ 144.62 JPY/USD, annual report 2024, p. 80
	// × 123.474 ÷ 128.557 from World Bank, FP.CPI.TOTL.ZG, chained
	// no exchange rate from JPY to USD of FY2024 in ours-2023; it has JPY/USD of FY2023
}
