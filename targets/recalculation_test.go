package targets_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var fivePercent = targets.RecalculationPolicy{Threshold: d("0.05"), Test: targets.NetChange}

func change(trigger targets.Trigger, t string) targets.BaseChange {
	return targets.BaseChange{Trigger: trigger, Delta: tonnes(t)}
}

func TestChangesAreCumulative(t *testing.T) {
	base := targets.Base{Year: 2020, Emissions: tonnes("50")}
	// Each change is below 5 % of 50; together they reach it: 1 + 1.5 = 2.5.
	a, err := fivePercent.Assess(base, []targets.BaseChange{change(targets.Sourcing, "1"), change(targets.CategoryAdded, "1.5")})
	require.NoError(t, err)
	assert.True(t, a.Recalculate, "Two changes that reach the threshold together do not recalculate.")

	// Offsetting changes: net +1 (2 %), gross 9 (18 %).
	a, err = fivePercent.Assess(base, []targets.BaseChange{change(targets.StructuralChange, "5"), change(targets.StructuralChange, "-4")})
	require.NoError(t, err)
	assert.False(t, a.Recalculate, "A net change of 2 % recalculates.")
	equalTonnes(t, "1", a.Net, "The net change")
	equalTonnes(t, "9", a.Gross, "The gross change")
	equal(t, "0.02", a.NetShare, "The net share")
	equal(t, "0.18", a.GrossShare, "The gross share")
}

// An acquisition of 6 and a divestment of 6 on 100 leave a net change of 0. Each is above 5 % on its own.
func TestOffsettingChangesAreTestedByThePolicy(t *testing.T) {
	offset := []targets.BaseChange{change(targets.StructuralChange, "6"), change(targets.StructuralChange, "-6")}
	small := []targets.BaseChange{change(targets.StructuralChange, "3"), change(targets.StructuralChange, "-3")}
	together := []targets.BaseChange{change(targets.Sourcing, "2.5"), change(targets.Sourcing, "2.5")}
	for test, want := range map[targets.SignificanceTest][3]bool{
		targets.NetChange:      {false, false, true},
		targets.GrossChange:    {true, true, true},
		targets.NetOrAnySingle: {true, false, true},
		targets.AnySingle:      {true, false, false},
	} {
		p := targets.RecalculationPolicy{Threshold: d("0.05"), Test: test}
		for i, changes := range [][]targets.BaseChange{offset, small, together} {
			a, err := p.Assess(plan().Base, changes)
			require.NoError(t, err)
			assert.Equal(t, want[i], a.Recalculate, "The test %s decides case %d wrongly.", test, i)
		}
	}
	a, err := targets.RecalculationPolicy{Threshold: d("0.05"), Test: targets.NetOrAnySingle}.Assess(plan().Base, offset)
	require.NoError(t, err)
	equal(t, "0", a.NetShare, "The net share")
	equal(t, "0.12", a.GrossShare, "The gross share")
	equal(t, "0.06", a.LargestShare, "The share of the largest change")
	equalTonnes(t, "6", a.Largest, "The largest change")
	a, err = targets.RecalculationPolicy{Threshold: d("0.05"), Test: targets.NetOrAnySingle}.Assess(plan().Base, []targets.BaseChange{change(targets.Sourcing, "2"), change(targets.Sourcing, "-6")})
	require.NoError(t, err)
	equalTonnes(t, "-4", a.Net, "The net change")
	equalTonnes(t, "6", a.Largest, "The largest change, a decrease")
	equal(t, "0.04", a.NetShare, "The net share")
	assert.True(t, a.Recalculate, "A decrease of 6 % on its own does not recalculate.")
}

