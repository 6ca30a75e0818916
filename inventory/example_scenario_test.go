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
	"github.com/shopspring/decimal"
)

// What does each input contribute, and what if one were different?
func ExampleInventory_Scenario() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	boiler := scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("100 MWh(HHV)")}
	inv, err := inventory.Run(factors.Basis{Factors: uk, GWP: ghg.AR5()}, org, []activity.Activity{boiler})
	if err != nil {
		panic(err)
	}
	before, err := inv.Partial(inventory.MarketBased)
	if err != nil {
		panic(err)
	}
	inputs, err := before.Sensitivity()
	if err != nil {
		panic(err)
	}
	gas := inputs[0]
	for _, s := range inputs {
		if s.Input.Kind == ghg.InputFactor {
			gas = s
			break
		}
	}
	fmt.Println(gas.Input.Gas, gas.Value, gas.Input.Unit, "gives", gas.Effect, "kg CO2e")
	after, err := inv.Scenario(inventory.Change{Change: ghg.Change{Input: gas.Input, Value: decimal.New(15, -2), Source: "offer of a supplier of biogas blends"}})
	if err != nil {
		panic(err)
	}
	changed, err := after.Partial(inventory.MarketBased)
	if err != nil {
		panic(err)
	}
	fmt.Println(before.Total(), "becomes", changed.Total())
	// Output:
	// CO2 0.18253 kg CO2/kWh(HHV) gives 18253 kg CO2e
	// 18290 kg CO2e becomes 15037 kg CO2e
}
