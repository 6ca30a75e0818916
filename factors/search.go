package factors

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/units"
)

// Filter narrows a search. Zero fields match everything.
type Filter struct {
	Region    string
	Boundary  ghg.Boundary
	Dimension units.Dimension // of the unit the factor is per
	Set       string
	Year      int // a calendar year in which the factor is valid on some day
	Most      int // the maximum number of hits; 0 means 20
}

// Hit is a factor that a search found, with its score: the higher, the better the fit.
type Hit struct {
	Factor Factor
	Score  int
}

// String returns the hit on one line: the id, the publisher's own words, and what the factor is for.
func (h Hit) String() string {
	f := &h.Factor
	return fmt.Sprintf("%s: %s (per %s, %s, %s, %s)", f.ID, f.Label, f.Unit.Symbol(), f.Boundary, f.Region, f.Valid)
}

// Search finds factors by words, for users who do not know the vocabulary. It searches the names of activities and the
// publishers' own labels, in English or Japanese; a text that is one of [CommonNames] is also searched for by its name
// in the vocabulary. Every word must match: whole, as a prefix, within a word, or misspelt. Hits are ranked by how well
// they fit, then by id. A search never decides which factor a calculation uses; [Basis.Find] does.
func Search(s Source, text string, filter Filter) []Hit {
	const defaultMost, longest = 20, 200
	if len(text) > longest {
		return nil
	}
	words := wordsOf(text)
	if len(words) == 0 {
		return nil
	}
	var common []string
	if name, ok := CommonNames().Lookup(strings.TrimSpace(text)); ok {
		common = wordsOf(name)
	}
	var hits []Hit
	for f := range allOf(s) {
		if !filter.admits(&f) {
			continue
		}
		if score := max(rank(words, &f), rank(common, &f)); score > 0 {
			hits = append(hits, Hit{f, score})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Factor.ID, b.Factor.ID))
	})
	limit := filter.Most
	if limit <= 0 {
		limit = defaultMost
	}
	return hits[:min(limit, len(hits))]
}

func (filter Filter) admits(f *Factor) bool {
	return (filter.Region == "" || f.Region == filter.Region) &&
		(filter.Boundary == 0 || f.Boundary == filter.Boundary) &&
		(filter.Dimension == "" || f.Unit.Dimension() == filter.Dimension) &&
		(filter.Set == "" || f.Set == filter.Set) &&
		(filter.Year == 0 || (f.Valid.Start.Year <= filter.Year && f.Valid.End.AddDays(-1).Year >= filter.Year))
}

// wordsOf returns the lower-case words of a text, split at everything that is neither a letter nor a digit.
func wordsOf(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// How well a word fits one of a factor's words.
const (
	fitsWhole   = 12
	fitsStart   = 8
	fitsWithin  = 5
	fitsAlmost  = 3
	longEnough  = 5 // a shorter word with an edit is another word
	inActivity  = 2 // bonus for a word of the vocabulary's name
	fewerOthers = 30
)

// rank adds up how well the words fit; it returns 0 if one does not fit at all. A factor with fewer other words ranks
// higher.
func rank(words []string, f *Factor) int {
	activity, label := wordsOf(f.Activity), wordsOf(f.Label)
	total := 0
	for _, w := range words {
		best := 0
		for _, have := range activity {
			if fit := fits(w, have); fit > 0 {
				best = max(best, fit+inActivity)
			}
		}
		for _, have := range label {
			best = max(best, fits(w, have))
		}
		if best == 0 && len(w) >= longEnough && strings.Contains(strings.Join(activity, ""), w) {
			best = fitsAlmost // "citygas" for city-gas
		}
		if best == 0 {
			return 0
		}
		total += best
	}
	return total*fewerOthers - len(activity) - len(label)
}

func fits(word, have string) int {
	switch {
	case word == have:
		return fitsWhole
	case strings.HasPrefix(have, word):
		return fitsStart
	case len(word) >= 2 && strings.Contains(have, word), isJapanese(have) && strings.Contains(word, have):
		return fitsWithin
	case len(word) >= longEnough && len(word) <= 40 && lengthGap(word, have) <= 1 && spelling.Distance(word, have) == 1,
		len(word) > longEnough && len(word) <= 40 && lengthGap(word, have) <= 2 && spelling.Distance(word, have) == 2:
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
