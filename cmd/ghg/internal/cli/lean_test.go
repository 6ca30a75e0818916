package cli

import (
	"os"
	"runtime/metrics"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// limitOfMemory returns the bytes that collections hold to.
func limitOfMemory() uint64 {
	of := []metrics.Sample{{Name: "/gc/gomemlimit:bytes"}}
	metrics.Read(of)
	return of[0].Value.Uint64()
}

// TestLean sees that a ledger's heap grows as package heap says, and by what the user says if GOGC is set.
func TestLean(t *testing.T) {
	before := limitOfMemory()
	t.Setenv("GOGC", "200")
	restore := lean()
	assert.Equal(t, before, limitOfMemory())
	restore()
	assert.Equal(t, before, limitOfMemory())

	require.NoError(t, os.Unsetenv("GOGC"))
	restore = lean()
	assert.Equal(t, uint64(first), limitOfMemory())
	restore()
	assert.Equal(t, before, limitOfMemory())
}
