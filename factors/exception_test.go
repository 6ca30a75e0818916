package factors_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

func exceptions(t *testing.T, list ...factors.Exception) *factors.Exceptions {
	t.Helper()
	x, err := factors.NewExceptions(list...)
	require.NoError(t, err)
	return x
}

// Years are relaxed for some factors only: by activity, by the country of the query, by the set that has the factor.
func TestExceptions(t *testing.T) {
	older := factors.Policy{OlderYears: 1}
	last := made(year(2023))
	for _, tt := range []struct {
		name   string
		policy factors.Policy
		list   []factors.Exception
		found  bool
	}{
		{name: "none", list: nil},
		{name: "by activity", list: []factors.Exception{{Activity: "fuel/oil", Policy: older}}, found: true},
		{name: "by the first part of the activity", list: []factors.Exception{{Activity: "fuel", Policy: older}}, found: true},
		{name: "another activity that begins alike", list: []factors.Exception{{Activity: "fuel/oi", Policy: older}}},
		{name: "by region", list: []factors.Exception{{Region: "GB", Policy: older}}, found: true},
		{name: "another region", list: []factors.Exception{{Region: "GB-SCT", Policy: older}}},
		{name: "by set", list: []factors.Exception{{Set: "p-1", Policy: older}}, found: true},
		{name: "by publisher", list: []factors.Exception{{Set: "p", Policy: older}}, found: true},
		{name: "another set", list: []factors.Exception{{Set: "p-2", Policy: older}}},
		{name: "all three", list: []factors.Exception{{Activity: "fuel", Region: "GB", Set: "p", Policy: older}}, found: true},
		{name: "all three, one of them another", list: []factors.Exception{{Activity: "fuel", Region: "FR", Set: "p", Policy: older}}},
		{name: "the most specific allows it", list: []factors.Exception{{Activity: "fuel"}, {Activity: "fuel/oil", Policy: older}}, found: true},
		{name: "the most specific forbids it", list: []factors.Exception{{Activity: "fuel/oil"}, {Activity: "fuel", Policy: older}}},
		{name: "in place of what the rest allows", policy: older, list: []factors.Exception{{Region: "GB"}}},
		{name: "the rest", policy: older, list: []factors.Exception{{Region: "FR"}}, found: true},
		{name: "the exception for both", list: []factors.Exception{{Activity: "fuel"}, {Region: "GB"}, {Activity: "fuel", Region: "GB", Policy: older}}, found: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.policy.Exceptions = exceptions(t, tt.list...)
			b := factors.Basis{Factors: setOf(t, "p", last), GWP: ghg.AR6(), Policy: tt.policy}
			require.NoError(t, b.Check())
			f, caveats, err := b.Find(oil("L"))
			if !tt.found {
				require.ErrorIs(t, err, factors.ErrNoFactor)
				return
			}
			require.NoError(t, err)
			assert.Equal(t, "p/fuel/oil/GB/2023/L", f.ID)
			require.Len(t, caveats, 1)
			assert.Equal(t, ghg.OlderFactor, caveats[0].Kind)
			assert.Equal(t, tt.policy.OlderYears == 0, strings.Contains(caveats[0].Detail, "allowed by the policy's exception for"), caveats[0].Detail)
		})
	}
}

// An exception by set leaves the other sets of a stack strict.
func TestExceptionBySetInAStack(t *testing.T) {
	stack, err := factors.NewStack(setOf(t, "own", made(year(2022))), setOf(t, "p", made(year(2023))))
	require.NoError(t, err)
	find := func(list ...factors.Exception) (factors.Factor, []ghg.Caveat, error) {
		return factors.Basis{Factors: stack, GWP: ghg.AR6(), Policy: factors.Policy{Exceptions: exceptions(t, list...)}}.Find(oil("L"))
	}
	f, caveats, err := find(factors.Exception{Set: "own", Policy: factors.Policy{OlderYears: 5}})
	require.NoError(t, err)
	assert.Equal(t, "own-1", f.Set, "the nearer year is in a set that is not relaxed")
	assert.Contains(t, caveats[0].Detail, "allowed by the policy's exception for any activity by own")
	f, _, err = find(factors.Exception{Set: "own", Policy: factors.Policy{OlderYears: 5}}, factors.Exception{Set: "p", Policy: factors.Policy{OlderYears: 1}})
	require.NoError(t, err)
	assert.Equal(t, "p-1", f.Set, "the nearest year")
	_, _, err = find(factors.Exception{Set: "own", Policy: factors.Policy{OlderYears: 1, WiderRegion: true, MostOfPeriod: true}})
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

// Wider regions and most of the period are by exception too; a wider region is by the region that was asked for.
func TestExceptionsOfRegionAndPeriod(t *testing.T) {
	world := made(in("GLOBAL"))
	find := func(b factors.Basis, q factors.Query) error { _, _, err := b.Find(q); return err }
	b := factors.Basis{Factors: setOf(t, "p", world), GWP: ghg.AR6()}
	b.Policy.Exceptions = exceptions(t, factors.Exception{Region: "GB", Policy: factors.Policy{WiderRegion: true}})
	require.NoError(t, find(b, oil("L")))
	b.Policy.Exceptions = exceptions(t, factors.Exception{Region: "GLOBAL", Policy: factors.Policy{WiderRegion: true}})
	require.ErrorIs(t, find(b, oil("L")), factors.ErrNoFactor)

	b.Factors = setOf(t, "p", made())
	q := oil("L")
	q.Period = ghg.FiscalYear(2024, 4, ghg.LabelStartYear)
	for _, most := range []bool{true, false} {
		b.Policy.Exceptions = exceptions(t, factors.Exception{Activity: "fuel", Policy: factors.Policy{MostOfPeriod: most, OlderYears: 1}},
			factors.Exception{Activity: "waste", Policy: factors.Policy{MostOfPeriod: true}})
		assert.Equal(t, most, find(b, q) == nil)
	}
}

// Fuel properties are used where the exception allows them: those of the set that it names.
func TestExceptionsOfProperties(t *testing.T) {
	density := factors.Property{
		Activity: "fuel/oil", Name: "density", Rate: units.MustRate("0.8 kg/L"), Region: "GB", Valid: ghg.CalendarYear(2024),
		Reference: factors.Reference{Document: "d", Table: "1"},
	}
	set, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t", Licence: "none"}, []factors.Factor{made()}, []factors.Property{density})
	require.NoError(t, err)
	q := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("t"), To: units.MustUnit("L")}
	for name, want := range map[string]bool{"p": true, "p-1": true, "q": false} {
		b := factors.Basis{Factors: set, GWP: ghg.AR6(), Policy: factors.Policy{Exceptions: exceptions(t, factors.Exception{Set: name, Policy: factors.Policy{FuelProperties: true}})}}
		way, err := b.Route(q)
		assert.Equal(t, want, err == nil && len(way) == 1, name)
		byMass := oil("L")
		byMass.Unit, byMass.Convertible = units.MustUnit("t"), true
		_, _, found, err := b.Lookup(byMass)
		require.NoError(t, err)
		assert.Equal(t, want, found, name)
	}
}

