package uncertainty_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// What is unknown is not exact: a line without an uncertainty of each input is not covered, and below the stated share the
// total has no interval.
func TestUnknownStaysUnknown(t *testing.T) {
	inv := run(t, bought("a", "steel", "80"), bought("b", "glass", "20"))
	known := map[string]float64{"a": 1.1, "b": 1.1}
	for _, c := range []struct {
		least float64
		known bool
	}{{0.8, true}, {0.81, false}} {
		a := analysed(t, inv, model(c.least, known, map[string]float64{"product/steel": 1.2}))
		f := a.Total()
		assert.Equal(t, c.known, f.Known)
		assert.Equal(t, "0.8", f.Share.String())
		assert.Equal(t, "100", f.Reported.Kg().String())
		assert.Equal(t, "80", f.Covered.Kg().String())
		assert.Equal(t, []int{2, 1}, []int{f.Lines, f.CoveredLines})
		line := a.Lines()[1]
		assert.False(t, line.Covered)
		require.Len(t, line.Unknown, 1)
		assert.Equal(t, ghg.InputFactor, line.Unknown[0].Kind)
		assert.Contains(t, line.String(), "unknown: no uncertainty of factor ")
		_, is := f.By(uncertainty.FentonWilkinson)
		assert.Equal(t, c.known, is)
		if !c.known {
			assert.Contains(t, f.Why, "want at least 81 % of the emissions covered")
			assert.Contains(t, a.String(), "unknown")
			assert.Nil(t, a.Contributions())
			_, err := a.Simulate(uncertainty.Simulation{Draws: 1000})
			require.ErrorIs(t, err, ghg.ErrMissing)
		}
	}
	nothing := analysed(t, inv, uncertainty.Model{MinCovered: 0.1})
	assert.Equal(t, "0", nothing.Total().Share.String())
	assert.False(t, nothing.Total().Known)
}

func TestModelRefuses(t *testing.T) {
	inv := run(t, bought("a", "steel", "80"))
	good := model(1, map[string]float64{"a": 1.1}, map[string]float64{"product/steel": 1.2})
	for name, c := range map[string]struct {
		change func(*uncertainty.Model)
		kind   error
	}{
		"no least share":     {func(m *uncertainty.Model) { m.MinCovered = 0 }, ghg.ErrOutOfRange},
		"a share above 1":    {func(m *uncertainty.Model) { m.MinCovered = 1.1 }, ghg.ErrOutOfRange},
		"not a number":       {func(m *uncertainty.Model) { m.MinCovered = math.NaN() }, ghg.ErrOutOfRange},
		"no kind":            {func(m *uncertainty.Model) { m.LeftOut = []ghg.InputKind{0} }, ghg.ErrMissing},
		"a kind twice":       {func(m *uncertainty.Model) { m.LeftOut = []ghg.InputKind{ghg.InputPrice, ghg.InputPrice} }, ghg.ErrMixed},
		"left out and ruled": {func(m *uncertainty.Model) { m.LeftOut = []ghg.InputKind{ghg.InputAmount} }, ghg.ErrMixed},
		"a rule that fails": {func(m *uncertainty.Model) {
			m.Factor = func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return uncertainty.Uncertainty{}, errRule }
		}, errRule},
	} {
		m := good
		c.change(&m)
		_, err := uncertainty.Of(inv, market, m)
		require.ErrorIs(t, err, c.kind, name)
	}
	_, err := uncertainty.Of(inv, 0, good)
	require.ErrorIs(t, err, ghg.ErrMissing, "the method of scope 2")
	a, err := uncertainty.Of(nil, market, good)
	require.NoError(t, err)
	assert.Equal(t, "no emissions", a.Total().Why)
	assert.Contains(t, uncertainty.Analysis{}.String(), "no emissions")

	a = analysed(t, inv, good)
	for _, s := range []uncertainty.Simulation{{Draws: 999}, {Draws: 10_000_001}, {Draws: -1}, {Draws: 1000, Each: func(int, func(int)) {}}} {
		_, err := a.Simulate(s)
		require.Error(t, err)
	}
}

