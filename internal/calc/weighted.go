package calc

import (
	"slices"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

var co2e = sync.OnceValue(func() units.Unit { return units.MustUnit("kg CO2e") })

// Weighted multiplies a flow by a factor and weighs every gas, in steps that yield nothing, and returns their sum in
// kg CO2e. It is for what is only a part of a calculation, such as one that is subtracted; [Calc.EmitCO2e] makes
// emissions of the outcome, on the basis of the calculation's own set.
func (c *Calc) Weighted(label string, f Flow, factor factors.Factor) Flow {
	f = c.Convert(f, factor.Unit)
	if c.err != nil {
		return f
	}
	weighed, err := ghg.Weigh(factor.PerUnit, c.basis.GWP)
	if err == nil && len(weighed.Weights) == 0 {
		err = &ghg.FieldError{Field: "factor", Value: factor.ID, Want: "one that states CO2e or a gas with a GWP", Err: ghg.ErrNoGWP}
	}
	if err != nil {
		c.Fail(err)
		return f
	}
	c.use(&factor)
	c.mixed(weighed.Mixed)
	parts := make([]Flow, 0, len(weighed.Weights))
	for i := range factor.PerUnit.Len() {
		a := factor.PerUnit.At(i)
		for _, w := range weighed.Weights {
			if w.Gas != a.Gas || w.Basis != a.GWP || w.Outside {
				continue
			}
			terms := slices.Concat(f.terms, []ghg.Term{{Label: "factor", Value: a.Kg, Unit: factor.TermUnit(i), Factor: factor.ID}})
			if a.GWP == "" {
				terms = append(terms, ghg.Term{Label: "GWP of " + string(a.Gas), Value: w.GWP, Unit: "kg CO2e/" + a.Unit(), Source: c.basis.GWP.Name()})
			} else if !w.Published.Equal(w.GWP) {
				terms = append(
					terms,
					ghg.Term{Label: "GWP of " + string(a.Gas), Value: w.GWP, Unit: "1", Source: c.basis.GWP.Name()},
					ghg.Term{Label: "GWP of " + string(a.Gas), Value: w.Published, Unit: "1", Source: a.GWP, Inverse: true},
				)
			}
			parts = append(parts, c.refer(ghg.Step{Label: stepLabel(label, a), Op: ghg.Product, Terms: terms, Unit: "kg CO2e"}, co2e()))
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return c.Combine(label, ghg.Total, parts)
}
