package cli

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// shown runs a command line that fails and returns what it writes to standard error.
func shown(t *testing.T, s Streams, args ...string) string {
	t.Helper()
	var out, err bytes.Buffer
	s.Out, s.Err = &out, &err
	require.Equal(t, StatusFailed, Main(t.Context(), args, s), err.String())
	return err.String()
}

// broken returns a project with a sheet of electricity.
func broken(t *testing.T, sheet string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "p")
	require.NoError(t, os.MkdirAll(filepath.Join(dir, "activities"), 0o755))
	for name, text := range map[string]string{
		"ghg.toml":                          "name = \"A\"\napproach = \"equity share\"\nperiod = \"2024\"\ngwp = \"AR5\"\nfactors = [\"desnz-2024\"]\n[policy]\ngrid_average_as_residual = true\nnewer_years = 1\n",
		"activities/scope2.electricity.csv": sheet,
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	return dir
}

const header = "id,site,period,amount,region\n"

// TestManyErrors checks that a hundred are shown and the rest is counted.
func TestManyErrors(t *testing.T) {
	var sheet strings.Builder
	sheet.WriteString(header)
	for i := range 140 {
		fmt.Fprintf(&sheet, "power %d,,2024,%d kWhh,GB\n", i, i)
	}
	text := shown(t, Streams{}, "run", broken(t, sheet.String()))
	assert.Equal(t, 100, strings.Count(text, "unknown unit"))
	assert.True(t, strings.HasSuffix(text, "ghg: 140 errors; the first 100 are shown\n"), "the count is the last line")
}

func TestColour(t *testing.T) {
	dir := broken(t, header+"power,,2024,1 kWhh,GB\n")
	assert.Contains(t, shown(t, Streams{Terminal: true}, "run", dir), "\x1b[1;31m^^^^^^\x1b[0m")
	assert.NotContains(t, shown(t, Streams{Terminal: true, NoColor: true}, "run", dir), "\x1b[1")
	assert.NotContains(t, shown(t, Streams{}, "run", dir), "\x1b")
}

// TestMark checks that the mark stands under the cell, in lines of characters of two columns, in long lines and in cells of
// several lines.
func TestMark(t *testing.T) {
	for name, row := range map[string]string{
		"wide":      "電力,東京本社ビル,2024,1 kWhh,GB\n",
		"combining": "e\u0301,cafe\u0301,2024,1 kWhh,GB\n",
		"long":      strings.Repeat("power ", 60) + "," + strings.Repeat("site ", 40) + ",2024,1 kWhh,GB\n",
		"lines":     "\"power\nof two lines\",Leeds,2024,1 kWhh,GB\n",
	} {
		t.Run(name, func(t *testing.T) {
			text := shown(t, Streams{Width: 80}, "run", broken(t, header+row))
			lines := strings.Split(text, "\n")
			require.GreaterOrEqual(t, len(lines), 3)
			source, mark := lines[1], lines[2]
			before, _, found := strings.Cut(source, "1 kWhh")
			require.True(t, found, text)
			blank, _, found := strings.Cut(mark, "^^^^^^")
			require.True(t, found, text)
			assert.Equal(t, displayWidth(before), displayWidth(blank), text)
			assert.LessOrEqual(t, displayWidth(source), 100)
		})
	}
}

// TestControlCharacters checks that a cell cannot command the terminal.
func TestControlCharacters(t *testing.T) {
	text := shown(t, Streams{}, "run", broken(t, header+"\"po\x1b[2Jwer\",,2024,1 kWhh,GB\n"))
	assert.NotContains(t, text, "\x1b")
}

func TestJapaneseFallsBack(t *testing.T) {
	a := &app{lang: "ja"}
	list, more := a.mistakes(errors.New("something else"))
	require.Len(t, list, 1)
	assert.Zero(t, more)
	assert.Equal(t, "something else", list[0].text)
}

