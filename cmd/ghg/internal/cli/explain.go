package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/ghgkit/ghg/inventory"
)

// explain explains a line of a project.
func (a *app) explain() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "explain DIR ID",
		Short: "Explain a line of a project: every step, factor and source",
		Long: `Calculate the project in DIR and explain the line ID: every step with its numbers, the potentials, every factor with its
document and licence, notes and caveats. A line with several results, such as a purchase of electricity by both methods, is
explained result by result.

-o receipt writes one receipt for each result, which "ghg verify" checks without the project; -o json writes an array.

Exit status: 1 if the project cannot be calculated or has no such line.`,
		Example: `  ghg explain acme boiler-1
  ghg explain acme boiler-1 -o receipt > boiler-1.json`,
		Args: exactArgs(2, "the folder of a project and the ID of a line"),
	}
	f := formats(cmd, formatTable, formatJSON, formatCSV, formatReceipt)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		p, err := project.Open(args[0])
		if err != nil {
			return plain(err)
		}
		inv, err := a.calculateProject(cmd.Context(), p)
		if err != nil {
			return err
		}
		results, err := resultsOf(inv, args[1])
		if err != nil {
			return err
		}
		return a.printResults(results, f, f.name == formatTable)
	}
	return cmd
}

// calculateProject calculates a project and shows the progress. It says so if the factors are those of a lock.
func (a *app) calculateProject(ctx context.Context, p *project.Project) (*inventory.Inventory, error) {
	inv, err := p.Run(ctx, project.Options{Progress: a.progress()})
	a.clearLine()
	if err == nil && p.Locked() {
		fmt.Fprintf(a.Err, "factors of %s\n", filepath.Join(p.Dir, project.LockFile))
	}
	return inv, err
}

// resultsOf returns the results of a line.
func resultsOf(inv *inventory.Inventory, id string) ([]ghg.Result, error) {
	var results []ghg.Result
	var ids []string
	for r := range inv.Results() {
		if r.ID == id {
			results = append(results, r)
		}
		if len(ids) == 0 || ids[len(ids)-1] != r.ID {
			ids = append(ids, r.ID)
		}
	}
	if len(results) == 0 {
		return nil, unknownLine(id, ids)
	}
	return results, nil
}

// unknownLine is the error of an id that no line has.
func unknownLine(id string, ids []string) error {
	switch near := spelling.Nearest(id, ids); {
	case near != "":
		return fmt.Errorf("the project has no line %s: did you mean %s?", input.Quote(id), input.Quote(near))
	case len(ids) == 0:
		return errors.New("the project has no lines")
	case len(ids) <= 10:
		return fmt.Errorf("the project has no line %s: its lines are %s", input.Quote(id), strings.Join(ids, ", "))
	}
	return fmt.Errorf("the project has no line %s, but %d others, such as %s", input.Quote(id), len(ids), strings.Join(ids[:5], ", "))
}
