package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOracleTemperature(t *testing.T) {
	all := vectors(t)
	o := all["sbtft-1"]
	mid := sbti.TemperatureModel{Slope: o.Input(t, "param"), Intercept: o.Input(t, "intercept")}
	got, err := mid.Score(2020, targets.Milestone{Year: 2020 + o.Year(t, "period"), Reduction: o.Input(t, "reduction ambition").Shift(-2)})
	require.NoError(t, err)
	rounded(t, o.Want(), got, "The score of sbtft-1")

	o = all["sbtft-2"]
	short := sbti.TemperatureModel{Slope: o.Input(t, "param"), Intercept: o.Input(t, "intercept")}
	got, err = short.Score(o.Year(t, "base year"), targets.Milestone{Year: o.Year(t, "end year"), Reduction: o.Input(t, "reduction ambition").Shift(-2)})
	require.NoError(t, err)
	rounded(t, o.Want(), got, "The score of sbtft-2")

	o = all["sbtft-3"] // with the coefficients of sbtft-1
	got, err = mid.Score(o.Year(t, "base year"), targets.Milestone{Year: o.Year(t, "end year"), Reduction: o.Input(t, "S1S2 reduction").Shift(-2)})
	require.NoError(t, err)
	equal(t, o.Parts(t)[0], got.Round(4), "The score of scopes 1 and 2 in sbtft-3")
	combined, err := sbti.CombineScores(
		sbti.WeightedScore{Score: got, Emissions: tonnes("1")},
		sbti.WeightedScore{Score: sbti.FallbackScore(), Emissions: tonnes("1")})
	require.NoError(t, err)
	rounded(t, o.Want(), combined, "The combined score of sbtft-3")
	equal(t, o.Input(t, "S3 default score").String(), sbti.FallbackScore(), "The score without a target")
}

func TestTemperatureScoreIsNotBelowZero(t *testing.T) {
	m := sbti.TemperatureModel{Slope: d("-0.3"), Intercept: d("2.7")}
	got, err := m.Score(2020, targets.Milestone{Year: 2025, Reduction: d("1")}) // 2.7 − 6
	require.NoError(t, err)
	equal(t, "0", got, "The score")
	require.ErrorIs(t, second(m.Score(0, targets.Milestone{Year: 2025})), ghg.ErrMissing)
	require.ErrorIs(t, second(m.Score(2025, targets.Milestone{Year: 2025})), ghg.ErrOutOfRange)
}

func TestCombineScoresRefuses(t *testing.T) {
	require.ErrorIs(t, second(sbti.CombineScores()), ghg.ErrMissing)
	require.ErrorIs(t, second(sbti.CombineScores(sbti.WeightedScore{Emissions: tonnes("-1")})), ghg.ErrNegative)
}

func TestTimeFrame(t *testing.T) {
	for year, want := range map[int]sbti.TimeFrame{
		2025: sbti.ShortTerm, 2028: sbti.ShortTerm, 2029: sbti.MidTerm, 2039: sbti.MidTerm, 2040: sbti.LongTerm, 2054: sbti.LongTerm,
	} {
		got, err := sbti.TimeFrameOf(2024, year)
		require.NoError(t, err)
		assert.Equal(t, want, got, "The time frame of %d is wrong.", year)
	}
	for _, year := range []int{2024, 2055} {
		require.ErrorIs(t, second(sbti.TimeFrameOf(2024, year)), ghg.ErrOutOfRange)
	}
}
