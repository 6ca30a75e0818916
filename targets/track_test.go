package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Base 100 and actuals 98, 95, 90, 86, 82. Every figure below is derived by hand:
// spent 98+95+90+86+82 = 451; allowed 95+90+85+80+75 = 425; allowed to 2030 425+70+65+60+55+50 = 725; left 725−451 = 274;
// flat 274/5 = 54.8; linear cut (5×82−274)/15 = 9.0667, ending at 82−5×9.0667 = 36.667; required cut (82−50)/5 = 6.4;
// (50/82)^(1/5)−1 = −9.42023 %; achieved 18/50 = 36 %; 82/75 = 1.09333.
func TestTrackWorkedExample(t *testing.T) {
	target := plan()
	target.Bounds = targets.BandedBounds()
	p := track(t, target, fiveYears()...)
	assert.Equal(t, targets.AtRisk, p.Latest.Status)
	rounded(t, "1.09333", must(t, p.Latest.Ratio), "The ratio to the path")
	rounded(t, "0.18", must(t, p.Latest.Reduction), "The reduction")
	rounded(t, "0.036", must(t, p.AchievedRate), "The rate achieved") // 18 % in five years
	equalTonnes(t, "3.6", must(t, p.AchievedAmount), "The mean cut achieved")
	rounded(t, "-0.0389129", must(t, p.AchievedCAGR), "The constant rate achieved")

	g := p.Next()
	require.Equal(t, 2030, g.Milestone.Year)
	equal(t, "0.5", g.Elapsed, "The time elapsed")
	equal(t, "0.36", must(t, g.Achieved), "The share achieved")
	equal(t, "0.05", g.PlannedRate, "The planned rate")
	assert.False(t, g.Reached, "The milestone is marked as reached.")
	assert.Equal(t, 5, g.YearsLeft)
	equalTonnes(t, "6.4", must(t, g.RequiredCut), "The required cut")
	equal(t, "0.064", must(t, g.RequiredRate), "The required rate")
	rounded(t, "-0.0942023", must(t, g.RequiredCAGR), "The required constant rate")

	b := g.Budget
	assert.Empty(t, b.Missing, "The budget lists missing years.")
	equalTonnes(t, "725", b.Total, "The total budget")
	equalTonnes(t, "425", b.ToDate, "The budget to date")
	equalTonnes(t, "451", must(t, b.Spent), "The budget spent")
	equalTonnes(t, "26", must(t, b.Overshoot), "The overshoot")
	equalTonnes(t, "274", must(t, b.Left), "The budget left")
	equalTonnes(t, "54.8", must(t, b.Flat), "The flat emissions that fit")
	rounded(t, "9.0667", must(t, b.LinearCut).Tonnes(), "The linear cut")
	rounded(t, "36.667", must(t, b.LinearEnd).Tonnes(), "The end of the linear cut")

	// Least squares of 2021–2025: mean 90.2 in 2023, slope −41/10 = −4.1; 2030: 90.2−28.7 = 61.5;
	// 50: 2023+40.2/4.1 = 2032.80; 10: 2023+80.2/4.1 = 2042.56.
	line := must(t, p.Trend.Line)
	equalTonnes(t, "-4.1", line.Slope, "The slope of the trend")
	assert.Equal(t, 2025, line.Year)
	equalTonnes(t, "82", line.At, "The trend in 2025")
	equalTonnes(t, "61.5", must(t, g.TrendEmissions), "The trend in 2030")
	rounded(t, "2032.80", must(t, g.TrendYear), "The year in which the trend reaches 50 t")
	rounded(t, "2042.56", must(t, p.Goals[1].TrendYear), "The year in which the trend reaches 10 t")
	// 82 × 0.9610871^5 = 67.24; ln(50/82)/ln(0.9610871) = 12.46, so the thirteenth year after 2025.
	rounded(t, "67.24", must(t, g.CAGREmissions).Tonnes(), "The constant-rate forecast for 2030")
	assert.Equal(t, 2038, must(t, g.CAGRYear))
}

func TestInTheMilestoneYear(t *testing.T) {
	p := track(t, plan(), append(fiveYears(), actual(2026, "80"), actual(2027, "75"), actual(2028, "70"), actual(2029, "60"), actual(2030, "55"))...)
	g := p.Next()
	assert.Equal(t, 2030, g.Milestone.Year, "The next milestone is not the one of the latest reported year.")
	assert.Equal(t, 0, g.YearsLeft)
	const over = "the milestone year has been reported"
	undefined(t, over, g.RequiredCut, "The required cut")
	undefined(t, over, g.RequiredRate, "The required rate")
	undefined(t, over, g.RequiredCAGR, "The required constant rate")
	undefined(t, over, g.Budget.Flat, "The flat emissions that fit")
	undefined(t, over, g.Budget.LinearCut, "The linear cut")
	undefined(t, over, g.Budget.LinearEnd, "The end of the linear cut")
	equalTonnes(t, "-66", must(t, g.Budget.Left), "The budget left") // 725 − 451 − 80 − 75 − 70 − 60 − 55
	equalTonnes(t, "55", must(t, g.CAGREmissions), "The constant-rate forecast for the latest reported year")
	assert.Equal(t, 2030, p.Latest.Year)
}

