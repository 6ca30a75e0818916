package scope3_test

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

func ExampleFranchiseSpecific() {
	show(scope3.FranchiseSpecific{
		ID: "station", Period: ghg.CalendarYear(2024), Franchise: "station café", Scope1: units.MustParse("3 t CO2e"), Scope2: units.MustParse("9 t CO2e"),
		GWP: "AR5", Source: "franchisee's statement 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 12000 kg CO2e
}

func ExampleFranchiseAverageData() {
	show(scope3.FranchiseAverageData{
		ID: "cafés", Period: ghg.CalendarYear(2024), Kind: "building/restaurant", Amount: units.MustParse("800 m2·year"), Region: "GB",
		Factor: factors.MustSupplied("150 kg CO2e/m2·year AR5; benchmark 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 120000 kg CO2e
}

// A quarter of what an investee of such revenue emits on average: 2,000,000 × 0.3 × 0.25.
func ExampleEquityAverageData() {
	quarter := dec.MustParse("0.25")
	show(scope3.EquityAverageData{
		ID: "associate", Period: ghg.CalendarYear(2024), Investee: "Associate Inc.", Share: &quarter, Revenue: units.MustParse("2000000 USD"), PriceYear: 2024,
		PriceType: money.ProducerPrice, Sector: "spend/naics/334111", Region: "US", FactorYear: 2024, FactorPriceType: money.ProducerPrice,
		Factor: factors.MustSupplied("0.3 kg CO2e/USD AR5; input-output model"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 150000 kg CO2e
}

// Ten of forty million: a quarter of the year's emissions, and, as a memo item, a quarter of those projected over the life.
func ExampleProjectSpecific() {
	show(scope3.ProjectSpecific{
		ID: "plant", Period: ghg.CalendarYear(2024), Project: "power plant", Financed: units.MustParse("10000000 USD"), TotalCost: units.MustParse("40000000 USD"),
		Scope1: units.MustParse("1000 t CO2e"), Scope2: units.MustParse("20 t CO2e"), Projected: units.MustRate("1000 t CO2e/year"), Life: units.MustParse("30 year"),
		GWP: "AR5", Source: "sponsor's statement 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// 255000 kg CO2e
	// lifetime: 7500000 kg CO2e (memo item)
}

// A quarter of what building for such a cost emits on average: 1,000,000 × 0.4 × 10 ÷ 40.
func ExampleProjectAverageData() {
	show(scope3.ProjectAverageData{
		ID: "bridge", Period: ghg.CalendarYear(2024), Project: "bridge", Cost: units.MustParse("1000000 USD"), Financed: units.MustParse("10000000 USD"),
		TotalCost: units.MustParse("40000000 USD"), PriceYear: 2024, PriceType: money.ProducerPrice, Sector: "spend/naics/237310", Region: "US",
		FactorYear: 2024, FactorPriceType: money.ProducerPrice, Factor: factors.MustSupplied("0.4 kg CO2e/USD AR5; input-output model"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 100000 kg CO2e
}

// Two of eight million of equity and debt: a quarter, its scope 3 as a memo item.
func ExamplePCAFBusinessLoans() {
	show(scope3.PCAFBusinessLoans{
		ID: "loan", Period: ghg.CalendarYear(2024), Investee: "Bakery Ltd", Outstanding: units.MustParse("2000000 GBP"), Equity: units.MustParse("3000000 GBP"),
		Debt: units.MustParse("5000000 GBP"), Score: 2, Scope1: units.MustParse("40 t CO2e"), Scope2: units.MustParse("8 t CO2e"), Scope3: units.MustParse("400 t CO2e"),
		GWP: "AR5", Source: "borrower's report 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// scope 1: 10000 kg CO2e
	// scope 2: 2000 kg CO2e
	// scope 3: 100000 kg CO2e (memo item)
}

func ExamplePCAFProjectFinance() {
	show(scope3.PCAFProjectFinance{
		ID: "wind", Period: ghg.CalendarYear(2024), Investee: "wind farm", Outstanding: units.MustParse("30 EUR"), Equity: units.MustParse("20 EUR"),
		Debt: units.MustParse("80 EUR"), Score: 1, Scope1: units.MustParse("10 t CO2e"), Scope2: units.MustParse("5 t CO2e"), GWP: "AR5", Source: "sponsor's statement 2024",
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output:
	// scope 1: 3000 kg CO2e
	// scope 2: 1500 kg CO2e
}

// The value is that at the origination of the loan, not today's.
func ExamplePCAFCommercialRealEstate() {
	show(scope3.PCAFCommercialRealEstate{
		ID: "tower", Period: ghg.CalendarYear(2024), Asset: "office tower", Outstanding: units.MustParse("6000000 GBP"), Value: units.MustParse("10000000 GBP"), Score: 3,
		Energy: "building/office", Amount: units.MustParse("5000 m2·year"), Region: "GB", Factor: factors.MustSupplied("60 kg CO2e/m2·year AR5; benchmark 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 180000 kg CO2e
}

func ExamplePCAFMortgages() {
	show(scope3.PCAFMortgages{
		ID: "house", Period: ghg.CalendarYear(2024), Asset: "terraced house", Outstanding: units.MustParse("150000 GBP"), Value: units.MustParse("200000 GBP"), Score: 2,
		Energy: "electricity/grid", Amount: units.MustParse("4000 kWh"), Region: "GB", Factor: factors.MustSupplied("0.2 kg CO2e/kWh AR5; national grid 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 600 kg CO2e
}

func ExamplePCAFMotorVehicleLoans() {
	show(scope3.PCAFMotorVehicleLoans{
		ID: "car", Period: ghg.CalendarYear(2024), Asset: "car", Outstanding: units.MustParse("10000 GBP"), Value: units.MustParse("25000 GBP"), Score: 3,
		Energy: "vehicle/car/medium/petrol", Amount: units.MustParse("12000 km"), Region: "GB", Factor: factors.MustSupplied("0.18 kg CO2e/km AR5; statistics 2024"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()}))
	// Output: 864 kg CO2e
}
