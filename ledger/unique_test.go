package ledger_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger"
)

// TestRepeatedLines rejects lines that repeat the id of one before, and names it.
func TestRepeatedLines(t *testing.T) {
	job := fuelJob(t)
	job.Unique = []string{"id"}
	job.Totals = []string{"site"}
	lines, rejects, totals, sum := run(t, job, fuelHead+
		"a,Leeds,2024,natural-gas,GB,1 MWh(HHV)\n"+
		"b,Leeds,2024,natral-gas,GB,1 MWh(HHV)\n"+
		"a,York,2024,natural-gas,GB,1 MWh(HHV)\n"+
		"b,Leeds,2024,natural-gas,GB,2 MWh(HHV)\n"+
		"A,Leeds,2024,natural-gas,GB,2 MWh(HHV)\n"+
		"\" a \",Leeds,2024,natural-gas,GB,3 MWh(HHV)\n"+
		"b,Leeds,2024,natural-gas,GB,4 MWh(HHV)\n")
	assert.Equal(t, ledger.Summary{Lines: 3, Rejected: 4, Repeated: 3, Shared: sum.Shared, Kinds: sum.Kinds}, sum)
	require.Len(t, rejects, 5)
	assert.Equal(t, "3", rejects[1][0], "a line that cannot be calculated")
	assert.Equal(t, []string{"4", "id", `fuel.csv:4: column "id": "a": want what no other line has: line 2 has it`, "a,York,2024,natural-gas,GB,1 MWh(HHV)"}, rejects[2])
	assert.Equal(t, []string{"7", "id"}, rejects[3][:2], "quotation marks and blanks are no part of a text")
	assert.Contains(t, rejects[3][2], "line 2 has it")
	assert.Contains(t, rejects[4][2], "line 5 has it", "line 3 does not count, so it takes nothing")
	assert.Equal(t, []string{"2", "5", "6"}, []string{lines[1][0], lines[2][0], lines[3][0]})
	require.Len(t, totals, 2, "York has no line that counts")
	assert.Equal(t, []string{"Leeds", "scope 1", "", "", "", "3", "914.5", "0", "0"}, totals[1])
}

// TestUniqueColumns tells lines by several columns, of which the input of a method is no other one's.
func TestUniqueColumns(t *testing.T) {
	job := fuelJob(t)
	job.Unique = []string{"invoice", "item_no"}
	const head = "id,period,fuel,region,amount,invoice,item_no\n"
	const line = ",2024,natural-gas,GB,1 MWh(HHV),"
	_, rejects, _, sum := run(t, job, head+"a"+line+"1,23\nb"+line+"12,3\nc"+line+",23\nd"+line+",\ne"+line+"12,3\nf"+line+" ,\n")
	assert.EqualValues(t, 3, sum.Lines)
	require.Len(t, rejects, 4)
	assert.Equal(t, []string{"5", "invoice; item_no", `fuel.csv:5: column "invoice; item_no": "; ": want a text that tells the line from others`}, rejects[1][:3])
	assert.Contains(t, rejects[2][2], `"12; 3": want what no other line has: line 3 has it`)
	assert.Contains(t, rejects[3][2], "want a text")

	job.Method, job.Unique = "", []string{"invoice", "fuel"}
	_, rejects, _, _ = run(t, job, "method,id,period,fuel,region,waste,treatment,mass,amount,invoice\n"+
		"scope1.stationary-combustion,a,2024,natural-gas,GB,,,,1 MWh(HHV),7\n"+
		"scope3.waste-type-specific,c,2024,,GB,commercial-and-industrial,landfill,3.2 t,,7\n"+
		"scope3.waste-type-specific,c,2024,natural-gas,GB,commercial-and-industrial,landfill,3.2 t,,8\n")
	require.Len(t, rejects, 2)
	assert.Contains(t, rejects[1][2], "scope3.waste-type-specific has no such input")

	job = fuelJob(t)
	for name, columns := range map[string][]string{
		"blanks": {" id"}, "twice": {"id", "id"}, "none": {""}, "many": make([]string, 17), "unknown": {"invoice"},
	} {
		job.Unique = columns
		_, err := ledger.Run(context.Background(), job, strings.NewReader(fuelHead+fuelLine), ledger.Output{Rejects: io.Discard})
		require.Error(t, err, name)
	}
	job.Unique = []string{"id"}
	results, err := job.Results([]byte(fuelHead), []byte(fuelLine))
	require.NoError(t, err)
	assert.Len(t, results, 1)
}

