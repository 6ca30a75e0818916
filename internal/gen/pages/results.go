package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
)

// resultForm writes the JSON Schemas of results and the tables of docs/result.md.
func resultForm(w *writer) error {
	w.whole("docs/result.schema.json", string(ghg.ResultSchema()))
	w.whole("docs/summary.schema.json", string(ghg.SummarySchema()))
	keys, err := keyTables(ghg.ResultSchema())
	if err != nil {
		return err
	}
	return w.parts("docs/result.md", map[string]string{
		"result-keys":    keys,
		"result-columns": columnTable(inventory.ResultColumns()),
		"step-columns":   columnTable(inventory.StepColumns()),
	})
}

// objectSchema is the part of a JSON Schema that describes an object.
type objectSchema struct {
	Properties map[string]valueSchema `json:"properties"`
	Required   []string               `json:"required"`
}

// valueSchema is the part of a JSON Schema that describes a value.
type valueSchema struct {
	Ref         string       `json:"$ref"`
	Type        string       `json:"type"`
	Const       any          `json:"const"`
	Enum        []string     `json:"enum"`
	Items       *valueSchema `json:"items"`
	Description string       `json:"description"`
}

// keyTables returns a table of the keys of each object, the result first.
func keyTables(schema []byte) (string, error) {
	var s struct {
		objectSchema
		Defs map[string]objectSchema `json:"$defs"`
	}
	if err := json.Unmarshal(schema, &s); err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(keyTable("result", s.objectSchema))
	for _, name := range slices.Sorted(maps.Keys(s.Defs)) {
		if len(s.Defs[name].Properties) > 0 {
			b.WriteString("\n" + keyTable(strings.ReplaceAll(name, "_", " "), s.Defs[name]))
		}
	}
	return b.String(), nil
}

// keyTable returns the table of an object's keys.
func keyTable(name string, of objectSchema) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n| key | type | meaning |\n|---|---|---|\n", strings.ToUpper(name[:1])+name[1:])
	for _, key := range slices.Sorted(maps.Keys(of.Properties)) {
		v := of.Properties[key]
		required := ""
		if slices.Contains(of.Required, key) {
			required = ", always there"
		}
		fmt.Fprintf(&b, "| `%s` | %s%s | %s |\n", key, v.kind(), required, v.Description)
	}
	return b.String()
}

// kind returns the type of a value in words.
func (v valueSchema) kind() string {
	name := strings.ReplaceAll(strings.TrimPrefix(v.Ref, "#/$defs/"), "_", " ")
	switch {
	case v.Ref != "":
		return name
	case v.Items != nil:
		return "list of " + v.Items.kind()
	case len(v.Enum) > 0:
		return "word"
	case v.Const != nil:
		return fmt.Sprintf("`%v`", v.Const)
	case v.Type == "string":
		return "text"
	case v.Type == "integer":
		return "count"
	}
	return v.Type
}

// columnTable returns the table of the columns of an export.
func columnTable(columns []inventory.Column) string {
	var b strings.Builder
	b.WriteString("| column | contents |\n|---|---|\n")
	for _, c := range columns {
		fmt.Fprintf(&b, "| `%s` | %s |\n", c.Name, c.Text)
	}
	return b.String()
}
