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

func TestMobileTwoSteps(t *testing.T) {
	// CO2 by fuel: 1000 L × 2.5 = 2500 kg. CH4 and N2O by distance: 10000 km × 0.00001 = 0.1 and × 0.00002 = 0.2 kg;
	// those of the fuel's factor (1 and 2 kg) are not added.
	a := scope1.MobileFuel{
		ID: "vans", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("1000 L"), Vehicle: "van/diesel/2015", Distance: units.MustParse("10000 km"),
	}
	r := one(t, basis(t), a)
	wantKg(t, r, ghg.CO2, "2500")
	wantKg(t, r, ghg.CH4Fossil, "0.1")
	wantKg(t, r, ghg.N2O, "0.2")
	assert.Empty(t, r.Caveats)

	a.Vehicle, a.Distance = "", units.Quantity{}
	r = one(t, basis(t), a)
	wantKg(t, r, ghg.CO2, "2500")
	wantKg(t, r, ghg.CH4Fossil, "1")
	wantKg(t, r, ghg.N2O, "2")
	require.Len(t, r.Caveats, 1)
	assert.Equal(t, ghg.UnknownDistance, r.Caveats[0].Kind)
}

func TestMobileBlend(t *testing.T) {
	// 1000 L of B7 with the distance known: CO2 930 × 2.5 = 2325, biogenic CO2 70 × 2.4 = 168, no CH4 or N2O from the fuels.
	r := one(t, basis(t), scope1.MobileFuel{
		ID: "vans", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("1000 L"), Biofuel: "biodiesel", BiofuelShare: share("0.07"),
		Vehicle: "van/diesel/2015", Distance: units.MustParse("10000 km"),
	})
	wantKg(t, r, ghg.CO2, "2325")
	wantKg(t, r, ghg.CO2Biogenic, "168")
	wantKg(t, r, ghg.N2O, "0.2")
	_, known := r.Emissions.Kg(ghg.CH4Biogenic)
	assert.False(t, known)
}

func TestMobileFactorOfVehicles(t *testing.T) {
	// A publisher has a CO2 factor for fuel in vehicles. With the distance known, 100 gal × 8.8, not the 9 of boilers.
	a := scope1.MobileFuel{ID: "cars", Period: year, Fuel: "gasoline", Region: "US", Amount: units.MustParse("100 gal(US)")}
	two := a
	two.Vehicle, two.Distance, two.VehicleFactor = "car", units.MustParse("2400 mile"), factors.MustSupplied("0.01 g N2O/mile; test")
	r := one(t, basis(t), two)
	wantKg(t, r, ghg.CO2, "880")
	wantKg(t, r, ghg.N2O, "0.024")
	// Without the vehicle, CO2 is that of vehicles all the same, 100 gal × 8.8; CH4 and N2O are those of boilers, × 0.02.
	r = one(t, basis(t), a)
	wantKg(t, r, ghg.CO2, "880")
	wantKg(t, r, ghg.N2O, "2")
	assert.Contains(t, r.Caveats[0].Detail, "states per unit")
	assert.Equal(t, ghg.StandIn, r.Caveats[1].Kind)
	// If no factor does, CO2 alone, with a caveat: 100 gal × 10.2.
	set, err := factors.ReadCSV(strings.NewReader(
		"activity,region,valid_from,valid_to,unit,boundary,CO2\nfuel/diesel/mobile,US,2024-01-01,2024-12-31,gal(US),combustion,10.2\n"),
		factors.Meta{Publisher: "test", Edition: "2", Title: "factors for tests", Licence: "none"})
	require.NoError(t, err)
	a.Fuel = "diesel"
	r = one(t, factors.Basis{Factors: set, GWP: ghg.AR6()}, a)
	wantKg(t, r, ghg.CO2, "1020")
	assert.Equal(t, ghg.GasesMissing, r.Caveats[0].Kind)
	assert.Contains(t, r.Caveats[0].Detail, "no CH4 and no N2O")
}