// A line without emissions has no elasticity and is certain; lines that add up to nothing have no interval.
func TestLinesOfNothing(t *testing.T) {
	m := model(1, map[string]float64{"a": 1.1}, map[string]float64{"product/steel": 1.2})
	a := analysed(t, run(t, bought("a", "steel", "5"), bought("b", "steel", "0")), m)
	assert.True(t, a.Total().Known)
	assert.Equal(t, 2, a.Total().CoveredLines)
	assert.Equal(t, "no emissions", analysed(t, run(t, bought("b", "steel", "0")), m).Total().Why)
}

// With certain inputs, the total is certain, and so is a simulation.
func TestExact(t *testing.T) {
	a := analysed(t, run(t, bought("a", "steel", "5")), model(1, map[string]float64{"a": 1}, map[string]float64{"product/steel": 1}))
	f := a.Total()
	e := by(t, f, uncertainty.FentonWilkinson)
	assert.Zero(t, e.Sigma)
	assert.Zero(t, f.Above)
	assert.Equal(t, []float64{0, 0, 1}, []float64{e.AtMost(kg("0")), e.AtMost(kg("4.9")), e.AtMost(kg("5"))})
	assert.True(t, math.IsNaN(uncertainty.Estimate{}.AtMost(kg("5"))))
	assert.Empty(t, a.Contributions())
	s, err := a.Simulate(uncertainty.Simulation{Draws: 1000, Targets: []ghg.CO2e{kg("5"), kg("4")}})
	require.NoError(t, err)
	assert.Equal(t, []float64{5, 5, 5, 1, 0}, []float64{s.Median, s.Low, s.High, s.Targets[0].Probability, s.Targets[1].Probability})
}

// Amounts of one line are shared by its results; a sum inside a line has elasticities that are its shares: 60 of 100 from one
// input gives 0.6.
func TestElasticities(t *testing.T) {
	hybrid := scope3.PurchasedHybrid{
		ID: "h", Period: ghg.CalendarYear(2024), Category: 1, Item: "shirts", Supplier: "B", Region: "GLOBAL", GWP: "AR5", Source: "s",
		Scope1: units.MustParse("60 kg CO2e"), Scope2: units.MustParse("0 kg CO2e"),
		Others: []scope3.Input{{
			Activity: "product/shirt", Amount: units.MustParse("40 unit"), Region: "GLOBAL", Boundary: ghg.CradleToGate,
			Factor: factors.MustSupplied("1 kg CO2e/unit AR5; s"),
		}},
	}
	inv := run(t, activity.Activity(hybrid))
	require.NotEmpty(t, inv)
	amounts := 0
	m := uncertainty.Model{MinCovered: 1, LeftOut: []ghg.InputKind{ghg.InputFactor}, Amount: func(_ ghg.Result, in ghg.Input) (uncertainty.Uncertainty, error) {
		amounts++
		return uncertainty.GSD2(math.Exp(2))
	}}
	line := analysed(t, inv, m).Lines()[0]
	assert.Equal(t, "100", line.CO2e.Kg().String())
	near(t, math.Hypot(0.6, 0.4), line.Sigma, 1e-15, "√(0.6² + 0.4²), with σ = 1")
	assert.Equal(t, 2, amounts, "an input without an effect is not asked about")
}

