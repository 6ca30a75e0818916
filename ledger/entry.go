package ledger

import (
	"bytes"
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/method"
)

// entry is what is known of the lines with one key. It is immutable.
type entry struct {
	state stateOf
	ways  []way // of lines that share derivations; by the amounts, one or another
	quick *quick
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
	rounded *derive.Rounded // with kind, which it is a form of
	kind    *derive.Kind    // if there is no fast form
	parts   []part
}

// part is what lines of one derivation have in common in one result.
type part struct {
	*face
	factors []byte // a cell
	digest  *[digestSize]byte
}

// quick is what lines of nearly all keys need, in memory of one piece: a key, and the only way of its lines.
type quick struct {
	derive.Single
	part
	rounded *derive.Rounded // in place of the Single, if it is given
	size    uint8
	cell    uint8
	key     [keySize]byte
	factors [cellSize]byte
}

const (
	keySize  = 96
	cellSize = 64
)

// quickOf returns the quick form of a way, or nil.
func quickOf(key []byte, w *way) *quick {
	if len(key) == 0 || len(key) > keySize || len(w.parts) != 1 || len(w.parts[0].factors) > cellSize {
		return nil
	}
	var single derive.Single
	if w.rounded == nil {
		ok := false
		if w.fast != nil {
			single, ok = w.fast.Single()
		}
		if !ok {
			return nil
		}
	}
	q := &quick{Single: single, part: w.parts[0], rounded: w.rounded, size: uint8(len(key)), cell: uint8(len(w.parts[0].factors))}
	copy(q.key[:], key)
	copy(q.factors[:], w.parts[0].factors)
	q.part.factors = q.factors[:q.cell:q.cell]
	return q
}

// same reports whether a derivation is that of the quick form.
func (q *quick) same(as *way) bool {
	switch {
	case q.rounded != nil:
		return as.rounded != nil && *as.rounded == *q.rounded
	case as.fast == nil:
		return false
	}
	single, ok := as.fast.Single()
	return ok && single == q.Single
}

// index finds quick forms by their keys. It is for one goroutine.
type index struct {
	slots []slot // their number is a power of two
	count int
}

type slot struct {
	hash uint64
	of   *quick
}

var seed = maphash.MakeSeed()

// get returns the quick form of a key, or nil.
func (x *index) get(hash uint64, key []byte) *quick {
	if len(x.slots) == 0 {
		return nil
	}
	for i := hash & uint64(len(x.slots)-1); x.slots[i].of != nil; i = (i + 1) & uint64(len(x.slots)-1) {
		if q := x.slots[i].of; x.slots[i].hash == hash && int(q.size) == len(key) && string(q.key[:q.size]) == string(key) {
			return q
		}
	}
	return nil
}

// put adds a quick form whose key is not there.
func (x *index) put(hash uint64, q *quick) {
	const least = 1 << 10
	if x.count >= mostKinds {
		*x = index{}
	}
	if 2*(x.count+1) > len(x.slots) {
		old := x.slots
		*x = index{slots: make([]slot, max(least, 2*len(old)))}
		for _, s := range old {
			if s.of != nil {
				x.add(s)
			}
		}
	}
	x.add(slot{hash, q})
}

func (x *index) add(s slot) {
	i := s.hash & uint64(len(x.slots)-1)
	for x.slots[i].of != nil {
		i = (i + 1) & uint64(len(x.slots)-1)
	}
	x.slots[i] = s
	x.count++
}

// face is what many derivations have in common in a result.
type face struct {
	group   int    // index of the columns of the result; -1 for a result that has none
	name    string // of the result, if it has no columns
	place   *place // in the totals
	columns []int8 // the gas column of each amount, or noGasColumn
	names   [][]byte
	caveats []byte // a cell
}

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

	mu      sync.Mutex
	entries map[string]*entry
	faces   map[string]*face
	cells   map[string][]byte
	places  []*place
	count   int // derivations
}

func newKinds(groups []string, sealed bool) *kinds {
	return &kinds{
		groups: groups, single: len(groups) == 1 && groups[0] == "", sealed: sealed,
		entries: map[string]*entry{}, faces: map[string]*face{}, cells: map[string][]byte{},
	}
}

// get returns the entry of a key, or nil.
func (k *kinds) get(key []byte) *entry {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.entries[string(key)]
}

