package num

import "github.com/shopspring/decimal"

// Total is a running sum of any number of values with any exponents.
//
// It gives what adding decimals to a zero decimal gives, coefficient and exponent alike, so the order of the values and
// the way they are divided between totals do not matter. It has no limit: what does not fit 256 bits is kept in a
// decimal. The zero Total is 0. A Total must not be changed by two goroutines at once.
type Total struct {
	sum  Num
	rest decimal.Decimal // what has not fitted; its exponent is 0 or the least of its values
}

// Add adds x.
func (t *Total) Add(x *Num) {
	if t.sum.Add(&t.sum, x) {
		return
	}
	t.rest = t.rest.Add(t.sum.Decimal())
	t.sum = *x
}

// AddDecimal adds d.
func (t *Total) AddDecimal(d decimal.Decimal) {
	if x, ok := Of(d); ok {
		t.Add(&x)
		return
	}
	t.rest = t.rest.Add(d)
}

// AddTotal adds another total.
func (t *Total) AddTotal(u Total) {
	t.Add(&u.sum)
	t.rest = t.rest.Add(u.rest)
}

// Decimal returns the sum.
func (t *Total) Decimal() decimal.Decimal {
	if t.sum.exp <= 0 && t.rest.IsZero() && t.rest.Exponent() == 0 {
		return t.sum.Decimal() // as is usual: everything has fitted
	}
	return t.rest.Add(t.sum.Decimal())
}
