package problem

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/strictjson"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/rates"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// Item is one thing that is wrong with an input. What is not known of it is empty.
type Item struct {
	Path   string   `json:"path,omitempty"`   // in JSON or in a list: "activities[3].amount"; the name of the input; in a sheet, the column
	File   string   `json:"file,omitempty"`   // the name under which a sheet was read
	Line   int      `json:"line,omitempty"`   // of the sheet, counted from 1
	Column string   `json:"column,omitempty"` // of the sheet
	Method string   `json:"method,omitempty"` // of the activity
	ID     string   `json:"id,omitempty"`     // of the activity
	Value  string   `json:"value,omitempty"`  // what was refused, as text
	Want   string   `json:"want,omitempty"`   // what would be accepted
	Near   []string `json:"near,omitempty"`   // what may have been meant, nearest first
	Kind   string   `json:"kind"`             // one of [Kinds]
	Text   string   `json:"text"`             // all of it as a line for people

	err   error
	whole bool // the path is that of a value, within which there are no others
}

// Err returns the error itself, for [errors.Is] and [errors.As]. It is nil for an item that was read from JSON.
func (i Item) Err() error { return i.err }

// kinds are the words of the kinds of error, the more special first, with the HTTP status of each.
var kinds = []struct {
	word   string
	err    error
	status int
}{
	{"unknown-unit", units.ErrUnknownUnit, 422},
	{"ambiguous-unit", units.ErrAmbiguousUnit, 422},
	{"no-factor", factors.ErrNoFactor, 422},
	{"ambiguous-factor", factors.ErrAmbiguous, 422},
	{"no-property", factors.ErrNoProperty, 422},
	{"no-rate", rates.ErrNoRate, 422},
	{"claimed-twice", scope2.ErrDoubleClaim, 422},
	{"counted-twice", inventory.ErrCountedTwice, 422},
	{"changed", factors.ErrChanged, 422},
	{"missing", ghg.ErrMissing, 422},
	{"missing", units.ErrNotGiven, 422},
	{"negative", ghg.ErrNegative, 422},
	{"repeated", ghg.ErrRepeated, 422},
	{"wrong-kind", ghg.ErrKind, 422},
	{"wrong-dimension", ghg.ErrDimension, 422},
	{"wrong-dimension", units.ErrDimension, 422},
	{"unknown", ghg.ErrUnknown, 422},
	{"no-gwp", ghg.ErrNoGWP, 422},
	{"mixed", ghg.ErrMixed, 422},
	{"tampered", ghg.ErrTampered, 422},
	{"out-of-range", ghg.ErrOutOfRange, 422},
	{syntax, nil, 400},
	{invalid, nil, 422},
	{internal, nil, 500},
}

// The kinds that have no error of their own.
const (
	syntax   = "syntax"   // text that cannot be read: of JSON, of a sheet
	invalid  = "invalid"  // refused for the reason that the text states
	internal = "internal" // no error about input
)

// Kinds returns the words of the kinds of error.
func Kinds() []string {
	var words []string
	for i, k := range kinds {
		if i == 0 || words[len(words)-1] != k.word {
			words = append(words, k.word)
		}
	}
	return words
}

// kindOf returns the word of an error's kind.
func kindOf(err error) string {
	for _, k := range kinds {
		if k.err != nil && errors.Is(err, k.err) {
			return k.word
		}
	}
	var unknown *ghg.UnknownGasError
	var number *dec.SyntaxError
	var json *strictjson.SyntaxError
	var quote *table.QuoteError
	var encoding *table.EncodingError
	switch {
	case errors.As(err, &unknown):
		return "unknown"
	case errors.As(err, &number):
		return "wrong-kind"
	case errors.As(err, &json), errors.As(err, &quote), errors.As(err, &encoding):
		return syntax
	case errors.Is(err, input.ErrNoReader), errors.Is(err, input.ErrNoWriter), errors.Is(err, io.ErrNoProgress):
		return internal
	}
	return invalid
}

// All returns everything that an error reports, at most a hundred items, and the number of those beyond. Of no error it
// returns none.
func All(err error) (items []Item, more int) {
	w := walker{}
	w.walk(err, Item{}, "", 0)
	return w.items, w.more
}

// most is the number of items that are kept.
const most = 100

// deepest is how far errors within errors are followed.
const deepest = 100

// walker takes errors apart.
type walker struct {
	items []Item
	more  int
}

// walk adds the items of an error. at is what is known from the errors around it, and prefix their text.
func (w *walker) walk(err error, at Item, prefix string, depth int) {
	if absent.Is(err) || depth > deepest {
		return
	}
	switch e := err.(type) { //nolint:errorlint // one error after another, from the outside in
	case *ghg.JoinedError:
		for _, one := range e.Unwrap() {
			w.walk(one, at, prefix, depth+1)
		}
		w.more += e.More
	case *ghg.PlaceError:
		at.place(e.Place)
		if e.Value != "" {
			at.Value, at.whole = input.Shorten(e.Value), true
		}
		w.walk(e.Err, at, prefix+e.String()+": ", depth+1)
	case *ghg.ActivityError:
		at.Method, at.ID = string(e.Method), input.Shorten(e.ID)
		w.walk(e.Err, at, prefix+strings.TrimSuffix((&ghg.ActivityError{Method: e.Method, ID: e.ID, Err: errNothing}).Error(), errNothing.Error()), depth+1)
	case *table.HeaderError:
		for _, one := range e.Each() {
			w.leaf(one, at, prefix)
		}
	default:
		w.other(err, at, prefix, depth)
	}
}

// errNothing stands where a text ends.
var errNothing = errors.New("")

