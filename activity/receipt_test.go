package activity_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/method"
)

// makersWord lists the fields of which [ghg.Verify] says that they are statements of whoever made the receipt, each with
// the changes of it that Verify accepts although the method of the result is one of the module's.
var makersWord = map[string]func(m activity.Method, c change) bool{
	"id": anything, "entity": anything, "site": anything, "period": anything, "quality": anything,
	"category": func(m activity.Method, c change) bool {
		n, _ := strconv.Atoi(fmt.Sprint(c.to))
		return slices.Contains(m.Categories(), ghg.Category(n))
	},
	"part":        func(m activity.Method, _ change) bool { return len(m.Results()) > 1 }, // another part, or the name of a consignment
	"accounting":  func(_ activity.Method, c change) bool { return c.in["claims"] == nil && c.in["covers"] == nil },
	"primary":     func(m activity.Method, _ change) bool { return m.Primary() == method.PrimaryByInputs() },
	"memo.detail": anything,
	"memo.kind":   func(_ activity.Method, c change) bool { return c.to == "other" },
	"memo": func(_ activity.Method, c change) bool { // an estimate that an inventory replaced by a supplier's figure
		return c.to == `{"kind":"replaced"}`
	},
	"outstanding": anything, "subject": anything, "purchase": anything, "caveats": anything, "notes": anything, "claims": anything,
	"covers": anything, "steps.label": anything, "steps.kind": anything, "steps.terms.label": anything, "steps.terms.source": anything,
	"steps.op": anything, // where the terms give the same number
	"steps.terms.kind": func(_ activity.Method, c change) bool {
		free := []any{"input", "conversion", "constant"}
		return slices.Contains(free, c.from) && slices.Contains(free, c.to)
	},
	"steps.terms.ref":       func(_ activity.Method, c change) bool { return c.in["kind"] == "price" },
	"steps.terms.value":     func(_ activity.Method, c change) bool { return c.in["ref"] == nil && c.in["step"] == nil }, // where the result does not depend on it
	"steps.terms.divides":   func(_ activity.Method, c change) bool { return c.in["value"] == "1" || c.in["unit"] == "1" },
	"steps.terms.step":      anything, // another step with the same number and unit
	"steps.terms.subtracts": func(_ activity.Method, c change) bool { return c.in["value"] == "0" },
	"steps.gas":             func(_ activity.Method, c change) bool { return c.in["value"] == "0" },
	"steps.gwp":             func(_ activity.Method, c change) bool { return c.in["value"] == "0" },
	"method": func(m activity.Method, c change) bool { // one that can have such a result, or one outside the module
		to, _ := c.to.(string)
		return !ghg.Method(to).Reserved() || slices.ContainsFunc(activity.Methods(), func(o activity.Method) bool { return string(o.Name()) == to && o.Scope() == m.Scope() }) || strings.Count(to, ".") == 2
	},
	"gwp": anything, // another set with the same potentials of the gases, or one that is not the IPCC's
}

func anything(activity.Method, change) bool { return true }

// change is a change of one field of a receipt.
type change struct {
	path     string // such as "steps.terms.value"
	from, to any    // nil if the field is not there
	in       map[string]any
}

