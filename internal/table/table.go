// Package table reads and writes CSV strictly.
//
// The usual CSV readers silently turn a misspelt column into zeros, a cell "1,234" into 1 and a file in another
// encoding into question marks. [Read] and [Decode] refuse all of that and name the file, the line, the column, the
// offending text and what was wanted. They accept what [encoding/csv] accepts, with further restrictions:
//
//   - the text is UTF-8, with or without a byte order mark, or CP932 (Shift_JIS) when [Options] asks for it; a NUL, and
//     a carriage return that does not end a line, are refused;
//   - cells are separated by commas; a file that uses semicolons or tabs is recognised and refused;
//   - the first line is the header, with exactly the names of [Options.Columns], each once, in any order unless
//     [Options.Ordered]; spaces and case are significant;
//   - every row has as many cells as the header; blank lines are skipped, and a quoted cell may contain line breaks;
//   - a cell has at most [input.MaxText] characters;
//   - an empty file is an error, a header without rows is a table of no rows.
//
// Rows are streamed: memory is bounded by [Options.MaxRecord] and [Options.MaxErrors], not by the length of the file. A
// bad row does not hide the next one: errors are collected, the first [Options.MaxErrors] in full and the rest as a
// count, and returned as [*ghg.JoinedError]. After [Options.MaxBad] bad rows reading stops, because the file is then of another
// kind, and suggestions for every cell of it would take minutes. An error that makes the rest unreadable (encoding, an
// unterminated quote, a record that is too long) ends reading at once, and so does a reader that returns nothing again and
// again.
//
// Blanks at the ends of a cell are no part of it: spreadsheets hide them, and "Leeds " would be another town than
// "Leeds". A leading apostrophe, with which
// spreadsheets (and [Writer]) mark text, is part of the cell.
package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// Defaults of the limits in [Options].
const (
	DefaultMaxRecord  = 1 << 20 // bytes of a record, line breaks in quotes included
	DefaultMaxColumns = 1024    // cells of a row
	DefaultMaxErrors  = 100     // errors reported in full
	DefaultMaxBad     = 1000    // bad rows
)

// ErrStop is returned by the function given to [Read] or [Decode] to end reading early. It is not an error itself:
// alone it adds none, joined to others by [errors.Join] it adds only those. Errors found earlier are still returned.
var ErrStop = errors.New("stop reading")

// Encoding is the character encoding of a file.
type Encoding int

// The supported encodings.
const (
	UTF8     Encoding = iota // UTF-8, with or without a byte order mark
	ShiftJIS                 // Shift_JIS as Windows writes it (CP932, Windows-31J)
)

// String returns the usual name of the encoding.
func (e Encoding) String() string {
	switch e {
	case UTF8:
		return "UTF-8"
	case ShiftJIS:
		return "Shift_JIS (CP932)"
	}
	return fmt.Sprintf("Encoding(%d)", int(e))
}

// Column is a column that a file may have.
type Column struct {
	Name     string // exactly as in the header
	Required bool   // the column must be present; whether a cell may be empty is up to the caller
	Amount   bool   // with [Options.Kept], the unit may be in a column of its own
}

// Columns returns required columns of the given names.
func Columns(names ...string) []Column {
	cs := make([]Column, len(names))
	for i, n := range names {
		cs[i] = Column{Name: n, Required: true}
	}
	return cs
}

// Options describes what a file must look like. The zero value of every limit is its default.
type Options struct {
	Name     string   // file name, for errors; "table" if empty
	Columns  []Column // every column the file may have; not empty
	Ordered  bool     // the columns must come in the order of Columns
	Encoding Encoding // UTF8 unless set

	// Kept reads a file as people keep it. A row whose cells are all blank, and one whose first cell begins with "# ", are
	// no rows. Blank columns at the end are none. A column "note", "notes", "comment", "comments", "remark" or "remarks",
	// alone or before a colon, is for people. The unit of an [Column.Amount] may be in a column of its own, "unit" for the
	// column "amount" and "x_unit" for any other column x.
	Kept bool

	MaxRows    int // rows, excluding the header; zero means no limit
	MaxRecord  int // bytes of a record; zero means DefaultMaxRecord
	MaxColumns int // cells of a row; zero means DefaultMaxColumns
	MaxErrors  int // errors kept; zero means DefaultMaxErrors
	MaxBad     int // bad rows after which reading stops; zero means DefaultMaxBad
}

