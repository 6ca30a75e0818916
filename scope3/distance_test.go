package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// kinds states the kinds of a distance and of its factor, with an adjustment where one is given.
func kinds(of, factor scope3.DistanceKind, adjustment string) scope3.TransportDistanceBased {
	a := scope3.TransportDistanceBased{
		ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB", Load: units.MustParse("10 t"),
		Distance: units.MustParse("100 km"), DistanceKind: of, FactorDistanceKind: factor,
	}
	if adjustment != "" {
		a.DistanceAdjustment, a.AdjustmentSource = share(adjustment), "GLEC Framework v3.1"
	}
	return a
}

// TestDistanceAdjustment: the adjustment applies where the kinds differ. 10 t × 100 km × 0.1 = 100 kg without one.
func TestDistanceAdjustment(t *testing.T) {
	const circle, shortest, actual = scope3.GreatCircle, scope3.ShortestFeasible, scope3.ActualDistance
	for _, c := range []struct {
		of   scope3.TransportDistanceBased
		want string
	}{
		{kinds(0, 0, ""), "100"},
		{kinds(shortest, shortest, ""), "100"},
		{kinds(actual, actual, ""), "100"},
		{kinds(shortest, actual, "1.05"), "105"}, // GLEC, road: shortest feasible + 5 %
		{kinds(shortest, actual, "1.15"), "115"}, // GLEC, sea: shortest feasible + 15 %
		{kinds(circle, shortest, "1.2"), "120"},
		{kinds(actual, shortest, "0.95"), "95"},
		{kinds(actual, circle, "1"), "100"}, // as long as the great circle
	} {
		rs := calculate(t, transportBasis(t), c.of)
		assert.Equal(t, c.want, kg(rs).String(), "%s to %s", c.of.DistanceKind, c.of.FactorDistanceKind)
		if c.of.DistanceKind != 0 {
			assert.Contains(t, rs[0].Notes, ghg.Note{Name: "distance", Value: c.of.DistanceKind.String()})
		}
		if c.of.DistanceAdjustment != nil {
			term := rs[0].Steps[0].Terms[2]
			assert.Equal(t, []string{c.of.DistanceAdjustment.String(), "GLEC Framework v3.1"}, []string{term.Value.String(), term.Source})
		}
	}
}

// TestDistanceAdjustmentOfOtherMethods: a leg of a chain and a flight are adjusted alike. 87 kg × 423 km × 0.1 × 0.95 =
// 3.496095, and 9560 passenger·km × (9560 + 95) ÷ 9560 × 0.1 with the ratio given as 1.01 = 965.56.
func TestDistanceAdjustmentOfOtherMethods(t *testing.T) {
	chain := scope3.TransportChain{
		ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mass: units.MustParse("87 kg"), Legs: []scope3.Leg{{
			Name: "lorry", Mode: "road/hgv", Region: "GB", Distance: units.MustParse("423 km"), DistanceKind: scope3.ActualDistance,
			FactorDistanceKind: scope3.ShortestFeasible, DistanceAdjustment: share("0.95"), AdjustmentSource: "route planner",
		}},
	}
	assert.Equal(t, "3.496095", kg(calculate(t, transportBasis(t), chain)).String())
	flight := scope3.TravelDistanceBased{
		ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "air/plain", Region: "GB", Distance: units.MustParse("9560 pkm"), Forcing: scope3.WithoutRF,
		DistanceKind: scope3.GreatCircle, FactorDistanceKind: scope3.ActualDistance, DistanceAdjustment: share("1.01"), AdjustmentSource: "ISO 14083",
	}
	assert.Equal(t, "965.56", kg(calculate(t, transportBasis(t), flight)).String())
	chain.Legs[0].DistanceAdjustment = share("1.05")
	refuse(t, transportBasis(t), []refusal{{"leg", chain, ghg.ErrMixed, "legs[0].distance_adjustment"}})
}