// vocabularies are the values of fields with a closed vocabulary.
var vocabularies = map[string][]string{
	"scope": {"scope 1", "scope 2", "scope 3"}, "origin": {"calculated", "reported"}, "accounting": {"location-based", "market-based"},
	"stage":     {"tank-to-wheel", "well-to-tank", "well-to-wheel"},
	"memo.kind": {"optional", "investee-scope-3", "lifetime", "removals", "credits-retired", "credits-generated", "with-lulucf", "shk-basic", "replaced", "other"},
	"steps.op":  {"product", "sum", "min", "max"}, "steps.kind": {"transport"},
	"steps.terms.kind": {"input", "step", "factor", "property", "price", "potential", "conversion", "constant"},
	"subject.kind":     {"asset", "franchise", "investee", "project", "product"},
	"caveats.kind":     {"estimated", "assumption"}, "claims.kind": {"certificate", "on-site"}, "covers.source": {"instrument", "residual-mix"},
	"factors.boundary": {"combustion", "life-cycle", "unstated"},
	"method":           {"scope9.anything", "scope1.anything", "scope3.", "scope1.measured", "scope2.heat", "scope3.reported", "scope3.spend-based", "scope3.waste.average-data", "scope3.travel-hotel", "house.own"},
	"gwp":              {"AR4", "AR5", "AR6", "house"}, "part": {"heat", "other"},
	"quality":       {"technology 1", "PCAF 1", "PCAF 5", "ecoinvent-5: technology 5", "technology 6", "ecoinvent-5: ", "PCAF 0"},
	"period":        {"2023-01-01/2024-01-01 2023"},
	"factors.valid": {"2023-01-01/2024-01-01 2023", "2024-01-01/2025-01-01", "2024-01-01/2025-01-01 FY2024", "2024-01-01/2025-01-01 2023"},
}

// optional are fields that a result may lack, as JSON.
var optional = map[string][]string{
	"": {
		`{"accounting":"location-based"}`, `{"accounting":"market-based"}`, `{"category":1}`, `{"category":15}`, `{"entity":"x"}`, `{"part":"heat"}`, `{"part":"x"}`,
		`{"site":"x"}`, `{"stage":"tank-to-wheel"}`, `{"primary":true}`, `{"quality":"technology 2"}`, `{"quality":"PCAF 3"}`, `{"outstanding":"5 EUR"}`,
		`{"memo":{"kind":"other"}}`, `{"memo":{"kind":"replaced"}}`, `{"memo":{"kind":"optional"}}`, `{"memo":{"kind":"removals"}}`,
		`{"subject":{"kind":"asset","name":"x"}}`, `{"purchase":{"id":"x"}}`, `{"caveats":[{"kind":"estimated"}]}`, `{"notes":[{"name":"x","value":"y"}]}`,
		`{"claims":[{"instrument":"x","kind":"on-site","used":"","volume":""}]}`, `{"covers":[{"energy":"1 MWh","first":1,"last":1,"source":"instrument"}]}`,
	},
	"steps":       {`{"kind":"transport"}`, `{"gas":"CO2"}`, `{"gwp":"AR5"}`},
	"steps.terms": {`{"source":"x"}`, `{"ref":"x"}`, `{"step":1}`, `{"divides":true}`, `{"subtracts":true}`},
	"factors":     {`{"price":"x"}`, `{"region":"JP"}`, `{"row":"x"}`, `{"table":"x"}`, `{"licence":"x"}`, `{"boundary":"combustion"}`},
	"properties":  {`{"region":"JP"}`, `{"row":"x"}`, `{"table":"x"}`},
	"memo":        {`{"detail":"x"}`},
	"emissions":   {`{"gwp":"AR5"}`},
	"weights":     {`{"basis":"AR5"}`, `{"outside":true}`},
}

// others returns other values of a field.
func others(path string, old any) []any {
	var list []any
	for _, v := range vocabularies[path] {
		if v != old {
			list = append(list, v)
		}
	}
	switch v := old.(type) {
	case string:
		list = append(list, v+"x")
		if !strings.HasPrefix(path, "steps.terms") || path == "steps.terms.ref" {
			list = append(list, nil)
		}
		if v != "" && v[0] >= '0' && v[0] <= '9' && strings.HasSuffix(path, "value") {
			list = append(list, "7")
		} else if v != "" && v[0] >= '0' && v[0] <= '9' {
			list = append(list, v+"1", "7", "0")
		}
	case json.Number:
		n, _ := strconv.Atoi(v.String())
		list = append(list, json.Number(strconv.Itoa(n+1)), json.Number(strconv.Itoa(n-1)), json.Number("0"), json.Number("1"), json.Number("16"), nil)
	case bool:
		list = append(list, nil)
	case []any, map[string]any:
		list = append(list, nil)
	}
	return list
}

// forger alters a receipt field by field.
type forger struct {
	t        *testing.T
	m        activity.Method
	tree     map[string]any
	accepted map[string]int
	tried    int
}

