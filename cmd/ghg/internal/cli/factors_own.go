package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/factors"
)

// factorsImport checks a file of own factors and copies it into a project.
func (a *app) factorsImport() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "import FILE.csv [--out DIR/factors]",
		Short: "Check a file of your own factors and copy it into a project",
		Long: `Check a file of your own factors: every cell, overlapping validities, sums that do not add up, and values far from
those of the same kind or from published ones, which are usually of another unit. What is wrong is printed with its line and
column. A warning may be right; an error is not.

Without --out, the file is only checked. With it, a file without errors is copied into the folder, and never over another
one. A project uses it if its ghg.toml has "own" among its factors.

Exit status: 1 if the file has errors, or if the copy exists.`,
		Example: `  ghg factors import own.csv
  ghg factors import own.csv --out acme/factors`,
		Args: exactArgs(1, "a FILE.csv"),
	}
	cmd.Flags().StringVar(&out, "out", "", "the folder to copy the file to: the folder factors of a project")
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		text, err := os.ReadFile(args[0])
		if err != nil {
			return plain(err)
		}
		if filepath.Ext(args[0]) != ".csv" {
			return usage(fmt.Errorf("%s: want a file whose name ends in .csv", args[0]))
		}
		n, err := a.checkOwn(args[0], text)
		if err != nil {
			return err
		}
		if out == "" {
			fmt.Fprintf(a.people(), "%s: %s, no errors\n", args[0], count(n, "factor"))
			return nil
		}
		copied := filepath.Join(out, filepath.Base(args[0]))
		if err := makeFolder(out); err != nil {
			return err
		}
		if err := newFile(copied, text, readable); err != nil {
			return err
		}
		fmt.Fprintf(a.people(), "%s: %s\n", copied, count(n, "factor"))
		return nil
	}
	return cmd
}

// named is a text under the name of its file, by which errors call it.
type named struct {
	io.Reader
	name string
}

func (n named) Name() string { return n.name }

// checkOwn prints what is wrong with a file of own factors, and returns the number of its factors.
func (a *app) checkOwn(name string, text []byte) (int, error) {
	findings, err := factors.ValidateCSV(named{bytes.NewReader(text), name}, ownMeta(name))
	if err != nil {
		return 0, err
	}
	bad := 0
	for _, f := range findings {
		if !f.Warning {
			bad++
		}
		a.finding(f)
	}
	if bad > 0 {
		return 0, fmt.Errorf("%s: %s", name, count(bad, "error"))
	}
	own, err := factors.ReadCSV(named{bytes.NewReader(text), name}, ownMeta(name))
	if err != nil {
		return 0, err
	}
	published, err := everySet()
	if err != nil {
		return 0, err
	}
	for _, f := range factors.Validate(own, published) {
		if f.Kind == factors.UnusualFinding {
			a.finding(f)
		}
	}
	if own.Len() == 0 {
		return 0, fmt.Errorf("%s: no factors", name)
	}
	return own.Len(), nil
}

// count returns a number of things: "1 factor", "2 factors".
func count(n int, of string) string {
	if n == 1 {
		return "1 " + of
	}
	return fmt.Sprintf("%d %ss", n, of)
}

// finding prints a finding. That of a row names its own place.
func (a *app) finding(f factors.Finding) {
	if f.Kind == factors.BadRow {
		fmt.Fprintf(a.people(), "error: %s\n", f.What)
		return
	}
	fmt.Fprintln(a.people(), f)
}

// factorsLock freezes the factors that a project uses.
func (a *app) factorsLock() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "lock DIR",
		Short: "Freeze the factors that a project uses, or check that they are as they were",
		Long: `Calculate the project in DIR with its ranked factor sets and write DIR/factors.lock: every factor and fuel property that
was used, with its digest. As long as the file is there, "ghg run" calculates with it and says so, whatever happens to the
sets. An existing lock is replaced, and what changes is printed.

With --check, nothing is written: the command fails if the lock would change.

Exit status: 1 if the project cannot be calculated or, with --check, if the lock is missing or would change.`,
		Example: `  ghg factors lock acme
  ghg factors lock acme --check`,
		Args: exactArgs(1, "the folder of a project"),
	}
	cmd.Flags().BoolVar(&check, "check", false, "write nothing, and fail if the lock would change")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		p, err := project.Open(args[0])
		if err != nil {
			return plain(err)
		}
		lock, text, err := a.newLock(cmd.Context(), p.Unlocked())
		if err != nil {
			return err
		}
		name := filepath.Join(args[0], project.LockFile)
		old, err := os.ReadFile(name)
		switch {
		case errors.Is(err, os.ErrNotExist) && check:
			return fmt.Errorf("%s: no such file; \"ghg factors lock %s\" writes it", name, args[0])
		case err == nil && bytes.Equal(old, text):
			fmt.Fprintf(a.people(), "%s is up to date: %s\n", name, count(lock.Len(), "factor"))
			return nil
		case err == nil:
			a.printLockChanges(p, lock)
		case !errors.Is(err, os.ErrNotExist):
			return plain(err)
		}
		if check {
			return fmt.Errorf("%s would change", name)
		}
		if err := writeText(name, text); err != nil {
			return err
		}
		fmt.Fprintf(a.people(), "%s: %s, digest %s\n", name, count(lock.Len(), "factor"), lock.Digest())
		return nil
	}
	return cmd
}

// newLock calculates a project and returns the lock of what it used, with its text.
func (a *app) newLock(ctx context.Context, p *project.Project) (*factors.Lock, []byte, error) {
	inv, err := a.calculateProject(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	source, err := p.Catalogue()
	if err != nil {
		return nil, nil, err
	}
	lock, err := factors.NewLock(source, inv.Results())
	if err != nil {
		return nil, nil, err
	}
	var b bytes.Buffer
	err = lock.Write(&b)
	return lock, b.Bytes(), err
}

// printLockChanges prints how a new lock differs from that of a project. A lock that cannot be read is only said to be so.
func (a *app) printLockChanges(p *project.Project, lock *factors.Lock) {
	old, err := p.Lock()
	if err != nil {
		fmt.Fprintf(a.people(), "the old lock cannot be read: %v\n", err)
		return
	}
	changes := factors.Diff(old, lock)
	if len(changes) == 0 {
		changes = old.Changes(lock)
	}
	for _, c := range changes {
		fmt.Fprintln(a.people(), c)
	}
}
