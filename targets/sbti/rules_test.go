package sbti_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestVersions(t *testing.T) {
	for _, r := range []sbti.Rules{sbti.NearTerm5_2(), sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), sbti.NetZero2_0()} {
		assert.NotEmpty(t, r.Document, "%s names no document.", r.Name)
	}
	assert.False(t, sbti.NetZero1_3_1().Windowed, "The long-term criteria limit the target year.")
	equal(t, "0.1", must(t, sbti.NetZero1_3_1().Residual), "The residual")
	equal(t, "0.05", sbti.RecalculationPolicy().Threshold, "The threshold for recalculation")
}

// +6 and −6 on 100: each is a change of five percent or larger, though together they are none.
func TestSingleChangesRecalculate(t *testing.T) {
	a, err := sbti.RecalculationPolicy().Assess(base(), []targets.BaseChange{
		{Trigger: targets.StructuralChange, Delta: tonnes("6")}, {Trigger: targets.StructuralChange, Delta: tonnes("-6")},
	})
	require.NoError(t, err)
	assert.True(t, a.Recalculate, "Changes of +6 % and −6 % do not recalculate.")
}

func TestRuleThatIsNotPublic(t *testing.T) {
	err := second(sbti.NearTerm5_3_1().MinimumReduction(sbti.OnePointFive, 2020, 2030))
	require.ErrorIs(t, err, sbti.ErrNotPublic)
	require.NotErrorIs(t, err, sbti.ErrNoRule)
	assert.EqualError(t, err, "SBTi Near-term Criteria 5.3.1: minimum reduction for 1.5 °C: rule is not public in full: the equation of version 5.3.1 is not public in full")
	equal(t, "0.042", must(t, sbti.NearTerm5_3_1().Floor15C), "The floor for 1.5 °C")
	equal(t, "0.025", must(t, sbti.NearTerm5_3_1().FloorWB2C), "The floor for well-below 2 °C")
}

func TestRuleThatTheVersionDoesNotHave(t *testing.T) {
	v2 := sbti.NetZero2_0()
	err := second(v2.MinimumReduction(sbti.IntensityCuts, 2020, 2030))
	require.ErrorIs(t, err, sbti.ErrNoRule)
	var rule *sbti.RuleError
	require.ErrorAs(t, err, &rule)
	assert.Equal(t, v2.Name, rule.Rules)
	assert.Equal(t, "version 2.0 withdrew the rate of 7 % for intensities (unconfirmed)", rule.Reason)

	day := ghg.Date{Year: 2026, Month: time.May, Day: 1}
	one := tonnes("1")
	for name, err := range map[string]error{
		"base year":   second(v2.CheckBaseYear(2020)),
		"target year": second(v2.CheckTargetYear(day, 2030)),
		"engagement":  second(v2.CheckEngagement(day, 2030)),
		"exclusions":  second(v2.CheckExclusions("scope 3", one, one)),
		"scope 3":     second(v2.CheckScope3(one, one, true)),
		"coverage":    second(v2.CheckCoverage(ghg.Scope3, one, one)),
		"electricity": second(v2.CheckElectricity(targets.SharePoint{Year: 2030, Share: d("1")})),
		"long term":   second(v2.CheckLongTerm(targets.Milestone{Year: 2050, Reduction: d("0.9")})),
		"categories":  second(sbti.NearTerm5_2().RequiredCategories(nil)),
		"contraction": second(v2.AbsoluteContraction(base(), sbti.OnePointFive, 2030)),
	} {
		assert.ErrorIs(t, err, sbti.ErrNoRule, "A missing rule gave an answer: %s.", name)
	}
}

// The days are those of the standards; version 1 takes new targets until 31 January 2028.
func TestVersionsInForce(t *testing.T) {
	day := func(y int, m time.Month, d int) ghg.Date { return ghg.Date{Year: y, Month: m, Day: d} }
	for _, c := range []struct {
		rules sbti.Rules
		day   ghg.Date
		want  error
	}{
		{sbti.NearTerm5_3_1(), day(2026, time.April, 13), sbti.ErrNotInForce},
		{sbti.NearTerm5_3_1(), day(2026, time.April, 14), nil},
		{sbti.NearTerm5_3_1(), day(2028, time.January, 31), nil},
		{sbti.NearTerm5_3_1(), day(2028, time.February, 1), sbti.ErrNotInForce},
		{sbti.NetZero1_3_1(), day(2028, time.January, 31), nil},
		{sbti.NetZero1_3_1(), day(2028, time.February, 1), sbti.ErrNotInForce},
		{sbti.NetZero2_0(), day(2027, time.January, 31), sbti.ErrNotInForce},
		{sbti.NetZero2_0(), day(2027, time.February, 1), nil},
		{sbti.NetZero2_0(), day(2040, time.January, 1), nil},
		{sbti.NearTerm5_2(), day(2024, time.May, 1), sbti.ErrNotStated},
		{sbti.NetZero2_0(), ghg.Date{}, ghg.ErrOutOfRange},
	} {
		require.ErrorIs(t, c.rules.CheckInForce(c.day), c.want, "%s on %s", c.rules.Name, c.day)
	}
	p := proposal()
	p.Submitted = day(2026, time.April, 13)
	_, err := sbti.NearTerm5_3_1().Check(p)
	require.ErrorIs(t, err, sbti.ErrNotInForce)
}
