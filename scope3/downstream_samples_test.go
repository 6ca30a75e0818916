package scope3_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// soldFactors are invented for the tests: round numbers whose products can be checked by eye.
const soldFactors = `activity,region,valid_from,valid_to,unit,boundary,CO2,CO2e,gwp,price_year,price_type
electricity/grid,GB,2024-01-01,2024-12-31,kWh,generation,0.2,,,,
fuel/diesel,GB,2024-01-01,2024-12-31,L,combustion,2.5,,,,
vehicle/car,GB,2024-01-01,2024-12-31,km,combustion,0.2,,,,
building/office,GB,2024-01-01,2024-12-31,m2·year,unstated,50,,,,
process/clinker,GB,2024-01-01,2024-12-31,t,direct,800,,,,
processing/stamping,GB,2024-01-01,2024-12-31,t,unstated,300,,,,
waste/average/landfill,GB,2024-01-01,2024-12-31,t,treatment,500,,,,
spend/naics/334111,US,2024-01-01,2024-12-31,USD,cradle-to-gate,,0.3,AR5,2024,purchaser
`

func soldBasis(t testing.TB) factors.Basis { return basisOf(t, soldFactors, ghg.AR5()) }

// soldSamples use every input of every method of categories 8 and 10 to 15, but for those that exclude each other.
func soldSamples() []byHand {
	q, r, own, s := units.MustParse, units.MustRate, factors.MustSupplied, share
	company := scope3.PCAFBusinessLoans{
		ID: "a", Period: year, Quality: ghg.Quality{Time: 1}, Investee: "i", Outstanding: q("10 USD"), Equity: q("30 USD"), Debt: q("10 USD"), Score: 2, ScoreScope3: 3,
		Scope1: q("1 t CO2e"), Scope2: q("2 t CO2e"), Scope3: q("3 t CO2e"), Removals: q("4 t CO2e"), CreditsRetired: q("5 t CO2e"), CreditsGenerated: q("6 t CO2e"),
		GWP: "AR5", Source: "report",
	}
	property := scope3.PCAFCommercialRealEstate{
		ID: "a", Period: year, Quality: ghg.Quality{Time: 1}, Asset: "a", Outstanding: q("10 USD"), Value: q("40 USD"), Score: 1,
		Energy: "building/office", Amount: q("100 m2·year"), Region: "GB", Factor: own("60 kg CO2/m2·year; own"),
	}
	return []byHand{
		// 1000 kWh × 0.3 + 0.1 kg × 1300, × 100 ÷ (400 × 0.5)
		{"leased floor", scope3.LeasedAssetSpecific{
			ID: "a", Period: year, Category: 8, Asset: "floor", Region: "GB", Energy: "electricity/grid", Amount: q("1000 kWh"),
			Factor: own("0.3 kg CO2/kWh; own"), Refrigerant: "HFC-134a", Leaked: q("0.1 kg"), Leased: q("100 m2"), Total: q("400 m2"), Occupied: s("0.5"),
		}, []string{"215"}},
		// 3000 × 100 ÷ 400
		{"lessor", scope3.LeasedLessorSpecific{
			ID: "a", Period: year, Category: 13, Asset: "hall", Partner: "p", Scope1: q("1 t CO2e"), Scope2: q("2 t CO2e"),
			GWP: "AR5", Source: "report", Leased: q("100 m2"), Total: q("400 m2"),
		}, []string{"750"}},
		{"leased average", scope3.LeasedAverageData{
			ID: "a", Period: year, Category: 8, Kind: "building/office", Amount: q("100 m2·year"), Region: "GB",
			Factor: own("60 kg CO2/m2·year; own"),
		}, []string{"6000"}},
		// (1000 × 0.3 + 0.1 × 1300 + 2 × 900 + 3 × 100) × 0.5
		{"processing site", scope3.ProcessingSiteSpecific{
			ID: "a", Period: year, Product: "coil", Region: "GB", Share: s("0.5"), Energy: "electricity/grid", Amount: q("1000 kWh"),
			Factor: own("0.3 kg CO2/kWh; own"), Refrigerant: "HFC-134a", Leaked: q("0.1 kg"), Process: "clinker", Output: q("2 t"), ProcessFactor: own("900 kg CO2/t; own"),
			Waste: "average", Treatment: "landfill", WasteMass: q("3 t"), WasteFactor: own("100 kg CO2/t; own"),
		}, []string{"1265"}},
		{"processing average", scope3.ProcessingAverageData{
			ID: "a", Period: year, Product: "coil", Process: "stamping", Amount: q("10 t"), Region: "GB",
			Factor: own("200 kg CO2/t; own"),
		}, []string{"2000"}},
		// 10 × 100 × 2 × 0.3 + 10 × 0.1 × 1300
		{"direct use", scope3.DirectUse{
			ID: "a", Period: year, Product: "p", Energy: "electricity/grid", Region: "GB", Sold: q("10 unit"),
			Uses: r("100 use/unit"), PerUse: r("2 kWh/use"), Factor: own("0.3 kg CO2/kWh; own"), Refrigerant: "HFC-134a", Leakage: r("0.1 kg/unit"), Assumptions: "a",
		}, []string{"1900"}},
		// 10 × 0.5 × 2 years × 100 × 0.3 + 10 × 0.5 × 100 × (0.4 + 0.2)
		{"lifetime use", scope3.LifetimeUse{
			ID: "a", Period: year, Product: "p", Energy: "electricity/grid", Sold: q("10 unit"), Life: q("2 year"),
			PerYear: r("100 kWh/unit·year"), Assumptions: "a", Markets: []scope3.Market{
				{Region: "GB", Share: s("0.5"), Factor: own("0.3 kg CO2/kWh; own")},
				{Region: "JP", Share: s("0.5"), Source: "scenario", Path: []scope3.PathYear{
					{Year: 2024, Factor: own("0.4 kg CO2/kWh; own")}, {Year: 2025, Factor: own("0.2 kg CO2/kWh; own")},
				}},
			},
		}, []string{"600"}},
		{"sold fuel", scope3.SoldFuel{
			ID: "a", Period: year, Fuel: "diesel", Amount: q("100 L"), Region: "GB", Factor: own("2 kg CO2/L; own"),
		}, []string{"200"}},
		// R-410A is half HFC-32 (677) and half HFC-125 (3170): 10 × 2 × 0.5 × 1923.5
		{"contained gas", scope3.ContainedGas{
			ID: "a", Period: year, Product: "p", Sold: q("10 unit"), Gas: "R-410A", Content: r("2 kg/unit"), Released: s("0.5"),
			Assumptions: "a",
		}, []string{"19235"}},
		// 10 × 100 × (0.25 × 1 × 0.4 + 0.75 × 2 × 0.2)
		{"indirect use", scope3.IndirectUse{
			ID: "a", Period: year, Product: "p", Region: "GB", Sold: q("10 unit"), Uses: r("100 wash/unit"), Assumptions: "a",
			Scenarios: []scope3.UseScenario{
				{Name: "cold", Share: s("0.25"), PerUse: r("1 kWh/wash"), Energy: "electricity/grid", Factor: own("0.4 kg CO2/kWh; own")},
				{Name: "warm", Share: s("0.75"), PerUse: r("2 kWh/wash"), Energy: "electricity/grid", Factor: own("0.2 kg CO2/kWh; other")},
			},
		}, []string{"400"}},
		{"intermediate use", scope3.IntermediateUse{
			ID: "a", Period: year, Product: "engine", Final: "car", Energy: "fuel/diesel", Region: "GB", Sold: q("2 unit"),
			Uses: r("1000 km/unit"), PerUse: r("0.05 L/km"), Attributed: s("0.5"), Factor: own("2 kg CO2/L; own"), Assumptions: "a",
		}, []string{"100"}},
		// (8 + 2) t × (0.5 × 100 + 0.25 × 400)
		{"end of life", scope3.EndOfLife{
			ID: "a", Period: year, Product: "p", Waste: "average", Mass: q("8 t"), Packaging: q("2 t"), Region: "GB",
			Treatments: []scope3.EndOfLifeTreatment{
				{Treatment: "landfill", Share: s("0.5"), Factor: own("100 kg CO2/t; own")},
				{Treatment: "incineration", Share: s("0.25"), Factor: own("400 kg CO2/t; own")},
				{Treatment: "recycling", Share: s("0.25"), Excluded: "cut-off"},
				{Treatment: "composting", Share: s("0")},
			},
		}, []string{"1500"}},
		{"franchise", scope3.FranchiseSpecific{
			ID: "a", Period: year, Franchise: "f", Scope1: q("1 t CO2e"), Scope2: q("2 t CO2e"), GWP: "AR5", Source: "report",
		}, []string{"3000"}},
		{"sampled franchises", scope3.FranchiseSampled{
			ID: "a", Period: year, Group: "g", Number: q("50 franchise"), Sampled: q("10 franchise"), Scope1: q("1 t CO2e"),
			Scope2: q("2 t CO2e"), GWP: "AR5", Source: "survey",
		}, []string{"15000"}},
		{"average franchise", scope3.FranchiseAverageData{
			ID: "a", Period: year, Kind: "building/office", Amount: q("10 m2·year"), Region: "GB", Factor: own("60 kg CO2/m2·year; own"),
		}, []string{"600"}},
		// (1 + 2) t × 0.25, and 3 t × 0.25 as a memo item
		{"equity investment", scope3.EquityInvestmentSpecific{
			ID: "a", Period: year, Investee: "i", Share: s("0.25"), Scope1: q("1 t CO2e"), Scope2: q("2 t CO2e"), Scope3: q("3 t CO2e"),
			GWP: "AR5", Source: "report",
		}, []string{"750", "750"}},
		// 3 t × 10 ÷ 40, and 2 t a year × 5 years × 10 ÷ 40 as a memo item
		{"project", scope3.ProjectSpecific{
			ID: "a", Period: year, Project: "p", Financed: q("10 USD"), TotalCost: q("40 USD"), Scope1: q("1 t CO2e"), Scope2: q("2 t CO2e"),
			Projected: r("2 t CO2e/year"), Life: q("5 year"), GWP: "AR5", Source: "report",
		}, []string{"750", "2500"}},
		// 1 to 6 t × 10 ÷ 40, all but the first two memo items
		{"listed equity", scope3.PCAFListed{
			ID: "a", Period: year, Quality: ghg.Quality{Time: 1}, Investee: "i", Outstanding: q("10 USD"), MarketCap: q("20 USD"), Debt: q("15 USD"),
			MinorityInterests: q("5 USD"), Score: 2, ScoreScope3: 3, Scope1: q("1 t CO2e"), Scope2: q("2 t CO2e"), Scope3: q("3 t CO2e"), Removals: q("4 t CO2e"), CreditsRetired: q("5 t CO2e"),
			CreditsGenerated: q("6 t CO2e"), GWP: "AR5", Source: "report",
		}, []string{"250", "500", "750", "1000", "1250", "1500"}},
		{"business loan", company, []string{"250", "500", "750", "1000", "1250", "1500"}},
		{"project finance", scope3.PCAFProjectFinance(company), []string{"250", "500", "750", "1000", "1250", "1500"}},
		// 100 × 60 × 10 ÷ 40
		{"commercial property", property, []string{"1500"}},
		{"mortgage", scope3.PCAFMortgages(property), []string{"1500"}},
		{"motor vehicle loan", scope3.PCAFMotorVehicleLoans(property), []string{"1500"}},
		// 100 t × 10 ÷ 40, and −20 t × 10 ÷ 40 as a memo item
		{"sovereign debt", scope3.PCAFSovereignDebt{
			ID: "a", Period: year, Quality: ghg.Quality{Time: 1}, Country: "SG", Outstanding: q("10 USD"), GDP: q("40 USD"), Score: 4, WithoutLULUCF: q("100 t CO2e"),
			WithLULUCF: q("-20 t CO2e"), GWP: "AR5", Source: "inventory",
		}, []string{"25000", "-5000"}},
	}
}

