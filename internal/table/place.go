package table

import (
	"cmp"
	"errors"
	"slices"
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
	var of *ghg.FieldError
	if errors.As(e.Err, &of) {
		field.Near = of.Near
		field.Want = cmp.Or(field.Want, of.Want)
	}
	return as(target, e, ghg.Place{File: e.File, Line: e.Line, Column: e.Column}, field)
}

// As implements the interface of [errors.As].
func (e *RaggedError) As(target any) bool {
	field := ghg.FieldError{Field: "row", Value: strconv.Itoa(e.Got) + " cells", Want: strconv.Itoa(e.Want) + " cells, as in the header", Err: ghg.ErrKind}
	return as(target, e, ghg.Place{File: e.File, Line: e.Line}, field)
}

// As implements the interface of [errors.As]: as the first of [HeaderError.Each].
func (e *HeaderError) As(target any) bool {
	field := e.Each()[0].field()
	place := ghg.Place{File: e.File, Line: 1}
	if field.Field != header {
		place.Column = field.Field
	}
	return as(target, e, place, field)
}

// Is reports whether something that is wrong with the header is of a kind, such as [ghg.ErrUnknown].
func (e *HeaderError) Is(kind error) bool {
	return slices.ContainsFunc(e.Each(), func(one *HeaderError) bool { return one.field().Err == kind })
}

// header is the name under which what is wrong with a header as a whole is reported.
const header = "header"

// Each returns an error for everything that is wrong with the header, column by column: at least one.
func (e *HeaderError) Each() []*HeaderError {
	var list []*HeaderError
	add := func(one HeaderError) {
		one.File, one.Want = e.File, e.Want
		list = append(list, &one)
	}
	if e.Hint != "" {
		add(HeaderError{Hint: e.Hint})
	}
	for _, name := range e.Unknown {
		add(HeaderError{Unknown: []string{name}})
	}
	for _, name := range e.Repeated {
		add(HeaderError{Repeated: []string{name}})
	}
	for _, name := range e.Missing {
		list = append(list, &HeaderError{File: e.File, Missing: []string{name}}) // its name is what is wanted
	}
	if len(list) == 0 {
		add(HeaderError{})
	}
	return list
}

// field returns what is wrong with the header, of which there is one thing.
func (e *HeaderError) field() ghg.FieldError {
	switch {
	case len(e.Unknown) > 0:
		f := ghg.FieldError{Field: shown(e.Unknown[0]), Value: shown(e.Unknown[0]), Want: "one of " + list(e.Want), Err: ghg.ErrUnknown}
		if near := spelling.Nearest(e.Unknown[0], e.Want); near != "" {
			f.Near = []string{near}
		}
		return f
	case len(e.Repeated) > 0:
		return ghg.FieldError{Field: shown(e.Repeated[0]), Value: shown(e.Repeated[0]), Want: "every column once", Err: ghg.ErrRepeated}
	case len(e.Missing) > 0:
		return ghg.FieldError{Field: e.Missing[0], Want: "a column of this name", Err: ghg.ErrMissing}
	}
	return ghg.FieldError{Field: header, Value: e.Hint, Want: "the columns " + list(e.Want), Err: ghg.ErrKind}
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
