package cli

import (
	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
)

// schema prints JSON Schemas.
func (a *app) schema() *cobra.Command {
	return &cobra.Command{
		Use:   "schema METHOD|result|summary",
		Short: "Print the JSON Schema of a method's inputs, of a result or of a summary",
		Long: `Print a JSON Schema (draft 2020-12): that of a method's inputs, as "ghg calc" reads them; of a result, as
"ghg calc -o json" prints it; or of a summary, which is a result without its steps.

Exit status: 2 if the method is unknown.`,
		Example: `  ghg schema scope1.stationary-combustion
  ghg schema result`,
		Args: exactArgs(1, "a METHOD, \"result\" or \"summary\""),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := schemaOf(args[0])
			if err != nil {
				return err
			}
			_, err = a.Out.Write(append(text, '\n'))
			return err
		},
	}
}

func schemaOf(name string) ([]byte, error) {
	switch name {
	case "result":
		return ghg.ResultSchema(), nil
	case "summary":
		return ghg.SummarySchema(), nil
	}
	m, err := lookupMethod(name)
	if err != nil {
		return nil, err
	}
	return m.Schema()
}
