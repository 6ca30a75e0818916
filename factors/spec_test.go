package factors_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/units"
)

// Every factor of two sets, with prices, captions and all, is read back with its digest.
func TestFactorJSON(t *testing.T) {
	for _, load := range []func() (*factors.Set, error){
		func() (*factors.Set, error) { return desnz.Load(desnz.Edition2024) }, func() (*factors.Set, error) { return useeio.Load(useeio.Edition1_3) },
	} {
		set, err := load()
		require.NoError(t, err)
		for f := range set.All() {
			text, err := json.Marshal(f)
			require.NoError(t, err)
			var back factors.Factor
			require.NoError(t, json.Unmarshal(text, &back), "%s", text)
			again, err := json.Marshal(back)
			require.NoError(t, err)
			require.Equal(t, string(text), string(again))
			require.Equal(t, f.Digest(), back.Digest())
		}
	}
}

func TestFactorJSONRefuses(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	var first factors.Factor
	for f := range set.All() {
		first = f
		break
	}
	good, err := json.Marshal(first)
	require.NoError(t, err)
	for name, c := range map[string]struct {
		old, with string
		want      error
	}{
		"another value":   {`"kg":"`, `"kg":"1`, factors.ErrChanged},
		"another price":   {`"id":`, `"price":"GBP of 2020, purchaser price","id":`, factors.ErrChanged},
		"an unknown key":  {`"id":`, `"colour":"red","id":`, ghg.ErrUnknown},
		"a missing key":   {`"unit":`, `"note":`, ghg.ErrMissing},
		"an unknown unit": {`"unit":"`, `"unit":"zz`, units.ErrUnknownUnit},
	} {
		var f factors.Factor
		require.ErrorIs(t, f.UnmarshalJSON([]byte(strings.Replace(string(good), c.old, c.with, 1))), c.want, name)
		assert.Empty(t, f.ID, name)
	}
	_, err = json.Marshal(factors.Factor{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestBasisSpecRefuses(t *testing.T) {
	const digest = `"digest":"0"`
	for text, want := range map[string]string{
		`{}`: `want the key "version"`,
		`{"version":2,"factors":{"set":"a",` + digest + `},"gwp":{"name":"AR5",` + digest + `}}`:                                         "version of the spec",
		`{"version":1,"factors":{` + digest + `},"gwp":{"name":"AR5",` + digest + `}}`:                                                   "want a set, a lock or a stack",
		`{"version":1,"factors":{"set":"a","lock":"b",` + digest + `},"gwp":{"name":"AR5",` + digest + `}}`:                              "want a set, a lock or a stack",
		`{"version":1,"factors":{"set":"a","properties":{"set":"b",` + digest + `},` + digest + `},"gwp":{"name":"AR5",` + digest + `}}`: "properties of a lock only",
		`{"version":1,"factors":{"stack":[{` + digest + `}],` + digest + `},"gwp":{"name":"AR5",` + digest + `}}`:                        "want a set, a lock or a stack",
		`{"version":1,"factors":{"set":"a",` + digest + `},"gwp":{"name":"AR5",` + digest + `},"policy":{"older":1}}`:                    "older_years",
	} {
		err := new(factors.BasisSpec).UnmarshalJSON([]byte(text))
		require.ErrorContains(t, err, want, text)
	}
	require.ErrorIs(t, json.Unmarshal([]byte(`{"GWP":"AR5"}`), &factors.Basis{}), ghg.ErrMissing)
	_, err := json.Marshal(factors.Basis{GWP: ghg.AR5()})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = factors.BasisSpec{}.Open(factors.Parts{})
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// The digests of names and references are those of their contents.
func TestDigestsOfParts(t *testing.T) {
	a, err := factors.NewMapping(map[string]string{"a": "fuel/a", "b": "fuel/b"})
	require.NoError(t, err)
	b, err := factors.NewMapping(map[string]string{"b": "fuel/b", "a": "fuel/c"})
	require.NoError(t, err)
	assert.Len(t, a.Digest(), 64)
	assert.NotEqual(t, a.Digest(), b.Digest())
	assert.Empty(t, factors.Mapping{}.Digest())
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	older, err := desnz.Load(desnz.Edition2023)
	require.NoError(t, err)
	one, err := factors.NewReferences(set, older)
	require.NoError(t, err)
	two, err := factors.NewReferences(older, set)
	require.NoError(t, err)
	three, err := factors.NewReferences(set)
	require.NoError(t, err)
	assert.Equal(t, one.Digest(), two.Digest())
	assert.NotEqual(t, one.Digest(), three.Digest())
	assert.Empty(t, (*factors.References)(nil).Digest())
}

// A basis as JSON, and what a changed set says when it is opened.
func ExampleBasis_MarshalJSON() {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := json.Marshal(factors.Basis{Factors: uk, GWP: ghg.AR5(), Policy: factors.Policy{OlderYears: 1}})
	if err != nil {
		fmt.Println(err)
		return
	}
	var spec factors.BasisSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		fmt.Println(err)
		return
	}
	basis, err := spec.Open(factors.Parts{Sources: []factors.Source{uk}})
	fmt.Println(basis.Factors.Name(), basis.GWP.Name(), basis.Policy.OlderYears, err)
	// Output: desnz-2024 AR5 1 <nil>
}

// FuzzBasisSpec reads any bytes as a spec, a factor and a policy: what is read is written and read as the same.
func FuzzBasisSpec(f *testing.F) {
	f.Add([]byte(`{"version":1,"factors":{"stack":[{"set":"a","digest":"1"},{"lock":"b","digest":"2","properties":{"set":"a","digest":"1"}}],"digest":"3"},"gwp":{"name":"AR5","digest":"4"},"policy":{"older_years":1},"rates":{"name":"r","digest":"5"}}`))
	unit := factors.Factor{
		Activity: "fuel/x", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: factors.MustSupplied("1 kg CO2/L; s").Unit, Boundary: ghg.Combustion,
		PerUnit: factors.MustSupplied("1 kg CO2/L; s").PerUnit, Reference: factors.Reference{Document: "d"}, Uncertainty: factors.PublishedUncertainty(decimal.New(5, -2)),
	}
	text, err := json.Marshal(unit)
	require.NoError(f, err)
	f.Add(text)
	f.Add([]byte(`{"wider_region":true}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		again := func(v any, err error, into interface{ UnmarshalJSON([]byte) error }) {
			if err != nil {
				return
			}
			written, err := json.Marshal(v)
			require.NoError(t, err)
			require.NoError(t, into.UnmarshalJSON(written), "%s", written)
			twice, err := json.Marshal(into)
			require.NoError(t, err)
			assert.Equal(t, string(written), string(twice))
		}
		var s factors.BasisSpec
		again(&s, s.UnmarshalJSON(text), &factors.BasisSpec{})
		var one factors.Factor
		again(&one, one.UnmarshalJSON(text), &factors.Factor{})
		var p factors.Policy
		again(&p, p.UnmarshalJSON(text), &factors.Policy{})
	})
}
