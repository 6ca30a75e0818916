package targets_test

import (
	"fmt"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRoundedSlopeShiftsTheYear(t *testing.T) {
	// 91 − 41 ÷ 3 × (year − 2021) is 50 in 2024 exactly, and earlier with the slope rounded to −13.7.
	fit := must(t, track(t, plan(), actual(2021, "91"), actual(2024, "50")).Trend.Line)
	equal(t, "2024", must(t, fit.YearAt(tonnes("50"))), "The year by the exact slope")
	rough := targets.TrendLine{Year: 2021, At: tonnes("91"), Slope: tonnes("-13.7")}
	rounded(t, "2023.993", must(t, rough.YearAt(tonnes("50"))), "The year by the rounded slope")
	equalTonnes(t, "77.3", sure(rough.Emissions(2022)), "The trend in 2022")
	flat := targets.TrendLine{Year: 2021, At: tonnes("91")}
	undefined(t, "the trend does not fall", flat.YearAt(tonnes("50")), "The year of a flat trend")
	undefined(t, "fewer than two years after the base year were reported", track(t, plan(), actual(2021, "91")).Trend.Line, "The line through one year")
}

// A flat trend stays where it is: it has reached a target at its level and never reaches one below.
func TestFlatTrend(t *testing.T) {
	a := plan()
	a.Milestones = []targets.Milestone{{Year: 2030}, {Year: 2040, Reduction: d("0.01")}}
	p := track(t, a, actual(2021, "100"), actual(2022, "100"))
	equal(t, "0", must(t, p.Trend.CAGR), "The constant rate")
	at, below := p.Goals[0], p.Goals[1]
	assert.Equal(t, 2022, must(t, at.CAGRYear), "A flat trend exactly at the target has not reached it.")
	assert.True(t, at.Reached, "Emissions exactly at the target have not reached it.")
	undefined(t, "the trend does not fall", at.TrendYear, "The year in which a flat line reaches its own level")
	undefined(t, "the trend does not fall", below.CAGRYear, "The year in which a flat trend reaches a lower target")
	undefined(t, "the trend does not fall", below.TrendYear, "The year in which a flat line reaches a lower target")
	equalTonnes(t, "100", must(t, below.TrendEmissions), "The flat line in 2040")
	equalTonnes(t, "100", must(t, below.CAGREmissions), "The flat constant-rate forecast for 2040")
}

func TestConstantRateTooSlow(t *testing.T) {
	// 0.99999^k is 0.5 for k = 69,314: beyond the hundred years considered.
	p := track(t, plan(), actual(2021, "99.999"))
	undefined(t, "the trend does not reach the target within 100 years", p.Next().CAGRYear, "The year at the constant rate")

	// 99 × 0.99¹⁰⁰ = 36.24 and 99 × 0.99¹⁰¹ = 35.87: a target of 36.4 is reached in the last year considered, 36 after it.
	a := plan()
	a.Milestones = []targets.Milestone{{Year: 2030, Reduction: d("0.636")}, {Year: 2040, Reduction: d("0.64")}}
	p = track(t, a, actual(2021, "99"))
	assert.Equal(t, 2121, must(t, p.Goals[0].CAGRYear))
	assert.False(t, p.Goals[1].CAGRYear.Defined(), "A target is reached after the last year considered.")
}

func TestNoConstantRateToZero(t *testing.T) {
	const ends = "a constant rate needs emissions above zero at both ends"
	a := plan()
	a.Milestones = []targets.Milestone{{Year: 2040, Reduction: d("1")}}
	p := track(t, a, actual(2021, "98"))
	undefined(t, ends, p.Next().RequiredCAGR, "The constant rate to zero")
	rounded(t, "5.158", must(t, p.Next().RequiredCut).Tonnes(), "The required cut") // 98 ÷ 19; the linear rate remains
	p = track(t, a, actual(2021, "0"))
	undefined(t, ends, p.AchievedCAGR, "The constant rate achieved")
	undefined(t, ends, p.Next().CAGREmissions, "The constant-rate forecast")
	undefined(t, ends, p.Next().CAGRYear, "The year at the constant rate")
}

func TestDecay(t *testing.T) {
	for _, c := range []struct {
		first, last string
		n, y        int
		want        string
	}{
		{"100", "25", 2, 1, "50"},       // a constant rate: √(25 ÷ 100) = 0.5 after one year
		{"1111", "0", 2, 1, "283.3167"}, // L × first = 100; √(1 ÷ 11.11) × 1111 − 100 ÷ 2 = 333.3167 − 50
		{"1111", "0", 2, 2, "0.00000000000000000000"},
		{"1111", "0", 2, 0, "1111"},
		{"1111", "50", 2, 1, "308.3167"}, // 333.3167 − (100 − 50) ÷ 2
		{"100", "25", 1, 1, "25"},
		{"100", "100", 300, 150, "100"},
	} {
		got, err := targets.Decay(tonnes(c.first), tonnes(c.last), c.n, c.y)
		require.NoError(t, err)
		rounded(t, c.want, got.Tonnes(), fmt.Sprintf("The decay from %s to %s in year %d of %d", c.first, c.last, c.y, c.n))
	}
	for _, c := range []struct {
		first, last string
		n, y        int
	}{{"0", "1", 2, 1}, {"1", "-1", 2, 1}, {"1", "1", 0, 0}, {"1", "1", 2, 3}, {"1", "1", 2, -1}, {"1", "1", 999, 1}} {
		_, err := targets.Decay(tonnes(c.first), tonnes(c.last), c.n, c.y)
		assert.ErrorIs(t, err, ghg.ErrOutOfRange, "A decay from %s to %s in year %d of %d was accepted.", c.first, c.last, c.y, c.n)
	}
}

// The line through 10, 20 and 30 reaches 45 in 2023.5; a table that moves away, is flat or has one year reaches nothing.
func TestTrendYearOfValues(t *testing.T) {
	rising := targets.Pathway{{Year: 2020, Value: d("10")}, {Year: 2021, Value: d("20")}, {Year: 2022, Value: d("30")}}
	for _, c := range []struct {
		values targets.Pathway
		target string
		want   string
	}{
		{rising, "45", "2023.5"},
		{rising, "30", "2022"},
		{targets.Pathway{{Year: 2020, Value: d("30")}, {Year: 2022, Value: d("10")}}, "0", "2023"},
		{rising, "25", "undefined: the trend has the target before 2022"},
		{rising[:1], "45", "undefined: fewer than two years were reported"},
		{targets.Pathway{{Year: 2020, Value: d("1")}, {Year: 2022, Value: d("1")}}, "2", "undefined: the trend is flat"},
	} {
		got, err := c.values.TrendYear(d(c.target))
		require.NoError(t, err)
		assert.Equal(t, c.want, got.String())
	}
	_, err := targets.Pathway{}.TrendYear(d("1"))
	require.ErrorIs(t, err, ghg.ErrMissing)
}
