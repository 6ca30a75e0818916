package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg/activity"
)

// methods lists the calculation methods.
func (a *app) methods() *cobra.Command {
	var form *string
	cmd := &cobra.Command{
		Use:   "methods [WORD ...]",
		Short: "List the calculation methods whose name has all the words",
		RunE: func(_ *cobra.Command, words []string) error {
			t := table{columns: []string{"method", "what it calculates"}}
			for _, m := range activity.Methods() {
				if hasAll(string(m.Name()), words) {
					t.add(string(m.Name()), m.Summary())
				}
			}
			return a.print(&t, *form)
		},
	}
	form = outputFlag(cmd)
	return cmd
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}
