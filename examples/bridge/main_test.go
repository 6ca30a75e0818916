package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/golden"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	golden.Assert(t, "bridge.txt", out.Bytes())
}

// TestData compares the published figures with those of the example fy2023.
func TestData(t *testing.T) {
	for _, name := range []string{"emissions.csv", "scope3_categories.csv"} {
		here, err := os.ReadFile(filepath.Join("data", name))
		require.NoError(t, err)
		there, err := os.ReadFile(filepath.Join("..", "fy2023", "nec", "data", "published", name))
		require.NoError(t, err)
		assert.Equal(t, string(there), string(here), name)
	}
}

// TestScope1IsThePublishedOne compares scope 1 of both years with the published 21 and 20 kt (NEC ESG Data Book 2024).
func TestScope1IsThePublishedOne(t *testing.T) {
	files, err := fs.Sub(embedded, "data")
	require.NoError(t, err)
	figures, err := published(files)
	require.NoError(t, err)
	for year, want := range map[int]string{2022: "21", 2023: "20"} {
		inv, err := inventoryOf(files, figures, year)
		require.NoError(t, err)
		kt, err := inv.Scope(ghg.Scope1, ghg.MarketBased)
		require.NoError(t, err)
		assert.Equal(t, want, kt.Kilotonnes().Round(0).String())
	}
}
