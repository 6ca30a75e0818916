package targets_test

import (
	"slices"
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Microsoft's base year FY2020 was published as 11,585,000 t and, a report later, as 12,227,000 t: +5.542 %, which a
// threshold of 5 % recalculates. FY2021 went from 14,073,000 t to 14,392,000 t: +2.27 %. The
// reports' pages are not recorded here.
func TestMicrosoftRecalculation(t *testing.T) {
	base := targets.Base{Year: 2020, Emissions: tonnes("11585000"), Accounting: ghg.MarketBased, Version: "2021"}
	delta := tonnes("12227000").Sub(base.Emissions)
	a, err := targets.SBTiPolicy().Assess(base, []targets.BaseChange{{Trigger: targets.MethodChange, What: "scope 3 category 3, market-based scope 2", Delta: delta}})
	require.NoError(t, err)
	rounded(t, "0.05542", a.NetShare)
	assert.True(t, a.Recalculate)

	target := targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: d("0.5")}}}
	newer := targets.BaseVersion{
		Base: targets.Base{Year: 2020, Emissions: tonnes("12227000"), Accounting: ghg.MarketBased, Version: "2022"},
		Date: ghg.Date{Year: 2022, Month: time.March, Day: 1}, Reason: "methods of scope 2 and category 3",
	}
	old := []targets.Actual{{Year: 2021, Emissions: tonnes("14073000"), Accounting: ghg.MarketBased, Version: "2021"}}
	restated := []targets.Actual{{Year: 2021, Emissions: tonnes("14392000"), Accounting: ghg.MarketBased, Version: "2022"}}
	r, err := target.Restate(old, newer, restated)
	require.NoError(t, err)
	equalTonnes(t, "642000", r.Change)
	require.Len(t, r.Years, 2)
	rounded(t, "0.05542", must(t, r.Years[0].Change))
	rounded(t, "0.0227", must(t, r.Years[1].Change))
	// Progress changes with the base: 11,585 → 14,073 is +21.5 %, 12,227 → 14,392 is +17.7 %.
	rounded(t, "-0.215", must(t, r.Old.Latest.Reduction))
	rounded(t, "-0.177", must(t, r.New.Latest.Reduction))

	_, err = target.Restate(old, newer, old) // figures of the old version against the new base year
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = target.Restate(restated, newer, restated)
	require.ErrorIs(t, err, ghg.ErrMixed)
	same := newer
	same.Base.Version = "2021"
	_, err = target.Restate(old, same, restated)
	require.ErrorIs(t, err, ghg.ErrMissing)
	same.Base.Year = 2019
	_, err = target.Restate(old, same, restated)
	require.ErrorIs(t, err, ghg.ErrMixed)
	// A year that was not restated is missing from the comparison and from the new budget.
	later := append(slices.Clone(old), targets.Actual{Year: 2022, Emissions: ghg.CO2e{}, Accounting: ghg.MarketBased, Version: "2021"})
	r, err = target.Restate(later, newer, restated)
	require.NoError(t, err)
	assert.Len(t, r.Years, 2)
}

