package dec_test

import (
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
)

// extreme are numbers that decimal makes in no time and computes with in hours, or not at all.
func extreme() []decimal.Decimal {
	huge := decimal.NewFromBigInt(new(big.Int).Lsh(big.NewInt(1), 3_321_928), 0) // a million digits
	return []decimal.Decimal{
		decimal.New(1, math.MinInt32), decimal.New(1, math.MaxInt32), decimal.New(-7, math.MaxInt32), decimal.New(0, math.MinInt32),
		decimal.New(0, math.MaxInt32), decimal.New(1, -dec.MaxLong), decimal.New(1, dec.MaxLong), huge, huge.Neg(), huge.Shift(math.MinInt32),
	}
}

func TestCheck(t *testing.T) {
	long := dec.MustParse(strings.Repeat("9", dec.MaxDigits))
	for _, d := range []decimal.Decimal{
		{},
		dec.MustParse("-12.5"), dec.MustParse("1e64"), dec.MustParse("0.01e-64"), long, long.Neg(), decimal.New(1, -4092), decimal.New(1, 4092),
		decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(4092), nil), 0),
	} {
		require.NoError(t, dec.Check(d))
	}
	for _, d := range []decimal.Decimal{
		decimal.New(1, -4093), decimal.New(-1, 4093), decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(4093), nil), 0),
	} {
		require.ErrorIs(t, dec.Check(d), dec.ErrRange)
	}
	require.NoError(t, dec.CheckAll())
	require.ErrorIs(t, dec.CheckAll(long, decimal.New(1, math.MinInt32)), dec.ErrRange)
	require.EqualError(t, dec.Check(decimal.New(-7, math.MaxInt32)), "number about -1e2147483647 is out of range: want at most 4096 digits")
}

// Nothing that takes an extreme number computes with it.
func TestExtremeNumbers(t *testing.T) {
	one := decimal.New(1, 0)
	for _, d := range extreme() {
		start := time.Now()
		require.ErrorIs(t, dec.Check(d), dec.ErrRange)
		for _, pair := range [][2]decimal.Decimal{{d, one}, {one, d}, {d, d}} {
			_, err := dec.Mul(pair[0], pair[1])
			require.ErrorIs(t, err, dec.ErrRange)
		}
		_, err := dec.Root(d, 2)
		require.ErrorIs(t, err, dec.ErrRange)
		assert.Less(t, len(dec.Brief(d)), 40)
		assert.Less(t, time.Since(start), 100*time.Millisecond)
	}
	for _, d := range []decimal.Decimal{decimal.New(1, math.MinInt32), decimal.New(3, math.MaxInt32), extreme()[7]} {
		_, err := dec.Quo(d, one)
		require.ErrorIs(t, err, dec.ErrRange)
		_, err = dec.Quo(one, d)
		require.ErrorIs(t, err, dec.ErrRange)
		_, err = dec.Power(d, 2)
		require.ErrorIs(t, err, dec.ErrRange)
		assert.Equal(t, math.MaxInt32, dec.TextLen(d))
		assert.Less(t, len(dec.Text(d)), 40)
	}
}

// A quotient may have operands that are products, and is refused if it is too long itself.
func TestQuotientOfProducts(t *testing.T) {
	x := decimal.New(3, 4000)
	q, err := dec.Quo(x.Mul(x), x)
	require.NoError(t, err)
	assert.True(t, q.Equal(x))
	_, err = dec.Quo(x, decimal.New(1, -4000))
	require.ErrorIs(t, err, dec.ErrRange)
	_, err = dec.Quo(x.Mul(x).Mul(x).Mul(x).Mul(x), x)
	require.ErrorIs(t, err, dec.ErrRange)
}

func TestMul(t *testing.T) {
	p, err := dec.Mul(dec.MustParse("1.5"), dec.MustParse("-2"))
	require.NoError(t, err)
	assert.Equal(t, "-3", p.String())
	_, err = dec.Mul(decimal.New(1, 2100), decimal.New(1, 2100))
	require.ErrorIs(t, err, dec.ErrRange, "The product is too long.")
}

func TestPower(t *testing.T) {
	for _, c := range []struct {
		x    string
		n    int
		want string
	}{{"0.93", 2, "0.8649"}, {"-2", 3, "-8"}, {"7", 0, "1"}, {"0", 5, "0"}} {
		p, err := dec.Power(dec.MustParse(c.x), c.n)
		require.NoError(t, err)
		assert.Equal(t, c.want, p.String())
	}
	_, err := dec.Power(dec.MustParse("1.0000000000000000000000000000000001"), math.MaxInt)
	require.ErrorIs(t, err, dec.ErrRange)
}

// Fraction takes whole numbers of any length: the inverse of a large matrix has such fractions.
func TestFraction(t *testing.T) {
	long := new(big.Int).Exp(big.NewInt(7), big.NewInt(40_000), nil) // 33,804 digits
	q, err := dec.Fraction(new(big.Rat).SetFrac(new(big.Int).Mul(long, big.NewInt(5)), new(big.Int).Mul(long, big.NewInt(8))))
	require.NoError(t, err)
	assert.Equal(t, "0.625", q.String())
	q, err = dec.Fraction(new(big.Rat).SetFrac(big.NewInt(-1), long))
	require.ErrorIs(t, err, dec.ErrRange)
	assert.True(t, q.IsZero())
}

func TestBrief(t *testing.T) {
	assert.Equal(t, "-12.5", dec.Brief(dec.MustParse("-12.50")))
	assert.Equal(t, "about 1e-2147483648", dec.Brief(decimal.New(1, math.MinInt32)))
	assert.Equal(t, "about -1e2147483649", dec.Brief(decimal.New(-128, math.MaxInt32)))
	assert.Equal(t, "0e2147483647", dec.Brief(decimal.New(0, math.MaxInt32)))
	assert.Equal(t, "-(more than 16384 digits)", dec.Brief(extreme()[8]))
	assert.Equal(t, "about 1e200", dec.Brief(decimal.New(1, 200)))
}

func TestExactChecks(t *testing.T) {
	var x dec.Exact
	x.SetOne()
	require.NoError(t, x.Check())
	for range 3 {
		x.Mul(decimal.New(3, 4000))
	}
	require.ErrorIs(t, x.Check(), dec.ErrRange)
	require.NoError(t, x.Works())
	x.Mul(decimal.New(3, 9000))
	require.ErrorIs(t, x.Works(), dec.ErrRange)
	var y dec.Exact
	y.SetOne()
	y.Mul(decimal.NewFromBigInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(5000), nil), 0))
	require.ErrorIs(t, y.Check(), dec.ErrRange)
	require.NoError(t, y.Works())
}
