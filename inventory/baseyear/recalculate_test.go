package baseyear_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/baseyear"
	"github.com/ghgkit/ghg/targets"
)

// Corporate Standard, chapter 5, figures 6 to 8 (figures from memory of the document).
func TestGammaBetaTeta(tb *testing.T) {
	// Gamma: A and B 25 each, then 30; buys C (15, 20, 20) at the start of year 3.
	gamma := event("C", baseyear.Acquisition, "15", "20", "20")
	r := recalculates(tb, []string{"65", "80", "80"}, series("50", "60", "80"), baseyear.AllYear, 2023, gamma)
	assert.Equal(tb, []baseyear.Status{baseyear.Recalculated, baseyear.Recalculated, baseyear.AsReported}, statuses(r))

	// Beta: three units of 25, then 30; sells C.
	beta := event("C", baseyear.Divestment, "-25", "-30", "-30")
	recalculates(tb, []string{"50", "60", "60"}, series("75", "90", "60"), baseyear.AllYear, 2023, beta)

	// Teta: buys C, founded in year 2 (15; 20).
	teta := event("C", baseyear.Acquisition, "", "15", "20")
	teta.ExistedFrom = ghg.Date{Year: 2022, Month: 1, Day: 1}
	r = recalculates(tb, []string{"50", "75", "80"}, series("50", "60", "80"), baseyear.AllYear, 2023, teta)
	assert.Equal(tb, []baseyear.Status{baseyear.AsReported, baseyear.Recalculated, baseyear.AsReported}, statuses(r))
	a, err := policy(targets.NetOrAnySingle).Assess(series("50", "60", "80"), 2023, teta)
	require.NoError(tb, err)
	assert.False(tb, a.Recalculate, "an entity that did not exist in the base year does not change it")
	assert.Contains(tb, a.Boundaries[0].Events[0].Reason, "did not exist")
}

func statuses(r baseyear.Recalculation) (list []baseyear.Status) {
	for _, row := range r.Rows {
		list = append(list, row.Status)
	}
	return list
}

// C (15 in the base year, 20 this year) is bought on 1 July of a year of 365 days: 184 ÷ 365 of it (derived).
func TestTiming(tb *testing.T) {
	c := event("C", baseyear.Acquisition, "15", "20", "20")
	c.Effective = ghg.Date{Year: 2022, Month: 7, Day: 1}
	c.InFigures = false
	// 100 + 7.5616 and 100 + 10.0822, then + 15 in the report of the next year.
	recalculates(tb, []string{"107.5616", "110.0822"}, series("100", "100"), baseyear.ProRata, 2022, c)
	recalculates(tb, []string{"115", "110.0822", "120"}, series("100", "100", "100"), baseyear.ProRata, 2023, c)
	recalculates(tb, []string{"115", "120"}, series("100", "100"), baseyear.AllYear, 2022, c)
	recalculates(tb, []string{"115", "120", "120"}, series("100", "100", "100"), baseyear.AllYear, 2023, c)
	// Figures that hold C from 1 July on lack 181 ÷ 365 of 20 = 9.9178.
	c.InFigures = true
	recalculates(tb, []string{"115", "109.9178", "100"}, series("100", "100", "100"), baseyear.AllYear, 2023, c)
	recalculates(tb, []string{"107.5616", "100"}, series("100", "100"), baseyear.ProRata, 2022, c)
}

