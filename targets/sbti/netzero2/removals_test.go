package netzero2_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// C45, 1 % in 2035 and linear to 100 % in the net-zero year. Derived: 0.01 + 0.99 × 5 ÷ 15 = 0.34, 0.01 + 0.99 × 10 ÷ 15 =
// 0.67, and with 2045 0.01 + 0.99 × 5 ÷ 10 = 0.505.
func TestRemovalShares(t *testing.T) {
	for _, c := range []struct {
		year, netZero int
		want          string
	}{
		{2035, 2050, "0.01"},
		{2040, 2050, "0.34"},
		{2045, 2050, "0.67"},
		{2040, 2045, "0.505"},
		{2050, 2050, "1"},
		{2060, 2050, "1"},
	} {
		got, err := netzero2.V2_0().RemovalDuty(netzero2.CategoryA, c.year, c.netZero, tonnes("1000"), d("0.8"))
		require.NoError(t, err)
		equal(t, c.want, got.Share, "The share")
		assert.True(t, sure(tonnes("1000").Scale(d(c.want))).Equal(got.Cover), "The cover is %s.", got.Cover)
	}
}

// 1,000 t in 2040, 80 % long-lived: cover 340 t; long-lived removals at least 40 % of 272 t, 108.8 t. Derived: the
// long-lived share is 0.1 + 0.9 × 5 ÷ 15 = 0.4, and 340 × 0.8 = 272.
func TestLongLivedRemovals(t *testing.T) {
	got, err := netzero2.V2_0().RemovalDuty(netzero2.CategoryA, 2040, 2050, tonnes("1000"), d("0.8"))
	require.NoError(t, err)
	equal(t, "340", got.Cover.Tonnes(), "The cover")
	equal(t, "108.8", got.LongLived.Tonnes(), "The long-lived removals")
	got, err = netzero2.V2_0().RemovalDuty(netzero2.CategoryA, 2050, 2050, tonnes("1000"), d("0.8"))
	require.NoError(t, err)
	equal(t, "800", got.LongLived.Tonnes(), "The long-lived removals at net zero")
}

func TestRemovalsRefused(t *testing.T) {
	e, one := netzero2.V2_0(), tonnes("1")
	for name, c := range map[string]struct {
		category      netzero2.Category
		year, netZero int
		emissions     string
		gases         string
		want          error
	}{
		"category B":         {netzero2.CategoryB, 2040, 2050, "1", "1", sbti.ErrNoRule},
		"no category":        {0, 2040, 2050, "1", "1", ghg.ErrMissing},
		"before 2035":        {netzero2.CategoryA, 2034, 2050, "1", "1", sbti.ErrNoRule},
		"no year":            {netzero2.CategoryA, 0, 2050, "1", "1", ghg.ErrMissing},
		"net zero in 2035":   {netzero2.CategoryA, 2036, 2035, "1", "1", ghg.ErrOutOfRange},
		"net zero after":     {netzero2.CategoryA, 2036, 2051, "1", "1", ghg.ErrOutOfRange},
		"no net-zero year":   {netzero2.CategoryA, 2036, 0, "1", "1", ghg.ErrMissing},
		"negative emissions": {netzero2.CategoryA, 2036, 2050, "-1", "1", ghg.ErrNegative},
		"gases above one":    {netzero2.CategoryA, 2036, 2050, "1", "1.1", ghg.ErrOutOfRange},
	} {
		require.ErrorIs(t, second(e.RemovalDuty(c.category, c.year, c.netZero, tonnes(c.emissions), d(c.gases))), c.want, name)
	}
	require.ErrorIs(t, second(netzero2.Edition{}.RemovalDuty(netzero2.CategoryA, 2040, 2050, one, d("1"))), ghg.ErrMissing)
}

// C46: all residual emissions are neutralised; gross emissions stay as they are.
func TestNeutralise(t *testing.T) {
	e := netzero2.V2_0()
	got, err := e.Neutralise(2050, 2050, tonnes("100"), tonnes("100"))
	require.NoError(t, err)
	assert.True(t, got.Met)
	assert.True(t, got.Gap.IsZero())
	got, err = e.Neutralise(2051, 2030, tonnes("100"), tonnes("99"))
	require.NoError(t, err)
	assert.False(t, got.Met)
	assert.True(t, tonnes("1").Equal(got.Gap))
	assert.True(t, tonnes("100").Equal(got.Residual))

	require.ErrorIs(t, second(e.Neutralise(2049, 2050, tonnes("1"), tonnes("1"))), sbti.ErrNoRule)
	require.ErrorIs(t, second(e.Neutralise(2060, 2051, tonnes("1"), tonnes("1"))), ghg.ErrOutOfRange)
	require.ErrorIs(t, second(e.Neutralise(0, 2050, tonnes("1"), tonnes("1"))), ghg.ErrMissing)
	require.ErrorIs(t, second(e.Neutralise(2050, 2050, tonnes("-1"), tonnes("1"))), ghg.ErrNegative)
	require.ErrorIs(t, second(e.Neutralise(2050, 2050, tonnes("1"), tonnes("-1"))), ghg.ErrNegative)
	require.ErrorIs(t, second(netzero2.Edition{}.Neutralise(2050, 2050, tonnes("1"), tonnes("1"))), ghg.ErrMissing)
}