func TestDistanceAdjustmentRefuses(t *testing.T) {
	const circle, shortest, actual = scope3.GreatCircle, scope3.ShortestFeasible, scope3.ActualDistance
	refuse(t, transportBasis(t), []refusal{
		// The factor holds the detours already: lengthening the actual distance would count them twice.
		{"detours twice", kinds(actual, shortest, "1.05"), ghg.ErrMixed, "at most 1"},
		{"actual distance by a factor with detours", kinds(actual, shortest, ""), ghg.ErrMissing, "distance_adjustment"},
		{"detours shorter than the great circle", kinds(circle, actual, "0.9"), ghg.ErrMixed, "at least 1"},
		{"adjustment of one kind", kinds(shortest, shortest, "1.05"), ghg.ErrMixed, "none"},
		{"adjustment of no kinds", kinds(0, 0, "1.05"), ghg.ErrMissing, "distance_kind"},
		{"factor of no kind", kinds(actual, 0, ""), ghg.ErrMissing, "factor_distance_kind"},
		{"distance of no kind", kinds(0, actual, ""), ghg.ErrMissing, "distance_kind"},
		{"adjustment of no source", with(kinds(shortest, actual, "1.05"), func(a *scope3.TransportDistanceBased) { a.AdjustmentSource = "" }), ghg.ErrMissing, "adjustment_source"},
		{"unknown kind", kinds(9, 9, ""), ghg.ErrUnknown, "distance_kind"},
	})
}

// TestTravelOccupancy: passengers who share a car travel fewer kilometres of it. 4 × 300 ÷ 2 = 600 km × 0.16 = 96; 1200
// passenger·miles are 1931.2128 passenger·km.
func TestTravelOccupancy(t *testing.T) {
	car := scope3.TravelDistanceBased{
		ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "vehicle/car/petrol", Region: "GB", Distance: units.MustParse("300 km"),
		Passengers: units.MustParse("4 passenger"), Occupancy: share("2"),
	}
	assert.Equal(t, "96", kg(calculate(t, transportBasis(t), car)).String())
	miles := with(car, func(a *scope3.TravelDistanceBased) {
		a.Distance, a.Passengers = units.MustParse("1200 passenger·mile"), units.Quantity{}
	})
	assert.Equal(t, "154.497024", kg(calculate(t, transportBasis(t), miles)).String()) // 1931.2128 ÷ 2 × 0.16
	refuse(t, transportBasis(t), []refusal{
		{"occupancy of vehicles", with(car, func(a *scope3.TravelDistanceBased) { a.Passengers = units.Quantity{} }), ghg.ErrMissing, "passengers"},
	})
}

// TestCabinMultiplier: a seat of a class takes more of a flight than an average one, in both stages. 9560 passenger·km ×
// 2.4 × 0.1 = 2294.4.
func TestCabinMultiplier(t *testing.T) {
	own := factors.MustSupplied
	flight := scope3.TravelDistanceBased{
		ID: "x", Period: year, Stages: scope3.WellToTankApart, Mode: "air/plain", Region: "GB", Distance: units.MustParse("9560 pkm"), Forcing: scope3.WithoutRF,
		CabinMultiplier: share("2.4"), CabinSource: "business, seat map", UpstreamFactor: own("0.02 kg CO2/passenger·km; own"),
	}
	rs := calculate(t, transportBasis(t), flight)
	assert.Equal(t, []string{"2294.4", "458.88"}, []string{rs[0].CO2e.Kg().String(), rs[1].CO2e.Kg().String()})
	assert.Equal(t, "business, seat map", rs[0].Steps[0].Terms[1].Source)
	refuse(t, transportBasis(t), []refusal{
		{"class in the mode", with(flight, func(a *scope3.TravelDistanceBased) { a.Mode = "air/long-haul/business" }), ghg.ErrMixed, "class business"},
		{"not by air", with(flight, func(a *scope3.TravelDistanceBased) { a.Mode, a.Forcing = "rail", 0 }), ghg.ErrMixed, "not by air"},
		{"no source", with(flight, func(a *scope3.TravelDistanceBased) { a.CabinSource = "" }), ghg.ErrMissing, "cabin_source"},
		{"no multiplier", with(flight, func(a *scope3.TravelDistanceBased) { a.CabinMultiplier = nil }), ghg.ErrMissing, "cabin_multiplier"},
	})
	seat := sample[scope3.TransportFlightFuel](t)
	seat.CabinMultiplier, seat.CabinSource = share("2"), "business, seat map"
	rs = calculate(t, transportBasis(t), seat)
	assert.Equal(t, []string{"586.768", "132.496"}, []string{rs[0].CO2e.Kg().String(), rs[1].CO2e.Kg().String()}) // twice the sample's
	seat.Category = 4
	refuse(t, transportBasis(t), []refusal{
		{"cabin of cargo", seat, ghg.ErrMixed, "cargo"},
		{"more than all seats", with(seat, func(a *scope3.TransportFlightFuel) {
			a.Category, a.Share, a.CabinMultiplier = 6, share("0.6"), share("2")
		}), ghg.ErrOutOfRange, "at most 1"},
	})
}

