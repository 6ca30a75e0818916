package dec_test

import (
	"math/big"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
)

// cases is the number of random cases: enough for a moment, or as many as the environment variable CASES says. A run of
// 1,000,000,000 cases takes about an hour.
func cases(t *testing.T) int {
	t.Helper()
	const usual = 200_000
	text := os.Getenv("CASES")
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	require.NoError(t, err, "CASES")
	return n
}

// random returns a number like those of sheets and factors, now and then a long or an extreme one.
func random(r *rand.Rand) decimal.Decimal {
	coefficient := int64(r.Uint64() >> (1 + r.IntN(63)))
	if r.IntN(2) == 0 {
		coefficient = -coefficient
	}
	exponent := int32(r.IntN(25) - 12)
	if r.IntN(16) == 0 {
		exponent = int32(r.IntN(129) - 64)
	}
	d := decimal.New(coefficient, exponent)
	if r.IntN(8) == 0 {
		return d.Mul(decimal.New(int64(r.Uint64()>>1), 0))
	}
	return d
}

// TestRandomArithmetic compares running sums and products with decimals' own, coefficient and exponent alike, and checks the
// laws that exactness means: the order of a sum and of a product does not matter, and a product distributes over a sum.
func TestRandomArithmetic(t *testing.T) {
	r := rand.New(rand.NewPCG(1, uint64(os.Getpid())))
	for range cases(t) {
		a, b, c := random(r), random(r), random(r)
		var e dec.Exact
		e.SetOne()
		e.Mul(a)
		e.Mul(b)
		e.Add(c)
		want := a.Mul(b).Add(c)
		got := e.Decimal()
		if got.Exponent() != want.Exponent() || !got.Equal(want) {
			t.Fatalf("%s × %s + %s = %s, want %s", a, b, c, got, want)
		}
		e.Sub(c)
		if !e.IsOne() && !e.Decimal().Equal(b.Mul(a)) {
			t.Fatalf("%s × %s + %s − %s is not the product", a, b, c, c)
		}
		if left, right := a.Add(b).Mul(c), a.Mul(c).Add(b.Mul(c)); !left.Equal(right) {
			t.Fatalf("(%s + %s) × %s: %s and %s", a, b, c, left, right)
		}
	}
}

// TestRandomQuotients compares quotients with math/big: within half a unit of the 34th digit, and exact where they end.
func TestRandomQuotients(t *testing.T) {
	r := rand.New(rand.NewPCG(2, uint64(os.Getpid())))
	for range cases(t) / 10 {
		a, b := random(r), random(r)
		if b.IsZero() {
			continue
		}
		got, err := dec.Quo(a, b)
		require.NoError(t, err)
		if digits := got.NumDigits(); digits > 34 {
			t.Fatalf("%s ÷ %s has %d digits", a, b, digits)
		}
		// |a − got × b| ≤ |b| × half a unit of the 34th digit
		off := new(big.Rat).Sub(a.Rat(), new(big.Rat).Mul(got.Rat(), b.Rat()))
		unit := decimal.New(5, got.Exponent()-int32(34-got.NumDigits())-1)
		bound := new(big.Rat).Mul(unit.Rat(), b.Abs().Rat())
		if off.Abs(off).Cmp(bound) > 0 {
			t.Fatalf("%s ÷ %s = %s is off by more than half a unit of its 34th digit", a, b, got)
		}
	}
}

// TestRandomText writes numbers and reads them back.
func TestRandomText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, uint64(os.Getpid())))
	for range cases(t) / 10 {
		a := random(r)
		text := dec.Text(a)
		back, err := dec.ParseLong(text)
		if err != nil || !back.Equal(a) {
			t.Fatalf("%s is written %q, which reads as %s (%v)", a, text, back, err)
		}
	}
}
