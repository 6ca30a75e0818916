package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// factors groups what finds, explains, compares and keeps emission factors.
func (a *app) factors() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "factors",
		Short: "Find, explain, compare, check and lock emission factors",
		Long: `Find, explain, compare, check and lock emission factors. The embedded sets are listed by "ghg factors list", each
with its edition and licence. Where a set is wanted, a file of your own (own.csv) or a lock (factors.lock) can be given too.`,
	}
	group(cmd)
	cmd.AddCommand(a.factorsDiff(), a.factorsExplain(), a.factorsImport(), a.factorsList(), a.factorsLock(), a.factorsSearch(), a.factorsShow())
	return cmd
}

// factorsList lists the embedded sets.
func (a *app) factorsList() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "list [WORD ...]",
		Short: "List the embedded factor sets, with their years and licences",
		Long: `List the embedded factor sets: name, number of factors, years, basis of the publisher's own CO2e, licence and
document. With words, only the sets whose line has all of them.

Exit status: 1 if no set has the words.`,
		Example: `  ghg factors list
  ghg factors list desnz -o csv`,
	}
	f := formats(cmd, formatTable, formatCSV, formatJSON)
	cmd.RunE = func(_ *cobra.Command, words []string) error {
		t := table{columns: []string{"set", "factors", "valid", "gwp", "published", "licence", "document"}}
		sets, err := all.Load()
		if err != nil {
			return err
		}
		for _, s := range sets {
			m := s.Meta()
			row := []string{s.Name(), strconv.Itoa(s.Len()), m.Valid, m.GWP, m.Published, m.Licence, m.Title}
			if hasAll(strings.Join(row, " "), words) {
				t.add(row...)
			}
		}
		if len(t.rows) == 0 {
			return fmt.Errorf("no factor set has %s: \"ghg factors list\" lists all of them", input.Quote(strings.Join(words, " ")))
		}
		return a.print(&t, f.name)
	}
	return cmd
}

// factorsSearch finds factors by words.
func (a *app) factorsSearch() *cobra.Command {
	var sets []string
	var boundary string
	var filter factors.Filter
	cmd := &cobra.Command{
		Use:   "search WORD ...",
		Short: "Find factors by words, in English or Japanese",
		Long: `Find factors by words: names of activities, publishers' own labels, common names (petrol, HGV, 重油), countries,
refrigerants by number. Every word must match. The best hits come first.

A search chooses nothing: "ghg factors explain" says which factor a calculation uses.

Exit status: 1 if nothing is found; 2 if a set or region is unknown.`,
		Example: `  ghg factors search natural gas UK --year 2024
  ghg factors search diesel --set desnz-2024 --most 5
  ghg factors search electricity --region JP --year 2023 -o json`,
		Args: someArgs("one or more words"),
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&sets, "set", nil, "search these sets or files only; all embedded sets if not given")
	flags.StringVar(&filter.Region, "region", "", "only factors for this region: GB, JP-13, US-CAMX, GLOBAL")
	flags.IntVar(&filter.Year, "year", 0, "only factors that are valid in this calendar year")
	flags.StringVar(&boundary, "boundary", "", "only factors with this boundary: combustion, generation, well-to-tank, ...")
	flags.IntVar(&filter.Most, "most", 20, "the maximum number of hits")
	f := formats(cmd, formatTable, formatCSV, formatJSON)
	cmd.RunE = func(_ *cobra.Command, words []string) error {
		source, err := searched(sets, boundary, &filter)
		if err != nil {
			return err
		}
		hits := factors.Search(source, strings.Join(words, " "), filter)
		if len(hits) == 0 {
			return fmt.Errorf("no factor has %s: use fewer or other words; a year is a flag, --year 2024", input.Quote(strings.Join(words, " ")))
		}
		t := table{columns: []string{"id", "set", "label", "boundary", "valid", "kg per unit"}}
		for _, h := range hits {
			t.add(h.Factor.ID, h.Factor.Set, h.Factor.Label, h.Factor.Boundary.String(), h.Factor.Valid.String(), h.Factor.PerUnit.String())
		}
		return a.print(&t, f.name)
	}
	return cmd
}

// searched returns the sets to search, and completes the filter.
func searched(sets []string, boundary string, filter *factors.Filter) (factors.Source, error) {
	if filter.Most < 1 {
		return nil, usage(fmt.Errorf("--most %d: want 1 or more", filter.Most))
	}
	if filter.Region != "" {
		if err := factors.CheckRegion(filter.Region); err != nil {
			return nil, usage(fmt.Errorf("--region: %w", err))
		}
	}
	if boundary != "" {
		if err := filter.Boundary.UnmarshalText([]byte(boundary)); err != nil {
			return nil, usage(fmt.Errorf("--boundary: %w", err))
		}
	}
	if len(sets) > 0 {
		return openSources(sets)
	}
	return everySet()
}

