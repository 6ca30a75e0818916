package dec_test

import (
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
)

func TestParse(t *testing.T) {
	tests := []struct {
		s, want string
		exp     int32
	}{
		{"0", "0", 0},
		{"-0", "0", 0},
		{"1", "1", 0},
		{"+1", "1", 0},
		{"-12.50", "-12.5", -2}, // the trailing zero is kept
		{".5", "0.5", -1},
		{"-.5", "-0.5", -1},
		{"007", "7", 0},
		{"1.2e-3", "0.0012", -4},
		{"1E2", "100", 2},
		{"1e+2", "100", 2},
		{"5e0", "5", 0},
		{"999999999999999999", "999999999999999999", 0},        // 18 digits, the most of an int64 coefficient
		{"1000000000000000000.5", "1000000000000000000.5", -1}, // 20 digits
		{"-12345678901234567890", "-12345678901234567890", 0},
		{strings.Repeat("9", 64), strings.Repeat("9", 64), 0},
		{"1e64", "1" + strings.Repeat("0", 64), 64},
		{"1e-64", "0." + strings.Repeat("0", 63) + "1", -64},
		{"0.01e-64", "0." + strings.Repeat("0", 65) + "1", -66},
	}
	for _, tt := range tests {
		t.Run(tt.s, func(t *testing.T) {
			got, err := dec.Parse(tt.s)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.String())
			assert.Equal(t, tt.exp, got.Exponent())
		})
	}
}

func TestParseRefuses(t *testing.T) {
	const (
		digits    = "want digits with an optional decimal point and exponent, such as 1234.5"
		exponent  = "its exponent is beyond ±64"
		separator = "write it without thousands separators and with a decimal point"
		spaces    = "write it without spaces"
	)
	tests := []struct{ s, text, why string }{
		{"", "", "it is empty"},
		{"+", "+", digits},
		{"-", "-", digits},
		{".", ".", digits},
		{"-.", "-.", digits},
		{"1.", "1.", digits},
		{"1.e5", "1.e5", digits},
		{"1..2", "1..2", digits},
		{"1.2.3", "1.2.3", digits},
		{"--1", "--1", digits},
		{"1-", "1-", digits},
		{"1e", "1e", "the exponent is missing"},
		{"1e+", "1e+", digits},
		{"e5", "e5", digits},
		{"1e5e5", "1e5e5", digits},
		{"1e2.5", "1e2.5", digits},
		{"1e1-", "1e1-", digits},
		{"1e65", "1e65", exponent},
		{"1e-65", "1e-65", exponent},
		{"0e65", "0e65", exponent},
		{"1e999999999", "1e999999999", exponent},
		{"1e-999999999", "1e-999999999", exponent},
		{"1e99999999999999999999", "1e99999999999999999999", exponent},
		{strings.Repeat("9", 101), strings.Repeat("9", 80) + "…", "it has more than 64 digits"},
		{strings.Repeat("0", 65), strings.Repeat("0", 65), "it has more than 64 digits"},
		{"1,234", "1,234", separator},
		{"1.234,5", "1.234,5", separator},
		{" 1", " 1", spaces},
		{"1 ", "1 ", spaces},
		{"1 234", "1 234", spaces},
		{"1\u00a0234", "1\u00a0234", spaces},
		{"1\u3000", "1\u3000", spaces},
		{"1\t", "1\t", spaces},
		{"１２３", "１２３", "write it in ASCII digits, not full-width ones"},
		{"1２", "1２", "write it in ASCII digits, not full-width ones"},
		{"5%", "5%", "write a share as a fraction of 1, without a percent sign"},
		{"NaN", "NaN", digits},
		{"Infinity", "Infinity", digits},
		{"-Inf", "-Inf", digits},
		{"0x1F", "0x1F", digits},
		{"1_000", "1_000", digits},
		{"٣", "٣", digits},   // Arabic-Indic three
		{"−5", "−5", digits}, // U+2212 minus sign
		{"1\x00", "1\x00", digits},
		{"\xff", "\xff", digits},
		{strings.Repeat("円", 81), strings.Repeat("円", 80) + "…", digits}, // characters, not bytes
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			_, err := dec.Parse(tt.s)
			var syntax *dec.SyntaxError
			require.ErrorAs(t, err, &syntax)
			assert.Equal(t, tt.text, syntax.Text)
			assert.Equal(t, tt.why, syntax.Why)
		})
	}
	_, err := dec.Parse("1,234")
	assert.EqualError(t, err, `"1,234" is not a number: `+separator)
}

