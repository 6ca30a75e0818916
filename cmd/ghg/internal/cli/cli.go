// Package cli is the command line of ghg: one file a command. A command reads its arguments, calls the library and presents
// what it returns; it calculates nothing itself.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// Exit statuses.
const (
	StatusOK          = 0
	StatusFailed      = 1   // an input, a file or a calculation is refused
	StatusUsage       = 2   // the command line is wrong
	StatusRejects     = 3   // a ledger was calculated, and some of its lines were refused
	StatusNotVerified = 4   // a receipt, a proof or a seal does not hold
	StatusInterrupted = 130 // as shells have it
)

// Streams are what a command reads and writes, and what it may know of them.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	Terminal bool // Err is a terminal: progress may be shown, and colours unless NoColor
	NoColor  bool

	OutTerminal bool // Out is a terminal: no page and no workbook is written to it

	Width int // of the terminal, in characters; 0 if it is none
}

// Standard returns the streams of the process.
func Standard() Streams {
	s := Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}
	s.NoColor = os.Getenv("NO_COLOR") != "" //nolint:forbidigo,misspell // the name that commands agree on; the library reads no environment
	if fd := int(os.Stderr.Fd()); term.IsTerminal(fd) {
		s.Terminal = true
		s.Width, _, _ = term.GetSize(fd)
	}
	s.OutTerminal = term.IsTerminal(int(os.Stdout.Fd()))
	return s
}

// app is what all commands have in common.
type app struct {
	Streams
	lang string // of messages and templates: "en" or "ja"
}

// Main runs a command line and returns its exit status. The error, if there is one, has been written.
func Main(ctx context.Context, args []string, s Streams) int {
	a := &app{Streams: s}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return StatusOK
	}
	a.report(err)
	return statusOf(ctx, err)
}

// root returns the command with all others below it.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "ghg",
		Short:         "Greenhouse-gas inventories from sheets, with numbers that anybody can replay",
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	group(root)
	root.SetFlagErrorFunc(flagError)
	root.PersistentFlags().StringVar(&a.lang, "lang", "en", "language of messages and templates: en or ja")
	root.PersistentPreRunE = func(*cobra.Command, []string) error {
		if a.lang != "en" && a.lang != "ja" {
			return usage(fmt.Errorf("--lang %s: want en or ja", input.Quote(a.lang)))
		}
		return nil
	}
	root.AddCommand(a.commands()...)
	root.AddCommand(a.topics()...)
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "completion":
			group(c)
		case "help":
			c.Args = helpArgs
		}
	}
	return root
}

// helpArgs refuses help of a command that there is not.
func helpArgs(cmd *cobra.Command, args []string) error {
	of, rest, err := cmd.Root().Find(args)
	if err == nil && len(rest) > 0 && of.HasSubCommands() {
		return usage(unknownCommand(of, rest[0]))
	}
	return err
}

// group makes a command one that does nothing but hold others: it prints its help, and refuses what is none of them.
func group(cmd *cobra.Command) {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return usage(unknownCommand(cmd, args[0]))
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
}

// unknownCommand is the error of a command that there is not below another.
func unknownCommand(of *cobra.Command, name string) error {
	names := make([]string, 0, len(of.Commands()))
	for _, c := range of.Commands() {
		names = append(names, c.Name())
	}
	if near := spelling.Nearest(name, names); near != "" {
		return fmt.Errorf("unknown command %s of %s: did you mean %s?", input.Quote(name), input.Quote(of.CommandPath()), input.Quote(near))
	}
	const few = 10
	if len(names) > few {
		return fmt.Errorf("unknown command %s of %s: see %s", input.Quote(name), input.Quote(of.CommandPath()), input.Quote(of.CommandPath()+" --help"))
	}
	return fmt.Errorf("unknown command %s of %s: want %s", input.Quote(name), input.Quote(of.CommandPath()), orList(names))
}

// release is the version of a released binary. The linker sets it.
var release string

// version returns the version of the release, of the module as it was built, or that of the checkout.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// statusError is an error with an exit status of its own.
type statusError struct {
	status int
	err    error
}

func (e *statusError) Error() string { return e.err.Error() }
func (e *statusError) Unwrap() error { return e.err }

// usage marks an error of the command line.
func usage(err error) error { return &statusError{StatusUsage, err} }

// statusOf returns the exit status of an error.
func statusOf(ctx context.Context, err error) int {
	var of *statusError
	switch {
	case ctx.Err() != nil:
		return StatusInterrupted
	case errors.As(err, &of):
		return of.status
	}
	return StatusFailed
}
