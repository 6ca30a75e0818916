package table

import (
	"reflect"
	"strings"
)

// A column mostly repeats few texts: periods, grades, factors. What they are read as is remembered for as long as one
// Decoder is used, within these bounds.
const (
	mostRemembered    = 1000 // texts of a column
	longestRemembered = 64   // bytes of a text
)

// memory holds what the texts of a column are read as.
type memory[V any] map[string]V

func (m memory[V]) add(text string, v V) {
	if len(m) < mostRemembered && len(text) <= longestRemembered {
		m[strings.Clone(text)] = v // a clone, since the text is a part of its record
	}
}

// Reading is how a [Decoder] reads the fields of a type, in place of the type's UnmarshalText.
type Reading struct {
	of  reflect.Type
	set func() func(v reflect.Value, text string) error // makes the setter of a column
}

// Each reads every text with a function that does what V's UnmarshalText does.
func Each[V any](read func(text string) (V, error)) Reading {
	return Reading{reflect.TypeFor[V](), func() func(reflect.Value, string) error {
		return func(v reflect.Value, text string) error {
			into, _ := v.Addr().Interface().(*V)
			value, err := read(text)
			if err == nil {
				*into = value
			}
			return err
		}
	}}
}

// Once is like [Each], but need not read a text again that equals one before it: the fields then share what the value
// points to. V must be immutable.
func Once[V any](read func(text string) (V, error)) Reading {
	return Reading{reflect.TypeFor[V](), func() func(reflect.Value, string) error {
		known := memory[V]{}
		return func(v reflect.Value, text string) error {
			into, _ := v.Addr().Interface().(*V)
			value, found := known[text]
			if !found {
				var err error
				if value, err = read(strings.Clone(text)); err != nil {
					return err
				}
				known.add(text, value)
			}
			*into = value
			return nil
		}
	}}
}

// setFlat returns the setter of a column of a flat type that reads its own text: it reads equal texts once.
func setFlat() func(v reflect.Value, text string) error {
	known := memory[reflect.Value]{}
	return func(v reflect.Value, text string) error {
		if value, found := known[text]; found {
			v.Set(value)
			return nil
		}
		if err := setText(v, text); err != nil {
			return err
		}
		value := reflect.New(v.Type()).Elem()
		value.Set(v)
		known.add(text, value)
		return nil
	}
}

// flat reports whether an assignment copies all of a type, so that two fields share nothing that can be changed.
func flat(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			if !flat(t.Field(i).Type) {
				return false
			}
		}
		return true
	case reflect.Array:
		return flat(t.Elem())
	case reflect.Bool, reflect.String,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	default:
		return false
	}
}
