package ledger_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/ledger"
)

const (
	fuelMethod = "scope1.stationary-combustion"
	fuelHead   = "id,site,period,fuel,region,amount\n"
	fuelLine   = "a,Leeds,2024,natural-gas,GB,1 MWh(HHV)\n"
)

func fuelJob(t testing.TB) ledger.Job {
	t.Helper()
	b, err := example.Basis()
	require.NoError(t, err)
	return ledger.Job{Basis: b, Method: fuelMethod, Name: "fuel.csv"}
}

// endless repeats a text for a number of bytes.
type endless struct {
	head, text string
	left       int
	at         int
}

func (e *endless) Read(p []byte) (int, error) {
	n := copy(p, e.head)
	e.head = e.head[n:]
	for n < len(p) && e.left > 0 {
		k := copy(p[n:], e.text[e.at:])
		k = min(k, e.left)
		e.at = (e.at + k) % len(e.text)
		e.left -= k
		n += k
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// TestHostileFiles feeds files that cannot be read: each is an error that says what is wrong, in bounded memory.
func TestHostileFiles(t *testing.T) {
	const gigabyte = 1 << 30
	for name, c := range map[string]struct {
		in   io.Reader
		want string
	}{
		"empty":               {strings.NewReader(""), "the file is empty"},
		"no header":           {strings.NewReader("# a comment\n\n"), "the file is empty"},
		"a million columns":   {strings.NewReader(strings.Repeat("id,", 1_000_000) + "\n"), "cells in a row"},
		"a line of a GB":      {&endless{head: fuelHead, text: "x", left: gigabyte}, "bytes in a row"},
		"a header of a GB":    {&endless{text: "x", left: gigabyte}, "bytes in a row"},
		"unterminated quote":  {&endless{head: fuelHead + "\"a", text: fuelLine, left: 1 << 24}, "is a quotation mark not closed?"},
		"UTF-16":              {strings.NewReader("\xff\xfei\x00d\x00"), "UTF-16"},
		"workbook":            {strings.NewReader("PK\x03\x04 and more"), "workbook"},
		"semicolons":          {strings.NewReader(strings.ReplaceAll(fuelHead+fuelLine, ",", ";")), "semicolons"},
		"misspelt column":     {strings.NewReader(strings.Replace(fuelHead, "fuel", "feul", 1) + fuelLine), `did you mean "fuel"`},
		"reader without end":  {noProgress{}, "no data"},
		"reader with a fault": {io.MultiReader(strings.NewReader(fuelHead+fuelLine), broken{}), "the disk is broken"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := ledger.Run(context.Background(), fuelJob(t), c.in, ledger.Output{Lines: io.Discard, Rejects: io.Discard})
			require.ErrorContains(t, err, c.want)
			runtime.GC()
			runtime.ReadMemStats(&after)
			assert.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(64<<20))
			assert.Less(t, len(err.Error()), 20_000)
		})
	}
}

type noProgress struct{}

func (noProgress) Read([]byte) (int, error) { return 0, nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, errors.New("the disk is broken") }