func TestJapanese(t *testing.T) {
	for name, test := range map[string]struct{ sheet, want string }{
		"outside":        {header + "a,b,2023,1 kWh,GB\n", "期間 2023 は報告期間に含まれません。"},
		"unknown column": {"id,sites,period,amount,region\na,b,2024,1 kWh,GB\n", "列「sites」は使えません。"},
		"missing column": {"id,site,period,region\na,b,2024,GB\n", "必須の列「amount」がありません。"},
		"ragged":         {header + "a,b,2024,1,000 kWh,GB\n", "この行のセルは 6 個です。見出しと同じ 5 個にしてください。"},
		"number":         {header + "a,b,2024,x kWh,GB\n", "「x」は数値ではありません。半角の数字"},
		"thousands":      {header + "a,b,2024,\"1,000 kWh\",GB\n", "桁区切りを付けず"},
		"unit":           {header + "a,b,2024,1 kWhh,GB\n", "単位「kWhh」は不明です。近いもの: kWh"},
		"empty":          {header + "a,b,2024,,GB\n", "数量が空です。"},
		"factor":         {header + "a,b,2024,1 kWh,FR\n", "の排出係数がありません（地域 FR、期間 2024）。"},
		"period":         {header + "a,b,2024-13,1 kWh,GB\n", "期間「2024-13」を読み取れません。"},
		"negative":       {header + "a,b,2024,-1 kWh,GB\n", "「amount」が負の値です"},
		"region":         {header + "a,b,2024,1 kWh,GX\n", "「region」の値「GX」は不明です。"},
		"twice":          {header + "a,b,2024,1 kWh,GB\na,c,2024,2 kWh,GB\n", "id「a」が重複しています。"},
		"quote":          {header + "a,\"b\"c,2024,1 kWh,GB\n", "引用符の位置が正しくありません。"},
	} {
		t.Run(name, func(t *testing.T) {
			text := shown(t, Streams{}, "--lang", "ja", "run", broken(t, test.sheet))
			assert.Contains(t, text, test.want)
			assert.Contains(t, text, "件")
		})
	}
}

// The columns that a header lacks are one mistake, in both languages.
func TestColumnsMissing(t *testing.T) {
	dir := broken(t, "id,region\nhq,GB\n")
	english := shown(t, Streams{}, "run", dir)
	assert.Contains(t, english, `scope2.electricity.csv:1: columns "period" and "amount" are missing`)
	assert.Contains(t, english, "ghg: 1 error\n", "they are counted as one")
	assert.Contains(t, shown(t, Streams{}, "run", dir, "--lang", "ja"), "必須の列「period」「amount」がありません。")
}

// TestDevice checks that a device is written to, and that no file takes its place.
func TestDevice(t *testing.T) {
	link := filepath.Join(t.TempDir(), "null")
	require.NoError(t, os.Symlink(os.DevNull, link))
	dir := filepath.Join(t.TempDir(), "p")
	var out, err bytes.Buffer
	s := Streams{Out: &out, Err: &err}
	require.Equal(t, StatusOK, Main(t.Context(), []string{"init", dir, "--sample", "uk"}, s), err.String())
	require.Equal(t, StatusOK, Main(t.Context(), []string{"report", dir, "--out", link}, s), err.String())
	info, e := os.Stat(link)
	require.NoError(t, e)
	assert.False(t, info.Mode().IsRegular(), "a file is in the place of the device")
}

// TestNothingUnreadableOnTerminal checks that a page or a workbook is not written to a terminal, and that a table is.
func TestNothingUnreadableOnTerminal(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "p")
	ghg := func(args ...string) (int, string, string) {
		var out, err bytes.Buffer
		status := Main(t.Context(), args, Streams{Out: &out, Err: &err, OutTerminal: true})
		return status, out.String(), err.String()
	}
	status, _, text := ghg("init", dir, "--sample", "uk")
	require.Equal(t, StatusOK, status, text)
	for _, args := range [][]string{
		{"report", dir},
		{"report", dir, "--format", "html"},
		{"report", dir, "--format", "verify"},
		{"report", dir, "--format", "pdf"},
		{"report", dir, "--format", "xlsx"},
		{"report", dir, "--format", "xbrl"},
		{"report", dir, "--format", "gri", "-o", "xlsx"},
		{"run", dir, "-o", "xlsx"},
	} {
		status, out, text := ghg(args...)
		assert.Equal(t, StatusUsage, status, args)
		assert.Empty(t, out, args)
		assert.Contains(t, text, "want --out, since it cannot be read on a terminal", args)
	}
	for _, args := range [][]string{{"report", dir, "--format", "gri"}, {"run", dir}, {"report", dir, "--out", filepath.Join(dir, "r.html")}} {
		status, _, text := ghg(args...)
		assert.Equal(t, StatusOK, status, text)
	}
}

