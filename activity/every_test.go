package activity_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
)

// examples returns every example of every method, and a basis to calculate them with.
func examples(t testing.TB) ([]activity.Activity, factors.Basis) {
	t.Helper()
	basis, err := example.Basis()
	require.NoError(t, err)
	var all []activity.Activity
	for _, m := range activity.Methods() {
		activities, err := m.Activities()
		require.NoError(t, err)
		all = append(all, activities...)
	}
	return all, basis
}

// TestBiogenicCO2IsInNoTotal checks that the total of each result is the sum over its gases other than biogenic CO2.
func TestBiogenicCO2IsInNoTotal(t *testing.T) {
	all, basis := examples(t)
	some := 0
	for _, a := range all {
		results, err := a.Calculate(basis)
		require.NoError(t, err)
		for _, r := range results {
			biogenic, ok := r.BiogenicCO2()
			if !ok || !biogenic.IsPositive() {
				continue
			}
			some++
			var rest ghg.CO2e
			for g := range r.Emissions.All() {
				if g.Gas == ghg.CO2Biogenic {
					continue
				}
				if g.GWP == "AR5" { // already in CO2e, as published
					rest = rest.Add(sure(ghg.KgCO2e(g.Kg)))
					continue
				}
				weight, err := ghg.AR5().Of(g.Gas)
				require.NoError(t, err, r.ID)
				rest = rest.Add(sure(ghg.KgCO2e(g.Kg.Mul(weight))))
			}
			assert.True(t, r.CO2e.Equal(rest), "%s: the total is %s, its gases without biogenic CO2 give %s", r.ID, r.CO2e, rest)
		}
	}
	assert.Positive(t, some, "no example burns biomass")
}

// TestCalculateConcurrently calculates the same activities with one basis in eight goroutines, each starting at a
// different activity. The race detector reports shared state.
func TestCalculateConcurrently(t *testing.T) {
	all, basis := examples(t)
	sum := func(first int) (ghg.CO2e, error) {
		var total ghg.CO2e
		for i := range all {
			results, err := all[(first+i)%len(all)].Calculate(basis)
			if err != nil {
				return total, err
			}
			for _, r := range results {
				total = total.Add(r.CO2e)
			}
		}
		return total, nil
	}
	want, err := sum(0)
	require.NoError(t, err)
	assert.True(t, want.Kg().IsPositive())
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			got, err := sum(i * len(all) / 8)
			assert.NoError(t, err)
			assert.True(t, want.Equal(got), "goroutine %d: %s, want %s", i, got, want)
		})
	}
	group.Wait()
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
