package intensity_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/intensity"
)

// Emissions by equity share over consolidated revenue is a ratio of two boundaries, and says so.
func ExampleNew() {
	emissions, err := ghg.ParseCO2e("8670 t CO2e")
	if err != nil {
		panic(err)
	}
	i, err := intensity.New(
		intensity.Numerator{Scopes: inventory.Scopes1And2, Accounting: inventory.LocationBased, CO2e: emissions, GWP: "AR6", Period: ghg.CalendarYear(2024), Approach: inventory.EquityShare},
		intensity.Denominator{Name: "net revenue", Unit: "million EUR", Value: decimal.NewFromInt(1200), Source: "income statement", Period: ghg.CalendarYear(2024), Approach: inventory.FinancialControl},
	)
	if err != nil {
		panic(err)
	}
	fmt.Print(i)
	// Output:
	// 7.225 t CO2e per million EUR of net revenue, 2024 (income statement): scopes 1 and 2, location-based, AR6
	// caveat: the boundaries differ: emissions by equity share, net revenue by financial control
}
