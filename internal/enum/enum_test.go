package enum_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/enum"
)

type colour uint8

var colours = enum.New[colour](func(field, value, want string, names []string) error {
	return fmt.Errorf("%s %q: want %s %q", field, value, want, names)
}, "colour", "red", "green")

func TestEnum(t *testing.T) {
	for i, name := range []string{"red", "green"} {
		v := colour(i + 1)
		assert.True(t, colours.Valid(v))
		require.NoError(t, colours.Check(v))
		assert.Equal(t, name, colours.String(v))
		text, err := colours.Marshal(v)
		require.NoError(t, err)
		var back colour
		require.NoError(t, colours.Unmarshal(&back, text))
		assert.Equal(t, v, back)
	}
}

func TestOutsideTheVocabulary(t *testing.T) {
	for v, shown := range map[colour]string{0: "no colour", 3: "colour(3)", 255: "colour(255)"} {
		assert.False(t, colours.Valid(v))
		assert.Equal(t, shown, colours.String(v))
		_, err := colours.Marshal(v)
		require.Error(t, err)
		assert.ErrorContains(t, err, "want one of red, green")
	}
	v := colour(2)
	require.EqualError(t, colours.Unmarshal(&v, []byte("Red")), `colour "Red": want one of red, green ["red" "green"]`)
	assert.Equal(t, colour(2), v, "refused text must not change the value")
	require.EqualError(t, colours.WithWant("a colour").Check(0), `colour "": want a colour []`)
	assert.NoError(t, errors.Join(colours.Check(1)))
}
