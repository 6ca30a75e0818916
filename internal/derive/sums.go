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
	product := s.product.Decimal()
	for j := range p.outputs {
		o := &p.outputs[j]
		e := Emission{Gas: o.gas, Basis: o.gwpBasis, Outside: o.outside}
		if m := p.monomial; m != nil && m.exact {
			e.Kg, e.CO2e = product.Mul(m.kg[j].Decimal()), mustKgCO2e(product.Mul(m.co2e[j].Decimal()))
		} else {
			e.Kg = s.totals[j].Decimal()
			co2e := s.totals[len(p.outputs)+j].Decimal()
			if o.linear() {
				co2e = e.Kg.Mul(o.gwp.Decimal())
			}
			e.CO2e = mustKgCO2e(co2e)
		}
		list[j] = e
	}
	return list
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
