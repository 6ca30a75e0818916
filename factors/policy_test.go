package factors_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

func kindsOf(caveats []ghg.Caveat) []ghg.CaveatKind {
	var kinds []ghg.CaveatKind
	for _, c := range caveats {
		kinds = append(kinds, c.Kind)
	}
	return kinds
}

// Every relaxation is used only if the policy allows it, from the smallest to the largest, and leaves a caveat.
func TestPolicy(t *testing.T) {
	early := func(f *factors.Factor) { // April 2023 to March 2024
		f.Valid = ghg.FiscalYear(2023, 4, ghg.LabelStartYear)
	}
	for _, tt := range []struct {
		name    string
		factors []factors.Factor
		region  string
		period  ghg.Period
		policy  factors.Policy
		id      string
		caveats []ghg.CaveatKind
		detail  string
	}{
		{name: "nothing is relaxed by default", factors: []factors.Factor{made(year(2023)), made(in("GLOBAL")), made(year(2025))}},
		{name: "an exact factor needs no caveat", factors: []factors.Factor{made(), made(year(2023))}, policy: factors.Policy{OlderYears: 3, WiderRegion: true}, id: "p/fuel/oil/GB/2024/L"},
		{
			name: "most of the period", factors: []factors.Factor{made()}, period: ghg.FiscalYear(2024, 4, ghg.LabelStartYear),
			policy: factors.Policy{MostOfPeriod: true}, id: "p/fuel/oil/GB/2024/L", caveats: []ghg.CaveatKind{ghg.PartlyValidFactor},
			detail: "p/fuel/oil/GB/2024/L is valid on 275 of 365 days of FY2024",
		},
		{name: "half is not most", factors: []factors.Factor{made()}, period: ghg.Period{Start: ghg.Date{Year: 2024, Month: 12, Day: 31}, End: ghg.Date{Year: 2025, Month: 1, Day: 2}}, policy: factors.Policy{MostOfPeriod: true}},
		{name: "most of the period before an older one", factors: []factors.Factor{made(early), made(year(2022))}, period: ghg.CalendarYear(2023), policy: factors.Policy{MostOfPeriod: true, OlderYears: 1}, id: "p/fuel/oil/GB/2023/L", caveats: []ghg.CaveatKind{ghg.PartlyValidFactor}},
		{name: "an older year", factors: []factors.Factor{made(year(2022))}, policy: factors.Policy{OlderYears: 2}, id: "p/fuel/oil/GB/2022/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}, detail: "p/fuel/oil/GB/2022/L is valid 2022, the period is 2024"},
		{name: "older than allowed", factors: []factors.Factor{made(year(2022))}, policy: factors.Policy{OlderYears: 1, NewerYears: 9}},
		{name: "the nearest older year", factors: []factors.Factor{made(year(2021)), made(year(2023)), made(year(2022))}, policy: factors.Policy{OlderYears: 5}, id: "p/fuel/oil/GB/2023/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
		{name: "the nearest year, if it is newer", factors: []factors.Factor{made(year(2025)), made(year(2022))}, policy: factors.Policy{OlderYears: 2, NewerYears: 2}, id: "p/fuel/oil/GB/2025/L", caveats: []ghg.CaveatKind{ghg.NewerFactor}},
		{name: "the nearest year, if it is older", factors: []factors.Factor{made(year(2027)), made(year(2022))}, policy: factors.Policy{OlderYears: 9, NewerYears: 9}, id: "p/fuel/oil/GB/2022/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
		{name: "of two years as near, the older", factors: []factors.Factor{made(year(2026)), made(year(2022))}, policy: factors.Policy{OlderYears: 9, NewerYears: 9}, id: "p/fuel/oil/GB/2022/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
		{name: "the nearest year that is allowed", factors: []factors.Factor{made(year(2025)), made(year(2022))}, policy: factors.Policy{OlderYears: 2}, id: "p/fuel/oil/GB/2022/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
		{name: "a newer year", factors: []factors.Factor{made(year(2026))}, policy: factors.Policy{NewerYears: 2}, id: "p/fuel/oil/GB/2026/L", caveats: []ghg.CaveatKind{ghg.NewerFactor}},
		{name: "newer than allowed", factors: []factors.Factor{made(year(2026))}, policy: factors.Policy{NewerYears: 1, OlderYears: 9}},
		{name: "older, for most of the period", factors: []factors.Factor{made(year(2023))}, period: ghg.FiscalYear(2024, 4, ghg.LabelStartYear), policy: factors.Policy{MostOfPeriod: true, OlderYears: 1}, id: "p/fuel/oil/GB/2023/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
		{name: "the nation for its subdivision", factors: []factors.Factor{made(in("US")), made(in("GLOBAL"))}, region: "US-CAMX", policy: factors.Policy{WiderRegion: true}, id: "p/fuel/oil/US/2024/L", caveats: []ghg.CaveatKind{ghg.RegionFallback}, detail: "US for US-CAMX: there is no factor of fuel/oil for US-CAMX"},
		{name: "the world", factors: []factors.Factor{made(in("GLOBAL"))}, policy: factors.Policy{WiderRegion: true}, id: "p/fuel/oil/GLOBAL/2024/L", caveats: []ghg.CaveatKind{ghg.RegionFallback}},
		{name: "not a neighbour", factors: []factors.Factor{made(in("FR")), made(in("GB-SCT"))}, policy: factors.Policy{WiderRegion: true, OlderYears: 9, NewerYears: 9, MostOfPeriod: true, FuelProperties: true}},
		{name: "an older one for the region before a global one", factors: []factors.Factor{made(in("GLOBAL")), made(year(2023))}, policy: factors.Policy{WiderRegion: true, OlderYears: 1}, id: "p/fuel/oil/GB/2023/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
		{name: "both relaxations, in order", factors: []factors.Factor{made(in("GLOBAL"), year(2023))}, policy: factors.Policy{WiderRegion: true, OlderYears: 1}, id: "p/fuel/oil/GLOBAL/2023/L", caveats: []ghg.CaveatKind{ghg.OlderFactor, ghg.RegionFallback}},
		{
			name: "the factor's own caveat last", factors: []factors.Factor{made(in("GLOBAL"), func(f *factors.Factor) { f.Caveat = ghg.Caveat{Kind: ghg.StandIn, Detail: "x"} })},
			policy: factors.Policy{WiderRegion: true}, id: "p/fuel/oil/GLOBAL/2024/L", caveats: []ghg.CaveatKind{ghg.RegionFallback, ghg.StandIn},
		},
		{name: "29 February, a year earlier", factors: []factors.Factor{made(year(2023))}, period: ghg.Period{Start: ghg.Date{Year: 2024, Month: 2, Day: 29}, End: ghg.Date{Year: 2024, Month: 3, Day: 1}}, policy: factors.Policy{OlderYears: 1}, id: "p/fuel/oil/GB/2023/L", caveats: []ghg.CaveatKind{ghg.OlderFactor}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			q := oil("L")
			if tt.region != "" {
				q.Region = tt.region
			}
			if !tt.period.IsZero() {
				q.Period = tt.period
			}
			b := factors.Basis{Factors: setOf(t, "p", tt.factors...), GWP: ghg.AR6(), Policy: tt.policy}
			f, caveats, err := b.Find(q)
			quick, quickCaveats, found, quickErr := b.Lookup(q)
			require.NoError(t, quickErr)
			assert.Equal(t, f.ID, quick.ID)
			assert.Equal(t, caveats, quickCaveats)
			assert.Equal(t, tt.id, f.ID)
			assert.Equal(t, tt.caveats, kindsOf(caveats))
			assert.Equal(t, err == nil, found)
			if tt.id == "" {
				require.ErrorIs(t, err, factors.ErrNoFactor)
				assert.ErrorContains(t, err, "no factor for "+q.String()+" in p-1", "the error describes the exact query")
				return
			}
			require.NoError(t, err)
			if tt.detail != "" {
				assert.Equal(t, tt.detail, caveats[0].Detail)
			}
			if len(caveats) == 0 {
				stack, err := factors.NewStack(b.Factors)
				require.NoError(t, err)
				viaStack, _, found, err := factors.Basis{Factors: stack, GWP: ghg.AR6()}.Lookup(q)
				require.NoError(t, err)
				assert.True(t, found)
				assert.Equal(t, f.ID, viaStack.ID)
			}
		})
	}
}

// A factor of the period in a lower-ranked source comes before one of another year in a higher-ranked one, which a caveat
// then names. Other editions of the same publisher, other boundaries and other regions are not passed over.
func TestPassedOver(t *testing.T) {
	own, nation := setOf(t, "own", made(year(2023))), setOf(t, "p", made())
	find := func(policy factors.Policy, sources ...factors.Source) (factors.Factor, []ghg.Caveat, factors.Explanation) {
		stack, err := factors.NewStack(sources...)
		require.NoError(t, err)
		b := factors.Basis{Factors: stack, GWP: ghg.AR6(), Policy: policy}
		f, caveats, err := b.Find(oil("L"))
		require.NoError(t, err)
		e, err := b.Explain(oil("L"))
		require.NoError(t, err)
		return f, caveats, e
	}
	for _, policy := range []factors.Policy{{}, {OlderYears: 1, NewerYears: 1, FuelProperties: true}} {
		f, caveats, e := find(policy, own, nation)
		assert.Equal(t, "p/fuel/oil/GB/2024/L", f.ID)
		assert.Equal(t, []ghg.Caveat{{Kind: ghg.PassedOver, Detail: "own/fuel/oil/GB/2023/L of own-1 is valid 2023, not in 2024; p/fuel/oil/GB/2024/L of p-1 is used"}}, caveats)
		assert.Equal(t, f.ID, e.Taken)
		assert.Equal(t, caveats, e.Caveats)
	}
	f, caveats, _ := find(factors.Policy{OlderYears: 2}, own, setOf(t, "p", made(year(2022))))
	assert.Equal(t, "own/fuel/oil/GB/2023/L", f.ID, "no source has the year: the nearest year, wherever it is")
	assert.Equal(t, []ghg.CaveatKind{ghg.OlderFactor}, kindsOf(caveats))

	inner, err := factors.NewStack(setOf(t, "own", made(year(2020)), made(year(2022))), setOf(t, "other"))
	require.NoError(t, err)
	_, caveats, _ = find(factors.Policy{}, inner, nation)
	require.Len(t, caveats, 1, "a stack in the stack has higher-ranked sources too")
	assert.Contains(t, caveats[0].Detail, "own/fuel/oil/GB/2022/L of own-1", "the nearest of its years")
	_, caveats, _ = find(factors.Policy{}, setOf(t, "own", made(year(2025)), made(year(2023)), made(year(2026))), nation)
	require.Len(t, caveats, 1)
	assert.Contains(t, caveats[0].Detail, "own/fuel/oil/GB/2023/L of own-1", "of two years as near, the older")

	lock, err := factors.NewLock(own, slices.Values(resultsOf(t, own, "own/fuel/oil/GB/2023/L")))
	require.NoError(t, err)
	_, caveats, _ = find(factors.Policy{}, lock, nation)
	require.Len(t, caveats, 1, "a lock holds sets that rank too")
	assert.Contains(t, caveats[0].Detail, "own/fuel/oil/GB/2023/L of own-1")
	locked, err := factors.NewLock(nation, slices.Values(resultsOf(t, nation, "p/fuel/oil/GB/2024/L")))
	require.NoError(t, err)
	f, caveats, _ = find(factors.Policy{}, own, locked, setOf(t, "last", made(year(2022))))
	assert.Equal(t, "p-1", f.Set)
	require.Len(t, caveats, 1, "a source that ranks below the factor's own is not passed over")

	edition, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "0", Title: "t", Licence: "l"}, []factors.Factor{made(year(2023))}, nil)
	require.NoError(t, err)
	for name, higher := range map[string]factors.Source{
		"another edition": edition, "another boundary": setOf(t, "own", made(year(2023), func(f *factors.Factor) { f.Boundary = ghg.WellToTank })),
		"another region": setOf(t, "own", made(year(2023), in("FR"))), "another unit": setOf(t, "own", made(year(2023), per("t"))),
	} {
		f, caveats, _ := find(factors.Policy{}, higher, nation)
		assert.Equal(t, "p-1", f.Set, name)
		assert.Empty(t, caveats, name)
	}
	_, caveats, _ = find(factors.Policy{}, nation, own)
	assert.Empty(t, caveats, "a lower-ranked source is not passed over")
}

// More than one match is an error, however much the policy allows.
func TestPolicyDoesNotPick(t *testing.T) {
	b := factors.Basis{Factors: setOf(t, "p", made(in("GLOBAL"), year(2023)), made(in("GLOBAL"), year(2023), per("m3"))), GWP: ghg.AR6(), Policy: factors.Policy{WiderRegion: true, OlderYears: 1}}
	_, _, err := b.Find(oil("gal(US)"))
	require.ErrorIs(t, err, factors.ErrAmbiguous)
	_, _, found, err := b.Lookup(oil("gal(US)"))
	require.ErrorIs(t, err, factors.ErrAmbiguous)
	assert.False(t, found)
	exact := factors.Basis{Factors: setOf(t, "p", made(), made(per("m3"))), GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: 1}}
	_, _, err = exact.Find(oil("gal(US)"))
	require.ErrorIs(t, err, factors.ErrAmbiguous)
}

func TestBasisRefuses(t *testing.T) {
	require.ErrorIs(t, factors.Basis{}.Check(), ghg.ErrMissing)
	require.NoError(t, factors.Basis{GWP: ghg.AR6()}.Check())
	require.ErrorIs(t, factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: -1}}.Check(), ghg.ErrNegative)
	require.ErrorIs(t, factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{NewerYears: -1}}.Check(), ghg.ErrNegative)
	require.ErrorIs(t, factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: 101}}.Check(), ghg.ErrOutOfRange)
	require.ErrorIs(t, factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{NewerYears: 101}}.Check(), ghg.ErrOutOfRange)
	require.NoError(t, factors.Basis{GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: 100, NewerYears: 100}}.Check())
	far := factors.Basis{Factors: setOf(t, "p", made(year(1900))), GWP: ghg.AR6(), Policy: factors.Policy{OlderYears: 1 << 40, NewerYears: 1 << 40}}
	_, _, err := far.Find(oil("L"))
	require.ErrorIs(t, err, factors.ErrNoFactor, "a search under an unlimited policy must end")
	_, _, err = factors.Basis{GWP: ghg.AR6()}.Find(oil("L"))
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = factors.Basis{GWP: ghg.AR6()}.Explain(oil("L"))
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, _, err = factors.Basis{Factors: setOf(t, "p", made()), GWP: ghg.AR6()}.Find(factors.Query{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestBasisProperty(t *testing.T) {
	q := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("L"), To: units.MustUnit("kg")}
	b := factors.Basis{Factors: setOf(t, "p", made()), GWP: ghg.AR6()}
	p, err := b.Property(q)
	require.NoError(t, err)
	assert.Equal(t, "density", p.Name)
	names, err := factors.NewMapping(map[string]string{"heating oil": "fuel/oil"})
	require.NoError(t, err)
	b.Names = names
	q.Activity = "heating oil"
	_, err = b.Property(q)
	require.NoError(t, err, "the company's own name is translated")
	query := oil("L")
	query.Activity = "heating oil"
	f, _, err := b.Find(query)
	require.NoError(t, err)
	assert.Equal(t, "p/fuel/oil/GB/2024/L", f.ID)
}

func TestFactorInCO2e(t *testing.T) {
	f := made()
	got, err := f.CO2e(ghg.AR6())
	require.NoError(t, err)
	assert.True(t, got.Kg().Equal(dec.MustParse("2.5298")), "2.5 + 0.001 × 29.8")
	_, err = f.CO2e(ghg.GWP{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// Of several factors for other years, the one passed over is the nearest to the period; of two as near, the older.
func TestPassedOverNearest(t *testing.T) {
	passed := func(years ...int) string {
		var list []factors.Factor
		for _, n := range years {
			list = append(list, made(year(n)))
		}
		stack, err := factors.NewStack(setOf(t, "own", list...), setOf(t, "p", made()))
		require.NoError(t, err)
		_, caveats, err := factors.Basis{Factors: stack, GWP: ghg.AR6()}.Find(oil("L"))
		require.NoError(t, err)
		require.Len(t, caveats, 1)
		id, _, _ := strings.Cut(caveats[0].Detail, " ")
		return id
	}
	for _, years := range [][]int{{2021, 2019, 2027}, {2027, 2019, 2021}, {2019, 2027, 2021}, {2027, 2021}, {2021, 2027}, {2021, 2018}, {2018, 2021}} {
		assert.Equal(t, "own/fuel/oil/GB/2021/L", passed(years...), years)
	}
	assert.Equal(t, "own/fuel/oil/GB/2026/L", passed(2020, 2026, 2028))
}
