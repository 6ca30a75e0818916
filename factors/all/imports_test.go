package all_test

import (
	"os"
	"os/exec"
	"slices"
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

// packages returns the packages that hold data: every publisher, and the rates.
func packages() []string {
	list := []string{"rates/worldbank"}
	for _, e := range all.Editions() {
		if pkg := "factors/" + e.Package; !slices.Contains(list, pkg) {
			list = append(list, pkg)
		}
	}
	return list
}

// TestDataPackagesStandAlone links each data package alone: no other publisher's data come with it, nor methods, reports
// or their dependencies.
func TestDataPackagesStandAlone(t *testing.T) {
	direct := []string{module, module + "/factors", module + "/rates", module + "/units", module + "/units/money", module + "/internal/"}
	outside := []string{"github.com/shopspring/decimal", "github.com/gocarina/gocsv", "golang.org/x/text/"}
	for _, name := range packages() {
		t.Run(name, func(t *testing.T) {
			for _, d := range dependencies(t, name) {
				first, _, _ := strings.Cut(d, "/")
				switch {
				case d == module+"/"+name || !strings.Contains(first, "."): // itself, the standard library
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

// TestMethodsLinkNoData holds for all that calculates: which factors are linked is the program's choice.
func TestMethodsLinkNoData(t *testing.T) {
	for _, pkg := range []string{"factors", "rates", "method", "scope1", "scope2", "scope3", "activity", "inventory", "targets", "targets/sbti", "targets/sbti/netzero2"} {
		deps := dependencies(t, pkg)
		assert.True(t, slices.Contains(deps, module+"/"+pkg), "go list does not find %s", pkg)
		for _, name := range packages() {
			assert.False(t, slices.Contains(deps, module+"/"+name), "%s links the data of %s", pkg, name)
		}
	}
}
