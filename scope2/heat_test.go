package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func TestHeat(t *testing.T) {
	heat := scope2.Heat{ID: "loop", Period: year, Carrier: "heat", Amount: energy("2 TJ"), Region: "JP"}
	supplier, stated, network := heat, heat, heat
	supplier.Supplier = "loop"
	stated.SupplierRate = factors.MustSupplied("30 kg CO2/GJ; contract")
	network.Supplier, network.LocationFactor = "loop", factors.MustSupplied("50 kg CO2/GJ; network's report")
	for _, c := range []struct {
		name             string
		heat             scope2.Heat
		location, market string // t = GJ × kg/GJ ÷ 1000
		caveats          []ghg.CaveatKind
	}{
		{"default", heat, "106.4", "106.4", []ghg.CaveatKind{ghg.SupplierRateMissing}}, // 2000 × 53.2
		{"supplier", supplier, "80", "80", nil},                                        // 2000 × 40
		{"stated", stated, "60", "60", nil},                                            // 2000 × 30
		{"network", network, "100", "80", nil},                                         // 2000 × 50
	} {
		t.Run(c.name, func(t *testing.T) {
			d := dual(t, c.heat, basis(t))
			tonnes(t, c.location, d.Location)
			tonnes(t, c.market, d.Market)
			assert.Equal(t, c.caveats, kinds(d.Market))
		})
	}
	supplier.Supplier, supplier.LocationFactor = "unknown", network.LocationFactor
	refused(t, "unknown supplier", supplier, factors.ErrNoFactor, "unknown")
}

func TestHeatByFuel(t *testing.T) {
	a := scope2.HeatByFuel{
		ID: "steam", Period: year, Amount: energy("800 mmBtu"), Fuel: "natural-gas", Region: "US",
		Efficiency: units.MustRate("0.8 mmBtu/mmBtu(HHV)"),
	}
	rs := calculate(t, basis(t), a)
	require.Len(t, rs, 2)
	// 800 ÷ 0.8 = 1000 mmBtu of gas: 53 060 kg CO2, 1 kg CH4, 0.1 kg N2O.
	for _, r := range rs {
		for gas, want := range map[ghg.Gas]string{ghg.CO2: "53060", ghg.CH4Fossil: "1", ghg.N2O: "0.1"} {
			assert.True(t, kg(t, r, gas).Equal(number(want)), "The steam has %s kg %s, want %s kg.", kg(t, r, gas), gas, want)
		}
	}
	for _, c := range []struct {
		efficiency string
		err        error
	}{
		{"1.01 GJ/GJ(HHV)", ghg.ErrOutOfRange},
		{"1.21 GJ/GJ(LHV)", ghg.ErrOutOfRange},
		{"0 GJ/GJ(HHV)", ghg.ErrOutOfRange},
		{"0.8 GJ/GJ", ghg.ErrDimension},
		{"0.8 t/GJ(HHV)", ghg.ErrDimension},
	} {
		a.Efficiency = units.MustRate(c.efficiency)
		refused(t, "efficiency of "+c.efficiency, a, c.err, "efficiency")
	}
	// A condensing boiler on the lower heating value; the fuel's factor is per GJ of that: 105 ÷ 1.05 × 50.
	a.Amount, a.Efficiency, a.Factor = energy("105 GJ"), units.MustRate("1.05 GJ/GJ(LHV)"), factors.MustSupplied("50 kg CO2/GJ(LHV); laboratory")
	tonnes(t, "5", calculate(t, basis(t), a)[0])
}

// TestHeatByFuelMarketFactor: what a contract conveys is for the market-based method alone, per energy of heat (100 GJ × 20
// kg) or of the fuel (100 ÷ 0.8 × 10 kg), against 100 ÷ 0.8 × 50 kg by location.
func TestHeatByFuelMarketFactor(t *testing.T) {
	a := scope2.HeatByFuel{
		ID: "steam", Period: year, Amount: energy("100 GJ"), Fuel: "natural-gas", Region: "US", Efficiency: units.MustRate("0.8 GJ/GJ(HHV)"),
		Factor: factors.MustSupplied("50 kg CO2/GJ(HHV); laboratory"),
	}
	for factor, want := range map[string]string{"20 kg CO2e/GJ AR5; contract": "2", "10 kg CO2/GJ(HHV); biogas contract": "1.25"} {
		a.MarketFactor = factors.MustSupplied(factor)
		rs := calculate(t, basis(t), a)
		tonnes(t, "6.25", rs[0])
		tonnes(t, want, rs[1])
		assert.NotContains(t, kinds(rs[0]), ghg.CriteriaNotAssessed)
		assert.Contains(t, kinds(rs[1]), ghg.CriteriaNotAssessed)
	}
	a.MarketFactor = factors.MustSupplied("0 kg CO2e/GJ AR5; green contract")
	refused(t, "a green contract without certificates", a, ghg.ErrOutOfRange, "retired certificates")
}

func chp() scope2.CHPPurchase {
	return scope2.CHPPurchase{
		ID: "chp", Period: year, Carrier: "heat", Amount: energy("40 GJ"), Fuel: "natural-gas", FuelAmount: energy("200 GJ(HHV)"),
		Region: "US", Factor: factors.MustSupplied("50 kg CO2/GJ(HHV); laboratory"), Heat: energy("80 GJ"), Power: energy("70 GJ"),
		HeatEfficiency: share("0.8"), PowerEfficiency: share("0.35"),
	}
}

func TestCHPPurchase(t *testing.T) {
	// Derived by hand: 80/0.8 = 100 and 70/0.35 = 200, so heat has 1/3 and power 2/3 of 200 × 50 = 10 t.
	a := chp()
	a.HeatEfficiency, a.Heat, a.Power = share("0.8"), energy("80 GJ"), energy("35 GJ") // 100 and 100: half each
	rs := calculate(t, basis(t), a)
	tonnes(t, "2.5", rs[0]) // half of the heat's 5 t
	tonnes(t, "2.5", rs[1])
	a.Carrier, a.Amount = "power", energy("7 GJ")
	tonnes(t, "1", calculate(t, basis(t), a)[0]) // a fifth of the power's 5 t

	for _, c := range []struct {
		name   string
		change func(*scope2.CHPPurchase)
		err    error
		text   string
	}{
		{"more than the output", func(a *scope2.CHPPurchase) { a.Amount = energy("81 GJ") }, ghg.ErrOutOfRange, "amount"},
		{"no output", func(a *scope2.CHPPurchase) { a.Heat, a.Amount = energy("0 GJ"), energy("0 GJ") }, ghg.ErrOutOfRange, "an amount above 0"},
		{"fuel without basis", func(a *scope2.CHPPurchase) { a.FuelAmount = energy("200 GJ") }, ghg.ErrDimension, "fuel_amount"},
	} {
		refused(t, c.name, changed(chp(), c.change), c.err, c.text)
	}
}