func TestPolicyNamesItsTest(t *testing.T) {
	_, err := targets.RecalculationPolicy{Threshold: d("0.05")}.Assess(plan().Base, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "net-or-any-single")
	_, err = targets.RecalculationPolicy{Threshold: d("0.05"), Test: 9}.Assess(plan().Base, nil)
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// Outsourcing moves 6 t from scope 1 to scope 3: 6 % of scopes 1 and 2 (100 t), 0.6 % of scope 3 (1,000 t), nothing in all
// scopes together.
func TestEachTargetBoundaryIsAssessedOnItsOwn(t *testing.T) {
	of := func(name, emissions string, deltas ...string) targets.TargetBoundary {
		b := targets.TargetBoundary{Name: name, Base: targets.Base{Year: 2020, Emissions: tonnes(emissions)}}
		for _, delta := range deltas {
			b.Changes = append(b.Changes, change(targets.Sourcing, delta))
		}
		return b
	}
	got, err := fivePercent.AssessEach(of("scopes 1 and 2", "100", "-6"), of("scope 3", "1000", "6"), of("all scopes", "1100", "-6", "6"))
	require.NoError(t, err)
	require.Len(t, got, 3)
	for i, want := range []bool{true, false, false} {
		assert.Equal(t, want, got[i].Recalculate, "The boundary %s is assessed wrongly.", got[i].Name)
	}
	equal(t, "0.006", got[1].NetShare, "The net share of scope 3")

	for want, boundaries := range map[error][]targets.TargetBoundary{
		ghg.ErrMissing: nil,
		ghg.ErrMixed:   {of("a", "1"), of("a", "1")},
	} {
		require.ErrorIs(t, second(fivePercent.AssessEach(boundaries...)), want)
	}
	require.ErrorIs(t, second(fivePercent.AssessEach(of("", "1"))), ghg.ErrMissing)
	require.ErrorContains(t, second(fivePercent.AssessEach(of("scope 3", "0"))), `target boundary "scope 3": base-year emissions`)
}

func TestThresholdIsInclusive(t *testing.T) {
	for delta, want := range map[string]bool{"-5": true, "-4.99": false} {
		a, err := fivePercent.Assess(plan().Base, []targets.BaseChange{change(targets.ErrorFound, delta)})
		require.NoError(t, err)
		assert.Equal(t, want, a.Recalculate, "A change of %s t in 100 t is assessed wrongly.", delta)
	}
}

func TestThresholdOfEverything(t *testing.T) {
	a, err := targets.RecalculationPolicy{Threshold: d("1"), Test: targets.NetChange}.Assess(plan().Base, []targets.BaseChange{change(targets.ErrorFound, "100")})
	require.NoError(t, err)
	assert.True(t, a.Recalculate, "A change of 100 % does not reach a threshold of 100 %.")
}

func TestRealChangesAreIgnored(t *testing.T) {
	base := targets.Base{Year: 2020, Emissions: tonnes("50")}
	// An acquired company of 15 t counts, unless it did not exist in the base year. Growth does not count.
	absent := change(targets.StructuralChange, "15")
	absent.Absent = true
	a, err := fivePercent.Assess(base, []targets.BaseChange{
		absent, change(targets.OrganicChange, "10"), change(targets.SiteChange, "10"), change(targets.RealFactorChanged, "-10"),
	})
	require.NoError(t, err)
	assert.False(t, a.Recalculate, "Changes that do not count recalculate.")
	assert.Len(t, a.Ignored, 4)
	assert.Empty(t, a.Counted)
	equalTonnes(t, "0", a.Net, "The net change")
}

func TestInvalidAssessmentsAreRefused(t *testing.T) {
	base := plan().Base
	require.ErrorIs(t, second(fivePercent.Assess(base, []targets.BaseChange{{}})), ghg.ErrMissing)
	require.ErrorIs(t, second(fivePercent.Assess(targets.Base{}, nil)), ghg.ErrMissing)
	for _, threshold := range []string{"0", "5"} {
		require.ErrorIs(t, second(targets.RecalculationPolicy{Threshold: d(threshold), Test: targets.NetChange}.Assess(base, nil)), ghg.ErrOutOfRange)
	}
}

// An assessment lists what it counted and what it did not.
func TestAssessmentListsTheChanges(t *testing.T) {
	sold := targets.BaseChange{Trigger: targets.StructuralChange, What: "mill", Delta: tonnes("-3")}
	method := targets.BaseChange{Trigger: targets.MethodChange, What: "grid factors", Delta: tonnes("1")}
	growth := targets.BaseChange{Trigger: targets.OrganicChange, What: "new line", Delta: tonnes("9")}
	a, err := fivePercent.Assess(targets.Base{Year: 2020, Emissions: tonnes("100"), Accounting: ghg.MarketBased, Version: "1"}, []targets.BaseChange{sold, growth, method})
	require.NoError(t, err)
	assert.Equal(t, []targets.BaseChange{sold, method}, a.Counted)
	assert.Equal(t, []targets.BaseChange{growth}, a.Ignored)
}

func TestRecalculationByLevel(t *testing.T) {
	// Scope 3 Standard, table 9.4.
	for _, c := range []struct {
		level                     targets.Level
		before, significant, want bool
	}{
		{targets.InventoryLevel, true, true, false},
		{targets.InventoryLevel, false, true, true},
		{targets.InventoryLevel, false, false, false},
		{targets.ScopeLevel, true, true, true},
		{targets.ScopeLevel, true, false, false},
		{targets.CategoryLevel, true, true, true},
	} {
		got, err := targets.RecalculateForSourcing(c.level, c.before, c.significant)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "Sourcing with targets per %s, reported before %t, significant %t, is decided wrongly.", c.level, c.before, c.significant)
	}
	// Table 9.5.
	for level, want := range map[targets.Level]bool{targets.InventoryLevel: true, targets.ScopeLevel: true, targets.CategoryLevel: false} {
		got, err := targets.RecalculateForCategory(level)
		require.NoError(t, err)
		assert.Equal(t, want, got, "A new category with targets per %s is decided wrongly.", level)
	}
	require.ErrorIs(t, second(targets.RecalculateForSourcing(0, true, true)), ghg.ErrMissing)
	require.ErrorIs(t, second(targets.RecalculateForCategory(0)), ghg.ErrMissing)
	require.ErrorIs(t, second(targets.RecalculateForCategory(9)), ghg.ErrUnknown)
}
