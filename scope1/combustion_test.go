package scope1_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

func TestStationaryByBasis(t *testing.T) {
	// 125 MWh = 125000 kWh; × 0.2 = 25000 kg CO2, × 0.001 = 125 kg CH4, × 0.0001 = 12.5 kg N2O; AR6: fossil CH4 29.8, N2O 273:
	// 25000 + 125 × 29.8 + 12.5 × 273 = 25000 + 3725 + 3412.5 = 32137.5 kg CO2e.
	r := one(t, basis(t), scope1.StationaryCombustion{ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(HHV)")})
	wantKg(t, r, ghg.CO2, "25000")
	wantKg(t, r, ghg.CH4Fossil, "125")
	wantKg(t, r, ghg.N2O, "12.5")
	wantCO2e(t, r, "32137.5")
	assert.Empty(t, r.Caveats)
}

func TestBlendByVolume(t *testing.T) {
	// B7: of 1000 L, 70 are biodiesel and 930 diesel. CO2 930 × 2.5 = 2325; biogenic CO2 70 × 2.4 = 168, in no total.
	// fossil CH4 930 × 0.001 = 0.93, biogenic 70 × 0.003 = 0.21; N2O 930 × 0.002 + 70 × 0.004 = 1.86 + 0.28 = 2.14.
	// CO2e by AR6: 2325 + 0.93 × 29.8 + 0.21 × 27 + 2.14 × 273 = 2325 + 27.714 + 5.67 + 584.22 = 2942.604.
	r := one(t, basis(t), scope1.StationaryCombustion{
		ID: "generator", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("1000 L"), Biofuel: "biodiesel", BiofuelShare: share("0.07"),
	})
	wantKg(t, r, ghg.CO2, "2325")
	wantKg(t, r, ghg.CO2Biogenic, "168")
	wantKg(t, r, ghg.CH4Fossil, "0.93")
	wantKg(t, r, ghg.CH4Biogenic, "0.21")
	wantKg(t, r, ghg.N2O, "2.14")
	wantCO2e(t, r, "2942.604")
}

func TestHeatingValuesAreNotConverted(t *testing.T) {
	b := basis(t)
	a := scope1.StationaryCombustion{ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("125 MWh(LHV)")}
	_, err := a.Calculate(b)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	b.Policy.FuelProperties = true // no property leads from LHV to HHV
	_, err = a.Calculate(b)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	a.Amount = units.MustParse("125 MWh")
	_, err = a.Calculate(b)
	require.ErrorIs(t, err, ghg.ErrDimension)
	assert.ErrorContains(t, err, "MWh(HHV) or MWh(LHV)")
}

func TestCarbonContentByBasis(t *testing.T) {
	b := basis(t)
	// 10 × 1000 Nm3 × 40 GJ × 14 kg C × 44/12 = 5600 × 44/12 = 20533.33… kg CO2.
	r := one(t, b, scope1.CarbonContent{ID: "gas", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10 1000Nm3"), Oxidation: share("1")})
	wantKg(t, r, ghg.CO2, "20533.33333333333333333333333333333")
	// The same from the energy itself: 400 GJ × 14 × 44/12.
	r = one(t, b, scope1.CarbonContent{ID: "gas", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("400 GJ(HHV)"), Oxidation: share("1")})
	wantKg(t, r, ghg.CO2, "20533.33333333333333333333333333333")
	// Carbon per mass in the basis: 12 t × 700 kg C × 0.5 × 44/12 = 15400 kg CO2.
	r = one(t, b, scope1.CarbonContent{ID: "coal", Period: year, Fuel: "coal", Region: "JP", Amount: units.MustParse("12 t"), Oxidation: share("0.5")})
	wantKg(t, r, ghg.CO2, "15400")
	// Carbon given per volume, and the heating value of the basis for a carbon content given per energy.
	r = one(t, b, scope1.CarbonContent{
		ID: "gas", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10 1000Nm3"), Oxidation: share("1"),
		Carbon: units.MustRate("15 kg C/GJ(HHV)"), Source: "analysis",
	})
	wantKg(t, r, ghg.CO2, "22000") // 400 GJ × 15 × 44/12
	// Carbon and heating value given, and a part of the carbon oxidised: 10 × 30 GJ × 16 kg C × 0.5 × 44/12.
	r = one(t, b, scope1.CarbonContent{
		ID: "gas", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10 1000Nm3"), Oxidation: share("0.5"),
		Carbon: units.MustRate("16 kg C/GJ(HHV)"), HeatingValue: units.MustRate("30 GJ(HHV)/1000Nm3"), Source: "analysis",
	})
	wantKg(t, r, ghg.CO2, "8800")
}

func TestCarbonContentRefuses(t *testing.T) {
	good := scope1.CarbonContent{ID: "gas", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10 1000Nm3"), Oxidation: share("1")}
	refuses(t, good, []refusal[scope1.CarbonContent]{
		{"heating value of zero", func(a *scope1.CarbonContent) { a.HeatingValue, a.Source = units.MustRate("0 GJ(HHV)/Nm3"), "s" }, ghg.ErrOutOfRange},
		{"no heating value", func(a *scope1.CarbonContent) { a.Amount = units.MustParse("1 t") }, factors.ErrNoProperty},
		{"factor without carbon", func(a *scope1.CarbonContent) {
			a.Fuel, a.Region, a.Amount = "natural-gas", "GB", units.MustParse("1 kWh(HHV)")
		}, ghg.ErrMissing},
		{"unknown fuel", func(a *scope1.CarbonContent) { a.Fuel = "unobtainium" }, factors.ErrNoFactor},
		{"carbon without source", func(a *scope1.CarbonContent) { a.Carbon = units.MustRate("15 kg C/GJ(HHV)") }, ghg.ErrMissing},
		{"heating value without source", func(a *scope1.CarbonContent) { a.HeatingValue = units.MustRate("40 GJ(HHV)/1000Nm3") }, ghg.ErrMissing},
		{"energy without a basis", func(a *scope1.CarbonContent) { a.Amount = units.MustParse("1 GJ") }, ghg.ErrDimension},
	})
	// Without factors in the basis, a carbon content per energy does not apply to a volume.
	good.Carbon, good.Source = units.MustRate("15 kg C/GJ(HHV)"), "analysis"
	_, err := good.Calculate(factors.Basis{GWP: ghg.AR6()})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestBlendRefuses(t *testing.T) {
	good := scope1.StationaryCombustion{ID: "g", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("1 L"), Biofuel: "biodiesel", BiofuelShare: share("0.07")}
	refuses(t, good, []refusal[scope1.StationaryCombustion]{
		{"no share", func(a *scope1.StationaryCombustion) { a.BiofuelShare = nil }, ghg.ErrMissing},
		{"share without biofuel", func(a *scope1.StationaryCombustion) { a.Biofuel = "" }, ghg.ErrMissing},
		{"share of a mass", func(a *scope1.StationaryCombustion) { a.Amount = units.MustParse("1 kg") }, ghg.ErrDimension},
		{"no factor for biofuel", func(a *scope1.StationaryCombustion) { a.Biofuel = "ethanol" }, factors.ErrNoFactor},
		{"factor without biofuel", func(a *scope1.StationaryCombustion) {
			a.Biofuel, a.BiofuelShare, a.BiofuelFactor = "", nil, factors.MustSupplied("1 kg CO2/L; x")
		}, ghg.ErrMissing},
		{"supplied factor without CO2", func(a *scope1.StationaryCombustion) { a.Factor.Source = "x" }, ghg.ErrMissing},
	})
}

func TestCHP(t *testing.T) {
	// H = 8000 GJ, P = 1000 MWh = 3600 GJ; e_H 0.8, e_P 0.35: H/e_H = 10000, P/e_P = 10285.714…;
	// heat's share = 8000 × 0.35 / (8000 × 0.35 + 3600 × 0.8) = 2800 / 5680 = 35/71.
	// Fuel 7100 MWh(HHV) × 0.2 kg = 1420000 kg CO2: heat 700000, power 720000.
	plant := scope1.CHPAllocation{
		ID: "chp", Period: year, Allocation: scope1.AllocateByEfficiency, Heat: units.MustParse("8000 GJ"), Power: units.MustParse("1000 MWh"),
		Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("7100 MWh(HHV)"),
	}.WithEPAEfficiencies()
	rs := calculate(t, basis(t), plant)
	require.Len(t, rs, 2)
	heat, ok := rs.Part("heat", 0)
	require.True(t, ok)
	power, ok := rs.Part("power", 0)
	require.True(t, ok)
	wantKg(t, heat, ghg.CO2, "700000")
	wantKg(t, power, ghg.CO2, "720000")
	assert.Contains(t, heat.ExplainSteps(), "assumed by the US EPA")
	// By energy content: 8000 / 11600 of 1420000 = 979310.34…; the two add up to the whole regardless of rounding.
	plant.Allocation, plant.HeatEfficiency, plant.PowerEfficiency, plant.EfficiencySource = scope1.AllocateByEnergyContent, nil, nil, ""
	rs = calculate(t, basis(t), plant)
	heat, _ = rs.Part("heat", 0)
	power, _ = rs.Part("power", 0)
	assert.Equal(t, "979310.3448", kg(t, heat, ghg.CO2).Round(4).String())
	assert.True(t, number("1420000").Equal(kg(t, heat, ghg.CO2).Add(kg(t, power, ghg.CO2))), "Heat and power must add up to the plant's emissions: E_P = E − E_H.")
}

func TestCHPOfResult(t *testing.T) {
	b := basis(t)
	boiler := one(t, b, scope1.StationaryCombustion{ID: "turbine", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("7100 MWh(HHV)")})
	plant := scope1.CHPAllocation{
		ID: "chp", Period: year, Allocation: scope1.AllocateByEfficiency, Heat: units.MustParse("8000 GJ"), Power: units.MustParse("1000 MWh"),
		Emitted: scope1.EmittedBy(boiler),
	}.WithEPAEfficiencies()
	rs := calculate(t, b, plant)
	heat, _ := rs.Part("heat", 0)
	wantKg(t, heat, ghg.CO2, "700000")
	wantKg(t, heat, ghg.CH4Fossil, "3500") // 7100000 kWh × 0.001 × 35/71
	total, err := rs.CO2e(0)
	require.NoError(t, err)
	assert.True(t, boiler.CO2e.Equal(total), "heat and power must add up to the plant's emissions")

	// CO2e of a known gas stays CO2e of that gas.
	ch4, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CH4, GWP: "AR4", Kg: number("2500")})
	require.NoError(t, err)
	plant.Emitted = scope1.EmittedBy(ghg.Result{ID: "publication", Emissions: ch4})
	all, _ := emitted(t, b, plant).Kg(ghg.CH4)
	assert.True(t, number("100").Equal(all), "2500 kg CO2e on AR4 is 100 kg CH4, not %s", all)
}

func TestCHPRefuses(t *testing.T) {
	good := scope1.CHPAllocation{
		ID: "chp", Period: year, Allocation: scope1.AllocateByEfficiency, Heat: units.MustParse("8000 GJ"), Power: units.MustParse("1000 MWh"),
		Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("7100 MWh(HHV)"),
	}.WithEPAEfficiencies()
	emitted := scope1.Emitted{Gas: ghg.CO2, Mass: units.MustParse("1 t"), Source: "s"}
	only := func(e scope1.Emitted) func(*scope1.CHPAllocation) {
		return func(a *scope1.CHPAllocation) {
			a.Fuel, a.Amount, a.Emitted = "", units.Quantity{}, []scope1.Emitted{e}
		}
	}
	refuses(t, good, []refusal[scope1.CHPAllocation]{
		{"efficiencies unused", func(a *scope1.CHPAllocation) { a.Allocation = scope1.AllocateByEnergyContent }, ghg.ErrMixed},
		{"nothing delivered", func(a *scope1.CHPAllocation) { a.Heat, a.Power = units.MustParse("0 GJ"), units.MustParse("0 MWh") }, ghg.ErrOutOfRange},
		{"heat as fuel", func(a *scope1.CHPAllocation) { a.Heat = units.MustParse("1 GJ(LHV)") }, ghg.ErrDimension},
		{"fuel and emissions", func(a *scope1.CHPAllocation) { a.Emitted = []scope1.Emitted{emitted} }, ghg.ErrMixed},
		{"emitted without gas", only(scope1.Emitted{Mass: emitted.Mass, Source: "s"}), ghg.ErrMissing},
		{"CO2e on unknown basis", only(scope1.Emitted{GWP: "AR9", Mass: units.MustParse("1 t CO2e"), Source: "s"}), ghg.ErrUnknown},
		{"CO2e as plain mass", only(scope1.Emitted{GWP: "AR5", Mass: units.MustParse("1 t"), Source: "s"}), ghg.ErrDimension},
		{"no factor", func(a *scope1.CHPAllocation) { a.Fuel = "unobtainium" }, factors.ErrNoFactor},
	})
}

func TestMeasured(t *testing.T) {
	good := scope1.Measured{ID: "stack", Period: year, Gas: ghg.CO2, Mass: units.MustParse("41250 t CO2"), Instrument: "CEMS", Standard: "EN 14181"}
	r := one(t, basis(t), good)
	wantKg(t, r, ghg.CO2, "41250000")
	assert.Equal(t, []ghg.Note{{Name: "instrument", Value: "CEMS"}, {Name: "standard", Value: "EN 14181"}}, r.Notes)
	plain := good
	plain.Gas, plain.Mass = ghg.CO2Biogenic, units.MustParse("2 t")
	r = one(t, basis(t), plain)
	wantKg(t, r, ghg.CO2Biogenic, "2000")
	assert.True(t, r.CO2e.IsZero())
	for name, mass := range map[string]string{"a mass of another gas": "1 t N2O", "energy": "1 GJ"} {
		bad := good
		bad.Mass = units.MustParse(mass)
		_, err := bad.Calculate(basis(t))
		assert.Error(t, err, "A measurement of CO2 must refuse %s.", name)
	}
}

// A combustion factor without CH4 or N2O leaves a caveat that names what is missing.
func TestGasesMissing(t *testing.T) {
	a := scope1.StationaryCombustion{ID: "generator", Period: year, Fuel: "diesel", Region: "US", Amount: units.MustParse("100 gal(US)")}
	for factor, want := range map[string]string{
		"10.21 kg CO2/gal(US); EPA hub 2024, table 2":                                             "states no CH4 and no N2O",
		"10.21 kg CO2/gal(US) + 0.41 g CH4-combustion/gal(US); x":                                 "states no N2O",
		"10.21 kg CO2/gal(US) + 0.08 g N2O/gal(US); x":                                            "states no CH4",
		"10.21 kg CO2/gal(US) + 0.41 g CH4-combustion/gal(US) + 0.08 g N2O/gal(US); EPA hub 2024": "",
		"10.3 kg CO2e/gal(US) AR5; x":                                                             "",
	} {
		a.Factor = factors.MustSupplied(factor)
		r := one(t, basis(t), a)
		found := ""
		for _, c := range r.Caveats {
			if c.Kind == ghg.GasesMissing {
				found = c.Detail
			}
		}
		if want == "" {
			assert.Empty(t, found, factor)
		} else {
			assert.True(t, strings.HasSuffix(found, want), "%s: %q", factor, found)
		}
	}
}

// 10000 m3 at 300.465 K, 1.1 × 273.15, and 122.60325 kPa, 1.21 × 101.325, are 11000 Nm3.
func TestGasAtTheMeter(t *testing.T) {
	b := basis(t)
	gas := scope1.CarbonContent{
		ID: "gas", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10000 m3"), Oxidation: share("1"),
		MeterKelvin: share("300.465"), MeterKPa: share("122.60325"),
	}
	r := one(t, b, gas)
	wantKg(t, r, ghg.CO2, "22586.66666666666666666666666666667") // 11 × 40 GJ × 14 kg C × 44/12
	assert.Contains(t, r.ExplainSteps(), "÷ 101.325")
	refuses(t, gas, []refusal[scope1.CarbonContent]{
		{"no pressure", func(a *scope1.CarbonContent) { a.MeterKPa = nil }, ghg.ErrMissing},
		{"no temperature", func(a *scope1.CarbonContent) { a.MeterKelvin = nil }, ghg.ErrMissing},
		{"pressure of 0", func(a *scope1.CarbonContent) { a.MeterKPa = share("0") }, ghg.ErrOutOfRange},
		{"degrees Celsius", func(a *scope1.CarbonContent) { a.MeterKelvin = share("15") }, ghg.ErrOutOfRange},
		{"normal volume", func(a *scope1.CarbonContent) { a.Amount = units.MustParse("10 1000Nm3") }, ghg.ErrDimension},
		{"energy", func(a *scope1.CarbonContent) { a.Amount = units.MustParse("400 GJ(HHV)") }, ghg.ErrDimension},
	})
	boiler := scope1.StationaryCombustion{
		ID: "boiler", Period: year, Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10000 m3"), Factor: factors.MustSupplied("2.05 t CO2/1000Nm3; SHK"),
		MeterKelvin: share("300.465"), MeterKPa: share("122.60325"),
	}
	wantKg(t, one(t, b, boiler), ghg.CO2, "22550") // 11 × 2050
}
