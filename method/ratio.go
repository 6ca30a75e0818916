package method

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// Remainder adds a step of 1 − f for a flow without a unit and returns a flow that refers to it: if 0.1 is destroyed,
// 0.9 is left.
func (c *Calc) Remainder(label string, f Flow) Flow {
	whole := Flow{[]ghg.Term{{Label: "whole", Kind: ghg.TermConstant, Value: one, Unit: "1"}}, dimensionless()}
	return c.Less(label, whole, f)
}

// TimesFlow multiplies a flow by one without a unit, such as a share calculated in a step.
func (c *Calc) TimesFlow(f, share Flow) Flow {
	if c.Failed() {
		return f
	}
	if d := share.unit.Dimension(); d != units.Dimensionless {
		c.Refuse(f.label()+" times "+share.label(), string(d), "a number without a unit", ghg.ErrDimension)
		return f
	}
	share = c.Convert(share, dimensionless())
	return f.with(f.unit, share.terms...)
}

// TimesRatio multiplies a flow by part ÷ whole, two flows of one dimension: emissions by the share of heat in the
// output. The whole must be above zero.
func (c *Calc) TimesRatio(f, part, whole Flow) Flow {
	part = c.Convert(part, whole.unit)
	if len(whole.terms) != 1 {
		whole = c.Evaluate("whole", whole)
	}
	if c.Failed() {
		return f
	}
	if whole.Sign() <= 0 {
		c.Refuse(whole.terms[0].Label, dec.Text(whole.number()), "an amount above 0 to divide by", ghg.ErrOutOfRange)
		return f
	}
	over := whole.terms[0]
	over.Divides = true
	return f.with(f.unit, append(part.terms[:len(part.terms):len(part.terms)], over)...)
}
