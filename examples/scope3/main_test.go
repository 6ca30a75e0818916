package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
)

var update = flag.Bool("update", false, "write the golden file")

// TestEveryMethodHasASheet requires one file of each method of scope 3, and no other file.
func TestEveryMethodHasASheet(t *testing.T) {
	sheets := map[string]bool{}
	entries, err := fs.ReadDir(embedded, "data")
	require.NoError(t, err)
	for _, e := range entries {
		name := strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".csv"), ".json")
		assert.False(t, sheets[name], "%s has two sheets", name)
		sheets[name] = true
	}
	for _, m := range activity.Methods() {
		if name := string(m.Name); strings.HasPrefix(name, "scope3.") {
			assert.True(t, sheets[name], "%s has no sheet", name)
			delete(sheets, name)
		}
	}
	assert.Empty(t, sheets, "sheets that are of no method")
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
	require.NoError(t, run([]string{"-explain", "scope3.franchises.sampled"}, &out))
	assert.Contains(t, out.String(), "number in the group")
	out.Reset()
	require.NoError(t, run([]string{"-data", "data", "-explain", "scope3.use-of-sold-products.fuels"}, &out))
	assert.Contains(t, out.String(), "desnz/fuel/natural-gas")
	assert.ErrorContains(t, run([]string{"-explain", "scope3.franchise"}, &out), "scope3.franchises")
	assert.ErrorContains(t, run([]string{"-data", t.TempDir()}, &out), "no sheet")
	assert.ErrorContains(t, run([]string{"extra"}, &out), "flags only")
	assert.Error(t, run([]string{"-nonsense"}, &out))
}
