package heap_test

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/heap"
)

// off is what the runtime says of a heap that is collected at its limit only.
const off = math.MaxUint64

// settings returns how the heap may grow.
func settings() (percent, limit uint64) {
	of := []metrics.Sample{{Name: "/gc/gogc:percent"}, {Name: "/gc/gomemlimit:bytes"}}
	metrics.Read(of)
	return of[0].Value.Uint64(), of[1].Value.Uint64()
}

// collections returns how many there have been.
func collections() uint32 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.NumGC
}

var kept [][]byte

// allocate makes pieces of a mebibyte, which stay if they are kept.
func allocate(mebibytes int, keep bool) {
	for range mebibytes {
		if b := make([]byte, 1<<20); keep {
			kept = append(kept, b)
		}
	}
}

func assertSettings(t *testing.T, percent, limit uint64) {
	t.Helper()
	now, limited := settings()
	assert.Equal(t, percent, now, "percent")
	assert.Equal(t, limit, limited, "limit")
}

func TestLean(t *testing.T) {
	const first, growth = 128 << 20, 40
	percent, limit := settings()
	defer func() { kept = nil }()
	runtime.GC()
	before := collections()
	restore := heap.Lean(first, growth)
	defer restore()

	allocate(60, false)
	assert.Equal(t, before, collections(), "nothing is collected while there is room")
	assertSettings(t, off, first)

	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	assertSettings(t, off, first) // what lives is small: the limit leaves the heap more room

	before = collections()
	require.Eventually(t, func() bool {
		allocate(60, false)
		return collections() > before
	}, 10*time.Second, time.Millisecond, "the limit is kept")
	allocate(110, true)
	require.Eventually(t, func() bool {
		runtime.GC()
		now, limited := settings()
		return now == growth && limited == limit
	}, 10*time.Second, time.Millisecond, "what lives is beyond the limit soon")

	restore()
	assertSettings(t, percent, limit)
}

// A limit that is set already, as by GOMEMLIMIT, stays if it is lower.
func TestLeanWithinLimit(t *testing.T) {
	const own = 32 << 20
	limit := debug.SetMemoryLimit(own)
	defer debug.SetMemoryLimit(limit)
	percent, _ := settings()
	restore := heap.Lean(heap.First, heap.Growth)
	assertSettings(t, off, own)
	restore()
	assertSettings(t, percent, own)
}

// What is restored stays, whatever is collected later.
func TestLeanRestored(t *testing.T) {
	percent, limit := settings()
	heap.Lean(1<<20, 4000)()
	for range 3 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	assertSettings(t, percent, limit)
}
