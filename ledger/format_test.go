//go:build unix

package ledger_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/ledger"
)

// upside is a format that keeps a text with its letters exchanged, behind its name.
func upside() ledger.Format {
	return ledger.Format{
		Name: "upside", Ending: ".up", Magic: "UPSIDE\n",
		Read: func(file *io.SectionReader) (io.ReadCloser, error) {
			b, err := io.ReadAll(io.NewSectionReader(file, 7, file.Size()))
			return io.NopCloser(bytes.NewReader(swapped(b))), err
		},
		Write: func(file io.Writer) (io.WriteCloser, error) {
			_, err := io.WriteString(file, "UPSIDE\n")
			return swapping{file}, err
		},
	}
}

func swapped(b []byte) []byte {
	b = bytes.Clone(b)
	for i, c := range b {
		b[i] = c ^ 0x80
	}
	return b
}

type swapping struct{ w io.Writer }

func (s swapping) Write(p []byte) (int, error) { return s.w.Write(swapped(p)) }
func (s swapping) Close() error {
	_, err := s.w.Write(swapped([]byte("# end\n")))
	return err
}

// TestFormats reads an input of a format that is given and writes outputs of several.
func TestFormats(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	text := fuelHead + strings.Repeat(fuelLine, 5000) + "b,Leeds,2024,natural-gas,GB,1 MWj\n"
	require.NoError(t, os.WriteFile(path("fuel.csv"), []byte(text), 0o600))
	require.NoError(t, os.WriteFile(path("fuel.up"), append([]byte("UPSIDE\n"), swapped([]byte(text))...), 0o600))
	run := func(in, lines, rejects, totals string) {
		job := fuelJob(t)
		job.Totals = []string{"site"}
		_, err := ledger.RunFiles(context.Background(), job, ledger.Files{
			Input: path(in), Lines: path(lines), Rejects: path(rejects), Totals: path(totals), Formats: []ledger.Format{upside()},
		})
		require.NoError(t, err)
	}
	read := func(name string) []byte {
		b, err := os.ReadFile(path(name))
		require.NoError(t, err)
		return b
	}
	run("fuel.csv", "lines.csv", "rejects.csv", "totals.csv")
	run("fuel.up", "lines.csv.gz", "REJECTS.GZ", "totals.UP")
	for name, plain := range map[string]string{"lines.csv.gz": "lines.csv", "REJECTS.GZ": "rejects.csv"} {
		z, err := gzip.NewReader(bytes.NewReader(read(name)))
		require.NoError(t, err)
		b, err := io.ReadAll(z)
		require.NoError(t, err)
		assert.Equal(t, string(read(plain)), string(b))
	}
	assert.Equal(t, string(read("totals.csv"))+"# end\n", string(swapped(read("totals.UP")[7:])))
	first := read("lines.csv.gz")
	run("fuel.csv", "lines.csv.gz", "REJECTS.GZ", "totals.UP")
	assert.Equal(t, first, read("lines.csv.gz"), "the same bytes again")
}

