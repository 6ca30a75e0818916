package uncertainty_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

// manyLines are n lines with so many factors.
func manyLines(n, products int) []activity.Activity {
	list := make([]activity.Activity, n)
	for i := range list {
		list[i] = bought(fmt.Sprintf("line-%04d", i), fmt.Sprintf("p%d", i%products), strconv.Itoa(50+i*13%400))
	}
	return list
}

// manyModel knows the uncertainty of every amount and factor.
func manyModel() uncertainty.Model {
	return uncertainty.Model{
		Amount: func(ghg.Result, ghg.Input) (uncertainty.Uncertainty, error) { return uncertainty.GSD2(1.1) },
		Factor: func(f ghg.FactorRecord) (uncertainty.Uncertainty, error) {
			return uncertainty.GSD2(1.2 + float64(len(f.Activity))/50)
		},
		MinCovered: 1,
	}
}

// FuzzCorrelation checks laws of sums: with non-negative lines, shared inputs make a total at least as uncertain as
// independent ones; M is at least Σx; the contributions add up to 1. Of a simulation of n draws:
//
//   - its mean is within seven standard errors (10⁻¹¹), as long as no line has a σ over 0.5: a mean of 1,000 draws with longer
//     tails is far from normal, and misses by six of them once in some 10,000 seeds (and by less than two at 10⁵ draws);
//   - for any σ, at most half of the draws are at most Σx: Σ w·e^L ≥ e^(Σ w·L), which is symmetric about 1. The share found is
//     within 0.12 of that (Hoeffding: e^(−2n·0.12²) = 10⁻¹²).
func FuzzCorrelation(f *testing.F) {
	f.Add(uint16(100), uint16(100), uint16(1), 1.05, 1.05, 1.5, 1.2)
	f.Add(uint16(400), uint16(100), uint16(500), 1.05, 1.1, 1.3, 1.1)
	f.Add(uint16(0), uint16(1), uint16(65535), 1.0, 3.0, 9.0, 2.0)
	f.Add(uint16(5), uint16(5), uint16(5), 1.0, 1.0, 1.0, 1.0)
	f.Add(uint16(211), uint16(183), uint16(27), 10.0, 1.0, 9.0, 2.8) // whose mean is 6.1 standard errors off at 1,000 draws, 0.9 at 5·10⁶
	f.Fuzz(func(t *testing.T, x, y, z uint16, a, b, c, d float64) {
		for _, g := range []float64{a, b, c, d} {
			if !(g >= 1 && g <= 10) {
				t.Skip("a GSD² of 1 to 10")
			}
		}
		inv := run(t, bought("x", "steel", strconv.Itoa(int(x))), bought("y", "steel", strconv.Itoa(int(y))), bought("z", "glass", strconv.Itoa(int(z))), bought("w", "steel", "1"))
		an := analysed(t, inv, model(1, map[string]float64{"x": a, "y": b, "z": a, "w": b}, map[string]float64{"product/steel": c, "product/glass": d}))
		total := an.Total()
		require.True(t, total.Known, total.Why)
		const slack = 1 - 1e-12
		for _, pair := range [][2]uncertainty.Rule{{uncertainty.FentonWilkinson, uncertainty.IndependentFentonWilkinson}, {uncertainty.FirstOrder, uncertainty.IndependentFirstOrder}} {
			assert.GreaterOrEqual(t, by(t, total, pair[0]).Sigma, slack*by(t, total, pair[1]).Sigma, "%s", pair[0])
		}
		assert.GreaterOrEqual(t, total.Mean, slack*total.Reported.Kg().InexactFloat64())
		list, sum := an.Contributions(), 0.0
		for _, c := range list {
			sum += c.Share
		}
		if len(list) > 0 {
			assert.InDelta(t, 1, sum, 1e-9)
		}
		s, err := an.Simulate(uncertainty.Simulation{Seed: uint64(x), Draws: 1000, Targets: []ghg.CO2e{total.Reported}})
		require.NoError(t, err)
		if math.Hypot(math.Log(max(a, b)), math.Log(max(c, d)))/2 <= 0.5 {
			assert.LessOrEqual(t, math.Abs(s.Mean-total.Mean), 7*total.SD/math.Sqrt(1000)+1e-9*total.Mean, "mean of the draws")
		}
		if total.SD > 1e-9*total.Mean {
			assert.LessOrEqual(t, s.Targets[0].Probability, 0.5+0.12, "draws that are at most Σx")
		}
	})
}

// The double sum by bundles is the one over all pairs of lines.
func TestBundlesAreAllPairs(t *testing.T) {
	a := analysed(t, run(t, manyLines(40, 5)...), manyModel())
	lines := a.Lines()
	variance, mean := 0.0, 0.0
	own := math.Pow(math.Log(1.1)/2, 2)
	factor := func(i int) float64 { return lines[i].Sigma*lines[i].Sigma - own }
	for i := range lines {
		mi := lines[i].CO2e.Kg().InexactFloat64() * math.Exp((own+factor(i))/2)
		mean += mi
		for j := range lines {
			mj, cov := lines[j].CO2e.Kg().InexactFloat64()*math.Exp((own+factor(j))/2), 0.0
			if i%5 == j%5 {
				cov = factor(i)
			}
			if i == j {
				cov += own
			}
			variance += mi * mj * math.Expm1(cov)
		}
	}
	f := a.Total()
	assert.InEpsilon(t, mean, f.Mean, 1e-12)
	assert.InEpsilon(t, math.Sqrt(variance), f.SD, 1e-12)
}

func BenchmarkSimulate(b *testing.B) {
	a := analysed(b, run(b, manyLines(1000, 40)...), manyModel())
	for _, n := range []int{1, 2} {
		b.Run(fmt.Sprintf("10000 draws of 1000 lines, %d workers", n), func(b *testing.B) {
			for b.Loop() {
				if _, err := a.Simulate(uncertainty.Simulation{Seed: 1, Draws: 10_000, Each: workers(n)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkOf(b *testing.B) {
	inv, m := run(b, manyLines(10_000, 40)...), manyModel()
	b.Run("10000 lines", func(b *testing.B) {
		for b.Loop() {
			if a := analysed(b, inv, m); !a.Total().Known {
				b.Fatal("unknown")
			}
		}
	})
}
