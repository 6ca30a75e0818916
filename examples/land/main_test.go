package main

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/golden"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	golden.Assert(t, "land.txt", out.Bytes())
}

// 120 t C lost in 2016 are 440 t CO2, of which 31/400 fall in 2020: 34.1 t. The herd has 2000 kg × 27 + 50 kg × 273 = 67.65 t, the
// fields in the feed 120 t. FLAG is 221.75 t of 950 + 34.1 + 67.65 = 1051.75 t. Removals of 40 t change neither.
func TestFLAGByHand(t *testing.T) {
	register, change, err := ledgers()
	require.NoError(t, err)
	assert.Equal(t, []string{"south field"}, change.Before)
	f, err := flagOf(register, baseYear)
	require.NoError(t, err)
	assert.True(t, f.Early)
	assert.Equal(t, "221.75", f.FLAG12.Add(f.FLAG3).Tonnes().String())
	assert.Equal(t, "1051.75", f.Scope12.Add(f.Scope3).Tonnes().String())
	claims, err := register.RemovalClaims(f.Period)
	require.NoError(t, err)
	require.Len(t, claims, 1)
	assert.Equal(t, "40000 kg CO2e", claims[0].Amount.String())

	f, err = flagOf(register, netZeroYear)
	require.NoError(t, err)
	assert.False(t, f.Early)
	assert.Equal(t, "98.96", f.Scope12.Add(f.Scope3).Tonnes().String(), "80 t, and 500 kg × 27 + 20 kg × 273 of the herd")
	_, err = register.RemovalClaims(ghg.Period{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}
