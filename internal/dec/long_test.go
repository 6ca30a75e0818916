package dec_test

import (
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/internal/dec"
)

func TestParseLong(t *testing.T) {
	long := strings.Repeat("9", 2000) + "." + strings.Repeat("1", 2000)
	for _, s := range []string{"0", "12.5", "-12.5", "-0.001", strings.Repeat("1", dec.MaxLong), long, "-" + long} {
		got, err := dec.ParseLong(s)
		require.NoError(t, err)
		assert.Equal(t, s, got.String())
	}
}

func TestParseLongRefuses(t *testing.T) {
	const digits = "want digits with an optional decimal point and exponent, such as 1234.5"
	for s, why := range map[string]string{
		"":                                 digits,
		"-":                                digits,
		".5":                               digits,
		"1.":                               digits,
		"--1":                              digits,
		"+1":                               digits,
		"1.2.3":                            digits,
		"1e5":                              digits,
		"1,234":                            "write it without thousands separators and with a decimal point",
		"１":                                "write it in ASCII digits, not full-width ones",
		strings.Repeat("1", dec.MaxLong+1): "it is longer than 4096 bytes",
	} {
		_, err := dec.ParseLong(s)
		var syntax *dec.SyntaxError
		require.ErrorAs(t, err, &syntax)
		assert.Equal(t, why, syntax.Why, "%.20q", s)
	}
}

// A product of parsed numbers is longer than Parse reads, and round-trips through its own text.
func TestParseLongReadsExactProducts(t *testing.T) {
	nines := dec.MustParse(strings.Repeat("9", 64))
	product := nines.Mul(nines)
	_, err := dec.Parse(product.String())
	require.Error(t, err)
	got, err := dec.ParseLong(product.String())
	require.NoError(t, err)
	assert.True(t, got.Equal(product))
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		coef int64
		exp  int32
		want string
	}{
		{0, 0, "0"},
		{0, -5, "0"},
		{0, 7, "0"},
		{1, 0, "1"},
		{-1, 0, "-1"},
		{15, -1, "1.5"},
		{1500, -3, "1.5"},
		{-1500, -2, "-15"},
		{12, 3, "12000"},
		{5, -1, "0.5"},
		{5, -4, "0.0005"},
		{-120, -5, "-0.0012"},
		{9223372036854775807, -9, "9223372036.854775807"},
		{math.MinInt64, 0, "-9223372036854775808"},
	} {
		d := decimal.New(c.coef, c.exp)
		assert.Equal(t, c.want, dec.Text(d))
		assert.GreaterOrEqual(t, dec.TextLen(d), len(c.want))
	}
}

// TestTextIgnoresGlobals sets the globals of the decimal package, which change what its String writes.
func TestTextIgnoresGlobals(t *testing.T) {
	trim, scientific := decimal.TrimTrailingZeros, decimal.UseScientificNotation
	t.Cleanup(func() { decimal.TrimTrailingZeros, decimal.UseScientificNotation = trim, scientific })
	decimal.TrimTrailingZeros, decimal.UseScientificNotation = false, true
	d := decimal.New(150000, -2)
	require.NotEqual(t, "1500", d.String(), "the globals have no effect, so this test proves nothing")
	assert.Equal(t, "1500", dec.Text(d))
}

// FuzzText compares Text with the decimal package's own text, with its globals unchanged.
func FuzzText(f *testing.F) {
	f.Add(int64(12345), int32(-3), uint8(0))
	f.Add(int64(-1), int32(60), uint8(9))
	f.Fuzz(func(t *testing.T, coef int64, exp int32, times uint8) {
		d := decimal.New(coef, exp%200)
		for range times % 8 {
			d = d.Mul(decimal.New(coef, -1))
		}
		want := d.String()
		if got := dec.Text(d); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		if n := dec.TextLen(d); n < len(want) {
			t.Errorf("the length %d is below that of %s", n, want)
		}
	})
}
