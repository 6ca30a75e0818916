package factors_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// The score of a hit is 30 for each point of its words, less one for each word of the factor: 12 points for a whole word in
// the singular or the plural, 8 for its beginning, 5 for a part, 3 for a misspelling, 2 more in the name of the activity, 10
// for its whole name, and 40 for a common name.
func TestSearchScores(t *testing.T) {
	s := setOf(t, "p", made(of("fuel/natural-gas"), func(f *factors.Factor) { f.Label = "Natural gas, dry steam 都市ガス" }))
	for text, points := range map[string]int{
		"gas": 40, "GAS": 40, "ＧＡＳ": 40, "gases": 40, "natural gas": 14 + 40 + 10, "gas natural": 40 + 14, "dry": 12, "natural dry": 26,
		"nat": 10, "n": 10, "dr": 8, "d": 8,
		"tur": 7, "ur": 7, "u": 0, "eam": 5,
		"naturel": 5, "naturell": 5, "naturellx": 0, "steem": 3, "stiim": 0, "fuil": 0, "steams": 12, "steamxy": 3, "steamxyz": 0,
		"naturalgas": 3, "elnat": 3, "ralg": 0, "natural gasoline": 0, "gasoline": 0, "natural parsnip": 0,
		"都市ガス": 12, "都市ガス料金": 5, "市ガ": 5,
		strings.Repeat("gas ", 50): 2000, strings.Repeat("gas ", 50) + " ": 0, // 200 and 201
		"": 0, " - ": 0,
	} {
		hits := factors.Search(s, text, factors.Filter{})
		if points == 0 {
			assert.Empty(t, hits, text)
			continue
		}
		require.Len(t, hits, 1, text)
		assert.Equal(t, 30*points-3-5, hits[0].Score, text)
	}
	assert.Equal(t, 30*40-3-5, factors.Search(s, " 天然ガス ", factors.Filter{})[0].Score, "by the vocabulary's name, fuel/natural-gas")
}

// A word of up to forty bytes may be misspelt: by one edit, or by two.
func TestSearchLongWords(t *testing.T) {
	misspelt := func(word, have string) bool {
		return len(factors.Search(setOf(t, "p", made(func(f *factors.Factor) { f.Label = have })), word, factors.Filter{})) == 1
	}
	long := strings.Repeat("ab", 19) // 38 bytes
	assert.True(t, misspelt(long+"xd", long+"xe"))
	assert.False(t, misspelt(long+"xyd", long+"xye"))
	assert.True(t, misspelt(long+"cd", long+"ef"))
	assert.False(t, misspelt(long+"xcd", long+"xef"))
	assert.True(t, misspelt("steal", "steel"))
	assert.False(t, misspelt("staal", "steel"), "two edits in five letters")
	assert.True(t, misspelt("staals", "steels"))
}

// A search lists twenty hits unless told otherwise, the best first and those of one score by id.
func TestSearchOrder(t *testing.T) {
	var list []factors.Factor
	for i := range 22 {
		list = append(list, made(of(fmt.Sprintf("fuel/tar/x%02d", 21-i))))
	}
	list = append(list, made(of("fuel/tar")))
	s := setOf(t, "p", list...)
	ids := func(most int) []string {
		var ids []string
		for _, h := range factors.Search(s, "tar", factors.Filter{Most: most}) {
			ids = append(ids, h.Factor.ID)
		}
		return ids
	}
	assert.Equal(t, []string{"p/fuel/tar/GB/2024/L", "p/fuel/tar/x00/GB/2024/L", "p/fuel/tar/x01/GB/2024/L"}, ids(3))
	assert.Len(t, ids(0), 20)
	assert.Len(t, ids(-1), 20)
	assert.Len(t, ids(1), 1)
	assert.Len(t, ids(100), 23)
}

