package ledger

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/table"
)

// A reason that names what is near, and how to mend it, is searched for. These bounds keep a file in which no line has a factor
// from taking hours. They are counted by block, so that the output does not depend on the workers.
const (
	searchesOfFirst = 100 // different reasons of the first block
	searchesOfBlock = 2   // of any other one
	mostReasons     = 10_000
)

// reasons writes why lines are refused.
type reasons struct {
	known map[string]string // by what was looked for
	block map[string]bool   // what was looked for in this block
	most  int
}

// begin begins a block.
func (r *reasons) begin(first bool) {
	if r.known == nil || len(r.known) > mostReasons {
		r.known = map[string]string{}
	}
	if r.block == nil || len(r.block) > 0 {
		r.block = map[string]bool{}
	}
	if r.most = searchesOfBlock; first {
		r.most = searchesOfFirst
	}
}

// of returns why a line is refused, on one line. The line itself says which it is.
func (r *reasons) of(err error) string {
	if activity, is := errors.AsType[*ghg.ActivityError](err); is && activity.Err != nil {
		err = activity.Err
	}
	none, is := errors.AsType[*factors.NoFactorError](err)
	if !is {
		return oneLine(err.Error())
	}
	key := none.Query.String() + ", per unit of " + none.Query.Unit.Symbol()
	if !r.block[key] {
		if len(r.block) >= r.most {
			return "no factor for " + key + "; what is near is given for the first ones of a part of the file"
		}
		r.block[key] = true
	}
	text, known := r.known[key]
	if !known {
		text = oneLine(err.Error())
		r.known[key] = text
	}
	return text
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", "; ") }

// reject appends the line of a row that was refused.
func (w *worker) reject(b []byte, line int, record []byte, err error) []byte {
	column := w.layout.columnOf(err)
	b = append(strconv.AppendInt(b, int64(line), 10), ',')
	b = append(table.AppendCell(b, column), ',')
	b = append(table.AppendCell(b, w.reasons.of(err)), ',')
	b = table.AppendCell(b, bytes.TrimRight(record, "\r\n"))
	return append(b, '\n')
}

// columnOf returns the column of the input that an error is about, or "". That there is no factor, the usual reason, is about none,
// unless the region is unknown.
func (l *layout) columnOf(err error) string {
	if activity, is := err.(*ghg.ActivityError); is { //nolint:errorlint // all others are looked through below
		if none, is := activity.Err.(*factors.NoFactorError); is { //nolint:errorlint // the same
			if none.Region == nil {
				return ""
			}
			return l.named(none.Inputs.Region)
		}
	}
	if cell, is := errors.AsType[*table.CellError](err); is {
		return cell.Column
	}
	if field, is := errors.AsType[*ghg.FieldError](err); is {
		return l.named(field.Field)
	}
	return ""
}

// named returns the name of an input if it is a column.
func (l *layout) named(input string) string {
	if _, is := l.known[input]; is {
		return input
	}
	return ""
}
