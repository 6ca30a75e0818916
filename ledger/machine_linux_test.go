package ledger_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/ledger"
)

// peakOf runs the ledger of a folder in a process of its own, and returns the most memory that it has had, in bytes, and its
// error.
func peakOf(t *testing.T, dir string) (peak int64, message string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), folderOfRun+"="+dir)
	var out, errs bytes.Buffer
	child.Stdout, child.Stderr = &out, &errs
	if err := child.Run(); err != nil {
		var exit *exec.ExitError
		require.ErrorAs(t, err, &exit)
		require.Equal(t, 3, exit.ExitCode(), errs.String())
	}
	_, after, found := strings.Cut(out.String(), "VmHWM:")
	require.True(t, found, out.String())
	kb, err := strconv.ParseInt(strings.Fields(after)[0], 10, 64)
	require.NoError(t, err)
	return kb << 10, errs.String()
}

// packed returns a file compressed by gzip: a text, and then another one many times.
func packed(t *testing.T, head, text string, times int) []byte {
	t.Helper()
	var whole bytes.Buffer
	pack := func(text string) []byte {
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
		require.NoError(t, err)
		_, err = io.WriteString(z, text)
		require.NoError(t, err)
		require.NoError(t, z.Close())
		return b.Bytes()
	}
	whole.Write(pack(head))
	member := pack(text) // a file may have many
	for range times {
		whole.Write(member)
	}
	return whole.Bytes()
}

// TestMemoryOfHostileFiles measures processes that read files made to fill the memory.
func TestMemoryOfHostileFiles(t *testing.T) {
	if testing.Short() || raceDetector {
		t.Skip("a process for each file")
	}
	const mega = 1 << 20
	note := strings.Replace(fuelHead, "\n", ",note\n", 1)
	noted := strings.TrimSuffix(fuelLine, "\n") + "," + strings.Repeat("x", 900) + "\n"
	refused := strings.Replace(strings.TrimSuffix(fuelLine, "\n"), "natural-gas", "natral-gas", 1) + "," + strings.Repeat("x", 900) + "\n"
	var kinds strings.Builder
	kinds.WriteString(fuelHead)
	for i := range 60_000 {
		fmt.Fprintf(&kinds, "%d,Leeds,2024,fuel %d,GB,1 MWh(HHV)\n", i, i)
	}
	run := func(content []byte) (peak int64, message string) {
		dir := t.TempDir()
		require.NoError(t, os.WriteFile(filepath.Join(dir, "fuel.csv"), content, 0o600))
		peak, message = peakOf(t, dir)
		left, err := filepath.Glob(filepath.Join(dir, ".*"))
		require.NoError(t, err)
		assert.Empty(t, left)
		if message != "" {
			assert.NoFileExists(t, filepath.Join(dir, "lines.csv"))
		}
		return peak, message
	}
	least, message := run([]byte(fuelHead + fuelLine))
	require.Empty(t, message)
	t.Logf("a file of a line: %d MB", least/mega)
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"bomb of NULs":            {packed(t, fuelHead, strings.Repeat("\x00", 16*mega), 64), "bytes in a row"},
		"bomb of a quoted cell":   {packed(t, fuelHead, strings.Repeat("\"", 1)+strings.Repeat("x\n", 8*mega), 64), "is a quotation mark not closed?"},
		"bomb of lines":           {packed(t, note, strings.Repeat(noted, 1000), 100), ""},
		"bomb of refused lines":   {packed(t, note, strings.Repeat(refused, 1000), 30), ""},
		"bomb of quoted cells":    {packed(t, fuelHead, "\""+strings.Repeat("x", 900_000)+"\"\n", 100), ""},
		"bomb of quoted commas":   {packed(t, fuelHead, "\""+strings.Repeat(",", 900_000)+"\"\n", 100), ""},
		"bomb of commas":          {packed(t, fuelHead, strings.Repeat(",", 900_000)+"\n", 100), ""},
		"every line another fuel": {[]byte(kinds.String()), ""},
	} {
		t.Run(name, func(t *testing.T) {
			peak, message := run(c.content)
			t.Logf("%d bytes: %d MB more; %s", len(c.content), (peak-least)/mega, message)
			if c.want == "" {
				assert.Empty(t, message)
			}
			assert.Contains(t, message, c.want)
			assert.Less(t, peak-least, int64(64*mega))
		})
	}
}

