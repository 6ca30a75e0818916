package plan_test

import (
	"errors"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// A site emits 80 t in 2030, where its target allows 50 t. Insulation takes 20 % of what it emits, and a boiler up to 40 t.
func Example() {
	atOnce := []decimal.Decimal{d("1")}
	p := plan.Portfolio{
		Baseline: plan.Baseline{Source: "production plan 2024", Parts: []plan.Part{
			{Name: "site", Scope: ghg.Scope1, Years: []targets.Projection{{Year: 2030, Emissions: tonnes("80")}}},
		}},
		Measures: []plan.Measure{
			{
				Name: "insulation", Part: "site", Start: 2026, Lifetime: 20, Ramp: atOnce, Share: d("0.2"),
				Capex: money.MustParse("40000 EUR"), Opex: money.MustParse("-4000 EUR"), Size: plan.Whole(),
			},
			{
				Name: "boiler", Part: "site", Start: 2027, Lifetime: 20, Ramp: atOnce, Amount: tonnes("40"),
				Capex: money.MustParse("60000 EUR"), Opex: money.MustParse("1000 EUR"), Size: plan.Whole(),
			},
		},
		Terms: plan.Terms{
			Prices: money.PriceBasis{Currency: "EUR", Year: 2024, Type: money.PurchaserPrice},
			Rate:   targets.Defined(d("0.05")), Year: 2026,
		},
	}
	curve, err := p.Curve(2030, plan.AnnualisedCost)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, b := range curve.Bars {
		fmt.Println(b.Measure, b.CostPerTonne.Value.StringFixed(2), "EUR/t,", b.Abatement.Tonnes(), "t")
	}
	aim := targets.Absolute{
		Base:       targets.Base{Year: 2020, Emissions: tonnes("100")},
		Milestones: []targets.Milestone{{Year: 2030, Reduction: d("0.5")}},
	}
	found, err := p.LeastCost(aim)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range found.Choices {
		fmt.Println(c.Measure, c.Scale)
	}
	fmt.Println(found.Years[0].After.Tonnes(), "t left, gap", found.Years[0].Gap.Tonnes(), "t")

	aim.Milestones[0].Reduction = d("0.8")
	_, err = p.LeastCost(aim)
	fmt.Println(errors.Is(err, plan.ErrInfeasible), err)
	// Output:
	// insulation -49.39 EUR/t, 16 t
	// boiler 145.36 EUR/t, 40 t
	// boiler 0.35
	// insulation 1
	// 50 t left, gap 0 t
	// true no scales of the measures reach the target; 2030: 56 t abated, 24 t left, 20 t allowed, gap 4 t
}
