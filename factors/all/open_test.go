package all_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope1"
)

// The JSON form of a basis of every embedded set opens to a basis with the same spec.
func TestOpenEverySet(t *testing.T) {
	for _, e := range all.Editions() {
		set, err := e.Load()
		require.NoError(t, err)
		text, err := json.Marshal(factors.Basis{Factors: set, GWP: ghg.AR6()})
		require.NoError(t, err)
		var spec factors.BasisSpec
		require.NoError(t, json.Unmarshal(text, &spec))
		basis, err := all.Open(spec, factors.Parts{})
		require.NoError(t, err, set.Name())
		assert.Equal(t, set, basis.Factors)
	}
}

// A basis with everything that it can hold is opened from its JSON form, and calculates the same.
func TestOpen(t *testing.T) {
	basis, err := example.Basis()
	require.NoError(t, err)
	carbonates, err := scope1.CarbonateFactors()
	require.NoError(t, err)
	references, err := factors.NewReferences(carbonates)
	require.NoError(t, err)
	potentials, err := ghg.NewGWP("house", "a report", ghg.AR5().Values())
	require.NoError(t, err)
	basis.Names, basis.References, basis.GWP = factors.CommonNames(), references, potentials
	basis.Policy = factors.Policy{OlderYears: 2, WiderRegion: true}
	var used ghg.Result
	for f := range basis.Factors.All() {
		used.Factors = append(used.Factors, f.Record())
		break
	}
	lock, err := factors.NewLock(basis.Factors, slices.Values([]ghg.Result{used}))
	require.NoError(t, err)
	locked := basis
	locked.Factors = lock

	own := factors.Parts{Sources: []factors.Source{carbonates, lock}, GWP: []ghg.GWP{potentials}, References: []*factors.References{references}}
	for _, b := range []factors.Basis{basis, locked} {
		text, err := json.Marshal(b)
		require.NoError(t, err)
		assert.Less(t, len(text), 3000)
		var spec factors.BasisSpec
		require.NoError(t, json.Unmarshal(text, &spec))
		opened, err := all.Open(spec, own)
		require.NoError(t, err)
		again, err := json.Marshal(opened)
		require.NoError(t, err)
		assert.Equal(t, string(text), string(again))
		assert.Equal(t, b.Factors.Digest(), opened.Factors.Digest())
	}
}

// A part that has changed, or is not there, is named.
func TestOpenRefuses(t *testing.T) {
	basis, err := example.Basis()
	require.NoError(t, err)
	carbonates, err := scope1.CarbonateFactors()
	require.NoError(t, err)
	basis.Names = factors.CommonNames()
	text, err := json.Marshal(basis)
	require.NoError(t, err)
	open := func(old, with string, own factors.Parts) error {
		changed := strings.Replace(string(text), old, with, 1)
		require.True(t, old == "" || changed != string(text), old)
		var spec factors.BasisSpec
		require.NoError(t, json.Unmarshal([]byte(changed), &spec))
		_, err := all.Open(spec, own)
		return err
	}
	own := factors.Parts{Sources: []factors.Source{carbonates, (*factors.Set)(nil), nil}}
	require.NoError(t, open("", "", own))

	err = open(`"set":"desnz-2024","digest":"`, `"set":"desnz-2024","digest":"0`, own)
	require.ErrorIs(t, err, factors.ErrChanged)
	require.ErrorContains(t, err, "factor set desnz-2024")
	err = open(`"name":"AR5","digest":"`, `"name":"AR5","digest":"0`, own)
	require.ErrorIs(t, err, factors.ErrChanged)
	require.ErrorContains(t, err, "GWP set AR5")
	err = open(`"name":"worldbank-2000-2025","digest":"`, `"name":"worldbank-2000-2025","digest":"0`, own)
	require.ErrorContains(t, err, "rates worldbank-2000-2025")
	require.ErrorContains(t, open(`"names":"`, `"names":"0`, own), "names")
	require.ErrorContains(t, open(`],"digest":"`, `],"digest":"0`, own), "stack of factor sets")
	require.ErrorIs(t, open(`"version":1`, `"references":"00","version":1`, own), ghg.ErrUnknown)
	err = open("", "", factors.Parts{})
	require.ErrorIs(t, err, ghg.ErrUnknown)
	require.ErrorContains(t, err, carbonates.Name())
	err = open("AR5", "house", own)
	require.ErrorIs(t, err, ghg.ErrUnknown)

	other, err := rates.New(rates.Tables{Name: basis.Rates.Name()})
	require.NoError(t, err)
	own.Rates = []rates.Rates{other}
	require.ErrorIs(t, open("", "", own), factors.ErrChanged, "rates of one's own in place of the embedded ones")
}
