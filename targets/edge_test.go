package targets_test

import (
	"testing"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func refuses(t *testing.T, want error, a targets.Absolute, actuals ...targets.Actual) {
	t.Helper()
	_, err := a.Track(actuals)
	require.ErrorIs(t, err, want)
	var field *ghg.FieldError
	require.ErrorAs(t, err, &field)
	assert.NotEmpty(t, field.Want)
}

func TestNoBaseNoPercentage(t *testing.T) {
	a := plan()
	a.Base.Emissions = ghg.CO2e{}
	refuses(t, ghg.ErrMissing, a, actual(2021, "1"))
	a.Base.Emissions = tonnes("-1")
	refuses(t, ghg.ErrNegative, a, actual(2021, "1"))

	a = plan()
	a.Milestones = []targets.Milestone{{Year: 2030}}
	p, err := a.Track([]targets.Actual{actual(2021, "98")})
	require.NoError(t, err)
	g := p.Next()
	assert.False(t, g.Achieved.Defined())
	assert.Equal(t, "the target is no reduction", g.Achieved.Why())
	rounded(t, "0.02", must(t, p.Latest.Reduction)) // the reduction itself exists
}

func TestYearsOutsideOfThePath(t *testing.T) {
	refuses(t, ghg.ErrOutOfRange, plan(), actual(2019, "100"))
	refuses(t, ghg.ErrMissing, plan(), actual(0, "100"))
	refuses(t, ghg.ErrMissing, plan())
	refuses(t, ghg.ErrMixed, plan(), actual(2021, "98"), actual(2021, "97"))
	refuses(t, ghg.ErrMixed, plan(), actual(2020, "99")) // the base year has another figure

	late := plan()
	late.Milestones = []targets.Milestone{{Year: 2020, Reduction: d("0.1")}}
	refuses(t, ghg.ErrOutOfRange, late, actual(2021, "98"))

	// After the last milestone: 10 t are allowed, 8 are emitted.
	p, err := plan().Track([]targets.Actual{actual(2042, "8")})
	require.NoError(t, err)
	assert.Len(t, p.Rows, 23)
	assert.Equal(t, targets.OnTrack, p.Latest.Status)
	g := p.Next()
	assert.Equal(t, 2040, g.Milestone.Year)
	assert.True(t, g.Reached)
	assert.Equal(t, -2, g.YearsLeft)
	assert.True(t, g.Elapsed.Equal(d("1.1")))
	for _, m := range []targets.Maybe[ghg.CO2e]{g.RequiredCut, g.Budget.Spent, g.CAGREmissions} {
		assert.False(t, m.Defined())
		assert.NotEmpty(t, m.Why())
	}

	// The base year alone: nothing has happened yet.
	p, err = plan().Track([]targets.Actual{actual(2020, "100")})
	require.NoError(t, err)
	assert.False(t, p.AchievedRate.Defined())
	assert.False(t, p.AchievedCAGR.Defined())
	assert.False(t, p.Trend.Line.Defined())
	assert.True(t, p.Next().Elapsed.IsZero())
	equalTonnes(t, "5", must(t, p.Next().RequiredCut))
	equalTonnes(t, "0", must(t, p.Next().Budget.Spent))
	equalTonnes(t, "725", must(t, p.Next().Budget.Left))
	assert.False(t, p.Next().TrendYear.Defined())
}

func TestMissingYearsAreNamedNeverFilled(t *testing.T) {
	p, err := plan().Track([]targets.Actual{actual(2021, "98"), actual(2024, "86"), actual(2025, "82")})
	require.NoError(t, err)
	b := p.Next().Budget
	assert.False(t, b.Complete())
	assert.Equal(t, []int{2022, 2023}, b.Missing)
	for _, m := range []targets.Maybe[ghg.CO2e]{b.Spent, b.Overshoot, b.Left, b.Flat, b.LinearCut, b.LinearEnd} {
		assert.False(t, m.Defined())
		assert.Contains(t, m.String(), "incomplete")
	}
	equalTonnes(t, "725", b.Total) // the path has every year
	assert.Equal(t, targets.NoActual, p.Rows[2].Status)
	assert.False(t, p.Rows[2].Actual.Defined())
	// The trend takes the years there are: x −7/3, 2/3, 5/3 about 2023⅓, Σxy = (−7×98+2×86+5×82)/3 = −104/3,
	// Σx² = (49+4+25)/9 = 78/9, slope = −(104/3)(9/78) = −4.
	equalTonnes(t, "-4", must(t, p.Trend.Line).Slope)
}

func TestRisingAndOverachieved(t *testing.T) {
	p, err := plan().Track([]targets.Actual{actual(2021, "104"), actual(2022, "110")})
	require.NoError(t, err)
	assert.True(t, must(t, p.Latest.Reduction).Equal(d("-0.1")))
	assert.True(t, must(t, p.Next().Achieved).Equal(d("-0.2")))
	assert.Equal(t, targets.Behind, p.Latest.Status)
	assert.False(t, p.Next().TrendYear.Defined())
	assert.False(t, p.Next().CAGRYear.Defined())
	assert.Equal(t, "the trend does not fall", p.Next().CAGRYear.Why())

	p, err = plan().Track([]targets.Actual{actual(2021, "40")})
	require.NoError(t, err)
	assert.True(t, must(t, p.Next().Achieved).Equal(d("1.2")))
	assert.True(t, p.Next().Reached)
	assert.True(t, must(t, p.Next().RequiredCut).IsNegative()) // emissions may rise by 10 t in nine years
	assert.Equal(t, 2021, must(t, p.Next().CAGRYear))
}

func TestAccountingsAndVersionsAreNotMixed(t *testing.T) {
	a := actual(2021, "98")
	a.Accounting = ghg.LocationBased
	refuses(t, ghg.ErrMixed, plan(), a)
	a.Accounting = 0
	refuses(t, ghg.ErrMixed, plan(), a)
	a = actual(2021, "98")
	a.Version = "restated"
	refuses(t, ghg.ErrMixed, plan(), a)
	// A residual mix that was introduced is a change of method.
	assert.True(t, targets.MethodChange.Counts())
}

func TestMilestonesInOrder(t *testing.T) {
	for name, m := range map[string][]targets.Milestone{
		"none":             nil,
		"no year":          {{Reduction: d("0.5")}},
		"out of order":     {{2040, d("0.5")}, {2030, d("0.9")}},
		"twice":            {{2030, d("0.5")}, {2030, d("0.5")}},
		"looser":           {{2030, d("0.5")}, {2040, d("0.4")}},
		"negative":         {{2030, d("-0.1")}},
		"percent as share": {{2030, d("50")}},
		"far":              {{20300, d("0.5")}},
	} {
		a := plan()
		a.Milestones = m
		require.Error(t, a.Check(), name)
		_, err := a.Allowance(2030)
		require.Error(t, err, name)
		_, err = a.Track(fiveYears())
		require.Error(t, err, name)
	}
}

func TestCoverageBoundaryIsExact(t *testing.T) {
	r := targets.NearTerm5_2()
	for _, c := range []struct {
		scope          ghg.Scope
		covered, whole string
		want           bool
	}{
		{ghg.Scope3, "67", "100", true},
		{ghg.Scope3, "66.999999999999", "100", false},
		{ghg.Scope3, "0.67", "1", true},
		{ghg.Scope3, "201", "300", true},
		{ghg.Scope1, "95", "100", true},
		{ghg.Scope2, "94.9", "100", false},
	} {
		f, err := r.CheckCoverage(c.scope, tonnes(c.covered), tonnes(c.whole))
		require.NoError(t, err)
		assert.Equal(t, c.want, f.Met, c)
	}
	_, err := r.CheckCoverage(ghg.Scope3, tonnes("2"), tonnes("1"))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = r.CheckCoverage(ghg.Scope3, tonnes("0"), tonnes("0"))
	require.ErrorIs(t, err, ghg.ErrMissing)
	long := targets.NetZero1_3_1()
	f, err := long.CheckCoverage(ghg.Scope3, tonnes("89"), tonnes("100"))
	require.NoError(t, err)
	assert.False(t, f.Met)
	assert.Equal(t, "89.00 % of scope 3 covered, at least 90 %", f.Detail)
}

func TestBoundariesAreIncluded(t *testing.T) {
	required, err := targets.NearTerm5_2().Scope3Required(tonnes("60"), tonnes("40"))
	require.NoError(t, err)
	assert.True(t, required)
	required, err = targets.NearTerm5_2().Scope3Required(tonnes("60"), tonnes("39.9"))
	require.NoError(t, err)
	assert.False(t, required)

	base := plan().Base
	a, err := targets.SBTiPolicy().Assess(base, []targets.BaseChange{{Trigger: targets.ErrorFound, Delta: tonnes("-5")}})
	require.NoError(t, err)
	assert.True(t, a.Recalculate)
	a, err = targets.SBTiPolicy().Assess(base, []targets.BaseChange{{Trigger: targets.ErrorFound, Delta: tonnes("-4.99")}})
	require.NoError(t, err)
	assert.False(t, a.Recalculate)

	// 100 ÷ 3 has no end in decimals; a base of 100, −1 share after three years: 66⅔ allowed in the first.
	third := plan()
	third.Base.Emissions = tonnes("3")
	third.Milestones = []targets.Milestone{{Year: 2023, Reduction: d("1")}}
	p, err := third.Track([]targets.Actual{actual(2021, "2")})
	require.NoError(t, err)
	assert.Equal(t, targets.OnTrack, p.Latest.Status)
	p, err = third.Track([]targets.Actual{actual(2021, "2.0000000000000000000000000001")})
	require.NoError(t, err)
	assert.Equal(t, targets.Behind, p.Latest.Status)
}

func TestIntensityBesideAbsolute(t *testing.T) {
	target := targets.IntensityTarget{
		Kind: targets.Physical, Base: plan().Base, Output: d("50"), Per: "t product", Year: 2030, Rate: d("0.07"),
	}
	reduction, err := target.Reduction()
	require.NoError(t, err)
	rounded(t, "0.516018", reduction) // 1 − 0.93¹⁰: 0.93¹⁰ = 0.4839823
	out := func(year int, t, output string) targets.IntensityActual {
		return targets.IntensityActual{Actual: actual(year, t), Output: d(output)}
	}
	rows, err := target.Track([]targets.IntensityActual{out(2022, "90", "40"), out(2021, "110", "60")})
	require.NoError(t, err)
	require.Len(t, rows, 2)
	// 2021: 110 t for 60: 1,833.3 kg against 2,000: −8.33 %, on the −7 % path, while emissions rose by 10 %.
	rounded(t, "1833.333", rows[0].KgPer)
	rounded(t, "1860", rows[0].AllowedPer)
	rounded(t, "0.083333", rows[0].Reduction)
	rounded(t, "-0.1", rows[0].Absolute)
	rounded(t, "0.161493", must(t, rows[0].Achieved)) // 0.0833333 ÷ 0.5160177
	assert.Equal(t, targets.OnTrack, rows[0].Status)
	// 2022: 90 t for 40: 2,250 kg: the intensity rose while emissions fell by 10 %.
	rounded(t, "2250", rows[1].KgPer)
	rounded(t, "-0.125", rows[1].Reduction)
	rounded(t, "0.1", rows[1].Absolute)
	assert.Equal(t, targets.Behind, rows[1].Status)
}

func TestComponentsMeetTheirOwnMinimum(t *testing.T) {
	r := targets.NearTerm5_2()
	component := func(name string, a targets.Ambition, t, reduction string) targets.Component {
		return targets.Component{Name: name, Ambition: a, Base: targets.Base{Year: 2020, Emissions: tonnes(t)}, Milestone: targets.Milestone{Year: 2030, Reduction: d(reduction)}}
	}
	both := []targets.Component{component("S1+2", targets.OnePointFive, "300", "0.5"), component("S3", targets.WellBelowTwo, "700", "0.2")}
	combined, err := targets.CombinedReduction(both)
	require.NoError(t, err)
	assert.True(t, combined.Equal(d("0.29"))) // (150 + 140) ÷ 1000: above 25 %, and yet the second component is not
	f, err := r.CheckAmbition(both[0])
	require.NoError(t, err)
	assert.True(t, f.Met)
	f, err = r.CheckAmbition(both[1])
	require.NoError(t, err)
	assert.False(t, f.Met)
	assert.Equal(t, "S3: 20 % from 2020 to 2030, at least 25 % for well-below 2 °C", f.Detail)

	both[1].Milestone.Year = 2031
	_, err = targets.CombinedReduction(both)
	require.ErrorIs(t, err, ghg.ErrMixed)
	_, err = targets.CombinedReduction(nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = targets.CombinedReduction([]targets.Component{{}})
	require.Error(t, err)
	_, err = targets.CombinedReduction([]targets.Component{component("", 0, "1", "2")})
	require.Error(t, err)
}

func TestPeriodsAreTwelveMonthsOfOneLabel(t *testing.T) {
	a := plan()
	a.Base.Period = ghg.FiscalYear(2020, time.April, ghg.LabelStartYear)
	ok := actual(2021, "98")
	ok.Period = ghg.FiscalYear(2021, time.April, ghg.LabelStartYear)
	p, err := a.Track([]targets.Actual{ok})
	require.NoError(t, err)
	assert.Equal(t, "FY2021", p.Latest.Label)
	assert.Equal(t, "FY2020", p.Rows[0].Label)
	assert.Equal(t, "2022", p.Rows[2].Label)

	other := ok
	other.Period = ghg.FiscalYear(2021, time.April, ghg.LabelEndYear)
	refuses(t, ghg.ErrMixed, a, other)

	// Fifteen months, January 2021 to March 2022: 455 days. A year of 365 of them at the same rate: 91 × 365 ÷ 455 = 73.
	long := actual(2021, "91")
	long.Period, err = ghg.NewPeriod(ghg.Date{Year: 2021, Month: time.January, Day: 1}, ghg.Date{Year: 2022, Month: time.April, Day: 1})
	require.NoError(t, err)
	refuses(t, ghg.ErrOutOfRange, a, long)
	year, err := targets.Annualise(long)
	require.NoError(t, err)
	equalTonnes(t, "73", year.Emissions)
	p, err = a.Track([]targets.Actual{year})
	require.NoError(t, err)
	assert.True(t, p.Latest.Annualised)

	_, err = targets.Annualise(actual(2021, "1"))
	require.ErrorIs(t, err, ghg.ErrMissing)
	a.Base.Period = long.Period
	refuses(t, ghg.ErrOutOfRange, a, ok)
	broken := ok
	broken.Period.End = broken.Period.Start
	refuses(t, ghg.ErrOutOfRange, plan(), broken)
}

func TestRemovalsAndCreditsAreNotProgress(t *testing.T) {
	refuses(t, ghg.ErrNegative, plan(), actual(2021, "-1"))
	n := targets.NetZero{Base: plan().Base, Year: 2040, Residual: d("0.1")}
	balance := func(year int, gross string, removals targets.Maybe[ghg.CO2e], credits string) targets.Balance {
		return targets.Balance{Actual: actual(year, gross), Removals: removals, Credits: tonnes(credits)}
	}
	some := func(t string) targets.Maybe[ghg.CO2e] { return targets.Some(tonnes(t)) }
	none := targets.Maybe[ghg.CO2e]{}
	rows, err := n.Track([]targets.Balance{
		balance(2042, "10", none, "10"),
		balance(2039, "20", some("20"), "0"),
		balance(2040, "10", some("10"), "0"),
		balance(2041, "11", some("11"), "50"),
		balance(2043, "9", some("8"), "1"),
	})
	require.NoError(t, err)
	want := []struct {
		year                   int
		gross, net             string
		due, residual, neutral bool
		met                    string
	}{
		{2039, "20", "0", false, false, true, "undefined: the year is before 2040"},
		{2040, "10", "0", true, true, true, "true"},
		{2041, "11", "0", true, false, true, "false"}, // removals do not make up for a residual above 10 %
		{2042, "10", "", true, true, false, "false"},  // credits are not removals
		{2043, "9", "1", true, true, false, "false"},
	}
	require.Len(t, rows, len(want))
	for i, w := range want {
		r := rows[i]
		assert.Equal(t, w.year, r.Year)
		equalTonnes(t, w.gross, r.Gross)
		if w.net == "" {
			assert.False(t, r.Net.Defined())
		} else {
			equalTonnes(t, w.net, must(t, r.Net))
		}
		assert.Equal(t, []bool{w.due, w.residual, w.neutral}, []bool{r.Due, r.Residual, r.Neutral}, w.year)
		assert.Equal(t, w.met, r.Met.String(), w.year)
	}
	rounded(t, "0.2", must(t, rows[0].Share))

	_, err = n.Track([]targets.Balance{balance(2040, "10", some("-1"), "0")})
	require.ErrorIs(t, err, ghg.ErrNegative)
	_, err = n.Track([]targets.Balance{balance(2040, "10", none, "-1")})
	require.ErrorIs(t, err, ghg.ErrNegative)
	_, err = n.Track(nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	n.Residual = d("1.1")
	_, err = n.Track(nil)
	require.ErrorIs(t, err, ghg.ErrNegative)
	n.Base = targets.Base{}
	_, err = n.Track(nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestNoConstantRateToZero(t *testing.T) {
	a := plan()
	a.Milestones = []targets.Milestone{{Year: 2040, Reduction: d("1")}}
	p, err := a.Track([]targets.Actual{actual(2021, "98")})
	require.NoError(t, err)
	assert.False(t, p.Next().RequiredCAGR.Defined())
	rounded(t, "5.158", must(t, p.Next().RequiredCut).Tonnes()) // 98 ÷ 19; the linear rate remains
	p, err = a.Track([]targets.Actual{actual(2021, "0")})
	require.NoError(t, err)
	assert.False(t, p.AchievedCAGR.Defined())
	assert.False(t, p.Next().CAGREmissions.Defined())
	assert.False(t, p.Next().CAGRYear.Defined())

	// 100 → 25 in two years: a constant rate, √(25 ÷ 100) = 0.5 after one.
	got, err := targets.Decay(tonnes("100"), tonnes("25"), 2, 1)
	require.NoError(t, err)
	equalTonnes(t, "50", got)
	// 1111 → 0 in two years: L × first = 100; after one √(1 ÷ 11.11) × 1111 − 100 ÷ 2 = 333.3167 − 50.
	got, err = targets.Decay(tonnes("1111"), ghg.CO2e{}, 2, 1)
	require.NoError(t, err)
	rounded(t, "283.3167", got.Tonnes())
	got, err = targets.Decay(tonnes("1111"), ghg.CO2e{}, 2, 2)
	require.NoError(t, err)
	assert.True(t, got.Tonnes().Round(20).IsZero(), got)
	got, err = targets.Decay(tonnes("1111"), ghg.CO2e{}, 2, 0)
	require.NoError(t, err)
	equalTonnes(t, "1111", got)
	for _, c := range []struct {
		first, last string
		n, y        int
	}{{"0", "1", 2, 1}, {"1", "-1", 2, 1}, {"1", "1", 0, 0}, {"1", "1", 2, 3}, {"1", "1", 2, -1}, {"1", "1", 999, 1}} {
		_, err := targets.Decay(tonnes(c.first), tonnes(c.last), c.n, c.y)
		assert.Error(t, err, c)
	}
}

func TestRoundedPartsNeedNotAdd(t *testing.T) {
	// NEC, ESG Data Book 2024: 21 + 238 + 6,894 kt in FY2022, printed 7,152.
	assert.True(t, targets.AddsUp(d("7152"), d("1"), d("21"), d("238"), d("6894")))
	assert.True(t, targets.AddsUp(d("7151"), d("1"), d("21"), d("238"), d("6894"))) // 2 = ½ × 4
	assert.False(t, targets.AddsUp(d("7150"), d("1"), d("21"), d("238"), d("6894")))
}

func TestRoundedCoefficientsShiftYears(t *testing.T) {
	// 91 − 41 ÷ 3 × (year − 2021), exactly and with the slope printed as −13.7: 50 in 2024 or before it.
	fit := must(t, targets.FitLine([]targets.Actual{actual(2021, "91"), actual(2024, "50")}))
	assert.True(t, must(t, fit.YearAt(tonnes("50"))).Equal(d("2024")))
	rough := targets.Line{Year: 2021, At: tonnes("91"), Slope: tonnes("-13.7")}
	rounded(t, "2023.993", must(t, rough.YearAt(tonnes("50"))))
	equalTonnes(t, "77.3", rough.Emissions(2022))
	flat := targets.Line{Year: 2021, At: tonnes("91")}
	assert.False(t, flat.YearAt(tonnes("50")).Defined())
	assert.False(t, targets.FitLine(nil).Defined())
}
