package num_test

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/num"
)

const (
	max64   = "18446744073709551615"                                                           // 2^64 − 1
	max128  = "340282366920938463463374607431768211455"                                        // 2^128 − 1
	two128  = "340282366920938463463374607431768211456"                                        // 2^128
	max192  = "6277101735386680763835789423207666416102355444464034512895"                     // 2^192 − 1
	max256  = "115792089237316195423570985008687907853269984665640564039457584007913129639935" // 2^256 − 1
	two256  = "115792089237316195423570985008687907853269984665640564039457584007913129639936" // 2^256
	over256 = ""                                                                               // does not fit
)

// number reads "coefficient" or "coefficient e exponent" of any length.
func number(t *testing.T, s string) decimal.Decimal {
	t.Helper()
	coef, exp, found := strings.Cut(s, "e")
	c, ok := new(big.Int).SetString(coef, 10)
	require.True(t, ok, s)
	var e int64
	if found {
		e = dec.MustParse(exp).IntPart()
	}
	return decimal.NewFromBigInt(c, int32(e))
}

// text writes what number reads.
func text(n num.Num) string {
	d := n.Decimal()
	s := d.Coefficient().String()
	if d.Exponent() != 0 {
		s += "e" + decimal.New(int64(d.Exponent()), 0).String()
	}
	return s
}

func TestMul(t *testing.T) {
	for _, tt := range []struct{ x, y, want string }{
		{"0", "0", "0"},
		{"0e3", "-7e-5", "0e-2"}, // zero has no sign
		{"3e-2", "-4e5", "-12e3"},
		{"-10e-1", "-10e-1", "100e-2"}, // trailing zeros stay
		{max64, max64, "340282366920938463426481119284349108225"},
		{max128, max128, "115792089237316195423570985008687907852589419931798687112530834793049593217025"},
		{max192, max64, "115792089237316195417293883273301227089434195242432897623336781819375385575425"},
		{max256, "1", max256},
		{max256, "-1", "-" + max256},
		{max256, "0e5", "0e5"},
		{"0", max256, "0"},
		{max256, "2", over256},
		{two128, two128, over256},
		{max192, max128, over256},
		{max192, max192, over256},
		{"1e2147483647", "1", "1e2147483647"},
		{"1e2147483647", "1e1", over256},
		{"1e-2147483648", "1e-1", over256},
	} {
		x, y := of(t, number(t, tt.x)), of(t, number(t, tt.y))
		check(t, tt.want, (*num.Num).Mul, x, y, " × ")
		check(t, tt.want, (*num.Num).Mul, y, x, " × ")
	}
}

func TestAddAndSub(t *testing.T) {
	for _, tt := range []struct{ x, y, sum, difference string }{
		{"0", "0", "0", "0"},
		{"0e3", "0e-2", "0e-2", "0e-2"},
		{"1", "1", "2", "0"}, // zero has no sign
		{"-1e-2", "-1e-2", "-2e-2", "0e-2"},
		{"1e2", "5e-1", "1005e-1", "995e-1"},
		{"5e-1", "1e2", "1005e-1", "-995e-1"},
		{"1", "-3", "-2", "4"},
		{"1e1", "100e-1", "200e-1", "0e-1"},
		{max64, "1", "18446744073709551616", "18446744073709551614"},
		{max128, "1", two128, "340282366920938463463374607431768211454"},
		{max256, "0", max256, max256},
		{max256, "1", over256, "115792089237316195423570985008687907853269984665640564039457584007913129639934"},
		{"-" + max256, "1", "-115792089237316195423570985008687907853269984665640564039457584007913129639934", over256},
		{max256, max256, over256, "0"},
		{"1e19", "1", "10000000000000000001", "9999999999999999999"},
		{"1e20", "1", "100000000000000000001", "99999999999999999999"},
		{"1e77", "1", "1" + strings.Repeat("0", 76) + "1", strings.Repeat("9", 77)},
		{"1e78", "1", over256, over256},
		{"1e2147483647", "1e-2147483648", over256, over256},
		{"0e2147483647", "1e-2147483648", "1e-2147483648", "-1e-2147483648"},
	} {
		x, y := of(t, number(t, tt.x)), of(t, number(t, tt.y))
		check(t, tt.sum, (*num.Num).Add, x, y, " + ")
		check(t, tt.sum, (*num.Num).Add, y, x, " + ")
		check(t, tt.difference, (*num.Num).Sub, x, y, " − ")
	}
}

