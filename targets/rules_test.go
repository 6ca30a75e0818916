package targets_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMinimumReduction(t *testing.T) {
	r := targets.NearTerm5_2()
	for _, c := range []struct {
		ambition targets.Ambition
		from, to int
		want     string
	}{
		{targets.OnePointFive, 2020, 2030, "0.42"}, // linear: 4.2 % × 10, not 1 − 0.958¹⁰ = 0.349
		{targets.WellBelowTwo, 2020, 2030, "0.25"},
		{targets.OnePointFive, 2015, 2030, "0.63"},                    // a base year up to 2020 counts from itself
		{targets.OnePointFive, 2023, 2030, "0.42"},                    // a later one counts from 2020
		{targets.OnePointFive, 2020, 2050, "1"},                       // 126 % is all of it
		{targets.IntensityCuts, 2020, 2022, "0.1351"},                 // 1 − 0.93²
		{targets.IntensityCuts, 2020, 2030, "0.51601769282070681751"}, // 1 − 0.93¹⁰
	} {
		got, err := r.MinimumReduction(c.ambition, c.from, c.to)
		require.NoError(t, err)
		rounded(t, c.want, got, c)
	}
	for _, c := range []struct {
		ambition targets.Ambition
		from, to int
	}{{0, 2020, 2030}, {targets.OnePointFive, 0, 2030}, {targets.OnePointFive, 2020, 0}, {targets.OnePointFive, 2030, 2030}} {
		_, err := r.MinimumReduction(c.ambition, c.from, c.to)
		assert.Error(t, err, c)
	}
}

func TestWhatAVersionDoesNotSay(t *testing.T) {
	_, err := targets.NearTerm5_3_1().MinimumReduction(targets.OnePointFive, 2020, 2030)
	require.ErrorIs(t, err, targets.ErrNotPublic)
	require.NotErrorIs(t, err, targets.ErrNoRule)
	assert.EqualError(t, err, "SBTi Near-term Criteria 5.3.1: minimum reduction for 1.5 °C: rule is not public in full: the equation of version 5.3.1 is not public in full")
	assert.True(t, must(t, targets.NearTerm5_3_1().Floor15C).Equal(d("0.042")))
	assert.True(t, must(t, targets.NearTerm5_3_1().FloorWB2C).Equal(d("0.025")))

	v2 := targets.NetZero2_0()
	_, err = v2.MinimumReduction(targets.IntensityCuts, 2020, 2030)
	require.ErrorIs(t, err, targets.ErrNoRule)
	var rule *targets.RuleError
	require.ErrorAs(t, err, &rule)
	assert.Equal(t, v2.Name, rule.Rules)
	assert.Contains(t, err.Error(), "withdrew the intensity method")

	day := ghg.Date{Year: 2026, Month: time.May, Day: 1}
	one := tonnes("1")
	for name, err := range map[string]error{
		"base year":   second(v2.CheckBaseYear(2020)),
		"window":      second(v2.CheckWindow(day, 2030)),
		"engagement":  second(v2.CheckEngagement(day, 2030)),
		"exclusions":  second(v2.CheckExclusions("scope 3", one, one)),
		"scope 3":     second(v2.CheckScope3(one, one, true)),
		"coverage":    second(v2.CheckCoverage(ghg.Scope3, one, one)),
		"electricity": second(v2.CheckElectricity(targets.SharePoint{Year: 2030, Share: d("1")})),
		"long term":   second(v2.CheckLongTerm(targets.Milestone{Year: 2050, Reduction: d("0.9")})),
		"categories":  second(targets.NearTerm5_2().RequiredCategories(nil)),
		"contraction": second(v2.Contraction(plan().Base, targets.OnePointFive, 2030)),
	} {
		assert.ErrorIs(t, err, targets.ErrNoRule, name)
	}
}

func second[T any](_ T, err error) error { return err }

