package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// A journey of passengers in a car, whose factor is per kilometre of the car, is told of occupancy.
func TestPassengersWithoutOccupancy(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	trip := scope3.TravelDistanceBased{
		ID: "trip", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: "vehicle/car/average/diesel", Region: "GB",
		Distance: units.MustParse("300 km"), Passengers: units.MustParse("4 passenger"),
	}
	_, err = trip.Calculate(b)
	require.ErrorContains(t, err, "what would help: occupancy, the people in the vehicle, for desnz/vehicle/car/average/diesel/GB/2024/km")
}
