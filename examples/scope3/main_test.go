package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/scope3"
)

var update = flag.Bool("update", false, "write the golden file")

// TestEveryMethodHasASheet requires a sheet for each method of Scope 3.
func TestEveryMethodHasASheet(t *testing.T) {
	files, err := fs.Sub(embedded, "data")
	require.NoError(t, err)
	sheets, err := sheetsOf(files)
	require.NoError(t, err)
	for _, m := range scope3.Methods() {
		if _, ok := sheets.names[m.Name()]; !ok {
			t.Errorf("%s has no sheet: add examples/scope3/data/%[1]s.csv (or .json for nested inputs) with one line, then run go test ./examples/scope3 -update", m.Name())
		}
	}
}

func TestOutput(t *testing.T) {
	const golden = "testdata/output.txt"
	var out bytes.Buffer
	require.NoError(t, run(nil, &out))
	if *update {
		require.NoError(t, os.WriteFile(golden, out.Bytes(), 0o600))
	}
	want, err := os.ReadFile(golden)
	require.NoError(t, err)
	assert.Equal(t, string(want), out.String())
}

func TestFlags(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run([]string{"-explain", "scope3.franchise-sampled"}, &out))
	assert.Contains(t, out.String(), "number in the group")
	out.Reset()
	require.NoError(t, run([]string{"-data", "data", "-explain", "scope3.sold-fuel"}, &out))
	assert.Contains(t, out.String(), "desnz/fuel/natural-gas")
	assert.ErrorContains(t, run([]string{"-explain", "scope3.franchise"}, &out), "scope3.franchise-")
	assert.ErrorContains(t, run([]string{"-data", t.TempDir()}, &out), "there is no sheet")
	assert.ErrorContains(t, run([]string{"extra"}, &out), "flags only")
	assert.Error(t, run([]string{"-nonsense"}, &out))
}
