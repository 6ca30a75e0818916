package uncertainty_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

// Two lines of 100, activities with GSD² 1.05, one factor with GSD² 1.5. By hand: σ_a² = (½ ln 1.05)², σ_f² = (½ ln 1.5)²,
// mᵢ = 100·exp((σ_a²+σ_f²)/2), M = 2m, V = 2m²(e^(σ_a²+σ_f²) − 1) + 2m²(e^(σ_f²) − 1).
func TestSharedFactor(t *testing.T) {
	f := two(t).Total()
	near(t, 204.213328, f.Mean, 5e-7, "M")
	near(t, 41.984066, f.SD, 5e-7, "√V")
	near(t, 4.213328, f.Above, 5e-7, "M − Σx")
	e := by(t, f, uncertainty.FentonWilkinson)
	near(t, 0.2034652, e.Sigma, 5e-8, "σ")
	near(t, 1.502200, e.GSD2, 5e-7, "GSD²")
	near(t, 1.502199, by(t, f, uncertainty.FirstOrder).GSD2, 5e-7, "GSD² by first order")
	near(t, 1.336797, by(t, f, uncertainty.IndependentFentonWilkinson).GSD2, 5e-7, "as if independent")
	near(t, 1.334792, by(t, f, uncertainty.IndependentFirstOrder).GSD2, 5e-7, "as if independent, by first order")
	assert.Equal(t, "200", f.Reported.Kg().String())
	assert.Equal(t, "1", f.Share.String())
}

// Lines of 400 and 100 with a factor of GSD² 1.3 and activities of 1.05 and 1.1, and one of 500 with a factor of 1.1 and an
// activity of 1.2: the same formulas by hand.
func TestThreeLines(t *testing.T) {
	a := three(t)
	f := a.Total()
	near(t, 1007.207751, f.Mean, 5e-7, "M")
	near(t, 85.021969, f.SD, 5e-7, "√V")
	e := by(t, f, uncertainty.FentonWilkinson)
	near(t, 0.0842637, e.Sigma, 5e-8, "σ")
	near(t, 0.0840562, by(t, f, uncertainty.FirstOrder).Sigma, 5e-8, "σ by first order")
	near(t, 1.183561, e.GSD2, 5e-7, "GSD²")
	near(t, 1003.638313, e.Median, 5e-7, "median")
	near(t, 850.848, e.Quantile(0.025), 5e-4, "2.5 %")
	near(t, 1183.866, e.Quantile(0.975), 5e-4, "97.5 %")
	near(t, 0.703992, e.AtMost(kg("1050")), 5e-7, "P(E ≤ 1,050)")

	list := a.Contributions()
	require.Len(t, list, 5)
	sum := 0.0
	for i, want := range []struct {
		share float64
		lines int
		line  string
	}{{60.89, 2, ""}, {29.40, 1, "a3"}, {8.04, 1, ""}, {1.35, 1, "a1"}, {0.32, 1, "a2"}} {
		near(t, want.share, 100*list[i].Share, 0.005, list[i].Input.String())
		assert.Equal(t, want.lines, list[i].Lines)
		assert.Equal(t, want.line, list[i].Input.Line)
		sum += list[i].Share
	}
	near(t, 1, sum, 1e-12, "the shares add up to 1")
}

func kg(text string) ghg.CO2e { return must(ghg.ParseCO2e(text + " kg CO2e")) }

// σ of lines with own and shared inputs, of a scope and of a category.
func TestLinesScopesAndCategories(t *testing.T) {
	a := three(t)
	lines := a.Lines()
	require.Len(t, lines, 3)
	want := math.Hypot(math.Log(1.05)/2, math.Log(1.3)/2)
	near(t, want, lines[0].Sigma, 1e-15, "√(σ_a² + σ_f²)")
	near(t, 400/math.Exp(2*want), lines[0].Low, 1e-12, "low")
	near(t, 400*math.Exp(2*want), lines[0].High, 1e-12, "high")
	scopes, categories := a.ByScope(), a.ByCategory()
	require.Len(t, scopes, 1)
	require.Len(t, categories, 1)
	assert.Equal(t, by(t, a.Total(), uncertainty.FentonWilkinson), by(t, scopes[0], uncertainty.FentonWilkinson))
	assert.Equal(t, "scope 3", scopes[0].Name)
	assert.Equal(t, ghg.PurchasedGoodsAndServices.String(), categories[0].Name)
	assert.Equal(t, market, a.Accounting())
}

// A line that varies by one factor alone is a log-normal number: every rule has its σ.
func TestOneLine(t *testing.T) {
	m := model(1, nil, map[string]float64{"product/steel": 2.5})
	m.Amount, m.LeftOut = nil, []ghg.InputKind{ghg.InputAmount}
	a := analysed(t, run(t, bought("a", "steel", "100")), m)
	f := a.Total()
	for _, e := range f.Estimates {
		near(t, math.Log(2.5)/2, e.Sigma, 1e-15, e.Rule.String())
		near(t, 100, e.Median, 1e-12, e.Rule.String())
		near(t, 40, e.Low, 1e-12, e.Rule.String())
		near(t, 250, e.High, 1e-12, e.Rule.String())
		near(t, 0.5, e.AtMost(kg("100")), 1e-15, e.Rule.String())
	}
	assert.Equal(t, []ghg.InputKind{ghg.InputAmount}, a.LeftOut())
	assert.Contains(t, a.String(), "Left out on purpose: the uncertainty of every amount")
}

