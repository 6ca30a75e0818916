package scope3

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/calc"
)

// vocabulary is a closed one whose values are 1, 2, …; 0 is none.
type vocabulary struct {
	field string
	names []string
	want  string
}

func (v vocabulary) string(i uint8) string {
	if i == 0 || int(i) > len(v.names) {
		return "no " + v.field
	}
	return v.names[i-1]
}

func (v vocabulary) marshal(i uint8) ([]byte, error) {
	if i == 0 || int(i) > len(v.names) {
		return nil, &ghg.FieldError{Field: v.field, Want: v.want, Err: ghg.ErrMissing}
	}
	return []byte(v.names[i-1]), nil
}

func (v vocabulary) unmarshal(text []byte, into *uint8) error {
	i := slices.Index(v.names, string(text))
	if i < 0 {
		return &ghg.FieldError{Field: v.field, Value: string(text), Want: v.want, Err: ghg.ErrUnknown}
	}
	*into = uint8(i + 1)
	return nil
}

// check requires a value of the vocabulary.
func (v vocabulary) check(c *calc.Calc, i uint8) {
	switch {
	case i == 0:
		c.Refuse(v.field, "", v.want, ghg.ErrMissing)
	case int(i) > len(v.names):
		c.Refuse(v.field, v.string(i), v.want, ghg.ErrUnknown)
	}
}
