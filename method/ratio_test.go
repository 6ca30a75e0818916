package method_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

func TestShares(t *testing.T) {
	c := begin(t)
	// 200 kg × (1 − 0.1) × 3 GJ ÷ (3 GJ + 1 MWh, which is 3.6 GJ) = 180 × 3 ÷ 6.6 = 81.81…
	part, other := method.Of("heat", units.MustParse("3 GJ")), method.Of("power", units.MustParse("1 MWh"))
	whole := c.Sum("output", part, other)
	mass := c.TimesFlow(method.Of("gas", units.MustParse("200 kg")), c.Remainder("left", method.Ratio("heel", decimal.New(1, -1), "")))
	c.Emit("", c.TimesRatio(mass, part, whole), ghg.CO2)
	r, err := c.Result(method.Part{})
	require.NoError(t, err)
	require.NoError(t, r.Check())
	assert.Equal(t, "81.8182", r.CO2e.Kg().Round(4).String())
}

// A share in per cent is a hundredth of its number: 200 kg × 30 % = 60 kg.
func TestShareInPerCent(t *testing.T) {
	c := begin(t)
	c.Emit("", c.TimesFlow(method.Of("gas", units.MustParse("200 kg")), method.Of("share", units.MustParse("30 %"))), ghg.CO2)
	assert.Equal(t, "60", mass(t, checked(t, c), ghg.CO2))
}

// A whole of several terms is evaluated before it divides: 90 kg × 3 GJ ÷ (2 t × 3 GJ/t) = 45 kg.
func TestRatioOfAProduct(t *testing.T) {
	c := begin(t)
	whole := c.TimesRate(method.Of("fuel", units.MustParse("2 t")), "heating value", rate(t, "3 GJ/t"), "")
	c.Emit("", c.TimesRatio(method.Of("gas", units.MustParse("90 kg")), method.Of("heat", units.MustParse("3 GJ")), whole), ghg.CO2)
	r := checked(t, c)
	assert.Equal(t, "45", mass(t, r, ghg.CO2))
	assert.Equal(t, "whole", r.Steps[0].Label)
}

func TestSharesRefuse(t *testing.T) {
	gas := method.Of("gas", units.MustParse("200 kg"))
	c := begin(t)
	c.TimesFlow(gas, method.Of("heat", units.MustParse("3 GJ")))
	require.ErrorIs(t, c.Err(), ghg.ErrDimension)

	c = begin(t)
	c.TimesRatio(gas, method.Of("part", units.MustParse("0 GJ")), method.Of("whole", units.MustParse("0 GJ")))
	require.ErrorIs(t, c.Err(), ghg.ErrOutOfRange)

	c = begin(t)
	c.TimesRatio(gas, method.Of("part", units.MustParse("1 kg")), method.Of("whole", units.MustParse("1 GJ")))
	require.Error(t, c.Err())

	// After an error, nothing changes.
	before := c.Err()
	c.TimesFlow(gas, method.Ratio("s", decimal.New(1, 0), ""))
	c.Emit("", gas, ghg.CO2)
	assert.Equal(t, before, c.Err())
	_, err := c.Result(method.Part{})
	require.ErrorIs(t, err, before)
}
