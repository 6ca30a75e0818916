package apitest_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
)

// acceptedPlan are arguments of the functions of a transition plan.
func acceptedPlan(t *testing.T) map[string][]any {
	t.Helper()
	measure := func(name string) plan.Measure {
		return plan.Measure{
			Name: name, Part: "site", Start: 2026, Lifetime: 9, Ramp: []decimal.Decimal{number("1")}, Amount: acceptedTonnes(t, "40"),
			Capex: money.MustParse("8 EUR"), Opex: money.MustParse("-1 EUR"), Size: plan.Whole(),
		}
	}
	p := plan.Portfolio{
		Baseline: plan.Baseline{Source: "a forecast", Parts: []plan.Part{{Name: "site", Years: []targets.Projection{{Year: 2030, Emissions: acceptedTonnes(t, "80")}}}}},
		Measures: []plan.Measure{measure("a"), measure("b")},
		Overlaps: []plan.Overlap{{Measures: [2]string{"a", "b"}, Amount: acceptedTonnes(t, "1")}},
		Budgets:  []plan.Budget{{Year: 2026, Limit: money.MustParse("100 EUR")}},
		Terms:    plan.Terms{Prices: money.PriceBasis{Currency: "EUR", Year: 2024, Type: money.PurchaserPrice}, Rate: targets.Defined(number("0.05")), Year: 2026},
	}
	target := targets.Absolute{Base: acceptedBase(t), Milestones: []targets.Milestone{{Year: 2030, Reduction: number("0.5")}}}
	choices := []plan.Choice{{Measure: "a", Scale: number("1")}}
	found, err := p.LeastCost(target)
	require.NoError(t, err)
	curve, err := p.Curve(2030, plan.AnnualisedCost)
	require.NoError(t, err)
	missed := plan.UnreachedError{Closest: found, Err: ghg.ErrMissing}
	price := money.MustParse("30 EUR")
	return map[string][]any{
		"plan.Portfolio.Curve":       {&p, 2030, plan.AnnualisedCost},
		"plan.Portfolio.MarshalJSON": {&p},
		"plan.Portfolio.Evaluate":    {&p, target, choices},
		"plan.Portfolio.LeastCost":   {&p, target},
		"plan.Plan.AtPrice":          {&found, price},
		"plan.Plan.MarshalJSON":      {&found},
		"plan.Curve.AtPrice":         {&curve, price},
		"plan.Curve.MarshalJSON":     {&curve},
		"plan.UnreachedError.Error":  {&missed},
	}
}