// Every method's declared examples have an analysis, with every kind of input.
func TestEveryMethod(t *testing.T) {
	basis := must(example.Basis())
	rule := must(uncertainty.GSD2(1.1))
	m := uncertainty.Model{
		Amount:     func(ghg.Result, ghg.Input) (uncertainty.Uncertainty, error) { return rule, nil },
		Factor:     func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return rule, nil },
		Property:   func(ghg.PropertyRecord) (uncertainty.Uncertainty, error) { return rule, nil },
		Price:      func(ghg.Input) (uncertainty.Uncertainty, error) { return rule, nil },
		Potential:  func(ghg.Input) (uncertainty.Uncertainty, error) { return rule, nil },
		MinCovered: 1,
	}
	kinds := map[ghg.InputKind]bool{}
	for _, method := range activity.Methods() {
		for _, of := range must(method.Activities()) {
			results, err := of.Calculate(basis)
			require.NoError(t, err)
			org := inventory.Organisation{Name: "x", Approach: inventory.EquityShare, Period: results[0].Period}
			inv, err := inventory.Of(org, results)
			require.NoError(t, err)
			a := analysed(t, inv, m)
			total := a.Total()
			assert.Equal(t, total.Lines, total.CoveredLines, method.Method)
			for _, c := range a.Contributions() {
				kinds[c.Input.Kind] = true
			}
			if total.Known {
				s, err := a.Simulate(uncertainty.Simulation{Seed: 1, Draws: 1000})
				require.NoError(t, err)
				assert.LessOrEqual(t, math.Abs(s.Mean-total.Mean), 5*total.SD/math.Sqrt(1000)+1e-9*total.Mean, method.Method)
			}
		}
	}
	assert.Len(t, kinds, 5, "every kind of input contributes somewhere")
}

// Rules by quality, by assessment and by publication; the digest tells editions apart.
func TestRules(t *testing.T) {
	line := bought("a", "steel", "100")
	line.Quality = graded()
	inv := run(t, line, bought("b", "glass", "50"))
	factor := firstFactor(t, inv)
	assessed, err := uncertainty.Assessed(uncertainty.Ecoinvent2, []uncertainty.FactorQuality{
		{ID: factor.ID, Digest: factor.Digest, Quality: graded(), Basic: uncertainty.CO2Emissions, Source: "analyst, 2025"},
		{ID: factor.ID, Uncertainty: uncertainty.Exact(), Source: "another edition"},
	})
	require.NoError(t, err)
	u := must(assessed(factor))
	gsd2, _ := u.GSD2()
	near(t, 1.250184, gsd2, 5e-7, "assessed")
	assert.Contains(t, u.Rule(), "; analyst, 2025")
	other := factor
	other.Digest = "x"
	near(t, 0, sigma(t, must(assessed(other))), 0, "by the id alone")
	other.ID = "y"
	assert.False(t, must(assessed(other)).Known())

	m := uncertainty.Model{Amount: uncertainty.ByQuality(uncertainty.Ecoinvent2, func(ghg.Result) uncertainty.Basic { return uncertainty.Electricity }), Factor: assessed, MinCovered: 0.5}
	a := analysed(t, inv, m)
	near(t, math.Sqrt2*math.Log(gsd2)/2, a.Lines()[0].Sigma, 1e-12, "activity and factor alike")
	assert.False(t, a.Lines()[1].Covered, "a line that is not graded")

	m.Amount = uncertainty.ByQuality(uncertainty.GHGProtocol, nil)
	_, err = uncertainty.Of(inv, market, m)
	require.ErrorIs(t, err, ghg.ErrMixed)
	m.Amount = uncertainty.ByQuality(uncertainty.Ecoinvent2, func(ghg.Result) uncertainty.Basic { return 99 })
	_, err = uncertainty.Of(inv, market, m)
	require.ErrorIs(t, err, ghg.ErrUnknown)

	for name, list := range map[string][]uncertainty.FactorQuality{
		"no id":         {{Uncertainty: uncertainty.Exact(), Source: "s"}},
		"no source":     {{ID: "f", Uncertainty: uncertainty.Exact()}},
		"twice":         {{ID: "f", Uncertainty: uncertainty.Exact(), Source: "s"}, {ID: "f", Uncertainty: uncertainty.Exact(), Source: "s"}},
		"both":          {{ID: "f", Uncertainty: uncertainty.Exact(), Quality: graded(), Source: "s"}},
		"neither":       {{ID: "f", Source: "s"}},
		"another table": {{ID: "f", Source: "s", Quality: ghg.Quality{Scheme: ghg.PACTGrades, Time: 1}}},
	} {
		_, err := uncertainty.Assessed(uncertainty.Ecoinvent2, list)
		assert.Error(t, err, name)
	}
}

