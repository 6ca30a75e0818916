package factors_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// propertyOf returns the record of the density in a set.
func propertyOf(t *testing.T, s factors.Source) ghg.PropertyRecord {
	t.Helper()
	p, err := s.Property(route("L", "kg"))
	require.NoError(t, err)
	return p.Record()
}

// burned returns the results of burning oil, stated in a unit that its properties lead to.
func burned(t *testing.T, s factors.Source, amount string) []ghg.Result {
	t.Helper()
	rs, err := scope1.StationaryCombustion{
		ID: "boiler", Fuel: "oil", Region: "GB", Period: ghg.CalendarYear(2024), Amount: units.MustParse(amount),
	}.Calculate(factors.Basis{Factors: s, GWP: ghg.AR6(), Policy: factors.Policy{FuelProperties: true}})
	require.NoError(t, err)
	return rs
}

// reread returns the lock of results as its file gives it back, and the file.
func reread(t *testing.T, s factors.Source, results []ghg.Result) (*factors.Lock, string) {
	t.Helper()
	lock, err := factors.NewLock(s, slices.Values(results))
	require.NoError(t, err)
	var file bytes.Buffer
	require.NoError(t, lock.Write(&file))
	read, err := factors.ReadLock(bytes.NewReader(file.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, lock.Digest(), read.Digest())
	var again bytes.Buffer
	require.NoError(t, read.Write(&again))
	assert.Equal(t, file.String(), again.String())
	return read, file.String()
}

// dense returns an invented set of oil per litre, with properties in place of the usual ones.
func dense(t *testing.T, properties ...factors.Property) *factors.Set {
	t.Helper()
	s, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "invented", Licence: "none"}, []factors.Factor{made()}, properties)
	require.NoError(t, err)
	return s
}

// A run that converts by two properties replays from its lock alone, to the same receipts.
func TestLockReplaysProperties(t *testing.T) {
	set := dense(t, density(), heatingValue())
	before := burned(t, set, "9 GJ(HHV)")
	require.Len(t, before[0].Properties, 2)
	lock, file := reread(t, set, before)
	assert.Equal(t, 1, lock.Len(), "properties are no factors")
	assert.Equal(t, 4, strings.Count(file, "\n"), "header, one factor and two properties")
	after := burned(t, lock, "9 GJ(HHV)")
	want, err := before[0].Receipt()
	require.NoError(t, err)
	got, err := after[0].Receipt()
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
	assert.Empty(t, lock.Changes(set))

	// A lock of a lock, and of a source that is no set.
	for _, s := range []factors.Source{lock, foreign{set}} {
		again, _ := reread(t, s, before)
		assert.Equal(t, lock.Digest(), again.Digest())
		assert.Empty(t, again.Changes(s))
	}
}

// foreign is a source that the package does not know.
type foreign struct{ factors.Source }

// A property that a catalogue no longer has as it was used is refused for a new lock and reported by an old one.
func TestLockSeesChangedProperties(t *testing.T) {
	set := dense(t, density(), heatingValue())
	results := burned(t, set, "9 GJ(HHV)")
	lock, _ := reread(t, set, results)
	heavier, noted := density(), density()
	heavier.Rate, noted.Note = units.MustRate("0.84 kg/L"), "checked"
	for _, tt := range []struct {
		now    factors.Source
		change string
		kind   factors.ChangeKind
		err    string
	}{
		{dense(t, heavier, heatingValue()), "revalued p-1/fuel/oil@density/GB/2024/kg/L, kg/L 5.00 %", factors.Revalued, "p-1/fuel/oil@density/GB/2024/kg/L is 0.84 kg/L"},
		{foreign{dense(t, heavier, heatingValue())}, "revalued p-1/fuel/oil@density/GB/2024/kg/L, kg/L 5.00 %", factors.Revalued, "is 0.84 kg/L"},
		{dense(t, heatingValue()), "removed p-1/fuel/oil@density/GB/2024/kg/L", factors.Removed, "p-1/fuel/oil@density/GB/2024/kg/L is not in p-1"},
		{dense(t, noted, heatingValue()), "restated p-1/fuel/oil@density/GB/2024/kg/L", factors.Restated, ""},
	} {
		changes := lock.Changes(tt.now)
		require.Len(t, changes, 1, tt.change)
		assert.Equal(t, tt.change, changes[0].String())
		assert.Equal(t, tt.kind, changes[0].Kind)
		assert.Equal(t, "density", changes[0].OldProperty.Name)
		_, err := factors.NewLock(tt.now, slices.Values(results))
		if tt.err == "" { // the note is in no result
			require.NoError(t, err)
			continue
		}
		require.ErrorIs(t, err, factors.ErrChanged)
		require.ErrorContains(t, err, tt.err)
	}
}

// A file from before locks held properties has two columns fewer. It is read, and names what it lacks.
func TestLockWithoutProperties(t *testing.T) {
	set := dense(t, density(), heatingValue())
	results := burned(t, set, "9 GJ(HHV)")
	_, file := reread(t, set, results)
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	require.NoError(t, err)
	require.Equal(t, []string{"property", "rate"}, rows[0][len(rows[0])-2:])
	var old strings.Builder
	w := csv.NewWriter(&old)
	for _, row := range rows[:2] {
		require.NoError(t, w.Write(row[:len(row)-2]))
	}
	w.Flush()
	lock, err := factors.ReadLock(strings.NewReader(old.String()))
	require.NoError(t, err)
	assert.Equal(t, 1, lock.Len())
	_, err = lock.Property(route("L", "kg"))
	require.ErrorIs(t, err, factors.ErrNoProperty)
	require.ErrorContains(t, err, "Lock.WithProperties")
	after := burned(t, lock.WithProperties(set), "9 GJ(HHV)")
	assert.Equal(t, results[0].CO2e, after[0].CO2e)

	// Its own properties come first.
	heavier := density()
	heavier.Rate = units.MustRate("0.84 kg/L")
	full, _ := reread(t, set, results)
	p, err := full.WithProperties(dense(t, heavier)).Property(route("L", "kg"))
	require.NoError(t, err)
	assert.Equal(t, "0.8 kg/L", p.Rate.String())
}

// The sets of a lock stay in the order of the source, which decides what is found first.
func TestLockKeepsTheOrder(t *testing.T) {
	stack, err := factors.NewStack(setOf(t, "b", made()), setOf(t, "a", made()))
	require.NoError(t, err)
	lock, _ := reread(t, stack, resultsOf(t, stack, "b/fuel/oil/GB/2024/L", "a/fuel/oil/GB/2024/L"))
	assert.Equal(t, "lock of b-1 > a-1", lock.Name())
	f, err := lock.Find(oil("L"))
	require.NoError(t, err)
	assert.Equal(t, "b-1", f.Set)

	// A set of which only a property was used keeps its place too.
	only, err := factors.NewSet(factors.Meta{Publisher: "c", Edition: "1", Title: "invented"}, nil, []factors.Property{density()})
	require.NoError(t, err)
	stack, err = factors.NewStack(only, setOf(t, "a", made()))
	require.NoError(t, err)
	results := append(resultsOf(t, stack, "a/fuel/oil/GB/2024/L"), ghg.Result{ID: "by volume", Properties: []ghg.PropertyRecord{propertyOf(t, stack)}})
	lock, _ = reread(t, stack, results)
	assert.Equal(t, "lock of c-1 > a-1", lock.Name())
}