func TestQuo(t *testing.T) {
	for _, tt := range []struct{ x, y, want string }{
		{"1", "0e5", over256}, // does not fit: dec.Quo returns the error
		{"0", "0", over256},
		{"0e-7", "-3", "0"},
		{"1", "3", "3333333333333333333333333333333333e-34"},
		{"-2", "3", "-6666666666666666666666666666666667e-34"},
		{"44", "12", "3666666666666666666666666666666667e-33"},
		{"1000e-2", "-5", "-2"},
		{"1e64", "1e-64", "1e128"},
		{"1", "1024", "9765625e-10"},
		// 35 digits: the last is a half.
		{"10000000000000000000000000000000005", "1", "1e34"},
		{"10000000000000000000000000000000015", "1", "1000000000000000000000000000000002e1"},
		{"30000000000000000000000000000000015", "3", "1e34"},
		{"30000000000000000000000000000000016", "3", "1000000000000000000000000000000001e1"},
		{"99999999999999999999999999999999995", "1", "1e35"}, // rounding carries into a new digit
		{max256, max256, "1"},
		{max256, "1", "1157920892373161954235709850086879e44"},
		{"1", max256, "86361685550944446253863518628004e-109"}, // 8.636168555094444625386351862800399 57…e-78
		{max256, max64, "6277101735386680764176071790128605e24"},
		{"1e2147483647", "1e-1", over256},
		{"1e-2147483648", "1e1", over256},
		{"10e2147483647", "10", "1e2147483647"},
	} {
		x, y := of(t, number(t, tt.x)), of(t, number(t, tt.y))
		check(t, tt.want, (*num.Num).Quo, x, y, " ÷ ")
	}
}

// check runs an operation with every receiver: another number, either of the operands.
func check(t *testing.T, want string, op func(z, x, y *num.Num) bool, x, y num.Num, symbol string) {
	t.Helper()
	msg := text(x) + symbol + text(y)
	before := num.New(17, 3)
	z, x1, y1 := before, x, y
	if want == over256 {
		assert.False(t, op(&z, &x, &y), msg)
		assert.False(t, op(&x, &x, &y), msg)
		assert.False(t, op(&y, &x, &y), msg)
		assert.Equal(t, []num.Num{before, x1, y1}, []num.Num{z, x, y}, msg)
		return
	}
	if assert.True(t, op(&z, &x, &y), msg) {
		assert.Equal(t, want, text(z), msg)
		assert.Equal(t, of(t, number(t, want)), z, msg)
	}
	assert.Equal(t, []num.Num{x1, y1}, []num.Num{x, y}, msg)
	assert.True(t, op(&x, &x, &y), msg)
	assert.True(t, op(&y, &x1, &y), msg)
	assert.Equal(t, []num.Num{z, z}, []num.Num{x, y}, msg)
}

func TestCmp(t *testing.T) {
	ordered := []string{
		"-1e2147483647", "-" + max256, "-1e77", "-1", "-1e-5", "0", "1e-2147483648", "9999e-4", "1", "10001e-4",
		max64, "18446744073709551616", two128, "1e77", max256, max256 + "e1", "1e2147483647",
	}
	for i, a := range ordered {
		for j, b := range ordered {
			x, y := of(t, number(t, a)), of(t, number(t, b))
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			assert.Equal(t, want, x.Cmp(&y), "%s and %s", a, b)
		}
	}
	for _, tt := range [][2]string{{"1", "100e-2"}, {"-1e19", "-10000000000000000000"}, {"0e2147483647", "0e-2147483648"}} {
		x, y := of(t, number(t, tt[0])), of(t, number(t, tt[1]))
		assert.Zero(t, x.Cmp(&y), tt)
		assert.Equal(t, x, num.Min(x, y), "the first of equals")
		assert.Equal(t, y, num.Min(y, x), "the first of equals")
		assert.Equal(t, x, num.Max(x, y), "the first of equals")
		assert.Equal(t, y, num.Max(y, x), "the first of equals")
	}
	x, y := num.New(-3, 0), num.New(1, -2)
	assert.Equal(t, []num.Num{x, x, y, y}, []num.Num{num.Min(x, y), num.Min(y, x), num.Max(x, y), num.Max(y, x)})
}