// A text of a million bytes is refused without being read to the end.
func TestParseHostileIsQuick(t *testing.T) {
	const million = 1_000_000
	for _, s := range []string{
		strings.Repeat("9", million),
		"0." + strings.Repeat("0", million),
		"1e" + strings.Repeat("9", million),
		"1" + strings.Repeat("x", million),
		strings.Repeat(".", million),
	} {
		begin := time.Now()
		_, err := dec.Parse(s)
		require.Error(t, err)
		assert.Less(t, len(err.Error()), 200)
		assert.Less(t, time.Since(begin), 50*time.Millisecond)
	}
}

func TestMustParse(t *testing.T) {
	assert.Equal(t, "0.25", dec.MustParse("0.25").String())
	assert.PanicsWithValue(t, `dec: "x" is not a number: want digits with an optional decimal point and exponent, such as 1234.5`,
		func() { dec.MustParse("x") })
}

func TestQuo(t *testing.T) {
	tests := []struct{ num, den, want string }{
		{"0", "7", "0"},
		{"0.000", "-7", "0"},
		{"1", "2", "0.5"},
		{"-1", "2", "-0.5"},
		{"1", "-2", "-0.5"},
		{"-1", "-2", "0.5"},
		{"100", "1", "100"},
		{"1e64", "1e-64", "1" + strings.Repeat("0", 128)},
		{"1e-64", "1e64", "0." + strings.Repeat("0", 127) + "1"},
		{"1", "3", "0.3333333333333333333333333333333333"},
		{"2", "3", "0.6666666666666666666666666666666667"},
		{"-2", "3", "-0.6666666666666666666666666666666667"},
		{"200", "3", "66.66666666666666666666666666666667"},
		{"1", "7", "0.1428571428571428571428571428571429"},  // 0.142857 repeated; the 35th digit is a 5 followed by 7
		{"44", "12", "3.666666666666666666666666666666667"}, // C to CO2
		{"1", "1024", "0.0009765625"},
		// 35 digits: the last is a half.
		{"10000000000000000000000000000000005", "1", "10000000000000000000000000000000000"},   // to even, down
		{"10000000000000000000000000000000015", "1", "10000000000000000000000000000000020"},   // to even, up
		{"-10000000000000000000000000000000015", "1", "-10000000000000000000000000000000020"}, // the sign does not matter
		{"10000000000000000000000000000000005.1", "1", "10000000000000000000000000000000010"}, // more than a half
		{"10000000000000000000000000000000004.9", "1", "10000000000000000000000000000000000"}, // less than a half
		{"20000000000000000000000000000000010", "2", "10000000000000000000000000000000000"},   // a half again
		// 30000000000000000000000000000000015 ÷ 3 = …05 exactly; one more at the end leaves a remainder: above a half.
		{"30000000000000000000000000000000015", "3", "10000000000000000000000000000000000"},
		{"30000000000000000000000000000000016", "3", "10000000000000000000000000000000010"},
		// Nines all the way: rounding carries into a new digit.
		{"99999999999999999999999999999999995", "1", "100000000000000000000000000000000000"},
	}
	for _, tt := range tests {
		t.Run(tt.num+"÷"+tt.den, func(t *testing.T) {
			got, err := dec.Quo(dec.MustParse(tt.num), dec.MustParse(tt.den))
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.String())
		})
	}
}

