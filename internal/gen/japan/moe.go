package main

import (
	"fmt"

	"github.com/ghgkit/ghg/internal/gen/sheet"
)

const database = "環境省 サプライチェーンを通じた組織の温室効果ガス排出等の算定のための排出原単位データベース Ver.3.6 (2026-04)"

// printedUnits are the units of the database: the factor's unit, the multiplier to kilograms, and the kind of price.
var printedUnits = map[string]struct{ unit, times, price string }{
	"t-CO2/t":    {"t", "1000", ""},
	"kg-CO2/円":   {"JPY", "1", "unstated"},
	"kg-CO2/泊":   {"night", "1", ""},
	"t-CO2/人・年":  {"person·year", "1000", ""},
	"t-CO2/人・日":  {"person·day", "1000", ""},
	"kg-CO2/人・日": {"person·day", "1", ""},
	"t-CO2/t-km": {"t·km", "1000", ""},
}

// emissionUnits are the activities and boundaries of the database's rows by key.
var emissionUnits = map[string]struct{ activity, boundary string }{
	"waste_incineration_waste_oil":           {"waste/waste-oil/incineration", "treatment"},
	"waste_incineration_waste_oil_hazardous": {"waste/waste-oil-hazardous/incineration", "treatment"},
	"waste_incineration_synthetic_fiber":     {"waste/synthetic-fiber/incineration", "treatment"}, //nolint:misspell // the key of the original
	"waste_incineration_waste_tire":          {"waste/tires/incineration", "treatment"},
	"waste_incineration_plastic_industrial":  {"waste/plastics-industrial/incineration", "treatment"},
	"waste_incineration_pet_container":       {"waste/pet-containers/incineration", "treatment"},
	"waste_incineration_plastic_municipal":   {"waste/plastics-municipal/incineration", "treatment"},
	"waste_incineration_paper":               {"waste/paper/incineration", "treatment"},
	"waste_incineration_diaper":              {"waste/nappies/incineration", "treatment"},
	"waste_incineration_average":             {"waste/average/incineration", "treatment"},
	"waste_landfill_average":                 {"waste/average/landfill", "treatment"},
	"waste_transport":                        {"waste/transport", "treatment"},
	"travel_expense_air_domestic":            {"travel/expense/air-domestic", "unstated"},
	"travel_expense_air_international":       {"travel/expense/air-international", "unstated"},
	"travel_expense_rail":                    {"travel/expense/rail", "unstated"},
	"travel_expense_ship":                    {"travel/expense/ship", "unstated"},
	"travel_expense_bus":                     {"travel/expense/bus", "unstated"},
	"travel_expense_taxi":                    {"travel/expense/taxi", "unstated"},
	"travel_per_night":                       {"travel/hotel", "unstated"},
	"travel_per_employee_year":               {"travel/employee-year", "unstated"},
	"travel_per_day_all":                     {"travel/trip-day/all", "unstated"},
	"travel_per_day_domestic_day_trip":       {"travel/trip-day/domestic-day-trip", "unstated"},
	"travel_per_day_domestic_overnight":      {"travel/trip-day/domestic-overnight", "unstated"},
	"travel_per_day_overseas":                {"travel/trip-day/overseas", "unstated"},
	"commute_office_large_city":              {"commute/office/large-city", "unstated"},
	"commute_office_medium_city":             {"commute/office/medium-city", "unstated"},
	"commute_office_small_city_a":            {"commute/office/small-city-a", "unstated"},
	"commute_office_small_city_b":            {"commute/office/small-city-b", "unstated"},
	"commute_office_town":                    {"commute/office/town", "unstated"},
	"commute_factory_large_city":             {"commute/factory/large-city", "unstated"},
	"commute_factory_medium_city":            {"commute/factory/medium-city", "unstated"},
	"commute_factory_small_city_a":           {"commute/factory/small-city-a", "unstated"},
	"commute_factory_small_city_b":           {"commute/factory/small-city-b", "unstated"},
	"commute_factory_town":                   {"commute/factory/town", "unstated"},
	"tonkm_rail":                             {"freight/rail", "combustion"},
	"tonkm_ship_fuel_improved_20":            {"freight/sea/fuel-economy-improved-20", "combustion"},
	"tonkm_ship_fuel_improved_15":            {"freight/sea/fuel-economy-improved-15", "combustion"},
	"tonkm_ship_fuel_improved_10":            {"freight/sea/fuel-economy-improved-10", "combustion"},
	"tonkm_ship_fuel_improved_5":             {"freight/sea/fuel-economy-improved-5", "combustion"},
	"tonkm_ship_fuel_improved_0":             {"freight/sea/fuel-economy-improved-0", "combustion"},
	"tonkm_ship_other":                       {"freight/sea/other", "combustion"},
	"tonkm_air":                              {"freight/air", "combustion"},
}

// unit converts an emission unit of the database. Its values are taken as CO2e of an unstated basis: the transcription
// prints t-CO2 for landfill too, which emits methane.
func unit(b *builder, r sheet.Record) error {
	u, ok := emissionUnits[r.Get("key")]
	if !ok {
		return fmt.Errorf("the key %q is unknown", r.Get("key"))
	}
	per, ok := printedUnits[r.Get("unit")]
	if !ok {
		return fmt.Errorf("the unit %q is unknown", r.Get("unit"))
	}
	first, last := fiscal(newFrom, lastYear)
	row := sheet.Row{
		"activity": u.activity, "label": r.Get("name_ja"), "valid_from": first, "valid_to": last, "unit": per.unit,
		"boundary": u.boundary, "gwp": "unstated", "document": database, "table": r.Get("db_table"), "price_type": per.price,
		"note": "printed " + r.Get("value_v3_6") + " " + r.Get("unit"),
	}
	if per.price != "" {
		row["caveat"] = "assumption: the year of the prices is not stated, so money is taken as it was spent"
	}
	if full := r.Get("value_full_precision_second_copy"); full != "" {
		row["note"] += "; in full " + full
	}
	return b.add(r, r.Get("value_v3_6"), per.times, "CO2e", row)
}

// capitalGoods converts a sector of table 6 of the database, per million yen.
func capitalGoods(b *builder, r sheet.Record) error {
	first, last := fiscal(newFrom, lastYear)
	printed := r.Get("t_co2e_per_million_jpy")
	return b.add(r, printed, "0.001", "CO2e", sheet.Row{
		"activity": "capital-goods/io-jp/" + r.Get("code"), "label": r.Get("sector_ja"), "valid_from": first, "valid_to": last,
		"unit": "JPY", "boundary": "cradle-to-gate", "gwp": "unstated", "price_type": "unstated", "document": database,
		"table": "[6]", "note": "printed " + printed + " t-CO2e/百万円",
		"caveat": "assumption: the year of the prices is not stated; from an unlabelled copy of the table, known by its values",
	})
}
