// Command ember writes factors/ember/data from the table of life-cycle intensities beside it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/country"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

const edition = "2026-04"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "ember:", err)
		os.Exit(1)
	}
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
	original := filepath.Join(root, "internal/gen/ember/original/ember_owid_lifecycle.csv")
	records, err := sheet.Read(original)
	if err != nil {
		return err
	}
	var rows []sheet.Row
	var omitted []sheet.Omitted
	for _, r := range records {
		iso3, year, printed := r.Get("iso3"), r.Get("year"), r.Get("g_co2e_per_kwh_lifecycle")
		if printed == "0" {
			omitted = append(omitted, sheet.Omitted{
				File: filepath.Base(original), Line: r.Line, What: r.Get("country") + " " + year,
				Why: "printed 0: no technology has a life cycle without emissions, so it is a value rounded away or missing",
			})
			continue
		}
		region := "GLOBAL"
		if iso3 != "WLD" {
			c, ok := codes[iso3]
			if !ok {
				return fmt.Errorf("line %d: the country %q is unknown", r.Line, iso3)
			}
			region = c.Alpha2
		}
		kg, err := sheet.Times(printed, "0.001")
		if err != nil {
			return fmt.Errorf("line %d: %w", r.Line, err)
		}
		rows = append(rows, sheet.Row{
			"activity": "electricity/grid", "label": r.Get("country"), "region": region, "valid_from": year + "-01-01",
			"valid_to": year + "-12-31", "unit": "kWh", "boundary": "life-cycle", "CO2e": kg, "gwp": "unstated",
			"row": iso3 + " " + year, "caveat": "life-cycle-in-scope-2: upstream emissions included",
		})
	}
	data := filepath.Join(root, "factors/ember/data")
	meta := factors.Meta{
		Publisher: "ember", Edition: edition,
		Title:     "Ember and Energy Institute, Carbon intensity of electricity generation (g CO2e/kWh, life cycle), processed by Our World in Data, April 2026",
		Published: edition, Valid: "2000-2025", GWP: "unstated",
		Address: "https://ourworldindata.org/grapher/carbon-intensity-electricity", Licence: "CC BY 4.0",
		Attribution: "Ember; Energy Institute, Statistical Review of World Energy; with processing by Our World in Data",
	}
	if err := sheet.Write(data, edition, meta, rows, nil, original); err != nil {
		return err
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), omitted)
}
