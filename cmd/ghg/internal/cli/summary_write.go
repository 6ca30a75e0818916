package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/ghgkit/ghg/inventory"
)

// text writes the report for people.
func (r *summary) text(w io.Writer) error {
	var b strings.Builder
	o := r.project.Organisation
	fmt.Fprintf(&b, "%s, %s, %s, GWP %s\n", o.Name, r.project.Period, o.Approach, r.project.Config().GWP.Name())
	if r.project.Locked() {
		fmt.Fprintf(&b, "Factors: those of factors.lock\n")
	}
	by := ""
	var t *table
	flush := func() error {
		if t == nil {
			return nil
		}
		b.WriteString("\n")
		return t.text(&b)
	}
	for _, f := range r.totals {
		if f.by != by && (f.by != figurePartial) {
			if err := flush(); err != nil {
				return err
			}
			by = f.by
			t = &table{columns: []string{by + ", t CO2e", "market-based", "location-based"}, right: []int{1, 2}}
		}
		none, label := "", f.label
		switch f.by {
		case figureTotal:
			none, label = "withheld", "total"
		case figurePartial:
			label = "sum of what there is"
		}
		t.add(label, tonnes(f.market, none), tonnes(f.location, none))
	}
	if err := flush(); err != nil {
		return err
	}
	for _, m := range r.missing {
		fmt.Fprintln(&b, "missing:", m)
	}
	if err := r.sections(&b); err != nil {
		return err
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// sections writes the tables below the totals, those that have rows.
func (r *summary) sections(b *strings.Builder) error {
	for _, s := range []struct {
		title string
		table *table
	}{
		{"Coverage", r.coverageTable()},
		{"Not derived for category 3", r.underivedTable()},
		{"Findings", r.findingsTable()},
		{"Caveats", r.caveatsTable()},
		{"Targets", r.targetsTable()},
	} {
		if len(s.table.rows) == 0 {
			continue
		}
		fmt.Fprintf(b, "\n%s\n", s.title)
		if err := s.table.text(b); err != nil {
			return err
		}
	}
	switch {
	case !r.checked:
		b.WriteString("\nFindings: not looked for\n")
	case len(r.findings.List) == 0:
		b.WriteString("\nFindings: none\n")
	}
	if r.statement != "" {
		fmt.Fprintf(b, "\nSeal\n%s", r.statement)
	}
	return nil
}

// json writes the report as one object. Every number is text, and exact.
func (r *summary) json(w io.Writer) error {
	var b strings.Builder
	o := r.project.Organisation
	head := object([]string{"organisation", "period", "approach", "gwp"}, []string{o.Name, r.project.Period.String(), o.Approach.String(), r.project.Config().GWP.Name()})
	fmt.Fprintf(&b, "%s,\n\"locked\": %t,\n\"findings_looked_for\": %t,\n", strings.TrimSuffix(head, "}"), r.project.Locked(), r.checked)
	for _, part := range []struct {
		key   string
		table *table
	}{
		{"totals", r.totalsTable()},
		{"coverage", r.coverageTable()},
		{"not_derived", r.underivedTable()},
		{"findings", r.findingsTable()},
		{"caveats", r.caveatsTable()},
		{"targets", r.targetsTable()},
	} {
		fmt.Fprintf(&b, "%s: ", quoted(part.key))
		var rows strings.Builder
		if err := part.table.json(&rows); err != nil {
			return err
		}
		b.WriteString(strings.TrimSuffix(rows.String(), "\n") + ",\n")
	}
	missing := make([]string, len(r.missing))
	for i, m := range r.missing {
		missing[i] = quoted(m)
	}
	fmt.Fprintf(&b, "\"missing\": [%s]", strings.Join(missing, ", "))
	if r.statement != "" {
		fmt.Fprintf(&b, ",\n\"seal\": %s", quoted(r.statement))
	}
	b.WriteString("}\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// writeFiles writes the files of --out: all under temporary names, which are renamed once all are whole.
func (r *summary) writeFiles(dir string, workbook bool) error {
	if err := makeFolder(dir); err != nil {
		return err
	}
	type file struct {
		name  string
		write func(io.Writer) error
	}
	inv := r.inventory
	files := []file{
		{"results.csv", func(w io.Writer) error { return inv.WriteResultsCSV(w, true) }},
		{"steps.csv", func(w io.Writer) error { return inv.WriteStepsCSV(w, true) }},
		{"results.jsonl", inv.WriteResults},
		{"totals.csv", r.totalsTable().spreadsheet},
		{"findings.csv", r.findingsTable().spreadsheet},
		{"inventory.json", func(w io.Writer) error { return writeInventory(w, inv) }},
	}
	if r.statement != "" {
		files = append(
			files,
			file{"seal.txt", func(w io.Writer) error { _, err := io.WriteString(w, r.statement); return err }},
			file{"seal.hashes", func(w io.Writer) error { _, err := w.Write(r.hashes); return err }},
		)
	}
	if workbook {
		files = append(files, file{"results.xlsx", func(w io.Writer) error { return writeWorkbook(w, inv) }})
	}
	temporary := map[string]string{}
	defer func() {
		for _, name := range temporary {
			os.Remove(name) //nolint:errcheck,gosec // nothing is left of it if it was renamed
		}
	}()
	for _, f := range files {
		name, err := writeTemporary(dir, f.name, f.write)
		temporary[f.name] = name
		if err != nil {
			return err
		}
	}
	for _, f := range files {
		to := filepath.Join(dir, f.name)
		if err := os.Rename(temporary[f.name], to); err != nil {
			return err
		}
		r.written = append(r.written, to)
	}
	return nil
}

// writeInventory writes the JSON form of an inventory with a line break at its end.
func writeInventory(w io.Writer, inv *inventory.Inventory) error {
	text, err := inv.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = w.Write(append(text, '\n'))
	return err
}
