package ghg

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Counterpart is an input of a derivation with the number in its place in another.
type Counterpart struct {
	Input Input           // as the first derivation names it
	From  decimal.Decimal // its number there
	To    decimal.Decimal // the number in the same place of the other derivation
}

// Counterparts matches the inputs of d with those of another derivation by their places in the steps: the electricity of one
// year with that of the next, and the factor of one year with that of the next, whatever their ids and digests. They are in the
// order of [Derivation.Inputs], those that do not differ included, potentials of weights not.
//
// Two derivations can be compared if they have the same steps: as many, with the same operations, units and emitted gases,
// and terms of the same kinds in the same places, with the same constants, conversions and potentials. Otherwise, and if a
// number that d uses in two places is two numbers in the other, the error wraps [ErrOtherDerivation].
func (d Derivation) Counterparts(e Derivation) ([]Counterpart, error) {
	if len(d.r.Steps) != len(e.r.Steps) {
		return nil, otherSteps("number of steps", strconv.Itoa(len(e.r.Steps)), strconv.Itoa(len(d.r.Steps)))
	}
	for i := range d.r.Steps {
		if err := d.r.Steps[i].sameShape(&e.r.Steps[i]); err != nil {
			return nil, err
		}
	}
	var list []Counterpart
	for i := range d.inputs {
		in := &d.inputs[i]
		for n, p := range in.terms {
			to := e.r.Steps[p.step].Terms[p.term].Value
			if n == 0 {
				list = append(list, Counterpart{in.Input, in.value, to})
			} else if !to.Equal(list[len(list)-1].To) {
				return nil, otherSteps(input.Shorten(in.String()), dec.Text(to), "one number in all its places, as "+dec.Text(list[len(list)-1].To))
			}
		}
	}
	return list, nil
}

// sameShape returns an error unless a step differs from another by its inputs alone.
func (s *Step) sameShape(t *Step) error {
	field := "step " + input.Shorten(t.Label)
	if s.Op != t.Op || s.Kind != t.Kind || s.Unit != t.Unit || s.Gas != t.Gas || s.Emits() != t.Emits() || len(s.Terms) != len(t.Terms) {
		return otherSteps(field, input.Shorten(t.Unit), "the operation, unit, gas and number of terms of step "+input.Shorten(s.Label))
	}
	for i := range s.Terms {
		x, y := &s.Terms[i], &t.Terms[i]
		if x.Kind != y.Kind || x.Unit != y.Unit || x.Divides != y.Divides || x.Subtracts != y.Subtracts || x.Step != y.Step {
			return otherSteps("term "+input.Shorten(y.Label)+" of "+field, y.Kind.String()+" in "+input.Shorten(y.Unit), x.Kind.String()+" in "+input.Shorten(x.Unit))
		}
		fixed := x.Kind == TermConstant || x.Kind == TermConversion || x.Kind == TermPotential
		if fixed && !x.Value.Equal(y.Value) {
			return otherSteps("term "+input.Shorten(y.Label)+" of "+field, dec.Text(y.Value), dec.Text(x.Value))
		}
	}
	return nil
}

func otherSteps(field, value, want string) error {
	return &FieldError{Field: field, Value: value, Want: want, Err: ErrOtherDerivation}
}
