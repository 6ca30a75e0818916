package sbti_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

// TestAssess returns what can be decided and, for each other criterion, why it cannot: the minimum of version 5.3.1 is not public,
// and a scope 3 of zero has no share.
func TestAssess(t *testing.T) {
	p := sbti.Proposal{
		Submitted: day(2026, time.May, 1), Scope12: tonnes("100"), Covered12: tonnes("96"), Covered3: tonnes("5"),
		Targets: []sbti.Target{{Name: "energy", Ambition: sbti.OnePointFive, Base: base(), Milestone: targets.Milestone{Year: 2031, Reduction: d("0.5")}}},
	}
	list, err := sbti.NearTerm5_3_1().Assess(p)
	require.NoError(t, err)
	type row struct {
		criterion sbti.Criterion
		target    string
		met       bool
		found     string
		wanted    string
	}
	var got []row
	refused := map[sbti.Criterion]error{}
	for _, a := range list {
		if a.Err != nil {
			assert.Zero(t, a.Verdict)
			refused[a.Criterion] = a.Err
			continue
		}
		assert.Equal(t, a.Criterion, a.Verdict.Criterion)
		assert.Equal(t, a.Target, a.Verdict.Target)
		got = append(got, row{a.Criterion, a.Target, a.Verdict.Met, a.Verdict.Found, a.Verdict.Wanted})
	}
	assert.Equal(t, []row{
		{sbti.CriterionExclusions, "", true, "0.00 % of scopes 1 and 2 is excluded", "the maximum is 5 %"},
		{sbti.CriterionCoverage, "", true, "96.00 % of scopes 1 and 2 is covered", "the minimum is 95 %"},
		{sbti.CriterionScope3, "", true, "scope 3 is 0.00 % of the inventory", "a target is required from 40 %"},
		{sbti.CriterionBaseYear, "energy", true, "base year 2020", "the earliest is 2015"},
		{sbti.CriterionTargetYear, "energy", true, "target year 2031", "submission on 2026-05-01 allows 2030 to 2035"},
	}, got)
	require.ErrorIs(t, refused[sbti.CriterionAmbition], sbti.ErrNotPublic)
	require.Error(t, refused[sbti.CriterionCoverage], "what is covered of nothing")
	_, err = sbti.NearTerm5_3_1().Check(p)
	require.ErrorIs(t, err, sbti.ErrNotPublic, "Check refuses what Assess leaves open")

	p.Submitted = day(2029, time.May, 1)
	_, err = sbti.NearTerm5_3_1().Assess(p)
	require.ErrorIs(t, err, sbti.ErrNotInForce)
	p.Targets = nil
	list, err = sbti.NearTerm5_2().Assess(p)
	require.NoError(t, err)
	last := list[len(list)-1]
	assert.Equal(t, sbti.CriterionAmbition, last.Criterion)
	assert.ErrorContains(t, last.Err, "at least one target")
}

func TestAssessFLAG(t *testing.T) {
	p := flagProposal()
	p.Targets[0].Commodity = "beef"
	list, err := sbti.FLAGGuidance1_1().Assess(p)
	require.NoError(t, err)
	verdicts, open := 0, 0
	for _, a := range list {
		if a.Err == nil {
			verdicts++
			continue
		}
		open++
		assert.Equal(t, sbti.CriterionFLAGAmbition, a.Criterion)
		assert.Equal(t, "land", a.Target)
		require.ErrorIs(t, a.Err, sbti.ErrNotPublic)
	}
	assert.Equal(t, 1, open)
	assert.Equal(t, 9, verdicts)
	p.Submitted = day(2020, time.May, 1)
	_, err = sbti.FLAGGuidance1_1().Assess(p)
	require.ErrorIs(t, err, sbti.ErrNotInForce)
}
