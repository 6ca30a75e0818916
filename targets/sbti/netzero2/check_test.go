package netzero2_test

import (
	"math"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

func outcome(t *testing.T, list []netzero2.Finding, c sbti.Criterion) []netzero2.Finding {
	t.Helper()
	var of []netzero2.Finding
	for _, f := range list {
		if f.Criterion == c {
			of = append(of, f)
		}
	}
	require.NotEmpty(t, of, "There is no finding on %s.", c)
	return of
}

func TestSubmissionThatMeetsTheCriteria(t *testing.T) {
	list, err := netzero2.V2_0().Check(submission())
	require.NoError(t, err)
	assert.Empty(t, unmet(list))
	for _, f := range list {
		assert.Equal(t, netzero2.V2_0().Name(), f.Edition)
		assert.NotEmpty(t, f.Reason, "%s has no figures.", f.Criterion)
		assert.NotEqual(t, "no subject", f.Subject.String())
	}
}

// One change at a time, and the criterion that it breaks.
func TestEachCriterion(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*netzero2.Submission)
		want   []string
	}{
		{"an older base year", func(s *netzero2.Submission) {
			s.Years = append(s.Years, netzero2.Year{Year: 2025, Totals: figures()})
			s.Targets[0].Base.Year, s.Targets[0].Milestone.Year = 2025, 2030
			s.Targets[1].Base.Year, s.Targets[1].Milestone.Year = 2025, 2030
		}, []string{"C4 base year", "C4 base year"}},
		{"a longer cycle", func(s *netzero2.Submission) {
			s.Targets[0].Milestone = targets.Milestone{Year: 2032, Reduction: d("0.3")}
		}, []string{"C9 five-year cycle"}},
		{"scopes together", func(s *netzero2.Submission) {
			s.Targets = append([]netzero2.Target{target("scopes 1+2", scopes(ghg.Scope1, ghg.Scope2), "250", ghg.LocationBased)}, s.Targets[2])
		}, []string{"C9 scopes apart"}},
		{"market-based", func(s *netzero2.Submission) {
			s.Targets[1] = target("scope 2", scopes(ghg.Scope2), "50", ghg.MarketBased)
		}, []string{"C9 physical inventory"}},
		{"95 % of scope 1", func(s *netzero2.Submission) { s.Targets[0].Base.Emissions = tonnes("95") }, []string{"C10 scope 1"}},
		{"95 % of scope 2", func(s *netzero2.Submission) { s.Targets[1].Base.Emissions = tonnes("142.5") }, []string{"C12 scope 2"}},
		// the line to 10 % from 2026: 0.9 × 5 ÷ 24 = 18.75 %
		{"below the line", func(s *netzero2.Submission) { s.Targets[0].Milestone.Reduction = d("0.1874999") }, []string{"C10 scope 1"}},
		{"on the line", func(s *netzero2.Submission) { s.Targets[0].Milestone.Reduction = d("0.1875") }, nil},
		{"asset transition only", func(s *netzero2.Submission) { s.Targets[0].Method = netzero2.AssetTransition }, []string{"C11 long-term scope 1"}},
		{"category 11 left out", func(s *netzero2.Submission) {
			s.Targets[2] = target("scope 3", targets.Covered{Categories: []ghg.Category{1}}, "600", 0)
		}, []string{"C14 categories of scope 3"}},
		{"90 % of category 1", func(s *netzero2.Submission) {
			s.Targets[2] = target("category 1", targets.Covered{Categories: []ghg.Category{1}}, "540", 0)
			s.Targets = append(s.Targets, target("category 11", targets.Covered{Categories: []ghg.Category{11}}, "112.5", 0))
		}, []string{"C14 categories of scope 3"}},
		{"no target for scope 3", func(s *netzero2.Submission) { s.Targets = s.Targets[:2] }, []string{"C14 categories of scope 3", "C14 categories of scope 3", "C15 route for scope 3"}},
		{"no route", func(s *netzero2.Submission) { s.Route = 0 }, []string{"C15 route for scope 3"}},
		{"no assurance", func(s *netzero2.Submission) { s.Assurance = netzero2.NoAssurance }, []string{"C7 assurance"}},
		{"no assurance, category B", func(s *netzero2.Submission) {
			s.Category, s.Assurance = netzero2.CategoryB, netzero2.NoAssurance
		}, nil},
		{"no scope 3, category B", func(s *netzero2.Submission) {
			s.Category, s.Targets = netzero2.CategoryB, s.Targets[:2]
		}, nil},
		{"tank-to-wake", func(s *netzero2.Submission) { s.Transport = netzero2.TankToWake }, []string{"C5.6 transport"}},
		{"no transport", func(s *netzero2.Submission) { s.Transport = netzero2.NoTransport }, nil},
		{"a weak long-term target", func(s *netzero2.Submission) {
			long := s.Targets[1]
			long.Term, long.Milestone, long.Base.Emissions = netzero2.LongTerm, targets.Milestone{Year: 2051, Reduction: d("0.9")}, tonnes("149")
			s.Targets = append(s.Targets, long)
		}, []string{"C13 long-term scope 2", "C13 long-term scope 2"}},
	} {
		s := submission()
		c.change(&s)
		list, err := netzero2.V2_0().Check(s)
		require.NoError(t, err, c.name)
		assert.Equal(t, c.want, unmet(list), c.name)
	}
}

