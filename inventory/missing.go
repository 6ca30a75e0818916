package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

// Exclusion is a scope, or a category of scope 3, that an organisation leaves out of its inventory, with the reason. It
// has emissions, unlike a category that does not apply, and is neither zero nor missing: totals are without it.
//
// Source: Corporate Standard, chapter 9 and Scope 3 Standard, chapter 11: exclusions are disclosed and justified.
type Exclusion struct {
	Scope    ghg.Scope
	Category ghg.Category // of scope 3; zero for a whole scope
	Reason   string
}

// String returns the scope or category and the reason.
func (e Exclusion) String() string { return place(e.Scope, e.Category) + ": " + e.Reason }

func (e Exclusion) check() error {
	want := "scope 1, 2 or 3, or a category from 1 to 15 of scope 3, with a reason"
	switch {
	case e.Scope < ghg.Scope1, e.Scope > ghg.Scope3, e.Category != 0 && (e.Scope != ghg.Scope3 || !e.Category.Valid()):
		return &ghg.FieldError{Field: "exclusion", Value: place(e.Scope, e.Category), Want: want, Err: ghg.ErrOutOfRange}
	case e.Reason == "":
		return &ghg.FieldError{Field: "reason of the exclusion of " + place(e.Scope, e.Category), Want: "a reason", Err: ghg.ErrMissing}
	}
	return nil
}

// covers reports whether the exclusion leaves out a scope or category.
func (e Exclusion) covers(s ghg.Scope, c ghg.Category) bool {
	return e.Scope == s && (e.Category == 0 || e.Category == c)
}

// excluded returns the exclusion of a scope or category, if there is one.
func (o Organisation) excluded(s ghg.Scope, c ghg.Category) (Exclusion, bool) {
	i := slices.IndexFunc(o.Excluded, func(e Exclusion) bool { return e.covers(s, c) })
	if i < 0 {
		return Exclusion{}, false
	}
	return o.Excluded[i], true
}

// place names a scope, or a category of scope 3.
func place(s ghg.Scope, c ghg.Category) string {
	if c != 0 {
		return c.String()
	}
	return s.String()
}

// Gap is a scope or category without a figure, or results without a counterpart by the method of scope 2 that a total
// names. What is missing is unknown, not zero.
type Gap struct {
	Scope      ghg.Scope
	Category   ghg.Category   // of scope 3; zero for a whole scope
	Accounting ghg.Accounting // of scope 2; zero otherwise
	Results    []string       // ids with a figure by the other method of scope 2 only; empty if there is no figure at all
}

// String names what is missing: "scope 2, market-based".
func (g Gap) String() string {
	s := place(g.Scope, g.Category)
	if g.Accounting != 0 {
		s += ", " + g.Accounting.String()
	}
	if len(g.Results) > 0 {
		s += ", of " + quoted(g.Results, ", ")
	}
	return s
}

// IncompleteError reports a figure that needs scopes or results that the inventory lacks. It wraps [ghg.ErrMissing].
type IncompleteError struct {
	Missing []Gap
}

func (e *IncompleteError) Error() string {
	parts := make([]string, len(e.Missing))
	for i, g := range e.Missing {
		parts[i] = g.String()
	}
	return fmt.Sprintf("the inventory has no figure of %s: want results, an exclusion with its reason, or Inventory.Partial", strings.Join(parts, "; "))
}

// Unwrap returns [ghg.ErrMissing].
func (e *IncompleteError) Unwrap() error { return ghg.ErrMissing }

// Missing returns what a total by method a lacks, in the order of scopes and categories: scopes without a result, results
// of scope 2 by the other method only, and categories of scope 3 without a result. What the organisation excludes or
// states not to apply is not missing, unless the inventory has no result at all.
func (inv *Inventory) Missing(a ghg.Accounting) ([]Gap, error) {
	if err := checkAccounting(a); err != nil {
		return nil, err
	}
	missing := inv.needed(a)
	if slices.ContainsFunc(missing, func(g Gap) bool { return g.Scope == ghg.Scope3 }) {
		return missing, nil
	}
	for _, line := range inv.Coverage() {
		if line.Category.Valid() && line.Status == Missing {
			missing = append(missing, Gap{Scope: ghg.Scope3, Category: line.Category})
		}
	}
	return missing, nil
}

// needed returns the gaps without which there is no total: scopes, and results of scope 2 by the other method only.
func (inv *Inventory) needed(a ghg.Accounting) []Gap {
	inv = absent.Or(inv)
	counted := map[ghg.Scope]int{}
	for s := range (Partial{inv: inv, accounting: a}).sums() {
		counted[s.head.Scope] += s.lines
	}
	var missing []Gap
	for s := ghg.Scope1; s <= ghg.Scope3; s++ {
		gap := Gap{Scope: s}
		if s == ghg.Scope2 {
			gap.Accounting = a
			gap.Results = inv.otherMethodOnly(a)
		}
		if len(gap.Results) > 0 || counted[s] == 0 && (len(counted) == 0 || !inv.leavesOut(s)) {
			missing = append(missing, gap)
		}
	}
	return missing
}

// otherMethodOnly returns the ids of scope 2 that have results by the other method but none by a.
func (inv *Inventory) otherMethodOnly(a ghg.Accounting) []string {
	if !inv.ledger.anyWithout(a) {
		return nil
	}
	has, listed := map[string]bool{}, map[string]bool{}
	for i := range inv.ledger.lines.n {
		for _, r := range inv.ledger.heads(i) {
			if r.Scope == ghg.Scope2 && counts(&r, a) {
				has[inv.ledger.id(i)] = true
			}
		}
	}
	var ids []string
	for i := range inv.ledger.lines.n {
		id := inv.ledger.id(i)
		for _, r := range inv.ledger.heads(i) {
			if r.Scope == ghg.Scope2 && r.Counts() && !has[id] && !listed[id] {
				ids, listed[id] = append(ids, id), true
			}
		}
	}
	return ids
}

// anyWithout reports whether there is a line of scope 2 by the other method, or none by a: with both, none is missing.
func (l *ledger) anyWithout(a ghg.Accounting) bool {
	for i := range l.direct {
		if l.direct[i].Scope == ghg.Scope2 {
			return true
		}
	}
	for i := range l.groups {
		scope2, by := false, false
		for _, r := range l.groups[i].heads {
			scope2 = scope2 || r.Scope == ghg.Scope2 && r.Counts()
			by = by || counts(&r, a)
		}
		if scope2 && !by {
			return true
		}
	}
	return false
}

// leavesOut reports whether the organisation states why a whole scope has no figure.
func (inv *Inventory) leavesOut(s ghg.Scope) bool {
	if _, excluded := inv.org.excluded(s, 0); excluded || s != ghg.Scope3 {
		return excluded
	}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		if _, excluded := inv.org.excluded(s, c); !excluded && inv.org.NotApplicable[c] == "" {
			return false
		}
	}
	return true
}
