package all_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/units"
)

// everything is a stack of every embedded set, all of them as references, with a policy that allows everything that a lookup
// may relax.
func everything(tb testing.TB) factors.Basis {
	tb.Helper()
	sets, err := all.Load()
	require.NoError(tb, err)
	sources := make([]factors.Source, len(sets))
	for i, s := range sets {
		sources[i] = s
	}
	stack, err := factors.NewStack(sources...)
	require.NoError(tb, err)
	references, err := factors.NewReferences(sources...)
	require.NoError(tb, err)
	return factors.Basis{
		Factors: stack, GWP: ghg.AR6(), References: references,
		Policy: factors.Policy{MostOfPeriod: true, OlderYears: 5, NewerYears: 5, WiderRegion: true, FuelProperties: true},
	}
}

// lookups are queries by what their lookup ends in: the kinds of its caveats, or nothing and the first near match.
var lookups = []struct {
	name    string
	query   factors.Query
	caveats []ghg.CaveatKind
	near    string
}{
	{"Exact", asking("fuel/natural-gas", "GB", 2024, "kWh(HHV)", ghg.Combustion), nil, ""},
	{"OlderYear", asking("electricity/grid", "US-CAMX", 2024, "kWh", ghg.Generation), []ghg.CaveatKind{ghg.OlderFactor}, ""},
	{"PassedOver", asking("electricity/grid", "GB", 2020, "kWh", ghg.Generation), []ghg.CaveatKind{ghg.OlderFactor, ghg.PassedOver, ghg.PassedOver, ghg.PassedOver, ghg.PassedOver, ghg.PassedOver}, ""},
	{"WiderRegion", asking("fuel/natural-gas", "US-CA", 2024, "mmBtu(HHV)", ghg.Combustion), []ghg.CaveatKind{ghg.RegionFallback}, ""},
	{"WiderRegionOlderYear", asking("electricity/grid", "US-CA", 2026, "kWh", ghg.Generation), []ghg.CaveatKind{ghg.OlderFactor, ghg.RegionFallback}, ""},
	{"Property", convertible(asking("fuel/coal/domestic", "GB", 2024, "L", ghg.Combustion)), []ghg.CaveatKind{ghg.PropertyConversion, ghg.PropertyConversion}, ""},
	{"Miss", asking("fuel/diesel-oil", "GB", 2024, "kg", ghg.Combustion), nil, "desnz/fuel/biodiesel/used-cooking-oil/GB/2024/kg"},
	{"MissOfActivity", asking("spend/laundry", "ZW", 2024, "JPY", ghg.CradleToGate), nil, "-"},
	{"MissConvertible", convertible(asking("fuel/natural-gas", "JP-13", 1990, "kg", ghg.Combustion)), nil, "desnz/fuel/natural-gas/GB/2022/t"},
}

func asking(activity, region string, year int, unit string, boundary ghg.Boundary) factors.Query {
	return factors.Query{Activity: activity, Region: region, Period: ghg.CalendarYear(year), Unit: units.MustUnit(unit), Boundary: boundary}
}

func convertible(q factors.Query) factors.Query {
	q.Convertible = true
	return q
}

// TestLookups has eight goroutines look up in sets that they share, some of which nobody used before.
func TestLookups(t *testing.T) {
	basis := everything(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for _, l := range lookups {
				_, caveats, err := basis.Find(l.query)
				var none *factors.NoFactorError
				if errors.As(err, &none) {
					if assert.NotEmpty(t, l.near, l.name) && l.near != "-" && assert.NotEmpty(t, none.Misses(), l.name) {
						assert.Equal(t, l.near, none.Misses()[0].ID, l.name)
					}
					continue
				}
				assert.NoError(t, err, l.name)
				var kinds []ghg.CaveatKind
				for _, c := range caveats {
					kinds = append(kinds, c.Kind)
				}
				assert.Equal(t, l.caveats, kinds, l.name)
				assert.Empty(t, l.near, l.name)
			}
		})
	}
	group.Wait()
}

// TestUnusualAsCompared takes the factors of all sets as they are and with other values: the caveat is that of the whole
// comparison.
func TestUnusualAsCompared(t *testing.T) {
	basis, unusual := everything(t), 0
	basis.Policy = factors.Policy{}
	for f := range basis.Factors.All() {
		for _, by := range []decimal.Decimal{decimal.New(1, 0), decimal.New(9, 0), decimal.New(1, 3), decimal.New(1, -2)} {
			other := f
			var err error
			other.PerUnit, err = f.PerUnit.Scale(by)
			require.NoError(t, err)
			c, ok := basis.References.Compare(other)
			caveats := basis.Unusual(other)
			if len(caveats) > 0 {
				unusual++
			}
			if (ok && c.Unusual) != (len(caveats) == 1) {
				t.Fatalf("%s × %s: %v, but %v", f.ID, by, c, caveats)
			}
		}
		found, caveats, err := basis.Find(factors.Query{Activity: f.Activity, Region: f.Region, Period: f.Valid, Unit: f.Unit, Boundary: f.Boundary, Price: f.Price, Complement: true})
		if err != nil {
			continue
		}
		c, ok := basis.References.Compare(found)
		if last := len(caveats) - 1; (ok && c.Unusual) != (last >= 0 && caveats[last].Kind == ghg.UnusualValue) {
			t.Fatalf("%s: %v, but %v", found.ID, c, caveats)
		}
	}
	assert.Greater(t, unusual, 1000)
}

// BenchmarkLookup looks up in all embedded sets: at most 10 µs whatever the lookup ends in.
func BenchmarkLookup(b *testing.B) {
	basis := everything(b)
	for _, l := range lookups {
		b.Run(l.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, found, err := basis.Lookup(l.query); err != nil || found != (l.near == "") {
					b.Fatal(found, err)
				}
			}
		})
	}
}

// BenchmarkNearMisses finds nothing in all embedded sets and lists what is near: less than 1 ms.
func BenchmarkNearMisses(b *testing.B) {
	basis := everything(b)
	for _, l := range lookups {
		if l.near == "" {
			continue
		}
		b.Run(l.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := basis.Find(l.query); !errors.Is(err, factors.ErrNoFactor) {
					b.Fatal(err)
				}
			}
		})
	}
}
