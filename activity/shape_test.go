package activity

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Two types of one name, as packages of one name may have, are of different kinds.
func TestKindsOfTypesOfOneName(t *testing.T) {
	first := func() any { type line struct{ ID, Text string }; return line{"a", "b"} }()
	second := func() any { type line struct{ ID, Text string }; return line{"a", "b"} }()
	require.Equal(t, reflect.TypeOf(first).String(), reflect.TypeOf(second).String())
	key := func(a any) string {
		v := reflect.New(reflect.TypeOf(a)).Elem()
		v.Set(reflect.ValueOf(a))
		var parts split
		shapeOf(v.Type()).split(v, &parts)
		require.False(t, parts.apart)
		return string(parts.key)
	}
	assert.NotEqual(t, key(first), key(second))
	assert.Equal(t, key(first), key(first))
}