// repeatedFile returns a sheet of lines of which some repeat earlier ones, and the sheet without these. Other lines have an
// unknown fuel.
func repeatedFile(rng *rand.Rand, lines int) (whole, once string, repeated int) {
	var a, b strings.Builder
	a.WriteString(fuelHead)
	b.WriteString(fuelHead)
	known := map[string]bool{}
	for range lines {
		id := "P" + strconv.Itoa(rng.IntN(5*lines))
		if rng.IntN(500) == 0 {
			id = "\"P" + id[1:] + "\""
		}
		fuel := "natural-gas"
		if rng.IntN(100) == 0 {
			fuel = "natral-gas"
		}
		line := fmt.Sprintf("%s,site %d,2024,%s,GB,%d.%d MWh(HHV)\n", id, rng.IntN(9), fuel, rng.IntN(1000), rng.IntN(100))
		a.WriteString(line)
		id = strings.Trim(id, `"`)
		switch {
		case fuel != "natural-gas":
			b.WriteString(line)
		case known[id]:
			repeated++
		default:
			known[id] = true
			b.WriteString(line)
		}
	}
	return a.String(), b.String(), repeated
}

// TestRepeatedLinesAreNotThere requires that a file of which lines repeat others gives the lines, the totals and the seal of the
// file without them, and the same bytes for any number of workers, in memory or in a scratch file.
func TestRepeatedLinesAreNotThere(t *testing.T) {
	n := 20_000
	if raceDetector {
		n = 10_000
	}
	defer ledger.SetSurveyChunk(64)()
	whole, once, repeated := repeatedFile(rand.New(rand.NewPCG(1, 2)), n)
	job := fuelJob(t)
	job.Columns, job.Totals, job.Seal = []string{"id", "co2e_kg", "factors"}, []string{"site"}, true
	want, wantSum := output(t, job, once, nil)
	job.Unique = []string{"id"}
	none, noneSum := output(t, job, once, nil)
	assert.Equal(t, want, none)
	assert.Zero(t, noneSum.Repeated)
	var rejects string
	for _, workers := range []int{1, 2, 5} {
		for _, slots := range []int{1 << 19, 1 << 10} {
			job.Workers = workers
			for _, once := range []bool{false, true} {
				back := ledger.SetUniqueBounds(slots, 1<<17)
				scratch, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
				require.NoError(t, err)
				var in io.Reader = strings.NewReader(whole)
				if once {
					in = struct{ io.Reader }{in} // which cannot be read again
				}
				out, sum := outputOf(t, job, in, scratch)
				back()
				require.NoError(t, scratch.Close())
				assert.EqualValues(t, repeated, sum.Repeated)
				assert.Equal(t, wantSum.Lines, sum.Lines)
				assert.EqualValues(t, n, sum.Lines+sum.Rejected)
				for _, i := range []int{0, 2, 3} {
					assert.Equal(t, want[i], out[i], "output %d of %d workers", i, workers)
				}
				assert.Equal(t, wantSum.Statement.Root, sum.Statement.Root)
				assert.Equal(t, wantSum.Statement.Totals, sum.Statement.Totals)
				if rejects == "" {
					rejects = out[1]
				}
				assert.Equal(t, rejects, out[1], "%d workers, %d slots", workers, slots)
			}
		}
	}
	records, err := csv.NewReader(strings.NewReader(rejects)).ReadAll()
	require.NoError(t, err)
	last := 0
	for _, r := range records[1:] {
		line, err := strconv.Atoi(r[0])
		require.NoError(t, err)
		assert.Greater(t, line, last, "rejects are in the order of the file")
		last = line
	}
}

// output runs a job and returns the lines, rejects, totals and hashes.
func output(t *testing.T, j ledger.Job, text string, scratch ledger.Scratch) (out [4]string, sum ledger.Summary) {
	t.Helper()
	return outputOf(t, j, strings.NewReader(text), scratch)
}

// outputOf is output of a reader.
func outputOf(t *testing.T, j ledger.Job, in io.Reader, scratch ledger.Scratch) (out [4]string, sum ledger.Summary) {
	t.Helper()
	var b [4]bytes.Buffer
	sum, err := ledger.Run(context.Background(), j, in, ledger.Output{Lines: &b[0], Rejects: &b[1], Totals: &b[2], Hashes: &b[3], Scratch: scratch})
	require.NoError(t, err)
	for i := range b {
		out[i] = b[i].String()
	}
	return out, sum
}

