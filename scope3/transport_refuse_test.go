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
	q, own := units.MustParse, factors.MustSupplied
	energy := scope3.TransportFuelBased{
		ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Region: "GB", Share: share("1"), Energy: "fuel/diesel", Amount: q("10 L"),
	}
	freight := scope3.TransportDistanceBased{
		ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Mode: "road/hgv", Region: "GB", Load: q("1 t"), Distance: q("10 km"),
	}
	travel := scope3.TravelDistanceBased{ID: "x", Period: year, Stages: scope3.TankToWheel, Mode: "air/long", Region: "GB", Distance: q("100 pkm"), Forcing: scope3.WithRF}
	refuse(t, transportBasis(t), []refusal{
		{"category", with(energy, func(a *scope3.TransportFuelBased) { a.Category = 5 }), ghg.ErrOutOfRange, "one of 4, 6, 7, 9"},
		{"upstream factor without its result", with(energy, func(a *scope3.TransportFuelBased) { a.UpstreamFactor = own("1 kg CO2/L; x") }), ghg.ErrMixed, "upstream_factor"},
		{"nothing", with(energy, func(a *scope3.TransportFuelBased) { a.Energy, a.Amount = "", units.Quantity{} }), ghg.ErrMissing, "energy"},
		{"amount without a carrier", with(energy, func(a *scope3.TransportFuelBased) { a.Energy, a.Refrigerant, a.Leaked = "", "R-404A", q("1 kg") }), ghg.ErrMissing, "energy"},
		{"leak without a refrigerant", with(energy, func(a *scope3.TransportFuelBased) { a.Leaked = q("1 kg") }), ghg.ErrMissing, "refrigerant"},
		{"energy of a fuel without its basis", with(energy, func(a *scope3.TransportFuelBased) { a.Amount = q("1 GJ") }), ghg.ErrDimension, "GJ(HHV)"},
		{"back-haul without its basis", with(energy, func(a *scope3.TransportFuelBased) { a.Backhaul, a.BackhaulShare = q("1 GJ"), share("1") }), ghg.ErrDimension, "backhaul"},
		{"negative back-haul of power", with(energy, func(a *scope3.TransportFuelBased) {
			a.Energy, a.Amount, a.Backhaul = "electricity/grid", q("1 kWh"), q("-1 kWh")
		}), ghg.ErrNegative, "backhaul"},
		{"share of no back-haul", with(energy, func(a *scope3.TransportFuelBased) { a.BackhaulShare = share("1") }), ghg.ErrMissing, "backhaul"},
		{"amount and distance", with(energy, func(a *scope3.TransportFuelBased) { a.Distance = q("1 km") }), ghg.ErrMixed, "amount"},
		{"distance without economy", with(energy, func(a *scope3.TransportFuelBased) { a.Amount, a.Distance, a.Source = units.Quantity{}, q("1 km"), "s" }), ghg.ErrMissing, "economy"},
		{"economy of zero", with(energy, func(a *scope3.TransportFuelBased) {
			a.Amount, a.Distance, a.Source, a.Economy = units.Quantity{}, q("1 km"), "s", units.MustRate("0 km/L")
		}), ghg.ErrOutOfRange, "above 0"},
		{"economy of something else", with(energy, func(a *scope3.TransportFuelBased) {
			a.Amount, a.Distance, a.Source, a.Economy = units.Quantity{}, q("1 km"), "s", units.MustRate("1 kg/L")
		}), ghg.ErrDimension, "economy"},
		{"no factor", with(energy, func(a *scope3.TransportFuelBased) { a.Region = "FR" }), factors.ErrNoFactor, "fuel/diesel"},
		{"well-to-wheel without a factor", with(energy, func(a *scope3.TransportFuelBased) { a.Stages = scope3.WellToWheel }), factors.ErrNoFactor, "life-cycle"},
		{"load and work", with(freight, func(a *scope3.TransportDistanceBased) { a.Work = q("1 t·km") }), ghg.ErrMixed, "work"},
		{"work of no distance", with(freight, func(a *scope3.TransportDistanceBased) {
			a.Load, a.Distance, a.Work = units.Quantity{}, units.Quantity{}, q("1 m3·day")
		}), ghg.ErrDimension, "1200 t·km"},
		{"freight is not travel", with(freight, func(a *scope3.TransportDistanceBased) { a.Category = 6 }), ghg.ErrOutOfRange, "one of 4, 9"},
		{"upstream factor of a leg without its result", changed(t, func(a *scope3.TransportChain) {
			a.Stages, a.Legs = scope3.TankToWheel, []scope3.Leg{{Name: "n", Mode: "road/hgv", Region: "GB", Distance: q("1 km"), UpstreamFactor: own("1 kg CO2/t·km; x")}}
		}), ghg.ErrMixed, "legs[0].upstream_factor"},
		{"upstream factor of a hub without its result", changed(t, func(a *scope3.TransportChain) {
			a.Stages, a.Hubs = scope3.TankToWheel, []scope3.Hub{{Name: "n", Kind: "terminal", Region: "GB", UpstreamFactor: own("1 kg CO2/t; x")}}
		}), ghg.ErrMixed, "hubs[0].upstream_factor"},
		{"nothing of ours", changed(t, func(a *scope3.TransportRound) { a.Consignments = a.Consignments[1:] }), ghg.ErrMissing, "ours"},
		{"round without a load", changed(t, func(a *scope3.TransportRound) {
			a.Consignments = []scope3.Consignment{{Name: "X", Mass: q("0 t"), Distance: q("1 km"), Ours: true}}
		}), ghg.ErrOutOfRange, "above 0"},
		{"beyond the table", changed(t, func(a *scope3.TransportFlightFuel) { a.GreatCircle = q("2000 nmi") }), ghg.ErrOutOfRange, "between the rows"},
		{"short of the table", changed(t, func(a *scope3.TransportFlightFuel) { a.GreatCircle = q("500 nmi") }), ghg.ErrOutOfRange, "between the rows"},
		{"rows of one distance", changed(t, func(a *scope3.TransportFlightFuel) {
			a.GreatCircle, a.Adjustment, a.LTODistance, a.AboveDistance = q("1000 nmi"), share("1"), units.Quantity{}, q("1000 nmi")
		}), ghg.ErrOutOfRange, "above 0"},
		{"more than all waste", changed(t, func(a *scope3.WasteSupplierSpecific) { a.Mass = q("2000 t") }), ghg.ErrOutOfRange, "at most all_mass"},
		{"forcing in the mode", with(travel, func(a *scope3.TravelDistanceBased) { a.Mode = "air/long/with-rf" }), ghg.ErrMixed, "radiative_forcing"},
		{"no forcing by air", with(travel, func(a *scope3.TravelDistanceBased) { a.Forcing = 0 }), ghg.ErrMissing, "by air"},
		{"forcing of a train", with(travel, func(a *scope3.TravelDistanceBased) { a.Mode = "rail" }), ghg.ErrMixed, "not by air"},
		{"uplift without the choice", with(travel, func(a *scope3.TravelDistanceBased) { a.Uplift = share("1.7") }), ghg.ErrMixed, "uplift"},
		{"uplift of CO2e", with(travel, func(a *scope3.TravelDistanceBased) {
			a.Forcing, a.Uplift, a.UpliftSource, a.Factor = scope3.UpliftRF, share("1.7"), "s", own("0.1 kg CO2e/pkm AR6; s")
		}), ghg.ErrMissing, "separately from the other gases"},
		{"uplift of upstream CO2", with(travel, func(a *scope3.TravelDistanceBased) {
			a.Forcing, a.Uplift, a.UpliftSource, a.Stages, a.Factor = scope3.UpliftRF, share("1.7"), "s", scope3.WellToWheel, own("0.1 kg CO2/pkm; s")
		}), ghg.ErrMixed, "only the CO2 of the flight"},
		{"passengers of passengers", with(travel, func(a *scope3.TravelDistanceBased) { a.Passengers = q("2 passenger") }), ghg.ErrDimension, "distance"},
	})
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
		ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Mode: "road/hgv", Region: "GB", Load: units.MustParse("1 t"), Distance: units.MustParse("100 km"),
	}
	rs := calculate(t, transportBasis(t), a)
	require.Len(t, rs, 2)
	assert.Equal(t, []string{"tank-to-wheel", "well-to-tank"}, []string{rs[0].Part, rs[1].Part})
	assert.Equal(t, []ghg.Stage{ghg.StageTankToWheel, ghg.StageWellToTank}, []ghg.Stage{rs[0].Stage, rs[1].Stage})
	assert.Equal(t, []ghg.Boundary{ghg.Combustion, ghg.WellToTank}, []ghg.Boundary{rs[0].Factors[0].Boundary, rs[1].Factors[0].Boundary})
	assert.Equal(t, "12.5", kg(rs).String(), "Both stages must count.")
	a.Stages, a.Factor = scope3.WellToWheel, factors.MustSupplied("0.125 kg CO2/t·km; carrier")
	rs = calculate(t, transportBasis(t), a)
	require.Len(t, rs, 1)
	assert.Equal(t, "well-to-wheel", rs[0].Part)
	assert.Equal(t, ghg.StageWellToWheel, rs[0].Stage)
	assert.Equal(t, ghg.LifeCycle, rs[0].Factors[0].Boundary)
	assert.Equal(t, "12.5", kg(rs).String())
}

