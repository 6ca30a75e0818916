package baseyear

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
)

// Assessment is whether a base year is recalculated, and why.
type Assessment struct {
	Policy      Policy
	Version     string // of the base year
	Year        int    // of the report
	Boundaries  []BoundaryAssessment
	Recalculate bool // of any boundary
}

// BoundaryAssessment is the assessment of one boundary: net, gross and largest single change with their shares, and whether
// they recalculate. See [targets.Assessment]: an event that shifts emissions within the boundary is two changes there, an
// increase and a decrease.
type BoundaryAssessment struct {
	Name string
	Base ghg.CO2e // its base-year emissions
	targets.Assessment
	Events  []Verdict
	Crossed []Crossing // categories of scope 3 that cross the share at which a target must cover them
	// Unknown are the events whose change of the base year cannot be stated: the assessment is without them.
	Unknown []string
}

// Verdict is why an event counts in a boundary, or not.
type Verdict struct {
	Event   string
	Kind    Kind
	Delta   ghg.CO2e // net, of the base year, within the boundary
	Counted bool
	Reason  string
}

// Crossing is a category whose share of scope 3 (categories 1 to 14) crosses that of a policy.
type Crossing struct {
	Category      ghg.Category
	Before, After decimal.Decimal
}

// Assess compares all events since the version of a series with a policy, in the report of a year.
//
// An event is never counted if it is organic growth, an own unit opened or closed or a real change of factors, or if its entity
// did not exist in the base year. Sourcing of an activity that the inventory held before is not counted in a boundary of all
// scopes (Scope 3 Standard, table 9.4), nor an added category in one of single categories (table 9.5). The events are
// cumulative: keep small ones in the list until there is a new version.
//
// An invalid series, policy or event, an id given twice and an event that changes a boundary without base-year emissions are
// errors.
func (p Policy) Assess(s Series, year int, events ...Event) (Assessment, error) {
	if err := p.check(); err != nil {
		return Assessment{}, err
	}
	if err := s.Check(); err != nil {
		return Assessment{}, err
	}
	if err := checkEvents(s, events); err != nil {
		return Assessment{}, err
	}
	a := Assessment{Policy: p.clone(), Version: s.Version.ID, Year: year}
	for _, b := range p.boundaries() {
		assessed, err := p.assess(s, year, b, events)
		if err != nil {
			return Assessment{}, fmt.Errorf("boundary %s: %w", input.Quote(b.Name), err)
		}
		a.Boundaries, a.Recalculate = append(a.Boundaries, assessed), a.Recalculate || assessed.Recalculate
	}
	return a, nil
}

func checkEvents(s Series, events []Event) error {
	by := slices.ContainsFunc(s.Years, func(y Year) bool {
		return slices.ContainsFunc(y.Figures, func(f Figure) bool { return f.Category != 0 })
	})
	for i, e := range events {
		if err := e.check(s.Version); err != nil {
			return err
		}
		if slices.ContainsFunc(events[:i], func(f Event) bool { return f.ID == e.ID }) {
			return &ghg.FieldError{Field: "id of an event", Value: e.ID, Want: "a different one for each", Err: ghg.ErrMixed}
		}
		for _, delta := range e.Deltas {
			if delta.Scope == ghg.Scope3 && by != (delta.Category != 0) {
				return &ghg.FieldError{Field: "category of a delta of event " + input.Quote(e.ID), Value: strconv.Itoa(int(delta.Category)), Want: "scope 3 as in the figures: as a whole, or by category", Err: ghg.ErrMixed}
			}
		}
	}
	return nil
}

// assess assesses one boundary.
func (p Policy) assess(s Series, year int, b Boundary, events []Event) (BoundaryAssessment, error) {
	base, err := s.emissions(b)
	if err != nil {
		return BoundaryAssessment{}, err
	}
	out := BoundaryAssessment{Name: b.Name, Base: base}
	var changes []targets.BaseChange
	var counted []Event
	for _, e := range events {
		up, down := e.within(b, s.Version.Year)
		v := Verdict{Event: e.ID, Kind: e.Kind, Delta: up.Add(down)}
		v.Counted, v.Reason = p.counts(e, s.Version, year, b)
		if v.Counted && e.notPossible(s.Version.Year) != "" {
			v.Counted, v.Reason = false, "the change of the base year is not known: "+e.notPossible(s.Version.Year)
			out.Unknown = append(out.Unknown, e.ID)
		}
		out.Events = append(out.Events, v)
		if !v.Counted {
			continue
		}
		counted = append(counted, e)
		for _, delta := range []ghg.CO2e{up, down} {
			if !delta.IsZero() {
				changes = append(changes, targets.BaseChange{Trigger: e.Kind.trigger(), What: e.ID, Date: e.Effective, Delta: delta})
			}
		}
	}
	if base.IsZero() && len(changes) == 0 {
		return out, nil
	}
	policy := targets.RecalculationPolicy{Threshold: p.Threshold, Test: p.Trigger}
	if out.Assessment, err = policy.Assess(targets.Base{Year: s.Version.Year, Period: s.Version.Period, Emissions: base}, changes); err != nil {
		return out, err
	}
	if p.CategoryShare.IsPositive() && slices.Contains(b.Scopes, ghg.Scope3) {
		if out.Crossed, err = p.crossings(s.Years[0], counted); err != nil {
			return out, err
		}
		out.Recalculate = out.Recalculate || len(out.Crossed) > 0
	}
	return out, nil
}

