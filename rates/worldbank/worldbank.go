// Package worldbank holds the published numbers that convert the money of a ledger to the money of a factor: price
// indices and purchasing power parities of the World Bank, exchange rates of the US Federal Reserve, and price indices
// by industry of the US Bureau of Economic Analysis.
//
// The mistake it prevents is using a rate "of about that time" from a search engine. Every number here is an annual
// figure of a named series, and a lookup returns it with its source, as a step that a result shows. There is no rate of
// today; nothing is interpolated and nothing is carried forward. A number that is not published is a
// *rates.NoRateError.
//
//	number                          by                              years      source
//	exchange rates                  21 currencies per US dollar     2000–2025  Federal Reserve H.10, annual averages, by FRED
//	consumer prices (cpi)           region                          2000–2024  World Bank FP.CPI.TOTL.ZG
//	GDP deflator (gdp-deflator)     region                          2000–2023  World Bank NY.GDP.DEFL.KD.ZG
//	purchasing power parity, GDP    region                          2000–2024  World Bank PA.NUS.PPP
//	industries' prices              402 industries of the US        1997–2023  BEA, gross output by industry, 24 September 2024
//
// World Bank: CC BY 4.0, attribution "The World Bank, World Development Indicators". Federal Reserve and BEA: works of
// the US government, public domain.
//
// # Notes on the data
//
// The World Bank publishes the two price series as changes in per cent; the index numbers, 2015 = 100, are these
// changes chained, to six digits. H.10's annual table has no annual rates for the pound: they are the harmonic means of
// the twelve monthly averages, as the source of each states. Regions are ISO 3166-1 alpha-2, with XK for Kosovo and EZ
// for the euro area. Currencies are those of today, in which the World Bank also states earlier years. Venezuela and
// Zimbabwe, whose currencies were redenominated, aggregates of several currencies, and Bulgaria's parities, which are
// in lev, are left out (data/omitted.csv).
package worldbank

import (
	"bytes"
	"embed"
	"strconv"
	"sync"

	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/units/money"
)

// Edition is the embedded span of years; the rates are named "worldbank-" and the edition.
const Edition = "2000-2025"

// The price series by region, for [rates.Rates.Index].
const (
	CPI         = "cpi"          // consumer prices
	GDPDeflator = "gdp-deflator" // prices of everything produced
)

// Industry returns the name of the price series for an industry of the United States, by its code at the detail level
// of BEA's 2017 schema: Industry("334111") is "bea-industry/334111". It does not check the code.
func Industry(beaDetail string) string { return "bea-industry/" + beaDetail }

// Where the numbers are published.
const (
	sourceFX       = "Board of Governors of the Federal Reserve System, H.10, by FRED: "
	sourceCPI      = "World Bank, inflation, consumer prices (FP.CPI.TOTL.ZG), chained, 2015 = 100"
	sourceDeflator = "World Bank, inflation, GDP deflator (NY.GDP.DEFL.KD.ZG), chained, 2015 = 100"
	sourcePPP      = "World Bank, PPP conversion factor, GDP (PA.NUS.PPP)"
	sourceBEA      = "BEA, chain-type price indexes for gross output by industry (UGdpByInd, 24 September 2024), 2017 = 100"
)

//go:embed data
var embedded embed.FS

var load = sync.OnceValues(read)

// Rates returns all the rates, read on first use and shared from then on.
func Rates() (rates.Rates, error) { return load() }

func read() (rates.Rates, error) {
	tables := rates.Tables{Name: "worldbank-" + Edition}
	for _, part := range []func(*rates.Tables) error{exchange, prices, parities, industries} {
		if err := part(&tables); err != nil {
			return rates.Rates{}, err
		}
	}
	return rates.New(tables)
}

func rows(file string, columns []string, each func(table.Row) error) error {
	text, err := embedded.ReadFile("data/" + file)
	if err != nil {
		return err
	}
	return table.Read(bytes.NewReader(text), table.Options{Name: file, Columns: table.Columns(columns...)}, each)
}

func exchange(t *rates.Tables) error {
	return rows("exchange.csv", []string{"currency", "year", "per_usd", "basis"}, func(row table.Row) error {
		rate, err := row.Number("per_usd")
		if err != nil {
			return err
		}
		t.FX = append(t.FX, money.FX{
			From: money.Currency(row.Text("currency")), To: "USD", Rate: rate, Quote: money.FromPerTo, Period: row.Text("year"),
			Source: sourceFX + row.Text("basis"),
		})
		return nil
	})
}

func prices(t *rates.Tables) error {
	series := []struct{ column, name, source string }{{"cpi", CPI, sourceCPI}, {"gdp_deflator", GDPDeflator, sourceDeflator}}
	at := map[[2]string]int{} // index in t.Series by region and series
	return rows("prices.csv", []string{"region", "currency", "year", "cpi", "gdp_deflator"}, func(row table.Row) error {
		year, err := row.Integer("year")
		if err != nil {
			return err
		}
		for _, s := range series {
			value, given, err := row.OptionalNumber(s.column)
			if err != nil {
				return err
			}
			if !given {
				continue
			}
			key := [2]string{row.Text("region"), s.name}
			i, ok := at[key]
			if !ok {
				i = len(t.Series)
				at[key] = i
				t.Series = append(t.Series, rates.Series{
					Series: s.name, Region: row.Text("region"), Currency: money.Currency(row.Text("currency")), Source: s.source,
				})
			}
			t.Series[i].Numbers = append(t.Series[i].Numbers, rates.Number{Year: money.PriceYear(year), Value: value})
		}
		return nil
	})
}

func parities(t *rates.Tables) error {
	return rows("parities.csv", []string{"region", "currency", "year", "rate"}, func(row table.Row) error {
		year, err := row.Integer("year")
		if err != nil {
			return err
		}
		rate, err := row.Number("rate")
		if err != nil {
			return err
		}
		t.Parities = append(t.Parities, rates.Parity{
			Region: row.Text("region"), Currency: money.Currency(row.Text("currency")), Year: money.PriceYear(year), Rate: rate,
			Source: sourcePPP,
		})
		return nil
	})
}

func industries(t *rates.Tables) error {
	const first, last = 1997, 2023
	columns := []string{"bea_detail", "name"}
	for year := first; year <= last; year++ {
		columns = append(columns, strconv.Itoa(year))
	}
	return rows("industries.csv", columns, func(row table.Row) error {
		s := rates.Series{
			Series: Industry(row.Text("bea_detail")), Region: "US", Currency: "USD", Source: sourceBEA + ", " + row.Text("name"),
			Numbers: make([]rates.Number, 0, last-first+1),
		}
		for year := first; year <= last; year++ {
			value, err := row.Number(columns[2+year-first])
			if err != nil {
				return err
			}
			s.Numbers = append(s.Numbers, rates.Number{Year: money.PriceYear(year), Value: value})
		}
		t.Series = append(t.Series, s)
		return nil
	})
}
