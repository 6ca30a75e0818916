package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// Component is one of several targets that are submitted together, such as scope 1+2 and scope 3.
type Component struct {
	Name      string
	Ambition  Ambition
	Base      Base
	Milestone Milestone
}

// Proposal is a near-term submission.
type Proposal struct {
	Submitted ghg.Date

	Scope12, Scope3       ghg.CO2e // full base-year inventory, exclusions included
	Excluded12, Excluded3 ghg.CO2e
	Covered12, Covered3   ghg.CO2e // by the targets, suppliers engaged included

	Components  []Component
	Scope2      []ghg.Accounting  // of the base year and of every reported year; none if there is no scope 2
	Engagement  int               // year by which suppliers have targets; 0 for no such target
	Electricity Maybe[SharePoint] // target for renewable electricity
}

// Check returns what the near-term criteria say of a proposal, one finding for each criterion that applies. Every
// component is checked against its own minimum (C20): a strong one does not make up for a weak one. An error means that
// the proposal is incomplete or that the version has no near-term criteria or does not publish one that is needed.
func (r Rules) Check(p Proposal) ([]Finding, error) {
	var c checks
	c.add(r.CheckExclusions("scope 1 and 2", p.Excluded12, p.Scope12))
	c.add(r.CheckCoverage(ghg.Scope1, p.Covered12, p.Scope12))
	required, err := r.Scope3Required(p.Scope12, p.Scope3)
	c.fail(err)
	has := !p.Covered3.IsZero()
	c.add(r.CheckScope3(p.Scope12, p.Scope3, has))
	if required || has {
		c.add(r.CheckExclusions("scope 3", p.Excluded3, p.Scope3))
		c.add(r.CheckCoverage(ghg.Scope3, p.Covered3, p.Scope3))
	}
	if len(p.Components) == 0 {
		c.fail(&ghg.FieldError{Field: "components", Want: "one target or more", Err: ghg.ErrMissing})
	}
	for _, component := range p.Components {
		c.component(r, p.Submitted, component)
	}
	if len(p.Scope2) > 0 {
		c.add(r.CheckScope2(p.Scope2[0], p.Scope2[1:]...), nil)
	}
	if p.Engagement != 0 {
		c.add(r.CheckEngagement(p.Submitted, p.Engagement))
	}
	if e, ok := p.Electricity.Get(); ok {
		c.add(r.CheckElectricity(e))
	}
	return c.findings, c.err
}

// checks collects findings until the first error.
type checks struct {
	findings []Finding
	err      error
}

func (c *checks) fail(err error) {
	if c.err == nil && err != nil {
		c.findings, c.err = nil, err
	}
}

func (c *checks) add(f Finding, err error) {
	c.fail(err)
	if c.err == nil {
		c.findings = append(c.findings, f)
	}
}

func (c *checks) component(r Rules, submitted ghg.Date, component Component) {
	base, err := r.CheckBaseYear(component.Base.Year)
	c.add(base.of(component), err)
	window, err := r.CheckWindow(submitted, component.Milestone.Year)
	c.add(window.of(component), err)
	c.add(r.CheckAmbition(component))
}

func (f Finding) of(c Component) Finding {
	f.Detail = c.Name + ": " + f.Detail
	return f
}

// CheckAmbition checks that a component reduces at least its own minimum, [Rules.MinimumReduction]. Source: C16, C18.1, C20.
func (r Rules) CheckAmbition(c Component) (Finding, error) {
	least, err := r.MinimumReduction(c.Ambition, c.Base.Year, c.Milestone.Year)
	if err != nil {
		return Finding{}, err
	}
	met := c.Milestone.Reduction.GreaterThanOrEqual(least)
	f := r.finding(CriterionAmbition, met, "%s %% from %d to %d, at least %s %% for %s",
		c.Milestone.Reduction.Shift(2), c.Base.Year, c.Milestone.Year, least.Shift(2).Round(2), c.Ambition)
	return f.of(c), nil
}

// CombinedReduction returns the reduction that several components make of their sum:
//
//	Σ r_i × E0_i ÷ Σ E0_i
//
// The components must have one target year; their base-year emissions are the weights.
func CombinedReduction(components []Component) (decimal.Decimal, error) {
	var cut, total ghg.CO2e
	for _, c := range components {
		if err := c.Base.Check(); err != nil {
			return decimal.Decimal{}, err
		}
		if err := c.Milestone.check(Milestone{Year: c.Base.Year}); err != nil {
			return decimal.Decimal{}, err
		}
		if first := components[0]; c.Milestone.Year != first.Milestone.Year {
			return decimal.Decimal{}, &ghg.FieldError{Field: "components", Value: whole(c.Milestone.Year).String(), Want: "one target year, " + whole(first.Milestone.Year).String(), Err: ghg.ErrMixed}
		}
		cut, total = cut.Add(c.Base.Emissions.Scale(c.Milestone.Reduction)), total.Add(c.Base.Emissions)
	}
	if len(components) == 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: "components", Want: "one target or more", Err: ghg.ErrMissing}
	}
	return cut.Ratio(total)
}
