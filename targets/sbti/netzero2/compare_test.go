package netzero2_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

func compare(s netzero2.Submission) (netzero2.Comparison, error) {
	return netzero2.Compare(s, sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), netzero2.V2_0())
}

// usual is a company as version 1 has many: one market-based target for scopes 1 and 2, one for 80 % of scope 3 that leaves
// out a large category, both from 2026 to 2032, and −90 % for everything in 2050.
func usual() netzero2.Submission {
	s := submission()
	s.Targets = []netzero2.Target{
		target("scopes 1 and 2", scopes(ghg.Scope1, ghg.Scope2), "150", ghg.MarketBased),
		target("category 1", targets.Covered{Categories: []ghg.Category{1}}, "600", 0),
		target("net zero", scopes(ghg.Scope1, ghg.Scope2, ghg.Scope3), "900", ghg.MarketBased),
	}
	for i := range s.Targets[:2] {
		s.Targets[i].Milestone = targets.Milestone{Year: 2032, Reduction: d("0.3")}
	}
	s.Targets[2].Term, s.Targets[2].Milestone = netzero2.LongTerm, targets.Milestone{Year: 2050, Reduction: d("0.9")}
	return s
}

// A company that complies under version 1 and not under version 2.0.
func TestCompliantUnderOneEditionOnly(t *testing.T) {
	table, err := compare(usual())
	require.NoError(t, err)
	assert.Empty(t, table.Unmet(sbti.NearTerm5_3_1().Name))
	assert.Empty(t, table.Unmet(sbti.NetZero1_3_1().Name))
	assert.Equal(t, []sbti.Criterion{
		netzero2.CriterionCycle, netzero2.CriterionCycle, netzero2.CriterionApart, netzero2.CriterionPhysical, netzero2.CriterionCategories,
	}, table.Unmet(netzero2.V2_0().Name()))
	assert.Nil(t, table.Unmet("another"))
}

// Each difference by itself: the first edition meets its criterion, and the next does not.
func TestDifferences(t *testing.T) {
	for _, c := range []struct {
		name    string
		change  func(*netzero2.Submission)
		subject netzero2.Subject
	}{
		{"market-based scope 2", func(s *netzero2.Submission) {
			s.Targets[1] = target("scope 2", scopes(ghg.Scope2), "50", ghg.MarketBased)
		}, netzero2.Scope2Accounting},
		// version 1 has no rule, see TestCompliantUnderOneEditionOnly
		{"67 % of scope 3", func(s *netzero2.Submission) {
			s.Targets[2] = target("scope 3", targets.Covered{Categories: []ghg.Category{1}}, "502.5", 0)
		}, netzero2.CoverageOfScope3},
		{"97 % of scopes 1 and 2", func(s *netzero2.Submission) { s.Targets[1].Base.Emissions = tonnes("142.5") }, netzero2.CoverageOfScopes1And2},
		{"a base year of 2024", func(s *netzero2.Submission) {
			s.Years = append(s.Years, netzero2.Year{Year: 2024, Totals: figures()})
			for i := range s.Targets {
				s.Targets[i].Base.Year = 2024
			}
		}, netzero2.BaseYear},
	} {
		s := submission()
		c.change(&s)
		table, err := compare(s)
		require.NoError(t, err, c.name)
		worst := map[string]netzero2.Outcome{}
		for _, f := range table {
			if f.Subject == c.subject {
				worst[f.Edition] = max(worst[f.Edition], f.Outcome)
			}
		}
		assert.Equal(t, netzero2.Met, worst[sbti.NearTerm5_3_1().Name], c.name)
		assert.Equal(t, netzero2.NotMet, worst[netzero2.V2_0().Name()], c.name)
	}
}

