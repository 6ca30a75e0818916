package cli

import (
	"fmt"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// man writes the manual pages.
func (a *app) man() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages of all commands to a folder",
		Long: `Man writes a manual page for each command to the folder DIR, which it makes: ghg.1, ghg-run.1 and so on. The same version of ghg
always writes the same bytes.`,
		Example: `  ghg man /usr/local/share/man/man1`,
		Args:    oneArg("DIR"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := makeFolder(args[0]); err != nil {
				return err
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true // it has the day on which it is run
			day := versionDay()
			header := &doc.GenManHeader{Section: "1", Source: "ghg " + root.Version, Manual: "ghg", Date: &day}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return plain(err)
			}
			pages, err := filepath.Glob(filepath.Join(args[0], "ghg*.1"))
			if err != nil {
				return err
			}
			fmt.Fprintf(a.Out, "%d pages in %s\n", len(pages), args[0])
			return nil
		},
	}
}

// versionDay returns the day of the commit that the command is built from, so that the same version writes the same pages. A
// build that does not know it has the first day of Unix time.
func versionDay() time.Time {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.time" {
				if day, err := time.Parse(time.RFC3339, s.Value); err == nil {
					return day
				}
			}
		}
	}
	return time.Unix(0, 0).UTC()
}
