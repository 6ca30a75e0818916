package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// flagError returns the error of a flag that the command does not have, or of a value that the flag does not take, with
// what is wanted instead.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return usage(fmt.Errorf("%w: %s", err, flagCure(cmd, unknown.GetSpecifiedName())))
	case errors.As(err, &value):
		return usage(valueError(cmd, value))
	}
	return usage(err)
}

// flagCure returns the nearest of the flags of a command, or where they are listed.
func flagCure(cmd *cobra.Command, name string) string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := spelling.Nearest(name, names); near != "" {
		return "did you mean --" + near + "?"
	}
	return fmt.Sprintf("see \"%s --help\"", cmd.CommandPath())
}

// valueError names the flag and the value that it does not take.
func valueError(cmd *cobra.Command, e *pflag.InvalidValueError) error {
	f, value, cause := e.GetFlag(), e.GetValue(), e.Unwrap()
	name := "--" + f.Name
	if f.Shorthand != "" {
		name = "-" + f.Shorthand
	}
	if errors.Is(cause, strconv.ErrSyntax) || errors.Is(cause, strconv.ErrRange) {
		cause = errors.New("want " + wantedOf(f.Value.Type()))
	}
	text := fmt.Sprintf("%s %s: %v", name, input.Quote(value), cause)
	if f.Name == outputFlag && cmd.Flag("out") != nil && strings.ContainsAny(value, "./") {
		text += "; to write to a file: --out " + value
	}
	return errors.New(text)
}

// wantedOf returns what a flag of a type takes.
func wantedOf(kind string) string {
	if kind == "bool" {
		return "true or false"
	}
	return "a whole number"
}
