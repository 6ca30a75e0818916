package cli

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/xlsx"
)

// standardInput is the name of a file that stands for the standard input.
const standardInput = "-"

// calc calculates activities without a project.
func (a *app) calc() *cobra.Command {
	var flags basisFlags
	var explain bool
	cmd := &cobra.Command{
		Use:   "calc METHOD KEY=VALUE ... | METHOD FILE.csv | FILE.json | -",
		Short: "Calculate one activity, a sheet or JSON without a project",
		Long: `Calculate activities without a project.

  ghg calc METHOD KEY=VALUE ...    one activity; lists are JSON: legs='[{"distance": "10 km"}]'
  ghg calc METHOD FILE.csv         a sheet of the method, as "ghg template" writes it; FILE.xlsx: its sheet of the method
  ghg calc FILE.json               one activity or many: an array, or one after another
  ghg calc -                       the same from the standard input

"ghg methods show METHOD" lists the keys. The factor sets and the potentials are yours to choose; there are no defaults.
If one activity is refused, nothing is printed but the errors.

-o table prints tonnes rounded to three places; csv has the exact kilograms; json and receipt print every step and factor:
json as an array, receipt as one receipt on each line, which "ghg verify" checks.

Exit status: 1 if an activity is refused; 2 if the method, a set or a flag is unknown or missing.`,
		Example: `  ghg calc scope1.stationary-combustion id=boiler period=2024 fuel=natural-gas region=GB amount="125 MWh(HHV)" \
    --factors desnz-2024 --gwp AR5 --explain
  ghg calc scope1.stationary-combustion boilers.csv --factors desnz-2024 --gwp AR5 -o csv
  ghg calc activities.json --factors own.csv,desnz-2024 --gwp AR6 --policy older_years=1`,
		Args: someArgs("a METHOD with its inputs, or a file"),
	}
	flags.add(cmd, true)
	cmd.Flags().BoolVar(&explain, "explain", false, "print every step, with its factor and source")
	f := formats(cmd, formatTable, formatJSON, formatCSV, formatReceipt)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		read, err := a.activities(args)
		if err != nil {
			return err
		}
		b, err := flags.basis()
		if err != nil {
			return err
		}
		results, err := calculate(b, read)
		if err != nil {
			return err
		}
		return a.printResults(results, f, explain)
	}
	return cmd
}

// reading reads activities one by one, each or its error to be passed on.
type reading func(yield func(activity.Activity, error))

// activities returns what reads the activities that the arguments name. What is wrong with the arguments is an error.
func (a *app) activities(args []string) (reading, error) {
	if name := args[0]; name == standardInput || slices.Contains([]string{".json", ".jsonl", ".ndjson"}, filepath.Ext(name)) {
		if len(args) > 1 {
			return nil, usage(fmt.Errorf("%s: want no argument after a file of JSON, which names the methods itself", input.Quote(args[1])))
		}
		return a.jsonActivities(name), nil
	}
	m, err := lookupMethod(args[0])
	if err != nil {
		return nil, err
	}
	switch {
	case len(args) == 1:
		return nil, usage(fmt.Errorf("%s has no inputs: want KEY=VALUE ..., or a file; \"ghg methods show %s\" lists the keys", m.Name(), m.Name()))
	case len(args) == 2 && !strings.Contains(args[1], "="):
		return sheetActivities(m, args[1])
	}
	text, err := activityObject(m, args[1:])
	if err != nil {
		return nil, err
	}
	return func(yield func(activity.Activity, error)) { yield(activity.Decode(text)) }, nil
}

// jsonActivities reads a file of JSON, or the standard input.
func (a *app) jsonActivities(name string) reading {
	return func(yield func(activity.Activity, error)) {
		in := a.In
		if name != standardInput {
			file, err := os.Open(name)
			if err != nil {
				yield(nil, plain(err))
				return
			}
			defer file.Close() //nolint:errcheck // it was only read
			in = file
		}
		empty := true
		for e := range activity.Stream(in) {
			empty = false
			of, err := e.Get()
			if err != nil && name != standardInput {
				err = &fileError{name, err}
			}
			yield(of, err)
		}
		if empty {
			yield(nil, fmt.Errorf("%s: no activities", name))
		}
	}
}

// fileError is an error about a file, with its name before every line.
type fileError struct {
	name string
	err  error
}

func (e *fileError) Error() string {
	return e.name + ": " + strings.ReplaceAll(e.err.Error(), "\n", "\n"+e.name+": ")
}

func (e *fileError) Unwrap() error { return e.err }

// sheetActivities reads a sheet of a method: a file of CSV, or the method's sheet in a workbook.
func sheetActivities(m activity.Method, name string) (reading, error) {
	var in io.Reader
	file, err := os.Open(name)
	if err != nil {
		return nil, plain(err)
	}
	place := name
	in = file
	closing := file.Close
	if filepath.Ext(name) == ".xlsx" {
		defer file.Close() //nolint:errcheck // it was only read
		book, err := xlsx.Open(file)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		sheet := xlsx.SheetName(m.Name())
		if in, err = book.Sheet(sheet); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		place, closing = name+", "+sheet, book.Close
	}
	return func(yield func(activity.Activity, error)) {
		defer closing() //nolint:errcheck // it was only read
		list, err := m.ReadLocated(in, place)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, of := range list {
			yield(of, nil)
		}
		if len(list) == 0 {
			yield(nil, fmt.Errorf("%s: no rows", place))
		}
	}, nil
}

