package main

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
)

// place finds the names of a factor. Upstream factors take the names of the direct ones.
func place(e *entry) (target, error) {
	t := target{region: "GB", unit: e.uom, boundary: ghg.Combustion}
	table := strings.TrimPrefix(e.level[0], "WTT- ")
	if table != e.level[0] {
		t.boundary = ghg.WellToTank
	}
	var err error
	switch table {
	case "Fuels", "fuels":
		err = t.fuel(e)
	case "Bioenergy", "bioenergy":
		err = t.bioenergy(e)
	case "Outside of scopes":
		err = t.outside(e)
	case "Refrigerant & other":
		err = t.refrigerant(e)
	case "Passenger vehicles", "Delivery vehicles", "Managed assets- vehicles":
		err = t.vehicle(e)
	case "UK electricity for EVs", "UK electricity T&D for EVs":
		err = t.charging(e)
	case "Business travel- land", "pass vehs & travel (land)", "pass vehs & travel- land":
		err = t.land(e)
	case "Business travel- air", "business travel (air)", "business travel- air":
		err = t.air(e)
	case "Business travel- sea", "business travel (sea)", "business travel- sea":
		err = t.name("travel/ferry/", ferries, e.level[2])
	case "Freighting goods", "delivery vehs & freight":
		err = t.freight(e)
	case "UK electricity", "UK & overseas elec", "Transmission and distribution", "Managed assets- electricity", "Heat and steam", "heat and steam":
		err = t.energy(e)
	case "Hotel stay":
		err = t.hotel(e)
	default:
		err = t.other(e)
	}
	return t, err
}

// name sets the name to a prefix and the table's entry for a word.
func (t *target) name(prefix string, table map[string]string, word string) error {
	name, err := named(table, word)
	t.activities = []string{prefix + name}
	return err
}

var heatingUnits = map[string]string{"kWh (Net CV)": "kWh(LHV)", "kWh (Gross CV)": "kWh(HHV)"}

func (t *target) fuel(e *entry) error {
	if unit, ok := heatingUnits[e.uom]; ok {
		t.unit = unit
	}
	return t.name("fuel/", fuelNames, e.level[2])
}

// bioenergy places bioenergy, which is printed per kWh and GJ without a heating value basis. It is taken as net; what the
// other units of the factor say of it is in printed.explain.
func (t *target) bioenergy(e *entry) error {
	t.net(e)
	return t.name("fuel/", biofuelNames, e.level[2])
}

func (t *target) net(e *entry) {
	if e.uom == "kWh" || e.uom == "GJ" {
		t.unit = e.uom + "(LHV)"
	}
}

func (t *target) outside(e *entry) error {
	t.boundary = ghg.OutsideScopes
	switch e.level[1] {
	case "Electricity generated":
		t.activities = []string{"electricity/grid"}
		return nil
	case "Forecourt fuels containing biofuel":
		t.net(e)
		return t.name("fuel/", fuelNames, e.level[2])
	}
	return t.bioenergy(e)
}

// energy places electricity and heat from a network.
func (t *target) energy(e *entry) error {
	switch e.level[1] {
	case "Electricity generated":
		t.activities, t.boundary = []string{"electricity/grid"}, ghg.Generation
		if e.level[0] == "Managed assets- electricity" {
			t.activities = []string{"leased/electricity"}
		}
	case "WTT- UK electricity (generation)":
		t.activities = []string{"electricity/grid"}
	case "T&D- UK electricity":
		t.activities, t.boundary = []string{"electricity/grid"}, ghg.GridLosses
	case "WTT- UK electricity (T&D)":
		t.activities, t.boundary = []string{"electricity/grid"}, ghg.GridLossesWTT
	case "Heat and steam":
		t.boundary = ghg.Generation
		return t.name("heat/", heatNames, e.level[2])
	case "WTT- heat and steam":
		return t.name("heat/", heatNames, e.level[2])
	case "Distribution - district heat & steam":
		t.activities, t.boundary = []string{"heat/district"}, ghg.GridLosses
	case "WTT- district heat & steam distribution":
		t.activities, t.boundary = []string{"heat/district"}, ghg.GridLossesWTT
	default:
		return fmt.Errorf("table %q has no place", e.level[1])
	}
	return nil
}

func (t *target) hotel(e *entry) error {
	t.boundary = ghg.BoundaryUnstated
	t.activities = []string{"travel/hotel"}
	if e.level[2] == "UK (London)" {
		t.activities[0] += "/london"
	}
	var err error
	t.region, err = named(countries, e.level[2])
	return err
}

// other places the factors that have a table of their own.
func (t *target) other(e *entry) error {
	switch e.level[0] {
	case "Homeworking":
		t.boundary = ghg.BoundaryUnstated
		return t.name("homeworking/", homeworking, e.level[1])
	case "Water supply":
		t.boundary, t.activities = ghg.CradleToGate, []string{"water/supply"}
	case "Water treatment":
		t.boundary, t.activities = ghg.Treatment, []string{"water/treatment"}
	case "Material use":
		t.boundary = ghg.CradleToGate
		return t.material("material/", e, origins)
	case "Waste disposal":
		t.boundary = ghg.Treatment
		return t.material("waste/", e, treatments)
	default:
		return fmt.Errorf("sheet %q has no place", e.level[0])
	}
	return nil
}

func (t *target) material(prefix string, e *entry, how map[string]string) error {
	material, ok := materialNames[e.level[1]+"/"+e.level[2]]
	if !ok {
		material, ok = materialNames[e.level[2]]
	}
	if !ok {
		material = slug(e.level[2])
	}
	name, err := named(how, e.column)
	t.activities = []string{prefix + material + "/" + name}
	return err
}
