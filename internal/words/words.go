// Package words holds the words that people have for what the vocabulary names, and folds spellings into one. The table
// is the only place where a common name is written down: the search for factors, the errors about missing ones and
// factors.CommonNames all read it.
package words

import (
	"cmp"
	_ "embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

//go:embed common.csv
var text string

// Kind states what words are for.
type Kind string

// The kinds of the table.
const (
	Common    Kind = "common"    // a name of one activity in every country whose factors are embedded
	Name      Kind = "name"      // a name of an activity in a region, or of the one that a publisher has
	Word      Kind = "word"      // another word of a name
	Region    Kind = "region"    // a name of a region
	Boundary  Kind = "boundary"  // a name of a boundary
	Publisher Kind = "publisher" // a name of a publisher
)

// Entry is a row of the table.
type Entry struct {
	Words  string
	Kind   Kind
	Region string // where the words mean this; "" anywhere
	Means  string // an activity, "/*" after it for all below it; words; a region; a boundary; or a publisher
	Why    string
}

// In reports whether the entry holds in a region: in its own, and in the grids and subdivisions of its own.
func (e *Entry) In(region string) bool {
	return e.Region == "" || e.Region == region || strings.HasPrefix(region, e.Region+"-")
}

// Matches reports whether the entry means an activity, and whether exactly that one.
func (e *Entry) Matches(activity string) (exactly, below bool) {
	means, all := strings.CutSuffix(e.Means, "*")
	if all {
		return false, strings.HasPrefix(activity, means)
	}
	means, _, _ = strings.Cut(means, "@")
	return activity == means, strings.HasPrefix(activity, means) && len(activity) > len(means) && activity[len(means)] == '/'
}

type index struct {
	entries []Entry
	byKey   map[string][]int
	longest int // words of a key
}

var parsed = sync.OnceValue(func() index {
	x := index{byKey: map[string][]int{}}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return x // a test checks that there is no error
	}
	for i, row := range rows[1:] {
		x.entries = append(x.entries, Entry{row[0], Kind(row[1]), row[2], row[3], row[4]})
		list := Of(row[0])
		key := Key(list)
		x.byKey[key] = append(x.byKey[key], i)
		x.longest = max(x.longest, len(list))
	}
	return x
})

// All returns the entries in the order of the table.
func All() []Entry { return slices.Clone(parsed().entries) }

// Longest is the greatest number of words that an entry is for.
func Longest() int { return parsed().longest }

// For returns the entries for words, in the order of the table: the likeliest meaning first.
func For(words []string) []Entry {
	x := parsed()
	at := x.byKey[Key(words)]
	list := make([]Entry, 0, len(at))
	for _, i := range at {
		list = append(list, x.entries[i])
	}
	return list
}

// Activities returns the activities that words mean in a region, the likeliest first: those of the region, then those of
// any.
func Activities(words []string, region string) []string {
	var list []string
	entries := For(words)
	slices.SortStableFunc(entries, func(a, b Entry) int { return cmp.Compare(b.Region, a.Region) })
	for _, e := range entries {
		if (e.Kind == Name || e.Kind == Common) && e.In(region) && !strings.ContainsAny(e.Means, "*@") && !slices.Contains(list, e.Means) {
			list = append(list, e.Means)
		}
	}
	return list
}

// Key returns the words of a text in the form under which different spellings are one.
func Key(words []string) string {
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(Stem(w))
	}
	return b.String()
}

// Fold returns a text in lower case, with full-width letters and half-width kana in their usual width (Unicode NFKC), and
// with ガス for 瓦斯, which companies write both ways.
func Fold(s string) string {
	return strings.ReplaceAll(strings.ToLower(norm.NFKC.String(s)), "瓦斯", "ガス")
}

// Of returns the words of a text, folded and split at everything that is neither a letter nor a digit.
func Of(s string) []string {
	return strings.FieldsFunc(Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != 'ー' })
}

// Stem returns an English word in the singular, and any other as it is.
func Stem(w string) string {
	const shortest = 4
	if len(w) < shortest || w[len(w)-1] != 's' {
		return w
	}
	switch {
	case w == "gases", w == "buses":
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"):
		return w
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "sses"):
		return w[:len(w)-2]
	}
	return w[:len(w)-1]
}
