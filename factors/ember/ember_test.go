package ember_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/ember"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

func load(tb testing.TB) *factors.Set {
	tb.Helper()
	set, err := ember.Load(ember.Edition2026_04)
	require.NoError(tb, err)
	return set
}

func query(region string, year int) factors.Query {
	return factors.Query{
		Activity: "electricity/grid", Region: region, Period: ghg.CalendarYear(year), Unit: units.MustUnit("kWh"), Boundary: ghg.LifeCycle,
	}
}

// Values in kilograms per kWh, from the grams printed by Our World in Data, April 2026.
func TestPrintedValues(t *testing.T) {
	for _, tt := range []struct {
		region string
		year   int
		want   string
	}{
		{"AW", 2000, "0.65385"},
		{"JP", 2024, "0.48343"},
		{"GLOBAL", 2024, "0.47108"},
		{"GLOBAL", 2025, "0.45829"},
	} {
		f, err := load(t).Find(query(tt.region, tt.year))
		require.NoError(t, err)
		assert.Equal(t, tt.want, f.PerUnit.At(0).Kg.String(), tt.region)
		assert.Equal(t, ghg.UnstatedGWP, f.PerUnit.At(0).GWP)
	}
}

// 5,413 rows in the original, of which the 22 printed as 0 are left out.
func TestSet(t *testing.T) {
	set := load(t)
	assert.Equal(t, "ember-2026-04", set.Name())
	assert.Equal(t, 5391, set.Len())
	regions := map[string]bool{}
	for f := range set.All() {
		require.Equal(t, ghg.LifeCycle, f.Boundary)
		require.Equal(t, ghg.LifeCycleInScope2, f.Caveat.Kind)
		require.Equal(t, "electricity/grid", f.Activity)
		require.Equal(t, "kWh", f.Unit.Symbol())
		kg := f.PerUnit.At(0).Kg
		require.True(t, kg.GreaterThan(dec.MustParse("0.01")) && kg.LessThan(dec.MustParse("1.4")), "%s %s", f.ID, kg)
		regions[f.Region] = true
	}
	assert.Len(t, regions, 215)
	omitted, err := os.ReadFile("data/omitted.csv")
	require.NoError(t, err)
	assert.Equal(t, 22, strings.Count(string(omitted), "\n")-1)
}

// Every row of the original that is not 0 is in the set, in grams.
func TestEveryRowOfTheOriginal(t *testing.T) {
	f, err := os.Open("../../internal/gen/ember/original/ember_owid_lifecycle.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.Len(t, rows, 5414)
	byRow := map[string]factors.Factor{}
	for f := range load(t).All() {
		byRow[f.Reference.Row] = f
	}
	zeros := 0
	for _, row := range rows[1:] { // iso3, country, year, g/kWh
		f, ok := byRow[row[0]+" "+row[2]]
		if row[3] == "0" {
			zeros++
			assert.False(t, ok)
			continue
		}
		require.True(t, ok, "%s", row)
		require.True(t, dec.MustParse(row[3]).Equal(f.PerUnit.At(0).Kg.Shift(3)), "%s", row)
		require.Equal(t, row[1], f.Label)
		require.Equal(t, row[2], f.Valid.Label)
	}
	assert.Equal(t, 22, zeros)
}

// A query for generation does not find a life-cycle factor.
func TestNotForGeneration(t *testing.T) {
	q := query("JP", 2024)
	q.Boundary = ghg.Generation
	_, err := load(t).Find(q)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	assert.ErrorContains(t, err, "boundary life-cycle")
	_, err = load(t).Find(query("CF", 2020)) // printed 0
	assert.ErrorIs(t, err, factors.ErrNoFactor)
}

// A set returns copies: writing into them does not change it, and a second load gives the same set.
func TestReturnsCopies(t *testing.T) {
	set := load(t)
	digest := set.Digest()
	for f := range set.All() {
		f.Activity, f.Region, f.PerUnit = "", "", ghg.Emissions{}
	}
	again, err := factors.Load(os.DirFS("data"), ember.Edition2026_04)
	require.NoError(t, err)
	assert.Equal(t, digest, again.Digest())
	for f := range set.All() {
		require.NotEmpty(t, f.Activity)
		require.Equal(t, f.Digest(), f.Record().WithDigest().Digest)
	}
}

func ExampleLoad() {
	set, err := ember.Load(ember.Edition2026_04)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, caveats, err := factors.Basis{Factors: set}.Find(factors.Query{
		Activity: "electricity/grid", Region: "JP", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.LifeCycle,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.PerUnit.At(0).Kg, f.TermUnit(0))
	fmt.Println(caveats[0])
	// Output:
	// 0.48343 kg CO2e/kWh
	// life-cycle-in-scope-2: upstream emissions included
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := factors.Load(os.DirFS("data"), ember.Edition2026_04); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	set, q := load(b), query("JP", 2024)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := set.Find(q); err != nil {
			b.Fatal(err)
		}
	}
}