// other adds the items of an error that wraps others in its own way, or of one that wraps none.
func (w *walker) other(err error, at Item, prefix string, depth int) {
	if several, ok := err.(interface{ Unwrap() []error }); ok && fmt.Sprint(errors.Join(several.Unwrap()...)) == fmt.Sprint(err) {
		for _, one := range several.Unwrap() {
			w.walk(one, at, prefix, depth+1)
		}
		return
	}
	inner := errors.Unwrap(err)
	if !described(err) && inner != nil {
		text, within := fmt.Sprint(err), fmt.Sprint(inner)
		if before, ends := strings.CutSuffix(text, within); ends {
			if strings.Contains(within, "\n") {
				before = "" // of the whole, not of each
			}
			w.walk(inner, at, prefix+before, depth+1)
			return
		}
	}
	w.leaf(err, at, prefix)
}

// described reports whether an error itself has the data of an item.
func described(err error) bool {
	switch err.(type) { //nolint:errorlint // this error, not those within
	case *ghg.FieldError, *table.CellError, *factors.NoFactorError, *factors.NoPropertyError, *factors.AmbiguousError, *rates.NoRateError,
		*units.UnknownUnitError, *units.AmbiguousUnitError, *units.DimensionError, *ghg.UnknownGasError, *strictjson.SyntaxError:
		return true
	}
	return false
}

// leaf adds the item of one error.
func (w *walker) leaf(err error, at Item, prefix string) {
	var placed *ghg.PlaceError
	if errors.As(err, &placed) {
		at.place(placed.Place)
	}
	var field *ghg.FieldError
	if !errors.As(err, &field) {
		field = &ghg.FieldError{}
	}
	named := *field
	named.Field = cmp.Or(inputOf(err), field.Field)
	w.add(&named, err, at, prefix)
}

// inputOf returns the input of an activity that an error is about, if it is an error that knows it and does not name it.
func inputOf(err error) string {
	var (
		none *factors.NoFactorError
		gas  *ghg.UnknownGasError
	)
	switch {
	case errors.As(err, &none):
		return none.Input()
	case errors.As(err, &gas):
		return gas.Field
	}
	return ""
}

// add adds an item of a field, with what the errors within know of its value.
func (w *walker) add(field *ghg.FieldError, err error, at Item, prefix string) {
	if len(w.items) == most {
		w.more++
		return
	}
	i := at
	i.err = err
	i.Path = joined(at, field.Field)
	i.Want, i.Near = field.Want, slices.Clone(field.Near)
	if i.Value == "" {
		i.Value = input.Shorten(field.Value)
	}
	if i.Kind = kindOf(err); i.Kind == invalid && field.Err != nil {
		i.Kind = kindOf(field.Err)
	}
	i.Text = prefix + err.Error()
	i.detail(err)
	i.Text = strings.ReplaceAll(i.Text, "\n", "; ")
	w.items = append(w.items, i)
}

// place adds the place of an error around.
func (i *Item) place(p ghg.Place) {
	if p.File != "" {
		i.File = input.Shorten(p.File)
	}
	if p.Line > 0 {
		i.Line = p.Line
	}
	if p.Column != "" {
		i.Column = p.Column
	}
	if p.Path != "" {
		i.Path = joined(*i, p.Path)
	}
}

// joined returns the path of a field within what is known: "activities[3]" and "amount" are "activities[3].amount".
func joined(at Item, field string) string {
	switch {
	case at.Column != "" && at.Path == "":
		return at.Column
	case at.Path == "":
		return input.Shorten(field)
	case field == "" || at.Column != "" || at.whole:
		return at.Path
	case strings.HasPrefix(field, "["):
		return at.Path + field
	}
	return at.Path + "." + input.Shorten(field)
}

// detail adds what the errors of lookups and of units know.
func (i *Item) detail(err error) {
	var (
		unit      *units.UnknownUnitError
		ambiguous *units.AmbiguousUnitError
		dimension *units.DimensionError
		gas       *ghg.UnknownGasError
		number    *dec.SyntaxError
		factor    *factors.NoFactorError
		several   *factors.AmbiguousError
		property  *factors.NoPropertyError
		rate      *rates.NoRateError
	)
	switch {
	case errors.As(err, &factor):
		i.set(factor.Query.Activity, "a factor: "+factor.Query.String(), factor.Nearest())
	case errors.As(err, &several):
		i.set(several.Query.Activity, "one factor: "+several.Query.String(), several.IDs)
	case errors.As(err, &property):
		i.set(property.Query.Activity, fmt.Sprintf("a property that converts %s to %s", property.Query.From.Dimension(), property.Query.To.Dimension()), property.Has)
	case errors.As(err, &rate):
		i.set("", "a rate: "+rate.Want, rate.Has)
	case errors.As(err, &unit):
		i.set(unit.Text, "a unit, such as kWh", unit.Near)
	case errors.As(err, &ambiguous):
		i.set(ambiguous.Text, "an unambiguous unit", ambiguous.Want)
	case errors.As(err, &dimension):
		i.set(dimension.From.Symbol(), "an amount that converts to "+dimension.To.Symbol(), nil)
	case errors.As(err, &gas):
		i.set(gas.Text, "a gas", gas.Near)
	case errors.As(err, &number):
		i.set(number.Text, "a number such as 1234.5", nil)
	}
}

// set completes what the field itself does not state.
func (i *Item) set(value, want string, near []string) {
	if i.Value == "" {
		i.Value = input.Shorten(value)
	}
	if i.Want == "" {
		i.Want = want
	}
	if len(i.Near) == 0 {
		i.Near = slices.Clone(near)
	}
}
