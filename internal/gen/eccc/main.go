// Command eccc writes factors/eccc/data from the tables of Environment and Climate Change Canada beside it.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

// What the caveats of the factors say. Every value is from a transcription.
const (
	transcript = "unchecked-transcript: taken from a transcription, not from the department's own file"
	consumed   = "; per kWh consumed, so the losses of the grid are included: count none beside it"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "eccc:", err)
		os.Exit(1)
	}
}

// output is one edition.
type output struct {
	meta  factors.Meta
	files []string // whose rows it has
	rows  []sheet.Row
}

// outputs are the editions by name.
type outputs map[string]*output

// tables are the originals, and what converts a row of each.
var tables = []struct {
	file string
	add  func(outputs, sheet.Record) error
	of   []string // the editions that its rows are in
}{
	{"electricity_consumption_intensity.csv", outputs.electricity, []string{"3.0", "4.0"}},
	{"natural_gas_marketable_co2.csv", outputs.gas, []string{"3.0"}},
	{"fuels_v3_0.csv", outputs.fuel, []string{"3.0"}},
	{"nir_consumption_intensity_2019_2021_editions.csv", outputs.report, []string{"nir-2019", "nir-2020", "nir-2021"}},
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	original, data := filepath.Join(root, "internal/gen/eccc/original"), filepath.Join(root, "factors/eccc/data")
	editions := newOutputs()
	for _, t := range tables {
		file := filepath.Join(original, t.file)
		records, err := sheet.Read(file)
		if err != nil {
			return err
		}
		for _, r := range records {
			if err := t.add(editions, r); err != nil {
				return fmt.Errorf("%s: line %d: %w", t.file, r.Line, err)
			}
		}
		for _, e := range t.of {
			editions[e].files = append(editions[e].files, file)
		}
	}
	for name, e := range editions {
		if err := sheet.Write(data, name, e.meta, e.rows, nil, e.files...); err != nil {
			return fmt.Errorf("edition %s: %w", name, err)
		}
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), nil)
}

// newOutputs returns the editions, still without rows.
func newOutputs() outputs {
	values := func(version, published, valid string) factors.Meta {
		return factors.Meta{
			Title:     "Environment and Climate Change Canada, Emission factors and reference values, version " + version,
			Published: published, Valid: valid,
			Address: "https://www.canada.ca/en/environment-climate-change/services/climate-change/pricing-pollution-how-it-will-work/output-based-pricing-system/federal-greenhouse-gas-offset-system/emission-factors-reference-values.html",
		}
	}
	report := func(edition, valid string) factors.Meta {
		return factors.Meta{
			Title:     "Environment and Climate Change Canada, National Inventory Report, edition " + edition + ", annex 13: electricity consumption intensity",
			Published: edition, Valid: valid, Address: "https://publications.gc.ca/site/eng/9.506002/publication.html",
		}
	}
	editions := outputs{}
	for name, meta := range map[string]factors.Meta{
		"3.0": values("3.0", "2025-10", "2021-2023; fuels 2023-2026"), "4.0": values("4.0", "2026-09-09", "2024"),
		"nir-2019": report("2019", "1990-2017"), "nir-2020": report("2020", "1990-2018"), "nir-2021": report("2021", "1990-2019"),
	} {
		meta.Publisher, meta.Edition, meta.GWP = "eccc", name, "unstated"
		meta.Licence = "Open Government Licence - Canada"
		meta.Attribution = "Contains information licensed under the Open Government Licence - Canada: Environment and Climate Change Canada (the licence is that of the department's data sets; the terms in the document itself were not read)"
		editions[name] = &output{meta: meta}
	}
	return editions
}

// provinces are the names of the provinces and territories, by the second part of their codes.
var provinces = map[string]string{
	"AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick", "NL": "Newfoundland and Labrador",
	"NS": "Nova Scotia", "NT": "Northwest Territories", "NU": "Nunavut", "ON": "Ontario", "PE": "Prince Edward Island", "QC": "Quebec",
	"SK": "Saskatchewan", "YT": "Yukon",
}

// grid returns a row of the electricity consumed in a province.
func grid(label, region, year, grams string) (sheet.Row, error) {
	kg, err := sheet.Times(grams, "0.001")
	return sheet.Row{
		"activity": "electricity/grid", "label": label, "region": region, "valid_from": year + "-01-01", "valid_to": year + "-12-31",
		"unit": "kWh", "boundary": "generation", "CO2e": kg, "gwp": "unstated", "caveat": transcript + consumed,
	}, err
}

// years are the tables of the electricity consumed: the edition, the years that the table is for in the offset system, and the
// data year, which is that of the National Inventory Report that the table cites.
var years = map[string]struct{ edition, use, data string }{
	"5.1": {"3.0", "2023/2024 (v3.0)", "2021"},
	"5.2": {"3.0", "2025 (v3.0)", "2022"},
	"5.3": {"3.0", "2026 (v3.0)", "2023"},
	"5.4": {"4.0", "2027 (v4.0; data year 2024)", "2024"},
}

