package cli

import "github.com/spf13/cobra"

// commands returns the commands in the order in which the help lists them.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.calc(),
		a.explain(),
		a.factors(),
		a.initCommand(),
		a.methods(),
		a.runCommand(),
		a.schema(),
		a.template(),
		a.whatIf(),
	}
}
