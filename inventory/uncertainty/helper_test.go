package uncertainty_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

const market = inventory.MarketBased

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// bought is an amount of a product with a factor of 1 kg CO2e/kg, so that its emissions are its amount. Lines of one product
// share the factor.
func bought(id, product, amount string) scope3.PurchasedAverageData {
	return scope3.PurchasedAverageData{
		ID: id, Period: ghg.CalendarYear(2024), Category: ghg.PurchasedGoodsAndServices, Item: id, Product: "product/" + product, Region: "GLOBAL",
		Amount: units.MustParse(amount + " kg"), Boundary: ghg.CradleToGate, Factor: factors.MustSupplied("1 kg CO2e/kg AR5; test"),
	}
}

func run(t testing.TB, of ...activity.Activity) *inventory.Inventory {
	t.Helper()
	org := inventory.Organisation{Name: "Example", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, org, of)
	require.NoError(t, err)
	return inv
}

// model is amounts by line id and factors by product, each with a GSD²; what is not listed is unknown.
func model(minCovered float64, amounts, products map[string]float64) uncertainty.Model {
	return uncertainty.Model{
		Amount: func(r ghg.Result, _ ghg.Input) (uncertainty.Uncertainty, error) {
			if g, known := amounts[r.ID]; known {
				return uncertainty.GSD2(g)
			}
			return uncertainty.Uncertainty{}, nil
		},
		Factor: func(f ghg.FactorRecord) (uncertainty.Uncertainty, error) {
			if g, known := products[f.Activity]; known {
				return uncertainty.GSD2(g)
			}
			return uncertainty.Uncertainty{}, nil
		},
		MinCovered: minCovered,
	}
}

func analysed(t testing.TB, inv *inventory.Inventory, m uncertainty.Model) uncertainty.Analysis {
	t.Helper()
	a, err := uncertainty.Of(inv, market, m)
	require.NoError(t, err)
	return a
}

func by(t testing.TB, f uncertainty.Figure, r uncertainty.Rule) uncertainty.Estimate {
	t.Helper()
	e, known := f.By(r)
	require.True(t, known, f.Why)
	return e
}

// two is two lines of 100 with one factor.
func two(t testing.TB) uncertainty.Analysis {
	return analysed(t, run(t, bought("a", "steel", "100"), bought("b", "steel", "100")),
		model(1, map[string]float64{"a": 1.05, "b": 1.05}, map[string]float64{"product/steel": 1.5}))
}

// three is lines of 400 and 100 with one factor and one of 500 with another.
func three(t testing.TB) uncertainty.Analysis {
	return analysed(t, run(t, bought("a1", "steel", "400"), bought("a2", "steel", "100"), bought("a3", "glass", "500")),
		model(1, map[string]float64{"a1": 1.05, "a2": 1.1, "a3": 1.2}, map[string]float64{"product/steel": 1.3, "product/glass": 1.1}))
}

func near(t testing.TB, want, got, tolerance float64, of string) {
	t.Helper()
	assert.InDelta(t, want, got, tolerance, of)
}
