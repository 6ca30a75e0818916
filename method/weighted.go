package method

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// Weighted multiplies a flow by a factor, converts every gas to CO2e in steps that emit nothing, and returns the sum in
// kg CO2e. Use it for an intermediate amount, such as one that is subtracted; [Calc.EmitCO2e] records the outcome as
// emissions on the basis of the calculation's own set.
func (c *Calc) Weighted(label string, f Flow, factor factors.Factor) Flow {
	f = c.Convert(f, factor.Unit)
	if c.Failed() {
		return f
	}
	weighed, err := factor.PerUnit.ToCO2e(c.basis.GWP)
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
			terms := slices.Concat(f.terms, []ghg.Term{factorTerm(&factor, i, a)})
			if a.GWP == "" {
				terms = append(terms, potential(a.Gas, c.basis.GWP.Name(), w.GWP, "kg CO2e/"+a.Unit()))
			} else if !w.Published.Equal(w.GWP) {
				published := potential(a.Gas, a.GWP, w.Published, "1")
				published.Divides = true
				terms = append(
					terms,
					potential(a.Gas, c.basis.GWP.Name(), w.GWP, "1"),
					published,
				)
			}
			parts = append(parts, c.refer(ghg.Step{Label: stepLabel(label, a), Op: ghg.Product, Terms: terms, Unit: "kg CO2e"}, kilogramCO2e()))
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	return c.Sum(label, parts...)
}

// GasOf multiplies a flow by what a factor states of one gas, in a step that emits nothing, and returns the mass of that
// gas. Use it, like [Calc.Weighted], for an intermediate amount that keeps its gas; [Calc.Emit] records the outcome.
// A factor that states any other gas as well is an error, for that would be lost.
func (c *Calc) GasOf(label string, f Flow, factor factors.Factor, gas ghg.Gas) Flow {
	f = c.Convert(f, factor.Unit)
	if c.Failed() {
		return f
	}
	a := ghg.GasAmount{Gas: gas}
	if factor.PerUnit.Len() != 1 || factor.PerUnit.At(0).Unit() != a.Unit() {
		c.Refuse("factor", factor.ID, "one that states "+string(gas)+" and nothing else", ghg.ErrMixed)
		return f
	}
	unit, err := units.ParseUnit(a.Unit())
	c.Fail(err)
	c.use(&factor)
	terms := slices.Concat(f.terms, []ghg.Term{factorTerm(&factor, 0, factor.PerUnit.At(0))})
	return c.refer(ghg.Step{Label: label, Op: ghg.Product, Terms: terms, Unit: a.Unit()}, unit)
}

// potential returns the term for a gas's GWP in a set.
func potential(gas ghg.Gas, set string, value decimal.Decimal, unit string) ghg.Term {
	return ghg.Term{Label: "GWP of " + string(gas), Kind: ghg.TermPotential, Value: value, Unit: unit, Source: set, Ref: set + "/" + string(gas)}
}
