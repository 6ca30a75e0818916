package scope3_test

import (
	"encoding/json"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// TestTransportRefuses gives inputs that contradict each other or are outside their range.
func TestTransportRefuses(t *testing.T) {
	b := tripBasis(t)
	q, own := units.MustParse, factors.MustSupplied
	energy := scope3.TransportFuelBased{
		ID: "x", Period: tripYear, Category: 4, Stages: scope3.TankToWheel, Region: "GB", Share: tripShare("1"), Energy: "fuel/diesel", Amount: q("10 L"),
	}
	freight := scope3.TransportDistanceBased{
		ID: "x", Period: tripYear, Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB", Load: q("1 t"), Distance: q("10 km"),
	}
	chain := tripSamples()[4].(scope3.TransportChain)
	round := tripSamples()[5].(scope3.TransportRound)
	travel := scope3.TravelDistanceBased{ID: "x", Period: tripYear, Stages: scope3.TankToWheel, Mode: "air/long", Region: "GB", Distance: q("100 pkm"), Forcing: scope3.WithRF}
	commute := scope3.CommutingDistanceBased{
		ID: "x", Period: tripYear, Stages: scope3.TankToWheel, Mode: "rail", Region: "GB", Employees: q("10 person"), Days: q("220 day"), OneWay: q("12 km"),
	}
	plant := tripSamples()[9].(scope3.WasteSupplierSpecific)
	improved := tripSamples()[3].(scope3.TransportImprovedTonneKm)
	change := func(a scope3.TransportFuelBased, f func(*scope3.TransportFuelBased)) trip { f(&a); return a }
	for _, c := range []struct {
		name string
		of   trip
		want string
		kind error
	}{
		{"category", change(energy, func(a *scope3.TransportFuelBased) { a.Category = 5 }), "one of 4, 6, 7, 9", ghg.ErrOutOfRange},
		{"stages", change(energy, func(a *scope3.TransportFuelBased) { a.Stages = 9 }), "well-to-wheel", ghg.ErrUnknown},
		{"upstream factor without its result", change(energy, func(a *scope3.TransportFuelBased) { a.UpstreamFactor = own("1 kg CO2/L; x") }), "upstream_factor", ghg.ErrMixed},
		{"share", change(energy, func(a *scope3.TransportFuelBased) { a.Share = tripShare("1.01") }), "share", ghg.ErrOutOfRange},
		{"nothing", change(energy, func(a *scope3.TransportFuelBased) { a.Energy, a.Amount = "", units.Quantity{} }), "energy", ghg.ErrMissing},
		{"amount without a carrier", change(energy, func(a *scope3.TransportFuelBased) { a.Energy, a.Refrigerant, a.Leaked = "", "R-404A", q("1 kg") }), "energy", ghg.ErrMissing},
		{"leak without a refrigerant", change(energy, func(a *scope3.TransportFuelBased) { a.Leaked = q("1 kg") }), "refrigerant", ghg.ErrMissing},
		{"energy of a fuel without its basis", change(energy, func(a *scope3.TransportFuelBased) { a.Amount = q("1 GJ") }), "GJ(HHV)", ghg.ErrDimension},
		{"back-haul without its basis", change(energy, func(a *scope3.TransportFuelBased) { a.Backhaul, a.BackhaulShare = q("1 GJ"), tripShare("1") }), "backhaul", ghg.ErrDimension},
		{"negative back-haul of power", change(energy, func(a *scope3.TransportFuelBased) {
			a.Energy, a.Amount, a.Backhaul = "electricity/grid", q("1 kWh"), q("-1 kWh")
		}), "backhaul", ghg.ErrNegative},
		{"share of no back-haul", change(energy, func(a *scope3.TransportFuelBased) { a.BackhaulShare = tripShare("1") }), "backhaul", ghg.ErrMissing},
		{"amount and distance", change(energy, func(a *scope3.TransportFuelBased) { a.Distance = q("1 km") }), "amount", ghg.ErrMixed},
		{"distance without economy", change(energy, func(a *scope3.TransportFuelBased) { a.Amount, a.Distance, a.Source = units.Quantity{}, q("1 km"), "s" }), "economy", ghg.ErrMissing},
		{"economy of zero", change(energy, func(a *scope3.TransportFuelBased) {
			a.Amount, a.Distance, a.Source, a.Economy = units.Quantity{}, q("1 km"), "s", units.MustRate("0 km/L")
		}), "above 0", ghg.ErrOutOfRange},
		{"economy of something else", change(energy, func(a *scope3.TransportFuelBased) {
			a.Amount, a.Distance, a.Source, a.Economy = units.Quantity{}, q("1 km"), "s", units.MustRate("1 kg/L")
		}), "economy", ghg.ErrDimension},
		{"no factor", change(energy, func(a *scope3.TransportFuelBased) { a.Region = "FR" }), "fuel/diesel", factors.ErrNoFactor},
		{"well-to-wheel without a factor", change(energy, func(a *scope3.TransportFuelBased) { a.Stages = scope3.WellToWheel }), "life-cycle", factors.ErrNoFactor},
		{"load and work", func() trip { a := freight; a.Work = q("1 t·km"); return a }(), "work", ghg.ErrMixed},
		{"work of no distance", func() trip {
			a := freight
			a.Load, a.Distance, a.Work = units.Quantity{}, units.Quantity{}, q("1 m3·day")
			return a
		}(), "1200 t·km", ghg.ErrDimension},
		{"load of energy", func() trip { a := freight; a.Load = q("1 kWh"); return a }(), "load", ghg.ErrDimension},
		{"distance of time", func() trip { a := freight; a.Distance = q("1 hour"); return a }(), "distance", ghg.ErrDimension},
		{"freight is not travel", func() trip { a := freight; a.Category = 6; return a }(), "one of 4, 9", ghg.ErrOutOfRange},
		{"negative consumption", func() trip { a := improved; a.Consumption = units.MustRate("-1 L/t·km"); return a }(), "consumption", ghg.ErrNegative},
		{"no legs", func() trip { a := chain; a.Legs = nil; return a }(), "legs", ghg.ErrMissing},
		{"leg without distance", func() trip {
			a := chain
			a.Legs = []scope3.Leg{{Name: "n", Mode: "road/hgv", Region: "GB"}}
			return a
		}(), "legs[0].distance", ghg.ErrMissing},
		{"upstream factor of a leg without its result", func() trip {
			a := chain
			a.Stages, a.Legs = scope3.TankToWheel, []scope3.Leg{{Name: "n", Mode: "road/hgv", Region: "GB", Distance: q("1 km"), UpstreamFactor: own("1 kg CO2/t·km; x")}}
			return a
		}(), "legs[0].upstream_factor", ghg.ErrMixed},
		{"upstream factor of a hub without its result", func() trip {
			a := chain
			a.Stages, a.Hubs = scope3.TankToWheel, []scope3.Hub{{Name: "n", Kind: "terminal", Region: "GB", UpstreamFactor: own("1 kg CO2/t; x")}}
			return a
		}(), "hubs[0].upstream_factor", ghg.ErrMixed},
		{"hub without kind", func() trip { a := chain; a.Hubs = []scope3.Hub{{Name: "n", Region: "GB"}}; return a }(), "hubs[0].kind", ghg.ErrMissing},
		{"nothing of ours", func() trip { a := round; a.Consignments = a.Consignments[1:]; return a }(), "ours", ghg.ErrMissing},
		{"unknown distance", func() trip { a := round; a.By = "road"; return a }(), "one of driven, great-circle", ghg.ErrUnknown},
		{"consignment without mass", func() trip {
			a := round
			a.Consignments = []scope3.Consignment{{Name: "X", Distance: q("1 km"), Ours: true}}
			return a
		}(), "consignments[0].mass", ghg.ErrMissing},
		{"round without a load", func() trip {
			a := round
			a.Consignments = []scope3.Consignment{{Name: "X", Mass: q("0 t"), Distance: q("1 km"), Ours: true}}
			return a
		}(), "above 0", ghg.ErrOutOfRange},
		{"beyond the table", func() trip { a := flightSample(); a.GreatCircle = q("2000 nmi"); return a }(), "between the rows", ghg.ErrOutOfRange},
		{"short of the table", func() trip { a := flightSample(); a.GreatCircle = q("500 nmi"); return a }(), "between the rows", ghg.ErrOutOfRange},
		{"rows of one distance", func() trip {
			a := flightSample()
			a.GreatCircle, a.Adjustment, a.LTODistance, a.AboveDistance = q("1000 nmi"), tripShare("1"), units.Quantity{}, q("1000 nmi")
			return a
		}(), "above 0", ghg.ErrOutOfRange},
		{"shortcut", func() trip { a := flightSample(); a.Adjustment = tripShare("0.9"); return a }(), "at least 1", ghg.ErrOutOfRange},
		{"more than all waste", func() trip { a := plant; a.Mass = q("2000 t"); return a }(), "at most all_mass", ghg.ErrOutOfRange},
		{"forcing in the mode", func() trip { a := travel; a.Mode = "air/long/with-rf"; return a }(), "radiative_forcing", ghg.ErrMixed},
		{"no forcing by air", func() trip { a := travel; a.Forcing = 0; return a }(), "by air", ghg.ErrMissing},
		{"unknown forcing", func() trip { a := travel; a.Forcing = 9; return a }(), "one of with, without, uplift", ghg.ErrUnknown},
		{"forcing of a train", func() trip { a := travel; a.Mode = "rail"; return a }(), "not by air", ghg.ErrMixed},
		{"uplift without the choice", func() trip { a := travel; a.Uplift = tripShare("1.7"); return a }(), "uplift", ghg.ErrMixed},
		{"uplift below 1", func() trip {
			a := travel
			a.Forcing, a.Uplift, a.UpliftSource = scope3.UpliftRF, tripShare("0.7"), "s"
			return a
		}(), "at least 1", ghg.ErrOutOfRange},
		{"uplift of CO2e", func() trip {
			a := travel
			a.Forcing, a.Uplift, a.UpliftSource, a.Factor = scope3.UpliftRF, tripShare("1.7"), "s", own("0.1 kg CO2e/pkm AR6; s")
			return a
		}(), "separately from the other gases", ghg.ErrMissing},
		{"uplift of upstream CO2", func() trip {
			a := travel
			a.Forcing, a.Uplift, a.UpliftSource, a.Stages, a.Factor = scope3.UpliftRF, tripShare("1.7"), "s", scope3.WellToWheel, own("0.1 kg CO2/pkm; s")
			return a
		}(), "only the CO2 of the flight", ghg.ErrMixed},
		{"passengers of passengers", func() trip { a := travel; a.Passengers = q("2 passenger"); return a }(), "distance", ghg.ErrDimension},
		{"half a person in a car", func() trip { a := commute; a.Occupancy = tripShare("0.5"); return a }(), "at least 1", ghg.ErrOutOfRange},
		{"employees by mass", func() trip { a := commute; a.Employees = q("1 t"); return a }(), "employees", ghg.ErrDimension},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := c.of.Calculate(b)
			require.ErrorIs(t, err, c.kind)
			assert.ErrorContains(t, err, c.want)
			var of *ghg.ActivityError
			assert.ErrorAs(t, err, &of)
		})
	}
}

