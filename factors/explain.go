package factors

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
)

// Explanation states why a factor was chosen for a query, and why each other factor for the activity was not.
type Explanation struct {
	Query      Query
	Taken      string       // id of the factor that [Basis.Find] returns; "" if none
	Caveats    []ghg.Caveat // what was relaxed
	Candidates []Candidate  // the factor chosen, then the others, nearest first
	Absence    Absence      // why there is no factor, if there is none
}

// Candidate is a factor for the activity that was asked for.
type Candidate struct {
	ID     string
	Set    string
	Taken  bool
	Reason string // why it was chosen or not
}

// String returns the explanation, with one line per candidate.
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

// Explain returns why [Basis.Find] chooses the factor it does for a query, or why it finds none. It looks at every
// factor for the activity: use it for diagnosis, not on a hot path.
func (b Basis) Explain(q Query) (Explanation, error) {
	e := Explanation{Query: q}
	if isNil(b.Factors) {
		return e, errNoFactors()
	}
	taken, caveats, err := b.Find(q)
	q = b.named(q)
	switch {
	case err == nil:
		e.Taken, e.Caveats = taken.ID, caveats
	case errors.Is(err, ghg.ErrUnknown):
		return e, err
	default:
		if e.Absence, err = ExplainAbsence(b.Factors, q); err != nil {
			return e, err
		}
	}
	type ranked struct {
		Candidate
		distance int
	}
	var found []ranked
	for f := range allOf(b.Factors) {
		if f.Activity != q.Activity {
			continue
		}
		differs := q.mismatches(&f)
		c := ranked{Candidate{ID: f.ID, Set: f.Set, Reason: b.reason(q, &f, &taken)}, differs.distance(&q, &f)}
		if f.ID == taken.ID && f.Set == taken.Set {
			c.Taken, c.distance = true, -1
		}
		found = append(found, c)
	}
	slices.SortStableFunc(found, func(x, y ranked) int { return cmp.Compare(x.distance, y.distance) })
	for _, r := range found {
		e.Candidates = append(e.Candidates, r.Candidate)
	}
	return e, nil
}

// reason states why a factor for the activity is taken or not.
func (b Basis) reason(q Query, f, taken *Factor) string {
	differs := q.mismatches(f)
	switch {
	case f.ID == taken.ID && f.Set == taken.Set && differs == 0:
		return "it matches the query exactly"
	case f.ID == taken.ID && f.Set == taken.Set:
		return "the policy allows it, although " + differs.sentence(q, f)
	case differs == 0 && taken.ID == "":
		return "more than one factor matches the query"
	case differs == 0 && f.Set == taken.Set:
		return "another one is per the query's own unit"
	case differs == 0:
		return "a higher-ranked source has one"
	case differs == periodDiffers && !Perennial(q.Activity) && b.Policy.loosest(q.Activity, q.Region).otherYears():
		return differs.sentence(q, f) + "; its name holds for its own year only, so no policy takes it for another"
	}
	return differs.sentence(q, f)
}

// AbsenceKind is the reason why a source has no factor for a query.
type AbsenceKind uint8

// The reasons, from the most to the least basic.
const (
	ActivityUnknown AbsenceKind = iota + 1 // no factor for the activity: not published by these sources, or under another name
	NotLicensed                            // it exists, but its publisher does not allow redistribution
	OtherBoundary                          // only for another part of the life cycle
	OtherRegion                            // only for other regions
	OtherUnit                              // only per a unit of another dimension
	OtherPeriod                            // only valid at another time
	OtherPrice                             // only for another price year or type
	OtherGases                             // only CH4 and N2O, which complement the CO2 of the fuel
	SeveralMatch                           // more than one, so none is chosen
	NotAbsent                              // there is one
)

var absenceWords = []string{
	"no factor for the activity in", "the publisher does not allow redistribution; load your own copy alongside",
	"only for other boundaries in", "only for other regions in", "only per other units in", "only valid at other times in",
	"only for other prices in", "only a complement to the CO2 of the fuel in", "more than one matches in", "there is one in",
}

// Absence states why a source has no factor for a query.
type Absence struct {
	Kind   AbsenceKind
	Source string
	Has    []string // what it has instead: names, regions, units, years
}

// String returns the reason and what the source has instead.
func (a Absence) String() string {
	if a.Kind == 0 || int(a.Kind) > len(absenceWords) {
		return ""
	}
	s := absenceWords[a.Kind-1] + " " + a.Source
	switch {
	case len(a.Has) == 0:
	case a.Kind == ActivityUnknown:
		s += "; similar names: " + strings.Join(a.Has, ", ")
	default:
		s += ": " + strings.Join(a.Has, ", ")
	}
	return s
}

// ExplainAbsence returns why a source has no factor for a query. It narrows the query step by step: the activity, then
// the boundary, the region, the unit, the period and the price. The first step that leaves nothing is the reason, and
// Has lists what there was before it.
func ExplainAbsence(s Source, q Query) (Absence, error) {
	if isNil(s) {
		return Absence{}, errNoFactors()
	}
	if err := q.check(); err != nil {
		return Absence{}, err
	}
	owner := notRedistributable(q)
	left, names := named(s, q)
	if len(left) == 0 {
		if owner != "" {
			return Absence{NotLicensed, s.Name(), []string{owner}}, nil
		}
		return Absence{ActivityUnknown, s.Name(), firstOf(names)}, nil
	}
	step := -1
	for i := range left {
		step = max(step, q.mismatches(&left[i]).first())
	}
	if step < len(respects) {
		r := &respects[step]
		if owner != "" && r.absence == OtherRegion {
			return Absence{NotLicensed, s.Name(), []string{owner}}, nil
		}
		has := map[string]bool{}
		for i := range left {
			if q.mismatches(&left[i]).first() == step {
				has[r.has(&left[i])] = true
			}
		}
		return Absence{r.absence, s.Name(), firstOf(has)}, nil
	}
	left = slices.DeleteFunc(left, func(f Factor) bool { return q.mismatches(&f) != 0 })
	if f, err := s.Find(q); err == nil {
		return Absence{NotAbsent, s.Name(), []string{f.ID}}, nil
	}
	ids := map[string]bool{}
	for _, f := range left {
		ids[f.ID] = true
	}
	return Absence{SeveralMatch, s.Name(), firstOf(ids)}, nil
}

// named returns the factors of the query's activity, and the names of similar activities: those that only share a word
// if there are no better ones.
func named(s Source, q Query) ([]Factor, map[string]bool) {
	var same []Factor
	near, shared := map[string]bool{}, map[string]bool{}
	asked := namesOf(&q)
	for f := range allOf(s) {
		if f.Activity == q.Activity {
			same = append(same, f)
			continue
		}
		name := lettersOf(f.Activity)
		switch like, _ := asked.compare(&name); like {
		case unlike:
		case sharesWords:
			shared[f.Activity] = true
		default:
			near[f.Activity] = true
		}
	}
	if len(near) == 0 {
		near = shared
	}
	return same, near
}

// firstOf returns the first names in alphabetical order, as many as an absence lists.
func firstOf(names map[string]bool) []string {
	const most = 12
	sorted := slices.Sorted(maps.Keys(names))
	return sorted[:min(most, len(sorted))]
}

// notRedistributable names the publisher of factors that exist but may not be redistributed, for the kinds of activity
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
