package ledger

import (
	"bytes"
	"errors"
	"fmt"
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
	lanes   [lanes]lane
	touched uint32
	sheets  map[string]*sheet // by the name of the method
	only    *sheet            // of a file of one method
	space   derive.Space
	results []values
	sums    *totals
	found   found
	draft   draft
	leaf    seal.Encoder
	number  []byte
	text    []byte
	reasons reasons
}

// sheet calculates the lines of one method.
type sheet struct {
	rows    *activity.Rows
	index   uint16
	name    string
	known   map[string]*entry // what the worker remembers of kinds
	foreign []span            // columns of the file that are inputs of other methods
}

// lanes is the number of rows that a worker has at hand at a time. What they need of the memory is asked for by all of them
// before the first one waits for it.
const lanes = 32

// lane is a row on its way.
type lane struct {
	rows   *table.Rows
	row    table.Row
	record []byte
	at     int // of the record in its block
	line   int
	ok     bool  // it is a row
	err    error // it is refused
	sheet  *sheet
	split  bool
	parts  activity.Parts
	hash   uint64 // of the key
	quick  uint32 // the number of the form, 0 if there was none when the row was read
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

// newWorker returns a worker for a file with the given header, which has a number of rows at hand.
func (j *Job) newWorker(l *layout, k *kinds, columns []outColumn, header []byte, line, rows int) (*worker, error) {
	w := &worker{job: j, layout: l, kinds: k, columns: columns, sheets: map[string]*sheet{}, sums: newTotals(len(l.labels))}
	for i := range w.lanes[:rows] {
		rows, ok, err := table.NewRows(header, line, l.options)
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return nil, &table.HeaderError{File: j.Name, Hint: "the record has no names of columns"}
		}
		w.lanes[i].rows = rows
	}
	d := activity.NewDeriver(j.Basis)
	for i, m := range l.methods {
		var err error
		s := &sheet{index: uint16(i), name: string(m.Name()), known: map[string]*entry{}}
		if s.rows, err = d.Rows(m.Type()); err != nil {
			return nil, err
		}
		s.rows.In(l.options.Columns)
		if l.mixed {
			s.foreign = l.foreign(s.rows, w.lanes[0].rows.Places())
		}
		w.sheets[s.name], w.only = s, s
	}
	if l.mixed {
		w.only = nil
	}
	return w, nil
}

// span is columns of a file that lie side by side: that with the index from, and those up to the one with the index to, which is
// not one of them.
type span struct{ from, to int }

// foreign returns the columns of a file that are inputs of other methods only. Places are those of the declared columns.
func (l *layout) foreign(of *activity.Rows, places []int) []span {
	var list []int
	inputs := of.Columns()
	for i, c := range l.options.Columns[:l.inputs] {
		its := slices.ContainsFunc(inputs, func(own table.Column) bool { return own.Name == c.Name })
		if !its && places[i] >= 0 && i != l.method && !slices.Contains(l.pass, i) && !slices.Contains(l.labels, i) {
			list = append(list, places[i])
		}
	}
	slices.Sort(list)
	var spans []span
	for _, at := range list {
		if n := len(spans); n > 0 && spans[n-1].to == at {
			spans[n-1].to++
		} else {
			spans = append(spans, span{at, at + 1})
		}
	}
	return spans
}

// block calculates a block.
func (w *worker) block(b table.Block, into *done) {
	line, rest := b.Line, b.Text
	w.reasons.begin(b.Line == w.first)
	w.plain = b.Form == table.Plain
	for len(rest) > 0 {
		n := 0
		for ; n < lanes && len(rest) > 0; n++ {
			l := &w.lanes[n]
			l.line = line
			lines := 1
			if b.Form == table.Plain {
				i := bytes.IndexByte(rest, '\n') + 1
				if i == 0 {
					i = len(rest)
				}
				l.record, rest = rest[:i], rest[i:]
			} else {
				l.record, lines, rest = table.Cut(rest)
			}
			line += lines
			l.at = len(b.Text) - len(rest) - len(l.record)
			w.read(l, b.Form)
		}
		w.find(w.lanes[:n])
		for i := range n {
			w.finish(&w.lanes[i], into)
		}
	}
	into.bytes = int64(len(b.Text))
	into.err = w.sums.check(w.job)
}

// read reads the row of a record and divides it into parts.
func (w *worker) read(l *lane, form table.Form) {
	l.split, l.quick = false, 0
	if l.row, l.ok, l.err = l.rows.Row(l.record, l.line, form); l.err != nil || !l.ok {
		return
	}
	if l.sheet, l.err = w.sheetOf(l.row); l.err != nil {
		return
	}
	if l.split = l.sheet.rows.Split(l.row, &l.parts); l.split {
		l.hash = hashOfKey(l.sheet.index, l.parts.Key)
	}
}

