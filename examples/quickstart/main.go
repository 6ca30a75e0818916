// Command quickstart is thirty lines to copy. It calculates a boiler, an electricity bill by both methods and a skip of
// waste, and prints their total and the origin of every figure.
package main

import (
	"fmt"
	"log"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func main() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		log.Fatal(err)
	}
	year := ghg.CalendarYear(2024)
	inv, err := inventory.Run(
		factors.Basis{Factors: uk, GWP: ghg.AR5()},
		inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: year},
		[]activity.Activity{
			scope1.StationaryCombustion{ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)")},
			scope2.Electricity{
				ID: "office", Period: year, Region: "GB", Amount: units.MustParse("80 MWh"),
				SupplierRate: factors.MustSupplied("0.15 kg CO2/kWh; the supplier's fuel mix disclosure on the bill"),
			},
			scope3.WasteTypeSpecific{ID: "skip", Period: year, Waste: "commercial-and-industrial", Treatment: "landfill", Region: "GB", Mass: units.MustParse("3.2 t")},
		})
	if err != nil {
		log.Fatal(err)
	}
	for _, method := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		total, err := inv.Total(method)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %s t CO2e\n", method, total.Tonnes().StringFixed(2))
	}
	for r := range inv.Results() {
		fmt.Println(r.Explain())
	}
}
