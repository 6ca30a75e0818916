package scope3_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/rates/worldbank"
	"github.com/ghgkit/ghg/scope3"
)

// publishedBasis has the factors of four publishers and published rates.
func publishedBasis(t *testing.T) factors.Basis {
	t.Helper()
	uk, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	us, err := epa.Load(epa.Edition2024)
	require.NoError(t, err)
	jp, err := japan.Load()
	require.NoError(t, err)
	spend, err := useeio.Load(useeio.V1_3)
	require.NoError(t, err)
	stack, err := factors.NewStack(uk, us, jp, spend)
	require.NoError(t, err)
	rates, err := worldbank.Rates()
	require.NoError(t, err)
	return factors.Basis{Factors: stack, GWP: ghg.AR5(), Rates: rates}
}

// TestExamplesCalculate calculates every example of every declaration. Together they use every input of the method.
func TestExamplesCalculate(t *testing.T) {
	b := publishedBasis(t)
	seen := map[ghg.Method]bool{}
	for _, m := range scope3.Methods() {
		t.Run(string(m.Name()), func(t *testing.T) {
			assert.False(t, seen[m.Name()])
			seen[m.Name()] = true
			assert.Equal(t, ghg.Scope3, m.Scope())
			assert.NotEmpty(t, m.Categories())
			assert.NotEmpty(t, m.Summary())
			assert.NotEmpty(t, m.Formula())
			assert.NotEmpty(t, m.Source())
			used := map[string]bool{}
			for _, example := range m.Examples() {
				v := reflect.New(m.Type())
				d := json.NewDecoder(strings.NewReader(example))
				d.DisallowUnknownFields()
				require.NoError(t, d.Decode(v.Interface()), example)
				note(used, "", v.Elem(), m.Inputs())
				rs, err := v.Elem().Interface().(method.Activity).Calculate(b)
				require.NoError(t, err)
				require.NotEmpty(t, rs)
				for _, r := range rs {
					require.NoError(t, r.Check())
					assert.Equal(t, m.Name(), r.Method)
				}
			}
			for _, name := range inputs("", m.Inputs()) {
				assert.True(t, used[name], "no example uses %s", name)
			}
			described(t, m.Inputs())
		})
	}
}

// inputs are the names of inputs, with those of their items.
func inputs(at string, list []method.Input) []string {
	var names []string
	for _, in := range list {
		names = append(append(names, at+in.Name), inputs(at+in.Name+".", in.Inputs)...)
	}
	return names
}

// note records which inputs a struct uses.
func note(used map[string]bool, at string, v reflect.Value, list []method.Input) {
	for _, in := range list {
		f := v.FieldByName(in.Field)
		if f.IsZero() {
			continue
		}
		used[at+in.Name] = true
		for i := 0; in.Kind == method.ListInput && i < f.Len(); i++ {
			note(used, at+in.Name+".", f.Index(i), in.Inputs)
		}
	}
}

// described requires a description of every input, and examples of those that are texts, amounts or numbers.
func described(t *testing.T, list []method.Input) {
	t.Helper()
	for _, in := range list {
		assert.NotEmpty(t, in.Text, in.Name)
		switch in.Kind {
		case method.ChoiceInput, method.FlagInput, method.ListInput:
		default:
			assert.NotEmpty(t, in.Examples, in.Name)
		}
		described(t, in.Inputs)
	}
}
