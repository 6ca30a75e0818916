package epa_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// A gas boiler in the US in 2024, with the hub of 2024 and the GWPs of the Sixth Assessment Report.
func Example() {
	set, err := epa.Load(epa.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	results, err := scope1.StationaryCombustion{
		ID: "boiler-1", Fuel: "natural-gas", Region: "US", Period: ghg.CalendarYear(2024),
		Amount: units.MustParse("1200 mmBtu(HHV)"),
	}.Calculate(factors.Basis{Factors: set, GWP: ghg.AR6()})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range results {
		fmt.Println(r.CO2e)
	}
	// Output:
	// 63737.16 kg CO2e
}

// A car's model year determines its CH4 and N2O per mile; its CO2 follows from the fuel it burns.
func ExampleVehicle() {
	diesel, err := epa.Vehicle(epa.Edition2024, "passenger-car", "diesel", 2012)
	fmt.Println(diesel, err)
	_, err = epa.Vehicle(epa.Edition2024, "motorcycle", "gasoline", 2024)
	fmt.Println(err)
	// Output:
	// vehicle/passenger-car/diesel/2007-2021 <nil>
	// model year of vehicle/motorcycle/gasoline is unknown ("2024"): want one of 1960-1995, 1996-2005, 2006-2020
}
