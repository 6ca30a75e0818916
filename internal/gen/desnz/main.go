// Command desnz converts the UK Government's conversion factors, as their flat files hold them, to the one schema of
// factors. It reads internal/gen/desnz/original and writes factors/desnz/data.
package main

import (
	"cmp"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

// edition is one year's publication.
type edition struct {
	year      string
	version   string // as its front page names it
	publisher string
	gwp       string // the GWP set of its CH4 and N2O rows
}

var editions = []edition{
	{"2022", "version 3", "Department for Business, Energy and Industrial Strategy (BEIS)", "AR4"},
	{"2023", "version 1.1", "Department for Energy Security and Net Zero (DESNZ)", "AR5"},
	{"2024", "version 1.1", "Department for Energy Security and Net Zero (DESNZ)", "AR5"},
	{"2025", "", "Department for Energy Security and Net Zero (DESNZ)", "AR5"},
}

// calorificFile holds the only edition of the calorific values that is at hand. They change little from year to year.
const calorificFile = "uk_fuel_properties_2024.csv"

func main() {
	root, err := module.Root()
	if err == nil {
		err = convert(filepath.Join(root, "internal/gen/desnz/original"), filepath.Join(root, "factors/desnz/data"))
	}
	if err != nil {
		log.Fatal(err)
	}
}

func convert(original, data string) error {
	if err := os.MkdirAll(data, 0o755); err != nil {
		return err
	}
	var omitted []sheet.Omitted
	for _, e := range editions {
		left, err := e.convert(original, data)
		if err != nil {
			return fmt.Errorf("edition %s: %w", e.year, err)
		}
		omitted = append(omitted, left...)
	}
	if err := convertSubset(original, data, "uk_ghg_2025.csv"); err != nil {
		return fmt.Errorf("edition %s: %w", subset.year, err)
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), omitted)
}

// convert writes one edition and returns the rows that it omits.
func (e edition) convert(original, data string) ([]sheet.Omitted, error) {
	path := filepath.Join(original, "uk_ghg_"+e.year+".csv")
	records, err := sheet.Read(path)
	if err != nil {
		return nil, err
	}
	groups := group(records)
	values, err := readCalorific(filepath.Join(original, calorificFile))
	if err != nil {
		return nil, err
	}
	out := output{edition: e, file: filepath.Base(path)}
	if out.printed, err = newPrinted(groups, values); err != nil {
		return nil, err
	}
	for _, g := range groups {
		if err := out.add(g); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", out.file, g.line, err)
		}
	}
	if err := out.miles(groups); err != nil {
		return nil, err
	}
	if out.lines != len(records) {
		return nil, fmt.Errorf("%s: %d of %d rows are accounted for", out.file, out.lines, len(records))
	}
	originals := []string{path}
	if properties := filepath.Join(original, "uk_fuel_properties_"+e.year+".csv"); exists(properties) {
		if err := out.fuels(properties); err != nil {
			return nil, err
		}
		originals = append(originals, properties)
	}
	return out.omitted, sheet.Write(data, e.year, e.meta(), out.rows, out.properties, originals...)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func (e edition) title() string {
	title := "UK Government GHG Conversion Factors for Company Reporting " + e.year
	if e.version != "" {
		title += ", " + e.version
	}
	return title
}

func (e edition) meta() factors.Meta {
	return factors.Meta{
		Publisher: "desnz", Edition: e.year, Title: e.title(), Published: e.year, Valid: e.year, GWP: e.gwp,
		Address: "https://www.gov.uk/government/publications/greenhouse-gas-reporting-conversion-factors-" + e.year,
		Licence: "Open Government Licence v3.0",
		Attribution: "Contains public sector information licensed under the Open Government Licence v3.0: " +
			"UK Government GHG Conversion Factors for Company Reporting " + e.year + ", " + cmp.Or(e.publisher, "UK Government"),
	}
}