func (o Options) withDefaults() (Options, error) {
	if o.Name == "" {
		o.Name = "table"
	}
	for _, limit := range []struct {
		name  string
		value *int
		zero  int
	}{
		{"MaxRows", &o.MaxRows, 0},
		{"MaxRecord", &o.MaxRecord, DefaultMaxRecord},
		{"MaxColumns", &o.MaxColumns, DefaultMaxColumns},
		{"MaxErrors", &o.MaxErrors, DefaultMaxErrors},
		{"MaxBad", &o.MaxBad, DefaultMaxBad},
	} {
		if *limit.value < 0 {
			return o, fmt.Errorf("%s: %s is %d: want a positive number, or zero for the default", o.Name, limit.name, *limit.value)
		}
		if *limit.value == 0 {
			*limit.value = limit.zero
		}
	}
	if o.Encoding != UTF8 && o.Encoding != ShiftJIS {
		return o, fmt.Errorf("%s: unknown encoding %v: want UTF8 or ShiftJIS", o.Name, o.Encoding)
	}
	if len(o.Columns) == 0 {
		return o, fmt.Errorf("%s: no columns are declared: want at least one", o.Name)
	}
	seen := make(map[string]bool, len(o.Columns))
	for _, c := range o.Columns {
		if c.Name == "" || seen[c.Name] {
			return o, fmt.Errorf("%s: column %s is declared twice or without a name: want distinct names", o.Name, input.Quote(c.Name))
		}
		seen[c.Name] = true
	}
	return o, nil
}

// Read reads a table and calls each for every well-formed row, in file order.
//
// The row is valid only during the call; the strings it returns stay valid. An error that each returns is kept, with
// the line of the row if it does not carry one already, and reading continues, so that one run shows every bad row;
// [ErrStop] ends reading. All errors together are returned as [*ghg.JoinedError].
//
// Errors: an unusable o, [HeaderError], [RaggedError], [CellError], [EncodingError], [LimitError], [QuoteError], and
// [*ghg.PlaceError] around an error of r or of each.
func Read(r io.Reader, o Options, each func(Row) error) error {
	o, err := o.withDefaults()
	if err != nil {
		return err
	}
	t := &reader{o: o, src: newSource(r, o)}
	t.errs.max = o.MaxErrors
	if !t.header() {
		return t.errs.result()
	}
	for t.next() {
		if !t.row(each) {
			break
		}
	}
	return t.errs.result()
}

// reader is one run of Read.
type reader struct {
	o      Options
	src    *source
	csv    *csv.Reader    // of the records that source does not split; nil before the first
	names  []string       // the header as written
	index  map[string]int // declared column to its index in a row; -1 if the file does not have it
	units  []unitOf       // in the order of the amounts
	places []int          // the indices of the declared columns, in order
	order  map[string]int // declared column to its index in Columns
	after  int            // the index of the declared column after the last one requested
	record
	united   []byte // text and starts of a row whose amounts have their units from other columns
	unitedAt []int
	rows     int
	bad      int    // rows that were refused
	misused  string // an undeclared column that each requested
	errs     collector
}

// next reads the next usable record, collecting the errors of those that are not.
func (t *reader) next() bool {
	for {
		if err := t.read(); err != nil {
			if !errors.Is(err, io.EOF) {
				t.errs.add(t.fatal(err))
			}
			return false
		}
		if t.o.Kept {
			if t.passed() {
				continue
			}
			t.trim()
		}
		t.rows++
		if t.o.MaxRows > 0 && t.rows > t.o.MaxRows {
			t.errs.add(&LimitError{File: t.o.Name, Line: t.line, What: "rows", Limit: t.o.MaxRows})
			return false
		}
		err := t.refused()
		if err == nil {
			if len(t.units) > 0 {
				t.joinUnits()
			}
			return true
		}
		t.errs.add(err)
		if t.enough(t.line) {
			return false
		}
	}
}

// refused returns what is wrong with a record, whatever its columns are.
func (t *reader) refused() error {
	if t.cells != len(t.names) {
		return &RaggedError{File: t.o.Name, Line: t.line, Got: t.cells, Want: len(t.names)}
	}
	if i := t.tooLong(); i >= 0 {
		return &CellError{File: t.o.Name, Line: t.line, Column: t.names[i], Value: shown(t.strings()[i]), Want: input.WantText}
	}
	return nil
}

// row passes one row to each and reports whether reading continues.
func (t *reader) row(each func(Row) error) bool {
	row := Row{t: t}
	err := each(row)
	if t.misused != "" {
		t.errs.add(fmt.Errorf("%s: column %s is not declared: want one of %s", t.o.Name, input.Quote(t.misused), list(t.declared())))
		return false
	}
	if err == nil {
		return true
	}
	t.errs.addFrom(t.o.Name, row.Line(), err)
	return !errors.Is(err, ErrStop) && !t.enough(row.Line())
}

// enough counts a bad row and reports whether it is the last to be read. If so, it adds the error that says so.
func (t *reader) enough(line int) bool {
	if t.bad++; t.bad < t.o.MaxBad {
		return false
	}
	t.errs.end(&StopError{File: t.o.Name, Line: line, Bad: t.bad})
	return true
}

// fatal adds the position in the file to an error of encoding/csv or of the source.
func (t *reader) fatal(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		before := t.line - parse.StartLine // lines that encoding/csv has not seen
		return &QuoteError{File: t.o.Name, Line: t.line, At: parse.Line + before, Column: parse.Column, Err: parse.Err}
	}
	if located(err) {
		return err
	}
	return ghg.Place{File: t.o.Name, Line: t.src.line}.At(err)
}

func (t *reader) declared() []string {
	names := make([]string, len(t.o.Columns))
	for i, c := range t.o.Columns {
		names[i] = c.Name
	}
	return names
}
