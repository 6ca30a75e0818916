package project_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/japanese"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/xlsx"
)

func open(t *testing.T, files map[string]string) *project.Project {
	t.Helper()
	p, err := project.Open(folder(t, files))
	require.NoError(t, err)
	return p
}

// kilograms returns scope 1 of a project.
func kilograms(t *testing.T, p *project.Project) string {
	t.Helper()
	inv, err := p.Run(t.Context(), project.Options{})
	require.NoError(t, err)
	total, err := inv.Scope(ghg.Scope1, ghg.MarketBased)
	require.NoError(t, err)
	return total.Kg().String()
}

// many returns a project of several sheets that are each longer than a block.
func many() map[string]string {
	files := tinyFiles()
	for sheet := range 9 {
		var b strings.Builder
		b.WriteString("id,site,period,fuel,region,amount\n")
		for i := range 1300 {
			fmt.Fprintf(&b, "b-%d-%d,Site %d,2024-%02d,natural-gas,GB,%d.5 kWh(HHV)\n", sheet, i, sheet, i%12+1, i)
		}
		files[fmt.Sprintf("activities/scope1.stationary-combustion.s%d.csv", sheet)] = b.String()
	}
	return files
}

// TestWorkersDoNotMatter checks that results are in the order of the sheets whatever reads them.
func TestWorkersDoNotMatter(t *testing.T) {
	p := open(t, many())
	var written [2]bytes.Buffer
	for i, workers := range []int{1, 7} {
		var last project.Progress
		inv, err := p.Run(t.Context(), project.Options{Workers: workers, Progress: func(at project.Progress) { last = at }})
		require.NoError(t, err)
		require.NoError(t, inv.WriteResults(&written[i]))
		assert.Equal(t, 11, last.Sheets)
		assert.Equal(t, 9*1300+2, last.Lines)
	}
	assert.True(t, bytes.Equal(written[0].Bytes(), written[1].Bytes()), "results differ with the number of workers")
}

// TestRunIsThePlainRun compares a project with inventory.Run of the same activities.
func TestRunIsThePlainRun(t *testing.T) {
	for _, name := range []string{"nec", "uk", "us"} {
		p, c := sample(t, name)
		b, err := p.Basis()
		require.NoError(t, err)
		list, err := p.Activities()
		require.NoError(t, err)
		inv, err := inventory.Run(b, p.Organisation, list)
		require.NoError(t, err)
		var got, want bytes.Buffer
		require.NoError(t, c.Inventory.WriteResults(&got))
		require.NoError(t, inv.WriteResults(&want))
		assert.True(t, bytes.Equal(want.Bytes(), got.Bytes()), name)
	}
}

func TestRunIsInterrupted(t *testing.T) {
	p := open(t, many())
	ctx, stop := context.WithCancel(t.Context())
	_, err := p.Run(ctx, project.Options{Progress: func(project.Progress) { stop() }})
	assert.ErrorIs(t, err, context.Canceled)
}

func TestSheetRules(t *testing.T) {
	files := tinyFiles()
	text, err := japanese.ShiftJIS.NewEncoder().String("id,site,period,fuel,region,amount\nボイラー,東京,2024,natural-gas,GB,1000 kWh(HHV)\n")
	require.NoError(t, err)
	files["activities/boilers-east.csv"] = text
	files["activities/draft.csv"] = "nothing"
	files["activities/~$open.xlsx"] = "a file that Excel holds open"
	files["ghg.toml"] += `
[[sheets]]
file = "boilers-*.csv"
method = "scope1.stationary-combustion"
encoding = "shift_jis"

[[sheets]]
file = "draft.csv"
skip = "not yet checked"
`
	p := open(t, files)
	require.Len(t, p.Sheets(), 3)
	assert.True(t, p.Sheets()[0].ShiftJIS)
	assert.Equal(t, "365.8", kilograms(t, p))
}

func TestSheetsAreRefused(t *testing.T) {
	for name, want := range map[string]string{
		"scope1.stationery-combustion.csv": "stationary-combustion",
		"boilers.csv":                      "the file's name does not begin with a method",
		"notes.docx":                       "unknown kind of file",
		"book.xlsx":                        "not a workbook",
	} {
		files := tinyFiles()
		files["activities/"+name] = "x"
		_, err := project.Open(folder(t, files))
		assert.ErrorContains(t, err, want, name)
	}
	_, err := project.Open(folder(t, map[string]string{"ghg.toml": tiny, "activities/.keep": ""}))
	assert.ErrorContains(t, err, "no sheets")
}

func TestWorkbook(t *testing.T) {
	files := tinyFiles()
	delete(files, "activities/scope1.stationary-combustion.boilers.csv")
	dir := folder(t, files)
	m, err := activity.Lookup("scope1.stationary-combustion")
	require.NoError(t, err)
	var book bytes.Buffer
	require.NoError(t, xlsx.WriteTemplate(&book, m))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "activities", "year.xlsx"), book.Bytes(), 0o600))
	p, err := project.Open(dir)
	require.NoError(t, err)
	assert.Equal(t, "activities/year.xlsx!stationary-combustion", p.Sheets()[1].String())
	_, err = p.Run(t.Context(), project.Options{})
	require.NoError(t, err, "the example row of the template calculates")
}

