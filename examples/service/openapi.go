package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/problem"
)

// operation is one thing that the service does: its address, the function that does it, and what the OpenAPI document
// says of it.
type operation struct {
	method, path string
	id, about    string
	handle       handle
	reads        []content
	answers      []response
	refuses      []int // statuses of problems beside 500 and 503
}

// content is a body of a media type, with the name of its schema. An empty schema is described by the media type alone.
type content struct{ media, schema string }

// response is an answer that is not a problem.
type response struct {
	status int
	about  string
	body   []content
}

// operations returns everything that the service does.
func (s *server) operations() []operation {
	return append(s.inventoryOperations(), s.otherOperations()...)
}

func asJSON(schema string) []content { return []content{{typeJSON, schema}} }

const postedText = "Calculate activities and keep the results, all or none: one activity, an array, or JSON lines. " +
	"An id counts once: posted again, it is known; with other inputs, it is a conflict."

func (s *server) inventoryOperations() []operation {
	const inventoryPath = "/inventories/{organisation}/{year}"
	return []operation{
		{
			"PUT", inventoryPath, "putInventory", "State an organisation with its boundary for a year, or replace it. The year is the label of the period.",
			s.putInventory,
			asJSON("organisation"),
			[]response{{201, "It was not stated before.", asJSON("organisation")}, {200, "It is replaced.", asJSON("organisation")}},
			[]int{400, 413, 415, 422},
		},
		{
			"GET", inventoryPath, "getInventory", "Add up an inventory by both methods of Scope 2.", s.getInventory,
			nil,
			[]response{{200, "Its figures, with what they lack.", asJSON("totals")}},
			[]int{404, 409, 422},
		},
		{
			"POST", inventoryPath + "/activities", "postActivities", postedText, s.postActivities,
			[]content{{typeJSON, "activities"}, {typeLines, ""}, {typeLinesX, ""}},
			[]response{{201, "Kept.", asJSON("kept")}, {200, "All of them were known.", asJSON("kept")}},
			[]int{400, 404, 409, 413, 415, 422},
		},
		{
			"DELETE", inventoryPath + "/activities/{id}", "deleteActivity", "Remove an activity with its results.", s.deleteActivity,
			nil,
			[]response{{204, "Removed.", nil}},
			[]int{404, 422},
		},
		{
			"GET", inventoryPath + "/results", "getResults", "Write all results as JSON lines, each of which is the receipt of the result.", s.getResults,
			nil,
			[]response{{200, "The results by their ids.", []content{{typeLines, ""}}}},
			[]int{404, 422},
		},
	}
}

func (s *server) otherOperations() []operation {
	return []operation{
		{
			"GET", "/receipts/{sha256}", "getReceipt", "Return the canonical bytes of a receipt, which are a result in full.", s.getReceipt,
			nil,
			[]response{{200, "The receipt.", asJSON("result")}},
			[]int{404, 422},
		},
		{
			"POST", "/verify", "verify", "Recompute a receipt from its content alone.", s.verify,
			asJSON("result"),
			[]response{{200, "What the receipt proves, without the steps.", asJSON("summary")}},
			[]int{413, 415, 422},
		},
		{
			"GET", "/basis", "getBasis", "Name the factor sets, potentials and rules that activities are calculated with.", s.getBasis,
			nil,
			[]response{{200, "Their names and digests.", asJSON("basis")}},
			nil,
		},
		{
			"GET", "/openapi.json", "getOpenAPI", "Return this document.", s.getOpenAPI,
			nil,
			[]response{{200, "The document.", asJSON("")}},
			nil,
		},
		{
			"GET", "/healthz", "getHealth", "Report whether the service and its database answer.", s.getHealth,
			nil,
			[]response{{204, "They do.", nil}},
			nil,
		},
	}
}

// object is a JSON object.
type object = map[string]any

