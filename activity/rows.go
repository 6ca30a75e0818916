package activity

import (
	"bytes"
	"math"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/record"
	"github.com/ghgkit/ghg/internal/table"
)

// Rows calculates the rows of a sheet one by one. It is for package ledger, which reads a file in parts and keeps the
// derivations of its lines in a form of its own. It is for one goroutine.
type Rows struct {
	sheet   *sheet
	columns []table.Column
	period  int   // the column of the period, -1 if there is none
	index   []int // of each column of the sheet among those of the file
	cells   cellsOf
	texts   cache[*periodCell]
	recent  [recentPeriods]*periodCell // by a few bits of the cell
	row     reflect.Value              // the activity of the row that is read, addressable
	lends   bool                       // the method keeps nothing of its results
	loan    *loan                      // for a row of which only the short form is kept
}

// cellsOf is where rows have the cells of the columns, by what they are in the key. That of the period is apart.
type cellsOf struct {
	id      int   // -1 if the file has none
	texts   []int // of which the key has whether they are given
	amounts []int // of which it has the units
	others  []int
}

// periodCell is a cell of a period, and what stands for it in keys.
type periodCell struct {
	text   string
	key    []byte
	window bool // the key has the window of the period
}

const recentPeriods = 64

// Parts are what [Rows.Split] divides a row into.
type Parts struct {
	Key  []byte    // what the row shares with the lines of its kind
	Days int       // bytes of the key before the days of the period, if it does not have their window
	Nums []num.Num // its amounts
}

// Rows returns what calculates the rows of a sheet of a method.
func (d *Deriver) Rows(t reflect.Type) (*Rows, error) {
	if t == nil {
		return nil, errNil("type", "the type of an activity")
	}
	d = absent.Or(d)
	if d.days == nil {
		d.days = &calendar{basis: d.basis}
	}
	s, err := newSheet(d, t)
	if err != nil {
		return nil, err
	}
	r := &Rows{sheet: s, columns: columnsOf(t, s.decoder), period: -1, lends: ofModule(t)}
	for i, c := range s.columns {
		if c.role == periodRole {
			r.period = i
		}
	}
	return r, nil
}

// ofModule reports whether the method of a type is in a package of this module whose methods are declared for one of the scopes.
func ofModule(t reflect.Type) bool {
	return strings.HasPrefix(t.PkgPath(), reflect.TypeFor[ghg.Result]().PkgPath()+"/scope")
}

// Columns returns the columns of the sheet.
func (r *Rows) Columns() []table.Column { return slices.Clone(absent.Or(r).columns) }

// In says which columns the file has, if it has others than those of the sheet: the [table.Options.Columns] of its rows.
func (r *Rows) In(columns []table.Column) {
	if r == nil || r.sheet == nil {
		return
	}
	r.sheet.places = nil
	r.index = make([]int, len(r.columns))
	for i := range r.columns {
		r.index[i] = slices.IndexFunc(columns, func(c table.Column) bool { return c.Name == r.columns[i].Name })
	}
}

// readable reports whether there are a sheet and a row with its columns, and finds their cells in the rows of the file.
func (r *Rows) readable(row table.Row) bool {
	if r == nil || r.sheet == nil || row == (table.Row{}) {
		return false
	}
	if r.sheet.places == nil {
		r.place(row)
	}
	return len(r.sheet.places) == len(r.columns)
}

// place finds the cells of the sheet's columns in the rows of the file.
func (r *Rows) place(row table.Row) {
	places := row.Places()
	if r.sheet.places = places; r.index != nil {
		r.sheet.places = make([]int, len(r.index))
		for i, of := range r.index {
			if r.sheet.places[i] = -1; of >= 0 && of < len(places) {
				r.sheet.places[i] = places[of]
			}
		}
	}
	r.cells = cellsOf{id: -1}
	for i, place := range r.sheet.places {
		if place < 0 || i == r.period || i >= len(r.sheet.columns) {
			continue
		}
		switch r.sheet.columns[i].role {
		case idRole:
			r.cells.id = place
		case entityRole, siteRole:
		case textRole:
			r.cells.texts = append(r.cells.texts, place)
		case amountRole:
			r.cells.amounts = append(r.cells.amounts, place)
		default:
			r.cells.others = append(r.cells.others, place)
		}
	}
}

