package scope3_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// ukBasis returns a basis with the UK's factors of 2024.
func ukBasis(t testing.TB) factors.Basis {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5()}
}

// TestElectricityWellToTankHoldsLosses: the two stages of electricity add up to all that the UK publishes of it. The factors
// are those of the sheets UK electricity (0.20705), Transmission and distribution (0.0183) and WTT- UK electricity (0.0459,
// and 0.00397 for the losses), in kg CO2e/kWh: 1000 kWh emit 207.05 + 45.9 + 18.3 + 3.97 = 275.22 kg.
func TestElectricityWellToTankHoldsLosses(t *testing.T) {
	q := units.MustParse
	for _, of := range []method.Activity{
		scope3.TransportFuelBased{
			ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Region: "GB", Share: share("1"), Energy: "electricity/grid", Amount: q("1000 kWh"),
		},
		scope3.TransportRound{
			ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Region: "GB", Energy: "electricity/grid", Amount: q("1000 kWh"),
			By: scope3.ByShortestFeasibleDistance, Consignments: []scope3.Consignment{{Name: "ours", Mass: q("1 t"), Distance: q("10 km"), Ours: true}},
		},
	} {
		rs := calculate(t, ukBasis(t), of)
		require.Len(t, rs, 2)
		assert.Equal(t, "207.05", rs[0].CO2e.Kg().String(), "%T", of)
		assert.Equal(t, "68.17", rs[1].CO2e.Kg().String(), "%T", of) // 45.9 + 18.3 + 3.97
		assert.Equal(t, ghg.StageWellToTank, rs[1].Stage)
		assert.Equal(t, "275.22", kg(rs).String(), "%T", of)
		var boundaries []ghg.Boundary
		for _, f := range rs[1].Factors {
			boundaries = append(boundaries, f.Boundary)
		}
		assert.Equal(t, []ghg.Boundary{ghg.WellToTank, ghg.GridLosses, ghg.GridLossesWTT}, boundaries, "%T", of)
	}
}

// TestDistrictHeatWellToTankHoldsLosses: district heat loses a part on its way too, heat made on the site does not.
// Sheet WTT- heat and steam: 0.03341, and 0.00176 for the losses; sheet Transmission and distribution: 0.00946.
func TestDistrictHeatWellToTankHoldsLosses(t *testing.T) {
	heat := scope3.TransportFuelBased{
		ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Region: "GB", Share: share("1"), Energy: "heat/district", Amount: units.MustParse("1000 kWh"),
	}
	assert.Equal(t, "44.63", partKg(calculate(t, ukBasis(t), heat), "well-to-tank").String()) // 33.41 + 9.46 + 1.76
	heat.Energy = "heat/onsite"
	assert.Equal(t, "33.41", partKg(calculate(t, ukBasis(t), heat), "well-to-tank").String())
}

// TestElectricCarsApart: the stages of an average battery-electric car. Sheets UK electricity for EVs (0.04358), UK
// electricity T&D for EVs (0.00386) and WTT- pass vehs & travel- land (0.01049), in kg CO2e/km, for 12 × 5280 km = 63360 km:
// 2761.2288 + 664.6464 + 244.5696. The publisher's own factor of business travel with the car, 0.04745, is generation and
// losses in one: 0.04745 + 0.01049 = 0.05794, and the three add up to 0.05793.
func TestElectricCarsApart(t *testing.T) {
	const car = "electricity/vehicle/car/average/battery-electric"
	commute := scope3.CommutingDistanceBased{
		ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: car, Region: "GB", Employees: units.MustParse("12 person"),
		Distance: units.MustParse("5280 km"), Occupancy: share("1"),
	}
	travel := scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: car, Region: "GB", Distance: units.MustParse("63360 km")}
	vehicle := scope3.TransportVehicleDistance{
		ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Vehicle: car, Region: "GB", Distance: units.MustParse("63360 km"), Share: share("1"),
	}
	for _, of := range []method.Activity{commute, travel, vehicle} {
		rs := calculate(t, ukBasis(t), of)
		assert.Equal(t, []string{"2761.2288", "909.216"}, []string{rs[0].CO2e.Kg().String(), rs[1].CO2e.Kg().String()}, "%T", of)
	}
}

// TestUpstreamOfElectricCarsHoldsThatOfTheirLosses: the UK's well-to-tank factors of battery-electric vehicles are those of
// the electricity and of its losses together, (0.0459 + 0.00397) ÷ 0.20705 of the generation, within the rounding of the
// factors to five digits. The library adds no upstream of losses to them.
func TestUpstreamOfElectricCarsHoldsThatOfTheirLosses(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	compared := 0
	for f := range set.All() {
		name, ok := strings.CutPrefix(f.Activity, "electricity/")
		if !ok || f.Boundary != ghg.Generation || !strings.HasSuffix(name, "/battery-electric") || f.Unit.Symbol() != "km" {
			continue
		}
		upstream, err := set.Find(factors.Query{Activity: name, Region: "GB", Period: year, Unit: f.Unit, Boundary: ghg.WellToTank})
		require.NoError(t, err)
		generation, wtt := printedCO2e(t, f), printedCO2e(t, upstream)
		want := generation.Mul(dec.MustParse("0.04987"))
		off := wtt.Mul(dec.MustParse("0.20705")).Sub(want).Abs()
		assert.True(t, off.LessThan(dec.MustParse("0.00002")), "%s: %s against %s of generation", name, wtt, generation)
		compared++
	}
	assert.Equal(t, 17, compared)
}

