package table

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ghgkit/ghg/internal/input"
)

// noteNames are the columns that are for people, in a file that is read as people keep it; see [Options.Kept].
var noteNames = []string{"note", "notes", "comment", "comments", "remark", "remarks"}

// isNote reports whether a column is for people: "note", "Notes", "note: who read the meter".
func isNote(name string) bool {
	name, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(name)), ":")
	return slices.Contains(noteNames, name)
}

// unitColumns returns the names of the columns that may hold the unit of an amount.
func unitColumns(amount string) []string {
	if amount == "amount" {
		return []string{"unit", "amount_unit"}
	}
	return []string{amount + "_unit"}
}

// unitOf is an amount whose unit is in a column of its own.
type unitOf struct{ amount, unit int } // indices in a row

// trimHeader drops the names of columns at the end that have none.
func (t *reader) trimHeader() {
	for len(t.names) > 1 && strings.TrimSpace(t.names[len(t.names)-1]) == "" {
		t.names = t.names[:len(t.names)-1]
	}
}

// findUnits finds the columns that hold the units of amounts.
func (t *reader) findUnits() {
	for _, c := range t.o.Columns {
		if !c.Amount || t.index[c.Name] < 0 {
			continue
		}
		for _, name := range unitColumns(c.Name) {
			_, declared := t.index[name]
			if i := slices.Index(t.names, name); i >= 0 && !declared {
				t.units = append(t.units, unitOf{t.index[c.Name], i})
				break
			}
		}
	}
	slices.SortFunc(t.units, func(a, b unitOf) int { return a.amount - b.amount })
}

// isUnit reports whether an undeclared column holds the unit of an amount.
func (t *reader) isUnit(name string) bool {
	return slices.ContainsFunc(t.o.Columns, func(c Column) bool {
		return c.Amount && slices.Contains(t.names, c.Name) && slices.Contains(unitColumns(c.Name), name)
	})
}

// passed reports whether a row is none: every cell is blank, or the first begins with "# ".
func (t *reader) passed() bool {
	first := t.cell(0)
	if len(first) > 0 && first[0] > '#' && first[0] < utf8.RuneSelf {
		return false // nearly all
	}
	if bytes.HasPrefix(first, []byte("# ")) {
		return true
	}
	for i := range t.cells {
		if len(bytes.TrimSpace(t.cell(i))) > 0 {
			return false
		}
	}
	return true
}

// trim drops the cells after the last column of the header if they are blank.
func (t *reader) trim() {
	for t.cells > len(t.names) && len(bytes.TrimSpace(t.cell(t.cells-1))) == 0 {
		t.cells--
	}
	if t.made {
		t.values = t.values[:t.cells]
	}
}

// joinUnits puts the units that have columns of their own behind their amounts.
func (t *reader) joinUnits() {
	if !t.split {
		t.join()
	}
	text, starts, units := t.united[:0], t.unitedAt[:0], t.units
	for i := range t.cells {
		starts = append(starts, len(text))
		cell := t.cell(i)
		if len(units) > 0 && units[0].amount == i {
			unit := bytes.TrimSpace(t.cell(units[0].unit))
			units = units[1:]
			if amount := bytes.TrimSpace(cell); len(amount) > 0 && len(unit) > 0 {
				text, cell = append(append(text, amount...), ' '), unit
			}
		}
		text = append(append(text, cell...), ',')
	}
	starts = append(starts, len(text))
	t.text, t.united = text, text
	t.starts, t.unitedAt = starts, t.starts
	t.made = false
}

// workbook returns the error for the first bytes of a workbook, which is no text.
func (s *source) workbook(head []byte) error {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return &EncodingError{
			File: s.o.Name, Line: 1, What: "the file is a workbook (.xlsx) or another archive",
			Hint: "read it with module github.com/ghgkit/ghg/xlsx, or save its sheet as CSV UTF-8",
		}
	case bytes.HasPrefix(head, []byte{0xd0, 0xcf, 0x11, 0xe0}):
		return &EncodingError{File: s.o.Name, Line: 1, What: "the file is a workbook of Excel 97 to 2003 (.xls)", Hint: "save its sheet as CSV UTF-8"}
	}
	return nil
}

// spaces names the blanks that look like ordinary ones.
var spaces = map[rune]string{
	'\t': "a tab", '\u00a0': "a no-break space (U+00A0)", '\u2007': "a figure space (U+2007)", '\u2009': "a thin space (U+2009)",
	'\u202f': "a narrow no-break space (U+202F)", '\u3000': "an ideographic space (U+3000)", '\ufeff': "a byte order mark (U+FEFF)",
	'\u200b': "a zero-width space (U+200B)",
}

// NameBlank names the first blank in a text that is not an ordinary one, or returns "".
func NameBlank(text string) string {
	for _, r := range input.Shorten(text) {
		if name, ok := spaces[r]; ok {
			return name
		}
	}
	return ""
}
