//go:build unix

package ledger_test

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/ledger"
)

var lines = flag.Int("lines", 100_000, "lines of the shortest file")

// sheet returns the activities.
func sheet(b *testing.B, o workload.Options) []byte {
	b.Helper()
	var text bytes.Buffer
	require.NoError(b, workload.WriteActivities(&text, o))
	return text.Bytes()
}

func job(b *testing.B) ledger.Job {
	b.Helper()
	var text bytes.Buffer
	require.NoError(b, workload.WriteFactors(&text))
	set, err := factors.ReadCSV(&text, workload.Meta())
	require.NoError(b, err)
	return ledger.Job{Basis: workload.Basis(set), Method: workload.Method, Totals: []string{workload.Label}}
}

// cost is what a run takes. The time of the processors moves less with the load of the machine than that on the wall.
type cost struct {
	wall, processors time.Duration
	allocations      uint64
}

// processors returns the time that the process has had.
func processors() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		panic(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// costOf runs a job and returns what it takes. Of lines, all or none are rejected.
func costOf(b *testing.B, j ledger.Job, text []byte) cost {
	b.Helper()
	out := ledger.Output{Lines: io.Discard, Rejects: io.Discard, Totals: io.Discard}
	if len(j.Unique) > 0 {
		scratch, err := os.Create(filepath.Join(b.TempDir(), "scratch"))
		require.NoError(b, err)
		defer func() { _ = scratch.Close() }()
		out.Scratch = scratch
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start, used := time.Now(), processors()
	sum, err := ledger.Run(context.Background(), j, bytes.NewReader(text), out)
	wall, spent := time.Since(start), processors()-used
	runtime.ReadMemStats(&after)
	require.NoError(b, err)
	require.True(b, sum.Lines == 0 || sum.Rejected == 0)
	return cost{wall, spent, after.Mallocs - before.Mallocs}
}

// BenchmarkReject is the cost of lines of which each has a product of its own without a factor, and of lines of one product.
func BenchmarkReject(b *testing.B) {
	j := job(b)
	text := sheet(b, workload.Options{Rows: *lines, Unknown: true})
	one := bytes.ReplaceAll(sheet(b, workload.Options{Rows: *lines}), []byte("material/p"), []byte("materials/p"))
	for name, text := range map[string][]byte{"own": text, "shared": one} {
		b.Run(name, func(b *testing.B) {
			for range b.N {
				c := costOf(b, j, text)
				b.ReportMetric(c.wall.Seconds()*1e6/float64(*lines), "µs/reject")
				b.ReportMetric(c.processors.Seconds()*1e6/float64(*lines), "cpu-µs/reject")
			}
		})
	}
}

// BenchmarkFurtherLine is the cost of a line of a file that is ten times as long, beyond what the shorter one takes, and of lines
// with a seal, or ids that are checked, beside it.
func BenchmarkFurtherLine(b *testing.B) {
	long := 10 * *lines
	text := sheet(b, workload.Options{Rows: 2 * long})
	short := prefix(text, *lines)
	half := prefix(text, long)
	for range b.N {
		j := job(b)
		a, c, d := costOf(b, j, short), costOf(b, j, half), costOf(b, j, text)
		report := func(name string, x, y cost, n int) {
			b.ReportMetric(float64(x.wall-y.wall)/float64(n), "ns/"+name)
			b.ReportMetric(float64(x.processors-y.processors)/float64(n), "cpu-ns/"+name)
		}
		report("line_after_short", c, a, long-*lines)
		report("line_after_long", d, c, long)
		b.ReportMetric(float64(d.allocations-c.allocations)/float64(long), "allocs/line")
		compare(b, "long÷short", c, a)
		j.Seal = true
		compare(b, "sealed÷unsealed", costOf(b, j, half), c)
		j.Seal, j.Unique = false, []string{"id"}
		compare(b, "unique÷not", costOf(b, j, half), c)
	}
}

// compare reports the ratios of two runs.
func compare(b *testing.B, name string, x, y cost) {
	b.Helper()
	b.ReportMetric(float64(x.wall)/float64(y.wall), name)
	b.ReportMetric(float64(x.processors)/float64(y.processors), "cpu-"+name)
}

// prefix returns the first rows of a sheet.
func prefix(text []byte, rows int) []byte {
	end := 0
	for range rows + 1 {
		end += bytes.IndexByte(text[end:], '\n') + 1
	}
	return text[:end]
}

// BenchmarkOwnKinds is the cost of lines that have a day and a supplier of their own, beside that of lines that share them.
func BenchmarkOwnKinds(b *testing.B) {
	rows := 10 * *lines
	own, shared := sheet(b, workload.Options{Rows: rows, Own: true}), sheet(b, workload.Options{Rows: rows})
	for range b.N {
		j := job(b)
		s := costOf(b, j, shared)
		o := costOf(b, j, own)
		compare(b, "own÷shared", o, s)
	}
}
