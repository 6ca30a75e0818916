package method

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Statement is a figure of CO2e that another party calculated, with what a reader must know to judge it. The methods named
// Reported of each scope take it.
type Statement struct {
	Amount    units.Quantity // the figure
	GWP       string         // its GWP basis, or [ghg.UnstatedGWP]
	Reporter  string         // the party that calculated it
	Source    string         // the document that it is printed in
	Assurance string         // its assurance, or "none"
	Primary   bool           // whether it rests on the reporter's own measurements
}

// Reported adds the step of a figure that another party calculated. The result counts it as published on its own GWP basis,
// carries the caveat [ghg.NotRecomputed]. The method must be declared with the origin [ghg.Reported] and [PrimaryByInputs].
// An unknown GWP basis is an error.
func (c *Calc) Reported(s Statement) {
	if c.Failed() {
		return
	}
	c.CheckGWP(s.GWP)
	c.EmitCO2e("reported by "+s.Reporter, Sourced("reported", s.Amount, s.Source), "", s.GWP)
	c.Caveat(ghg.NotRecomputed, "calculated by "+s.Reporter+": "+s.Source)
	if c.method.Origin() != ghg.Reported {
		c.Refuse("origin", c.method.Origin().String(), "reported, in the declaration of the method", ghg.ErrOutOfRange)
	}
	c.Primary(s.Primary)
	c.Note("assurance", s.Assurance)
}

// CheckGWP refuses a text that is not the GWP basis of stated figures, given as the input gwp.
func (c *Calc) CheckGWP(gwp string) {
	if !ghg.KnownBasis(gwp) {
		c.Refuse("gwp", gwp, "the GWP basis of the figures, such as AR5, or unstated", ghg.ErrUnknown)
	}
}
