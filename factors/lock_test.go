package factors_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// resultsOf returns results that used the factors with the given ids, and one that used a supplied factor.
func resultsOf(t *testing.T, s factors.Source, ids ...string) []ghg.Result {
	t.Helper()
	var results []ghg.Result
	for f := range s.All() {
		if slices.Contains(ids, f.ID) {
			results = append(results, ghg.Result{ID: f.ID, Factors: []ghg.FactorRecord{f.Record()}})
		}
	}
	require.Len(t, results, len(ids))
	supplied, err := factors.MustSupplied("1 kg CO2/L; x").Factor(oil("L"))
	require.NoError(t, err)
	return append(results, ghg.Result{ID: "supplied", Factors: []ghg.FactorRecord{supplied.Record()}})
}

func TestLock(t *testing.T) {
	a, b := setOf(t, "a", made(), made(year(2023))), setOf(t, "b", made(in("FR")))
	stack, err := factors.NewStack(a, b)
	require.NoError(t, err)
	lock, err := factors.NewLock(stack, slices.Values(resultsOf(t, stack, "a/fuel/oil/GB/2024/L", "b/fuel/oil/FR/2024/L")))
	require.NoError(t, err)
	assert.Equal(t, 2, lock.Len(), "a supplied factor is not part of a catalogue")
	assert.Equal(t, "lock of a-1 > b-1", lock.Name())
	f, err := lock.Find(oil("L"))
	require.NoError(t, err)
	assert.Equal(t, "a-1", f.Set)
	old := oil("L")
	old.Period = ghg.CalendarYear(2023)
	_, err = lock.Find(old)
	require.ErrorIs(t, err, factors.ErrNoFactor, "the lock holds only factors that were used")
	_, _, found, err := factors.Basis{Factors: lock, GWP: ghg.AR6()}.Lookup(old)
	require.NoError(t, err)
	assert.False(t, found)

	var text, again bytes.Buffer
	require.NoError(t, lock.Write(&text))
	read, err := factors.ReadLock(bytes.NewReader(text.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, lock.Digest(), read.Digest())
	require.NoError(t, read.Write(&again))
	assert.Equal(t, text.String(), again.String())
	assert.Empty(t, read.Changes(stack))

	property := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("L"), To: units.MustUnit("kg")}
	_, err = lock.Property(property)
	require.NoError(t, err)
	_, err = read.Property(property)
	require.ErrorIs(t, err, factors.ErrNoProperty)
	_, err = read.WithProperties(stack).Property(property)
	require.NoError(t, err)

	// In the next catalogue, one value has changed and one factor is gone.
	changes := read.Changes(setOf(t, "a", made(carbonOnly("3"))))
	require.Len(t, changes, 2)
	assert.Equal(t, "revalued a/fuel/oil/GB/2024/L, kg CO2 20.00 %", changes[0].String())
	assert.Equal(t, "removed b/fuel/oil/FR/2024/L", changes[1].String())
}

func TestLockRefuses(t *testing.T) {
	a := setOf(t, "a", made())
	used := resultsOf(t, a, "a/fuel/oil/GB/2024/L")
	_, err := factors.NewLock(setOf(t, "a", made(carbonOnly("3"))), slices.Values(used))
	require.ErrorIs(t, err, factors.ErrChanged)
	_, err = factors.NewLock(setOf(t, "b", made()), slices.Values(used))
	require.ErrorIs(t, err, factors.ErrChanged)

	lock, err := factors.NewLock(a, slices.Values(used))
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, lock.Write(&text))
	for _, change := range [][2]string{{",2.5,", ",2.51,"}, {"combustion", "well-to-tank"}, {",L,", ",t,"}, {",GB,", ",FR,"}, {"a-1,", "a-2,"}, {"2024-12-31", "2024-12-30"}, {"digest", "digset"}, {",none,", ",free,"}} {
		altered := strings.Replace(text.String(), change[0], change[1], 1)
		require.NotEqual(t, text.String(), altered)
		_, err := factors.ReadLock(strings.NewReader(altered))
		require.Error(t, err, "%s → %s", change[0], change[1])
	}
	require.ErrorContains(t, lock.Write(&failing{}), "disk full")
}
