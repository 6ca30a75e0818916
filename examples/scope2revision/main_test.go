package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/golden"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	golden.Assert(t, "scope2revision.txt", out.Bytes())
}