// averages are the investments by spend, whose money may be brought to that of the factor.
func averages() []byHand {
	q := units.MustParse
	return []byHand{
		// 1000 USD × 0.3 × a quarter
		{"equity by revenue", scope3.EquityAverageData{
			ID: "a", Period: year, Investee: "i", Share: share("0.25"), Revenue: q("1000 USD"), PriceYear: 2024, PriceType: money.PurchaserPrice, Sector: "spend/naics/334111", Region: "US",
		}, []string{"75"}},
		{"project by cost", scope3.ProjectAverageData{
			ID: "a", Period: year, Project: "p", Cost: q("1000 USD"), Financed: q("10 USD"), TotalCost: q("40 USD"), PriceYear: 2024, PriceType: money.PurchaserPrice,
			Sector: "spend/naics/334111", Region: "US",
		}, []string{"75"}},
	}
}

// TestDownstreamByHand compares the samples with sums done by hand.
func TestDownstreamByHand(t *testing.T) {
	compare(t, soldBasis(t), append(soldSamples(), averages()...))
}

// TestDownstreamLinear doubles every amount that a result is proportional to.
func TestDownstreamLinear(t *testing.T) {
	b := soldBasis(t)
	for _, sample := range soldSamples() {
		for _, name := range []string{"Sold", "Outstanding", "Leased", "Share"} {
			twice := reflect.New(reflect.TypeOf(sample.of)).Elem()
			twice.Set(reflect.ValueOf(sample.of))
			f := twice.FieldByName(name)
			if !f.IsValid() {
				continue
			}
			switch v := f.Interface().(type) {
			case units.Quantity:
				v.Value = v.Value.Add(v.Value)
				f.Set(reflect.ValueOf(v))
			case *decimal.Decimal:
				d := v.Add(*v)
				f.Set(reflect.ValueOf(&d))
			}
			once := kg(calculate(t, b, sample.of))
			double := kg(calculate(t, b, twice.Interface().(method.Activity)))
			assert.True(t, once.Add(once).Equal(double), "%T with twice its %s emits %s kg CO2e, want twice %s.", sample.of, name, double, once)
		}
	}
}
