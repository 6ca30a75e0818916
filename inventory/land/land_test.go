package land_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/units"
)

// 120 t C × 44 ÷ 12 = 440 t CO2. Equal: 440 ÷ 20 = 22 in every year. Linear, at ages 0, 7 and 19: 440 × 39 ÷ 400 = 42.9,
// × 25 ÷ 400 = 27.5, × 1 ÷ 400 = 1.1; the weights 0.0975 and 0.0025 are those of public implementations of section 7.2.1.
func TestLandUseChange(t *testing.T) {
	equal, linear := land.Spread{Years: 20, Discounting: land.EqualDiscounting}, land.StandardV1_0().LandUseChange
	cleared := land.Conversion{ID: "field 7", Year: 2020, StockLoss: units.MustParse("120 t C")}
	for _, c := range []struct {
		spread land.Spread
		year   int
		want   string
	}{{equal, 2020, "22000"}, {equal, 2027, "22000"}, {equal, 2039, "22000"}, {equal, 2040, "0"}, {linear, 2020, "42900"}, {linear, 2027, "27500"}, {linear, 2039, "1100"}, {linear, 2040, "0"}} {
		got, err := c.spread.Emissions(c.year, cleared)
		require.NoError(t, err)
		co2, known := got.Emissions.Kg(ghg.CO2)
		assert.True(t, known)
		assert.Equal(t, c.want, co2.String(), "%s in %d", c.spread.Discounting, c.year)
		assert.Equal(t, c.year == 2040, len(got.Before) == 1)
	}
	// Two conversions and one that counts no more: (1 + 2) kg C × 44 ÷ 12 ÷ 20 = 0.55 kg.
	of := func(id string, year int, loss string) land.Conversion {
		return land.Conversion{ID: id, Year: year, StockLoss: units.MustParse(loss)}
	}
	got, err := equal.Emissions(2027, of("b", 2010, "2 kg C"), of("a", 2027, "1 kg C"), of("c", 2007, "9 t C"))
	require.NoError(t, err)
	assert.Equal(t, "0.55 kg CO2", got.Emissions.String())
	assert.Equal(t, []string{"a", "b"}, got.Counted)
	assert.Equal(t, []string{"c"}, got.Before)
}

func TestLandUseChangeRefuses(t *testing.T) {
	good := land.Conversion{ID: "a", Year: 2020, StockLoss: units.MustParse("1 t C")}
	spread := land.StandardV1_0().LandUseChange
	for name, c := range map[string]struct {
		spread land.Spread
		list   []land.Conversion
		want   error
	}{
		"zero spread":    {land.Spread{}, []land.Conversion{good}, ghg.ErrOutOfRange},
		"long spread":    {land.Spread{Years: 101, Discounting: 1}, []land.Conversion{good}, ghg.ErrOutOfRange},
		"no discounting": {land.Spread{Years: 20}, []land.Conversion{good}, ghg.ErrMissing},
		"none":           {spread, nil, ghg.ErrMissing},
		"twice":          {spread, []land.Conversion{good, good}, ghg.ErrRepeated},
		"no id":          {spread, []land.Conversion{{Year: 2020, StockLoss: good.StockLoss}}, ghg.ErrMissing},
		"later":          {spread, []land.Conversion{{ID: "a", Year: 2028, StockLoss: good.StockLoss}}, ghg.ErrOutOfRange},
		"no loss":        {spread, []land.Conversion{{ID: "a", Year: 2020}}, ghg.ErrMissing},
		"gain":           {spread, []land.Conversion{{ID: "a", Year: 2020, StockLoss: units.MustParse("-1 t C")}}, ghg.ErrNegative},
		"not carbon":     {spread, []land.Conversion{{ID: "a", Year: 2020, StockLoss: units.MustParse("1 t")}}, ghg.ErrDimension},
	} {
		_, err := c.spread.Emissions(2027, c.list...)
		require.ErrorIs(t, err, c.want, name)
	}
}