// FuzzFreight: legs add up, in any order; a mass that is split is the mass; twice the load is twice the emissions.
func FuzzFreight(f *testing.F) {
	f.Add(int64(12), int64(300), int64(45), uint8(7))
	f.Add(int64(0), int64(1), int64(0), uint8(0))
	f.Fuzz(func(t *testing.T, mass, first, second int64, split uint8) {
		const limit = 1_000_000_000
		if mass < 0 || first < 0 || second < 0 || mass > limit || first > limit || second > limit {
			return // negative amounts are refused: TestMethods
		}
		b := transportBasis(t)
		leg := func(kg, km decimal.Decimal) scope3.TransportDistanceBased {
			return scope3.TransportDistanceBased{
				ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Mode: "road/hgv", Region: "GB",
				Load: units.New(kg, units.MustUnit("kg")), Distance: units.New(km, units.MustUnit("km")),
			}
		}
		m, d1, d2 := decimal.NewFromInt(mass), decimal.NewFromInt(first), decimal.NewFromInt(second)
		two := kg(calculate(t, b, leg(m, d1), leg(m, d2)))
		back := kg(calculate(t, b, leg(m, d2), leg(m, d1)))
		require.True(t, two.Equal(back), "The order must make no difference.")
		require.True(t, two.Equal(kg(calculate(t, b, leg(m, d1.Add(d2))))), "Two legs of a mode must emit what one of both distances does.")
		chain := scope3.TransportChain{ID: "x", Period: year, Category: 4, Stages: scope3.WellToTankApart, Mass: units.New(m, units.MustUnit("kg"))}
		for _, d := range []decimal.Decimal{d1, d2} {
			chain.Legs = append(chain.Legs, scope3.Leg{Name: "leg", Mode: "road/hgv", Region: "GB", Distance: units.New(d, units.MustUnit("km"))})
		}
		require.True(t, two.Equal(kg(calculate(t, b, chain))), "A chain must emit what its legs do.")
		part := m.Mul(decimal.New(int64(split), -2)) // 0 to 2.55 of it
		if part.LessThanOrEqual(m) {
			halves := kg(calculate(t, b, leg(part, d1), leg(m.Sub(part), d1)))
			require.True(t, halves.Equal(kg(calculate(t, b, leg(m, d1)))), "The parts of a mass must emit what the mass does.")
		}
		require.True(t, kg(calculate(t, b, leg(m.Add(m), d1))).Equal(kg(calculate(t, b, leg(m, d1))).Mul(decimal.New(2, 0))), "Twice the load must emit twice as much.")
	})
}

