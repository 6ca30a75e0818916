package shk_test

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// Works burn 2,000 kL of heavy oil and buy 1,000 MWh. Gases below their thresholds are shown and not reported.
func ExampleOf() {
	set, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		panic(err)
	}
	year := ghg.FiscalYear(2025, time.April, ghg.LabelStartYear)
	inv, err := inventory.Run(
		factors.Basis{Factors: set, GWP: ghg.AR5UNFCCC()},
		inventory.Organisation{Name: "Example KK", Approach: inventory.FinancialControl, Period: year},
		[]activity.Activity{
			scope1.StationaryCombustion{ID: "boiler", Site: "works", Period: year, Fuel: "heavy-oil-a", Region: "JP", Amount: units.MustParse("2000 kL")},
			scope1.DirectRelease{ID: "switchgear", Site: "works", Period: year, Gas: "SF6", Mass: units.MustParse("2 kg"), Event: "repair"},
			scope2.SHKElectricity{ID: "power", Site: "works", Period: year, Amount: units.MustParse("1000 MWh"), Supplier: "a0269", Menu: "residual"},
		},
	)
	if err != nil {
		panic(err)
	}
	report, err := shk.Of(inv, shk.FY2024(), shk.Statement{
		Employees: 300,
		Sites:     []string{"works"},
		Energy: &shk.EnergyRules{HeatingValues: set, Conversions: []shk.Conversion{
			{Carrier: ghg.Electricity, Rate: units.MustRate("8.64 GJ/MWh"), Source: "an example"},
		}},
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(report)
	// Output:
	// Example KK, emissions of FY2025 (FY2024)
	// energy CO2, direct: basic 5500 t CO2e, adjusted 5500 t CO2e, reported
	// energy CO2, indirect: basic 452 t CO2e, adjusted 452 t CO2e, reported
	// non-energy CO2: basic 0 t CO2e, adjusted 0 t CO2e, not reported
	// CH4: basic 0 t CO2e, adjusted 0 t CO2e, not reported
	// N2O: basic 0 t CO2e, adjusted 0 t CO2e, not reported
	// HFCs: basic 0 t CO2e, adjusted 0 t CO2e, not reported
	// PFCs: basic 0 t CO2e, adjusted 0 t CO2e, not reported
	// SF6: basic 47 t CO2e, adjusted 47 t CO2e, not reported
	// NF3: basic 0 t CO2e, adjusted 0 t CO2e, not reported
	// energy used: 2230.152 kL of crude oil
	// reported: basic 5952 t CO2e, adjusted 5952 t CO2e
}