// workers is a number of goroutines, each of which runs one block in so many.
func workers(of int) func(int, func(int)) {
	return func(n int, do func(int)) {
		var wait sync.WaitGroup
		for w := range of {
			wait.Go(func() {
				for i := w; i < n; i += of {
					do(i)
				}
			})
		}
		wait.Wait()
	}
}

// At 10⁴ draws the moments are within three standard errors of the exact ones: ± 2.551, ± 1.86 and, for the probability by
// simulation with 4·10⁶ draws, 0.7048 ± 0.014.
func TestSimulationAgrees(t *testing.T) {
	a := three(t)
	f := a.Total()
	for seed := range uint64(5) {
		s, err := a.Simulate(uncertainty.Simulation{Seed: seed, Draws: 10_000, Targets: []ghg.CO2e{kg("1050")}})
		require.NoError(t, err)
		near(t, f.Mean, s.Mean, 2.551, "mean")
		near(t, f.SD, s.SD, 1.86, "sd")
		near(t, f.Mean, s.Mean, 3*s.MeanError, "mean, three standard errors")
		near(t, f.SD, s.SD, 3*s.SDError, "sd, three standard errors")
		near(t, 0.7048, s.Targets[0].Probability, 0.014, "P")
		near(t, 0.0046, s.Targets[0].Error, 1e-4, "standard error of P")
	}
}

// 4·10⁶ draws: 851.5 ± 0.2, 1184.5 ± 0.3, median 1003.45 ± 0.05, P 0.7048 ± 0.0005.
func TestManyDraws(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws 4 million times")
	}
	s, err := three(t).Simulate(uncertainty.Simulation{Seed: 1, Draws: 4_000_000, Targets: []ghg.CO2e{kg("1050")}, Each: workers(2)})
	require.NoError(t, err)
	near(t, 851.5, s.Low, 0.2, "2.5 %")
	near(t, 1184.5, s.High, 0.3, "97.5 %")
	near(t, 1003.45, s.Median, 0.05, "median")
	near(t, 0.7048, s.Targets[0].Probability, 0.0005, "P")
}

// One seed gives the same bytes for any number of workers, and another seed other ones.
func TestWorkersDoNotMatter(t *testing.T) {
	a := three(t)
	of := func(seed uint64, each func(int, func(int))) uncertainty.Simulated {
		s, err := a.Simulate(uncertainty.Simulation{Seed: seed, Draws: 10_001, Targets: []ghg.CO2e{kg("1000"), kg("1050")}, Each: each})
		require.NoError(t, err)
		return s
	}
	want := of(7, nil)
	for _, n := range []int{1, 2, 3, 8} {
		assert.Equal(t, want, of(7, workers(n)), "%d workers", n)
	}
	backwards := func(n int, do func(int)) {
		for i := n - 1; i >= 0; i-- {
			do(i)
			do(i) // a block is run once
		}
		do(n)
		do(-1)
	}
	assert.Equal(t, want, of(7, backwards))
	assert.NotEqual(t, want.Mean, of(8, nil).Mean)
}

// The order of lines changes no byte.
func TestOrderDoesNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	lines := manyLines(60, 7)
	m := manyModel()
	draw := func() (string, uncertainty.Figure, uncertainty.Simulated) {
		a := analysed(t, run(t, lines...), m)
		s, err := a.Simulate(uncertainty.Simulation{Seed: 3, Draws: 1000})
		require.NoError(t, err)
		return a.String(), a.Total(), s
	}
	text, total, drawn := draw()
	for range 3 {
		r.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
		again, total2, drawn2 := draw()
		assert.Equal(t, text, again)
		assert.Equal(t, total, total2)
		assert.Equal(t, drawn, drawn2)
	}
}

// A line's own numbers do not depend on the other lines: the stream of an input is its own.
func TestStreamsAreOfInputs(t *testing.T) {
	m := model(1, map[string]float64{"a": 1.4}, map[string]float64{"product/steel": 1.2})
	alone := analysed(t, run(t, bought("a", "steel", "100")), m)
	m2 := model(0.5, map[string]float64{"a": 1.4}, map[string]float64{"product/steel": 1.2})
	among := analysed(t, run(t, bought("0", "glass", "3"), bought("a", "steel", "100"), bought("b", "steel", "5")), m2)
	s1, err := alone.Simulate(uncertainty.Simulation{Seed: 9, Draws: 1000})
	require.NoError(t, err)
	s2, err := among.Simulate(uncertainty.Simulation{Seed: 9, Draws: 1000})
	require.NoError(t, err)
	assert.InDelta(t, s1.Mean, s2.Mean, 1e-9)
	assert.Equal(t, "100", s2.Reported.Kg().String(), "of the covered lines")
	assert.True(t, slices.IsSorted([]float64{s1.Low, s1.Median, s1.Mean, s1.High}))
}
