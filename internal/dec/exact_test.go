package dec

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
)

func same(t *testing.T, want decimal.Decimal, got Exact) {
	t.Helper()
	d := got.Decimal()
	assert.Equal(t, want.Coefficient().String(), d.Coefficient().String(), "coefficient")
	assert.Equal(t, want.Exponent(), d.Exponent(), "exponent")
}

func TestExactOverflowsIntoDecimals(t *testing.T) {
	for _, tt := range []struct{ a, b, product, sum string }{
		{"0", "0", "0", "0"},
		{"3", "-4", "-12", "-1"},
		{"999999999999999999", "999999999999999999", "999999999999999998000000000000000001", "1999999999999999998"},
		{"-999999999999999999", "10", "-9999999999999999990", "-999999999999999989"},
		{"1e40", "1e-40", "1", "10000000000000000000000000000000000000000.0000000000000000000000000000000000000001"},
		{"0.000000000000000001", "1000000000000000000", "1", "1000000000000000000.000000000000000001"},
		{"12345678901234567890123", "2", "24691357802469135780246", "12345678901234567890125"},
		{"1", "12345678901234567890123", "12345678901234567890123", "12345678901234567890124"},
	} {
		a, b := MustParse(tt.a), MustParse(tt.b)
		p, s := newOne(), Exact{}
		p.Mul(a)
		p.Mul(b)
		s.Add(a)
		s.Add(b)
		assert.Equal(t, tt.product, p.Decimal().String(), "%s × %s", tt.a, tt.b)
		assert.Equal(t, tt.sum, s.Decimal().String(), "%s + %s", tt.a, tt.b)
		s.Sub(b)
		assert.True(t, s.Decimal().Equal(a), "%s + %s − %s is %s", tt.a, tt.b, tt.b, s.Decimal())
	}
}

func TestExactAtWordLimits(t *testing.T) {
	for _, tt := range []struct {
		a, b       int64
		sum, times string
	}{
		{math.MaxInt64, 1, "9223372036854775808", "9223372036854775807"},
		{math.MinInt64, -1, "-9223372036854775809", "9223372036854775808"},
		{math.MinInt64, 1, "-9223372036854775807", "-9223372036854775808"},
		{math.MaxInt64, math.MinInt64, "-1", "-85070591730234615856620279821087277056"},
	} {
		s, m := Exact{coef: tt.a}, Exact{coef: tt.a}
		s.AddExact(&Exact{coef: tt.b})
		m.Mul(decimal.New(tt.b, 0))
		assert.Equal(t, tt.sum, s.Decimal().String())
		assert.Equal(t, tt.times, m.Decimal().String())
	}
	far := Exact{coef: 1, exp: math.MaxInt32}
	assert.Panics(t, func() { far.Mul(decimal.New(1, 1)) }, "an exponent out of range must not wrap around")
}

func TestExactIsOne(t *testing.T) {
	one, tenth, long := newOne(), newOne(), newOne()
	tenth.Mul(MustParse("0.1"))
	assert.True(t, one.IsOne())
	assert.False(t, tenth.IsOne())
	tenth.Mul(MustParse("10"))
	assert.True(t, tenth.IsOne(), "1.0 is one")
	long.Mul(MustParse("1e40"))
	long.Mul(MustParse("1e-40"))
	assert.True(t, long.IsOne())
}

// Exact agrees with decimals, coefficient and exponent alike.
func FuzzExact(f *testing.F) {
	f.Add(int64(3), int32(-2), int64(-7), int32(1), int64(5), int32(0))
	f.Add(int64(math.MaxInt64), int32(0), int64(1), int32(-30), int64(math.MinInt64), int32(18))
	f.Add(int64(999999999999999999), int32(-64), int64(10), int32(19), int64(0), int32(-18))
	f.Fuzz(func(t *testing.T, a int64, ae int32, b int64, be int32, c int64, ce int32) {
		const reach = 80
		x, y, z := decimal.New(a, ae%reach), decimal.New(b, be%reach), decimal.New(c, ce%reach)
		e := newOne()
		e.Mul(x)
		e.Mul(y)
		same(t, x.Mul(y), e)
		other := e
		e.Add(z)
		same(t, x.Mul(y).Add(z), e)
		e.Sub(y)
		same(t, x.Mul(y).Add(z).Sub(y), e)
		e.AddExact(&other)
		same(t, x.Mul(y).Add(z).Sub(y).Add(x.Mul(y)), e)
		assert.Equal(t, e.Decimal().Equal(decimal.New(1, 0)), e.IsOne())
	})
}

