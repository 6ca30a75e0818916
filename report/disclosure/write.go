package disclosure

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/report"
)

// Columns of the CSV file, one row per cell.
var csvColumns = []string{
	"edition", "table", "table_title", "row", "row_label", "source", "column", "column_title", "value", "unit", "text", "missing", "unconfirmed", "stated_by",
	"measure", "part", "input", "formula", "results", "ids", "element",
}

// mostIDs is how many ids a cell of CSV lists. The others are those of the ordinals in the column results.
const mostIDs = 20

// WriteCSV writes the tables as one CSV file with a row per cell. Values are exact. The column results has the ordinals of the
// results in the order of [inventory.Inventory.WriteResultsCSV], the column ids the first twenty ids. A text of more than 1000
// characters ends with the number of those left out. With spreadsheet set, text cells that a spreadsheet would run as a formula
// begin with an apostrophe. What [Check] refuses is not written.
func WriteCSV(w io.Writer, r report.Report, e Edition, tables []Table, spreadsheet bool) error {
	ids, err := identified(w, r, e, tables)
	if err != nil {
		return err
	}
	out := table.NewWriter(w, spreadsheet)
	if err := out.Write(csvColumns); err != nil {
		return err
	}
	for _, t := range tables {
		for _, row := range t.Rows {
			for i, cell := range row.Cells {
				if err := out.Write(csvRow(e, t, row, i, cell, ids)); err != nil {
					return fmt.Errorf("table %s, row %s: %w", input.Quote(t.ID), input.Quote(row.ID), err)
				}
			}
		}
	}
	return out.Flush()
}

func csvRow(e Edition, t Table, row Row, i int, cell Cell, ids []resultJSON) []string {
	source, unsure, value, measure := row.Source, cell.Unsure, "", ""
	if source == "" {
		source = t.Source
	}
	if unsure == "" {
		unsure = t.Unsure
	}
	if cell.Value != nil {
		value = dec.Text(*cell.Value)
	}
	if cell.Measure != 0 {
		measure = cell.Measure.String()
	}
	list := []string{
		e.ID, t.ID, t.Title, row.ID, row.Label, source, t.Columns[i].ID, t.Columns[i].Title, value, cell.Unit, cell.Text, cell.Missing, unsure, cell.Stated,
		measure, cell.Part, cell.Input, cell.formula(), cell.Of.String(), someIDs(cell.Of, ids), cell.Element,
	}
	for k := range list {
		list[k] = cut(visible(list[k]))
	}
	return list
}

// someIDs returns the first ids of results and how many there are beside them.
func someIDs(of report.Ordinals, ids []resultJSON) string {
	var b strings.Builder
	n := 0
	for o := range of.All() {
		if n == mostIDs {
			fmt.Fprintf(&b, " and %d more", of.Len()-n)
			break
		}
		if n++; n > 1 {
			b.WriteString("; ")
		}
		b.WriteString(input.Shorten(ids[o-1].ID))
	}
	return b.String()
}

// formula writes the formula of a cell with its numbers.
func (c Cell) formula() string {
	if c.Formula == 0 {
		return ""
	}
	terms := make([]string, len(c.Terms))
	for i, t := range c.Terms {
		terms[i] = dec.Text(t.Value)
	}
	return c.Formula.String() + ": " + strings.Join(terms, "; ")
}

// identified checks what is to be written and returns the names of the results in their order.
func identified(w io.Writer, r report.Report, e Edition, tables []Table) ([]resultJSON, error) {
	if absent.Is(w) {
		return nil, input.ErrNoWriter
	}
	if e.ID == "" {
		return nil, &ghg.FieldError{Field: "edition", Want: "one of Editions", Err: ghg.ErrMissing}
	}
	return checked(r, tables)
}

// documentJSON is the JSON form of tables.
type documentJSON struct {
	Edition      editionJSON  `json:"edition"`
	Organisation string       `json:"organisation"`
	Year         string       `json:"year"`
	Period       ghg.Period   `json:"period"`
	Tables       []tableJSON  `json:"tables"`
	Results      []resultJSON `json:"results"`
}

type editionJSON struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Source string `json:"source"`
	Status string `json:"status"`
}

type tableJSON struct {
	ID      string       `json:"id"`
	Title   string       `json:"title"`
	Source  string       `json:"source"`
	Unsure  string       `json:"unconfirmed,omitempty"`
	Columns []columnJSON `json:"columns"`
	Rows    []rowJSON    `json:"rows"`
	Sums    []sumJSON    `json:"sums,omitempty"`
}

type columnJSON struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

type rowJSON struct {
	ID     string     `json:"id"`
	Label  string     `json:"label"`
	Source string     `json:"source,omitempty"`
	Cells  []cellJSON `json:"cells"`
}

type cellJSON struct {
	Value   string     `json:"value,omitempty"`
	Unit    string     `json:"unit,omitempty"`
	Text    string     `json:"text,omitempty"`
	Missing string     `json:"missing,omitempty"`
	Unsure  string     `json:"unconfirmed,omitempty"`
	Stated  string     `json:"stated_by,omitempty"`
	Measure Measure    `json:"measure,omitempty"`
	Part    string     `json:"part,omitempty"`
	Of      string     `json:"results,omitempty"` // ordinals
	Input   string     `json:"input,omitempty"`
	Formula Formula    `json:"formula,omitempty"`
	Terms   []termJSON `json:"terms,omitempty"`
	Element string     `json:"element,omitempty"`
}

