package project_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
)

const tiny = `name = "Tiny Ltd"
approach = "operational control"
period = "2024"
gwp = "AR5"
factors = ["desnz-2024"]

[policy]
grid_average_as_residual = true

[upstream]
rules = "desnz"
`

// folder writes files into a new folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

func tinyFiles() map[string]string {
	return map[string]string{
		"ghg.toml": tiny,
		"activities/scope1.stationary-combustion.boilers.csv": "id,period,fuel,region,amount\nboiler,2024,natural-gas,GB,1000 kWh(HHV)\n",
		"activities/scope2.electricity.csv":                   "id,period,amount,region\npower,2024,1000 kWh,GB\n",
	}
}

func TestRun(t *testing.T) {
	p, err := project.Open(folder(t, tinyFiles()))
	require.NoError(t, err)
	assert.Equal(t, "Tiny Ltd", p.Organisation.Name)
	require.Len(t, p.Sheets(), 2)
	assert.Equal(t, ghg.Method("scope1.stationary-combustion"), p.Sheets()[0].Method)
	inv, err := p.Run(t.Context(), project.Options{})
	require.NoError(t, err)
	// DESNZ 2024: natural gas 0.18290 kg CO2e per kWh (gross CV).
	s1, err := inv.Scope(ghg.Scope1, ghg.LocationBased)
	require.NoError(t, err)
	assert.Equal(t, "182.9", s1.Kg().String())
	cat3, err := inv.Category(ghg.FuelAndEnergyRelatedActivities)
	require.NoError(t, err)
	assert.Equal(t, 1, cat3.Kg().Sign())
}
