package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
)

var (
	carFuels = map[string]string{
		"Diesel": "diesel", "Petrol": "gasoline", "Unknown": "unknown", "Hybrid": "hybrid", "CNG": "cng", "LPG": "lpg",
		"Plug-in Hybrid Electric Vehicle": "plug-in-hybrid", "Battery Electric Vehicle": "battery-electric",
	}
	vanClasses = map[string]string{
		"Class I (up to 1.305 tonnes)": "class-i", "Class II (1.305 to 1.74 tonnes)": "class-ii",
		"Class III (1.74 to 3.5 tonnes)": "class-iii", "Average (up to 3.5 tonnes)": "average",
	}
	hgvClasses = map[string][2]string{ // kind and class
		"Rigid (>3.5 - 7.5 tonnes)": {"hgv-rigid", "3.5-7.5t"}, "Rigid (>7.5 tonnes-17 tonnes)": {"hgv-rigid", "7.5-17t"},
		"Rigid (>17 tonnes)": {"hgv-rigid", "over-17t"}, "All rigids": {"hgv-rigid", "average"},
		"Articulated (>3.5 - 33t)": {"hgv-articulated", "3.5-33t"}, "Articulated (>33t)": {"hgv-articulated", "over-33t"},
		"All artics": {"hgv-articulated", "average"}, "All HGVs": {"hgv", "average"},
	}
	loads = map[string]string{
		"0% Laden": "0-laden", "50% Laden": "50-laden", "100% Laden": "100-laden", "Average laden": "average-laden",
		"Average Laden": "average-laden",
	}
	ferries = map[string]string{
		"Foot passenger": "foot-passenger", "Car passenger": "car-passenger", "Average (all passenger)": "average",
	}
	trips = map[string]string{
		"Regular taxi": "taxi/regular", "Black cab": "taxi/black-cab", "Local bus (not London)": "bus/local-outside-london",
		"Local London bus": "bus/local-london", "Average local bus": "bus/local", "Coach": "bus/coach",
		"National rail": "rail/national", "International rail": "rail/international",
		"Light rail and tram": "rail/light-rail-and-tram", "London Underground": "rail/london-underground",
	}
	hauls = map[string]string{
		"Domestic, to/from UK": "domestic", "Short-haul, to/from UK": "short-haul", "Long-haul, to/from UK": "long-haul",
		"International, to/from non-UK": "international",
	}
	cabins = map[string]string{
		"Average passenger": "average", "Economy class": "economy", "Premium economy class": "premium-economy",
		"Business class": "business", "First class": "first",
	}
	forcing = map[string]string{"With RF": "with-rf", "Without RF": "without-rf"}
	ships   = map[string]string{
		"Crude tanker": "crude-tanker", "Products tanker": "products-tanker", "Chemical tanker": "chemical-tanker",
		"LNG tanker": "lng-tanker", "LPG Tanker": "lpg-tanker", "LPG tanker": "lpg-tanker", "Bulk carrier": "bulk-carrier",
		"General cargo": "general-cargo", "Container ship": "container", "Vehicle transport": "vehicle-transport",
		"RoRo-Ferry": "roro-ferry", "Large RoPax ferry": "ropax-ferry", "Refrigerated cargo": "refrigerated-cargo",
	}
)

// electricNote states what an electric vehicle's factor includes outside the vehicle sheets of scope 1.
const electricNote = "includes generation and losses of the electricity"

// chargedApart states what the factor of an electric vehicle leaves out on the vehicle sheets of scope 1.
const chargedApart = "electricity-apart: the electricity that the vehicle is charged with is not in the factor; "

