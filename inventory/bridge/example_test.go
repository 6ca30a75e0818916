package bridge_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// Why did emissions change from one year to the next?
func ExampleBetween() {
	year := func(year int, amount, factor string) *inventory.Inventory {
		org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(year)}
		inv, err := inventory.Run(factors.Basis{GWP: ghg.AR6()}, org, []activity.Activity{scope1.StationaryCombustion{
			ID: "boiler", Period: ghg.CalendarYear(year), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse(amount),
			Factor: factors.MustSupplied(factor + "; supplier"),
		}})
		if err != nil {
			panic(err)
		}
		return inv
	}
	b, err := bridge.Between(year(2023, "100 MWh(HHV)", "0.5 kg CO2/kWh(HHV)"), year(2024, "120 MWh(HHV)", "0.4 kg CO2/kWh(HHV)"), bridge.Options{
		Accounting: ghg.MarketBased, Partial: true, // scopes 2 and 3 are left out of this example
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(b)
	// Output:
	// term         t CO2e  lines
	// inventory A  50      –
	// factor       -11     1
	// activity     9       1
	// inventory B  48      –
}

// Several numbers of a product changed at once: what did each of them contribute?
func ExampleProduct() {
	parts, err := bridge.Product(numbers([]string{"100", "0.5"}), numbers([]string{"120", "0.4"}))
	fmt.Println(parts, err)
	// Output: [9 -11] <nil>
}
