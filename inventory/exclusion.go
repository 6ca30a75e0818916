package inventory

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// Exclusion is what an organisation leaves out of its inventory, with the reason: a scope, a category of scope 3 or, with an
// Entity or What, a part of one. It has emissions, unlike a category that does not apply, and is neither zero nor missing:
// totals are without it. A scope or category of which only a part is excluded keeps its results.
//
// Source: Corporate Standard, chapter 9 and Scope 3 Standard, chapter 11: exclusions are disclosed and justified.
type Exclusion struct {
	ID       string // of the organisation's register; unlike any other, or ""
	Scope    ghg.Scope
	Category ghg.Category // of scope 3; zero for a whole scope
	Entity   string       // the entity whose emissions are left out; "" for all
	What     string       // the source that is left out; "" for all
	Reason   string

	// Estimate is what the exclusion leaves out, by the organisation's estimate; nil if there is none, which is unknown and
	// not zero. That of scope 2 is taken for either method.
	Estimate   *ghg.CO2e
	Method     string   // how the estimate was made; required with it
	Likelihood string   // how likely its size is, in the organisation's words
	Approved   ghg.Date // the day on which the organisation approved the exclusion; zero if it is not stated
}

// Whole reports whether the exclusion leaves out all of its scope or category.
func (e Exclusion) Whole() bool { return e.Entity == "" && e.What == "" }

// String returns what is left out, the reason and the estimate, if there is one.
func (e Exclusion) String() string {
	s := e.where() + ": " + e.Reason
	if e.Estimate != nil {
		s += " (estimate " + tonnes(*e.Estimate) + " t CO2e: " + input.Shorten(e.Method) + ")"
	}
	return s
}

// where names what is left out: "scope 1, Example KK, vehicles on site".
func (e Exclusion) where() string {
	parts := []string{place(e.Scope, e.Category)}
	for _, part := range []string{e.Entity, e.What} {
		if part != "" {
			parts = append(parts, input.Shorten(part))
		}
	}
	return strings.Join(parts, ", ")
}

func (e Exclusion) clone() Exclusion {
	if e.Estimate != nil {
		estimate := *e.Estimate
		e.Estimate = &estimate
	}
	return e
}

func cloneExclusions(list []Exclusion) []Exclusion {
	list = slices.Clone(list)
	for i := range list {
		list[i] = list[i].clone()
	}
	return list
}

func (e Exclusion) check() error {
	want := "scope 1, 2 or 3, or a category from 1 to 15 of scope 3, with a reason"
	switch {
	case e.Scope < ghg.Scope1, e.Scope > ghg.Scope3, e.Category != 0 && (e.Scope != ghg.Scope3 || !e.Category.Valid()):
		return &ghg.FieldError{Field: "exclusion", Value: place(e.Scope, e.Category), Want: want, Err: ghg.ErrOutOfRange}
	case e.Reason == "":
		return &ghg.FieldError{Field: "reason of the exclusion of " + e.where(), Want: "a reason", Err: ghg.ErrMissing}
	case e.Estimate != nil && e.Estimate.IsNegative():
		return &ghg.FieldError{Field: "estimate of the exclusion of " + e.where(), Value: e.Estimate.String(), Want: "0 or more", Err: ghg.ErrNegative}
	case e.Estimate != nil && e.Method == "":
		return &ghg.FieldError{Field: "method of the estimate of the exclusion of " + e.where(), Want: "how the estimate was made", Err: ghg.ErrMissing}
	case e.Estimate == nil && e.Method != "":
		return &ghg.FieldError{Field: "estimate of the exclusion of " + e.where(), Want: "an estimate by the method, " + input.Shorten(e.Method), Err: ghg.ErrMissing}
	}
	if !e.Approved.IsZero() && !e.Approved.Valid() {
		return &ghg.FieldError{Field: "day of approval of the exclusion of " + e.where(), Value: e.Approved.String(), Want: "a day of the calendar", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// covers reports whether the exclusion leaves out a scope or category, or a part of it.
func (e Exclusion) covers(s ghg.Scope, c ghg.Category) bool {
	return e.Scope == s && (e.Category == 0 || e.Category == c)
}

// includes reports whether all that another exclusion leaves out is left out by e too.
func (e Exclusion) includes(o Exclusion) bool {
	return e.covers(o.Scope, o.Category) && (e.Entity == "" || e.Entity == o.Entity) && (e.What == "" || e.What == o.What)
}

// checkExclusions returns an error unless everything is excluded once, and nothing that does not apply.
func (o Organisation) checkExclusions() error {
	for i, e := range o.Excluded {
		if err := e.check(); err != nil {
			return err
		}
		before := slices.ContainsFunc(o.Excluded[:i], func(b Exclusion) bool { return b.includes(e) || e.includes(b) })
		if before || o.NotApplicable[e.Category] != "" {
			return &ghg.FieldError{Field: "exclusion of " + e.where(), Value: e.Reason, Want: "each scope and category once, excluded or not applicable", Err: ghg.ErrMixed}
		}
		if e.ID != "" && slices.ContainsFunc(o.Excluded[:i], func(b Exclusion) bool { return b.ID == e.ID }) {
			return &ghg.FieldError{Field: "id of the exclusion of " + e.where(), Value: e.ID, Want: "an id for each exclusion", Err: ghg.ErrMixed}
		}
	}
	return nil
}

// excluded returns the exclusion of the whole of a scope or category, if there is one.
func (o Organisation) excluded(s ghg.Scope, c ghg.Category) (Exclusion, bool) {
	return o.findExclusion(func(e Exclusion) bool { return e.Whole() && e.covers(s, c) })
}

// leavesOutOf returns the exclusion of all results of an entity in a scope or category, if there is one.
func (o Organisation) leavesOutOf(s ghg.Scope, c ghg.Category, entity string) (Exclusion, bool) {
	return o.findExclusion(func(e Exclusion) bool {
		return e.covers(s, c) && e.What == "" && (e.Entity == "" || e.Entity == entity)
	})
}

func (o Organisation) findExclusion(is func(Exclusion) bool) (Exclusion, bool) {
	i := slices.IndexFunc(o.Excluded, is)
	if i < 0 {
		return Exclusion{}, false
	}
	return o.Excluded[i], true
}
