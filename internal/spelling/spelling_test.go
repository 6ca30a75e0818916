package spelling_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/spelling"
)

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0},
		{"", "abc", 3},
		{"amount", "amount", 0},
		{"amuont", "amount", 1},  // a swap
		{"amoun", "amount", 1},   // a letter missing
		{"kitten", "sitting", 3}, // two substitutions, one insertion
		{"排出", "排出量", 1},         // characters, not bytes
		{"ca", "abc", 3},         // no edit inside a swap
		{"natural", "unnatural", 2},
	} {
		assert.Equal(t, c.want, spelling.Distance(c.a, c.b), "%s %s", c.a, c.b)
		assert.Equal(t, c.want, spelling.Distance(c.b, c.a), "%s %s", c.b, c.a)
	}
}

func TestKey(t *testing.T) {
	for _, names := range [][2]string{{"REGO", "rego"}, {" R EGO\u00a0", "rego"}, {"ſ", "S"}, {"\u212a", "k"}, {"Ζ", "ζ"}} {
		assert.Equal(t, spelling.Key(names[1]), spelling.Key(names[0]), "%q", names)
	}
	assert.NotEqual(t, spelling.Key("GO"), spelling.Key("REGO"))
	assert.Empty(t, spelling.Key(" \t"))
}