// FuzzRound: what is allocated adds up to the round, to 30 digits.
func FuzzRound(f *testing.F) {
	f.Add(uint32(240), uint32(150), uint32(250), uint32(31))
	f.Add(uint32(1), uint32(0), uint32(3), uint32(0))
	f.Fuzz(func(t *testing.T, x, y, z, litres uint32) {
		round := scope3.TransportRound{
			ID: "x", Period: year, Category: 4, Stages: scope3.TankToWheel, Energy: "fuel/diesel", Region: "GB", By: scope3.ByGreatCircleDistance,
			Amount: units.New(decimal.NewFromInt(int64(litres)), units.MustUnit("L")), Factor: factors.MustSupplied("1 kg CO2/L; own"),
		}
		for i, d := range []uint32{x, y, z} {
			round.Consignments = append(round.Consignments, scope3.Consignment{
				Name: string(rune('X' + i)), Ours: true, Mass: units.MustParse("1 t"), Distance: units.New(decimal.NewFromInt(int64(d)), units.MustUnit("km")),
			})
		}
		if x == 0 && y == 0 && z == 0 {
			_, err := round.Calculate(transportBasis(t))
			require.ErrorIs(t, err, ghg.ErrOutOfRange)
			return
		}
		sum := kg(calculate(t, transportBasis(t), round))
		off := sum.Sub(decimal.NewFromInt(int64(litres))).Abs()
		require.True(t, off.LessThan(decimal.New(1, -20)), "The consignments of %d litres add up to %s kg CO2.", litres, sum)
	})
}
