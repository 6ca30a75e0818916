package derive

import (
	"github.com/ghgkit/ghg/internal/num"
)

// Fast is what nearly every [Kind] comes to: each amount of emissions is a constant times a product of amounts. It takes little
// memory, so that many can be kept. It is immutable.
type Fast struct {
	signs   []int8
	results []fastResult
}

// fastResult is the constants of one result: of each output, then of its CO2e and of that outside the basket.
type fastResult struct {
	slots     []uint8
	constants []short
}

// Fast returns the short form of a kind, and reports whether it has one.
func (k *Kind) Fast() (*Fast, bool) {
	const most = 255
	f := &Fast{signs: make([]int8, len(k.signs)), results: make([]fastResult, len(k.programs))}
	for i, sign := range k.signs {
		f.signs[i] = int8(sign)
	}
	for i := range k.programs {
		m := k.programs[i].monomial
		if m == nil || !m.exact || len(k.signs) > most {
			return nil, false
		}
		r := &f.results[i]
		r.slots, r.constants = make([]uint8, len(m.slots)), make([]short, len(m.kg)+2)
		for j, slot := range m.slots {
			r.slots[j] = uint8(slot)
		}
		for j := range r.constants {
			of := &m.apart
			switch {
			case j < len(m.kg):
				of = &m.kg[j]
			case j == len(m.kg):
				of = &m.total
			}
			var fits bool
			if r.constants[j].coef, r.constants[j].exp, fits = of.Short(); !fits {
				return nil, false
			}
		}
	}
	return f, true
}

// Holds is that of [Kind.Holds].
func (f *Fast) Holds(amounts []num.Num) bool {
	if len(amounts) != len(f.signs) {
		return false
	}
	for i := range amounts {
		if exp := amounts[i].Exponent(); amounts[i].Sign() != int(f.signs[i]) || exp > maxExponent || exp < -maxExponent {
			return false
		}
	}
	return true
}

// Values is that of [Kind.Values], for amounts that the derivation holds for.
func (f *Fast) Values(i int, amounts, kg []num.Num, co2e, outside *num.Num) bool {
	r := &f.results[i]
	product := num.New(1, 0)
	for j, slot := range r.slots {
		if j == 0 {
			product = amounts[slot]
		} else if !product.Mul(&product, &amounts[slot]) {
			return false
		}
	}
	n := len(kg)
	for j := range kg {
		if !kg[j].MulShort(&product, r.constants[j].coef, r.constants[j].exp) {
			return false
		}
	}
	return co2e.MulShort(&product, r.constants[n].coef, r.constants[n].exp) && outside.MulShort(&product, r.constants[n+1].coef, r.constants[n+1].exp)
}

// mostOutputs is the number of amounts of emissions that a [Single] has at most.
const mostOutputs = 4

// Single is a [Fast] of one amount and one result, in little memory of one piece, without pointers.
type Single struct {
	coefs   [mostOutputs + 2]int64 // of the constants
	exps    [mostOutputs + 2]int8
	outputs uint8
	sign    int8
}

// Single returns the single form of a derivation, and reports whether it has one.
func (f *Fast) Single() (s Single, ok bool) {
	if len(f.signs) != 1 || len(f.results) != 1 || len(f.results[0].slots) != 1 || len(f.results[0].constants) > len(s.coefs) {
		return s, false
	}
	constants := f.results[0].constants
	s.sign, s.outputs = f.signs[0], uint8(len(constants)-2)
	for i := range constants {
		n := num.New(constants[i].coef, constants[i].exp)
		if s.coefs[i], s.exps[i], ok = brief(&n); !ok {
			return Single{}, false
		}
	}
	return s, true
}

// brief returns coefficient and exponent of a number, and reports whether they are so short.
func brief(n *num.Num) (coef int64, exp int8, ok bool) {
	coef, long, ok := n.Short()
	exp = int8(long)
	return coef, exp, ok && int32(exp) == long
}

// Values computes the emissions of a line with an amount, as [Fast.Values]. It reports false for an amount that the derivation
// does not hold for, or for which a number does not fit.
func (s *Single) Values(amount *num.Num, kg []num.Num, co2e, outside *num.Num) bool {
	if exp := amount.Exponent(); amount.Sign() != int(s.sign) || exp > maxExponent || exp < -maxExponent {
		return false
	}
	n := int(s.outputs)
	if !amount.Products(kg[:n], s.coefs[:n], s.exps[:n]) {
		return false
	}
	if s.coefs[n+1] == 0 {
		*outside = num.Num{}
	} else if !outside.MulShort(amount, s.coefs[n+1], int32(s.exps[n+1])) {
		return false
	}
	return co2e.MulShort(amount, s.coefs[n], int32(s.exps[n]))
}

// Outputs returns the number of amounts of emissions.
func (s *Single) Outputs() int { return int(s.outputs) }
