package scope1_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// hub returns the EPA's GHG Emission Factors Hub of 15 January 2025 with the potentials of AR5.
func hub(t *testing.T) factors.Basis {
	t.Helper()
	set, err := epa.Load(epa.Edition2025)
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5()}
}

// kinds returns the kinds of a result's caveats.
func kinds(r ghg.Result) []ghg.CaveatKind {
	var list []ghg.CaveatKind
	for _, c := range r.Caveats {
		list = append(list, c.Kind)
	}
	return list
}

// Off the road, CH4 and N2O are calculated from the fuel and the vehicle.
func TestOffRoadVehicles(t *testing.T) {
	// EPA GHG Emission Factors Hub 2025. Agricultural equipment, diesel equipment: table 5, 1.26 g CH4 and 1.07 g N2O per
	// gallon; diesel fuel: table 2, 10.21 kg CO2 per gallon. Times 1000 gallons.
	tractor := scope1.MobileFuel{
		ID: "tractor", Period: ghg.CalendarYear(2025), Fuel: "diesel", Region: "US", Amount: units.MustParse("1000 gal(US)"),
		Vehicle: "agricultural-equipment/diesel",
	}
	r := one(t, hub(t), tractor)
	wantKg(t, r, ghg.CO2, "10210")
	wantKg(t, r, ghg.CH4Combustion, "1.26")
	wantKg(t, r, ghg.N2O, "1.07")
	assert.Empty(t, r.Caveats)

	// Locomotives: table 5, 0.80 g CH4 and 0.26 g N2O per gallon; 500 gallons are 1892.7058920 L.
	tractor.Vehicle, tractor.Amount = "locomotive/diesel", units.MustParse("1892.705892 L")
	r = one(t, hub(t), tractor)
	wantKg(t, r, ghg.CO2, "5105")
	wantKg(t, r, ghg.CH4Combustion, "0.4")
	wantKg(t, r, ghg.N2O, "0.13")

	// Of a blend, the vehicle burns the whole: 100 gal of B20 are 80 × 10.21 = 816.8 kg CO2, 20 × 9.45 = 189 kg CO2 of
	// biomass (table 2, biodiesel) and 100 × 0.26 g N2O.
	tractor.Amount, tractor.Biofuel, tractor.BiofuelShare = units.MustParse("100 gal(US)"), "biodiesel", share("0.2")
	r = one(t, hub(t), tractor)
	wantKg(t, r, ghg.CO2, "816.8")
	wantKg(t, r, ghg.CO2Biogenic, "189")
	wantKg(t, r, ghg.N2O, "0.026")

	// 600 miles at 1.5 miles a gallon are 400 gallons: × 0.26 g N2O.
	r = one(t, hub(t), scope1.MobileFuelEconomy{
		ID: "shunter", Period: ghg.CalendarYear(2025), Fuel: "diesel", Region: "US", Distance: units.MustParse("600 mile"),
		Economy: units.MustRate("1.5 mile/gal(US)"), Source: "log book", Vehicle: "locomotive/diesel",
	})
	wantKg(t, r, ghg.CO2, "4084")
	wantKg(t, r, ghg.N2O, "0.104")

	// A factor of one's own, per unit of fuel: 1000 gal × 0.5 g.
	own := tractor
	own.Amount, own.Biofuel, own.BiofuelShare = units.MustParse("1000 gal(US)"), "", nil
	own.VehicleFactor = factors.MustSupplied("0.5 g N2O/gal(US); maker's test")
	wantKg(t, one(t, hub(t), own), ghg.N2O, "0.5")
}

// An amount in another dimension than the vehicle's factor needs a property of the fuel.
func TestOffRoadByMass(t *testing.T) {
	set, err := epa.Load(epa.Edition2025)
	require.NoError(t, err)
	density, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: "densities for tests", Licence: "none"}, nil, []factors.Property{{
		Activity: "fuel/diesel", Name: "density", Rate: units.MustRate("3.2 kg/gal(US)"), Region: "US", Valid: ghg.CalendarYear(2025),
		Reference: factors.Reference{Document: "test"},
	}})
	require.NoError(t, err)
	stack, err := factors.NewStack(set, density)
	require.NoError(t, err)
	// 320 kg ÷ 3.2 kg/gal are 100 gal: × 10.21 kg CO2, × 1.07 g N2O.
	a := scope1.MobileFuel{
		ID: "tractor", Period: ghg.CalendarYear(2025), Fuel: "diesel", Region: "US", Amount: units.MustParse("320 kg"), Vehicle: "agricultural-equipment/diesel",
		Factor: factors.MustSupplied("10.21 kg CO2/gal(US); EPA table 2"),
	}
	_, err = a.Calculate(factors.Basis{Factors: stack, GWP: ghg.AR5()})
	require.Error(t, err)
	r := one(t, factors.Basis{Factors: stack, GWP: ghg.AR5(), Policy: factors.Policy{FuelProperties: true}}, a)
	wantKg(t, r, ghg.CO2, "1021")
	wantKg(t, r, ghg.N2O, "0.107")
	assert.Equal(t, []ghg.CaveatKind{ghg.PropertyConversion}, kinds(r))
}

