package table

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/spelling"
)

// The errors of this package are found by [errors.As] as those of package ghg too: as a [*ghg.PlaceError], which knows
// where they stand, and as a [*ghg.FieldError], which knows the value, what was wanted and what is near it.

// as sets what target points to, if it is one of the errors of package ghg.
func as(target any, err error, place ghg.Place, field ghg.FieldError) bool {
	switch t := target.(type) {
	case **ghg.PlaceError:
		*t = &ghg.PlaceError{Place: place, Err: err}
	case **ghg.FieldError:
		*t = &field
	default:
		return false
	}
	return true
}

// As implements the interface of [errors.As].
func (e *CellError) As(target any) bool {
	field := ghg.FieldError{Field: e.Column, Value: e.Value, Want: e.Want, Err: e.Err}
	if field.Err == nil {
		field.Err = ghg.ErrOutOfRange
	}
	return as(target, e, ghg.Place{File: e.File, Line: e.Line, Column: e.Column}, field)
}

// As implements the interface of [errors.As].
func (e *RaggedError) As(target any) bool {
	field := ghg.FieldError{Field: "row", Value: strconv.Itoa(e.Got) + " cells", Want: strconv.Itoa(e.Want) + " cells, as in the header", Err: ghg.ErrKind}
	return as(target, e, ghg.Place{File: e.File, Line: e.Line}, field)
}

// As implements the interface of [errors.As]: as the first of [HeaderError.Fields].
func (e *HeaderError) As(target any) bool {
	field := e.Fields()[0]
	return as(target, e, ghg.Place{File: e.File, Line: 1, Column: field.Field}, field)
}

// Fields returns what is wrong with the header, column by column: at least one error.
func (e *HeaderError) Fields() []ghg.FieldError {
	var fields []ghg.FieldError
	for _, name := range e.Unknown {
		f := ghg.FieldError{Field: shown(name), Value: shown(name), Want: "one of " + list(e.Want), Err: ghg.ErrUnknown}
		if near := spelling.Nearest(name, e.Want); near != "" {
			f.Near = []string{near}
		}
		fields = append(fields, f)
	}
	for _, name := range e.Repeated {
		fields = append(fields, ghg.FieldError{Field: shown(name), Value: shown(name), Want: "every column once", Err: ghg.ErrRepeated})
	}
	for _, name := range e.Missing {
		fields = append(fields, ghg.FieldError{Field: name, Want: "a column of this name", Err: ghg.ErrMissing})
	}
	if e.Hint != "" || len(fields) == 0 {
		fields = append(fields, ghg.FieldError{Want: "the columns " + list(e.Want), Err: ghg.ErrKind})
	}
	return fields
}

// As implements the interface of [errors.As].
func (e *EncodingError) As(target any) bool {
	return as(target, e, ghg.Place{File: e.File, Line: e.Line}, ghg.FieldError{Field: "text", Value: e.What, Want: e.Hint, Err: ghg.ErrKind})
}

// As implements the interface of [errors.As].
func (e *LimitError) As(target any) bool {
	field := ghg.FieldError{Field: e.What, Want: "at most " + strconv.Itoa(e.Limit) + " " + e.What, Err: ghg.ErrOutOfRange}
	return as(target, e, ghg.Place{File: e.File, Line: e.Line}, field)
}

// As implements the interface of [errors.As].
func (e *StopError) As(target any) bool {
	field := ghg.FieldError{Field: "file", Want: "fewer than " + strconv.Itoa(e.Bad) + " bad rows", Err: ghg.ErrOutOfRange}
	return as(target, e, ghg.Place{File: e.File, Line: e.Line}, field)
}

// As implements the interface of [errors.As].
func (e *QuoteError) As(target any) bool {
	field := ghg.FieldError{Field: "row", Want: "cells that contain quotation marks quoted, with the marks doubled", Err: ghg.ErrKind}
	return as(target, e, ghg.Place{File: e.File, Line: e.At}, field)
}
