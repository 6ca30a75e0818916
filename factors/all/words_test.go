package all_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
)

func wordsOfAll(t testing.TB) factors.Stack {
	t.Helper()
	sets, err := all.Load()
	require.NoError(t, err)
	sources := make([]factors.Source, len(sets))
	for i, s := range sets {
		sources[i] = s
	}
	stack, err := factors.NewStack(sources...)
	require.NoError(t, err)
	return stack
}

// expected is a row of testdata/words.csv: the beginning of the id of the factor that a person would choose first.
type expected struct{ words, region, first string }

func (e expected) holds(f *factors.Factor) bool {
	return strings.HasPrefix(f.ID, e.first) && (strings.HasSuffix(e.first, "-") || strings.HasPrefix(f.ID[len(e.first):], "/") || !isRegion(e.first))
}

// isRegion reports whether an expectation ends in a region, so that its activity is a whole name.
func isRegion(id string) bool {
	last := id[strings.LastIndexByte(id, '/')+1:]
	return len(last) > 1 && strings.Trim(last, "ABCDEFGHIJKLMNOPQRSTUVWXYZ-") == ""
}

func readExpected(t testing.TB) []expected {
	t.Helper()
	text, err := os.ReadFile("testdata/words.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	require.NoError(t, err)
	var list []expected
	for _, row := range rows[1:] {
		list = append(list, expected{row[0], row[1], row[2]})
	}
	return list
}

// TestWordsPeopleHave searches for words, with the factor that a person would choose first. The table was written from the
// catalogue before the search was; an expectation is not changed to what the search finds.
func TestWordsPeopleHave(t *testing.T) {
	stack := wordsOfAll(t)
	list := readExpected(t)
	require.GreaterOrEqual(t, len(list), 150)
	first, among := 0, 0
	for _, e := range list {
		hits := factors.Search(stack, e.words, factors.Filter{Region: e.region, Most: 3})
		at := slices.IndexFunc(hits, func(h factors.Hit) bool { return e.holds(&h.Factor) })
		if at == 0 {
			first++
		} else {
			var found []string
			for _, h := range hits {
				found = append(found, h.Factor.ID)
			}
			t.Logf("%q in %q: want %s, found %q", e.words, e.region, e.first, found)
		}
		if at >= 0 {
			among++
		}
	}
	t.Logf("first %d, among the first three %d of %d", first, among, len(list))
	assert.GreaterOrEqual(t, float64(first), 0.90*float64(len(list)), "precision at 1")
	assert.GreaterOrEqual(t, float64(among), 0.98*float64(len(list)), "precision at 3")
}

// BenchmarkSearch searches all embedded sets, whose words are indexed by the first search.
func BenchmarkSearch(b *testing.B) {
	stack := wordsOfAll(b)
	for _, text := range []string{"petrol", "long haul flight", "electricity France", "natrual gas", "東京電力", "R-134a"} {
		factors.Search(stack, text, factors.Filter{})
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				factors.Search(stack, text, factors.Filter{})
			}
		})
	}
}
