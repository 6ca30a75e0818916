package cli

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
)

// initCommand writes a sample project.
func (a *app) initCommand() *cobra.Command {
	var sample string
	cmd := &cobra.Command{
		Use:   "init DIR [--sample nec|uk|us|blank]",
		Short: "Write a small working project into a folder",
		Long: `Init writes a project into the folder DIR, which it makes if it is not there: ghg.toml, the sheets in activities/ and,
where the sample has them, own factors, instruments, targets and the years already reported. It overwrites nothing: if DIR
has any of the files, it writes none and exits with status 1.

Samples:
  nec    NEC Group in FY2023, from the published activity data of the NEC ESG Data Book 2024 (the default)
  uk     an invented company in the United Kingdom, with the government's conversion factors
  us     an invented company in the United States, with the EPA's factors and eGRID
  blank  a commented ghg.toml and two sheets with headers

"ghg help project" describes the files.`,
		Example: "  ghg init fy2023\n  ghg init mine --sample blank",
		Args:    exactArgs(1, "the folder to write to"),
		RunE: func(_ *cobra.Command, args []string) error {
			names, err := project.Init(args[0], sample)
			if err != nil {
				return err
			}
			for _, name := range names {
				fmt.Fprintln(a.Out, filepath.Join(args[0], filepath.FromSlash(name)))
			}
			_, err = fmt.Fprint(a.Out, nextSteps(args[0], sample))
			return err
		},
	}
	cmd.Flags().StringVar(&sample, "sample", "nec", "the project to write: "+orList(project.Samples()))
	return cmd
}

// nextSteps says what to do with a new project.
func nextSteps(dir, sample string) string {
	var b strings.Builder
	b.WriteString("\nNext:\n")
	if sample == "blank" {
		fmt.Fprintf(&b, "  fill in %s and the sheets in %s\n", filepath.Join(dir, project.ConfigFile), filepath.Join(dir, project.Folder))
		b.WriteString("  ghg template METHOD   writes a sheet for another method; \"ghg methods\" lists them\n")
	}
	fmt.Fprintf(&b, "  ghg run %s\n", dir)
	if sample != "blank" {
		fmt.Fprintf(&b, "  change a number in %s and run it again\n", filepath.Join(dir, project.Folder))
	}
	return b.String()
}

// exactArgs wants a number of arguments, and says what they are.
func exactArgs(n int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == n {
			return nil
		}
		return usage(fmt.Errorf("got %d arguments, want %d: %s", len(args), n, what))
	}
}
