package ghg

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/spelling"
)

// The kinds of error, for errors.Is. The error that wraps one of them states where it occurred and what was wanted.
var (
	ErrMissing    = errors.New("not set")
	ErrNegative   = errors.New("negative")
	ErrOutOfRange = dec.ErrRange // "out of range"; of numbers too long to compute with too, in every package
	ErrUnknown    = errors.New("unknown")
	ErrDimension  = errors.New("wrong dimension")
	ErrNoGWP      = errors.New("no global warming potential")
	ErrMixed      = errors.New("cannot be added")
	ErrTampered   = errors.New("does not recompute")
)

// FieldError reports an input that was refused: its name, its value, what would be accepted and the kind of error (Err,
// one of the sentinels of this package).
type FieldError struct {
	Field string // the input's name as the caller knows it
	Value string // the offending value as text; empty when there is none
	Want  string // what would be accepted
	Err   error  // the kind of error
}

func (e *FieldError) Error() string {
	var b strings.Builder
	b.WriteString(e.Field)
	b.WriteString(e.verb())
	if e.Value != "" {
		b.WriteString(" (" + input.Quote(e.Value) + ")")
	}
	if e.Want != "" {
		b.WriteString(": want ")
		b.WriteString(e.Want)
	}
	return b.String()
}

// verb puts the kind of error into the sentence. The texts of some kinds are not adjectives.
func (e *FieldError) verb() string {
	verb := " is "
	switch e.Err {
	case nil:
		return " is refused"
	case ErrDimension: //nolint:errorlint // the kind itself
		verb = " has the "
	case ErrNoGWP:
		verb = " has "
	case ErrMixed, ErrTampered:
		verb = " "
	}
	return verb + fmt.Sprint(e.Err)
}

// Unwrap returns the kind of error.
func (e *FieldError) Unwrap() error { return e.Err }

// ActivityError reports an activity that could not be calculated, by its method and id, and the reason.
type ActivityError struct {
	Method Method
	ID     string
	Err    error
}

// Error returns the reason, prefixed by the method and the id; several reasons are one per line.
func (e *ActivityError) Error() string {
	prefix := fmt.Sprintf("%s %s: ", e.Method.words(), input.Quote(e.ID))
	if several, ok := e.Err.(*JoinedError); ok && several != nil { //nolint:errorlint // the problems themselves, not what wraps them
		return several.text(prefix)
	}
	return prefix + fmt.Sprint(e.Err)
}

// Unwrap returns the reason.
func (e *ActivityError) Unwrap() error { return e.Err }

// nearest returns up to three of the names that differ least from s.
func nearest(s string, names iter.Seq[string]) []string {
	const most, tooFar = 3, 4
	type candidate struct {
		name     string
		distance int
	}
	var near []candidate
	if len(s) > 64 {
		return nil
	}
	key := strings.ToLower(s)
	for name := range names {
		if spelling.Gap(key, name) >= tooFar {
			continue
		}
		if d := spelling.Distance(key, strings.ToLower(name)); d < tooFar {
			near = append(near, candidate{name, d})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return a.distance - b.distance })
	var found []string
	for _, c := range near[:min(most, len(near))] {
		found = append(found, c.name)
	}
	return found
}

// JoinedError are several errors about one thing: the inputs of an activity, the factors of a set, the rows of a file.
type JoinedError struct {
	First []error // the first hundred
	More  int     // how many there were after them
}

// Join returns nil for no error, the error itself for one, and [JoinedError] for several. Nil is no error.
func Join(errs ...error) error {
	const most = 100
	if slices.Contains(errs, nil) {
		errs = slices.DeleteFunc(slices.Clone(errs), func(err error) bool { return err == nil })
	}
	switch {
	case len(errs) == 0:
		return nil
	case len(errs) == 1:
		return errs[0]
	case len(errs) > most:
		return &JoinedError{errs[:most:most], len(errs) - most}
	}
	return &JoinedError{First: errs}
}

// Error returns the errors, one per line, and how many more there were.
func (p *JoinedError) Error() string { return p.text("") }

func (p *JoinedError) text(prefix string) string {
	lines := make([]string, 0, len(p.First)+1)
	for _, err := range p.First {
		lines = append(lines, prefix+fmt.Sprint(err))
	}
	if p.More > 0 {
		lines = append(lines, fmt.Sprintf("%sand %d more", prefix, p.More))
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the errors that were kept.
func (p *JoinedError) Unwrap() []error { return p.First }
