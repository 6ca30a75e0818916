// Package enum gives a closed vocabulary its text form.
//
// The vocabulary is a type over uint8 whose constants start at 1; the zero value is "not set" and has no text. The
// type's String, MarshalText and UnmarshalText call the methods of an [Enum].
package enum

import (
	"slices"
	"strconv"
	"strings"
)

// Refuse returns the error for a text or value outside the vocabulary. An empty value means that none was given. names are
// those that a text could have been.
type Refuse func(field, value, want string, names []string) error

// Enum holds the names of a closed vocabulary T. It is immutable and safe for concurrent use.
type Enum[T ~uint8] struct {
	field  string
	names  []string
	want   string
	refuse Refuse
}

// New returns the vocabulary whose values 1, 2, … have the given names. Errors call it field.
func New[T ~uint8](refuse Refuse, field string, names ...string) *Enum[T] {
	return &Enum[T]{field, names, "one of " + strings.Join(names, ", "), refuse}
}

// WithWant returns the vocabulary with another description of what is accepted.
func (e *Enum[T]) WithWant(want string) *Enum[T] {
	other := *e
	other.want = want
	return &other
}

// Valid reports whether v is a value of the vocabulary. The zero value is not.
func (e *Enum[T]) Valid(v T) bool { return v > 0 && int(v) <= len(e.names) }

// Check returns an error unless v is a value of the vocabulary.
func (e *Enum[T]) Check(v T) error {
	switch {
	case e.Valid(v):
		return nil
	case v == 0:
		return e.refuse(e.field, "", e.want, nil)
	}
	return e.refuse(e.field, e.String(v), e.want, nil)
}

// String returns the name of v, "no FIELD" for the zero value and "FIELD(9)" for any other.
func (e *Enum[T]) String(v T) string {
	switch {
	case e.Valid(v):
		return e.names[v-1]
	case v == 0:
		return "no " + e.field
	}
	return e.field + "(" + strconv.Itoa(int(v)) + ")"
}

// Name returns the name of v. A value outside the vocabulary is an error.
func (e *Enum[T]) Name(v T) (string, error) {
	if err := e.Check(v); err != nil {
		return "", err
	}
	return e.names[v-1], nil
}

// Marshal is [Enum.Name] as bytes.
func (e *Enum[T]) Marshal(v T) ([]byte, error) {
	name, err := e.Name(v)
	if err != nil {
		return nil, err
	}
	return []byte(name), nil
}

// Parse returns the value with the given name. A name outside the vocabulary is an error.
func (e *Enum[T]) Parse(name string) (T, error) {
	i := slices.Index(e.names, name)
	if i < 0 {
		return 0, e.refuse(e.field, name, e.want, slices.Clone(e.names))
	}
	return T(i + 1), nil
}

// Unmarshal sets v to the value that [Enum.Parse] returns. An error leaves v unchanged.
func (e *Enum[T]) Unmarshal(v *T, text []byte) error {
	parsed, err := e.Parse(string(text))
	if err != nil {
		return err
	}
	*v = parsed
	return nil
}

// Names returns the names in the order of the values.
func (e *Enum[T]) Names() []string { return slices.Clone(e.names) }
