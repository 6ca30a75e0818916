// Package calc is what every method's Calculate is written with: it checks inputs, finds factors, multiplies amount by
// factor in the one place where that is done, and keeps each number as a term of a step.
//
// A Calc keeps the first error and does nothing after it, so that a method reads as its formula: inputs, checks, steps.
package calc

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// Head is what every activity has besides its method's inputs.
type Head struct {
	Method   ghg.Method
	Scope    ghg.Scope
	Category ghg.Category
	ID       string
	Entity   string
	Site     string
	Period   ghg.Period
	Quality  ghg.Quality
	Primary  bool
}

// Calc is one calculation under way.
type Calc struct {
	basis   factors.Basis
	head    Head
	steps   []ghg.Step
	factors []ghg.FactorRecord
	caveats []ghg.Caveat
	facts   []ghg.Fact
	err     error
}

// New begins a calculation. A missing id, period or GWP set, or a quality out of its range, is its first error.
func New(b factors.Basis, h Head) *Calc {
	c := &Calc{basis: b, head: h}
	if h.ID == "" {
		c.Fail(&ghg.FieldError{Field: "id", Want: "a name that is unique in the inventory", Err: ghg.ErrMissing})
	}
	c.Fail(h.Period.Check())
	c.Fail(h.Quality.Check())
	c.Fail(b.Check())
	return c
}

// Fail records an error, unless it is nil or there is one already.
func (c *Calc) Fail(err error) {
	if c.err == nil && err != nil {
		c.err = &ghg.ActivityError{Method: c.head.Method, ID: c.head.ID, Err: err}
	}
}

// Refuse records a FieldError.
func (c *Calc) Refuse(field, value, want string, kind error) {
	c.Fail(&ghg.FieldError{Field: field, Value: value, Want: want, Err: kind})
}

// Failed reports whether there is an error.
func (c *Calc) Failed() bool { return c.err != nil }

// Err returns the first error.
func (c *Calc) Err() error { return c.err }

// Basis returns what the calculation depends on.
func (c *Calc) Basis() factors.Basis { return c.basis }

// Period returns the activity's period.
func (c *Calc) Period() ghg.Period { return c.head.Period }

// Text requires a text.
func (c *Calc) Text(field, value, want string) {
	if value == "" {
		c.Refuse(field, "", want, ghg.ErrMissing)
	}
}

// Amount requires an amount that is given and not negative; if dimensions are named, it must have one of them.
func (c *Calc) Amount(field string, q units.Quantity, dimensions ...units.Dimension) {
	switch {
	case !q.Given():
		c.Refuse(field, "", "an amount with its unit, such as \"125 MWh\"", ghg.ErrMissing)
	case q.IsNegative():
		c.Refuse(field, q.String(), "an amount of at least 0", ghg.ErrNegative)
	case len(dimensions) > 0 && !slices.Contains(dimensions, q.Unit.Dimension()):
		names := make([]string, len(dimensions))
		for i, d := range dimensions {
			names[i] = string(d)
		}
		c.Refuse(field, q.String(), "an amount of "+strings.Join(names, " or "), ghg.ErrDimension)
	}
}

// Change requires an amount that is given, of a dimension, and may be negative: an increase or a decrease.
func (c *Calc) Change(field string, q units.Quantity, dimension units.Dimension) {
	if q.IsNegative() {
		q = q.Neg()
	}
	c.Amount(field, q, dimension)
}

// Share requires a fraction from 0 to 1.
func (c *Calc) Share(field string, d decimal.Decimal) {
	if d.IsNegative() || d.GreaterThan(one) {
		c.Refuse(field, d.String(), "a fraction from 0 to 1", ghg.ErrOutOfRange)
	}
}

// GivenShare requires a fraction from 0 to 1 that is given; a nil one is an error.
func (c *Calc) GivenShare(field string, d *decimal.Decimal) decimal.Decimal {
	if d == nil {
		c.Refuse(field, "", "a fraction from 0 to 1", ghg.ErrMissing)
		return decimal.Decimal{}
	}
	c.Share(field, *d)
	return *d
}

// Fact records something in words, unless the value is empty.
func (c *Calc) Fact(name, value string) {
	if value != "" {
		c.facts = append(c.facts, ghg.Fact{Name: name, Value: value})
	}
}

// Caveat records a caveat, once.
func (c *Calc) Caveat(kind ghg.CaveatKind, detail string) {
	caveat := ghg.Caveat{Kind: kind, Detail: detail}
	if !slices.Contains(c.caveats, caveat) {
		c.caveats = append(c.caveats, caveat)
	}
}

