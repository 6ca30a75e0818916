package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/rates/worldbank"
)

// methods lists the calculation methods.
func (a *app) methods() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "methods [WORD ...]",
		Short: "List the calculation methods whose name or description has all the words",
		Long: `List the calculation methods whose name or description has all the words. Case does not matter. Without a
word, all methods are listed. "ghg methods show METHOD" describes one of them.

Exit status: 1 if no method has the words.`,
		Example: `  ghg methods
  ghg methods business travel
  ghg methods show scope1.stationary-combustion`,
	}
	as := formats(cmd, formatTable, formatCSV, formatJSON)
	cmd.RunE = func(_ *cobra.Command, words []string) error {
		t := table{columns: []string{"method", "what it calculates"}}
		for _, m := range activity.Methods() {
			if hasAll(string(m.Name())+" "+m.Summary()+" "+categoryNames(m), words) {
				t.add(string(m.Name()), m.Summary())
			}
		}
		if len(t.rows) == 0 {
			return fmt.Errorf("no method has %s in its name or description: use fewer or other words; \"ghg methods\" lists all", input.Quote(strings.Join(words, " ")))
		}
		return a.print(&t, as.name)
	}
	cmd.AddCommand(a.methodsShow())
	return cmd
}

// hasAll reports whether a text has all words, in upper or lower case.
func hasAll(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, w := range words {
		if !strings.Contains(text, strings.ToLower(w)) {
			return false
		}
	}
	return true
}

// categoryNames returns the categories of Scope 3 that a method is for.
func categoryNames(m activity.Method) string {
	names := make([]string, 0, len(m.Categories()))
	for _, c := range m.Categories() {
		names = append(names, c.String())
	}
	return strings.Join(names, ", ")
}

// methodsShow describes one method.
func (a *app) methodsShow() *cobra.Command {
	return &cobra.Command{
		Use:   "show METHOD",
		Short: "Describe a method: formula, inputs, factors, source and an example with its steps",
		Long: `Describe a method: its formula, what a user must know, its inputs with what they accept, the factors it looks
up, its source, and an example with every step of its calculation.

The example is calculated with an embedded factor set that has its factors, and with the potentials of AR5. The set is
named; in a calculation of your own, you state both.

Exit status: 2 if the method is unknown.`,
		Example: `  ghg methods show scope1.stationary-combustion`,
		Args:    exactArgs(1, "a METHOD"),
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := lookupMethod(args[0])
			if err != nil {
				return err
			}
			return a.describe(m)
		},
	}
}

// lookupMethod returns a method by its name. An unknown name is an error of the command line.
func lookupMethod(name string) (activity.Method, error) {
	m, err := activity.Lookup(name)
	var unknown *ghg.FieldError
	switch {
	case err == nil:
		return m, nil
	case errors.As(err, &unknown) && len(unknown.Near) > 0:
		return m, usage(fmt.Errorf("unknown method %s: did you mean %s?", input.Quote(name), orList(unknown.Near)))
	}
	return m, usage(fmt.Errorf("unknown method %s: \"ghg methods\" lists all methods", input.Quote(name)))
}

// someArgs wants one argument or more, and says what they are.
func someArgs(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) > 0 {
			return nil
		}
		return usage(fmt.Errorf("got no arguments, want %s", what))
	}
}

// describe writes all about a method.
func (a *app) describe(m activity.Method) error {
	w := a.Out
	fmt.Fprintf(w, "%s: %s\n", m.Name(), m.Summary())
	if c := categoryNames(m); c != "" {
		fmt.Fprintf(w, "For %s.\n", c)
	}
	if m.Formula() != "" {
		fmt.Fprintf(w, "\nFormula\n%s\n", indent(m.Formula()))
	}
	for _, p := range m.Text() {
		fmt.Fprintf(w, "\n%s\n", p)
	}
	fmt.Fprint(w, "\nInputs\n")
	writeInputs(w, "", m.Inputs())
	fmt.Fprintf(w, "\nFactors looked up: %s\n", m.Factors())
	fmt.Fprintf(w, "Source: %s\n", m.Source())
	return a.describeExample(m)
}

// indent puts two blanks before every line.
func indent(text string) string {
	return "  " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n  ")
}

// writeInputs writes a line for every input; those of a list follow it, with its name before theirs.
func writeInputs(w io.Writer, before string, inputs []method.Input) {
	for _, in := range inputs {
		in.Name = before + in.Name
		fmt.Fprintf(w, "  %s\n", activity.Describe(in))
		writeInputs(w, in.Name+"[].", in.Inputs)
	}
}

// describeExample writes the first example of a method, and its steps with the first embedded set that has its factors.
func (a *app) describeExample(m activity.Method) error {
	examples, err := m.Activities()
	if err != nil || len(examples) == 0 {
		return err
	}
	results, set, err := calculateExample(examples[0])
	if err != nil {
		return err
	}
	text, err := exampleCommand(m, examples[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Out, "\nExample\n  %s", text)
	if len(results) == 0 {
		fmt.Fprint(a.Out, "\n\nNo single embedded set has the factors of the example, so its steps are not shown.\n")
		return nil
	}
	fmt.Fprintf(a.Out, " --factors %s --gwp AR5%s\n\n", set.name, set.rates)
	for _, r := range results {
		fmt.Fprintln(a.Out, indent(r.ExplainSteps()))
	}
	return nil
}

// exampleCommand returns an example as a command line or, if a command line cannot hold it, as one that reads JSON.
func exampleCommand(m activity.Method, example activity.Activity) (string, error) {
	want, err := activity.Encode(example)
	if err != nil {
		return "", err
	}
	asJSON := fmt.Sprintf("echo %s | ghg calc -", shellQuoted(string(want)))
	if !m.HasSheet() {
		return asJSON, nil
	}
	row, err := m.ExampleRow()
	if err != nil {
		return "", err
	}
	var pairs []string
	words := []string{"ghg", "calc", string(m.Name())}
	for i, in := range m.Columns() {
		if row[i] != "" {
			pairs = append(pairs, in.Name+"="+row[i])
			words = append(words, shellQuoted(in.Name+"="+row[i]))
		}
	}
	text, err := activityObject(m, pairs)
	if err != nil {
		return "", err
	}
	if of, err := activity.Decode(text); err == nil {
		if same, err := activity.Encode(of); err == nil && bytes.Equal(same, want) {
			return strings.Join(words, " "), nil
		}
	}
	return asJSON, nil
}

// shellQuoted returns a word as a shell reads it.
func shellQuoted(word string) string {
	if strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789=_-./:,@%+") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// exampleBasis is what an example is calculated with: the name of a set, and the flag of the rates if it has any.
type exampleBasis struct{ name, rates string }

// calculateExample calculates an example with AR5 and the first embedded set that has its factors. Without rates, if they
// are not needed. Results are empty if no single set has the factors.
func calculateExample(example activity.Activity) (ghg.Results, exampleBasis, error) {
	published, err := worldbank.Rates()
	if err != nil {
		return nil, exampleBasis{}, err
	}
	for _, e := range all.Editions() {
		set, err := e.Load()
		if err != nil {
			return nil, exampleBasis{}, err
		}
		b := factors.Basis{Factors: set, GWP: ghg.AR5()}
		if results, err := example.Calculate(b); err == nil {
			return results, exampleBasis{name: set.Name()}, nil
		}
		b.Rates = published
		if results, err := example.Calculate(b); err == nil {
			return results, exampleBasis{set.Name(), " --rates worldbank"}, nil
		}
	}
	return nil, exampleBasis{}, nil
}
