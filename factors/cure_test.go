package factors_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/units"
)

// The error of a missing factor names what would help, and each cure finds what it says.
func TestCures(t *testing.T) {
	uk, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	us, err := egrid.Load("2023")
	require.NoError(t, err)
	stack, err := factors.NewStack(uk, us)
	require.NoError(t, err)
	gas := factors.Query{Activity: "fuel/natural-gas", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh(HHV)"), Boundary: ghg.Combustion}
	grid := factors.Query{Activity: "electricity/grid", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	for name, c := range map[string]struct {
		query  func() factors.Query
		policy factors.Policy
		want   []string
	}{
		"a year later":    {func() factors.Query { q := grid; q.Period = ghg.CalendarYear(2025); return q }, factors.Policy{}, []string{"Policy.OlderYears 1 (desnz/electricity/grid/GB/2024/kWh)"}},
		"two years later": {func() factors.Query { q := grid; q.Period = ghg.CalendarYear(2026); return q }, factors.Policy{OlderYears: 1}, []string{"Policy.OlderYears 2 (desnz/electricity/grid/GB/2024/kWh)"}},
		"a year before":   {func() factors.Query { q := grid; q.Period = ghg.CalendarYear(2023); return q }, factors.Policy{}, []string{"Policy.NewerYears 1 (desnz/electricity/grid/GB/2024/kWh)"}},
		"a fiscal year": {func() factors.Query {
			q := grid
			q.Period = ghg.Period{Start: ghg.Date{Year: 2024, Month: 4, Day: 1}, End: ghg.Date{Year: 2025, Month: 4, Day: 1}}
			return q
		}, factors.Policy{}, []string{"Policy.MostOfPeriod (desnz/electricity/grid/GB/2024/kWh)"}},
		"a part":        {func() factors.Query { q := grid; q.Region = "GB-SCT"; return q }, factors.Policy{}, []string{"Policy.WiderRegion (desnz/electricity/grid/GB/2024/kWh)"}},
		"a part, later": {func() factors.Query { q := grid; q.Region, q.Period = "GB-SCT", ghg.CalendarYear(2025); return q }, factors.Policy{}, []string{"Policy.WiderRegion and OlderYears 1 (desnz/electricity/grid/GB/2024/kWh)"}},
		"nothing":       {func() factors.Query { q := grid; q.Activity = "electricity/nothing"; return q }, factors.Policy{}, nil},
		"another unit":  {func() factors.Query { q := gas; q.Unit = units.MustUnit("passenger"); return q }, factors.Policy{}, []string{"an amount in t (desnz/fuel/natural-gas/GB/2024/t)", "an amount in kWh(HHV) (desnz/fuel/natural-gas/GB/2024/kWh(HHV))", "an amount in kWh(LHV) (desnz/fuel/natural-gas/GB/2024/kWh(LHV))", "an amount in m3 (desnz/fuel/natural-gas/GB/2024/m3)"}},
	} {
		basis := factors.Basis{Factors: stack, GWP: ghg.AR5(), Policy: c.policy}
		_, _, err := basis.Find(c.query())
		var none *factors.NoFactorError
		require.ErrorAs(t, err, &none, name)
		var got []string
		for _, cure := range none.Cures() {
			got = append(got, cure.String())
			assert.Contains(t, err.Error(), cure.String(), name)
		}
		assert.ElementsMatch(t, c.want, got, name)
		assert.Contains(t, err.Error(), "; ExplainAbsence tells more", name)
	}

	// The error of a source has no policy to relax.
	_, err = stack.Find(factors.Query{Activity: "electricity/grid", Region: "GB", Period: ghg.CalendarYear(2025), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation})
	var none *factors.NoFactorError
	require.True(t, errors.As(err, &none))
	assert.Empty(t, none.Cures())
	none.Suggest("a factor of your own")
	assert.Equal(t, []factors.Cure{{Do: "a factor of your own"}}, none.Cures())
	assert.ErrorContains(t, err, "what would help: a factor of your own")
	assert.Empty(t, (*factors.NoFactorError)(nil).Cures())
}

// A miss that nobody prints looks for nothing: it costs some lookups, not a search of every name.
func BenchmarkAllowedMiss(b *testing.B) {
	uk, err := desnz.Load(desnz.Edition2024)
	require.NoError(b, err)
	basis := factors.Basis{Factors: uk, GWP: ghg.AR5()}
	q := factors.Query{Activity: "electricity/residual-mix", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	b.Run("lookup", func(b *testing.B) {
		for b.Loop() {
			_, _, found, err := basis.Lookup(q)
			if found || err != nil {
				b.Fatal(found, err)
			}
		}
	})
	b.Run("find", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := basis.Find(q); !errors.Is(err, factors.ErrNoFactor) {
				b.Fatal(err)
			}
		}
	})
}
