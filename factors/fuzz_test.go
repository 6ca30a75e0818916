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
)

// FuzzReadJSON checks that any text is either read as factors or refused, and that what is read survives a round trip.
func FuzzReadJSON(f *testing.F) {
	set, err := factors.ReadCSV(strings.NewReader(full), sheetMeta)
	require.NoError(f, err)
	var text bytes.Buffer
	require.NoError(f, factors.WriteJSON(&text, set))
	f.Add(text.Bytes())
	f.Add([]byte(`[{"activity":"a","region":"GB","valid":"2024","unit":"L","boundary":"direct","CO2":"1"}]`))
	f.Add([]byte(`[{"activity":"a","activity":"b"}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		first, err := factors.ReadJSON(bytes.NewReader(text), sheetMeta)
		if err != nil {
			return
		}
		var written bytes.Buffer
		if err := factors.WriteJSON(&written, first); err != nil {
			return
		}
		second, err := factors.ReadJSON(&written, sheetMeta)
		require.NoError(t, err)
		assert.Equal(t, first.Digest(), second.Digest())
	})
}

// FuzzReadLock checks that a lock that is read is one that was written: writing it again gives a lock of the same factors.
func FuzzReadLock(f *testing.F) {
	var text bytes.Buffer
	require.NoError(f, lockOf(f).Write(&text))
	f.Add(text.Bytes())
	f.Add([]byte("set,id,digest\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		first, err := factors.ReadLock(bytes.NewReader(text))
		if err != nil {
			return
		}
		var written bytes.Buffer
		require.NoError(t, first.Write(&written))
		second, err := factors.ReadLock(&written)
		require.NoError(t, err)
		assert.Empty(t, first.Changes(second))
	})
}

// FuzzReadMapping checks that any file is either read as a mapping or refused, and that a mapping gives vocabulary names.
func FuzzReadMapping(f *testing.F) {
	f.Add([]byte("code,activity,note\nE100,fuel/gasoline,petrol\nE200,electricity/grid,\n"), "E100")
	f.Fuzz(func(t *testing.T, text []byte, code string) {
		mapping, err := factors.ReadMapping(bytes.NewReader(text), "mapping.csv")
		if err != nil {
			return
		}
		if name, ok := mapping.Lookup(code); ok {
			assert.NotEmpty(t, name)
		}
	})
}

// FuzzReadProperties checks that any file is either read as fuel properties or refused.
func FuzzReadProperties(f *testing.F) {
	f.Add([]byte("activity,property,rate,region,valid_from,valid_to\nfuel/oil,density,0.8 kg/L,GB,2024-01-01,2024-12-31\n"))
	f.Add([]byte("activity,property,rate,region,valid\nfuel/oil,heating value,40 GJ(HHV)/t,JP,2024-04-01..2025-03-31\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		properties, err := factors.ReadPropertiesCSV(bytes.NewReader(text), sheetMeta)
		if err != nil {
			return
		}
		for _, p := range properties {
			assert.Positive(t, p.Rate.Value.Sign(), "a property is above 0")
			assert.Positive(t, p.Valid.Days())
		}
	})
}

// lockOf returns a lock of a factor.
func lockOf(tb testing.TB) *factors.Lock {
	tb.Helper()
	set, err := factors.ReadCSV(strings.NewReader(full), sheetMeta)
	require.NoError(tb, err)
	var used []ghg.FactorRecord
	for f := range set.All() {
		used = append(used, f.Record())
	}
	lock, err := factors.NewLock(set, slices.Values([]ghg.Result{{Factors: used}}))
	require.NoError(tb, err)
	return lock
}
