package ghg_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

// FuzzParseNames checks that a name of a gas, a blend, a GWP set or an amount of CO2e is refused, or read as something whose
// own text reads back as the same.
func FuzzParseNames(f *testing.F) {
	for _, s := range []string{"CO2", "hfc134a", "R-410A", "r404a", "AR6", "AR5-UNFCCC", "1.5 t CO2e", "-3 kg CO2e", "CH4 combustion", "2024-02-29", "1e5 kg CO2e", "methane"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if gas, err := ghg.ParseGas(s); err == nil {
			again, err := ghg.ParseGas(string(gas))
			require.NoError(t, err)
			assert.Equal(t, gas, again)
		}
		if blend, err := ghg.ParseBlend(s); err == nil {
			again, err := ghg.ParseBlend(blend.Name())
			require.NoError(t, err)
			assert.Equal(t, blend.Name(), again.Name())
		}
		if set, err := ghg.ParseGWP(s); err == nil {
			assert.Equal(t, s, set.Name())
		}
		if co2e, err := ghg.ParseCO2e(s); err == nil {
			again, err := ghg.ParseCO2e(co2e.String())
			require.NoError(t, err)
			assert.True(t, co2e.Equal(again))
		}
		if date, err := ghg.ParseDate(s); err == nil {
			assert.Equal(t, s, date.String())
		}
	})
}