func TestYearsWithoutData(tb *testing.T) {
	c := event("C", baseyear.Acquisition, "15")
	r := recalculates(tb, []string{"65", "60", "80"}, series("50", "60", "80"), baseyear.AllYear, 2023, c)
	assert.Equal(tb, baseyear.NotRecalculated, r.Rows[1].Status)
	assert.Contains(tb, r.Rows[1].Reason, "C: no delta")

	covered := targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}
	actuals, err := r.New.Actuals(covered)
	require.NoError(tb, err)
	require.Len(tb, actuals, 2, "a year that was not recalculated is missing, not compared")
	assert.Equal(tb, 2023, actuals[1].Year)
	_, err = r.New.Sum(covered, 2021, 2023)
	require.ErrorIs(tb, err, ghg.ErrMissing)

	c = event("C", baseyear.Acquisition, "", "20")
	c.NotPossible = []baseyear.NotPossible{{Year: 2021, Reason: "the seller kept no records"}}
	r = recalculates(tb, []string{"50", "80", "80"}, series("50", "60", "80"), baseyear.AllYear, 2023, c)
	assert.Equal(tb, baseyear.Impossible, r.Rows[0].Status)
	_, err = r.New.Base(covered)
	require.ErrorIs(tb, err, baseyear.ErrNotPossible)
	require.ErrorContains(tb, err, "2022, the first year with data")
	_, err = r.New.Actuals(covered)
	require.ErrorIs(tb, err, baseyear.ErrNotPossible)
	again := second()
	again.ID, again.Created = "third", ghg.Date{Year: 2025, Month: 1, Day: 1}
	r, err = baseyear.Recalculate(r.New, again, baseyear.AllYear, 2023, event("error", baseyear.ErrorFound, "1", "1"))
	require.NoError(tb, err)
	assert.Equal(tb, baseyear.Impossible, r.Rows[0].Status, "another event does not make up for the one without data")

	a, err := policy(targets.NetChange).Assess(series("50", "60", "80"), 2023, c)
	require.NoError(tb, err)
	assert.Equal(tb, []string{"C"}, a.Boundaries[0].Unknown)
	assert.Contains(tb, a.String(), "1 events")

	last := r.New
	last.Years[2].Status, last.Years[2].Reason = baseyear.NotRecalculated, "x"
	_, is := last.FirstPossible()
	assert.False(tb, is)
	_, err = last.Base(covered)
	require.ErrorContains(tb, err, "no year of the series")
}

// Progress is reported against one version: the figures of another are refused.
func TestProgressAgainstOneVersion(tb *testing.T) {
	covered := targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}
	r := recalculates(tb, []string{"65", "80", "80"}, series("50", "60", "80"), baseyear.AllYear, 2023, event("C", baseyear.Acquisition, "15", "20", "20"))
	base, err := r.New.Base(covered)
	require.NoError(tb, err)
	assert.Equal(tb, "second", base.Version)
	target := targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: d("0.5")}}}
	actuals, err := r.New.Actuals(covered)
	require.NoError(tb, err)
	_, err = target.Track(actuals)
	require.NoError(tb, err)
	mixed, err := r.Old.Actuals(covered)
	require.NoError(tb, err)
	_, err = target.Track(mixed)
	require.ErrorIs(tb, err, ghg.ErrMixed)
	sum, err := r.New.Sum(covered, 2021, 2023)
	require.NoError(tb, err)
	assert.True(tb, sum.Equal(t("225")))
	_, err = r.New.Sum(covered, 2023, 2021)
	require.ErrorIs(tb, err, ghg.ErrOutOfRange)
	_, err = r.New.Sum(covered, 2021, 2024)
	require.ErrorIs(tb, err, ghg.ErrMissing)

	history, err := baseyear.History{r.Old}.With(r.New)
	require.NoError(tb, err)
	old, err := history.Version("first")
	require.NoError(tb, err)
	assert.True(tb, old.Years[0].Figures[0].CO2e.Equal(t("50")), "the old version is kept")
	_, err = history.Version("third")
	require.ErrorIs(tb, err, ghg.ErrUnknown)
	_, err = history.With(r.New)
	require.Error(tb, err, "one version twice")
	_, err = baseyear.History{{}}.With(r.New)
	require.Error(tb, err)
	assert.Contains(tb, r.String(), "recalculated")
}