func TestExceptionsAreRefused(t *testing.T) {
	for name, tt := range map[string]struct {
		list []factors.Exception
		kind error
	}{
		"no condition":              {[]factors.Exception{{Policy: factors.Policy{OlderYears: 1}}}, ghg.ErrMissing},
		"neither is more specific":  {[]factors.Exception{{Activity: "fuel"}, {Region: "GB"}}, factors.ErrAmbiguous},
		"set and region":            {[]factors.Exception{{Set: "p"}, {Region: "GB-SCT"}}, factors.ErrAmbiguous},
		"crossed":                   {[]factors.Exception{{Activity: "fuel/oil", Region: "GB"}, {Activity: "fuel", Region: "GB-SCT"}}, factors.ErrAmbiguous},
		"twice":                     {[]factors.Exception{{Set: "p"}, {Set: "p", Policy: factors.Policy{OlderYears: 1}}}, factors.ErrAmbiguous},
		"exceptions of exceptions":  {[]factors.Exception{{Set: "p", Policy: factors.Policy{Exceptions: &factors.Exceptions{}}}}, ghg.ErrMixed},
		"years":                     {[]factors.Exception{{Set: "p", Policy: factors.Policy{NewerYears: 101}}}, ghg.ErrOutOfRange},
		"negative years":            {[]factors.Exception{{Set: "p", Policy: factors.Policy{OlderYears: -1}}}, ghg.ErrNegative},
		"a name with a blank":       {[]factors.Exception{{Activity: "fuel "}}, ghg.ErrOutOfRange},
		"a name with a slash":       {[]factors.Exception{{Activity: "fuel/"}}, ghg.ErrOutOfRange},
		"a set decides on the grid": {[]factors.Exception{{Set: "p", Policy: factors.Policy{GridAverageAsResidual: true}}}, ghg.ErrMixed},
		"too many":                  {make([]factors.Exception, 1001), ghg.ErrOutOfRange},
	} {
		_, err := factors.NewExceptions(tt.list...)
		require.ErrorIs(t, err, tt.kind, name)
	}
	_, err := factors.NewExceptions(factors.Exception{Activity: "fuel"}, factors.Exception{Activity: "waste"}, factors.Exception{Region: "GB", Activity: "travel"})
	require.NoError(t, err, "no factor meets two of them")
}

// Exceptions are read as they are written, and are nobody else's.
func TestExceptionsAsJSON(t *testing.T) {
	list := []factors.Exception{{Activity: "fuel", Region: "GB", Set: "p", Policy: factors.Policy{OlderYears: 2, WiderRegion: true}}, {Activity: "waste", Set: "q"}}
	policy := factors.Policy{MostOfPeriod: true, Exceptions: exceptions(t, list...)}
	list[0].Activity = "waste"
	policy.Exceptions.All()[0].Activity = "waste"
	text, err := json.Marshal(policy)
	require.NoError(t, err)
	var read factors.Policy
	require.NoError(t, json.Unmarshal(text, &read))
	assert.Equal(t, policy, read)
	assert.Equal(t, "fuel", read.Exceptions.All()[0].Activity)
	assert.Equal(t, 2, read.For("fuel/oil", "GB-SCT", "p-1").OlderYears)

	assert.NotContains(t, string(must(json.Marshal(factors.Policy{}))), "exceptions", "the zero policy is as it was")
	for _, bad := range []string{`[{"Activty": "fuel"}]`, `[{}]`, `{}`, `[{"set": "p", "policy": {}}, {"region": "GB", "policy": {}}]`, `[{"Set": "p", "policy": {}}]`} {
		require.Error(t, new(factors.Exceptions).UnmarshalJSON([]byte(bad)), bad)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
