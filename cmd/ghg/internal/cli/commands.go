package cli

import "github.com/spf13/cobra"

// commands returns the commands in the order in which the help lists them.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.bridge(),
		a.calc(),
		a.explain(),
		a.factors(),
		a.initCommand(),
		a.keygen(),
		a.ledger(),
		a.man(),
		a.methods(),
		a.prove(),
		a.reportCommand(),
		a.runCommand(),
		a.schema(),
		a.seal(),
		a.targets(),
		a.template(),
		a.verify(),
		a.whatIf(),
	}
}
