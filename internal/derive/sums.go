package derive

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// Sums are the emissions of lines of one kind in one of its results, added up.
type Sums struct {
	Lines   int
	totals  []num.Total // the kilograms of every output, then its CO2e unless it is linear
	product num.Total   // of a monomial
}

// NewSums returns the sums of no lines, one for each result of the kind.
func (k *Kind) NewSums() []Sums {
	list := make([]Sums, len(k.programs))
	for i := range k.programs {
		if p := &k.programs[i]; p.monomial == nil || !p.monomial.exact {
			list[i].totals = make([]num.Total, 2*len(p.outputs))
		}
	}
	return list
}

func (s *Sums) add(outputs []output, out []num.Num) {
	s.Lines++
	last := len(out) - 1
	if last > 0 {
		for i := range outputs {
			s.totals[i].Add(&out[i])
			if !outputs[i].linear() {
				s.totals[len(outputs)+i].Add(&out[len(outputs)+i])
			}
		}
	}
	s.product.Add(&out[last])
}

// linear reports whether the CO2e of a sum is that of its lines, added up: nothing is rounded, and no line is asked for it.
func (o *output) linear() bool { return o.weighted && !o.outside && o.published.IsOne() }

// Emission is the sum of one gas and basis.
type Emission struct {
	Gas     ghg.Gas
	Basis   string // of an amount published as CO2e; "" for a mass
	Kg      decimal.Decimal
	CO2e    ghg.CO2e
	Outside bool // the gas is outside the Kyoto basket
}

// Emissions returns the sums of the i-th result by gas and basis. CO2e without a weight is zero.
func (k *Kind) Emissions(i int, s *Sums) []Emission {
	p := &k.programs[i]
	list := make([]Emission, len(p.outputs))
	for j := range p.outputs {
		o, kg := &p.outputs[j], p.kg(j, s)
		list[j] = Emission{Gas: o.gas, Basis: o.gwpBasis, Outside: o.outside, Kg: kg, CO2e: mustKgCO2e(p.co2e(j, s, kg))}
	}
	return list
}

// SumCO2e returns the CO2e of the i-th result, within the Kyoto basket and outside it.
func (k *Kind) SumCO2e(i int, s *Sums) (counted, outside ghg.CO2e) {
	p := &k.programs[i]
	if m := p.monomial; m != nil && m.exact {
		product := s.product.Decimal()
		if !m.total.IsZero() {
			counted = mustKgCO2e(product.Mul(m.total.Decimal()))
		}
		if !m.apart.IsZero() {
			outside = mustKgCO2e(product.Mul(m.apart.Decimal()))
		}
		return counted, outside
	}
	for j := range p.outputs {
		o, to := &p.outputs[j], &counted
		if o.outside {
			to = &outside
		}
		var kg decimal.Decimal
		if o.linear() {
			kg = p.kg(j, s)
		}
		*to = to.Add(mustKgCO2e(p.co2e(j, s, kg)))
	}
	return counted, outside
}

// SumKg returns the kilograms of a gas in the i-th result, and reports whether it has any that was given as a mass.
func (k *Kind) SumKg(i int, s *Sums, gas ghg.Gas) (kg decimal.Decimal, known bool) {
	p := &k.programs[i]
	for j := range p.outputs {
		if o := &p.outputs[j]; o.gas == gas && o.gwpBasis == "" {
			return p.kg(j, s), true
		}
	}
	return kg, false
}

// kg returns the kilograms of an output.
func (p *program) kg(j int, s *Sums) decimal.Decimal {
	if m := p.monomial; m != nil && m.exact {
		return s.product.Decimal().Mul(m.kg[j].Decimal())
	}
	return s.totals[j].Decimal()
}

// co2e returns the kilograms of CO2e of an output whose own kilograms are kg.
func (p *program) co2e(j int, s *Sums, kg decimal.Decimal) decimal.Decimal {
	switch o, m := &p.outputs[j], p.monomial; {
	case m != nil && m.exact:
		return s.product.Decimal().Mul(m.co2e[j].Decimal())
	case o.linear():
		return kg.Mul(o.gwp.Decimal())
	}
	return s.totals[len(p.outputs)+j].Decimal()
}

// mustKgCO2e returns an amount of CO2e, and panics if it cannot. It is within the bounds of package dec: the numbers it is made of are short, see
// maxExponent.
func mustKgCO2e(kg decimal.Decimal) ghg.CO2e {
	c, err := ghg.KgCO2e(kg)
	if err != nil {
		panic("derive: mustKgCO2e: " + err.Error())
	}
	return c
}
