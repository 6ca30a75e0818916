package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/golden"
)

func TestGolden(t *testing.T) {
	for name, args := range map[string][]string{"group.txt": nil, "power-rhine.txt": {"-explain", "power-rhine"}, "boilers-moor.txt": {"-explain", "boilers-moor"}} {
		var out bytes.Buffer
		require.NoError(t, run(args, &out))
		golden.Assert(t, name, out.Bytes())
	}
}

func TestUnknownLine(t *testing.T) {
	require.ErrorContains(t, run([]string{"-explain", "boiler-paris"}, &bytes.Buffer{}), `"boiler-paris"`)
	require.Error(t, run([]string{"-unknown"}, &bytes.Buffer{}))
}
