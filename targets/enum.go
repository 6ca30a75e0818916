package targets

import "github.com/ghgkit/ghg"

// refuseEnum is the error for a text or value outside a closed vocabulary of this package.
func refuseEnum(field, value, want string) error {
	if value == "" {
		return &ghg.FieldError{Field: field, Want: want, Err: ghg.ErrMissing}
	}
	return &ghg.FieldError{Field: field, Value: value, Want: want, Err: ghg.ErrUnknown}
}
