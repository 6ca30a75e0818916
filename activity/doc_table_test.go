package activity_test

import (
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
)

// TestScope3Documentation holds the table in the documentation of package scope3 to the method table: every method is
// there once, with the struct that its example sheet is read into, and no other.
func TestScope3Documentation(t *testing.T) {
	text, err := os.ReadFile("../scope3/doc.go")
	require.NoError(t, err)
	listed := map[string]string{}
	for line := range strings.SplitSeq(string(text), "\n") {
		words := strings.Fields(strings.TrimPrefix(line, "//"))
		if len(words) > 2 && strings.HasPrefix(words[0], "scope3.") {
			require.NotContains(t, listed, words[0])
			listed[words[0]] = words[1]
		}
	}
	for _, m := range activity.Methods() {
		if name := string(m.Name); strings.HasPrefix(name, "scope3.") {
			assert.Equal(t, structOf(t, m), "scope3."+listed[name], name)
			delete(listed, name)
		}
	}
	assert.Empty(t, listed, "methods that are not of the table")
}

// structOf is the type that the method's example is read into.
func structOf(t *testing.T, m activity.Method) string {
	t.Helper()
	sheet := "../examples/scope3/data/" + string(m.Name)
	f, err := os.Open(sheet + ".csv")
	read := m.ReadSheet
	if os.IsNotExist(err) {
		f, err = os.Open(sheet + ".json")
		read = readJSON
	}
	require.NoError(t, err)
	defer func() { require.NoError(t, f.Close()) }()
	lines, err := read(f, sheet)
	require.NoError(t, err)
	require.NotEmpty(t, lines)
	return typeName(lines[0])
}

func readJSON(r io.Reader, _ string) ([]activity.Activity, error) { return activity.ReadJSON(r) }

func typeName(a activity.Activity) string { return fmt.Sprintf("%T", a) }
