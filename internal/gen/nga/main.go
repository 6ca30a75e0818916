// Command nga writes factors/nga/data from the tables of Australia's National Greenhouse Accounts Factors beside it.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

// What the caveats of the factors say. Every value is from a transcription.
const (
	transcript = "unchecked-transcript: taken from a transcription, not from the department's own file"
	combined   = "; the upstream and the losses of electricity in one figure"
	seen       = "; a third public repository has the same value"
	gross      = "; that the energy is gross is not read again"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "nga:", err)
		os.Exit(1)
	}
}

// output is one edition.
type output struct {
	edition    string
	from, to   string // the financial year that it is issued for
	rows       []sheet.Row
	properties []sheet.Property
}

// tables are the originals, and what converts a row of each.
var tables = []struct {
	file string
	add  func(*output, sheet.Record) error
}{
	{"electricity.csv", (*output).electricity},
	{"natural_gas_scope3.csv", (*output).gasUpstream},
	{"stationary_combustion.csv", (*output).stationary},
	{"transport_fuels_2026.csv", (*output).transport},
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	original, data := filepath.Join(root, "internal/gen/nga/original"), filepath.Join(root, "factors/nga/data")
	editions := map[string]*output{}
	for _, year := range []int{2024, 2025, 2026} {
		e := strconv.Itoa(year)
		editions[e] = &output{edition: e, from: e + "-07-01", to: strconv.Itoa(year+1) + "-06-30"}
	}
	var files []string
	for _, t := range tables {
		file := filepath.Join(original, t.file)
		records, err := sheet.Read(file)
		if err != nil {
			return err
		}
		for _, r := range records {
			e, ok := editions[r.Get("edition")]
			if !ok {
				return fmt.Errorf("%s: line %d: the edition %q is unknown", t.file, r.Line, r.Get("edition"))
			}
			if err := t.add(e, r); err != nil {
				return fmt.Errorf("%s: line %d: %w", t.file, r.Line, err)
			}
		}
		files = append(files, file)
	}
	for _, e := range editions {
		if err := sheet.Write(data, e.edition, e.meta(), e.rows, e.properties, files...); err != nil {
			return fmt.Errorf("edition %s: %w", e.edition, err)
		}
	}
	return sheet.WriteOmitted(filepath.Join(data, "omitted.csv"), nil)
}

func (o *output) meta() factors.Meta {
	return factors.Meta{
		Publisher: "nga", Edition: o.edition,
		Title:     "Department of Climate Change, Energy, the Environment and Water (Australia), National Greenhouse Accounts Factors " + o.edition,
		Published: o.edition, Valid: o.from + " to " + o.to, GWP: "AR5", Licence: "CC BY 4.0",
		Address:     "https://www.dcceew.gov.au/climate-change/publications/national-greenhouse-accounts-factors-" + o.edition,
		Attribution: "Commonwealth of Australia, Department of Climate Change, Energy, the Environment and Water",
	}
}

// row returns the part of a row that all tables share.
func (o *output) row(activity, label, region, unit, boundary string, r sheet.Record) sheet.Row {
	return sheet.Row{
		"activity": activity, "label": label, "region": region, "valid_from": o.from, "valid_to": o.to, "unit": unit, "boundary": boundary,
		"gwp": "AR5", "table": r.Get("table"),
	}
}

// grid is a row of tables 1 and 2: the publisher's name of it and the regions that it serves.
type grid struct {
	label   string
	regions []string
}

var grids = map[string]grid{
	"NSW_ACT":  {"New South Wales and Australian Capital Territory", []string{"AU-NSW", "AU-ACT"}},
	"VIC":      {"Victoria", []string{"AU-VIC"}},
	"QLD":      {"Queensland", []string{"AU-QLD"}},
	"SA":       {"South Australia", []string{"AU-SA"}},
	"WA_SWIS":  {"Western Australia - South West Interconnected System (SWIS)", []string{"AU-SWIS"}},
	"WA_NWIS":  {"Western Australia - North West Interconnected System (NWIS)", []string{"AU-NWIS"}},
	"TAS":      {"Tasmania", []string{"AU-TAS"}},
	"NT_DKIS":  {"Northern Territory - Darwin Katherine Interconnected System (DKIS)", []string{"AU-DKIS"}},
	"NATIONAL": {"National", []string{"AU"}},
}

// everywhere are the regions that a figure for the whole of Australia serves: there is one market and one residual mix.
var everywhere = []string{"AU", "AU-NSW", "AU-ACT", "AU-VIC", "AU-QLD", "AU-SA", "AU-SWIS", "AU-NWIS", "AU-TAS", "AU-DKIS"}

// kinds are the figures of tables 1 and 2.
var kinds = map[string]struct{ activity, boundary, caveat string }{
	"scope 2 (location)":                     {"electricity/grid", "generation", ""},
	"scope 3 (upstream and losses together)": {"electricity/grid", "well-to-tank-and-losses", combined},
	"scope 2 residual mix factor (market)":   {"electricity/residual-mix", "generation", ""},
	"scope 3 of the residual mix factor":     {"electricity/residual-mix", "well-to-tank-and-losses", combined},
}

// confirmed are the figures of the edition 2026 that a third repository has too.
var confirmed = map[string]bool{"NSW_ACT": true, "VIC": true, "QLD": true}

