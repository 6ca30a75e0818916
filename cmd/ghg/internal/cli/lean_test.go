package cli

import (
	"os"
	"runtime/debug"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestLean sees that a ledger's heap grows by less than that of other commands, and by what the user says if GOGC is set.
func TestLean(t *testing.T) {
	const other = 123
	before := debug.SetGCPercent(other)
	defer debug.SetGCPercent(before)
	t.Setenv("GOGC", "200")
	restore := lean()
	assert.Equal(t, other, debug.SetGCPercent(other))
	restore()
	assert.Equal(t, other, debug.SetGCPercent(other))

	require.NoError(t, os.Unsetenv("GOGC"))
	restore = lean()
	assert.Equal(t, heapGrowth, debug.SetGCPercent(heapGrowth))
	restore()
	assert.Equal(t, other, debug.SetGCPercent(other))
}