// class returns the name of a class of road vehicle, from section, row and column of any vehicle sheet:
// "car/small/diesel".
func class(e *entry) (string, error) {
	section := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(e.level[1], "WTT- "), "Managed "))
	switch section {
	case "cars (by market segment)", "cars (by size)":
		fuel, err := named(carFuels, e.column)
		return "car/" + slug(strings.TrimSuffix(e.level[2], " car")) + "/" + fuel, err
	case "motorbike", "motorbikes":
		return "motorcycle/" + slug(e.level[2]), nil
	case "vans":
		van, err := named(vanClasses, e.level[2])
		if err != nil {
			return "", err
		}
		fuel, err := named(carFuels, e.column)
		return "van/" + van + "/" + fuel, err
	case "hgv (all diesel)", "hgv refrigerated (all diesel)", "hgvs refrigerated (all diesel)":
		hgv, ok := hgvClasses[e.level[2]]
		if !ok {
			return "", fmt.Errorf("%q has no name", e.level[2])
		}
		load, err := named(loads, e.column)
		if strings.Contains(section, "refrigerated") {
			hgv[0] += "-refrigerated"
		}
		return hgv[0] + "/" + hgv[1] + "/" + load, err
	}
	return "", errNoClass
}

var errNoClass = errors.New("no class of road vehicle")

// vehicle places a vehicle that the company runs, per distance: the fuel burnt in it.
func (t *target) vehicle(e *entry) error {
	name, err := class(e)
	t.activities = []string{"vehicle/" + name}
	if e.level[0] == "Managed assets- vehicles" {
		t.activities[0] = "leased/" + t.activities[0]
		t.electric(e)
	} else if strings.Contains(e.column, "Electric") && t.boundary == ghg.Combustion {
		t.caveat = chargedApart + "electricity/vehicle/" + name + " has it, as Scope 2 of whoever buys it"
	}
	return err
}

// electric notes what the factor of an electric vehicle includes.
func (t *target) electric(e *entry) {
	if strings.Contains(e.column, "Electric") && t.boundary == ghg.Combustion {
		t.note = electricNote
	}
}

// charging places the electricity that the company's electric vehicles draw.
func (t *target) charging(e *entry) error {
	t.boundary = ghg.Generation
	if e.level[0] == "UK electricity T&D for EVs" {
		t.boundary = ghg.GridLosses
	}
	name, err := class(e)
	t.activities = []string{"electricity/vehicle/" + name}
	return err
}

// land places business travel on land. The upstream factors of cars and motorbikes apply to travel and own vehicles
// alike.
func (t *target) land(e *entry) error {
	name, err := class(e)
	if errors.Is(err, errNoClass) {
		return t.name("travel/", trips, e.level[2])
	}
	t.activities = []string{"travel/" + name}
	if t.boundary == ghg.WellToTank {
		t.activities = append(t.activities, "vehicle/"+name)
	}
	t.electric(e)
	return err
}

func (t *target) air(e *entry) error {
	haul, err := named(hauls, e.level[2])
	if err != nil {
		return err
	}
	cabin, err := named(cabins, e.level[3])
	if err != nil {
		return err
	}
	return t.name("travel/air/"+haul+"/"+cabin+"/", forcing, e.column)
}

// freight places the transport of goods. The upstream factors per km and mile also apply to own vehicles.
func (t *target) freight(e *entry) error {
	switch strings.ToLower(strings.TrimPrefix(e.level[1], "WTT- ")) {
	case "freight flights":
		haul, err := named(hauls, e.level[2])
		if err != nil {
			return err
		}
		return t.name("freight/air/"+haul+"/", forcing, e.column)
	case "rail":
		t.activities = []string{"freight/rail"}
		return nil
	case "sea tanker", "cargo ship":
		size := slug(strings.ReplaceAll(e.level[3], "+", " plus"))
		err := t.name("freight/sea/", ships, e.level[2])
		t.activities[0] += "/" + size
		return err
	}
	name, err := class(e)
	t.activities = []string{"freight/road/" + name}
	if t.boundary == ghg.WellToTank && e.uom != "tonne.km" {
		t.activities = append(t.activities, "vehicle/"+name)
	}
	t.electric(e)
	return err
}
