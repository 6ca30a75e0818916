package cli

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	sheets "github.com/ghgkit/ghg/internal/table"
)

// table is what a command prints in rows and columns. Every cell is text: a number is exact, as the library writes it.
type table struct {
	columns []string
	rows    [][]string
	right   []int // the columns that are aligned to the right
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// orList joins alternatives: "table, csv or json".
func orList(list []string) string { return joined(list, "or") }

// andList joins what belongs together: "id, fuel and amount".
func andList(list []string) string { return joined(list, "and") }

func joined(list []string, word string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " " + word + " " + list[last]
}

// print writes a table in a format.
func (a *app) print(t *table, as string) error {
	switch as {
	case formatCSV:
		return t.csv(a.Out)
	case formatJSON:
		return t.json(a.Out)
	}
	return t.text(a.Out)
}

// text writes the table for people: columns two blanks apart.
func (t *table) text(w io.Writer) error {
	all := append([][]string{t.columns}, t.rows...)
	var widths []int
	for n, row := range all {
		cells := make([]string, len(row))
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			cells[i] = visible(cell)
			widths[i] = max(widths[i], displayWidth(cells[i]))
		}
		all[n] = cells
	}
	var b strings.Builder
	for _, row := range all {
		var line strings.Builder
		for i, cell := range row {
			if i > 0 {
				line.WriteString("  ")
			}
			pad := strings.Repeat(" ", widths[i]-displayWidth(cell))
			if slices.Contains(t.right, i) {
				line.WriteString(pad + cell)
			} else {
				line.WriteString(cell + pad)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// csv writes the table as CSV.
func (t *table) csv(w io.Writer) error {
	cw := csv.NewWriter(w)
	if err := cw.WriteAll(append([][]string{t.columns}, t.rows...)); err != nil {
		return err
	}
	return cw.Error()
}

// spreadsheet writes the table as CSV for a spreadsheet: a text that it would run as a formula begins with an apostrophe.
func (t *table) spreadsheet(w io.Writer) error {
	cw := sheets.NewWriter(w, true)
	for _, row := range append([][]string{t.columns}, t.rows...) {
		if err := cw.Write(row); err != nil {
			return err
		}
	}
	return cw.Flush()
}

// json writes the table as an array of objects, with the columns as keys and every cell as text. A cell that a row does not
// have is no key.
func (t *table) json(w io.Writer) error {
	var b strings.Builder
	b.WriteString("[")
	for i, row := range t.rows {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n  ")
		b.WriteString(object(t.columns, row))
	}
	if len(t.rows) > 0 {
		b.WriteString("\n")
	}
	b.WriteString("]\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// object returns cells as an object of JSON, in the order of their names.
func object(names, cells []string) string {
	parts := make([]string, 0, len(cells))
	for i, cell := range cells {
		parts = append(parts, quoted(strings.ReplaceAll(names[i], " ", "_"))+": "+quoted(cell))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// quoted returns a text as JSON.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // a string has a form
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// displayWidth returns the columns that a text takes on a terminal: two for a character of Chinese, Japanese or Korean, none
// for one that is combined with the one before it.
func displayWidth(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

func runeWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case unicode.IsControl(r):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
