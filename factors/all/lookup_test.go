package all_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/units"
)

// everything is a stack of every embedded set with a policy that allows everything that a lookup may relax.
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

// relaxed are queries that end in a relaxation, or in none, by what the lookup ends in.
var relaxed = []struct {
	name  string
	query factors.Query
	want  []ghg.CaveatKind // nil for a miss
}{
	{"Exact", query("fuel/natural-gas", "GB", 2024, "kWh(HHV)", ghg.Combustion), []ghg.CaveatKind{}},
	{"OlderYear", query("electricity/grid", "US-CAMX", 2024, "kWh", ghg.Generation), []ghg.CaveatKind{ghg.OlderFactor}},
	{"PassedOver", query("electricity/grid", "GB", 2020, "kWh", ghg.Generation), []ghg.CaveatKind{ghg.PassedOver}},
	{"WiderRegion", query("fuel/natural-gas", "US-CA", 2024, "mmBtu(HHV)", ghg.Combustion), []ghg.CaveatKind{ghg.RegionFallback}},
	{"WiderRegionOlderYear", query("electricity/grid", "US-CA", 2026, "kWh", ghg.Generation), []ghg.CaveatKind{ghg.OlderFactor, ghg.RegionFallback}},
	{"Property", convertible(query("fuel/diesel", "JP", 2024, "kg", ghg.Combustion)), []ghg.CaveatKind{ghg.PropertyConversion}},
	{"Miss", query("fuel/diesel-oil", "GB", 2024, "kg", ghg.Combustion), nil},
	{"MissOfActivity", query("spend/laundry", "ZW", 2024, "JPY", ghg.CradleToGate), nil},
	{"MissConvertible", convertible(query("fuel/whale-oil", "JP-13", 2024, "L", ghg.Combustion)), nil},
	{"MissOfRegion", query("electricity/grid", "JP-TEPKO", 2024, "kWh", ghg.Generation), nil},
}

func query(activity, region string, year int, unit string, boundary ghg.Boundary) factors.Query {
	return factors.Query{Activity: activity, Region: region, Period: ghg.CalendarYear(year), Unit: units.MustUnit(unit), Boundary: boundary}
}

func convertible(q factors.Query) factors.Query {
	q.Convertible = true
	return q
}

// BenchmarkLookup looks factors up in all embedded sets: at most 10 µs whatever the lookup ends in.
func BenchmarkLookup(b *testing.B) {
	basis := everything(b)
	for _, r := range relaxed {
		b.Run(r.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _, found, err := basis.Lookup(r.query)
				if found != (r.want != nil) {
					b.Fatal(found, err)
				}
			}
		})
	}
}

// BenchmarkFind is BenchmarkLookup with the near misses of a query without a factor: at most 1 ms.
func BenchmarkFind(b *testing.B) {
	basis := everything(b)
	for _, r := range relaxed {
		b.Run(r.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, caveats, err := basis.Find(r.query)
				if (err == nil) != (r.want != nil) || (err != nil && !errors.Is(err, factors.ErrNoFactor)) {
					b.Fatal(caveats, err)
				}
			}
		})
	}
}

func TestWant(t *testing.T) {
	basis := everything(t)
	for _, r := range relaxed {
		f, c, err := basis.Find(r.query)
		t.Log(r.name, f.ID, c, err)
	}
}
