package activity_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/scope1"
)

// TestReadme checks that the README's sheet and JSON form state the same activity and give the published figures.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	readme := string(text)

	_, rest, found := strings.Cut(readme, "```csv\n")
	require.True(t, found)
	sheet, _, _ := strings.Cut(rest, "```")
	rows, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(sheet), "boilers.csv")
	require.NoError(t, err)
	require.Len(t, rows, 2)

	form := regexp.MustCompile("(?s)activity\\.Decode\\(\\[\\]byte\\(`(.*?)`\\)\\)").FindStringSubmatch(readme)
	require.NotNil(t, form)
	decoded, err := activity.Decode([]byte(form[1]))
	require.NoError(t, err)
	assert.Equal(t, rows[0], decoded, "the JSON form must equal the sheet's first row")

	// Natural gas, 2024, gross CV: 0.18290 kg CO2e/kWh; 2.04542 kg CO2e/m3 (DESNZ 2024, sheet Fuels).
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	basis := factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{MostOfPeriod: true}}
	for i, kg := range []string{"22862.5 kg CO2e", "2454.504 kg CO2e"} { // 125,000 × 0.18290 and 1,200 × 2.04542
		want, err := ghg.ParseCO2e(kg)
		require.NoError(t, err)
		results, err := rows[i].Calculate(basis)
		require.NoError(t, err)
		require.Len(t, results, 1)
		assert.True(t, want.Kg().Equal(results[0].CO2e.Kg()), "%s: %s", rows[i].ID, results[0].CO2e)
	}
}
