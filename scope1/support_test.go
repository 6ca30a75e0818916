package scope1_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

var year = ghg.CalendarYear(2024)

// testFactors is invented: round numbers whose products can be checked by eye.
const testFactors = `activity,region,valid_from,valid_to,unit,boundary,CO2,CO2-biogenic,CH4-fossil,CH4-biogenic,CH4,N2O,C
fuel/natural-gas,GB,2024-01-01,2024-12-31,kWh(HHV),combustion,0.2,,0.001,,,0.0001,
fuel/diesel,GB,2024-01-01,2024-12-31,L,combustion,2.5,,0.001,,,0.002,
fuel/biodiesel,GB,2024-01-01,2024-12-31,L,combustion,,2.4,,0.003,,0.004,
fuel/gasoline,US,2024-01-01,2024-12-31,gal(US),combustion,9,,0.01,,,0.02,
fuel/gasoline/mobile,US,2024-01-01,2024-12-31,gal(US),combustion,8.8,,,,,,
fuel/city-gas,JP,2024-01-01,2024-12-31,GJ(HHV),combustion,,,,,,,14
fuel/coal,JP,2024-01-01,2024-12-31,t,combustion,,,,,,,700
vehicle/van/diesel/2015,GB,2024-01-01,2024-12-31,km,combustion,,,0.00001,,,0.00002,
vehicle/car/medium/diesel,GB,2024-01-01,2024-12-31,km,combustion,0.16,,0.00001,,,0.00002,
process/clinker,GB,2024-01-01,2024-12-31,t,direct,785,,,,,,
process/limestone,GLOBAL,2024-01-01,2024-12-31,t,direct,440,,,,,,
landfill/on-site,GB,2024-01-01,2024-12-31,t,direct,,,,50,,,
wastewater/cod,GB,2024-01-01,2024-12-31,kg,direct,,,,0.25,,,
wastewater/flare,GB,2024-01-01,2024-12-31,kg,direct,,,,0.005,,,
`

var testBasis = sync.OnceValues(func() (factors.Basis, error) {
	set, err := factors.ReadCSV(strings.NewReader(testFactors), factors.Meta{Publisher: "test", Edition: "1", Title: "factors for tests", Licence: "none"})
	if err != nil {
		return factors.Basis{}, err
	}
	heat, err := factors.NewSet(factors.Meta{Publisher: "heat", Edition: "1", Title: "properties for tests", Licence: "none"}, nil, []factors.Property{{
		Activity: "fuel/city-gas", Name: "unit heat", Rate: units.MustRate("40 GJ(HHV)/1000Nm3"), Region: "JP", Valid: year,
		Reference: factors.Reference{Document: "ordinance", Table: "annex 1"},
	}})
	if err != nil {
		return factors.Basis{}, err
	}
	stack, err := factors.NewStack(set, heat)
	return factors.Basis{Factors: stack, GWP: ghg.AR6()}, err
})

// basis returns the factors of the tests with the potentials of AR6.
func basis(t testing.TB) factors.Basis {
	t.Helper()
	b, err := testBasis()
	require.NoError(t, err)
	return b
}

func number(s string) decimal.Decimal { return dec.MustParse(s) }

func share(s string) *decimal.Decimal {
	d := number(s)
	return &d
}

// calculate returns the results of an activity, each of which passes Check.
func calculate(t testing.TB, b factors.Basis, a method.Activity) ghg.Results {
	t.Helper()
	rs, err := a.Calculate(b)
	require.NoError(t, err)
	for _, r := range rs {
		require.NoError(t, r.Check())
	}
	return rs
}

// one returns the result of an activity that has one.
func one(t testing.TB, b factors.Basis, a method.Activity) ghg.Result {
	t.Helper()
	rs := calculate(t, b, a)
	require.Len(t, rs, 1)
	return rs[0]
}

// kg returns the kilograms of a gas, which the result must have.
func kg(t testing.TB, r ghg.Result, gas ghg.Gas) decimal.Decimal {
	t.Helper()
	v, ok := r.Emissions.Kg(gas)
	require.True(t, ok, "The result %s has no %s.", r.ID, gas)
	return v
}

// wantKg asserts the kilograms of a gas.
func wantKg(t testing.TB, r ghg.Result, gas ghg.Gas, want string) {
	t.Helper()
	got := kg(t, r, gas)
	assert.True(t, number(want).Equal(got), "The result %s has %s kg %s, want %s kg.", r.ID, got, gas, want)
}

// wantCO2e asserts the kilograms of CO2e.
func wantCO2e(t testing.TB, r ghg.Result, want string) {
	t.Helper()
	assert.True(t, number(want).Equal(r.CO2e.Kg()), "The result %s is %s, want %s kg CO2e.", r.ID, r.CO2e, want)
}

// refusal is a change that makes an activity refused, and the error for it.
type refusal[T method.Activity] struct {
	name   string
	change func(*T)
	is     error
}

// refuses asserts that an activity calculates, and that each change makes it refused.
func refuses[T method.Activity](t *testing.T, good T, changes []refusal[T]) {
	t.Helper()
	calculate(t, basis(t), good)
	for _, c := range changes {
		bad := good
		c.change(&bad)
		_, err := bad.Calculate(basis(t))
		assert.ErrorIs(t, err, c.is, "%T with this change must be refused: %s.", good, c.name)
	}
}

// show prints the results of an activity, or its error.
func show(rs ghg.Results, err error) {
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rs {
		fmt.Println(r.Explain())
	}
}
