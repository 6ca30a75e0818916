package factors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
)

// Explanation says why a factor was taken for a query, and of every other factor of the activity why it was not.
type Explanation struct {
	Query      Query
	Taken      string       // id of the factor that [Basis.Find] returns; "" if it returns none
	Caveats    []ghg.Caveat // what was relaxed
	Candidates []Candidate  // the factor taken, then the others from the nearest to the farthest
	Absence    Absence      // why there is none, if there is none
}

// Candidate is a factor of the activity that was asked for.
type Candidate struct {
	ID     string
	Set    string
	Taken  bool
	Reason string // why it was taken or not
}

// String writes the explanation, a line a candidate.
func (e Explanation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", e.Query)
	for _, c := range e.Candidates {
		verb := "not taken"
		if c.Taken {
			verb = "taken"
		}
		fmt.Fprintf(&b, "  %s: %s: %s\n", c.ID, verb, c.Reason)
	}
	for _, c := range e.Caveats {
		fmt.Fprintf(&b, "  caveat: %s\n", c)
	}
	if e.Taken == "" {
		fmt.Fprintf(&b, "  %s\n", e.Absence)
	}
	return b.String()
}

// Explain tells why [Basis.Find] returns the factor it does for a query, or why it returns none. It looks at every
// factor of the activity; it is for people, not for a hot path.
func (b Basis) Explain(q Query) (Explanation, error) {
	e := Explanation{Query: q}
	if isNil(b.Factors) {
		return e, errNoFactors()
	}
	taken, caveats, err := b.Find(q)
	if err == nil {
		e.Taken, e.Caveats = taken.ID, caveats
	} else if e.Absence, err = ExplainAbsence(b.Factors, q); err != nil {
		return e, err
	}
	type ranked struct {
		Candidate
		distance int
	}
	var found []ranked
	for f := range b.Factors.All() {
		if f.Activity != q.Activity {
			continue
		}
		c := Candidate{ID: f.ID, Set: f.Set}
		differs, distance := q.distance(&f)
		switch {
		case f.ID == e.Taken && f.Set == taken.Set:
			c.Taken, c.Reason = true, "it answers the query exactly"
			if differs != "" {
				c.Reason = "the policy allows it, although " + differs
			}
			distance = -1
		case differs == "" && e.Taken != "":
			c.Reason = "a source ranked before has one"
		case differs == "":
			c.Reason = "more than one answers the query"
		default:
			c.Reason = differs
		}
		found = append(found, ranked{c, distance})
	}
	slices.SortStableFunc(found, func(x, y ranked) int { return cmp.Compare(x.distance, y.distance) })
	for _, r := range found {
		e.Candidates = append(e.Candidates, r.Candidate)
	}
	return e, nil
}

// distance says in which respects a factor of the same activity differs from the query; fewer and smaller sort first.
func (q Query) distance(f *Factor) (string, int) {
	var what []string
	distance := 0
	if f.Unit.Dimension() != q.Unit.Dimension() {
		what, distance = append(what, "it is per "+f.Unit.Symbol()+", not per a unit of "+string(q.Unit.Dimension())), distance+1000
	}
	if !f.Valid.Contains(q.Period) {
		what = append(what, "it is valid "+f.Valid.String()+", not in all of "+q.Period.String())
		distance += 1 + abs(f.Valid.Start.DaysUntil(q.Period.Start))/100
	}
	if f.Region != q.Region {
		what, distance = append(what, "it is of "+f.Region+", not of "+q.Region), distance+500
	}
	if f.Boundary != q.Boundary {
		what, distance = append(what, "it covers "+f.Boundary.String()+", not "+q.Boundary.String()), distance+2000
	}
	if !q.priced(f.Price) {
		what, distance = append(what, fmt.Sprintf("it is for the %s price of %d", f.Price.Type, f.Price.Year)), distance+100
	}
	return strings.Join(what, "; "), distance
}

// AbsenceKind is why a source has no factor for a query.
type AbsenceKind uint8

// The reasons, from the most to the least basic.
const (
	ActivityUnknown AbsenceKind = iota + 1 // no factor of the activity: not published by these sources, or another name
	NotLicensed                            // it exists, but its publisher does not allow it to be redistributed
	OtherBoundary                          // only for another part of the life cycle
	OtherRegion                            // only for other regions
	OtherUnit                              // only per a unit of another dimension
	OtherPeriod                            // only valid at another time
	OtherPrice                             // only for another price year or type
	SeveralMatch                           // more than one, so none is picked
	NotAbsent                              // there is one
)

