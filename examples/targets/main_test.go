package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/golden"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	require.NoError(t, run(&out))
	golden.Assert(t, "targets.txt", out.Bytes())
}

func data(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(embedded, "data", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := embedded.ReadFile(path)
		files[strings.TrimPrefix(path, "data/")] = &fstest.MapFile{Data: text}
		return err
	}))
	return files
}

// TestData compares the published figures with those of the example fy2023.
func TestData(t *testing.T) {
	for _, name := range []string{"targets.csv", "emissions.csv", "energy.csv", "eco_action_plan_2025.csv"} {
		here, err := os.ReadFile(filepath.Join("data", name))
		require.NoError(t, err)
		there, err := os.ReadFile(filepath.Join("..", "fy2023", "nec", "data", "published", name))
		require.NoError(t, err)
		assert.Equal(t, string(there), string(here), name)
	}
}

// TestAgainstPublished compares progress with the NEC ESG Data Book 2024: −31.0 % for Scope 1+2, from unrounded figures (226 of
// 327 kt is −30.9 %), −6.8 % for Scope 3, and 34 % of renewable electricity.
func TestAgainstPublished(t *testing.T) {
	p, err := read(data(t))
	require.NoError(t, err)
	list, err := p.commitments()
	require.NoError(t, err)
	require.Len(t, list, 5)
	for i, want := range map[int]struct{ change, path, status string }{
		0: {"−30.9", "277.95", "on track"}, // 327 × 0.85
		1: {"−6.8", "5234.3", "behind"},    // 6,158 × 0.85
		2: {"−8.0", "5609.525", "behind"},  // 6,485 × (1 − 0.9 × 3 ÷ 20)
		3: {"−8.0", "5512.25", "not due; behind by cuts alone"},
		4: {"−30.9", "277.95", "met"}, // 327 × (1 − 0.25 × 3 ÷ 5)
	} {
		row := list[i].progress.Latest
		assert.Equal(t, want.change, percentOf(negative(row.Reduction)), list[i].metric)
		assert.Equal(t, want.path, row.Allowance.Kilotonnes().String(), list[i].metric)
		assert.Equal(t, want.status, list[i].status(), list[i].metric)
	}
	r, err := p.renewable()
	require.NoError(t, err)
	assert.Equal(t, "34", r.latest().Shift(2).StringFixed(0))
	for _, line := range p.actionPlan {
		k, err := line.kpi()
		require.NoError(t, err)
		rows, err := k.Table()
		require.NoError(t, err)
		assert.Equal(t, map[string]string{"yes": "met", "": "–"}[line.Met2023], met(rows[0], "met", "not met"), "line %d", line.No)
	}
}

// TestCost checks the price of 3,000 JPY/t: 226 kt cost 678 million JPY a year.
func TestCost(t *testing.T) {
	p, err := read(data(t))
	require.NoError(t, err)
	list, err := p.commitments()
	require.NoError(t, err)
	assert.Equal(t, "678", cost(list[0].latest(), p.price))
	assert.Equal(t, "17892", cost(list[2].latest(), p.price))
}

// TestMissingFigures removes or alters one figure at a time. Nothing takes its place.
func TestMissingFigures(t *testing.T) {
	for _, c := range []struct{ file, old, new, want string }{
		{"emissions.csv", "2022,21,238,,6894,7152\n", "", "FY2022 is missing"},
		{"energy.csv", "2021,renewable electricity,,71714\n", "", "renewable electricity in FY2021"},
		{"energy.csv", "2021,electricity,6805,682545\n", "", "electricity in FY2021"},
		{"activity.csv", "JPY/t CO2", "EUR/t CO2", "internal carbon price in JPY/t CO2"},
		{"activity.csv", "2020,water used,2117,1000 m3,\n", "", "water used in FY2020"},
		{"activity.csv", "2023,waste generated,38.5,kt,\n", "", "waste generated in FY2023"},
		{"targets.csv", "Scope 3,2020", "Scope 4,2020", `"Scope 4"`},
		{"targets.csv", "Scope 3,2020", "Scope 3,2019", "base year FY2019, want FY2020"},
		{"eco_action_plan_2025.csv", "at least,MWh", "exactly,MWh", "line 2"},
	} {
		files := data(t)
		text := string(files[c.file].Data)
		require.Contains(t, text, c.old)
		files[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.new, 1))}
		assert.ErrorContains(t, report(&bytes.Buffer{}, files), c.want)
	}
	for name := range data(t) {
		if !strings.HasSuffix(name, ".csv") {
			continue
		}
		files := data(t)
		delete(files, name)
		assert.Error(t, report(&bytes.Buffer{}, files), name)
	}
}

// TestPublishedParts compares the published totals with the sums of their parts. Each figure is rounded to 1 kt, so a total of
// three parts may differ by half a kilotonne for each part and for itself: 0.5 × (3 + 1) = 2 kt. FY2022 differs by 1 kt.
func TestPublishedParts(t *testing.T) {
	p, err := read(data(t))
	require.NoError(t, err)
	for year, row := range p.emissions {
		difference := row.Scope1.Add(row.Scope2Market).Add(row.Scope3).Sub(row.Total).Abs()
		assert.LessOrEqual(t, difference.InexactFloat64(), 2.0, "FY%d", year)
	}
}

// TestLikelihood compares the probability with the log-normal distribution: at the median it is one half, and at median × GSD²,
// two standard deviations, 97.725 %.
func TestLikelihood(t *testing.T) {
	kt := func(n int64) ghg.CO2e { return must(ghg.TonnesCO2e(decimal.New(n, 3))) }
	assert.InDelta(t, 0.5, likelihood("Scope 1+2", kt(100), kt(100)), 1e-12)
	assert.InDelta(t, 0.97725, likelihood("Scope 1+2", kt(100), kt(110)), 1e-5)
	assert.InDelta(t, 0.97725, likelihood("Scope 1+2+3", kt(100), kt(130)), 1e-5)
}

// TestEditions: the targets that meet version 1 do not meet version 2.0.
func TestEditions(t *testing.T) {
	p, err := read(data(t))
	require.NoError(t, err)
	s, err := p.submission()
	require.NoError(t, err)
	table, err := netzero2.Compare(s, sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), netzero2.V2_0())
	require.NoError(t, err)
	assert.Empty(t, table.Unmet(sbti.NearTerm5_3_1().Name))
	assert.Empty(t, table.Unmet(sbti.NetZero1_3_1().Name))
	assert.Contains(t, table.Unmet(netzero2.V2_0().Name()), netzero2.CriterionPhysical)
	s.Submitted.Year = 2026
	_, err = netzero2.Compare(s, sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), netzero2.V2_0())
	require.ErrorIs(t, err, sbti.ErrNotInForce)
}

func must(e ghg.CO2e, err error) ghg.CO2e {
	if err != nil {
		panic(err)
	}
	return e
}