// openAPI returns the document of the service (OpenAPI 3.1), with the schemas of the methods' inputs.
func openAPI(operations []operation, methods []activity.Method) ([]byte, error) {
	schemas, err := allSchemas(methods)
	if err != nil {
		return nil, err
	}
	paths := object{}
	for _, o := range operations {
		path, ok := paths[o.path].(object)
		if !ok {
			path = object{}
			paths[o.path] = path
		}
		path[strings.ToLower(o.method)] = o.document()
	}
	text, err := json.MarshalIndent(object{
		"openapi": "3.1.0",
		"info": object{
			"title": "ghg", "version": "1",
			"description": "Greenhouse-gas inventories: activities in, results with receipts out. Numbers are exact decimals, written as text.",
			"license":     object{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers":    []object{{"url": "/"}},
		"paths":      paths,
		"components": object{"schemas": schemas},
	}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("OpenAPI document: %w", err)
	}
	return append(text, '\n'), nil
}

// parameter is a name in an address.
var parameter = regexp.MustCompile(`\{(\w+)\}`)

// document returns the operation object.
func (o operation) document() object {
	answers := object{}
	for _, a := range o.answers {
		answers[strconv.Itoa(a.status)] = object{"description": a.about, "content": contents(a.body)}
	}
	for _, status := range append(o.refuses, http.StatusInternalServerError, http.StatusServiceUnavailable) {
		answers[strconv.Itoa(status)] = object{"description": http.StatusText(status), "content": contents([]content{{typeProblem, "problem"}})}
	}
	d := object{"operationId": o.id, "summary": o.about, "responses": answers}
	names := parameter.FindAllStringSubmatch(o.path, -1)
	parameters := make([]object, len(names))
	for i, m := range names {
		parameters[i] = object{"name": m[1], "in": "path", "required": true, "schema": object{"type": "string", "minLength": 1}}
	}
	if len(parameters) > 0 {
		d["parameters"] = parameters
	}
	if o.reads != nil {
		d["requestBody"] = object{"required": true, "content": contents(o.reads)}
	}
	return d
}

func contents(list []content) object {
	all := object{}
	for _, c := range list {
		all[c.media] = object{}
		if c.schema != "" {
			all[c.media] = object{"schema": reference(c.schema)}
		}
	}
	return all
}

const schemaPath = "#/components/schemas/"

func reference(name string) object { return object{"$ref": schemaPath + name} }

// allSchemas returns every schema of the document by its name.
func allSchemas(methods []activity.Method) (object, error) {
	all := ownSchemas()
	var choices []object
	mapping := object{}
	for _, m := range methods {
		name := string(m.Name())
		text, err := m.Schema()
		if err != nil {
			return nil, fmt.Errorf("schema of %s: %w", name, err)
		}
		if err := include(all, name, text); err != nil {
			return nil, err
		}
		choices, mapping[name] = append(choices, reference(name)), schemaPath+name
	}
	all["activity"] = object{"oneOf": choices, "discriminator": object{"propertyName": "method", "mapping": mapping}}
	for name, text := range map[string][]byte{"result": ghg.ResultSchema(), "summary": ghg.SummarySchema()} {
		if err := include(all, name, text); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// include adds a schema that stands alone to those of the document. What it defines within itself becomes a schema of the
// document too, by the name "NAME.DEFINITION".
func include(all object, name string, text []byte) error {
	text = bytes.ReplaceAll(text, []byte(`"#/$defs/`), []byte(`"`+schemaPath+name+"."))
	var schema object
	if err := json.Unmarshal(text, &schema); err != nil {
		return fmt.Errorf("schema of %s: %w", name, err)
	}
	definitions, _ := schema["$defs"].(object)
	for key, definition := range definitions {
		all[name+"."+key] = definition
	}
	maps.DeleteFunc(schema, func(key string, _ any) bool { return key == "$defs" || key == "$schema" })
	all[name] = schema
	return nil
}

// ownSchemas returns the schemas of what the service itself writes, and of the library's forms that have none of their own.
func ownSchemas() object {
	text := object{"type": "string"}
	number := object{"type": "string", "pattern": `^-?[0-9]+(\.[0-9]+)?$`}
	list := func(of object) object { return object{"type": "array", "items": of} }
	flag, count := object{"type": "boolean"}, object{"type": "integer", "minimum": 0}
	return object{
		"activities": object{"anyOf": []object{reference("activity"), list(reference("activity"))}},
		"kept":       record([]string{"activities"}, object{"activities": list(reference("kept.activity"))}),
		"kept.activity": record([]string{"id", "known", "results"}, object{
			"id": text, "known": flag, "results": list(reference("kept.result")),
		}),
		"kept.result": record([]string{"scope", "co2e_kg", "receipt"}, object{
			"scope": text, "category": count, "accounting": text, "part": text, "co2e_kg": number, "caveats": list(text), "receipt": text,
		}),
		"totals": record([]string{"organisation", "results", "totals"}, object{
			"organisation": reference("organisation"), "gwp": text, "results": count, "totals": list(reference("total")),
		}),
		"total": record([]string{"accounting", "partial_co2e_kg", "scopes", "missing"}, object{
			"accounting": object{"enum": []string{ghg.LocationBased.String(), ghg.MarketBased.String()}}, "total_co2e_kg": number, "partial_co2e_kg": number,
			"scopes": list(record([]string{"name", "co2e_kg"}, object{"name": text, "co2e_kg": number})), "missing": list(text),
		}),
		"organisation": record([]string{"name", "approach", "period"}, object{
			"name": text, "approach": object{"enum": []string{"equity share", "financial control", "operational control"}}, "period": text,
			"entities": list(text), "years": list(record([]string{"entity", "period"}, object{"entity": text, "period": text})), "not_applicable": list(reference("exclusion")), "excluded": list(reference("exclusion")),
		}),
		"exclusion": record([]string{"scope", "reason"}, object{
			"scope": object{"enum": []string{"scope 1", "scope 2", "scope 3"}}, "category": object{"type": "integer", "minimum": 1, "maximum": 15}, "reason": text,
		}),
		"basis": object{"type": "object", "required": []string{"version", "factors", "gwp"}},
		"problem": record([]string{"type", "title", "status", "errors"}, object{
			"type": text, "title": text, "status": object{"type": "integer"}, "detail": text, "instance": text, "errors": list(reference("problem.item")), "more": count,
		}),
		"problem.item": record([]string{"kind", "text"}, object{
			"path": text, "file": text, "line": count, "column": text, "method": text, "id": text, "value": text, "want": text, "near": list(text),
			"kind": object{"enum": problem.Kinds()}, "text": text,
		}),
	}
}

// record returns the schema of an object that has no other keys.
func record(required []string, properties object) object {
	return object{"type": "object", "required": required, "properties": properties, "additionalProperties": false}
}
