package ghg_test

import (
	"io"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
)

// planCalls are the calls of a transition plan.
func planCalls() map[string]func() trial {
	price := money.MustParse("30 EUR")
	found := func() plan.Plan { return must(measures().LeastCost(planned())) }
	curve := func() plan.Curve { return must(measures().Curve(2030, plan.AnnualisedCost)) }
	return map[string]func() trial{
		"plan.Portfolio.Curve": func() trial { p := measures(); return call(p.Curve, 2030, plan.AnnualisedCost).on(p) },
		"plan.Portfolio.Evaluate": func() trial {
			p := measures()
			return call(p.Evaluate, planned(), append(make([]plan.Choice, 0, 2), plan.Choice{Measure: "a", Scale: d("1")})).on(p)
		},
		"plan.Portfolio.MarshalJSON": func() trial { p := measures(); return call(p.MarshalJSON).on(p) },
		"plan.Portfolio.LeastCost":   func() trial { p := measures(); return call(p.LeastCost, planned()).on(p) },
		"plan.Plan.AtPrice":          func() trial { p := found(); return call(p.AtPrice, price).on(p) },
		"plan.Plan.MarshalJSON":      func() trial { p := found(); return call(p.MarshalJSON).on(p) },
		"plan.Curve.AtPrice":         func() trial { c := curve(); return call(c.AtPrice, price).on(c) },
		"plan.Curve.MarshalJSON":     func() trial { c := curve(); return call(c.MarshalJSON).on(c) },
		"plan.Curve.WriteCSV":        func() trial { c := curve(); return call(c.WriteCSV, io.Discard).on(c) },
		"plan.UnreachedError.Error": func() trial {
			e := &plan.UnreachedError{Closest: found(), Err: plan.ErrInfeasible}
			return call(e.Error).on(e)
		},
	}
}

func planned() targets.Absolute {
	return targets.Absolute{Base: baseYear(), Milestones: append(make([]targets.Milestone, 0, 2), targets.Milestone{Year: 2030, Reduction: d("0.5")})}
}

func tonnesOf(t string) ghg.CO2e { return must(ghg.TonnesCO2e(d(t))) }

func measures() plan.Portfolio {
	measure := func(name string, t string) plan.Measure {
		return plan.Measure{
			Name: name, Part: "site", Start: 2026, Lifetime: 9, Ramp: append(make([]decimal.Decimal, 0, 2), d("1")), Amount: tonnesOf(t),
			Capex: money.MustParse("8 EUR"), Opex: money.MustParse("-1 EUR"), Size: plan.Whole(),
		}
	}
	a, b := measure("a", "40"), measure("b", "30")
	b.Requires, a.Excludes = append(make([]string, 0, 2), "c"), append(make([]string, 0, 2), "e")
	years := append(make([]targets.Projection, 0, 2), targets.Projection{Year: 2030, Emissions: tonnesOf("80")})
	return plan.Portfolio{
		Baseline: plan.Baseline{Source: "a forecast", Accounting: baseYear().Accounting, Parts: append(make([]plan.Part, 0, 2), plan.Part{Name: "site", Years: years})},
		Measures: append(make([]plan.Measure, 0, 5), b, a, measure("c", "10"), measure("e", "10")),
		Overlaps: append(make([]plan.Overlap, 0, 2), plan.Overlap{Measures: [2]string{"a", "b"}, Amount: tonnesOf("1")}),
		Budgets:  append(make([]plan.Budget, 0, 2), plan.Budget{Year: 2026, Limit: money.MustParse("100 EUR")}),
		Terms:    plan.Terms{Prices: money.PriceBasis{Currency: "EUR", Year: 2024, Type: money.PurchaserPrice}, Rate: targets.Defined(d("0.05")), Year: 2026},
	}
}
