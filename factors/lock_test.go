package factors_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// resultsOf returns results that used the factors with the given ids, and one that used a supplied factor.
func resultsOf(t *testing.T, s factors.Source, ids ...string) []ghg.Result {
	t.Helper()
	var results []ghg.Result
	for f := range s.All() {
		if slices.Contains(ids, f.ID) {
			results = append(results, ghg.Result{ID: f.ID, Factors: []ghg.FactorRecord{f.Record()}})
		}
	}
	require.Len(t, results, len(ids))
	supplied, err := factors.MustSupplied("1 kg CO2/L; x").Factor(oil("L"))
	require.NoError(t, err)
	return append(results, ghg.Result{ID: "supplied", Factors: []ghg.FactorRecord{supplied.Record()}})
}

func TestLock(t *testing.T) {
	a, b := setOf(t, "a", made(), made(year(2023))), setOf(t, "b", made(in("FR")))
	stack, err := factors.NewStack(a, b)
	require.NoError(t, err)
	lock, err := factors.NewLock(stack, slices.Values(resultsOf(t, stack, "a/fuel/oil/GB/2024/L", "b/fuel/oil/FR/2024/L")))
	require.NoError(t, err)
	assert.Equal(t, 2, lock.Len(), "a supplied factor is not part of a catalogue")
	assert.Equal(t, "lock of a-1 > b-1", lock.Name())
	f, err := lock.Find(oil("L"))
	require.NoError(t, err)
	assert.Equal(t, "a-1", f.Set)
	old := oil("L")
	old.Period = ghg.CalendarYear(2023)
	_, err = lock.Find(old)
	require.ErrorIs(t, err, factors.ErrNoFactor, "the lock holds only factors that were used")
	_, _, found, err := factors.Basis{Factors: lock, GWP: ghg.AR6()}.Lookup(old)
	require.NoError(t, err)
	assert.False(t, found)

	var text, again bytes.Buffer
	require.NoError(t, lock.Write(&text))
	read, err := factors.ReadLock(bytes.NewReader(text.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, lock.Digest(), read.Digest())
	require.NoError(t, read.Write(&again))
	assert.Equal(t, text.String(), again.String())
	assert.Empty(t, read.Changes(stack))

	property := factors.PropertyQuery{Activity: "fuel/oil", Region: "GB", Period: ghg.CalendarYear(2024), From: units.MustUnit("L"), To: units.MustUnit("kg")}
	for _, l := range []*factors.Lock{lock, read} {
		_, err = l.Property(property)
		require.ErrorIs(t, err, factors.ErrNoProperty, "no result used it")
		require.ErrorContains(t, err, "in lock of a-1 > b-1, which holds no properties; a lock written by an earlier version needs Lock.WithProperties")
	}
	_, err = read.WithProperties(stack).Property(property)
	require.NoError(t, err)

	// In the next catalogue, one value has changed and one factor is gone.
	changes := read.Changes(setOf(t, "a", made(carbonOnly("3"))))
	require.Len(t, changes, 2)
	assert.Equal(t, "revalued a/fuel/oil/GB/2024/L, kg CO2 20.00 %", changes[0].String())
	assert.Equal(t, "removed b/fuel/oil/FR/2024/L", changes[1].String())
}

func TestLockRefuses(t *testing.T) {
	a := setOf(t, "a", made())
	used := resultsOf(t, a, "a/fuel/oil/GB/2024/L")
	_, err := factors.NewLock(setOf(t, "a", made(carbonOnly("3"))), slices.Values(used))
	require.ErrorIs(t, err, factors.ErrChanged)
	_, err = factors.NewLock(setOf(t, "b", made()), slices.Values(used))
	require.ErrorIs(t, err, factors.ErrChanged)

	lock, err := factors.NewLock(a, slices.Values(used))
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, lock.Write(&text))
	for _, change := range [][2]string{{",2.5,", ",2.51,"}, {"combustion", "well-to-tank"}, {",L,", ",t,"}, {",GB,", ",FR,"}, {"a-1,", "a-2,"}, {"2024-12-31", "2024-12-30"}, {"digest", "digset"}, {",none,", ",free,"}} {
		altered := strings.Replace(text.String(), change[0], change[1], 1)
		require.NotEqual(t, text.String(), altered)
		_, err := factors.ReadLock(strings.NewReader(altered))
		require.Error(t, err, "%s → %s", change[0], change[1])
	}
	twice := strings.NewReplacer(",2024-01-01,", ", 2024-01-01,", ",none,", ",free,").Replace(text.String())
	_, err = factors.ReadLock(strings.NewReader(twice))
	require.ErrorContains(t, err, `column "row_digest"`)
	require.ErrorContains(t, err, `column "valid_from"`, "every altered cell is named")
	require.ErrorContains(t, lock.Write(&failing{}), "disk full")
}