func firstFactor(t testing.TB, inv *inventory.Inventory) ghg.FactorRecord {
	t.Helper()
	for r := range inv.Results() {
		return r.Factors[0]
	}
	t.Fatal("no result")
	return ghg.FactorRecord{}
}

// A set's published uncertainty is that of its factor with the same digest.
func TestAsPublished(t *testing.T) {
	of := factors.Factor{
		Activity: "material/steel", Region: "GLOBAL", Boundary: ghg.CradleToGate, Valid: ghg.CalendarYear(2024), Unit: units.MustUnit("kg"),
		PerUnit: factors.MustSupplied("2 kg CO2e/kg AR5; s").PerUnit, Reference: factors.Reference{Document: "d"},
	}
	silent := of
	silent.Activity = "material/glass"
	of.Uncertainty = factors.PublishedUncertainty(dec.MustParse("0.1"))
	set, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1"}, []factors.Factor{of, silent}, nil)
	require.NoError(t, err)
	rule := uncertainty.FirstKnown(nil, uncertainty.AsPublished(nil, set))
	known := 0
	for f := range set.All() {
		u := must(rule(f.Record()))
		if u.Known() {
			known++
			near(t, 0.0509873, sigma(t, u), 5e-8, "± 10 %")
		}
		record := f.Record()
		record.Digest = "other"
		assert.False(t, must(rule(record)).Known())
	}
	assert.Equal(t, 1, known, "what is not published is unknown and not 0")
}

// A register is refused if it is incomplete; it prints what is not quantified as such.
func TestRegister(t *testing.T) {
	good := uncertainty.Assumption{
		Kind: uncertainty.ScenarioUncertainty, Name: "lifetime", Text: "10 years; 8 to 15", Source: "product team", Scope: ghg.Scope3, Category: ghg.UseOfSoldProducts,
		Quantified: true, Low: kg("800"), Base: kg("1000"), High: kg("1500"),
	}
	words := uncertainty.Assumption{Kind: uncertainty.ModelUncertainty, Name: "input-output", Text: "prices stand for amounts", Source: "USEEIO", Scope: ghg.Scope3}
	r, err := uncertainty.NewRegister(good, words)
	require.NoError(t, err)
	assert.Equal(t, []uncertainty.Assumption{good, words}, r.All())
	assert.Contains(t, r.String(), "0.8")
	assert.Contains(t, r.String(), "not quantified")
	_, err = uncertainty.NewRegister(good, good)
	require.ErrorIs(t, err, ghg.ErrMixed)
	for name, change := range map[string]func(*uncertainty.Assumption){
		"kind":     func(a *uncertainty.Assumption) { a.Kind = 0 },
		"name":     func(a *uncertainty.Assumption) { a.Name = "" },
		"text":     func(a *uncertainty.Assumption) { a.Text = "" },
		"source":   func(a *uncertainty.Assumption) { a.Source = "" },
		"scope":    func(a *uncertainty.Assumption) { a.Scope = 0 },
		"category": func(a *uncertainty.Assumption) { a.Scope = ghg.Scope1 },
		"figures":  func(a *uncertainty.Assumption) { a.Quantified = false },
		"low":      func(a *uncertainty.Assumption) { a.Low = kg("1200") },
		"high":     func(a *uncertainty.Assumption) { a.High = kg("900") },
	} {
		a := good
		change(&a)
		_, err := uncertainty.NewRegister(a)
		assert.Error(t, err, name)
	}
}