func TestRecalculateRefuses(tb *testing.T) {
	good := event("C", baseyear.Acquisition, "15", "20")
	old := series("50", "60", "80")
	for name, c := range map[string]struct {
		change func(*baseyear.Version, *baseyear.Event, *baseyear.Series, *int)
		want   error
	}{
		"organic growth": {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) {
			e.Kind = baseyear.OrganicChange
		}, ghg.ErrMixed},
		"another method":        {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.Scope2 = ghg.LocationBased }, ghg.ErrMixed},
		"another year":          {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.Year = 2020 }, ghg.ErrMixed},
		"no reason":             {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.Reason = "" }, ghg.ErrMissing},
		"no id":                 {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.ID = "" }, ghg.ErrMissing},
		"no method":             {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.Scope2 = 0 }, ghg.ErrMissing},
		"no approach":           {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.Approach = 0 }, ghg.ErrMissing},
		"no period":             {func(v *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, _ *int) { v.Period = ghg.Period{} }, ghg.ErrMissing},
		"not yet in effect":     {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Effective.Year = 2024 }, ghg.ErrOutOfRange},
		"year after the report": {func(_ *baseyear.Version, _ *baseyear.Event, _ *baseyear.Series, y *int) { *y = 2022 }, ghg.ErrOutOfRange},
		"no delta":              {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Deltas = e.Deltas[1:] }, ghg.ErrMissing},
		"below zero":            {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Deltas[0].CO2e = t("-51") }, ghg.ErrNegative},
		"before it existed":     {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.ExistedFrom = e.Effective }, ghg.ErrMixed},
		"no such day":           {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.ExistedFrom.Day = 40 }, ghg.ErrOutOfRange},
		"no date":               {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Effective = ghg.Date{} }, ghg.ErrMissing},
		"no kind":               {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Kind = 0 }, ghg.ErrMissing},
		"no name":               {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.ID = "" }, ghg.ErrMissing},
		"two deltas":            {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Deltas[1].Year = 2021 }, ghg.ErrMixed},
		"delta and no data": {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) {
			e.NotPossible = []baseyear.NotPossible{{2021, "x"}}
		}, ghg.ErrMixed},
		"no scope":            {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Deltas[0].Scope = 4 }, ghg.ErrOutOfRange},
		"category of scope 1": {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) { e.Deltas[0].Category = 1 }, ghg.ErrOutOfRange},
		"category, of a whole": {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) {
			e.Deltas[0].Figure = category(1, "1")
		}, ghg.ErrMixed},
		"another method's delta": {func(_ *baseyear.Version, e *baseyear.Event, _ *baseyear.Series, _ *int) {
			e.Deltas[0].Figure = baseyear.Figure{Scope: ghg.Scope2, Accounting: ghg.LocationBased}
		}, ghg.ErrMixed},
		"mixed series": {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) {
			s.Years[1].Figures[0] = baseyear.Figure{Scope: ghg.Scope2, Accounting: ghg.LocationBased}
		}, ghg.ErrMixed},
		"base of zero": {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) {
			s.Years[0].Figures[0].CO2e = ghg.CO2e{}
		}, ghg.ErrOutOfRange},
		"base below zero": {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) {
			s.Years[0].Figures[0].CO2e = t("-1")
		}, ghg.ErrNegative},
		"no base year":       {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) { s.Years = s.Years[1:] }, ghg.ErrMissing},
		"years out of order": {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) { s.Years[1].Year = 2025 }, ghg.ErrMixed},
		"no figures":         {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) { s.Years[1].Figures = nil }, ghg.ErrMissing},
		"no status":          {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) { s.Years[1].Status = 0 }, ghg.ErrMissing},
		"scope twice": {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) {
			s.Years[1].Figures = append(s.Years[1].Figures, scope1("1"))
		}, ghg.ErrMixed},
		"no old version": {func(_ *baseyear.Version, _ *baseyear.Event, s *baseyear.Series, _ *int) {
			s.Version = baseyear.Version{}
		}, ghg.ErrMissing},
	} {
		v, e, s, report := second(), event("C", baseyear.Acquisition, "15", "20"), series("50", "60", "80"), 2023
		c.change(&v, &e, &s, &report)
		_, err := baseyear.Recalculate(s, v, baseyear.AllYear, report, e)
		require.ErrorIs(tb, err, c.want, name)
	}
	_, err := baseyear.Recalculate(old, second(), 0, 2023, good)
	require.ErrorIs(tb, err, ghg.ErrMissing)
	_, err = baseyear.Recalculate(old, second(), baseyear.AllYear, 2023, good, good)
	require.ErrorIs(tb, err, ghg.ErrMixed)
}