func TestStagesText(t *testing.T) {
	for _, s := range []scope3.Stages{scope3.TankToWheel, scope3.WellToTankApart, scope3.WellToWheel} {
		text, err := json.Marshal(s)
		require.NoError(t, err)
		var back scope3.Stages
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, s, back)
	}
	_, err := scope3.Stages(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Equal(t, "no stages", scope3.Stages(0).String())
	assert.Equal(t, "stages(9)", scope3.Stages(9).String())
	var s scope3.Stages
	require.ErrorIs(t, s.UnmarshalText([]byte("well-to-nowhere")), ghg.ErrUnknown)
}

// TestTransportStages: each result has the name, the stage and the boundaries of its stage.
func TestTransportStages(t *testing.T) {
	a := scope3.TransportDistanceBased{
		ID: "x", Period: tripYear, Category: 4, Stages: scope3.WellToTankApart, Mode: "road/hgv", Region: "GB", Load: units.MustParse("1 t"), Distance: units.MustParse("100 km"),
	}
	rs := tripResults(t, tripBasis(t), a)
	require.Len(t, rs, 2)
	assert.Equal(t, []string{"tank-to-wheel", "well-to-tank"}, []string{rs[0].Part, rs[1].Part})
	assert.Equal(t, []ghg.Stage{ghg.StageTankToWheel, ghg.StageWellToTank}, []ghg.Stage{rs[0].Stage, rs[1].Stage})
	assert.Equal(t, []ghg.Boundary{ghg.Combustion, ghg.WellToTank}, []ghg.Boundary{rs[0].Factors[0].Boundary, rs[1].Factors[0].Boundary})
	assert.Equal(t, "12.5", tripKg(rs).String(), "both count")
	a.Stages, a.Factor = scope3.WellToWheel, factors.MustSupplied("0.125 kg CO2/t·km; carrier")
	rs = tripResults(t, tripBasis(t), a)
	require.Len(t, rs, 1)
	assert.Equal(t, "well-to-wheel", rs[0].Part)
	assert.Equal(t, ghg.StageWellToWheel, rs[0].Stage)
	assert.Equal(t, ghg.LifeCycle, rs[0].Factors[0].Boundary)
	assert.Equal(t, "12.5", tripKg(rs).String())
}

