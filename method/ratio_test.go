package method

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

func sharing(t *testing.T) *Calc {
	t.Helper()
	c := New(factors.Basis{GWP: ghg.AR6()}, Head{Method: "test.share", Scope: ghg.Scope1, ID: "a", Period: ghg.CalendarYear(2024)})
	require.NoError(t, c.Err())
	return c
}

func TestShares(t *testing.T) {
	c := sharing(t)
	// 200 kg × (1 − 0.1) × 3 GJ ÷ (3 GJ + 1 MWh, which is 3.6 GJ) = 180 × 3 ÷ 6.6 = 81.81…
	part, other := Of("heat", units.MustParse("3 GJ")), Of("power", units.MustParse("1 MWh"))
	whole := c.Combine("output", ghg.Sum, []Flow{part, other})
	mass := c.TimesFlow(Of("gas", units.MustParse("200 kg")), c.Remainder("left", Share("heel", decimal.New(1, -1), "")))
	c.Emit("", c.TimesRatio(mass, part, whole), ghg.CO2)
	r, err := c.Result()
	require.NoError(t, err)
	require.NoError(t, r.Check())
	assert.Equal(t, "81.8182", r.CO2e.Kg().Round(4).String())
}

func TestSharesRefuse(t *testing.T) {
	gas := Of("gas", units.MustParse("200 kg"))
	c := sharing(t)
	c.TimesFlow(gas, Of("heat", units.MustParse("3 GJ")))
	require.ErrorIs(t, c.Err(), ghg.ErrDimension)

	c = sharing(t)
	c.TimesRatio(gas, Of("part", units.MustParse("0 GJ")), Of("whole", units.MustParse("0 GJ")))
	require.ErrorIs(t, c.Err(), ghg.ErrOutOfRange)

	c = sharing(t)
	c.TimesRatio(gas, Of("part", units.MustParse("1 kg")), Of("whole", units.MustParse("1 GJ")))
	require.Error(t, c.Err())

	// After an error nothing is done.
	before := c.Err()
	c.TimesFlow(gas, Share("s", decimal.New(1, 0), ""))
	c.Emit("", gas, ghg.CO2)
	assert.Equal(t, before, c.Err())
	_, err := c.Result()
	require.ErrorIs(t, err, before)
}

func TestChange(t *testing.T) {
	c := sharing(t)
	c.Change("increase", units.MustParse("-5 kg"), units.Mass)
	require.NoError(t, c.Err())
	c.Change("increase", units.Quantity{}, units.Mass)
	require.ErrorIs(t, c.Err(), ghg.ErrMissing)
}