var absenceWords = []string{
	"no factor of the activity is published by", "its publisher does not allow redistribution; load your own copy beside",
	"only for another boundary in", "only for other regions in", "only per other units in", "only valid at other times in",
	"only for other prices in", "more than one answers in", "there is one in",
}

// Absence says why a source has no factor for a query.
type Absence struct {
	Kind   AbsenceKind
	Source string
	Has    []string // what it has instead: names, regions, units, years
}

// String writes the reason and what there is instead.
func (a Absence) String() string {
	if a.Kind == 0 || int(a.Kind) > len(absenceWords) {
		return ""
	}
	s := absenceWords[a.Kind-1] + " " + a.Source
	switch {
	case len(a.Has) == 0:
	case a.Kind == ActivityUnknown:
		s += "; near it: " + strings.Join(a.Has, ", ")
	default:
		s += ": " + strings.Join(a.Has, ", ")
	}
	return s
}

// ExplainAbsence tells why a source has no factor for a query. It narrows the query step by step: the activity, then
// the boundary, the region, the unit, the period and the price; the first that leaves nothing is the reason, and what
// there was before it is named.
func ExplainAbsence(s Source, q Query) (Absence, error) {
	if err := q.check(); err != nil {
		return Absence{}, err
	}
	var left []Factor
	names, shared := map[string]bool{}, map[string]bool{}
	asked := namesOf(q)
	for f := range s.All() {
		if f.Activity == q.Activity {
			left = append(left, f)
		} else if rank := asked.rank(f.Activity); rank >= sharesWords {
			shared[f.Activity] = true
		} else if rank != tooFar {
			names[f.Activity] = true
		}
	}
	if len(left) == 0 {
		if owner := notRedistributable(q); owner != "" {
			return Absence{Kind: NotLicensed, Source: s.Name(), Has: []string{owner}}, nil
		}
		if len(names) == 0 {
			names = shared
		}
		return Absence{Kind: ActivityUnknown, Source: s.Name(), Has: sortedKeys(names, most)}, nil
	}
	for _, sieve := range []struct {
		kind AbsenceKind
		keep func(Factor) bool
		has  func(Factor) string
	}{
		{OtherBoundary, func(f Factor) bool { return f.Boundary == q.Boundary }, func(f Factor) string { return f.Boundary.String() }},
		{OtherRegion, func(f Factor) bool { return f.Region == q.Region }, func(f Factor) string { return f.Region }},
		{OtherUnit, func(f Factor) bool { return f.Unit.Dimension() == q.Unit.Dimension() }, func(f Factor) string { return f.Unit.Symbol() }},
		{OtherPeriod, func(f Factor) bool { return q.validIn(f.Valid) }, func(f Factor) string { return f.Valid.String() }},
		{OtherPrice, func(f Factor) bool { return q.priced(f.Price) }, func(f Factor) string { return fmt.Sprintf("%s %d", f.Price.Type, f.Price.Year) }},
	} {
		has := map[string]bool{}
		kept := left[:0:0]
		for _, f := range left {
			if sieve.keep(f) {
				kept = append(kept, f)
			} else {
				has[sieve.has(f)] = true
			}
		}
		if len(kept) == 0 {
			if owner := notRedistributable(q); owner != "" && sieve.kind == OtherRegion {
				return Absence{Kind: NotLicensed, Source: s.Name(), Has: []string{owner}}, nil
			}
			return Absence{Kind: sieve.kind, Source: s.Name(), Has: sortedKeys(has, most)}, nil
		}
		left = kept
	}
	if _, err := s.Find(q); err == nil {
		return Absence{Kind: NotAbsent, Source: s.Name(), Has: []string{left[0].ID}}, nil
	}
	ids := map[string]bool{}
	for _, f := range left {
		ids[f.ID] = true
	}
	return Absence{Kind: SeveralMatch, Source: s.Name(), Has: sortedKeys(ids, most)}, nil
}

// most is how many names an absence lists.
const most = 12

func sortedKeys(m map[string]bool, most int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys[:min(most, len(keys))]
}

// notRedistributable names the publisher of factors that exist but may not be passed on, for the kinds of activity
// that users ask for most.
func notRedistributable(q Query) string {
	for _, known := range []struct{ prefix, owner string }{
		{"electricity/residual-mix", "European residual mixes: AIB, not to be distributed or processed in a tool"},
		{"electricity/grid", "country averages of generation: IEA Emission Factors, proprietary"},
		{"material/ecoinvent", "ecoinvent, proprietary"},
		{"spend/exiobase", "EXIOBASE, CC BY-SA"},
		{"material/idea", "IDEA, proprietary"},
	} {
		if strings.HasPrefix(q.Activity, known.prefix) {
			return known.owner
		}
	}
	return ""
}
