package ledger

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/method"
)

// entry is what is known of the lines with one key.
type entry struct {
	state stateOf
	ways  []way // of lines that share derivations; by the amounts, one or another
}

type stateOf uint8

const (
	seen      stateOf = iota // once, or it is being recorded by a worker
	recording                // a worker records its derivation
	ready                    // it has ways
	byPeriod                 // the derivation depends on the period: look it up with the cell of the period
	alone                    // lines share nothing
)

// way is a derivation and what lines by it have in common.
type way struct {
	kind  *derive.Kind
	parts []part
}

// part is what lines have in common in one result.
type part struct {
	group            int    // index of the columns of the result; -1 for a result that has none
	name             string // of the result, if it has no columns
	place            *place // in the totals
	outputs          []derive.Output
	columns          []int    // the gas column of each output, or noGasColumn
	names            [][]byte // of each output in a text, as cells are written
	factors, caveats []byte   // cells
	digest           [digestSize]byte
}

// place is what totals divide results by, besides the labels.
type place struct {
	index      int
	scope      ghg.Scope
	category   ghg.Category
	accounting ghg.Accounting
	memo       string // why the result is in no total
}

// kinds holds the entries of all workers.
type kinds struct {
	mu     sync.Mutex
	known  map[string]entry
	places []*place
	groups []string
	single bool // lines have one result, whose columns have no name
	sealed bool
}

// claim returns the entry of a key, and reports whether the caller shall record its derivation.
func (k *kinds) claim(key []byte) (e entry, record bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	e, known := k.known[string(key)]
	switch {
	case !known:
		if len(k.known) >= mostKinds {
			clear(k.known)
		}
		k.known[string(key)] = entry{state: seen}
	case e.state == seen:
		k.known[string(key)] = entry{state: recording}
		return e, true
	}
	return e, false
}

// put sets the entry of a key.
func (k *kinds) put(key []byte, e entry) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.known[string(key)] = e
}

// add adds a way to those of a key, and returns the entry. Lines of a key have few of them.
func (k *kinds) add(key []byte, w way) entry {
	const most = 4
	k.mu.Lock()
	defer k.mu.Unlock()
	e := k.known[string(key)]
	if len(e.ways) < most {
		e = entry{ready, append(slices.Clip(e.ways), w)}
		k.known[string(key)] = e
	}
	return e
}

// wayOf returns what lines of a derivation have in common.
func (k *kinds) wayOf(of *derive.Kind) way {
	w := way{kind: of.Slim(), parts: make([]part, of.Len())}
	for i := range w.parts {
		w.parts[i] = k.partOf(of.Head(i), of.Outputs(i))
	}
	return w
}

// partOf returns what lines like a result have in common.
func (k *kinds) partOf(r *ghg.Result, outputs []derive.Output) part {
	p := part{outputs: outputs, place: k.placeOf(r)}
	p.name = groupName(method.Part{Name: r.Part, Accounting: r.Accounting, Stage: r.Stage}, k.single)
	if p.group = slices.Index(k.groups, p.name); p.group < 0 && len(k.groups) == 1 && k.groups[0] == "" {
		p.name = strings.TrimSpace(p.name)
	}
	for _, o := range outputs {
		p.columns = append(p.columns, columnOf(o))
		p.names = append(p.names, []byte(nameOf(o)))
	}
	var factors, caveats []string
	for i := range r.Factors {
		factors = append(factors, r.Factors[i].ID)
	}
	for i := range r.Caveats {
		if kind := r.Caveats[i].Kind.String(); !slices.Contains(caveats, kind) {
			caveats = append(caveats, kind)
		}
	}
	p.factors = appendCell(nil, []byte(strings.Join(factors, "; ")))
	p.caveats = appendCell(nil, []byte(strings.Join(caveats, "; ")))
	if k.sealed {
		p.digest = digestOf(r)
	}
	return p
}

func columnOf(o derive.Output) int {
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
	k.mu.Lock()
	defer k.mu.Unlock()
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
	if len(cell) > 0 && cell[0] != ' ' && bytes.IndexByte(cell, ',') < 0 && bytes.IndexByte(cell, '"') < 0 && bytes.IndexByte(cell, '\n') < 0 && bytes.IndexByte(cell, '\r') < 0 {
		return append(b, cell...)
	}
	if len(cell) == 0 {
		return b
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
