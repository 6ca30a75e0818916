package ledger

import (
	"bytes"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger/seal"
)

// worker calculates blocks of the input. It is for one goroutine.
type worker struct {
	job     *Job
	first   int  // line of the first row
	plain   bool // cells need no quotation marks
	layout  *layout
	columns []outColumn
	kinds   *kinds
	rows    *table.Rows
	sheets  map[string]*sheet // by the name of the method
	only    *sheet            // of a file of one method
	space   derive.Space
	results []values
	sums    *totals
	key     []byte
	leaf    seal.Encoder
	number  []byte
	reasons reasons
}

// sheet calculates the lines of one method.
type sheet struct {
	rows    *activity.Rows
	name    string
	known   map[string]*entry // what the worker remembers of kinds
	index   index
	foreign []string // columns that are no inputs of the method
}

// part of a file that was calculated.
type done struct {
	lines, rejects []byte
	leaves         []seal.Digest
	claims         claims // of a run with unique columns
	count          Summary
	bytes          int64
	err            error
}

// newWorker returns a worker for a file with the given header.
func (j *Job) newWorker(l *layout, k *kinds, columns []outColumn, header []byte, line int) (*worker, error) {
	w := &worker{job: j, layout: l, kinds: k, columns: columns, sheets: map[string]*sheet{}, sums: newTotals(len(l.labels))}
	rows, ok, err := table.NewRows(header, line, l.options)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		return nil, &table.HeaderError{File: j.Name, Hint: "the record has no names of columns"}
	}
	w.rows = rows
	d := activity.NewDeriver(j.Basis)
	for _, m := range l.methods {
		s := &sheet{name: string(m.Name()), known: map[string]*entry{}}
		if s.rows, err = d.Rows(m.Type()); err != nil {
			return nil, err
		}
		s.rows.In(l.options.Columns)
		if l.mixed {
			s.foreign = l.foreign(s.rows)
		}
		w.sheets[s.name], w.only = s, s
	}
	if l.mixed {
		w.only = nil
	}
	return w, nil
}

// foreign returns the columns of other methods.
func (l *layout) foreign(of *activity.Rows) []string {
	var names []string
	inputs := of.Columns()
	for i, c := range l.options.Columns {
		its := slices.ContainsFunc(inputs, func(own table.Column) bool { return own.Name == c.Name })
		if !its && i < l.inputs && i != l.method && !slices.Contains(l.pass, i) && !slices.Contains(l.labels, i) {
			names = append(names, c.Name)
		}
	}
	return names
}

// block calculates a block.
func (w *worker) block(b table.Block, into *done) {
	line, rest := b.Line, b.Text
	w.reasons.begin(b.Line == w.first)
	w.plain = b.Plain
	for len(rest) > 0 {
		var record []byte
		n := 1
		if b.Plain {
			i := bytes.IndexByte(rest, '\n') + 1
			if i == 0 {
				i = len(rest)
			}
			record, rest = rest[:i], rest[i:]
		} else {
			record, n, rest = table.Cut(rest)
		}
		row, ok, err := w.rows.Row(record, line, b.Plain)
		if err == nil && ok {
			err = w.row(row, record, into)
		}
		switch {
		case err != nil:
			into.count.Rejected++
			into.rejects = w.reject(into.rejects, line, record, err)
		case ok:
			into.count.Lines++
			if len(w.layout.unique) > 0 {
				w.claim(into, row, len(b.Text)-len(rest)-len(record), len(record))
			}
		}
		line += n
	}
	into.bytes = int64(len(b.Text))
	into.err = w.sums.check(w.job)
}

// row calculates a row, and writes its line.
func (w *worker) row(row table.Row, record []byte, into *done) error {
	s, err := w.sheetOf(row)
	if err != nil {
		return err
	}
	shared, err := w.calculate(s, row)
	switch {
	case errors.Is(err, errTooLong):
		return w.long(s, row, record, into)
	case err != nil:
		return err
	}
	if shared {
		into.count.Shared++
	}
	w.sums.add(w.layout, row, w.results)
	into.lines = w.write(into.lines, s, row)
	if w.kinds.sealed {
		into.leaves = append(into.leaves, w.seal(record))
	}
	return nil
}

// sheetOf returns what calculates a row.
func (w *worker) sheetOf(row table.Row) (*sheet, error) {
	if w.only != nil {
		return w.only, nil
	}
	name := bytes.TrimSpace(row.Bytes(row.Places()[w.layout.method]))
	s := w.sheets[string(name)]
	if s == nil {
		_, err := w.job.Table.Lookup(shown(name))
		if err == nil {
			err = errors.New("it has no sheet, since a required input is nested")
		}
		return nil, row.Error(MethodColumn, "a method with a sheet", err)
	}
	for _, column := range s.foreign {
		if row.Has(column) && row.Text(column) != "" {
			return nil, row.Error(column, "nothing: "+s.name+" has no such input", nil)
		}
	}
	return s, nil
}