// A filter admits a factor that is valid on some day of its year, both ends included.
func TestFilter(t *testing.T) {
	s := setOf(t, "p", made(func(f *factors.Factor) {
		var err error
		f.Valid, err = ghg.ParsePeriod("2023-12-31..2024-12-31")
		require.NoError(t, err)
	}))
	for filter, hits := range map[factors.Filter]int{
		{}: 1, {Year: 2022}: 0, {Year: 2023}: 1, {Year: 2024}: 1, {Year: 2025}: 0,
		{Region: "GB"}: 1, {Region: "FR"}: 0, {Boundary: ghg.Combustion}: 1, {Boundary: ghg.WellToTank}: 0,
		{Dimension: units.Volume}: 1, {Dimension: units.Mass}: 0, {Set: "p-1"}: 1, {Set: "p-2"}: 0,
		{Region: "GB", Boundary: ghg.Combustion, Dimension: units.Volume, Set: "p-1", Year: 2024}: 1,
	} {
		assert.Len(t, factors.Search(s, "oil", filter), hits, "%+v", filter)
	}
}

// Two validities overlap on one day, not where one begins as the other ends; only in one set, and only of one factor.
func TestValidateOverlaps(t *testing.T) {
	during := func(period string) func(f *factors.Factor) {
		return func(f *factors.Factor) {
			var err error
			f.ID = "p/" + period
			f.Valid, err = ghg.ParsePeriod(period)
			require.NoError(t, err)
		}
	}
	first, meets, overlaps := made(during("2024-01-01..2024-06-30")), made(during("2024-07-01..2024-12-31")), made(during("2024-06-30..2024-12-31"))
	assert.Empty(t, factors.Validate(setOf(t, "p", meets, first)))
	findings := factors.Validate(setOf(t, "p", overlaps, first))
	require.Len(t, findings, 1)
	assert.Equal(t, factors.OverlapFinding, findings[0].Kind)
	assert.False(t, findings[0].Warning)
	assert.Equal(t, "error: p/2024-06-30..2024-12-31: its validity 2024-06-30/2025-01-01 overlaps that of p/2024-01-01..2024-06-30, 2024-01-01/2024-07-01: a query in the overlap finds neither",
		findings[0].String())
	for _, other := range []func(f *factors.Factor){in("FR"), per("gal(US)"), within(ghg.WellToTank), of("fuel/tar")} {
		assert.Empty(t, factors.Validate(setOf(t, "p", first, made(during("2024-06-30..2024-12-31"), other))))
	}
	stack, err := factors.NewStack(setOf(t, "p", first), setOf(t, "q", overlaps))
	require.NoError(t, err)
	assert.Empty(t, factors.Validate(stack))
	french := func(id string) factors.Factor { return made(in("FR"), func(f *factors.Factor) { f.ID = id }) }
	three := factors.Validate(setOf(t, "p", overlaps, first, meets, french("p/1"), french("p/0")))
	var ids []string
	for _, f := range three {
		ids = append(ids, f.ID)
	}
	assert.Equal(t, []string{"p/1", "p/2024-06-30..2024-12-31", "p/2024-07-01..2024-12-31"}, ids, "by id")
}

// A publisher's sum may differ by half a unit of its last place for each gas and for the sum: with two gases, 1.5.
func TestValidateSums(t *testing.T) {
	for sum, found := range map[string]bool{
		"2.525": false, "2.5251": false, "2.5252": true, "2.5249": false, "2.5248": true, "2.54": false, "2.55": true, "2.51": false, "2.49": true, "4": false, "5": true, "2": false, "1": true,
	} {
		s := setOf(t, "p", made(func(f *factors.Factor) { f.Published = ghg.GasAmount{GWP: "AR4", Kg: dec.MustParse(sum)} })) // 2.5 + 0.001 × 25 = 2.525
		findings := factors.Validate(s)
		if !found {
			assert.Empty(t, findings, sum)
			continue
		}
		want := factors.Finding{Kind: factors.SumFinding, Warning: true, ID: "p/fuel/oil/GB/2024/L", What: "the gases give 2.525 kg CO2e, the publisher's sum is " + sum + " kg CO2e (AR4)"}
		assert.Equal(t, []factors.Finding{want}, findings)
	}
}
