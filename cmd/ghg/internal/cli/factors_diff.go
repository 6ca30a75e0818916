package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
)

// factorsDiff compares two sets, and what a project is with one in the place of the other.
func (a *app) factorsDiff() *cobra.Command {
	var dir, activities string
	var lines bool
	var policy []string
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Compare two factor sets, or what an update does to a project",
		Long: `Compare two sets or files: factors of the same activity, region, unit, boundary and price whose values differ, with
the change of each value, and factors that only one of them has. A factor whose years alone differ is not listed.

With --inventory DIR, calculate the project in DIR with each of the two and print the totals before and after, or, with
--lines, every line that differs. The project's ghg.toml names OLD among its factors. If NEW is of another year, --policy newer_years=1
or older_years=1 lets it stand in, and no other set. Nothing is written.

Exit status: 1 if a file is refused or the project cannot be calculated with one of the sets; 2 if a set is unknown.`,
		Example: `  ghg factors diff desnz-2024 desnz-2025 --activity fuel/natural-gas
  ghg factors diff desnz-2024 desnz-2025 --inventory acme --policy newer_years=1 --lines`,
		Args: exactArgs(2, "an OLD and a NEW set"),
	}
	cmd.Flags().StringVar(&activities, "activity", "", "only activities that begin with this: fuel, fuel/natural-gas")
	cmd.Flags().StringVar(&dir, "inventory", "", "a project: compare its totals with the one and the other set")
	cmd.Flags().BoolVar(&lines, "lines", false, "with --inventory: print the lines that differ")
	cmd.Flags().StringSliceVar(&policy, "policy", nil, "with --inventory: "+editionPolicyText)
	f := formats(cmd, formatTable, formatCSV, formatJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		old, err := openSource(args[0])
		if err != nil {
			return err
		}
		updated, err := openSource(args[1])
		if err != nil {
			return err
		}
		if dir != "" {
			e, err := compareEditions(dir, args[0], args[1], policy)
			if err != nil {
				return err
			}
			return a.printEffect(e, f, lines)
		}
		return a.diff(factors.Diff(old, updated), activities, f)
	}
	return cmd
}

// diff prints the changes of some activities.
func (a *app) diff(changes []factors.Change, activities string, f *format) error {
	t := table{columns: []string{"change", "old", "new", "difference"}}
	for _, c := range changes {
		if !strings.HasPrefix(c.Old.Activity+c.New.Activity, activities) {
			continue
		}
		if len(c.Relative) == 0 {
			t.add(c.Kind.String(), c.Old.ID, c.New.ID, "")
			continue
		}
		t.add(c.Kind.String(), c.Old.ID, c.New.ID, differences(c, f.name != formatTable))
	}
	if len(t.rows) == 0 && f.name == formatTable {
		fmt.Fprintln(a.Out, "no differences")
		return nil
	}
	return a.print(&t, f.name)
}

// differences lists the relative changes of a factor's values: as percentages with two places, or as exact shares.
func differences(c factors.Change, exact bool) string {
	var list []string
	for _, unit := range slices.Sorted(maps.Keys(c.Relative)) {
		switch p := c.Relative[unit]; {
		case !p.Defined:
			list = append(list, unit+": from 0")
		case exact:
			list = append(list, unit+": "+dec.Text(p.Share))
		case !p.Share.IsZero():
			list = append(list, unit+": "+p.Share.Shift(2).StringFixed(2)+" %")
		}
	}
	return strings.Join(list, "; ")
}

// compareEditions returns what a project is with another set in the place of one of its own.
func compareEditions(dir, old, updated string, policy []string) (effect, error) {
	relaxed, err := editionPolicy(policy)
	if err != nil {
		return effect{}, err
	}
	p, err := project.Open(dir)
	if err != nil {
		return effect{}, plain(err)
	}
	before, err := p.Basis()
	if err != nil {
		return effect{}, err
	}
	variant, err := p.WithEdition(old, updated, relaxed)
	if err != nil {
		return effect{}, usage(err)
	}
	after, err := variant.Basis()
	if err != nil {
		return effect{}, err
	}
	activities, err := p.Activities()
	if err != nil {
		return effect{}, err
	}
	e, err := inventory.Compare(before, after, p.Organisation, activities)
	if err != nil {
		return effect{}, fmt.Errorf("%w%s", err, editionHint(err, len(policy) == 0))
	}
	return effect{e.Before, e.After}, nil
}