func TestJSON(t *testing.T) {
	files := tinyFiles()
	delete(files, "activities/scope1.stationary-combustion.boilers.csv")
	files["activities/more.jsonl"] = `{"method":"scope1.stationary-combustion","id":"b","period":"2024","fuel":"natural-gas","region":"GB","amount":"10 kWh(HHV)"}`
	assert.Equal(t, "1.829", kilograms(t, open(t, files)))
}

// TestLock checks that a lock takes the place of the factors.
func TestLock(t *testing.T) {
	p := open(t, tinyFiles())
	assert.False(t, p.Locked())
	inv, err := p.Run(t.Context(), project.Options{})
	require.NoError(t, err)
	from, err := p.Catalogue()
	require.NoError(t, err)
	lock, err := factors.NewLock(from, inv.Results())
	require.NoError(t, err)
	var text bytes.Buffer
	require.NoError(t, lock.Write(&text))
	files := tinyFiles()
	files["factors.lock"] = text.String()
	files["ghg.toml"] = strings.Replace(tiny, "desnz-2024", "desnz-2022", 1)
	locked := open(t, files)
	assert.True(t, locked.Locked())
	assert.Equal(t, kilograms(t, p), kilograms(t, locked))
	files["factors.lock"] = strings.Replace(text.String(), "0.1", "0.2", 1)
	_, err = open(t, files).Run(t.Context(), project.Options{})
	require.Error(t, err)
}

func TestConfigIsRefused(t *testing.T) {
	for name, test := range map[string]struct{ from, to, want string }{
		"unknown key":  {"gwp =", "gpw =", "ghg.toml:4:1: gpw: unknown key: did you mean gwp?"},
		"nested":       {"[policy]", "[policy]\nolder_year = 1", "did you mean older_years?"},
		"syntax":       {`"2024"`, `2024"`, "ghg.toml:3:"},
		"approach":     {"operational", "optional", "ghg.toml:2:12: approach"},
		"period":       {`"2024"`, `"2024-13"`, "ghg.toml:3:10: period"},
		"gwp":          {"AR5", "AR9", "ghg.toml:4:7: gwp"},
		"factors":      {"desnz-2024", "desnz-2042", "ghg.toml:5:12: factors is unknown"},
		"missing":      {`name = "Tiny Ltd"`, "", "name is not set"},
		"rules":        {`"desnz"`, `"mine"`, `upstream.rules is unknown ("mine")`},
		"own, no file": {`["desnz-2024"]`, `["own"]`, "a file in the folder factors: there is none"},
		"rates":        {"[policy]", "[[sheets]]\nfile = \"[\"\n[policy]", "sheets[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			files := tinyFiles()
			files["ghg.toml"] = strings.Replace(tiny, test.from, test.to, 1)
			p, err := project.Open(folder(t, files))
			if err == nil {
				_, err = p.Basis()
			}
			require.ErrorContains(t, err, test.want)
			var of *project.FolderError
			assert.ErrorAs(t, err, &of)
		})
	}
}

func TestInstrumentsNeedTheirPurchase(t *testing.T) {
	files := tinyFiles()
	files["instruments.csv"] = "id,purchase,kind,volume,rate,market,vintage\nC-1,powr,certificate,1 kWh,zero-carbon,GB,2024\n"
	p := open(t, files)
	_, err := p.Run(t.Context(), project.Options{})
	require.ErrorContains(t, err, `covers the purchase "powr"`)
	_, err = p.Activities()
	assert.ErrorContains(t, err, `covers the purchase "powr"`)
}

// BenchmarkRun is a run beside the plain loop over the same sheets.
func BenchmarkRun(b *testing.B) {
	dir := b.TempDir()
	for name, text := range many() {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(b, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(b, os.WriteFile(path, []byte(strings.Replace(text, "[upstream]\nrules = \"desnz\"\n", "", 1)), 0o600))
	}
	p, err := project.Open(dir)
	require.NoError(b, err)
	basis, err := p.Basis()
	require.NoError(b, err)
	b.Run("run", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, err := p.Run(b.Context(), project.Options{})
			require.NoError(b, err)
		}
	})
	b.Run("loop", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			d := activity.NewDeriver(basis)
			for _, s := range p.Sheets() {
				f, err := os.Open(filepath.Join(dir, s.File))
				require.NoError(b, err)
				m, err := activity.Lookup(string(s.Method))
				require.NoError(b, err)
				for _, err := range m.Lines(d, f, s.File) {
					require.NoError(b, err)
				}
				require.NoError(b, f.Close())
			}
		}
	})
}
