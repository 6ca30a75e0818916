package baseyear

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
)

// Kind is what an event is. The zero Kind is invalid.
type Kind uint8

// The kinds of event. Those up to Shift count towards a recalculation; the others are what a target is meant to measure.
const (
	Acquisition      Kind = iota + 1
	Divestment            // sale or closure of a business, not of an own unit
	Merger                // with another company
	Outsourcing           // of an activity
	Insourcing            // of an activity
	MethodChange          // a more accurate method or data
	FactorAccuracy        // a more accurate factor for the same year
	ErrorFound            // an error discovered
	CategoryAdded         // a category of scope 3 not reported before
	BoundaryChange        // another consolidation approach or boundary
	GWPChange             // another set of global warming potentials
	Shift                 // of emissions to another scope or category
	OrganicChange         // growth or decline of production
	UnitChange            // own units opened or closed
	RealFactorChange      // real change of emissions per unit: grid, fuel, technology
)

var kinds = vocabulary.New[Kind](
	"kind of event", "acquisition", "divestment", "merger", "outsourcing", "insourcing", "method", "factor", "error", "category added", "boundary",
	"GWP", "shift", "organic growth or decline", "own unit opened or closed", "real change of factors",
)

// String returns the name of the kind, such as "acquisition".
func (k Kind) String() string { return kinds.String(k) }

// MarshalText returns what String returns. The zero Kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return kinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *Kind) UnmarshalText(text []byte) error { return kinds.Unmarshal(k, text) }

// Counts reports whether events of the kind count towards a recalculation.
func (k Kind) Counts() bool { return k >= Acquisition && k <= Shift }

// trigger returns the kind in the words of package targets.
func (k Kind) trigger() targets.Trigger {
	switch k {
	case Acquisition, Divestment, Merger, BoundaryChange:
		return targets.StructuralChange
	case Outsourcing, Insourcing:
		return targets.Sourcing
	case CategoryAdded:
		return targets.CategoryAdded
	case ErrorFound:
		return targets.ErrorFound
	}
	return targets.MethodChange
}

// Figure is an amount in a scope, and of scope 3 in a category.
type Figure struct {
	Scope      ghg.Scope      `json:"scope"`
	Category   ghg.Category   `json:"category,omitempty"`  // of scope 3; zero for the whole of it
	Accounting ghg.Accounting `json:"accounting,omitzero"` // of scope 2; zero otherwise
	CO2e       ghg.CO2e       `json:"co2e"`
}

func (f Figure) check(field string, scope2 ghg.Accounting) error {
	switch {
	case f.Scope < ghg.Scope1 || f.Scope > ghg.Scope3:
		return &ghg.FieldError{Field: "scope of " + field, Value: strconv.Itoa(int(f.Scope)), Want: "1, 2 or 3", Err: ghg.ErrOutOfRange}
	case f.Category != 0 && (f.Scope != ghg.Scope3 || !f.Category.Valid()):
		return &ghg.FieldError{Field: "category of " + field, Value: strconv.Itoa(int(f.Category)), Want: "1 to 15 in scope 3, 0 for the whole of it and in other scopes", Err: ghg.ErrOutOfRange}
	case f.Scope == ghg.Scope2 && f.Accounting != scope2, f.Scope != ghg.Scope2 && f.Accounting != 0:
		return &ghg.FieldError{Field: "method of scope 2 of " + field, Value: f.Accounting.String(), Want: scope2.String() + " in scope 2, as all figures of a version, and none in other scopes", Err: ghg.ErrMixed}
	}
	return nil
}

func (f Figure) place() place { return place{f.Scope, f.Category} }

// place is a scope and category.
type place struct {
	scope    ghg.Scope
	category ghg.Category
}

// Delta is what an event adds to the figures of a whole year; below zero for a decrease.
type Delta struct {
	Year int `json:"year"`
	Figure
}

// NotPossible is a year for which no delta can be stated.
type NotPossible struct {
	Year   int    `json:"year"`
	Reason string `json:"reason"` // such as "the seller kept no records"
}