func TestMobileFuelEconomy(t *testing.T) {
	// 10000 km ÷ 12.5 km/L = 800 L × 2.5 = 2000 kg CO2; the same as 10000 km × 0.08 L/km.
	for _, economy := range []string{"12.5 km/L", "0.08 L/km"} {
		a := scope1.MobileFuelEconomy{
			ID: "cars", Period: year, Fuel: "diesel", Region: "GB", Distance: units.MustParse("10000 km"), Economy: units.MustRate(economy), Source: "fuel cards",
		}
		r := one(t, basis(t), a)
		wantKg(t, r, ghg.CO2, "2000")
		wantKg(t, r, ghg.N2O, "1.6") // 800 L × 0.002
		assert.Equal(t, ghg.UnknownDistance, r.Caveats[0].Kind)
		a.Vehicle = "van/diesel/2015"
		r = one(t, basis(t), a)
		wantKg(t, r, ghg.CO2, "2000")
		wantKg(t, r, ghg.N2O, "0.2") // 10000 km × 0.00002
		assert.Empty(t, r.Caveats)
	}
	// 240 miles at 24 miles a gallon are 10 gallons: × 8.8 = 88 kg.
	r := one(t, basis(t), scope1.MobileFuelEconomy{
		ID: "cars", Period: year, Fuel: "gasoline", Region: "US", Distance: units.MustParse("240 mile"), Economy: units.MustRate("24 mile/gal(US)"), Source: "EPA label",
	})
	wantKg(t, r, ghg.CO2, "88")
}

func TestMobileDistance(t *testing.T) {
	// 10000 km × 0.16 = 1600 kg CO2; 1000 miles are 1609.344 km: × 0.16 = 257.49504.
	a := scope1.MobileDistance{ID: "pool", Period: year, Vehicle: "car/medium/diesel", Region: "GB", Distance: units.MustParse("10000 km")}
	wantKg(t, one(t, basis(t), a), ghg.CO2, "1600")
	a.Distance = units.MustParse("1000 mile")
	wantKg(t, one(t, basis(t), a), ghg.CO2, "257.49504")
}

func TestMobileRefuses(t *testing.T) {
	refuses(t, scope1.MobileFuel{
		ID: "a", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("1 L"), Vehicle: "van/diesel/2015", Distance: units.MustParse("1 km"),
	}, []refusal[scope1.MobileFuel]{
		{"distance without vehicle", func(a *scope1.MobileFuel) { a.Vehicle = "" }, ghg.ErrMissing},
		{"vehicle without distance", func(a *scope1.MobileFuel) { a.Distance = units.Quantity{} }, ghg.ErrMissing},
		{"factor without vehicle", func(a *scope1.MobileFuel) {
			a.Vehicle, a.Distance, a.VehicleFactor = "", units.Quantity{}, factors.MustSupplied("1 g N2O/km; s")
		}, ghg.ErrMissing},
		{"unknown vehicle", func(a *scope1.MobileFuel) { a.Vehicle = "rocket" }, factors.ErrNoFactor},
		{"CO2 not separate", func(a *scope1.MobileFuel) { a.Factor = factors.MustSupplied("2.7 kg CO2e/L AR5; s") }, ghg.ErrMissing},
	})
	refuses(t, scope1.MobileFuelEconomy{
		ID: "a", Period: year, Fuel: "diesel", Region: "GB", Distance: units.MustParse("1 km"), Economy: units.MustRate("1 km/L"), Source: "s",
	}, []refusal[scope1.MobileFuelEconomy]{
		{"economy of zero", func(a *scope1.MobileFuelEconomy) { a.Economy = units.MustRate("0 km/L") }, ghg.ErrOutOfRange},
		{"economy of a mass", func(a *scope1.MobileFuelEconomy) { a.Economy = units.MustRate("1 kg/L") }, ghg.ErrDimension},
	})
	refuses(t, scope1.MobileDistance{
		ID: "a", Period: year, Vehicle: "car/medium/diesel", Region: "GB", Distance: units.MustParse("1 km"),
	}, []refusal[scope1.MobileDistance]{
		{"no factor", func(a *scope1.MobileDistance) { a.Vehicle = "bicycle" }, factors.ErrNoFactor},
	})
}

