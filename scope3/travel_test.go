package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

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
	whole := with(seat, func(a *scope3.TransportFlightFuel) {
		a.Category, a.Share, a.CabinMultiplier = 6, share("0.5"), share("2")
	})
	half := with(seat, func(a *scope3.TransportFlightFuel) {
		a.Category, a.Share, a.CabinMultiplier = 6, share("0.5"), share("1")
	})
	one, two := kg(calculate(t, transportBasis(t), half)), kg(calculate(t, transportBasis(t), whole))
	assert.Equal(t, one.Add(one).String(), two.String(), "all seats, and half of them")
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
