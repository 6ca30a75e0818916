package revision_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope2/revision"
)

// No total takes a figure of the draft: it is no CO2e and converts to none, no method returns one from it, and a comparison
// has no result for an inventory. The only figures of CO2e in it are today's.
func TestNoTotalTakesADraft(t *testing.T) {
	draft := reflect.TypeFor[revision.Draft]()
	takers := []reflect.Type{
		reflect.TypeFor[ghg.CO2e](), reflect.TypeFor[ghg.Result](), reflect.TypeFor[ghg.Results](), reflect.TypeFor[inventory.Inventory](),
		reflect.TypeFor[method.Activity](), reflect.TypeFor[scope2.Dual](),
	}
	var today []string
	seen := map[reflect.Type]bool{}
	var walk func(r reflect.Type, path string)
	walk = func(r reflect.Type, path string) {
		if r == reflect.TypeFor[ghg.CO2e]() {
			today = append(today, path)
		}
		require.NotContains(t, takers[1:], r, path)
		for _, f := range takers {
			if path != "" && r == draft {
				require.False(t, r.ConvertibleTo(f), "a Draft converts to %s", f)
			}
		}
		if seen[r] {
			return
		}
		seen[r] = true
		for i := range r.NumMethod() {
			for o := range r.Method(i).Type.NumOut() {
				if pkg := r.PkgPath(); pkg == draft.PkgPath() {
					require.NotContains(t, takers, r.Method(i).Type.Out(o), "%s.%s", r, r.Method(i).Name)
				}
			}
		}
		switch r.Kind() { //nolint:exhaustive // the others hold nothing
		case reflect.Slice, reflect.Pointer:
			walk(r.Elem(), path)
		case reflect.Struct:
			for i := range r.NumField() {
				if f := r.Field(i); f.IsExported() && (r.PkgPath() == draft.PkgPath()) {
					walk(f.Type, path+"."+f.Name)
				}
			}
		}
	}
	walk(reflect.TypeFor[revision.Comparison](), "")
	assert.Equal(t, []string{".Lines.Today", ".Totals.Today"}, today)
}

// In JSON, too, every figure of the draft carries the date of the consultation.
func TestDraftInJSON(t *testing.T) {
	c := compare(t, portfolio(works("a", "24"), plant(t, "sun", "24", sun)), nothing())
	b, err := json.Marshal(c.Totals[1])
	require.NoError(t, err)
	assert.Contains(t, string(b), `"today":"0 kg CO2e","draft":"7200 kg CO2e, as of the consultation of 20 Oct 2025"`)
	assert.Equal(t, ghg.Date{Year: 2025, Month: 10, Day: 20}, c.Lines[0].Draft.AsOf())
	var total ghg.CO2e
	text, err := c.Lines[1].Draft.MarshalText()
	require.NoError(t, err)
	require.Error(t, total.UnmarshalText(text), "a figure of the draft must not be read as CO2e")
	_, err = revision.Draft{}.MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
	assert.Equal(t, "no draft figure", revision.Draft{}.String())
}

func TestEditionsInJSON(t *testing.T) {
	for _, e := range []revision.Edition{revision.Guidance2015(), revision.Consultation2025()} {
		text, err := json.Marshal(e)
		require.NoError(t, err)
		var back revision.Edition
		require.NoError(t, json.Unmarshal(text, &back))
		assert.True(t, back.PriceRatio.Equal(e.PriceRatio))
		back.PriceRatio = e.PriceRatio
		assert.Equal(t, e, back)
		for _, bad := range []string{`{}`, `[]`, `{"nam": "x"}`} {
			require.Error(t, json.Unmarshal([]byte(bad), &back), bad)
			assert.Equal(t, e, back)
		}
	}
	_, err := json.Marshal(revision.Edition{})
	require.Error(t, err)
}
