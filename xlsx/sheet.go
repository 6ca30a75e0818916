package xlsx

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Sheet is a sheet of a workbook as CSV text. It is read once.
type Sheet struct {
	book  *Workbook
	name  string
	rows  *excelize.Rows
	row   int // of the sheet, from 1
	width int // cells of the first row that has any
	text  bytes.Buffer
	err   error
}

// Read reads the next bytes of the CSV text. An error names the cell.
func (s *Sheet) Read(p []byte) (int, error) {
	if s == nil || s.rows == nil {
		return 0, &ghg.FieldError{Field: "sheet", Want: "one that Workbook.Sheet returned", Err: ghg.ErrMissing}
	}
	if len(p) == 0 {
		return 0, nil
	}
	for s.text.Len() == 0 {
		if s.err != nil {
			return 0, s.err
		}
		s.next()
	}
	return s.text.Read(p)
}

// next writes the next row to the text, or keeps why there is none.
func (s *Sheet) next() {
	if !s.rows.Next() {
		s.err = io.EOF
		if err := s.rows.Error(); err != nil {
			s.err = fmt.Errorf("sheet %s: %w", s.name, err)
		}
		if err := s.rows.Close(); err != nil && s.err == io.EOF { //nolint:errorlint // set above
			s.err = err
		}
		return
	}
	s.row++
	raw, err := s.rows.Columns()
	if err != nil {
		s.err = fmt.Errorf("sheet %s, row %d: %w", s.name, s.row, err)
		return
	}
	cells, err := s.cells(raw)
	if err != nil {
		s.err = err
		return
	}
	w := csv.NewWriter(&s.text)
	if s.err = w.Write(cells); s.err == nil {
		w.Flush()
		s.err = w.Error()
	}
}

// cells returns the texts of a row: none if it is blank, else at least as many as the header has.
func (s *Sheet) cells(raw []string) ([]string, error) {
	last := 0
	out := make([]string, max(len(raw), s.width))
	for i, value := range raw {
		text, err := s.cell(i+1, value)
		if err != nil {
			return nil, err
		}
		if out[i] = text; text != "" {
			last = i + 1
		}
	}
	if last == 0 {
		return nil, nil
	}
	if s.width == 0 {
		s.width = last
	}
	return out[:max(last, s.width)], nil
}

// cell returns the text of a cell whose stored value is given.
func (s *Sheet) cell(column int, value string) (string, error) {
	at, err := excelize.CoordinatesToCellName(column, s.row)
	if err != nil {
		return "", err
	}
	kind, err := s.book.file.GetCellType(s.name, at)
	if err != nil {
		return "", s.fail(at, value, err)
	}
	if value == "" {
		return "", s.computed(at)
	}
	switch kind {
	case excelize.CellTypeBool:
		if value == "1" || strings.EqualFold(value, "true") {
			return "true", nil
		}
		return "false", nil
	case excelize.CellTypeError:
		return "", s.fail(at, value, errNoValue)
	case excelize.CellTypeNumber, excelize.CellTypeUnset, excelize.CellTypeDate:
		return s.number(at, value)
	default:
		if strings.HasPrefix(value, "#") && strings.HasSuffix(value, "!") || value == "#N/A" || value == "#NAME?" {
			return "", s.fail(at, value, errNoValue)
		}
		return value, nil
	}
}

var (
	errNoValue   = errors.New("the formula has no value: want a value")
	errNotStored = errors.New("the formula has no stored value: open the workbook in a spreadsheet program and save it")
)

// computed returns an error if a cell without a value has a formula.
func (s *Sheet) computed(at string) error {
	formula, err := s.book.file.GetCellFormula(s.name, at)
	if err == nil && formula != "" {
		err = errNotStored
	}
	if err != nil {
		return s.fail(at, formula, err)
	}
	return nil
}

// digits is the number of significant digits with which Excel computes.
const digits = 15

// number returns a number, or a date if the cell shows it as one.
func (s *Sheet) number(at, value string) (string, error) {
	d, notNumber := dec.Parse(value)
	if notNumber != nil {
		return value, nil //nolint:nilerr // a text, or a date as ISO 8601 writes it
	}
	style, err := s.book.file.GetCellStyle(s.name, at)
	if err != nil {
		return "", s.fail(at, value, err)
	}
	isDate, err := s.book.isDate(style)
	if err != nil {
		return "", s.fail(at, value, err)
	}
	if isDate {
		return s.date(at, d)
	}
	if over := d.NumDigits() - digits; over > 0 {
		d = d.Round(-d.Exponent() - int32(over)) //nolint:gosec // a cell has few digits
	}
	return dec.Text(d), nil
}

// The first and the last day that a spreadsheet shows as a number of days: 1 January 1900 and 31 December 9999.
const firstDay, lastDay = 1, 2958465

// date returns the day that a number of days means, and the time if it is not midnight. The number counts from
// 31 December 1899 and has a 29 February 1900 that never was, or, in old workbooks, from 1 January 1904.
func (s *Sheet) date(at string, days decimal.Decimal) (string, error) {
	whole := days.Floor()
	if whole.LessThan(decimal.NewFromInt(firstDay-1)) || whole.GreaterThan(decimal.NewFromInt(lastDay)) {
		return "", s.fail(at, dec.Text(days), &ghg.FieldError{Field: "day", Value: dec.Text(days), Want: "a number of days from 1900 to 9999", Err: ghg.ErrOutOfRange})
	}
	const never = 60 // 29 February 1900
	n := int(whole.IntPart())
	first := time.Date(1899, time.December, 31, 0, 0, 0, 0, time.UTC)
	switch {
	case s.book.from04:
		first = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	case n >= never:
		n--
	}
	const secondsPerDay = 86400
	seconds := days.Sub(whole).Mul(decimal.NewFromInt(secondsPerDay)).Round(0).IntPart()
	t := first.AddDate(0, 0, n).Add(time.Duration(seconds) * time.Second)
	if t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0 {
		return t.Format(time.DateOnly), nil
	}
	return t.Format("2006-01-02T15:04:05"), nil
}

func (s *Sheet) fail(at, value string, err error) error {
	return fmt.Errorf("sheet %s, cell %s (%s): %w", s.name, at, input.Quote(value), err)
}

// isDate reports whether a style shows a number as a date.
func (b *Workbook) isDate(style int) (bool, error) {
	if is, known := b.dates[style]; known {
		return is, nil
	}
	f, err := b.file.GetStyle(style)
	if err != nil {
		return false, err
	}
	is := showsDate(f)
	b.dates[style] = is
	return is, nil
}

// showsDate reports whether a number format is of a date: one of the built-in formats of dates (ISO/IEC 29500-1, section
// 18.8.30: 14 to 17 and 22; 27 to 31, 36 and 50 to 58 in East Asian languages), or one of its own with a year or a day.
func showsDate(f *excelize.Style) bool {
	if f.CustomNumFmt == nil {
		n := f.NumFmt
		return n >= 14 && n <= 17 || n == 22 || n >= 27 && n <= 31 || n == 36 || n >= 50 && n <= 58
	}
	format, quoted, bracketed := strings.ToLower(*f.CustomNumFmt), false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '\\' || c == '_' || c == '*':
			i++ // a character as it is
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracketed = true
		case c == ']':
			bracketed = false
		case !bracketed && (c == 'y' || c == 'd'):
			return true
		}
	}
	return false
}
