package consolidation_test

import (
	"fmt"
	"log"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// A joint venture of a subsidiary, by all three approaches from one run.
func ExampleGroup_Consolidate() {
	group, err := consolidation.New(consolidation.Structure{
		Parent:   "Holland Industries",
		Entities: []consolidation.Entity{{ID: "Holland Industries"}, {ID: "Holland America"}, {ID: "BGB"}},
		Holdings: []consolidation.Holding{
			{Owner: "Holland Industries", Owned: "Holland America", Equity: decimal.RequireFromString("0.83"), Relation: consolidation.Subsidiary},
			{Owner: "Holland America", Owned: "BGB", Equity: decimal.RequireFromString("0.5"), Relation: consolidation.JointVenture},
		},
		Controls: []consolidation.Control{
			{Entity: "Holland America", Financial: true, Operational: true},
			{Entity: "BGB"}, // neither alone
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	factor, err := factors.ParseSupplied("2.66 kg CO2e/L AR5; supplier's certificate 2024")
	if err != nil {
		log.Fatal(err)
	}
	year := ghg.CalendarYear(2024)
	gross, err := inventory.Run(factors.Basis{GWP: ghg.AR5()},
		inventory.Organisation{Name: "Holland Industries", Approach: inventory.Unconsolidated, Period: year},
		[]activity.Activity{scope1.StationaryCombustion{ID: "boiler", Entity: "BGB", Period: year, Fuel: "diesel", Region: "NL", Amount: units.MustParse("1000 L"), Factor: factor}})
	if err != nil {
		log.Fatal(err)
	}
	for _, approach := range []inventory.Approach{inventory.EquityShare, inventory.FinancialControl, inventory.OperationalControl} {
		c, err := group.Consolidate(gross, consolidation.Options{Approach: approach, Scope2: ghg.LocationBased})
		if err != nil {
			log.Fatal(err)
		}
		for r := range c.Inventory().Results() {
			place := r.Scope.String()
			if r.Category != 0 {
				place = r.Category.String()
			}
			fmt.Printf("%s: %s kg CO2e in %s\n", approach, r.CO2e.Kg(), place)
			fmt.Println(" ", r.Steps[0])
		}
	}
	// Output:
	// equity share: 1103.9 kg CO2e in scope 1
	//   CO2e: 1000 L (fuel) × 2.66 kg CO2e/L (factor) × 0.83 (share in Holland America) × 0.5 (share in BGB) = 1103.9 kg CO2e
	// financial control: 1330 kg CO2e in scope 1
	//   CO2e: 1000 L (fuel) × 2.66 kg CO2e/L (factor) × 0.5 (share in BGB) = 1330 kg CO2e
	// operational control: 1103.9 kg CO2e in category 15, investments
	//   CO2e: 1000 L (fuel) × 2.66 kg CO2e/L (factor) × 0.83 (share in Holland America) × 0.5 (share in BGB) = 1103.9 kg CO2e
}
