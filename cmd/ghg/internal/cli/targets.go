package cli

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
)

// targets tracks a project against its targets.
func (a *app) targets() *cobra.Command {
	var as *format
	cmd := &cobra.Command{
		Use:   "targets DIR",
		Short: "Track a project against its reduction targets",
		Long: `Targets compares the years reported with the targets of the project folder DIR, and the inventory of this year, which it
calculates. It writes no files.

  targets.csv  name,covers,accounting,base_year,base,year,reduction
               one row for each milestone; covers is such as "1+2" or "1+2+3.1+3.11"; accounting is that of scope 2, market-based or
               location-based; base is the emissions of the base year, such as 327 kt CO2e; the reduction is a share: 0.42 is 42 %
  history.csv  name,year,emissions,source
               the years already reported, by target

Which year of these the project is, [targets] year of ghg.toml says. A year that was not reported is a gap: nothing is
interpolated. With -o csv and json, figures are exact.`,
		Example: `  ghg targets acme
  ghg targets acme -o csv`,
		Args: oneArg("DIR"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.runTargets(cmd.Context(), args[0], as) },
	}
	as = formats(cmd, formatTable, formatCSV, formatJSON)
	return cmd
}

func (a *app) runTargets(ctx context.Context, dir string, as *format) error {
	p, err := project.Open(dir)
	if err != nil {
		return plain(err)
	}
	list, err := p.Targets()
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fmt.Errorf("%s: no targets: \"ghg help targets\" says what the file holds", filepath.Join(dir, project.TargetsFile))
	}
	inv, err := p.Run(ctx, project.Options{})
	if err != nil {
		return err
	}
	tracked, err := p.Track(inv)
	if err != nil {
		return err
	}
	t := &table{columns: []string{"target", "year", "allowed_t", "actual_t", "reduction", "ratio_to_path", "status"}}
	for i, of := range tracked {
		name := of.Target.Absolute.Name
		if as.name != formatTable {
			addProgress(t, name, of.Progress)
			if of.Withheld != nil {
				t.add(name, "", "", "", "", "", "no figure: "+of.Withheld.Error())
			}
			continue
		}
		if i > 0 {
			fmt.Fprintln(a.Out)
		}
		if len(of.Progress.Rows) > 0 {
			fmt.Fprint(a.people(), of.Progress)
		}
		if of.Withheld != nil {
			fmt.Fprintf(a.people(), "%s: this year has no figure: %s\n", name, of.Withheld)
		}
	}
	if as.name == formatTable {
		return nil
	}
	return a.print(t, as.name)
}

// addProgress adds the years of a target to a table, with exact figures.
func addProgress(t *table, name string, p targets.Progress) {
	for _, r := range p.Rows {
		actual, reduction, ratio := "", "", ""
		if e, ok := r.Actual.Get(); ok {
			actual = dec.Text(e.Tonnes())
		}
		if v, ok := r.Reduction.Get(); ok {
			reduction = dec.Text(v)
		}
		if v, ok := r.Ratio.Get(); ok {
			ratio = dec.Text(v)
		}
		t.add(name, strconv.Itoa(r.Year), dec.Text(r.Allowance.Tonnes()), actual, reduction, ratio, r.Status.String())
	}
}
