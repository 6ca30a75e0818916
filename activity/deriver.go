package activity

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/record"
)

// Deriver calculates activities. A method is calculated once for each kind of line, and what it recorded is run again for
// all other lines of the kind: those that differ only in their amounts, their id, entity and site, in texts that the
// method passes on, such as an item or a purchase, and in their days if the same factors are valid on them
// ([factors.Basis.TurningDays]). The results are those of Calculate, to the byte of their receipts.
//
// What shares no derivation is calculated directly: an activity that decides otherwise by its amounts than the others of
// its kind (each kind has up to four ways), one whose method says that none can share it ([method.Calc.Apart]), one of an
// own method that is not declared Shared, and the first line of each kind. Each new kind is tried before it is used: run with
// other amounts, it must give what Calculate gives.
//
// A Deriver holds up to some twenty thousand kinds. It is for one goroutine. The zero Deriver and a nil one have no basis, so
// they refuse every activity.
type Deriver struct {
	basis    factors.Basis
	kinds    cache[*kinds]
	dated    cache[*kinds] // by the window of the period in its place
	days     *calendar
	windowed []byte
	parts    split
	nums     []num.Num
	space    derive.Space
	stats    DeriverStats

	eager bool // a kind is recorded when its first line comes

	last  *shape // of place
	place reflect.Value
}

// DeriverStats counts lines.
type DeriverStats struct {
	Shared int // run by a derivation
	Direct int // calculated
	Kinds  int // derivations recorded
}

// NewDeriver returns a Deriver for activities with a basis.
func NewDeriver(b factors.Basis) *Deriver { return &Deriver{basis: b} }

// Stats returns the counts up to now.
func (d *Deriver) Stats() DeriverStats { return absent.Or(d).stats }

// mostWays is the number of derivations that one key has, of lines whose amounts make the method decide otherwise.
const mostWays = 4

// kinds are the derivations of lines with one key.
type kinds struct {
	list  []*derive.Kind
	apart string // why there are none
	dated bool   // lines of all periods of the window share the last one
}

// Line calculates an activity. A nil activity is an error.
func (d *Deriver) Line(a Activity) (Line, error) {
	d = absent.Or(d)
	if at, ok := a.(Located); ok {
		l, err := d.Line(at.Activity)
		l.file, l.at = at.Place.File, at.Place.Line
		return l, at.Place.At(err)
	}
	v := reflect.ValueOf(a)
	if to, ok := pointed(v); ok {
		if s := shapeOf(to.Type()); s.apart == "" {
			return d.line(s, to, a)
		}
		return d.direct(a)
	}
	if v.Kind() != reflect.Struct {
		return d.direct(a)
	}
	s := shapeOf(v.Type())
	if s.apart != "" {
		return d.direct(a)
	}
	return d.line(s, d.addressable(s, v), a)
}

// addressable returns the struct of an activity where its fields have addresses, until the next call.
func (d *Deriver) addressable(s *shape, v reflect.Value) reflect.Value {
	if d.last != s {
		d.last, d.place = s, reflect.New(s.kind).Elem()
	}
	d.place.Set(v)
	return d.place
}

// line calculates an activity that is given as an addressable value too.
func (d *Deriver) line(s *shape, v reflect.Value, a Activity) (Line, error) {
	s.split(v, &d.parts)
	if d.parts.apart {
		return d.direct(a)
	}
	of, known := d.kinds.get(d.parts.key)
	if !known {
		of, known = d.inWindow()
	}
	if !known {
		of = &kinds{}
		d.kinds.put(d.parts.key, of)
		if !d.eager {
			return d.direct(a)
		}
	}
	if k := d.find(of, d.parts.amounts); k != nil {
		d.stats.Shared++
		line := d.parts.own().Line
		line.Amounts = derive.AmountsOf(d.nums)
		return Line{kind: k, kinds: of, line: line}, nil
	}
	l, err := d.direct(a)
	if err == nil && of.apart == "" && len(of.list) < mostWays {
		d.record(of, s, v, l.results)
	}
	l.kinds = of
	return l, err
}

