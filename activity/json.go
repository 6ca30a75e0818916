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
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/internal/table"
)

// MaxJSON is the maximum size in bytes of the JSON form of one activity.
const MaxJSON = 1 << 20

// Decode reads the JSON form of an activity:
//
//	{"method": "scope1.stationary-combustion", "id": "boiler-1", "fuel": "natural-gas", …}
//
// The method is a name in the method table; the other keys are the json tags of its struct. An unknown, misspelt or
// repeated key is an error. So are a number with more than 64 digits or an exponent beyond ±64, a text with blanks at its
// ends, and anything after the object.
func Decode(object []byte) (Activity, error) { return Standard().Decode(object) }

// Decode is like the function [Decode], with the methods of the table.
func (t *Table) Decode(object []byte) (Activity, error) {
	if len(object) > MaxJSON {
		return nil, &ghg.FieldError{Field: "activity", Value: fmt.Sprintf("%d bytes", len(object)), Want: fmt.Sprintf("at most %d bytes", MaxJSON), Err: ghg.ErrOutOfRange}
	}
	name, rest, err := split(object)
	if err != nil {
		return nil, err
	}
	m, err := t.Lookup(name)
	if err != nil {
		return nil, err
	}
	a, err := m.decode(rest)
	if err != nil {
		return nil, fmt.Errorf("%s%s: %w", name, named(rest), err)
	}
	return a, nil
}

// named returns a space and the quoted id of an object, for errors, or "" if it has no id.
func named(object []byte) string {
	const longest = 100
	var a struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(object, &a) != nil && a.ID == "" || a.ID == "" || len(a.ID) > longest {
		return ""
	}
	return " " + strconv.Quote(a.ID)
}

