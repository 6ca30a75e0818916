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
	slopes := make([]Slope, len(d.inputs))
	for i := range d.inputs {
		slope, err := d.slope(&d.inputs[i])
		if err != nil {
			return nil, err
		}
		slopes[i] = slope
	}
	return slopes, nil
}

// slope differentiates every step by one input, and the CO2e.
func (d Derivation) slope(in *derivedInput) (Slope, error) {
	s := Slope{Input: in.Input}
	of := make([]decimal.Decimal, len(d.r.Steps)) // ∂step ÷ ∂input
	for i := range d.r.Steps {
		step := &d.r.Steps[i]
		terms := make([]decimal.Decimal, len(step.Terms))
		changes := false
		for j := range step.Terms {
			switch t := &step.Terms[j]; {
			case slices.Contains(in.terms, termPlace{i, j}):
				terms[j], changes = one, true
			case t.Kind == TermStep && !of[t.Step-1].IsZero():
				terms[j], changes = of[t.Step-1], true
			}
		}
		if !changes {
			continue
		}
		var err error
		if of[i], err = step.slope(terms); err != nil {
			return s, err
		}
		s.Edge = s.Edge || step.tied()
	}
	var err error
	s.CO2e, err = d.slopeOfCO2e(in, of)
	return s, err
}

// slopeOfCO2e adds up the slopes of the steps that emit, by their weights, and that of a potential.
func (d Derivation) slopeOfCO2e(in *derivedInput, of []decimal.Decimal) (decimal.Decimal, error) {
	var total dec.Exact
	for i := range d.r.Weights {
		w := &d.r.Weights[i]
		if w.Outside {
			continue
		}
		kg := dec.Exact{}
		for j := range d.r.Steps {
			if s := &d.r.Steps[j]; s.Emits() && s.Gas == w.Gas && s.GWP == w.Basis {
				kg.Add(of[j])
			}
		}
		part, err := w.apply(kg.Decimal())
		if err != nil {
			return decimal.Decimal{}, err
		}
		total.AddExact(part)
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
	divisor := dec.One()
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
		part := dec.One()
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
		sum.AddExact(part)
	}
	if divisor.IsOne() {
		return sum.Decimal(), nil
	}
	square := dec.One()
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
