package ghg

import (
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
)

// Slope is how much a total changes with an input: its derivative, at the numbers of the derivation.
type Slope struct {
	Input Input
	// CO2e is ∂CO2e ÷ ∂input in kg CO2e per unit of the input. It is exact but for divisions, each of which is rounded
	// half to even to 34 digits.
	CO2e decimal.Decimal
	// Edge is set if a smallest or largest of several is decided by numbers that are equal: the slope then holds for a change of
	// the term that comes first, in the direction in which it stays the one.
	Edge bool
}

// Sensitivity returns the derivative of the result's CO2e by each of its inputs, in the order of [Derivation.Inputs]: to
// first order, a change of an input by x changes the CO2e by x × slope. For an input that is only multiplied, that is the whole
// change.
//
//	product:   ∂(Πa ÷ Πb) = Σ over its terms, product × ∂term ÷ term
//	sum:       Σ ∂term, less those that are subtracted
//	CO2e:      Σ ∂kg × GWP ÷ published GWP
func (d Derivation) Sensitivity() ([]Slope, error) {
	slopes, t := make([]Slope, len(d.inputs)), d.tangent()
	for i := range d.inputs {
		slope, err := d.slope(&d.inputs[i], t)
		if err != nil {
			return nil, err
		}
		slopes[i] = slope
	}
	return slopes, nil
}

// tangent is the derivatives of the steps by one input. Only the steps that depend on the input are differentiated, so the
// slopes of many inputs, such as the loads of all hours of a year, take little more than those of a few.
type tangent struct {
	users [][]int           // of each step, the steps that refer to it
	of    []decimal.Decimal // ∂step ÷ ∂input
	due   []bool            // the steps that depend on the input
	done  []int             // those that are differentiated, in order
}

func (d Derivation) tangent() *tangent {
	n := len(d.r.Steps)
	t := &tangent{users: make([][]int, n), of: make([]decimal.Decimal, n), due: make([]bool, n)}
	for i := range d.r.Steps {
		for _, term := range d.r.Steps[i].Terms {
			if term.Kind == TermStep {
				t.users[term.Step-1] = append(t.users[term.Step-1], i)
			}
		}
	}
	return t
}

// clear forgets the derivatives.
func (t *tangent) clear() {
	for _, i := range t.done {
		t.of[i], t.due[i] = decimal.Decimal{}, false
	}
	t.done = t.done[:0]
}

// slope differentiates the steps that depend on one input, and the CO2e.
func (d Derivation) slope(in *derivedInput, t *tangent) (Slope, error) {
	s := Slope{Input: in.Input}
	t.clear()
	places, last := in.terms, -1
	for _, p := range places {
		t.due[p.step], last = true, max(last, p.step)
	}
	for i := d.first(in); i <= last; i++ {
		if !t.due[i] {
			continue
		}
		step := &d.r.Steps[i]
		terms := make([]decimal.Decimal, len(step.Terms))
		for j := range step.Terms {
			switch term := &step.Terms[j]; {
			case len(places) > 0 && places[0] == termPlace{i, j}:
				terms[j], places = one, places[1:]
			case term.Kind == TermStep:
				terms[j] = t.of[term.Step-1]
			}
		}
		var err error
		if t.of[i], err = step.slope(terms); err != nil {
			return s, err
		}
		s.Edge = s.Edge || step.tied()
		t.done = append(t.done, i)
		if t.of[i].IsZero() {
			continue
		}
		for _, user := range t.users[i] {
			t.due[user], last = true, max(last, user)
		}
	}
	var err error
	s.CO2e, err = d.slopeOfCO2e(in, t)
	return s, err
}

// first returns the first step with an input, or the number of steps if there is none.
func (d Derivation) first(in *derivedInput) int {
	if len(in.terms) == 0 {
		return len(d.r.Steps)
	}
	return in.terms[0].step
}

// slopeOfCO2e adds up the slopes of the steps that emit, by their weights, and that of a potential.
func (d Derivation) slopeOfCO2e(in *derivedInput, t *tangent) (decimal.Decimal, error) {
	var total dec.Exact
	for i := range d.r.Weights {
		w := &d.r.Weights[i]
		if w.Outside {
			continue
		}
		kg := dec.Exact{}
		for _, j := range t.done {
			if s := &d.r.Steps[j]; s.Emits() && s.Gas == w.Gas && s.GWP == w.Basis {
				kg.Add(t.of[j])
			}
		}
		var part dec.Exact
		if err := w.apply(kg.Decimal(), &part); err != nil {
			return decimal.Decimal{}, err
		}
		total.AddExact(&part)
		if slices.Contains(in.weights, i) {
			amount := d.r.Emissions.amount(w.Gas, w.Basis)
			quotient, err := dec.Quo(amount, w.Published)
			if err != nil {
				return decimal.Decimal{}, err
			}
			total.Add(quotient)
		}
	}
	return total.Decimal(), nil
}

// amount returns the kilograms of a gas and basis.
func (e Emissions) amount(gas Gas, basis string) decimal.Decimal {
	for _, a := range e.list {
		if a.Gas == gas && a.GWP == basis {
			return a.Kg
		}
	}
	return decimal.Decimal{}
}

// slope returns the derivative of a step's value, from those of its terms.
func (s Step) slope(terms []decimal.Decimal) (decimal.Decimal, error) {
	switch s.Op {
	case Product:
		return s.slopeOfProduct(terms)
	case Sum:
		var sum dec.Exact
		for i := range terms {
			if s.Terms[i].Subtracts {
				sum.Sub(terms[i])
			} else {
				sum.Add(terms[i])
			}
		}
		return sum.Decimal(), nil
	default:
		for i := range terms {
			if s.Terms[i].Value.Equal(s.Value) {
				return terms[i], nil
			}
		}
		return decimal.Decimal{}, nil
	}
}

// slopeOfProduct is the sum over the terms of their slope times all other terms; a divisor's is less and divided by the
// divisor once more. It divides once, by the square of the divisors.
func (s Step) slopeOfProduct(terms []decimal.Decimal) (decimal.Decimal, error) {
	var divisor dec.Exact
	divisor.SetOne()
	for i := range s.Terms {
		if s.Terms[i].Divides {
			divisor.Mul(s.Terms[i].Value)
		}
	}
	var sum dec.Exact
	for i := range terms {
		if terms[i].IsZero() {
			continue
		}
		var part dec.Exact
		part.SetOne()
		part.Mul(terms[i])
		for j := range s.Terms {
			if j != i && s.Terms[j].Divides == s.Terms[i].Divides || j != i && s.Terms[i].Divides {
				part.Mul(s.Terms[j].Value)
			}
		}
		if s.Terms[i].Divides {
			sum.Sub(part.Decimal())
			continue
		}
		part.Mul(divisor.Decimal())
		sum.AddExact(&part)
	}
	if divisor.IsOne() {
		return sum.Decimal(), nil
	}
	var square dec.Exact
	square.SetOne()
	square.Mul(divisor.Decimal())
	square.Mul(divisor.Decimal())
	return dec.Quo(sum.Decimal(), square.Decimal())
}

// tied reports whether a smallest or largest is that of two equal terms.
func (s Step) tied() bool {
	if s.Op != Min && s.Op != Max {
		return false
	}
	n := 0
	for i := range s.Terms {
		if s.Terms[i].Value.Equal(s.Value) {
			n++
		}
	}
	return n > 1
}
