package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// year returns an input that is a year or a number of years.
func year(o oracle.Oracle, t *testing.T, name string) int {
	t.Helper()
	return int(o.Number(t, name).IntPart())
}

func TestOracleTemperature(t *testing.T) {
	o := oracle.Find(t, "targets", "sbtft-1")
	mid := sbti.TemperatureModel{Slope: o.Number(t, "param (slope15, Kyoto gases)"), Intercept: o.Number(t, "intercept")}
	got, err := mid.Score(2020, targets.Milestone{Year: 2020 + year(o, t, "period"), Reduction: o.Number(t, "reduction ambition").Shift(-2)})
	require.NoError(t, err)
	o.Answer().Is(t, got)

	o = oracle.Find(t, "targets", "sbtft-2")
	short := sbti.TemperatureModel{Slope: o.Number(t, "param (slope5)"), Intercept: o.Number(t, "intercept")}
	got, err = short.Score(year(o, t, "base year"), targets.Milestone{Year: year(o, t, "end year"), Reduction: o.Number(t, "reduction ambition").Shift(-2)})
	require.NoError(t, err)
	o.Answer().Is(t, got)

	o = oracle.Find(t, "targets", "sbtft-3") // with the coefficients of sbtft-1
	got, err = mid.Score(year(o, t, "base year"), targets.Milestone{Year: year(o, t, "end year"), Reduction: o.Number(t, "S1S2 reduction").Shift(-2)})
	require.NoError(t, err)
	o.Part(t, "S1S2 score").At(t, 4, got)
	combined, err := sbti.CombineScores(
		sbti.WeightedScore{Score: got, Emissions: tonnes("1")},
		sbti.WeightedScore{Score: sbti.TemperatureRating1_0().DefaultScore, Emissions: tonnes("1")})
	require.NoError(t, err)
	o.Answer().Is(t, combined)
	o.Input(t, "S3 default score").Exactly(t, sbti.TemperatureRating1_0().DefaultScore)
}

// CDP's announcement of version 1.5 (2024): "a default temperature score of 3.4°C, reflecting a business-as-usual scenario".
func TestDefaultScoreIsThatOfTheMethodology(t *testing.T) {
	for want, m := range map[string]sbti.TemperatureMethodology{"3.2": sbti.TemperatureRating1_0(), "3.4": sbti.TemperatureScoring1_5()} {
		equal(t, want, m.DefaultScore, "The default score of "+m.Name)
		assert.NotEmpty(t, m.Document, "%s names no document.", m.Name)
	}
	assert.NotEqual(t, sbti.TemperatureRating1_0().Name, sbti.TemperatureScoring1_5().Name)
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
