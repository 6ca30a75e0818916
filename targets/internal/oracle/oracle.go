// Package oracle reads the published test vectors of the targets packages, testdata/oracles/targets.json. Each vector
// carries its source.
package oracle

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

type figure struct {
	Name  string      `json:"name"`
	Value json.Number `json:"value"`
}

// Vector is a published calculation with its inputs and its results.
type Vector struct {
	ID       string   `json:"id"`
	Inputs   []figure `json:"inputs"`
	Expected struct {
		figure
		Components []figure `json:"components"`
	} `json:"expected"`
}

// Read returns the vectors in a file, by id.
func Read(t *testing.T, file string) map[string]Vector {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []Vector
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	byID := make(map[string]Vector, len(list))
	for _, v := range list {
		byID[v.ID] = v
	}
	return byID
}

// Input returns the input whose name starts with prefix.
func (v Vector) Input(t *testing.T, prefix string) decimal.Decimal {
	t.Helper()
	for _, i := range v.Inputs {
		if strings.HasPrefix(i.Name, prefix) {
			return dec.MustParse(i.Value.String())
		}
	}
	t.Fatalf("vector %q has no input %q", v.ID, prefix)
	return decimal.Decimal{}
}

// Year returns the input whose name starts with prefix, as a year.
func (v Vector) Year(t *testing.T, prefix string) int {
	t.Helper()
	return int(v.Input(t, prefix).IntPart())
}

// Want returns the published result, as printed.
func (v Vector) Want() string { return v.Expected.Value.String() }

// Parts returns the published partial results, as printed.
func (v Vector) Parts(t *testing.T) []string {
	t.Helper()
	if len(v.Expected.Components) == 0 {
		t.Fatalf("vector %q has no partial results", v.ID)
	}
	parts := make([]string, 0, len(v.Expected.Components))
	for _, c := range v.Expected.Components {
		parts = append(parts, c.Value.String())
	}
	return parts
}

// Years returns the published results by year, as printed.
func (v Vector) Years(t *testing.T) map[int]string {
	t.Helper()
	years := make(map[int]string, len(v.Expected.Components))
	for i, want := range v.Parts(t) {
		years[int(dec.MustParse(v.Expected.Components[i].Name).IntPart())] = want
	}
	return years
}
