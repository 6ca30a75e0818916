package ghg_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
)

func TestJoin(t *testing.T) {
	a, b := errors.New("a"), errors.New("b")
	require.NoError(t, ghg.Join())
	require.NoError(t, ghg.Join(nil, nil))
	assert.Equal(t, a, ghg.Join(nil, a))
	given := []error{nil, a, nil, b}
	require.EqualError(t, ghg.Join(given...), "a\nb")
	assert.Equal(t, []error{nil, a, nil, b}, given, "Join changes no argument.")
}

// unhashable is an error that cannot be the key of a map.
type unhashable []string

func (u unhashable) Error() string { return strings.Join(u, " ") }

func TestFieldErrorOfAnyKind(t *testing.T) {
	for want, e := range map[string]ghg.FieldError{
		"share is refused":                    {Field: "share"},
		"share is out of range (\"7\")":       {Field: "share", Value: "7", Err: ghg.ErrOutOfRange},
		"unit has the wrong dimension":        {Field: "unit", Err: ghg.ErrDimension},
		"gas has no global warming potential": {Field: "gas", Err: ghg.ErrNoGWP},
		"sets cannot be added: want one":      {Field: "sets", Want: "one", Err: ghg.ErrMixed},
		"total does not recompute":            {Field: "total", Err: ghg.ErrTampered},
		"share is too large":                  {Field: "share", Err: unhashable{"too", "large"}},
		"share is <nil>":                      {Field: "share", Err: (*ghg.JoinedError)(nil)},
	} {
		require.EqualError(t, &e, want)
	}
	require.EqualError(t, &ghg.ActivityError{Method: "scope1.reported", ID: "a", Err: (*ghg.JoinedError)(nil)}, `scope 1 reported "a": <nil>`)
	require.EqualError(t, &ghg.JoinedError{First: []error{nil, ghg.ErrUnknown}, More: 2}, "<nil>\nunknown\nand 2 more")
}
