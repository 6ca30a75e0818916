package factors

import (
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg/internal/absent"
)

// Cure is what a user can do about a factor that is missing.
type Cure struct {
	Do    string // "Policy.OlderYears 1", "an amount in t", "supplier_rate, the rate on the supplier's bill"
	Finds string // the id of the factor that it leads to; "" if that depends on what is stated
}

// String returns what to do, and in parentheses what that finds.
func (c Cure) String() string {
	if c.Finds == "" {
		return c.Do
	}
	return c.Do + " (" + c.Finds + ")"
}

// Suggest adds what the method that asks for a factor takes in its place.
func (e *NoFactorError) Suggest(do string) {
	if e != nil {
		e.cures = append(e.cures, Cure{Do: do})
	}
}

// Cures returns what would help: what the method takes instead; relaxations of the policy, each the smallest of its kind that
// finds a factor; and other units of the amount. It tries each, so it takes as long as some twenty lookups. For the error of
// a source, which has no policy, it returns what the method takes.
func (e *NoFactorError) Cures() []Cure {
	if e == nil {
		return nil
	}
	list := append([]Cure(nil), e.cures...)
	if e.basis == nil || e.Region != nil {
		return list
	}
	list = append(list, e.basis.relaxations(e.Query)...)
	return append(list, e.basis.otherUnits(e.Query)...)
}

// The number of relaxations, and of units, that are listed.
const (
	mostCures = 3
	mostUnits = 5
)

// relaxations returns relaxations of the policy that find a factor.
func (b Basis) relaxations(q Query) []Cure {
	const most = 10 // years
	policy := b.Policy.For(b.name(q.Activity), q.Region, "")
	var list []Cure
	try := func(do string, relax func(p *Policy)) bool {
		p := policy
		relax(&p)
		if p == policy || len(list) == mostCures {
			return false
		}
		trial := b
		trial.Policy = p
		f, _, err := trial.lookup(q)
		if err != nil {
			return false
		}
		list = append(list, Cure{do, f.ID})
		return true
	}
	years := func(do string, relax func(p *Policy, years int)) {
		for n := 1; n <= most; n++ {
			if try("Policy."+do+" "+strconv.Itoa(n), func(p *Policy) { relax(p, n) }) {
				return
			}
		}
	}
	try("Policy.MostOfPeriod", func(p *Policy) { p.MostOfPeriod = true })
	years("OlderYears", func(p *Policy, n int) { p.OlderYears = max(n, p.OlderYears) })
	years("NewerYears", func(p *Policy, n int) { p.NewerYears = max(n, p.NewerYears) })
	if q.Convertible {
		try("Policy.FuelProperties", func(p *Policy) { p.FuelProperties = true })
	}
	try("Policy.WiderRegion", func(p *Policy) { p.WiderRegion = true })
	if len(list) == 0 {
		years("WiderRegion and OlderYears", func(p *Policy, n int) { p.WiderRegion, p.OlderYears = true, max(n, p.OlderYears) })
	}
	return list
}

// otherUnits returns the units of other dimensions for which there is a factor.
func (b Basis) otherUnits(q Query) []Cure {
	q = b.named(q)
	var list []Cure
	for f := range allOf(b.Factors) {
		if f.Activity == q.Activity && q.mismatches(&f) == unitDiffers && len(list) < mostUnits {
			list = append(list, Cure{fmt.Sprintf("an amount in %s", f.Unit), f.ID})
		}
	}
	return list
}

// curable adds the basis to the error of a source that has no factor.
func (b Basis) curable(err error) error {
	if none, ok := err.(*NoFactorError); ok && none != nil && !absent.Is(b.Factors) { //nolint:errorlint // the source's own error, which is nobody else's
		own := *none
		own.basis = &b
		return &own
	}
	return err
}
