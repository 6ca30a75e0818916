package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/golden"
)

func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{"inventory.txt": nil, "vans-austin.txt": {"-explain", "vans-austin"}} {
		var out bytes.Buffer
		require.NoError(t, run(args, &out))
		golden.Assert(t, name, out.Bytes())
	}
}

func TestUnknownLine(t *testing.T) {
	var out bytes.Buffer
	require.ErrorContains(t, run([]string{"-explain", "boiler-paris"}, &out), `"boiler-paris"`)
	require.Error(t, run([]string{"-unknown"}, &bytes.Buffer{}))
}