// Split divides a row into parts, whose memory it uses. It reports false for a row that must be calculated by [Rows.Direct]. The
// cell of the period is in the key as the window in which the same factors are valid if there is one: then a derivation holds for
// the key if it is [Recorded.Dateless], and otherwise for the key with the cell of the period behind it.
func (r *Rows) Split(row table.Row, into *Parts) bool {
	if into == nil || !r.readable(row) {
		return false
	}
	if r.sheet.whole || r.sheet.shape.apart != "" {
		return false
	}
	key := into.Key[:0]
	into.Nums, into.Days = into.Nums[:0], 0
	text, starts := row.Record()
	for _, place := range r.cells.texts {
		given := byte(1)
		if blank(text[starts[place] : starts[place+1]-1]) {
			given = 0
		}
		key = append(key, given)
	}
	for _, place := range r.cells.amounts {
		var ok bool
		if key, ok = into.amount(key, text[starts[place]:starts[place+1]-1]); !ok {
			return false
		}
	}
	key = appendCells(key, text, starts, r.cells.others)
	if into.Key = key; r.period >= 0 && r.sheet.places[r.period] >= 0 {
		place := r.sheet.places[r.period]
		r.days(text[starts[place]:starts[place+1]-1], into)
	}
	id := r.cells.id
	return id >= 0 && !blank(text[starts[id]:starts[id+1]-1])
}

// blank reports whether a cell has nothing but blanks.
func blank(cell []byte) bool {
	if len(cell) > 0 && cell[0] > ' ' && cell[0] < utf8.RuneSelf {
		return false // nearly all
	}
	return len(bytes.TrimSpace(cell)) == 0
}

// appendCells appends cells, each behind its length, as appendShort does.
func appendCells(key, text []byte, starts, places []int) []byte {
	const size = 2 // bytes of a length
	for _, place := range places {
		cell := text[starts[place] : starts[place+1]-1]
		n, length := len(key), len(cell)
		if length > short || cap(cell) < short || cap(key)-n < size+short {
			key = append(append(key, byte(length), byte(length>>8)), cell...)
			continue
		}
		to := key[n : n+size+short]
		to[0], to[1] = byte(length), 0
		copy(to[size:], cell[:short])
		key = key[:n+size+length]
	}
	return key
}

// short is the number of bytes that are copied at once.
const short = 16

// appendShort appends bytes. Few are copied with what follows them in their memory, where there is room for that, since a fixed
// number of bytes takes less time.
func appendShort(key, cell []byte) []byte {
	n, length := len(key), len(cell)
	if length > short || cap(cell) < short || cap(key)-n < short {
		return append(key, cell...)
	}
	copy(key[n:n+short], cell[:short])
	return key[:n+length]
}

// amount adds a number to the amounts and its unit to the key. It leaves what it cannot read, good or bad, to the decoder.
func (p *Parts) amount(key, cell []byte) ([]byte, bool) {
	if len(cell) == 0 {
		return append(key, 0), true
	}
	i := bytes.IndexByte(cell, ' ')
	if i <= 0 || i == len(cell)-1 || cell[len(cell)-1] == ' ' || len(cell)-i > math.MaxUint8 {
		return key, false
	}
	p.Nums = append(p.Nums, num.Num{})
	ok := num.ParseShort(&p.Nums[len(p.Nums)-1], cell[:i])
	return appendShort(append(key, byte(len(cell)-i)), cell[i+1:]), ok
}

// days adds the window of the cell of a period to the key, or the cell.
func (r *Rows) days(cell []byte, into *Parts) {
	recent := &r.recent[0]
	if n := len(cell); n > 1 {
		recent = &r.recent[(cell[n-1]+cell[n-2]*10+cell[n/2]<<4)%recentPeriods] // most are months
	}
	p := *recent
	if p == nil || p.text != string(cell) {
		p = r.periodCell(cell)
		*recent = p
	}
	if p.window {
		into.Days = len(into.Key)
	}
	into.Key = appendShort(into.Key, p.key)
}

// periodCell returns what stands for a cell of a period in keys.
func (r *Rows) periodCell(cell []byte) *periodCell {
	p, known := r.texts.get(cell)
	if known {
		return p
	}
	p = &periodCell{text: string(cell)}
	if w := r.windowOf(p.text); w.year == 0 {
		p.key = append(append(make([]byte, 0, short), 'p'), cell...)
	} else {
		p.key, p.window = w.appendTo(append(make([]byte, 0, short), 'w')), true
	}
	r.texts.put(cell, p)
	return p
}

func (r *Rows) windowOf(text string) window {
	p, err := ghg.ParsePeriod(text)
	if err != nil {
		return window{}
	}
	w, ok := r.sheet.d.days.window(p)
	if !ok {
		return window{}
	}
	return w
}

// Period returns the cell of the period of a row.
func (r *Rows) Period(row table.Row) []byte {
	if !r.readable(row) || r.period < 0 || r.sheet.places[r.period] < 0 {
		return nil
	}
	return row.Bytes(r.sheet.places[r.period])
}