// find finds the quick forms of rows, in steps of which each asks for memory that the next one needs.
func (w *worker) find(list []lane) {
	q := &w.kinds.quicks
	for i := range list {
		if l := &list[i]; l.split {
			l.quick = q.likely(l.hash)
		}
	}
	for i := range list {
		if n := list[i].quick; n != 0 {
			form := q.at(n)
			w.touched += form.cell + uint32(form.size)
		}
	}
	for i := range list {
		if l := &list[i]; l.quick != 0 && !q.at(l.quick).is(l.sheet.index, l.parts.Key) {
			l.quick = q.find(l.hash, l.sheet.index, l.parts.Key)
		}
	}
	for i := range list {
		if n := list[i].quick; n != 0 {
			w.touched += q.touch(q.at(n))
		}
	}
}

// finish calculates a row and writes its line.
func (w *worker) finish(l *lane, into *done) {
	if l.err == nil && l.ok {
		l.err = w.row(l, into)
	}
	switch {
	case l.err != nil:
		into.count.Rejected++
		into.rejects = w.reject(into.rejects, l.line, l.record, l.err)
	case l.ok:
		into.count.Lines++
		if len(w.layout.unique) > 0 {
			w.claim(into, l.row, l.at, len(l.record))
		}
	}
}

// row calculates a row, and writes its line.
func (w *worker) row(l *lane, into *done) error {
	shared, err := w.calculate(l)
	switch {
	case errors.Is(err, errTooLong):
		return w.long(l.sheet, l.row, l.record, into)
	case err != nil:
		return err
	}
	if shared {
		into.count.Shared++
	}
	w.sums.add(w.layout, l.row, w.results)
	into.lines = w.write(into.lines, l.sheet, l.row)
	if w.kinds.sealed {
		into.leaves = append(into.leaves, w.seal(l.record))
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
	text, starts := row.Record()
	for _, f := range s.foreign {
		if starts[f.to]-starts[f.from] == f.to-f.from {
			continue // there is nothing but commas
		}
		for at := f.from; at < f.to; at++ {
			if len(bytes.TrimSpace(text[starts[at]:starts[at+1]-1])) > 0 {
				column := w.layout.options.Columns[slices.Index(row.Places(), at)].Name
				return nil, row.Error(column, "nothing: "+s.name+" has no such input", nil)
			}
		}
	}
	return s, nil
}

// calculate sets the results to those of a row, and reports whether it shares the derivation of others.
func (w *worker) calculate(l *lane) (shared bool, err error) {
	if !l.split {
		return false, w.direct(l)
	}
	if l.quick == 0 { // it may have been recorded meanwhile
		l.quick = w.kinds.quicks.find(l.hash, l.sheet.index, l.parts.Key)
	}
	if l.quick != 0 && w.runQuick(l.quick, l.parts.Nums) {
		return true, nil
	}
	f := &w.found
	*f = found{key: append(append(f.key[:0], l.sheet.name...), l.parts.Key...), hash: l.hash, sheet: l.sheet.index}
	e := w.known(l)
	if e != nil && e.state == byPeriod {
		f.key = append(f.key, l.sheet.rows.Period(l.row)...)
		e = w.known(l)
	}
	switch {
	case e == nil:
		return false, w.record(l, nil)
	case e.state == alone:
		return false, w.direct(l)
	}
	for i := range e.ways {
		if w.run(&e.ways[i], l.parts.Nums) {
			return true, nil
		}
	}
	if len(e.ways) == mostWays {
		return false, w.direct(l)
	}
	return false, w.record(l, e)
}

// known returns what this worker or another one knows of the lines with the key, beyond their quick form.
func (w *worker) known(l *lane) *entry {
	e := l.sheet.known[string(w.found.key)]
	if e == nil {
		if e = w.kinds.get(w.found.key); e != nil {
			w.remember(l, e)
		}
	}
	return e
}

// remember keeps the entry of a key, up to a bound.
func (w *worker) remember(l *lane, e *entry) {
	if e == nil {
		return // the quick form is enough
	}
	if len(l.sheet.known) >= mostKinds {
		clear(l.sheet.known)
	}
	l.sheet.known[string(w.found.key)] = e
}

// record calculates a row and records its derivation. What is known of its key is none of those that hold for it.
func (w *worker) record(l *lane, known *entry) error {
	s, f := l.sheet, &w.found
	r, err := s.rows.Record(l.row, known == nil && l.quick == 0 && len(l.parts.Key) <= keySize)
	if err == nil && r.Short.Given() && l.parts.Days > 0 && !r.Dateless {
		r, err = s.rows.Record(l.row, false)
	}
	if err != nil {
		return err
	}
	switch {
	case r.Short.Given():
		err = w.kinds.shortWay(&r.Short, &r.Results[0], &w.draft)
		f.way = &w.draft.way
	case r.Kind != nil:
		err = w.kinds.wayOf(r.Kind, &w.draft)
		f.way = &w.draft.way
	default:
		f.state = alone
	}
	if err != nil {
		return err
	}
	f.short = l.parts.Key
	dated := len(f.key) > len(s.name)+len(f.short) // the key has the period
	if f.way != nil && (dated || l.parts.Days > 0 && !r.Dateless) {
		if f.short = nil; !dated {
			w.remember(l, w.kinds.put(&found{key: f.key, state: byPeriod}))
			f.key = append(f.key, s.rows.Period(l.row)...)
		}
	}
	w.remember(l, w.kinds.put(f))
	if f.way != nil {
		return w.of(r.Results, f.way.parts)
	}
	return w.of(r.Results, nil)
}

// direct calculates a row by its method.
func (w *worker) direct(l *lane) error {
	results, err := l.sheet.rows.Direct(l.row)
	if err != nil {
		return err
	}
	return w.of(results, nil)
}

// of sets the results to those that were calculated. Their parts are made if they are not given.
func (w *worker) of(results ghg.Results, parts []part) error {
	w.results = slices.Grow(w.results[:0], len(results))[:len(results)]
	for i := range results {
		var given *part
		if i < len(parts) {
			given = &parts[i]
		}
		if err := w.results[i].ofResult(w.kinds, &results[i], given, &w.draft); err != nil {
			return fmt.Errorf("result %d: %w", i+1, err)
		}
	}
	return nil
}

// runQuick sets the results to those of a line by a quick form, and reports whether the line is of it.
func (w *worker) runQuick(n uint32, amounts []num.Num) bool {
	all := &w.kinds.quicks
	q := all.at(n)
	if !w.runShort(&q.Single, all.roundedOf(q), amounts) {
		return false
	}
	all.setPart(&w.results[0].part, n, q)
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
	var v *values // the result that has the columns of the group; nil if the line has none
	group, columns := -1, w.columns
	for i := range columns {
		c := &columns[i]
		if i > 0 {
			b = append(b, ',')
		}
		if c.field.ofResult() {
			if c.group != group {
				v, group = w.ofGroup(c.group), c.group
			}
			if v == nil {
				continue
			}
		}
		switch c.field {
		case ofInput:
			b = w.cell(b, row, c.place)
		case ofLine:
			b = strconv.AppendInt(b, int64(row.Line()), 10)
		case ofMethod:
			b = append(b, s.name...)
		case ofMore:
			b = w.more(b)
		case ofCO2e:
			b = v.co2e.AppendText(b)
		case ofOutside:
			if !v.outside.IsZero() {
				b = v.outside.AppendText(b)
			}
		case ofGas:
			if i := v.part.only[c.place]; i >= 0 {
				b = v.kg[i].AppendText(b)
			} else if i == several {
				b = v.sum(b, int8(c.place))
			}
		case ofOthers:
			b = v.list(b, true)
		case ofEmissions:
			b = v.list(b, false)
		case ofFactors:
			b = append(b, v.part.factors...)
		case ofCaveats:
			b = append(b, v.part.caveats...)
		}
	}
	return append(b, '\n')
}

// cell appends the cell of a column of the input.
func (w *worker) cell(b []byte, row table.Row, column int) []byte {
	place := row.Places()[column]
	if place < 0 {
		return b
	}
	cell := trimmed(row.Bytes(place))
	if w.plain {
		return append(b, cell...)
	}
	return table.AppendCell(b, cell)
}

// ofGroup returns the result that has the columns of a group, or nil.
func (w *worker) ofGroup(group int) *values {
	for i := range w.results {
		if v := &w.results[i]; v.part.group == group {
			return v
		}
	}
	return nil
}

// sum appends the sum of the amounts of a gas column.
func (v *values) sum(b []byte, column int8) []byte {
	var sum num.Total
	for i, of := range v.part.columns {
		if of == column {
			sum.Add(&v.kg[i])
		}
	}
	return dec.AppendText(b, sum.Decimal())
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
	w.text = w.text[:0]
	for i := range w.results {
		v := &w.results[i]
		if v.part.group >= 0 {
			continue
		}
		if len(w.text) > 0 {
			w.text = append(w.text, "; "...)
		}
		w.text = append(append(w.text, v.part.name...), ' ')
		w.text = append(v.co2e.AppendText(w.text), " kg CO2e"...)
	}
	return table.AppendCell(b, w.text)
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
