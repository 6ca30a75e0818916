package scope3_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// A lessor's emissions, of which the leased area is taken.
func ExampleLeasedLessorSpecific() {
	show(scope3.LeasedLessorSpecific{
		ID: "hall", Period: ghg.CalendarYear(2024), Category: 8, Asset: "hall B", Partner: "lessor", Scope1: units.MustParse("2 t CO2e"),
		Scope2: units.MustParse("7 t CO2e"), GWP: "AR5", Source: "lessor's statement", Leased: units.MustParse("5000 m2"), Total: units.MustParse("15000 m2"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 3000 kg CO2e
}

// The energy of a leased floor.
func ExampleLeasedAssetSpecific() {
	show(scope3.LeasedAssetSpecific{
		ID: "floor", Period: ghg.CalendarYear(2024), Category: 8, Asset: "floor 3", Region: "GB", Energy: "electricity/grid",
		Amount: units.MustParse("1000 kWh"), Factor: factors.MustSupplied("0.2 kg CO2e/kWh AR5; supplier 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 200 kg CO2e
}

func ExampleProcessingAverageData() {
	show(scope3.ProcessingAverageData{
		ID: "moulding", Period: ghg.CalendarYear(2024), Product: "granulate", Process: "injection-moulding", Region: "GB",
		Amount: units.MustParse("1000 kg"), Factor: factors.MustSupplied("1.5 kg CO2e/kg AR5; association 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 1500 kg CO2e
}

// Every unit sold in the year is counted with the whole of its life.
func ExampleDirectUse() {
	show(scope3.DirectUse{
		ID: "machine", Period: ghg.CalendarYear(2024), Product: "X100", Energy: "electricity/grid", Region: "GLOBAL", Sold: units.MustParse("11500 unit"),
		Uses: units.MustRate("1000 use/unit"), PerUse: units.MustRate("1.3 kWh/use"), Factor: factors.MustSupplied("0.5 kg CO2e/kWh unstated; example 11.1"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 7475000 kg CO2e
}

// The path of the grid is given by year and market, with the scenario.
func ExampleLifetimeUse() {
	whole := dec.MustParse("1")
	show(scope3.LifetimeUse{
		ID: "fan", Period: ghg.CalendarYear(2024), Product: "fan", Energy: "electricity/grid", Sold: units.MustParse("10 unit"), Life: units.MustParse("2 year"),
		PerYear: units.MustRate("100 kWh/unit·year"), Assumptions: "40 days a year", Markets: []scope3.Market{{
			Region: "JP", Share: &whole, Source: "scenario A", Path: []scope3.PathYear{
				{Year: 2024, Factor: factors.MustSupplied("0.4 kg CO2/kWh; scenario A")}, {Year: 2025, Factor: factors.MustSupplied("0.3 kg CO2/kWh; scenario A")},
			},
		}},
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 700 kg CO2e
}

func ExampleContainedGas() {
	released := dec.MustParse("0.5")
	show(scope3.ContainedGas{
		ID: "coolers", Period: ghg.CalendarYear(2024), Product: "cooler", Sold: units.MustParse("10 unit"), Gas: "HFC-134a",
		Content: units.MustRate("2 kg/unit"), Released: &released,
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 13000 kg CO2e
}

// What is recycled is left out, with the reason.
func ExampleEndOfLife() {
	most, rest := dec.MustParse("0.9"), dec.MustParse("0.1")
	show(scope3.EndOfLife{
		ID: "casings", Period: ghg.CalendarYear(2024), Product: "casing", Waste: "average", Mass: units.MustParse("9 t"), Packaging: units.MustParse("1 t"), Region: "GB",
		Treatments: []scope3.EndOfLifeTreatment{
			{Treatment: "landfill", Share: &most, Factor: factors.MustSupplied("300 kg CO2e/t AR5; contractor")},
			{Treatment: "recycling", Share: &rest, Excluded: "counted by whoever uses the material"},
		},
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 2700 kg CO2e
}

func ExampleFranchiseSampled() {
	show(scope3.FranchiseSampled{
		ID: "kiosks", Period: ghg.CalendarYear(2024), Group: "kiosks", Number: units.MustParse("150 franchise"), Sampled: units.MustParse("15 franchise"),
		Scope1: units.MustParse("12 t CO2e"), Scope2: units.MustParse("96 t CO2e"), GWP: "AR5", Source: "survey 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 1080000 kg CO2e
}

func ExampleSystematicSample() {
	items, err := scope3.SystematicSample(100, 5, 3)
	fmt.Println(items, err)
	// Output: [3 23 43 63 83] <nil>
}

func ExampleEquityInvestmentSpecific() {
	quarter := dec.MustParse("0.25")
	show(scope3.EquityInvestmentSpecific{
		ID: "associate", Period: ghg.CalendarYear(2024), Investee: "Associate Ltd", Share: &quarter, Scope1: units.MustParse("18 t CO2e"),
		Scope2: units.MustParse("6 t CO2e"), Scope3: units.MustParse("90 t CO2e"), GWP: "AR5", Source: "annual report 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// 6000 kg CO2e
	// scope 3: 22500 kg CO2e (memo item)
}

// Removals and credits stay beside the financed emissions.
func ExamplePCAFListed() {
	show(scope3.PCAFListed{
		ID: "bond", Period: ghg.CalendarYear(2024), Investee: "Industrial plc", Outstanding: units.MustParse("25 USD"), MarketCap: units.MustParse("50 USD"),
		Debt: units.MustParse("50 USD"), MinorityInterests: units.MustParse("0 USD"), Score: 2, Scope1: units.MustParse("20 t CO2e"),
		Scope2: units.MustParse("4 t CO2e"), CreditsRetired: units.MustParse("8 t CO2e"), GWP: "AR5", Source: "report 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// scope 1: 5000 kg CO2e
	// scope 2: 1000 kg CO2e
	// credits retired: 2000 kg CO2e (memo item)
}

func ExamplePCAFSovereignDebt() {
	show(scope3.PCAFSovereignDebt{
		ID: "bond", Period: ghg.CalendarYear(2024), Country: "SG", Outstanding: units.MustParse("10 USD"), GDP: units.MustParse("1000 USD"), Score: 4,
		WithoutLULUCF: units.MustParse("50 t CO2e"), WithLULUCF: units.MustParse("40 t CO2e"), GWP: "AR5", Source: "national inventory",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// without LULUCF: 500 kg CO2e
	// with LULUCF: 400 kg CO2e (memo item)
}

func ExampleWeightedScore() {
	score, err := scope3.WeightedScore([]scope3.Holding{{Outstanding: units.MustParse("300 USD"), Score: 1}, {Outstanding: units.MustParse("100 USD"), Score: 5}})
	fmt.Println(score, err)
	// Output: 2 <nil>
}

func ExampleUseIntensity() {
	perWash, err := scope3.UseIntensity(units.MustParse("500 t CO2e"), units.MustParse("2000 unit"), units.MustRate("1000 wash/unit"))
	fmt.Println(perWash, err)
	// Output: 0.25 kg CO2e/wash <nil>
}