// TestRefusedLines feeds lines of which each is refused by itself, with its number, its column and the reason; the lines around
// it are calculated.
func TestRefusedLines(t *testing.T) {
	for name, c := range map[string]struct{ line, column, reason string }{
		"thousands":         {`b,Leeds,2024,natural-gas,GB,"1,234 MWh(HHV)"`, "amount", "1,234"},
		"full-width digits": {"b,Leeds,2024,natural-gas,GB,１２ MWh(HHV)", "amount", "１２"},
		"huge exponent":     {"b,Leeds,2024,natural-gas,GB,1e999999999 MWh(HHV)", "amount", "1e999999999"},
		"formula":           {"b,Leeds,2024,natural-gas,GB,=1+1", "amount", "=1+1"},
		"unit":              {"b,Leeds,2024,natural-gas,GB,1 MWj", "amount", "MWj"},
		"period":            {"b,Leeds,2024-13,natural-gas,GB,1 MWh(HHV)", "period", "2024-13"},
		"no id":             {",Leeds,2024,natural-gas,GB,1 MWh(HHV)", "id", "id"},
		"no amount":         {"b,Leeds,2024,natural-gas,GB,", "amount", "amount"},
		"negative":          {"b,Leeds,2024,natural-gas,GB,-1 MWh(HHV)", "amount", "-1"},
		"region":            {"b,Leeds,2024,natural-gas,UK,1 MWh(HHV)", "region", "UK is GB"},
		"too many cells":    {fuelLine[:len(fuelLine)-1] + ",x", "", "7"},
		"too few cells":     {"b,Leeds", "", "2"},
		"carriage return":   {"b,Le\reds,2024,natural-gas,GB,1 MWh(HHV)", "", "carriage return"},
		"NUL":               {"b,Le\x00eds,2024,natural-gas,GB,1 MWh(HHV)", "", "NUL"},
		"not UTF-8":         {"b,Le\xffeds,2024,natural-gas,GB,1 MWh(HHV)", "", "not UTF-8"},
		"CP932":             {"b,\x93\x8c\x8b\x9e,2024,natural-gas,GB,1 MWh(HHV)", "", "Shift_JIS"},
		"stray quote":       {`b,Le"e"ds,2024,natural-gas,GB,1 MWh(HHV)`, "", "quote"},
		"unknown fuel":      {"b,Leeds,2024,natral-gas,GB,1 MWh(HHV)", "fuel", "desnz/fuel/natural-gas"},
		"other region":      {"b,Leeds,2024,natural-gas,FR,1 MWh(HHV)", "region", "no factor for fuel/natural-gas in FR"},
		"other unit":        {"b,Leeds,2024,natural-gas,GB,1 h", "amount", "no factor for fuel/natural-gas in GB"},
		"other period":      {"b,Leeds,1990,natural-gas,GB,1 MWh(HHV)", "period", "no factor for fuel/natural-gas in GB"},
		"long cell":         {"b," + strings.Repeat("x", 5000) + ",2024,natural-gas,GB,1 MWh(HHV)", "site", "1000"},
	} {
		t.Run(name, func(t *testing.T) {
			lines, rejects, _, sum := run(t, fuelJob(t), fuelHead+fuelLine+c.line+"\n"+strings.Replace(fuelLine, "a,", "c,", 1))
			require.Len(t, rejects, 2)
			assert.Equal(t, "3", rejects[1][0])
			assert.Equal(t, c.column, rejects[1][1])
			assert.Contains(t, rejects[1][2], c.reason)
			assert.Equal(t, strings.ReplaceAll(c.line, "\r\n", "\n"), rejects[1][3])
			require.Len(t, lines, 3)
			assert.Equal(t, []string{"a", "c"}, []string{lines[1][1], lines[2][1]})
			assert.EqualValues(t, 2, sum.Lines)
			assert.EqualValues(t, 1, sum.Rejected)
		})
	}
}

// TestAsPeopleKeepFiles reads what spreadsheets write.
func TestAsPeopleKeepFiles(t *testing.T) {
	want, _, _, _ := run(t, fuelJob(t), fuelHead+fuelLine)
	for name, text := range map[string]string{
		"byte order mark": "\ufeff" + fuelHead + fuelLine,
		"CRLF":            strings.ReplaceAll(fuelHead+fuelLine, "\n", "\r\n"),
		"no last break":   strings.TrimSuffix(fuelHead+fuelLine, "\n"),
		"quoted":          "\"id\",\"site\",period,fuel,region,amount\n\"a\",\"Leeds\",2024,natural-gas,GB,\"1 MWh(HHV)\"\n",
		"unit apart":      "id,site,period,fuel,region,amount,unit\na,Leeds,2024,natural-gas,GB,1,MWh(HHV)\n",
		"note":            "id,site,period,fuel,region,amount,note\na,Leeds,2024,natural-gas,GB,1 MWh(HHV),read by the caretaker\n",
		"blank cells":     "id,site,period,fuel,region,amount,,\na,Leeds,2024,natural-gas,GB,1 MWh(HHV),,\n,,,,,,,\n",
		"blanks":          "id,site,period,fuel,region,amount\n a , Leeds , 2024 , natural-gas , GB , 1 MWh(HHV) \n",
	} {
		lines, rejects, _, _ := run(t, fuelJob(t), text)
		require.Len(t, rejects, 1, name)
		assert.Equal(t, want, lines, name)
	}
	after, _, _, _ := run(t, fuelJob(t), "# who made it\n\n"+fuelHead+"# a remark\n"+fuelLine)
	assert.Equal(t, want[1][1:], after[1][1:])
	assert.Equal(t, "5", after[1][0])
	job := fuelJob(t)
	job.ShiftJIS = true
	lines, _, _, _ := run(t, job, strings.Replace(fuelHead+fuelLine, "Leeds", "\x93\x8c\x8b\x9e", 1))
	assert.Equal(t, "東京", lines[1][3])
}

