package plan_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// random returns a small portfolio with every kind of link, and a target.
func random(seed uint64) (plan.Portfolio, targets.Absolute) {
	r := rand.New(rand.NewPCG(seed, 1))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	p := portfolio()
	p.Baseline.Parts = append(p.Baseline.Parts, plan.Part{Name: "fleet", Years: []targets.Projection{{Year: 2030, Emissions: tonnes(pick("0", "15", "40"))}, {Year: 2025}}})
	p.Terms.Rate = targets.Defined(d(pick("0", "0.03", "0.1")))
	names := []string{"a", "b", "c", "e"}[:2+r.IntN(3)]
	for _, name := range names {
		m := abates(name, pick("0.5", "8", "20", "33.3", "90"), pick("0", "700", "1000", "1e6"))
		if r.IntN(2) == 0 {
			m = cuts(name, pick("0.05", "0.3", "0.5", "1"), pick("0", "800", "1200"))
		}
		m.Part, m.Opex, m.Start = pick("sites", "sites", "fleet"), yen(pick("-150", "0", "20")), 2026+r.IntN(3)
		m.Ramp = []decimal.Decimal{d(pick("0.5", "1")), d("1")}
		m.Size.Max, m.Size.AllOrNothing = d(pick("0.5", "1", "1")), r.IntN(3) == 0
		if r.IntN(5) == 0 {
			m.Size.Min = m.Size.Max
		}
		p.Measures = append(p.Measures, m)
	}
	p.Measures[0].Start = 2026
	if r.IntN(3) == 0 {
		p.Measures[1].Requires = []string{"a"}
	}
	if r.IntN(3) == 0 {
		p.Measures[len(names)-1].Excludes = []string{"a"}
	}
	if x, y := p.Measures[0], p.Measures[1]; x.Part == y.Part && x.Share.IsZero() && y.Share.IsZero() && r.IntN(2) == 0 {
		p.Overlaps = []plan.Overlap{{Measures: [2]string{"a", "b"}, Amount: tonnes("0.5")}}
	}
	if r.IntN(3) == 0 {
		p.Budgets = []plan.Budget{{Year: 2026, Limit: yen(pick("600", "1500", "100000"))}}
	}
	return p, allowing(pick("0.25", "0.4", "0.5", "0.7", "0.9"))
}

// cheapestOnGrid returns the lowest cost among all scales of quarters that reach the target.
func cheapestOnGrid(t *testing.T, p plan.Portfolio, target targets.Absolute) (cost decimal.Decimal, ok bool) {
	t.Helper()
	const steps = 4
	n := len(p.Measures)
	for code := range pow(steps+1, n) {
		choices := make([]plan.Choice, n)
		for i, rest := 0, code; i < n; i, rest = i+1, rest/(steps+1) {
			choices[i] = plan.Choice{Measure: p.Measures[i].Name, Scale: decimal.NewFromInt(int64(rest % (steps + 1) * 25)).Shift(-2)}
		}
		e, err := p.Evaluate(target, choices)
		if err == nil && e.Reached && (!ok || e.Cost.Value.LessThan(cost)) {
			cost, ok = e.Cost.Value, true
		}
	}
	return cost, ok
}

func pow(x, n int) int {
	y := 1
	for range n {
		y *= x
	}
	return y
}

// FuzzLeastCost compares plans with every plan of a grid: a plan reaches its target exactly, no plan of the grid is below the
// lower bound, and what is called infeasible is not on the grid.
func FuzzLeastCost(f *testing.F) {
	for seed := range uint64(40) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		p, target := random(seed)
		found, err := p.LeastCost(target)
		if err != nil {
			require.NotErrorIs(t, err, plan.ErrSolver)
			require.NotErrorIs(t, err, plan.ErrLimit)
		}
		cost, ok := cheapestOnGrid(t, p, target)
		if err != nil {
			require.False(t, ok && !isNotFound(err), "Infeasible, but a plan of the grid costs %s: %v", cost, err)
			return
		}
		require.True(t, found.Reached)
		again, err := p.Evaluate(target, found.Choices)
		require.NoError(t, err)
		require.True(t, again.Reached)
		require.Equal(t, found.Years, again.Years)
		require.True(t, again.Cost.Value.Equal(found.Cost.Value))
		bound, ok2 := found.LowerBound.Get()
		require.True(t, ok2)
		slack := d("1e-5").Mul(bound.Value.Abs().Add(d("1000000"))).Add(d("0.01"))
		if ok {
			require.False(t, bound.Value.GreaterThan(cost.Add(slack)), "The lower bound %s is above a plan of the grid, %s.", bound, cost)
		}
		if linear(found) && ok {
			require.False(t, found.Cost.Value.GreaterThan(cost.Add(slack)), "The plan costs %s, one of the grid %s.", found.Cost, cost)
		}
		part := ghg.CO2e{}
		for _, row := range found.Parts {
			require.False(t, row.Left.IsNegative())
			part = part.Add(row.Left)
		}
		for _, y := range found.Years {
			part = part.Sub(y.After)
		}
		require.True(t, part.IsZero(), "The parts do not add up to the years.")
	})
}

func isNotFound(err error) bool {
	return slices.Contains([]string{plan.ErrNotFound.Error()}, err.Error()[:min(len(err.Error()), len(plan.ErrNotFound.Error()))])
}

// linear reports whether no overlap had to be corrected.
func linear(p plan.Plan) bool {
	for _, a := range p.Assumptions {
		if a.Kind == plan.AssumedSolver {
			return a.Text[len(a.Text)-len("No overlap had to be corrected."):] == "No overlap had to be corrected."
		}
	}
	return false
}

// FuzzOrder gives the same portfolio in another order: the bytes of plan, curve and error are the same.
func FuzzOrder(f *testing.F) {
	for seed := range uint64(30) {
		f.Add(seed, seed+7)
	}
	f.Fuzz(func(t *testing.T, seed, order uint64) {
		p, target := random(seed)
		written := func(p plan.Portfolio) []string {
			var texts []string
			found, err := p.LeastCost(target)
			texts = append(texts, strconv.FormatBool(err == nil))
			if err != nil {
				texts = append(texts, err.Error())
			} else {
				texts = append(texts, string(sure(json.Marshal(found))))
			}
			return append(texts, string(sure(json.Marshal(sure(p.Curve(2030, plan.AnnualisedCost))))))
		}
		want := written(p)
		r := rand.New(rand.NewPCG(order, 2))
		q := p
		q.Measures, q.Baseline.Parts = slices.Clone(p.Measures), slices.Clone(p.Baseline.Parts)
		r.Shuffle(len(q.Measures), func(i, j int) { q.Measures[i], q.Measures[j] = q.Measures[j], q.Measures[i] })
		slices.Reverse(q.Baseline.Parts)
		for i, o := range q.Overlaps {
			q.Overlaps = []plan.Overlap{{Measures: [2]string{o.Measures[1], o.Measures[0]}, Amount: q.Overlaps[i].Amount}}
		}
		require.Equal(t, want, written(q))
	})
}
