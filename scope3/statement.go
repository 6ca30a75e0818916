package scope3

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// statement is what another company states of its own emissions: a lessor, a franchisee, an investee. It is an input that
// is not recomputed, and the result carries a caveat.
type statement struct {
	scope1, scope2 units.Quantity
	gwp            string // the basis of the figures, or "unstated"
	source         string // the document
	who            string // the company
}

// checkGWP refuses a text that is not the GWP basis of a stated figure.
func checkGWP(c *method.Calc, gwp string) { c.CheckGWP(gwp) }

// sum is scope 1 plus scope 2.
func (s statement) sum(c *method.Calc) method.Flow {
	return c.Sum(
		"scope 1 and 2",
		c.Convert(method.Sourced("scope 1", s.scope1, s.source), kgCO2e()),
		c.Convert(method.Sourced("scope 2", s.scope2, s.source), kgCO2e()),
	)
}

// emit makes the step of a flow that began with the statement, and a caveat that the statement was not recomputed.
func (s statement) emit(c *method.Calc, label string, f method.Flow) {
	c.EmitCO2e(label, f, "", s.gwp)
	c.Caveat(ghg.NotRecomputed, "emissions as "+s.who+" states them: "+s.source)
}

func kgCO2e() units.Unit { return units.MustUnit("kg CO2e") }