// TestDistinct compares the search for texts with a map, with a memory of a few texts and hashes that are the same for many.
func TestDistinct(t *testing.T) {
	for _, bits := range []uint64{^uint64(0), 0xffff_0000_0000_00ff, 7, 0} {
		back := ledger.SetUniqueBounds(64, 1<<10)
		scratch, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
		require.NoError(t, err)
		line := ledger.NewDistinct(scratch, bits)
		back()
		rng := rand.New(rand.NewPCG(3, bits))
		known := map[string]int{}
		for i := range 3000 {
			text := strconv.Itoa(rng.IntN(4000))
			if rng.IntN(50) == 0 {
				text = strings.Repeat(text, 1+rng.IntN(400))
			}
			first, err := line([]byte(text), i+1)
			require.NoError(t, err)
			require.Equal(t, known[text], first, "%q with hashes of the bits %x", text, bits)
			if known[text] == 0 {
				known[text] = i + 1
			}
		}
		require.NoError(t, scratch.Close())
	}
}

// TestScratch requires an error for a long file without a scratch file, and for one that is full or cannot be read.
func TestScratch(t *testing.T) {
	defer ledger.SetUniqueBounds(64, 1<<20)()
	job := fuelJob(t)
	job.Unique = []string{"id"}
	file := func(n int) string {
		var b strings.Builder
		b.WriteString(fuelHead)
		for i := range n {
			b.WriteString(strconv.Itoa(i) + fuelLine[1:])
		}
		return b.String()
	}
	try := func(text string, scratch ledger.Scratch) error {
		_, err := ledger.Run(context.Background(), job, struct{ io.Reader }{strings.NewReader(text)}, ledger.Output{Rejects: io.Discard, Scratch: scratch})
		return err
	}
	require.NoError(t, try(file(47), nil))
	err := try(file(48), nil)
	require.ErrorIs(t, err, ghg.ErrMissing)
	require.ErrorContains(t, err, "scratch is not set: want a file for the texts of more than 47 lines")
	require.Error(t, try(file(48), (*os.File)(nil)))
	require.ErrorContains(t, try(file(48), faulty{}), "scratch: the disk is full")
	require.NoError(t, try(file(48), forgetful{}), "nothing is looked for")
	require.ErrorContains(t, try(file(50)+file(1)[len(fuelHead):], forgetful{}), "scratch: the disk is broken")
}

type faulty struct{ forgetful }

func (faulty) WriteAt([]byte, int64) (int, error) { return 0, errors.New("the disk is full") }

type forgetful struct{}

func (forgetful) WriteAt(p []byte, _ int64) (int, error) { return len(p), nil }
func (forgetful) ReadAt([]byte, int64) (int, error)      { return 0, errors.New("the disk is broken") }

// TestSurveyLeavesOut requires that of a file which can be read again, no text is written that is not repeated: hashes alone are.
func TestSurveyLeavesOut(t *testing.T) {
	defer ledger.SetUniqueBounds(256, 1<<20)()
	defer ledger.SetSurveyChunk(64)()
	const n = 20_000
	var b strings.Builder
	b.WriteString(fuelHead)
	for i := range n {
		b.WriteString(strconv.Itoa(i) + "-an-id-that-takes-more-than-a-hash" + fuelLine[1:])
	}
	b.WriteString("7-an-id-that-takes-more-than-a-hash" + fuelLine[1:])
	job := fuelJob(t)
	job.Unique = []string{"id"}
	read := strings.NewReader(b.String())
	size := map[bool]int64{}
	for _, once := range []bool{false, true} {
		scratch, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
		require.NoError(t, err)
		_, err = read.Seek(0, io.SeekStart)
		require.NoError(t, err)
		var in io.Reader = read
		if once {
			in = struct{ io.Reader }{in}
		}
		sum, err := ledger.Run(context.Background(), job, in, ledger.Output{Rejects: io.Discard, Scratch: scratch})
		require.NoError(t, err)
		assert.EqualValues(t, 1, sum.Repeated)
		info, err := scratch.Stat()
		require.NoError(t, err)
		size[once] = info.Size()
		require.NoError(t, scratch.Close())
	}
	assert.LessOrEqual(t, size[false], int64(8*(n+1)))
	assert.Greater(t, size[true], int64(40*n))
}

