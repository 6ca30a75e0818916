package words_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/words"
)

func TestTable(t *testing.T) {
	text, err := os.ReadFile("common.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	require.NoError(t, err)
	assert.Len(t, words.All(), len(rows)-1)
	kinds := []words.Kind{words.Common, words.Name, words.Word, words.Region, words.Boundary, words.Publisher}
	seen := map[string]bool{}
	for _, e := range words.All() {
		assert.Contains(t, kinds, e.Kind, e.Words)
		assert.NotEmpty(t, e.Means, e.Words)
		assert.NotEmpty(t, e.Why, "%s: why is a source or a reason", e.Words)
		key := words.Key(words.Of(e.Words)) + "|" + string(e.Kind) + "|" + e.Region + "|" + e.Means
		assert.False(t, seen[key], "%s is twice in the table", key)
		seen[key] = true
	}
}

func TestFolding(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"ＬＰＧ", []string{"lpg"}},
		{"ｶﾞｿﾘﾝ", []string{"ガソリン"}},
		{"B・C重油", []string{"b", "c重油"}},
		{"Jet A-1", []string{"jet", "a", "1"}},
		{"東京瓦斯", []string{"東京ガス"}},
		{" -·/", []string{}},
	} {
		assert.Equal(t, c.want, slices.Clip(words.Of(c.text)), c.text)
	}
	for plural, want := range map[string]string{"cars": "car", "taxis": "taxi", "gases": "gas", "buses": "bus", "lorries": "lorry", "gas": "gas", "glass": "glass", "bus": "bus", "boxes": "box", "coaches": "coach"} {
		assert.Equal(t, want, words.Stem(plural), plural)
	}
}

func TestActivities(t *testing.T) {
	of := func(text, region string) []string { return words.Activities(words.Of(text), region) }
	assert.Equal(t, []string{"fuel/gasoline/average-biofuel-blend", "fuel/gasoline/mineral", "fuel/gasoline"}, of("Petrol", "GB"), "those of the region first")
	assert.Equal(t, []string{"fuel/gasoline"}, of("petrol", "US"))
	assert.Equal(t, []string{"fuel/natural-gas"}, of("gas", "US-CAMX"), "a grid is in its country")
	assert.Empty(t, of("carrot", "GB"))
}
