package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// tape is a table that goes on in a further sheet when one is full: "Steps", "Steps 2".
type tape struct {
	book    *book
	name    string
	about   string // the first row
	columns []heading
	sheets  []piece
	stream  *excelize.StreamWriter // of the last sheet
}

// heading is a column of a tape.
type heading struct {
	name  string
	width float64 // in characters
}

// piece is a sheet of a tape.
type piece struct {
	name string
	last int // the last row written
}

// The rows of a sheet before its data: what it holds, and the names of the columns.
const headRows = 2

// newTape begins a table.
func (b *book) newTape(name, about string, columns ...heading) (*tape, error) {
	t := &tape{book: b, name: name, about: about, columns: columns}
	b.tapes = append(b.tapes, t)
	return t, t.begin()
}

// begin begins a sheet.
func (t *tape) begin() error {
	name := t.name
	if n := len(t.sheets); n > 0 {
		name += " " + strconv.Itoa(n+1)
	}
	f := t.book.file
	if _, err := f.NewSheet(name); err != nil {
		return err
	}
	stream, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	t.stream, t.sheets = stream, append(t.sheets, piece{name: name})
	names := make([]any, len(t.columns))
	for i, c := range t.columns {
		names[i] = excelize.Cell{StyleID: t.book.bold, Value: c.name}
		if err := stream.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	panes := &excelize.Panes{Freeze: true, YSplit: headRows, TopLeftCell: "A3", ActivePane: "bottomLeft"}
	return firstError(stream.SetPanes(panes), t.write(t.book.text(t.about)), t.write(names...))
}

// end ends the last sheet.
func (t *tape) end() error { return t.stream.Flush() }

// write writes a row to the last sheet.
func (t *tape) write(cells ...any) error {
	p := &t.sheets[len(t.sheets)-1]
	p.last++
	return t.stream.SetRow("A"+strconv.Itoa(p.last), cells)
}

// next returns where the next row goes, in a further sheet if the last one is full.
func (t *tape) next() (row, error) {
	p := t.sheets[len(t.sheets)-1]
	if p.last == t.book.rows {
		if err := t.end(); err != nil {
			return row{}, err
		}
		if err := t.begin(); err != nil {
			return row{}, err
		}
		p = t.sheets[len(t.sheets)-1]
	}
	return row{sheet: quoted(p.name), n: strconv.Itoa(p.last + 1)}, nil
}

// mustColumn returns the letter of a column.
func (t *tape) mustColumn(name string) string {
	for i, c := range t.columns {
		if c.name == name {
			return string(rune('A' + i)) // fewer than 26
		}
	}
	panic("xlsx: a table has no column " + name)
}

// ranges returns the cells of a column in all sheets that have any.
func (t *tape) ranges(column string) []string {
	letter := t.mustColumn(column)
	var list []string
	for _, p := range t.sheets {
		if p.last > headRows {
			list = append(list, quoted(p.name)+"!$"+letter+"$"+strconv.Itoa(headRows+1)+":$"+letter+"$"+strconv.Itoa(p.last))
		}
	}
	return list
}

// row is a row of a sheet.
type row struct{ sheet, n string }

// cell returns the reference of a cell: "Steps!H5".
func (r row) cell(letter string) string { return r.sheet + "!" + letter + r.n }

// quoted returns the name of a sheet as formulas write it.
func quoted(sheet string) string {
	if strings.Contains(sheet, " ") {
		return "'" + sheet + "'"
	}
	return sheet
}
