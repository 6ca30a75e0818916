package activity

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// MaxJSON is the size in bytes of the largest JSON form of one activity that is read.
const MaxJSON = 1 << 20

// Decode reads the JSON form of an activity:
//
//	{"method": "scope1.stationary-combustion", "id": "boiler-1", "fuel": "natural-gas", …}
//
// The method is a name of the table; the other keys are the json tags of its struct. An unknown, misspelt or repeated
// key is an error, so is a number of more than 64 digits or with an exponent beyond ±64, and anything after the object.
func Decode(object []byte) (Activity, error) {
	if len(object) > MaxJSON {
		return nil, &ghg.FieldError{Field: "activity", Value: fmt.Sprintf("%d bytes", len(object)), Want: fmt.Sprintf("at most %d bytes", MaxJSON), Err: ghg.ErrOutOfRange}
	}
	name, rest, err := split(object)
	if err != nil {
		return nil, err
	}
	m, err := Lookup(name)
	if err != nil {
		return nil, err
	}
	a, err := m.decode(rest)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

// split takes the method out of an object and refuses a key that stands twice.
func split(object []byte) (method string, rest []byte, err error) {
	d := json.NewDecoder(bytes.NewReader(object))
	d.UseNumber()
	if err := checkKeys(d); err != nil {
		return "", nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return "", nil, errors.New("activity: there is more after the object")
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(object, &keys); err != nil {
		return "", nil, fmt.Errorf("activity: want a JSON object: %w", err)
	}
	if err := json.Unmarshal(keys["method"], &method); err != nil {
		return "", nil, &ghg.FieldError{Field: "method", Want: "the name of a method, such as \"scope1.stationary-combustion\"", Err: ghg.ErrMissing}
	}
	delete(keys, "method")
	rest, err = json.Marshal(keys)
	return method, rest, err
}

// checkKeys reads one value and refuses an object that has a key twice and a number that dec.Parse refuses.
func checkKeys(d *json.Decoder) error {
	t, err := d.Token()
	if err != nil {
		return fmt.Errorf("activity: %w", err)
	}
	switch v := t.(type) {
	case json.Number:
		if _, err := dec.Parse(v.String()); err != nil {
			return fmt.Errorf("activity: %w", err)
		}
	case json.Delim:
		seen := map[string]bool{}
		for d.More() {
			if v == '{' {
				key, err := d.Token()
				if err != nil {
					return fmt.Errorf("activity: %w", err)
				}
				name, _ := key.(string)
				if seen[name] {
					return &ghg.FieldError{Field: "key", Value: name, Want: "every key once", Err: ghg.ErrMixed}
				}
				seen[name] = true
			}
			if err := checkKeys(d); err != nil {
				return err
			}
		}
		if _, err := d.Token(); err != nil {
			return fmt.Errorf("activity: %w", err)
		}
	}
	return nil
}

// decodeStrictly decodes an object into a struct: unknown keys, keys in another case and unbounded numbers are errors.
func decodeStrictly(object []byte, into any) error {
	if err := checkNames(object, reflect.TypeOf(into).Elem()); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(object))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	return checkDecimals(reflect.ValueOf(into).Elem())
}

// checkNames refuses a key that is not exactly a json tag of the struct, which encoding/json would take in another case,
// and a required key that is missing.
func checkNames(object []byte, t reflect.Type) error {
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(object, &keys); err != nil {
		return err
	}
	kinds := map[string]reflect.Type{}
	var names []string
	for f := range fields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		kinds[name] = f.Type
		names = append(names, name)
		if _, given := keys[name]; !given && options == "" {
			return &ghg.FieldError{Field: name, Want: "the key " + strconv.Quote(name), Err: ghg.ErrMissing}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		kind, known := kinds[key]
		if !known {
			return &ghg.FieldError{Field: "key", Value: key, Want: "one of " + strings.Join(names, ", "), Err: ghg.ErrUnknown}
		}
		if kind.Kind() != reflect.Slice || !isObject(kind.Elem()) {
			continue
		}
		var items []json.RawMessage
		if err := json.Unmarshal(keys[key], &items); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		for i, item := range items {
			if err := checkNames(item, kind.Elem()); err != nil {
				return fmt.Errorf("%s %d: %w", key, i+1, err)
			}
		}
	}
	return nil
}

// isObject reports whether a type is written as a JSON object of its own fields.
func isObject(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) && t != reflect.TypeFor[decimal.Decimal]()
}

// checkDecimals refuses numbers that came in by a way that does not bound them: quoted ones.
func checkDecimals(v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return checkDecimals(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := checkDecimals(v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if d, ok := v.Interface().(decimal.Decimal); ok {
			if e := d.Exponent(); e > dec.MaxExponent || e < -2*dec.MaxExponent || d.NumDigits() > dec.MaxDigits {
				return &ghg.FieldError{Field: "number", Want: fmt.Sprintf("at most %d digits and an exponent within ±%d", dec.MaxDigits, dec.MaxExponent), Err: ghg.ErrOutOfRange}
			}
			return nil
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				if err := checkDecimals(v.Field(i)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Encode returns the JSON form of an activity, with its method first.
func Encode(a Activity) ([]byte, error) {
	name, err := NameOf(a)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, `{"method":%q`, string(name))
	if len(body) > len("{}") {
		out.WriteByte(',')
	}
	out.Write(body[1:])
	return out.Bytes(), nil
}

// ReadJSON reads a JSON array of activities, or activities one after the other. Every bad one is reported by its number.
func ReadJSON(r io.Reader) ([]Activity, error) {
	d := json.NewDecoder(r)
	var activities []Activity
	var problems []error
	one := func(object json.RawMessage, n int) {
		a, err := Decode(object)
		if err != nil {
			problems = append(problems, fmt.Errorf("activity %d: %w", n, err))
			return
		}
		activities = append(activities, a)
	}
	for n := 1; ; n++ {
		var value json.RawMessage
		err := d.Decode(&value)
		if errors.Is(err, io.EOF) {
			return activities, errors.Join(problems...)
		}
		if err != nil {
			return activities, errors.Join(append(problems, fmt.Errorf("activity %d: %w", n, err))...)
		}
		if len(value) > 0 && value[0] == '[' {
			var list []json.RawMessage
			if err := json.Unmarshal(value, &list); err != nil {
				return activities, err
			}
			for i, object := range list {
				one(object, i+1)
			}
			continue
		}
		one(value, n)
	}
}
