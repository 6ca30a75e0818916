package inventory_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// What would the factors of the next edition change? Its factors are of 2025, so the policy takes them for 2024.
func ExampleCompare() {
	before, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	after, err := desnz.Load(desnz.Edition2025)
	if err != nil {
		panic(err)
	}
	effect, err := inventory.Compare(
		factors.Basis{Factors: before, GWP: ghg.AR5()},
		factors.Basis{Factors: after, GWP: ghg.AR5(), Policy: factors.Policy{NewerYears: 1}},
		inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)},
		[]activity.Activity{
			scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("100 MWh(HHV)")},
		})
	if err != nil {
		panic(err)
	}
	for _, l := range effect.Lines {
		fmt.Println(l.ID, l.Before, "becomes", l.After, l.Was, l.Is)
	}
	// Output:
	// boiler 18290 kg CO2e becomes 18296 kg CO2e [desnz/fuel/natural-gas/GB/2024/kWh(HHV)] [desnz/fuel/natural-gas/GB/2025/kWh(HHV)]
}