// Event is a change that may lead to a recalculation.
type Event struct {
	ID        string   `json:"id"` // names the event in an assessment
	Kind      Kind     `json:"kind"`
	What      string   `json:"what,omitempty"`   // such as "acquisition of C"; optional
	Entity    string   `json:"entity,omitempty"` // optional
	Effective ghg.Date `json:"effective"`
	// Deltas are what the event adds to whole years: those of the base year are required for an event that counts. They are
	// amounts of whole years in the year of the change too: Timing says which part of them is added.
	Deltas      []Delta       `json:"deltas,omitempty"`
	NotPossible []NotPossible `json:"not_possible,omitempty"`
	// ExistedFrom is the first day of the entity or unit, if it is after the base year's first: an entity that did not exist in
	// the base year does not change it.
	ExistedFrom ghg.Date `json:"existed_from,omitzero"`
	// AlreadyReported says of outsourcing and insourcing that the inventory held the activity before, in another scope.
	AlreadyReported bool `json:"already_reported,omitempty"`
	// InFigures says that the reported figures hold the event from its effective date on, as those of an inventory
	// usually do. Otherwise, they are without it in all years.
	InFigures bool `json:"in_figures"`
}

// check returns an error unless the event is whole, for a base year and method of scope 2.
func (e Event) check(v Version) error {
	if err := e.whole(v.Scope2); err != nil {
		return err
	}
	field, stated := "event "+input.Quote(e.ID), len(e.of(v.Year)) > 0
	if e.absent(v) && stated {
		return &ghg.FieldError{Field: field, Value: e.ExistedFrom.String(), Want: "no delta in the base year: the entity did not exist", Err: ghg.ErrMixed}
	}
	if e.Kind.Counts() && !e.absent(v) && !stated && e.notPossible(v.Year) == "" {
		return &ghg.FieldError{Field: "delta of " + field + " in " + strconv.Itoa(v.Year), Want: "an amount, of zero if nothing changes, or the reason for which there is none", Err: ghg.ErrMissing}
	}
	return nil
}

// whole returns an error unless the event is whole, whatever its base year.
func (e Event) whole(scope2 ghg.Accounting) error {
	field := "event " + input.Quote(e.ID)
	if e.ID == "" {
		return &ghg.FieldError{Field: "id of an event", Want: "a name", Err: ghg.ErrMissing}
	}
	if err := kinds.Check(e.Kind); err != nil {
		return err
	}
	if !e.Effective.Valid() {
		return &ghg.FieldError{Field: "effective date of " + field, Value: e.Effective.String(), Want: "a date", Err: ghg.ErrMissing}
	}
	if !e.ExistedFrom.IsZero() && !e.ExistedFrom.Valid() {
		return &ghg.FieldError{Field: "first day of " + field, Value: e.ExistedFrom.String(), Want: "a date, or none", Err: ghg.ErrOutOfRange}
	}
	seen := map[int][]place{}
	for _, delta := range e.Deltas {
		if err := delta.check("a delta of "+field, scope2); err != nil {
			return err
		}
		if slices.Contains(seen[delta.Year], delta.place()) {
			return &ghg.FieldError{Field: field, Value: strconv.Itoa(delta.Year), Want: "one delta for each year, scope and category", Err: ghg.ErrMixed}
		}
		seen[delta.Year] = append(seen[delta.Year], delta.place())
	}
	for i, n := range e.NotPossible {
		twice := slices.ContainsFunc(e.NotPossible[:i], func(m NotPossible) bool { return m.Year == n.Year })
		if n.Reason == "" || seen[n.Year] != nil || twice {
			return &ghg.FieldError{Field: field, Value: strconv.Itoa(n.Year), Want: "a delta, or one reason for which there is none", Err: ghg.ErrMixed}
		}
	}
	return nil
}

// absent reports whether the entity did not exist in the base year.
func (e Event) absent(v Version) bool {
	return !e.ExistedFrom.IsZero() && !e.ExistedFrom.Before(v.Period.End)
}

// notPossible returns the reason for which there is no delta in a year, or "".
func (e Event) notPossible(year int) string {
	for _, n := range e.NotPossible {
		if n.Year == year {
			return n.Reason
		}
	}
	return ""
}

// of returns the deltas of a year.
func (e Event) of(year int) []Delta {
	var list []Delta
	for _, delta := range e.Deltas {
		if delta.Year == year {
			list = append(list, delta)
		}
	}
	return list
}
