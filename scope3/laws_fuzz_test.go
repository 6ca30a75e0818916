package scope3_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// hundredths returns a number of two places.
func hundredths(n uint32) decimal.Decimal { return decimal.New(int64(n), -2) }

// FuzzShares: shares that add up to 1 give the sum of their parts, in any order; others are refused.
func FuzzShares(f *testing.F) {
	f.Add(uint32(1234), uint8(50), uint8(30), uint8(20))
	f.Add(uint32(1), uint8(100), uint8(0), uint8(0))
	f.Add(uint32(7), uint8(50), uint8(30), uint8(21))
	f.Fuzz(func(t *testing.T, amount uint32, a, b, c uint8) {
		shares := []decimal.Decimal{hundredths(uint32(a)), hundredths(uint32(b)), hundredths(uint32(c))}
		ways := []string{"landfill", "incineration", "composting"}
		each := []factors.Supplied{factors.MustSupplied("0.5 kg CO2/kg; own"), factors.MustSupplied("2.25 kg CO2/kg; own"), factors.MustSupplied("0.125 kg CO2/kg; own")}
		waste := scope3.EndOfLife{
			ID: "x", Period: year, Product: "p", Waste: "average", Region: "GB", Packaging: units.MustParse("0 kg"),
			Mass: units.New(hundredths(amount), units.MustUnit("kg")),
		}
		use := scope3.IndirectUse{
			ID: "x", Period: year, Product: "p", Region: "GB", Sold: units.New(hundredths(amount), units.MustUnit("unit")),
			Uses: units.MustRate("3 wash/unit"), Assumptions: "a",
		}
		whole := scope3.LifetimeUse{
			ID: "x", Period: year, Product: "p", Energy: "electricity/grid", Sold: units.New(hundredths(amount), units.MustUnit("unit")),
			Life: units.MustParse("1 year"), PerYear: units.MustRate("3 kWh/unit·year"), Assumptions: "a",
		}
		perKWh := []factors.Supplied{factors.MustSupplied("0.5 kg CO2/kWh; own"), factors.MustSupplied("2.25 kg CO2/kWh; own"), factors.MustSupplied("0.125 kg CO2/kWh; own")}
		var parts decimal.Decimal // Σ share × factor
		for i, s := range shares {
			waste.Treatments = append(waste.Treatments, scope3.EndOfLifeTreatment{Treatment: ways[i], Share: &s, Factor: each[i]})
			use.Scenarios = append(use.Scenarios, scope3.UseScenario{
				Name: ways[i], Share: &s, PerUse: units.MustRate("1 kWh/wash"), Energy: "electricity/grid", Factor: perKWh[i],
			})
			whole.Markets = append(whole.Markets, scope3.Market{Region: []string{"GB", "JP", "FR"}[i], Share: &s, Factor: perKWh[i]})
			parts = parts.Add(s.Mul(each[i].PerUnit.At(0).Kg))
		}
		if int(a)+int(b)+int(c) != 100 || max(a, b, c) > 100 {
			for _, of := range []method.Activity{waste, use, whole} {
				_, err := of.Calculate(ar5())
				require.ErrorIs(t, err, ghg.ErrOutOfRange)
			}
			return
		}
		want := parts.Mul(hundredths(amount))
		three := decimal.New(3, 0)
		require.True(t, want.Equal(kg(calculate(t, ar5(), waste))))
		require.True(t, want.Mul(three).Equal(kg(calculate(t, ar5(), use))))
		require.True(t, want.Mul(three).Equal(kg(calculate(t, ar5(), whole))))
		slices.Reverse(waste.Treatments)
		slices.Reverse(use.Scenarios)
		slices.Reverse(whole.Markets)
		require.True(t, want.Equal(kg(calculate(t, ar5(), waste))), "The order must make no difference.")
		require.True(t, want.Mul(three).Equal(kg(calculate(t, ar5(), use))), "The order must make no difference.")
		require.True(t, want.Mul(three).Equal(kg(calculate(t, ar5(), whole))), "The order must make no difference.")
	})
}

