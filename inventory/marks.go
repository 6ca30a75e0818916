package inventory

import (
	"maps"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// checkMarks returns an error unless every line of Category3By is marked with a method of scope 2.
func (o Organisation) checkMarks() error {
	for _, id := range slices.Sorted(maps.Keys(o.Category3By)) {
		field := "method of the category 3 line " + input.Shorten(id)
		if id == "" {
			return &ghg.FieldError{Field: field, Want: "the id of a line", Err: ghg.ErrMissing}
		}
		if a := o.Category3By[id]; a != LocationBased && a != MarketBased {
			return &ghg.FieldError{Field: field, Value: a.String(), Want: "location-based or market-based", Err: ghg.ErrUnknown}
		}
	}
	return nil
}

// counts reports whether a result counts in a total by method a.
func (o Organisation) counts(r *ghg.Result, a ghg.Accounting) bool {
	return r.Counts() && a.Includes(o.accounting(r))
}

// accounting returns the method of scope 2 by which a result counts: its own, or that with which the organisation marks its
// line of category 3. The lines of a group have one mark, so its first line stands for all.
func (o Organisation) accounting(r *ghg.Result) ghg.Accounting {
	if len(o.Category3By) > 0 && r.Category == ghg.FuelAndEnergyRelatedActivities {
		return o.Category3By[r.ID]
	}
	return r.Accounting
}

// marks are the methods with which lines of category 3 are marked.
type marks struct {
	by   map[string]ghg.Accounting
	used map[string]bool // lines with a result of category 3
}

func newMarks(by map[string]ghg.Accounting) marks {
	if len(by) == 0 {
		return marks{}
	}
	return marks{by: maps.Clone(by), used: map[string]bool{}}
}

// note notes whether a line with a mark has a result of category 3.
func (m marks) note(id string, heads []ghg.Result) {
	if m.by[id] == 0 {
		return
	}
	if slices.ContainsFunc(heads, func(r ghg.Result) bool { return r.Category == ghg.FuelAndEnergyRelatedActivities }) {
		m.used[id] = true
	}
}

// concerns reports whether a result may be of a line with a mark.
func (m marks) concerns(r *ghg.Result) bool {
	return len(m.by) > 0 && r.Category == ghg.FuelAndEnergyRelatedActivities
}

// mark sets the method by which a result counts.
func (m marks) mark(r *ghg.Result) {
	if m.concerns(r) {
		r.Accounting = m.by[r.ID]
	}
}

// unused returns an error for every mark of a line that has no result of category 3.
func (m marks) unused() []error {
	var problems []error
	for _, id := range slices.Sorted(maps.Keys(m.by)) {
		if !m.used[id] {
			problems = append(problems, &ghg.FieldError{Field: "method of the category 3 line " + input.Shorten(id), Value: m.by[id].String(), Want: "the id of a line of category 3 in the inventory", Err: ghg.ErrUnknown})
		}
	}
	return problems
}

// byOtherMethod reports whether category 3 has results, and all of them count by the other method of scope 2 only.
func (inv *Inventory) byOtherMethod(a ghg.Accounting) bool {
	other := false
	for s := range inv.ledger.sums() {
		if s.head.Category == ghg.FuelAndEnergyRelatedActivities && s.head.Counts() {
			if inv.org.counts(s.head, a) {
				return false
			}
			other = true
		}
	}
	return other
}

// marked reports whether a category has a line that counts by one method of scope 2 only.
func (inv *Inventory) marked(c ghg.Category) bool {
	return c == ghg.FuelAndEnergyRelatedActivities && len(inv.org.Category3By) > 0
}
