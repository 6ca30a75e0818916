package epa

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// Vehicle returns the activity for the CH4 and N2O per mile of a road vehicle in an edition, by its model year:
// "vehicle/passenger-car/gasoline/2012", or "vehicle/passenger-car/diesel/2007-2021" for a diesel car of 2012.
//
// The classes of gasoline vehicles are passenger-car, light-duty-truck, heavy-duty-vehicle and motorcycle; those of
// diesel vehicles are passenger-car, light-duty-truck and medium-and-heavy-duty-vehicle. Other fuels (methanol,
// bioethanol, cng, lpg, lng, biodiesel) have no model years, and the year is ignored. A class, fuel or model year that
// the edition does not print is a *ghg.FieldError that lists what it has. There is no fallback for a car newer than the
// table.
//
// Source: GHG Emission Factors Hub, tables 3 and 4.
func Vehicle(edition, class, fuel string, modelYear int) (string, error) {
	set, err := Load(edition)
	if err != nil {
		return "", err
	}
	var years []string
	name := "vehicle/" + class + "/" + fuel
	for f := range set.All() {
		if f.Reference.Table != "Table 3" && f.Reference.Table != "Table 4" {
			continue
		}
		if f.Activity == name {
			return name, nil
		}
		printed, ok := strings.CutPrefix(f.Activity, name+"/")
		if !ok {
			continue
		}
		covered, err := covers(printed, modelYear)
		if err != nil {
			return "", fmt.Errorf("%s: %w", f.ID, err)
		}
		if covered {
			return f.Activity, nil
		}
		years = append(years, printed)
	}
	if years == nil {
		return "", &ghg.FieldError{Field: "class and fuel of a road vehicle", Value: class + ", " + fuel, Want: "those of tables 3 and 4 of the EPA hub " + edition, Err: ghg.ErrUnknown}
	}
	return "", &ghg.FieldError{Field: "model year of " + name, Value: strconv.Itoa(modelYear), Want: "one of " + strings.Join(years, ", "), Err: ghg.ErrUnknown}
}

// covers reports whether a year is within model years as the activities spell them ("2012", "1973-1974", "to-1980").
func covers(printed string, year int) (bool, error) {
	from, to, isRange := strings.Cut(printed, "-")
	if !isRange {
		to = from
	}
	last, err := strconv.Atoi(to)
	if err != nil {
		return false, fmt.Errorf("model years %s: %w", input.Quote(printed), err)
	}
	if from == "to" {
		return year <= last, nil
	}
	first, err := strconv.Atoi(from)
	if err != nil {
		return false, fmt.Errorf("model years %s: %w", input.Quote(printed), err)
	}
	return first <= year && year <= last, nil
}
