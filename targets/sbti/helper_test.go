package sbti_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func tonnes(s string) ghg.CO2e { return sure(ghg.TonnesCO2e(d(s))) }

// base is a base year FY2020 of 100 t.
func base() targets.Base {
	return targets.Base{Year: 2020, Emissions: tonnes("100"), Accounting: ghg.MarketBased}
}

func actual(year int, t string) targets.Actual {
	return targets.Actual{Year: year, Emissions: tonnes(t), Accounting: ghg.MarketBased}
}

// equal compares a figure with want exactly.
func equal(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	assert.True(t, d(want).Equal(got), "%s is %s, want %s.", what, got, want)
}

// rounded compares a figure with want, rounded half away from zero to the decimal places of want.
func rounded(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	w := d(want)
	assert.True(t, w.Equal(got.Round(-w.Exponent())), "%s is %s, want %s.", what, got, want)
}

// decides fails the test unless a check was possible and its verdict is as wanted.
func decides(t *testing.T, met bool) func(sbti.Verdict, error) {
	t.Helper()
	return func(v sbti.Verdict, err error) {
		t.Helper()
		require.NoError(t, err)
		assert.Equal(t, met, v.Met, "The verdict is wrong: %s.", v.Detail)
	}
}

func must[T any](t *testing.T, o targets.Optional[T]) T {
	t.Helper()
	v, ok := o.Get()
	require.True(t, ok, "The value is %s, want a defined value.", o)
	return v
}

func second[T any](_ T, err error) error { return err }

// sure returns a value that must have been made without an error.
func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
