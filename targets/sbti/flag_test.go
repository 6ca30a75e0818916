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

func day(year int, month time.Month, d int) ghg.Date {
	return ghg.Date{Year: year, Month: month, Day: d}
}

// flagProposal is a food processor: 100 t of scopes 1 and 2, 900 t of scope 3, of which 20 t and 480 t are FLAG. Its FLAG targets
// cover 19 t (95 %) and 331 t (at least 67 % of 480 = 321.6 t).
func flagProposal() sbti.FLAGProposal {
	base := func(t string) targets.Base { return targets.Base{Year: 2020, Emissions: tonnes(t)} }
	return sbti.FLAGProposal{
		Submitted: day(2024, time.May, 1),
		Sectors:   []sbti.FLAGSector{sbti.FoodAndBeverageProcessing},
		Scope12:   tonnes("100"), Scope3: tonnes("900"), FLAG12: tonnes("20"), FLAG3: tonnes("480"),
		Covered12: tonnes("19"), Covered3: tonnes("331"),
		Targets:         []sbti.FLAGTarget{{Name: "land", Base: base("350"), Milestone: targets.Milestone{Year: 2030, Reduction: d("0.303")}}},
		Others:          []sbti.Target{{Name: "energy", Ambition: sbti.OnePointFive, Base: base("80"), Milestone: targets.Milestone{Year: 2030, Reduction: d("0.42")}}},
		LongTerm:        targets.Defined(targets.Milestone{Year: 2050, Reduction: d("0.72")}),
		NoDeforestation: targets.Defined(sbti.NoDeforestation{By: day(2025, time.December, 31), CutOff: day(2020, time.December, 31)}),
		Removals:        []sbti.RemovalClaim{{Name: "agroforestry", Source: sbti.LandRemoval, FLAG: true, Amount: tonnes("5")}},
	}
}

func TestFLAGProposal(t *testing.T) {
	got, err := sbti.FLAGGuidance1_1().Check(flagProposal())
	require.NoError(t, err)
	details := make([]string, 0, len(got))
	for _, v := range got {
		assert.True(t, v.Met, "%s: %s", v.Criterion, v.Detail)
		assert.Equal(t, "SBTi FLAG Guidance 1.1", v.Rules)
		details = append(details, string(v.Criterion)+": "+v.Detail)
	}
	assert.Equal(t, []string{
		"FLAG-C1 FLAG target: FLAG emissions are 50.00 % of scopes 1, 2 and 3; a target is required from 20 %; designated: food and beverage processing",
		"FLAG coverage: 95.00 % of FLAG emissions in scopes 1 and 2 is covered; the minimum is 95 %",
		"FLAG coverage: 68.96 % of FLAG emissions in scope 3 is covered; the minimum is 67 %",
		"FLAG and other targets apart: FLAG targets cover 350000 kg CO2e of 500000 kg CO2e FLAG, other targets 80000 kg CO2e of 500000 kg CO2e",
		"FLAG base year: base years of FLAG and other targets: 2020",
		"C13 target year: land: target year 2030; submission on 2024-05-01 allows 2028 to 2033",
		"FLAG ambition: land: 30.3 % from 2020 to 2030; the minimum is 30.3 %",
		"FLAG long-term reduction: 72 % by 2050; the minimum is 72 % by 2050",
		"FLAG-C4 no deforestation: no deforestation from 2025-12-31, cut-off date 2020-12-31; the latest are 2025-12-31 and 2020-12-31",
		"FLAG removals: 5000 kg CO2e of removals count towards FLAG targets",
	}, details)
}

