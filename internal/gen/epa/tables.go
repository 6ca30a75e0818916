package main

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/gen/sheet"
)

const heatContent = "heat_content_HHV"

// builder collects the rows of an edition.
type builder struct {
	edition    string
	rows       []sheet.Row
	properties []sheet.Property
	omitted    []sheet.Omitted
	used       int // records of the original that are in the rows and properties
}

// add turns a printed line into a factor or a property, or omits it with the reason.
func (b *builder) add(l line) error {
	switch l.table {
	case "1":
		return b.stationary(l)
	case "2":
		f, ok := mobileFuels[l.item]
		if !ok {
			return fmt.Errorf("fuel %q is not known", l.item)
		}
		return b.factor(l, f.activity, "combustion", f.origin, remarks{caveat: f.caveat})
	case "3":
		return b.vehicle(l, onRoadGasoline)
	case "4":
		return b.vehicle(l, onRoadOther)
	case "5":
		return b.vehicle(l, nonRoad)
	case "6":
		b.omit(l, "grid factors are the publisher egrid")
		return nil
	case "7":
		return b.steam(l)
	case "8":
		return b.transport(l, freight)
	case "9":
		return b.waste(l)
	case "10":
		return b.transport(l, travel)
	case "11":
		b.omit(l, "a global warming potential, not a factor: the root package holds them; tests compare")
		return nil
	case "12":
		return b.blend(l)
	}
	return fmt.Errorf("table %q is not known", l.table)
}

func (b *builder) omit(l line, why string) {
	for _, v := range l.values {
		what := strings.TrimSpace(strings.Join(strings.Fields(strings.Join([]string{l.group, l.item, l.detail, v.gas}, " ")), " "))
		b.omitted = append(b.omitted, sheet.Omitted{File: "factors.csv", Line: v.line, What: "edition " + l.edition + ", table " + l.table + ": " + what, Why: why})
	}
}

// perUnits are the printed units below the line and the module's names for them.
var perUnits = map[string]string{
	"mmBtu": "mmBtu(HHV)", "gallon": "gal(US)", "short ton": "short-ton", "scf": "scf", "vehicle-mile": "mile",
	"passenger-mile": "passenger·mile", "short ton-mile": "short-ton·mile", "ton-mile": "short-ton·mile",
}

// toKg maps the unit of a printed mass to its multiplier to kilograms.
var toKg = map[string]string{"kg": "1", "g": "0.001", "t": "1000"}

// remarks are what a reader of a factor should know.
type remarks struct {
	note   string
	caveat string // "kind: detail"
}

// factor appends a factor of the line. Masses other than kilograms are quoted in the note as printed.
func (b *builder) factor(l line, activity, boundary string, o origin, r remarks) error {
	unit, ok := perUnits[l.per]
	if !ok {
		return fmt.Errorf("unit %q is not known", l.per)
	}
	b.used += len(l.values)
	return b.append(l, activity, boundary, unit, o, r)
}

func (b *builder) append(l line, activity, boundary, unit string, o origin, r remarks) error {
	row := sheet.Row{
		"activity": activity, "label": label(l), "region": "US", "valid_from": b.edition + "-01-01", "valid_to": b.edition + "-12-31",
		"unit": unit, "boundary": boundary, "table": "Table " + l.table, "row": "row " + l.row,
		"caveat": r.caveat,
	}
	var printed []string
	for _, v := range l.values {
		mass, _, _ := strings.Cut(v.unit, "/")
		by, ok := toKg[mass]
		if !ok {
			return fmt.Errorf("unit %q is not known", v.unit)
		}
		column := map[string]string{"CO2": o.co2(), "CH4": o.ch4(), "N2O": "N2O", "CO2e": "CO2e"}[v.gas]
		if column == "" || row[column] != "" {
			return fmt.Errorf("gas %q is not known or twice", v.gas)
		}
		kg, err := sheet.Times(v.printed, by)
		if err != nil {
			return err
		}
		row[column] = kg
		if mass != "kg" {
			printed = append(printed, v.printed+" "+mass+" "+v.gas)
		}
	}
	if row["CO2e"] != "" {
		row["gwp"] = "AR4"
	}
	var notes []string
	if len(printed) > 0 {
		notes = append(notes, "printed "+strings.Join(printed, ", "))
	}
	for _, note := range []string{unrounded(l), r.note} {
		if note != "" {
			notes = append(notes, note)
		}
	}
	row["note"] = strings.Join(notes, "; ")
	b.rows = append(b.rows, row)
	return nil
}

