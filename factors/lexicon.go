package factors

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/naics"
	"github.com/ghgkit/ghg/internal/region"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/internal/words"
)

// lexicon is the index of the words of a set's factors. It is built once, by the first search, and then only read.
type lexicon struct {
	docs   []doc
	known  []letters          // every word of the docs once
	where  [][]place          // for each of them, the docs that have it
	byStem map[string][]int32 // the words by their stem
	newest int                // the last year in which a factor is valid
	places map[string]bool    // the publishers, and the grids without their countries, in lower case
}

// doc is what a search ranks: factors that differ in unit and period only.
type doc struct {
	activity, region, publisher, boundary string

	joined  string // the name without what separates its words
	rest    string // the words of the name after its first part, in the singular
	words   int    // in the name and the label
	unusual int    // see rarity
	factors []*Factor
}

// place is a doc that has a word, and whether the word is in the name of its activity.
type place struct {
	doc    int32
	inName bool
}

// eachLexicon calls visit with the lexicon of every set in a source, and with one built on the spot for a user-defined source.
func eachLexicon(s Source, visit func(*lexicon)) {
	switch s := s.(type) {
	case *Set:
		if s != nil && s.lexicon != nil {
			visit(s.lexicon())
		}
	case Stack:
		for _, source := range s.sources {
			eachLexicon(source, visit)
		}
	case *Lock:
		if s != nil {
			eachLexicon(s.stack(), visit)
		}
	default:
		visit(newLexicon(slices.Collect(allOf(s))))
	}
}

func newLexicon(list []Factor) *lexicon {
	type key struct {
		activity, label, region string
		boundary                ghg.Boundary
	}
	l := &lexicon{byStem: map[string][]int32{}, places: map[string]bool{}}
	docs, known := map[key]int32{}, map[string]int32{}
	for i := range list {
		f := &list[i]
		l.newest = max(l.newest, lastYear(f))
		k := key{f.Activity, f.Label, f.Region, f.Boundary}
		at, seen := docs[k]
		if !seen {
			at = int32(len(l.docs))
			docs[k] = at
			l.addDoc(f, at, known)
		}
		l.docs[at].factors = append(l.docs[at].factors, f)
	}
	return l
}

// addDoc adds a doc with the words of its first factor.
func (l *lexicon) addDoc(f *Factor, at int32, known map[string]int32) {
	name, label := words.Of(f.Activity), words.Of(f.Label)
	publisher, _, _ := strings.Cut(f.ID, "/")
	_, grid, _ := strings.Cut(f.Region, "-")
	l.places[publisher], l.places[strings.ToLower(grid)] = true, true
	l.docs = append(l.docs, doc{
		activity: f.Activity, region: f.Region, publisher: publisher, boundary: f.Boundary.String(),
		joined: strings.Join(name, ""), rest: rest(f.Activity), words: len(name) + len(label), unusual: rarity(f),
	})
	for i, w := range slices.Concat(name, label) {
		id, seen := known[w]
		if !seen {
			id = int32(len(l.known))
			known[w] = id
			l.known, l.where = append(l.known, lettersOf(w)), append(l.where, nil)
			l.byStem[words.Stem(w)] = append(l.byStem[words.Stem(w)], id)
		}
		l.where[id] = append(l.where[id], place{at, i < len(name)})
	}
}

func lastYear(f *Factor) int { return f.Valid.End.AddDays(-1).Year }

// rest returns the words of an activity's name after its first part, in the singular.
func rest(activity string) string {
	_, after, _ := strings.Cut(activity, "/")
	return words.Key(words.Of(after))
}

// term is a word of a search, or several that have a meaning together.
type term struct {
	words   []string
	entries []words.Entry // what the table of common names gives for it
	region  string        // of the country with this name
	exact   []string      // activities of a gas or a code by this name
}

// termsOf splits the text of a search into terms, at each place the longest that has a meaning.
func termsOf(text string) []term {
	list := words.Of(text)
	var terms []term
	for len(list) > 0 {
		n := min(words.Longest(), len(list))
		t := termOf(list[:n])
		for n > 1 && !t.means() {
			n--
			t = termOf(list[:n])
		}
		if t.means() || !isParticle(list[0]) || len(list) == 1 && len(terms) == 0 {
			terms = append(terms, t)
		}
		list = list[n:]
	}
	return terms
}

// isParticle reports whether a word only joins others.
func isParticle(word string) bool {
	switch word {
	case "in", "of", "the", "for", "by", "a", "an", "and", "from", "per", "の":
		return true
	}
	return false
}

