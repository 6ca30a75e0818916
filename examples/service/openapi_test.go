package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/golden"
)

// document returns the OpenAPI document as it is served.
func document(t *testing.T) []byte {
	t.Helper()
	status, text, header := start(t, sqlite(t)).ask(t, "GET", "/openapi.json", "", "")
	require.Equal(t, 200, status)
	require.Equal(t, typeJSON, header.Get("Content-Type"))
	return []byte(text)
}

// TestOpenAPI checks the document by a validator of OpenAPI 3.1, and all but the schemas of the methods, which package
// activity tests, by eye.
func TestOpenAPI(t *testing.T) {
	text := document(t)
	doc, err := openapi3.NewLoader().LoadFromData(text)
	require.NoError(t, err)
	require.True(t, doc.IsOpenAPI31OrLater())
	require.NoError(t, doc.Validate(t.Context()))

	var outline object
	require.NoError(t, json.Unmarshal(text, &outline))
	schemas := outline["components"].(object)["schemas"].(object)
	for name := range schemas {
		_, err := activity.Lookup(name)
		if isMethod := err == nil; isMethod || strings.HasPrefix(name, "result.") || strings.HasPrefix(name, "summary.") {
			schemas[name] = "…"
		}
	}
	schemas["activity"] = "…"
	short, err := json.MarshalIndent(outline, "", "  ")
	require.NoError(t, err)
	golden.Assert(t, "openapi.json", append(short, '\n'))
}

// TestReferences checks that every reference in the document leads to something in it.
func TestReferences(t *testing.T) {
	var doc object
	require.NoError(t, json.Unmarshal(document(t), &doc))
	count := 0
	var walk func(any)
	check := func(reference string) {
		count++
		var at any = doc
		for part := range strings.SplitSeq(strings.TrimPrefix(reference, "#/"), "/") {
			at = at.(object)[part]
			require.NotNil(t, at, reference)
		}
	}
	walk = func(v any) {
		switch v := v.(type) {
		case object:
			for key, value := range v {
				if text, ok := value.(string); ok && key == "$ref" {
					check(text)
				}
				if key == "mapping" {
					for _, target := range value.(object) {
						check(target.(string))
					}
				}
				walk(value)
			}
		case []any:
			for _, value := range v {
				walk(value)
			}
		}
	}
	walk(doc)
	assert.Greater(t, count, 2*len(activity.Methods()))
}

// schemasOf returns a function that checks a JSON text by a schema of the document.
func schemasOf(t *testing.T, document []byte) func(name, text string) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("mem:///openapi.json", doc))
	compiled := map[string]*jsonschema.Schema{}
	for name := range doc.(object)["components"].(object)["schemas"].(object) {
		compiled[name], err = compiler.Compile("mem:///openapi.json" + schemaPath + name)
		require.NoError(t, err)
	}
	return func(name, text string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		require.NoError(t, err, text)
		return compiled[name].Validate(value)
	}
}

// TestActivitiesFit checks that the schema of activities accepts an example of every method and refuses a key too many.
func TestActivitiesFit(t *testing.T) {
	fits := schemasOf(t, document(t))
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(t, err)
		for _, a := range examples {
			text, err := activity.Encode(a)
			require.NoError(t, err)
			assert.NoError(t, fits("activity", string(text)))
			assert.NoError(t, fits("activities", "["+string(text)+"]"))
			assert.Error(t, fits("activity", `{"surplus": 1, `+strings.TrimPrefix(string(text), "{")))
		}
	}
}

// TestAnswersFit checks that the service answers as the document says.
func TestAnswersFit(t *testing.T) {
	fits := schemasOf(t, document(t))
	s := start(t, sqlite(t))
	const path = "/inventories/fits/2024"
	org := `{"name": "Example Ltd", "approach": "operational control", "period": "2024", "entities": ["", "Example KK"],
		"not_applicable": [{"scope": "scope 3", "category": 14, "reason": "no franchises"}], "excluded": [{"scope": "scope 3", "category": 15, "reason": "small"}]}`
	var receipt string
	for _, c := range []struct{ method, path, body, schema string }{
		{"PUT", path, org, "organisation"},
		{"POST", path + "/activities", "[" + office("hq") + "," + waste("skip") + "]", "kept"},
		{"POST", path + "/activities", office("hq"), "kept"},
		{"POST", path + "/activities", boiler("hq", "1 MWh(HHV)"), "problem"},
		{"POST", path + "/activities", boiler("b", "1 MWhh"), "problem"},
		{"POST", path + "/activities", boiler("b", "1 MWh(HHV)"), "kept"},
		{"GET", path, "", "totals"},
		{"GET", "/nowhere", "", "problem"},
		{"GET", "/basis", "", "basis"},
		{"GET", "RECEIPT", "", "result"},
		{"POST", "/verify", "RECEIPT", "summary"},
		{"POST", "/verify", "{}", "problem"},
	} {
		if c.path == "RECEIPT" {
			c.path = receipt
		}
		if c.body == "RECEIPT" {
			_, c.body, _ = s.ask(t, "GET", receipt, "", "")
			assert.NoError(t, fits("result", c.body))
		}
		_, text, _ := s.ask(t, c.method, c.path, typeJSON, c.body)
		assert.NoError(t, fits(c.schema, text), "%s %s: %s", c.method, c.path, text)
		if c.schema == "kept" {
			receipt = decode[kept](t, text).Activities[0].Results[0].Receipt
		}
	}
}