func TestAssess(t *testing.T) {
	base := targets.Base{Year: 2020, Emissions: tonnes("50")}
	change := func(trigger targets.Trigger, t string, absent bool) targets.BaseChange {
		return targets.BaseChange{Trigger: trigger, Delta: tonnes(t), Absent: absent}
	}
	// Each change is under 5 % of 50; together they reach it: 1 + 1.5 = 2.5.
	a, err := targets.SBTiPolicy().Assess(base, []targets.BaseChange{change(targets.Sourcing, "1", false), change(targets.CategoryAdded, "1.5", false)})
	require.NoError(t, err)
	assert.True(t, a.Recalculate)

	// Offsetting changes: net +1 (2 %), gross 9 (18 %), both shown.
	a, err = targets.SBTiPolicy().Assess(base, []targets.BaseChange{change(targets.StructuralChange, "5", false), change(targets.StructuralChange, "-4", false)})
	require.NoError(t, err)
	assert.False(t, a.Recalculate)
	equalTonnes(t, "1", a.Net)
	equalTonnes(t, "9", a.Gross)
	assert.True(t, a.NetShare.Equal(d("0.02")))
	assert.True(t, a.GrossShare.Equal(d("0.18")))

	// An acquired company of 15 t counts; one that did not exist in the base year, and growth, do not.
	a, err = targets.SBTiPolicy().Assess(base, []targets.BaseChange{
		change(targets.StructuralChange, "15", true), change(targets.OrganicChange, "10", false),
		change(targets.SiteChange, "10", false), change(targets.RealFactorChanged, "-10", false),
	})
	require.NoError(t, err)
	assert.False(t, a.Recalculate)
	assert.Len(t, a.Ignored, 4)
	assert.Empty(t, a.Counted)
	assert.True(t, a.Net.IsZero())

	_, err = targets.SBTiPolicy().Assess(base, []targets.BaseChange{{}})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = targets.SBTiPolicy().Assess(targets.Base{}, nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	for _, threshold := range []string{"0", "5"} {
		_, err = targets.RecalculationPolicy{Threshold: d(threshold)}.Assess(base, nil)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
}

func TestRecalculationTables(t *testing.T) {
	// Scope 3 Standard, table 9.4.
	for _, c := range []struct {
		shape                     targets.TargetShape
		before, significant, want bool
	}{
		{targets.WholeTarget, true, true, false},
		{targets.WholeTarget, false, true, true},
		{targets.WholeTarget, false, false, false},
		{targets.ScopeTargets, true, true, true},
		{targets.ScopeTargets, true, false, false},
		{targets.CategoryTargets, true, true, true},
	} {
		got, err := targets.RecalculateForSourcing(c.shape, c.before, c.significant)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, c)
	}
	// Table 9.5.
	for shape, want := range map[targets.TargetShape]bool{targets.WholeTarget: true, targets.ScopeTargets: true, targets.CategoryTargets: false} {
		got, err := targets.RecalculateForCategory(shape)
		require.NoError(t, err)
		assert.Equal(t, want, got, shape)
	}
	assert.True(t, targets.RecalculateWithinCategory(true))
	assert.False(t, targets.RecalculateWithinCategory(false))
	_, err := targets.RecalculateForSourcing(0, true, true)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = targets.RecalculateForCategory(0)
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestBaseHistory(t *testing.T) {
	version := func(name, t string, year int, reason string) targets.BaseVersion {
		return targets.BaseVersion{
			Base: targets.Base{Year: 2020, Emissions: tonnes(t), Version: name},
			Date: ghg.Date{Year: year, Month: time.July, Day: 1}, Reason: reason,
		}
	}
	h := targets.BaseHistory{version("first", "50", 2021, ""), version("with C", "65", 2023, "acquisition of C")}
	for day, want := range map[ghg.Date]string{
		{Year: 2021, Month: time.July, Day: 1}:  "first",
		{Year: 2023, Month: time.June, Day: 30}: "first",
		{Year: 2023, Month: time.July, Day: 1}:  "with C",
	} {
		v, err := h.InForce(day)
		require.NoError(t, err)
		assert.Equal(t, want, v.Base.Version)
	}
	_, err := h.InForce(ghg.Date{Year: 2020, Month: time.July, Day: 1})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	other := version("other", "50", 2024, "x")
	other.Base.Year = 2019
	for name, bad := range map[string]targets.BaseHistory{
		"none":       nil,
		"no base":    {{}},
		"no name":    {version("", "50", 2021, "")},
		"no reason":  {h[0], version("next", "50", 2023, "")},
		"same name":  {h[0], version("first", "50", 2023, "x")},
		"same day":   {h[0], version("next", "50", 2021, "x")},
		"other year": {h[0], other},
	} {
		_, err := bad.InForce(ghg.Date{Year: 2025, Month: time.July, Day: 1})
		assert.Error(t, err, name)
	}
}
