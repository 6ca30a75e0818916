package xbrl_test

import (
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/xbrl"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// A company's emissions of 2025 as facts of the taxonomy.
func ExampleOf() {
	year := ghg.CalendarYear(2025)
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR6()}, inventory.Organisation{Name: "Example plc", Approach: inventory.FinancialControl, Period: year}, []activity.Activity{
		scope1.DirectRelease{ID: "kiln", Period: year, Gas: "CO2", Mass: units.MustParse("1200 t"), Event: "vented"},
		scope2.Electricity{
			ID: "office", Period: year, Region: "GB", Amount: units.MustParse("1000 MWh"),
			GridFactor: factors.MustSupplied("0.3 kg CO2/kWh; a table"), ResidualMix: factors.MustSupplied("0.5 kg CO2/kWh; a table"),
		},
		scope3.Reported{ID: "goods", Period: year, Category: 1, Amount: units.MustParse("7000 t CO2e"), GWP: "AR6", Reporter: "supplier", Source: "letter", Assurance: "none"},
	})
	if err != nil {
		panic(err)
	}
	edition, err := disclosure.EditionOf("esrs-e1-set-1")
	if err != nil {
		panic(err)
	}
	d, err := xbrl.Of(report.Report{Inventory: inv}, edition, xbrl.Options{Identifier: "9999EXAMPLEGROUP0059", Scheme: xbrl.LEI})
	if err != nil {
		panic(err)
	}
	for _, f := range d.Facts {
		if f.Table == "E1-6" && len(f.Members) == 0 {
			fmt.Println(strings.TrimPrefix(f.Element, "esrs:"), f.Value, f.Unit.Measure)
		}
	}
	var page strings.Builder
	if err := d.Write(&page); err != nil {
		panic(err)
	}
	fmt.Println(strings.Count(page.String(), "<ix:nonFraction"), "facts")
	// Output:
	// GrossScope1GreenhouseGasEmissions 1200 utr:tCO2e
	// GrossLocationBasedScope2GreenhouseGasEmissions 300 utr:tCO2e
	// GrossMarketBasedScope2GreenhouseGasEmissions 500 utr:tCO2e
	// GrossScope3GreenhouseGasEmissions 7000 utr:tCO2e
	// LocationBasedGreenhouseGasEmissions 8500 utr:tCO2e
	// MarketBasedGreenhouseGasEmissions 8700 utr:tCO2e
	// 8 facts
}

// The names of the IFRS taxonomy are not known here.
func ExampleOf_ifrs() {
	edition, err := disclosure.EditionOf("ifrs-s2-2023")
	if err != nil {
		panic(err)
	}
	_, err = xbrl.Of(report.Report{}, edition, xbrl.Options{Identifier: "9999EXAMPLEGROUP0059", Scheme: xbrl.LEI})
	fmt.Println(err)
	// Output:
	// edition is without element names that are certain ("ifrs-s2-2023"): want esrs-e1-set-1
}