// seal returns the receipt with the sum that a forger computes.
func (f *forger) seal() []byte {
	delete(f.tree, "sha256")
	sum := sha256.Sum256(encoded(f.t, f.tree))
	f.tree["sha256"] = hex.EncodeToString(sum[:])
	return encoded(f.t, f.tree)
}

func encoded(t *testing.T, tree any) []byte {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	require.NoError(t, e.Encode(tree))
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}

func decoded(t *testing.T, text []byte) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var tree map[string]any
	require.NoError(t, d.Decode(&tree))
	return tree
}

// try verifies the receipt with one change, and asserts that it is refused or that the field is its maker's word.
func (f *forger) try(object map[string]any, key, path string, to any) {
	f.t.Helper()
	from, had := object[key]
	if object[key] = to; to == nil {
		delete(object, key)
	}
	if to == from {
		return
	}
	f.tried++
	_, err := ghg.Verify(f.seal())
	c := change{path: path, from: from, to: to, in: object}
	if nested, ok := to.(map[string]any); ok {
		c.to = string(encoded(f.t, nested))
	}
	if err == nil {
		field := path
		for makersWord[field] == nil && strings.Contains(field, ".") && !strings.HasPrefix(field, "steps") && !strings.HasPrefix(field, "memo") {
			field = field[:strings.LastIndexByte(field, '.')]
		}
		word := makersWord[field]
		assert.True(f.t, word != nil && word(f.m, c), "%s: %s: %v → %v is accepted", f.m.Name(), path, from, to)
		f.accepted[field]++
	} else if !errors.Is(err, ghg.ErrUnknown) || path != "version" {
		assert.ErrorIs(f.t, err, ghg.ErrTampered, "%s: %s: %v → %v", f.m.Name(), path, from, to)
	}
	if object[key] = from; !had {
		delete(object, key)
	}
}

// walk alters every field of a part of the receipt, and adds those that it lacks.
func (f *forger) walk(tree any, path string) {
	switch v := tree.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if path == "" && key == "sha256" {
				continue
			}
			name := strings.TrimPrefix(path+"."+key, ".")
			for _, other := range others(name, v[key]) {
				f.try(v, key, name, other)
			}
			f.walk(v[key], name)
		}
		for _, text := range optional[path] {
			for key, value := range decoded(f.t, []byte(text)) {
				if _, has := v[key]; !has {
					f.try(v, key, strings.TrimPrefix(path+"."+key, "."), value)
				}
			}
		}
	case []any:
		for _, item := range v {
			f.walk(item, path)
		}
	}
}

// Every field of the receipts of every method, altered by someone who recomputes the sum: Verify refuses it, or documents
// that the field is its maker's word.
func TestForgedFields(t *testing.T) {
	if raceDetector {
		t.Skip("it takes minutes with the race detector, which finds nothing in one goroutine")
	}
	basis, err := example.Basis()
	require.NoError(t, err)
	accepted, tried := map[string]int{}, 0
	few := testing.Short()
	forge := func(m activity.Method, a activity.Activity) {
		results, err := a.Calculate(basis)
		require.NoError(t, err)
		for _, r := range results {
			receipt, err := r.Receipt()
			require.NoError(t, err)
			f := &forger{t: t, m: m, tree: decoded(t, receipt), accepted: accepted}
			f.walk(f.tree, "")
			tried += f.tried
			assert.Equal(t, string(receipt), string(f.seal()))
		}
	}
	for _, m := range activity.Methods() {
		activities, err := m.Activities()
		require.NoError(t, err)
		if few {
			activities = activities[:1]
		}
		for _, a := range activities {
			forge(m, a)
		}
	}
	t.Logf("%d changes; accepted by field: %v", tried, accepted)
	assert.Greater(t, tried, 30_000)
	for field := range makersWord {
		if few && strings.HasPrefix(field, "steps") {
			continue // the first examples do not accept every change
		}
		assert.Positive(t, accepted[field], "%s is documented as its maker's word, but no change of it is accepted", field)
	}
}
