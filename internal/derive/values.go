package derive

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// Output is the gas and the basis of one amount of emissions.
type Output struct {
	Gas      ghg.Gas
	Basis    string // of an amount published as CO2e; "" for a mass
	Weighted bool   // the amount has a potential, so that it is a part of CO2e or of the gases outside the basket
	Outside  bool   // the gas is outside the Kyoto basket
}

// Outputs returns what the amounts of [Kind.Values] are of, for the i-th result.
func (k *Kind) Outputs(i int) []Output {
	list := make([]Output, len(k.programs[i].outputs))
	for j := range list {
		o := &k.programs[i].outputs[j]
		list[j] = Output{o.gas, o.gwpBasis, o.weighted, o.outside}
	}
	return list
}

// Values computes the i-th result of the line for which [Kind.Holds] was asked last with the same space: the kilograms of each
// of its [Kind.Outputs], its CO2e, and that of the gases outside the basket. It reports whether every number fits.
func (k *Kind) Values(i int, space *Space, kg []num.Num, co2e, outside *num.Num) bool {
	p, out := &k.programs[i], space.results[i].out
	*co2e, *outside = num.Num{}, num.Num{}
	if m := p.monomial; m != nil && m.exact {
		for j := range kg {
			if !kg[j].Mul(&m.kg[j], &out[0]) {
				return false
			}
		}
		return co2e.Mul(&m.total, &out[0]) && (p.outside == 0 || outside.Mul(&m.apart, &out[0]))
	}
	for j := range kg {
		o := &p.outputs[j]
		kg[j] = out[j]
		if !o.weighted {
			continue
		}
		to, of := co2e, out[len(kg)+j]
		if o.outside {
			to = outside
		}
		if o.linear() && !of.Mul(&kg[j], &o.gwp) || !to.Add(to, &of) {
			return false
		}
	}
	return true
}

// Slim returns the kind with what [Kind.Holds], [Kind.Values], [Kind.Run] and [Kind.Outputs] need, and nothing else, so that
// many can be kept. It has no results: [Kind.Results] must not be called.
func (k *Kind) Slim() *Kind {
	slim := &Kind{gwp: k.gwp, amounts: k.amounts, signs: k.signs, programs: slices.Clone(k.programs)}
	for i := range slim.programs {
		p := &slim.programs[i]
		p.proto, p.terms, p.records, p.texts, p.words = ghg.Result{}, nil, nil, nil, nil
		if p.monomial != nil && p.monomial.exact {
			p.steps, p.guards = nil, nil
		}
	}
	return slim
}
