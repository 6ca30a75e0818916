package targets_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

type figure struct {
	Name  string      `json:"name"`
	Value json.Number `json:"value"`
}

type oracle struct {
	ID       string   `json:"id"`
	Inputs   []figure `json:"inputs"`
	Expected struct {
		figure
		Components []figure `json:"components"`
	} `json:"expected"`
}

// oracles reads the published vectors; each carries its document in the file.
func oracles(t *testing.T) map[string]oracle {
	t.Helper()
	data, err := os.ReadFile("../testdata/oracles/targets.json")
	require.NoError(t, err)
	var list []oracle
	require.NoError(t, json.Unmarshal(data, &list))
	byID := make(map[string]oracle, len(list))
	for _, o := range list {
		byID[o.ID] = o
	}
	return byID
}

// input returns the input whose name begins with a text.
func (o oracle) input(t *testing.T, prefix string) decimal.Decimal {
	t.Helper()
	for _, i := range o.Inputs {
		if strings.HasPrefix(i.Name, prefix) {
			return d(i.Value.String())
		}
	}
	require.Fail(t, "no such input", "%s of %s", prefix, o.ID)
	return decimal.Decimal{}
}

func (o oracle) year(t *testing.T, prefix string) int {
	t.Helper()
	return int(o.input(t, prefix).IntPart())
}

// years returns the figures by year of the components.
func (o oracle) years(t *testing.T, check func(year int, want string)) {
	t.Helper()
	require.NotEmpty(t, o.Expected.Components)
	for _, c := range o.Expected.Components {
		check(int(d(c.Name).IntPart()), c.Value.String())
	}
}

func TestOracleIntensity(t *testing.T) {
	o := oracles(t)["tg-C.1"]
	got, err := targets.Intensity{
		Emissions: ghg.KgCO2e(o.input(t, "lifetime emissions")),
		Output:    o.input(t, "washes per unit").Mul(o.input(t, "units")), Per: "wash",
	}.KgPer()
	require.NoError(t, err)
	rounded(t, o.Expected.Value.String(), got)
}

func TestOracleRebasedScenario(t *testing.T) {
	for _, id := range []string{"sda-adj-sds", "sda-adj-b2ds"} {
		o := oracles(t)[id]
		weight := o.input(t, "production weight each")
		total := o.input(t, "company 1").Mul(weight).Add(o.input(t, "company 2").Mul(weight))
		economy, err := targets.Intensity{Emissions: ghg.KgCO2e(total), Output: weight.Add(weight), Per: "unit"}.KgPer()
		require.NoError(t, err)
		scenario := targets.Pathway{{Year: 2020, Value: o.input(t, "scenario 2020")}, {Year: 2025, Value: o.input(t, "scenario 2025")}}
		rebased, err := scenario.Rebase(2020, economy)
		require.NoError(t, err)
		o.years(t, func(year int, want string) {
			got, err := rebased.At(year)
			require.NoError(t, err)
			assert.True(t, d(want).Equal(got.Round(2)), "%s %d: want %s, got %s", id, year, want, got)
		})
	}
}

func TestOracleSDA(t *testing.T) {
	o := oracles(t)["sda-target-b2ds"]
	scenario := targets.Pathway{{Year: 2020, Value: o.input(t, "scenario 2020")}, {Year: 2025, Value: o.input(t, "scenario 2025")}}
	sector, err := scenario.Rebase(2020, o.input(t, "adjusted sector intensity"))
	require.NoError(t, err)
	company := targets.SDA{Year: 2020, Intensity: o.input(t, "company intensity"), Output: d("1"), Sector: sector, Unclamped: true}
	o.years(t, func(year int, want string) {
		got, err := company.At(year, d("1"))
		require.NoError(t, err)
		assert.True(t, d(want).Equal(got.KgPer.Round(2)), "%d: want %s, got %s", year, want, got.KgPer)
	})
	// A company's own target does not rise: it stays at 0.9.
	company.Unclamped = false
	got, err := company.At(2025, d("1"))
	require.NoError(t, err)
	assert.True(t, d("0.9").Equal(got.KgPer))
}

func TestOracleTemperature(t *testing.T) {
	all := oracles(t)
	o := all["sbtft-1"]
	mid := targets.Regression{Slope: o.input(t, "param"), Intercept: o.input(t, "intercept")}
	got, err := mid.Score(2020, targets.Milestone{Year: 2020 + o.year(t, "period"), Reduction: o.input(t, "reduction ambition").Shift(-2)})
	require.NoError(t, err)
	rounded(t, o.Expected.Value.String(), got)

	o = all["sbtft-2"]
	short := targets.Regression{Slope: o.input(t, "param"), Intercept: o.input(t, "intercept")}
	got, err = short.Score(o.year(t, "base year"), targets.Milestone{Year: o.year(t, "end year"), Reduction: o.input(t, "reduction ambition").Shift(-2)})
	require.NoError(t, err)
	rounded(t, o.Expected.Value.String(), got)

	o = all["sbtft-3"] // by the coefficients of sbtft-1
	got, err = mid.Score(o.year(t, "base year"), targets.Milestone{Year: o.year(t, "end year"), Reduction: o.input(t, "S1S2 reduction").Shift(-2)})
	require.NoError(t, err)
	assert.True(t, d(o.Expected.Components[0].Value.String()).Equal(got.Round(4)), got)
	combined, err := targets.CombineScores(
		targets.Scored{Score: got, Emissions: tonnes("1")},
		targets.Scored{Score: targets.FallbackScore(), Emissions: tonnes("1")})
	require.NoError(t, err)
	rounded(t, o.Expected.Value.String(), combined)
	assert.True(t, o.input(t, "S3 default score").Equal(targets.FallbackScore()))
}
