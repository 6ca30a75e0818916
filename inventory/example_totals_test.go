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

// Totals of part of an inventory by scope and site, and the results behind a row.
func ExamplePartial_Totals() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	year := ghg.CalendarYear(2024)
	org := inventory.Organisation{
		Name: "Example Ltd", Approach: inventory.OperationalControl, Period: year,
		Excluded: []inventory.Exclusion{{Scope: ghg.Scope2, Reason: "the landlord does not meter power"}, {Scope: ghg.Scope3, Reason: "first year"}},
	}
	inv, err := inventory.Run(factors.Basis{Factors: uk, GWP: ghg.AR5()}, org, []activity.Activity{
		scope1.StationaryCombustion{ID: "boiler-1", Site: "Leeds", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("100 MWh(HHV)")},
		scope1.StationaryCombustion{ID: "boiler-2", Site: "Leeds", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("50 MWh(HHV)")},
		scope1.StationaryCombustion{ID: "stove", Site: "York", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("1 MWh(HHV)")},
	})
	if err != nil {
		panic(err)
	}
	p, err := inv.Partial(inventory.MarketBased)
	if err != nil {
		panic(err)
	}
	table, err := p.Totals(inventory.ByScope, inventory.BySite)
	if err != nil {
		panic(err)
	}
	for _, row := range table.Rows {
		fmt.Println(row.Labels.Site, row.CO2e)
		for r := range table.Results(row.Labels) {
			fmt.Println(" ", r.ID)
		}
	}
	for _, e := range table.Excluded {
		fmt.Println("without", e)
	}
	// Output:
	// Leeds 27435 kg CO2e
	//   boiler-1
	//   boiler-2
	// York 182.9 kg CO2e
	//   stove
	// without scope 2: the landlord does not meter power
	// without scope 3: first year
}
