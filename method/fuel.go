package method

import (
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// FuelActivity returns the name of a fuel in the vocabulary: "natural-gas" and "fuel/natural-gas" are the same.
func FuelActivity(fuel string) string { return Under("fuel", fuel) }

// Under returns a name in the vocabulary with its first part, which the caller may have left out.
func Under(first, name string) string {
	switch {
	case name == "":
		return first
	case len(name) > len(first) && name[len(first)] == '/' && strings.HasPrefix(name, first):
		return name
	}
	return joins.join(first, name)
}

// joined keeps names that were put together, as the same few come with every line. It keeps the first ones only, so that
// it does not grow with what callers write.
type joined struct {
	mu    sync.RWMutex
	names map[[2]string]string
}

var joins joined

const (
	maxNames = 1024 // that are kept
	maxName  = 64   // bytes of one that is kept
)

func (j *joined) join(first, name string) string {
	key := [2]string{first, name}
	j.mu.RLock()
	s, ok := j.names[key]
	full := len(j.names) >= maxNames
	j.mu.RUnlock()
	if ok {
		return s
	}
	s = first + "/" + name
	if full || len(s) > maxName {
		return s
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.names == nil {
		j.names = make(map[[2]string]string)
	}
	if len(j.names) < maxNames {
		j.names[[2]string{s[:len(first)], s[len(first)+1:]}] = s
	}
	return s
}

// Fuel returns a flow of fuel and the factor to apply to it: the supplied one, the one found for the dimension of the
// flow or, if the policy allows it, one in another dimension that published properties lead to. The query names the
// fuel, with or without "fuel/", its region and the boundary.
func (c *Calc) Fuel(f Flow, supplied factors.Supplied, q factors.Query) (Flow, factors.Factor) {
	q.Activity, q.Unit = FuelActivity(q.Activity), f.unit
	if c.Failed() {
		return f, factors.Factor{}
	}
	q.Convertible = true
	factor := c.Factor(supplied, q)
	return c.Bridge(f, q.Activity, q.Region, factor.Unit), factor
}

// Property returns the property of an activity that leads from one unit to another, regardless of the policy.
func (c *Calc) Property(activity, region string, from, to units.Unit) factors.Property {
	if c.Failed() {
		return factors.Property{}
	}
	p, err := c.property(activity, region, from, to)
	c.Fail(err)
	return p
}

func (c *Calc) property(activity, region string, from, to units.Unit) (factors.Property, error) {
	return c.basis.Property(factors.PropertyQuery{Activity: activity, Region: region, Period: c.head.period, From: from, To: to})
}

// Bridge converts a flow to another dimension by one property of the fuel in the basis, or by two (litres to kilograms
// to energy), if the policy allows it, and records a caveat for each. A flow that already has the dimension is returned
// unchanged.
func (c *Calc) Bridge(f Flow, activity, region string, to units.Unit) Flow {
	if c.Failed() {
		return f
	}
	way, err := c.basis.Route(factors.PropertyQuery{Activity: activity, Region: region, Period: c.head.period, From: f.unit, To: to})
	c.Fail(err)
	for _, p := range way {
		c.Caveats(p.Caveat())
		f = c.ByProperty(f, p)
	}
	return f
}

// ByProperty converts a flow to another dimension by a property and records the property.
func (c *Calc) ByProperty(f Flow, p factors.Property) Flow {
	record := p.Record()
	term := ghg.Term{Label: p.Name, Kind: ghg.TermProperty, Source: record.Source(), Ref: record.ID}
	divides := f.unit.Dimension() == p.Rate.Num.Dimension()
	if divides {
		f = c.perRate(f, p.Rate, term)
	} else {
		f = c.timesRate(f, p.Rate, term)
	}
	if !c.Failed() && !slices.ContainsFunc(c.properties, func(r ghg.PropertyRecord) bool { return r.ID == record.ID }) {
		c.properties = append(c.properties, record)
	}
	return f
}
