package scope1_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// Japan's ordinance counts city gas in Nm3. A bill in m3 is refused with the way out.
func TestCityGasInCubicMetres(t *testing.T) {
	set, err := japan.Load(japan.Edition2026_06)
	require.NoError(t, err)
	b := factors.Basis{Factors: set, GWP: ghg.AR6()}
	boiler := scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "city-gas", Region: "JP", Amount: units.MustParse("10000 m3")}
	_, err = boiler.Calculate(b)
	require.ErrorIs(t, err, ghg.ErrDimension)
	for _, part := range []string{"Nm3", "0 °C and 101.325 kPa", "meter_kelvin", "meter_kpa", "273.15/T × P/101.325"} {
		assert.ErrorContains(t, err, part)
	}
	// 10000 m3 at 15 °C and 2 kPa above the atmosphere: × 273.15/288.15 × 103.325/101.325 = 9666.547… Nm3; × 2.05 kg.
	boiler.MeterKelvin, boiler.MeterKPa = share("288.15"), share("103.325")
	r := one(t, b, boiler)
	assert.Equal(t, "19816.42", kg(t, r, ghg.CO2).Round(2).String())
}
