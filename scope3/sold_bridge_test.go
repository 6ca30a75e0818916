package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// Products that burn a fuel by the litre reach a factor per energy by the fuel's heating value, if the policy allows it.
// Invented numbers: 10 heaters × 100 uses × 2 L = 2,000 L; × 40 MJ(HHV)/L = 80 GJ(HHV); × 70 kg CO2/GJ = 5,600 kg.
func TestFuelOfProductsByItsHeatingValue(t *testing.T) {
	perGJ, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("70")})
	require.NoError(t, err)
	year := ghg.CalendarYear(2024)
	set, err := factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: "invented", Licence: "none"}, []factors.Factor{{
		Activity: "fuel/oil", Region: "GB", Valid: year, Unit: units.MustUnit("GJ(HHV)"), Boundary: ghg.Combustion, PerUnit: perGJ,
	}}, []factors.Property{{
		Activity: "fuel/oil", Name: "heating value", Rate: units.MustRate("40 MJ(HHV)/L"), Region: "GB", Valid: year, Reference: factors.Reference{Document: "invented"},
	}})
	require.NoError(t, err)
	heaters := scope3.DirectUse{
		ID: "heaters", Period: year, Product: "heater", Energy: "fuel/oil", Region: "GB", Sold: units.MustParse("10 unit"),
		Uses: units.MustRate("100 use/unit"), PerUse: units.MustRate("2 L/use"), Assumptions: "laboratory",
	}
	b := factors.Basis{Factors: set, GWP: ghg.AR5()}
	_, err = heaters.Calculate(b)
	require.Error(t, err, "a property is used only if the policy allows it")
	b.Policy.FuelProperties = true
	results, err := heaters.Calculate(b)
	require.NoError(t, err)
	require.Len(t, results, 1)
	assert.Equal(t, "5600", results[0].CO2e.Kg().String())
	require.NoError(t, results[0].Check())
	require.Len(t, results[0].Properties, 1)
	assert.Equal(t, ghg.PropertyConversion, results[0].Caveats[0].Kind)
}
