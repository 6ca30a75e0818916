// Command scope3 calculates at least one line by every method of Scope 3, each from its own sheet, with published factors.
//
//	go run ./examples/scope3                                    one line per result
//	go run ./examples/scope3 -explain scope3.franchise-sampled  the steps of one method's lines
//	go run ./examples/scope3 -data DIR                          the sheets in another folder
//
// A sheet is named after its method: data/METHOD.csv with one activity per row, or data/METHOD.json where inputs are
// nested. Copy one to start a sheet of your own. The activity data are invented; the factors are published, except those
// that a row states with their source.
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

// show prints the steps of one method's lines, or the table of all methods that have a sheet.
func show(out io.Writer, files fs.FS, basis factors.Basis, explain string) error {
	sheets, err := sheetsOf(files)
	if err != nil {
		return err
	}
	if explain != "" {
		m, err := activity.Lookup(explain)
		if err != nil {
			return err
		}
		return sheets.each(basis, m, func(r ghg.Result) { fmt.Fprint(out, r.ExplainSteps()) })
	}
	fmt.Fprintf(out, "%-3s %-46s %18s  %s\n", "cat", "method", "kg CO2e", "caveats")
	for _, m := range activity.Methods() {
		if _, ok := sheets.names[m.Name()]; !ok {
			continue
		}
		if err := sheets.each(basis, m, func(r ghg.Result) { line(out, r) }); err != nil {
			return err
		}
	}
	return nil
}

// line prints a result, in brackets if it is a memo item, which is in no total.
func line(out io.Writer, r ghg.Result) {
	name := strings.TrimPrefix(string(r.Method), "scope3.")
	if r.Part != "" {
		name += " (" + r.Part + ")"
	}
	kg := r.CO2e.Kg().StringFixed(0)
	if !r.Counts() {
		kg = "[" + kg + "]"
	}
	kinds := make([]string, len(r.Caveats))
	for i, c := range r.Caveats {
		kinds[i] = c.Kind.String()
	}
	fmt.Fprintln(out, strings.TrimRight(fmt.Sprintf("%-3d %-46s %18s  %s", uint8(r.Category), name, kg, strings.Join(kinds, ", ")), " "))
}

// sheets holds the files of a folder by the methods that they are named after.
type sheets struct {
	files fs.FS
	names map[ghg.Method]string
}

// sheetsOf lists the sheets of a folder. A file that is not named after a method is an error.
func sheetsOf(files fs.FS) (sheets, error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return sheets{}, err
	}
	found := sheets{files, map[ghg.Method]string{}}
	for _, e := range entries {
		m, err := activity.Lookup(strings.TrimSuffix(strings.TrimSuffix(e.Name(), ".csv"), ".json"))
		if err != nil {
			return sheets{}, fmt.Errorf("%s: %w", e.Name(), err)
		}
		if other, ok := found.names[m.Name()]; ok {
			return sheets{}, fmt.Errorf("%s: the method already has the sheet %s", e.Name(), other)
		}
		found.names[m.Name()] = e.Name()
	}
	if len(found.names) == 0 {
		return sheets{}, errors.New("there is no sheet: want a file such as scope3.spend-based.csv")
	}
	return found, nil
}

// each calculates the lines of a method's sheet and calls do with each result.
func (s sheets) each(basis factors.Basis, m activity.Method, do func(ghg.Result)) error {
	lines, err := s.read(m)
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
func (s sheets) read(m activity.Method) ([]activity.Activity, error) {
	name, ok := s.names[m.Name()]
	if !ok {
		return nil, fmt.Errorf("%s: there is no sheet %s.csv or .json", m.Name(), m.Name())
	}
	f, err := s.files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if strings.HasSuffix(name, ".csv") {
		return m.ReadSheet(f, name)
	}
	lines, err := activity.ReadJSON(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return lines, nil
}
