// Command compare runs the benchmark's job with package ledger, with other tools and as a bare loop, in turn, several times. It
// checks that the totals agree, and prints medians, peak memory and ratios as the table of bench/README.md.
//
//	npm install --no-save --prefix bench/ledger/peers
//	nice -n -10 go run ./bench/ledger/compare -in /tmp/ledger -out /tmp/ledger/out -times 5
package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
)

func main() {
	var c comparison
	flag.StringVar(&c.in, "in", "", "the directory of the files that generate wrote")
	flag.StringVar(&c.out, "out", "", "the directory to write to; lines are deleted once they are counted")
	flag.StringVar(&c.peers, "peers", "bench/ledger/peers", "the directory of the other tools' scripts")
	flag.StringVar(&c.python, "python", "/usr/bin/python3", "the Python that has pandas")
	flag.IntVar(&c.times, "times", 5, "how many times each runs")
	flag.DurationVar(&c.limit, "limit", 3*time.Minute, "the time after which a run is ended and its tool left out")
	only := flag.String("only", "", "names of contenders, separated by commas; empty: all")
	flag.Parse()
	if c.in == "" || c.out == "" || c.times < 1 || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := c.run(*only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// comparison is what to compare.
type comparison struct {
	in, out, peers, python string
	times                  int
	limit                  time.Duration
	contenders             []*contender // exact ones first: the others' totals are compared with the first that there are
}

// contender is a program that does the job, and its measurements.
type contender struct {
	name    string
	command []string // to which the directories of input and output are added
	exact   bool     // its totals are ours to the last digit, and not only to 1e-9

	wall   []time.Duration
	cpu    []time.Duration
	peak   int64 // KB
	failed error
}

// ours is the name of the contender that the others are compared with.
const ours = "ledger.Run"

func (c *comparison) all(bin string) []*contender {
	script := func(name string) string { return filepath.Join(c.peers, name) }
	program := func(name string) []string { return []string{filepath.Join(bin, name), "-in", c.in, "-out"} }
	return []*contender{
		{name: ours, command: program("run"), exact: true},
		{name: "bare loop", command: program("floor"), exact: true},
		{name: "polars Float64", command: []string{"node", script("polars.mjs"), c.in}},
		{name: "DuckDB DOUBLE", command: []string{"node", script("duckdb.mjs"), "double", c.in}},
		{name: "DuckDB DECIMAL", command: []string{"node", script("duckdb.mjs"), "decimal", c.in}},
		{name: "pandas", command: []string{c.python, script("with_pandas.py"), c.in}},
	}
}

func (c *comparison) run(only string) error {
	bin, err := os.MkdirTemp("", "compare")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(bin) }()
	c.contenders = slices.DeleteFunc(c.all(bin), func(o *contender) bool {
		return only != "" && !slices.Contains(strings.Split(only, ","), o.name)
	})
	build := exec.Command("go", "build", "-o", bin, "./bench/ledger/run", "./bench/ledger/floor")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("build: %w", err)
	}
	if err := os.MkdirAll(c.out, 0o755); err != nil {
		return err
	}
	before := load()
	var want totals
	for round := range c.times {
		// Every other round is backwards: what a run leaves behind, such as memory that its host has ready, is not for the same one each time.
		order := slices.Clone(c.contenders)
		if round%2 == 1 {
			slices.Reverse(order)
		}
		for _, o := range order {
			if o.failed != nil {
				continue
			}
			if o.failed = c.measure(o, &want); o.failed != nil {
				fmt.Fprintf(os.Stderr, "%s: %v\n", o.name, o.failed)
			} else {
				fmt.Fprintf(os.Stderr, "%d %s: %.2f s, processors %.2f s\n", round+1, o.name, o.wall[round].Seconds(), o.cpu[round].Seconds())
			}
		}
	}
	c.print(os.Stdout, want, before)
	return c.failure()
}

// failure returns why a contender was left out.
func (c *comparison) failure() error {
	var errs []error
	for _, o := range c.contenders {
		if o.failed != nil {
			errs = append(errs, fmt.Errorf("%s: %w", o.name, o.failed))
		}
	}
	return errors.Join(errs...)
}

// warm reads the files of the benchmark, so that each contender finds them in memory, whatever the one before it needed.
func (c *comparison) warm() error {
	files, err := filepath.Glob(filepath.Join(c.in, "*.csv"))
	if err != nil {
		return err
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		_, err = io.Copy(io.Discard, f)
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return nil
}

// measure runs a contender and checks what it wrote.
func (c *comparison) measure(o *contender, want *totals) error {
	if err := c.warm(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), c.limit)
	defer cancel()
	var stderr bytes.Buffer
	run := exec.CommandContext(ctx, o.command[0], append(slices.Clone(o.command[1:]), c.out)...)
	run.Stderr = &stderr
	start := time.Now() //nolint:forbidigo // a measurement
	err := run.Run()
	wall := time.Since(start)
	if err != nil {
		return fmt.Errorf("%w after %.0f s: %s", errors.Join(err, ctx.Err()), wall.Seconds(), strings.TrimSpace(stderr.String()))
	}
	o.wall = append(o.wall, wall)
	o.cpu = append(o.cpu, run.ProcessState.UserTime()+run.ProcessState.SystemTime())
	if usage, is := run.ProcessState.SysUsage().(*syscall.Rusage); is {
		o.peak = max(o.peak, usage.Maxrss)
	}
	got, err := readTotals(filepath.Join(c.out, workload.Totals))
	if err != nil {
		return err
	}
	if err := c.count(got); err != nil {
		return err
	}
	if want.lines == 0 {
		*want = got
	}
	return want.compare(got, o.exact)
}

// count checks that a contender wrote a line for each line of its totals, and deletes the lines.
func (c *comparison) count(t totals) error {
	path := filepath.Join(c.out, workload.Lines)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	lines, part := -1, make([]byte, 1<<16) // without the header
	for {
		n, err := f.Read(part)
		lines += bytes.Count(part[:n], []byte("\n"))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if lines != t.lines {
		return fmt.Errorf("%d lines written, and %d in the totals", lines, t.lines)
	}
	return os.Remove(path)
}

// print prints the table.
func (c *comparison) print(w io.Writer, t totals, before string) {
	fmt.Fprintf(w, "%d lines, %d processors, median of %d; load %s before, %s after\n\n", t.lines, runtime.NumCPU(), c.times, before, load())
	fmt.Fprint(w, "| what | wall | of processors | peak memory | ours ÷ it |\n|---|---|---|---|---|\n")
	var base time.Duration
	for _, o := range c.contenders {
		if o.failed != nil {
			fmt.Fprintf(w, "| %s | failed | | | |\n", o.name)
			continue
		}
		wall, ratio := median(o.wall), ""
		if o.name == ours {
			base = wall
		}
		if base > 0 {
			ratio = fmt.Sprintf("%.2f", base.Seconds()/wall.Seconds())
		}
		fmt.Fprintf(w, "| %s | %.2f s | %.2f s | %d MB | %s |\n", o.name, wall.Seconds(), median(o.cpu).Seconds(), o.peak*1024/1e6, ratio)
	}
}

func median(list []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(list))
	return (sorted[(len(sorted)-1)/2] + sorted[len(sorted)/2]) / 2
}

// load returns the load of the machine in the last minute, as Linux tells it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
