package netzero2_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units/money"
)

// cycle is five years that add up to the given tonnes and USD.
func cycle(scope12, scope3, volume, spent string) []netzero2.OngoingYear {
	fifth := func(s string) decimal.Decimal { return d(s).Div(d("5")) }
	var years []netzero2.OngoingYear
	for year := 2028; year <= 2032; year++ {
		years = append(years, netzero2.OngoingYear{
			Year: year, Scope12: sure(ghg.TonnesCO2e(fifth(scope12))), Scope3: sure(ghg.TonnesCO2e(fifth(scope3))),
			Volume: sure(ghg.TonnesCO2e(fifth(volume))), Spent: money.Amount{Value: fifth(spent), Currency: "USD"},
		})
	}
	return years
}

// C40, derived: Advanced covers all of scopes 1 and 2 and at least 10 % of all scopes, at USD 20/t. 50 + 950 t: max(50,
// 100) = 100 t, USD 2,000. 300 + 700 t: max(300, 100) = 300 t, USD 6,000.
func TestLevelsOfRecognition(t *testing.T) {
	for _, c := range []struct {
		category               netzero2.Category
		scope12, scope3        string
		engaged, advanced, usd string // cover in t, price of advanced
		leadership, usdAtTop   string
	}{
		{netzero2.CategoryA, "50", "950", "10", "100", "2000", "1000", "80000"},
		{netzero2.CategoryA, "300", "700", "10", "300", "6000", "1000", "80000"},
		{netzero2.CategoryB, "50", "950", "10", "100", "2000", "100", "8000"},
		{netzero2.CategoryB, "300", "700", "10", "300", "6000", "300", "24000"},
	} {
		got, err := netzero2.V2_0().OngoingEmissions(c.category, cycle(c.scope12, c.scope3, "0", "0"))
		require.NoError(t, err)
		require.Len(t, got.Levels, 3)
		equal(t, c.engaged, got.Levels[0].Cover.Tonnes(), "The cover of engaged")
		assert.False(t, got.Levels[0].Spend.Given(), "Engaged has a price.")
		equal(t, c.advanced, got.Levels[1].Cover.Tonnes(), "The cover of advanced")
		assert.Equal(t, c.usd+" USD", got.Levels[1].Spend.String())
		equal(t, c.leadership, got.Levels[2].Cover.Tonnes(), "The cover of leadership")
		assert.Equal(t, c.usdAtTop+" USD", got.Levels[2].Spend.String())
	}
}

// Advanced needs the volume or the price, leadership both; exactly the figure is enough.
func TestLevelsReached(t *testing.T) {
	for _, c := range []struct {
		category      netzero2.Category
		volume, spent string
		want          [3]bool
	}{
		{netzero2.CategoryA, "0", "0", [3]bool{}},
		{netzero2.CategoryA, "10", "0", [3]bool{true, false, false}},
		{netzero2.CategoryA, "9.9", "2000", [3]bool{false, true, false}},
		{netzero2.CategoryA, "100", "0", [3]bool{true, true, false}},
		{netzero2.CategoryA, "99.9", "1999.9", [3]bool{true, false, false}},
		{netzero2.CategoryA, "1000", "79999", [3]bool{true, true, false}},
		{netzero2.CategoryA, "999.9", "80000", [3]bool{true, true, false}},
		{netzero2.CategoryA, "1000", "80000", [3]bool{true, true, true}},
		{netzero2.CategoryB, "100", "8000", [3]bool{true, true, true}},
	} {
		got, err := netzero2.V2_0().OngoingEmissions(c.category, cycle("50", "950", c.volume, c.spent))
		require.NoError(t, err)
		for i, l := range got.Levels {
			assert.Equal(t, c.want[i], l.Met, "%s of %s t and USD %s", l.Level, c.volume, c.spent)
		}
	}
}

func TestOngoingEmissionsRefused(t *testing.T) {
	e := netzero2.V2_0()
	for name, c := range map[string]struct {
		change func([]netzero2.OngoingYear) []netzero2.OngoingYear
		want   error
	}{
		"no years":        {func([]netzero2.OngoingYear) []netzero2.OngoingYear { return nil }, ghg.ErrMissing},
		"a year missing":  {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { return y[:4] }, ghg.ErrMissing},
		"a gap":           {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { y[4].Year++; return y }, ghg.ErrMissing},
		"a year twice":    {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { y[4].Year--; return y }, ghg.ErrMissing},
		"six years":       {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { z := y[4]; z.Year++; return append(y, z) }, ghg.ErrMissing},
		"no year":         {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { y[0].Year = 0; return y }, ghg.ErrMissing},
		"euros":           {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { y[0].Spent = eur("1"); return y }, ghg.ErrMixed},
		"nothing stated":  {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { y[0].Spent = money.Amount{}; return y }, ghg.ErrMissing},
		"negative volume": {func(y []netzero2.OngoingYear) []netzero2.OngoingYear { y[0].Volume = tonnes("-1"); return y }, ghg.ErrNegative},
		"too long": {func(y []netzero2.OngoingYear) []netzero2.OngoingYear {
			y[0].Spent.Value = decimal.New(1, math.MaxInt32)
			return y
		}, ghg.ErrOutOfRange},
	} {
		require.ErrorIs(t, second(e.OngoingEmissions(netzero2.CategoryA, c.change(cycle("50", "950", "1", "1")))), c.want, name)
	}
	require.ErrorIs(t, second(e.OngoingEmissions(0, cycle("1", "1", "1", "1"))), ghg.ErrMissing)
	require.ErrorIs(t, second(netzero2.Edition{}.OngoingEmissions(netzero2.CategoryA, cycle("1", "1", "1", "1"))), ghg.ErrMissing)
}