// C14: what is left out is reported in tonnes and per cent, on the grounds of the standard only.
func TestLeftOut(t *testing.T) {
	e := netzero2.V2_0()
	leave := func(c ghg.Category, g netzero2.Ground, t string) netzero2.LeftOut {
		return netzero2.LeftOut{Category: c, Ground: g, Emissions: tonnes(t)}
	}
	s := submission()
	s.Targets[2] = target("category 1", targets.Covered{Categories: []ghg.Category{1}}, "540", 0)
	s.Targets = append(s.Targets, target("category 11", targets.Covered{Categories: []ghg.Category{11}}, "112.5", 0))
	s.LeftOut = []netzero2.LeftOut{leave(1, netzero2.SecondHandGoods, "60"), leave(7, netzero2.EmployeeCommuting, "30")}
	rows, err := e.Scope3Boundary(s)
	require.NoError(t, err)
	require.Len(t, rows, 14)
	equal(t, "0.8", rows[0].Share, "The share of category 1")
	equal(t, "0.08", rows[0].LeftOutShare, "The share that is left out")
	equal(t, "60", rows[0].LeftOut.Tonnes(), "What is left out")
	assert.True(t, rows[0].Required && rows[0].Met)
	equal(t, "0.04", rows[6].Share, "The share of category 7")
	assert.True(t, !rows[6].Required && rows[6].Met)
	list, err := e.Check(s)
	require.NoError(t, err)
	assert.Empty(t, unmet(list))

	for name, c := range map[string]netzero2.LeftOut{
		"a ground of another category": leave(1, netzero2.EmployeeCommuting, "60"),
		"category 11":                  leave(11, netzero2.PermittedPart, "1"),
	} {
		s.LeftOut = []netzero2.LeftOut{c, leave(1, netzero2.SecondHandGoods, "60")}
		rows, err := e.Scope3Boundary(s)
		if c.Category == 1 {
			s.LeftOut = s.LeftOut[:1]
			rows, err = e.Scope3Boundary(s)
		}
		require.NoError(t, err, name)
		row := rows[c.Category-1]
		assert.Contains(t, row.Refused, "is no ground for category", name)
		assert.False(t, row.Met, name)
		list, err := e.Check(s)
		require.NoError(t, err)
		assert.Contains(t, unmet(list), "C14 categories of scope 3", name)
	}

	f := figures()
	f.Categories[8] = tonnes("100")
	s.Years = []netzero2.Year{{Year: 2026, Totals: f}}
	s.LeftOut = []netzero2.LeftOut{leave(8, netzero2.PermittedPart, "100")}
	rows, err = e.Scope3Boundary(s)
	require.NoError(t, err)
	assert.Equal(t, "only a part of category 8 may be left out", rows[7].Refused)

	for name, c := range map[string]struct {
		left netzero2.LeftOut
		want error
	}{
		"no ground":            {leave(1, 0, "1"), ghg.ErrMissing},
		"nothing":              {leave(1, netzero2.SecondHandGoods, "0"), ghg.ErrOutOfRange},
		"category 15":          {leave(15, netzero2.SecondHandGoods, "1"), ghg.ErrOutOfRange},
		"no category":          {leave(0, netzero2.SecondHandGoods, "1"), ghg.ErrOutOfRange},
		"more than all of it ": {leave(1, netzero2.SecondHandGoods, "601"), ghg.ErrOutOfRange},
	} {
		s.LeftOut = []netzero2.LeftOut{c.left}
		require.ErrorIs(t, second(e.Scope3Boundary(s)), c.want, name)
		require.ErrorIs(t, second(e.Check(s)), c.want, name)
	}
	require.ErrorIs(t, second(netzero2.Edition{}.Scope3Boundary(s)), ghg.ErrMissing)
	require.ErrorIs(t, second(e.Scope3Boundary(netzero2.Submission{})), ghg.ErrOutOfRange)
}