// calculate sets the results to those of a row, and reports whether it shares the derivation of others.
func (w *worker) calculate(s *sheet, row table.Row) (shared bool, err error) {
	if !s.rows.Split(row) {
		return false, w.direct(s, row)
	}
	hash := maphash.Bytes(seed, s.rows.Key)
	if q := s.index.get(w.kinds, hash, s.rows.Key); q != nil && w.runQuick(q, s.rows.Nums) {
		return true, nil
	}
	w.key = append(append(w.key[:0], s.name...), s.rows.Key...)
	e := w.known(s, hash)
	if e != nil && e.state == byPeriod {
		w.key = append(w.key, s.rows.Period(row)...)
		e = w.known(s, hash)
	}
	switch {
	case e == nil:
		return false, w.record(s, row, hash)
	case e.state == alone:
		return false, w.direct(s, row)
	case e.quick != 0 && w.runQuick(w.kinds.quick(e.quick), s.rows.Nums):
		return true, nil
	}
	for i := range e.ways {
		if w.run(&e.ways[i], s.rows.Nums) {
			return true, nil
		}
	}
	if len(e.ways) == mostWays {
		return false, w.direct(s, row)
	}
	return false, w.record(s, row, hash)
}

// known returns what this worker or another one knows of the lines with the key.
func (w *worker) known(s *sheet, hash uint64) *entry {
	e := s.known[string(w.key)]
	if e == nil {
		if e = w.kinds.get(w.key); e != nil {
			w.remember(s, hash, e)
		}
	}
	return e
}

// remember keeps the entry of a key, up to a bound.
func (w *worker) remember(s *sheet, hash uint64, e *entry) {
	if e.quick != 0 && s.index.get(w.kinds, hash, s.rows.Key) == nil {
		s.index.put(w.kinds, hash, e.quick)
	}
	if e.quick != 0 && len(e.ways) == 0 {
		return // the index is enough
	}
	if len(s.known) >= mostKinds {
		clear(s.known)
	}
	s.known[string(w.key)] = e
}

// record calculates a row and records its derivation.
func (w *worker) record(s *sheet, row table.Row, hash uint64) error {
	e := w.kinds.get(w.key)
	short := e == nil && len(s.rows.Key) <= keySize
	r, err := s.rows.Record(row, short)
	if err != nil {
		return err
	}
	var by *way
	switch {
	case r.Short != nil && (r.Dateless || s.rows.Days == 0):
		by, err = w.kinds.shortWay(r.Short, &r.Results[0])
		if err == nil && len(by.parts[0].factors) > cellSize {
			r, err = s.rows.Record(row, false)
		}
	case r.Short != nil:
		r, err = s.rows.Record(row, false)
	}
	if err != nil {
		return err
	}
	if r.Short == nil && r.Kind == nil {
		w.remember(s, hash, w.kinds.put(w.key, nil, alone, nil))
		return w.of(r.Results)
	}
	if r.Short == nil {
		if by, err = w.kinds.wayOf(r.Kind); err != nil {
			return err
		}
	}
	dated := len(w.key) > len(s.name)+len(s.rows.Key) // the key has the period
	key := s.rows.Key
	if dated || s.rows.Days > 0 && !r.Dateless {
		if key = nil; !dated {
			w.remember(s, hash, w.kinds.put(w.key, nil, byPeriod, nil))
			w.key = append(w.key, s.rows.Period(row)...)
		}
	}
	w.remember(s, hash, w.kinds.put(w.key, key, ready, by))
	return w.of(r.Results)
}

// direct calculates a row by its method.
func (w *worker) direct(s *sheet, row table.Row) error {
	results, err := s.rows.Direct(row)
	if err != nil {
		return err
	}
	return w.of(results)
}

// of sets the results to those that were calculated.
func (w *worker) of(results ghg.Results) error {
	w.results = slices.Grow(w.results[:0], len(results))[:len(results)]
	for i := range results {
		if err := w.results[i].ofResult(w.kinds, &results[i]); err != nil {
			return fmt.Errorf("result %d: %w", i+1, err)
		}
	}
	return nil
}

// runQuick sets the results to those of a line by a quick form, and reports whether the line is of it.
func (w *worker) runQuick(q *quick, amounts []num.Num) bool {
	if !w.runShort(&q.Single, q.rounded, amounts) {
		return false
	}
	w.results[0].part = part{q.face, q.factors[:q.cell], q.digest}
	return true
}

// runShort sets the only result to that of a line by a short form, and reports whether the line is of it.
func (w *worker) runShort(single *derive.Single, rounded *derive.Rounded, amounts []num.Num) bool {
	if len(amounts) != 1 {
		return false
	}
	if len(w.results) == 0 {
		w.results = append(w.results, values{})
	}
	v, n := &w.results[0], single.Outputs()
	if rounded != nil {
		n = rounded.Outputs()
	}
	if cap(v.kg) < n {
		v.kg = make([]num.Num, n)
	}
	v.kg = v.kg[:n]
	w.results = w.results[:1]
	if rounded == nil {
		return single.Values(&amounts[0], v.kg, &v.co2e, &v.outside)
	}
	v.outside = num.Num{}
	return rounded.Values(&amounts[0], v.kg, &v.co2e)
}

