package eea_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/eea"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

func load(tb testing.TB, edition string) *factors.Set {
	tb.Helper()
	set, err := eea.Load(edition)
	require.NoError(tb, err)
	return set
}

func query(region string, year int) factors.Query {
	return factors.Query{
		Activity: "electricity/grid", Region: region, Period: ghg.CalendarYear(year), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation,
	}
}

// Values in kilograms per kWh, from the grams of the indicator.
func TestPrintedValues(t *testing.T) {
	for _, tt := range []struct {
		edition, region string
		year            int
		want            string
	}{
		{eea.Edition1990To2019, "AT", 1990, "0.239"},
		{eea.Edition1990To2019, "DE", 1990, "0.664"},
		{eea.Edition1990To2019, "SE", 2019, "0.008"},
		{eea.Edition1990To2019, "PL", 2019, "0.719"},
		{eea.Edition1990To2019, "EU28", 1990, "0.544"},
		{eea.Edition2023, "GR", 2023, "0.343"}, // line 37 of the agency's file
		{eea.Edition2023, "SE", 2023, "0.007"}, // line 14
		{eea.Edition2024, "DE", 2024, "0.291"},
		{eea.Edition2024, "AT", 2024, "0.053"},
	} {
		f, err := load(t, tt.edition).Find(query(tt.region, tt.year))
		require.NoError(t, err)
		assert.Equal(t, tt.want, f.PerUnit.At(0).Kg.String(), tt.region)
		assert.Equal(t, ghg.UnstatedGWP, f.PerUnit.At(0).GWP)
	}
}

func TestSets(t *testing.T) {
	for _, tt := range []struct {
		edition string
		rows    int
		caveat  ghg.CaveatKind
	}{
		{eea.Edition1990To2019, 901, 0},
		{eea.Edition2023, 27, ghg.UncheckedTranscript},
		{eea.Edition2024, 27, ghg.UncheckedTranscript},
	} {
		set := load(t, tt.edition)
		assert.Equal(t, "eea-"+tt.edition, set.Name())
		assert.Equal(t, tt.rows, set.Len())
		for f := range set.All() {
			require.Equal(t, ghg.Generation, f.Boundary)
			require.Equal(t, "electricity/grid", f.Activity)
			require.Equal(t, "kWh", f.Unit.Symbol())
			if f.Caveat.Kind != ghg.AsPrinted { // see TestUnionWithTheUnitedKingdom
				require.Equal(t, tt.caveat, f.Caveat.Kind)
			}
			kg := f.PerUnit.At(0).Kg
			require.True(t, kg.IsPositive() && kg.LessThan(dec.MustParse("1.8")), "%s %s", f.ID, kg)
		}
	}
	assert.Equal(t, []string{"1990-2019", "2023", "2024"}, eea.Editions())
	_, err := eea.Load("2022")
	assert.ErrorIs(t, err, ghg.ErrUnknown)
}

// EU28 follows from EU and GB at the United Kingdom's weight in generation. In 2015: (324 − 317) ÷ (380 − 317) = 11 %. In 2019,
// EU28 equals EU, 275 g, although the United Kingdom's 228 g are far below it: at 11 % it would be 275 − 0.11 × 47 = 270 g.
func TestUnionWithTheUnitedKingdom(t *testing.T) {
	set := load(t, eea.Edition1990To2019)
	grams := func(region string, year int) decimal.Decimal {
		f, err := set.Find(query(region, year))
		require.NoError(t, err)
		return f.PerUnit.At(0).Kg.Shift(3)
	}
	for year := 1990; year <= 2019; year++ {
		without, with, kingdom := grams("EU", year), grams("EU28", year), grams("GB", year)
		weight, err := dec.Quo(with.Sub(without), kingdom.Sub(without))
		require.NoError(t, err)
		f, ok := set.Factor(fmt.Sprintf("eea/electricity/grid/EU28/%d/kWh", year))
		require.True(t, ok)
		if weight.GreaterThan(dec.MustParse("0.11")) && weight.LessThan(dec.MustParse("0.16")) {
			assert.Zero(t, f.Caveat.Kind, "EU28 of %d has a caveat.", year)
			continue
		}
		assert.Contains(t, []int{2016, 2017, 2018, 2019}, year)
		assert.Equal(t, ghg.AsPrinted, f.Caveat.Kind, "EU28 of %d implies a weight of %s and has no caveat.", year, weight)
		assert.Contains(t, f.Caveat.Detail, "the Union with the United Kingdom")
	}
}