// find returns the derivation that amounts belong to, or nil.
func (d *Deriver) find(of *kinds, amounts []decimal.Decimal) *derive.Kind {
	d.nums = d.nums[:0]
	for i := range amounts {
		if dec.Check(amounts[i]) != nil {
			return nil
		}
		n, ok := num.Of(amounts[i])
		if !ok {
			return nil
		}
		d.nums = append(d.nums, n)
	}
	return d.findNums(of, d.nums)
}

func (d *Deriver) findNums(of *kinds, amounts []num.Num) *derive.Kind {
	for _, k := range of.list {
		if k.Holds(amounts, &d.space) {
			return k
		}
	}
	return nil
}

// direct calculates an activity by its method.
func (d *Deriver) direct(a Activity) (Line, error) {
	d.stats.Direct++
	results, err := calculate(d.basis, a)
	return Line{results: results}, err
}

// record adds the derivation of an activity whose results are known.
func (d *Deriver) record(of *kinds, s *shape, v reflect.Value, results ghg.Results) {
	line := d.parts.own()
	k, err := d.recorded(s, v, marked(line))
	if err == nil {
		err = agree(k, line, results)
	}
	// Larger amounts in the same proportion, and in others: where the method decides as before, the derivation must agree.
	for _, by := range [][]int64{{3}, {2, 3, 5, 7, 11, 13}} {
		if err != nil {
			break
		}
		err = d.tried(k, s, v, scaled(line, by))
	}
	if err != nil {
		of.apart = err.Error()
		return
	}
	of.list = append(of.list, k)
	d.stats.Kinds++
	of.dated = d.share(k, s, v, line)
}

// recorded calculates an activity with the amounts and texts of a line and records how.
func (d *Deriver) recorded(s *shape, v reflect.Value, line filled) (*derive.Kind, error) {
	a, ok := s.own(v, line).Interface().(Activity)
	if !ok {
		return nil, fmt.Errorf("%v is no activity", s.kind)
	}
	notes := &record.Recorder{}
	results, err := a.Calculate(d.basis.Recording(notes))
	if err != nil {
		return nil, err
	}
	k, reason := derive.Record(derive.Recorded{Amounts: line.amounts, Texts: line.Texts, Results: results, Recorder: notes, GWP: d.basis.GWP})
	if k == nil {
		return nil, errors.New(reason)
	}
	return k, nil
}

// tried returns an error if a line is of the kind but its method gives other results.
func (d *Deriver) tried(k *derive.Kind, s *shape, v reflect.Value, line filled) error {
	if _, err := line.results(k); err != nil {
		return nil //nolint:nilerr // of another kind: nothing to compare
	}
	a, ok := s.own(v, line).Interface().(Activity)
	if !ok {
		return fmt.Errorf("%v is no activity", s.kind)
	}
	results, err := a.Calculate(d.basis)
	if err != nil {
		return fmt.Errorf("other amounts are refused: %w", err)
	}
	return agree(k, line, results)
}

// agree returns an error unless a kind gives the results of a line.
func agree(k *derive.Kind, line filled, results ghg.Results) error {
	run, err := line.results(k)
	if err != nil {
		return err
	}
	if len(run) != len(results) {
		return errOtherResults
	}
	for i := range run {
		if !derive.Same(&run[i], &results[i]) {
			return errOtherResults
		}
	}
	return nil
}

// results runs a kind for the line.
func (l filled) results(k *derive.Kind) (ghg.Results, error) {
	list := make([]num.Num, len(l.amounts))
	for i := range list {
		var fits bool
		if list[i], fits = num.Of(l.amounts[i]); !fits {
			return nil, derive.ErrOther
		}
	}
	line := l.Line
	line.Amounts = derive.AmountsOf(list)
	return k.Results(line)
}

