package ghg

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/enum"
	"github.com/ghgkit/ghg/internal/input"
)

// ErrOtherDerivation is the kind of error of a change under which a method might have recorded other steps.
var ErrOtherDerivation = errors.New("want the result calculated again")

// InputKind is where an input of a derivation comes from.
type InputKind uint8

// The kinds of input.
const (
	InputAmount    InputKind = iota + 1 // an amount, share or rate of the activity
	InputFactor                         // the value of an emission factor for one gas
	InputProperty                       // a property of a fuel
	InputPrice                          // an exchange rate, a number of a price index, a tax or a margin
	InputPotential                      // a global warming potential
	InputShare                          // a share of the emissions that an inventory takes
)

var inputKinds = enum.New[InputKind](refuseEnum, "kind of input", "amount", "factor", "property", "price", "potential", "share")

// String returns the name of the kind, such as "factor".
func (k InputKind) String() string { return inputKinds.String(k) }

// MarshalText returns what String returns. The zero InputKind is an error.
func (k InputKind) MarshalText() ([]byte, error) { return inputKinds.Marshal(k) }

// UnmarshalText reads what String returns.
func (k *InputKind) UnmarshalText(text []byte) error { return inputKinds.Unmarshal(k, text) }

// Input is a number that a result depends on. The ratios of units and the constants of methods are none: they cannot be
// otherwise.
type Input struct {
	Kind   InputKind
	Name   string // what the method calls an amount; the id of a factor or property; the reference of a price; a set and gas: "AR6/CH4"
	Gas    Gas    // of a factor: the gas of the value, "" for CO2e of unknown gases; of a potential: the gas
	Basis  string // of a factor's CO2e: its GWP basis
	Digest string // of a factor or property
	Unit   string
	At     int // tells inputs that are alike in all this apart, such as the loads of two hours: their order, from 1
}

// String returns the kind, the name and the gas: "factor desnz/…, CO2".
func (in Input) String() string {
	s := in.Kind.String() + " " + in.Name
	if in.Kind == InputFactor {
		s += ", " + (GasAmount{Gas: in.Gas, GWP: in.Basis}).Unit()
	}
	if in.At > 1 {
		s += ", no. " + strconv.Itoa(in.At)
	}
	return s
}

// Derivation is how a result follows from its inputs: the steps that the method recorded, as a program that can be run with
// other numbers. It is immutable.
type Derivation struct {
	r      Result
	inputs []derivedInput
	places map[Input]int // of the inputs in the list
}

// derivedInput is an input with its number and the terms and weights that hold it.
type derivedInput struct {
	Input
	value   decimal.Decimal
	terms   []termPlace
	weights []int
}

// termPlace is a term of a step.
type termPlace struct{ step, term int }

// inputKey tells inputs apart. Two amounts are one input if the method gives them one name, unit and number.
type inputKey struct{ kind, name, unit, value string }

// Derivation returns how the result follows from its inputs. It returns the error of [Result.Check] if the result does not
// follow from them.
func (r Result) Derivation() (Derivation, error) {
	if err := r.Check(); err != nil {
		return Derivation{}, err
	}
	d := Derivation{r: r.Clone(), places: map[Input]int{}}
	known := inputIndex{map[inputKey]int{}, map[Input]int{}}
	for i := range d.r.Steps {
		s := &d.r.Steps[i]
		for j := range s.Terms {
			if in, key, ok := d.inputOf(&s.Terms[j]); ok {
				at := d.input(known, in, key, s.Terms[j].Value)
				at.terms = append(at.terms, termPlace{i, j})
			}
		}
	}
	for i, w := range d.r.Weights {
		if w.Gas == "" || w.Basis == d.r.GWP {
			continue // as published
		}
		name := d.r.GWP + "/" + string(w.Gas)
		at := d.input(known, Input{Kind: InputPotential, Name: name, Gas: w.Gas, Unit: "1"}, inputKey{InputPotential.String(), name, "", ""}, w.GWP)
		at.weights = append(at.weights, i)
	}
	return d, nil
}

// inputIndex finds inputs while a derivation is made.
type inputIndex struct {
	places map[inputKey]int
	alike  map[Input]int // the number of inputs that are alike but for their order
}