// run sets the results to those of a line by a derivation, and reports whether the line is of it.
func (w *worker) run(by *way, amounts []num.Num) bool {
	if by.short != nil {
		if !w.runShort(&by.short.Single, by.short.Rounded, amounts) {
			return false
		}
		w.results[0].part = by.parts[0]
		return true
	}
	if by.fast != nil && !by.fast.Holds(amounts) || by.fast == nil && !by.kind.Holds(amounts, &w.space) {
		return false
	}
	w.results = slices.Grow(w.results[:0], len(by.parts))[:len(by.parts)]
	for i := range by.parts {
		v := &w.results[i]
		v.part = by.parts[i]
		n := len(v.part.columns)
		v.kg = slices.Grow(v.kg[:0], n)[:n]
		var fits bool
		if by.fast != nil {
			fits = by.fast.Values(i, amounts, v.kg, &v.co2e, &v.outside)
		} else {
			fits = by.kind.Values(i, &w.space, v.kg, &v.co2e, &v.outside)
		}
		if !fits {
			return false
		}
	}
	return true
}

// write appends the line of the results.
func (w *worker) write(b []byte, s *sheet, row table.Row) []byte {
	places := row.Places()
	for i := range w.columns {
		c := &w.columns[i]
		if i > 0 {
			b = append(b, ',')
		}
		switch c.field {
		case ofInput:
			if place := places[c.place]; place >= 0 {
				if cell := trimmed(row.Bytes(place)); w.plain {
					b = append(b, cell...)
				} else {
					b = appendCell(b, cell)
				}
			}
		case ofLine:
			b = strconv.AppendInt(b, int64(row.Line()), 10)
		case ofMore:
			b = w.more(b)
		case ofMethod:
			b = append(b, s.name...)
		default:
			if v := w.ofGroup(c.group); v != nil {
				b = v.append(b, c)
			}
		}
	}
	return append(b, '\n')
}

// ofGroup returns the result that has the columns of a group, or nil.
func (w *worker) ofGroup(group int) *values {
	for i := range w.results {
		if w.results[i].part.group == group {
			return &w.results[i]
		}
	}
	return nil
}

// append appends a cell about a result.
func (v *values) append(b []byte, c *outColumn) []byte {
	switch c.field {
	case ofCO2e:
		return v.co2e.AppendText(b)
	case ofOutside:
		if !v.outside.IsZero() {
			b = v.outside.AppendText(b)
		}
		return b
	case ofGas:
		return v.gas(b, int8(c.place))
	case ofOthers:
		return v.list(b, true)
	case ofEmissions:
		return v.list(b, false)
	case ofFactors:
		return append(b, v.part.factors...)
	case ofCaveats:
		return append(b, v.part.caveats...)
	}
	return b
}

// gas appends the kilograms of a gas column, the sum if several amounts are of it.
func (v *values) gas(b []byte, column int8) []byte {
	var sum num.Num
	found := false
	for i, of := range v.part.columns {
		if of != column {
			continue
		}
		if !found {
			sum, found = v.kg[i], true
		} else if !sum.Add(&sum, &v.kg[i]) {
			return dec.AppendText(b, sum.Decimal().Add(v.kg[i].Decimal()))
		}
	}
	if found {
		b = sum.AppendText(b)
	}
	return b
}

// list appends the amounts by name, or those that have no column.
func (v *values) list(b []byte, others bool) []byte {
	first := true
	for i, column := range v.part.columns {
		if others && column != noGasColumn {
			continue
		}
		if !first {
			b = append(b, "; "...)
		}
		first = false
		b = append(append(b, v.part.names[i]...), ' ')
		b = v.kg[i].AppendText(b)
	}
	return b
}

// more appends the results that have no columns: "heat 12.5 kg CO2e".
func (w *worker) more(b []byte) []byte {
	var text []byte
	for i := range w.results {
		v := &w.results[i]
		if v.part.group >= 0 {
			continue
		}
		if len(text) > 0 {
			text = append(text, "; "...)
		}
		text = append(append(text, v.part.name...), ' ')
		text = append(v.co2e.AppendText(text), " kg CO2e"...)
	}
	return appendCell(b, text)
}

// trimmed returns a cell without blanks at its ends.
func trimmed(cell []byte) []byte {
	if n := len(cell); n > 0 && cell[0] > ' ' && cell[0] < 0x80 && cell[n-1] > ' ' && cell[n-1] < 0x80 {
		return cell
	}
	return bytes.TrimSpace(cell)
}

// seal returns the leaf of a line, which commits to its record and its results.
func (w *worker) seal(record []byte) seal.Digest {
	w.leaf.Begin(bytes.TrimRight(record, "\r\n"), len(w.results))
	for i := range w.results {
		v := &w.results[i]
		w.number = v.co2e.AppendText(w.number[:0])
		w.leaf.Result(*v.part.digest, w.number)
	}
	return w.leaf.Hash()
}