func TestSignNegAndOne(t *testing.T) {
	for _, tt := range []struct {
		s    string
		sign int
		neg  string
		one  bool
	}{
		{"0", 0, "0", false},
		{"0e-3", 0, "0e-3", false},
		{"1", 1, "-1", true},
		{"-1", -1, "1", false},
		{"100e-2", 1, "-100e-2", true},
		{"1e1", 1, "-1e1", false},
		{"18446744073709551617", 1, "-18446744073709551617", false}, // its lowest word is 1
		{"-" + max256, -1, max256, false},
	} {
		n := of(t, number(t, tt.s))
		assert.Equal(t, tt.sign, n.Sign(), tt.s)
		assert.Equal(t, tt.sign == 0, n.IsZero(), tt.s)
		assert.Equal(t, of(t, number(t, tt.neg)), n.Neg(), tt.s)
		assert.Equal(t, tt.one, n.IsOne(), tt.s)
	}
}

func TestConversions(t *testing.T) {
	for _, s := range []string{
		"0", "0e-5", "0e2147483647", "1", "-100e-2", "999999999999999999", "1000000000000000000", "9223372036854775807",
		"-9223372036854775808", max64, "18446744073709551616", max128, two128, max192, max256, "-" + max256 + "e-2147483648",
	} {
		n := of(t, number(t, s))
		assert.Equal(t, s, text(n))
		assert.Equal(t, number(t, s).Exponent(), n.Exponent())
		coef, exp, ok := n.Short()
		if !ok {
			assert.False(t, number(t, s).Coefficient().CmpAbs(big.NewInt(math.MaxInt64)) <= 0, s)
			continue
		}
		assert.Equal(t, n, num.New(coef, exp), s)
	}
	for _, s := range []string{two256, "-" + two256} {
		_, ok := num.Of(number(t, s))
		assert.False(t, ok, s)
	}
	assert.Equal(t, "-9223372036854775808e2", text(num.New(math.MinInt64, 2)))
	assert.Equal(t, num.Num{}, of(t, decimal.Decimal{}))
	assert.Equal(t, "-12.5", num.New(-125, -1).String())
}

func TestParse(t *testing.T) {
	for _, s := range []string{
		"0", "-0", "-0.00", "+0.0", "1", "+1", "-12.50", ".5", "-.5", "007", "9999999999999999999", "-0.9999999999999999999",
		"99999999999999999999", "00000000000000000000", "1.2e-3", "1E2", "0.01e-64", "1e64",
		strings.Repeat("9", 64), "-" + strings.Repeat("9", 63) + ".9e-64",
		"", "+", "-", ".", "-.", "1.", "1.e5", "1..2", "1.2.3", ".1.", "--1", "1-", "1e", "e5", "1e65", " 1", "1,234", "5%", "NaN", "１",
		strings.Repeat("9", 65), "1234567890123456789.", "12345678901234567890.",
	} {
		checkParse(t, s)
	}
}

func checkParse(t *testing.T, s string) {
	t.Helper()
	want, wantErr := dec.Parse(s)
	got, err := num.Parse(s)
	if wantErr != nil {
		require.Equal(t, wantErr, err)
		require.Equal(t, num.Num{}, got)
		return
	}
	require.NoError(t, err, s)
	require.Equal(t, of(t, want), got, s)
	require.Equal(t, want.Coefficient().String(), got.Decimal().Coefficient().String(), s)
	require.Equal(t, want.Exponent(), got.Exponent(), s)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1", "-12.50", ".5", "1.", "1e64", "1e999999999", "1,234", "１", "NaN", "+0e-0", "9999999999999999999", "12345678901234567890.5"} {
		f.Add(s)
	}
	f.Fuzz(checkParse)
}
