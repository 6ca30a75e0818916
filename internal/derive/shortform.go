package derive

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// ShortForm is the short form of the kind of a line, made without the kind: a [Single], or a [Rounded] if it is given.
type ShortForm struct {
	Single  Single
	Rounded *Rounded
}

// Given reports whether there is one.
func (f *ShortForm) Given() bool { return f.Rounded != nil || f.Single.outputs > 0 }

// ShortFormOf sets f to the short form of the kind of a line with one amount and one result, if every step is an amount of
// emissions that is the product of the amount and constants. It is that of the kind that [Record] makes; of any other line it
// reports false.
func ShortFormOf(l *Recorded, f *ShortForm) bool {
	if len(l.Amounts) != 1 || len(l.Results) != 1 || !l.Recorder.Begun || l.Recorder.Apart != "" || len(l.Recorder.Comparisons) > 0 {
		return false
	}
	r, amount := &l.Results[0], &l.Amounts[0]
	n := r.Emissions.Len()
	if n == 0 || n > mostOutputs || len(r.Steps) != n {
		return false
	}
	var outputs [mostOutputs]output
	var kg, divisors [mostOutputs]num.Num
	rounded := false
	weights := r.Weights
	for i := range n {
		a := r.Emissions.At(i)
		o := &outputs[i]
		o.published = num.New(1, 0)
		if len(weights) > 0 && weights[0].Gas == a.Gas && weights[0].Basis == a.GWP {
			o.weighted, o.outside = true, weights[0].Outside
			var fits [2]bool
			o.gwp, fits[0] = num.Of(weights[0].GWP)
			o.published, fits[1] = num.Of(weights[0].Published)
			if !fits[0] || !fits[1] || !o.published.IsOne() {
				return false
			}
			weights = weights[1:]
		}
		if !coefficient(r.Steps, a, amount, &kg[i], &divisors[i]) {
			return false
		}
		rounded = rounded || !divisors[i].IsOne()
	}
	if rounded {
		f.Single, f.Rounded = Single{}, &Rounded{count: uint8(n), sign: int8(amount.Sign())}
		return f.Rounded.set(outputs[:n], kg[:n], divisors[:n])
	}
	f.Single, f.Rounded = Single{outputs: uint8(n), sign: int8(amount.Sign())}, nil
	return f.Single.set(outputs[:n], kg[:n])
}

// coefficient sets constant and divisor to those of the only step that emits a gas, and reports whether it is the product of
// the amount and constants.
func coefficient(steps []ghg.Step, of ghg.GasAmount, amount *decimal.Decimal, constant, divisor *num.Num) bool {
	*constant, *divisor = num.New(1, 0), num.New(1, 0)
	found := false
	for i := range steps {
		s := &steps[i]
		if !s.Emits() || s.Op != ghg.Product {
			return false
		}
		if s.Gas != of.Gas || s.GWP != of.GWP {
			continue
		}
		if found {
			return false
		}
		found = true
		amounts := 0
		for j := range s.Terms {
			t := &s.Terms[j]
			if t.Kind == ghg.TermInput && identityOf(&t.Value) == identityOf(amount) {
				if amounts++; t.Divides {
					return false
				}
				continue
			}
			n, fits := num.Of(t.Value)
			to := constant
			if t.Divides {
				to = divisor
			}
			if t.Kind == ghg.TermStep || !fits || !to.Mul(to, &n) {
				return false
			}
		}
		if amounts != 1 {
			return false
		}
	}
	return found
}

// set sets the constants, and reports whether they are short.
func (s *Single) set(outputs []output, kg []num.Num) bool {
	var sums [2]num.Num // within the basket, and outside
	for i := range outputs {
		o := &outputs[i]
		if !s.put(i, &kg[i]) {
			return false
		}
		to := &sums[0]
		if o.outside {
			to = &sums[1]
		}
		var co2e num.Num
		if o.weighted && (!co2e.Mul(&kg[i], &o.gwp) || !to.Add(to, &co2e)) {
			return false
		}
	}
	return s.put(len(outputs), &sums[0]) && s.put(len(outputs)+1, &sums[1])
}

// put sets a constant, and reports whether it is short.
func (s *Single) put(i int, n *num.Num) (fits bool) {
	s.coefs[i], s.exps[i], fits = brief(n)
	return fits
}

// set sets the constants, and reports whether they are short.
func (r *Rounded) set(outputs []output, kg, divisors []num.Num) bool {
	for i := range outputs {
		o := &outputs[i]
		if o.outside || !r.put(i, &kg[i], &divisors[i], &o.gwp, o.weighted) {
			return false
		}
	}
	return true
}
