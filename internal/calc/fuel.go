package calc

import (
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// FuelActivity returns the vocabulary's name of a fuel: "natural-gas" and "fuel/natural-gas" are the same.
func FuelActivity(fuel string) string { return Under("fuel", fuel) }

// Under returns a name of the vocabulary under its first part, which the caller may have left out.
func Under(first, name string) string {
	if strings.HasPrefix(name, first+"/") || name == "" {
		return name
	}
	return first + "/" + name
}

// FuelAmount requires the amount of a fuel: mass, volume, or energy with its heating value basis.
func (c *Calc) FuelAmount(field string, q units.Quantity) {
	c.Amount(field, q)
	if c.err == nil && q.Unit.Dimension() == units.Energy {
		symbol := q.Unit.Symbol()
		c.Refuse(field, q.String(), "the heating value basis of a fuel's energy: "+symbol+"(HHV) or "+symbol+"(LHV)", ghg.ErrDimension)
	}
}

// bridges are the units in which a fuel's factor is looked for when there is none in the dimension of the amount.
var bridges = []string{"GJ(HHV)", "GJ(LHV)", "kg", "L", "m3", "Nm3", "scf"}

// Burn returns the amount of a fuel as a flow and the factor to apply to it: the own one, or the one found for the
// amount's dimension, or, if the policy allows it, one in another dimension to which a published property leads.
func (c *Calc) Burn(field, fuel, region string, q units.Quantity, own factors.Own, boundary factors.Boundary) (Flow, factors.Factor) {
	activity := FuelActivity(fuel)
	flow := Of(field, q)
	if c.err != nil {
		return flow, factors.Factor{}
	}
	if own.Given() {
		f, err := own.Factor(activity, region, c.head.Period, boundary)
		c.Fail(err)
		return c.Bridge(flow, activity, region, f.Unit), f
	}
	if f, ok := c.FindOrNone(activity, region, q.Unit, boundary); ok || c.err != nil {
		return flow, f
	}
	if c.basis.Policy.FuelProperties {
		for _, symbol := range bridges {
			unit, err := units.Parse(symbol)
			c.Fail(err)
			if c.err != nil || unit.Dimension() == q.Unit.Dimension() {
				continue
			}
			if _, err := c.basis.Property(c.property(activity, region, q.Unit, unit)); err != nil {
				continue
			}
			if f, ok := c.FindOrNone(activity, region, unit, boundary); ok {
				return c.Bridge(flow, activity, region, f.Unit), f
			}
		}
	}
	return flow, c.Find(activity, region, q.Unit, boundary)
}

func (c *Calc) property(activity, region string, from, to units.Unit) factors.PropertyQuery {
	return factors.PropertyQuery{Activity: activity, Region: region, Period: c.head.Period, From: from, To: to}
}

// Bridge brings a flow to another dimension by a property of the fuel that the basis has, if its policy allows that,
// and records a caveat. Without need it returns the flow.
func (c *Calc) Bridge(f Flow, activity, region string, to units.Unit) Flow {
	if c.err != nil || f.unit.Dimension() == to.Dimension() {
		return f
	}
	p, err := c.basis.Property(c.property(activity, region, f.unit, to))
	if err != nil {
		c.Fail(err)
		return f
	}
	c.Caveat(ghg.PropertyConversion, p.Name+" of "+activity+": "+p.Rate.String())
	return c.ByProperty(f, p)
}

// ByProperty brings a flow to another dimension by a property.
func (c *Calc) ByProperty(f Flow, p factors.Property) Flow {
	source := p.Reference.Document
	if p.Reference.Table != "" {
		source += ", " + p.Reference.Table
	}
	if f.unit.Dimension() == p.Rate.Num.Dimension() {
		return c.PerRate(f, p.Name, p.Rate, source)
	}
	return c.TimesRate(f, p.Name, p.Rate, source)
}