// input returns the input with a key, which it adds if there is none.
func (d *Derivation) input(known inputIndex, in Input, key inputKey, value decimal.Decimal) *derivedInput {
	i, is := known.places[key]
	if !is {
		i = len(d.inputs)
		known.places[key] = i
		known.alike[in]++
		in.At = known.alike[in]
		d.places[in] = i
		d.inputs = append(d.inputs, derivedInput{Input: in, value: value})
	}
	return &d.inputs[i]
}

// inputOf returns the input that a term holds, if it holds one.
func (d *Derivation) inputOf(t *Term) (Input, inputKey, bool) {
	key := inputKey{t.Kind.String(), t.Ref, t.Unit, dec.Text(t.Value)}
	switch t.Kind {
	case TermInput:
		key.name = t.Label
		return Input{Kind: InputAmount, Name: key.name, Unit: t.Unit}, key, true
	case TermFactor:
		in := Input{Kind: InputFactor, Name: t.Ref, Unit: t.Unit}
		for i := range d.r.Factors {
			f := &d.r.Factors[i]
			if f.ID != t.Ref {
				continue
			}
			in.Digest = f.Digest
			if a, ok := f.valueOf(t); ok {
				in.Gas, in.Basis = a.Gas, a.GWP
			}
		}
		return in, key, true
	case TermProperty:
		in := Input{Kind: InputProperty, Name: t.Ref, Unit: t.Unit}
		if i := slices.IndexFunc(d.r.Properties, func(p PropertyRecord) bool { return p.ID == t.Ref }); i >= 0 {
			in.Digest = d.r.Properties[i].Digest
		}
		return in, key, true
	case TermPrice:
		return Input{Kind: InputPrice, Name: t.Ref, Unit: t.Unit}, key, true
	case TermShare:
		return Input{Kind: InputShare, Name: t.Ref, Unit: t.Unit}, key, true
	case TermPotential:
		_, gas, _ := strings.Cut(t.Ref, "/")
		return Input{Kind: InputPotential, Name: t.Ref, Gas: Gas(gas), Unit: "1"}, inputKey{InputPotential.String(), t.Ref, "", ""}, true
	default:
		return Input{}, key, false
	}
}

// valueOf returns the amount of a factor that a term holds.
func (f *FactorRecord) valueOf(t *Term) (GasAmount, bool) {
	for _, a := range f.PerUnit.list {
		if a.Unit()+"/"+f.Unit == t.Unit && a.Kg.Equal(t.Value) {
			return a, true
		}
	}
	return GasAmount{}, false
}

// Inputs returns the inputs in the order of their first use.
func (d Derivation) Inputs() []Input {
	list := make([]Input, len(d.inputs))
	for i := range d.inputs {
		list[i] = d.inputs[i].Input
	}
	return list
}

// Value returns the number of an input, and whether the derivation has it.
func (d Derivation) Value(in Input) (decimal.Decimal, bool) {
	if i := d.find(in); i >= 0 {
		return d.inputs[i].value, true
	}
	return decimal.Decimal{}, false
}

func (d Derivation) find(in Input) int {
	if i, is := d.places[in]; is {
		return i
	}
	return -1
}

// Uses reports whether the derivation has an input.
func (d Derivation) Uses(in Input) bool { return d.find(in) >= 0 }

// Change is another number for an input: what if it were different.
type Change struct {
	Input  Input
	Value  decimal.Decimal
	Source string // where the number comes from, such as "supplier's offer, 2026"; required
}