// Direct calculates a row by its method.
func (r *Rows) Direct(row table.Row) (ghg.Results, error) {
	a, err := r.Activity(row)
	if err != nil {
		return nil, err
	}
	l, err := r.sheet.d.direct(a)
	return l.results, err
}

// Recorded is a row that was calculated, and the derivation of its kind.
type Recorded struct {
	Results  ghg.Results
	Kind     *derive.Kind     // nil if lines of this kind share none, or if there is the short form
	Short    derive.ShortForm // of the derivation, if it was asked for and there is one
	Dateless bool             // the derivation holds for all periods in which the same factors are valid
}

// Record calculates a row and records the derivation of its kind, which has no texts. Derivations of methods that are not of
// this module are tried with other amounts, as a [Deriver] does.
//
// With short, the derivation is returned in its short form if it has one, and the results are valid until the next call.
func (r *Rows) Record(row table.Row, short bool) (Recorded, error) {
	v, err := r.read(row)
	if err != nil {
		return Recorded{}, err
	}
	s, d := r.sheet.shape, r.sheet.d
	s.split(v, &d.parts)
	if d.parts.apart {
		a, err := activityOf(v)
		if err != nil {
			return Recorded{}, err
		}
		l, err := d.direct(a)
		return Recorded{Results: l.results}, err
	}
	line := filled{d.parts.line, d.parts.period, d.parts.amounts}
	for i := range line.amounts {
		line.amounts[i] = derive.Own(line.amounts[i])
	}
	s.put(v, &filled{line.Line, line.period, line.amounts})
	a, err := activityOf(v.Addr()) // which takes no copy: the method makes its own
	if err != nil {
		return Recorded{}, err
	}
	lent := r.lend(short)
	results, err := calculate(d.basis.Recording(&lent.notes), a)
	if err != nil {
		return Recorded{}, err
	}
	d.stats.Direct++
	recorded := derive.Recorded{Amounts: line.amounts, Results: results, Recorder: &lent.notes, GWP: d.basis.GWP}
	if short && results[0].Method.Reserved() {
		of := Recorded{Results: results, Dateless: !lent.notes.Dated}
		if derive.ShortFormOf(&recorded, &of.Short) {
			d.stats.Kinds++
			return of, nil
		}
	}
	r.loan = nil // the results keep it
	k, _ := derive.Record(recorded)
	if k == nil {
		return Recorded{Results: results}, nil
	}
	if !results[0].Method.Reserved() {
		if k = r.tried(v, k); k == nil {
			return Recorded{Results: results}, nil
		}
	}
	d.stats.Kinds++
	return Recorded{Results: results, Kind: k, Dateless: k.Dateless()}, nil
}

// loan is memory that a row needs until the next one.
type loan struct {
	notes record.Recorder
	room  record.Room
}

// lend returns memory for a row, with room for its result if only the short form of it is wanted. A method that is not of
// this module may keep what it is given.
func (r *Rows) lend(short bool) *loan {
	if r.loan == nil || !r.lends {
		r.loan = new(loan)
	}
	r.loan.notes = record.Recorder{}
	if short && r.lends {
		r.loan.notes.Room = &r.loan.room
	}
	return r.loan
}

// tried returns the derivation if a Deriver records one for the activity, or nil.
func (r *Rows) tried(v reflect.Value, k *derive.Kind) *derive.Kind {
	a, err := activityOf(v)
	if err != nil {
		return nil
	}
	d := NewDeriver(r.sheet.d.basis)
	d.eager = true
	if _, err := d.Line(a); err != nil || d.stats.Kinds == 0 {
		return nil
	}
	return k
}

// Activity returns the activity of a row.
func (r *Rows) Activity(row table.Row) (Activity, error) {
	v, err := r.read(row)
	if err != nil {
		return nil, err
	}
	return activityOf(v)
}

// read returns the activity of a row, which is in the same memory as that of the row before.
func (r *Rows) read(row table.Row) (reflect.Value, error) {
	if !r.readable(row) {
		return reflect.Value{}, errNil("row", "a row of a sheet, and the columns of its file")
	}
	if !r.row.IsValid() {
		r.row = reflect.New(r.sheet.shape.kind).Elem()
	}
	r.row.SetZero()
	return r.row, r.sheet.decoder.Decode(row, r.row)
}

// activityOf returns an activity, a copy of it if v is no pointer.
func activityOf(v reflect.Value) (Activity, error) {
	a, ok := v.Interface().(Activity)
	if !ok {
		return nil, errNil("type", "the type of an activity")
	}
	return a, nil
}