// TestYearlyCommute: a distance in the period replaces days and one way. 10 × 5280 km = 52800 passenger·km × 0.03 = 1584.
func TestYearlyCommute(t *testing.T) {
	train := scope3.CommutingDistanceBased{
		ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Employees: units.MustParse("10 person"), Distance: units.MustParse("5280 km"),
	}
	daily := with(train, func(a *scope3.CommutingDistanceBased) {
		a.Distance, a.Days, a.OneWay = units.Quantity{}, units.MustParse("220 day"), units.MustParse("12 km")
	})
	for _, a := range []method.Activity{train, daily} {
		assert.Equal(t, "1584", kg(calculate(t, transportBasis(t), a)).String())
	}
}

// TestPrimaryData: the activity data decide, by one rule in every method that can have either.
func TestPrimaryData(t *testing.T) {
	q := units.MustParse
	of := func(data scope3.DataType) []method.Activity {
		return []method.Activity{
			scope3.CommutingDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Employees: q("1 person"), Distance: q("1 km"), Data: data},
			scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Distance: q("1 pkm"), Data: data},
			scope3.TransportDistanceBased{ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB", Work: q("1 t·km"), Data: data},
			scope3.TransportVehicleDistance{ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Vehicle: "vehicle/car/petrol", Region: "GB", Distance: q("1 km"), Share: share("1"), Data: data},
			scope3.TransportChain{ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mass: q("1 t"), Legs: []scope3.Leg{{Name: "l", Mode: "road/hgv", Region: "GB", Distance: q("1 km")}}, Data: data},
			scope3.WasteTypeSpecific{ID: "x", Period: year, Waste: "average", Treatment: "landfill", Mass: q("1 t"), Region: "GB", Data: data},
		}
	}
	for data, want := range map[scope3.DataType]bool{0: false, scope3.SecondaryData: false, scope3.PrimaryData: true} {
		for _, a := range of(data) {
			assert.Equal(t, want, calculate(t, transportBasis(t), a)[0].Primary, "%T of %s", a, data)
		}
	}
	fuel := scope3.TransportFuelBased{ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Region: "GB", Share: share("1"), Energy: "fuel/diesel", Amount: q("1 L")}
	assert.True(t, calculate(t, transportBasis(t), fuel)[0].Primary, "Fuel as used is primary data.")
	fuel.Amount, fuel.Distance, fuel.Economy, fuel.Source = units.Quantity{}, q("1 km"), units.MustRate("4 km/L"), "type approval"
	assert.False(t, calculate(t, transportBasis(t), fuel)[0].Primary, "Fuel by an economy is modelled.")
}

// TestPrimaryFinancedEmissions: the scores of PCAF for reported emissions and measured energy are primary data.
func TestPrimaryFinancedEmissions(t *testing.T) {
	for score, want := range map[int][]bool{1: {true, true, true, true, true, true, false}, 2: {true, true, true, true, true, false, false}, 3: make([]bool, 7)} {
		for i, a := range []method.Activity{
			changed(t, func(a *scope3.PCAFListed) { a.Score, a.Quality = score, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFBusinessLoans) { a.Score, a.Quality = score, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFProjectFinance) { a.Score, a.Quality = score, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFCommercialRealEstate) { a.Score, a.Quality = score, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFMortgages) { a.Score, a.Quality = score, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFMotorVehicleLoans) { a.Score, a.Quality = score, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFSovereignDebt) { a.Score, a.Quality = score, ghg.Quality{} }),
		} {
			for _, r := range calculate(t, soldBasis(t), a) {
				require.Equal(t, want[i], r.Primary, "%T with the score %d", a, score)
			}
		}
	}
}
