package method_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// DIN 1343: 10,000 m3 at 15 °C and 102.306 kPa are 10000 × 273.15 ÷ 288.15 × 102.306 ÷ 101.325 = 9571.2 Nm3.
func TestAtNormalConditions(t *testing.T) {
	c := begin(t)
	flow := c.AtNormalConditions(method.Of("gas", units.MustParse("10000 m3")), d("288.15"), d("102.306"))
	assert.Equal(t, "Nm3", flow.Unit().Symbol())
	value := c.Evaluate("at normal conditions", flow)
	require.NoError(t, c.Err())
	assert.Equal(t, "9571.2", value.Amount().Value.Round(1).String())
	assert.Contains(t, value.String(), "Nm3")
	assert.Empty(t, method.Flow{}.String())

	for _, refused := range []struct {
		amount      string
		kelvin, kPa decimal.Decimal
	}{
		{"10000 m3", d("0"), d("102")},
		{"10000 m3", d("288"), d("-1")},
		{"10000 Nm3", d("288"), d("102")},
		{"3 kg", d("288"), d("102")},
		{"10000 m3", decimal.New(1, 1_000_000), d("102")},
	} {
		c := begin(t)
		c.AtNormalConditions(method.Of("gas", units.MustParse(refused.amount)), refused.kelvin, refused.kPa)
		require.Error(t, c.Err(), refused.amount)
		again := method.Of("gas", units.MustParse("1 m3"))
		assert.Equal(t, again, c.AtNormalConditions(again, d("288"), d("102")), "after an error nothing is done")
	}
}

// A missing factor tells what the method takes in its place, and which inputs led to it; any other error is left as it is.
func TestSuggest(t *testing.T) {
	c := begin(t)
	c.Factor(factors.Supplied{}, factors.Query{Activity: "goods/glass", Region: "GB", Unit: units.MustUnit("kg"), Boundary: ghg.CradleToGate})
	c.Suggest("the supplier's own figure")
	require.ErrorIs(t, c.Err(), factors.ErrNoFactor)
	assert.Contains(t, c.Err().Error(), "the supplier's own figure")

	other := begin(t)
	other.Refuse("x", "1", "2", ghg.ErrOutOfRange)
	other.Suggest("something")
	assert.NotContains(t, other.Err().Error(), "something")
	(*method.Calc)(nil).Suggest("nothing")
	(*method.Calc)(nil).Apart("nothing")
}

// The path of a missing factor's input goes through the items of a list.
func TestMissingFactorNamesItsInput(t *testing.T) {
	c := trips.Begin(factors.Basis{Factors: catalogue(t), GWP: ghg.AR6()}, &trip{
		ID: "a", Period: ghg.CalendarYear(2024), Region: "GB", Legs: []leg{{Fuel: "gas"}, {Fuel: "peat"}}, Amount: units.MustParse("3 kg"),
	})
	c.Factor(factors.Supplied{}, factors.Query{Activity: "fuel/peat", Region: "GB", Unit: units.MustUnit("kg"), Boundary: ghg.Combustion})
	var none *factors.NoFactorError
	require.ErrorAs(t, c.Err(), &none)
	assert.Equal(t, factors.QueryInputs{Activity: "legs[1].fuel", Region: "region", Amount: "amount", Period: "period"}, none.Inputs)
}

type trip struct {
	ID     string         `json:"id" csv:"id"`
	Period ghg.Period     `json:"period" csv:"period"`
	Region string         `json:"region" csv:"region"`
	Legs   []leg          `json:"legs" csv:"-"`
	Amount units.Quantity `json:"amount" csv:"amount"`
}

type leg struct {
	Fuel string `json:"fuel"`
}

var trips = method.Declare[trip](method.Declaration{Scope: ghg.Scope1})

// Calculate is not used.
func (trip) Calculate(factors.Basis) (ghg.Results, error) { return nil, nil }