// With returns the result as it would be with other numbers, without its method: the same steps, evaluated again. It
// recomputes ([Result.Check]) and has the caveat [Assumption] for each change. A factor or property that is changed becomes
// one of the source that the change names, with an id and a digest of its own.
//
// With an input that the derivation does not have, it returns an error that wraps [ErrUnknown]. If the sign of an input or a
// step changes, the method might have recorded other steps, or refused: the error wraps [ErrOtherDerivation]. So it does
// for a potential, as the potentials of a result are those of one set. The covers and claims of a result follow its amounts: the
// energy at each rate, and what an instrument has and how much of it is used. If an instrument has a volume that is not used,
// or another term would decide how much of it is, the error wraps ErrOtherDerivation. Other conditions of the method, such as a
// part that is at most its whole, are not checked again, and its notes tell of the numbers before: a caveat says so.
func (d Derivation) With(changes ...Change) (Result, error) {
	r := d.r.Clone()
	for _, c := range changes {
		if err := d.change(&r, c); err != nil {
			return Result{}, err
		}
	}
	for i := range r.Steps {
		s := &r.Steps[i]
		for j := range s.Terms {
			if t := &s.Terms[j]; t.Kind == TermStep {
				t.Value = r.Steps[t.Step-1].Value
			}
		}
		value, err := s.Evaluate()
		if err != nil {
			return Result{}, err
		}
		if value.Sign() != s.Value.Sign() {
			return Result{}, &FieldError{Field: "step " + input.Shorten(s.Label), Value: dec.Text(value) + " " + s.Unit, Want: "the sign of " + display(s.Value), Err: ErrOtherDerivation}
		}
		s.Value = value
	}
	if err := d.follow(&r, changes); err != nil {
		return Result{}, err
	}
	if len(changes) > 0 && len(r.Notes) > 0 {
		r.Caveats = append(r.Caveats, Caveat{Assumption, "the notes tell of the numbers before the change"})
	}
	return r, weigh(&r)
}

// Portion returns the part of a result that terms take of it, such as a share of equity: every step that emits is multiplied
// by them, so that a division still comes last.
//
//	1000 L × 2.66 kg CO2e/L × 0.83 × 0.5 = 1103.9 kg CO2e
//
// The terms are of kind [TermShare], without a unit, at least 0, each with its source. What the result says of the whole line stays: its
// caveats and notes, the energy of its covers, the volume of its claims. It returns the error of [Result.Check] if the result
// does not recompute; one whose emissions are no products, or are used in another step, is an error that wraps
// [ErrOtherDerivation].
func (r Result) Portion(terms ...Term) (Result, error) {
	if err := r.Check(); err != nil {
		return Result{}, err
	}
	for i := range terms {
		if err := terms[i].checkPortion(); err != nil {
			return Result{}, err
		}
	}
	part := r.Clone()
	for i := range part.Steps {
		s := &part.Steps[i]
		if emits := func(t Term) bool { return t.Step > 0 && t.Step <= i && part.Steps[t.Step-1].Emits() }; s.Emits() && s.Op != Product || slices.ContainsFunc(s.Terms, emits) {
			return Result{}, &FieldError{Field: "step " + input.Shorten(s.Label), Value: s.Op.String(), Want: "emissions that are a product and are in no other step", Err: ErrOtherDerivation}
		}
		if !s.Emits() {
			continue
		}
		s.Terms = append(s.Terms, terms...)
		var err error
		if s.Value, err = s.Evaluate(); err != nil {
			return Result{}, err
		}
	}
	return part, weigh(&part)
}

func (t *Term) checkPortion() error {
	switch {
	case dec.Check(t.Value) != nil:
		return checkNumber(t.Label, t.Value)
	case t.Kind != TermShare || t.Unit != "1" || t.Subtracts || t.Step != 0:
		return &FieldError{Field: "portion " + input.Shorten(t.Label), Value: numberUnit(*t), Want: "a share without a unit that multiplies or divides", Err: ErrOutOfRange}
	case t.Label == "" || t.Source == "" || t.Ref == "":
		return &FieldError{Field: "portion", Value: numberUnit(*t), Want: "a label, a source and whose share it is", Err: ErrMissing}
	case t.Value.Sign() < 0 || t.Divides && t.Value.Sign() == 0:
		return &FieldError{Field: "portion " + input.Shorten(t.Label), Value: dec.Text(t.Value), Want: "at least 0, a divisor above 0", Err: ErrOutOfRange}
	}
	return nil
}

