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
	ErrKind       = errors.New("of the wrong kind") // a number instead of a text, one cell too many
	ErrRepeated   = errors.New("repeated")          // a key or a column
)

// FieldError reports an input that was refused: its name, its value, what would be accepted and the kind of error (Err,
// one of the sentinels of this package).
type FieldError struct {
	Field string   // the input's name as the caller knows it, or its path: "legs[0].distance"
	Value string   // the offending value as text; empty when there is none
	Want  string   // what would be accepted
	Near  []string // accepted values or names that are near the offending one, nearest first; Want names them for readers
	Err   error    // the kind of error
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

// Place is where an input stands: a cell of a sheet, a value in a JSON text, an element of a list. Unknown parts are zero.
type Place struct {
	File   string // the name under which the input was read
	Line   int    // counted from 1
	Column string // of a sheet
	Path   string // in JSON, or in a list of activities: "activities[3]", "legs[0].distance"
}

// String returns the place as errors begin with it: `boilers.csv:4: column "amount"`, "activities[3]".
func (p Place) String() string {
	var parts []string
	switch {
	case p.Line > 0:
		parts = append(parts, fmt.Sprintf("%s:%d", input.Shorten(p.File), p.Line))
	case p.File != "":
		parts = append(parts, input.Shorten(p.File))
	}
	if p.Column != "" {
		parts = append(parts, "column "+input.Quote(p.Column))
	}
	if p.Path != "" {
		parts = append(parts, p.Path)
	}
	return strings.Join(parts, ": ")
}

// IsZero reports whether nothing is known of the place.
func (p Place) IsZero() bool { return p == Place{} }

// PlaceError adds the place of an input to the error about it.
type PlaceError struct {
	Place
	Value string // the value that stands there, where it is known and is more than the error quotes
	Err   error
}

// At returns an error with its place, or nil if there is none.
func (p Place) At(err error) error {
	if err == nil || p.IsZero() {
		return err
	}
	return &PlaceError{Place: p, Err: err}
}

// Error returns the reason, prefixed by the place; several reasons are one per line.
func (e *PlaceError) Error() string {
	return prefixed(e.String()+": ", e.Err)
}

// Unwrap returns the reason.
func (e *PlaceError) Unwrap() error { return e.Err }

// As lets [errors.As] find a [*FieldError] of the value, if the reason has none.
func (e *PlaceError) As(target any) bool {
	field, ok := target.(**FieldError)
	if !ok || e.Value == "" || errors.As(e.Err, field) {
		return false
	}
	*field = &FieldError{Field: e.String(), Value: e.Value, Err: e.Err}
	return true
}

// prefixed returns the text of an error with a prefix before each line.
func prefixed(prefix string, err error) string {
	return prefix + strings.ReplaceAll(fmt.Sprint(err), "\n", "\n"+prefix)
}

// ActivityError reports an activity that could not be calculated, by its method and id, and the reason.
type ActivityError struct {
	Method Method
	ID     string
	Err    error
}

// Error returns the reason, prefixed by the method and the id; several reasons are one per line.
func (e *ActivityError) Error() string {
	return prefixed(fmt.Sprintf("%s %s: ", e.Method.words(), input.Quote(e.ID)), e.Err)
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
	Last  error   // why reading stopped before the end; nil if it did not
}

// mostJoined is the number of errors that a [JoinedError] keeps.
const mostJoined = 100

// Join returns nil for no error, the error itself for one, and [JoinedError] for several. Nil is no error, and the errors
// of a JoinedError count one by one.
func Join(errs ...error) error {
	if !slices.ContainsFunc(errs, func(err error) bool { return err != nil }) {
		return nil
	}
	p := &JoinedError{}
	if len(errs) > 1 {
		p.First = make([]error, 0, min(len(errs), mostJoined))
	}
	for _, err := range errs {
		p.add(err)
	}
	switch {
	case len(p.First) == 0 && p.More == 0 && p.Last == nil:
		return nil
	case len(p.First) == 1 && p.More == 0 && p.Last == nil:
		return p.First[0]
	}
	return p
}

// add adds an error, unless it is nil, or those of a JoinedError.
func (p *JoinedError) add(err error) {
	several, ok := err.(*JoinedError) //nolint:errorlint // the errors themselves, not what wraps them
	switch {
	case err == nil || ok && several == nil:
	case ok:
		for _, one := range several.First {
			p.add(one)
		}
		p.More += several.More
		if p.Last == nil {
			p.Last = several.Last
		}
	case len(p.First) < mostJoined:
		p.First = append(p.First, err)
	default:
		p.More++
	}
}

// Error returns the errors, one per line, and how many more there were.
func (p *JoinedError) Error() string {
	lines := make([]string, 0, len(p.First)+2)
	for _, err := range p.First {
		lines = append(lines, fmt.Sprint(err))
	}
	if p.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", p.More))
	}
	if p.Last != nil {
		lines = append(lines, fmt.Sprint(p.Last))
	}
	return strings.Join(lines, "\n")
}

// Unwrap returns the errors that were kept.
func (p *JoinedError) Unwrap() []error {
	if p.Last == nil {
		return p.First
	}
	return append(slices.Clip(p.First), p.Last)
}