// put adds a way, or a state without ways, to what is known of a key, and returns all of it. The short key is that of the
// quick form.
func (k *kinds) put(key, short []byte, state stateOf, w *way) *entry {
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.entries[string(key)]
	switch {
	case e == nil && w == nil:
		e = &entry{state: state}
	case w == nil:
		return e
	case e == nil:
		if q := quickOf(short, w); q != nil {
			e = &entry{quick: q}
		} else {
			e = &entry{ways: []way{*w}}
		}
		k.count++
	case e.quick != nil && e.quick.same(w):
		return e // another worker has recorded it
	case len(e.ways) < mostWays:
		e = &entry{quick: e.quick, ways: append(slices.Clip(e.ways), *w)}
		k.count++
	default:
		return e
	}
	if len(k.entries) >= mostKinds {
		clear(k.entries)
		clear(k.cells)
	}
	k.entries[string(key)] = e
	return e
}

// wayOf returns what lines of a derivation have in common.
func (k *kinds) wayOf(of *derive.Kind) *way {
	w := &way{parts: make([]part, of.Len())}
	fast, ok := of.Fast()
	if w.fast = fast; !ok {
		w.kind = of.Slim()
		if rounded, ok := of.Rounded(); ok {
			w.rounded = &rounded
		}
	}
	for i := range w.parts {
		w.parts[i] = k.partOf(of.Head(i), of.Outputs(i))
	}
	return w
}

// partOf returns what lines like a result have in common.
func (k *kinds) partOf(r *ghg.Result, outputs []derive.Output) part {
	p := part{face: k.faceOf(r, outputs)}
	var cell []byte
	for i := range r.Factors {
		if i > 0 {
			cell = append(cell, "; "...)
		}
		cell = append(cell, r.Factors[i].ID...)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	kept, known := k.cells[string(cell)]
	if !known {
		kept = appendCell(nil, cell)
		k.cells[string(kept)] = kept
	}
	p.factors = kept
	if k.sealed {
		digest := digestOf(r)
		p.digest = &digest
	}
	return p
}

// faceOf returns what the result has in common with those of other derivations.
func (k *kinds) faceOf(r *ghg.Result, outputs []derive.Output) *face {
	var b []byte
	for _, s := range [...]string{r.Part, r.Accounting.String(), r.Stage.String(), r.Scope.String(), r.Memo.String(), string(rune(r.Category))} {
		b = append(append(b, s...), 0)
	}
	for _, o := range outputs {
		b = append(append(append(append(b, o.Gas...), 0), o.Basis...), 0)
	}
	b = append(b, 1)
	for i := range r.Caveats {
		b = append(b, byte(r.Caveats[i].Kind))
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if f := k.faces[string(b)]; f != nil {
		return f
	}
	f := &face{place: k.placeOf(r)}
	f.name = groupName(method.Part{Name: r.Part, Accounting: r.Accounting, Stage: r.Stage}, k.single)
	f.group = slices.Index(k.groups, f.name)
	for _, o := range outputs {
		f.columns = append(f.columns, columnOf(o))
		f.names = append(f.names, []byte(nameOf(o)))
	}
	var caveats []string
	for i := range r.Caveats {
		if kind := r.Caveats[i].Kind.String(); !slices.Contains(caveats, kind) {
			caveats = append(caveats, kind)
		}
	}
	f.caveats = appendCell(nil, []byte(strings.Join(caveats, "; ")))
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
	part          *part
	kg            []num.Num
	co2e, outside num.Num
}

// ofResult sets the values to those of a result that was calculated, and reports whether every number fits. Its numbers are
// those of the derivation that it records.
func (v *values) ofResult(k *kinds, r *ghg.Result) bool {
	var outputs []derive.Output
	v.kg = v.kg[:0]
	for a := range r.Emissions.All() {
		n, ok := num.Of(a.Kg)
		if !ok {
			return false
		}
		v.kg = append(v.kg, n)
		outputs = append(outputs, derive.Output{Gas: a.Gas, Basis: a.GWP})
	}
	p := k.partOf(r, outputs)
	v.part = &p
	var ok [2]bool
	v.co2e, ok[0] = num.Of(r.CO2e.Kg())
	v.outside, ok[1] = num.Of(r.NonKyoto.Kg())
	return ok[0] && ok[1]
}

// appendCell appends a cell of CSV.
func appendCell(b, cell []byte) []byte {
	if len(cell) == 0 {
		return b
	}
	if cell[0] != ' ' && !bytes.ContainsAny(cell, ",\"\n\r") {
		return append(b, cell...)
	}
	b = append(b, '"')
	for _, c := range cell {
		if c == '"' {
			b = append(b, '"')
		}
		b = append(b, c)
	}
	return append(b, '"')
}
