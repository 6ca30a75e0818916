package spelling_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/internal/spelling"
)

func TestNearest(t *testing.T) {
	columns := []string{"amount", "Region", "fuel"}
	for _, c := range []struct{ name, want string }{
		{"amuont", "amount"},
		{" REGION", "Region"}, // case and spaces do not count
		{"ful", "fuel"},
		{"site", ""}, // more than a third of the letters away
		{"", ""},
	} {
		assert.Equal(t, c.want, spelling.Nearest(c.name, columns), "%q", c.name)
	}
	long := strings.Repeat("a", 101)
	assert.Empty(t, spelling.Nearest(long, []string{long}), "a long name is not compared")
	assert.Empty(t, spelling.Nearest("aa", []string{long}))
}

func TestMeant(t *testing.T) {
	approaches := []string{"equity share", "financial control", "operational control", "operational"}
	for name, want := range map[string][]string{
		"": nil, "fnancial control": {"financial control"}, "Financial": {"financial control"}, "op": nil, "oper": {"operational control", "operational"},
		"equity share, of 50 %": {"equity share"}, "none": nil,
	} {
		assert.Equal(t, want, spelling.Meant(name, approaches), name)
	}
}
