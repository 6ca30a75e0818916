// Package absent tells whether an argument was left out.
package absent

import "reflect"

// Is reports whether an interface holds nothing that a method can be called on: nil, or a nil pointer, which is not equal
// to nil.
func Is(v any) bool {
	r := reflect.ValueOf(v)
	switch r.Kind() {
	case reflect.Invalid:
		return true
	case reflect.Pointer, reflect.Func, reflect.Interface, reflect.Chan:
		return r.IsNil()
	}
	return false
}

// Or returns p or, if that is nil, a pointer to a zero value, which a method with a nil receiver works on.
func Or[T any](p *T) *T {
	if p == nil {
		return new(T)
	}
	return p
}
