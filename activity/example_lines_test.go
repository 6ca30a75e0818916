package activity_test

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
)

// A sheet of any length is read, calculated and totalled row by row.
func ExampleLines() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	sheet := strings.NewReader(`id,period,fuel,region,amount
boiler-1,2024,natural-gas,GB,125 MWh(HHV)
boiler-2,2024,natural-gas,GB,80 MWh(HHV)
boiler-3,2024,natural-gas,GB,60.5 MWh(HHV)
`)
	org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	deriver := activity.NewDeriver(factors.Basis{Factors: uk, GWP: ghg.AR5()})
	inv, err := inventory.FromLines(org, activity.Lines[scope1.StationaryCombustion](deriver, sheet, "boilers.csv"))
	if err != nil {
		panic(err)
	}
	total, err := inv.Scope(ghg.Scope1, inventory.MarketBased)
	if err != nil {
		panic(err)
	}
	fmt.Println(total)
	fmt.Println(deriver.Stats().Shared, "of 3 lines share a derivation")
	// Output:
	// 48559.95 kg CO2e
	// 1 of 3 lines share a derivation
}
