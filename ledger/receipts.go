package ledger

import (
	"bytes"
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/table"
)

// Results calculates one line of an input: a record, with the header of its file. The job is that of the run, of which Basis,
// Method, Table, Pass, Totals and Unique matter. What it returns is what the method's Calculate returns, so the receipts of the results
// are those of the line: with the factors of a [factors.Lock], it reproduces them at any later time.
func (j Job) Results(header, record []byte) (ghg.Results, error) {
	if err := j.check(); err != nil {
		return nil, err
	}
	methods, err := j.methods()
	if err != nil {
		return nil, err
	}
	l, err := j.layout(methods)
	if err != nil {
		return nil, err
	}
	w, err := j.newWorker(l, newKinds(groupsOf(methods, l.mixed), false), nil, ended(header), 1, 1)
	if err != nil {
		return nil, err
	}
	record, _, rest := table.Cut(ended(record))
	if len(rest) > 0 {
		return nil, &ghg.FieldError{Field: "record", Value: shown(record) + shown(rest), Want: "one line", Err: ghg.ErrOutOfRange}
	}
	row, ok, err := w.lanes[0].rows.Row(record, 1, table.Any)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, &ghg.FieldError{Field: "record", Value: shown(record), Want: "a row of the sheet", Err: ghg.ErrMissing}
	}
	s, err := w.sheetOf(row)
	if err != nil {
		return nil, err
	}
	return s.rows.Direct(row)
}

// ended returns a copy of a record with one line break at its end.
func ended(record []byte) []byte { return append(bytes.Clone(bytes.TrimRight(record, "\r\n")), '\n') }

// Receipts returns the receipts of one line of an input, as [Job.Results] calculates it.
func (j Job) Receipts(header, record []byte) ([][]byte, error) {
	results, err := j.Results(header, record)
	if err != nil {
		return nil, err
	}
	receipts := make([][]byte, len(results))
	for i := range results {
		if receipts[i], err = results[i].Receipt(); err != nil {
			return nil, fmt.Errorf("result %d: %w", i+1, err)
		}
	}
	return receipts, nil
}

// layout returns the layout of the job's input.
func (j *Job) layout(methods []activity.Method) (*layout, error) {
	d := activity.NewDeriver(j.Basis)
	sheets := make([]*activity.Rows, len(methods))
	for i, m := range methods {
		var err error
		if sheets[i], err = d.Rows(m.Type()); err != nil {
			return nil, err
		}
	}
	return j.layoutOf(sheets, methods), nil
}
