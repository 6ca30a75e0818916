package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// FuzzTrack checks the laws of every path: it never rises and passes through its milestones, the parts of the budget add up,
// both ways to use up the budget do so, and the order of the actuals does not matter.
func FuzzTrack(f *testing.F) {
	f.Add(int64(100), int64(98), int64(82), uint8(50), uint8(40), uint8(10), uint8(10))
	f.Add(int64(7), int64(0), int64(9), uint8(0), uint8(100), uint8(1), uint8(30))
	f.Add(int64(1), int64(1), int64(1), uint8(33), uint8(0), uint8(3), uint8(7))
	f.Fuzz(func(t *testing.T, base, first, second int64, cut, more, years, later uint8) {
		if base <= 0 || first < 0 || second < 0 || years < 1 || years > 80 || later < 1 || later > 80 {
			return
		}
		kg := func(n int64) ghg.CO2e { return sure(ghg.KgCO2e(decimal.New(n, -3))) }
		r1 := decimal.New(int64(cut%101), -2)
		r2 := decimal.Min(decimal.New(1, 0), r1.Add(decimal.New(int64(more), -2)))
		ty1 := 2020 + int(years)
		a := targets.Absolute{
			Base:       targets.Base{Year: 2020, Emissions: kg(base)},
			Milestones: []targets.Milestone{{Year: ty1, Reduction: r1}, {Year: ty1 + int(later), Reduction: r2}},
		}
		actuals := []targets.Actual{{Year: 2021, Emissions: kg(first)}, {Year: 2022, Emissions: kg(second)}}
		p, err := a.Track(actuals)
		require.NoError(t, err)
		again, err := a.Track([]targets.Actual{actuals[1], actuals[0]})
		require.NoError(t, err)
		assert.Equal(t, p.Goals, again.Goals, "The order of the actuals changes the goals.")

		for i, row := range p.Rows[1:] {
			assert.LessOrEqual(t, row.Allowance.Cmp(p.Rows[i].Allowance), 0, "The path rises in %d.", row.Year)
			assert.False(t, row.Allowance.IsNegative(), "The path is below zero in %d.", row.Year)
		}
		for _, m := range a.Milestones {
			got, err := a.Allowance(m.Year)
			require.NoError(t, err)
			assert.True(t, got.Equal(sure(a.Base.Emissions.Scale(decimal.New(1, 0).Sub(m.Reduction)))), "The path misses its milestone %d.", m.Year)
		}
		for _, g := range p.Goals {
			b := g.Budget
			require.Empty(t, b.Missing, "A budget without gaps lists missing years.")
			assert.True(t, must(t, b.Spent).Add(must(t, b.Left)).Equal(b.Total), "Spent and left do not add up to the total.")
			assert.True(t, b.ToDate.Add(must(t, b.Overshoot)).Equal(must(t, b.Spent)), "Budget to date and overshoot do not add up to spent.")
			if g.YearsLeft < 1 {
				undefined(t, "the milestone year has been reported", b.Flat, "The flat emissions after the milestone")
				continue
			}
			n := decimal.New(int64(g.YearsLeft), 0)
			near(t, must(t, b.Left), sure(must(t, b.Flat).Scale(n)))
			// With a cut of LinearCut in each year, the sum of n years is n × E − d × n (n + 1) ÷ 2.
			sum := sure(kg(second).Scale(n)).Sub(sure(must(t, b.LinearCut).Scale(n.Mul(n.Add(decimal.New(1, 0))).Mul(decimal.New(5, -1)))))
			near(t, must(t, b.Left), sum)
		}
	})
}

// near compares two amounts with a tolerance for one division to 34 digits.
func near(t *testing.T, want, got ghg.CO2e) {
	t.Helper()
	limit := want.Kg().Abs().Add(decimal.New(1, 20)).Mul(decimal.New(1, -28))
	assert.True(t, want.Sub(got).Kg().Abs().LessThan(limit), "The sum is %s, want %s.", got, want)
}
