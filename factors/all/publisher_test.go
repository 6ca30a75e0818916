package all_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/eccc"
	"github.com/ghgkit/ghg/factors/eea"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/factors/mfe"
	"github.com/ghgkit/ghg/factors/nga"
	"github.com/ghgkit/ghg/factors/useeio"
)

// TestPublishers tests that every publisher is complete, and says how to complete it: its package is in factors/all with
// every edition it holds, what is known of each set is stated, its names are those of the vocabulary, and the register
// has its digest.
func TestPublishers(t *testing.T) {
	editions := map[string]bool{}
	for _, e := range all.Editions() {
		editions[e.Package+"/"+e.Edition] = true
	}
	files, err := filepath.Glob("../*/data/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		name := filepath.Base(filepath.Dir(filepath.Dir(file)))
		if edition := strings.TrimSuffix(filepath.Base(file), ".json"); !editions[name+"/"+edition] {
			t.Errorf("factors/%s holds the edition %s, which factors/all does not list: add it in Editions, factors/all/all.go", name, edition)
		}
	}
	register := map[string]record{}
	for _, r := range readCSV(t, "testdata/sets.csv") {
		register[r["set"]] = r
	}
	for _, e := range all.Editions() {
		t.Run(e.Package+"-"+e.Edition, func(t *testing.T) {
			set := load(t, e)
			m := set.Meta()
			assert.Equal(t, e.Package, m.Publisher, "the publisher in data/%s.json is the name of the package", e.Edition)
			for what, text := range map[string]string{
				"title": m.Title, "valid": m.Valid, "gwp": m.GWP, "address": m.Address, "licence": m.Licence, "attribution": m.Attribution,
			} {
				assert.NotEmpty(t, text, "factors/%s/data/%s.json does not state %s", e.Package, e.Edition, what)
			}
			released, ok := register[set.Name()]
			if !ok {
				t.Errorf("%s is not in factors/all/testdata/sets.csv: run go generate", set.Name())
				return
			}
			assert.Equal(t, released["digest"], set.Digest(), "%s is not the set that was released: a released edition never changes: make a new edition; if this one was never released, delete its line in testdata and run go generate", set.Name())
		})
	}
}

// TestPublisherPackages tests that every publisher has its package comment and its own tests.
func TestPublisherPackages(t *testing.T) {
	for _, name := range packages() {
		dir := filepath.Join("..", "..", name)
		tests, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
		require.NoError(t, err)
		assert.NotEmpty(t, tests, "%s has no test: compare some of its values with the document, with table and page", name)
		sources, err := filepath.Glob(filepath.Join(dir, "*.go"))
		require.NoError(t, err)
		comment := regexp.MustCompile(`(?m)^// Package ` + filepath.Base(name) + ` holds `)
		assert.True(t, slices.ContainsFunc(sources, func(file string) bool {
			text, err := os.ReadFile(file)
			return err == nil && comment.Match(text)
		}), "%s has no package comment that begins with “Package %s holds …”: README's table shows it", name, filepath.Base(name))
	}
}

// No publisher has a default edition or a latest one: an edition is named, or the error lists them.
func TestOnlyNamedEditions(t *testing.T) {
	for _, load := range []func(string) (*factors.Set, error){desnz.Load, eccc.Load, eea.Load, egrid.Load, epa.Load, mfe.Load, nga.Load, useeio.Load} {
		for _, name := range []string{"", "latest", "current", "default"} {
			_, err := load(name)
			require.ErrorIs(t, err, ghg.ErrUnknown, name)
			assert.ErrorContains(t, err, "want one of")
		}
	}
}
