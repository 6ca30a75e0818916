package ghg_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// A result explains itself, and its receipt proves it without the factors.
func Example() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	boiler := scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)")}
	results, err := boiler.Calculate(factors.Basis{Factors: uk, GWP: ghg.AR5()})
	if err != nil {
		panic(err)
	}
	r := results[0]
	fmt.Println(r.CO2e)
	fmt.Println(r.Explain())
	receipt, err := r.Receipt()
	if err != nil {
		panic(err)
	}
	verified, err := ghg.Verify(receipt)
	fmt.Println(verified.CO2e, err)
	receipt[len(receipt)/2]++
	_, err = ghg.Verify(receipt)
	fmt.Println(err != nil)
	// Output:
	// 22862.5 kg CO2e
	// boiler: 22.8625 t CO2e in 2024 by scope 1 stationary combustion (AR5), from 125 MWh(HHV) fuel by desnz/fuel/natural-gas/GB/2024/kWh(HHV)
	// 22862.5 kg CO2e <nil>
	// true
}
