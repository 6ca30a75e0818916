package factors

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// ChangeKind is what happened to a factor between two sets. The zero kind is invalid.
type ChangeKind uint8

// The kinds of change.
const (
	Added    ChangeKind = iota + 1 // only in the new set
	Removed                        // only in the old set
	Revalued                       // different amounts
	Restated                       // the same amounts with something else different: source, label, validity, caveat, …
)

// String returns the name of the kind, such as "added".
func (k ChangeKind) String() string {
	return [...]string{"unknown", "added", "removed", "revalued", "restated"}[min(k, Restated)]
}

// Change is a factor that differs between two sets or editions, or a fuel property that differs from the one in a lock.
type Change struct {
	Kind                     ChangeKind
	Old, New                 Factor             // zero where there is none
	OldProperty, NewProperty Property           // of a lock; zero where there is none
	Relative                 map[string]Percent // for each amount that both have, by its unit: new ÷ old − 1
}

// ids returns the ids of what differs, "" where there is none.
func (c *Change) ids() (old, updated string) {
	old, updated = c.Old.ID, c.New.ID
	if c.OldProperty.Rate.Given() {
		old = c.OldProperty.Record().ID
	}
	if c.NewProperty.Rate.Given() {
		updated = c.NewProperty.Record().ID
	}
	return old, updated
}

// Percent is a relative change; it is undefined where the old value is zero.
type Percent struct {
	Share   decimal.Decimal // new ÷ old − 1, to 34 digits
	Defined bool
}

// String returns the change on one line.
func (c Change) String() string {
	old, updated := c.ids()
	switch c.Kind {
	case Added:
		return "added " + updated
	case Removed:
		return "removed " + old
	}
	var b strings.Builder
	b.WriteString(c.Kind.String() + " " + old)
	if old != updated {
		b.WriteString(" → " + updated)
	}
	for _, u := range slices.Sorted(maps.Keys(c.Relative)) {
		if p := c.Relative[u]; p.Defined {
			fmt.Fprintf(&b, ", %s %s %%", u, p.Share.Shift(2).StringFixed(2))
		} else {
			b.WriteString(", " + u + " from 0")
		}
	}
	return b.String()
}

// diffKey identifies the same factor in two editions: everything in the id except publisher and year.
type diffKey struct {
	activity, region, unit string
	boundary               ghg.Boundary
	price                  Price
}

func (f *Factor) diffKey() diffKey {
	return diffKey{f.Activity, f.Region, f.Unit.Symbol(), f.Boundary, f.Price}
}

// Diff compares two sets or editions. It returns the factors of the same activity, region, unit, boundary and price
// whose amounts differ, with the relative change of each, and those that only one of the two has. Where a set holds
// several validities of the same factor, they are compared by validity. A factor whose validity alone changed, because
// the edition is for another year, is not listed. Changes are sorted by id.
func Diff(old, updated Source) []Change {
	before, after := byDiffKey(old), byDiffKey(updated)
	var changes []Change
	for key, olds := range before {
		news := after[key]
		if len(olds) == 1 && len(news) == 1 {
			if c := changed(olds[0], news[0]); c.Kind == Revalued {
				changes = append(changes, c)
			}
			continue
		}
		for _, o := range olds {
			i := slices.IndexFunc(news, func(n Factor) bool { return n.Valid.Same(o.Valid) })
			if i < 0 {
				changes = append(changes, Change{Kind: Removed, Old: o})
			} else if c := changed(o, news[i]); c.Kind == Revalued {
				changes = append(changes, c)
			}
		}
		for _, n := range news {
			if !slices.ContainsFunc(olds, func(o Factor) bool { return n.Valid.Same(o.Valid) }) {
				changes = append(changes, Change{Kind: Added, New: n})
			}
		}
	}
	for key, news := range after {
		if len(before[key]) == 0 {
			for _, n := range news {
				changes = append(changes, Change{Kind: Added, New: n})
			}
		}
	}
	slices.SortFunc(changes, func(a, b Change) int {
		return cmp.Or(cmp.Compare(cmp.Or(a.Old.ID, a.New.ID), cmp.Or(b.Old.ID, b.New.ID)), cmp.Compare(a.Kind, b.Kind))
	})
	return changes
}

func byDiffKey(s Source) map[diffKey][]Factor {
	m := map[diffKey][]Factor{}
	for f := range allOf(s) {
		m[f.diffKey()] = append(m[f.diffKey()], f)
	}
	return m
}

// changed compares two factors.
func changed(old, updated Factor) Change {
	c := Change{Kind: Restated, Old: old, New: updated, Relative: map[string]Percent{}}
	if !old.PerUnit.Equal(updated.PerUnit) {
		c.Kind = Revalued
	}
	for o := range old.PerUnit.All() {
		for n := range updated.PerUnit.All() {
			if o.Gas != n.Gas || o.GWP != n.GWP || o.Kg.Equal(n.Kg) {
				continue
			}
			name := o.Unit()
			if o.GWP != "" {
				name = strings.TrimSpace(string(o.Gas) + " " + name + " " + o.GWP)
			}
			share, err := dec.Quo(n.Kg.Sub(o.Kg), o.Kg)
			c.Relative[name] = Percent{Share: share, Defined: err == nil}
		}
	}
	return c
}

// changedProperty compares two properties of the same id.
func changedProperty(old, updated Property) Change {
	c := Change{Kind: Restated, OldProperty: old, NewProperty: updated, Relative: map[string]Percent{}}
	if !old.Rate.Value.Equal(updated.Rate.Value) {
		c.Kind = Revalued
		share, err := dec.Quo(updated.Rate.Value.Sub(old.Rate.Value), old.Rate.Value)
		c.Relative[old.Rate.Num.Symbol()+"/"+old.Rate.Den.Symbol()] = Percent{Share: share, Defined: err == nil}
	}
	return c
}

// CO2e returns the factor's CO2e per unit under a set of potentials.
func (f *Factor) CO2e(g ghg.GWP) (ghg.CO2e, error) {
	w, err := f.PerUnit.ToCO2e(g)
	return w.CO2e, err
}
