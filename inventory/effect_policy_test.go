package inventory_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// Two editions are compared with the years of one publisher relaxed: another source stays strict. GB natural gas is 0.18293
// kg CO2e/kWh (gross CV) in the 2023 conversion factors and 0.18290 in those of 2024, "Fuels":
// 10,000 kWh differ by 0.3 kg, and the sums of the gases by that but for rounding.
func TestCompareEditionsWithAnException(t *testing.T) {
	basisOf := func(e string, policy factors.Policy) factors.Basis {
		uk, err := desnz.Load(e)
		require.NoError(t, err)
		return factors.Basis{Factors: uk, GWP: ghg.AR5(), Policy: policy}
	}
	x, err := factors.NewExceptions(factors.Exception{Activity: "fuel", Set: "desnz", Policy: factors.Policy{OlderYears: 1}})
	require.NoError(t, err)
	gas := scope1.StationaryCombustion{ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("10 MWh(HHV)")}
	after := basisOf(desnz.Edition2024, factors.Policy{})
	_, err = inventory.Compare(basisOf(desnz.Edition2023, factors.Policy{}), after, org(), []activity.Activity{gas})
	require.ErrorIs(t, err, factors.ErrNoFactor)
	before := basisOf(desnz.Edition2023, factors.Policy{Exceptions: x})
	e, err := inventory.Compare(before, after, org(), []activity.Activity{gas})
	require.NoError(t, err)
	require.Len(t, e.Lines, 1)
	assert.Equal(t, "-0.3", e.Lines[0].Difference().Kg().Round(1).String())
	for r := range e.Before.Results() {
		require.Len(t, r.Caveats, 1)
		assert.Contains(t, r.Caveats[0].Detail, "allowed by the policy's exception for fuel by desnz")
	}

	power := scope2.Electricity{ID: "office", Period: year, Region: "GB", Amount: units.MustParse("1 MWh")}
	_, err = inventory.Compare(before, after, org(), []activity.Activity{gas, power})
	require.ErrorIs(t, err, factors.ErrNoFactor, "the years of electricity are not relaxed")
}

// What stands in for a residual mix is by country: lines of one derivation do not carry it into another.
func TestResidualMixByCountry(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	for region, want := range map[string]bool{"GB": true, "FR": false} {
		x, err := factors.NewExceptions(factors.Exception{Activity: "electricity", Region: region, Policy: factors.Policy{GridAverageAsResidual: true}})
		require.NoError(t, err)
		_, err = scope2.Electricity{ID: "office", Period: year, Region: "GB", Amount: units.MustParse("1 MWh")}.
			Calculate(factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{Exceptions: x}})
		assert.Equal(t, want, err == nil, region)
	}
}