// TestMixedFile reads a file of several methods.
func TestMixedFile(t *testing.T) {
	job := fuelJob(t)
	job.Method = ""
	job.Pass = []string{"cost_centre"}
	job.Totals = []string{"cost_centre"}
	const head = "method,id,period,fuel,region,amount,supplier_rate,waste,treatment,mass,cost_centre\n"
	lines, rejects, totals, sum := run(t, job, head+
		"scope1.stationary-combustion,a,2024,natural-gas,GB,1 MWh(HHV),,,,,K1\n"+
		"scope2.electricity,b,2024,,GB,1 MWh,0.15 kg CO2/kWh; the bill,,,,K1\n"+
		"scope3.waste-type-specific,c,2024,,GB,,,commercial-and-industrial,landfill,3.2 t,K2\n"+
		"scope3.waste-type-specific,d,2024,natural-gas,GB,,,commercial-and-industrial,landfill,3.2 t,K2\n"+
		"scope3.waste-type-specifik,e,2024,,GB,,,commercial-and-industrial,landfill,3.2 t,K2\n"+
		"scope1.stationary-combustion,f,2024,natural-gas,GB,1 MWh(HHV), ,,landfill,,K3\n"+
		"scope1.stationary-combustion,g,2024,natural-gas,GB,1 MWh(HHV), ,  ,,\t,K3\n"+
		"scope1.stationary-combustion,h,2024,natural-gas,GB,1 MWh(HHV),,x,,,K3\n")
	assert.EqualValues(t, 4, sum.Lines)
	assert.Equal(t, []string{"7", "treatment"}, rejects[3][:2])
	assert.Equal(t, []string{"9", "waste"}, rejects[4][:2])
	assert.Equal(t, "fuel", rejects[1][1])
	assert.Contains(t, rejects[1][2], "scope3.waste-type-specific has no such input")
	assert.Equal(t, "method", rejects[2][1])
	assert.Contains(t, rejects[2][2], "scope3.waste-type-specific")
	assert.Equal(t, "cost_centre", lines[0][len(lines[0])-1])
	assert.Equal(t, "K2", lines[3][len(lines[3])-1])
	assert.Equal(t, "8", lines[4][0], "blank cells are none")
	assert.Equal(t, []string{"K1", "scope 1", "", "", "", "1", "182.9"}, totals[1][:7])
	assert.Contains(t, lines[0], "co2e_kg:market-based")
	assert.Len(t, totals, 6)
}