// fullLock returns the text of a lock in whose rows every column of the schema is filled at least once.
func fullLock(t *testing.T) string {
	t.Helper()
	set := setOf(t, "a",
		made(func(f *factors.Factor) {
			f.Published = ghg.GasAmount{GWP: "AR5", Kg: dec.MustParse("2.6")}
			f.Uncertainty = factors.PublishedUncertainty(dec.MustParse("0.05"))
			f.Reference = factors.Reference{Document: "invented", Table: "Fuels", Row: "row 3"}
			f.Caveat, f.Note = ghg.Caveat{Kind: ghg.StandIn, Detail: "of another oil"}, "checked"
		}),
		made(of("fuel/mixture"), func(f *factors.Factor) {
			f.PerUnit = amounts(
				ghg.GasAmount{Gas: ghg.CO2, Kg: dec.MustParse("1")}, ghg.GasAmount{Gas: ghg.CO2Biogenic, Kg: dec.MustParse("2")},
				ghg.GasAmount{Gas: ghg.CH4Fossil, GWP: "AR5", Kg: dec.MustParse("3")}, ghg.GasAmount{Gas: ghg.CH4Biogenic, GWP: "AR5", Kg: dec.MustParse("4")},
				ghg.GasAmount{Gas: ghg.CH4Combustion, GWP: "AR5", Kg: dec.MustParse("5")}, ghg.GasAmount{Gas: ghg.CH4, GWP: "AR5", Kg: dec.MustParse("6")},
				ghg.GasAmount{Gas: ghg.N2O, GWP: "AR5", Kg: dec.MustParse("7")}, ghg.GasAmount{Gas: ghg.HFC134a, GWP: "AR5", Kg: dec.MustParse("8")})
		}),
		made(of("fuel/carbon"), func(f *factors.Factor) { f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.Carbon, Kg: dec.MustParse("0.7")}) }),
		made(of("spend/services"), per("USD"), within(ghg.LifeCycle), func(f *factors.Factor) { f.Price = factors.Price{Year: 2022, Type: "purchaser"} }),
	)
	var ids []string
	for f := range set.All() {
		ids = append(ids, f.ID)
	}
	results := append(resultsOf(t, set, ids...), ghg.Result{ID: "by volume", Properties: []ghg.PropertyRecord{propertyOf(t, set)}})
	lock, err := factors.NewLock(set, slices.Values(results))
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, lock.Write(&text))
	return text.String()
}

// An altered cell is seen, whatever column it is in and whatever it is altered to: nothing, something else that is valid
// there, or another spelling of the same.
func TestLockShowsEveryAlteration(t *testing.T) {
	text := fullLock(t)
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err)
	for column, name := range rows[0] {
		var filled []string // the values of the column in other rows
		for _, row := range rows[1:] {
			if row[column] != "" {
				filled = append(filled, row[column])
			}
		}
		require.NotEmpty(t, filled, "no row fills the column %s", name)
		for i, row := range rows[1:] {
			was := row[column]
			for _, altered := range append(filled, "", was+" ", was+"0", was+"x", "0", was+".0", "kg", "AR5", "AR6", "unstated", "GB", "2021-01-01") {
				if altered == was {
					continue
				}
				row[column] = altered
				var file strings.Builder
				require.NoError(t, csv.NewWriter(&file).WriteAll(rows))
				_, err := factors.ReadLock(strings.NewReader(file.String()))
				assert.Error(t, err, "row %d, %s: %q → %q", i+1, name, was, altered)
			}
			row[column] = was
		}
	}
}

// Changes lists a factor of which anything differs: also what a result does not record.
func TestLockChangesOfEveryField(t *testing.T) {
	lock, err := factors.ReadLock(strings.NewReader(fullLock(t)))
	require.NoError(t, err)
	var locked []factors.Factor
	for f := range lock.All() {
		locked = append(locked, f)
	}
	require.Empty(t, lock.Changes(setOf(t, "a", locked...)))
	for name, change := range map[string]func(f *factors.Factor){
		"caveat":        func(f *factors.Factor) { f.Caveat = ghg.Caveat{} },
		"caveat detail": func(f *factors.Factor) { f.Caveat.Detail = "of another coal" },
		"label":         func(f *factors.Factor) { f.Label = "" },
		"note":          func(f *factors.Factor) { f.Note = "" },
		"uncertainty":   func(f *factors.Factor) { f.Uncertainty = factors.Uncertainty{} },
		"published":     func(f *factors.Factor) { f.Published.Kg = dec.MustParse("2.7") },
		"its basis":     func(f *factors.Factor) { f.Published.GWP = "AR4" },
		"row":           func(f *factors.Factor) { f.Reference.Row = "row 4" },
		"value":         carbonOnly("2.5"),
	} {
		list := slices.Clone(locked)
		i := slices.IndexFunc(list, func(f factors.Factor) bool { return f.Activity == "fuel/oil" })
		change(&list[i])
		changes := lock.Changes(setOf(t, "a", list...))
		if assert.Len(t, changes, 1, name) {
			assert.Equal(t, name == "value", changes[0].Kind == factors.Revalued)
		}
	}
}

// A factor that no row can hold is compared too, but cannot be written.
func TestLockOfAFactorOnTwoBases(t *testing.T) {
	mixed := func(label string) *factors.Set {
		return setOf(t, "a", made(func(f *factors.Factor) {
			f.Label = label
			f.PerUnit = amounts(ghg.GasAmount{Gas: ghg.CH4, GWP: "AR4", Kg: dec.MustParse("3")}, ghg.GasAmount{Gas: ghg.N2O, GWP: "AR5", Kg: dec.MustParse("4")})
		}))
	}
	lock, err := factors.NewLock(mixed("Oil"), slices.Values(resultsOf(t, mixed("Oil"), "a/fuel/oil/GB/2024/L")))
	require.NoError(t, err)
	assert.Empty(t, lock.Changes(mixed("Oil")))
	assert.Len(t, lock.Changes(mixed("Other oil")), 1)
	require.ErrorIs(t, lock.Write(&bytes.Buffer{}), ghg.ErrMixed)
}
