package targets_test

import (
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/internal/oracle"
	"github.com/stretchr/testify/require"
)

func vectors(t *testing.T) map[string]oracle.Vector {
	t.Helper()
	return oracle.Read(t, "../testdata/oracles/targets.json")
}

func TestOracleIntensity(t *testing.T) {
	o := vectors(t)["tg-C.1"]
	got, err := targets.Intensity{
		Emissions: ghg.KgCO2e(o.Input(t, "lifetime emissions")),
		Output:    o.Input(t, "washes per unit").Mul(o.Input(t, "units")), Per: "wash",
	}.KgPer()
	require.NoError(t, err)
	rounded(t, o.Want(), got, "The intensity")
}

func TestOracleRebasedScenario(t *testing.T) {
	for _, id := range []string{"sda-adj-sds", "sda-adj-b2ds"} {
		o := vectors(t)[id]
		weight := o.Input(t, "production weight each")
		total := o.Input(t, "company 1").Mul(weight).Add(o.Input(t, "company 2").Mul(weight))
		economy, err := targets.Intensity{Emissions: ghg.KgCO2e(total), Output: weight.Add(weight), Per: "unit"}.KgPer()
		require.NoError(t, err)
		scenario := targets.Pathway{{Year: 2020, Value: o.Input(t, "scenario 2020")}, {Year: 2025, Value: o.Input(t, "scenario 2025")}}
		rebased, err := scenario.Rebase(2020, economy)
		require.NoError(t, err)
		for year, want := range o.Years(t) {
			got, err := rebased.At(year)
			require.NoError(t, err)
			equal(t, want, got.Round(2), fmt.Sprintf("The rebased scenario %s in %d", id, year))
		}
	}
}
