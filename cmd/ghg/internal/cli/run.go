package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// runOptions are the flags of ghg run.
type runOptions struct {
	as   *format
	out  string
	by   []string
	seal bool

	unchecked bool

	dimensions []inventory.Dimension
}

// runCommand calculates a project.
func (a *app) runCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run DIR",
		Short: "Calculate a project folder",
		Long: `Run reads the project in the folder DIR and calculates its inventory: totals by scope, category, entity, site and gas, by
both methods of scope 2; what is covered, missing and excluded; what a person should look at; caveats; and the progress to
the targets. A total that lacks a scope is withheld; the sum of what there is takes its place. Scopes and categories of scope 3
that are missing are listed below the total.

If the folder has factors.lock, its factors are used and no others, and the output says so.

Run writes to standard output and, with --out, these files: results.csv, steps.csv, results.jsonl, totals.csv, findings.csv
and inventory.json; and seal.txt and seal.hashes with --seal. They are written under temporary names and renamed at the end.
-o xlsx writes a workbook to standard output, or results.xlsx with --out.

Exit statuses: 0 if every line is calculated, whatever is missing; 1 if a file is refused or a line cannot be calculated.`,
		Example: `  ghg run fy2023
  ghg run fy2023 --by site,scope -o csv
  ghg run fy2023 --out results --seal`,
		Args: exactArgs(1, "a project folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			return a.run(cmd.Context(), args[0], o)
		},
	}
	f := cmd.Flags()
	o.as = formats(cmd, formatTable, formatCSV, formatJSON, formatXLSX)
	f.StringVar(&o.out, "out", "", "folder to write the results to; it is made if it is not there")
	f.StringSliceVar(&o.by, "by", nil, "divide the totals by these, in order: "+strings.Join(dimensionNames(), ", "))
	f.BoolVar(&o.unchecked, "no-findings", false, "do not look for findings")
	f.BoolVar(&o.seal, "seal", false, "seal the inventory: a statement of its totals and of the root of a hash tree over its lines")
	return cmd
}

// check returns a usage error of the flags.
func (o *runOptions) check() error {
	for _, name := range o.by {
		var d inventory.Dimension
		if err := d.UnmarshalText([]byte(strings.TrimSpace(name))); err != nil {
			return usage(fmt.Errorf("--by %s: want some of %s", input.Quote(name), strings.Join(dimensionNames(), ", ")))
		}
		o.dimensions = append(o.dimensions, d)
	}
	return nil
}

// dimensionNames returns what totals can be divided by.
func dimensionNames() []string {
	var names []string
	for d := inventory.ByScope; d <= inventory.ByFactorSet; d++ {
		names = append(names, d.String())
	}
	return names
}

// run calculates a project and writes what was asked for.
func (a *app) run(ctx context.Context, dir string, o runOptions) error {
	if o.as.name == formatXLSX {
		if err := a.notToTerminal("-o "+formatXLSX, o.out); err != nil {
			return err
		}
	}
	p, err := project.Open(dir)
	if err != nil {
		return err
	}
	c, err := p.Calculate(ctx, project.Options{Progress: a.progress()})
	a.clearLine()
	if err != nil {
		return err
	}
	r, err := newSummary(p, c, o)
	if err != nil {
		return err
	}
	if o.out != "" {
		if err := r.writeFiles(o.out, o.as.name == formatXLSX); err != nil {
			return err
		}
		for _, name := range r.written {
			fmt.Fprintln(a.Err, "wrote", name)
		}
		if o.as.name == formatXLSX {
			return nil
		}
	}
	switch o.as.name {
	case formatCSV:
		t := r.totalsTable()
		return t.csv(a.Out)
	case formatJSON:
		return r.json(a.Out)
	case formatXLSX:
		return writeWorkbook(a.Out, r.inventory)
	}
	return r.text(a.Out)
}

// progress returns what shows the progress of a run on a terminal; nil if there is none.
func (a *app) progress() func(project.Progress) {
	if !a.Terminal {
		return nil
	}
	return func(p project.Progress) {
		fmt.Fprintf(a.Err, "\r\x1b[K%d of %d sheets, %d lines", p.Sheets, p.Of, p.Lines)
	}
}

// clearLine removes the progress.
func (a *app) clearLine() {
	if a.Terminal {
		fmt.Fprint(a.Err, "\r\x1b[K")
	}
}

// withheld reports whether a figure is withheld because something is missing.
func withheld(err error) bool {
	var incomplete *inventory.IncompleteError
	return errors.As(err, &incomplete)
}
