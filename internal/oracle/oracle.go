// Package oracle reads the published worked examples in testdata/oracles for the tests that calculate them, and compares
// what is calculated with what is printed.
package oracle

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/module"
	"github.com/ghgkit/ghg/units"
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
		Components []Figure // parts of the answer, or further answers
	}
	Notes  string
	Source struct{ Document, Section, Page string }
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
	for i := range list {
		list[i].complete()
	}
	return list
}

// complete gives every figure its example, and the components the rounding of the answer.
func (o *Oracle) complete() {
	of := o.ID + " (" + strings.Join(slices.DeleteFunc([]string{o.Source.Document, o.Source.Section, o.Source.Page}, isEmpty), ", ") + ")"
	answer := &o.Expected.Figure
	answer.Name, answer.of = "the answer", of
	for i := range o.Inputs {
		o.Inputs[i].of = of
	}
	for i := range o.Expected.Components {
		c := &o.Expected.Components[i]
		c.of = of
		if c.Rounding == "" {
			c.Rounding = answer.Rounding
		}
	}
}

func isEmpty(s string) bool { return s == "" }

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

// Find returns the example of a file that has an id.
func Find(t testing.TB, file, id string) Oracle {
	t.Helper()
	for _, o := range Read(t, file) {
		if o.ID == id {
			return o
		}
	}
	require.FailNow(t, fmt.Sprintf("%s.json has no example %q.", file, id))
	return Oracle{}
}

// In returns an input as printed, by its name.
func (o Oracle) In(t testing.TB, name string) string {
	t.Helper()
	return o.Input(t, name).String()
}

// Input returns an input, by its name.
func (o Oracle) Input(t testing.TB, name string) Figure {
	t.Helper()
	return o.find(t, "input", o.Inputs, name)
}

// Number returns an input as a number.
func (o Oracle) Number(t testing.TB, name string) decimal.Decimal {
	t.Helper()
	return o.Input(t, name).Decimal(t)
}

// Amount returns an input as an amount of a unit, which the example may print in another notation.
func (o Oracle) Amount(t testing.TB, name, unit string) units.Quantity {
	t.Helper()
	return units.New(o.Number(t, name), units.MustUnit(unit))
}

// Factor returns an input as an emission factor whose source is the example: "kg CO2e/km AR5" follows the number.
func (o Oracle) Factor(t testing.TB, name, unit string) factors.Supplied {
	t.Helper()
	f, err := factors.ParseSupplied(o.In(t, name) + " " + unit + "; " + o.Source.Document)
	require.NoError(t, err, "%s of %s is not a factor in %s", name, o.ID, unit)
	return f
}

// Answer returns the main figure that the example arrives at.
func (o Oracle) Answer() Figure { return o.Expected.Figure }

// Part returns a component of the answer, by its name.
func (o Oracle) Part(t testing.TB, name string) Figure {
	t.Helper()
	return o.find(t, "component", o.Expected.Components, name)
}

func (o Oracle) find(t testing.TB, kind string, list []Figure, name string) Figure {
	t.Helper()
	for _, f := range list {
		if f.Name == name {
			return f
		}
	}
	require.FailNow(t, fmt.Sprintf("The example %s has no %s named %q.", o.ID, kind, name))
	return Figure{}
}
