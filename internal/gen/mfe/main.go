// Command mfe writes factors/mfe/data from the tables of New Zealand's Ministry for the Environment beside it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

// caveat is on every factor.
const caveat = "unchecked-transcript: taken from a transcription, not from the Ministry's own file; "

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "mfe:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	original, data := filepath.Join(root, "internal/gen/mfe/original"), filepath.Join(root, "factors/mfe/data")
	for _, e := range []struct {
		file, edition, version, valid string
		row                           func(sheet.Record) (sheet.Row, error)
	}{
		{"stationary_combustion_2025v3.csv", "2025", "2025, version 3", "2025", combustion},
		{"electricity.csv", "2026", "2026, version 2", "2023-2025", electricity},
	} {
		file := filepath.Join(original, e.file)
		records, err := sheet.Read(file)
		if err != nil {
			return err
		}
		var rows []sheet.Row
		for _, r := range records {
			row, err := e.row(r)
			if err != nil {
				return fmt.Errorf("%s: line %d: %w", e.file, r.Line, err)
			}
			rows = append(rows, row)
		}
		meta := factors.Meta{
			Publisher: "mfe", Edition: e.edition, Title: "Ministry for the Environment (New Zealand), Measuring Emissions: emission factors " + e.version,
			Published: e.edition, Valid: e.valid, GWP: "AR5", Licence: "CC BY 4.0",
			Address:     "https://environment.govt.nz/publications/measuring-emissions-a-guide-for-organisations-" + e.edition + "-detailed-guide/",
			Attribution: "Ministry for the Environment (New Zealand), Measuring Emissions: a guide for organisations",
		}
		if err := sheet.Write(data, e.edition, meta, rows, nil, file); err != nil {
			return err
		}
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), nil)
}

// electricity converts a year's average of the grid.
func electricity(r sheet.Record) (sheet.Row, error) {
	kg, err := sheet.Times(r.Get("kg_co2e"), "1")
	year := r.Get("calendar_year")
	return sheet.Row{
		"activity": "electricity/grid", "label": "Annual Averages, Electricity Used - " + year, "region": "NZ", "valid_from": year + "-01-01",
		"valid_to": year + "-12-31", "unit": "kWh", "boundary": "generation", "CO2e": kg, "gwp": "AR5", "table": r.Get("table"), "row": r.Get("cell"),
		"caveat": caveat + "the GWP basis is not read again",
	}, err
}

// fuels are the publisher's fuels by their names in the vocabulary, without the use.
var fuels = map[string]string{
	"natural gas": "natural-gas", "diesel": "diesel", "LPG": "lpg", "light fuel oil": "light-fuel-oil", "heavy fuel oil": "heavy-fuel-oil",
}

// fuelUnits are the units of the fuels. Energy is gross.
var fuelUnits = map[string]string{"kWh": "kWh(HHV)", "litre": "L", "kg": "kg"}

// combustion converts a fuel in one use.
func combustion(r sheet.Record) (sheet.Row, error) {
	kg, err := sheet.Times(r.Get("kg_co2e"), "1")
	if err != nil {
		return nil, err
	}
	fuel, unit, use := fuels[r.Get("fuel")], fuelUnits[r.Get("unit")], r.Get("use")
	if fuel == "" || unit == "" {
		return nil, fmt.Errorf("the fuel %q or the unit %q is unknown", r.Get("fuel"), r.Get("unit"))
	}
	basis := "the GWP basis is not read again"
	if unit == "kWh(HHV)" {
		basis = "the GWP basis and that the kWh is gross are not read again"
	}
	return sheet.Row{
		"activity": "fuel/" + fuel + "/" + use, "label": r.Get("fuel") + ", " + use + " use", "region": "NZ", "valid_from": "2025-01-01",
		"valid_to": "2025-12-31", "unit": unit, "boundary": "combustion", "CO2e": kg, "gwp": "AR5", "table": "Fuel: stationary combustion",
		"row": r.Get("cell"), "caveat": caveat + basis,
	}, nil
}