// TestNothingThatATerminalObeys feeds flags, names of files and sheets with what a terminal would obey: a colour, a control
// character of ISO 6429 and another direction of writing.
func TestNothingThatATerminalObeys(t *testing.T) {
	const bad = "x\x1b[31m\u009b1m\u202ey\ay"
	sheet := filepath.Join(t.TempDir(), "a.csv")
	write := func(id, amount string) {
		text := "id,period,fuel,region,amount\n\"" + id + "\",2024,natural-gas,GB," + amount + "\n"
		require.NoError(t, os.WriteFile(sheet, []byte(text), 0o600))
	}
	out := func(want int, args ...string) []byte {
		var out, err bytes.Buffer
		require.Equal(t, want, Main(t.Context(), args, Streams{Out: &out, Err: &err}), "%q: %s", args, err.String())
		return out.Bytes()
	}
	ghg := func(want int, args ...string) string {
		var out, err bytes.Buffer
		require.Equal(t, want, Main(t.Context(), args, Streams{Out: &out, Err: &err}), "%q: %s", args, err.String())
		assert.NotContains(t, out.String()+err.String(), "\x1b", args)
		for _, r := range out.String() + err.String() {
			require.False(t, r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)), "%q: %q", args, out.String()+err.String())
		}
		return out.String() + err.String()
	}
	calc := []string{"calc", "scope1.stationary-combustion", sheet, "--factors", "desnz-2024", "--gwp", "AR5"}
	write(bad, "1 MWh(HHV)")
	assert.Contains(t, ghg(StatusOK, append(calc, "-o", "table")...), "x\ufffd[31m\ufffd1m\ufffdy\ufffdy")
	assert.Contains(t, ghg(StatusOK, append(calc, "--explain")...), "\ufffd[31m", "the steps")
	power := []string{"calc", "scope2.electricity", "id=" + bad, "period=2024", "amount=1 kWh", "region=GB", "--factors", "desnz-2024", "--gwp", "AR5", "--policy", "grid_average_as_residual"}
	assert.Contains(t, ghg(StatusOK, power...), "caveat of x\ufffd[31m")
	receipt := filepath.Join(filepath.Dir(sheet), "r\x1b.json")
	require.NoError(t, os.WriteFile(receipt, out(StatusOK, append(calc, "-o", "receipt")...), 0o600))
	assert.Contains(t, ghg(StatusOK, "verify", receipt), "r\ufffd.json")
	own := filepath.Join(filepath.Dir(sheet), "o\x1b.csv")
	require.NoError(t, os.WriteFile(own, []byte("activity,unit,CO2e\n"), 0o600))
	ghg(StatusFailed, "factors", "import", own)
	explain := []string{"--region", "GB", "--period", "2024", "--unit", "kWh", "--boundary", "combustion", "--factors", "desnz-2024"}
	ghg(StatusOK, append([]string{"factors", "explain", "fuel/" + bad}, explain...)...)
	write(bad, "1 "+bad)
	ghg(StatusFailed, calc...)
	require.NoError(t, os.WriteFile(sheet, []byte("id,period,fuel,region,amount\nאב\u200f1,2024,natural-gas,GB,1 MWh(HHV)\n"), 0o600))
	assert.Contains(t, string(out(StatusOK, append(calc, "-o", "table")...)), "אב\u200f1", "a mark of direction is a part of a text")
	ghg(StatusUsage, "run", "--"+bad)
	ghg(StatusUsage, bad)
	for _, of := range []string{"factors", "help", "completion"} {
		ghg(StatusUsage, of, bad)
	}
	ghg(StatusFailed, "run", bad)
	ghg(StatusFailed, "verify", bad)
	ghg(StatusFailed, "report", "p", "--out", bad+"/r.html")
	ghg(StatusUsage, "calc", bad, "id="+bad)
}

// TestMistakesOfLongFiles shows the lines of a file whatever its length, in memory that does not grow with it.
func TestMistakesOfLongFiles(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "long.csv")
	line := "power,,2024," + strings.Repeat("1", 200) + " kWh,GB\n"
	const lines = 400_000 // 88 MB
	text := "# made by hand\n\n" + header + strings.Repeat(line, lines) + "the last,\"of\nall\",x\n"
	require.NoError(t, os.WriteFile(name, []byte(text), 0o600))

	var files sources
	files.want(name, 3)
	files.want(name, lines+4)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, ok := files.open(name)
	runtime.ReadMemStats(&after)
	require.True(t, ok)
	assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
	assert.Equal(t, 3, s.at)
	assert.Equal(t, []string{"id", "site", "period", "amount", "region"}, s.header)
	assert.Equal(t, []cell{{"the last", lines + 4, 1}, {"of\nall", lines + 4, 10}, {"x", lines + 5, 6}}, s.cells(lines+4))
	assert.Nil(t, s.cells(lines))

	wide := filepath.Join(dir, "wide.csv")
	require.NoError(t, os.WriteFile(wide, []byte(header+strings.Repeat("x", 3<<20)+"\n"), 0o600))
	files.want(wide, 2)
	s, ok = files.open(wide)
	require.True(t, ok)
	assert.InDelta(t, longestLine, len(s.lines[2]), 4096, "of a long line the beginning is kept")
}

// TestMistakesOfCompressedFiles shows the text of a file, not its bytes.
func TestMistakesOfCompressedFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "fuel.csv.gz")
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := z.Write([]byte("id,feul\na,b\n"))
	require.NoError(t, errors.Join(err, z.Close()))
	require.NoError(t, os.WriteFile(name, b.Bytes(), 0o600))
	text := shown(t, Streams{}, "ledger", name, "--method", "scope1.stationary-combustion", "--factors", "desnz-2024", "--gwp", "AR5")
	assert.Contains(t, text, ":1:4: unknown column \"feul\"")
	assert.Contains(t, text, "  1 | id,feul\n    |    ^^^^\n")
}