func TestQuoByZero(t *testing.T) {
	for _, num := range []string{"0", "1", "-1"} {
		_, err := dec.Quo(dec.MustParse(num), dec.MustParse("0.00"))
		assert.ErrorIs(t, err, dec.ErrDivisionByZero)
	}
}

// shopspring's global precision has no effect.
func TestQuoIgnoresGlobals(t *testing.T) {
	before := decimal.DivisionPrecision
	decimal.DivisionPrecision = 2
	defer func() { decimal.DivisionPrecision = before }()
	got, err := dec.Quo(dec.MustParse("1"), dec.MustParse("3"))
	require.NoError(t, err)
	assert.Equal(t, "0.3333333333333333333333333333333333", got.String())
}

// The arguments keep their values: Quo and Root work on copies.
func TestArgumentsAreNotChanged(t *testing.T) {
	num, den := dec.MustParse("-123456789012345678901234567890.5"), dec.MustParse("-3.70")
	_, err := dec.Quo(num, den)
	require.NoError(t, err)
	_, err = dec.Root(num.Neg(), 3)
	require.NoError(t, err)
	assert.Equal(t, "-123456789012345678901234567890.5", num.String())
	assert.Equal(t, "-3.70", den.StringFixed(2))
}

func TestRoot(t *testing.T) {
	tests := []struct {
		x    string
		n    int
		want string
	}{
		{"5", 1, "5"},
		{"4", 2, "2"},
		{"0.25", 2, "0.5"},
		{"2.25", 2, "1.5"},
		{"1e-3", 3, "0.1"},
		{"1e6", 3, "100"},
		{"1e5", 5, "10"},
		{"1024", 10, "2"},
		{"1", 1000, "1"},
		{"2", 2, "1.414213562373095048801688724209698"},  // OEIS A002193
		{"2", 3, "1.259921049894873164767210607278228"},  // OEIS A002580
		{"3", 2, "1.732050807568877293527446341505872"},  // OEIS A002194: …415058723669…
		{"2", 12, "1.059463094359295264561825294946342"}, // OEIS A010774: …49463417…
	}
	for _, tt := range tests {
		t.Run(tt.x, func(t *testing.T) {
			got, err := dec.Root(dec.MustParse(tt.x), tt.n)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got.String())
		})
	}
}

func TestRootRefuses(t *testing.T) {
	for x, want := range map[string]string{"0": "root of 0: want a positive number", "-4": "root of -4: want a positive number"} {
		_, err := dec.Root(dec.MustParse(x), 2)
		assert.EqualError(t, err, want)
	}
	for _, n := range []int{0, -1, 1001, 1 << 30} {
		_, err := dec.Root(dec.MustParse("4"), n)
		assert.ErrorContains(t, err, "want 1 to 1000")
	}
}

// exactQuo rounds num ÷ den half to even to 34 digits with rationals: an independent check of Quo.
func exactQuo(num, den decimal.Decimal) *big.Rat {
	x := new(big.Rat).Quo(num.Rat(), den.Rat())
	if x.Sign() == 0 {
		return x
	}
	neg := x.Sign() < 0
	x.Abs(x)
	// unit is the value of the last of 34 digits: 10^33 ≤ x ÷ unit < 10^34.
	ten, unit := big.NewRat(10, 1), big.NewRat(1, 1)
	low := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(33), nil))
	high := new(big.Rat).Mul(low, ten)
	for new(big.Rat).Quo(x, unit).Cmp(high) >= 0 {
		unit.Mul(unit, ten)
	}
	for new(big.Rat).Quo(x, unit).Cmp(low) < 0 {
		unit.Quo(unit, ten)
	}
	scaled := new(big.Rat).Quo(x, unit)
	whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	rest := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(whole))
	half := rest.Cmp(big.NewRat(1, 2))
	if half > 0 || (half == 0 && new(big.Int).Mod(whole, big.NewInt(2)).Sign() != 0) {
		whole.Add(whole, big.NewInt(1))
	}
	x.Mul(new(big.Rat).SetInt(whole), unit)
	if neg {
		x.Neg(x)
	}
	return x
}