func TestContraction(t *testing.T) {
	a, err := targets.NearTerm5_2().Contraction(plan().Base, targets.OnePointFive, 2030)
	require.NoError(t, err)
	got, err := a.Allowance(2025)
	require.NoError(t, err)
	equalTonnes(t, "79", got) // 100 − 5 × 4.2
	_, err = targets.NearTerm5_2().Contraction(plan().Base, targets.IntensityCuts, 2030)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestForwardLooking(t *testing.T) {
	// BY 2020, MRY 2022, TY 2030, derived from the wording of C14: p + (0.9 − p) × 8 ÷ 28, at least 42 %.
	for emissions, want := range map[string]string{
		"80": "0.420", // 0.2 + 0.7 × 2/7 = 0.400
		"77": "0.421", // 0.23 + 0.67 × 2/7 = 0.42143
		"70": "0.471", // 0.3 + 0.6 × 2/7 = 0.47143
		"60": "0.543", // 0.4 + 0.5 × 2/7 = 0.54286
	} {
		got, err := targets.ForwardLooking(plan().Base, actual(2022, emissions), 2030, d("0.42"), d("0.9"))
		require.NoError(t, err)
		rounded(t, want, got, emissions)
	}
	_, err := targets.ForwardLooking(targets.Base{}, actual(2022, "80"), 2030, d("0.42"), d("0.9"))
	require.Error(t, err)
	_, err = targets.ForwardLooking(plan().Base, actual(2019, "80"), 2030, d("0.42"), d("0.9"))
	require.Error(t, err)
	for _, year := range []int{2021, 2051} {
		_, err = targets.ForwardLooking(plan().Base, actual(2022, "80"), year, d("0.42"), d("0.9"))
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
	}
}

func TestWindow(t *testing.T) {
	// SBTi, Near-term Criteria 5.2, C13: the table of target years by half-year of submission.
	for _, c := range []struct {
		year        int
		month       time.Month
		first, last int
	}{
		{2023, time.January, 2027, 2032},
		{2023, time.June, 2027, 2032},
		{2023, time.July, 2028, 2033},
		{2024, time.June, 2028, 2033},
		{2024, time.December, 2029, 2034},
	} {
		day := ghg.Date{Year: c.year, Month: c.month, Day: 30}
		first, last, err := targets.TargetYears(day)
		require.NoError(t, err)
		assert.Equal(t, []int{c.first, c.last}, []int{first, last}, c)
		for year, want := range map[int]bool{first - 1: false, first: true, last: true, last + 1: false} {
			f, err := targets.NearTerm5_2().CheckWindow(day, year)
			require.NoError(t, err)
			assert.Equal(t, want, f.Met, year)
		}
	}
	day := ghg.Date{Year: 2026, Month: time.September, Day: 1}
	f, err := targets.NearTerm5_3_1().CheckWindow(day, 2030)
	require.NoError(t, err)
	assert.True(t, f.Met) // R7
	f, err = targets.NearTerm5_2().CheckWindow(day, 2030)
	require.NoError(t, err)
	assert.False(t, f.Met)
	_, err = targets.NearTerm5_2().CheckWindow(ghg.Date{}, 2030)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = targets.NearTerm5_2().CheckEngagement(ghg.Date{}, 2030)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestScope2MethodAndLongTerm(t *testing.T) {
	r := targets.NearTerm5_2()
	assert.True(t, r.CheckScope2(ghg.MarketBased, ghg.MarketBased).Met)
	f := r.CheckScope2(ghg.MarketBased, ghg.LocationBased, 0)
	assert.False(t, f.Met)
	assert.Equal(t, "used: market-based, location-based, none", f.Detail)
	f = targets.NetZero2_0().CheckScope2(ghg.MarketBased)
	assert.False(t, f.Met)
	assert.Equal(t, "used: market-based; wanted: location-based", f.Detail)
	assert.True(t, targets.NetZero2_0().CheckScope2(ghg.LocationBased).Met)

	for _, c := range []struct {
		year int
		cut  string
		want bool
	}{{2040, "0.9", true}, {2050, "0.95", true}, {2051, "0.95", false}, {2040, "0.89", false}} {
		f, err := targets.NetZero1_3_1().CheckLongTerm(targets.Milestone{Year: c.year, Reduction: d(c.cut)})
		require.NoError(t, err)
		assert.Equal(t, c.want, f.Met, c)
	}
}

func TestElectricityCriterion(t *testing.T) {
	for _, c := range []struct {
		year  int
		share string
		want  bool
	}{{2024, "0.1", true}, {2025, "0.8", true}, {2027, "0.79", false}, {2030, "1", true}, {2031, "0.99", false}} {
		f, err := targets.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: c.year, Share: d(c.share)})
		require.NoError(t, err)
		assert.Equal(t, c.want, f.Met, c)
	}
	_, err := targets.NearTerm5_2().CheckElectricity(targets.SharePoint{Year: 2030, Share: d("100")})
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

func TestRequiredCategories(t *testing.T) {
	got, err := targets.NetZero2_0().RequiredCategories(map[ghg.Category]ghg.CO2e{
		ghg.UseOfSoldProducts: tonnes("90"), ghg.BusinessTravel: tonnes("5"), ghg.CapitalGoods: tonnes("4.9"),
		ghg.EmployeeCommuting: tonnes("0.1"), ghg.Investments: tonnes("1000"), // outside of categories 1 to 14
	})
	require.NoError(t, err)
	assert.Equal(t, []ghg.Category{ghg.BusinessTravel, ghg.UseOfSoldProducts}, got)
	for _, bad := range []map[ghg.Category]ghg.CO2e{nil, {16: tonnes("1")}, {1: tonnes("-1")}} {
		_, err := targets.NetZero2_0().RequiredCategories(bad)
		require.Error(t, err)
	}
}

func proposal() targets.Proposal {
	half := targets.Milestone{Year: 2030, Reduction: d("0.5")}
	return targets.Proposal{
		Submitted: ghg.Date{Year: 2024, Month: time.May, Day: 1},
		// NEC, ESG Data Book 2024, FY2020: scope 1 and 2 327 kt, scope 3 6,158 kt.
		Scope12: tonnes("327e3"), Scope3: tonnes("6158e3"),
		Covered12: tonnes("327e3"), Covered3: tonnes("6158e3"),
		Components: []targets.Component{
			{Name: "Scope 1+2", Ambition: targets.OnePointFive, Base: targets.Base{Year: 2020, Emissions: tonnes("327e3")}, Milestone: half},
			{Name: "Scope 3", Ambition: targets.WellBelowTwo, Base: targets.Base{Year: 2020, Emissions: tonnes("6158e3")}, Milestone: half},
		},
		Scope2:      []ghg.Accounting{ghg.MarketBased, ghg.MarketBased},
		Engagement:  2028,
		Electricity: targets.Some(targets.SharePoint{Year: 2030, Share: d("0.5")}),
	}
}

func TestProposal(t *testing.T) {
	findings, err := targets.NearTerm5_2().Check(proposal())
	require.NoError(t, err)
	var unmet []targets.Criterion
	for _, f := range findings {
		assert.Equal(t, "SBTi Near-term Criteria 5.2", f.Rules)
		assert.NotEmpty(t, f.Detail)
		if !f.Met {
			unmet = append(unmet, f.Criterion)
		}
	}
	assert.Len(t, findings, 14)
	assert.Equal(t, []targets.Criterion{targets.CriterionElectricity}, unmet) // 50 % of renewable electricity is not C21's 100 %

	p := proposal()
	p.Components[0].Base.Year = 2014
	p.Components[0].Milestone.Year = 2050
	p.Covered3, p.Excluded12 = ghg.CO2e{}, tonnes("20e3")
	p.Engagement = 2029
	findings, err = targets.NearTerm5_2().Check(p)
	require.NoError(t, err)
	met := make(map[targets.Criterion]bool)
	for _, f := range findings {
		if _, seen := met[f.Criterion]; !seen {
			met[f.Criterion] = true
		}
		met[f.Criterion] = met[f.Criterion] && f.Met
	}
	for _, c := range []targets.Criterion{
		targets.CriterionBaseYear, targets.CriterionWindow, targets.CriterionExclusions, targets.CriterionScope3,
		targets.CriterionCoverage, targets.CriterionAmbition, targets.CriterionEngagement,
	} {
		assert.False(t, met[c], c)
	}
	assert.True(t, met[targets.CriterionScope2])
}

func TestProposalRefused(t *testing.T) {
	p := proposal()
	p.Components = nil
	_, err := targets.NearTerm5_2().Check(p)
	require.ErrorIs(t, err, ghg.ErrMissing)
	findings, err := targets.NearTerm5_3_1().Check(proposal())
	require.ErrorIs(t, err, targets.ErrNotPublic)
	assert.Nil(t, findings)
}

func TestNamesOfRules(t *testing.T) {
	for _, r := range []targets.Rules{targets.NearTerm5_2(), targets.NearTerm5_3_1(), targets.NetZero1_3_1(), targets.NetZero2_0()} {
		assert.NotEmpty(t, r.Document, r.Name)
	}
	assert.Zero(t, targets.NetZero1_3_1().Windowed)
	assert.True(t, must(t, targets.NetZero1_3_1().Residual).Equal(d("0.1")))
}
