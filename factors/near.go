package factors

import (
	"cmp"
	"errors"
	"iter"
	"math"
	"math/bits"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/internal/words"
)

// nearness is the place of a near match: the smaller, the nearer to the query.
type nearness struct {
	likeness likeness
	distance int // among matches of the same likeness
	order    int // among those at the same distance: in which the sources list them
}

func (r nearness) before(than nearness) bool {
	return cmp.Or(cmp.Compare(r.likeness, than.likeness), cmp.Compare(r.distance, than.distance), cmp.Compare(r.order, than.order)) < 0
}

// likeness is what a near match shares with a query: the smaller, the nearer.
type likeness uint8

const (
	unlike        likeness = iota
	sameActivity           // the same activity
	isMeant                // what the name means in the region, or what a publisher calls it
	sameElsewhere          // the same activity in another region
	partOfName             // a part or a variant of the name, or its common name
	misspelt               // one or two edits away
	sharesWords            // of the same kind, with a word in common
	elsewhere              // one of these names, in another region
)

// same reports whether it is the activity itself, in the region or in another.
func (l likeness) same() bool { return l == sameActivity || l == sameElsewhere }

// companions are the least alike misses to list, by the likeness of the best one.
var companions = [...]likeness{
	sameActivity: partOfName, isMeant: partOfName, sameElsewhere: partOfName, partOfName: misspelt, misspelt: misspelt, sharesWords: sharesWords, elsewhere: elsewhere,
}

// shortlist holds the nearest matches found so far, nearest first. For each name other than the one asked for, one factor
// stands for all. Most factors are passed by with a comparison of two numbers: texts are written of those that are listed.
type shortlist struct {
	query *Query
	names names
	list  []entry
	order int // of the first factor of the source at hand
}

// entry is a near match of a set's factor, or one that a user-defined source names.
type entry struct {
	nearness
	factor  *Factor    // nil for that of a user-defined source
	differs mismatches // of the factor
	named   Near       // by a user-defined source
}

// nearMisses returns up to five near matches in a source, nearest first. Names that are only similar are left out if there
// are better ones.
func nearMisses(s Source, q *Query) []Near {
	short := shortlist{query: q, names: namesOf(q), list: make([]entry, 0, mostNear+1)}
	short.search(s)
	near := make([]Near, 0, len(short.list))
	for i := range short.list {
		e := &short.list[i]
		if e.likeness > companions[short.list[0].likeness] {
			break
		}
		near = append(near, e.near())
	}
	return near
}

// mostNear is the number of near matches that are listed.
const mostNear = 5

// search adds the near matches of a source. For a user-defined source they are those that its error lists.
func (l *shortlist) search(s Source) {
	switch s := s.(type) {
	case *Set:
		l.searchSet(s)
	case Stack:
		for _, source := range s.sources {
			l.search(source)
		}
	case *Lock:
		for _, set := range s.sets {
			l.searchSet(set)
		}
	default:
		var none *NoFactorError
		if _, err := s.Find(*l.query); errors.As(err, &none) {
			for _, n := range none.Misses() {
				l.add(entry{nearness: nearness{sameActivity, math.MaxInt, l.order}, named: n})
				l.order++
			}
		}
	}
}

// searchSet adds the near matches of a set. It compares each name once, however many factors have it.
func (l *shortlist) searchSet(s *Set) {
	groups := s.names().list
	for i := range groups {
		group := &groups[i]
		if group.name == l.query.Activity {
			for _, i := range group.factors {
				l.addSame(&s.factors[i], l.order+int(i))
			}
			continue
		}
		if like, distance := l.names.compare(&group.letters); like != unlike {
			for _, i := range group.factors {
				l.addNamed(&s.factors[i], nearness{like, distance, l.order + int(i)})
			}
		}
	}
	l.order += len(s.factors)
}

// addSame adds a factor for the activity itself.
func (l *shortlist) addSame(f *Factor, order int) {
	differs := l.query.mismatches(f)
	like := differs.likeness()
	if l.admits(nearness{like, differs.least(), order}) {
		l.add(entry{nearness: nearness{like, differs.distance(l.query, f), order}, factor: f, differs: differs})
	}
}

// likeness is that of a factor for the activity itself with these mismatches.
func (m mismatches) likeness() likeness {
	if m&regionDiffers != 0 {
		return sameElsewhere
	}
	return sameActivity
}

// addNamed adds a factor with a similar name.
func (l *shortlist) addNamed(f *Factor, r nearness) {
	differs := l.query.mismatches(f)
	r.distance *= 2 // of one name, a factor that is valid in the period is nearer
	if differs&(boundaryDiffers|unitDiffers) != 0 {
		r.distance += 2
	}
	if differs&periodDiffers != 0 {
		r.distance++
	}
	if differs&regionDiffers != 0 {
		if ofSupplier(f.Activity) && !ofSupplier(l.query.Activity) {
			return // it sells in its own country only
		}
		const mostDistant = 100
		r.likeness, r.distance = elsewhere, int(r.likeness)*mostDistant+min(r.distance, mostDistant-1)
	}
	l.add(entry{nearness: r, factor: f, differs: differs})
}

// ofSupplier reports whether an activity is the energy of one supplier: "electricity/supplier/a0009/menu-a".
func ofSupplier(activity string) bool { return strings.Contains(activity, "/supplier") }

// admits reports whether a match is nearer than the last of a full list.
func (l *shortlist) admits(r nearness) bool {
	return len(l.list) < mostNear || r.before(l.list[mostNear-1].nearness)
}

