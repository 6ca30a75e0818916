package inventory

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// CoverageStatus states what an inventory holds for a scope or category.
type CoverageStatus uint8

// The statuses of a scope or category.
const (
	Missing       CoverageStatus = iota + 1 // no figure: it is unknown, not zero
	Calculated                              // every result was calculated
	Reported                                // every result is a figure that another party calculated
	Partly                                  // both calculated and reported results
	NotApplicable                           // the organisation states, with a reason, that it does not apply
	Excluded                                // the organisation leaves it out, with a reason
)

var statuses = vocabulary.New[CoverageStatus]("coverage", "missing", "calculated", "reported", "partly calculated, partly reported", "not applicable", "excluded")

// String returns the status in words.
func (s CoverageStatus) String() string { return statuses.String(s) }

// MarshalText returns what String returns. The zero CoverageStatus is an error.
func (s CoverageStatus) MarshalText() ([]byte, error) { return statuses.Marshal(s) }

// UnmarshalText reads what String returns.
func (s *CoverageStatus) UnmarshalText(text []byte) error { return statuses.Unmarshal(s, text) }

// Coverage states what an inventory holds for a scope or, in scope 3, for a category.
type Coverage struct {
	Scope    ghg.Scope
	Category ghg.Category
	Status   CoverageStatus
	Results  int
	Reason   string // why it does not apply or is excluded
	// Estimate is the sum of the organisation's estimates of what is excluded, in whole or in part; nil if nothing is, or if
	// one exclusion has no estimate.
	Estimate *ghg.CO2e
	Parts    []Exclusion // the parts that are excluded, whatever the status
}

// String returns the scope or category with its status, the reason, the estimate and the parts that are excluded.
func (c Coverage) String() string {
	s := place(c.Scope, c.Category) + ": " + c.Status.String()
	if c.Reason != "" {
		s += " (" + c.Reason + ")"
	}
	switch {
	case c.Results == 1:
		s += ", 1 result"
	case c.Results > 1:
		s += ", " + strconv.Itoa(c.Results) + " results"
	}
	parts := make([]string, len(c.Parts))
	for i, e := range c.Parts {
		parts[i] = "; without " + e.String()
	}
	s += strings.Join(parts, "")
	switch {
	case c.Estimate != nil:
		s += "; excluded in all by estimate " + tonnes(*c.Estimate) + " t CO2e"
	case c.Status == Excluded, len(c.Parts) > 0:
		s += "; the excluded amount is not known"
	}
	return s
}

// setExcluded sets what is excluded of the scope or category.
func (c *Coverage) setExcluded(o Organisation) {
	var sum ghg.CO2e
	all, known := 0, 0
	for _, e := range o.Excluded {
		if !e.covers(c.Scope, c.Category) || e.Category != c.Category && !e.Whole() {
			continue
		}
		if !e.Whole() {
			c.Parts = append(c.Parts, e.clone())
		}
		if all++; e.Estimate != nil && e.Category == c.Category {
			sum, known = sum.Add(*e.Estimate), known+1
		}
	}
	if all > 0 && known == all {
		c.Estimate = &sum
	}
}

// Coverage returns seventeen lines: the status of scopes 1 and 2 and of all fifteen categories.
func (inv *Inventory) Coverage() []Coverage {
	inv = absent.Or(inv)
	lines := []Coverage{{Scope: ghg.Scope1}, {Scope: ghg.Scope2}}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		lines = append(lines, Coverage{Scope: ghg.Scope3, Category: c})
	}
	type count struct{ calculated, reported int }
	counts := map[spot]count{}
	for s := range inv.ledger.sums() {
		if !s.head.Counts() {
			continue
		}
		of := counts[spot{s.head.Scope, s.head.Category}]
		if s.head.Origin == ghg.Reported {
			of.reported += s.lines
		} else {
			of.calculated += s.lines
		}
		counts[spot{s.head.Scope, s.head.Category}] = of
	}
	for i := range lines {
		line := &lines[i]
		of := counts[spot{line.Scope, line.Category}]
		calculated, reported := of.calculated, of.reported
		line.Results = calculated + reported
		line.setExcluded(inv.org)
		switch {
		case calculated > 0 && reported > 0:
			line.Status = Partly
		case calculated > 0:
			line.Status = Calculated
		case reported > 0:
			line.Status = Reported
		case inv.org.NotApplicable[line.Category] != "":
			line.Status, line.Reason = NotApplicable, inv.org.NotApplicable[line.Category]
		default:
			line.Status = Missing
			if e, excluded := inv.org.excluded(line.Scope, line.Category); excluded {
				line.Status, line.Reason = Excluded, e.Reason
			}
		}
	}
	return lines
}

// CaveatCount is a kind of caveat with the results that carry it.
type CaveatCount struct {
	Kind    ghg.CaveatKind
	Results []string // ids, each once, in the order of the results
}

// Caveats returns every kind of caveat in the results, in the order of the kinds.
func (inv *Inventory) Caveats() []CaveatCount {
	l := &absent.Or(inv).ledger
	byKind := map[ghg.CaveatKind][]string{}
	type carrier struct {
		kind ghg.CaveatKind
		id   string
	}
	seen := map[carrier]bool{} // if lines share ids
	shared := l.ids.distinct < l.lines.n
	var kinds []ghg.CaveatKind
	for i := range l.lines.n {
		kinds = caveatKinds(kinds[:0], l.heads(i))
		if len(kinds) == 0 {
			continue
		}
		id := l.id(i)
		for _, kind := range kinds {
			if of := (carrier{kind, id}); shared && seen[of] {
				continue
			} else if shared {
				seen[of] = true
			}
			byKind[kind] = append(byKind[kind], id)
		}
	}
	counts := make([]CaveatCount, 0, len(byKind))
	for kind, ids := range byKind {
		counts = append(counts, CaveatCount{kind, ids})
	}
	slices.SortFunc(counts, func(a, b CaveatCount) int { return int(a.Kind) - int(b.Kind) })
	return counts
}

// caveatKinds appends the kinds of the caveats of a line, each once.
func caveatKinds(kinds []ghg.CaveatKind, results []ghg.Result) []ghg.CaveatKind {
	for i := range results {
		for j := range results[i].Caveats {
			if kind := results[i].Caveats[j].Kind; !slices.Contains(kinds, kind) {
				kinds = append(kinds, kind)
			}
		}
	}
	return kinds
}