func TestFLAGProposalFails(t *testing.T) {
	for _, c := range []struct {
		criterion sbti.Criterion
		change    func(*sbti.FLAGProposal)
	}{
		{sbti.CriterionFLAGRequired, func(p *sbti.FLAGProposal) { p.Targets = nil }},
		{sbti.CriterionFLAGCoverage, func(p *sbti.FLAGProposal) { p.Covered12 = tonnes("18.99") }},
		{sbti.CriterionFLAGCoverage, func(p *sbti.FLAGProposal) { p.Covered3 = tonnes("321.59") }},
		{sbti.CriterionFLAGApart, func(p *sbti.FLAGProposal) { p.Targets[0].Base.Emissions = tonnes("501") }},
		{sbti.CriterionFLAGApart, func(p *sbti.FLAGProposal) { p.Others[0].Base.Emissions = tonnes("501") }},
		{sbti.CriterionFLAGBaseYear, func(p *sbti.FLAGProposal) { p.Others[0].Base.Year = 2019 }},
		{sbti.CriterionTargetYear, func(p *sbti.FLAGProposal) {
			p.Targets[0].Milestone = targets.Milestone{Year: 2034, Reduction: d("0.5")}
		}},
		{sbti.CriterionFLAGAmbition, func(p *sbti.FLAGProposal) { p.Targets[0].Milestone.Reduction = d("0.3029") }},
		{sbti.CriterionFLAGLongTerm, func(p *sbti.FLAGProposal) {
			p.LongTerm = targets.Defined(targets.Milestone{Year: 2050, Reduction: d("0.7199")})
		}},
		{sbti.CriterionFLAGLongTerm, func(p *sbti.FLAGProposal) {
			p.LongTerm = targets.Defined(targets.Milestone{Year: 2051, Reduction: d("0.9")})
		}},
		{sbti.CriterionNoDeforestation, func(p *sbti.FLAGProposal) { p.NoDeforestation = targets.Optional[sbti.NoDeforestation]{} }},
		{sbti.CriterionFLAGRemovals, func(p *sbti.FLAGProposal) { p.Removals[0].FLAG = false }},
		{sbti.CriterionFLAGRemovals, func(p *sbti.FLAGProposal) { p.Removals[0].Source = sbti.TechnologicalRemoval }},
		{sbti.CriterionFLAGRemovals, func(p *sbti.FLAGProposal) { p.Removals[0].Source = sbti.CreditedRemoval }},
	} {
		p := flagProposal()
		c.change(&p)
		got, err := sbti.FLAGGuidance1_1().Check(p)
		require.NoError(t, err, c.criterion)
		var failed []sbti.Criterion
		for _, v := range got {
			if !v.Met {
				failed = append(failed, v.Criterion)
			}
		}
		assert.Equal(t, []sbti.Criterion{c.criterion}, failed)
	}
}

func TestFLAGProposalIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*sbti.FLAGProposal)
		want   error
	}{
		"no date":                 {func(p *sbti.FLAGProposal) { p.Submitted = ghg.Date{} }, ghg.ErrOutOfRange},
		"before the version":      {func(p *sbti.FLAGProposal) { p.Submitted = day(2023, time.December, 14) }, sbti.ErrNotInForce},
		"after the version":       {func(p *sbti.FLAGProposal) { p.Submitted = day(2026, time.April, 1) }, sbti.ErrNotInForce},
		"unknown sector":          {func(p *sbti.FLAGProposal) { p.Sectors = []sbti.FLAGSector{9} }, ghg.ErrUnknown},
		"more FLAG than there is": {func(p *sbti.FLAGProposal) { p.FLAG12 = tonnes("101") }, ghg.ErrOutOfRange},
		"no inventory":            {func(p *sbti.FLAGProposal) { p.Scope12, p.Scope3 = ghg.CO2e{}, ghg.CO2e{} }, ghg.ErrMissing},
		"commodity pathway":       {func(p *sbti.FLAGProposal) { p.Targets[0].Commodity = "beef" }, sbti.ErrNotPublic},
		"late base year":          {func(p *sbti.FLAGProposal) { p.Targets[0].Base.Year, p.Others[0].Base.Year = 2022, 2022 }, sbti.ErrNotStated},
		"no base year":            {func(p *sbti.FLAGProposal) { p.Targets[0].Base = targets.Base{} }, ghg.ErrMissing},
		"other base":              {func(p *sbti.FLAGProposal) { p.Others[0].Base.Emissions = ghg.CO2e{} }, ghg.ErrMissing},
		"other milestone":         {func(p *sbti.FLAGProposal) { p.Others[0].Milestone.Year = 2020 }, ghg.ErrOutOfRange},
		"reduction above one":     {func(p *sbti.FLAGProposal) { p.Targets[0].Milestone.Reduction = d("30.3") }, ghg.ErrOutOfRange},
		"long-term reduction": {func(p *sbti.FLAGProposal) {
			p.LongTerm = targets.Defined(targets.Milestone{Year: 2050, Reduction: d("72")})
		}, ghg.ErrOutOfRange},
		"no cut-off date": {func(p *sbti.FLAGProposal) {
			p.NoDeforestation = targets.Defined(sbti.NoDeforestation{By: day(2025, time.January, 1)})
		}, ghg.ErrOutOfRange},
		"negative removals":         {func(p *sbti.FLAGProposal) { p.Removals[0].Amount = tonnes("-1") }, ghg.ErrNegative},
		"removals without a source": {func(p *sbti.FLAGProposal) { p.Removals[0].Source = 0 }, ghg.ErrMissing},
	} {
		p := flagProposal()
		c.change(&p)
		got, err := sbti.FLAGGuidance1_1().Check(p)
		require.ErrorIs(t, err, c.want, name)
		assert.Empty(t, got, name)
	}
	assert.EqualError(t, sbti.FLAGGuidance1_1().CheckInForce(day(2026, time.May, 1)),
		"SBTi FLAG Guidance 1.1: submission on 2026-05-01: version was not in force: it applies from 2023-12-15 until before 2026-04-01")
	require.ErrorIs(t, second(sbti.FLAGGuidance1_1().CheckBaseYears(nil, nil)), ghg.ErrMissing)
	for name, err := range map[string]error{
		"required":         second(sbti.FLAGRules{}.Required(nil, tonnes("1"), tonnes("2"))),
		"coverage":         second(sbti.FLAGRules{}.CheckCoverage(ghg.Scope3, tonnes("1"), tonnes("2"))),
		"minimum":          second(sbti.FLAGRules{}.MinimumReduction(2020, 2030)),
		"long term":        second(sbti.FLAGRules{}.CheckLongTerm(targets.Milestone{Year: 2050})),
		"no deforestation": second(sbti.FLAGRules{}.CheckNoDeforestation(day(2024, 1, 1), sbti.NoDeforestation{})),
	} {
		assert.ErrorIs(t, err, sbti.ErrNoRule, name)
	}
}

// FLAG-C1: a designated sector, or at least 20 % of scopes 1, 2 and 3.
func TestFLAGRequirement(t *testing.T) {
	for _, c := range []struct {
		sectors []sbti.FLAGSector
		flag    string
		want    bool
	}{
		{nil, "20", true},
		{nil, "19.999999", false},
		{[]sbti.FLAGSector{sbti.Tobacco}, "0", true},
	} {
		got, err := sbti.FLAGGuidance1_1().Required(c.sectors, tonnes(c.flag), tonnes("100"))
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%v, %s t of 100 t", c.sectors, c.flag)
	}
	v, err := sbti.FLAGGuidance1_1().CheckRequired(nil, tonnes("19"), tonnes("100"), false)
	require.NoError(t, err)
	assert.True(t, v.Met)
	assert.Equal(t, "FLAG emissions are 19.00 % of scopes 1, 2 and 3; a target is required from 20 %; no designated sector", v.Detail)
}