// TestSurveyFails requires an error for an input that changes or cannot be read again, and for a scratch file that is full or
// broken, and that a context ends it.
func TestSurveyFails(t *testing.T) {
	defer ledger.SetUniqueBounds(64, 1<<20)()
	defer ledger.SetSurveyChunk(8)()
	job := fuelJob(t)
	job.Unique = []string{"id"}
	var b strings.Builder
	b.WriteString(fuelHead)
	for i := range 300 {
		b.WriteString(strconv.Itoa(i) + fuelLine[1:])
	}
	text := b.String()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	scratch := func() ledger.Scratch {
		f, err := os.Create(filepath.Join(t.TempDir(), "scratch"))
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, f.Close()) })
		return f
	}
	for name, c := range map[string]struct {
		again   io.Reader
		scratch ledger.Scratch
		want    string
	}{
		"as it was":       {strings.NewReader(text), scratch(), ""},
		"a line more":     {strings.NewReader(text + "300" + fuelLine[1:]), scratch(), "fuel.csv: it had 300 lines when it was read for the first time, and 301 the second time: the file must not change"},
		"nothing":         {strings.NewReader(""), scratch(), "the file is empty"},
		"another file":    {strings.NewReader("id,id\n"), scratch(), "id"},
		"a broken disk":   {iotest.ErrReader(errors.New("the disk is broken")), scratch(), "the disk is broken"},
		"not to be read":  {nil, scratch(), "it cannot be opened"},
		"a full scratch":  {strings.NewReader(text), faulty{}, "scratch: the disk is full"},
		"a lost scratch":  {strings.NewReader(text), forgetful{}, "scratch: the disk is broken"},
		"a context ended": {ending{strings.NewReader(text), cancel}, scratch(), "context canceled"},
	} {
		of := context.Background()
		if name == "a context ended" {
			of = ctx
		}
		again := func() (io.ReadCloser, error) {
			if c.again == nil {
				return nil, errors.New("it cannot be opened")
			}
			return io.NopCloser(c.again), nil
		}
		_, err := ledger.RunTwice(of, job, strings.NewReader(text), again, ledger.Output{Rejects: io.Discard, Scratch: c.scratch})
		if c.want == "" {
			require.NoError(t, err, name)
			continue
		}
		require.ErrorContains(t, err, c.want, name)
	}
}

// ending is a reader that cancels a context.
type ending struct {
	io.Reader
	cancel func()
}

func (e ending) Read(p []byte) (int, error) {
	e.cancel()
	return e.Reader.Read(p)
}

// TestReadOnce requires that what embeds a file is read as it reads itself, and only once.
func TestReadOnce(t *testing.T) {
	defer ledger.SetUniqueBounds(64, 1<<20)()
	job := fuelJob(t)
	job.Unique = []string{"id"}
	var b strings.Builder
	b.WriteString(fuelHead)
	for i := range 300 {
		b.WriteString(strconv.Itoa(i%200) + fuelLine[1:])
	}
	text := b.String()
	file := func(content string) *os.File {
		name := filepath.Join(t.TempDir(), "file")
		require.NoError(t, os.WriteFile(name, []byte(content), 0o600))
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, f.Close()) })
		return f
	}
	offset := file("behind this" + text)
	_, err := offset.Seek(int64(len("behind this")), io.SeekStart)
	require.NoError(t, err)
	ended := file(text)
	_, err = ended.Seek(0, io.SeekEnd)
	require.NoError(t, err)
	for name, in := range map[string]io.Reader{
		"an unpacked file": unpacks{file("packed"), strings.NewReader(text)},
		"a part of a file": offset,
		"bytes":            bytes.NewReader([]byte(text)),
		"a section":        io.NewSectionReader(strings.NewReader("behind this"+text), int64(len("behind this")), int64(len(text))),
	} {
		sum, err := ledger.Run(context.Background(), job, in, ledger.Output{Rejects: io.Discard, Scratch: file("")})
		require.NoError(t, err, name)
		assert.EqualValues(t, 100, sum.Repeated, name)
	}
	_, err = ledger.Run(context.Background(), job, ended, ledger.Output{Rejects: io.Discard, Scratch: file("")})
	require.ErrorContains(t, err, "the file is empty")
}

// unpacks is a file that is read by another reader.
type unpacks struct {
	*os.File
	text io.Reader
}

func (u unpacks) Read(p []byte) (int, error) { return u.text.Read(p) }

// TestScratchOfFiles requires that the scratch file of a run on files is removed, and that a file which is read twice is unpacked
// twice.
func TestScratchOfFiles(t *testing.T) {
	defer ledger.SetUniqueBounds(64, 1<<20)()
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	whole, _, repeated := repeatedFile(rand.New(rand.NewPCG(1, 2)), 3000)
	require.NoError(t, os.WriteFile(path("fuel.csv"), []byte(whole), 0o600))
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(whole))
	require.NoError(t, errors.Join(err, z.Close()))
	require.NoError(t, os.WriteFile(path("fuel.csv.gz"), packed.Bytes(), 0o600))
	job := fuelJob(t)
	job.Unique = []string{"id"}
	for _, name := range []string{"fuel.csv", "fuel.csv.gz"} {
		sum, err := ledger.RunFiles(context.Background(), job, ledger.Files{Input: path(name), Rejects: path("rejects.csv")})
		require.NoError(t, err)
		assert.EqualValues(t, repeated, sum.Repeated)
	}
	left, err := filepath.Glob(path(".*"))
	require.NoError(t, err)
	assert.Empty(t, left)
}
