package table

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// CellError reports a cell that its column does not accept.
type CellError struct {
	File   string
	Line   int // line on which the cell starts, counted from 1
	Column string
	Value  string // the cell, shortened if it is long
	Want   string // completes "want …"; empty if Err is sufficient
	Err    error  // the reason; may be nil
}

func (e *CellError) Error() string {
	var syntax *dec.SyntaxError
	if errors.As(e.Err, &syntax) {
		return fmt.Sprintf("%s:%d: column %s: %v", e.File, e.Line, input.Quote(e.Column), e.Err) + nameBlank(e.Value)
	}
	s := fmt.Sprintf("%s:%d: column %s: %s", e.File, e.Line, input.Quote(e.Column), input.Quote(e.Value))
	if e.Want != "" {
		s += ": want " + e.Want
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s + nameBlank(e.Value)
}

// nameBlank names a blank in a text that looks like an ordinary one.
func nameBlank(text string) string {
	if blank := NameBlank(text); blank != "" {
		return "; it holds " + blank + ": write an ordinary blank, or none"
	}
	return ""
}

// Unwrap returns why the cell was refused.
func (e *CellError) Unwrap() error { return e.Err }

// RaggedError reports a row with more or fewer cells than the header.
type RaggedError struct {
	File      string
	Line      int
	Got, Want int // cells in the row and in the header
}

func (e *RaggedError) Error() string {
	s := fmt.Sprintf("%s:%d: the row has %d cells: want %d, as in the header", e.File, e.Line, e.Got, e.Want)
	if e.Got > e.Want {
		s += "; a cell that contains a comma must be quoted"
	}
	return s
}

// HeaderError reports a first line that is not the expected header.
type HeaderError struct {
	File     string
	Unknown  []string // names that are not among the columns
	Missing  []string // required columns that are not in the header
	Repeated []string // columns that are in the header more than once
	Want     []string // all columns that the file may have
	Hint     string   // what is wrong with the header as a whole, if known
}

func (e *HeaderError) Error() string {
	var parts []string
	if e.Hint != "" {
		parts = append(parts, e.Hint)
	}
	for i, name := range e.Unknown {
		const most = 10 // a file of another kind has many
		if i == most {
			parts = append(parts, fmt.Sprintf("and %d more unknown columns", len(e.Unknown)-most))
			break
		}
		part := "unknown column " + input.Quote(name)
		if near := spelling.Nearest(name, e.Want); near != "" {
			part += fmt.Sprintf(": did you mean %s?", input.Quote(near))
		}
		parts = append(parts, part)
	}
	for _, name := range e.Repeated {
		parts = append(parts, fmt.Sprintf("column %s appears more than once", input.Quote(name)))
	}
	for _, name := range e.Missing {
		parts = append(parts, fmt.Sprintf("column %s is missing", input.Quote(name)))
	}
	s := fmt.Sprintf("%s:1: header: %s", e.File, strings.Join(parts, "; "))
	if len(e.Want) == 0 {
		return s
	}
	return s + "; want " + list(e.Want)
}

// EncodingError reports a byte or character that must not be in a text file.
type EncodingError struct {
	File   string
	Line   int
	Offset int64  // byte offset in the file as decoded to UTF-8, byte order mark included
	What   string // what was found
	Hint   string // what to do about it; may be empty
}

func (e *EncodingError) Error() string {
	s := fmt.Sprintf("%s:%d: byte %d: %s", e.File, e.Line, e.Offset, e.What)
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

// LimitError reports a file that exceeds a limit of [Options].
type LimitError struct {
	File  string
	Line  int    // line on which the offending record starts
	What  string // what exceeds the limit
	Limit int
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("%s:%d: more than %d %s", e.File, e.Line, e.Limit, e.What)
}

// StopError reports that reading stopped before the end of a file because too many rows were refused.
type StopError struct {
	File string
	Line int // line on which the last of them starts
	Bad  int // how many there were: [Options.MaxBad]
}

func (e *StopError) Error() string {
	return fmt.Sprintf("%s:%d: reading stopped after %d bad rows", e.File, e.Line, e.Bad)
}

// QuoteError reports a quotation mark in the wrong place, or one that is never closed. What follows cannot be split
// into cells, so nothing after it is read.
type QuoteError struct {
	File   string
	Line   int   // line on which the record starts
	At     int   // line of the error
	Column int   // byte of that line, counted from 1
	Err    error // [csv.ErrQuote] or [csv.ErrBareQuote]
}

func (e *QuoteError) Error() string {
	s := fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
	if e.At != e.Line {
		s += fmt.Sprintf(" (found on line %d)", e.At)
	}
	return s + `: want cells that contain quotation marks quoted, with the marks doubled, such as "6"" pipe"`
}

// Unwrap returns the error of encoding/csv.
func (e *QuoteError) Unwrap() error { return e.Err }

// collector keeps the first errors and counts the rest.
type collector struct {
	max  int
	errs ghg.JoinedError
}

func (c *collector) add(err error) {
	if len(c.errs.First) < c.max {
		c.errs.First = append(c.errs.First, err)
		return
	}
	c.errs.More++
}

// end adds the reason why reading stops.
func (c *collector) end(err error) { c.errs.Last = err }

// addFrom adds an error that a caller's function returned for a row. Errors joined by [errors.Join] count individually.
func (c *collector) addFrom(file string, line int, err error) {
	if err == ErrStop { //nolint:errorlint // only the bare sentinel adds no error
		return
	}
	if located(err) {
		c.add(err)
		return
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok && joined(err, many.Unwrap()) {
		for _, one := range many.Unwrap() {
			c.addFrom(file, line, one)
		}
		return
	}
	c.add(ghg.Place{File: file, Line: line}.At(err))
}

// joinType is the type of the errors of [errors.Join].
var joinType = reflect.TypeOf(errors.Join(ErrStop))

// joined reports whether err only wraps other errors: one of [errors.Join], or one with the same text.
func joined(err error, parts []error) bool {
	if reflect.TypeOf(err) == joinType {
		return true
	}
	j := errors.Join(parts...)
	return j != nil && j.Error() == err.Error()
}

func (c *collector) result() error {
	if len(c.errs.First) == 0 {
		return nil
	}
	return &c.errs
}

// located reports whether an error already carries its file and line.
func located(err error) bool {
	switch e := err.(type) { //nolint:errorlint // an error wrapped by the caller is located again
	case *CellError, *RaggedError, *HeaderError, *EncodingError, *LimitError, *StopError, *QuoteError:
		return true
	case *ghg.PlaceError:
		return e.Line > 0
	}
	return false
}

// shown returns the beginning of a cell for an error, without a reference to the record that holds it.
func shown(cell string) string { return strings.Clone(input.Shorten(cell)) }

// list returns names quoted and joined, only the first of them if there are many.
func list(names []string) string {
	const most = 40
	quoted := make([]string, 0, most)
	for i, n := range names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("and %d more", len(names)-most))
			break
		}
		quoted = append(quoted, input.Quote(n))
	}
	return strings.Join(quoted, ", ")
}
