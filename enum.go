package ghg

import (
	"fmt"
	"slices"
	"strings"
)

// closed is a small closed vocabulary: names by number, the zero being invalid and nameless.
type closed struct {
	what  string
	names []string
}

func (c closed) string(i uint8) string {
	if i == 0 || int(i) > len(c.names) {
		return fmt.Sprintf("%s(%d)", c.what, i)
	}
	return c.names[i-1]
}

func (c closed) parse(text []byte) (uint8, error) {
	i := slices.Index(c.names, string(text))
	if i < 0 {
		return 0, &FieldError{Field: c.what, Value: string(text), Want: "one of " + strings.Join(c.names, ", "), Err: ErrUnknown}
	}
	return uint8(i + 1), nil
}

func (c closed) marshal(i uint8) ([]byte, error) {
	if i == 0 || int(i) > len(c.names) {
		return nil, &FieldError{Field: c.what, Want: "one of " + strings.Join(c.names, ", "), Err: ErrMissing}
	}
	return []byte(c.names[i-1]), nil
}
