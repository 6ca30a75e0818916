package ledger

import (
	"bytes"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/method"
)

// entry is what is known of the lines with one key, beyond their quick form. It is immutable.
type entry struct {
	state stateOf
	ways  []way // of lines that share derivations; by the amounts, one or another
}

type stateOf uint8

const (
	ready    stateOf = iota // it has ways
	byPeriod                // the derivation depends on the period: look it up with the cell of the period
	alone                   // lines share nothing
)

// mostWays is the number of derivations that one key has, of lines whose amounts make the method decide otherwise.
const mostWays = 4

// way is a derivation and what lines by it have in common. Nearly all have the fast form.
type way struct {
	fast    *derive.Fast
	rounded *derive.Rounded   // with kind, which it is a form of
	short   *derive.ShortForm // instead of all others, if the key has room in a quick form
	kind    *derive.Kind      // if there is no fast form
	parts   []part
}

// part is what lines of one derivation have in common in one result.
type part struct {
	*face
	factors []byte       // a cell
	digest  *seal.Digest // of the derivation, if the run is sealed
}

// face is what many derivations have in common in a result.
type face struct {
	index   uint16
	group   int              // index of the columns of the result; -1 for a result that has none
	name    string           // of the result, if it has no columns
	place   *place           // in the totals
	columns []int8           // the gas column of each amount, or noGasColumn
	only    [gasColumns]int8 // the index of the only amount of each gas column, or none or several
	names   [][]byte
	caveats []byte // a cell
}

// what [face.only] says of a gas column without the index of an amount.
const (
	none    = -1
	several = -2
)

// place is what totals divide results by, besides the labels.
type place struct {
	index      int
	scope      ghg.Scope
	category   ghg.Category
	accounting ghg.Accounting
	memo       string // why the result is in no total
}

// kinds holds what all workers have found.
type kinds struct {
	groups []string
	single bool // lines have one result, whose columns have no name
	sealed bool

	quicks quicks

	mu      sync.Mutex
	entries map[string]*entry
	faces   map[string]*face
	places  []*place
	count   int // derivations
}

func newKinds(groups []string, sealed bool) *kinds {
	const least = 1 << 10
	k := &kinds{
		groups: groups, single: len(groups) == 1 && groups[0] == "", sealed: sealed,
		entries: map[string]*entry{}, faces: map[string]*face{},
	}
	slots := make([]atomic.Uint64, least)
	k.quicks.slots.Store(&slots)
	k.quicks.known = map[string]uint32{}
	return k
}

// get returns the entry of a key, or nil.
func (k *kinds) get(key []byte) *entry {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.entries[string(key)]
}

// found is a way of lines, and where it belongs.
type found struct {
	key   []byte // with the name of the method and all that tells the kinds of lines apart
	short []byte // the key of the quick form; nil if there is none
	hash  uint64 // of the short key
	sheet uint16
	state stateOf
	way   *way
}

// put adds a way, or a state without ways, to what is known of a key, and returns the entry of the key, which is nil if the
// quick form is all there is.
func (k *kinds) put(f *found) *entry {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.entries[string(f.key)]
	if f.way == nil {
		if e == nil {
			e = &entry{state: f.state}
			k.keep(f.key, e)
		}
		return e
	}
	if f.short != nil {
		switch n := k.quicks.find(f.hash, f.sheet, f.short); {
		case n != 0 && k.quicks.same(k.quicks.at(n), f.way):
			return e // another worker has recorded it
		case n == 0 && e == nil && k.quicks.add(f.hash, f.sheet, f.short, f.way):
			k.count++
			return nil
		}
	}
	switch {
	case e == nil:
		e = &entry{ways: []way{f.way.own()}}
	case len(e.ways) < mostWays:
		e = &entry{ways: append(slices.Clip(e.ways), f.way.own())}
	default:
		return e
	}
	k.count++
	k.keep(f.key, e)
	return e
}

// keep keeps an entry, up to a bound.
func (k *kinds) keep(key []byte, e *entry) {
	if len(k.entries) >= mostKinds {
		clear(k.entries)
	}
	k.entries[string(key)] = e
}

// own returns the way with memory of its own.
func (w *way) own() way {
	own := *w
	own.parts = slices.Clone(w.parts)
	if w.short != nil {
		short := *w.short
		own.short = &short
	}
	return own
}

// draft is the way that a worker makes for a line, in memory that is used again.
type draft struct {
	way     way
	short   derive.ShortForm
	parts   []part
	outputs []derive.Output
	text    []byte
}

// wayOf sets the draft to what lines of a derivation have in common.
func (k *kinds) wayOf(of *derive.Kind, d *draft) error {
	d.parts = slices.Grow(d.parts[:0], of.Len())[:of.Len()]
	d.way = way{parts: d.parts}
	w := &d.way
	fast, ok := of.Fast()
	if w.fast = fast; !ok {
		w.kind = of.Slim()
		if rounded, ok := of.Rounded(); ok {
			w.rounded = &rounded
		}
	}
	for i := range w.parts {
		var err error
		if w.parts[i], err = k.partOf(of.Head(i), of.Outputs(i), d); err != nil {
			return err
		}
	}
	return nil
}

// shortWay sets the draft to what lines of a derivation have in common that is known in its short form.
func (k *kinds) shortWay(of *derive.ShortForm, r *ghg.Result, d *draft) error {
	p, err := k.partOfResult(r, d)
	d.parts = append(d.parts[:0], p)
	d.short = *of
	d.way = way{short: &d.short, parts: d.parts}
	return err
}

