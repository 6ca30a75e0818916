package scope3

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/calc"
	"github.com/ghgkit/ghg/units"
)

// portion is a part of a whole in two amounts of one dimension: the leased area of the building's, the amount financed
// of the project's cost. It is multiplied first and divided last, and both amounts stay visible in the step.
type portion struct {
	partName, wholeName string // the fields
	part, whole         units.Quantity
}

// check requires both amounts, of one dimension, the whole above zero and the part not larger.
func (p portion) check(c *calc.Calc) {
	c.Amount(p.partName, p.part)
	c.Amount(p.wholeName, p.whole, p.part.Unit.Dimension())
	if c.Failed() {
		return
	}
	if p.whole.Value.Sign() == 0 {
		c.Refuse(p.wholeName, p.whole.String(), "an amount above 0", ghg.ErrOutOfRange)
		return
	}
	larger, err := p.part.Cmp(p.whole)
	c.Fail(err)
	if larger > 0 {
		c.Refuse(p.partName, p.part.String(), "at most "+p.wholeName+", "+p.whole.String(), ghg.ErrOutOfRange)
	}
}

// of multiplies a flow by part ÷ whole.
func (p portion) of(c *calc.Calc, f calc.Flow) calc.Flow {
	return c.TimesRatio(f, calc.Of(p.partName, p.part), calc.Of(p.wholeName, p.whole))
}

// one is the whole: what shares add up to.
var one = decimal.New(1, 0)

// sumToOne requires shares that add up to exactly 1; a share may be 0.
func sumToOne(c *calc.Calc, field string, shares []*decimal.Decimal) {
	sum := decimal.Decimal{}
	for i, s := range shares {
		sum = sum.Add(c.GivenShare(fmt.Sprintf("%s %d: share", field, i+1), s))
	}
	if c.Failed() {
		return
	}
	if len(shares) == 0 {
		c.Refuse(field, "", "at least one, with shares that add up to 1", ghg.ErrMissing)
		return
	}
	if !sum.Equal(one) {
		c.Refuse("shares of "+field, sum.String(), "shares that add up to 1; 0 is a share", ghg.ErrOutOfRange)
	}
}

// stated is what somebody else states of its own emissions: a lessor, a franchisee, an investee. It is an input and not
// recomputed, which the result says.
type stated struct {
	Scope1, Scope2 units.Quantity
	GWP            string // its basis, or "unstated"
	Source         string // the document
	Who            string
}

// check requires both scopes as CO2e, the GWP basis and the source.
func (s stated) check(c *calc.Calc) {
	c.Amount("scope1", s.Scope1, units.MassCO2e)
	c.Amount("scope2", s.Scope2, units.MassCO2e)
	checkStatement(c, s.GWP, s.Source)
}

// checkStatement requires the GWP basis and the source of a figure of somebody else.
func checkStatement(c *calc.Calc, gwp, source string) {
	if _, err := ghg.ParseGWP(gwp); err != nil && gwp != ghg.UnstatedGWP {
		kind := ghg.ErrUnknown
		if gwp == "" {
			kind = ghg.ErrMissing
		}
		c.Refuse("gwp", gwp, "the GWP basis of the figures, such as AR5, or unstated", kind)
	}
	c.Text("source", source, "the document the figures are printed in")
}

// sum is scope 1 plus scope 2.
func (s stated) sum(c *calc.Calc) calc.Flow {
	return c.Combine("scope 1 and 2", ghg.Sum, []calc.Flow{
		c.Convert(calc.Sourced("scope 1", s.Scope1, s.Source), kgCO2e()),
		c.Convert(calc.Sourced("scope 2", s.Scope2, s.Source), kgCO2e()),
	})
}

// emit makes the step of a flow that began with the statement, and says that it was not recomputed.
func (s stated) emit(c *calc.Calc, label string, f calc.Flow) {
	c.EmitCO2e(label, c.Convert(f, kgCO2e()), s.GWP)
	c.Caveat(ghg.NotRecomputed, "emissions as "+s.Who+" states them: "+s.Source)
}
