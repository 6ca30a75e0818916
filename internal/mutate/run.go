package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"
)

// goCommand runs the go command in the module.
type goCommand struct {
	options
	limits map[string]time.Duration // how long the tests of a package may take
	print  sync.Mutex
}

// command returns a go command that uses the build cache of the tool.
func (g *goCommand) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = g.root
	cmd.Env = append(cmd.Environ(), "GOWORK=off") // the module is not always one of the workspace
	if g.cache != "" {
		cmd.Env = append(cmd.Env, "GOCACHE="+g.cache)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// verdict is what the tests say of a mutant.
type verdict struct {
	killer string // what failed: a package and a test, or "" for a survivor
	broken bool   // it does not compile with the tests or with a further package
}

// event is a line of "go test -json".
type event struct {
	Action, Package, Test, FailedBuild, Output string
	Elapsed                                    float64
}

// test runs the tests of one package, with an overlay unless it is "". It returns the time they took.
func (g *goCommand) test(ctx context.Context, pkg, overlay string) (verdict, time.Duration, error) {
	args := []string{"test", "-trimpath", "-vet=off", "-failfast", "-json", "-p", strconv.Itoa(max(1, runtime.NumCPU()/g.workers))}
	if runtime.GOOS != "windows" { // a mutant may ask for memory without end; macOS has no such limit
		args = append(args, "-exec", `sh -c 'ulimit -v 6000000 2>/dev/null; exec "$0" "$@"'`)
	}
	if g.short {
		args = append(args, "-short")
	}
	if overlay == "" {
		args = append(args, "-count=1")
	} else {
		args = append(args, "-overlay", overlay, "-timeout", g.limits[pkg].String())
	}
	cmd := g.command(ctx, append(args, pkg)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	text, err := cmd.Output()
	if ctx.Err() != nil {
		return verdict{}, 0, ctx.Err()
	}
	v, took, ok := read(text, err != nil)
	if !ok {
		return verdict{}, 0, fmt.Errorf("go test %s: %w\n%s%s", pkg, err, text, &said)
	}
	return v, took, nil
}

// read reads the events of a package's tests. It reports false if they do not say why the tests failed.
func read(text []byte, failed bool) (verdict, time.Duration, bool) {
	v, took, ok := verdict{}, time.Duration(0), !failed
	for line := range bytes.Lines(text) {
		var e event
		if json.Unmarshal(line, &e) != nil {
			continue
		}
		switch {
		case strings.HasPrefix(e.Output, "panic: test timed out"):
			v.killer = e.Package + ": it does not end"
		case e.Action == "fail" && v.killer == "":
			v.killer, v.broken, ok = e.Package+" "+e.Test, e.FailedBuild != "", true
		case e.Action == "fail":
			ok = true
		}
		if e.Test == "" && e.Elapsed > 0 {
			took = time.Duration(e.Elapsed * float64(time.Second))
		}
	}
	return v, took, ok
}

// baseline runs the tests of the unchanged packages, which must pass, and sets the limits of the mutants by them.
func (g *goCommand) baseline(ctx context.Context, packages []string) error {
	if g.limits == nil {
		g.limits = map[string]time.Duration{}
	}
	for _, pkg := range packages {
		if g.limits[pkg] > 0 {
			continue
		}
		v, took, err := g.test(ctx, pkg, "")
		if err != nil {
			return err
		}
		if v.killer != "" {
			return fmt.Errorf("%s fails without a mutant", v.killer)
		}
		g.limits[pkg] = 20*time.Second + 10*took
	}
	return nil
}

// try runs the tests of the packages on a mutant until one fails.
func (g *goCommand) try(ctx context.Context, m mutant, packages []string) (verdict, error) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return verdict{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	changed, overlay := filepath.Join(dir, filepath.Base(m.file)), filepath.Join(dir, "overlay.json")
	text, err := json.Marshal(map[string]map[string]string{"Replace": {m.file: changed}})
	if err != nil {
		return verdict{}, err
	}
	if err := errors.Join(os.WriteFile(changed, m.apply(), 0o600), os.WriteFile(overlay, text, 0o600)); err != nil {
		return verdict{}, err
	}
	for _, pkg := range packages {
		v, _, err := g.test(ctx, pkg, overlay)
		if err != nil || v.killer != "" {
			return v, err
		}
	}
	return verdict{}, nil
}

// score counts the mutants of a package.
type score struct {
	killed, broken int
	survivors      []mutant
}

// percent returns the share of mutants that were killed. Without mutants nothing is left unproved.
func (s score) percent() float64 {
	if s.killed+len(s.survivors) == 0 {
		return 100
	}
	return 100 * float64(s.killed) / float64(s.killed+len(s.survivors))
}

func (s score) print(out io.Writer, pkg string) {
	fmt.Fprintf(out, "%s: %d mutants, %d killed, %d survived: %.1f %%\n", pkg, s.killed+len(s.survivors), s.killed, len(s.survivors), s.percent())
	for _, m := range s.survivors {
		fmt.Fprintln(out, "  "+m.String())
	}
}

// judge runs the mutants by the tests of the packages, several at a time. If it fails, the score is that of the mutants
// which were run.
func (g *goCommand) judge(ctx context.Context, mutants []mutant, packages []string) (score, error) {
	if len(mutants) == 0 {
		return score{}, nil
	}
	if err := g.baseline(ctx, packages); err != nil {
		return score{}, err
	}
	kept, err := g.objects()
	if err != nil {
		return score{}, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	verdicts := make([]*verdict, len(mutants))
	for from := 0; from < len(mutants) && ctx.Err() == nil; from += batch {
		g.several(ctx, stop, mutants[from:min(from+batch, len(mutants))], packages, verdicts[from:])
		if err := g.clean(kept); err != nil {
			return score{}, err
		}
	}
	var s score
	for i, v := range verdicts {
		switch {
		case v == nil:
		case v.broken:
			s.broken++
		case v.killer != "":
			s.killed++
		default:
			s.survivors = append(s.survivors, mutants[i])
		}
	}
	return s, context.Cause(ctx)
}

// batch is the number of mutants after which the build cache is cleaned.
const batch = 50

// several runs a batch of mutants and stores their verdicts.
func (g *goCommand) several(ctx context.Context, stop context.CancelCauseFunc, mutants []mutant, packages []string, verdicts []*verdict) {
	places := make(chan int)
	var group sync.WaitGroup
	for range g.workers {
		group.Go(func() {
			for i := range places {
				v, err := g.try(ctx, mutants[i], packages)
				if err != nil {
					stop(err)
					continue
				}
				verdicts[i] = &v
				g.report(mutants[i], v)
			}
		})
	}
	for i := range mutants {
		places <- i
	}
	close(places)
	group.Wait()
}

// report prints a verdict as it comes: survivors, and with -v all.
func (g *goCommand) report(m mutant, v verdict) {
	g.print.Lock()
	defer g.print.Unlock()
	switch {
	case v.killer == "":
		fmt.Fprintf(os.Stderr, "survived %s\n", m)
	case g.verbose && v.broken:
		fmt.Fprintf(os.Stderr, "broken   %s\n", m)
	case g.verbose:
		fmt.Fprintf(os.Stderr, "killed   %s\n         by %s\n", m, v.killer)
	}
}

// objects returns the files in the build cache.
func (g *goCommand) objects() (map[string]bool, error) {
	files := map[string]bool{}
	if g.cache == "" {
		return files, nil
	}
	err := filepath.WalkDir(g.cache, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name] = true
		}
		return err
	})
	return files, err
}

// clean removes what mutants added to the build cache: no other build uses it.
func (g *goCommand) clean(kept map[string]bool) error {
	files, err := g.objects()
	if err != nil {
		return err
	}
	for name := range files {
		if !kept[name] {
			err = errors.Join(err, os.Remove(name))
		}
	}
	return err
}