// C12: a target for the share of electricity covers scope 2, unless category A grows by more than 20 % a year.
func TestElectricityTarget(t *testing.T) {
	e := netzero2.V2_0()
	with := func(growth, coverage string, change func(*netzero2.ElectricityTarget)) []netzero2.Finding {
		s := submission()
		s.Targets = []netzero2.Target{s.Targets[0], s.Targets[2]}
		el := netzero2.ElectricityTarget{
			Name: "electricity", Base: targets.SharePoint{Year: 2026, Share: d("0.4")}, Target: targets.SharePoint{Year: 2031, Share: d("0.7")},
			Coverage: d(coverage), End: targets.Defined(targets.SharePoint{Year: 2036, Share: d("1")}),
		}
		change(&el)
		s.Electricity = targets.Defined(el)
		if growth != "" {
			s.Growth = targets.Defined(d(growth))
		}
		list, err := e.Check(s)
		require.NoError(t, err)
		return list
	}
	nothing := func(*netzero2.ElectricityTarget) {}
	assert.Empty(t, unmet(with("0.2", "1", nothing)), "Growth of exactly 20 %% is not more than 20 %%.")
	assert.Equal(t, []string{"C12 growth of electricity"}, unmet(with("0.2001", "1", nothing)))
	assert.Equal(t, []string{"C12 scope 2"}, unmet(with("0", "0.95", nothing)))
	assert.Equal(t, netzero2.NotKnown, outcome(t, with("", "1", nothing), netzero2.CriterionGrowth)[0].Outcome)
	weak := with("0", "1", func(el *netzero2.ElectricityTarget) { el.Target.Share = d("0.69") })
	assert.Equal(t, []string{"C12 scope 2"}, unmet(weak))
	late := with("0", "1", func(el *netzero2.ElectricityTarget) { el.Base.Year, el.Target.Year = 2025, 2031 })
	assert.Equal(t, []string{"C4 base year", "C9 five-year cycle"}, unmet(late)[:2])
	open := with("0", "1", func(el *netzero2.ElectricityTarget) { el.End = targets.Undefined[targets.SharePoint]("") })
	assert.Equal(t, netzero2.NotPublic, outcome(t, open, netzero2.CriterionScope2)[1].Outcome)
	short := with("0", "1", func(el *netzero2.ElectricityTarget) {
		el.End = targets.Defined(targets.SharePoint{Year: 2030, Share: d("1")})
	})
	assert.Equal(t, netzero2.NotKnown, outcome(t, short, netzero2.CriterionScope2)[1].Outcome)

	s := submission()
	s.Electricity, s.Category = targets.Defined(netzero2.ElectricityTarget{
		Base: targets.SharePoint{Year: 2026, Share: d("0.4")}, Target: targets.SharePoint{Year: 2031, Share: d("0.7")}, Coverage: d("1"),
	}), netzero2.CategoryB
	list, err := e.Check(s)
	require.NoError(t, err)
	assert.Equal(t, netzero2.NotRequired, outcome(t, list, netzero2.CriterionGrowth)[0].Outcome)
	s.Category = netzero2.CategoryA
	list, err = e.Check(s)
	require.NoError(t, err)
	assert.Equal(t, netzero2.Met, outcome(t, list, netzero2.CriterionGrowth)[0].Outcome)
}

// What is not public has no verdict: the residual of scope 1 without the company's, the line of scope 2, methods and scope 3.
func TestAmbitionThatIsNotPublic(t *testing.T) {
	s := submission()
	s.Residual = targets.Undefined[decimal.Decimal]("")
	s.Targets[2].Method = netzero2.IntensityMethod
	list, err := netzero2.V2_0().Check(s)
	require.NoError(t, err)
	ambition := 0
	for _, f := range list {
		if f.Subject == netzero2.MinimumAmbition {
			ambition++
			assert.Equal(t, netzero2.NotPublic, f.Outcome, f.Reason)
		}
	}
	assert.Equal(t, 3, ambition)
	s = submission()
	s.Targets[0].Milestone.Year = 2051
	list, err = netzero2.V2_0().Check(s)
	require.NoError(t, err)
	assert.Equal(t, []string{"C9 five-year cycle"}, unmet(list), "There is no line after 2050.")
}