func FuzzQuo(f *testing.F) {
	f.Add("1", "3")
	f.Add("-22.5", "7e-9")
	f.Add("10000000000000000000000000000000005", "1")
	f.Add("99999999999999999999999999999999995", "1e-3")
	f.Add("9999999999999999999999999999999999999999999999999999999999999999", "7")
	f.Add("1e64", "9999999999999999999999999999999999999999999999999999999999999999e-64")
	f.Fuzz(func(t *testing.T, a, b string) {
		num, errNum := dec.Parse(a)
		den, errDen := dec.Parse(b)
		if errNum != nil || errDen != nil {
			return
		}
		got, err := dec.Quo(num, den)
		if den.IsZero() {
			require.ErrorIs(t, err, dec.ErrDivisionByZero)
			return
		}
		require.NoError(t, err)
		require.Zero(t, exactQuo(num, den).Cmp(got.Rat()), "%s ÷ %s = %s", a, b, got)
	})
}

func FuzzRoot(f *testing.F) {
	f.Add("2", 2)
	f.Add("0.5314", 17)
	f.Add("1e-64", 7)
	f.Add("9999999999999999999999999999999999999999999999999999999999999999", 3)
	f.Fuzz(func(t *testing.T, s string, n int) {
		x, err := dec.Parse(s)
		if err != nil || x.Sign() <= 0 || n < 1 || n > 40 {
			return
		}
		got, err := dec.Root(x, n)
		require.NoError(t, err)
		digits := len(got.Coefficient().String())
		require.LessOrEqual(t, digits, 34)
		// The true root lies within half a unit of the 34th digit: (got - half)^n ≤ x ≤ (got + half)^n.
		half := new(big.Rat).Mul(big.NewRat(1, 2), decimal.New(1, got.Exponent()-int32(34-digits)).Rat())
		require.LessOrEqual(t, power(new(big.Rat).Sub(got.Rat(), half), n).Cmp(x.Rat()), 0)
		require.GreaterOrEqual(t, power(new(big.Rat).Add(got.Rat(), half), n).Cmp(x.Rat()), 0)
	})
}

func power(x *big.Rat, n int) *big.Rat {
	e := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(x.Num(), e, nil), new(big.Int).Exp(x.Denom(), e, nil))
}

// Whatever Parse accepts, big.Rat reads as the same value.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"1", "-12.50", ".5", "1.", "1e64", "1e999999999", "1,234", "１", "NaN", "0x1p-2", "1/3", "1_0", "+0e-0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := dec.Parse(s)
		if err != nil {
			var syntax *dec.SyntaxError
			require.True(t, errors.As(err, &syntax))
			return
		}
		want, ok := new(big.Rat).SetString(s)
		require.True(t, ok)
		require.Zero(t, want.Cmp(d.Rat()))
		again, err := decimal.NewFromString(s)
		require.NoError(t, err)
		require.True(t, again.Equal(d))
	})
}

func BenchmarkParse(b *testing.B) {
	for _, s := range []string{"125.50", "0.18396", "12345678901234567890.5"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = dec.Parse(s)
			}
		})
	}
}

func BenchmarkQuo(b *testing.B) {
	for _, bm := range []struct{ name, num, den string }{{"exact", "125.5", "4"}, {"rounded", "125.5", "3.6"}, {"one", "1", "1000"}} {
		num, den := dec.MustParse(bm.num), dec.MustParse(bm.den)
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = dec.Quo(num, den)
			}
		})
	}
}

func BenchmarkRoot(b *testing.B) {
	for _, bm := range []struct {
		name string
		n    int
	}{{"10th", 10}, {"1000th", 1000}} {
		x := dec.MustParse("0.58")
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = dec.Root(x, bm.n)
			}
		})
	}
}
