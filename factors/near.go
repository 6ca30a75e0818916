package factors

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/spelling"
)

// miss is a near match, with its distance from the query.
type miss struct {
	Near
	likeness likeness
	distance int // among misses of the same likeness
}

// likeness is what a near match shares with a query: the smaller, the nearer.
type likeness uint8

const (
	unlike       likeness = iota
	sameActivity          // the same activity
	sameFuel              // what its publisher calls the fuel asked for
	partOfName            // a part or a variant of the name, or its common name
	misspelt              // one or two edits away
	sharesWords           // of the same kind, with a word in common
	elsewhere             // one of these names, in another region
)

// companions are the least alike misses to list, by the likeness of the best one.
var companions = [...]likeness{
	sameActivity: partOfName, sameFuel: partOfName, partOfName: misspelt, misspelt: misspelt, sharesWords: sharesWords, elsewhere: elsewhere,
}

// misses returns the near matches of a set for a query, in the order of the set.
func (s *Set) misses(q Query) []miss {
	names := namesOf(q)
	var found []miss
	for i := range s.factors {
		f := &s.factors[i]
		if f.Activity == q.Activity {
			differs := q.mismatches(f)
			found = append(found, miss{Near{f.ID, differs.brief(f)}, sameActivity, differs.distance(q, f)})
			continue
		}
		if like, distance := names.compare(f.Activity); like != unlike {
			found = append(found, q.missOfName(f, like, distance))
		}
	}
	return found
}

// missOfName returns the near match of a factor with another name.
func (q *Query) missOfName(f *Factor, like likeness, distance int) miss {
	m := miss{Near{f.ID, "activity " + f.Activity}, like, distance}
	differs := q.mismatches(f)
	if differs&(boundaryDiffers|unitDiffers) != 0 {
		m.distance++
	}
	if differs&regionDiffers != 0 {
		const mostDistant = 100
		m.Differs += ", region " + f.Region
		m.likeness, m.distance = elsewhere, int(like)*mostDistant+min(m.distance, mostDistant-1)
	}
	return m
}

// misses returns the near matches of every source.
func (s Stack) misses(q Query) []miss {
	found := make([]miss, 0, len(s.sources))
	for _, source := range s.sources {
		found = append(found, missesOf(source, q)...)
	}
	return found
}

// missesOf returns the near matches of a source. For a user-defined source they are those that its error lists.
func missesOf(s Source, q Query) []miss {
	switch s := s.(type) {
	case *Set:
		return s.misses(q)
	case Stack:
		return s.misses(q)
	case *Lock:
		return s.stack().misses(q)
	}
	var found []miss
	var none *NoFactorError
	if _, err := s.Find(q); errors.As(err, &none) {
		for _, n := range none.Near {
			found = append(found, miss{n, sameActivity, math.MaxInt})
		}
	}
	return found
}

// nearest returns up to five near matches, nearest first. For each name other than the one asked for, one factor stands
// for all; names that are only similar are left out if there are better ones.
func nearest(found []miss) []Near {
	const most = 5
	slices.SortStableFunc(found, func(a, b miss) int {
		return cmp.Or(cmp.Compare(a.likeness, b.likeness), cmp.Compare(a.distance, b.distance))
	})
	near := make([]Near, 0, most)
	for _, m := range found {
		if len(near) == most || m.likeness > companions[found[0].likeness] {
			break
		}
		if m.likeness != sameActivity && slices.ContainsFunc(near, func(n Near) bool { return n.Differs == m.Differs }) {
			continue
		}
		near = append(near, m.Near)
	}
	return near
}

// names is the name asked for, prepared for comparison with others.
type names struct {
	asked, common string
	kind          string   // the first part with its slash: "fuel/"
	words         []string // of the rest
}

func namesOf(q Query) names {
	const longest = 100
	n := names{asked: q.Activity}
	if len(n.asked) > longest {
		return names{}
	}
	n.common, _ = CommonNames().Lookup(n.asked)
	kind, rest, found := strings.Cut(n.asked, "/")
	if !found {
		return n
	}
	n.kind = kind + "/"
	for _, word := range wordsOf(rest) {
		if strings.Trim(word, "0123456789") == "" {
			n.words = nil // a code of a classification is not like any other
			break
		}
		if len(word) > 2 {
			n.words = append(n.words, word)
		}
	}
	return n
}

// compare returns how alike an activity's name and the one asked for are, and its distance among names of that
// likeness.
func (n names) compare(activity string) (likeness, int) {
	switch {
	case n.asked == "":
		return unlike, 0
	case slices.Contains(publishersNames[n.asked], activity):
		return sameFuel, 0
	case activity == n.common || partOf(activity, n.asked) || n.common != "" && partOf(activity, n.common):
		return partOfName, 0
	case isMisspelling(activity, n.asked):
		return misspelt, 0
	case n.kind == "" || !strings.HasPrefix(activity, n.kind):
		return unlike, 0
	}
	missing := 0
	for _, word := range n.words {
		if !strings.Contains(activity[len(n.kind):], word) {
			missing++
		}
	}
	if missing == len(n.words) {
		return unlike, 0
	}
	return sharesWords, 2 * missing
}

// publishersNames are the names under which some publishers have a fuel of the vocabulary. They are not translated on
// their own, because the products differ a little: the EPA's distillate fuel oil no. 2 is both diesel and heating oil.
var publishersNames = map[string][]string{
	"fuel/diesel":         {"fuel/distillate-fuel-oil/no-2"},
	"fuel/gas-oil":        {"fuel/distillate-fuel-oil/no-2"},
	"fuel/heating-oil":    {"fuel/distillate-fuel-oil/no-2", "fuel/heavy-oil-a"},
	"fuel/fuel-oil":       {"fuel/residual-fuel-oil/no-6", "fuel/heavy-oil-bc"},
	"fuel/heavy-fuel-oil": {"fuel/residual-fuel-oil/no-6", "fuel/heavy-oil-bc", "fuel/fuel-oil"},
}

// partOf reports whether one name is the other with more before or after it.
func partOf(a, b string) bool {
	return strings.HasSuffix(a, "/"+b) || strings.HasSuffix(b, "/"+a) || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// isMisspelling reports whether two names are at most two edits apart.
func isMisspelling(a, b string) bool {
	const edits = 2
	return lengthGap(a, b) <= edits && spelling.Distance(a, b) <= edits
}
