package all_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors/all"
)

const module = "github.com/ghgkit/ghg"

// dependencies returns the packages that a package links.
func dependencies(t *testing.T, pkg string) []string {
	t.Helper()
	list := exec.Command("go", "list", "-deps", module+"/"+pkg)
	list.Stderr = os.Stderr
	out, err := list.Output()
	require.NoError(t, err)
	return strings.Fields(string(out))
}

func publishers() map[string]bool {
	names := map[string]bool{"worldbank": true}
	for _, e := range all.Editions() {
		names[e.Package] = true
	}
	return names
}

// TestOnePublisher links each publisher alone: no other publisher's data come with it, nor methods, reports or what
// they need.
func TestOnePublisher(t *testing.T) {
	direct := []string{module, module + "/factors", module + "/units", module + "/units/money", module + "/internal/"}
	outside := []string{"github.com/shopspring/decimal", "github.com/gocarina/gocsv", "golang.org/x/text/"}
	for name := range publishers() {
		t.Run(name, func(t *testing.T) {
			pkg := module + "/factors/" + name
			for _, d := range dependencies(t, "factors/"+name) {
				first, _, _ := strings.Cut(d, "/")
				switch {
				case d == pkg || !strings.Contains(first, "."): // itself, the standard library
				case strings.HasPrefix(d, module):
					assert.True(t, within(d, direct), "%s links %s", name, d)
				default:
					assert.True(t, within(d, outside), "%s links %s", name, d)
				}
			}
		})
	}
}

// within reports whether a package is one of a list, or below one that ends in a slash.
func within(pkg string, list []string) bool {
	for _, l := range list {
		if pkg == l || strings.HasSuffix(l, "/") && strings.HasPrefix(pkg, l) {
			return true
		}
	}
	return false
}

// TestMethodsLinkNoPublisher holds for all that calculates: which factors are linked is the program's choice.
func TestMethodsLinkNoPublisher(t *testing.T) {
	for _, pkg := range []string{"factors", "scope1", "scope2", "scope3", "targets"} {
		deps := dependencies(t, pkg)
		assert.Contains(t, deps, module+"/"+pkg)
		for name := range publishers() {
			assert.NotContains(t, deps, module+"/factors/"+name, pkg)
		}
	}
}

// TestAllLinksEveryPublisher keeps the list of the tests above complete.
func TestAllLinksEveryPublisher(t *testing.T) {
	entries, err := os.ReadDir("..")
	require.NoError(t, err)
	known := publishers()
	for _, e := range entries {
		if e.IsDir() && e.Name() != "all" {
			assert.True(t, known[e.Name()], "factors/%s is not in factors/all", e.Name())
		}
	}
}
