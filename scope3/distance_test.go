package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
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
		{"source of no adjustment", with(kinds(shortest, shortest, ""), func(a *scope3.TransportDistanceBased) { a.AdjustmentSource = "map" }), ghg.ErrMixed, "distance_adjustment"},
		{"adjustment without kind and source", with(kinds(0, 0, "1.05"), func(a *scope3.TransportDistanceBased) { a.AdjustmentSource = "" }), ghg.ErrMissing, "distance_kind"},
		{"unknown kind", kinds(9, 9, ""), ghg.ErrUnknown, "distance_kind"},
	})
}
