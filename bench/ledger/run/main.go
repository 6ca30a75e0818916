// Command run calculates the activities of the benchmark with ledger.Run, and prints how long it took.
//
//	go run ./bench/ledger/run -in /tmp/ledger -out /tmp/ledger/ours
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
	"github.com/ghgkit/ghg/internal/heap"
	"github.com/ghgkit/ghg/ledger"
)

func main() {
	in := flag.String("in", "", "the directory of the files that generate wrote")
	out := flag.String("out", "", "the directory to write to")
	columns := flag.String("columns", "id,co2_kg,ch4_kg,n2o_kg,co2e_kg,factors", "of the output; all: those of ledger.DefaultColumns")
	unique := flag.Bool("unique", false, "reject lines whose id an earlier one has")
	sealed := flag.Bool("seal", false, "commit to every line")
	rejects := flag.Bool("rejects", false, "lines may be rejected")
	allocations := flag.Bool("allocations", false, "print how many there were")
	profile := flag.String("profile", "", "a file for a profile of the processors")
	workers := flag.Int("workers", 0, "goroutines that calculate; 0: as many as processors")
	gc := flag.Int("gc", heap.Growth, "percentage of the heap by which it grows between collections")
	first := flag.Int64("memory", heap.First, "bytes of memory before the first collection")
	flag.Parse()
	if *in == "" || *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	heap.Lean(*first, *gc)
	job := ledger.Job{Method: workload.Method, Name: workload.Activities, Totals: []string{workload.Label}, Workers: *workers}
	if *columns != "all" {
		job.Columns = strings.Split(*columns, ",")
	}
	if *unique {
		job.Unique = []string{"id"}
	}
	job.Seal = *sealed
	stop, err := workload.Profile(*profile)
	if err == nil {
		err = errors.Join(run(job, *in, *out, *rejects), stop())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if *allocations {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		fmt.Printf("%d allocations of %d MB\n", m.Mallocs, m.TotalAlloc>>20)
	}
}

func run(job ledger.Job, in, out string, rejects bool) error {
	start := time.Now() //nolint:forbidigo // a measurement
	set, err := workload.ReadFactors(in)
	if err != nil {
		return err
	}
	job.Basis = workload.Basis(set)
	read := time.Since(start)
	sum, err := calculate(job, in, out)
	if err != nil {
		return err
	}
	wall := time.Since(start)
	fmt.Printf("%d lines, %d rejected, %d shared a derivation, %d derivations\n", sum.Lines, sum.Rejected, sum.Shared, sum.Kinds)
	fmt.Printf("%.2f s, of these %.2f s for the factors; %.0f lines a second; peak memory %s\n", wall.Seconds(), read.Seconds(), float64(sum.Lines+sum.Rejected)/wall.Seconds(), peak())
	if sum.Rejected > 0 && !rejects {
		return fmt.Errorf("%d lines were rejected; see %s", sum.Rejected, filepath.Join(out, "rejects.csv"))
	}
	return nil
}

// calculate runs the job from and to files.
func calculate(job ledger.Job, in, out string) (sum ledger.Summary, err error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return sum, err
	}
	activities, err := os.Open(filepath.Join(in, workload.Activities))
	if err != nil {
		return sum, err
	}
	defer func() { _ = activities.Close() }()
	var files [3]*os.File
	for i, name := range []string{workload.Lines, workload.Totals, "rejects.csv"} {
		if files[i], err = os.Create(filepath.Join(out, name)); err != nil {
			return sum, err
		}
		defer func() { err = errors.Join(err, files[i].Close()) }()
	}
	to := ledger.Output{Lines: files[0], Totals: files[1], Rejects: files[2]}
	if len(job.Unique) > 0 {
		scratch, err := os.CreateTemp(out, "scratch")
		if err != nil {
			return sum, err
		}
		defer func() { err = errors.Join(err, scratch.Close(), os.Remove(scratch.Name())) }()
		to.Scratch = scratch
	}
	return ledger.Run(context.Background(), job, activities, to)
}

// peak returns the most memory that the process has had, as Linux tells it.
func peak() string {
	f, err := os.Open("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	defer func() { _ = f.Close() }()
	for s := bufio.NewScanner(f); s.Scan(); {
		if size, is := strings.CutPrefix(s.Text(), "VmHWM:"); is {
			return strings.TrimSpace(size)
		}
	}
	return "unknown"
}
