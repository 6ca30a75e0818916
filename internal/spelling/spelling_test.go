package spelling_test

import (
	"math/rand/v2"
	"os"
	"strings"
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

// TestWithin compares the search that ends early with the whole distance, of names with few letters, which resemble each other.
func TestWithin(t *testing.T) {
	r := rand.New(rand.NewPCG(1, uint64(os.Getpid())))
	name := func() string {
		letters := make([]rune, r.IntN(12))
		for i := range letters {
			letters[i] = []rune("abc排")[r.IntN(4)]
		}
		return string(letters)
	}
	for range 300_000 {
		a, b, limit := name(), name(), r.IntN(5)
		if r.IntN(2) == 0 {
			b = a[:len(a)/3] + strings.ToValidUTF8(b[:min(len(b), 3)], "") + a[len(a)/3:]
		}
		if got, want := spelling.Within(a, b, limit), spelling.Distance(a, b) <= limit; got != want {
			t.Fatalf("%q and %q: within %d %v, want %v", a, b, limit, got, want)
		}
	}
	long := strings.Repeat("ab", 60)
	assert.True(t, spelling.Within(long, long[2:], 2))
	assert.False(t, spelling.Within(long, long[3:], 2))
}
