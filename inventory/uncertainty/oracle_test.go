package uncertainty_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

// TestOracles calculates the published examples of uncertainty.
func TestOracles(t *testing.T) {
	oracle.Run(t, "uncertainty", map[string]func(t *testing.T, o oracle.Oracle){"s3std-130": rangeReported, "abc-ci": interval, "abc-sd-2": pedigree})
}

func rangeReported(t *testing.T, o oracle.Oracle) {
	low, high, err := uncertainty.Range(must(ghg.TonnesCO2e(o.Number(t, "estimate"))), must(ghg.TonnesCO2e(o.Number(t, "uncertainty"))))
	require.NoError(t, err)
	o.Answer().Exactly(t, low.Tonnes())
	o.Part(t, "high").Exactly(t, high.Tonnes())
}

// float returns a figure as the software that prints it has it.
func float(t *testing.T, f oracle.Figure) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(f.String(), 64)
	require.NoError(t, err)
	return x
}

func interval(t *testing.T, o oracle.Oracle) {
	u, err := uncertainty.GSD2(float(t, o.Input(t, "SDg^2")))
	require.NoError(t, err)
	low, high, known := u.TwoSigma(float(t, o.Input(t, "emission")))
	require.True(t, known)
	assert.InDelta(t, float(t, o.Answer()), low, 1e-9)
	assert.InDelta(t, float(t, o.Part(t, "high")), high, 1e-9)

	// The same of an inventory's line.
	m := model(1, map[string]float64{"a": float(t, o.Input(t, "SDg^2"))}, map[string]float64{"product/steel": 1})
	line := analysed(t, run(t, bought("a", "steel", o.In(t, "emission"))), m).Lines()[0]
	assert.InDelta(t, float(t, o.Answer()), line.Low, 1e-9)
	assert.InDelta(t, float(t, o.Part(t, "high")), line.High, 1e-9)
}

// pedigree has grades with 5 as the best: 4 and 3 are ecoinvent's 2 and 3. The software counts the others as the worst.
func pedigree(t *testing.T, o oracle.Oracle) {
	best := 6
	grade := func(name string) int { return best - int(o.Number(t, name).IntPart()) }
	q := ghg.Quality{Scheme: ghg.EcoinventGrades, Completeness: grade("completeness"), Geography: grade("geographic")}
	u, err := uncertainty.BilanCarbone.Of(q, 1)
	require.NoError(t, err)
	gsd2, known := u.GSD2()
	require.True(t, known)
	assert.InDelta(t, float(t, o.Answer()), gsd2, 1e-12)
}