// FuzzFreight: legs add up, in any order; a mass that is split is the mass; twice the load is twice the emissions.
func FuzzFreight(f *testing.F) {
	f.Add(int64(12), int64(300), int64(45), uint8(7))
	f.Add(int64(0), int64(1), int64(0), uint8(0))
	f.Fuzz(func(t *testing.T, mass, first, second int64, split uint8) {
		const limit = 1_000_000_000
		if mass < 0 || first < 0 || second < 0 || mass > limit || first > limit || second > limit {
			return // negative amounts are refused: TestTransportRefuses
		}
		b := tripBasis(t)
		leg := func(kg, km decimal.Decimal) scope3.TransportDistanceBased {
			return scope3.TransportDistanceBased{
				ID: "x", Period: tripYear, Category: 4, Stages: scope3.WellToTankApart, Mode: "road/hgv", Region: "GB",
				Load: units.New(kg, units.MustUnit("kg")), Distance: units.New(km, units.MustUnit("km")),
			}
		}
		m, d1, d2 := decimal.NewFromInt(mass), decimal.NewFromInt(first), decimal.NewFromInt(second)
		two := tripKg(tripResults(t, b, leg(m, d1), leg(m, d2)))
		back := tripKg(tripResults(t, b, leg(m, d2), leg(m, d1)))
		require.True(t, two.Equal(back), "order does not matter")
		require.True(t, two.Equal(tripKg(tripResults(t, b, leg(m, d1.Add(d2))))), "two legs of a mode are one of both distances")
		chain := scope3.TransportChain{ID: "x", Period: tripYear, Category: 4, Stages: scope3.WellToTankApart, Mass: units.New(m, units.MustUnit("kg"))}
		for _, d := range []decimal.Decimal{d1, d2} {
			chain.Legs = append(chain.Legs, scope3.Leg{Name: "leg", Mode: "road/hgv", Region: "GB", Distance: units.New(d, units.MustUnit("km"))})
		}
		require.True(t, two.Equal(tripKg(tripResults(t, b, chain))), "a chain is its legs")
		part := m.Mul(decimal.New(int64(split), -2)) // 0 to 2.55 of it
		if part.LessThanOrEqual(m) {
			halves := tripKg(tripResults(t, b, leg(part, d1), leg(m.Sub(part), d1)))
			require.True(t, halves.Equal(tripKg(tripResults(t, b, leg(m, d1)))), "a mass that is split is the mass")
		}
		require.True(t, tripKg(tripResults(t, b, leg(m.Add(m), d1))).Equal(tripKg(tripResults(t, b, leg(m, d1))).Mul(decimal.New(2, 0))), "twice is twice")
	})
}

