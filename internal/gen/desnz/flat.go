package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/gen/sheet"
	"github.com/ghgkit/ghg/units"
)

// entry is one factor of a flat file: the rows that differ only in the gas.
type entry struct {
	line   int    // of the first row
	id     string // of the first row; "" where the edition has none
	scope  string
	level  [4]string
	column string
	uom    string
	value  map[string]string // by gas
}

// keyColumns are the columns that the rows of one factor share.
var keyColumns = []string{"scope", "level1", "level2", "level3", "level4", "column_text", "uom"}

// group joins the rows of one factor, in the order of the file.
func group(records []sheet.Record) []*entry {
	var entries []*entry
	byKey := map[string]*entry{}
	for _, r := range records {
		parts := make([]string, len(keyColumns))
		for i, name := range keyColumns {
			parts[i] = r.Get(name)
		}
		key := strings.Join(parts, "\n")
		e := byKey[key]
		if e == nil {
			e = &entry{
				line: r.Line, id: r.Get("id"), scope: parts[0], level: [4]string(parts[1:5]), column: parts[5], uom: parts[6],
				value: map[string]string{},
			}
			byKey[key] = e
			entries = append(entries, e)
		}
		e.value[r.Get("ghg")] = r.Get("value")
	}
	return entries
}

// label returns the publisher's words without those that other fields hold.
func (e *entry) label() string {
	words := slices.DeleteFunc([]string{e.level[2], e.level[3], e.column}, func(s string) bool { return s == "" || s == e.uom })
	if len(words) == 0 {
		return e.level[1]
	}
	return strings.Join(words, ", ")
}

// row returns where the factor is printed: the flat file's own id of its first row, or the line.
func (e *entry) row() string {
	if e.id != "" {
		return e.id
	}
	return "line " + strconv.Itoa(e.line)
}

// target is where a factor goes in the library.
type target struct {
	activities []string // more than one where the publisher prints one factor for two uses
	region     string
	unit       string
	boundary   ghg.Boundary
	note       string
	caveat     string // "kind: detail"
}

// output collects the outcome for the rows of one edition.
type output struct {
	edition
	file       string
	lines      int // rows accounted for
	printed    printed
	rows       []sheet.Row
	properties []sheet.Property
	omitted    []sheet.Omitted
}

// add embeds a factor.
func (o *output) add(e *entry) error {
	o.lines += len(e.value)
	if kWh, ok := energy(e); ok {
		return o.energy(e, kWh)
	}
	t, err := place(e)
	if err != nil {
		return err
	}
	if err := o.printed.explain(e, &t); err != nil {
		return err
	}
	unit, err := units.ParseUnit(t.unit)
	if err != nil {
		return err
	}
	amounts, err := o.amounts(e, t)
	if err != nil {
		return err
	}
	for _, activity := range t.activities {
		row := sheet.Row{
			"activity": activity, "label": e.label(), "region": t.region, "valid_from": o.year + "-01-01",
			"valid_to": o.year + "-12-31", "unit": unit.Symbol(), "boundary": t.boundary.String(), "table": e.level[0],
			"row": e.row(), "note": t.note, "caveat": t.caveat,
		}
		for column, value := range amounts {
			row[column] = value
		}
		o.rows = append(o.rows, row)
	}
	return nil
}

// amounts returns the gases of a factor by column. All except biogenic CO2 are printed as kg CO2e.
func (o *output) amounts(e *entry, t target) (sheet.Row, error) {
	row := sheet.Row{}
	for gas, text := range e.value {
		value, err := number(text)
		if err != nil {
			return nil, err
		}
		column := gas
		switch {
		case gas == "CO2" && t.boundary == ghg.OutsideScopes:
			column = "CO2-biogenic"
		case gas == "CH4":
			column = "CH4-combustion" // no other factor gives CH4 separately
		case gas != "CO2e" && gas != "CO2" && gas != "N2O":
			return nil, fmt.Errorf("gas %q is unknown", gas)
		}
		row[column] = value.String()
		if gas == "CH4" || gas == "N2O" {
			row["gases_in"] = "kg CO2e"
		}
		if gas != "CO2" {
			row["gwp"] = o.gwp
		}
	}
	return row, nil
}

func number(text string) (decimal.Decimal, error) {
	value, err := dec.Parse(text)
	if err == nil && value.IsNegative() {
		err = fmt.Errorf("value %q: want at least 0", text)
	}
	return value, err
}

// slug writes a publisher's word as part of a name: "Dual purpose 4X4" is "dual-purpose-4x4".
func slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == ',' || r == '.':
		default:
			gap = true
		}
	}
	return b.String()
}

// named looks up a publisher's word; a word that is not in the table is a bug in the converter.
func named(table map[string]string, word string) (string, error) {
	if name, ok := table[word]; ok {
		return name, nil
	}
	return "", fmt.Errorf("%q has no name", word)
}