// FuzzSuppliers: a purchase that is split over suppliers is the purchase, by amount and by spend; the parts of a hybrid
// add up, in any order.
func FuzzSuppliers(f *testing.F) {
	f.Add(uint32(1200), uint32(900), uint32(3))
	f.Add(uint32(0), uint32(1), uint32(0))
	f.Fuzz(func(t *testing.T, first, second, third uint32) {
		a, b, c := hundredths(first), hundredths(second), hundredths(third)
		supplier := func(kg decimal.Decimal) method.Activity {
			return scope3.PurchasedSupplierSpecific{
				ID: "x", Period: year, Category: 1, Item: "steel", Supplier: "mill", Amount: units.New(kg, units.MustUnit("kg")),
				Factor: factors.MustSupplied("1.9 kg CO2e/kg AR5; declaration"),
			}
		}
		average := func(kg decimal.Decimal) method.Activity {
			return scope3.PurchasedAverageData{
				ID: "x", Period: year, Category: 2, Item: "rails", Product: "material/steel", Region: "GB", Amount: units.New(kg, units.MustUnit("kg")),
				Boundary: ghg.CradleToGate, Factor: factors.MustSupplied("1.9 kg CO2e/kg AR5; table"),
			}
		}
		spend := func(usd decimal.Decimal) method.Activity {
			return scope3.SpendBased{
				ID: "x", Period: year, Category: 1, Item: "steel", Spend: units.New(usd, units.MustUnit("USD")), Tax: "excluded", PriceYear: 2024,
				PriceType: money.PurchaserPrice, Activity: "spend/naics/331110", Region: "US", FactorYear: 2024, FactorPriceType: money.PurchaserPrice,
				Factor: factors.MustSupplied("1.9 kg CO2e/USD AR5; table"),
			}
		}
		use := func(sold decimal.Decimal) method.Activity {
			return scope3.DirectUse{
				ID: "x", Period: year, Product: "p", Energy: "electricity/grid", Region: "GB", Sold: units.New(sold, units.MustUnit("unit")),
				Uses: units.MustRate("1 use/unit"), PerUse: units.MustRate("1.9 kWh/use"), Factor: factors.MustSupplied("1 kg CO2e/kWh AR5; table"),
			}
		}
		want := decimal.Sum(a, b, c).Mul(decimal.New(19, -1))
		for _, of := range []func(decimal.Decimal) method.Activity{supplier, average, spend, use} {
			require.True(t, want.Equal(kg(calculate(t, ar5(), of(decimal.Sum(a, b, c))))))
			require.True(t, want.Equal(kg(calculate(t, ar5(), of(a), of(b), of(c)))), "The suppliers must add up to the purchase.")
			require.True(t, want.Equal(kg(calculate(t, ar5(), of(c), of(a), of(b)))), "The order must make no difference.")
		}
		hybrid := scope3.PurchasedHybrid{
			ID: "x", Period: year, Category: 1, Item: "parts", Supplier: "shop", Region: "GB", GWP: "AR5", Source: "letter",
			Scope1: units.New(a, units.MustUnit("kg CO2e")), Scope2: units.New(b, units.MustUnit("kg CO2e")),
		}
		for _, kg := range []decimal.Decimal{a, b, c} {
			hybrid.Materials = append(hybrid.Materials, scope3.Input{
				Activity: "material/steel", Amount: units.New(kg, units.MustUnit("kg")), Region: "GB", Boundary: ghg.CradleToGate,
				Factor: factors.MustSupplied("1.9 kg CO2e/kg AR5; table"),
			})
		}
		want = want.Add(a).Add(b)
		require.True(t, want.Equal(kg(calculate(t, ar5(), hybrid))), "The parts must add up to the hybrid.")
		slices.Reverse(hybrid.Materials)
		require.True(t, want.Equal(kg(calculate(t, ar5(), hybrid))), "The order must make no difference.")
	})
}
