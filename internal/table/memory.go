package table

import (
	"reflect"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// A column mostly repeats few texts: periods, grades, units. What they are read as is remembered, within bounds, for as
// long as one Decoder is used.
const (
	mostRemembered    = 1000
	longestRemembered = 64 // bytes
)

// remembers reports whether a text is to be remembered beside n others.
func remembers(text string, n int) bool { return n < mostRemembered && len(text) <= longestRemembered }

// vocabulary sets fields of a type that reads its own text and is flat.
type vocabulary struct{ values map[string]reflect.Value }

func (c *vocabulary) set(v reflect.Value, text string) error {
	if value, known := c.values[text]; known {
		v.Set(value)
		return nil
	}
	if err := setText(v, text); err != nil {
		return err
	}
	if remembers(text, len(c.values)) {
		value := reflect.New(v.Type()).Elem()
		value.Set(v)
		c.values[strings.Clone(text)] = value // a clone, since the text is a part of the record
	}
	return nil
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

// quantities sets fields of type [units.Quantity] as [units.Parse] reads them, by units that it has read before.
type quantities map[string]units.Unit

func (c quantities) set(v reflect.Value, text string) error {
	into, _ := v.Addr().Interface().(*units.Quantity)
	number, name, _ := strings.Cut(text, " ")
	if unit, known := c[name]; known {
		if value, err := dec.Parse(number); err == nil {
			*into = units.New(value, unit)
			return nil
		}
	}
	q, err := units.Parse(text)
	if err != nil {
		return err
	}
	*into = q
	if remembers(name, len(c)) {
		c[strings.Clone(name)] = q.Unit
	}
	return nil
}