// TestFilesOfOtherFormats requires that CSV text is never written under the ending of another format, nor another format read
// as CSV.
func TestFilesOfOtherFormats(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	good := ledger.Files{Input: path("fuel.csv"), Rejects: path("rejects.csv")}
	require.NoError(t, os.WriteFile(good.Input, []byte(fuelHead+fuelLine), 0o600))
	for name, text := range map[string]string{"table": "PAR1 and more", "packed": "\x28\xb5\x2f\xfd and more", "up": "UPSIDE\n"} {
		require.NoError(t, os.WriteFile(path(name), []byte(text), 0o600))
	}
	run := func(change func(*ledger.Files)) error {
		f := good
		change(&f)
		job := fuelJob(t)
		job.Seal = f.Hashes != ""
		_, err := ledger.RunFiles(context.Background(), job, f)
		return err
	}
	with := func(change func(*ledger.Format)) func(*ledger.Files) {
		return func(f *ledger.Files) {
			up := upside()
			change(&up)
			f.Formats = []ledger.Format{up}
		}
	}
	fails := errors.New("it does not work")
	for name, c := range map[string]struct {
		change func(*ledger.Files)
		want   string
	}{
		"output":     {func(f *ledger.Files) { f.Lines = path("lines.parquet") }, "the file is Parquet"},
		"upper case": {func(f *ledger.Files) { f.Totals = path("totals.ZST") }, "the file is Zstandard"},
		"workbook":   {func(f *ledger.Files) { f.Rejects = path("rejects.xlsx") }, "the file is Excel"},
		"input":      {func(f *ledger.Files) { f.Input = path("table") }, "the file is Parquet"},
		"packed":     {func(f *ledger.Files) { f.Input = path("packed") }, "the file is Zstandard"},
		"hashes":     {func(f *ledger.Files) { f.Hashes = path("hashes.gz") }, "without the ending"},
		"hashes 2":   {func(f *ledger.Files) { f.Hashes = path("hashes.parquet") }, "without the ending"},
		"name":       {with(func(f *ledger.Format) { f.Name = "" }), "a name"},
		"nothing":    {with(func(f *ledger.Format) { f.Read, f.Write = nil, nil }), "a function"},
		"magic":      {with(func(f *ledger.Format) { f.Magic = "" }), "first bytes"},
		"gzip":       {with(func(f *ledger.Format) { f.Magic = "\x1f\x8b\x08" }), "first bytes"},
		"ending":     {with(func(f *ledger.Format) { f.Ending = "up" }), "an ending"},
		"csv":        {with(func(f *ledger.Format) { f.Ending = ".CSV" }), "an ending"},
		"twice":      {func(f *ledger.Files) { f.Formats = []ledger.Format{upside(), upside()} }, "other first bytes"},
		"ending twice": {func(f *ledger.Files) {
			other := upside()
			other.Read = nil
			f.Formats = []ledger.Format{upside(), other}
		}, "another ending"},
		"reader": {func(f *ledger.Files) {
			with(func(f *ledger.Format) { f.Read = func(*io.SectionReader) (io.ReadCloser, error) { return nil, fails } })(f)
			f.Input = path("up")
		}, "fuel.csv: it does not work"},
		"no reader": {func(f *ledger.Files) {
			with(func(f *ledger.Format) { f.Read = func(*io.SectionReader) (io.ReadCloser, error) { return nil, nil } })(f)
			f.Input = path("up")
		}, "no reader"},
		"writer": {func(f *ledger.Files) {
			with(func(f *ledger.Format) { f.Write = func(io.Writer) (io.WriteCloser, error) { return nil, fails } })(f)
			f.Lines = path("lines.up")
		}, "it does not work"},
		"no writer": {func(f *ledger.Files) {
			with(func(f *ledger.Format) { f.Write = func(io.Writer) (io.WriteCloser, error) { return nil, nil } })(f)
			f.Lines = path("lines.up")
		}, "no writer"},
		"end": {func(f *ledger.Files) {
			with(func(f *ledger.Format) { f.Write = func(io.Writer) (io.WriteCloser, error) { return unended{}, nil } })(f)
			f.Lines = path("lines.up")
		}, "no space left"},
	} {
		require.ErrorContains(t, run(c.change), c.want, name)
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, files, 4, name)
	}
}

// unended is a file that cannot be completed.
type unended struct{}

func (unended) Write(p []byte) (int, error) { return len(p), nil }
func (unended) Close() error                { return errors.New("no space left on device") }

// TestDamagedGzip names what is wrong with a compressed file.
func TestDamagedGzip(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	_, err := z.Write([]byte(fuelHead + fuelLine))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	one := packed.Bytes()
	changed := bytes.Clone(one)
	changed[len(changed)-6] ^= 1
	run := func(b []byte) (ledger.Summary, error) {
		dir := t.TempDir()
		name := filepath.Join(dir, "in")
		require.NoError(t, os.WriteFile(name, b, 0o600))
		return ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{Input: name, Rejects: filepath.Join(dir, "rejects.csv")})
	}
	for want, b := range map[string][]byte{
		"other bytes behind its end": append(bytes.Clone(one), "more bytes"...),
		"is damaged":                 changed,
		"cut off":                    one[:len(one)-3],
		"cannot be read":             one[:2],
	} {
		_, err := run(b)
		require.ErrorContains(t, err, want)
	}
	var two bytes.Buffer
	two.Write(one)
	z = gzip.NewWriter(&two)
	_, err = z.Write([]byte(fuelLine))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	sum, err := run(two.Bytes())
	require.NoError(t, err, "several in one file are one text (RFC 1952, section 2.2)")
	assert.EqualValues(t, 2, sum.Lines)

	var bomb bytes.Buffer // a line of 64 MB in 64 KB
	z = gzip.NewWriter(&bomb)
	_, err = io.Copy(z, &endless{head: fuelHead, text: "x", left: 64 << 20})
	require.NoError(t, err)
	require.NoError(t, z.Close())
	_, err = run(bomb.Bytes())
	require.ErrorContains(t, err, "bytes in a row")
}

// TestPipes reads plain text from a pipe, and refuses one for a format that reads from any place.
func TestPipes(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("LEFT OUT: no pipes here:", err)
	}
	run := func(text string) error {
		go func() { _ = os.WriteFile(pipe, []byte(text), 0o600) }()
		_, err := ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{Input: pipe, Rejects: filepath.Join(dir, "rejects.csv"), Formats: []ledger.Format{upside()}})
		return err
	}
	require.NoError(t, run(fuelHead+fuelLine))
	err := run("UPSIDE\n" + string(swapped([]byte(fuelHead))))
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	require.ErrorContains(t, err, "not a pipe")
}
