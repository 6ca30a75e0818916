package ghg

import "github.com/ghgkit/ghg/internal/spelling"

// refuseEnum returns the error for a text or value outside a closed vocabulary of this package.
func refuseEnum(field, value, want string, names []string) error {
	if value == "" {
		return &FieldError{Field: field, Want: want, Err: ErrMissing}
	}
	return &FieldError{Field: field, Value: value, Want: want, Near: spelling.Meant(value, names), Err: ErrUnknown}
}