func TestOffRoadRefuses(t *testing.T) {
	a := scope1.MobileFuel{
		ID: "tractor", Period: ghg.CalendarYear(2025), Fuel: "diesel", Region: "US", Amount: units.MustParse("10 gal(US)"),
		Vehicle: "locomotive/diesel", Distance: units.MustParse("5 mile"),
	}
	_, err := a.Calculate(hub(t))
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "distance")
	a.Vehicle = "passenger-car/gasoline/2012" // on the road: only per distance
	a.Distance = units.Quantity{}
	_, err = a.Calculate(hub(t))
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "distance")
	a.Vehicle = "rocket/diesel"
	_, err = a.Calculate(hub(t))
	require.ErrorIs(t, err, factors.ErrNoFactor)
	require.ErrorContains(t, err, "rocket")
}

// Without a vehicle, CH4 and N2O of stationary combustion stand in for those of vehicles, and the result says so.
func TestStationaryStandsInForVehicles(t *testing.T) {
	// Motor gasoline: table 2, 8.78 kg CO2; table 1 (stationary), 0.38 g CH4 and 0.08 g N2O per gallon.
	a := scope1.MobileFuel{ID: "pumps", Period: ghg.CalendarYear(2025), Fuel: "gasoline", Region: "US", Amount: units.MustParse("100 gal(US)")}
	r := one(t, hub(t), a)
	wantKg(t, r, ghg.CO2, "878")
	wantKg(t, r, ghg.CH4Combustion, "0.038")
	wantKg(t, r, ghg.N2O, "0.008")
	assert.Equal(t, []ghg.CaveatKind{ghg.UnknownDistance, ghg.StandIn}, kinds(r))
	assert.Contains(t, r.Caveats[1].Detail, "stationary")

	// A fuel that the publisher prints for stationary combustion only, while it prints others for vehicles.
	a.Fuel = "distillate-fuel-oil/no-2"
	assert.Equal(t, []ghg.CaveatKind{ghg.UnknownDistance, ghg.StandIn}, kinds(one(t, hub(t), a)))

	// Diesel fuel: the publisher has CO2 for vehicles alone.
	a.Fuel = "diesel"
	r = one(t, hub(t), a)
	assert.Equal(t, []ghg.CaveatKind{ghg.GasesMissing}, kinds(r))
	assert.Contains(t, r.Caveats[0].Detail, "no CH4 and no N2O")
}

// A publisher's factor for vehicles that states every gas is used for every gas.
func TestWholeFactorOfVehicles(t *testing.T) {
	set, err := factors.ReadCSV(strings.NewReader(`activity,region,valid_from,valid_to,unit,boundary,CO2,CH4-combustion,N2O
fuel/diesel,US,2024-01-01,2024-12-31,L,combustion,2.5,0.001,0.002
fuel/diesel/mobile,US,2024-01-01,2024-12-31,L,combustion,2.6,0.003,0.004
`), factors.Meta{Publisher: "test", Edition: "2", Title: "factors for tests", Licence: "none"})
	require.NoError(t, err)
	b := factors.Basis{Factors: set, GWP: ghg.AR6()}
	a := scope1.MobileFuel{ID: "vans", Period: year, Fuel: "diesel", Region: "US", Amount: units.MustParse("1000 L")}
	r := one(t, b, a)
	wantKg(t, r, ghg.CO2, "2600")
	wantKg(t, r, ghg.CH4Combustion, "3")
	wantKg(t, r, ghg.N2O, "4")
	assert.Equal(t, []ghg.CaveatKind{ghg.UnknownDistance}, kinds(r))

	// A factor for the fuel from a source of one's own, ahead of the publisher's, is used as it is.
	own, err := factors.ReadCSV(strings.NewReader(`activity,region,valid_from,valid_to,unit,boundary,CO2,CH4-combustion,N2O
fuel/diesel,US,2024-01-01,2024-12-31,L,combustion,2.7,0.005,0.006
`), factors.Meta{Publisher: "own", Edition: "1", Title: "own", Licence: "none"})
	require.NoError(t, err)
	b.Factors, err = factors.NewStack(own, set)
	require.NoError(t, err)
	r = one(t, b, a)
	wantKg(t, r, ghg.CO2, "2700")
	wantKg(t, r, ghg.CH4Combustion, "5")
}
