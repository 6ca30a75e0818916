package all_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

type record map[string]string

func readCSV(t *testing.T, path string) []record {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	table, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	require.NoError(t, err)
	var records []record
	for _, row := range table[1:] {
		r := record{}
		for i, name := range table[0] {
			r[name] = row[i]
		}
		records = append(records, r)
	}
	return records
}

// TestOmitted holds the lists of omitted rows: each line is in the original, is listed once for one thing, and has its
// reason. That every other row is embedded with its value is tested by each publisher's own walk through its originals.
func TestOmitted(t *testing.T) {
	lists, err := filepath.Glob("../../*/*/data/omitted.csv")
	require.NoError(t, err)
	require.NotEmpty(t, lists)
	for _, list := range lists {
		publisher := filepath.Base(filepath.Dir(filepath.Dir(list)))
		rows := map[string]int{}
		listed := map[string]bool{}
		for _, r := range readCSV(t, list) {
			file := r["file"]
			if rows[file] == 0 {
				rows[file] = len(readCSV(t, filepath.Join("../../internal/gen", publisher, "original", file)))
			}
			line, err := strconv.Atoi(r["line"])
			require.NoError(t, err)
			assert.True(t, line > 1 && line <= rows[file]+1, "%s: %s has no line %d", list, file, line)
			key := file + " " + r["line"]
			assert.False(t, listed[key], "%s lists %s twice", list, key)
			listed[key] = true
			assert.NotEmpty(t, r["what"], "%s: %s does not name what is left out", list, key)
			assert.NotEmpty(t, r["why"], "%s: %s has no reason", list, key)
		}
	}
}

// TestPotentials looks up every GWP of the original through the public API.
func TestPotentials(t *testing.T) {
	sets := map[string]ghg.GWP{"SAR": ghg.SAR(), "TAR": ghg.TAR(), "AR4": ghg.AR4(), "AR5": ghg.AR5(), "AR6": ghg.AR6()}
	rows := readCSV(t, "../../internal/gen/gwp/original/gwp100.csv")
	assert.Len(t, rows, 108)
	values := 0
	for _, r := range rows {
		gas, err := ghg.ParseGas(r["gas"])
		require.NoError(t, err)
		assert.Equal(t, r["class"], gas.Class(), r["gas"])
		assert.Equal(t, r["kyoto_basket"] == "true", gas.Kyoto(), r["gas"])
		for name, set := range sets {
			if r[name] == "" {
				continue
			}
			values++
			got, err := set.Of(gas)
			require.NoError(t, err, "%s %s", gas, name)
			assert.True(t, got.Equal(dec.MustParse(r[name])), "%s %s: %s, printed %s", gas, name, got, r[name])
		}
	}
	assert.Equal(t, 371, values) // cells that are not empty, counted in the file
}

// misnamed are blends that the original names by the family of their components instead of R.
var misnamed = regexp.MustCompile(`^(HCFO|HCO|HO)(4|5)`)

// TestBlends finds every component of the original with its share, and the shares of each blend add to 1.
func TestBlends(t *testing.T) {
	rows := readCSV(t, "../../internal/gen/gwp/original/refrigerant_blends.csv")
	assert.Len(t, rows, 376)
	for _, r := range rows {
		blend, err := ghg.ParseBlend(misnamed.ReplaceAllString(r["blend"], "R-$2"))
		require.NoError(t, err, r["blend"])
		gas, err := ghg.ParseGas(r["component"])
		require.NoError(t, err)
		found := false
		for c := range blend.Components() {
			if c.Gas == gas {
				found = true
				assert.True(t, c.Share.Shift(2).Equal(dec.MustParse(r["mass_percent"])), "%s %s: %s", r["blend"], gas, c.Share)
			}
		}
		assert.True(t, found, "%s has no %s", r["blend"], gas)
	}
	blends := 0
	for b := range ghg.Blends() {
		blends++
		sum := dec.MustParse("0")
		for c := range b.Components() {
			sum = sum.Add(c.Share)
		}
		assert.Equal(t, "1", sum.String(), b.Name())
	}
	assert.Equal(t, 126, blends)
}
