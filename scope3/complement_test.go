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

// A factor that holds CH4 and N2O only, such as those of tables 3 to 5 of the EPA hub, complements the CO2 of the fuel. As
// the factor of a distance it would leave out nearly all emissions, so every method per distance refuses it.
func TestComplementFactorsAreRefused(t *testing.T) {
	b := basisOf(t, `activity,region,valid_from,valid_to,unit,boundary,CH4-combustion,N2O
vehicle/passenger-car/gasoline/2012,US,2024-01-01,2024-12-31,mile,combustion,0.0000082,0.0000037
leased/vehicle/passenger-car,US,2024-01-01,2024-12-31,mile,combustion,0.0000082,0.0000037
`, ghg.AR5())
	const car = "vehicle/passenger-car/gasoline/2012"
	complement := factors.MustSupplied("0.0082 g CH4-combustion/mile + 0.0037 g N2O/mile; EPA hub 2024, table 3")
	travel := scope3.TravelDistanceBased{ID: "trip", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: car, Region: "US", Distance: units.MustParse("12000 mile")}
	supplied := travel
	supplied.Factor = complement
	for name, a := range map[string]method.Activity{
		"travel":          travel,
		"travel supplied": supplied,
		"commuting": scope3.CommutingDistanceBased{
			ID: "commute", Period: ghg.CalendarYear(2024), Stages: scope3.TankToWheel, Mode: car, Region: "US",
			Employees: units.MustParse("1 person"), Days: units.MustParse("200 day"), OneWay: units.MustParse("30 mile"),
		},
		"freight": scope3.TransportVehicleDistance{
			ID: "van", Period: ghg.CalendarYear(2024), Category: ghg.UpstreamTransportationAndDistribution, Stages: scope3.TankToWheel, Vehicle: car,
			Region: "US", Distance: units.MustParse("12000 mile"), Share: share("1"),
		},
		"leased": scope3.LeasedAverageData{
			ID: "leased", Period: ghg.CalendarYear(2024), Category: ghg.UpstreamLeasedAssets, Kind: "leased/vehicle/passenger-car",
			Amount: units.MustParse("12000 mile"), Region: "US",
		},
	} {
		_, err := a.Calculate(b)
		require.Error(t, err, name)
		assert.Contains(t, err.Error(), "CH4 and N2O only, without the CO2 of the fuel", name)
		assert.Contains(t, err.Error(), "MobileFuel", "%s must name the way that works", name)
	}
}
