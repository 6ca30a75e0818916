package factors

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/internal/words"
)

// Mapping translates your own names into the vocabulary: account codes of a ledger, UNSPSC or NAICS codes, words such
// as "petrol". It is immutable and safe for concurrent use; the zero Mapping translates nothing.
//
// It takes effect where it is set, in [Basis.Names], and nowhere else. A name that it does not hold is looked up
// unchanged.
type Mapping struct {
	to map[string]string
}

// NewMapping returns a mapping from names to names of the vocabulary. A vocabulary name that contains a space or an
// upper-case ASCII letter is an error, except below refrigerant/ and spend/, and so is an empty name.
func NewMapping(names map[string]string) (Mapping, error) {
	for _, from := range slices.Sorted(maps.Keys(names)) {
		if err := checkName(from, names[from]); err != nil {
			return Mapping{}, err
		}
	}
	return Mapping{maps.Clone(names)}, nil
}

func checkName(from, to string) error {
	if from == "" || to == "" || strings.ContainsAny(to, " ABCDEFGHIJKLMNOPQRSTUVWXYZ") && !strings.HasPrefix(to, "refrigerant/") && !strings.HasPrefix(to, "spend/") {
		return &ghg.FieldError{Field: "mapping of " + input.Shorten(from), Value: to, Want: "a name of the vocabulary, such as fuel/gasoline", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// ReadMapping reads a CSV file with the columns code and activity, and optionally note. A code that appears twice is an
// error that names both lines.
func ReadMapping(r io.Reader, name string) (Mapping, error) {
	to, lines := map[string]string{}, map[string]int{}
	columns := []table.Column{{Name: "code", Required: true}, {Name: "activity", Required: true}, {Name: "note"}}
	err := table.Read(r, table.Options{Name: name, Columns: columns, MaxRows: MaxRows}, func(row table.Row) error {
		code := row.Text("code")
		if line, twice := lines[code]; twice {
			return row.Error("code", fmt.Sprintf("each code once; it is also on line %d", line), ghg.ErrMixed)
		}
		if err := checkName(code, row.Text("activity")); err != nil {
			return row.Error("activity", "a name of the vocabulary", err)
		}
		to[code], lines[code] = row.Text("activity"), row.Line()
		return nil
	})
	if err != nil {
		return Mapping{}, err
	}
	return Mapping{to}, nil
}

// Lookup returns the translation of a name, and whether the mapping holds it.
func (m Mapping) Lookup(name string) (string, bool) {
	to, ok := m.to[name]
	return to, ok
}

// With returns a mapping that holds the names of both; where both hold a name, it uses over's translation.
func (m Mapping) With(over Mapping) Mapping {
	merged := maps.Clone(m.to)
	if merged == nil {
		merged = map[string]string{}
	}
	maps.Copy(merged, over.to)
	return Mapping{merged}
}

// Check returns a finding for every name whose translation has no factor in a source.
func (m Mapping) Check(s Source) []Finding {
	if isNil(s) {
		return []Finding{{Kind: BadRow, What: errNoFactors().Error()}}
	}
	known := map[string]bool{}
	for f := range allOf(s) {
		known[f.Activity] = true
	}
	var findings []Finding
	for _, from := range slices.Sorted(maps.Keys(m.to)) {
		if to := m.to[from]; !known[to] {
			findings = append(findings, Finding{Kind: NameFinding, ID: from, What: fmt.Sprintf("%s has no factor for %s", s.Name(), input.Quote(to))})
		}
	}
	return findings
}

// CommonNames returns a mapping from words in common use to the vocabulary: "petrol" is fuel/gasoline, with and without
// "fuel/" before it. It holds a name only if it means one thing in every country whose factors are embedded and is not
// itself a name of the vocabulary. [Search] knows more words: those that mean different things in different countries.
func CommonNames() Mapping {
	to := map[string]string{}
	for _, e := range words.All() {
		if e.Kind == words.Common {
			kind, _, _ := strings.Cut(e.Means, "/")
			to[e.Words], to[kind+"/"+e.Words] = e.Means, e.Means
		}
	}
	return Mapping{to}
}