// otherEditions are the values that other editions have for a cell that is not rounded, by edition, item and detail.
var otherEditions = map[[3]string]string{
	{"2021", "Liquefied Natural Gas (LNG)", ""}: "later editions have 4.5",
	{"2024", "Asphalt Concrete", "recycled"}:    "the editions of 2021 and 2023 have 0",
	{"2025", "Asphalt Concrete", "recycled"}:    "the editions of 2021 and 2023 have 0",
}

// unrounded notes a value with more than six significant digits: no table is printed to that many, but some cells of the
// workbooks hold the result of a calculation.
func unrounded(l line) string {
	for _, v := range l.values {
		if digits := strings.Trim(strings.ReplaceAll(v.printed, ".", ""), "0"); len(digits) > 6 {
			note := "the workbook's cell is not rounded"
			if other := otherEditions[[3]string{l.edition, l.item, l.detail}]; other != "" {
				note += "; " + other
			}
			return note
		}
	}
	return ""
}

// label returns EPA's own name of the line.
func label(l line) string {
	item := l.item
	if item == "AircraftC" {
		item = "Aircraft" // the C of 2021 is the mark of a footnote
	}
	var parts []string
	for _, p := range []string{l.group, item, l.detail} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}

// stationary converts table 1. A fuel's heat content becomes a property.
func (b *builder) stationary(l line) error {
	f, ok := stationaryFuels[l.item]
	if !ok {
		return fmt.Errorf("fuel %q is not known", l.item)
	}
	if l.per != heatContent {
		return b.factor(l, f.activity, "combustion", f.origin, remarks{caveat: f.caveat})
	}
	_, printedPer, _ := strings.Cut(l.values[0].unit, "/")
	per, ok := perUnits[printedPer]
	if !ok {
		return fmt.Errorf("unit %q is not known", printedPer)
	}
	value, err := sheet.Times(l.values[0].printed, "1")
	if err != nil {
		return err
	}
	b.used++
	b.properties = append(b.properties, sheet.Property{
		Activity: f.activity, Name: "heating value", Rate: value + " mmBtu(HHV)/" + per, Region: "US",
		ValidFrom: b.edition + "-01-01", ValidTo: b.edition + "-12-31", Table: "Table 1", Row: "row " + l.row,
	})
	return nil
}

// vehicle converts tables 3 to 5: CH4 and N2O only. The CO2 of the fuel burned is in table 2.
func (b *builder) vehicle(l line, name func(line) (string, origin, error)) error {
	activity, o, err := name(l)
	if err != nil {
		return err
	}
	if strings.Contains(activity, "//") {
		return fmt.Errorf("class of vehicle %q %q is not known", l.group, l.item)
	}
	var r remarks
	switch {
	case b.edition != "2021":
	case l.table == "4" && l.item == "Medium-Duty Trucks" && (l.detail == "LNG" || l.detail == "Biodiesel"):
		r.caveat = "as-printed: the N2O of LNG (0.043) and biodiesel (0.001) stand the other way round in later editions"
	case l.item == "Gasoline Heavy-Duty Vehicles" && (l.detail == "<1981" || l.detail == "1982-84"):
		r.note = "model years printed " + l.detail + "; the edition has no line for 1981, which later editions print as 1981-1984"
	}
	return b.factor(l, activity, "combustion", o, r)
}

// steam converts table 7, which has one factor for steam and heat: each gets it. It is per mmBtu of heat delivered.
func (b *builder) steam(l line) error {
	b.used += len(l.values)
	for _, activity := range []string{"steam/default", "heat/default"} {
		if err := b.append(l, activity, "generation", "mmBtu", fossil, remarks{note: "natural gas at 80 % boiler efficiency"}); err != nil {
			return err
		}
	}
	return nil
}