// add puts a match in its place, instead of one that it stands for.
func (l *shortlist) add(e entry) {
	if !l.admits(e.nearness) {
		return
	}
	at := len(l.list)
	for at > 0 && e.before(l.list[at-1].nearness) {
		at--
	}
	if !e.likeness.same() && slices.ContainsFunc(l.list[:at], e.like) {
		return
	}
	farther := slices.DeleteFunc(l.list[at:], func(o entry) bool { return !o.likeness.same() && o.like(e) })
	l.list = slices.Insert(l.list[:at+len(farther)], at, e)
	l.list = l.list[:min(len(l.list), mostNear)]
}

// like reports whether two matches, one of which has another name than the one asked for, would be listed with the same text.
func (e entry) like(o entry) bool {
	switch {
	case e.factor == nil || o.factor == nil:
		return e.near().Differs == o.near().Differs
	case e.likeness.same() || o.likeness.same():
		return false // one text says which name it has, the other what else it is for
	}
	apart := e.likeness == elsewhere
	return e.factor.Activity == o.factor.Activity && apart == (o.likeness == elsewhere) && (!apart || e.factor.Region == o.factor.Region)
}

// near returns the match as it is listed.
func (e entry) near() Near {
	switch {
	case e.factor == nil:
		return e.named
	case e.likeness.same():
		return Near{e.factor.ID, e.differs.brief(e.factor)}
	}
	differs := "activity " + e.factor.Activity
	if e.likeness == elsewhere {
		differs += ", region " + e.factor.Region
	}
	if e.differs&periodDiffers != 0 {
		differs += ", valid " + e.factor.Valid.String()
	}
	return Near{e.factor.ID, differs}
}

// nameGroup is the factors of a set with one name, in the order of the set.
type nameGroup struct {
	letters
	factors []int32
}

// letters is a name with a bit for every kind of letter in it. An edit adds and takes away one at most, so that names with
// many different bits are not compared letter by letter.
type letters struct {
	name string
	bits uint64
}

func lettersOf(name string) letters {
	l := letters{name: name}
	for _, r := range name {
		l.bits |= 1 << (r % 64)
	}
	return l
}

// nameGroups are the factors of a set by name, in the order of their first factors.
type nameGroups struct {
	list []nameGroup
	at   map[string]int // index of a name
}

// names returns the factors of a set by name.
func (s *Set) names() nameGroups {
	if s.byName == nil { // the zero Set
		return nameGroups{}
	}
	return s.byName()
}

func (s *Set) groupByName() nameGroups {
	g := nameGroups{at: map[string]int{}}
	for i := range s.factors {
		name := s.factors[i].Activity
		at, known := g.at[name]
		if !known {
			at = len(g.list)
			g.at[name] = at
			g.list = append(g.list, nameGroup{letters: lettersOf(name)})
		}
		g.list[at].factors = append(g.list[at].factors, int32(i))
	}
	return g
}

// of yields the factors with a name, in the order of the set.
func (g *nameGroups) of(s *Set, name string) iter.Seq[*Factor] {
	return func(yield func(*Factor) bool) {
		at, known := g.at[name]
		if !known {
			return
		}
		for _, i := range g.list[at].factors {
			if !yield(&s.factors[i]) {
				return
			}
		}
	}
}

// namedAs yields the factors of a source with a name, in the order of the source. Those of a set are found without a search.
func namedAs(s Source, name string) iter.Seq[*Factor] {
	return func(yield func(*Factor) bool) {
		switch s := s.(type) {
		case *Set:
			groups := absent.Or(s).names()
			groups.of(absent.Or(s), name)(yield)
		case *Lock:
			namedAs(s.stack(), name)(yield)
		case Stack:
			for _, source := range s.sources {
				for f := range namedAs(source, name) {
					if !yield(f) {
						return
					}
				}
			}
		default:
			for f := range allOf(s) {
				if f.Activity == name && !yield(&f) {
					return
				}
			}
		}
	}
}

// names is the name asked for, prepared for comparison with others.
type names struct {
	asked, common string
	kind          string   // the first part with its slash: "fuel/"
	words         []string // of the rest
	letters       letters  // of asked
	meant         []string // what it means in the region, the likeliest first
}

func namesOf(q *Query) names {
	const longest = 100
	n := names{asked: q.Activity, letters: lettersOf(q.Activity)}
	if len(n.asked) > longest {
		return names{}
	}
	n.common, _ = CommonNames().Lookup(n.asked)
	kind, rest, found := strings.Cut(n.asked, "/")
	if !found {
		n.meant = words.Activities(words.Of(n.asked), q.Region)
		return n
	}
	n.kind, n.meant = kind+"/", words.Activities(words.Of(rest), q.Region)
	for _, word := range words.Of(rest) {
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
func (n *names) compare(with *letters) (likeness, int) {
	activity := with.name
	switch {
	case n.asked == "":
		return unlike, 0
	case len(n.meant) > 0 && slices.Contains(n.meant, activity):
		return isMeant, slices.Index(n.meant, activity)
	case activity == n.common || partOf(activity, n.asked) || n.common != "" && partOf(activity, n.common):
		return partOfName, 0
	case isMisspelling(with, &n.letters):
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

// partOf reports whether one name is the other with more before or after it.
func partOf(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	more := len(a) - len(b)
	return more > 0 && (a[more-1] == '/' && a[more:] == b || a[len(b)] == '/' && a[:len(b)] == b)
}

// isMisspelling reports whether two names are at most two edits apart.
func isMisspelling(a, b *letters) bool {
	const edits = 2
	return lengthGap(a.name, b.name) <= edits && bits.OnesCount64(a.bits^b.bits) <= 2*edits && spelling.Within(a.name, b.name, edits)
}