// TestSmallDisk requires that a run whose disk is full, or cannot be written, says so and leaves nothing. It needs to mount a
// file system, which only root may.
func TestSmallDisk(t *testing.T) {
	in := filepath.Join(t.TempDir(), "fuel.csv")
	require.NoError(t, os.WriteFile(in, []byte(fuelHead+strings.Repeat(fuelLine, 20_000)), 0o600))
	files := func(dir string) ledger.Files {
		return ledger.Files{Input: in, Lines: filepath.Join(dir, "lines.csv"), Rejects: filepath.Join(dir, "rejects.csv"), Totals: filepath.Join(dir, "totals.csv")}
	}
	empty := func(dir string) {
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Empty(t, entries)
	}
	mount := func(flags uintptr, size string) (dir string) {
		dir = t.TempDir()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, "size="+size); err != nil {
			t.Skipf("left out: a tmpfs cannot be mounted: %v", err)
		}
		t.Cleanup(func() { require.NoError(t, syscall.Unmount(dir, 0)) })
		return dir
	}
	for _, size := range []string{"4k", "256k", "1m"} {
		dir := mount(0, size)
		_, err := ledger.RunFiles(context.Background(), fuelJob(t), files(dir))
		require.ErrorIs(t, err, syscall.ENOSPC, size)
		require.ErrorContains(t, err, "lines")
		empty(dir)
		job := fuelJob(t)
		job.Unique = []string{"id"} // every line repeats the first one
		f := files(dir)
		f.Lines = ""
		_, err = ledger.RunFiles(context.Background(), job, f)
		require.ErrorIs(t, err, syscall.ENOSPC, size)
		require.ErrorContains(t, err, "rejects")
		empty(dir)
	}
	defer ledger.SetUniqueBounds(1<<10, 1<<20)()
	defer ledger.SetSurveyChunk(8)()
	dir := mount(0, "8k")
	var distinct strings.Builder
	distinct.WriteString(fuelHead)
	for i := range 2000 {
		distinct.WriteString(strconv.Itoa(i) + fuelLine[1:])
	}
	require.NoError(t, os.WriteFile(in, []byte(distinct.String()), 0o600))
	job := fuelJob(t)
	job.Unique = []string{"id"}
	_, err := ledger.RunFiles(context.Background(), job, ledger.Files{Input: in, Rejects: filepath.Join(dir, "rejects.csv")})
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.ErrorContains(t, err, "scratch")
	empty(dir)

	dir = mount(syscall.MS_RDONLY, "1m")
	_, err = ledger.RunFiles(context.Background(), fuelJob(t), files(dir))
	require.ErrorIs(t, err, syscall.EROFS)
	require.ErrorContains(t, err, "output")
}

// TestOutputsThatCannotBeWritten requires an error that names the output.
func TestOutputsThatCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "fuel.csv")
	require.NoError(t, os.WriteFile(in, []byte(fuelHead+fuelLine), 0o600))
	locked := filepath.Join(dir, "locked")
	require.NoError(t, os.Mkdir(locked, 0o500))
	for _, folder := range []string{locked, "/proc", filepath.Join(in, "fuel")} {
		if folder == locked && os.Geteuid() == 0 {
			continue // root may write there
		}
		_, err := ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{Input: in, Rejects: filepath.Join(folder, "rejects.csv")})
		var path *os.PathError
		require.ErrorAs(t, err, &path, folder)
		require.ErrorContains(t, err, "output")
		require.ErrorContains(t, err, filepath.Join(folder, ".rejects.csv"))
		require.False(t, errors.Is(err, os.ErrExist))
	}
}

// TestOutputsInNoFolder requires that a folder which is not there, and one in the place of a file, are named before a line is read.
func TestOutputsInNoFolder(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "fuel.csv")
	require.NoError(t, os.WriteFile(in, []byte("not a sheet\n"), 0o600)) // which would be the error if it were read first
	nowhere := filepath.Join(dir, "none", "rejects.csv")
	_, err := ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{Input: in, Rejects: nowhere})
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "output: no folder for "+nowhere+": ")
	_, err = ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{Input: in, Rejects: dir})
	require.EqualError(t, err, "output: "+dir+" is a folder: want the name of a file")
	require.NoDirExists(t, filepath.Dir(nowhere))
}

// TestOutputsThatAreDevices requires that no file takes the place of a device or a pipe.
func TestOutputsThatAreDevices(t *testing.T) {
	dir := t.TempDir()
	in, pipe := filepath.Join(dir, "fuel.csv"), filepath.Join(dir, "pipe")
	require.NoError(t, os.WriteFile(in, []byte(fuelHead+fuelLine), 0o600))
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	for _, name := range []string{pipe, os.DevNull} {
		_, err := ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{Input: in, Rejects: name})
		require.EqualError(t, err, "output: "+name+" is a device or a pipe: want the name of a file")
		info, err := os.Stat(name)
		require.NoError(t, err)
		require.False(t, info.Mode().IsRegular(), name)
	}
}

// TestOldLineBreaks requires that a file of which only carriage returns end the lines is refused.
func TestOldLineBreaks(t *testing.T) {
	for _, n := range []int{1, 100_000} {
		text := strings.ReplaceAll(fuelHead+strings.Repeat(fuelLine, n), "\n", "\r")
		_, err := ledger.Run(context.Background(), fuelJob(t), strings.NewReader(text), ledger.Output{Rejects: io.Discard})
		require.ErrorContains(t, err, "carriage return")
	}
}