// everySet returns all embedded sets as one source.
func everySet() (factors.Source, error) {
	sets, err := all.Load()
	if err != nil {
		return nil, err
	}
	sources := make([]factors.Source, len(sets))
	for i, s := range sets {
		sources[i] = s
	}
	return factors.NewStack(sources...)
}

// factorsShow shows a factor by its id.
func (a *app) factorsShow() *cobra.Command {
	var sets []string
	var gwp string
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show a factor: its values, validity, source, licence and caveat",
		Long: `Show a factor by its id, as "ghg factors search" and every result name it: its values by gas, what it is for, where
it is printed, its licence, its caveat and its digest. With --gwp, its CO2e too.

Exit status: 1 if no set has the id; 2 if a set is unknown.`,
		Example: `  ghg factors show "desnz/fuel/natural-gas/GB/2024/kWh(HHV)"
  ghg factors show "desnz/fuel/natural-gas/GB/2024/kWh(HHV)" --gwp AR5`,
		Args: exactArgs(1, "the ID of a factor"),
	}
	cmd.Flags().StringSliceVar(&sets, "set", nil, "look in these sets or files only; in the publisher's sets if not given")
	cmd.Flags().StringVar(&gwp, "gwp", "", "also print CO2e with these potentials: SAR, TAR, AR4, AR5, AR5-UNFCCC or AR6")
	f := formats(cmd, formatTable, formatJSON)
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		var potentials ghg.GWP
		if gwp != "" {
			var err error
			if potentials, err = (&basisFlags{gwp: gwp}).potentials(); err != nil {
				return usage(err)
			}
		}
		found, err := findFactors(args[0], sets)
		if err != nil {
			return err
		}
		if f.name == formatJSON {
			return writeFactors(a.Out, found)
		}
		for i := range found {
			if i > 0 {
				fmt.Fprintln(a.Out)
			}
			if err := showFactor(a.Out, &found[i], potentials); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// findFactors returns the factors with an id: of the given sets, or of the publisher that the id begins with.
func findFactors(id string, sets []string) ([]factors.Factor, error) {
	if len(sets) == 0 {
		publisher, _, _ := strings.Cut(id, "/")
		for _, e := range all.Editions() {
			if e.Package == publisher {
				sets = append(sets, setName(e))
			}
		}
	}
	if len(sets) == 0 { // the publisher is misspelt, too
		for _, e := range all.Editions() {
			sets = append(sets, setName(e))
		}
	}
	var found []factors.Factor
	var ids []string
	for _, name := range sets {
		source, err := openSource(name)
		if err != nil {
			return nil, err
		}
		for f := range source.All() {
			if f.ID == id {
				found = append(found, f)
			}
			ids = append(ids, f.ID)
		}
	}
	if len(found) > 0 {
		return found, nil
	}
	if near := spelling.Nearest(id, ids); near != "" {
		return nil, fmt.Errorf("no factor %s: did you mean %s?", input.Quote(id), input.Quote(near))
	}
	return nil, fmt.Errorf("no factor %s: \"ghg factors search\" finds ids", input.Quote(id))
}

// writeFactors writes factors as a JSON array.
func writeFactors(w io.Writer, found []factors.Factor) error {
	objects := make([]json.RawMessage, len(found))
	for i, f := range found {
		text, err := f.MarshalJSON()
		if err != nil {
			return err
		}
		objects[i] = text
	}
	return writeArray(w, objects)
}

// showFactor writes all about a factor, with its CO2e if there are potentials.
func showFactor(w io.Writer, f *factors.Factor, gwp ghg.GWP) error {
	t := table{columns: []string{"id", f.ID}}
	add := func(name, value string) {
		if value != "" {
			t.add(name, value)
		}
	}
	add("set", f.Set)
	add("activity", f.Activity)
	add("label", f.Label)
	add("region", f.Region)
	add("valid", f.Valid.String())
	add("boundary", f.Boundary.String())
	add("unit", f.Unit.String())
	for i := range f.PerUnit.Len() {
		add("value", fmt.Sprintf("%s per %s", f.PerUnit.At(i), f.Unit))
	}
	if f.Published.GWP != "" {
		add("published sum", fmt.Sprintf("%s per %s", f.Published, f.Unit))
	}
	if !gwp.IsZero() {
		c, err := f.CO2e(gwp)
		if err != nil {
			return err
		}
		add("with "+gwp.Name(), fmt.Sprintf("%s per %s", c, f.Unit))
	}
	if f.Price != (factors.Price{}) {
		add("price", f.Price.String())
	}
	add("uncertainty", f.Uncertainty.String())
	add("source", f.Record().Source())
	add("licence", f.Licence)
	if f.Caveat.Kind != 0 {
		add("caveat", f.Caveat.String())
	}
	add("note", f.Note)
	add("digest", f.Digest())
	return t.text(w)
}
