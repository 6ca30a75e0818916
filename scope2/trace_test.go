package scope2_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/internal/golden"
	"github.com/ghgkit/ghg/scope2"
)

// TestTrace holds what the result of each example states: its steps, sources, notes and caveats, whether its data are
// primary, and what it is about.
func TestTrace(t *testing.T) {
	basis, err := example.Basis()
	require.NoError(t, err)
	trace, err := example.Trace(basis, scope2.Methods())
	require.NoError(t, err)
	golden.Assert(t, "examples.txt", trace)
}
