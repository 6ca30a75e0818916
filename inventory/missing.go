package inventory

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
)

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
	Accounting ghg.Accounting // of scope 2, and of category 3 if all its lines count by the other method only; zero otherwise
	Results    []string       // ids with a figure by the other method of scope 2 only; empty if there is no figure at all
}

// cloneGaps returns a copy that shares nothing with the list.
func cloneGaps(list []Gap) []Gap {
	list = slices.Clone(list)
	for i := range list {
		list[i].Results = slices.Clone(list[i].Results)
	}
	return list
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
// of scope 2 by the other method only, and categories of scope 3 without a result that counts by a. What the organisation
// excludes or states not to apply is not missing, unless the inventory has no result at all.
func (inv *Inventory) Missing(a ghg.Accounting) ([]Gap, error) {
	if err := checkAccounting(a); err != nil {
		return nil, err
	}
	missing := inv.needed(a)
	if slices.ContainsFunc(missing, func(g Gap) bool { return g.Scope == ghg.Scope3 }) {
		return missing, nil
	}
	for _, line := range inv.Coverage() {
		switch {
		case line.Category.Valid() && line.Status == Missing:
			missing = append(missing, Gap{Scope: ghg.Scope3, Category: line.Category})
		case absent.Or(inv).marked(line.Category) && inv.byOtherMethod(a):
			missing = append(missing, Gap{Scope: ghg.Scope3, Category: line.Category, Accounting: a})
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
	l := &inv.ledger
	has := make([]bool, len(l.groups)) // a result by a
	lacks := make([]bool, len(l.groups))
	found := slices.ContainsFunc(l.direct, func(r ghg.Result) bool { return r.Scope == ghg.Scope2 })
	for i := range l.groups {
		has[i] = counts2(l.groups[i].heads, a)
		lacks[i] = !has[i] && counts2(l.groups[i].heads, 0)
		found = found || lacks[i]
	}
	if !found {
		return nil
	}
	var ids []string
	without := map[string]bool{} // ids that lack a result by a
	for i := range l.lines.n {
		if ref := l.lines.at(i); ref.group >= 0 && lacks[ref.group] || ref.group < 0 && counts2(l.heads(i), 0) && !counts2(l.heads(i), a) {
			if id := l.id(i); !without[id] {
				ids, without[id] = append(ids, id), true
			}
		}
	}
	for i := 0; len(ids) > 0 && i < l.lines.n; i++ {
		if ref := l.lines.at(i); ref.group >= 0 && has[ref.group] || ref.group < 0 && counts2(l.heads(i), a) {
			if id := l.id(i); without[id] {
				without[id] = false
			}
		}
	}
	return slices.DeleteFunc(ids, func(id string) bool { return !without[id] })
}

// counts2 reports whether some results of scope 2 count by method a; 0: by any.
func counts2(results []ghg.Result, a ghg.Accounting) bool {
	for i := range results {
		if r := &results[i]; r.Scope == ghg.Scope2 && r.Counts() && (a == 0 || a.Includes(r.Accounting)) {
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
