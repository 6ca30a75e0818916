package project

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
)

// Unlocked returns the project as it is without factors.lock.
func (p *Project) Unlocked() *Project {
	variant := *p
	variant.locked = false
	return &variant
}

// WithEdition returns the project with another factor set in the place of one of its sets, and without factors.lock. What is
// relaxed, which is about years, regions and properties, is relaxed for the other set alone, beside what the project's own
// policy allows: an edition is often not valid in the project's period.
func (p *Project) WithEdition(old, updated string, relaxed factors.Policy) (*Project, error) {
	e, err := editionOf(updated)
	if err != nil {
		return nil, err
	}
	at := slices.Index(p.config.Factors, SetName(old))
	if at < 0 {
		names := make([]string, len(p.config.Factors))
		for i, n := range p.config.Factors {
			names[i] = string(n)
		}
		return nil, &ghg.FieldError{Field: "factors", Value: old, Want: "a set of " + ConfigFile + ": " + strings.Join(names, ", "), Err: ghg.ErrUnknown}
	}
	variant := p.Unlocked()
	variant.config.Factors = slices.Clone(p.config.Factors)
	variant.config.Factors[at] = SetName(e.Package + "-" + e.Edition)
	if relaxed == (factors.Policy{}) {
		return variant, nil
	}
	variant.config.Policy.Exceptions = relaxedFor(updated, p.config.Policy, relaxed)
	return variant, nil
}

// relaxedFor returns the exceptions of a policy with more that relax it for one set. Where an exception for some activities or
// regions would meet that of the set, which no rule ranks, there is one for both.
func relaxedFor(set string, own Policy, relaxed factors.Policy) []Exception {
	all := Exception{Set: set, Policy: own.or(relaxed)}
	var list, added []Exception
	for _, e := range own.Exceptions {
		both := Exception{Activity: e.Activity, Region: e.Region, Set: set, Policy: e.Policy.or(relaxed)}
		switch {
		case e.Set == "":
			added = append(added, both)
		case e.Set == set && e.Activity == "" && e.Region == "":
			all = both
			continue
		case e.Set == set:
			e = both
		}
		list = append(list, e)
	}
	for _, e := range append(added, all) { // what the project states for the set itself comes first
		if !slices.ContainsFunc(list, e.covers) {
			list = append(list, e)
		}
	}
	return list
}

// covers reports whether two exceptions are for the same activities, regions and sets.
func (e Exception) covers(other Exception) bool {
	return e.Activity == other.Activity && e.Region == other.Region && e.Set == other.Set
}

// or returns what a policy or another one allows for the factors of one set.
func (p Policy) or(other factors.Policy) Policy {
	return Policy{
		MostOfPeriod:   p.MostOfPeriod || other.MostOfPeriod,
		OlderYears:     max(p.OlderYears, other.OlderYears),
		NewerYears:     max(p.NewerYears, other.NewerYears),
		WiderRegion:    p.WiderRegion || other.WiderRegion,
		FuelProperties: p.FuelProperties || other.FuelProperties,
	}
}

// Altered reads the activities of every sheet, changes them, and then derives category 3 if the project asks for it, so
// that what is derived follows the change.
func (p *Project) Altered(change func([]activity.Activity) ([]activity.Activity, error)) ([]activity.Activity, error) {
	stated := *p
	stated.config.Upstream = nil
	list, err := stated.Activities()
	if err != nil {
		return nil, err
	}
	if list, err = change(list); err != nil || p.config.Upstream == nil {
		return list, err
	}
	b, err := p.Basis()
	if err != nil {
		return nil, err
	}
	derived, _, err := activity.FuelAndEnergy(b, activity.DESNZRules(), burning(list))
	return append(list, derived...), err
}
