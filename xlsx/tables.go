package xlsx

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
)

// WriteTables writes disclosure tables as a workbook:
//
//   - one sheet for each table, laid out as the standard has it; what is missing says why in its cell
//   - Cells: each cell with its exact value as text, its unit, and the ordinals of the results that it adds up
//   - Results: the results by their ordinals
//
// A spreadsheet program shows 15 digits; the exact value is in Cells. Texts are cells of text and never formulas, whatever they
// begin with. The same report and editions make the same bytes. A report that [disclosure.Edition.Tables] refuses is an error.
func WriteTables(w io.Writer, r report.Report, editions ...disclosure.Edition) error {
	if absent.Is(w) {
		return input.ErrNoWriter
	}
	if len(editions) == 0 {
		return &ghg.FieldError{Field: "editions", Want: "one or more editions", Err: ghg.ErrMissing}
	}
	var tables []editionTable
	for _, e := range editions {
		list, err := e.Tables(r)
		if err != nil {
			return fmt.Errorf("%s: %w", e.ID, err)
		}
		for i := range list {
			tables = append(tables, editionTable{e, &list[i]})
		}
	}
	b, err := newBook(r.Inventory, maxRows)
	if err != nil {
		return err
	}
	defer b.file.Close() //nolint:errcheck // temporary files
	if err := firstError(b.addTables(tables), b.addCells(tables), b.addOrdinals(), b.first()); err != nil {
		return err
	}
	return b.file.Write(w)
}

// editionTable is a table with its edition.
type editionTable struct {
	disclosure.Edition
	*disclosure.Table
}

// addTables writes a sheet for each table.
func (b *book) addTables(tables []editionTable) error {
	used := map[string]bool{}
	for _, of := range tables {
		t := of.Table
		headings := []heading{{"row", 14}, {"what", 60}}
		for _, c := range t.Columns {
			headings = append(headings, heading{c.Title, 22})
		}
		about := of.Name + ". " + strings.TrimSuffix(t.Title, ".") + ". " + t.Source
		sheet, err := b.newTape(uniqueSheet(t.ID, used), about, append(headings, heading{"unit", 14})...)
		if err != nil {
			return err
		}
		for i := range t.Rows {
			if err := sheet.add(b.tableRow(&t.Rows[i])...); err != nil {
				return err
			}
		}
		if err := sheet.end(); err != nil {
			return err
		}
	}
	return nil
}

// tableRow returns the cells of a row of a table.
func (b *book) tableRow(row *disclosure.Row) []any {
	cells := []any{b.text(row.ID), b.text(row.Label)}
	var units []string
	for i := range row.Cells {
		c := &row.Cells[i]
		switch {
		case c.Value != nil:
			value, _, _, _ := b.input(*c.Value)
			cells = append(cells, value)
			if c.Unit != "" && !slices.Contains(units, c.Unit) {
				units = append(units, c.Unit)
			}
		case c.Missing != "":
			cells = append(cells, b.text(c.Missing))
		default:
			cells = append(cells, b.text(c.Text))
		}
	}
	return append(cells, b.text(strings.Join(units, "; ")))
}

// addCells writes each cell with where it comes from.
func (b *book) addCells(tables []editionTable) error {
	sheet, err := b.newTape(
		"Cells", "Every cell of the tables with its exact value. Results are ordinals of the sheet Results.",
		heading{"edition", 18}, heading{"table", 14}, heading{"row", 14}, heading{"column", 18}, heading{"exact", 32}, heading{"unit", 14}, heading{"text", 50},
		heading{"missing", 50}, heading{"results", 24}, heading{"unconfirmed", 40}, heading{"element", 50},
	)
	if err != nil {
		return err
	}
	for _, of := range tables {
		t := of.Table
		for j := range t.Rows {
			for k := range t.Rows[j].Cells {
				c, exact := &t.Rows[j].Cells[k], ""
				if c.Value != nil {
					exact = dec.Text(*c.Value)
				}
				if err := sheet.add(
					b.text(of.Edition.ID), b.text(t.ID), b.text(t.Rows[j].ID), b.text(t.Columns[k].ID), b.text(exact), b.text(c.Unit), b.text(c.Text),
					b.text(c.Missing), b.text(c.Of.String()), b.text(c.Unsure), b.text(c.Element),
				); err != nil {
					return err
				}
			}
		}
	}
	return sheet.end()
}

// addOrdinals writes the results by their ordinals.
func (b *book) addOrdinals() error {
	sheet, err := b.newTape(
		"Results", "The results in the order of the inventory; the ordinal is the number that Cells refers to.",
		heading{"ordinal", 10}, heading{"id", 36}, heading{"part", 14}, heading{"scope", 8}, heading{"category", 30}, heading{"method", 32},
		heading{"accounting", 16}, heading{"kg CO2e, exact", 32},
	)
	if err != nil {
		return err
	}
	n := 0
	for r := range b.inv.Results() {
		n++
		if err := sheet.add(
			n, b.text(r.ID), b.text(r.Part), b.word(r.Scope != 0, r.Scope), b.word(r.Category != 0, r.Category), b.text(string(r.Method)),
			b.word(r.Accounting != 0, r.Accounting), b.text(dec.Text(r.CO2e.Kg())),
		); err != nil {
			return err
		}
	}
	return sheet.end()
}

// add writes a row, in a further sheet if the last one is full.
func (t *tape) add(cells ...any) error {
	if _, err := t.next(); err != nil {
		return err
	}
	return t.write(cells...)
}

// uniqueSheet returns the name of a sheet that is not used yet, as Excel allows it.
func uniqueSheet(id string, used map[string]bool) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]'`, r) {
			return '-'
		}
		return r
	}, id)
	name = string([]rune(name)[:min(len([]rune(name)), maxSheetName-4)])
	key, n := strings.ToLower(name), 1
	for used[key] || key == "cells" || key == "results" || key == "history" {
		n++
		key = strings.ToLower(name) + " " + strconv.Itoa(n)
	}
	used[key] = true
	if n > 1 {
		return name + " " + strconv.Itoa(n)
	}
	return name
}
