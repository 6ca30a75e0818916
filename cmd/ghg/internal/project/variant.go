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
	own := p.config.Policy
	variant.config.Policy.Exceptions = append(slices.Clone(own.Exceptions), Exception{Set: updated, Policy: Policy{
		MostOfPeriod:   own.MostOfPeriod || relaxed.MostOfPeriod,
		OlderYears:     max(own.OlderYears, relaxed.OlderYears),
		NewerYears:     max(own.NewerYears, relaxed.NewerYears),
		WiderRegion:    own.WiderRegion || relaxed.WiderRegion,
		FuelProperties: own.FuelProperties || relaxed.FuelProperties,
	}})
	return variant, nil
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
