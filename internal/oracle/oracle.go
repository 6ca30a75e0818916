// Package oracle reads the published worked examples in testdata/oracles for the tests that calculate them.
package oracle

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/module"
)

// Oracle is one published example: its inputs and its answer as printed, and where.
type Oracle struct {
	ID       string
	Area     string
	Method   string
	Inputs   []Figure
	Formula  string
	Expected struct {
		Figure
		Rounding   string
		Components []Figure // parts of the answer, or further answers
	}
	Notes  string
	Source struct{ Document, Section, Page string }
}

// Figure is a printed number.
type Figure struct {
	Name      string
	Value     json.Number
	Unit      string
	Tolerance json.Number // of the published rounding; "" if the entry states none
}

// Decimal returns the number.
func (f Figure) Decimal(t testing.TB) decimal.Decimal {
	t.Helper()
	d, err := dec.Parse(f.Value.String())
	require.NoError(t, err, f.Name)
	return d
}

// Read returns the examples of a file of testdata/oracles, named without its extension. The test runs in any folder of
// the module.
func Read(t testing.TB, file string) []Oracle {
	t.Helper()
	root, err := module.Root()
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(root, "testdata", "oracles", file+".json"))
	require.NoError(t, err)
	var list []Oracle
	require.NoError(t, json.Unmarshal(text, &list))
	require.NotEmpty(t, list)
	return list
}

// Run calculates every example of a file by the runner that has its id, each as a subtest. An example without a runner
// and a runner without an example fail.
func Run(t *testing.T, file string, runners map[string]func(t *testing.T, o Oracle)) {
	t.Helper()
	seen := map[string]bool{}
	for _, o := range Read(t, file) {
		seen[o.ID] = true
		run, ok := runners[o.ID]
		if !ok {
			t.Errorf("%s.json holds the example %s, which no test calculates: add a runner", file, o.ID)
			continue
		}
		t.Run(o.ID, func(t *testing.T) { run(t, o) })
	}
	for id := range runners {
		if !seen[id] {
			t.Errorf("a runner is named %s: %s.json has no such example", id, file)
		}
	}
}

// In returns an input as printed, by its name.
func (o Oracle) In(t testing.TB, name string) string {
	t.Helper()
	return o.find(t, "input", o.Inputs, name).Value.String()
}

// Input returns an input as a number.
func (o Oracle) Input(t testing.TB, name string) decimal.Decimal {
	t.Helper()
	return o.find(t, "input", o.Inputs, name).Decimal(t)
}

// Part returns a component of the answer as printed, by its name.
func (o Oracle) Part(t testing.TB, name string) string {
	t.Helper()
	return o.find(t, "component", o.Expected.Components, name).Value.String()
}

func (o Oracle) find(t testing.TB, kind string, list []Figure, name string) Figure {
	t.Helper()
	for _, f := range list {
		if f.Name == name {
			return f
		}
	}
	require.FailNow(t, "no "+kind+" "+name, "example %s", o.ID)
	return Figure{}
}

// Same asserts that a calculated number, rounded to the places of the published one, is the published one.
func (o Oracle) Same(t testing.TB, published string, got decimal.Decimal) {
	t.Helper()
	o.SameAt(t, published, -dec.MustParse(published).Exponent(), got)
}

// SameAt is [Oracle.Same] for a number that is printed with other places than it is rounded to: 1200 rounded to -2.
func (o Oracle) SameAt(t testing.TB, published string, places int32, got decimal.Decimal) {
	t.Helper()
	assert.True(t, dec.MustParse(published).Equal(got.Round(places)), "%s (%s, %s): published %s, calculated %s", o.ID, o.Source.Document, o.Source.Section, published, got)
}

// Exactly asserts that a calculated number is the published one, with no rounding.
func (o Oracle) Exactly(t testing.TB, published string, got decimal.Decimal) {
	t.Helper()
	assert.True(t, dec.MustParse(published).Equal(got), "%s (%s, %s): published %s, calculated %s", o.ID, o.Source.Document, o.Source.Section, published, got)
}

// Within asserts that a calculated number is the published figure within its tolerance.
func (o Oracle) Within(t testing.TB, published Figure, got decimal.Decimal) {
	t.Helper()
	want, tolerance := published.Decimal(t), dec.MustParse(published.Tolerance.String())
	assert.True(t, got.Sub(want).Abs().LessThanOrEqual(tolerance), "%s (%s, %s): published %s ± %s, calculated %s", o.ID, o.Source.Document, o.Source.Section, want, tolerance, got)
}

// Component returns a component of the answer, by its name.
func (o Oracle) Component(t testing.TB, name string) Figure {
	t.Helper()
	return o.find(t, "component", o.Expected.Components, name)
}