// freight and travel are the items of tables 8 and 10.
var (
	freight = map[string]string{
		"Medium- and Heavy-Duty Truck": "freight/road/medium-and-heavy-duty-truck",
		"Passenger Car":                "freight/road/passenger-car",
		"Light-Duty Truck":             "freight/road/light-duty-truck",
		"Rail":                         "freight/rail",
		"Waterborne Craft":             "freight/sea",
		"Aircraft":                     "freight/air",
		"AircraftC":                    "freight/air",
	}
	travel = map[string]string{
		"Passenger Car":                         "travel/road/passenger-car",
		"Light-Duty Truck":                      "travel/road/light-duty-truck",
		"Motorcycle":                            "travel/road/motorcycle",
		"Intercity Rail - Northeast Corridor":   "travel/rail/intercity/northeast-corridor",
		"Intercity Rail - Other Routes":         "travel/rail/intercity/other-routes",
		"Intercity Rail - National Average":     "travel/rail/intercity/national-average",
		"Commuter Rail":                         "travel/rail/commuter",
		"Transit Rail (i.e. Subway, Tram)":      "travel/rail/transit",
		"Bus":                                   "travel/bus",
		"Air Travel - Short Haul (< 300 miles)": "travel/air/short-haul",
		"Air Travel - Medium Haul (>= 300 miles, < 2300 miles)": "travel/air/medium-haul",
		"Air Travel - Long Haul (>= 2300 miles)":                "travel/air/long-haul",
	}
)

// transport converts tables 8 and 10, whose mix of fuels is not stated.
func (b *builder) transport(l line, names map[string]string) error {
	activity, ok := names[l.item]
	if !ok {
		return fmt.Errorf("mode %q is not known", l.item)
	}
	var r remarks
	if l.per == "ton-mile" {
		r.note = "printed per ton-mile: the short ton, as later editions say"
	}
	return b.factor(l, activity, "combustion", mixed, r)
}

// misprinted are the blends whose integer in table 12 does not follow from their composition, by edition.
var misprinted = map[string]string{
	"2024 R-424A": "as printed; the composition gives 2212",
	"2025 R-424A": "as printed; the composition gives 2212",
}

// blend converts table 12: the potentials of blends, which the EPA rounds to integers and which count HFCs and PFCs only.
func (b *builder) blend(l line) error {
	blend, err := ghg.ParseBlend(l.item)
	if err != nil {
		return err
	}
	if len(l.values) != 1 || l.values[0].unit != "kg CO2e/kg" {
		return fmt.Errorf("blend %s: want one value in kg CO2e/kg", l.item)
	}
	row := sheet.Row{
		"activity": "refrigerant/" + blend.Name(), "label": label(l), "region": "US", "valid_from": b.edition + "-01-01", "valid_to": b.edition + "-12-31",
		"unit": "kg", "boundary": "direct", "table": "Table 12", "row": "row " + l.row, "CO2e": l.values[0].printed, "gwp": "AR5",
		"note": misprinted[b.edition+" "+l.item],
	}
	if b.edition < "2024" {
		row["gwp"] = "AR4"
	}
	var outside []string
	for c := range blend.Components() {
		switch c.Gas.Class() {
		case "CFC", "HCFC":
			outside = append(outside, string(c.Gas))
		}
	}
	if len(outside) > 0 {
		row["caveat"] = "outside-kyoto: the value leaves out " + strings.Join(outside, " and ")
	}
	b.used++
	b.rows = append(b.rows, row)
	return nil
}

// treatments are the columns of table 9.
var treatments = map[string]string{
	"recycled": "recycling", "landfilled": "landfill", "combusted": "incineration", "composted": "composting",
	"anaerobically digested (dry digestate with curing)": "anaerobic-digestion/dry-digestate-with-curing",
	"anaerobically digested (wet digestate with curing)": "anaerobic-digestion/wet-digestate-with-curing",
}

// waste converts table 9, which is in CO2e on AR4 in every edition (EPA WARM).
func (b *builder) waste(l line) error {
	treatment, ok := treatments[l.detail]
	if !ok {
		return fmt.Errorf("treatment %q is not known", l.detail)
	}
	material, ok := materialNames[l.item]
	if !ok {
		material = slug(l.item)
	}
	return b.factor(l, "waste/"+material+"/"+treatment, "treatment", mixed, remarks{})
}

// materialNames are the materials whose name in the vocabulary differs from EPA's word.
var materialNames = map[string]string{
	"Asphalt Concrete": "asphalt", "Clay Bricks": "bricks", "Drywall": "plasterboard", "Yard Trimmings": "garden",
}

// slug spells EPA's name of a material as the vocabulary does.
func slug(name string) string {
	var out strings.Builder
	gap := false
	for _, r := range strings.ToLower(name) {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			gap = true
			continue
		}
		if gap && out.Len() > 0 {
			out.WriteByte('-')
		}
		gap = false
		out.WriteRune(r)
	}
	return out.String()
}
