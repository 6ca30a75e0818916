package xlsx

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// source is what a row of the sheet Factors is about.
type source struct {
	kind     string
	id       string
	value    string
	unit     string
	basis    string // of CO2e
	digest   string
	document string // of prices, which have no digest
}

// term returns the cell of a term: of an earlier step, of an input, or of a factor.
func (b *book) term(r *ghg.Result, t *ghg.Term, steps []number) (number, error) {
	switch t.Kind {
	case ghg.TermStep:
		if t.Step < 1 || t.Step > len(steps) {
			return number{}, &ghg.FieldError{Field: "step of term " + t.Label, Value: decimal.NewFromInt(int64(t.Step)).String(), Want: "an earlier one", Err: ghg.ErrOutOfRange} //nolint:forbidigo // a count
		}
		return steps[t.Step-1], nil
	case ghg.TermFactor, ghg.TermProperty, ghg.TermPrice, ghg.TermPotential:
		return b.factor(r, t)
	default:
		return b.inputs.cell(b, r, t)
	}
}

// inputs is the sheet of the inputs. An input that a result uses twice is in it once.
type inputs struct {
	*tape
	known map[origin]number // of the result
}

// origin tells the inputs of a result apart.
type origin struct {
	kind                            ghg.TermKind
	label, value, unit, ref, source string
}

func (in *inputs) begin() { in.known = map[origin]number{} }

// cell returns the cell of an input, in a new row unless the result has it.
func (in *inputs) cell(b *book, r *ghg.Result, t *ghg.Term) (number, error) {
	key := origin{t.Kind, t.Label, dec.Text(t.Value), t.Unit, t.Ref, t.Source} //nolint:forbidigo // printed for people
	if n, is := in.known[key]; is {
		return n, nil
	}
	at, err := in.next()
	if err != nil {
		return number{}, err
	}
	value, exact, remark, n := b.input(t.Value)
	n.at = at.cell(in.mustColumn("value"))
	in.known[key] = n
	return n, in.write(
		b.text(r.ID), b.text(r.Part), b.word(r.Accounting != 0, r.Accounting), b.text(key.kind.String()), b.text(key.label),
		value, exact, b.text(key.unit), b.text(key.ref), b.text(key.source), b.text(remark),
	)
}

// factor returns the cell of a factor, property, price or potential: one row for all results that use it.
func (b *book) factor(r *ghg.Result, t *ghg.Term) (number, error) {
	s := source{kind: t.Kind.String(), id: t.Ref, value: dec.Text(t.Value), unit: t.Unit}
	var rest []any
	switch t.Kind {
	case ghg.TermFactor:
		for i := range r.Factors {
			if f := &r.Factors[i]; f.ID == t.Ref {
				s.digest, s.basis = f.Digest, basisOf(f, t)
				rest = b.record(f.Set, f.Activity, f.Region, f.Boundary.String(), f.Valid.String(), f.Price, f.Document, f.Table, f.Row, f.Licence, f.Digest)
			}
		}
	case ghg.TermProperty:
		for i := range r.Properties {
			if p := &r.Properties[i]; p.ID == t.Ref {
				s.digest = p.Digest
				rest = b.record(p.Set, p.Activity, p.Region, "", p.Valid.String(), "", p.Document, p.Table, p.Row, "", p.Digest)
			}
		}
	default:
		s.document = t.Source
		rest = b.record("", "", "", "", "", "", t.Source, "", "", "", "")
	}
	return b.source(s, t.Value, rest)
}

// potential returns the cell of a global warming potential that turns an amount into CO2e.
func (b *book) potential(set, digest string, gas ghg.Gas, value decimal.Decimal) (number, error) {
	name := string(gas)
	if gas == "" {
		name = "CO2e as published"
	}
	s := source{kind: ghg.TermPotential.String(), id: set + "/" + name, value: dec.Text(value), unit: "1", digest: digest}
	return b.source(s, value, b.record(set, "", "", "", "", "", "", "", "", "", digest))
}

// source returns the cell of a row of the sheet Factors, which it writes if it is not there.
func (b *book) source(s source, value decimal.Decimal, rest []any) (number, error) {
	if n, is := b.known[s]; is {
		return n, nil
	}
	at, err := b.factors.next()
	if err != nil {
		return number{}, err
	}
	v, exact, remark, n := b.input(value)
	n.at = at.cell(b.factors.mustColumn("value"))
	b.known[s] = n
	cells := append([]any{b.text(s.kind), b.text(s.id), v, exact, b.text(s.unit), b.text(s.basis)}, rest...)
	return n, b.factors.write(append(cells, b.text(remark))...)
}

// record returns texts as cells.
func (b *book) record(texts ...string) []any {
	cells := make([]any, len(texts))
	for i, s := range texts {
		cells[i] = b.text(s)
	}
	return cells
}

// basisOf returns the GWP basis of the value of a factor that a term has.
func basisOf(f *ghg.FactorRecord, t *ghg.Term) string {
	for a := range f.PerUnit.All() {
		if a.Kg.Equal(t.Value) && a.Unit()+"/"+f.Unit == t.Unit {
			return a.GWP
		}
	}
	return ""
}
