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
	if !r.kilograms(amount, kg) {
		return false
	}
	*co2e = num.Num{}
	for i := range kg {
		o := &r.outputs[i]
		if !o.weighted {
			continue
		}
		var part num.Num
		if !part.MulShort(&kg[i], o.gwp.coef, o.gwp.exp) || !co2e.Add(co2e, &part) {
			return false
		}
	}
	return true
}

// kilograms computes the amounts of emissions of a line with an amount, and reports whether the line is of the kind and every
// number fits.
func (r *Rounded) kilograms(amount *num.Num, kg []num.Num) bool {
	if exp := amount.Exponent(); amount.Sign() != int(r.sign) || exp > maxExponent || exp < -maxExponent {
		return false
	}
	for i := range kg {
		o, value := &r.outputs[i], &kg[i]
		if !value.MulShort(amount, o.constant.coef, o.constant.exp) {
			return false
		}
		if divisor := num.New(o.divisor.coef, o.divisor.exp); !divisor.IsOne() && !value.Quo(value, &divisor) {
			return false
		}
	}
	return true
}

// Adder adds lines of one kind to sums, as [Kind.Run] does, faster for a kind that has the form of [Rounded].
type Adder struct {
	kind    *Kind
	sums    []Sums
	space   *Space
	quick   bool
	rounded Rounded
}

// Adder returns an adder to sums of the kind.
func (k *Kind) Adder(sums []Sums, space *Space) *Adder {
	a := &Adder{kind: k, sums: sums, space: space}
	if a.rounded, a.quick = k.Rounded(); a.quick {
		m := k.programs[0].monomial
		a.quick = m != nil && !m.exact && len(m.slots) == 1
	}
	return a
}

// Add adds a line. It reports whether the line is of the kind and every number fits; if not, the sums are as they were.
func (a *Adder) Add(amounts []num.Num) bool {
	if !a.quick || len(amounts) != 1 {
		return a.kind.Run(amounts, a.sums, a.space)
	}
	var room [mostOutputs]num.Num
	kg := room[:a.rounded.count]
	if !a.rounded.kilograms(&amounts[0], kg) {
		return false
	}
	s := &a.sums[0]
	s.Lines++
	for i := range kg {
		s.totals[i].Add(&kg[i]) // their CO2e is that of the sum, since Rounded has linear weights only
	}
	s.product.Add(&amounts[0])
	return true
}