// partOfResult returns what lines like a result have in common that was calculated.
func (k *kinds) partOfResult(r *ghg.Result, d *draft) (part, error) {
	d.outputs = d.outputs[:0]
	for i := range r.Emissions.Len() {
		a := r.Emissions.At(i)
		d.outputs = append(d.outputs, derive.Output{Gas: a.Gas, Basis: a.GWP})
	}
	return k.partOf(r, d.outputs, d)
}

// partOf returns what lines like a result have in common.
func (k *kinds) partOf(r *ghg.Result, outputs []derive.Output, d *draft) (p part, err error) {
	p.face = k.faceOf(r, outputs, d)
	if k.sealed {
		digest, err := seal.DerivationOf(*r)
		if err != nil {
			return part{}, err
		}
		p.digest = &digest
	}
	cell := d.text[:0]
	for i := range r.Factors {
		if i > 0 {
			cell = append(cell, "; "...)
		}
		cell = append(cell, r.Factors[i].ID...)
	}
	ids := len(cell)
	cell = table.AppendCell(cell, cell)
	d.text, cell = cell, cell[ids:]
	k.mu.Lock()
	defer k.mu.Unlock()
	if at, fits := k.quicks.text(cell); fits {
		p.factors = k.quicks.cellAt(at)
	} else {
		p.factors = bytes.Clone(cell)
	}
	return p, nil
}

// faceOf returns what the result has in common with those of other derivations.
func (k *kinds) faceOf(r *ghg.Result, outputs []derive.Output, d *draft) *face {
	b := d.text[:0]
	b = append(append(b, r.Part...), 0, byte(r.Accounting), byte(r.Stage), byte(r.Scope), byte(r.Category))
	b = append(append(b, r.Memo.String()...), 0)
	for _, o := range outputs {
		b = append(append(append(append(b, o.Gas...), 0), o.Basis...), 0)
	}
	b = append(b, 1)
	for i := range r.Caveats {
		b = append(b, byte(r.Caveats[i].Kind))
	}
	d.text = b
	k.mu.Lock()
	defer k.mu.Unlock()
	if f := k.faces[string(b)]; f != nil {
		return f
	}
	f := &face{place: k.placeOf(r)}
	f.name = groupName(method.Part{Name: r.Part, Accounting: r.Accounting, Stage: r.Stage}, k.single)
	f.group = slices.Index(k.groups, f.name)
	for i := range f.only {
		f.only[i] = none
	}
	for i, o := range outputs {
		column := columnOf(o)
		f.columns = append(f.columns, column)
		f.names = append(f.names, []byte(nameOf(o)))
		if column == noGasColumn {
			continue
		}
		if f.only[column] == none && i <= math.MaxInt8 {
			f.only[column] = int8(i)
		} else {
			f.only[column] = several
		}
	}
	var caveats []string
	for i := range r.Caveats {
		if kind := r.Caveats[i].Kind.String(); !slices.Contains(caveats, kind) {
			caveats = append(caveats, kind)
		}
	}
	f.caveats = table.AppendCell(nil, strings.Join(caveats, "; "))
	if n := len(k.faces); n < mostFaces {
		f.index = uint16(n)
		k.quicks.faces[n] = f
	}
	k.faces[string(b)] = f
	return f
}

func columnOf(o derive.Output) int8 {
	if o.Basis != "" {
		return noGasColumn
	}
	return gasColumnOf(o.Gas)
}

// nameOf names an amount in a text: "SF6", "CO2e (AR5)", "HFC-134a (AR4)".
func nameOf(o derive.Output) string {
	name := string(o.Gas)
	if name == "" {
		name = "CO2e"
	}
	if o.Basis != "" {
		name += " (" + o.Basis + ")"
	}
	return name
}

// placeOf returns the place of a result in the totals.
func (k *kinds) placeOf(r *ghg.Result) *place {
	p := place{scope: r.Scope, category: r.Category, accounting: r.Accounting, memo: r.Memo.String()}
	for _, known := range k.places {
		if known.scope == p.scope && known.category == p.category && known.accounting == p.accounting && known.memo == p.memo {
			return known
		}
	}
	p.index = len(k.places)
	k.places = append(k.places, &p)
	return &p
}

// values are the numbers of one result of a line.
type values struct {
	part          part
	kg            []num.Num
	co2e, outside num.Num
}

// ofResult sets the values to those of a result that was calculated. Its numbers are those of the derivation that it records.
func (v *values) ofResult(k *kinds, r *ghg.Result, p *part, d *draft) (err error) {
	v.kg = v.kg[:0]
	for i := range r.Emissions.Len() {
		n, ok := num.Of(r.Emissions.At(i).Kg)
		if !ok {
			return errTooLong
		}
		v.kg = append(v.kg, n)
	}
	if p != nil {
		v.part = *p
	} else if v.part, err = k.partOfResult(r, d); err != nil {
		return err
	}
	var ok [2]bool
	v.co2e, ok[0] = num.Of(r.CO2e.Kg())
	v.outside, ok[1] = num.Of(r.NonKyoto.Kg())
	if !ok[0] || !ok[1] {
		return errTooLong
	}
	return nil
}

// errTooLong sends a line to [worker.long].
var errTooLong = errors.New("a number has more than 256 bits")
