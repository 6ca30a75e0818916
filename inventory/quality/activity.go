package quality

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// ActivityShare is the part of the activity of a category, such as its tonne-kilometres, that is based on primary data.
type ActivityShare struct {
	Category ghg.Category     `json:"category"`
	Unit     string           `json:"unit"`
	Total    decimal.Decimal  `json:"total"`
	Primary  decimal.Decimal  `json:"primary"`
	Share    *decimal.Decimal `json:"share,omitempty"`   // Primary ÷ Total, 34 digits; nil if Total is zero
	Unknown  []string         `json:"unknown,omitempty"` // ids of lines of the category whose activity in this unit is not known: they are in neither
}

// ByActivity returns the share of primary data by activity in a unit, such as "t·km", for each category of Scope 3 in which
// a line has an activity in it. The results of one line, such as its stages, are one activity; it is primary if all of them
// are.
//
//	share = Σ t·km of lines from primary data ÷ Σ t·km
//
// Amount returns the activity of a result in the unit, and whether it is known; nil is [ActivityIn], which knows that of
// results with a factor per unit. A line without a known activity is listed and not counted as 0.
//
// Source: iLEAP technical specifications, primary data share by transport activity; GLEC Framework v3.1.
func ByActivity(inv *inventory.Inventory, unit string, amount func(ghg.Result) (decimal.Decimal, bool)) ([]ActivityShare, error) {
	if unit == "" {
		return nil, &ghg.FieldError{Field: "unit of the activity", Want: "a unit, such as t·km", Err: ghg.ErrMissing}
	}
	if amount == nil {
		amount = func(r ghg.Result) (decimal.Decimal, bool) { return ActivityIn(r, unit) }
	}
	lines, err := activityLines(inv, amount)
	if err != nil {
		return nil, err
	}
	byCategory := map[ghg.Category]*ActivityShare{}
	known := map[ghg.Category]bool{}
	for _, l := range lines {
		s := byCategory[l.category]
		if s == nil {
			s = &ActivityShare{Category: l.category, Unit: unit}
			byCategory[l.category] = s
		}
		if !l.known {
			s.Unknown = append(s.Unknown, l.id)
			continue
		}
		known[l.category] = true
		s.Total = s.Total.Add(l.amount)
		if l.primary {
			s.Primary = s.Primary.Add(l.amount)
		}
	}
	list := []ActivityShare{}
	for _, c := range slices.Sorted(maps.Keys(known)) {
		s := byCategory[c]
		if s.Share, err = ratio(s.Primary, s.Total); err != nil {
			return nil, err
		}
		list = append(list, *s)
	}
	return list, nil
}

// activityLine is the activity of one line in one category.
type activityLine struct {
	id             string
	category       ghg.Category
	amount         decimal.Decimal
	known, primary bool
}

// activityLines returns the lines of Scope 3 by category and id.
func activityLines(inv *inventory.Inventory, amount func(ghg.Result) (decimal.Decimal, bool)) ([]*activityLine, error) {
	type key struct {
		id       string
		category ghg.Category
	}
	lines := map[key]*activityLine{}
	var failed error
	inv.Select(ghg.MarketBased, func(r ghg.Result) bool {
		if r.Scope != ghg.Scope3 || failed != nil {
			return false
		}
		l := lines[key{r.ID, r.Category}]
		if l == nil {
			l = &activityLine{id: r.ID, category: r.Category, primary: true}
			lines[key{r.ID, r.Category}] = l
		}
		l.primary = l.primary && r.Primary
		n, known := amount(r)
		switch {
		case !known:
		case dec.Check(n) != nil, n.Sign() < 0:
			failed = &ghg.FieldError{Field: "activity of result " + input.Shorten(r.ID), Value: dec.Brief(n), Want: "an amount of at least 0", Err: ghg.ErrOutOfRange}
		case l.known && !l.amount.Equal(n):
			failed = &ghg.FieldError{Field: "activity of result " + input.Shorten(r.ID), Value: dec.Text(n), Want: "that of the line's other results, " + dec.Text(l.amount), Err: ghg.ErrMixed}
		default:
			l.amount, l.known = n, true
		}
		return false
	})(func(ghg.Result) bool { return true })
	return slices.SortedFunc(maps.Values(lines), func(a, b *activityLine) int {
		return cmp.Or(cmp.Compare(a.category, b.category), cmp.Compare(a.id, b.id))
	}), failed
}

// ActivityIn returns the activity of a result in a unit: what its factors per that unit are multiplied with, such as the
// tonne-kilometres of a factor in kg CO2/t·km. Steps with the same factor, one for each gas, have one activity; those of
// different factors are added up. It is not known if no step has such a factor.
func ActivityIn(r ghg.Result, unit string) (amount decimal.Decimal, known bool) {
	seen := map[string]bool{}
	for i := range r.Steps {
		s := &r.Steps[i]
		at := slices.IndexFunc(s.Terms, func(t ghg.Term) bool {
			return t.Kind == ghg.TermFactor && !t.Divides && strings.HasSuffix(t.Unit, "/"+unit)
		})
		if s.Op != ghg.Product || at < 0 || !s.Emits() || unit == "" {
			continue
		}
		rest := ghg.Step{Op: ghg.Product, Terms: slices.Delete(slices.Clone(s.Terms), at, at+1)}
		if len(rest.Terms) == 0 {
			continue
		}
		value, err := rest.Evaluate()
		key := s.Terms[at].Ref + "\n" + dec.Text(value)
		if err != nil {
			return decimal.Decimal{}, false
		}
		if !seen[key] {
			seen[key] = true
			amount, known = amount.Add(value), true
		}
	}
	return amount, known
}