func termOf(list []string) term {
	t := term{words: list, entries: words.For(list)}
	slices.SortStableFunc(t.entries, func(a, b words.Entry) int { // what holds anywhere comes after what holds in a region
		return cmp.Compare(len(b.Region), len(a.Region))
	})
	t.region, _ = region.Named(strings.Join(list, " "))
	joined := strings.Join(list, "-")
	if strings.ContainsAny(joined, "0123456789") {
		if b, ok := ghg.LookupBlend(joined); ok {
			t.exact = append(t.exact, "refrigerant/"+b.Name())
		} else if g, err := ghg.ParseGas(joined); err == nil {
			t.exact = append(t.exact, "refrigerant/"+string(g))
		}
		if codes, err := naics.To2017(); err == nil {
			for _, code := range codes[joined] {
				t.exact = append(t.exact, "spend/naics/"+code)
			}
		}
	} else if len(list) > 1 {
		if g, err := ghg.ParseGas(joined); err == nil { // "sulphur hexafluoride"
			t.exact = append(t.exact, "refrigerant/"+string(g))
		}
	}
	return t
}

// means reports whether a term has a meaning besides its words.
func (t *term) means() bool { return len(t.entries) > 0 || t.region != "" || len(t.exact) > 0 }

// How well a word fits one of a doc's words, in points.
const (
	fitsWhole  = 12
	fitsStart  = 8
	fitsWithin = 5
	fitsAlmost = 3
	inActivity = 2  // bonus for a word of the vocabulary's name
	isNamed    = 40 // the term is a name of the activity
	isBelow    = 24 // the activity is a variant of the one named
	laterName  = 2  // less for every earlier row of the table
	isWhole    = 10 // bonus if the search is the whole name
	isContext  = 14 // the term is the region, the publisher or the boundary
	perPoint   = 30
)

// matches yields the docs that every term fits, with their scores.
func (l *lexicon) matches(terms []term) iter.Seq2[*doc, int] {
	fits := make([][]int, len(terms))
	for i := range terms {
		fits[i] = l.fits(&terms[i])
	}
	var asked []string
	special := make([]bool, len(terms))
	for i := range terms {
		special[i] = l.special(&terms[i])
		asked = append(asked, terms[i].words...)
	}
	name := words.Key(asked)
	return func(yield func(*doc, int) bool) {
		for d := range l.docs {
			doc, sum, stated := &l.docs[d], 0, false
			for i := range terms {
				fit := fits[i][d]
				if special[i] {
					fit = max(fit, terms[i].meaning(doc)*len(terms[i].words))
				}
				if fit == 0 {
					sum = 0
					break
				}
				sum += fit
				stated = stated || terms[i].asks(doc.boundary)
			}
			if sum == 0 {
				continue
			}
			if doc.rest == name {
				sum += isWhole
			}
			score := perPoint*sum - doc.words - doc.unusual
			if !stated {
				score -= unusualBoundary[doc.boundary]
			}
			if !yield(doc, score) {
				return
			}
		}
	}
}

// special reports whether a term may mean a doc without being in it.
func (l *lexicon) special(t *term) bool {
	if t.means() {
		return true
	}
	return len(t.words) == 1 && l.places[t.words[0]]
}

// asks reports whether a term names a boundary.
func (t *term) asks(boundary string) bool {
	return slices.ContainsFunc(t.entries, func(e words.Entry) bool {
		_, at, _ := strings.Cut(e.Means, "@")
		return at == boundary && at != "" || e.Kind == words.Boundary && e.Means == boundary
	})
}

// meaning returns the points of a doc that is what the term means; 0 if it is not.
func (t *term) meaning(d *doc) int {
	best := 0
	if t.region != "" {
		best = inRegion(d.region, t.region)
	}
	if slices.Contains(t.exact, d.activity) {
		best = isNamed
	} else if slices.ContainsFunc(t.exact, func(a string) bool { return strings.HasPrefix(d.activity, a+"/") }) {
		best = isBelow
	}
	for i := range t.entries {
		e := &t.entries[i]
		switch e.Kind {
		case words.Common, words.Name:
			best = max(best, nameFit(e, d, i))
		case words.Region:
			best = max(best, inRegion(d.region, e.Means))
		case words.Publisher:
			if d.publisher == e.Means {
				best = max(best, isContext)
			}
		case words.Boundary:
			if d.boundary == e.Means {
				best = max(best, isContext)
			}
		}
	}
	if len(t.words) == 1 && (t.words[0] == d.publisher || t.isGrid(d.region)) {
		best = max(best, isContext)
	}
	return best
}

// isGrid reports whether a term is the code of a grid without its country: "CAMX".
func (t *term) isGrid(region string) bool {
	_, grid, found := strings.Cut(region, "-")
	return found && strings.EqualFold(grid, t.words[0])
}

func inRegion(have, want string) int {
	switch {
	case have == want:
		return isContext
	case strings.HasPrefix(have, want+"-"):
		return isContext - fitsAlmost
	}
	return 0
}

