// Command scope3 calculates a line by every method of scope 3, each from a sheet of its own, with published factors.
//
//	go run ./examples/scope3                                          a line a method
//	go run ./examples/scope3 -explain scope3.franchises.sampled       the steps of one
//	go run ./examples/scope3 -data DIR                                the sheets of another folder
//
// A sheet is named for its method: data/METHOD.csv, a row a line, or data/METHOD.json where the inputs are nested.
// Copy one as the start of a sheet of your own. The figures are made up; the factors are not, but for those that a
// row gives with its source.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
)

//go:embed data
var embedded embed.FS

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scope3:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("scope3", flag.ContinueOnError)
	explain := flags.String("explain", "", "print the steps of the lines of one method")
	data := flags.String("data", "", "read the sheets from this folder instead of the built-in one")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument %q: want flags only, see -help", flags.Arg(0))
	}
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return err
	}
	if *data != "" {
		files = os.DirFS(*data)
	}
	basis, err := load()
	if err != nil {
		return err
	}
	err = show(out, files, basis, *explain)
	if err != nil && *data != "" {
		return fmt.Errorf("-data %s: %w", *data, err)
	}
	return err
}

// show prints the steps of one method's lines, or the table of all.
func show(out io.Writer, files fs.FS, basis factors.Basis, explain string) error {
	if explain != "" {
		m, err := activity.Lookup(explain)
		if err != nil {
			return err
		}
		return each(files, basis, m, func(r ghg.Result) { fmt.Fprint(out, r.ExplainSteps()) })
	}
	return table(out, files, basis)
}

// table prints a line a result, in the order of the method table.
func table(out io.Writer, files fs.FS, basis factors.Basis) error {
	fmt.Fprintf(out, "%-3s %-66s %18s  %s\n", "cat", "method", "kg CO2e", "caveats")
	for _, m := range activity.Methods() {
		if !strings.HasPrefix(string(m.Name), "scope3.") {
			continue
		}
		if err := each(files, basis, m, func(r ghg.Result) { line(out, r) }); err != nil {
			return err
		}
	}
	return nil
}

// line prints a result: one in brackets is in no total.
func line(out io.Writer, r ghg.Result) {
	name := strings.TrimPrefix(string(r.Method), "scope3.")
	if r.Part != "" {
		name += " (" + r.Part + ")"
	}
	kg := r.CO2e.Kg().StringFixed(0)
	if r.Apart != "" {
		kg = "[" + kg + "]"
	}
	kinds := make([]string, len(r.Caveats))
	for i, c := range r.Caveats {
		kinds[i] = c.Kind.String()
	}
	fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("%-3d %-66s %18s  %s", uint8(r.Category), name, kg, strings.Join(kinds, ", ")), " "))
}

// each calculates the lines of a method's sheet.
func each(files fs.FS, basis factors.Basis, m activity.Method, do func(ghg.Result)) error {
	lines, err := read(files, m)
	if err != nil {
		return err
	}
	for _, a := range lines {
		results, err := a.Calculate(basis)
		if err != nil {
			return err
		}
		for _, r := range results {
			if err := r.Check(); err != nil {
				return err
			}
			do(r)
		}
	}
	return nil
}

// read reads the sheet of a method: CSV, or JSON where its inputs are nested.
func read(files fs.FS, m activity.Method) ([]activity.Activity, error) {
	for _, form := range []struct {
		suffix string
		read   func(io.Reader, string) ([]activity.Activity, error)
	}{
		{".csv", m.ReadSheet},
		{".json", func(r io.Reader, _ string) ([]activity.Activity, error) { return activity.ReadJSON(r) }},
	} {
		name := string(m.Name) + form.suffix
		f, err := files.Open(name)
		if err != nil {
			continue
		}
		lines, err := form.read(f, name)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		return lines, nil
	}
	return nil, fmt.Errorf("%s: there is no sheet %s.csv or .json", m.Name, m.Name)
}
