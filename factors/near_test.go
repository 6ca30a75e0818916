package factors_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// An unknown name is answered with similar names: those of the same kind with a word in common, or that of its common
// name; those from another region only if the region has none.
func TestSimilarNames(t *testing.T) {
	s := setOf(t, "p", made(), made(of("fuel/natural-gas")), made(of("fuel/natural-gas"), per("t")), made(of("fuel/gasoline")),
		made(of("fuel/city-gas"), in("JP")), made(of("travel/gas-lamp")))
	ids := func(activity, region string) []string {
		_, err := s.Find(factors.Query{Activity: activity, Region: region, Period: ghg.CalendarYear(2024), Unit: units.MustUnit("L"), Boundary: ghg.Combustion})
		var none *factors.NoFactorError
		require.ErrorAs(t, err, &none)
		var ids []string
		for _, n := range none.Misses() {
			ids = append(ids, n.ID+" "+n.Differs)
		}
		return ids
	}
	const (
		natural  = "p/fuel/natural-gas/GB/2024/L activity fuel/natural-gas"
		gasoline = "p/fuel/gasoline/GB/2024/L activity fuel/gasoline"
	)
	assert.Equal(t, []string{natural}, ids("fuel/naturalgas", "GB"), "a misspelling lists one factor, although two have the name")
	assert.Equal(t, []string{natural, gasoline}, ids("fuel/Natural Gas", "GB"), "the name with both words comes before the one with a single word")
	assert.Equal(t, []string{natural, gasoline}, ids("fuel/gas of", "GB"), "only names of the same kind are similar")
	assert.Equal(t, []string{natural}, ids("fuel/gas", "GB"), "in the UK, gas is natural gas")
	assert.Equal(t, []string{natural}, ids("fuel/mains gas", "GB"), "a common name of several words")
	assert.Equal(t, []string{gasoline}, ids("fuel/petrol", "GB"), "a common name leads to the name in the vocabulary")
	premium := setOf(t, "p", made(of("fuel/gasoline/premium")))
	assert.Equal(t, []string{"p/fuel/gasoline/premium/GB/2024/L activity fuel/gasoline/premium"},
		idsOf(t, premium, factors.Query{Activity: "fuel/petrol", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("L"), Boundary: ghg.Combustion}),
		"a variant of the name in the vocabulary is as near")
	assert.Equal(t, []string{"p/fuel/city-gas/JP/2024/L activity fuel/city-gas, region JP"}, ids("fuel/citygas", "GB"), "another region is listed if the region has no similar name")
	assert.Empty(t, ids("fuel/anthracite", "GB"))
	assert.Equal(t, []string{"p/fuel/oil/GB/2024/L boundary combustion, region GB, per L, valid 2024"},
		idsOf(t, s, factors.Query{Activity: "fuel/oil", Region: "FR", Period: ghg.CalendarYear(2019), Unit: units.MustUnit("kWh(HHV)"), Boundary: ghg.WellToTank}),
		"a factor for the activity itself is near, whatever else differs")
}

func idsOf(t *testing.T, s factors.Source, q factors.Query) []string {
	t.Helper()
	_, err := s.Find(q)
	var none *factors.NoFactorError
	require.ErrorAs(t, err, &none)
	var ids []string
	for _, n := range none.Misses() {
		ids = append(ids, n.ID+" "+n.Differs)
	}
	return ids
}

// A stack lists the nearest factors of all its sources, and no distant ones of one source beside near ones of another.
func TestNearMissesOfStack(t *testing.T) {
	stack, err := factors.NewStack(setOf(t, "own", made(of("fuel/oil-sand"))), setOf(t, "p", made()), setOf(t, "r", made(in("FR"))))
	require.NoError(t, err)
	q := factors.Query{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2020), Unit: units.MustUnit("L"), Boundary: ghg.Combustion}
	assert.Equal(t, []string{"p/fuel/oil/GB/2024/L valid 2024", "r/fuel/oil/FR/2024/L region FR, valid 2024"}, idsOf(t, stack, q))
}

// ledger is a user-defined source around a set: its own Find is called, not the set's.
type ledger struct{ *factors.Set }

func (l ledger) Find(q factors.Query) (factors.Factor, error) {
	return factors.Factor{}, &factors.NoFactorError{Source: "ledger", Query: q, Near: []factors.Near{{ID: "ledger/17", Differs: "on request"}}}
}

// A user-defined source lists its own near misses. In a stack they come after the nearer factors of the sets and before
// those with other names.
func TestNearMissesOfUserSource(t *testing.T) {
	stack, err := factors.NewStack(ledger{setOf(t, "l")}, setOf(t, "p", made(), made(of("fuel/oil/heavy"))))
	require.NoError(t, err)
	q := oil("L")
	q.Period = ghg.CalendarYear(2020)
	assert.Equal(t, []string{"p/fuel/oil/GB/2024/L valid 2024", "ledger/17 on request", "p/fuel/oil/heavy/GB/2024/L activity fuel/oil/heavy, valid 2024"}, idsOf(t, stack, q))
}