type termJSON struct {
	Value   string  `json:"value"`
	Measure Measure `json:"measure,omitempty"`
	Part    string  `json:"part,omitempty"`
	Of      string  `json:"results,omitempty"`
	Input   string  `json:"input,omitempty"`
}

type sumJSON struct {
	Total  string   `json:"total"`
	Parts  []string `json:"parts"`
	Column string   `json:"column,omitempty"`
}

type resultJSON struct {
	Ordinal    int            `json:"ordinal"`
	ID         string         `json:"id"`
	Part       string         `json:"part,omitempty"`
	Accounting ghg.Accounting `json:"accounting,omitempty"`
}

// WriteJSON writes the tables as a JSON object with the keys edition, organisation, year, period, tables and results. Values
// are exact, as texts; what a cell has not has no key. The results of a cell are ordinals, "1-3 7", and the list results names
// the id, part and method of scope 2 of each. What [Check] refuses is not written.
func WriteJSON(w io.Writer, r report.Report, e Edition, tables []Table) error {
	names, err := identified(w, r, e, tables)
	if err != nil {
		return err
	}
	d := documentJSON{
		Edition: editionJSON{e.ID, e.Name, e.Source, e.Status}, Organisation: r.Inventory.Organisation().Name, Year: r.Name(), Period: r.Inventory.Period(),
		Tables: make([]tableJSON, len(tables)), Results: names,
	}
	for i, t := range tables {
		d.Tables[i] = t.json()
	}
	out := json.NewEncoder(w)
	out.SetIndent("", " ")
	return out.Encode(d)
}

func (t Table) json() tableJSON {
	list := tableJSON{ID: t.ID, Title: t.Title, Source: t.Source, Unsure: t.Unsure}
	for _, c := range t.Columns {
		list.Columns = append(list.Columns, columnJSON(c))
	}
	for _, row := range t.Rows {
		form := rowJSON{ID: row.ID, Label: row.Label, Source: row.Source}
		for _, c := range row.Cells {
			form.Cells = append(form.Cells, c.json())
		}
		list.Rows = append(list.Rows, form)
	}
	for _, s := range t.Sums {
		list.Sums = append(list.Sums, sumJSON(s))
	}
	return list
}

func (c Cell) json() cellJSON {
	form := cellJSON{
		Unit: c.Unit, Text: c.Text, Missing: c.Missing, Unsure: c.Unsure, Stated: c.Stated, Measure: c.Measure, Part: c.Part, Of: c.Of.String(),
		Input: c.Input, Formula: c.Formula, Element: c.Element,
	}
	if c.Value != nil {
		form.Value = dec.Text(*c.Value)
	}
	for _, t := range c.Terms {
		form.Terms = append(form.Terms, termJSON{dec.Text(t.Value), t.Measure, t.Part, t.Of.String(), t.Input})
	}
	return form
}

// WriteMarkdown writes the tables to be read: figures are rounded half up, percentages to two places and others to three or,
// below one, to six. Published figures are marked with a dagger, unconfirmed places with a question mark; notes below a table
// tell them and its sources. Labels and texts read as they are written, whatever they contain. What [Check] refuses is not
// written.
func WriteMarkdown(w io.Writer, r report.Report, e Edition, tables []Table) error {
	if _, err := identified(w, r, e, tables); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	days := r.Inventory.Period()
	fmt.Fprintf(out, "# %s\n\n%s, %s (%s to %s)\n\n", markdown(e.Name), markdown(r.Inventory.Organisation().Name), markdown(r.Name()), days.Start, days.End.AddDays(-1))
	fmt.Fprintf(out, "%s\n\n%s\n", markdown(e.Source), markdown(e.Status))
	for _, t := range tables {
		t.writeMarkdown(out)
	}
	return out.Flush()
}

func (t Table) writeMarkdown(out io.Writer) {
	fmt.Fprintf(out, "\n## %s %s\n\n|  |", markdown(t.ID), markdown(t.Title))
	for _, c := range t.Columns {
		fmt.Fprintf(out, " %s |", markdown(c.Title))
	}
	fmt.Fprintf(out, "\n| --- |%s\n", strings.Repeat(" --- |", len(t.Columns)))
	var n notes
	for _, row := range t.Rows {
		fmt.Fprintf(out, "| %s |", markdown(row.Label))
		for _, c := range row.Cells {
			fmt.Fprintf(out, " %s%s%s |", c.markdown(), n.mark("†", c.Stated), n.mark("?", c.Unsure))
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\nSource: %s.\n", markdown(strings.TrimSuffix(t.Source, ".")))
	if t.Unsure != "" {
		fmt.Fprintf(out, "\nUnconfirmed: %s.\n", markdown(strings.TrimSuffix(t.Unsure, ".")))
	}
	for i, s := range n.list {
		mark, text, _ := strings.Cut(s, " ")
		fmt.Fprintf(out, "\n%s%d %s\n", mark, i+1, markdown(text))
	}
}

// notes are the notes below a table, each once.
type notes struct{ list []string }

// mark returns the mark of a note, or "" for none.
func (n *notes) mark(sign, text string) string {
	if text == "" {
		return ""
	}
	i := slices.Index(n.list, sign+" "+text)
	if i < 0 {
		i, n.list = len(n.list), append(n.list, sign+" "+text)
	}
	return " " + sign + strconv.Itoa(i+1)
}

func (c Cell) markdown() string {
	switch {
	case c.Value != nil:
		return printed(*c.Value, c.Unit) + " " + markdown(c.Unit)
	case c.Text != "":
		return markdown(c.Text)
	case c.Missing == nothingHere:
		return ""
	}
	return "– (" + markdown(c.Missing) + ")"
}
