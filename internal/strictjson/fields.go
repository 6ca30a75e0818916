package strictjson

import (
	"cmp"
	"reflect"
	"strings"
	"sync"
)

// field is a field of a struct that has a key.
type field struct {
	name     string
	index    []int
	required bool
}

var known sync.Map // the fields of a struct type, as []field

// fieldsOf returns the fields of a struct and of the structs embedded in it, in order.
func fieldsOf(t reflect.Type) []field {
	if list, ok := known.Load(t); ok {
		return list.([]field)
	}
	var list []field
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || f.Anonymous || name == "-" || throughPointer(t, f.Index) {
			continue
		}
		list = append(list, field{cmp.Or(name, f.Name), f.Index, options != "omitempty" && options != "omitzero"})
	}
	known.Store(t, list)
	return list
}

// throughPointer reports whether a field is in an embedded pointer, which would have to be allocated.
func throughPointer(t reflect.Type, index []int) bool {
	for _, i := range index[:len(index)-1] {
		if t = t.Field(i).Type; t.Kind() == reflect.Pointer {
			return true
		}
	}
	return false
}
