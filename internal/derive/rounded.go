package derive

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// Rounded is a kind of one amount and one result in which each amount of emissions is a constant times the amount, divided by
// another constant, which rounds it line by line: the conversion of GJ to kWh. It is in memory of one piece.
type Rounded struct {
	outputs [mostOutputs]struct {
		constant, divisor, gwp short
		weighted               bool
	}
	count uint8
	sign  int8
}

// Rounded returns that form of a kind, and reports whether it has one.
func (k *Kind) Rounded() (r Rounded, ok bool) {
	if len(k.signs) != 1 || len(k.programs) != 1 {
		return r, false
	}
	p := &k.programs[0]
	if len(p.guards) > 0 || len(p.outputs) > mostOutputs || len(p.outputs) == 0 || p.outside != 0 {
		return r, false
	}
	for i := range p.steps {
		if s := &p.steps[i]; s.op != ghg.Product || len(s.over) > 0 || len(s.times) != 1 || s.times[0] != 0 {
			return r, false
		}
	}
	r.count, r.sign = uint8(len(p.outputs)), int8(k.signs[0])
	for i := range p.outputs {
		o, to := &p.outputs[i], &r.outputs[i]
		if len(o.slots) != 1 || o.outside || o.weighted && !o.published.IsOne() {
			return r, false
		}
		s := &p.steps[o.slots[0]-1]
		to.weighted = o.weighted
		if !to.constant.of(&s.constant) || !to.divisor.of(&s.divisor) || !to.gwp.of(&o.gwp) {
			return r, false
		}
	}
	return r, true
}

// of sets s to a number, and reports whether it is short.
func (s *short) of(n *num.Num) (fits bool) {
	s.coef, s.exp, fits = n.Short()
	return fits
}

// Outputs returns the number of amounts of emissions.
func (r *Rounded) Outputs() int { return int(r.count) }

// Values computes the emissions of a line with an amount, as [Single.Values].
func (r *Rounded) Values(amount *num.Num, kg []num.Num, co2e *num.Num) bool {
	if exp := amount.Exponent(); amount.Sign() != int(r.sign) || exp > maxExponent || exp < -maxExponent {
		return false
	}
	*co2e = num.Num{}
	for i := range kg {
		o, value := &r.outputs[i], &kg[i]
		if !value.MulShort(amount, o.constant.coef, o.constant.exp) {
			return false
		}
		if divisor := num.New(o.divisor.coef, o.divisor.exp); !divisor.IsOne() && !value.Quo(value, &divisor) {
			return false
		}
		if !o.weighted {
			continue
		}
		var part num.Num
		if !part.MulShort(value, o.gwp.coef, o.gwp.exp) || !co2e.Add(co2e, &part) {
			return false
		}
	}
	return true
}