// A long-term target for every scope has no verdict on its level: the residual levels are not public.
func TestNetZeroTarget(t *testing.T) {
	s := submission()
	s.Targets[0].Method = netzero2.AssetTransition
	long := target("all", scopes(ghg.Scope1, ghg.Scope2, ghg.Scope3), "1000", ghg.LocationBased)
	long.Term, long.Milestone = netzero2.LongTerm, targets.Milestone{Year: 2050, Reduction: d("0.9")}
	s.Targets = append(s.Targets, long)
	list, err := netzero2.V2_0().Check(s)
	require.NoError(t, err)
	assert.Empty(t, unmet(list))
	assert.Equal(t, netzero2.NotPublic, outcome(t, list, netzero2.CriterionNetZeroGoal)[0].Outcome)
}

func TestSubmissionsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*netzero2.Submission)
		want   error
	}{
		"before the edition":         {func(s *netzero2.Submission) { s.Submitted = day(2027, time.January, 31) }, sbti.ErrNotInForce},
		"no date":                    {func(s *netzero2.Submission) { s.Submitted = ghg.Date{} }, ghg.ErrOutOfRange},
		"no category":                {func(s *netzero2.Submission) { s.Category = 0 }, ghg.ErrMissing},
		"an unknown assurance":       {func(s *netzero2.Submission) { s.Assurance = 99 }, ghg.ErrUnknown},
		"an unknown boundary":        {func(s *netzero2.Submission) { s.Transport = 99 }, ghg.ErrUnknown},
		"an unknown route":           {func(s *netzero2.Submission) { s.Route = 99 }, ghg.ErrUnknown},
		"no targets":                 {func(s *netzero2.Submission) { s.Targets = nil }, ghg.ErrMissing},
		"no inventories":             {func(s *netzero2.Submission) { s.Years = nil }, ghg.ErrMissing},
		"no totals":                  {func(s *netzero2.Submission) { s.Years[0].Totals = nil }, ghg.ErrMissing},
		"no year":                    {func(s *netzero2.Submission) { s.Years[0].Year = 0 }, ghg.ErrMissing},
		"a year twice":               {func(s *netzero2.Submission) { s.Years = append(s.Years, s.Years[0]) }, ghg.ErrMixed},
		"a year that is not over":    {func(s *netzero2.Submission) { s.Years[0].Year = 2028 }, ghg.ErrOutOfRange},
		"the base year missing":      {func(s *netzero2.Submission) { s.Targets[0].Base.Year = 2025 }, ghg.ErrMissing},
		"a base year of zero":        {func(s *netzero2.Submission) { s.Targets[0].Base.Emissions = ghg.CO2e{} }, ghg.ErrMissing},
		"a negative base year":       {func(s *netzero2.Submission) { s.Targets[0].Base.Emissions = tonnes("-1") }, ghg.ErrNegative},
		"a milestone before it":      {func(s *netzero2.Submission) { s.Targets[0].Milestone.Year = 2026 }, ghg.ErrOutOfRange},
		"no term":                    {func(s *netzero2.Submission) { s.Targets[0].Term = 0 }, ghg.ErrMissing},
		"no method":                  {func(s *netzero2.Submission) { s.Targets[0].Method = 0 }, ghg.ErrMissing},
		"nothing covered":            {func(s *netzero2.Submission) { s.Targets[0].Covers = targets.Covered{} }, ghg.ErrMissing},
		"no accounting":              {func(s *netzero2.Submission) { s.Targets[1].Base.Accounting = 0 }, ghg.ErrMixed},
		"accounting without scope 2": {func(s *netzero2.Submission) { s.Targets[0].Base.Accounting = ghg.MarketBased }, ghg.ErrMixed},
		"more than the inventory":    {func(s *netzero2.Submission) { s.Targets[0].Base.Emissions = tonnes("101") }, ghg.ErrOutOfRange},
		"a part of two scopes":       {func(s *netzero2.Submission) { s.Targets[1].Covers = scopes(ghg.Scope1, ghg.Scope2) }, ghg.ErrMixed},
		"two methods of scope 2": {func(s *netzero2.Submission) {
			s.Targets = append(s.Targets, target("again", scopes(ghg.Scope2), "50", ghg.MarketBased))
		}, ghg.ErrMixed},
		"two base years of a scope": {func(s *netzero2.Submission) {
			s.Years = append(s.Years, netzero2.Year{Year: 2025, Totals: figures()})
			again := s.Targets[0]
			again.Base.Year = 2025
			s.Targets = append(s.Targets, again)
		}, ghg.ErrMixed},
		"negative exclusions":   {func(s *netzero2.Submission) { s.Excluded12 = tonnes("-1") }, ghg.ErrNegative},
		"and of scope 3":        {func(s *netzero2.Submission) { s.Excluded3 = tonnes("-1") }, ghg.ErrNegative},
		"growth without end":    {func(s *netzero2.Submission) { s.Growth = targets.Defined(decimal.New(1, math.MaxInt32)) }, ghg.ErrOutOfRange},
		"a residual above one":  {func(s *netzero2.Submission) { s.Residual = targets.Defined(d("1.1")) }, ghg.ErrOutOfRange},
		"a share out of order":  {func(s *netzero2.Submission) { s.Electricity = electricity("0.7", "0.4", "0.9") }, ghg.ErrOutOfRange},
		"an end below the base": {func(s *netzero2.Submission) { s.Electricity = electricity("0.4", "0.7", "0.3") }, ghg.ErrOutOfRange},
	} {
		s := submission()
		c.change(&s)
		require.ErrorIs(t, second(netzero2.V2_0().Check(s)), c.want, name)
	}
	require.ErrorIs(t, second(netzero2.Edition{}.Check(submission())), ghg.ErrMissing)
}

