// Command eea writes factors/eea/data from the table of direct intensities beside it.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/gen/country"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "eea:", err)
		os.Exit(1)
	}
}

// edition is a set: its name, the years, what the title says of it and the caveat of its factors.
type edition struct{ name, valid, words, caveat string }

// editions maps the original's names of its editions to theirs here.
var editions = map[string]edition{
	"1990-2019 edition":        {"1990-2019", "1990-2019", "data of 1990 to 2019", ""},
	"2024 (second-hand table)": {"2024", "2024", "data of 2024, as transcribed by others", "unchecked-transcript: taken from a transcription, not from the agency's own file"},
}

// of2023 is the edition that has an original of its own.
var of2023 = edition{"2023", "2023", "data of 2023, final inventory, as transcribed by others", "unchecked-transcript: taken from a transcription, not from the agency's own file"}

// aggregates are the rows of the Union by membership: EU is the current 27.
var aggregates = map[string]string{"EU27": "EU", "EU28": "EU28"}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	codes, err := country.Codes(root)
	if err != nil {
		return err
	}
	original := filepath.Join(root, "internal/gen/eea/original/eea_direct.csv")
	records, err := sheet.Read(original)
	if err != nil {
		return err
	}
	printed := map[string]decimal.Decimal{}
	for _, r := range records {
		if printed[r.Get("iso3")+r.Get("year")], err = dec.Parse(r.Get("g_co2e_per_kwh_direct")); err != nil {
			return fmt.Errorf("line %d: %w", r.Line, err)
		}
	}
	rows := map[string][]sheet.Row{}
	for _, r := range records {
		e, ok := editions[r.Get("edition")]
		if !ok {
			return fmt.Errorf("line %d: the edition %q is unknown", r.Line, r.Get("edition"))
		}
		iso3, year := r.Get("iso3"), r.Get("year")
		region, ok := aggregates[iso3]
		if !ok {
			region = codes[iso3].Alpha2
		}
		if region == "" {
			return fmt.Errorf("line %d: the country %q is unknown", r.Line, iso3)
		}
		kg, err := sheet.Times(r.Get("g_co2e_per_kwh_direct"), "0.001")
		if err != nil {
			return fmt.Errorf("line %d: %w", r.Line, err)
		}
		row := intensity(r.Get("country"), region, year, kg)
		row["row"], row["caveat"] = iso3+" "+year, cmp.Or(union(printed, iso3, year), e.caveat)
		rows[e.name] = append(rows[e.name], row)
	}
	final := filepath.Join(root, "internal/gen/eea/original/eea_direct_2023.csv")
	if rows[of2023.name], err = finals(final, records, codes); err != nil {
		return err
	}
	data := filepath.Join(root, "factors/eea/data")
	originals := map[string]string{of2023.name: final}
	for _, e := range append(slices.Collect(maps.Values(editions)), of2023) {
		meta := factors.Meta{
			Publisher: "eea", Edition: e.name,
			Title: "European Environment Agency, Greenhouse gas emission intensity of electricity generation in Europe (g CO2e/kWh), " + e.words,
			Valid: e.valid, GWP: "unstated",
			Address: "https://www.eea.europa.eu/en/analysis/indicators/greenhouse-gas-emission-intensity-of-1", Licence: "CC BY 4.0",
			Attribution: "European Environment Agency",
		}
		if err := sheet.Write(data, e.name, meta, rows[e.name], nil, cmp.Or(originals[e.name], original)); err != nil {
			return fmt.Errorf("edition %s: %w", e.name, err)
		}
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), nil)
}

// intensity returns a row without its place in the publisher's file.
func intensity(country, region, year, kg string) sheet.Row {
	return sheet.Row{
		"activity": "electricity/grid", "label": country, "region": region, "valid_from": year + "-01-01",
		"valid_to": year + "-12-31", "unit": "kWh", "boundary": "generation", "CO2e": kg, "gwp": "unstated",
	}
}

// finals reads the figures of 2023, which name a country by its two letters. The agency's first estimate of each, which they
// replace, stays in the note.
func finals(file string, others []sheet.Record, codes map[string]country.Country) ([]sheet.Row, error) {
	names := map[string]string{}
	for _, r := range others {
		names[codes[r.Get("iso3")].Alpha2] = r.Get("country")
	}
	records, err := sheet.Read(file)
	if err != nil {
		return nil, err
	}
	var rows []sheet.Row
	for _, r := range records {
		region := r.Get("iso2")
		if names[region] == "" || r.Get("year") != of2023.valid {
			return nil, fmt.Errorf("%s: line %d: the country %q or the year %q is unknown", file, r.Line, region, r.Get("year"))
		}
		kg, err := sheet.Times(r.Get("g_co2e_per_kwh_direct"), "0.001")
		if err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", file, r.Line, err)
		}
		row := intensity(names[region], region, of2023.valid, kg)
		row["row"], row["caveat"] = region+" 2023, "+r.Get("place_in_publisher_file"), of2023.caveat
		row["note"] = "the agency's first estimate was " + r.Get("superseded_first_estimate") + " g"
		rows = append(rows, row)
	}
	return rows, nil
}

// union returns the caveat of a figure for the Union with the United Kingdom that does not follow from the figures for the
// Union without it and for the United Kingdom.
//
// The weight of the United Kingdom that the three imply, (EU28 − EU27) ÷ (GBR − EU27), is 11 to 15 % until 2015, about its
// share of generation, and below 10 % after that.
func union(printed map[string]decimal.Decimal, iso3, year string) string {
	if iso3 != "EU28" {
		return ""
	}
	with, without, kingdom := printed["EU28"+year], printed["EU27"+year], printed["GBR"+year]
	weight, err := dec.Quo(with.Sub(without), kingdom.Sub(without))
	if err != nil || weight.GreaterThanOrEqual(dec.MustParse("0.1")) {
		return ""
	}
	return fmt.Sprintf("as-printed: EU28 is the Union with the United Kingdom, but %s g with it, %s g without it and %s g for the United Kingdom give it a weight of %s %%; until 2015 it was 11 to 15 %%",
		with, without, kingdom, weight.Shift(2).Round(0))
}
