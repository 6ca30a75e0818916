package num_test

import (
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
)

func addPairs(f *testing.F) {
	f.Helper()
	full := make([]byte, 32)
	for i := range full {
		full[i] = 0xff
	}
	f.Add([]byte{1}, int16(0), false, []byte{3}, int16(0), true)
	f.Add([]byte{}, int16(-7), true, []byte{9}, int16(3), false)
	f.Add(full, int16(0), false, []byte{1}, int16(0), false)
	f.Add(full, int16(-20), true, full, int16(20), false)
	f.Add(full[:16], int16(-38), false, full[:8], int16(2), true)
	f.Add([]byte{1, 0, 0, 0, 0, 0, 0, 0, 0}, int16(19), false, full[:25], int16(0), false)
}

// pair makes two numbers of at most 256 bits.
func pair(a []byte, ae int16, an bool, b []byte, be int16, bn bool) (x, y decimal.Decimal) {
	const reach = 200
	one := func(c []byte, exp int16, neg bool) decimal.Decimal {
		coef := new(big.Int).SetBytes(c[:min(len(c), 32)])
		if neg {
			coef.Neg(coef)
		}
		return decimal.NewFromBigInt(coef, int32(exp%reach))
	}
	return one(a, ae, an), one(b, be, bn)
}

// All operations are those of decimals and of dec.Quo, coefficient and exponent alike.
func FuzzDecimal(f *testing.F) {
	addPairs(f)
	f.Fuzz(func(t *testing.T, a []byte, ae int16, an bool, b []byte, be int16, bn bool) {
		x, y := pair(a, ae, an, b, be, bn)
		var c counter
		require.NoError(t, c.compare(x, y))
		require.NoError(t, c.compare(y, x))
	})
}

// The values are those of rational numbers, and a quotient is the nearest of 34 digits.
func FuzzRational(f *testing.F) {
	addPairs(f)
	f.Fuzz(func(t *testing.T, a []byte, ae int16, an bool, b []byte, be int16, bn bool) {
		dx, dy := pair(a, ae, an, b, be, bn)
		x, y := of(t, dx), of(t, dy)
		rx, ry := dx.Rat(), dy.Rat()
		require.Equal(t, rx.Cmp(ry), x.Cmp(&y))
		var z num.Num
		if z.Mul(&x, &y) {
			require.Zero(t, new(big.Rat).Mul(rx, ry).Cmp(z.Decimal().Rat()), "%s × %s = %s", dx, dy, z)
		}
		if z.Add(&x, &y) {
			require.Zero(t, new(big.Rat).Add(rx, ry).Cmp(z.Decimal().Rat()), "%s + %s = %s", dx, dy, z)
		}
		if z.Sub(&x, &y) {
			require.Zero(t, new(big.Rat).Sub(rx, ry).Cmp(z.Decimal().Rat()), "%s − %s = %s", dx, dy, z)
		}
		if z.Quo(&x, &y) {
			requireNearest(t, new(big.Rat).Quo(rx, ry), z)
		} else {
			require.True(t, y.IsZero())
		}
	})
}

// requireNearest requires that no number of dec.Precision digits is nearer to want than got, that a tie is even, and
// that got has no trailing zeros.
func requireNearest(t *testing.T, want *big.Rat, got num.Num) {
	t.Helper()
	d := got.Decimal()
	coef := d.Coefficient()
	if got.IsZero() {
		require.Zero(t, want.Sign())
		require.Zero(t, d.Exponent())
		return
	}
	require.NotZero(t, new(big.Int).Rem(coef, big.NewInt(10)).Sign(), "trailing zeros: %s", got)
	short := dec.Precision - d.NumDigits()
	require.GreaterOrEqual(t, short, 0, "digits of %s", got)
	// unit is the value of the last of all digits of got. Below a power of ten the digits are ten times as fine.
	unit := decimal.New(1, d.Exponent()-int32(short)).Rat()
	gap := new(big.Rat).Sub(want, d.Rat())
	if short == dec.Precision-1 && coef.CmpAbs(big.NewInt(1)) == 0 && gap.Sign()*want.Sign() < 0 {
		unit.Quo(unit, big.NewRat(10, 1))
	}
	half := unit.Quo(unit, big.NewRat(2, 1))
	c := gap.Abs(gap).Cmp(half)
	require.LessOrEqual(t, c, 0, "%s is not the nearest", got)
	if c == 0 {
		require.True(t, short > 0 || coef.Bit(0) == 0, "%s is not even", got)
	}
}
