package scope3_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/method/methodtest"
	"github.com/ghgkit/ghg/scope3"
)

// TestMethods tests every method of Scope 3 by its declaration.
func TestMethods(t *testing.T) {
	basis, err := example.Basis()
	require.NoError(t, err)
	methodtest.Run(t, basis, scope3.Methods())
}
