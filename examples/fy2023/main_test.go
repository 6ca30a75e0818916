package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/golden"
)

func recomputed(t testing.TB) *recomputation {
	t.Helper()
	files, err := nec.Files()
	require.NoError(t, err)
	r, err := load(files)
	require.NoError(t, err)
	return r
}

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(nil, &out))
	golden.Assert(t, "fy2023.txt", out.Bytes())
}

// TestAgainstPublished compares each recomputed line with the published figure in the NEC ESG Data Book 2024. They agree
// within its rounding (±0.5 kt) where possible, and within 1 or 2 % where the publisher's factors are proprietary or not
// published.
func TestAgainstPublished(t *testing.T) {
	rows, err := recomputed(t).rows()
	require.NoError(t, err)
	got := map[string]decimal.Decimal{}
	for _, line := range rows {
		if line.recomputed() {
			got[line.name] = line.kt()
		}
	}
	for _, c := range []struct {
		line      string
		published string // kt
		within    string // kt
	}{
		{"Scope 1", "20", "0.5"},
		{"Scope 2, market", "206", "2.06"},   // 1 %
		{"Scope 2, location", "314", "6.28"}, // 2 %
		{"Category 5, waste generated in operations", "8", "0.5"},
		{"Category 6, business travel", "14", "0.5"},
		{"Category 11, use of sold products", "1568", "31.36"}, // 2 %
	} {
		kt, ok := got[c.line]
		require.True(t, ok, c.line)
		difference := kt.Sub(dec.MustParse(c.published)).Abs()
		assert.True(t, difference.LessThanOrEqual(dec.MustParse(c.within)), "%s: %s kt, published %s", c.line, kt, c.published)
		delete(got, c.line)
	}
	assert.Empty(t, got, "every recomputed line must be compared with its figure")
}

// TestScope1OfEveryYear recomputes the published 22, 22, 21 and 20 kt (NEC ESG Data Book 2024, Scope 1) with the statutory
// set in force in each year.
func TestScope1OfEveryYear(t *testing.T) {
	r := recomputed(t)
	published := map[int]string{2020: "22", 2021: "22", 2022: "21", 2023: "20"}
	for year, want := range published {
		var sum ghg.CO2e
		for _, result := range r.Scope1 {
			if result.Period.Same(nec.FiscalYear(year)) {
				sum = sum.Add(result.CO2e)
			}
		}
		assert.Equal(t, want, sum.Kilotonnes().Round(0).String(), "FY%d", year)
	}
}

func TestExplain(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run([]string{"-explain", "heat"}, &out))
	golden.Assert(t, "explain-heat.txt", out.Bytes())

	err := run([]string{"-explain", "heta"}, &out)
	require.Error(t, err)
	assert.ErrorContains(t, err, "heat", "the error must list the lines")
}

func TestReceipts(t *testing.T) {
	dir := t.TempDir()
	var out bytes.Buffer
	require.NoError(t, run([]string{"-receipt", dir}, &out))
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	require.NoError(t, err)
	assert.Len(t, files, len(recomputed(t).all()))
	for _, name := range files {
		receipt, err := os.ReadFile(name)
		require.NoError(t, err)
		_, err = ghg.Verify(receipt)
		require.NoError(t, err)
		altered := bytes.Replace(receipt, []byte(`"id":"`), []byte(`"id":"other `), 1)
		require.NotEqual(t, receipt, altered)
		_, err = ghg.Verify(altered)
		assert.ErrorIs(t, err, ghg.ErrTampered)
	}
	require.True(t, json.Valid(mustRead(t, files[0])))
}

func mustRead(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	return text
}

// TestBadSheets breaks one sheet at a time, as people and programs do. Each must end at once in an error that names the
// file, with line and column if there is one, and never in a zero or a panic.
func TestBadSheets(t *testing.T) {
	const fuel = "id,period,fuel,region,amount,oxidation\n"
	const good = "2023-04-01/2024-04-01 FY2023,city-gas,JP,326 TJ(HHV),1\n"
	for _, c := range []struct{ name, text, want string }{
		{"misspelt header", strings.Replace(fuel, "amount", "amuont", 1) + "gas," + good, `fuels.csv:1: header: unknown column "amuont": did you mean "amount"?`},
		{"missing column", "id,period,fuel,region,oxidation\ngas,2023,city-gas,JP,1\n", `column "amount" is missing`},
		{"unknown unit", fuel + "gas," + strings.Replace(good, "TJ(HHV)", "TJJ", 1), `fuels.csv:2: column "amount"`},
		{"thousands separator", fuel + "gas,2023-04-01/2024-04-01,city-gas,JP,\"1,234 TJ(HHV)\",1\n", `fuels.csv:2: column "amount"`},
		{"huge exponent", fuel + "gas," + strings.Replace(good, "326", "1e999999999", 1), "exponent"},
		{"negative", fuel + "gas," + strings.Replace(good, "326", "-326", 1), "negative"},
		{"full-width digits", fuel + "gas," + strings.Replace(good, "326", "３２６", 1), "full-width"},
		{"CP932", fuel + "\x93\x73\x8e\x73\x83\x4b\x83\x58," + good, "UTF-8"},
		{"ragged", fuel + "gas,2023\n", "fuels.csv:2"},
		{"a million digits", fuel + "gas," + strings.Replace(good, "326", strings.Repeat("3", 1_000_000), 1), "fuels.csv:2"},
		{"energy without its basis", fuel + "gas," + strings.Replace(good, "TJ(HHV)", "TJ", 1), "TJ(HHV) or TJ(LHV)"},
		{"unknown fuel", fuel + "gas," + strings.Replace(good, "city-gas", "citygas", 1), "fuel/city-gas"},
		{"unknown region", fuel + "gas," + strings.Replace(good, "JP", "ZZ", 1), `region is unknown ("ZZ")`},
		{"region without the fuel", fuel + "gas," + strings.Replace(good, "JP", "KR", 1), "region JP"},
		{"year without factors", fuel + "gas," + strings.Replace(good, "2023-04-01/2024-04-01", "1999-04-01/2000-04-01", 1), "no factor"},
		{"oxidation above 1", fuel + "gas," + strings.Replace(good, ",1\n", ",1.1\n", 1), "oxidation"},
		{"no oxidation", fuel + "gas," + strings.Replace(good, ",1\n", ",\n", 1), "oxidation"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			require.NoError(t, os.CopyFS(dir, os.DirFS("nec/data")))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "fuels.csv"), []byte(c.text), 0o600))
			started := time.Now()
			var out bytes.Buffer
			err := run([]string{"-data", dir}, &out)
			require.Error(t, err)
			assert.Contains(t, err.Error(), c.want)
			assert.Less(t, time.Since(started), 2*time.Second)
			assert.Empty(t, out.String(), "a failed run must print nothing")
		})
	}
}

func TestArguments(t *testing.T) {
	var out bytes.Buffer
	assert.ErrorContains(t, run([]string{"electricity"}, &out), "flags only")
	assert.Error(t, run([]string{"-data", t.TempDir()}, &out), "an empty folder")
}