// nameFit returns the points of a doc for the row of the table that is the nth for a term.
func nameFit(e *words.Entry, d *doc, nth int) int {
	if !e.In(d.region) {
		return 0
	}
	if _, at, found := strings.Cut(e.Means, "@"); found && at != d.boundary {
		return 0
	}
	least := fitsWhole + inActivity + 1 // more than the words alone
	switch exactly, below := e.Matches(d.activity); {
	case exactly, below && strings.HasSuffix(e.Means, "*"):
		return max(isNamed-laterName*nth, least)
	case below:
		return max(isBelow-laterName*nth, least)
	}
	return 0
}

// fits returns the points of each doc for the words of a term, or for other words that the table has for it.
func (l *lexicon) fits(t *term) []int {
	best := l.allFit(t.words)
	for i := range t.entries {
		if e := &t.entries[i]; e.Kind == words.Word {
			other := words.Of(e.Means)
			for d, fit := range l.allFit(other) {
				if fit > 0 {
					best[d] = max(best[d], (fit/len(other)-1)*len(t.words))
				}
			}
		}
	}
	return best
}

// allFit returns the points of each doc that all words fit.
func (l *lexicon) allFit(list []string) []int {
	sum := make([]int, len(l.docs))
	for i, w := range list {
		fit := l.fit(w)
		for d := range sum {
			switch {
			case fit[d] == 0:
				sum[d] = 0
			case i == 0 || sum[d] > 0:
				sum[d] += fit[d]
			}
		}
	}
	return sum
}

// fit returns the points of each doc for a word.
func (l *lexicon) fit(word string) []int {
	const longEnough = 5 // to be found across the hyphens of a name: "citygas" for city-gas
	points := make([]int, len(l.docs))
	found := false
	put := func(id int32, fit int) {
		for _, p := range l.where[id] {
			better := fit
			if p.inName {
				better += inActivity
			}
			points[p.doc], found = max(points[p.doc], better), true
		}
	}
	whole := l.byStem[words.Stem(word)]
	for _, id := range whole {
		put(id, fitsWhole)
	}
	asked := lettersOf(word)
	for id := range l.known {
		if fit := fits(&asked, &l.known[id], len(whole) > 0); fit > 0 {
			put(int32(id), fit)
		}
	}
	if !found && len(word) >= longEnough {
		for d := range l.docs {
			if strings.Contains(l.docs[d].joined, word) {
				points[d] = fitsAlmost
			}
		}
	}
	return points
}

// fits returns the points of a word for one that it begins, is part of or misspells. A word that a doc has is not misspelt.
func fits(word, have *letters, exists bool) int {
	const longEnough, longest = 5, 40 // a shorter word with an edit is another word
	w, h := word.name, have.name
	switch {
	case strings.HasPrefix(h, w):
		return fitsStart
	case len(w) > 1 && strings.Contains(h, w), len(h) > len("あ") && isJapanese(h) && strings.Contains(w, h):
		return fitsWithin
	case exists || len(w) < longEnough || len(w) > longest:
		return 0
	}
	edits := 1
	if len(w) > longEnough {
		edits = 2
	}
	if lengthGap(w, h) <= edits && bits.OnesCount64(word.bits^have.bits) <= 2*edits && spelling.Within(w, h, edits) {
		return fitsAlmost
	}
	return 0
}

// lengthGap returns how much longer one word is than the other, in bytes.
func lengthGap(a, b string) int { return max(len(a)-len(b), len(b)-len(a)) }

func isJapanese(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}

// unusualBoundary is what a factor loses that is for a part of the life cycle which people name when they mean it.
var unusualBoundary = map[string]int{
	"life-cycle": 45, "well-to-tank": 120, "losses": 130, "losses-well-to-tank": 160, "outside-of-scopes": 180,
}

// unusualParts is what a factor loses whose name has a part that people state when they mean it, and what it gains for the
// class that they mean when they state none.
var unusualParts = map[string]int{
	"average": -30, "unknown": -10, "national": -10, "all": -5, "default": -60, "economy": -2, "primary": -60,
	"leased": 60, "spend": 120, "capital-goods": 110, "supplier": 60, "supplier-basic": 110, "whole-company": 60, "residual": 30,
	"non-kyoto": 40, "kyoto-and-non-kyoto": 50, "without-rf": 40, "without-margins": 30, "by-gas": 20, "non-baseload": 60, "mobile": 15, "onsite": 15,
	"hgv-refrigerated": 60, "hgv-rigid-refrigerated": 60, "hgv-articulated-refrigerated": 60, "battery-electric": 10, "plug-in-hybrid": 10,
}

// rarity returns what a factor loses by the parts of its name.
func rarity(f *Factor) int {
	sum := 0
	for part := range strings.SplitSeq(f.Activity, "/") {
		sum += unusualParts[part]
	}
	if strings.HasPrefix(f.Activity, "electricity/vehicle/") || strings.HasPrefix(f.Activity, "travel/car/") || strings.HasPrefix(f.Activity, "travel/motorcycle/") {
		sum += 40 // not what electricity, or a vehicle of one's own, is asked for
	}
	return sum
}
