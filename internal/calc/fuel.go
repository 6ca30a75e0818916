package calc

import (
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// FuelActivity returns the vocabulary's name of a fuel: "natural-gas" and "fuel/natural-gas" are the same.
func FuelActivity(fuel string) string { return Under("fuel", fuel) }

// Under returns a name of the vocabulary under its first part, which the caller may have left out.
func Under(first, name string) string {
	switch {
	case name == "":
		return first
	case strings.HasPrefix(name, first+"/"):
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
var bridges = sync.OnceValue(func() []units.Unit {
	symbols := []string{"GJ(HHV)", "GJ(LHV)", "kg", "m3", "Nm3", "Sm3", "scf"}
	list := make([]units.Unit, len(symbols))
	for i, symbol := range symbols {
		list[i] = units.MustUnit(symbol)
	}
	return list
})

// Burn returns the amount of a fuel as a flow and the factor to apply to it; see [Calc.BurnFlow].
func (c *Calc) Burn(field, fuel, region string, q units.Quantity, own factors.Own, boundary factors.Boundary) (Flow, factors.Factor) {
	return c.BurnFlow(Of(field, q), fuel, region, own, boundary)
}

// BurnFlow returns a flow of fuel and the factor to apply to it: the own one, or the one found for the flow's
// dimension, or, if the policy allows it, one in another dimension to which published properties lead.
func (c *Calc) BurnFlow(flow Flow, fuel, region string, own factors.Own, boundary factors.Boundary) (Flow, factors.Factor) {
	activity := FuelActivity(fuel)
	if c.err != nil {
		return flow, factors.Factor{}
	}
	if own.Given() {
		f, err := own.Factor(activity, region, c.head.Period, boundary)
		c.Fail(err)
		return c.Bridge(flow, activity, region, f.Unit), f
	}
	if f, ok := c.FindOrNone(activity, region, flow.unit, boundary); ok || c.err != nil {
		return flow, f
	}
	if c.basis.Policy.FuelProperties {
		for _, to := range bridges() {
			if to.Dimension() == flow.unit.Dimension() {
				continue
			}
			if _, err := c.route(activity, region, flow.unit, to); err != nil {
				continue
			}
			if f, ok := c.FindOrNone(activity, region, to, boundary); ok {
				return c.Bridge(flow, activity, region, f.Unit), f
			}
		}
	}
	return flow, c.Find(activity, region, flow.unit, boundary)
}

func (c *Calc) property(activity, region string, from, to units.Unit) factors.PropertyQuery {
	return factors.PropertyQuery{Activity: activity, Region: region, Period: c.head.Period, From: from, To: to}
}

// Bridge brings a flow to another dimension by a property of the fuel that the basis has, or by two of them (litres to
// kilograms to energy), if its policy allows that, and records a caveat for each. Without need it returns the flow.
func (c *Calc) Bridge(f Flow, activity, region string, to units.Unit) Flow {
	if c.err != nil || f.unit.Dimension() == to.Dimension() {
		return f
	}
	way, err := c.route(activity, region, f.unit, to)
	if err != nil {
		c.Fail(err)
		return f
	}
	for _, p := range way {
		c.Caveat(ghg.PropertyConversion, p.Name+" of "+activity+": "+p.Rate.String())
		f = c.ByProperty(f, p)
	}
	return f
}

// route returns the properties that lead from one unit's dimension to another's: one, else two. The error is that of
// the direct way.
func (c *Calc) route(activity, region string, from, to units.Unit) ([]factors.Property, error) {
	direct, err := c.basis.Property(c.property(activity, region, from, to))
	if err == nil {
		return []factors.Property{direct}, nil
	}
	if !c.basis.Policy.FuelProperties {
		return nil, err
	}
	for _, by := range bridges() {
		if by.Dimension() == from.Dimension() || by.Dimension() == to.Dimension() {
			continue
		}
		first, firstErr := c.basis.Property(c.property(activity, region, from, by))
		if firstErr != nil {
			continue
		}
		if second, secondErr := c.basis.Property(c.property(activity, region, by, to)); secondErr == nil {
			return []factors.Property{first, second}, nil
		}
	}
	return nil, err
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
