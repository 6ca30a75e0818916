package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

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
			changed(t, func(a *scope3.PCAFListed) { a.Score, a.ScoreScope3, a.Quality = score, 0, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFBusinessLoans) { a.Score, a.ScoreScope3, a.Quality = score, 0, ghg.Quality{} }),
			changed(t, func(a *scope3.PCAFProjectFinance) { a.Score, a.ScoreScope3, a.Quality = score, 0, ghg.Quality{} }),
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

// TestScoreOfScope3: scope 3 of an investee is primary data by its own score, and by that of the other figures without one.
// 10 USD of 40 finance a quarter of 1, 2 and 3 t, whatever the scores.
func TestScoreOfScope3(t *testing.T) {
	for _, c := range []struct {
		score, scope3       int
		want                int // the score of scope 3
		primary, ofInvestee bool
	}{
		{2, 0, 2, true, true},
		{3, 0, 3, false, false},
		{2, 4, 4, true, false},
		{4, 1, 1, false, true},
		{2, 2, 2, true, true},
	} {
		for _, a := range []method.Activity{
			changed(t, func(a *scope3.PCAFListed) { a.Score, a.ScoreScope3 = c.score, c.scope3 }),
			changed(t, func(a *scope3.PCAFBusinessLoans) { a.Score, a.ScoreScope3 = c.score, c.scope3 }),
			changed(t, func(a *scope3.PCAFProjectFinance) { a.Score, a.ScoreScope3 = c.score, c.scope3 }),
		} {
			rs := calculate(t, soldBasis(t), a)
			require.Len(t, rs, 6)
			for i, kg := range []string{"250", "500", "750", "1000", "1250", "1500"} {
				score, primary := c.score, c.primary
				if rs[i].Memo.Kind == ghg.MemoInvesteeScope3 {
					score, primary = c.want, c.ofInvestee
				}
				require.Equal(t, score, rs[i].Quality.PCAF, "%T %+v: %s", a, c, rs[i].Part)
				require.Equal(t, primary, rs[i].Primary, "%T %+v: %s", a, c, rs[i].Part)
				require.Equal(t, kg, rs[i].CO2e.Kg().String(), "%T %+v: %s", a, c, rs[i].Part)
			}
		}
	}
}
