package dec

import (
	"bytes"
	"maps"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// accumulator is a long number that additions and multiplications change in place: lead × 10^exp and, until they are
// brought to one exponent, further parts with other exponents. So a short number is added to a long one at the cost of
// the short one.
type accumulator struct {
	exp   int32
	lead  *big.Int
	parts map[int32]*big.Int // by exponent
	coef  big.Int            // of the number at hand
}

// coefficient returns the coefficient of a number, which is valid until the next call.
func (a *accumulator) coefficient(d decimal.Decimal) *big.Int {
	if c, _, ok := word(d); ok {
		return a.coef.SetInt64(c)
	}
	return d.Coefficient()
}

func (a *accumulator) add(d decimal.Decimal, subtract bool) {
	part := a.lead
	if exp := d.Exponent(); exp != a.exp {
		if part = a.parts[exp]; part == nil {
			if a.parts == nil {
				a.parts = map[int32]*big.Int{}
			}
			part = new(big.Int)
			a.parts[exp] = part
		}
	}
	if c := a.coefficient(d); subtract {
		part.Sub(part, c)
	} else {
		part.Add(part, c)
	}
}

// mul multiplies by a number, unless the exponent goes out of range.
func (a *accumulator) mul(d decimal.Decimal) bool {
	a.join()
	exp := int64(a.exp) + int64(d.Exponent())
	if exp != int64(int32(exp)) {
		return false
	}
	a.exp = int32(exp)
	a.lead.Mul(a.lead, a.coefficient(d))
	return true
}

// join brings the parts to the smallest of their exponents.
func (a *accumulator) join() {
	if len(a.parts) == 0 {
		return
	}
	a.parts[a.exp] = a.lead
	exps := slices.SortedFunc(maps.Keys(a.parts), func(x, y int32) int { return int(int64(y) - int64(x)) })
	sum, at := a.parts[exps[0]], exps[0]
	for _, exp := range exps[1:] {
		sum.Mul(sum, pow10(int(at)-int(exp)))
		sum.Add(sum, a.parts[exp])
		at = exp
	}
	a.lead, a.exp, a.parts = sum, at, nil
}

func (a *accumulator) decimal() decimal.Decimal {
	a.join()
	return decimal.NewFromBigInt(a.lead, a.exp)
}

// Pivot is a number that many others are compared with. Comparing a short number with a long one costs no more than the
// short one is long.
type Pivot struct {
	d           decimal.Decimal
	short       bool
	text, other []byte // texts of the pivot and of the number it was last compared with
}

// NewPivot returns a number to compare others with.
func NewPivot(d decimal.Decimal) Pivot {
	_, _, short := word(d)
	return Pivot{d: d, short: short}
}

// Decimal returns the number.
func (p *Pivot) Decimal() decimal.Decimal { return p.d }

// Cmp returns −1, 0 or +1 if d is less than, equal to or greater than the pivot.
func (p *Pivot) Cmp(d decimal.Decimal) int {
	const near = 64 // digits by which short numbers may be shifted
	shift := int64(d.Exponent()) - int64(p.d.Exponent())
	if shift == 0 || p.short && shift <= near && shift >= -near {
		if _, _, short := word(d); short || shift == 0 {
			return d.Cmp(p.d)
		}
	}
	if p.text == nil {
		p.text = AppendText(nil, p.d)
	}
	p.other = AppendText(p.other[:0], d)
	return cmpTexts(p.other, p.text)
}

// cmpTexts compares two numbers by the texts that [AppendText] writes.
func cmpTexts(a, b []byte) int {
	switch aNeg, bNeg := a[0] == '-', b[0] == '-'; {
	case aNeg && bNeg:
		return cmpTexts(b[1:], a[1:])
	case aNeg:
		return -1
	case bNeg:
		return 1
	}
	if n := whole(a) - whole(b); n != 0 {
		return map[bool]int{true: 1, false: -1}[n > 0]
	}
	return bytes.Compare(a, b) // a point sorts before every digit
}

// whole returns the number of digits before the point.
func whole(text []byte) int {
	if i := bytes.IndexByte(text, '.'); i >= 0 {
		return i
	}
	return len(text)
}
