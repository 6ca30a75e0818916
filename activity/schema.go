package activity

import (
	"encoding"
	"encoding/json"
	"iter"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/units"
)

// Schema returns the JSON Schema (draft 2020-12) of the method's JSON form, as JSON.
func (m Method) Schema() ([]byte, error) {
	s := object(m.kind)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = string(m.Name)
	s["description"] = m.Summary
	properties, _ := s["properties"].(map[string]any)
	properties["method"] = map[string]any{"const": string(m.Name)}
	required, _ := s["required"].([]string)
	s["required"] = append([]string{"method"}, required...)
	return json.MarshalIndent(s, "", "  ")
}

// object is the schema of a struct.
func object(t reflect.Type) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for f := range fields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		properties[name] = value(f.Type)
		if options != "omitempty" && options != "omitzero" {
			required = append(required, name)
		}
	}
	s := with(ofType("object"), "properties", properties)
	return with(with(s, "required", required), "additionalProperties", false)
}

// texts are the forms of the types that are written as text.
var texts = map[reflect.Type]string{
	reflect.TypeFor[units.Quantity](): `an amount with its unit: "125 MWh(HHV)"`,
	reflect.TypeFor[units.Rate]():     `a value per unit: "40.0 GJ(HHV)/1000Nm3"`,
	reflect.TypeFor[units.Unit]():     `a unit: "kWh"`,
	reflect.TypeFor[ghg.Period]():     `a calendar year, or the first day and the day after the last: "2023-04-01/2024-04-01 FY2023"`,
	reflect.TypeFor[ghg.Date]():       `a day: "2024-03-31"`,
	reflect.TypeFor[ghg.Gas]():        `a gas: "HFC-134a"`,
	reflect.TypeFor[ghg.Quality]():    `"technology 2, time 1, geography 1, completeness 3, reliability 2"`,
	reflect.TypeFor[factors.Supplied]():    `a factor with its source: "0.2 kg CO2e/kWh AR5; supplier's statement 2024"`,
}

// value is the schema of a field.
func value(t reflect.Type) map[string]any {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[decimal.Decimal]() {
		return with(ofType("string", "number"), "pattern", `^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?$`)
	}
	if description, ok := texts[t]; ok {
		return with(ofType("string"), "description", description)
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return ofType("string")
	}
	switch t.Kind() {
	case reflect.Slice:
		return with(ofType("array"), "items", value(t.Elem()))
	case reflect.Struct:
		return object(t)
	case reflect.Bool:
		return ofType("boolean")
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return ofType("integer")
	default:
		return ofType("string")
	}
}

// ofType is the schema of a value of one type, or of one of several.
func ofType(names ...string) map[string]any {
	if len(names) == 1 {
		return map[string]any{"type": names[0]}
	}
	return map[string]any{"type": names}
}

// with adds a key to a schema.
func with(s map[string]any, key string, value any) map[string]any {
	s[key] = value
	return s
}

// fields yields the exported fields of a struct, those of embedded structs as its own.
func fields(t reflect.Type) iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}
