package targets_test

import (
	"strconv"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/require"
)

func TestOracleIntensity(t *testing.T) {
	o := oracle.Find(t, "targets", "tg-C.1")
	got, err := targets.Intensity{
		Emissions: sure(ghg.KgCO2e(o.Number(t, "lifetime emissions"))),
		Output:    o.Number(t, "washes per unit").Mul(o.Number(t, "units")), Per: "wash",
	}.KgPer()
	require.NoError(t, err)
	o.Answer().Is(t, got)
}

func TestOracleRebasedScenario(t *testing.T) {
	for _, id := range []string{"sda-adj-sds", "sda-adj-b2ds"} {
		o := oracle.Find(t, "targets", id)
		weight := o.Number(t, "production weight each")
		total := o.Number(t, "company 1 emission factor 2020").Mul(weight).Add(o.Number(t, "company 2 emission factor 2020").Mul(weight))
		economy, err := targets.Intensity{Emissions: sure(ghg.KgCO2e(total)), Output: weight.Add(weight), Per: "unit"}.KgPer()
		require.NoError(t, err)
		scenario := targets.Pathway{{Year: 2020, Value: o.Number(t, "scenario 2020")}, {Year: 2025, Value: o.Number(t, "scenario 2025")}}
		rebased, err := scenario.Rebase(2020, economy)
		require.NoError(t, err)
		for year := 2020; year <= 2025; year++ {
			got, err := rebased.At(year)
			require.NoError(t, err)
			o.Part(t, strconv.Itoa(year)).Is(t, got)
		}
	}
}
