package ghg_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestReadmeQuickstart checks that the first Go block of the README is the example that is compiled and run.
func TestReadmeQuickstart(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	example, err := os.ReadFile(filepath.Join("examples", "quickstart", "main.go"))
	require.NoError(t, err)
	_, rest, found := strings.Cut(string(readme), "```go\n")
	require.True(t, found)
	block, _, found := strings.Cut(rest, "```")
	require.True(t, found)
	assert.Equal(t, string(example), block)
}

// TestReadmeLinks checks that every relative link in the documents leads to an existing file.
func TestReadmeLinks(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)
	code := regexp.MustCompile("(?s)```.*?```")
	for _, name := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/receipt.md", "factors/VOCABULARY.md"} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		for _, m := range link.FindAllStringSubmatch(code.ReplaceAllString(string(text), ""), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			_, err := os.Stat(filepath.Join(filepath.Dir(name), m[1]))
			assert.NoError(t, err, "%s links to %s", name, m[1])
		}
	}
}

// TestImports checks the direction of imports: a program that imports a scope links no publisher and nothing heavy.
func TestImports(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Fatal("this test needs the go command")
	}
	for _, c := range []struct{ pkg, never string }{
		{".", "ghgkit/ghg/(units|factors|rates|method|scope|inventory|targets|activity)"},
		{"./rates", "ghgkit/ghg/(rates/.|factors|method|scope|inventory|targets|activity)"},
		{"./factors", "ghgkit/ghg/(rates/.|factors/.|method|scope|inventory|targets|activity)"},
		{"./method", "ghgkit/ghg/(rates/.|factors/.|method/.|scope|inventory|targets|activity)"},
		{"./scope1", "ghgkit/ghg/(rates/.|factors/.|scope2|scope3|inventory|targets|activity)"},
		{"./scope2", "ghgkit/ghg/(rates/.|factors/.|scope1|scope3|inventory|targets|activity)"},
		{"./scope3", "ghgkit/ghg/(rates/.|factors/.|scope1|scope2|inventory|targets|activity)"},
		{"./targets", "ghgkit/ghg/(units|rates|factors|method|scope|inventory|activity|targets/sbti)"},
		{"./targets/sbti", "ghgkit/ghg/(units|rates|factors|method|scope|inventory|activity)"},
	} {
		out, err := exec.Command("go", "list", "-deps", c.pkg).Output()
		require.NoError(t, err)
		assert.NotRegexp(t, regexp.MustCompile(`(?m)^github\.com/`+c.never), string(out), c.pkg)
	}
}

// TestReadmeExamples checks that the README links every example and that every example has a test of its output.
func TestReadmeExamples(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	require.NoError(t, err)
	examples, err := os.ReadDir("examples")
	require.NoError(t, err)
	for _, example := range examples {
		if link := "](examples/" + example.Name() + ")"; !strings.Contains(string(readme), link) {
			t.Errorf("README.md does not contain %q", link)
		}
		_, err := os.Stat(filepath.Join("examples", example.Name(), "main_test.go"))
		assert.NoError(t, err)
	}
}
