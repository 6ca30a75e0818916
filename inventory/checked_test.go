package inventory_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// leak returns a result of 1 kg of methane with a potential of a set of the given name.
func leak(t testing.TB, id, name string, methane int64) ghg.Result {
	t.Helper()
	g, err := ghg.NewGWP(name, "an invented report", map[ghg.Gas]decimal.Decimal{ghg.CO2: decimal.New(1, 0), ghg.CH4: decimal.New(methane, 0)})
	require.NoError(t, err)
	return calculatedWith(t, factors.Basis{GWP: g}, scope1.DirectRelease{ID: id, Period: year, Gas: "CH4", Mass: units.MustParse("1 kg")})[0]
}

// Two caller-defined sets of one name are two sets, wherever the results come from.
func TestTwoSetsOfOneName(t *testing.T) {
	for _, of := range []func(inventory.Organisation, []ghg.Result) (*inventory.Inventory, error){inventory.Of, inventory.OfChecked} {
		_, err := of(org(), []ghg.Result{leak(t, "a", "house", 31), leak(t, "b", "house", 31)})
		require.NoError(t, err)
		_, err = of(org(), []ghg.Result{leak(t, "a", "house", 31), leak(t, "b", "house", 32)})
		require.ErrorIs(t, err, ghg.ErrMixed)
		require.ErrorContains(t, err, "GWP of result b")
	}
}

// A result that does not recompute is in no inventory, unless its maker vouches for it.
func TestOfRecomputes(t *testing.T) {
	results := calculatedWith(t, basis(t), lines()...)
	_, err := inventory.Of(org(), results)
	require.NoError(t, err)
	results[0].CO2e = sure(ghg.KgCO2e(decimal.New(1, 0)))
	_, err = inventory.Of(org(), results)
	require.ErrorIs(t, err, ghg.ErrTampered)
	require.ErrorContains(t, err, `inventory of Example plc: does not recompute: result "boiler"`)
	_, err = inventory.OfChecked(org(), results)
	require.NoError(t, err)
}

// What happens to results after they are gathered, or after they are handed out, does not reach the inventory.
func TestInventoryKeepsItsResults(t *testing.T) {
	results := calculatedWith(t, basis(t), lines()...)
	inv, err := inventory.Of(org(), results)
	require.NoError(t, err)
	was, err := inv.ByGas(inventory.MarketBased)
	require.NoError(t, err)
	spoil := func(r ghg.Result) {
		clear(r.Weights)
		clear(r.Steps[0].Terms)
		clear(r.Steps)
	}
	for _, r := range results {
		spoil(r)
	}
	for r := range inv.Results() {
		spoil(r)
	}
	for r := range inv.Select(inventory.MarketBased, func(ghg.Result) bool { return true }) {
		spoil(r)
	}
	is, err := inv.ByGas(inventory.MarketBased)
	require.NoError(t, err)
	assert.Equal(t, was, is)
	for r := range inv.Results() {
		require.NoError(t, r.Check())
	}
}

// A category that does not apply when the inventory is made does not become zero because the caller's map changes.
func TestInventoryKeepsItsOrganisation(t *testing.T) {
	o := org()
	o.NotApplicable = map[ghg.Category]string{ghg.Franchises: "none"}
	o.Entities = []string{"a", "b", ""}
	inv, err := inventory.Run(basis(t), o, []activity.Activity{lines()[0]})
	require.NoError(t, err)
	o.NotApplicable[ghg.Investments], o.Entities[0] = "none", "x"
	inv.Organisation().NotApplicable[ghg.Investments] = "none"
	inv.Organisation().Entities[0] = "x"
	_, err = inv.Category(ghg.Investments)
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Equal(t, []string{"a", "b", ""}, inv.Organisation().Entities)
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