// A supplier of another country is not near what a publisher does not have: a British bill finds no Japanese residual.
func TestNearMissesOfSuppliers(t *testing.T) {
	s := setOf(t, "p", made(of("electricity/supplier/a0006/residual"), in("JP")), made(of("electricity/supplier/b/residual"), year(2023)))
	q := oil("L")
	q.Activity = "electricity/residual-mix"
	assert.Equal(t, []string{"p/electricity/supplier/b/residual/GB/2023/L activity electricity/supplier/b/residual, valid 2023"}, idsOf(t, s, q))
	q.Region = "JP"
	assert.Equal(t, []string{"p/electricity/supplier/a0006/residual/JP/2024/L activity electricity/supplier/a0006/residual"}, idsOf(t, s, q))
}

// Of a name that is only similar, the factor of the period is listed, wherever it stands, or the years of another.
func TestNearNameOfThePeriod(t *testing.T) {
	s := setOf(t, "p", made(of("fuel/oil/heavy"), year(2022)), made(of("fuel/oil/heavy")), made(of("fuel/oil/light"), year(2022)))
	assert.Equal(t, []string{
		"p/fuel/oil/heavy/GB/2024/L activity fuel/oil/heavy", "p/fuel/oil/light/GB/2022/L activity fuel/oil/light, valid 2022",
	}, idsOf(t, s, oil("L")))
}

// Among factors for one activity, those valid closest to the period come first.
func TestNearestYearFirst(t *testing.T) {
	s := setOf(t, "p", made(year(2010)), made(year(2023)), made(year(2016)))
	q := oil("L")
	q.Period = ghg.CalendarYear(2020)
	assert.Equal(t, []string{"p/fuel/oil/GB/2023/L valid 2023", "p/fuel/oil/GB/2016/L valid 2016", "p/fuel/oil/GB/2010/L valid 2010"}, idsOf(t, s, q))
}

func TestAbsenceOfMisspeltName(t *testing.T) {
	s := setOf(t, "p", made(of("fuel/natural-gas")))
	q := factors.Query{Activity: "fuel/natural-gaz", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("L"), Boundary: ghg.Combustion}
	absence, err := factors.ExplainAbsence(s, q)
	require.NoError(t, err)
	assert.Equal(t, "no factor for the activity in p-1; similar names: fuel/natural-gas", absence.String())
	q.Activity = "fuel/marsh-gas"
	absence, err = factors.ExplainAbsence(s, q)
	require.NoError(t, err)
	assert.Equal(t, []string{"fuel/natural-gas"}, absence.Has, "names with a word in common are similar")
}

func TestSearchWithoutHyphen(t *testing.T) {
	s := setOf(t, "p", made(of("fuel/city-gas")), made())
	hits := factors.Search(s, "citygas", factors.Filter{})
	require.Len(t, hits, 1)
	assert.Equal(t, "p/fuel/city-gas/GB/2024/L: Oil (per L, combustion, GB, 2024)", hits[0].String())
}

// A lock answers a miss like the sets it was made from, alone and in a stack.
func TestNearMissesOfLock(t *testing.T) {
	s := setOf(t, "p", made())
	lock, err := factors.NewLock(s, slices.Values(resultsOf(t, s, "p/fuel/oil/GB/2024/L")))
	require.NoError(t, err)
	inner, err := factors.NewStack(lock)
	require.NoError(t, err)
	stack, err := factors.NewStack(inner, setOf(t, "q", made(in("FR"))))
	require.NoError(t, err)
	q := oil("L")
	q.Period = ghg.CalendarYear(2020)
	assert.Equal(t, []string{"p/fuel/oil/GB/2024/L valid 2024", "q/fuel/oil/FR/2024/L region FR, valid 2024"}, idsOf(t, stack, q))
	fromLock, err := factors.NewStack(lock, setOf(t, "q", made()))
	require.NoError(t, err)
	f, err := fromLock.Find(oil("L"))
	require.NoError(t, err)
	assert.Equal(t, "p-1", f.Set)
}

// The name in the vocabulary leads to the fuel under its publisher's name, before any name that shares a word.
func TestPublishersName(t *testing.T) {
	s := setOf(t, "p", made(of("fuel/diesel-oil-blend")), made(of("fuel/distillate-fuel-oil/no-2")))
	q := oil("L")
	q.Activity = "fuel/diesel"
	assert.Equal(t, []string{"p/fuel/distillate-fuel-oil/no-2/GB/2024/L activity fuel/distillate-fuel-oil/no-2"}, idsOf(t, s, q))
	assert.Len(t, factors.Search(s, "dist", factors.Filter{}), 1, "the beginning of a word is found")
}

// The code of a classification is not like any other code of the same classification.
func TestCodesAreNotSimilar(t *testing.T) {
	s := setOf(t, "p", made(of("spend/naics-2017/541110")), made(of("spend/naics-2017/331200")))
	q := oil("L")
	q.Activity = "spend/naics-2017/111920"
	assert.Empty(t, idsOf(t, s, q))
}