// Every one of the 928 rows of the original is in one of the sets, in grams.
func TestEveryRowOfTheOriginal(t *testing.T) {
	f, err := os.Open("../../internal/gen/eea/original/eea_direct.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.Len(t, rows, 929)
	byRow := map[string]factors.Factor{}
	for _, edition := range []string{eea.Edition1990To2019, eea.Edition2024} {
		for f := range load(t, edition).All() {
			byRow[f.Reference.Row] = f
		}
	}
	require.Len(t, byRow, 928)
	for _, row := range rows[1:] { // iso3, country, year, g/kWh, edition
		f, ok := byRow[row[0]+" "+row[2]]
		require.True(t, ok, "%s", row)
		require.True(t, dec.MustParse(row[3]).Equal(f.PerUnit.At(0).Kg.Shift(3)), "%s", row)
		require.Equal(t, row[1], f.Label)
		require.Equal(t, row[2], f.Valid.Label)
	}
}

// Every one of the 27 rows of 2023 is in its set, in grams, with its line in the agency's file and the estimate that it replaced.
func TestEveryRowOf2023(t *testing.T) {
	f, err := os.Open("../../internal/gen/eea/original/eea_direct_2023.csv")
	require.NoError(t, err)
	rows, err := csv.NewReader(f).ReadAll()
	require.NoError(t, err)
	require.NoError(t, f.Close())
	require.Len(t, rows, 28)
	set := load(t, eea.Edition2023)
	for _, row := range rows[1:] { // iso2, year, g/kWh, first estimate, place
		f, err := set.Find(query(row[0], 2023))
		require.NoError(t, err)
		require.True(t, dec.MustParse(row[2]).Equal(f.PerUnit.At(0).Kg.Shift(3)), "%s", row)
		require.Equal(t, row[0]+" 2023, "+row[4], f.Reference.Row)
		require.Equal(t, "the agency's first estimate was "+row[3]+" g", f.Note)
	}
	_, err = set.Find(query("EU", 2023))
	require.ErrorIs(t, err, factors.ErrNoFactor, "the agency's file has #N/A")
}

// A year between the editions is a miss, unless a policy allows an older factor.
func TestYearsBetween(t *testing.T) {
	set := load(t, eea.Edition1990To2019)
	_, err := set.Find(query("DE", 2022))
	require.ErrorIs(t, err, factors.ErrNoFactor)
	f, caveats, err := factors.Basis{Factors: set, Policy: factors.Policy{OlderYears: 3}}.Find(query("DE", 2022))
	require.NoError(t, err)
	assert.Equal(t, "eea/electricity/grid/DE/2019/kWh", f.ID)
	assert.Equal(t, ghg.OlderFactor, caveats[0].Kind)
}

// Between the editions of 2019 and 2024 the nearer one is used.
func TestNearestYear(t *testing.T) {
	stack, err := factors.NewStack(load(t, eea.Edition1990To2019), load(t, eea.Edition2024))
	require.NoError(t, err)
	b := factors.Basis{Factors: stack, Policy: factors.Policy{OlderYears: 9, NewerYears: 9}}
	for year, want := range map[int]string{2021: "eea/electricity/grid/DE/2019/kWh", 2022: "eea/electricity/grid/DE/2024/kWh", 2023: "eea/electricity/grid/DE/2024/kWh"} {
		f, caveats, err := b.Find(query("DE", year))
		require.NoError(t, err)
		assert.Equal(t, want, f.ID, year)
		for _, c := range caveats {
			assert.NotEqual(t, ghg.PassedOver, c.Kind, "another edition of the same publisher is not passed over")
		}
	}
}

// A set returns copies: writing into them does not change it, and a second load gives the same set.
func TestReturnsCopies(t *testing.T) {
	set := load(t, eea.Edition1990To2019)
	digest := set.Digest()
	for f := range set.All() {
		f.Activity, f.Region, f.PerUnit = "", "", ghg.Emissions{}
	}
	again, err := factors.Load(os.DirFS("data"), eea.Edition1990To2019)
	require.NoError(t, err)
	assert.Equal(t, digest, again.Digest())
	for f := range set.All() {
		require.NotEmpty(t, f.Activity)
		require.Equal(t, f.Digest(), f.Record().WithDigest().Digest)
	}
}

func ExampleLoad() {
	set, err := eea.Load(eea.Edition1990To2019)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, err := set.Find(factors.Query{
		Activity: "electricity/grid", Region: "PL", Period: ghg.CalendarYear(2019), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.ID, f.PerUnit.At(0).Kg, f.TermUnit(0))
	// Output: eea/electricity/grid/PL/2019/kWh 0.719 kg CO2e/kWh
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := factors.Load(os.DirFS("data"), eea.Edition1990To2019); err != nil {
			b.Fatal(err)
		}
	}
}