func TestAfterTheLastMilestone(t *testing.T) {
	// The path allows 10 t, and 8 t are emitted.
	p := track(t, plan(), actual(2042, "8"))
	assert.Len(t, p.Rows, 23)
	assert.Equal(t, targets.OnTrack, p.Latest.Status)
	g := p.Next()
	assert.Equal(t, 2040, g.Milestone.Year)
	assert.True(t, g.Reached, "The milestone is not marked as reached.")
	assert.Equal(t, -2, g.YearsLeft)
	equal(t, "1.1", g.Elapsed, "The time elapsed")
	undefined(t, "the milestone year has been reported", g.RequiredCut, "The required cut")
	undefined(t, "some years were not reported", g.Budget.Spent, "The budget spent")
	undefined(t, "the milestone year has been reported", g.CAGREmissions, "The constant-rate forecast")
}

func TestBaseYearOnly(t *testing.T) {
	p := track(t, plan(), actual(2020, "100"))
	undefined(t, "only the base year was reported", p.AchievedRate, "The rate achieved")
	undefined(t, "a constant rate needs two different years", p.AchievedCAGR, "The constant rate achieved")
	undefined(t, "fewer than two years after the base year were reported", p.Trend.Line, "The trend line")
	undefined(t, "fewer than two years after the base year were reported", p.Next().TrendYear, "The year of the trend")
	equal(t, "0", p.Next().Elapsed, "The time elapsed")
	equalTonnes(t, "5", must(t, p.Next().RequiredCut), "The required cut")
	equalTonnes(t, "0", must(t, p.Next().Budget.Spent), "The budget spent")
	equalTonnes(t, "725", must(t, p.Next().Budget.Left), "The budget left")
}

func TestMissingYearsAreListedAndNeverFilled(t *testing.T) {
	p := track(t, plan(), actual(2021, "98"), actual(2024, "86"), actual(2025, "82"))
	b := p.Next().Budget
	assert.Equal(t, []int{2022, 2023}, b.Missing)
	for _, o := range []targets.Optional[ghg.CO2e]{b.Spent, b.Overshoot, b.Left, b.Flat, b.LinearCut, b.LinearEnd} {
		undefined(t, "some years were not reported", o, "A budget with missing years")
	}
	equalTonnes(t, "725", b.Total, "The total budget") // the path has every year
	assert.Equal(t, targets.NoActual, p.Rows[2].Status)
	undefined(t, "the year was not reported", p.Rows[2].Actual, "The figure of 2022")
	// The trend uses the years reported: x −7/3, 2/3, 5/3 about 2023⅓, Σxy = (−7×98+2×86+5×82)/3 = −104/3,
	// Σx² = (49+4+25)/9 = 78/9, slope = −(104/3)(9/78) = −4.
	equalTonnes(t, "-4", must(t, p.Trend.Line).Slope, "The slope of the trend")
}

func TestRisingEmissions(t *testing.T) {
	p := track(t, plan(), actual(2021, "104"), actual(2022, "110"))
	equal(t, "-0.1", must(t, p.Latest.Reduction), "The reduction")
	equal(t, "-0.2", must(t, p.Next().Achieved), "The share achieved")
	assert.Equal(t, targets.Behind, p.Latest.Status)
	undefined(t, "the trend does not fall", p.Next().TrendYear, "The year of the trend")
	undefined(t, "the trend does not fall", p.Next().CAGRYear, "The year at the constant rate")
}

func TestTargetExceeded(t *testing.T) {
	p := track(t, plan(), actual(2021, "40"))
	equal(t, "1.2", must(t, p.Next().Achieved), "The share achieved")
	assert.True(t, p.Next().Reached, "The milestone is not marked as reached.")
	assert.True(t, must(t, p.Next().RequiredCut).IsNegative(), "Emissions may rise by 10 t in nine years, but the required cut is not below zero.")
	assert.Equal(t, 2021, must(t, p.Next().CAGRYear))
}

func TestReductionOfZero(t *testing.T) {
	a := plan()
	a.Milestones = []targets.Milestone{{Year: 2030}}
	p := track(t, a, actual(2021, "98"))
	undefined(t, "the target is a reduction of zero", p.Next().Achieved, "The share achieved")
	rounded(t, "0.02", must(t, p.Latest.Reduction), "The reduction") // is still defined
}
