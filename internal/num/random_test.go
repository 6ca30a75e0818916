package num_test

import (
	"flag"
	"fmt"
	"math/big"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
)

var (
	cases = flag.Int("cases", 1_000_000, "pairs of numbers that TestRandom compares")
	seed  = flag.Uint64("seed", 1, "seed of the numbers of TestRandom")
)

// Every operation on random pairs is that of decimals, coefficient and exponent alike, and refused only beyond 256
// bits. "go test -run Random -cases 100000000 -timeout 0" compares 10^8 pairs.
func TestRandom(t *testing.T) {
	workers := runtime.GOMAXPROCS(0)
	errs := make([]error, workers)
	counts := make([]counter, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			g := generator{Rand: rand.New(rand.NewPCG(*seed, uint64(w)))}
			for range *cases / workers {
				if errs[w] = counts[w].compare(g.decimal(), g.decimal()); errs[w] != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	var all counter
	for w := range workers {
		require.NoError(t, errs[w])
		all.pairs += counts[w].pairs
		all.refused += counts[w].refused
	}
	t.Logf("%d pairs: product, sum, difference, quotient and comparison of each; %d results did not fit", all.pairs, all.refused)
}

// A counter compares and counts, and keeps a total of the numbers.
type counter struct {
	pairs, refused int
	total          num.Total
	want           decimal.Decimal
}

// compare compares all operations on a pair, and returns the first difference.
func (c *counter) compare(dx, dy decimal.Decimal) error {
	c.pairs++
	x, okX := num.Of(dx)
	y, okY := num.Of(dy)
	if !okX || !okY || !sameDecimal(x.Decimal(), dx) || !sameDecimal(y.Decimal(), dy) {
		return fmt.Errorf("conversion of %s, %s", write(dx), write(dy))
	}
	a, b := decimal.RescalePair(dx, dy)
	aligned := fits(a) && fits(b)
	for _, op := range []struct {
		symbol string
		op     func(z, x, y *num.Num) bool
		want   func() (decimal.Decimal, bool)
	}{
		{"×", (*num.Num).Mul, func() (decimal.Decimal, bool) { p := dx.Mul(dy); return p, fits(p) }},
		{"+", (*num.Num).Add, func() (decimal.Decimal, bool) { s := a.Add(b); return s, aligned && fits(s) }},
		{"−", (*num.Num).Sub, func() (decimal.Decimal, bool) { s := a.Sub(b); return s, aligned && fits(s) }},
		{"÷", (*num.Num).Quo, func() (decimal.Decimal, bool) { q, err := dec.Quo(dx, dy); return q, err == nil }},
	} {
		var got num.Num
		gotOK := op.op(&got, &x, &y)
		want, ok := op.want()
		if ok != gotOK || (ok && !sameNum(got, want)) {
			return fmt.Errorf("%s %s %s = %s, fits: %t; want %s, fits: %t", write(dx), op.symbol, write(dy), text(got), gotOK, write(want), ok)
		}
		if !ok {
			c.refused++
		}
	}
	if got, want := x.Cmp(&y), a.Cmp(b); got != want {
		return fmt.Errorf("%s compared with %s = %d, want %d", write(dx), write(dy), got, want)
	}
	if !sameNum(x.Neg(), dx.Neg()) {
		return fmt.Errorf("negation of %s", write(dx))
	}
	return c.add(dx, x)
}

// add adds to a total, which begins again after some numbers.
func (c *counter) add(d decimal.Decimal, x num.Num) error {
	const length = 8
	c.total.Add(&x)
	c.want = c.want.Add(d)
	if c.pairs%length != 0 {
		return nil
	}
	if got := c.total.Decimal(); !sameDecimal(got, c.want) {
		return fmt.Errorf("total %s, want %s", write(got), write(c.want))
	}
	c.total, c.want = num.Total{}, decimal.Decimal{}
	return nil
}

func fits(d decimal.Decimal) bool { return d.NumDigits() < 78 || d.Coefficient().BitLen() <= 256 }

func sameDecimal(x, y decimal.Decimal) bool {
	return x.Exponent() == y.Exponent() && x.Coefficient().Cmp(y.Coefficient()) == 0
}

// sameNum compares short coefficients without a copy, and others as big integers. Zero has no sign.
func sameNum(n num.Num, d decimal.Decimal) bool {
	if n.Sign() != d.Sign() {
		return false
	}
	if coef, exp, ok := n.Short(); ok && d.NumDigits() <= 18 {
		return exp == d.Exponent() && coef == d.CoefficientInt64()
	}
	return sameDecimal(n.Decimal(), d)
}

func write(d decimal.Decimal) string { return fmt.Sprintf("%se%d", d.Coefficient(), d.Exponent()) }

// A generator makes numbers of up to 256 bits, among them those at which limits, carries and roundings lie.
type generator struct {
	*rand.Rand
	last *big.Int // the previous coefficient, from which numerators are made
}

func (g *generator) decimal() decimal.Decimal {
	coef := g.coefficient()
	g.last = coef
	if g.IntN(2) == 0 {
		coef = new(big.Int).Neg(coef)
	}
	var exp int32
	switch g.IntN(8) {
	case 0, 1, 2: // as in sheets and factors
		exp = -g.Int32N(8)
	case 3, 4:
		exp = -g.Int32N(45)
	case 5:
		exp = g.Int32N(20)
	case 6:
		exp = g.Int32N(300) - 150
	}
	return decimal.NewFromBigInt(coef, exp)
}

func (g *generator) coefficient() *big.Int {
	switch g.IntN(10) {
	case 0, 1, 2:
		return new(big.Int).SetUint64(g.Uint64() >> g.IntN(65))
	case 3:
		return g.bits(257)
	case 4: // next to a power of ten
		c := new(big.Int).Exp(big.NewInt(10), big.NewInt(g.Int64N(77)), nil)
		return c.Abs(c.Add(c, big.NewInt(g.Int64N(5)-2)))
	case 5: // next to a power of two, and the largest
		c := new(big.Int).Lsh(big.NewInt(1), uint(g.IntN(257)))
		return c.Abs(c.Sub(c, big.NewInt(1+g.Int64N(3))))
	case 6: // a short number with trailing zeros
		c := new(big.Int).Exp(big.NewInt(10), big.NewInt(g.Int64N(58)), nil)
		return c.Mul(c, new(big.Int).SetUint64(g.Uint64()>>g.IntN(65)))
	case 7: // a multiple of the previous number, so that a quotient terminates, or next to one
		return g.multiple(g.bits(130))
	case 8: // the previous number times 35 digits, the last of them 5, so that a quotient is halfway, or next to it
		q := g.bits(113)
		q.Mul(q, big.NewInt(10))
		return g.multiple(q.Add(q, big.NewInt(5)))
	default:
		return g.bits(129)
	}
}

// bits returns a number of fewer bits than n.
func (g *generator) bits(n int) *big.Int {
	c := new(big.Int)
	for range 4 {
		c.Lsh(c, 64)
		c.Or(c, new(big.Int).SetUint64(g.Uint64()))
	}
	return c.Rsh(c, uint(256-g.IntN(n)))
}

// multiple returns q times the previous coefficient, at times one more or less, if that fits.
func (g *generator) multiple(q *big.Int) *big.Int {
	if g.last == nil || g.last.BitLen()+q.BitLen() > 255 {
		return q
	}
	c := new(big.Int).Mul(q, g.last)
	if g.IntN(2) == 0 {
		c.Add(c, big.NewInt(g.Int64N(3)-1))
	}
	return c.Abs(c)
}
