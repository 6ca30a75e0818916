package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/golden"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	golden.Assert(t, "plan.txt", out.Bytes())
}

// TestData compares the published figures with those of the example targets.
func TestData(t *testing.T) {
	for _, name := range []string{"targets.csv", "emissions.csv", "activity.csv"} {
		here, err := os.ReadFile(filepath.Join("data", name))
		require.NoError(t, err)
		there, err := os.ReadFile(filepath.Join("..", "targets", "data", name))
		require.NoError(t, err)
		assert.Equal(t, string(there), string(here), name)
	}
}

// NEC ESG Data Book 2024: 22 + 305 kt in FY2020, −50 % by FY2030, 3,000 JPY/t.
func TestPublished(t *testing.T) {
	p, err := read(os.DirFS("data"))
	require.NoError(t, err)
	assert.Equal(t, "327", p.target.Base.Emissions.Kilotonnes().String())
	assert.Equal(t, 2030, p.target.Milestones[0].Year)
	assert.Equal(t, "0.5", p.target.Milestones[0].Reduction.String())
	assert.Equal(t, "3000 JPY", p.price.String())
	_, err = read(fstest.MapFS{})
	require.Error(t, err)
}
