package activity

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/strictjson"
)

// Entry is an activity of a stream, or the error of one that could not be read. A range over a stream of entries cannot
// skip the errors: only [Entry.Get] returns the activity.
type Entry struct {
	activity Activity
	err      error
}

// Get returns the activity or the error, which names the activity by its place in the stream: "activities[0]" is the first.
func (e Entry) Get() (Activity, error) {
	if e.err == nil && e.activity == nil {
		return nil, &ghg.FieldError{Field: "entry", Want: "an activity or an error", Err: ghg.ErrMissing}
	}
	return e.activity, e.err
}

// errStopped ends a stream of bad activities.
var errStopped = fmt.Errorf("reading stopped after %d bad activities", maxBad)

// maxBad is the number of activities that cannot be read after which reading stops: the text is then of another kind.
const maxBad = 1000

// Stream reads JSON as [ReadJSON] does and yields the activities one by one. It holds one activity at a time: memory does
// not depend on the length of the stream. To calculate the activities, pass them on one by one, as [Outcomes] does with
// each.
func Stream(r io.Reader) iter.Seq[Entry] { return Standard().Stream(r) }

// Stream is like the function [Stream], with the methods of the table.
func (t *Table) Stream(r io.Reader) iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		s := stream{table: t, values: strictjson.NewReader(r, MaxJSON)}
		for !s.ended {
			e, ok := s.next()
			if ok && !yield(e) {
				return
			}
		}
	}
}

// stream is one run of Stream.
type stream struct {
	table     *Table
	values    *strictjson.Reader
	read, bad int
	ended     bool
}

// next returns the next entry, if there is one.
func (s *stream) next() (Entry, bool) {
	if s.bad == maxBad {
		s.ended = true
		return Entry{err: errStopped}, true
	}
	value, err := s.values.Next()
	if errors.Is(err, io.EOF) {
		s.ended = true
		return Entry{err: &ghg.FieldError{
			Field: "JSON of activities", Want: "an array of activities, or activities one after another; [] for none", Err: ghg.ErrMissing,
		}}, !s.values.Begun()
	}
	var a Activity
	var syntax *strictjson.SyntaxError
	switch {
	case errors.Is(err, ghg.ErrOutOfRange): // a value that is too long: the next one can be read
	case err != nil:
		s.ended = true
	default:
		a, err = s.table.Decode(value)
		if errors.As(err, &syntax) {
			err = syntax.Within(s.values.Start())
			s.ended = true
		}
	}
	s.read++
	if err != nil {
		s.bad++
		return Entry{err: element(s.read - 1).At(err)}, true
	}
	return Entry{activity: a}, true
}

// ReadJSON reads a JSON array of activities, or activities one after another, such as JSON lines. Bad activities are
// reported by their place, "activities[0]" for the first, with everything that is refused in them: the first hundred
// activities, and a count of the rest, up to the thousandth. Text that is not JSON ends the reading and is reported by its
// byte. Empty input is an error; [] stands for no activities.
//
// The memory it needs is that of the activities it returns. [Stream] reads any number of them in little memory.
func ReadJSON(r io.Reader) ([]Activity, error) { return Standard().ReadJSON(r) }

// ReadJSON is like the function [ReadJSON], with the methods of the table.
func (t *Table) ReadJSON(r io.Reader) ([]Activity, error) {
	var activities []Activity
	var problems error
	stopped := false
	for e := range t.Stream(r) {
		a, err := e.Get()
		switch {
		case err == nil:
			activities = append(activities, a)
		case errors.Is(err, errStopped):
			stopped = true
		default:
			problems = ghg.Join(problems, err)
		}
	}
	if stopped {
		problems = ghg.Join(problems, &ghg.JoinedError{Last: errStopped})
	}
	return activities, problems
}
