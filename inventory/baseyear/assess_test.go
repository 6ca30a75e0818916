package baseyear_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/targets"
)

func assess(tb testing.TB, p baseyear.Policy, s baseyear.Series, events ...baseyear.Event) baseyear.Assessment {
	tb.Helper()
	a, err := p.Assess(s, 2023, events...)
	require.NoError(tb, err)
	return a
}

// {+6, −6} on 100: net 0, gross 12 %, largest single 6 %. {+3, +2.5}: net 5.5 %. {+4.9}: no. (Derived.)
func TestOffsettingEventsTrigger(tb *testing.T) {
	plus, minus := event("bought", baseyear.Acquisition, "6"), event("sold", baseyear.Divestment, "-6")
	for test, want := range map[targets.SignificanceTest]bool{targets.NetChange: false, targets.GrossChange: true, targets.AnySingle: true, targets.NetOrAnySingle: true} {
		a := assess(tb, policy(test), series("100"), plus, minus)
		assert.Equal(tb, want, a.Recalculate, test.String())
		b := a.Boundaries[0]
		assert.True(tb, b.NetShare.IsZero())
		assert.Equal(tb, "0.12", dec.Text(b.GrossShare))
		assert.Equal(tb, "0.06", dec.Text(b.LargestShare))
	}
	p := policy(targets.NetOrAnySingle)
	a := assess(tb, p, series("100"), event("a", baseyear.Acquisition, "3"), event("b", baseyear.ErrorFound, "2.5"))
	assert.True(tb, a.Recalculate)
	assert.Equal(tb, "0.055", dec.Text(a.Boundaries[0].NetShare))
	assert.False(tb, assess(tb, p, series("100"), event("a", baseyear.Acquisition, "4.9")).Recalculate)
	assert.True(tb, assess(tb, p, series("100"), event("a", baseyear.Acquisition, "5")).Recalculate, "the threshold itself recalculates")
}

// A shift of 2.4 from scope 2 to scope 1 on 40, 20 and 940: within scopes 1 and 2 net 0 and single 4 %, so no under V1; scope 1
// +6 % and scope 2 −12 %, so yes under V2.0 (derived).
func TestShiftUnderV1AndV2(tb *testing.T) {
	base := whole(scope1("40"), scope2("20"), category(1, "940"))
	shift := moved("shift", baseyear.Shift, scope1("2.4"), scope2("-2.4"))
	group := func(name string, scopes ...ghg.Scope) baseyear.Boundary {
		return baseyear.Boundary{Name: name, Covered: targets.Covered{Scopes: scopes}}
	}
	a := assess(tb, baseyear.SBTiV1(group("scopes 1 and 2", ghg.Scope1, ghg.Scope2), group("scope 3", ghg.Scope3)), base, shift)
	assert.False(tb, a.Recalculate)
	assert.True(tb, a.Boundaries[0].Net.IsZero())
	assert.Equal(tb, "0.04", dec.Text(a.Boundaries[0].LargestShare))

	a = assess(tb, baseyear.SBTiV2(), base, shift)
	assert.True(tb, a.Recalculate)
	require.Len(tb, a.Boundaries, 3)
	for i, want := range []string{"0.06", "0.12", "0"} {
		assert.Equal(tb, want, dec.Text(a.Boundaries[i].NetShare))
		assert.Equal(tb, i < 2, a.Boundaries[i].Recalculate)
	}
	assert.True(tb, a.Boundaries[1].Net.IsNegative())

	for per, want := range map[baseyear.Per]bool{baseyear.PerTotal: false, baseyear.PerScopeGroup: false, baseyear.PerScope: true} {
		p := baseyear.Policy{Name: "own", Threshold: d("0.05"), Per: per, Trigger: targets.NetOrAnySingle, Timing: baseyear.AllYear}
		assert.Equal(tb, want, assess(tb, p, base, shift).Recalculate, per.String())
	}
}

// Under V2.0 a category that crosses 5 % of categories 1 to 14 counts (CNZS-C8.3), and methods and errors are judged at the end
// of the cycle (C8.2). Category 6 goes from 40 ÷ 940 to 50 ÷ 950 (derived).
func TestV2CategoriesAndCycles(tb *testing.T) {
	base := whole(scope1("40"), scope2("20"), category(1, "900"), category(6, "40"), category(15, "5000"))
	e := moved("travel", baseyear.ErrorFound, category(6, "10"))
	a := assess(tb, baseyear.SBTiV2(), base, e)
	assert.True(tb, a.Recalculate)
	require.Len(tb, a.Boundaries[2].Crossed, 1)
	x := a.Boundaries[2].Crossed[0]
	assert.Equal(tb, ghg.BusinessTravel, x.Category)
	assert.Equal(tb, "0.0426 0.0526", dec.Text(x.Before.Round(4))+" "+dec.Text(x.After.Round(4)))
	assert.Contains(tb, a.String(), "crosses 5 %")

	a = assess(tb, baseyear.SBTiV2(2027), base, e)
	assert.False(tb, a.Recalculate)
	assert.Contains(tb, a.Boundaries[2].Events[0].Reason, "review year")
	a, err := baseyear.SBTiV2(2027).Assess(base, 2027, e)
	require.NoError(tb, err)
	assert.True(tb, a.Recalculate)

	_, err = baseyear.SBTiV2().Assess(whole(scope1("40"), scope2("20"), whole3("900")), 2023, moved("x", baseyear.Merger, scope1("1")))
	require.ErrorIs(tb, err, ghg.ErrMissing, "shares of categories need categories")
}

