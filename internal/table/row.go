package table

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// DateLayout is the only form in which a date is read: ISO 8601, year-month-day.
const DateLayout = time.DateOnly

// Row is one row of a table, valid only during the call that receives it.
//
// Columns are named as in [Options.Columns]. A declared column that the file does not have reads as an empty cell. An
// undeclared name is a programming error: it also reads as empty, and reading ends with an error.
type Row struct{ t *reader }

// Line returns the line of the file on which the row starts, counted from 1.
func (r Row) Line() int { return r.t.line }

// Places returns, for each of [Options.Columns], the index of its cell in a row, or -1 if the file does not have the
// column. It is the same for every row of a file. The caller must not change it.
func (r Row) Places() []int { return r.t.places }

// Cells returns the cells exactly as written, in the order of the file. The slice is valid only during the call that
// received the row; the strings stay valid.
func (r Row) Cells() []string { return r.t.strings() }

// Bytes returns the cell at an index of [Row.Places], exactly as written, without making a string. It is valid only
// during the call that received the row, and must not be changed.
func (r Row) Bytes(place int) []byte { return r.t.cell(place) }

// Record returns all cells as bytes: the cell at index i of [Row.Places] is text[starts[i]:starts[i+1]-1]. They are valid only
// during the call that received the row, and must not be changed.
func (r Row) Record() (text []byte, starts []int) {
	if !r.t.split {
		r.t.join()
	}
	return r.t.text, r.t.starts
}

// Has reports whether the file has the column.
func (r Row) Has(column string) bool {
	return r.place(column) >= 0
}

// Text returns the cell without blanks at its ends, or "" if the file does not have the column.
func (r Row) Text(column string) string { return strings.TrimSpace(r.Raw(column)) }

// Raw returns the cell exactly as written, or "" if the file does not have the column.
func (r Row) Raw(column string) string {
	if i := r.place(column); i >= 0 {
		return r.t.strings()[i]
	}
	return ""
}

// Number reads the cell as a number in plain or scientific notation, as [dec.Parse] does. An empty cell is an error.
func (r Row) Number(column string) (decimal.Decimal, error) {
	d, err := dec.Parse(r.Raw(column))
	if err != nil {
		return decimal.Decimal{}, r.Error(column, wantNumber, err)
	}
	return d, nil
}

// OptionalNumber is like [Row.Number], but reports an empty cell, or a column that the file does not have, as not given
// instead of as an error. Not given is not zero.
func (r Row) OptionalNumber(column string) (d decimal.Decimal, given bool, err error) {
	if r.Raw(column) == "" {
		return decimal.Decimal{}, false, nil
	}
	d, err = r.Number(column)
	return d, err == nil, err
}

// Integer reads the cell as a whole number: an optional minus sign and digits, nothing else.
func (r Row) Integer(column string) (int, error) {
	n, err := parseInt(r.Raw(column), strconv.IntSize)
	if err != nil {
		return 0, r.Error(column, wantInteger, err)
	}
	return int(n), nil
}

// Date reads the cell as an ISO 8601 date, such as 2024-04-01. The time is midnight UTC.
func (r Row) Date(column string) (time.Time, error) {
	d, err := parseDate(r.Raw(column))
	if err != nil {
		return time.Time{}, r.Error(column, wantDate, err)
	}
	return d, nil
}

// Bool reads the cell as yes, no, true or false, in lower case.
func (r Row) Bool(column string) (bool, error) {
	b, err := parseBool(r.Raw(column))
	if err != nil {
		return false, r.Error(column, wantBool, err)
	}
	return b, nil
}

// Error returns an error about the cell, for a check that only the caller can make. want completes "want …"; cause may
// be nil.
func (r Row) Error(column, want string, cause error) *CellError {
	e := &CellError{File: r.t.o.Name, Line: r.Line(), Column: column, Want: want, Err: cause}
	if i := r.place(column); i >= 0 {
		e.Line = r.t.lineOf(i)
		e.Value = shown(r.t.strings()[i])
	}
	return e
}

// place returns the index of the column in a row, or -1 if it is absent. Columns are mostly requested in declaration
// order, or twice in succession, so these cases are tried before the map.
func (r Row) place(column string) int {
	t := r.t
	if t.after < len(t.places) && t.o.Columns[t.after].Name == column {
		t.after++
		return t.places[t.after-1]
	}
	if t.after > 0 && t.o.Columns[t.after-1].Name == column {
		return t.places[t.after-1]
	}
	i, declared := t.order[column]
	if !declared {
		t.misused = column
		return -1
	}
	t.after = i + 1
	return t.places[i]
}

// What a cell of each kind must be.
const (
	wantNumber  = "a number such as 1234.5"
	wantInteger = "a whole number such as 12"
	wantDate    = "a date such as 2024-04-01"
	wantBool    = "yes, no, true or false"
)

var (
	errNotInteger = errors.New("it is not a whole number in digits 0 to 9")
	errNotDate    = errors.New("it is not a day of the calendar in the form year-month-day")
	errNotBool    = errors.New("it is none of them")
)

func parseInt(s string, bits int) (int64, error) {
	if !plainInteger(s) {
		return 0, errNotInteger
	}
	n, err := strconv.ParseInt(s, 10, bits)
	if err != nil {
		return 0, errors.Unwrap(err)
	}
	return n, nil
}

func parseUint(s string, bits int) (uint64, error) {
	if !plainInteger(s) || s[0] == '-' {
		return 0, errNotInteger
	}
	n, err := strconv.ParseUint(s, 10, bits)
	if err != nil {
		return 0, errors.Unwrap(err)
	}
	return n, nil
}

// plainInteger reports whether s is an optional minus sign and digits.
func plainInteger(s string) bool {
	if len(s) > 0 && s[0] == '-' {
		s = s[1:]
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func parseDate(s string) (time.Time, error) {
	d, err := time.Parse(DateLayout, s)
	if err != nil {
		return time.Time{}, errNotDate
	}
	return d, nil
}

func parseBool(s string) (bool, error) {
	switch s {
	case "yes", "true":
		return true, nil
	case "no", "false":
		return false, nil
	}
	return false, errNotBool
}
