// Package vocabulary makes closed vocabularies whose errors are those of package ghg.
package vocabulary

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/enum"
	"github.com/ghgkit/ghg/internal/spelling"
)

// New returns the vocabulary whose values 1, 2, … have the given names. A text or value outside it is a *ghg.FieldError
// of the field.
func New[T ~uint8](field string, names ...string) *enum.Enum[T] {
	return enum.New[T](func(field, value, want string, names []string) error {
		if value == "" {
			return &ghg.FieldError{Field: field, Want: want, Err: ghg.ErrMissing}
		}
		return &ghg.FieldError{Field: field, Value: value, Want: want, Near: spelling.Meant(value, names), Err: ghg.ErrUnknown}
	}, field, names...)
}
