package activity

import (
	"reflect"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/table"
)

// Rows calculates the rows of a sheet one by one. It is for package ledger, which reads a file in parts and keeps the
// derivations of its lines in a form of its own. It is for one goroutine.
type Rows struct {
	sheet   *sheet
	columns []table.Column
	period  int   // the column of the period, -1 if there is none
	index   []int // of each column of the sheet among those of the file
	texts   cache[window]

	Key  []byte    // of the row split last: what it shares with the lines of its kind
	Days int       // bytes of the key before the days of the period, if it does not have their window
	Nums []num.Num // the amounts of the row split last
}

// Rows returns what calculates the rows of a sheet of a method.
func (d *Deriver) Rows(t reflect.Type) (*Rows, error) {
	if t == nil {
		return nil, errNil("type", "the type of an activity")
	}
	d = absent.Or(d)
	if d.days == nil {
		d.days = calendarOf(d.basis)
	}
	s, err := newSheet(d, t)
	if err != nil {
		return nil, err
	}
	r := &Rows{sheet: s, columns: columnsOf(t, s.decoder), period: -1}
	for i, c := range s.columns {
		if c.role == periodRole {
			r.period = i
		}
	}
	return r, nil
}

// Columns returns the columns of the sheet.
func (r *Rows) Columns() []table.Column { return r.columns }

// In says which columns the file has, if it has others than those of the sheet: the [table.Options.Columns] of its rows.
func (r *Rows) In(columns []table.Column) {
	r.index = make([]int, len(r.columns))
	for i := range r.columns {
		r.index[i] = slices.IndexFunc(columns, func(c table.Column) bool { return c.Name == r.columns[i].Name })
	}
}

// place finds the cells of the sheet's columns in the rows of the file.
func (r *Rows) place(row table.Row) {
	places := row.Places()
	if r.sheet.places = places; r.index == nil {
		return
	}
	r.sheet.places = make([]int, len(r.index))
	for i, of := range r.index {
		r.sheet.places[i] = places[of]
	}
}

// Split sets Key, Days and Nums to those of a row. It reports false for a row that must be calculated by [Rows.Direct]. The cell
// of the period is in the key as the window in which the same factors are valid if there is one: then a derivation holds for the
// key if [Line.Derivation] says that it does not depend on the days, and otherwise for the key with the cell of the period behind it.
func (r *Rows) Split(row table.Row) bool {
	s := r.sheet
	if s.places == nil {
		r.place(row)
	}
	if s.whole || s.shape.apart != "" || !s.splitBut(row, r.period) {
		return false
	}
	r.Nums = s.nums
	r.Days = 0
	if r.period >= 0 && s.places[r.period] >= 0 {
		cell := row.Bytes(s.places[r.period])
		w, known := r.texts.get(cell)
		if !known {
			w = r.windowOf(string(cell))
			r.texts.put(cell, w)
		}
		if w.year != 0 {
			r.Days = len(s.key)
			s.key = w.appendTo(s.key)
		} else {
			s.key = append(append(s.key, 'p'), cell...)
		}
	}
	r.Key = s.key
	return true
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
	if r.sheet.places == nil {
		r.place(row)
	}
	if r.period < 0 || r.sheet.places[r.period] < 0 {
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

// Record calculates a row, and records the derivation of its kind.
func (r *Rows) Record(row table.Row) (Line, error) {
	a, err := r.Activity(row)
	if err != nil {
		return Line{}, err
	}
	d := r.sheet.d
	d.eager = true
	before := d.stats.Kinds
	l, err := d.Line(a)
	if err == nil && d.stats.Kinds > before {
		l.made = l.kinds.list[len(l.kinds.list)-1]
	}
	return l, err
}

// Activity returns the activity of a row.
func (r *Rows) Activity(row table.Row) (Activity, error) {
	v := reflect.New(r.sheet.shape.kind).Elem()
	if err := r.sheet.decoder.Decode(row, v); err != nil {
		return nil, err
	}
	a, ok := v.Interface().(Activity)
	if !ok {
		return nil, errNil("type", "the type of an activity")
	}
	return a, nil
}

// Derivation returns the derivation that the line shares, and whether lines of all periods share it in which the same factors
// are valid. It is nil if the line shares none.
func (l Line) Derivation() (k *derive.Kind, dateless bool) {
	if k = l.kind; k == nil {
		k = l.made
	}
	return k, l.kinds != nil && l.kinds.dated
}
