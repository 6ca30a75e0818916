package factors_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// wholeBasis returns a basis with everything that one can hold, and the parts to open it again.
func wholeBasis(t *testing.T) (factors.Basis, factors.Parts) {
	t.Helper()
	uk, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	us, err := egrid.Load(egrid.Edition2023)
	require.NoError(t, err)
	var used ghg.Result
	for f := range us.All() {
		used.Factors = append(used.Factors, f.Record())
		break
	}
	lock, err := factors.NewLock(us, slices.Values([]ghg.Result{used}))
	require.NoError(t, err)
	stack, err := factors.NewStack(lock.WithProperties(uk), uk)
	require.NoError(t, err)
	references, err := factors.NewReferences(us)
	require.NoError(t, err)
	potentials, err := ghg.NewGWP("house", "a report", ghg.AR5().Values())
	require.NoError(t, err)
	prices, err := worldbank.Rates()
	require.NoError(t, err)
	exceptions, err := factors.NewExceptions(factors.Exception{Activity: "fuel", Policy: factors.Policy{OlderYears: 1, MostOfPeriod: true}})
	require.NoError(t, err)
	b := factors.Basis{
		Factors: stack, GWP: potentials, Rates: prices, Names: factors.CommonNames(), References: references,
		Policy: factors.Policy{NewerYears: 2, WiderRegion: true, FuelProperties: true, GridAverageAsResidual: true, LifeCycleAsGridAverage: true, Exceptions: exceptions},
	}
	return b, factors.Parts{
		Sources: []factors.Source{uk, lock}, GWP: []ghg.GWP{potentials}, Rates: []rates.Rates{prices},
		Names: []factors.Mapping{factors.CommonNames()}, References: []*factors.References{references},
	}
}

func TestSpecOpens(t *testing.T) {
	b, parts := wholeBasis(t)
	text, err := json.Marshal(b)
	require.NoError(t, err)
	var spec factors.BasisSpec
	require.NoError(t, json.Unmarshal(text, &spec))
	assert.ElementsMatch(t, []string{"desnz-2024"}, slices.DeleteFunc(spec.Sets(), func(s string) bool { return strings.HasPrefix(s, "egrid") }))
	opened, err := spec.Open(parts)
	require.NoError(t, err)
	again, err := json.Marshal(opened)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))
	require.Error(t, new(factors.Basis).UnmarshalJSON(text), "a basis is opened, not read")

	// Each part that is missing, and each that has changed, is named.
	for want, without := range map[string]func(p *factors.Parts){
		"desnz-2024": func(p *factors.Parts) { p.Sources = p.Sources[1:] },
		"lock":       func(p *factors.Parts) { p.Sources = p.Sources[:1] },
		"house":      func(p *factors.Parts) { p.GWP = nil },
		"worldbank":  func(p *factors.Parts) { p.Rates = nil },
		"names":      func(p *factors.Parts) { p.Names = nil },
		"references": func(p *factors.Parts) { p.References = nil },
	} {
		less := parts
		without(&less)
		_, err := spec.Open(less)
		require.ErrorContains(t, err, want)
	}
	for _, key := range []string{`"names":"`, `"references":"`, `"name":"house","digest":"`, `"set":"desnz-2024","digest":"`, `"rates":{"name":"` + parts.Rates[0].Name() + `","digest":"`} {
		changed := strings.Replace(string(text), key, key+"0", 1)
		require.NotEqual(t, string(text), changed, key)
		var spec factors.BasisSpec
		require.NoError(t, json.Unmarshal([]byte(changed), &spec))
		_, err := spec.Open(parts)
		require.ErrorIs(t, err, factors.ErrChanged, key)
	}
	for _, bad := range []factors.Basis{{}, {GWP: ghg.AR5()}, {GWP: ghg.AR5(), Factors: factors.Stack{}}} {
		_, err := json.Marshal(bad)
		require.Error(t, err)
	}
}
