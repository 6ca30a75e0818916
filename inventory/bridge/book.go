package bridge

import (
	"encoding/binary"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
)

// book is the lines of one inventory that count, without their steps.
type book struct {
	inv      *inventory.Inventory
	org      inventory.Organisation
	a        ghg.Accounting
	set      ghg.GWP // that of A; zero if the results have it
	lines    []entry
	kinds    []kind
	known    map[string]int32
	ids      map[string]bool
	entities map[string]bool
	key      []byte
	err      error
}

// entry is a line.
type entry struct {
	id, part, entity, site string
	kind                   int32
	months                 int // from the start of the inventory to that of the line
	amount                 decimal.Decimal
	single                 bool     // the line has one amount
	own                    ghg.CO2e // by the line's own potentials
	co2e                   ghg.CO2e // by those of A
}

// kind is what lines with the same steps, factors, properties and prices have in common.
type kind struct {
	head    ghg.Result // of the first line
	about   string     // activities and regions of its factors
	amounts [][2]int   // steps and terms that hold an amount
}

// gather reads the lines of an inventory. A set that is not zero is that of A, which the results do not have.
func gather(inv *inventory.Inventory, a ghg.Accounting, set ghg.GWP) (*book, error) {
	b := newBook(inv.Organisation(), a, set)
	b.inv = inv
	b.each(func(r *ghg.Result) { b.add(r) })
	return b, b.err
}

func newBook(org inventory.Organisation, a ghg.Accounting, set ghg.GWP) *book {
	return &book{org: org, a: a, set: set, known: map[string]int32{}, ids: map[string]bool{}, entities: map[string]bool{}}
}

// each calls f for the inventory's own results, which f must not write to or keep.
func (b *book) each(f func(*ghg.Result)) {
	for range b.inv.Select(b.a, func(r ghg.Result) bool { f(&r); return false }) {
		return // nothing is selected
	}
}

func (b *book) add(r *ghg.Result) {
	at := b.kindOf(r)
	k := &b.kinds[at]
	e := entry{id: r.ID, part: r.Part, entity: r.Entity, site: r.Site, kind: at, own: r.CO2e, co2e: r.CO2e}
	for n, at := range k.amounts {
		value := r.Steps[at[0]].Terms[at[1]].Value
		e.single = n == 0 || e.single && value.Equal(e.amount)
		e.amount = value
	}
	start := b.org.YearOf(r.Entity).Start
	e.months = (r.Period.Start.Year-start.Year)*12 + int(r.Period.Start.Month) - int(start.Month)
	if !b.set.IsZero() {
		c, err := r.Emissions.ToCO2e(b.set)
		if err != nil && b.err == nil {
			b.err = err
		}
		e.co2e = c.CO2e
	}
	b.lines = append(b.lines, e)
	b.ids[r.ID], b.entities[r.Entity] = true, true
}

// kindOf returns the number of a result's kind.
func (b *book) kindOf(r *ghg.Result) int32 {
	b.key = appendKind(b.key[:0], r)
	at, is := b.known[string(b.key)]
	if is {
		return at
	}
	at = int32(len(b.kinds)) //nolint:gosec // fewer than lines
	k := kind{head: r.Clone()}
	for i := range r.Steps {
		for j := range r.Steps[i].Terms {
			if r.Steps[i].Terms[j].Kind == ghg.TermInput {
				k.amounts = append(k.amounts, [2]int{i, j})
			}
		}
	}
	for i := range r.Factors {
		k.about += r.Factors[i].Activity + " in " + r.Factors[i].Region + "; "
	}
	b.kinds, b.known[string(b.key)] = append(b.kinds, k), at
	return at
}

// appendKind appends what a result has in common with those of its kind.
func appendKind(b []byte, r *ghg.Result) []byte {
	text := func(s string) { b = append(binary.AppendUvarint(b, uint64(len(s))), s...) }
	text(string(r.Method))
	text(r.Part)
	b = append(b, byte(r.Scope), byte(r.Category), byte(r.Accounting), byte(r.Stage), byte(r.Origin))
	for i := range r.Steps {
		s := &r.Steps[i]
		text(s.Unit)
		text(string(s.Gas))
		text(s.GWP)
		b = append(b, byte(s.Op), byte(s.Kind), byte(len(s.Terms)))
		for j := range s.Terms {
			t := &s.Terms[j]
			b = binary.AppendVarint(append(b, byte(t.Kind), flags(t)), int64(t.Step))
			text(t.Unit)
			if t.Kind == ghg.TermInput || t.Kind == ghg.TermStep {
				continue
			}
			text(t.Ref)
			text(dec.Text(t.Value))
		}
	}
	for i := range r.Factors {
		text(r.Factors[i].Digest)
	}
	for i := range r.Properties {
		text(r.Properties[i].Digest)
	}
	return b
}

func flags(t *ghg.Term) byte {
	var f byte
	if t.Divides {
		f++
	}
	if t.Subtracts {
		f += 2
	}
	return f
}

// holds reports whether an entity, scope and category are inside the boundary of an inventory.
func (b *book) holds(entity string, r *ghg.Result) bool {
	for _, e := range b.org.Excluded {
		if e.Scope == r.Scope && (e.Category == 0 || e.Category == r.Category) {
			return false
		}
	}
	if len(b.org.Entities) == 0 {
		return b.entities[entity]
	}
	for _, e := range b.org.Entities {
		if e == entity {
			return true
		}
	}
	return false
}

func (b *book) head(i int) *ghg.Result { return &b.kinds[b.lines[i].kind].head }