// emissions returns the base-year emissions within a boundary.
func (s Series) emissions(b Boundary) (ghg.CO2e, error) {
	return b.Emissions(totals{s.Version, s.Years[0]}, s.accounting(b.Covered))
}

// within returns what an event adds within a boundary in a year: its increases and its decreases.
func (e Event) within(b Boundary, year int) (up, down ghg.CO2e) {
	for _, delta := range e.of(year) {
		switch {
		case !b.covers(delta.place()):
		case delta.CO2e.IsNegative():
			down = down.Add(delta.CO2e)
		default:
			up = up.Add(delta.CO2e)
		}
	}
	return up, down
}

// counts returns whether an event counts in a boundary, and why.
func (p Policy) counts(e Event, v Version, year int, b Boundary) (bool, string) {
	everything := len(b.Scopes) == 3
	switch {
	case !e.Kind.Counts():
		return false, "never recalculated: " + e.Kind.String() + " is what a target measures"
	case e.absent(v):
		return false, "the entity did not exist in the base year: only years since " + e.ExistedFrom.String() + " are recalculated"
	case (e.Kind == MethodChange || e.Kind == FactorAccuracy || e.Kind == ErrorFound) && len(p.Review) > 0 && !slices.Contains(p.Review, year):
		return false, "judged in the report of a review year, not of " + strconv.Itoa(year)
	case (e.Kind == Outsourcing || e.Kind == Insourcing) && e.AlreadyReported && everything:
		return false, "reported before in another scope, and the boundary holds all scopes (Scope 3 Standard, table 9.4)"
	case e.Kind == CategoryAdded && len(b.Categories) > 0:
		return false, "the boundary holds single categories (Scope 3 Standard, table 9.5)"
	case !slices.ContainsFunc(e.Deltas, func(delta Delta) bool { return delta.Year == v.Year && b.covers(delta.place()) }):
		return true, "counts, and changes nothing within the boundary"
	}
	return true, "counts: " + e.Kind.String()
}

// crossings returns the categories that counted events take across the share of the policy.
func (p Policy) crossings(y Year, events []Event) ([]Crossing, error) {
	before := map[ghg.Category]ghg.CO2e{}
	for _, f := range y.Figures {
		if f.Scope == ghg.Scope3 && f.Category == 0 {
			return nil, &ghg.FieldError{Field: "scope 3 in " + strconv.Itoa(y.Year), Want: "figures by category: the policy compares their shares", Err: ghg.ErrMissing}
		}
		if f.Scope == ghg.Scope3 && f.Category != ghg.Investments {
			before[f.Category] = f.CO2e
		}
	}
	after := map[ghg.Category]ghg.CO2e{}
	for c, kg := range before {
		after[c] = kg
	}
	for _, e := range events {
		for _, delta := range e.of(y.Year) {
			if delta.Scope == ghg.Scope3 && delta.Category != ghg.Investments {
				after[delta.Category] = after[delta.Category].Add(delta.CO2e)
			}
		}
	}
	var list []Crossing
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		x := Crossing{Category: c}
		var was, is bool
		var err error
		if x.Before, was, err = p.shareOf(before, c); err != nil {
			return nil, err
		}
		if x.After, is, err = p.shareOf(after, c); err != nil {
			return nil, err
		}
		if was != is {
			list = append(list, x)
		}
	}
	return list, nil
}

// shareOf returns the share of a category, zero of nothing, and whether it is that of the policy or more.
func (p Policy) shareOf(all map[ghg.Category]ghg.CO2e, c ghg.Category) (decimal.Decimal, bool, error) {
	var sum ghg.CO2e
	for _, kg := range all {
		sum = sum.Add(kg)
	}
	if sum.IsZero() {
		return decimal.Decimal{}, false, nil
	}
	share, err := dec.Quo(all[c].Kg(), sum.Kg())
	return share, all[c].Kg().Cmp(sum.Kg().Mul(p.CategoryShare)) >= 0, err
}