// 3.03 % a year, linear: 30.3 % from 2020 to 2030; compounded it would be 1 − 0.9697¹⁰ = 26.5 %.
func TestFLAGMinimumReduction(t *testing.T) {
	for _, c := range []struct {
		from, to int
		want     string
	}{{2020, 2030, "0.303"}, {2018, 2030, "0.3636"}, {2015, 2050, "1"}} {
		got, err := sbti.FLAGGuidance1_1().MinimumReduction(c.from, c.to)
		require.NoError(t, err)
		equal(t, c.want, got, "The minimum")
	}
	require.ErrorIs(t, second(sbti.FLAGGuidance1_1().MinimumReduction(2021, 2030)), sbti.ErrNotStated)
	require.ErrorIs(t, second(sbti.FLAGGuidance1_1().MinimumReduction(2020, 2020)), ghg.ErrOutOfRange)
}

// The same commitment under both versions: a date in 2027 is too late for version 1.1, and within two years of a submission in
// May 2026 by version 1.2.
func TestNoDeforestationByVersion(t *testing.T) {
	cutOff := day(2020, time.December, 31)
	for _, c := range []struct {
		rules         sbti.FLAGRules
		submitted, by ghg.Date
		met           bool
	}{
		{sbti.FLAGGuidance1_1(), day(2024, time.May, 1), day(2025, time.December, 31), true},
		{sbti.FLAGGuidance1_1(), day(2024, time.May, 1), day(2026, time.January, 1), false},
		{sbti.FLAGGuidance1_1(), day(2026, time.March, 1), day(2027, time.June, 30), false},
		{sbti.FLAGGuidance1_2(), day(2026, time.May, 1), day(2027, time.June, 30), true},
		{sbti.FLAGGuidance1_2(), day(2026, time.May, 1), day(2028, time.May, 1), true},
		{sbti.FLAGGuidance1_2(), day(2026, time.May, 1), day(2028, time.May, 2), false},
		{sbti.FLAGGuidance1_2(), day(2029, time.May, 1), day(2031, time.January, 1), false}, // never after 2030
	} {
		decides(t, c.met)(c.rules.CheckNoDeforestation(c.submitted, sbti.NoDeforestation{By: c.by, CutOff: cutOff}))
	}
	later := sbti.NoDeforestation{By: day(2025, time.December, 31), CutOff: day(2021, time.January, 1)}
	decides(t, false)(sbti.FLAGGuidance1_1().CheckNoDeforestation(day(2024, time.May, 1), later))
	require.ErrorIs(t, second(sbti.FLAGGuidance1_2().CheckNoDeforestation(day(2026, time.May, 1), later)), sbti.ErrNotStated)
	later.By = day(2040, time.January, 1) // too late whatever the cut-off date
	decides(t, false)(sbti.FLAGGuidance1_2().CheckNoDeforestation(day(2026, time.May, 1), later))
}

// The versions overlap in March 2026: the day of publication of version 1.2 was not found.
func TestFLAGVersionsInForce(t *testing.T) {
	assert.NoError(t, sbti.FLAGGuidance1_1().CheckInForce(day(2026, time.March, 31)))
	assert.NoError(t, sbti.FLAGGuidance1_2().CheckInForce(day(2026, time.March, 1)))
	require.ErrorIs(t, sbti.FLAGGuidance1_2().CheckInForce(day(2026, time.February, 28)), sbti.ErrNotInForce)
	assert.NoError(t, sbti.FLAGGuidance1_2().CheckInForce(day(2027, time.March, 1)))
}

// Removals stay a ledger of their own: a refused claim is named, and nothing is subtracted.
func TestRemovalClaims(t *testing.T) {
	v, err := sbti.FLAGGuidance1_1().CheckRemovals([]sbti.RemovalClaim{
		{Name: "hedges", Source: sbti.LandRemoval, FLAG: true, Amount: tonnes("5")},
		{Name: "air capture", Source: sbti.TechnologicalRemoval, FLAG: true, Amount: tonnes("7")},
	})
	require.NoError(t, err)
	assert.False(t, v.Met)
	assert.Equal(t, `5000 kg CO2e of removals count towards FLAG targets; "air capture" from technology may not count towards a FLAG target`, v.Detail)
}
