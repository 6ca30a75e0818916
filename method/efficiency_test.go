package method_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// The heat of a boiler is at most the higher heating value of its fuel. On the lower value, a condensing boiler gives
// more than 1, but no fuel gives more than 1.2.
func TestCheckEfficiency(t *testing.T) {
	for _, tt := range []struct {
		efficiency string
		ok         bool
	}{
		{"0.9 GJ/GJ(HHV)", true},
		{"1 GJ/GJ(HHV)", true},
		{"3.6 MJ/kWh(HHV)", true}, // 1
		{"3.61 MJ/kWh(HHV)", false},
		{"1.01 GJ/GJ(HHV)", false},
		{"90 GJ/GJ(HHV)", false}, // per cent
		{"1.05 GJ/GJ(LHV)", true},
		{"1.2 kWh/kWh(LHV)", true},
		{"1.21 GJ/GJ(LHV)", false},
		{"0 GJ/GJ(HHV)", false},
		{"-0.9 GJ/GJ(LHV)", false},
	} {
		c := begin(t)
		c.CheckEfficiency("efficiency", units.MustRate(tt.efficiency))
		if tt.ok {
			require.NoError(t, c.Err(), tt.efficiency)
			continue
		}
		require.ErrorIs(t, c.Err(), ghg.ErrOutOfRange, tt.efficiency)
		require.ErrorContains(t, c.Err(), `efficiency is out of range ("`+tt.efficiency+`"): want above 0, at most 1 on the higher and 1.2 on the lower heating value`)
		first := c.Err()
		c.CheckEfficiency("other", units.MustRate("5 GJ/GJ(HHV)"))
		assert.Equal(t, first, c.Err())
	}
	c := begin(t)
	c.CheckEfficiency("efficiency", units.MustRate("0.9 GJ/GJ"))
	require.ErrorIs(t, c.Err(), units.ErrDimension, "energy of the fuel without its heating value basis")
}