// Every subject has a finding of both versions, in order, and rules that are not public or not there are said.
func TestTable(t *testing.T) {
	s := usual()
	s.Electricity = electricity("0.4", "0.7", "1")
	table, err := compare(s)
	require.NoError(t, err)
	last := netzero2.BaseYear
	seen := map[netzero2.Subject]map[string]bool{}
	for _, f := range table {
		assert.GreaterOrEqual(t, f.Subject, last, "The subjects are out of order.")
		last = f.Subject
		if seen[f.Subject] == nil {
			seen[f.Subject] = map[string]bool{}
		}
		seen[f.Subject][f.Edition] = true
		assert.NotEmpty(t, f.Reason)
	}
	for subject := netzero2.BaseYear; subject <= netzero2.ThirdPartyAssurance; subject++ {
		assert.True(t, seen[subject][sbti.NearTerm5_3_1().Name], "%s has no finding of version 1.", subject)
		assert.True(t, seen[subject][netzero2.V2_0().Name()], "%s has no finding of version 2.0.", subject)
	}
	text := table.String()
	for _, want := range []string{
		"scopes apart", "no rule", "not public", "residual level by sector: ", "the equation of version 5.3.1 is not public in full",
		"C21 is about renewable electricity",
	} {
		assert.Contains(t, text, want)
	}
}

// Version 1 with other facts: no scope 3 target where one is required, an intensity, no long-term target, a weak one.
func TestVersion1(t *testing.T) {
	name := sbti.NearTerm5_3_1().Name
	s := usual()
	s.Targets = s.Targets[:1]
	table, err := compare(s)
	require.NoError(t, err)
	assert.Equal(t, []sbti.Criterion{sbti.CriterionScope3, sbti.CriterionCoverage}, table.Unmet(name))
	assert.Empty(t, table.Unmet(sbti.NetZero1_3_1().Name), "A long-term target is required.")

	small := figures()
	small.Scope3 = targets.Defined(tonnes("10"))
	s.Years[0].Totals = small
	table, err = compare(s)
	require.NoError(t, err)
	assert.Empty(t, table.Unmet(name), "A small scope 3 needs a target.")

	s = usual()
	s.Targets[1].Method, s.Targets[2].Milestone.Reduction = netzero2.IntensityMethod, d("0.89")
	table, err = compare(s)
	require.NoError(t, err)
	assert.Equal(t, []sbti.Criterion{sbti.CriterionLongTerm}, table.Unmet(sbti.NetZero1_3_1().Name))

	s = submission()
	f := figures()
	f.Scope3 = targets.Undefined[ghg.CO2e]("")
	s.Years[0].Totals = f
	s.Targets = append(s.Targets, s.Targets[0])
	s.Targets[3].Term = netzero2.LongTerm
	table, err = compare(s)
	require.NoError(t, err)
	var unknown int
	for _, f := range table {
		if f.Outcome == netzero2.NotKnown {
			unknown++
		}
	}
	assert.Equal(t, 2, unknown, "Scope 3 of version 1, near-term and long-term, is not known.")

	s = submission()
	f = figures()
	f.LocationBased = targets.Undefined[ghg.CO2e]("")
	s.Years[0].Totals, s.Targets = f, s.Targets[:1]
	table, err = compare(s)
	require.NoError(t, err)
	assert.Contains(t, table.String(), "scope 2: location-based figure is not set")
}

// An edition is refused on a day on which it does not apply: version 2.0 before 1 February 2027, version 1 from 1 February
// 2028.
func TestComparisonsRefused(t *testing.T) {
	for _, on := range []ghg.Date{day(2027, time.January, 31), day(2028, time.February, 1)} {
		s := usual()
		s.Submitted = on
		_, err := compare(s)
		require.ErrorIs(t, err, sbti.ErrNotInForce, "%s", on)
	}
	s := usual()
	s.Submitted = day(2028, time.January, 31)
	_, err := compare(s)
	require.NoError(t, err)
	require.ErrorIs(t, second(compare(netzero2.Submission{})), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(netzero2.Compare(usual(), sbti.Rules{}, sbti.Rules{}, netzero2.Edition{})), ghg.ErrMissing)
}