// Find returns the factor of an activity by the basis's rules and records its caveats.
func (c *Calc) Find(activity, region string, unit units.Unit, boundary factors.Boundary) factors.Factor {
	return c.Ask(factors.Query{Activity: activity, Region: region, Unit: unit, Boundary: boundary})
}

// Ask is Find by a query, whose period is set to the activity's.
func (c *Calc) Ask(q factors.Query) factors.Factor {
	if c.err != nil {
		return factors.Factor{}
	}
	q.Period = c.head.Period
	f, caveats, err := c.basis.Find(q)
	c.Fail(err)
	for _, caveat := range caveats {
		c.Caveat(caveat.Kind, caveat.Detail)
	}
	return f
}

// FindOrNone is like Find, but a missing factor is not an error: it reports whether there is one.
func (c *Calc) FindOrNone(activity, region string, unit units.Unit, boundary factors.Boundary) (factors.Factor, bool) {
	if c.err != nil {
		return factors.Factor{}, false
	}
	f, caveats, found, err := c.basis.Lookup(factors.Query{Activity: activity, Region: region, Period: c.head.Period, Unit: unit, Boundary: boundary})
	c.Fail(err)
	for _, caveat := range caveats {
		c.Caveat(caveat.Kind, caveat.Detail)
	}
	return f, found
}

// Has reports whether Find would find a factor. It records nothing.
func (c *Calc) Has(activity, region string, unit units.Unit, boundary factors.Boundary) bool {
	if c.err != nil {
		return false
	}
	_, _, found, err := c.basis.Lookup(factors.Query{Activity: activity, Region: region, Period: c.head.Period, Unit: unit, Boundary: boundary})
	return found && err == nil
}

// Factor returns the own factor if it is given, and else what Find finds.
func (c *Calc) Factor(own factors.Own, activity, region string, unit units.Unit, boundary factors.Boundary) factors.Factor {
	if !own.Given() {
		return c.Find(activity, region, unit, boundary)
	}
	f, err := own.Factor(activity, region, c.head.Period, boundary)
	c.Fail(err)
	return f
}

// Result ends the calculation: it weighs what the steps yielded and returns the result or the first error.
func (c *Calc) Result() (ghg.Result, error) { return c.Part("", 0, "") }

// Results is Result for a method with one.
func (c *Calc) Results() (ghg.Results, error) {
	r, err := c.Result()
	if err != nil {
		return nil, err
	}
	return ghg.Results{r}, nil
}

// Part ends the calculation of a part of an activity: its name, for scope 2 the accounting, and if it is reported
// apart from the totals the reason.
func (c *Calc) Part(name string, accounting ghg.Accounting, apart string) (ghg.Result, error) {
	if c.err != nil {
		return ghg.Result{}, c.err
	}
	emissions, err := ghg.Yields(c.steps)
	if err != nil {
		c.Fail(err)
		return ghg.Result{}, c.err
	}
	w, err := ghg.Weigh(emissions, c.basis.GWP)
	if err != nil {
		c.Fail(err)
		return ghg.Result{}, c.err
	}
	c.mixed(w.Mixed)
	for _, g := range w.Unvalued {
		c.Caveat(ghg.NoPotential, string(g)+" has no GWP in "+c.basis.GWP.Name())
	}
	if !w.NonKyoto.IsZero() {
		c.Caveat(ghg.OutsideKyoto, "gases outside the Kyoto basket are counted apart from the scopes")
	}
	return ghg.Result{
		ID: c.head.ID, Scope: c.head.Scope, Category: c.head.Category, Method: c.head.Method, Accounting: accounting,
		Part: name, Apart: apart, Period: c.head.Period, Entity: c.head.Entity, Site: c.head.Site, Origin: ghg.Calculated,
		Primary: c.head.Primary, Emissions: emissions, GWP: c.basis.GWP.Name(), Weights: w.Weights, CO2e: w.CO2e,
		NonKyoto: w.NonKyoto, Quality: c.head.Quality, Caveats: slices.Clip(c.caveats), Facts: slices.Clip(c.facts),
		Steps: slices.Clip(c.steps), Factors: slices.Clip(c.factors),
	}, nil
}

// mixed records that CO2e on other bases was added as published.
func (c *Calc) mixed(bases []string) {
	for _, basis := range bases {
		if basis == ghg.UnstatedGWP {
			c.Caveat(ghg.UnstatedBasis, "a CO2e factor whose publisher states no GWP basis")
		} else {
			c.Caveat(ghg.MixedGWP, "CO2e on the basis of "+basis+" added as published to "+c.basis.GWP.Name())
		}
	}
}

// Yields returns the emissions that steps yield; see [ghg.Yields].
func Yields(steps []ghg.Step) (ghg.Emissions, error) { return ghg.Yields(steps) }

var one = decimal.New(1, 0)
