// Command egrid writes factors/egrid/data from the originals beside it: one set per data year, in kilograms per MWh.
package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

// kgPerLb is exact (international yard and pound agreement, 1959).
const kgPerLb = "0.45359237"

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "egrid:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	original := filepath.Join(root, "internal/gen/egrid/original/egrid_subregions.csv")
	out := filepath.Join(root, "factors/egrid/data")
	records, err := sheet.Read(original)
	if err != nil {
		return err
	}
	var years []string
	byYear := map[string][]sheet.Row{}
	losses := [][]string{{"data_year", "region", "share"}}
	for _, r := range records {
		year := r.Get("data_year")
		if byYear[year] == nil {
			years = append(years, year)
		}
		for _, kind := range outputs {
			row, err := factor(r, kind)
			if err != nil {
				return fmt.Errorf("line %d: %w", r.Line, err)
			}
			byYear[year] = append(byYear[year], row)
		}
		if share := r.Get("grid_gross_loss_fraction"); share != "" {
			losses = append(losses, []string{year, region(r), share})
		}
	}
	hub := map[string]string{}
	for _, r := range records {
		hub[r.Get("data_year")] = r.Get("hub_edition")
	}
	for _, year := range years {
		if err := sheet.Write(out, year, meta(year, hub[year]), byYear[year], nil, original); err != nil {
			return fmt.Errorf("eGRID%s: %w", year, err)
		}
	}
	if err := writeLosses(filepath.Join(out, "losses.csv"), losses); err != nil {
		return err
	}
	return sheet.WriteOmitted(filepath.Join(out, "omitted.csv"), nil)
}

// outputs are the two kinds of rate of each subregion.
var outputs = []struct{ prefix, activity, what string }{
	{"total", "electricity/grid", "total output"},
	{"nonbaseload", "electricity/grid/non-baseload", "non-baseload"},
}

func factor(r sheet.Record, kind struct{ prefix, activity, what string }) (sheet.Row, error) {
	year := r.Get("data_year")
	row := sheet.Row{
		"activity": kind.activity, "label": r.Get("name") + ", " + kind.what, "region": region(r),
		"valid_from": year + "-01-01", "valid_to": year + "-12-31", "unit": "MWh", "boundary": "generation",
		"table": "Table 6", "row": r.Get("subregion"), "note": "printed in lb/MWh:",
	}
	for i, gas := range []struct{ column, name string }{{"co2", "CO2"}, {"ch4", "CH4-combustion"}, {"n2o", "N2O"}} {
		printed := r.Get(kind.prefix + "_" + gas.column + "_lb_per_mwh")
		kg, err := sheet.Times(printed, kgPerLb)
		if err != nil {
			return nil, err
		}
		row[gas.name] = kg
		if i > 0 {
			row["note"] += ","
		}
		row["note"] += " " + printed + " " + strings.ToUpper(gas.column)
	}
	return row, nil
}

func region(r sheet.Record) string {
	if code := r.Get("subregion"); code != "US Average" {
		return "US-" + code
	}
	return "US"
}

// releases name the release of a data year that the hub quotes, where EPA revised the data year later.
//
// The hub of 2025 is dated 15 January 2025, the day of the first release of eGRID2023. Revision 1 is of 17 January and
// revision 2 of 12 June 2025; in the latter the US average is 770.884 lb CO2e/MWh, and 775.239 by these rates (AR5).
var releases = map[string]string{"2023": ", release of January 2025, before revision 2 (12 June 2025)"}

func title(year, hub string) string {
	return "eGRID" + year + " subregion emission rates" + releases[year] + ", as in table 6 of the US EPA GHG Emission Factors Hub " + hub
}

func meta(year, hub string) factors.Meta {
	// The hub's GWP basis of its CO2e figures; the rates themselves are masses of gases.
	published := map[string]string{"2021": "2021-09-15", "2023": "2023-09-12", "2024": "2024", "2025": "2025-01-15"}
	return factors.Meta{
		Publisher: "egrid", Edition: year, Title: title(year, hub), Published: published[hub],
		Valid: "calendar year " + year + ", the year of generation", GWP: "none: masses of gases",
		Address: "https://www.epa.gov/egrid", Licence: "public domain (17 USC 105)",
		Attribution: "US EPA, Emissions & Generation Resource Integrated Database (eGRID)",
	}
}

func writeLosses(path string, rows [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}
