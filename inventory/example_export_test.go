package inventory_test

import (
	"bytes"
	"fmt"
	"log"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// The results of an inventory as JSON lines, read back and recomputed, and as a table of steps.
func ExampleInventory_WriteResults() {
	period := ghg.CalendarYear(2024)
	own := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: period}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, own, []activity.Activity{
		scope3.PurchasedSupplierSpecific{
			ID: "steel", Period: period, Category: ghg.PurchasedGoodsAndServices, Amount: units.MustParse("12 t"), Item: "steel", Supplier: "Mill Ltd",
			Factor: factors.MustSupplied("1.9 kg CO2e/kg AR5; Mill Ltd, product footprint 2024"),
		},
	})
	if err != nil {
		log.Fatal(err)
	}
	var file bytes.Buffer
	if err := inv.WriteResults(&file); err != nil {
		log.Fatal(err)
	}
	for r, err := range inventory.ReadResults(&file, "results.jsonl") {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(r.ID, r.CO2e, r.Emissions)
	}
	// Output:
	// steel 22800 kg CO2e 22800 kg CO2e (AR5)
}