// AR6: CH4 of biogenic origin 27, N2O 273. Land management: 0.5 + 10 × 27 + 1 × 273 + 0.1 × 273 = 570.8 t. Nothing is netted.
func TestTotals(t *testing.T) {
	totals, err := register(t, farm()).Totals(year, ghg.AR6())
	require.NoError(t, err)
	for _, c := range []struct {
		ledger land.Ledger
		scope  ghg.Scope
		a      ghg.Accounting
		want   string
	}{
		{land.LandUseChange, ghg.Scope1, 0, "22"},
		{land.LandManagement, ghg.Scope1, 0, "570.8"},
		{land.BiomassCombustion, ghg.Scope2, ghg.LocationBased, "3"},
		{land.BiogenicFlux, ghg.Scope1, 0, "0.9"},
		{land.LandRemovals, ghg.Scope1, 0, "500"},
		{land.GeologicRemovals, ghg.Scope1, 0, "60"},
		{land.TechnologicalRemovals, ghg.Scope1, 0, "40"},
		{land.ProductStorage, ghg.Scope3, 0, "7"},
		{land.Reversals, ghg.Scope1, 0, "50"},
		{land.Leakage, ghg.Scope1, 0, "4"},
	} {
		got, err := totals.CO2e(c.ledger, c.scope, c.a)
		require.NoError(t, err)
		assert.Equal(t, c.want, got.Tonnes().String(), c.ledger)
	}
	for _, l := range []land.Ledger{land.LandOccupation, land.ProductStorage, 0} {
		_, err := totals.CO2e(l, ghg.Scope1, 0)
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	_, err = totals.CO2e(land.BiomassCombustion, ghg.Scope2, ghg.MarketBased)
	require.ErrorIs(t, err, ghg.ErrMissing)
	last := totals.Rows[len(totals.Rows)-1]
	assert.Equal(t, "121 ha·year", last.Occupation.String())
	assert.False(t, totals.Early)
}

// Credits change the adjusted figure only: a reduction that was sold raises emissions, a removal that was sold lowers removals.
func TestCredits(t *testing.T) {
	s := farm()
	find(&s, "cattle").Credits, find(&s, "dac").Credits = tonnes("12"), tonnes("60")
	totals, err := register(t, s).Totals(year, ghg.AR6())
	require.NoError(t, err)
	for _, r := range totals.Rows {
		switch r.Ledger {
		case land.LandManagement:
			assert.Equal(t, []string{"570.8", "582.8"}, []string{r.CO2e.Tonnes().String(), r.Adjusted.Tonnes().String()})
		case land.GeologicRemovals:
			assert.Equal(t, []string{"60", "0"}, []string{r.CO2e.Tonnes().String(), r.Adjusted.Tonnes().String()})
		default:
			assert.True(t, r.CO2e.Equal(r.Adjusted))
		}
	}
}

// An entry lacks what its ledger needs, or has what it must not have; each is refused with its reason.
func TestEntriesAreRefused(t *testing.T) {
	long := strings.Repeat("x", 1001)
	for name, c := range map[string]struct {
		id     string
		change func(e *land.Entry)
		want   error
	}{
		"forestry":                  {"cattle", func(e *land.Entry) { e.Activity = land.Forestry }, land.ErrNotCovered},
		"no activity":               {"cattle", func(e *land.Entry) { e.Activity = 0 }, ghg.ErrMissing},
		"technology on land":        {"soil", func(e *land.Entry) { e.Activity = land.RemovalTechnology }, ghg.ErrMixed},
		"no ledger":                 {"cattle", func(e *land.Entry) { e.Ledger = 0 }, ghg.ErrMissing},
		"no id":                     {"cattle", func(e *land.Entry) { e.ID = "" }, ghg.ErrMissing},
		"id twice":                  {"cattle", func(e *land.Entry) { e.ID = "low input" }, ghg.ErrRepeated},
		"long text":                 {"cattle", func(e *land.Entry) { e.Site = long }, ghg.ErrOutOfRange},
		"no source":                 {"cattle", func(e *land.Entry) { e.Source = "" }, ghg.ErrMissing},
		"no period":                 {"cattle", func(e *land.Entry) { e.Period = ghg.Period{} }, ghg.ErrMissing},
		"before it is effective":    {"cattle", func(e *land.Entry) { e.Period = ghg.CalendarYear(2026) }, land.ErrNotInForce},
		"no scope":                  {"cattle", func(e *land.Entry) { e.Scope = 0 }, ghg.ErrOutOfRange},
		"category in scope 1":       {"cattle", func(e *land.Entry) { e.Category = 1 }, ghg.ErrOutOfRange},
		"scope 3, no category":      {"storage", func(e *land.Entry) { e.Category = 0 }, ghg.ErrOutOfRange},
		"scope 2, no method":        {"boiler", func(e *land.Entry) { e.Accounting = 0 }, ghg.ErrOutOfRange},
		"scope 2 of land":           {"cattle", func(e *land.Entry) { e.Scope, e.Accounting = ghg.Scope2, ghg.LocationBased }, ghg.ErrMixed},
		"no amounts":                {"cattle", func(e *land.Entry) { e.Amounts = ghg.Emissions{} }, ghg.ErrMissing},
		"below zero":                {"cattle", func(e *land.Entry) { e.Amounts = kg("CO2", "-1") }, ghg.ErrNegative},
		"another gas":               {"cattle", func(e *land.Entry) { e.Amounts = kg("SF6", "1") }, ghg.ErrMixed},
		"CO2 out of scope":          {"cattle", func(e *land.Entry) { e.Amounts = kg("CO2-biogenic", "1") }, ghg.ErrMixed},
		"methane removed":           {"soil", func(e *land.Entry) { e.Amounts = kg("CO2", "1", "CH4", "1") }, ghg.ErrMixed},
		"emissions of occupation":   {"fields", func(e *land.Entry) { e.Amounts = kg("CO2", "1") }, ghg.ErrMixed},
		"area without time":         {"fields", func(e *land.Entry) { e.Occupation = units.MustParse("3 ha") }, ghg.ErrDimension},
		"area below zero":           {"fields", func(e *land.Entry) { e.Occupation = units.MustParse("-3 ha·year") }, ghg.ErrNegative},
		"area without a unit":       {"cattle", func(e *land.Entry) { e.Occupation.Value = d("3") }, ghg.ErrOutOfRange},
		"no area":                   {"fields", func(e *land.Entry) { e.Occupation = units.Quantity{} }, ghg.ErrMissing},
		"less accurate":             {"clearing", func(e *land.Entry) { e.Method = land.Statistical }, land.ErrLessAccurate},
		"no method":                 {"clearing", func(e *land.Entry) { e.Method = 0 }, ghg.ErrMissing},
		"what is available":         {"clearing", func(e *land.Entry) { e.Available = 0 }, ghg.ErrMissing},
		"direct, not of the unit":   {"clearing", func(e *land.Entry) { e.Evidence.Traceability = land.SourcingRegion }, land.ErrLessAccurate},
		"no place":                  {"clearing", func(e *land.Entry) { e.Evidence.Place = "" }, ghg.ErrMissing},
		"no risk":                   {"clearing", func(e *land.Entry) { e.Risk = 0 }, ghg.ErrMissing},
		"method of management":      {"cattle", func(e *land.Entry) { e.Method = land.Statistical }, ghg.ErrMixed},
		"default factors":           {"soil", func(e *land.Entry) { e.Evidence.Monitoring = land.DefaultFactors }, land.ErrNoEvidence},
		"no monitoring":             {"soil", func(e *land.Entry) { e.Evidence.Monitoring = 0 }, ghg.ErrMissing},
		"traced to a country":       {"soil", func(e *land.Entry) { e.Evidence.Traceability = land.Country }, land.ErrNoEvidence},
		"stored on a field":         {"dac", func(e *land.Entry) { e.Evidence.Traceability = land.LandUnit }, land.ErrNoEvidence},
		"no storage plan":           {"dac", func(e *land.Entry) { e.Evidence.StoragePlan = "" }, ghg.ErrMissing},
		"no project":                {"dac", func(e *land.Entry) { e.Evidence.Project = "" }, ghg.ErrMissing},
		"no share":                  {"dac", func(e *land.Entry) { e.Evidence.Allocation = d("0") }, ghg.ErrMissing},
		"share above 1":             {"dac", func(e *land.Entry) { e.Evidence.Allocation = d("1.1") }, ghg.ErrOutOfRange},
		"share below 0":             {"dac", func(e *land.Entry) { e.Evidence.Allocation = d("-0.1") }, ghg.ErrOutOfRange},
		"shares of others":          {"dac", func(e *land.Entry) { e.Evidence.Allocation = d("0.51") }, ghg.ErrOutOfRange},
		"two on one project":        {"rock", func(e *land.Entry) { e.Evidence.Project = "well" }, ghg.ErrOutOfRange},
		"reversal of nothing":       {"drought", func(e *land.Entry) { e.Of = "none" }, ghg.ErrUnknown},
		"reversal of an emission":   {"drought", func(e *land.Entry) { e.Of = "cattle" }, ghg.ErrUnknown},
		"reversal of storage":       {"drought", func(e *land.Entry) { e.Of = "storage" }, ghg.ErrUnknown},
		"reversal elsewhere":        {"drought", func(e *land.Entry) { e.Entity = "Example KK" }, ghg.ErrUnknown},
		"too much reversed":         {"drought", func(e *land.Entry) { e.Amounts = kg("CO2", "500000.1") }, ghg.ErrOutOfRange},
		"reversal without removal":  {"drought", func(e *land.Entry) { e.Of = "" }, ghg.ErrMissing},
		"leakage of low risk":       {"low input", func(e *land.Entry) { e.Risk = land.LowRisk }, ghg.ErrUnknown},
		"high risk, no leakage":     {"cattle", func(e *land.Entry) { e.Risk = land.NonFoodUse }, ghg.ErrMissing},
		"flux of untracked land":    {"straw", func(e *land.Entry) { e.Of = "soil" }, ghg.ErrUnknown},
		"credits beyond the amount": {"dac", func(e *land.Entry) { e.Credits = tonnes("61") }, ghg.ErrOutOfRange},
		"credits below zero":        {"dac", func(e *land.Entry) { e.Credits = tonnes("-1") }, ghg.ErrNegative},
		"credits for a reversal":    {"drought", func(e *land.Entry) { e.Credits = tonnes("1") }, ghg.ErrMixed},
		"result of a removal":       {"soil", func(e *land.Entry) { e.Result = "a" }, ghg.ErrMixed},
		"land not occupied":         {"cattle", func(e *land.Entry) { e.Site = "another farm" }, ghg.ErrMissing},
		"unknown method":            {"clearing", func(e *land.Entry) { e.Method, e.Available = 9, 9 }, ghg.ErrUnknown},
		"unknown risk":              {"clearing", func(e *land.Entry) { e.Risk = 9 }, ghg.ErrUnknown},
		"unknown traceability":      {"clearing", func(e *land.Entry) { e.Evidence.Traceability = 9 }, ghg.ErrUnknown},
		"unknown monitoring":        {"soil", func(e *land.Entry) { e.Evidence.Monitoring = 9 }, ghg.ErrUnknown},
		"share too long":            {"soil", func(e *land.Entry) { e.Evidence.Allocation = d("1").Shift(-100000) }, ghg.ErrOutOfRange},
	} {
		s := farm()
		c.change(find(&s, c.id))
		_, err := land.New(s)
		require.ErrorIs(t, err, c.want, name)
		_, err = json.Marshal(s)
		require.Error(t, err, name)
	}
}

func TestStatementsAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		change func(s *land.Statement)
		want   error
	}{
		"no name":          {func(s *land.Statement) { s.Organisation = "" }, ghg.ErrMissing},
		"no edition":       {func(s *land.Statement) { s.Edition = land.Edition{} }, ghg.ErrMissing},
		"no dates":         {func(s *land.Statement) { s.Edition.Effective = ghg.Date{} }, ghg.ErrOutOfRange},
		"no spread":        {func(s *land.Statement) { s.Edition.LandUseChange = land.Spread{} }, ghg.ErrOutOfRange},
		"claim of nothing": {func(s *land.Statement) { s.Others[0].Project = "" }, ghg.ErrMissing},
		"another project":  {func(s *land.Statement) { s.Others[0].Project = "mine" }, ghg.ErrUnknown},
		"claim of 0":       {func(s *land.Statement) { s.Others[0].Share = d("0") }, ghg.ErrOutOfRange},
		"claim, no period": {func(s *land.Statement) { s.Others[0].Period = ghg.Period{} }, ghg.ErrMissing},
	} {
		s := farm()
		c.change(&s)
		_, err := land.New(s)
		require.ErrorIs(t, err, c.want, name)
	}
}

