package dec_test

import (
	"strings"
	"testing"

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

// A product of parsed numbers is longer than Parse reads, and comes back from its own text.
func TestParseLongReadsExactProducts(t *testing.T) {
	nines := dec.MustParse(strings.Repeat("9", 64))
	product := nines.Mul(nines)
	_, err := dec.Parse(product.String())
	require.Error(t, err)
	got, err := dec.ParseLong(product.String())
	require.NoError(t, err)
	assert.True(t, got.Equal(product))
}
