package ghg_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// validator validates JSON against a schema that uses the keywords of ours, and no other.
type validator struct {
	schema map[string]any
	used   map[string]bool // the keys that values had, by object
}

func newValidator(t *testing.T, text []byte) *validator {
	t.Helper()
	v := &validator{used: map[string]bool{}}
	require.NoError(t, json.Unmarshal(text, &v.schema))
	return v
}

func (v *validator) check(text []byte) error {
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	return v.value(v.schema, value, "result")
}

// unused returns the keys of the schema that no value had.
func (v *validator) unused() []string {
	var list []string
	note := func(object string, schema map[string]any) {
		properties, _ := schema["properties"].(map[string]any)
		for key := range properties {
			if !v.used[object+"."+key] {
				list = append(list, object+"."+key)
			}
		}
	}
	note("result", v.schema)
	for name, schema := range v.schema["$defs"].(map[string]any) {
		note(name, schema.(map[string]any))
	}
	slices.Sort(list)
	return list
}

func (v *validator) value(schema map[string]any, value any, path string) error {
	if want, stated := schema["type"]; stated && typeOf(value) != want {
		return fmt.Errorf("%s: %v is not of type %v", path, value, want)
	}
	for keyword, want := range schema {
		if err := v.keyword(schema, keyword, want, value, path); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func (v *validator) keyword(schema map[string]any, keyword string, want, value any, path string) error {
	ok := true
	switch keyword {
	case "$schema", "$defs", "title", "description", "properties", "type":
	case "$ref":
		name := strings.TrimPrefix(want.(string), "#/$defs/")
		of, found := v.schema["$defs"].(map[string]any)[name].(map[string]any)
		if !found {
			return fmt.Errorf("there is no definition %s", name)
		}
		return v.value(of, value, name)
	case "const":
		ok = value == want
	case "enum":
		ok = slices.Contains(want.([]any), value)
	case "minimum":
		ok = value.(float64) >= want.(float64)
	case "maximum":
		ok = value.(float64) <= want.(float64)
	case "minLength":
		ok = utf8.RuneCountInString(value.(string)) >= int(want.(float64))
	case "pattern":
		ok = regexp.MustCompile(want.(string)).MatchString(value.(string))
	case "minItems":
		ok = len(value.([]any)) >= int(want.(float64))
	case "items":
		for i, item := range value.([]any) {
			if err := v.value(want.(map[string]any), item, fmt.Sprintf("%s[%d]", path, i)); err != nil {
				return err
			}
		}
	case "required":
		for _, key := range want.([]any) {
			if _, given := value.(map[string]any)[key.(string)]; !given {
				return fmt.Errorf("%s is missing", key)
			}
		}
	case "additionalProperties":
		return v.object(schema["properties"].(map[string]any), value, path)
	default:
		return fmt.Errorf("the keyword %s is not known here", keyword)
	}
	if !ok {
		return fmt.Errorf("%v is not of %s %v", value, keyword, want)
	}
	return nil
}

// object validates the members of an object that has no other keys than those of the schema.
func (v *validator) object(properties map[string]any, value any, path string) error {
	for key, member := range value.(map[string]any) {
		schema, known := properties[key].(map[string]any)
		if !known {
			return fmt.Errorf("the key %s is unknown", key)
		}
		v.used[path[strings.LastIndexByte(path, '/')+1:]+"."+key] = true
		if err := v.value(schema, member, path); err != nil {
			return err
		}
	}
	return nil
}

func typeOf(value any) any {
	switch value := value.(type) {
	case string:
		return "string"
	case []any:
		return "array"
	case map[string]any:
		return "object"
	case bool:
		return "boolean"
	case float64:
		if value == float64(int64(value)) {
			return "integer"
		}
	}
	return "number"
}
