package inventory_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// Lines that share a derivation are one kind, without what is each line's own, and the kinds add up to the total.
func TestKinds(t *testing.T) {
	var lines []activity.Activity
	for i := range 20 {
		lines = append(lines, scope3.PurchasedAverageData{
			ID: fmt.Sprint("line ", i), Period: ghg.CalendarYear(2024), Category: 1, Item: "x", Product: "product/steel", Region: "GLOBAL",
			Amount: units.MustParse(fmt.Sprint(i+1, " kg")), Boundary: ghg.CradleToGate, Factor: factors.MustSupplied("2 kg CO2e/kg AR5; s"),
			Quality: ghg.Quality{Scheme: ghg.EcoinventGrades, Time: 1 + i%2},
		})
	}
	org := inventory.Organisation{Name: "Example", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, org, lines)
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	var total ghg.CO2e
	n, kinds := 0, 0
	for k := range p.Kinds() {
		total, n, kinds = total.Add(k.CO2e), n+k.Lines, kinds+1
		assert.Empty(t, k.Head.ID)
		assert.Empty(t, k.Head.Steps)
		assert.True(t, k.Head.CO2e.IsZero())
		assert.NotZero(t, k.Head.Quality.Time)
		assert.NotEmpty(t, k.Head.Factors)
		assert.False(t, inventory.FromSupplier(k.Head), "average data")
	}
	assert.Equal(t, p.Total(), total)
	assert.Equal(t, "420", total.Kg().String())
	assert.Equal(t, 20, n)
	assert.Less(t, kinds, 20)
	for range p.Kinds() {
		break
	}
	assert.False(t, inventory.FromSupplier(ghg.Result{Scope: ghg.Scope1, Primary: true}), "scope 1 has no supplier")
	assert.True(t, inventory.FromSupplier(ghg.Result{Scope: ghg.Scope3, Primary: true}))
	for range (inventory.Partial{}).Kinds() {
		t.Error("the zero Partial has no lines")
	}
}
