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

func proposal() sbti.Proposal {
	half := targets.Milestone{Year: 2030, Reduction: d("0.5")}
	return sbti.Proposal{
		Submitted: ghg.Date{Year: 2024, Month: time.May, Day: 1},
		// NEC, ESG Data Book 2024, FY2020: scope 1 and 2 327 kt, scope 3 6,158 kt.
		Scope12: tonnes("327e3"), Scope3: tonnes("6158e3"),
		Covered12: tonnes("327e3"), Covered3: tonnes("6158e3"),
		Targets: []sbti.Target{
			{Name: "Scope 1+2", Ambition: sbti.OnePointFive, Base: targets.Base{Year: 2020, Emissions: tonnes("327e3")}, Milestone: half},
			{Name: "Scope 3", Ambition: sbti.WellBelowTwo, Base: targets.Base{Year: 2020, Emissions: tonnes("6158e3")}, Milestone: half},
		},
		Scope2:         []ghg.Accounting{ghg.MarketBased, ghg.MarketBased},
		EngagementYear: 2028,
		Electricity:    targets.Defined(targets.SharePoint{Year: 2030, Share: d("0.5")}),
	}
}

func TestProposal(t *testing.T) {
	verdicts, err := sbti.NearTerm5_2().Check(proposal())
	require.NoError(t, err)
	var unmet []sbti.Criterion
	for _, v := range verdicts {
		assert.Equal(t, "SBTi Near-term Criteria 5.2", v.Rules)
		assert.NotEmpty(t, v.Detail, "The verdict on %s gives no figures.", v.Criterion)
		if !v.Met {
			unmet = append(unmet, v.Criterion)
		}
	}
	assert.Len(t, verdicts, 14)
	assert.Equal(t, []sbti.Criterion{sbti.CriterionElectricity}, unmet) // 50 % of renewable electricity is not C21's 100 %
}

func TestProposalThatFailsTheCriteria(t *testing.T) {
	p := proposal()
	p.Targets[0].Base.Year = 2014
	p.Targets[0].Milestone.Year = 2050
	p.Covered3, p.Excluded12 = ghg.CO2e{}, tonnes("20e3")
	p.EngagementYear = 2029
	verdicts, err := sbti.NearTerm5_2().Check(p)
	require.NoError(t, err)
	unmet := make(map[sbti.Criterion]bool)
	for _, v := range verdicts {
		if !v.Met {
			unmet[v.Criterion] = true
		}
	}
	for _, c := range []sbti.Criterion{
		sbti.CriterionBaseYear, sbti.CriterionTargetYear, sbti.CriterionExclusions, sbti.CriterionScope3,
		sbti.CriterionCoverage, sbti.CriterionAmbition, sbti.CriterionEngagement,
	} {
		assert.True(t, unmet[c], "The proposal meets %s.", c)
	}
	assert.False(t, unmet[sbti.CriterionScope2], "The proposal does not meet the criterion for scope 2.")
}

func TestProposalWithoutScope3(t *testing.T) {
	p := proposal()
	p.Scope3, p.Covered3 = tonnes("1e3"), ghg.CO2e{}
	p.Targets = p.Targets[:1]
	verdicts, err := sbti.NearTerm5_2().Check(p)
	require.NoError(t, err)
	assert.Len(t, verdicts, 9, "A small scope 3 without a target is still checked for coverage.")
}

func TestProposalReportsEveryProblem(t *testing.T) {
	p := proposal()
	p.Targets = nil
	require.ErrorIs(t, second(sbti.NearTerm5_2().Check(p)), ghg.ErrMissing)

	p.Targets, p.Submitted = proposal().Targets, ghg.Date{Year: 2026, Month: time.May, Day: 1}
	verdicts, err := sbti.NearTerm5_3_1().Check(p)
	require.ErrorIs(t, err, sbti.ErrNotPublic)
	assert.Nil(t, verdicts)
	var problems *ghg.JoinedError
	require.ErrorAs(t, err, &problems)
	assert.Len(t, problems.First, 2, "The error does not report both targets.")
}

func TestEachTargetMeetsItsOwnMinimum(t *testing.T) {
	r := sbti.NearTerm5_2()
	target := func(name string, a sbti.Ambition, t, reduction string) sbti.Target {
		return sbti.Target{Name: name, Ambition: a, Base: targets.Base{Year: 2020, Emissions: tonnes(t)}, Milestone: targets.Milestone{Year: 2030, Reduction: d(reduction)}}
	}
	both := []sbti.Target{target("S1+2", sbti.OnePointFive, "300", "0.5"), target("S3", sbti.WellBelowTwo, "700", "0.2")}
	combined, err := sbti.CombinedReduction(both)
	require.NoError(t, err)
	equal(t, "0.29", combined, "The combined reduction") // (150 + 140) ÷ 1000: above 25 %, and yet the second target is not
	decides(t, true)(r.CheckAmbition(both[0]))
	v, err := r.CheckAmbition(both[1])
	require.NoError(t, err)
	assert.False(t, v.Met, "A reduction of 20 % meets the minimum of 25 %.")
	assert.Equal(t, "S3: 20 % from 2020 to 2030; the minimum for well-below 2 °C is 25 %", v.Detail)

	both[1].Milestone.Year = 2031
	require.ErrorIs(t, second(sbti.CombinedReduction(both)), ghg.ErrMixed)
	require.ErrorIs(t, second(sbti.CombinedReduction(nil)), ghg.ErrMissing)
	require.ErrorIs(t, second(sbti.CombinedReduction([]sbti.Target{{}})), ghg.ErrMissing)
	require.ErrorIs(t, second(sbti.CombinedReduction([]sbti.Target{target("", 0, "1", "2")})), ghg.ErrOutOfRange)
}