// weigh computes the emissions and CO2e of changed steps, by the weights of the result.
func weigh(r *Result) error {
	emissions, err := EmissionsOf(r.Steps)
	if err != nil {
		return err
	}
	var counted, outside dec.Exact
	weights := r.Weights
	for i := range emissions.list {
		a := &emissions.list[i]
		if len(weights) == 0 || weights[0].Gas != a.Gas || weights[0].Basis != a.GWP {
			continue
		}
		var amount dec.Exact
		if err := weights[0].apply(a.Kg, &amount); err != nil {
			return err
		}
		if weights[0].Outside {
			outside.AddExact(&amount)
		} else {
			counted.AddExact(&amount)
		}
		weights = weights[1:]
	}
	r.Emissions, r.CO2e, r.NonKyoto = emissions, CO2e{counted.Decimal()}, CO2e{outside.Decimal()}
	return nil
}

// change puts another number into the terms of an input.
func (d Derivation) change(r *Result, c Change) error {
	at := d.find(c.Input)
	switch {
	case at < 0:
		return &FieldError{Field: "input", Value: c.Input.String(), Want: "one of the inputs of the derivation, in its unit", Err: ErrUnknown}
	case dec.Check(c.Value) != nil:
		return checkNumber(c.Input.String(), c.Value)
	case c.Source == "":
		return &FieldError{Field: "source of the change of " + c.Input.String(), Want: "where the number comes from", Err: ErrMissing}
	case c.Input.Kind == InputPotential:
		return &FieldError{Field: "change", Value: c.Input.String(), Want: "another set in the basis: the potentials of a result are those of one set", Err: ErrOtherDerivation}
	}
	in := &d.inputs[at]
	if c.Value.Sign() != in.value.Sign() {
		return &FieldError{Field: c.Input.String(), Value: dec.Text(c.Value), Want: "the sign of " + display(in.value), Err: ErrOtherDerivation}
	}
	ref := d.rename(r, c, in)
	for _, p := range in.terms {
		t := &r.Steps[p.step].Terms[p.term]
		t.Value, t.Ref = c.Value, ref
		if c.Input.Kind == InputPrice || c.Input.Kind == InputShare {
			t.Source = c.Source
		}
	}
	if c.Input.Kind == InputAmount {
		for _, a := range []*Amount{&r.Outstanding, &r.Purchase.Spend} {
			if a.Unit == in.Unit && a.Value.Equal(in.value) {
				a.Value = c.Value
			}
		}
	}
	r.Caveats = append(r.Caveats, Caveat{Assumption, fmt.Sprintf("%s is %s instead of %s %s: %s", c.Input, dec.Text(c.Value), dec.Text(in.value), in.Unit, c.Source)})
	return nil
}

const changed = " (changed)"

// rename gives the record of a changed factor or property its own id and digest, and returns what its terms refer to.
func (d Derivation) rename(r *Result, c Change, in *derivedInput) string {
	name := in.Name
	switch c.Input.Kind {
	case InputFactor:
		i := slices.IndexFunc(r.Factors, func(f FactorRecord) bool { return f.ID == name || f.ID == name+changed })
		if i < 0 {
			return name
		}
		f := &r.Factors[i]
		list := slices.Clone(f.PerUnit.list)
		for j := range list {
			if list[j].Gas == in.Gas && list[j].GWP == in.Basis {
				list[j].Kg = c.Value
			}
		}
		f.ID, f.Set, f.Document, f.Table, f.Row, f.Licence = name+changed, "changed", c.Source, "", "", ""
		f.PerUnit = Emissions{list}
		*f = f.WithDigest()
		d.refer(r, TermFactor, name, f.ID)
		return f.ID
	case InputProperty:
		i := slices.IndexFunc(r.Properties, func(p PropertyRecord) bool { return p.ID == name })
		if i < 0 {
			return name
		}
		p := &r.Properties[i]
		p.ID, p.Set, p.Document, p.Table, p.Row, p.Value = name+changed, "changed", c.Source, "", "", c.Value
		*p = p.WithDigest()
		d.refer(r, TermProperty, name, p.ID)
		return p.ID
	case InputPrice, InputShare:
		return name + changed
	default:
		return ""
	}
}

// refer makes every term that refers to a record refer to it by its new id.
func (d Derivation) refer(r *Result, kind TermKind, from, to string) {
	for i := range r.Steps {
		for j := range r.Steps[i].Terms {
			if t := &r.Steps[i].Terms[j]; t.Kind == kind && t.Ref == from {
				t.Ref = to
			}
		}
	}
}