var errOtherResults = errors.New("the steps depend on the amounts")

// marked returns a line with marks in place of its texts and its head, and with amounts that have identities of their own.
func marked(l filled) filled {
	m := filled{derive.Line{ID: "ghg-id", Texts: make([]string, len(l.Texts))}, l.period, make([]decimal.Decimal, len(l.amounts))}
	if l.Entity != "" {
		m.Entity = "ghg-entity"
	}
	if l.Site != "" {
		m.Site = "ghg-site"
	}
	for i := range l.amounts {
		m.amounts[i] = derive.Own(l.amounts[i])
	}
	for i := range l.Texts {
		if l.Texts[i] != "" {
			m.Texts[i] = fmt.Sprintf("ghg-text-%d-", i)
		}
	}
	return m
}

// scaled returns a line with its amounts multiplied.
func scaled(l filled, by []int64) filled {
	l.amounts = slices.Clone(l.amounts)
	for i := range l.amounts {
		l.amounts[i] = l.amounts[i].Mul(decimal.NewFromInt(by[i%len(by)]))
	}
	return l
}

// Held returns the number of kinds of line that the Deriver remembers.
func (d *Deriver) Held() int {
	d = absent.Or(d)
	return len(d.kinds.now) + len(d.kinds.before)
}

// Apart returns why the lines of an activity's kind share no derivation, as far as it is known: "" if they share one, or
// if no second line has come yet.
func (d *Deriver) Apart(a Activity) string {
	d = absent.Or(d)
	v := reflect.ValueOf(bare(a))
	if v.Kind() != reflect.Struct {
		return "the activity is no struct"
	}
	s := shapeOf(v.Type())
	if s.apart != "" {
		return s.apart
	}
	s.split(d.addressable(s, v), &d.parts)
	if d.parts.apart {
		return "an input of a type that cannot be compared is given"
	}
	if of, known := d.kinds.get(d.parts.key); known {
		return of.apart
	}
	return ""
}

// inWindow returns the derivations of lines with other periods in which the same factors are valid, for the period of the
// line that was split last.
func (d *Deriver) inWindow() (*kinds, bool) {
	key, ok := d.windowKey()
	if !ok {
		return nil, false
	}
	dated, known := d.dated.get(key)
	if !known {
		return nil, false
	}
	of := &kinds{list: make([]*derive.Kind, len(dated.list)), dated: true}
	for i, k := range dated.list {
		of.list[i] = k.At(d.parts.period)
	}
	d.kinds.put(d.parts.key, of)
	return of, true
}

// windowKey returns the key of the line that was split last with the window of its period.
func (d *Deriver) windowKey() ([]byte, bool) {
	if d.days == nil {
		d.days = &calendar{basis: d.basis}
	}
	w, ok := d.days.window(d.parts.period)
	if !ok {
		return nil, false
	}
	d.windowed = w.appendTo(append(d.windowed[:0], d.parts.key[:d.parts.dateless]...))
	return d.windowed, true
}

// share adds the derivation of a line to those of all periods in which the same factors are valid, if it does not depend on
// the period otherwise, and reports whether it did. That is tried with other periods.
func (d *Deriver) share(k *derive.Kind, s *shape, v reflect.Value, line filled) bool {
	key, ok := d.windowKey()
	if !ok || !k.Dateless() {
		return false
	}
	w, _ := d.days.window(d.parts.period)
	others := w.others(d.days, d.parts.period)
	for _, p := range others {
		other := line
		other.period = p
		if d.tried(k.At(p), s, v, other) != nil {
			return false
		}
	}
	dated, known := d.dated.get(key)
	if !known {
		dated = &kinds{}
		d.dated.put(key, dated)
	}
	if len(others) == 0 || len(dated.list) == mostWays {
		return false
	}
	dated.list = append(dated.list, k)
	return true
}
