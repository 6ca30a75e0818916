package activity

import (
	"iter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
)

// Line is the results of one activity in short: the derivation that it shares with others of its kind, and its amounts.
// The zero Line has no results.
type Line struct {
	kind    *derive.Kind
	kinds   *kinds
	line    derive.Line
	results ghg.Results // of a line that shares no derivation
	file    string      // that the line was read from; "" for an element of a list
	at      int         // line of the file, or element of the list counted from 1
}

// Place returns where the activity was read, or its index in the sequence that it came in.
func (l Line) Place() ghg.Place {
	switch {
	case l.at == 0:
		return ghg.Place{}
	case l.file == "":
		return element(l.at - 1)
	}
	return ghg.Place{File: l.file, Line: l.at}
}

// ID returns the id of the activity.
func (l Line) ID() string {
	switch {
	case l.kind != nil:
		return l.line.ID
	case len(l.results) > 0:
		return l.results[0].ID
	}
	return ""
}

// Shared reports whether the line shares the derivation of others.
func (l Line) Shared() bool { return l.kind != nil }

// Results returns the results, as Calculate returns them.
func (l Line) Results() (ghg.Results, error) {
	if l.kind != nil {
		return l.kind.Results(l.line)
	}
	results := make(ghg.Results, len(l.results))
	for i := range l.results {
		results[i] = l.results[i].Clone()
	}
	return results, nil
}

// Kind returns the derivation of the line and what is the line's own, or nil and the results of a line that shares none. It is
// for package inventory, which keeps derivations once.
func (l Line) Kind() (*derive.Kind, derive.Line, ghg.Results) { return l.kind, l.line, l.results }

// LinesOf calculates activities one by one. An error begins with the place of the activity, "activities[0]" for the first. A
// nil activity, and a nil sequence, are errors.
func (d *Deriver) LinesOf(activities iter.Seq[Activity]) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		if activities == nil {
			yield(Line{}, errNil("activities", "a sequence of activities"))
			return
		}
		i := -1
		for a := range activities {
			i++
			l, err := d.Line(a)
			if l.at == 0 {
				l.at = i + 1
			}
			if err != nil {
				err = placed(a, i).At(err)
			}
			if !yield(l, err) {
				return
			}
		}
	}
}