func (o *output) electricity(r sheet.Record) error {
	g, kind := grids[r.Get("grid")], kinds[r.Get("what")]
	if g.label == "" || kind.activity == "" {
		return fmt.Errorf("the grid %q or the figure %q is unknown", r.Get("grid"), r.Get("what"))
	}
	kg, err := sheet.Times(r.Get("value"), "1")
	if err != nil {
		return err
	}
	regions, note := g.regions, ""
	if kind.activity == "electricity/residual-mix" {
		regions, note = everywhere, "printed once, for the whole of Australia"
	}
	for _, region := range regions {
		row := o.row(kind.activity, g.label+", "+r.Get("what"), region, "kWh", kind.boundary, r)
		row["CO2e"], row["row"], row["caveat"], row["note"] = kg, g.label, transcript+kind.caveat, note
		if place := r.Get("place"); place != "" {
			row["row"] += ", " + place
		}
		if o.edition == "2026" && kind.boundary == "generation" && confirmed[r.Get("grid")] {
			row["caveat"] += seen
		}
		o.rows = append(o.rows, row)
	}
	return nil
}

// states are the states of table 6. It prints no value for Tasmania and the Northern Territory.
var states = map[string][]string{
	"NSW_ACT": {"AU-NSW", "AU-ACT"}, "VIC": {"AU-VIC"}, "QLD": {"AU-QLD"}, "SA": {"AU-SA"}, "WA": {"AU-WA"},
}

func (o *output) gasUpstream(r sheet.Record) error {
	regions, ok := states[r.Get("state")]
	if !ok {
		return fmt.Errorf("the state %q is unknown", r.Get("state"))
	}
	kg, err := sheet.Times(r.Get("value"), "1")
	if err != nil {
		return err
	}
	for _, region := range regions {
		row := o.row("fuel/natural-gas/"+r.Get("area"), "Natural gas, scope 3, "+r.Get("area"), region, "GJ(HHV)", "well-to-tank", r)
		row["CO2e"], row["row"], row["caveat"] = kg, r.Get("state")+", "+r.Get("area"), transcript+gross
		o.rows = append(o.rows, row)
	}
	return nil
}

// fuels are the fuels of tables 5 and 8 in the vocabulary.
var fuels = map[string]string{
	"natural gas distributed in a pipeline": "fuel/natural-gas",
	"diesel oil (stationary)":               "fuel/diesel/stationary",
	"liquefied petroleum gas (LPG)":         "fuel/lpg",
	"heating oil":                           "fuel/heating-oil",
	"fuel oil":                              "fuel/fuel-oil",
}

func (o *output) stationary(r sheet.Record) error {
	activity, ok := fuels[r.Get("fuel")]
	if !ok {
		return fmt.Errorf("the fuel %q is unknown", r.Get("fuel"))
	}
	kg, err := sheet.Times(r.Get("scope1_kg_co2e_per_gj_combined"), "1")
	if err != nil {
		return err
	}
	row := o.row(activity, r.Get("fuel"), "AU", "GJ(HHV)", "combustion", r)
	row["CO2e"], row["row"], row["caveat"] = kg, r.Get("fuel")+", "+r.Get("place"), transcript+gross
	o.rows = append(o.rows, row)
	per := map[string]string{"GJ/m3": "GJ(HHV)/m3", "GJ/kL": "GJ(HHV)/kL"}[r.Get("energy_unit")]
	return o.energyContent(activity, r.Get("energy_content"), per, r, row["row"])
}

// energyContent adds the heating value of a fuel.
func (o *output) energyContent(activity, value, unit string, r sheet.Record, row string) error {
	if unit == "" {
		return errors.New("the unit of the energy content is unknown")
	}
	o.properties = append(o.properties, sheet.Property{
		Activity: activity, Name: "heating value", Rate: value + " " + unit, Region: "AU", ValidFrom: o.from, ValidTo: o.to, Table: r.Get("table"),
		Row: row, Note: "taken from a transcription, not from the department's own file; that the energy is gross is not read again",
	})
	return nil
}

// vehicles are the fuels of table 9 in the vocabulary, by fuel, vehicle and detail.
var vehicles = map[string]string{
	"gasoline, cars and light commercial vehicles, 2004 or later":   "fuel/gasoline/cars-and-light-commercial-vehicles/from-2004",
	"gasoline, cars and light commercial vehicles, prior to 2004":   "fuel/gasoline/cars-and-light-commercial-vehicles/to-2003",
	"diesel oil, cars and light commercial vehicles, 2004 or later": "fuel/diesel/cars-and-light-commercial-vehicles/from-2004",
	"diesel oil, cars and light commercial vehicles, prior to 2004": "fuel/diesel/cars-and-light-commercial-vehicles/to-2003",
	"diesel oil, heavy duty vehicles, Euro iv or higher":            "fuel/diesel/heavy-duty-vehicles/euro-4-or-higher",
	"diesel oil, heavy duty vehicles, Euro iii":                     "fuel/diesel/heavy-duty-vehicles/euro-3",
	"diesel oil, heavy duty vehicles, Euro i":                       "fuel/diesel/heavy-duty-vehicles/euro-1",
}

func (o *output) transport(r sheet.Record) error {
	label := r.Get("fuel") + ", " + r.Get("vehicle") + ", " + r.Get("detail")
	activity, ok := vehicles[label]
	if !ok {
		return fmt.Errorf("the fuel %q is unknown", label)
	}
	row := o.row(activity, label, "AU", "GJ(HHV)", "combustion", r)
	row["gases_in"], row["row"], row["caveat"] = "kg CO2e", label, transcript+gross
	for column, printed := range map[string]string{"CO2": "co2", "CH4-combustion": "ch4", "N2O": "n2o"} {
		kg, err := sheet.Times(r.Get(printed+"_kg_co2e_per_gj"), "1")
		if err != nil {
			return err
		}
		row[column] = kg
	}
	o.rows = append(o.rows, row)
	return o.energyContent(activity, r.Get("energy_content_gj_per_kl"), "GJ(HHV)/kL", r, label)
}
