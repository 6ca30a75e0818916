package factors_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// ownFactors stands for a file of a company's own factors.
const ownFactors = `activity,region,valid,unit,boundary,CO2e,gwp,document
fuel/natural-gas,GB,2024,kWh(HHV),combustion,0.18,AR5,the shipper's letter of March 2025
`

func ExampleReadCSV() {
	own, err := factors.ReadCSV(strings.NewReader(ownFactors), factors.Meta{Publisher: "own", Edition: "1", Licence: "internal"})
	if err != nil {
		panic(err)
	}
	for f := range own.All() {
		fmt.Println(f.ID, f.PerUnit, "per", f.Unit)
	}
	_, err = factors.ReadCSV(strings.NewReader(strings.Replace(ownFactors, "0.18", "0,18", 1)), factors.Meta{Publisher: "own", Edition: "1"})
	fmt.Println(err)
	// Output:
	// own/fuel/natural-gas/GB/2024/kWh(HHV) 0.18 kg CO2e (AR5) per kWh(HHV)
	// own-1 factors:2: the row has 9 cells: want 8, as in the header; a cell that contains a comma must be quoted
}

// A company's own factors come first, the published ones after them.
func ExampleNewStack() {
	own, err := factors.ReadCSV(strings.NewReader(ownFactors), factors.Meta{Publisher: "own", Edition: "1", Licence: "internal"})
	if err != nil {
		panic(err)
	}
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	stack, err := factors.NewStack(own, uk)
	if err != nil {
		panic(err)
	}
	basis := factors.Basis{Factors: stack, GWP: ghg.AR5()}
	for _, fuel := range []string{"fuel/natural-gas", "fuel/diesel/mineral"} {
		f, caveats, err := basis.Find(factors.Query{
			Activity: fuel, Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh(HHV)"), Boundary: ghg.Combustion,
		})
		fmt.Println(f.ID, caveats, err)
	}
	// Output:
	// own/fuel/natural-gas/GB/2024/kWh(HHV) [] <nil>
	// desnz/fuel/diesel/mineral/GB/2024/kWh(HHV) [] <nil>
}

// A lock holds the factors that results used. A run from it needs no catalogue, and does not move when one is updated.
func ExampleNewLock() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	boiler := scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("100 MWh(HHV)")}
	results, err := boiler.Calculate(factors.Basis{Factors: uk, GWP: ghg.AR5()})
	if err != nil {
		panic(err)
	}
	lock, err := factors.NewLock(uk, slices.Values(results))
	if err != nil {
		panic(err)
	}
	again, err := boiler.Calculate(factors.Basis{Factors: lock, GWP: ghg.AR5()})
	fmt.Println(again[0].CO2e, again[0].CO2e.Kg().Equal(results[0].CO2e.Kg()), err)
	boiler.Fuel = "diesel/mineral"
	_, err = boiler.Calculate(factors.Basis{Factors: lock, GWP: ghg.AR5()})
	fmt.Println(strings.Contains(err.Error(), "no factor"))
	// Output:
	// 18290 kg CO2e true <nil>
	// true
}

// What changes when the edition does?
func ExampleDiff() {
	old, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		panic(err)
	}
	updated, err := desnz.Load(desnz.Edition2025)
	if err != nil {
		panic(err)
	}
	for _, c := range factors.Diff(old, updated) {
		if c.New.Activity == "electricity/grid" && c.New.Boundary == ghg.Generation {
			fmt.Println(c)
		}
	}
	// Output:
	// revalued desnz/electricity/grid/GB/2024/kWh → desnz/electricity/grid/GB/2025/kWh, kg CO2 -14.66 %
}
