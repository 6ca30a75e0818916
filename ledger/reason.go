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
	known  map[string]string // by what was looked for
	inputs map[asked]string  // that keep it from being found
	block  map[string]bool   // what was looked for in this block
	most   int
}

// asked is what was looked for, and the inputs that say so.
type asked struct {
	query  string
	inputs factors.QueryInputs
}

// begin begins a block.
func (r *reasons) begin(first bool) {
	if r.known == nil || len(r.known) > mostReasons {
		r.known = map[string]string{}
	}
	if r.inputs == nil || len(r.inputs) > mostReasons {
		r.inputs = map[asked]string{}
	}
	if r.block == nil || len(r.block) > 0 {
		r.block = map[string]bool{}
	}
	if r.most = searchesOfBlock; first {
		r.most = searchesOfFirst
	}
}

// of returns why a line is refused, on one line, and for one without a factor the input that keeps it from having one. The line itself
// says which it is.
func (r *reasons) of(err error) (reason, input string) {
	if activity, is := errors.AsType[*ghg.ActivityError](err); is && activity.Err != nil {
		err = activity.Err
	}
	none, is := errors.AsType[*factors.NoFactorError](err)
	if !is {
		return oneLine(err.Error()), ""
	}
	key := none.Query.String() + ", per unit of " + none.Query.Unit.Symbol()
	input, known := r.inputs[asked{key, none.Inputs}]
	if !known {
		input = none.Input()
		r.inputs[asked{key, none.Inputs}] = input
	}
	if !r.block[key] {
		if len(r.block) >= r.most {
			return "no factor for " + key + "; what is near is given for the first ones of a part of the file", input
		}
		r.block[key] = true
	}
	reason, known = r.known[key]
	if !known {
		reason = oneLine(err.Error())
		r.known[key] = reason
	}
	return reason, input
}

func oneLine(text string) string { return strings.ReplaceAll(text, "\n", "; ") }

// reject appends the line of a row that was refused.
func (w *worker) reject(b []byte, line int, record []byte, err error) []byte {
	reason, input := w.reasons.of(err)
	b = append(strconv.AppendInt(b, int64(line), 10), ',')
	b = append(table.AppendCell(b, w.layout.columnOf(err, input)), ',')
	b = append(table.AppendCell(b, reason), ',')
	b = table.AppendCell(b, bytes.TrimRight(record, "\r\n"))
	return append(b, '\n')
}

// columnOf returns the column of the input that a line is refused for, or "". The error may know it if the input is not given.
func (l *layout) columnOf(err error, input string) string {
	if input == "" {
		if cell, is := errors.AsType[*table.CellError](err); is {
			return cell.Column
		}
		if field, is := errors.AsType[*ghg.FieldError](err); is {
			input = field.Field
		}
	}
	if _, is := l.known[input]; !is {
		return "" // the input is in no column of its own
	}
	return input
}
