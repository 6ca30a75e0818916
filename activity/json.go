package activity

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// MaxJSON is the maximum size in bytes of the JSON form of one activity.
const MaxJSON = 1 << 20

// Decode reads the JSON form of an activity:
//
//	{"method": "scope1.stationary-combustion", "id": "boiler-1", "fuel": "natural-gas", …}
//
// The method is a name in the method table; the other keys are the json tags of its struct. At any depth, an unknown,
// misspelt or repeated key, a key in another case and null are errors. So are text that is not UTF-8, more than 64 levels of
// objects and arrays, a number, quoted or not, with more than 64 digits or an exponent beyond ±64, a text with blanks at its
// ends or with more than [ghg.MaxText] characters, and anything after the object. A quoted number is read like the cell of a
// sheet. Every input that is refused is reported, by its path, such as "legs[0].distance"; see [ghg.JoinedError].
func Decode(object []byte) (Activity, error) { return Standard().Decode(object) }

// Decode is like the function [Decode], with the methods of the table.
func (t *Table) Decode(object []byte) (Activity, error) {
	if len(object) > MaxJSON {
		return nil, &ghg.FieldError{Field: "activity", Value: fmt.Sprintf("%d bytes", len(object)), Want: fmt.Sprintf("at most %d bytes", MaxJSON), Err: ghg.ErrOutOfRange}
	}
	d, err := strictjson.Parse(object)
	if err != nil {
		return nil, fmt.Errorf("activity: %w", err)
	}
	if !d.IsObject() {
		return nil, &ghg.FieldError{Field: "activity", Value: input.Shorten(object), Want: "a JSON object", Err: ghg.ErrKind}
	}
	name, given := d.Text(methodKey)
	if !given {
		return nil, &ghg.FieldError{Field: methodKey, Want: "the name of a method, such as \"scope1.stationary-combustion\"", Err: ghg.ErrMissing}
	}
	m, err := t.Lookup(name)
	if err != nil {
		return nil, err
	}
	a, err := m.decode(d)
	if err != nil {
		id, _ := d.Text("id")
		return nil, &ghg.ActivityError{Method: m.Name(), ID: id, Err: err}
	}
	return a, nil
}

// methodKey is the key of the method's name, beside those of its inputs.
const methodKey = "method"

// checkBlanks returns the errors of texts with blanks at their ends. name is the value's path in the activity.
func checkBlanks(v reflect.Value, name string) error {
	switch v.Kind() {
	case reflect.String:
		if text := v.String(); text != strings.TrimSpace(text) {
			return &ghg.FieldError{Field: name, Value: text, Want: "a text without blanks at its ends", Err: ghg.ErrOutOfRange}
		}
	case reflect.Slice:
		var found error
		for i := range v.Len() {
			if err := checkBlanks(v.Index(i), fmt.Sprintf("%s[%d]", name, i)); err != nil {
				found = ghg.Join(found, err)
			}
		}
		return found
	case reflect.Struct:
		var found error
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
				found = ghg.Join(found, err)
			}
		}
		return found
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
	a = bare(a)
	name, err := t.NameOf(a)
	if err != nil {
		return nil, err
	}
	if err := computable(reflect.ValueOf(a)); err != nil {
		return nil, err
	}
	body, err := encode(reflect.ValueOf(a))
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
