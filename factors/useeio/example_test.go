package useeio_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/units"
)

// What a dollar spent on computers in the United States in 2022 emits, at the purchaser's price.
func ExampleLoad() {
	set, err := useeio.Load(useeio.Edition1_3)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := set.Find(factors.Query{
		Activity: useeio.Activity("334111"), Region: "US", Period: ghg.CalendarYear(2022),
		Unit: units.MustUnit("USD"), Boundary: ghg.CradleToGate,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Label+":", f.PerUnit.At(0).Kg, f.TermUnit(0), f.PerUnit.At(0).GWP)
	fmt.Println(f.ID)
	// Output:
	// Electronic Computer Manufacturing: 0.058 kg CO2e/USD AR5
	// useeio/spend/naics/334111@purchaser-2022/US/2022/USD
}

// A NAICS 2022 code from a ledger, converted to the NAICS 2017 codes that the factors use.
func ExampleFromNAICS2022() {
	codes, err := useeio.FromNAICS2022("513210")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(codes)
	// Output: [511210]
}
