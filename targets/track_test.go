package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func tonnes(s string) ghg.CO2e { return ghg.TonnesCO2e(d(s)) }

// plan is NEC's shape with a base of 100 t: −50 % by FY2030 and −90 % by FY2040, both from FY2020.
func plan() targets.Absolute {
	return targets.Absolute{
		Name: "Scope 1+2",
		Base: targets.Base{Year: 2020, Emissions: tonnes("100"), Accounting: ghg.MarketBased},
		Milestones: []targets.Milestone{
			{Year: 2030, Reduction: d("0.5")},
			{Year: 2040, Reduction: d("0.9")},
		},
	}
}

func actual(year int, t string) targets.Actual {
	return targets.Actual{Year: year, Emissions: tonnes(t), Accounting: ghg.MarketBased}
}

func fiveYears() []targets.Actual {
	return []targets.Actual{actual(2021, "98"), actual(2022, "95"), actual(2023, "90"), actual(2024, "86"), actual(2025, "82")}
}

// equalTonnes compares an amount exactly with a literal number of tonnes.
func equalTonnes(t *testing.T, want string, got ghg.CO2e, what ...any) {
	t.Helper()
	assert.True(t, tonnes(want).Equal(got), "want %s t, got %s t %v", want, got.Tonnes(), what)
}

// rounded compares a figure rounded half away from zero to the places of want with want.
func rounded(t *testing.T, want string, got decimal.Decimal, what ...any) {
	t.Helper()
	w := d(want)
	assert.True(t, w.Equal(got.Round(-w.Exponent())), "want %s, got %s %v", want, got, what)
}

func must[T any](t *testing.T, m targets.Maybe[T]) T {
	t.Helper()
	v, ok := m.Get()
	require.True(t, ok, "undefined: %s", m.Why())
	return v
}

func TestAllowance(t *testing.T) {
	// Straight lines 100 → 50 over ten years (5 a year), 50 → 10 over ten years (4 a year), then flat.
	want := map[int]string{
		2020: "100", 2021: "95", 2022: "90", 2023: "85", 2024: "80", 2025: "75", 2026: "70", 2028: "60", 2030: "50",
		2035: "30", 2040: "10", 2041: "10", 2200: "10",
	}
	for year, w := range want {
		got, err := plan().Allowance(year)
		require.NoError(t, err)
		equalTonnes(t, w, got, year)
	}
	for _, year := range []int{2019, 0, 3000} {
		_, err := plan().Allowance(year)
		assert.Error(t, err, year)
	}
}

// Base 100 and actuals 98, 95, 90, 86, 82. Every figure below is derived by hand:
// spent 98+95+90+86+82 = 451; allowed 95+90+85+80+75 = 425; allowed to 2030 425+70+65+60+55+50 = 725; left 725−451 = 274;
// flat 274/5 = 54.8; linear cut (5×82−274)/15 = 9.0667, ending at 82−5×9.0667 = 36.667; catch-up (82−50)/5 = 6.4;
// (50/82)^(1/5)−1 = −9.42023 %; achieved 18/50 = 36 %; 82/75 = 1.09333.
func TestTrackWorked(t *testing.T) {
	target := plan()
	target.Bounds = targets.BandedBounds()
	p, err := target.Track(fiveYears())
	require.NoError(t, err)
	assert.Equal(t, targets.AtRisk, p.Latest.Status)
	rounded(t, "1.09333", must(t, p.Latest.Ratio))
	rounded(t, "0.18", must(t, p.Latest.Reduction))
	rounded(t, "0.036", must(t, p.AchievedRate)) // 18 % in five years
	equalTonnes(t, "3.6", must(t, p.AchievedAmount))
	rounded(t, "-0.0389129", must(t, p.AchievedCAGR))

	g := p.Next()
	require.Equal(t, 2030, g.Milestone.Year)
	assert.True(t, g.Elapsed.Equal(d("0.5")))
	assert.True(t, must(t, g.Achieved).Equal(d("0.36")))
	assert.True(t, g.PlannedRate.Equal(d("0.05")))
	assert.False(t, g.Reached)
	assert.Equal(t, 5, g.YearsLeft)
	equalTonnes(t, "6.4", must(t, g.RequiredCut))
	assert.True(t, must(t, g.RequiredRate).Equal(d("0.064")))
	rounded(t, "-0.0942023", must(t, g.RequiredCAGR))

	b := g.Budget
	assert.True(t, b.Complete())
	equalTonnes(t, "725", b.Total)
	equalTonnes(t, "425", b.ToDate)
	equalTonnes(t, "451", must(t, b.Spent))
	equalTonnes(t, "26", must(t, b.Overshoot))
	equalTonnes(t, "274", must(t, b.Left))
	equalTonnes(t, "54.8", must(t, b.Flat))
	rounded(t, "9.0667", must(t, b.LinearCut).Tonnes())
	rounded(t, "36.667", must(t, b.LinearEnd).Tonnes())

	// Least squares of 2021–2025: mean 90.2 in 2023, slope −41/10 = −4.1; 2030: 90.2−28.7 = 61.5;
	// 50: 2023+40.2/4.1 = 2032.80; 10: 2023+80.2/4.1 = 2042.56.
	line := must(t, p.Trend.Line)
	equalTonnes(t, "-4.1", line.Slope)
	assert.Equal(t, 2025, line.Year)
	equalTonnes(t, "82", line.At)
	equalTonnes(t, "61.5", must(t, g.TrendEmissions))
	rounded(t, "2032.80", must(t, g.TrendYear))
	rounded(t, "2042.56", must(t, p.Goals[1].TrendYear))
	// 82 × 0.9610871^5 = 67.24; ln(50/82)/ln(0.9610871) = 12.46, so the thirteenth year after 2025.
	rounded(t, "67.24", must(t, g.CAGREmissions).Tonnes())
	assert.Equal(t, 2038, must(t, g.CAGRYear))
}
