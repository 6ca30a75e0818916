package method_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

func moneyCalc() *method.Calc {
	return plain.Begin(factors.Basis{GWP: ghg.AR5()}, &line{ID: "x", Period: ghg.CalendarYear(2024)})
}

// TestRebase multiplies first and divides once, so quotients that do not terminate cancel: 300 ÷ 3 × 7 ÷ 7 is 100.
func TestRebase(t *testing.T) {
	c := moneyCalc()
	from, err := money.ParsePriceBasis("2024 JPY purchaser")
	require.NoError(t, err)
	to, err := money.ParsePriceBasis("2022 USD purchaser")
	require.NoError(t, err)
	rate := money.FX{From: "JPY", To: "USD", Rate: dec.MustParse("3"), Quote: money.FromPerTo, Period: "2022", Source: "bank"}
	index := money.Index{Currency: "JPY", FromYear: 2024, ToYear: 2022, FromValue: dec.MustParse("7"), ToValue: dec.MustParse("7"), Source: "office"}
	flow := c.Rebase(method.Of("spend", units.MustParse("300 JPY")), from, to, index, rate)
	assert.Equal(t, 4, flow.Len())
	assert.Equal(t, units.MustUnit("USD"), flow.Unit())
	assert.Equal(t, "100", c.Evaluate("spend", flow).Value().String())
	require.NoError(t, c.Err())

	spend := method.Of("spend", units.MustParse("300 JPY"))
	assert.Equal(t, spend, c.Rebase(spend, from, to, index), "steps that do not lead to the basis change nothing")
	require.ErrorIs(t, c.Err(), money.ErrWrongBasis)
	assert.Equal(t, spend, c.Rebase(spend, from, to, index, rate), "nothing is done after an error")
}

// 110 JPY with a tax of 10 % are 100 JPY; at 0.008 USD per JPY, less a margin of a quarter, 0.6 USD at basic prices. The
// source and the kind of each number are in its term.
func TestRebaseTaxAndMargin(t *testing.T) {
	c := moneyCalc()
	from, err := money.ParsePriceBasis("2024 JPY purchaser")
	require.NoError(t, err)
	to, err := money.ParsePriceBasis("2024 USD basic")
	require.NoError(t, err)
	flow := c.Rebase(
		method.Of("spend", units.MustParse("110 JPY")), from, to,
		money.VAT{Class: "JP/standard", Rate: dec.MustParse("0.1"), Source: "tax law"},
		money.FX{From: "JPY", To: "USD", Rate: dec.MustParse("0.008"), Quote: money.ToPerFrom, Period: "2024", Source: "bank"},
		money.Margin{To: money.BasicPrice, Share: dec.MustParse("0.25"), Source: "supply table"},
	)
	require.NoError(t, c.Err())
	spend := c.Evaluate("spend", flow)
	assert.Equal(t, "0.6", spend.Value().String())
	assert.Equal(t, units.MustUnit("USD"), spend.Unit())
	c.EmitCO2e("purchase", method.Of("figure", units.MustParse("1 kg CO2e")), "", "AR5")
	r, err := c.Result(method.Part{})
	require.NoError(t, err)
	var refs []string
	for _, term := range r.Steps[0].Terms[1:] {
		assert.Equal(t, ghg.TermPrice, term.Kind)
		refs = append(refs, term.Ref+" "+term.Value.String()+" "+term.Unit+" "+term.Source)
	}
	assert.Equal(t, []string{"tax/JP/standard 1.1 1 tax law", "fx/JPY/USD/2024 0.008 USD/JPY bank", "margin/basic 0.75 1 supply table"}, refs)

	c = moneyCalc()
	c.Refuse("spend", "", "an amount", ghg.ErrMissing)
	untouched := method.Of("spend", units.MustParse("110 JPY"))
	assert.Equal(t, untouched, c.Rebase(untouched, from, to), "nothing is done after an error")
}

// TestWeighted converts gases to CO2e and CO2e of a known gas to another GWP set; nothing is emitted.
func TestWeighted(t *testing.T) {
	c := moneyCalc()
	per := func(text string) factors.Factor {
		return c.Factor(factors.MustSupplied(text), factors.Query{Activity: "fuel/x", Region: "GB", Boundary: ghg.LifeCycle})
	}
	amount := method.Of("amount", units.MustParse("10 kg"))
	assert.Equal(t, "48", c.Weighted("gases", amount, per("2 kg CO2/kg + 0.1 kg CH4/kg; x")).Value().String()) // 10 × (2 + 0.1 × 28)
	assert.Equal(t, "50", c.Weighted("CO2e", amount, per("5 kg CO2e/kg AR5; x")).Value().String())
	methane, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CH4, GWP: "AR4", Kg: dec.MustParse("25")})
	require.NoError(t, err)
	restated := factors.Supplied{PerUnit: methane, Unit: units.MustUnit("kg"), Source: "x"}
	own, err := restated.Factor(factors.Query{Activity: "fuel/y", Region: "GB", Period: ghg.CalendarYear(2024), Boundary: ghg.LifeCycle})
	require.NoError(t, err)
	assert.Equal(t, "280", c.Weighted("methane", amount, own).Value().String()) // 10 × 25 × 28 ÷ 25
	r, err := c.Result(method.Part{})
	require.NoError(t, err)
	require.NoError(t, r.Check())
	assert.True(t, r.CO2e.IsZero())

	c.Weighted("biogenic", amount, per("1 kg CO2-biogenic/kg; x"))
	require.ErrorIs(t, c.Err(), ghg.ErrNoGWP)
}
