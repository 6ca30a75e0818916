package units_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// The parsers do not panic, and whatever they read round-trips through its text.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"kWh", "kWh (Gross CV)", "t·km", "tonne.km", "count:t-shirt", "kg CO₂e", "m³·day", "ton", "EJ·day", "·", "", "1 kg", "1e64 t",
		"125 MWh(HHV)", "854 kg/m3", "0.0140 tC/GJ(HHV)", "count:a·count:b·count:c·count:d", "1/", "%·%",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if u, err := units.ParseUnit(s); err == nil {
			back, err := units.ParseUnit(u.Symbol())
			require.NoError(t, err)
			require.Equal(t, u, back)
		}
		if q, err := units.Parse(s); err == nil {
			back, err := units.Parse(q.String())
			require.NoError(t, err)
			require.True(t, q.Value.Equal(back.Value) && q.Unit == back.Unit)
		}
		if r, err := units.ParseRate(s); err == nil {
			back, err := units.ParseRate(r.String())
			require.NoError(t, err)
			require.True(t, r.Value.Equal(back.Value) && r.Num == back.Num && r.Den == back.Den)
		}
		if u, err := units.Count(s); err == nil {
			require.True(t, u.Dimension().IsCount())
		}
	})
}

// A round trip gives the same amount: exactly where both conversions terminate, else within 1e-30; and every conversion
// agrees with rational arithmetic that is independent of this package's rounding.
func FuzzThereAndBack(f *testing.F) {
	all := slices.Collect(units.All())
	f.Add(int64(125), int32(0), uint16(0), uint16(1))
	f.Add(int64(-987654321), int32(-5), uint16(40), uint16(3))
	f.Add(int64(1), int32(30), uint16(12), uint16(2))
	f.Fuzz(func(t *testing.T, coef int64, exp int32, i, j uint16) {
		from := all[int(i)%len(all)].Unit
		var same []units.Unit
		for _, d := range all {
			if d.Unit.Dimension() == from.Dimension() {
				same = append(same, d.Unit)
			}
		}
		to := same[int(j)%len(same)]
		q := units.New(decimal.New(coef, exp%40), from)
		there, err := q.In(to)
		require.NoError(t, err)
		back, err := there.In(from)
		require.NoError(t, err)

		want := q.Value.Rat()
		want.Mul(want, ratio(from)).Quo(want, ratio(to))
		requireNear(t, want, there.Value)
		requireNear(t, q.Value.Rat(), back.Value)
		if want.Cmp(there.Value.Rat()) == 0 {
			cmp, err := q.Cmp(there)
			require.NoError(t, err)
			require.Zero(t, cmp)
			if _, exact := new(big.Rat).Quo(ratio(to), ratio(from)).FloatPrec(); exact {
				require.True(t, back.Value.Equal(q.Value), "%s to %s and back to %s", q, there, back)
			}
		}
	})
}

// A rate is linear: twice the amount gives twice the result where the result is exact, and dividing undoes it.
func FuzzRate(f *testing.F) {
	f.Add(int64(854), int64(100))
	f.Add(int64(-3), int64(7))
	kg, m3, short, gallon := units.MustUnit("kg"), units.MustUnit("m3"), units.MustUnit("short-ton"), units.MustUnit("gal(US)")
	f.Fuzz(func(t *testing.T, a, b int64) {
		if a == 0 {
			return // a rate of zero has no inverse
		}
		r := units.Rate{Value: decimal.New(a, -3), Num: kg, Den: m3}
		q := units.New(decimal.New(b, -2), gallon)
		once, err := r.Apply(q)
		require.NoError(t, err)
		twice, err := r.Apply(sure(q.Mul(dec.MustParse("2"))))
		require.NoError(t, err)
		require.True(t, twice.Value.Equal(once.Value.Add(once.Value)))
		inShort, err := once.In(short)
		require.NoError(t, err)
		back, err := r.ApplyInverse(inShort)
		require.NoError(t, err)
		inM3, err := q.In(m3)
		require.NoError(t, err)
		requireNear(t, inM3.Value.Rat(), back.Value)
	})
}

func ratio(u units.Unit) *big.Rat {
	num, den := u.Ratio()
	return new(big.Rat).SetFrac(num.BigInt(), den.BigInt())
}

// requireNear requires got to be within 1e-30 of want, relative to want.
func requireNear(t *testing.T, want *big.Rat, got decimal.Decimal) {
	t.Helper()
	off := new(big.Rat).Sub(got.Rat(), want)
	limit := new(big.Rat).Mul(want, new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(30), nil)))
	require.LessOrEqual(t, off.Abs(off).Cmp(limit.Abs(limit)), 0, "got %s, want %s", got, want.FloatString(40))
}

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