func electricity(base, target, end string) targets.Optional[netzero2.ElectricityTarget] {
	return targets.Defined(netzero2.ElectricityTarget{
		Base: targets.SharePoint{Year: 2026, Share: d(base)}, Target: targets.SharePoint{Year: 2031, Share: d(target)}, Coverage: d("1"),
		End: targets.Defined(targets.SharePoint{Year: 2036, Share: d(end)}),
	})
}

// A figure that is not there is not known, and not zero.
func TestFiguresThatAreMissing(t *testing.T) {
	s := submission()
	f := figures()
	delete(f.Categories, 9)
	s.Years[0].Totals = f
	list, err := netzero2.V2_0().Check(s)
	require.NoError(t, err)
	found := outcome(t, list, netzero2.CriterionCategories)
	assert.Equal(t, netzero2.NotKnown, found[0].Outcome)
	assert.Contains(t, found[0].Reason, "inventory of 2026: ")
	require.ErrorIs(t, second(netzero2.V2_0().Scope3Boundary(s)), ghg.ErrMissing)

	s = submission()
	s.Targets, s.Category = s.Targets[:1], netzero2.CategoryB
	f.LocationBased = targets.Undefined[ghg.CO2e]("")
	s.Years[0].Totals = f
	list, err = netzero2.V2_0().Check(s)
	require.NoError(t, err)
	assert.Equal(t, netzero2.NotKnown, outcome(t, list, netzero2.CriterionScope2)[0].Outcome)

	s = submission()
	s.Assurance, s.Transport = 0, 0
	list, err = netzero2.V2_0().Check(s)
	require.NoError(t, err)
	assert.Equal(t, netzero2.NotKnown, outcome(t, list, netzero2.CriterionAssurance)[0].Outcome)
	assert.Equal(t, netzero2.NotKnown, outcome(t, list, netzero2.CriterionTransport)[0].Outcome)

	require.ErrorIs(t, second(f.Scope(ghg.Scope2, ghg.LocationBased)), ghg.ErrMissing)
	require.ErrorIs(t, second(f.Scope(0, 0)), ghg.ErrMissing)
	require.ErrorIs(t, second(f.Category(9)), ghg.ErrMissing)
	assert.Equal(t, ghg.CalendarYear(2026), f.Period())
	var none *netzero2.Figures
	require.ErrorIs(t, second(none.Scope(ghg.Scope1, 0)), ghg.ErrMissing)
	require.ErrorIs(t, second(none.Category(1)), ghg.ErrMissing)
	assert.True(t, none.Period().IsZero())
}
