package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// TestOracles calculates every published example of Scope 2 through the public API.
func TestOracles(t *testing.T) {
	oracle.Run(t, "scope2", map[string]func(t *testing.T, o oracle.Oracle){
		"s2-dual-1": bothMethods, "s2-cover-75": withoutResidualMix, "defra-elec-sum": gasesOfAKilowattHour, "epa-hub24-steam": steamOfABoiler,
		"epa-eq-kwh-avoided": poundsPerMegawattHour, "aia-elec": renewableShare, "chp-eff": chpByEfficiency, "chp-iea": chpByEnergyContent,
	})
}

func bothMethods(t *testing.T, o oracle.Oracle) {
	rec := certificate("rec", "1 kWh")
	rec.Volume, rec.Rate = o.Amount(t, "certificates", "kWh"), scope2.StatedRate(o.Factor(t, "certificate EF", "kg CO2e/kWh AR5"))
	d := dual(t, scope2.Electricity{
		ID: "hq", Period: year, Amount: o.Amount(t, "consumption", "kWh"), Region: "GB", Instruments: []scope2.Instrument{rec},
		GridFactor: o.Factor(t, "grid average", "kg CO2e/kWh AR5"), ResidualMix: o.Factor(t, "residual mix", "kg CO2e/kWh AR5"),
	}, factors.Basis{GWP: ghg.AR5()})
	o.Answer().Is(t, d.Market.CO2e.Tonnes())
	o.Part(t, "location-based").Is(t, d.Location.CO2e.Tonnes())
	disclosure, err := scope2.Disclose(d.Results())
	require.NoError(t, err)
	o.Part(t, "coverage").Is(t, disclosure.Rows[0].Share.Shift(2))
}

// withoutResidualMix is the practice of the United States: no residual mix is published, so the caller allows the grid
// average.
func withoutResidualMix(t *testing.T, o oracle.Oracle) {
	rec := certificate("rec", "1 MWh")
	rec.Market, rec.Volume = "US", o.Amount(t, "clean energy purchased", "MWh")
	b := basis(t)
	b.Policy.GridAverageAsResidual = true
	d := dual(t, scope2.Electricity{
		ID: "hq", Period: year, Amount: o.Amount(t, "consumption", "MWh"), Region: "US-CAMX", Instruments: []scope2.Instrument{rec},
	}, b)
	ratio, err := d.Market.CO2e.Ratio(d.Location.CO2e)
	require.NoError(t, err)
	o.Answer().Is(t, ratio.Shift(2))
	assert.Contains(t, kinds(d.Market), ghg.ResidualMixMissing)
}

// gasesOfAKilowattHour sums three figures, which are CO2e of each gas, to the CO2e of a kilowatt-hour.
func gasesOfAKilowattHour(t *testing.T, o oracle.Oracle) {
	gases, err := ghg.NewEmissions(
		ghg.GasAmount{Gas: ghg.CO2, GWP: "AR5", Kg: o.Number(t, "CO2")},
		ghg.GasAmount{Gas: ghg.CH4, GWP: "AR5", Kg: o.Number(t, "CH4")},
		ghg.GasAmount{Gas: ghg.N2O, GWP: "AR5", Kg: o.Number(t, "N2O")},
	)
	require.NoError(t, err)
	p := purchase("1 kWh")
	p.GridFactor = factors.Supplied{PerUnit: gases, Unit: units.MustUnit("kWh"), Source: o.Source.Document}
	o.Answer().Is(t, dual(t, p, basis(t)).Location.CO2e.Kg())
}

func steamOfABoiler(t *testing.T, o oracle.Oracle) {
	rs := calculate(t, basis(t), scope2.HeatByFuel{
		ID: "steam", Period: year, Amount: energy("1 mmBtu"), Fuel: "natural-gas", Region: "US",
		Efficiency: units.MustRate(o.In(t, "boiler efficiency") + " mmBtu/mmBtu(HHV)"),
		Factor: factors.MustSupplied(o.In(t, "natural gas CO2") + " kg CO2/mmBtu(HHV) + " + o.In(t, "natural gas CH4") + " g CH4-fossil/mmBtu(HHV) + " +
			o.In(t, "natural gas N2O") + " g N2O/mmBtu(HHV); the example"),
	})
	o.Answer().Is(t, kg(t, rs[0], ghg.CO2))
	o.Part(t, "CH4").Exactly(t, kg(t, rs[0], ghg.CH4Fossil).Shift(3))
	o.Part(t, "N2O").Exactly(t, kg(t, rs[0], ghg.N2O).Shift(3))
}

// poundsPerMegawattHour compares the arithmetic of a supplied factor in pounds. A marginal rate for savings is not a
// Scope 2 factor.
func poundsPerMegawattHour(t *testing.T, o oracle.Oracle) {
	p := purchase("1 kWh")
	p.GridFactor = o.Factor(t, "rate", "lb CO2/MWh")
	o.Answer().Is(t, dual(t, p, basis(t)).Location.CO2e.Tonnes())
}

// renewableShare is Australia's NGER, which subtracts a renewable share from a figure called location-based. By the
// Scope 2 Guidance that is a market-based figure, with the share covered by an instrument and the rest at the grid's
// factor; the location-based one includes all of it. The S3 figure is category 3 of Scope 3.
func renewableShare(t *testing.T, o oracle.Oracle) {
	rec := certificate("share", "1 kWh")
	rec.Volume = sure(o.Amount(t, "electricity", "kWh").Mul(o.Number(t, "renewable share")))
	d := dual(t, scope2.Electricity{
		ID: "hq", Period: year, Amount: o.Amount(t, "electricity", "kWh"), Region: "GB", Instruments: []scope2.Instrument{rec},
		GridFactor: o.Factor(t, "S2 EF", "kg CO2e/kWh AR5"), ResidualMix: o.Factor(t, "S2 EF", "kg CO2e/kWh AR5"),
	}, basis(t))
	o.Answer().At(t, 9, d.Market.CO2e.Tonnes()) // a third is given to 15 places
	tonnes(t, "1.1475", d.Location)             // 2250 × 0.51
}

// chpByEfficiency has a formula without outputs: it is the efficiency method for equal outputs of heat and power.
func chpByEfficiency(t *testing.T, o oracle.Oracle) {
	plant(t, o, energy("1 GJ"), energy("1 GJ"), o.In(t, "thermal efficiency"), o.In(t, "electrical efficiency"))
}

// chpByEnergyContent is the efficiency method with both efficiencies 1 and the outputs of one GJ of fuel.
func chpByEnergyContent(t *testing.T, o oracle.Oracle) {
	plant(t, o, o.Amount(t, "thermal efficiency", "GJ"), o.Amount(t, "electrical efficiency", "GJ"), "1", "1")
}

func plant(t *testing.T, o oracle.Oracle, heat, power units.Quantity, heatEfficiency, powerEfficiency string) {
	t.Helper()
	a := scope2.CHPPurchase{
		ID: "chp", Period: year, Fuel: "plant", FuelAmount: o.Amount(t, "total emissions", "t"), Factor: factors.MustSupplied("1 t CO2/t; the example"),
		Region: "GB", Heat: heat, Power: power, HeatEfficiency: share(heatEfficiency), PowerEfficiency: share(powerEfficiency),
	}
	a.Carrier, a.Amount = "power", power
	o.Answer().Is(t, calculate(t, basis(t), a)[0].CO2e.Tonnes())
	a.Carrier, a.Amount = "heat", heat
	o.Part(t, "heat").Is(t, calculate(t, basis(t), a)[0].CO2e.Tonnes())
}
