// Command worldbank writes rates/worldbank/data from the tables of exchange rates, price indices and purchasing power
// parities beside it.
//
// Numbers are written as printed. Countries get the module's two-letter codes and currencies; rows with several
// currencies, or with one that was redenominated, are omitted and listed.
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/ghgkit/ghg/internal/gen/country"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "worldbank:", err)
		os.Exit(1)
	}
}

// Reasons why a row is omitted.
var (
	several = "an aggregate of economies with several currencies"
	redone  = "the currency was replaced or redenominated in the period"
	noIndex = "there is no index number"

	leftOut = map[string]string{"WLD": several, "OED": several, "EUU": several, "VEN": redone, "ZWE": redone}
	// The parities of Bulgaria are in lev, which is not an active currency; its price indices are ratios and stay.
	leftOutParities = map[string]string{"WLD": several, "OED": several, "EUU": several, "VEN": redone, "ZWE": redone, "BGR": "in lev, which is no active currency"}
)

type converter struct {
	original, data string
	codes          map[string]country.Country
	omitted        []sheet.Omitted
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	codes, err := country.Codes(root)
	if err != nil {
		return err
	}
	codes["EMU"] = country.Country{Alpha2: "EZ", Currency: "EUR"}
	c := &converter{original: filepath.Join(root, "internal/gen/worldbank/original"), data: filepath.Join(root, "rates/worldbank/data"), codes: codes}
	if err := os.MkdirAll(c.data, 0o755); err != nil {
		return err
	}
	for _, convert := range []func() error{c.indices, c.parities, c.exchange, c.industries} {
		if err := convert(); err != nil {
			return err
		}
	}
	return sheet.WriteOmitted(filepath.Join(c.data, "omitted.csv"), c.omitted)
}

func (c *converter) indices() error {
	const file = "price_indices.csv"
	out := [][]string{{"region", "currency", "year", "cpi", "gdp_deflator"}}
	err := c.each(file, leftOut, func(r sheet.Record, at country.Country) {
		cpi, deflator := r.Get("cpi_index_2015_100"), r.Get("gdp_deflator_index_2015_100")
		if cpi == "" && deflator == "" {
			c.omit(file, r, noIndex)
			return
		}
		out = append(out, []string{at.Alpha2, at.Currency, r.Get("year"), cpi, deflator})
	})
	if err != nil {
		return err
	}
	return c.write("prices.csv", out)
}

func (c *converter) parities() error {
	out := [][]string{{"region", "currency", "year", "rate"}}
	err := c.each("ppp_gdp.csv", leftOutParities, func(r sheet.Record, at country.Country) {
		out = append(out, []string{at.Alpha2, at.Currency, r.Get("year"), r.Get("lcu_per_international_dollar")})
	})
	if err != nil {
		return err
	}
	return c.write("parities.csv", out)
}

func (c *converter) exchange() error {
	records, err := sheet.Read(filepath.Join(c.original, "fx_annual_lcu_per_usd.csv"))
	if err != nil {
		return err
	}
	out := [][]string{{"currency", "year", "per_usd", "basis"}}
	for _, r := range records {
		out = append(out, []string{r.Get("currency"), r.Get("year"), r.Get("lcu_per_usd"), r.Get("basis")})
	}
	return c.write("exchange.csv", out)
}

func (c *converter) industries() error {
	const first, last = 1997, 2023
	records, err := sheet.Read(filepath.Join(c.original, "bea_industry_price_index_2017schema.csv"))
	if err != nil {
		return err
	}
	header := []string{"bea_detail", "name"}
	for year := first; year <= last; year++ {
		header = append(header, strconv.Itoa(year))
	}
	out := [][]string{header}
	for _, r := range records {
		row := []string{r.Get("bea_2017_detail"), r.Get("name")}
		for _, year := range header[2:] {
			row = append(row, r.Get(year))
		}
		out = append(out, row)
	}
	return c.write("industries.csv", out)
}

// each reads a table by country and passes on the rows that are not omitted.
func (c *converter) each(file string, without map[string]string, row func(sheet.Record, country.Country)) error {
	records, err := sheet.Read(filepath.Join(c.original, file))
	if err != nil {
		return err
	}
	for _, r := range records {
		iso3 := r.Get("iso3")
		if why, out := without[iso3]; out {
			c.omit(file, r, why)
			continue
		}
		at, ok := c.codes[iso3]
		if !ok {
			return fmt.Errorf("%s, line %d: the country %q is unknown", file, r.Line, iso3)
		}
		row(r, at)
	}
	return nil
}

func (c *converter) omit(file string, r sheet.Record, why string) {
	c.omitted = append(c.omitted, sheet.Omitted{File: file, Line: r.Line, What: r.Get("iso3") + " " + r.Get("year"), Why: why})
}

func (c *converter) write(name string, rows [][]string) error {
	f, err := os.Create(filepath.Join(c.data, name))
	if err != nil {
		return err
	}
	if err := csv.NewWriter(f).WriteAll(rows); err != nil {
		return err
	}
	return f.Close()
}
