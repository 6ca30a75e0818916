// Command epa writes factors/epa/data from the originals beside it: one set per edition of the GHG Emission Factors
// Hub, in kilograms per printed unit.
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/internal/module"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "epa:", err)
		os.Exit(1)
	}
}

func run() error {
	root, err := module.Root()
	if err != nil {
		return err
	}
	original := filepath.Join(root, "internal/gen/epa/original/factors.csv")
	out := filepath.Join(root, "factors/epa/data")
	records, err := sheet.Read(original)
	if err != nil {
		return err
	}
	var omitted []sheet.Omitted
	used := 0
	for _, edition := range slices.Sorted(maps.Keys(editions)) {
		b := builder{edition: edition}
		for _, l := range lines(records, edition) {
			if err := b.add(l); err != nil {
				return fmt.Errorf("edition %s, line %d, %s %s %s: %w", edition, l.first, l.item, l.detail, l.per, err)
			}
		}
		if err := sheet.Write(out, edition, editions[edition], b.rows, b.properties, original); err != nil {
			return fmt.Errorf("edition %s: %w", edition, err)
		}
		omitted, used = append(omitted, b.omitted...), used+b.used
	}
	if used+len(omitted) != len(records) {
		return fmt.Errorf("%d records are used and %d left out of %d", used, len(omitted), len(records))
	}
	return sheet.WriteOmitted(filepath.Join(out, "omitted.csv"), omitted)
}

// editions are the workbooks.
var editions = map[string]factors.Meta{
	"2021": meta("2021", "2021", "2021-09-15", "AR4"),
	"2023": meta("2023", "2023", "2023-09-12", "AR4"),
	"2024": meta("2024", "2024, revised", "2024 (first release 2024-02-13, then revised)", "AR5"),
	"2025": meta("2025", "2025", "2025-01-15", "AR5"),
}

func meta(edition, title, published, gwp string) factors.Meta {
	return factors.Meta{
		Publisher: "epa", Edition: edition, Title: "US EPA GHG Emission Factors Hub " + title, Published: published,
		Valid: "calendar year " + edition + "; EPA states no validity", GWP: gwp + " (table 11); AR4 for waste (table 9)",
		Address: "https://www.epa.gov/climateleadership/ghg-emission-factors-hub", Licence: "public domain (17 USC 105)",
		Attribution: "US EPA Center for Corporate Climate Leadership",
	}
}

// line is a printed line of a table for one of its units, with the records of its gases.
type line struct {
	edition, table, group, item, detail string
	per                                 string // the printed unit below the line: "short ton"
	row                                 string // of the workbook
	first                               int    // line of the first record in the original
	values                              []value
}

type value struct {
	gas, printed, unit string
	line               int // in the original
}

// lines groups the records of an edition into printed lines, in order.
func lines(records []sheet.Record, edition string) []line {
	var all []line
	index := map[[6]string]int{}
	for _, r := range records {
		if r.Get("edition") != edition {
			continue
		}
		unit, per, _ := strings.Cut(r.Get("unit"), "/")
		l := line{
			edition: edition, table: r.Get("table"), group: r.Get("group"), item: r.Get("item"), detail: r.Get("detail"),
			per: per, row: r.Get("source_row"), first: r.Line,
		}
		if r.Get("gas") == heatContent {
			l.per = heatContent // a line of its own
		}
		key := [6]string{l.table, l.group, l.item, l.detail, l.per, l.row}
		i, ok := index[key]
		if !ok {
			i = len(all)
			index[key] = i
			all = append(all, l)
		}
		all[i].values = append(all[i].values, value{r.Get("gas"), r.Get("value"), unit + "/" + per, r.Line})
	}
	return all
}