// After a few operations a long number is changed in place, with the same outcome as that of decimals.
func TestExactInPlace(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		x, want := newOne(), decimal.New(1, 0)
		for range 60 {
			d := decimal.New(rng.Int64()-rng.Int64(), int32(rng.IntN(80)-60))
			if rng.IntN(3) == 0 {
				d = d.Mul(decimal.New(rng.Int64(), -7))
			}
			switch rng.IntN(8) {
			case 0:
				x.Mul(d)
				want = want.Mul(d)
			case 1, 2, 3:
				x.Sub(d)
				want = want.Sub(d)
			default:
				x.Add(d)
				want = want.Add(d)
			}
		}
		same(t, want, x)
		assert.Equal(t, want.Equal(decimal.New(1, 0)), x.IsOne())
	}
	far := newOne()
	for range few + 2 {
		far.Add(MustParse("12345678901234567890123"))
	}
	assert.Panics(t, func() {
		far.Mul(decimal.New(1, math.MaxInt32))
		far.Mul(decimal.New(1, 1))
	}, "an exponent out of range must not wrap around")
}

func TestPivot(t *testing.T) {
	tiny := MustParse("1e-60")
	list := []decimal.Decimal{{}, tiny, tiny.Neg(), decimal.New(1, 0), decimal.New(1, 0).Add(tiny), decimal.New(1, 0).Sub(tiny), decimal.New(-1, 0).Sub(tiny)}
	rng := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		d := decimal.New(rng.Int64()-rng.Int64(), int32(rng.IntN(90)-80))
		list = append(list, d, d.Mul(decimal.New(rng.Int64(), int32(rng.IntN(9)-9))), d.Add(tiny), d.Mul(decimal.New(10, -1)))
	}
	for _, a := range list {
		p := NewPivot(a)
		assert.True(t, a.Equal(p.Decimal()))
		for _, b := range list {
			assert.Equal(t, b.Cmp(a), p.Cmp(b), "%s, %s", b, a)
		}
	}
}

// IsText accepts what Text writes and no other spelling.
func TestIsText(t *testing.T) {
	for _, s := range []string{"0", "1", "-1", "0.5", "-0.05", "10", "100.001", "12345678901234567890.5"} {
		d, err := ParseLong(s)
		if assert.NoError(t, err) {
			assert.True(t, IsText(s), s)
			assert.Equal(t, s, Text(d))
		}
	}
	for _, s := range []string{"-0", "0.0", "00", "01", "1.0", "0.50", "-0.0", "00.5", "012345678901234567890.5"} {
		d, err := ParseLong(s)
		if assert.NoError(t, err) {
			assert.False(t, IsText(s), s)
			assert.NotEqual(t, s, Text(d))
		}
	}
}

// TestExactKeepsNumbers checks that a number that is only added to nothing or multiplied by 1 is not made anew.
func TestExactKeepsNumbers(t *testing.T) {
	for _, d := range []decimal.Decimal{decimal.New(125, -2), decimal.New(-7, 0), decimal.New(120, 3), decimal.New(0, -2), decimal.New(0, 0), decimal.New(1, 0)} {
		product := newOne()
		product.Mul(decimal.New(1, 0))
		product.Mul(d)
		product.Mul(decimal.New(1, 0))
		var sum, twice Exact
		sum.Add(d)
		twice.AddExact(&product)
		one := decimal.New(1, 0).Mul(d)
		zero := decimal.Decimal{}.Add(d)
		for i, x := range []*Exact{&product, &sum, &twice} {
			want := map[bool]decimal.Decimal{true: one, false: zero}[i == 0]
			got := x.Decimal()
			assert.True(t, got.Equal(want) && got.Exponent() == want.Exponent(), "%d: %s", i, d)
			x.Add(decimal.New(3, -1))
			got, want = x.Decimal(), want.Add(decimal.New(3, -1))
			assert.True(t, got.Equal(want) && got.Exponent() == want.Exponent(), "%d: %s and more", i, d)
			x.Mul(decimal.New(3, -1))
			got, want = x.Decimal(), want.Mul(decimal.New(3, -1))
			assert.True(t, got.Equal(want) && got.Exponent() == want.Exponent(), "%d: %s and times more", i, d)
		}
	}
}

func newOne() (x Exact) {
	x.SetOne()
	return x
}
