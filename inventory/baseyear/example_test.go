package baseyear_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/targets"
)

// A company buys another of 6 % of its emissions and sells one of the same size: the base year is recalculated.
func ExamplePolicy_Assess() {
	policy := baseyear.SBTiV1(baseyear.Boundary{Name: "scope 1", Covered: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}})
	a, err := policy.Assess(series("100"), 2023, event("bought C", baseyear.Acquisition, "6"), event("sold D", baseyear.Divestment, "-6"), event("growth", baseyear.OrganicChange, "9"))
	if err != nil {
		panic(err)
	}
	fmt.Print(a)
	// Output:
	// Base year, version first, by SBTi V1 in the report of 2023: recalculated
	// boundary  base t CO2e  net t  net %  gross %  largest %  recalculate  not known
	// scope 1   100          0      0      12       6          yes          –
	// scope 1: bought C, 6 t: counts: acquisition
	// scope 1: sold D, -6 t: counts: divestment
	// scope 1: growth, 9 t: never recalculated: organic growth or decline is what a target measures
}

// Both series side by side, each year with what it is.
func ExampleRecalculate() {
	r, err := baseyear.Recalculate(series("50", "60", "80"), second(), baseyear.AllYear, 2023, event("C", baseyear.Acquisition, "15", "20", "20"))
	if err != nil {
		panic(err)
	}
	fmt.Print(r)
	// Output:
	// year  first t CO2e  second t CO2e  change t  figures
	// 2021  50            65             15        recalculated
	// 2022  60            80             20        recalculated
	// 2023  80            80             0         as reported
}
