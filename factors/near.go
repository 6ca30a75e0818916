package factors

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/spelling"
)

// miss is a factor that almost answers a query, and how far it is from it.
type miss struct {
	Near
	rank int
}

// How far a factor is from a query: those of its activity come first, by what differs, then those of other names.
const (
	tooFar      = 0
	sameName    = 8  // at most: the activity itself
	partOfName  = 9  // the activity is a part or a variety of it, or its common name
	slipOfPen   = 12 // it is spelt almost so
	sharesWords = 20 // it is of the same kind, and a word is the same
	otherRegion = 40 // more, for another name in another region
)

// misses lists the factors of a set that are near a query, in the order of the set.
func (s *Set) misses(q Query) []miss {
	names := namesOf(q)
	var found []miss
	for i := range s.factors {
		f := &s.factors[i]
		var m miss
		if f.Activity == q.Activity {
			m = miss{Near{f.ID, ""}, 0}
			m.Differs, m.rank = q.differs(f)
		} else if rank := names.rank(f.Activity); rank != tooFar {
			m = miss{Near{f.ID, "activity " + f.Activity}, rank}
			if f.Boundary != q.Boundary || f.Unit.Dimension() != q.Unit.Dimension() {
				m.rank++
			}
			if f.Region != q.Region {
				m.Differs, m.rank = m.Differs+", region "+f.Region, m.rank+otherRegion
			}
		}
		if m.rank != tooFar {
			found = append(found, m)
		}
	}
	return found
}

// misses lists those of every source.
func (s Stack) misses(q Query) []miss {
	var found []miss
	for _, source := range s.sources {
		if known, ok := source.(interface{ misses(q Query) []miss }); ok {
			found = append(found, known.misses(q)...)
			continue
		}
		var none *NoFactorError // of a source of one's own
		if _, err := source.Find(q); errors.As(err, &none) {
			for _, n := range none.Near {
				found = append(found, miss{n, sameName})
			}
		}
	}
	return found
}

// nearest returns up to five misses from the nearest to the farthest. Of another name than the one asked for one factor
// stands for all; names that are only similar are left out where there are better ones.
func nearest(found []miss) []Near {
	const most = 5
	slices.SortStableFunc(found, func(a, b miss) int { return cmp.Compare(a.rank, b.rank) })
	near := make([]Near, 0, most)
	for _, m := range found {
		best := found[0].rank
		if len(near) == most || best <= sameName && m.rank >= slipOfPen || best < sharesWords && m.rank >= sharesWords || best < otherRegion && m.rank >= otherRegion {
			break
		}
		if m.rank > sameName && slices.ContainsFunc(near, func(n Near) bool { return n.Differs == m.Differs }) {
			continue
		}
		near = append(near, m.Near)
	}
	return near
}

// differs says in which respects a factor of the activity misses the query, and ranks the miss.
func (q Query) differs(f *Factor) (string, int) {
	var what []string
	rank := 0
	if f.Unit.Dimension() != q.Unit.Dimension() {
		what, rank = append(what, "per "+f.Unit.Symbol()), rank+1
	}
	if !f.Valid.Contains(q.Period) {
		what, rank = append(what, "valid "+f.Valid.String()), rank+1
	}
	if f.Region != q.Region {
		what, rank = append(what, "region "+f.Region), rank+2
	}
	if f.Boundary != q.Boundary {
		what, rank = append(what, "boundary "+f.Boundary.String()), rank+2
	}
	if !q.priced(f.Price) {
		what, rank = append(what, fmt.Sprintf("%s price of %d", f.Price.Type, f.Price.Year)), rank+1
	}
	return strings.Join(what, ", "), rank
}

// names is what the name of an activity is compared with.
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
			n.words = nil // one code of a classification says nothing about another
			break
		}
		if len(word) > 2 {
			n.words = append(n.words, word)
		}
	}
	return n
}

// rank says how far another activity's name is from the one asked for.
func (n names) rank(activity string) int {
	switch {
	case n.asked == "":
		return tooFar
	case activity == n.common || partOf(activity, n.asked) || n.common != "" && partOf(activity, n.common):
		return partOfName
	case slipped(activity, n.asked):
		return slipOfPen
	case n.kind == "" || !strings.HasPrefix(activity, n.kind):
		return tooFar
	}
	missing := 0
	for _, word := range n.words {
		if !strings.Contains(activity[len(n.kind):], word) {
			missing++
		}
	}
	if missing == len(n.words) {
		return tooFar
	}
	return sharesWords + 2*min(missing, (otherRegion-sharesWords)/2-1)
}

// partOf reports whether one name is the other with more before or behind it.
func partOf(a, b string) bool {
	return strings.HasSuffix(a, "/"+b) || strings.HasSuffix(b, "/"+a) || strings.HasPrefix(a, b+"/") || strings.HasPrefix(b, a+"/")
}

// slipped reports whether two names differ by one or two slips of the pen.
func slipped(a, b string) bool {
	const slips = 2
	return abs(len(a)-len(b)) <= slips && spelling.Distance(a, b) <= slips
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