func (o outputs) electricity(r sheet.Record) error {
	table, province := r.Get("table"), r.Get("province")
	year, name := years[table], provinces[province]
	if name == "" || year.use != r.Get("for_offset_year") {
		return fmt.Errorf("the province %q or the years %q are unknown", province, r.Get("for_offset_year"))
	}
	row, err := grid(name, "CA-"+province, year.data, r.Get("g_co2e_per_kwh_consumed"))
	if err != nil {
		return err
	}
	use, _, _ := strings.Cut(year.use, " (")
	row["table"], row["row"] = "Table "+table, province
	row["note"] = "data year " + year.data + "; in the federal offset system for " + use
	if year.edition == "4.0" {
		row["row"] += ", p. 17"
	} else if province == "PE" {
		row["note"] += "; New Brunswick's value, by a footnote"
	}
	o[year.edition].rows = append(o[year.edition].rows, row)
	return nil
}

func (o outputs) report(r sheet.Record) error {
	edition := o["nir-"+strings.TrimPrefix(r.Get("nir_edition"), "NIR")]
	if edition == nil {
		return fmt.Errorf("the edition %q is unknown", r.Get("nir_edition"))
	}
	name, region := r.Get("region"), ""
	if name == "Canada" {
		region = "CA"
	}
	for code, province := range provinces {
		if province == name {
			region = "CA-" + code
		}
	}
	if region == "" {
		return fmt.Errorf("the province %q is unknown", name)
	}
	row, err := grid(name, region, r.Get("year"), r.Get("g_co2e_per_kwh_consumed"))
	row["table"], row["row"] = "Annex 13", name+", "+r.Get("year")
	row["note"] = "printed with two figures"
	edition.rows = append(edition.rows, row)
	return err
}

// The fuels are the same in the tables for 2023 and 2024, 2025 and 2026.
const fuelsFrom, fuelsTo = "2023-01-01", "2026-12-31"

// burned returns a row of a fuel with gases printed in grams; a cell without a value stays empty.
func burned(activity, label, region, unit string, grams sheet.Row) (sheet.Row, error) {
	row := sheet.Row{
		"activity": activity, "label": label, "region": region, "valid_from": fuelsFrom, "valid_to": fuelsTo, "unit": unit,
		"boundary": "combustion", "caveat": transcript,
	}
	for column, printed := range grams {
		kg, err := sheet.Times(printed, "0.001")
		if err != nil {
			return nil, err
		}
		row[column] = kg
	}
	return row, nil
}

// The CH4 and N2O of marketable natural gas in buildings, g/m3. They are printed for the whole of Canada, in the one row of
// fuels_v3_0.csv that has no CO2.
const gasUse, gasCH4, gasN2O = "residential, commercial, institutional (CO2 by province)", "0.037", "0.035"

func (o outputs) gas(r sheet.Record) error {
	name := provinces[r.Get("province")]
	if name == "" {
		return fmt.Errorf("the province %q is unknown", r.Get("province"))
	}
	row, err := burned("fuel/natural-gas/residential-commercial-institutional", "Natural gas, marketable, residential, commercial, institutional, "+name,
		"CA-"+r.Get("province"), "m3", sheet.Row{"CO2": r.Get("g_co2_per_m3"), "CH4-combustion": gasCH4, "N2O": gasN2O})
	if err != nil {
		return err
	}
	row["table"], row["row"] = "Tables 1.1 to 1.3 (CO2), 2.1 to 2.3 (CH4, N2O)", r.Get("province")
	o["3.0"].rows = append(o["3.0"].rows, row)
	return nil
}

// fuels are the fuels of the tables 3 and 4 in the vocabulary, with the table.
var fuels = map[string]struct{ activity, table string }{
	"propane, all other uses":       {"fuel/propane/all-other-uses", "Tables 3.1 to 3.3"},
	"diesel, refineries and others": {"fuel/diesel/refineries-and-others", "Tables 4.1 to 4.3"},
	"light fuel oil, industrial":    {"fuel/light-fuel-oil/industrial", "Tables 4.1 to 4.3"},
	"heavy fuel oil, industrial":    {"fuel/heavy-fuel-oil/industrial", "Tables 4.1 to 4.3"},
	"motor gasoline":                {"fuel/gasoline", "liquid fuels"},
}

func (o outputs) fuel(r sheet.Record) error {
	label := strings.TrimSuffix(r.Get("fuel")+", "+r.Get("use"), ", ")
	if r.Get("use") == gasUse {
		if r.Get("g_co2") != "" || r.Get("g_ch4") != gasCH4 || r.Get("g_n2o") != gasN2O {
			return fmt.Errorf("CH4 and N2O of natural gas are %s and %s: want %s and %s", r.Get("g_ch4"), r.Get("g_n2o"), gasCH4, gasN2O)
		}
		return nil // in every province's row
	}
	f, ok := fuels[label]
	if !ok || r.Get("unit") != "L" {
		return fmt.Errorf("the fuel %q per %q is unknown", label, r.Get("unit"))
	}
	row, err := burned(f.activity, label, "CA", "L", sheet.Row{"CO2": r.Get("g_co2"), "CH4-combustion": r.Get("g_ch4"), "N2O": r.Get("g_n2o")})
	if err != nil {
		return err
	}
	row["table"], row["row"] = f.table, label
	o["3.0"].rows = append(o["3.0"].rows, row)
	return nil
}
