package activity

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// encode returns the JSON of an activity or of a part of it. It writes what encoding/json writes, but for decimals:
// those it quotes as [dec.Text] spells them, where encoding/json would heed the globals of package decimal.
func encode(v reflect.Value) ([]byte, error) {
	if d, ok := v.Interface().(decimal.Decimal); ok {
		return strconv.AppendQuote(nil, dec.Text(d)), nil
	}
	if _, ok := v.Interface().(json.Marshaler); ok && !isNumber(v.Type()) {
		return json.Marshal(v.Interface())
	}
	switch {
	case isNumber(v.Type()) && !v.IsNil():
		return encode(v.Elem())
	case v.Kind() == reflect.Slice && !v.IsNil() && (isObject(v.Type().Elem()) || isNumber(v.Type().Elem())):
		return encodeList(v)
	case isObject(v.Type()):
		return encodeObject(v)
	}
	return json.Marshal(v.Interface())
}

func encodeList(v reflect.Value) ([]byte, error) {
	out := []byte{'['}
	for i := range v.Len() {
		item, err := encode(v.Index(i))
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, item...)
	}
	return append(out, ']'), nil
}

// encodeObject writes the fields of a struct under the names of their json tags.
func encodeObject(v reflect.Value) ([]byte, error) {
	out := []byte{'{'}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" || leftOut(v.Field(i), options) {
			continue
		}
		if name == "" {
			name = f.Name
		}
		if v.Field(i).Kind() == reflect.Pointer && v.Field(i).IsNil() {
			return nil, &ghg.FieldError{Field: name, Want: "a value: an activity without it has no JSON form", Err: ghg.ErrMissing}
		}
		value, err := encode(v.Field(i))
		if err != nil {
			return nil, err
		}
		if len(out) > 1 {
			out = append(out, ',')
		}
		out = append(strconv.AppendQuote(out, name), ':')
		out = append(out, value...)
	}
	return append(out, '}'), nil
}

// leftOut reports whether the options of a json tag omit a value.
func leftOut(v reflect.Value, options string) bool {
	for option := range strings.SplitSeq(options, ",") {
		switch option {
		case "omitzero":
			if v.IsZero() {
				return true
			}
			if z, ok := v.Interface().(interface{ IsZero() bool }); ok && z.IsZero() {
				return true
			}
		case "omitempty":
			switch v.Kind() {
			case reflect.Slice, reflect.Map, reflect.String:
				if v.Len() == 0 {
					return true
				}
			case reflect.Struct, reflect.Array:
			default:
				if v.IsZero() {
					return true
				}
			}
		}
	}
	return false
}

func isNumber(t reflect.Type) bool {
	return t == reflect.TypeFor[decimal.Decimal]() || t == reflect.TypeFor[*decimal.Decimal]()
}

// isObject reports whether a type is written as a JSON object of its fields.
func isObject(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) && t != reflect.TypeFor[decimal.Decimal]()
}