// activityObject returns the JSON form of an activity of which the inputs are given as KEY=VALUE.
func activityObject(m activity.Method, pairs []string) ([]byte, error) {
	inputs := map[string]method.Input{}
	for _, in := range m.Inputs() {
		inputs[in.Name] = in
	}
	b := fmt.Appendf(nil, `{"method":%s`, quoted(string(m.Name())))
	for _, pair := range pairs {
		key, value, ok := strings.Cut(pair, "=")
		if !ok {
			return nil, usage(fmt.Errorf("%s: want KEY=VALUE; put a value with blanks in quotation marks: amount=\"125 MWh(HHV)\"", input.Quote(pair)))
		}
		b = fmt.Appendf(b, ",%s:%s", quoted(key), valueOf(inputs[key], value))
	}
	return append(b, '}'), nil
}

// valueOf returns a value as JSON: as it is where the input is a list, a whole number or a flag and the value may be one, and
// otherwise as a text, which is read like the cell of a sheet.
func valueOf(in method.Input, value string) string {
	raw := false
	switch {
	case in.Type == nil:
	case strings.HasPrefix(value, "[") || strings.HasPrefix(value, "{"):
		raw = in.Kind == method.ListInput || in.Kind == method.OtherInput
	case in.Kind == method.FlagInput:
		raw = value == "true" || value == "false"
	case in.Type.Kind() >= reflect.Int && in.Type.Kind() <= reflect.Uint64:
		raw = isDigits(value) && !reflect.PointerTo(in.Type).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
	}
	if raw {
		return value
	}
	return quoted(value)
}

// calculate calculates activities. If one cannot be read or calculated, it returns no results but what is wrong.
func calculate(b factors.Basis, read reading) ([]ghg.Result, error) {
	var all []ghg.Result
	var failed error
	read(func(of activity.Activity, err error) {
		var results ghg.Results
		if err == nil {
			results, err = of.Calculate(b)
		}
		if err != nil {
			failed = ghg.Join(failed, err)
			return
		}
		if failed == nil {
			all = append(all, results...)
		}
	})
	if failed != nil {
		return nil, failed
	}
	return all, nil
}

// printResults writes results in a format, with their steps if they are to be explained.
func (a *app) printResults(results []ghg.Result, f *format, explain bool) error {
	if explain && f.name != formatTable {
		return usage(errors.New("--explain: want -o table, since json and receipt have every step and csv has none"))
	}
	switch f.name {
	case formatReceipt:
		return a.receipts(results)
	case formatJSON:
		objects := make([]json.RawMessage, len(results))
		for i, r := range results {
			text, err := r.MarshalJSON()
			if err != nil {
				return err
			}
			objects[i] = text
		}
		return writeArray(a.Out, objects)
	case formatCSV:
		return exactTable(results).csv(a.Out)
	}
	if explain {
		for _, r := range results {
			fmt.Fprintln(a.people(), strings.TrimRight(r.ExplainSteps(), "\n"))
		}
		return nil
	}
	if err := shortTable(results).text(a.Out); err != nil {
		return err
	}
	for _, r := range results {
		for _, c := range r.Caveats {
			fmt.Fprintf(a.people(), "caveat of %s: %s\n", r.ID, c)
		}
	}
	return nil
}

// receipts writes one receipt on each line. A single one is written as it is, without a line break, so that the file is the receipt.
func (a *app) receipts(results []ghg.Result) error {
	var b bytes.Buffer
	for _, r := range results {
		text, err := r.Receipt()
		if err != nil {
			return err
		}
		b.Write(text)
		if len(results) > 1 {
			b.WriteByte('\n')
		}
	}
	_, err := a.Out.Write(b.Bytes())
	return err
}

// shortTable is the results for people, in tonnes rounded to three places.
func shortTable(results []ghg.Result) *table {
	t := &table{columns: []string{"id", "scope", "part", "period", "t CO2e", "t CO2 of biomass"}, right: []int{4, 5}}
	for _, r := range results {
		biogenic := ""
		if kg, known := r.BiogenicCO2(); known {
			biogenic = inTonnes(kg)
		}
		t.add(r.ID, scopeOf(r), partOf(r), r.Period.String(), inTonnes(r.CO2e.Kg()), biogenic)
	}
	return t
}

// exactTable is the results with exact numbers.
func exactTable(results []ghg.Result) *table {
	t := &table{columns: []string{"id", "method", "scope", "part", "period", "kg_co2e", "biogenic_co2_kg", "non_kyoto_kg", "gwp", "factors", "caveats"}}
	for _, r := range results {
		biogenic := ""
		if kg, known := r.BiogenicCO2(); known {
			biogenic = dec.Text(kg)
		}
		caveats := make([]string, 0, len(r.Caveats))
		for _, c := range r.Caveats {
			caveats = append(caveats, c.String())
		}
		t.add(r.ID, string(r.Method), scopeOf(r), partOf(r), r.Period.String(), dec.Text(r.CO2e.Kg()), biogenic, dec.Text(r.NonKyoto.Kg()), r.GWP,
			factorsOf(r), strings.Join(caveats, "; "))
	}
	return t
}

// inTonnes returns kilograms in tonnes, rounded to three places.
func inTonnes(kg decimal.Decimal) string { return kg.Shift(-3).StringFixed(3) }

// scopeOf returns the scope of a result as a short text, with the category of Scope 3 and with what keeps it out of totals.
func scopeOf(r ghg.Result) string {
	text := fmt.Sprintf("%d", r.Scope)
	if r.Category.Valid() {
		text = fmt.Sprintf("%d.%d", r.Scope, r.Category)
	}
	if !r.Counts() {
		text += ", in no total"
	}
	return text
}

// partOf returns what tells a result from the others of its activity.
func partOf(r ghg.Result) string {
	var parts []string
	for _, p := range []string{r.Accounting.String(), r.Part} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, ", ")
}
