package project

import (
	"reflect"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/spelling"
)

// nearKey returns a hint at what an unknown key may have been meant to be.
func nearKey(key []string) string {
	if len(key) == 0 {
		return ""
	}
	names := keysOf(reflect.TypeFor[Config](), key[:len(key)-1])
	if near := spelling.Nearest(key[len(key)-1], names); near != "" {
		return ": did you mean " + near + "?"
	}
	slices.Sort(names)
	return ": want one of " + strings.Join(names, ", ")
}

// keysOf returns the keys of the table at a path, or those of the document.
func keysOf(t reflect.Type, at []string) []string {
	for _, k := range at {
		if next := fieldOf(t, k); next != nil {
			t = next
		}
	}
	var names []string
	for i := range t.NumField() {
		names = append(names, t.Field(i).Tag.Get("toml"))
	}
	return names
}

// fieldOf returns the struct of a key, or nil.
func fieldOf(t reflect.Type, key string) reflect.Type {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("toml") != key {
			continue
		}
		of := t.Field(i).Type
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() == reflect.Struct {
			return of
		}
	}
	return nil
}
