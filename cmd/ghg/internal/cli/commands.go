package cli

import "github.com/spf13/cobra"

// commands returns the commands in the order in which the help lists them.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.calc(),
		a.explain(),
		a.factors(),
		a.methods(),
		a.schema(),
		a.template(),
		a.whatIf(),
	}
}
