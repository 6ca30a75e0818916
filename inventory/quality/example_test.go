package quality_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/quality"
)

// How good are the data, and of how much is that known?
func ExampleRollUp() {
	graded := ghg.Quality{Scheme: ghg.Scope3StandardGrades, Technology: 1, Time: 2, Geography: 1, Completeness: 2, Reliability: 3}
	org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, org, []activity.Activity{
		bought("steel", "900", graded), bought("glass", "100", ghg.Quality{}),
	})
	if err != nil {
		panic(err)
	}
	p, err := inv.Partial(inventory.MarketBased)
	if err != nil {
		panic(err)
	}
	list, err := quality.RollUp(p, nil)
	if err != nil {
		panic(err)
	}
	for _, r := range list {
		fmt.Print(r)
	}
	// Output:
	// Data quality in the grades of scope3-standard-4 (1 is the best, 4 the worst), weighted with emissions
	// indicator          grade  assessed, % of emissions  lines assessed
	// technology         1.00   90.0                      1 of 2
	// time               2.00   90.0                      1 of 2
	// geography          1.00   90.0                      1 of 2
	// completeness       2.00   90.0                      1 of 2
	// reliability        3.00   90.0                      1 of 2
	// mean of the lines  1.80   90.0                      1 of 2
}
