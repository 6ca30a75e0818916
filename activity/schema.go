package activity

import (
	"encoding"
	"encoding/json"
	"iter"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// typeKey is the keyword of JSON Schema for the type of a value.
const typeKey = "type"

// Schema returns the JSON Schema (draft 2020-12) of the method's JSON form, as JSON: every input with its meaning, the
// values it accepts, and examples.
func (m Method) Schema() ([]byte, error) {
	s := objectOf(m.Inputs())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = string(m.Name())
	s["description"] = m.Summary()
	properties, _ := s["properties"].(map[string]any)
	properties["method"] = map[string]any{"const": string(m.Name())}
	required, _ := s["required"].([]string)
	s["required"] = append([]string{"method"}, required...)
	return json.MarshalIndent(s, "", "  ")
}

// objectOf returns the schema of an object with the given inputs.
func objectOf(inputs []method.Input) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for _, in := range inputs {
		properties[in.Name] = schemaOf(in)
		if in.Required {
			required = append(required, in.Name)
		}
	}
	return map[string]any{typeKey: "object", "properties": properties, "required": required, "additionalProperties": false}
}

// schemaOf returns the schema of an input.
func schemaOf(in method.Input) map[string]any {
	var s map[string]any
	switch in.Kind {
	case method.ListInput:
		s = map[string]any{typeKey: "array", "items": objectOf(in.Inputs)}
	case method.ChoiceInput:
		s = choice(in)
	default:
		s = valueOf(in.Type)
	}
	if in.Text != "" {
		s["description"] = in.Text
	}
	if len(in.Examples) > 0 {
		s["examples"] = in.Examples
	}
	return s
}

// choice returns the schema of an input with a closed list of values.
func choice(in method.Input) map[string]any {
	values := make([]any, len(in.Values))
	for i, v := range in.Values {
		values[i] = v
		if in.Type == reflect.TypeFor[ghg.Category]() {
			values[i], _ = strconv.Atoi(v) // categories are declared as numbers
		}
	}
	return map[string]any{"enum": values}
}

// texts describes the types that are written as text.
var texts = map[reflect.Type]string{
	reflect.TypeFor[units.Quantity]():   `an amount with its unit: "125 MWh(HHV)"`,
	reflect.TypeFor[units.Rate]():       `a value per unit: "40.0 GJ(HHV)/1000Nm3"`,
	reflect.TypeFor[units.Unit]():       `a unit: "kWh"`,
	reflect.TypeFor[ghg.Period]():       `a calendar year or month, the first day and the day after the last, "2023-04-01/2024-04-01 FY2023", or the first and the last day, "2023-04-01..2024-03-31"`,
	reflect.TypeFor[ghg.Date]():         `a day: "2024-03-31"`,
	reflect.TypeFor[ghg.Gas]():          `a gas: "HFC-134a"`,
	reflect.TypeFor[ghg.Quality]():      `a scheme and indicators: "scope3-standard-4: technology 2, time 1, geography 1, completeness 3, reliability 2"`,
	reflect.TypeFor[factors.Supplied](): `a factor with its source: "0.2 kg CO2e/kWh AR5; supplier's statement 2024"`,
}

// patterns holds a regular expression for each type that every valid text matches. Not every match is valid: the patterns
// only catch a misplaced unit or date before the text reaches the program.
var patterns = map[reflect.Type]string{
	reflect.TypeFor[units.Quantity](): `^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)? \S.*$`,
	reflect.TypeFor[units.Rate]():     `^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)? \S.*/.+$`,
	reflect.TypeFor[ghg.Period]():     `^([0-9]{4}(-[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}(/|\.\.)[0-9]{4}-[0-9]{2}-[0-9]{2}( .+)?)$`,
	reflect.TypeFor[ghg.Date]():       `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`,
}

// valueOf returns the schema of a type.
func valueOf(t reflect.Type) map[string]any {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == reflect.TypeFor[decimal.Decimal]() {
		return map[string]any{typeKey: []string{"string", "number"}, "pattern": `^[+-]?[0-9]*\.?[0-9]+([eE][+-]?[0-9]+)?$`}
	}
	if form, ok := texts[t]; ok {
		s := map[string]any{typeKey: "string", "description": form}
		if pattern, ok := patterns[t]; ok {
			s["pattern"] = pattern
		}
		return s
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
		return map[string]any{typeKey: "string"}
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()) {
		return map[string]any{typeKey: "object"}
	}
	switch t.Kind() {
	case reflect.Slice:
		return map[string]any{typeKey: "array", "items": valueOf(t.Elem())}
	case reflect.Struct:
		return plainObject(t)
	case reflect.Bool:
		return map[string]any{typeKey: "boolean"}
	case reflect.Int, reflect.Uint8:
		return map[string]any{typeKey: "integer"}
	default:
		return map[string]any{typeKey: "string"}
	}
}

// plainObject returns the schema of a struct that has no declared inputs.
func plainObject(t reflect.Type) map[string]any {
	properties := map[string]any{}
	required := []string{}
	for f := range fields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		properties[name] = valueOf(f.Type)
		if options != "omitempty" && options != "omitzero" {
			required = append(required, name)
		}
	}
	return map[string]any{typeKey: "object", "properties": properties, "required": required, "additionalProperties": false}
}

// fields yields the exported fields of a struct, including those of embedded structs.
func fields(t reflect.Type) iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if f.IsExported() && !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}