// split removes the method from an object. It returns an error for a repeated key.
func split(object []byte) (method string, rest []byte, err error) {
	if !utf8.Valid(object) {
		return "", nil, errors.New("activity: the text is not UTF-8: save it as UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(object))
	d.UseNumber()
	if err := checkKeys(d, ""); err != nil {
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

// checkKeys reads one value and returns an error for a repeated key or for a number that dec.Parse refuses. inside is the
// outermost key that holds the value, for errors.
func checkKeys(d *json.Decoder, inside string) error {
	t, err := d.Token()
	if err != nil {
		return fmt.Errorf("activity: %w", err)
	}
	switch v := t.(type) {
	case json.Number:
		if _, err := dec.Parse(v.String()); err != nil {
			return fmt.Errorf("activity: key %q: %w", inside, err)
		}
	case json.Delim:
		seen := map[string]bool{}
		for d.More() {
			in := inside
			if v == '{' {
				key, err := d.Token()
				if err != nil {
					return fmt.Errorf("activity: %w", err)
				}
				name, _ := key.(string)
				if seen[name] {
					return &ghg.FieldError{Field: "key", Value: name, Want: "every key once", Err: errTwice}
				}
				seen[name] = true
				if in == "" {
					in = name
				}
			}
			if err := checkKeys(d, in); err != nil {
				return err
			}
		}
		if _, err := d.Token(); err != nil {
			return fmt.Errorf("activity: %w", err)
		}
	}
	return nil
}

var errTwice = errors.New("repeated")

// decodeStrictly decodes an object into a struct: unknown keys, keys in another case and unbounded numbers are errors.
func decodeStrictly(object []byte, into any) error {
	if err := checkNames(object, reflect.TypeOf(into).Elem()); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(object))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return culprit(object, reflect.TypeOf(into).Elem(), err)
	}
	if err := checkDecimals(reflect.ValueOf(into).Elem()); err != nil {
		return culprit(object, reflect.TypeOf(into).Elem(), err)
	}
	return checkBlanks(reflect.ValueOf(into).Elem(), "")
}

// checkBlanks returns an error for a text with blanks at its ends. name is the value's path in the activity.
func checkBlanks(v reflect.Value, name string) error {
	switch v.Kind() {
	case reflect.String:
		if text := v.String(); text != strings.TrimSpace(text) {
			return &ghg.FieldError{Field: name, Value: text, Want: "a text without blanks at its ends", Err: ghg.ErrOutOfRange}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := checkBlanks(v.Index(i), fmt.Sprintf("%s[%d]", name, i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || key == "" || key == "-" {
				continue
			}
			if name != "" {
				key = name + "." + key
			}
			if err := checkBlanks(v.Field(i), key); err != nil {
				return err
			}
		}
	}
	return nil
}

// culprit returns an error that names the field of an object that could not be decoded, with its value: encoding/json
// does not report which field's text was refused.
func culprit(object []byte, t reflect.Type, err error) error {
	var keys map[string]json.RawMessage
	if json.Unmarshal(object, &keys) != nil {
		return err
	}
	for f := range fields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		value, given := keys[name]
		if !given {
			continue
		}
		refused := json.Unmarshal(value, reflect.New(f.Type).Interface())
		if text, number := "", json.Number(""); isNumber(f.Type) {
			switch {
			case json.Unmarshal(value, &text) == nil:
				_, refused = dec.Parse(text)
			case json.Unmarshal(value, &number) != nil:
				refused = &json.UnmarshalTypeError{}
			}
		}
		if refused == nil {
			continue
		}
		if wrong := (*json.UnmarshalTypeError)(nil); errors.As(refused, &wrong) {
			return &ghg.FieldError{Field: name, Value: excerpt(value), Want: wanted(f.Type), Err: errKind}
		}
		if field := (*ghg.FieldError)(nil); errors.As(refused, &field) && strings.HasPrefix(field.Field, name) {
			return refused
		}
		return fmt.Errorf("%s: %w", name, refused)
	}
	return err
}

var errKind = errors.New("of the wrong kind")

// wanted describes the kind of JSON value that a field takes.
func wanted(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if form, ok := texts[t]; ok {
		return "a string, " + form
	}
	switch {
	case isNumber(t):
		return "a number such as 0.07"
	case t.Kind() == reflect.Slice:
		return "an array, see the method's schema"
	case isObject(t):
		return "an object, see the method's schema"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a whole number"
	}
	return "a string in quotation marks"
}

func isNumber(t reflect.Type) bool {
	return t == reflect.TypeFor[decimal.Decimal]() || t == reflect.TypeFor[*decimal.Decimal]()
}

// excerpt returns the beginning of a value, for errors.
func excerpt(value []byte) string {
	const most = 40
	text := []rune(string(value[:min(len(value), 4*most)]))
	if len(text) <= most {
		return string(text)
	}
	return string(text[:most]) + "…"
}

// checkNames returns an error for a key that is not exactly a json tag of the struct (encoding/json ignores case) or for
// a missing required key.
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
			want := "one of " + strings.Join(names, ", ")
			if near := spelling.Nearest(key, names); near != "" {
				want = fmt.Sprintf("%q, or another of %s", near, strings.Join(names, ", "))
			}
			return &ghg.FieldError{Field: "key", Value: key, Want: want, Err: ghg.ErrUnknown}
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

// isObject reports whether a type is written as a JSON object of its fields.
func isObject(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) && t != reflect.TypeFor[decimal.Decimal]()
}

// checkDecimals returns an error for a quoted number that is out of bounds; checkKeys checks the others.
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

// computable returns an error for a number in an activity that is too long to compute with, or to write.
func computable(v reflect.Value) error {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return computable(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := computable(v.Index(i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if d, ok := v.Interface().(decimal.Decimal); ok {
			return dec.Check(d)
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				if err := computable(v.Field(i)); err != nil {
					return fmt.Errorf("%s: %w", f.Name, err)
				}
			}
		}
	}
	return nil
}

// Encode returns the JSON form of an activity, with its method first. A number too long to compute with is an error.
func Encode(a Activity) ([]byte, error) { return Standard().Encode(a) }

// Encode is like the function [Encode], with the methods of the table.
func (t *Table) Encode(a Activity) ([]byte, error) {
	name, err := t.NameOf(a)
	if err != nil {
		return nil, err
	}
	if err := computable(reflect.ValueOf(a)); err != nil {
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

// ReadJSON reads a JSON array of activities, or activities one after another. Bad activities are reported by number: the
// first hundred, and a count of the rest. Text that is not JSON ends the reading and is reported by its byte. Empty input
// is an error; [] stands for no activities.
func ReadJSON(r io.Reader) ([]Activity, error) { return Standard().ReadJSON(r) }

// ReadJSON is like the function [ReadJSON], with the methods of the table.
func (t *Table) ReadJSON(r io.Reader) ([]Activity, error) {
	if absent.Is(r) {
		return nil, table.ErrNoReader
	}
	d := json.NewDecoder(r)
	var all gathered
	for empty := true; ; empty = false {
		var value json.RawMessage
		err := d.Decode(&value)
		if errors.Is(err, io.EOF) {
			if empty {
				return nil, &ghg.FieldError{Field: "JSON of activities", Want: "an array of activities, or activities one after another; [] for none", Err: ghg.ErrMissing}
			}
			return all.activities, all.err()
		}
		if err != nil {
			all.add(nil, fmt.Errorf("byte %d: %w", d.InputOffset(), err))
			return all.activities, all.err()
		}
		if len(value) == 0 || value[0] != '[' {
			all.add(t.Decode(value))
			continue
		}
		var list []json.RawMessage
		if err := json.Unmarshal(value, &list); err != nil {
			return all.activities, err
		}
		for _, object := range list {
			all.add(t.Decode(object))
		}
	}
}

// gathered holds the activities that were read and the errors of the others.
type gathered struct {
	activities []Activity
	problems   []error
	read, more int // the number read, and the number of problems that are only counted
}

func (g *gathered) add(a Activity, err error) {
	const most = 100
	g.read++
	switch {
	case err == nil:
		g.activities = append(g.activities, a)
	case len(g.problems) < most:
		g.problems = append(g.problems, fmt.Errorf("activity %d: %w", g.read, err))
	default:
		g.more++
	}
}

func (g *gathered) err() error {
	if g.more > 0 {
		return errors.Join(append(g.problems, fmt.Errorf("and %d more", g.more))...)
	}
	return errors.Join(g.problems...)
}