// What a target is meant to measure never counts.
func TestNeverCounted(tb *testing.T) {
	for _, kind := range []baseyear.Kind{baseyear.OrganicChange, baseyear.UnitChange, baseyear.RealFactorChange} {
		a := assess(tb, policy(targets.NetOrAnySingle), series("100"), event("growth", kind, "50"))
		assert.False(tb, a.Recalculate, kind.String())
		v := a.Boundaries[0].Events[0]
		assert.False(tb, v.Counted)
		assert.Contains(tb, v.Reason, "never recalculated")
	}
	for kind := baseyear.Acquisition; kind <= baseyear.Shift; kind++ {
		assert.True(tb, assess(tb, policy(targets.NetOrAnySingle), series("100"), event("x", kind, "50")).Recalculate, kind.String())
	}
}

// Scope 3 Standard, tables 9.4 and 9.5.
func TestSourcingAndCategories(tb *testing.T) {
	base := whole(scope1("100"), scope2("50"), category(1, "800"), category(6, "50"))
	all := baseyear.Policy{Name: "all", Threshold: d("0.05"), Per: baseyear.PerTotal, Trigger: targets.NetOrAnySingle, Timing: baseyear.AllYear}
	groups := all
	groups.Per = baseyear.PerScopeGroup
	out := moved("fleet", baseyear.Outsourcing, scope1("-60"), category(6, "60"))
	out.AlreadyReported = true
	a := assess(tb, all, base, out)
	assert.False(tb, a.Recalculate, "one target, reported before")
	assert.Contains(tb, a.Boundaries[0].Events[0].Reason, "table 9.4")
	assert.True(tb, assess(tb, groups, base, out).Recalculate, "separate targets")
	out.AlreadyReported = false
	assert.True(tb, assess(tb, all, base, out).Recalculate, "not reported before")

	added := moved("commuting", baseyear.CategoryAdded, category(7, "60"))
	assert.True(tb, assess(tb, groups, base, added).Recalculate, "one target for scope 3")
	single := baseyear.SBTiV1(baseyear.Boundary{Name: "travel", Covered: targets.Covered{Categories: []ghg.Category{6}}})
	a = assess(tb, single, base, added)
	assert.False(tb, a.Recalculate, "targets by category")
	assert.Contains(tb, a.Boundaries[0].Events[0].Reason, "table 9.5")
	assert.True(tb, assess(tb, single, base, moved("flights", baseyear.ErrorFound, category(6, "3"))).Recalculate, "activities inside a category")
	assert.Contains(tb, assess(tb, single, base, moved("goods", baseyear.ErrorFound, category(1, "3"))).Boundaries[0].Events[0].Reason, "changes nothing")
}

func TestBoundaryOfZero(tb *testing.T) {
	base := whole(scope1("40"), scope2("0"), category(1, "940"))
	a := assess(tb, baseyear.SBTiV2(), base, moved("x", baseyear.Merger, scope1("1")))
	assert.False(tb, a.Boundaries[1].Recalculate)
	_, err := baseyear.SBTiV2().Assess(base, 2023, moved("x", baseyear.Merger, scope2("1")))
	require.ErrorIs(tb, err, ghg.ErrMissing)
	require.ErrorContains(tb, err, `boundary "scope 2"`)
}

func TestPolicyRefuses(tb *testing.T) {
	for name, c := range map[string]struct {
		change func(*baseyear.Policy)
		want   error
	}{
		"no name":                   {func(p *baseyear.Policy) { p.Name = "" }, ghg.ErrMissing},
		"no timing":                 {func(p *baseyear.Policy) { p.Timing = 0 }, ghg.ErrMissing},
		"no boundary":               {func(p *baseyear.Policy) { p.Boundaries = nil }, ghg.ErrMixed},
		"boundaries of a total":     {func(p *baseyear.Policy) { p.Per = baseyear.PerTotal }, ghg.ErrMixed},
		"nothing to compare":        {func(p *baseyear.Policy) { p.Per = 0 }, ghg.ErrMissing},
		"empty boundary":            {func(p *baseyear.Policy) { p.Boundaries[0].Scopes = nil }, ghg.ErrMissing},
		"threshold of zero":         {func(p *baseyear.Policy) { p.Threshold = d("0") }, ghg.ErrOutOfRange},
		"share of a category":       {func(p *baseyear.Policy) { p.CategoryShare = d("2") }, ghg.ErrOutOfRange},
		"no test":                   {func(p *baseyear.Policy) { p.Trigger = 0 }, ghg.ErrMissing},
		"scope that is not figured": {func(p *baseyear.Policy) { p.Boundaries[0].Scopes = []ghg.Scope{ghg.Scope3} }, ghg.ErrMissing},
	} {
		p := policy(targets.NetOrAnySingle)
		c.change(&p)
		_, err := p.Assess(series("100"), 2023, event("x", baseyear.Merger, "1"))
		require.ErrorIs(tb, err, c.want, name)
	}
	_, err := policy(targets.NetChange).Assess(baseyear.Series{}, 2023)
	require.Error(tb, err)
	_, err = policy(targets.NetChange).Assess(series("100"), 2023, baseyear.Event{})
	require.ErrorIs(tb, err, ghg.ErrMissing)
}
