package spelling_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/spelling"
)

func TestNearest(t *testing.T) {
	columns := []string{"amount", "Region", "fuel"}
	for name, want := range map[string]string{
		"amuont":  "amount",
		" REGION": "Region", // case and spaces do not count
		"ful":     "fuel",
		"site":    "", // more than a third of the letters away
		"":        "",
	} {
		assert.Equal(t, want, spelling.Nearest(name, columns), "%q", name)
	}
	long := strings.Repeat("a", 101)
	assert.Empty(t, spelling.Nearest(long, []string{long}), "a long name is not compared")
	assert.Empty(t, spelling.Nearest("aa", []string{long}))
}
