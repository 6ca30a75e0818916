package scope3_test

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// The floor leased in the year times what a square metre of such a building emits.
func ExampleLeasedAverageData() {
	show(scope3.LeasedAverageData{
		ID: "offices", Period: ghg.CalendarYear(2024), Category: 8, Kind: "building/office", Amount: units.MustParse("2500 m2·year"), Region: "GB",
		Factor: factors.MustSupplied("60 kg CO2e/m2·year AR5; benchmark 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 150000 kg CO2e
}

// What the processor used and threw away: 1000 × 0.2 + 3 × 100, of which 40 % are due to the product sold.
func ExampleProcessingSiteSpecific() {
	ours := dec.MustParse("0.4")
	show(scope3.ProcessingSiteSpecific{
		ID: "stamping", Period: ghg.CalendarYear(2024), Product: "steel coil", Region: "GB", Share: &ours,
		Energy: "electricity/grid", Amount: units.MustParse("1000 kWh"), Factor: factors.MustSupplied("0.2 kg CO2e/kWh AR5; supplier 2024"),
		Waste: "metal", Treatment: "landfill", WasteMass: units.MustParse("3 t"), WasteFactor: factors.MustSupplied("100 kg CO2e/t AR5; contractor 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 200 kg CO2e
}

func ExampleSoldFuel() {
	show(scope3.SoldFuel{
		ID: "pumps", Period: ghg.CalendarYear(2024), Fuel: "diesel", Amount: units.MustParse("10000 L"), Region: "GB",
		Factor: factors.MustSupplied("2.5 kg CO2e/L AR5; refinery 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 25000 kg CO2e
}

// Half of the washes at 40 °C, half at 20 °C: 1000 × 100 × (0.5 × 0.6 + 0.5 × 0.2) kWh. Indirect use is optional.
func ExampleIndirectUse() {
	half := dec.MustParse("0.5")
	grid := factors.MustSupplied("0.2 kg CO2e/kWh AR5; national grid 2024")
	show(scope3.IndirectUse{
		ID: "detergent", Period: ghg.CalendarYear(2024), Product: "detergent", Region: "GB", Sold: units.MustParse("1000 unit"),
		Uses: units.MustRate("100 wash/unit"), Assumptions: "half of the washes are cold", Scenarios: []scope3.UseScenario{
			{Name: "40 °C", Share: &half, PerUse: units.MustRate("0.6 kWh/wash"), Energy: "electricity/grid", Factor: grid},
			{Name: "20 °C", Share: &half, PerUse: units.MustRate("0.2 kWh/wash"), Energy: "electricity/grid", Factor: grid},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 8000 kg CO2e (memo item)
}

// Of the fuel that a car burns over its life, a tenth is attributed to the tyres: 400 × 40000 × 0.05 × 2.5 × 0.1.
func ExampleIntermediateUse() {
	tenth := dec.MustParse("0.1")
	show(scope3.IntermediateUse{
		ID: "tyres", Period: ghg.CalendarYear(2024), Product: "set of tyres", Final: "car", Energy: "fuel/diesel", Region: "GB",
		Sold: units.MustParse("400 unit"), Uses: units.MustRate("40000 km/unit"), PerUse: units.MustRate("0.05 L/km"), Attributed: &tenth,
		Factor: factors.MustSupplied("2.5 kg CO2e/L AR5; refinery 2024"), Assumptions: "rolling resistance is a tenth",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 200000 kg CO2e
}
