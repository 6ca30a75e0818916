package all_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/units"
)

// inMemory returns the files of a publisher in memory, as embedding does, so that a load can be repeated: a publisher's
// own Load reads an edition once per process.
func inMemory(tb testing.TB, publisher string) fs.FS {
	tb.Helper()
	dir := filepath.Join("..", publisher, "data")
	entries, err := os.ReadDir(dir)
	require.NoError(tb, err)
	files := fstest.MapFS{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		require.NoError(tb, err)
		files[e.Name()] = &fstest.MapFile{Data: text}
	}
	return files
}

// BenchmarkLoad reads every edition from scratch: at most 25 ms and 20 MB each.
func BenchmarkLoad(b *testing.B) {
	for _, e := range all.Editions() {
		files := inMemory(b, e.Package)
		b.Run(e.Package+"-"+e.Edition, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := factors.Load(files, e.Edition); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestLoadMemory bounds what reading an edition allocates, including garbage. The largest takes 10 MB.
func TestLoadMemory(t *testing.T) {
	const most = 20 << 20
	for _, e := range all.Editions() {
		t.Run(e.Package+"-"+e.Edition, func(t *testing.T) {
			files := inMemory(t, e.Package)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			set, err := factors.Load(files, e.Edition)
			runtime.ReadMemStats(&after)
			require.NoError(t, err)
			assert.Positive(t, set.Len())
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(most))
		})
	}
}

// TestSharedByGoroutines has eight goroutines find, record and digest the factors of a set that was just read.
func TestSharedByGoroutines(t *testing.T) {
	set, err := factors.Load(inMemory(t, "egrid"), "2023")
	require.NoError(t, err)
	embedded, err := egrid.Load(egrid.Edition2023)
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for f := range set.All() {
				found, err := set.Find(factors.Query{Activity: f.Activity, Region: f.Region, Period: f.Valid, Unit: f.Unit, Boundary: f.Boundary})
				assert.NoError(t, err)
				assert.Equal(t, f.Digest(), found.Record().Digest)
			}
			assert.Equal(t, embedded.Digest(), set.Digest())
		})
	}
	group.Wait()
}

// TestRecordOfACopy writes into a copy: the record stays that of the set's factor.
func TestRecordOfACopy(t *testing.T) {
	set, err := factors.Load(inMemory(t, "egrid"), "2023")
	require.NoError(t, err)
	for f := range set.All() {
		id := f.ID
		f.ID, f.Region = "changed", "changed"
		assert.Equal(t, id, f.Record().ID)
		again, ok := set.Factor(id)
		require.True(t, ok)
		assert.Equal(t, f.Digest(), again.Digest())
		assert.Equal(t, again.Record().WithDigest().Digest, again.Digest())
	}
}

// TestFindDoesNotAllocate checks that Find does not allocate, even before any record is computed.
func TestFindDoesNotAllocate(t *testing.T) {
	set, err := factors.Load(inMemory(t, "desnz"), "2024")
	require.NoError(t, err)
	q := factors.Query{Activity: "electricity/grid", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	_, err = set.Find(q)
	require.NoError(t, err)
	assert.Zero(t, testing.AllocsPerRun(100, func() { _, _ = set.Find(q) }))
}