// TestJobsAreRefused requires an error for a job that cannot be run.
func TestJobsAreRefused(t *testing.T) {
	for name, change := range map[string]func(*ledger.Job){
		"basis":        func(j *ledger.Job) { j.Basis = factors.Basis{} },
		"method":       func(j *ledger.Job) { j.Method = "scope1.stationary-combustoin" },
		"nested":       func(j *ledger.Job) { j.Method = "scope3.transport-chain" },
		"workers":      func(j *ledger.Job) { j.Workers = -1 },
		"column":       func(j *ledger.Job) { j.Columns = []string{"co2e"} },
		"column twice": func(j *ledger.Job) { j.Columns = []string{"id", "id"} },
		"pass":         func(j *ledger.Job) { j.Pass = []string{" x"} },
		"pass unseen":  func(j *ledger.Job) { j.Pass = []string{"cost_centre"} },
		"totals":       func(j *ledger.Job) { j.Totals = make([]string, 17) },
		"many passed":  func(j *ledger.Job) { j.Pass = make([]string, 65) },
	} {
		j := fuelJob(t)
		change(&j)
		_, err := ledger.Run(context.Background(), j, strings.NewReader(fuelHead+fuelLine), ledger.Output{Rejects: io.Discard})
		require.Error(t, err, name)
	}
	_, err := ledger.Run(context.Background(), fuelJob(t), strings.NewReader(fuelHead), ledger.Output{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = ledger.Run(nil, fuelJob(t), nil, ledger.Output{Rejects: io.Discard}) //nolint:staticcheck // nil is refused
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// TestRunFiles requires that a run that fails leaves nothing under the names of its outputs, nor beside them.
func TestRunFiles(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(fuelHead + strings.Repeat(fuelLine, 10_000)))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	write := func(name string, b []byte) { require.NoError(t, os.WriteFile(path(name), b, 0o600)) }
	write("fuel.csv", []byte(fuelHead+strings.Repeat(fuelLine, 10_000)))
	write("fuel.csv.gz", packed.Bytes())
	write("cut.csv.gz", packed.Bytes()[:packed.Len()-20])
	write("junk.csv.gz", []byte("\x1f\x8bjunk"))
	files := func(in string) ledger.Files {
		return ledger.Files{Input: path(in), Lines: path("lines.csv"), Rejects: path("rejects.csv"), Totals: path("totals.csv")}
	}
	none := func() {
		for _, name := range []string{"lines.csv", "rejects.csv", "totals.csv"} {
			assert.NoFileExists(t, path(name))
		}
		left, err := filepath.Glob(path(".*"))
		require.NoError(t, err)
		assert.Empty(t, left)
	}
	for in, want := range map[string]string{"cut.csv.gz": "cut off", "missing.csv": "no such file", "junk.csv.gz": "compressed"} {
		_, err = ledger.RunFiles(context.Background(), fuelJob(t), files(in))
		require.ErrorContains(t, err, want)
		none()
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = ledger.RunFiles(ended, fuelJob(t), files("fuel.csv"))
	require.ErrorIs(t, err, context.Canceled)
	none()
	same := files("fuel.csv")
	same.Lines = filepath.Join(dir, ".", "fuel.csv")
	_, err = ledger.RunFiles(context.Background(), fuelJob(t), same)
	require.ErrorIs(t, err, ghg.ErrMixed)
	none()
	overwritten := files("fuel.csv")
	overwritten.Lines = dir
	_, err = ledger.RunFiles(context.Background(), fuelJob(t), overwritten)
	require.Error(t, err, "a folder has the name of an output")
	none()
	nowhere := files("fuel.csv")
	nowhere.Totals = path("missing/totals.csv")
	_, err = ledger.RunFiles(context.Background(), fuelJob(t), nowhere)
	require.Error(t, err)
	none()

	named := fuelJob(t)
	named.Name = ""
	sum, err := ledger.RunFiles(context.Background(), named, files("fuel.csv"))
	require.NoError(t, err)
	assert.EqualValues(t, 10_000, sum.Lines)
	first, err := os.ReadFile(path("lines.csv"))
	require.NoError(t, err)
	_, err = ledger.RunFiles(context.Background(), fuelJob(t), files("fuel.csv.gz"))
	require.NoError(t, err)
	again, err := os.ReadFile(path("lines.csv"))
	require.NoError(t, err)
	assert.Equal(t, string(first), string(again))
}

// failing is a writer that is full after some bytes.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errors.New("no space left on device")
	}
	return len(p), nil
}

// TestFullDisk requires that a writer's error ends the run.
func TestFullDisk(t *testing.T) {
	for _, left := range []int{0, 1 << 20} {
		out := ledger.Output{Lines: &failing{left}, Rejects: io.Discard}
		_, err := ledger.Run(context.Background(), fuelJob(t), &endless{head: fuelHead, text: fuelLine, left: 1 << 24}, out)
		require.ErrorContains(t, err, "no space left on device")
		out = ledger.Output{Lines: io.Discard, Rejects: &failing{left}}
		_, err = ledger.Run(context.Background(), fuelJob(t), &endless{head: fuelHead, text: "a,b\n", left: 1 << 24}, out)
		require.ErrorContains(t, err, "no space left on device")
	}
	if full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0); err == nil {
		defer func() { _ = full.Close() }()
		_, err := ledger.Run(context.Background(), fuelJob(t), strings.NewReader(fuelHead+fuelLine), ledger.Output{Lines: full, Rejects: io.Discard})
		require.ErrorContains(t, err, "no space left")
	}
}

// TestContextEndsARun ends a run of a file without end.
func TestContextEndsARun(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	j := fuelJob(t)
	j.Progress = func(p ledger.Progress) {
		if p.Lines > 5000 {
			cancel()
		}
	}
	_, err := ledger.Run(ctx, j, &endless{head: fuelHead, text: fuelLine, left: 1 << 40}, ledger.Output{Lines: io.Discard, Rejects: io.Discard})
	require.ErrorIs(t, err, context.Canceled)
}