func TestEnergyFromDistance(t *testing.T) {
	// 100 mile × 1.609344 = 160.9344 km × 0.25 kg ÷ 0.5 kg/kWh = 80.4672 kWh; grams and kilograms are mixed.
	got, err := scope1.EnergyFromDistance(units.MustParse("100 mile"), units.MustRate("250 g CO2/km"), units.MustRate("0.5 kg CO2/kWh(LHV)"))
	require.NoError(t, err)
	assert.Equal(t, "80.4672 kWh(LHV)", got.String())

	km, perKm, perKWh := units.MustParse("1 km"), units.MustRate("0.2 kg CO2/km"), units.MustRate("0.25 kg CO2/kWh(LHV)")
	for name, c := range map[string]struct {
		distance     units.Quantity
		perKm, perKW units.Rate
		is           error
	}{
		"no distance":              {units.Quantity{}, perKm, perKWh, ghg.ErrMissing},
		"negative distance":        {units.MustParse("-1 km"), perKm, perKWh, ghg.ErrNegative},
		"distance as a mass":       {units.MustParse("1 kg"), perKm, perKWh, ghg.ErrDimension},
		"no rate per distance":     {km, units.Rate{}, perKWh, ghg.ErrMissing},
		"negative rate":            {km, units.MustRate("-1 kg CO2/km"), perKWh, ghg.ErrNegative},
		"CO2e per distance":        {km, units.MustRate("1 kg CO2e/km"), perKWh, ghg.ErrDimension},
		"no rate per energy":       {km, perKm, units.Rate{}, ghg.ErrMissing},
		"energy without its basis": {km, perKm, units.MustRate("1 kg CO2/kWh"), ghg.ErrDimension},
		"fuel without CO2":         {km, perKm, units.MustRate("0 kg CO2/kWh(LHV)"), ghg.ErrOutOfRange},
	} {
		_, err := scope1.EnergyFromDistance(c.distance, c.perKm, c.perKW)
		require.ErrorIs(t, err, c.is, "The energy must be refused: %s.", name)
	}
}

// A factor of CH4 and N2O only is not the factor of a distance: 12,000 miles of a car would emit 17 kg CO2e.
func TestMobileDistanceNeedsCO2(t *testing.T) {
	a := scope1.MobileDistance{ID: "car", Period: year, Vehicle: "van/diesel/2015", Region: "GB", Distance: units.MustParse("12000 km")}
	_, err := a.Calculate(basis(t))
	require.ErrorIs(t, err, factors.ErrNoFactor)
	assert.Contains(t, err.Error(), "CH4 and N2O only, without the CO2 of the fuel: use a fuel-based method, such as scope1.MobileFuel")
	a.Factor = factors.MustSupplied("0.0082 g CH4-combustion/mile + 0.0037 g N2O/mile; EPA hub 2024, table 3")
	_, err = a.Calculate(basis(t))
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Contains(t, err.Error(), "CH4 and N2O only")
	// A fuel without carbon states CO2 as 0.
	a.Factor = factors.MustSupplied("0 kg CO2/km + 0.001 g N2O/km; maker's data")
	wantKg(t, one(t, basis(t), a), ghg.CO2, "0")
}

// The biofuel of a blend has its publisher's factor of vehicles too: 930 L × 2.5 = 2325 kg CO2, 70 L × 2.3 = 161 kg CO2 of
// biomass, not the 2.4 of boilers.
func TestMobileFactorOfBiofuel(t *testing.T) {
	set, err := factors.ReadCSV(strings.NewReader("activity,region,valid,unit,boundary,CO2,CO2-biogenic\nfuel/diesel,GB,2024,L,combustion,2.5,\n"+
		"fuel/biodiesel,GB,2024,L,combustion,,2.4\nfuel/biodiesel/mobile,GB,2024,L,combustion,,2.3\n"),
		factors.Meta{Publisher: "test", Edition: "3", Title: "factors for tests", Licence: "none"})
	require.NoError(t, err)
	r := one(t, factors.Basis{Factors: set, GWP: ghg.AR6()}, scope1.MobileFuel{
		ID: "vans", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("1000 L"), Biofuel: "biodiesel", BiofuelShare: share("0.07"),
		Vehicle: "van", Distance: units.MustParse("1000 km"), VehicleFactor: factors.MustSupplied("0.01 g N2O/km; test"),
	})
	wantKg(t, r, ghg.CO2, "2325")
	wantKg(t, r, ghg.CO2Biogenic, "161")
}