// printedCO2e returns the CO2e of a factor as printed.
func printedCO2e(t *testing.T, f factors.Factor) decimal.Decimal {
	t.Helper()
	co2e, err := f.PerUnit.ToCO2e(ghg.AR5())
	require.NoError(t, err)
	return co2e.CO2e.Kg()
}

// TestElectricityOfPlugInHybrids: the factor of the vehicle is that of its fuel, which the result states; the electricity has
// a name of its own.
func TestElectricityOfPlugInHybrids(t *testing.T) {
	car := scope3.TravelDistanceBased{
		ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: "vehicle/car/average/plug-in-hybrid", Region: "GB", Distance: units.MustParse("100 km"),
	}
	rs := calculate(t, ukBasis(t), car)
	assert.Equal(t, []ghg.CaveatKind{ghg.ElectricityApart}, caveatsOf(rs[0]))
	assert.Contains(t, rs[0].Caveats[0].Detail, "electricity/vehicle/car/average/plug-in-hybrid")
	assert.Empty(t, caveatsOf(rs[1]), "The well-to-tank of the vehicle covers the electricity too.")
}

func TestStagesRefuse(t *testing.T) {
	q, own := units.MustParse, factors.MustSupplied
	power := scope3.TransportFuelBased{
		ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Region: "GB", Share: share("1"), Energy: "electricity/grid", Amount: q("1000 kWh"),
	}
	commute := scope3.CommutingDistanceBased{
		ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: "vehicle/car/average/battery-electric", Region: "GB", Employees: q("1 person"),
		Distance: q("5280 km"), Occupancy: share("1"),
	}
	refuse(t, ukBasis(t), []refusal{
		{"upstream without losses", with(power, func(a *scope3.TransportFuelBased) { a.UpstreamFactor = own("0.05 kg CO2e/kWh AR5; own") }), ghg.ErrMissing, "losses_factor"},
		{"losses in one stage", with(power, func(a *scope3.TransportFuelBased) {
			a.Stages, a.LossesFactor = scope3.TankToWheel, own("0.05 kg CO2e/kWh AR5; own")
		}), ghg.ErrMixed, "losses_factor"},
		{"losses of a fuel", with(power, func(a *scope3.TransportFuelBased) {
			a.Energy, a.Amount, a.LossesFactor = "fuel/diesel", q("10 L"), own("0.05 kg CO2e/L AR5; own")
		}), ghg.ErrMixed, "losses_factor"},
		{"no losses in the basis", with(power, func(a *scope3.TransportFuelBased) {
			a.Region, a.Factor = "FR", own("0.05 kg CO2e/kWh AR5; own")
		}), factors.ErrNoFactor, "FR"},
		{"a vehicle that burns nothing", commute, ghg.ErrMissing, "electricity/vehicle/car/average/battery-electric"},
		{"upstream of a plug-in hybrid", with(commute, func(a *scope3.CommutingDistanceBased) {
			a.Mode = "electricity/vehicle/car/average/plug-in-hybrid"
		}), ghg.ErrMissing, "may cover a fuel"},
		{"days and distance", with(commute, func(a *scope3.CommutingDistanceBased) { a.Days = q("1 day") }), ghg.ErrMixed, "distance"},
		{"neither days nor distance", with(commute, func(a *scope3.CommutingDistanceBased) { a.Distance = units.Quantity{} }), ghg.ErrMissing, "one_way"},
	})
	// With a factor of zero the losses are in the upstream factor: 207.05, and 1000 × 0.07.
	power.UpstreamFactor, power.LossesFactor = own("0.07 kg CO2e/kWh AR5; own"), own("0 kg CO2e/kWh AR5; in the upstream factor")
	rs := calculate(t, ukBasis(t), power)
	assert.Equal(t, []string{"207.05", "70"}, []string{rs[0].CO2e.Kg().String(), rs[1].CO2e.Kg().String()})
	// With losses supplied alone, the upstream is the basis's and that of the losses is in the factor: 45.9 + 20.
	power.UpstreamFactor, power.LossesFactor = factors.Supplied{}, own("0.02 kg CO2e/kWh AR5; own")
	assert.Equal(t, "65.9", partKg(calculate(t, ukBasis(t), power), "well-to-tank").String())
	// A publisher with all four factors under the name of the electricity: 100 km × (0.01 + 0.004 + 0.001).
	b := basisOf(t, `activity,region,valid_from,valid_to,unit,boundary,CO2
electricity/vehicle/van,GB,2024-01-01,2024-12-31,km,generation,0.05
electricity/vehicle/van,GB,2024-01-01,2024-12-31,km,well-to-tank,0.01
electricity/vehicle/van,GB,2024-01-01,2024-12-31,km,losses,0.004
electricity/vehicle/van,GB,2024-01-01,2024-12-31,km,losses-well-to-tank,0.001
`, ghg.AR5())
	van := scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: "electricity/vehicle/van", Region: "GB", Distance: q("100 km")}
	rs = calculate(t, b, van)
	assert.Equal(t, []string{"5", "1.5"}, []string{rs[0].CO2e.Kg().String(), rs[1].CO2e.Kg().String()})
}
