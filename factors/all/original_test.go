package all_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors/all"
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

// originals are the files that the sets are made of: their rows, as the readme beside them or a count by another
// program says, and how many of them are in omitted.csv. That every other row is embedded with its value is tested by
// each publisher's own walk through its originals.
var originals = []struct {
	pkg, file     string
	rows, omitted int
}{
	{"desnz", "uk_ghg_2022.csv", 6895, 202},
	{"desnz", "uk_ghg_2023.csv", 6916, 207},
	{"desnz", "uk_ghg_2024.csv", 7029, 211},
	{"desnz", "uk_ghg_2025.csv", 7029, 211},
	{"desnz", "uk_fuel_properties_2024.csv", 39, 39},
	{"eea", "eea_direct.csv", 928, 0},
	{"egrid", "egrid_subregions.csv", 112, 0},
	{"ember", "ember_owid_lifecycle.csv", 5413, 22},
	{"epa", "factors.csv", 5109, 957},
	{"japan", "fuels_new.csv", 36, 0},
	{"japan", "fuels_old.csv", 24, 3},
	{"japan", "electricity_national.csv", 6, 0},
	{"japan", "electricity_suppliers_fy2024.csv", 1293, 0},
	{"japan", "electricity_suppliers_history.csv", 20, 2},
	{"japan", "heat_default.csv", 1, 0},
	{"japan", "heat_suppliers_fy2024.csv", 38, 0},
	{"japan", "city_gas_suppliers_fy2025.csv", 113, 0},
	{"japan", "moe_scope3_v3_6_subset.csv", 42, 0},
	{"japan", "moe_capital_goods.csv", 149, 0},
	{"useeio", "supply_chain_co2e_v1.2_usd2021.csv", 1016, 0},
	{"useeio", "supply_chain_co2e_v1.3_usd2022.csv", 1016, 0},
	{"useeio", "supply_chain_bygas_v1.2_usd2021.csv", 16256, 1016},
	{"useeio", "supply_chain_bygas_v1.3_usd2022.csv", 18288, 0},
	{"useeio", "naics2017_to_2022.csv", 1150, 0},
	{"useeio", "naics2017_to_bea2017.csv", 1292, 0},
	{"worldbank", "price_indices.csv", 5201, 142},
	{"worldbank", "ppp_gdp.csv", 4963, 62},
	{"worldbank", "fx_annual_lcu_per_usd.csv", 546, 0},
	{"worldbank", "bea_industry_price_index_2017schema.csv", 402, 0},
}

// TestOriginals counts the rows of the originals and of the lists of what is left out: no file is forgotten, no line is
// listed twice or is not there, and each has its reason.
func TestOriginals(t *testing.T) {
	files := map[string]bool{}
	omitted := map[string]map[string]bool{}
	for _, o := range originals {
		files[o.pkg+"/"+o.file] = true
		if omitted[o.pkg] != nil {
			continue
		}
		omitted[o.pkg] = map[string]bool{}
		for _, r := range readCSV(t, filepath.Join("..", o.pkg, "data", "omitted.csv")) {
			key := r["file"] + " " + r["line"]
			assert.False(t, omitted[o.pkg][key], "%s: %s is left out twice", o.pkg, key)
			omitted[o.pkg][key] = true
			assert.NotEmpty(t, r["what"], key)
			assert.NotEmpty(t, r["why"], key)
			line, err := strconv.Atoi(r["line"])
			require.NoError(t, err)
			assert.Greater(t, line, 1)
		}
	}
	listed := 0
	for _, o := range originals {
		rows := readCSV(t, filepath.Join("../../internal/gen", o.pkg, "original", o.file))
		assert.Len(t, rows, o.rows, o.file)
		count := 0
		for line := 2; line < len(rows)+2; line++ {
			if omitted[o.pkg][o.file+" "+strconv.Itoa(line)] {
				count++
			}
		}
		assert.Equal(t, o.omitted, count, o.file)
		listed += count
	}
	total := 0
	for _, lines := range omitted {
		total += len(lines)
	}
	assert.Equal(t, total, listed, "a line left out is not in its file")
	found, err := filepath.Glob("../../internal/gen/*/original/*.csv")
	require.NoError(t, err)
	for _, path := range found {
		pkg, file := filepath.Base(filepath.Dir(filepath.Dir(path))), filepath.Base(path)
		switch pkg + "/" + file {
		case "epa/tables.csv", "country/country_codes.csv", "gwp/gwp100.csv", "gwp/refrigerant_blends.csv": // titles, codes; see TestPotentials, TestBlends
		default:
			assert.True(t, files[pkg+"/"+file], "%s of %s is not counted", file, pkg)
		}
	}
}

// TestEmbedded pins how many factors and properties each edition holds.
func TestEmbedded(t *testing.T) {
	want := map[string][2]int{
		"desnz-2022": {2944, 229}, "desnz-2023": {2957, 232}, "desnz-2024": {2990, 349}, "desnz-2025": {2990, 240},
		"eea-1990-2019": {901, 0}, "eea-2024": {27, 0}, // 928 rows
		"egrid-2019": {56, 0}, "egrid-2021": {56, 0}, "egrid-2022": {56, 0}, "egrid-2023": {56, 0}, // two of each of 112 rows
		"ember-2026-04": {5391, 0}, // 5,413 rows less 22
		"epa-2021":      {505, 58}, "epa-2023": {510, 58}, "epa-2024": {521, 58}, "epa-2025": {524, 58},
		"japan-2026-06": {3212, 51},
		"useeio-1.2":    {2032, 0}, "useeio-1.2-by-gas": {2032, 0}, // with and without margins of 1,016 codes
		"useeio-1.3": {2032, 0}, "useeio-1.3-by-gas": {4064, 0}, // and the unspecified HFCs and PFCs of each
	}
	for _, e := range all.Editions() {
		set := load(t, e)
		properties := 0
		for range set.Properties() {
			properties++
		}
		assert.Equal(t, want[e.Package+"-"+e.Edition], [2]int{set.Len(), properties}, "%s %s", e.Package, e.Edition)
	}
	assert.Len(t, all.Editions(), len(want))
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

// TestOmittedPage holds factors/OMITTED.md against the lists.
func TestOmittedPage(t *testing.T) {
	text, err := os.ReadFile("../OMITTED.md")
	require.NoError(t, err)
	page := string(text)
	for _, o := range originals {
		counts := map[string]int{}
		for _, r := range readCSV(t, filepath.Join("..", o.pkg, "data", "omitted.csv")) {
			counts[r["file"]+" | "+r["why"]]++
		}
		for key, n := range counts {
			assert.Contains(t, page, "| "+strings.ReplaceAll(key, " | ", " | "+strconv.Itoa(n)+" | ")+" |")
		}
		assert.Contains(t, page, "("+o.pkg+"/data/omitted.csv)")
	}
}