// Shares count by day: those of another period do not add up.
func TestSharesByDay(t *testing.T) {
	s := farm()
	s.Others = append(s.Others, land.Claim{Project: "well", Claimant: "Third plc", Period: ghg.CalendarYear(2028), Share: d("1")})
	register(t, s)
	s.Others[1].Period = ghg.Period{Start: ghg.Date{Year: 2027, Month: 12, Day: 31}, End: ghg.Date{Year: 2028, Month: 2, Day: 1}}
	_, err := land.New(s)
	require.ErrorContains(t, err, `"2 on 2027-12-31"`)
}

// A period that ends before the edition is effective is early use, which the statement must say and the totals show.
func TestEarlyUse(t *testing.T) {
	s := farm()
	for i := range s.Entries {
		s.Entries[i].Period = ghg.CalendarYear(2026)
	}
	_, err := land.New(s)
	require.ErrorIs(t, err, land.ErrNotInForce)
	s.EarlyUse = true
	totals, err := register(t, s).Totals(ghg.CalendarYear(2026), ghg.AR6())
	require.NoError(t, err)
	assert.True(t, totals.Early)
	assert.Contains(t, totals.String(), "early use")
	// A year that ends in force is none.
	fiscal := ghg.FiscalYear(2026, 4, ghg.LabelStartYear)
	for i := range s.Entries {
		s.Entries[i].Period = fiscal
	}
	s.EarlyUse = false
	totals, err = register(t, s).Totals(fiscal, ghg.AR6())
	require.NoError(t, err)
	assert.False(t, totals.Early)
}

func TestTotalsRefuse(t *testing.T) {
	r := register(t, farm())
	_, err := r.Totals(year, ghg.GWP{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = r.Totals(ghg.Period{}, ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = r.Totals(ghg.FiscalYear(2027, 4, ghg.LabelStartYear), ghg.AR6())
	require.ErrorIs(t, err, ghg.ErrMixed)
	for _, none := range []*land.Register{nil, {}} {
		_, err = none.Totals(year, ghg.AR6())
		require.ErrorIs(t, err, ghg.ErrMissing)
		assert.Empty(t, none.Statement().Entries)
	}
	_, err = json.Marshal(land.Totals{})
	require.Error(t, err)
	none, err := ghg.NewGWP("own", "a table", map[ghg.Gas]decimal.Decimal{ghg.CO2: d("1")})
	require.NoError(t, err)
	_, err = r.Totals(year, none)
	require.ErrorIs(t, err, ghg.ErrNoGWP)
}
