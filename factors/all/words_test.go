package all_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/internal/words"
	"github.com/ghgkit/ghg/units"
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
	for _, text := range []string{"petrol", "long haul flight", "electricity France", "naturalgas", "東京電力", "R-134a"} {
		factors.Search(stack, text, factors.Filter{})
		b.Run(text, func(b *testing.B) {
			for b.Loop() {
				factors.Search(stack, text, factors.Filter{})
			}
		})
	}
}

// TestCommonNamesHelp holds CommonNames to the sets: a common name is no name of the vocabulary, so it never hides a factor,
// and what it stands for is a name of the vocabulary or has variants there. A miss by a common name lists what a search by it
// finds first.
func TestCommonNamesHelp(t *testing.T) {
	stack := wordsOfAll(t)
	names := activities(t)
	known := func(name string) bool {
		for activity := range names {
			if activity == name || strings.HasPrefix(activity, name+"/") {
				return true
			}
		}
		return false
	}
	for _, w := range words.All() {
		if w.Kind != words.Common {
			continue
		}
		to, ok := factors.CommonNames().Lookup("fuel/" + w.Words)
		require.True(t, ok, w.Words)
		assert.True(t, known(to), "%s: %s", w.Words, to)
		assert.Empty(t, names["fuel/"+w.Words], "%s is a name of the vocabulary", w.Words)
	}
	for _, c := range []struct{ name, region, unit, near string }{
		{"fuel/petrol", "GB", "L", "fuel/gasoline/average-biofuel-blend"},
		{"petrol", "GB", "L", "fuel/gasoline/average-biofuel-blend"},
		{"fuel/derv", "GB", "L", "fuel/diesel/average-biofuel-blend"},
		{"fuel/heating oil", "GB", "L", "fuel/burning-oil"},
		{"fuel/mains gas", "GB", "m3", "fuel/natural-gas"},
		{"travel/train", "GB", "passenger·km", "travel/rail/national"},
		{"freight/truck", "US", "mile", "freight/road/medium-and-heavy-duty-truck"},
		{"fuel/重油", "JP", "kL", "fuel/heavy-oil-a"},
	} {
		for _, mapping := range []factors.Mapping{{}, factors.CommonNames()} {
			b := factors.Basis{Factors: stack, GWP: ghg.AR6(), Names: mapping}
			f, _, err := b.Find(factors.Query{Activity: c.name, Region: c.region, Period: ghg.CalendarYear(2024), Unit: units.MustUnit(c.unit), Boundary: ghg.Combustion})
			if err == nil {
				assert.Equal(t, c.near, f.Activity, c.name)
				continue
			}
			var miss *factors.NoFactorError
			require.ErrorAs(t, err, &miss, c.name)
			assert.True(t, slices.ContainsFunc(miss.Misses(), func(n factors.Near) bool { return strings.Contains(n.ID, "/"+c.near+"/") }), "%s: %v", c.name, err)
		}
	}
}

// TestSearchAtOnce searches sets that nothing was searched in before from several goroutines: run with -race.
func TestSearchAtOnce(t *testing.T) {
	set, err := factors.NewSet(factors.Meta{Publisher: "p", Edition: "1", Title: "t"}, slices.Collect(wordsOfAll(t).All())[:100], nil)
	require.NoError(t, err)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() { assert.NotEmpty(t, factors.Search(set, "butane", factors.Filter{})) })
	}
	group.Wait()
}
