package egrid_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// An office in California in 2023, location-based, with the factor of its subregion and year.
func Example() {
	set, err := egrid.Load(egrid.Edition2023)
	if err != nil {
		fmt.Println(err)
		return
	}
	region, err := egrid.Region("CAMX")
	if err != nil {
		fmt.Println(err)
		return
	}
	basis := factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}}
	d, err := scope2.Electricity{
		ID: "office", Amount: units.MustParse("100 MWh"), Region: region, Period: ghg.CalendarYear(2023),
	}.Dual(basis)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d.Location.CO2e)
	// Output: 19874.14969155 kg CO2e
}

// The region of factors for a subregion, by its letters.
func ExampleRegion() {
	fmt.Println(egrid.Region("nyup"))
	// Output: US-NYUP <nil>
}
