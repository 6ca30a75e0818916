package ledger

import (
	"bytes"
	"errors"
	"hash/maphash"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/ledger/seal"
	"github.com/ghgkit/ghg/method"
)

// entry is what is known of the lines with one key. It is immutable.
type entry struct {
	state stateOf
	ways  []way  // of lines that share derivations; by the amounts, one or another
	quick uint32 // the number of the quick form of the first of them, counted from 1; 0 if it has none
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

// quick is what lines of nearly all keys need, in memory of one piece: a key, and the only way of its lines.
type quick struct {
	derive.Single
	*face
	rounded *derive.Rounded // in place of the Single, if it is given
	digest  *seal.Digest    // if the run is sealed
	size    uint8
	cell    uint8
	key     [keySize]byte
	factors [cellSize]byte
}

const (
	keySize   = 72
	cellSize  = 56
	chunkSize = 1 << 10
)

// set makes the quick form of a way, and reports whether there is one.
func (q *quick) set(key []byte, w *way) bool {
	if len(key) == 0 || len(key) > keySize || len(w.parts) != 1 || len(w.parts[0].factors) > cellSize {
		return false
	}
	if w.short != nil {
		q.Single, w.rounded = w.short.Single, w.short.Rounded
	} else if w.rounded == nil {
		ok := false
		if w.fast != nil {
			q.Single, ok = w.fast.Single()
		}
		if !ok {
			return false
		}
	}
	p := &w.parts[0]
	q.face, q.rounded, q.digest = p.face, w.rounded, p.digest
	q.size, q.cell = uint8(copy(q.key[:], key)), uint8(copy(q.factors[:], p.factors))
	return true
}

// same reports whether a derivation is that of the quick form.
func (q *quick) same(as *way) bool {
	switch {
	case as.short != nil && q.rounded == nil:
		return as.short.Rounded == nil && as.short.Single == q.Single
	case as.short != nil:
		return as.short.Rounded != nil && *as.short.Rounded == *q.rounded
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

// slot holds the upper half of a hash and the number of a quick form, counted from 1.
type slot struct{ hash, of uint32 }

var seed = maphash.MakeSeed()

// get returns the quick form of a key, or nil.
func (x *index) get(k *kinds, hash uint64, key []byte) *quick {
	if len(x.slots) == 0 {
		return nil
	}
	mask := uint64(len(x.slots) - 1)
	for i := hash & mask; x.slots[i].of != 0; i = (i + 1) & mask {
		if x.slots[i].hash != uint32(hash>>32) {
			continue
		}
		if q := k.quick(x.slots[i].of); int(q.size) == len(key) && string(q.key[:q.size]) == string(key) {
			return q
		}
	}
	return nil
}

// put adds a quick form whose key is not there.
func (x *index) put(k *kinds, hash uint64, of uint32) {
	const least = 1 << 10
	if 2*(x.count+1) > len(x.slots) {
		old := x.slots
		*x = index{slots: make([]slot, max(least, 2*len(old)))}
		for _, s := range old {
			if s.of != 0 {
				q := k.quick(s.of)
				x.add(maphash.Bytes(seed, q.key[:q.size]), s.of)
			}
		}
	}
	x.add(hash, of)
}

func (x *index) add(hash uint64, of uint32) {
	mask := uint64(len(x.slots) - 1)
	i := hash & mask
	for x.slots[i].of != 0 {
		i = (i + 1) & mask
	}
	x.slots[i] = slot{uint32(hash >> 32), of}
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
	chunks  [roomOfKeys / chunkSize]*[chunkSize]quick
	quicks  uint32
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
		if n := k.add(short, w); n != 0 {
			e = &entry{quick: n}
		} else {
			e = &entry{ways: []way{*w}}
		}
		k.count++
	case e.quick != 0 && k.quick(e.quick).same(w):
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

// quick returns a quick form by its number.
func (k *kinds) quick(n uint32) *quick { return &k.chunks[(n-1)/chunkSize][(n-1)%chunkSize] }

// add adds the quick form of a way and returns its number, or 0 if there is none, or no room.
func (k *kinds) add(key []byte, w *way) uint32 {
	n := k.quicks
	if int(n) >= mostKinds {
		return 0
	}
	if k.chunks[n/chunkSize] == nil {
		k.chunks[n/chunkSize] = new([chunkSize]quick)
	}
	if !k.quick(n+1).set(key, w) {
		*k.quick(n + 1) = quick{}
		return 0
	}
	k.quicks++
	return k.quicks
}

// wayOf returns what lines of a derivation have in common.
func (k *kinds) wayOf(of *derive.Kind) (*way, error) {
	w := &way{parts: make([]part, of.Len())}
	fast, ok := of.Fast()
	if w.fast = fast; !ok {
		w.kind = of.Slim()
		if rounded, ok := of.Rounded(); ok {
			w.rounded = &rounded
		}
	}
	for i := range w.parts {
		var err error
		if w.parts[i], err = k.partOf(of.Head(i), of.Outputs(i)); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// shortWay returns what lines of a derivation have in common that is known in its short form.
func (k *kinds) shortWay(of *derive.ShortForm, r *ghg.Result) (*way, error) {
	outputs := make([]derive.Output, 0, r.Emissions.Len())
	for a := range r.Emissions.All() {
		outputs = append(outputs, derive.Output{Gas: a.Gas, Basis: a.GWP})
	}
	p, err := k.partOf(r, outputs)
	if err != nil {
		return nil, err
	}
	return &way{short: of, parts: []part{p}}, nil
}

// partOf returns what lines like a result have in common.
func (k *kinds) partOf(r *ghg.Result, outputs []derive.Output) (p part, err error) {
	p.face = k.faceOf(r, outputs)
	if k.sealed {
		digest, err := seal.DerivationOf(*r)
		if err != nil {
			return part{}, err
		}
		p.digest = &digest
	}
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
	return p, nil
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
	part          part
	kg            []num.Num
	co2e, outside num.Num
}

// ofResult sets the values to those of a result that was calculated. Its numbers are those of the derivation that it records.
func (v *values) ofResult(k *kinds, r *ghg.Result) error {
	var outputs []derive.Output
	v.kg = v.kg[:0]
	for a := range r.Emissions.All() {
		n, ok := num.Of(a.Kg)
		if !ok {
			return errTooLong
		}
		v.kg = append(v.kg, n)
		outputs = append(outputs, derive.Output{Gas: a.Gas, Basis: a.GWP})
	}
	p, err := k.partOf(r, outputs)
	if err != nil {
		return err
	}
	v.part = p
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
