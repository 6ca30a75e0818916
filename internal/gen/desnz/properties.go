package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/gen/sheet"
)

// energy returns the energy that a vehicle uses per distance and reports whether the entry is such an energy.
func energy(e *entry) (string, bool) {
	for _, column := range []string{"kWh (Net CV)", "kWh (net)"} {
		if value, ok := e.value[column]; ok {
			return value, true
		}
	}
	return "", false
}

// energy embeds a vehicle's energy use as one of its properties. Rates per mile wait for those per km.
func (o *output) energy(e *entry, kWh string) error {
	value, err := number(kWh)
	if err != nil || e.uom == "miles" {
		return err
	}
	name, err := class(e)
	if err != nil {
		return err
	}
	if value.IsZero() {
		o.omit(e, "a rate of 0: the vehicle burns no fuel")
		return nil
	}
	activity, energyUnit, property := "vehicle/"+name, "kWh(LHV)", "fuel energy used"
	if strings.Contains(e.level[0], "EVs") {
		activity, energyUnit, property = "electricity/"+activity, "kWh", "electricity used"
	}
	per := "km"
	if e.uom == "tonne.km" {
		per = "t·km"
		activity = strings.Replace(activity, "vehicle/", "freight/road/", 1)
	}
	o.properties = append(o.properties, sheet.Property{
		Activity: activity, Name: property, Rate: value.String() + " " + energyUnit + "/" + per, Region: "GB",
		ValidFrom: o.year + "-01-01", ValidTo: o.year + "-12-31", Table: e.level[0], Row: e.row(),
	})
	return nil
}

// miles omits the rates per mile, after checking that they equal those per km.
func (o *output) miles(entries []*entry) error {
	perMile, within := dec.MustParse("1.609344"), dec.MustParse("0.00002")
	km := map[string]decimal.Decimal{}
	for _, pass := range []string{"km", "miles"} {
		for _, e := range entries {
			kWh, ok := energy(e)
			if !ok || e.uom != pass {
				continue
			}
			value, err := number(kWh)
			if err != nil {
				return err
			}
			key := strings.Join(append([]string{e.scope, e.column}, e.level[:]...), "\n")
			if pass == "km" {
				km[key] = value
				continue
			}
			if d := km[key].Mul(perMile).Sub(value).Abs(); d.GreaterThan(within) {
				return fmt.Errorf("line %d: %s per mile is not %s per km", e.line, value, km[key])
			}
			o.omit(e, "the rate per km in another unit")
		}
	}
	return nil
}

func (o *output) omit(e *entry, why string) {
	o.omitted = append(o.omitted, sheet.Omitted{File: o.file, Line: e.line, What: e.level[0] + ", " + e.label() + ", " + e.uom, Why: why})
}

// fuels embeds the sheet "Fuel properties" of the full set: density and calorific values.
func (o *output) fuels(path string) error {
	records, err := sheet.Read(path)
	if err != nil {
		return err
	}
	properties := []struct{ column, name, unit string }{
		{"density_kg_per_m3", "density", "kg/m3"},
		{"ncv_gj_per_t", "net calorific value", "GJ(LHV)/t"},
		{"gcv_gj_per_t", "gross calorific value", "GJ(HHV)/t"},
	}
	file := filepath.Base(path)
	for _, r := range records {
		fuel := r.Get("fuel")
		name := fuelName(fuel)
		if name == "" {
			o.omitted = append(o.omitted, sheet.Omitted{File: file, Line: r.Line, What: fuel, Why: "a gas that is no fuel"})
			continue
		}
		for _, p := range properties {
			text := r.Get(p.column)
			if text == "" {
				continue
			}
			value, err := number(text)
			if err != nil {
				return err
			}
			o.properties = append(o.properties, sheet.Property{
				Activity: "fuel/" + name, Name: p.name, Rate: value.String() + " " + p.unit, Region: "GB",
				ValidFrom: o.year + "-01-01", ValidTo: o.year + "-12-31", Document: o.title() + ", full set",
				Table: "Fuel properties", Row: fuel,
			})
		}
		o.omitted = append(o.omitted, sheet.Omitted{
			File: file, Line: r.Line, What: fuel + ": litres per tonne, kWh per kg and per litre",
			Why: "density and calorific values in other units",
		})
	}
	return nil
}

// fuelName returns the name of a fuel of the sheet "Fuel properties", or "" for a gas that is no fuel.
func fuelName(fuel string) string {
	for _, table := range []map[string]string{biofuelNames, fuelNames, propertyNames} {
		if name, ok := table[fuel]; ok {
			return name
		}
	}
	return ""
}
