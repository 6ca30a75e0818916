package main

import (
	"fmt"
	"regexp"
	"strings"
)

// vehicleClasses are the classes of tables 3 to 5, in the singular.
var vehicleClasses = map[string]string{
	"Gasoline Passenger Cars":            "passenger-car",
	"Gasoline Light-Duty Trucks":         "light-duty-truck",
	"Gasoline Heavy-Duty Vehicles":       "heavy-duty-vehicle",
	"Gasoline Motorcycles":               "motorcycle",
	"Passenger Cars":                     "passenger-car",
	"Light-Duty Trucks":                  "light-duty-truck",
	"Medium- and Heavy-Duty Vehicles":    "medium-and-heavy-duty-vehicle",
	"Light-Duty Cars":                    "light-duty-car",
	"Medium-Duty Trucks":                 "medium-duty-truck",
	"Heavy-Duty Trucks":                  "heavy-duty-truck",
	"Buses":                              "bus",
	"Ships and Boats":                    "ship-or-boat",
	"Locomotives":                        "locomotive",
	"Aircraft":                           "aircraft",
	"Agricultural Equipment":             "agricultural-equipment",
	"Agricultural Offroad Trucks":        "agricultural-off-road-truck",
	"Construction/Mining Equipment":      "construction-or-mining-equipment",
	"Construction/Mining Offroad Trucks": "construction-or-mining-off-road-truck",
	"Lawn and Garden Equipment":          "lawn-and-garden-equipment",
	"Airport Equipment":                  "airport-equipment",
	"Industrial/Commercial Equipment":    "industrial-or-commercial-equipment",
	"Logging Equipment":                  "logging-equipment",
	"Railroad Equipment":                 "railroad-equipment",
	"Recreational Equipment":             "recreational-equipment",
}

var (
	oneYear   = regexp.MustCompile(`^\d{4}$`)
	yearRange = regexp.MustCompile(`^(\d{2})(\d{2})-(\d{2}|\d{4})$`)
)

// modelYears converts the printed model years to one spelling: "2012", "1973-1974", "to-1980".
func modelYears(printed string) (string, error) {
	switch printed {
	case "<1981", "≤1980":
		return "to-1980", nil
	}
	if oneYear.MatchString(printed) {
		return printed, nil
	}
	m := yearRange.FindStringSubmatch(printed)
	if m == nil {
		return "", fmt.Errorf("model years %q are not understood", printed)
	}
	to := m[3]
	if len(to) == 2 {
		to = m[1] + to
	}
	return m[1] + m[2] + "-" + to, nil
}

// onRoadGasoline names the lines of table 3.
func onRoadGasoline(l line) (string, origin, error) {
	years, err := modelYears(l.detail)
	return "vehicle/" + vehicleClasses[l.item] + "/gasoline/" + years, fossil, err
}

// onRoadOther names the lines of table 4: diesel by model year, other fuels without.
func onRoadOther(l line) (string, origin, error) {
	name, printed, byYear := strings.Cut(l.detail, "; model year ")
	f, ok := vehicleFuels[name]
	if !ok {
		return "", 0, fmt.Errorf("fuel %q is not known", name)
	}
	activity := "vehicle/" + vehicleClasses[l.item] + "/" + f.activity
	if !byYear {
		return activity, f.origin, nil
	}
	years, err := modelYears(printed)
	return activity + "/" + years, f.origin, err
}

// nonRoad names the lines of table 5. From 2023 on, off-road trucks are printed as a fuel of the equipment; 2021 has a
// class for them.
func nonRoad(l line) (string, origin, error) {
	class, name := l.group, l.item
	if class == "" {
		class, name = l.item, l.detail
	}
	f, ok := vehicleFuels[name]
	if !ok {
		return "", 0, fmt.Errorf("fuel %q is not known", name)
	}
	vehicle := vehicleClasses[class]
	if strings.HasSuffix(name, " Off-Road Trucks") {
		vehicle = strings.TrimSuffix(vehicle, "-equipment") + "-off-road-truck"
	}
	return "vehicle/" + vehicle + "/" + f.activity, f.origin, nil
}