// FuzzRound: what is allocated adds up to the round, to 30 digits.
func FuzzRound(f *testing.F) {
	f.Add(uint32(240), uint32(150), uint32(250), uint32(31))
	f.Add(uint32(1), uint32(0), uint32(3), uint32(0))
	f.Fuzz(func(t *testing.T, x, y, z, litres uint32) {
		round := scope3.TransportRound{
			ID: "x", Period: tripYear, Category: 4, Stages: scope3.TankToWheel, Energy: "fuel/diesel", Region: "GB", By: scope3.ByGreatCircleDistance,
			Amount: units.New(decimal.NewFromInt(int64(litres)), units.MustUnit("L")), Factor: factors.MustSupplied("1 kg CO2/L; own"),
		}
		for i, d := range []uint32{x, y, z} {
			round.Consignments = append(round.Consignments, scope3.Consignment{
				Name: string(rune('X' + i)), Ours: true, Mass: units.MustParse("1 t"), Distance: units.New(decimal.NewFromInt(int64(d)), units.MustUnit("km")),
			})
		}
		if x == 0 && y == 0 && z == 0 {
			_, err := round.Calculate(tripBasis(t))
			require.ErrorIs(t, err, ghg.ErrOutOfRange)
			return
		}
		sum := tripKg(tripResults(t, tripBasis(t), round))
		off := sum.Sub(decimal.NewFromInt(int64(litres))).Abs()
		require.True(t, off.LessThan(decimal.New(1, -20)), "parts add up to %s of %d", sum, litres)
	})
}
