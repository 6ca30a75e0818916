// Package table reads and writes CSV strictly.
//
// The usual CSV readers turn a misspelt column into zeros, a cell "1,234" into 1 and a file in another encoding into
// question marks, and say nothing. [Read] and [Decode] refuse all of that and name the file, the line, the column, the
// offending text and what was wanted. What they accept is what [encoding/csv] accepts, and less:
//
//   - the text is UTF-8, with or without a byte order mark, or CP932 (Shift_JIS) when [Options] asks for it; a NUL and
//     a carriage return that ends no line are refused;
//   - cells are separated by commas; a file that uses semicolons or tabs is recognised and refused;
//   - the first line is the header, with exactly the names of [Options.Columns], each once, in any order unless
//     [Options.Ordered]; spaces and capitals count;
//   - every row has as many cells as the header; blank lines are skipped, and a quoted cell may contain line breaks;
//   - an empty file is an error, a header without rows is a table of no rows.
//
// Rows are streamed: memory is bounded by [Options.MaxRecord] and [Options.MaxErrors], not by the length of the file.
// A bad row does not hide the next one: errors are collected, the first [Options.MaxErrors] in full and the rest as a
// count, and returned as [*FileError]. Only what makes the rest unreadable (encoding, an unterminated quote, a record that
// is too long) ends the reading at once.
//
// A cell is text as written. A leading apostrophe, with which spreadsheets (and [Writer]) mark text, is part of it.
package table

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
)

// Defaults of the limits in [Options].
const (
	DefaultMaxRecord  = 1 << 20  // bytes of a record, line breaks in quotes included
	DefaultMaxCell    = 64 << 10 // bytes of a cell
	DefaultMaxColumns = 1024     // cells of a row
	DefaultMaxErrors  = 100      // errors reported in full
)

// ErrStop is returned by the function given to [Read] or [Decode] to end the reading early. It is not an error itself:
// alone it adds none, joined to others by [errors.Join] it adds those. Errors met before it are still returned.
var ErrStop = errors.New("stop reading")

// Encoding is the character encoding of a file.
type Encoding int

// The encodings that are read.
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
	Required bool   // the column must be there; whether a cell may be empty is the caller's business
}

// Columns returns required columns of the given names.
func Columns(names ...string) []Column {
	cs := make([]Column, len(names))
	for i, n := range names {
		cs[i] = Column{Name: n, Required: true}
	}
	return cs
}

// Options says what a file must look like. The zero value of every limit is its default.
type Options struct {
	Name     string   // file name, for errors; "table" if empty
	Columns  []Column // every column the file may have; not empty
	Ordered  bool     // the columns must come in the order of Columns
	Encoding Encoding // UTF8 unless set

	MaxRows    int // rows, header not counted; zero is no limit
	MaxRecord  int // bytes of a record; zero is DefaultMaxRecord
	MaxCell    int // bytes of a cell; zero is DefaultMaxCell
	MaxColumns int // cells of a row; zero is DefaultMaxColumns
	MaxErrors  int // errors kept; zero is DefaultMaxErrors
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
		{"MaxCell", &o.MaxCell, DefaultMaxCell},
		{"MaxColumns", &o.MaxColumns, DefaultMaxColumns},
		{"MaxErrors", &o.MaxErrors, DefaultMaxErrors},
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
			return o, fmt.Errorf("%s: column %q is declared twice or without a name: want distinct names", o.Name, c.Name)
		}
		seen[c.Name] = true
	}
	return o, nil
}

// Read reads a table and calls each for every well-formed row, in the order of the file.
//
// The row is valid only during the call; the strings it returns stay valid. An error that each returns is kept, with
// the line of the row if it does not carry one already, and reading goes on, so that one run shows every bad row; with
// [ErrStop] reading ends. All errors together are returned as [*FileError].
//
// Errors: an unusable o, [HeaderError], [RaggedError], [CellError], [EncodingError], [LimitError], [QuoteError], and
// [RowError] around an error of r or of each.
func Read(r io.Reader, o Options, each func(Row) error) error {
	o, err := o.withDefaults()
	if err != nil {
		return err
	}
	t := &reader{o: o, src: newSource(r, o)}
	t.csv = csv.NewReader(t.src)
	t.csv.ReuseRecord = true
	t.csv.FieldsPerRecord = -1
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
	o       Options
	src     *source
	csv     *csv.Reader
	names   []string       // the header as written
	index   map[string]int // declared column to its place in a row; -1 if the file does not have it
	places  []int          // the places of the declared columns, in their order
	order   map[string]int // declared column to its number in Columns
	after   int            // the number of the declared column after the one that was asked for last
	record  []string
	rows    int
	misused string // a column that each asked for and that is not declared
	errs    collector
}

// next reads the next record that can be handed on, collecting the errors of those that cannot.
func (t *reader) next() bool {
	for {
		record, err := t.csv.Read()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				t.errs.add(t.fatal(err))
			}
			return false
		}
		t.rows++
		line, _ := t.csv.FieldPos(0)
		if t.o.MaxRows > 0 && t.rows > t.o.MaxRows {
			t.errs.add(&LimitError{File: t.o.Name, Line: line, What: "rows", Limit: t.o.MaxRows})
			return false
		}
		if len(record) != len(t.names) {
			t.errs.add(&RaggedError{File: t.o.Name, Line: line, Got: len(record), Want: len(t.names)})
			continue
		}
		if i := tooLong(record, t.o.MaxCell); i >= 0 {
			t.errs.add(&CellError{
				File: t.o.Name, Line: line, Column: t.names[i], Value: short(record[i]),
				Want: fmt.Sprintf("at most %d bytes", t.o.MaxCell),
			})
			continue
		}
		t.record = record
		return true
	}
}

// row hands one row to each and reports whether reading goes on.
func (t *reader) row(each func(Row) error) bool {
	row := Row{t: t}
	err := each(row)
	if t.misused != "" {
		t.errs.add(fmt.Errorf("%s: column %q is not declared: want one of %s", t.o.Name, t.misused, list(t.declared())))
		return false
	}
	if err != nil {
		t.errs.addFrom(t.o.Name, row.Line(), err)
	}
	return !errors.Is(err, ErrStop)
}

// fatal gives an error of encoding/csv or of the source its place in the file.
func (t *reader) fatal(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &QuoteError{File: t.o.Name, Line: parse.StartLine, At: parse.Line, Column: parse.Column, Err: parse.Err}
	}
	if located(err) {
		return err
	}
	return &RowError{File: t.o.Name, Line: t.src.line, Err: err}
}

func (t *reader) declared() []string {
	names := make([]string, len(t.o.Columns))
	for i, c := range t.o.Columns {
		names[i] = c.Name
	}
	return names
}

func tooLong(record []string, limit int) int {
	for i, cell := range record {
		if len(cell) > limit {
			return i
		}
	}
	return -1
}
