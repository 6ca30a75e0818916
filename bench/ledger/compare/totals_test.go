package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTotals(t *testing.T) {
	read := func(text string) totals {
		path := filepath.Join(t.TempDir(), "totals.csv")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		got, err := readTotals(path)
		require.NoError(t, err)
		return got
	}
	want := read("site,lines,co2e_kg\na,1,1000000000.5\nb,2,3\n")
	near := read("co2e_kg,site,lines\n3,b,2\n1.0000000006e9,a,1\n")
	require.Equal(t, 3, near.lines)
	require.NoError(t, want.compare(near, false))
	require.ErrorContains(t, want.compare(near, true), "totals of a: 1000000000.600000000000 kg CO2e, want 1000000000.5")
	require.Error(t, want.compare(read("site,lines,co2e_kg\na,1,1000000002\nb,2,3\n"), false))
	require.ErrorContains(t, want.compare(read("site,lines,co2e_kg\na,2,1000000000.5\nb,2,3\n"), false), "totals of a: 2 lines, want 1")
	require.ErrorContains(t, want.compare(read("site,lines,co2e_kg\na,1,1000000000.5\n"), false), "1 labels, want 2")
}
