package derive

import (
	"math"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// Rounded is a kind of one amount and one result in which each amount of emissions is a constant times the amount, divided by
// another constant, which rounds it line by line: the conversion of GJ to kWh. It is in memory of one piece, without pointers.
type Rounded struct {
	coefs    [3][mostOutputs]int64 // of constant, divisor and GWP
	exps     [3][mostOutputs]int8
	weighted [mostOutputs]bool
	count    uint8
	sign     int8
	_        [14]byte // it fills two lines of a processor's cache
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
		o := &p.outputs[i]
		if len(o.slots) != 1 || o.outside || o.weighted && !o.published.IsOne() {
			return r, false
		}
		if s := &p.steps[o.slots[0]-1]; !r.put(i, &s.constant, &s.divisor, &o.gwp, o.weighted) {
			return r, false
		}
	}
	return r, true
}

// put sets the constants of an output, and reports whether they are short.
func (r *Rounded) put(i int, constant, divisor, gwp *num.Num, weighted bool) bool {
	r.weighted[i] = weighted
	for j, n := range [...]*num.Num{constant, divisor, gwp} {
		var fits bool
		if r.coefs[j][i], r.exps[j][i], fits = brief(n); !fits {
			return false
		}
	}
	r.reduce(i)
	return true
}

// reduce takes the factors 2 and 5 out of a divisor: ÷ 36 is × 25 ÷ 9 ÷ 100. The quotient is the same, and more often one of whole
// coefficients.
func (r *Rounded) reduce(i int) {
	coef, divisor, exp, over := r.coefs[0][i], r.coefs[1][i], r.exps[0][i], r.exps[1][i]
	for _, f := range [...]struct{ of, times int64 }{{2, 5}, {5, 2}} {
		for divisor%f.of == 0 && coef <= math.MaxInt64/f.times && coef >= math.MinInt64/f.times && exp > math.MinInt8 {
			coef, divisor, exp = coef*f.times, divisor/f.of, exp-1
		}
	}
	if divisor == 1 && over == 0 && r.coefs[1][i] != 1 { // × 10 ÷ 10: a quotient has no trailing zeros, what is not divided may have
		exp, over = exp+1, 1
	}
	if exp >= -maxExponent {
		r.coefs[0][i], r.coefs[1][i], r.exps[0][i], r.exps[1][i] = coef, divisor, exp, over
	}
}

// Touch reads something of each line of a processor's cache that the form lies in, so that it is at hand when it is needed.
func (r *Rounded) Touch() uint32 {
	return uint32(r.coefs[0][0]) + uint32(r.count)
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
		if !r.weighted[i] {
			continue
		}
		var part num.Num
		if !part.MulShort(&kg[i], r.coefs[2][i], int32(r.exps[2][i])) || !co2e.Add(co2e, &part) {
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
	if n := len(kg); !amount.Products(kg, r.coefs[0][:n], r.exps[0][:n]) {
		return false
	}
	for i := range kg {
		value := &kg[i]
		if by, exp := r.coefs[1][i], int32(r.exps[1][i]); (by != 1 || exp != 0) && !value.QuoShort(value, by, exp) {
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
