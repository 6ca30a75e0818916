package scope2_test

import (
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMethodTableOfThePackageIsComplete(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^//\t(scope2\.[a-z0-9-]+) `).FindAllStringSubmatch(string(text), -1) {
		listed[m[1]] = true
	}
	methods := complete(t)
	for name := range methods {
		assert.True(t, listed[string(name)], "%s is not in the table", name)
	}
	assert.Len(t, listed, len(methods))
}
