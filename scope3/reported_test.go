package scope3_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

func reportedFigure() scope3.Reported {
	return scope3.Reported{
		ID: "mill", Period: year, Category: 1, Amount: units.MustParse("2.5 kt CO2e"), GWP: "AR5", Reporter: "mill", Source: "letter of March 2025",
		Assurance: "limited, ISO 14064-3", Purchase: "PO-1", Spend: units.MustParse("180 JPY"),
	}
}

func TestReported(t *testing.T) {
	rs := calculate(t, factors.Basis{GWP: ghg.AR6()}, reportedFigure())
	require.Len(t, rs, 1)
	r := rs[0]
	assert.Equal(t, "2500000", r.CO2e.Kg().String())
	assert.Equal(t, ghg.Reported, r.Origin)
	assert.Equal(t, ghg.NotRecomputed, r.Caveats[0].Kind)
	assert.Equal(t, ghg.Purchase{ID: "PO-1", Supplier: "mill", Spend: ghg.Amount{Value: dec.MustParse("180"), Unit: "JPY"}}, r.Purchase)
}

func TestReportedRefuses(t *testing.T) {
	refuse(t, ar5(), []refusal{
		{"category", with(reportedFigure(), func(a *scope3.Reported) { a.Category = 16 }), ghg.ErrOutOfRange, "14, 15"},
		{"plain mass", with(reportedFigure(), func(a *scope3.Reported) { a.Amount = units.MustParse("5 t") }), ghg.ErrDimension, "CO2e"},
		{"unknown GWP set", with(reportedFigure(), func(a *scope3.Reported) { a.GWP = "AR9" }), ghg.ErrUnknown, "AR9"},
		{"spend that is not money", with(reportedFigure(), func(a *scope3.Reported) { a.Spend = units.MustParse("5 kg") }), ghg.ErrDimension, "spend"},
	})
}

// A factor per yen whose publisher states no price year is applied to the yen as paid, with a caveat.
func TestSpendOfNoStatedYear(t *testing.T) {
	set, err := japan.Load(japan.Edition2026_06)
	require.NoError(t, err)
	capital := scope3.SpendBased{
		ID: "press", Period: year, Category: 2, Item: "press", Spend: units.MustParse("1000000 JPY"), Tax: "excluded", PriceYear: 2024,
		PriceType: money.PurchaserPrice, Activity: "capital-goods/io-jp/00-0000", Region: "JP",
	}
	b := factors.Basis{Factors: set, GWP: ghg.AR5()}
	rs := calculate(t, b, capital)
	// 0.00349680278132082 kg CO2e per yen (MOE database ver. 3.6, table 6, total)
	assert.Equal(t, "3496.80278132082", rs[0].CO2e.Kg().String())
	assert.NotEmpty(t, rs[0].Caveats)
	capital.FactorYear = 2020
	_, err = capital.Calculate(b)
	require.ErrorIs(t, err, factors.ErrNoFactor)

	fares := capital
	fares.Category, fares.Activity, fares.FactorYear = 6, "travel/expense/air-domestic", 0
	assert.Equal(t, ghg.BusinessTravel, calculate(t, b, fares)[0].Category)
}

// What a supplier wrote is counted and shown as not recomputed.
func ExampleReported() {
	results, err := reportedFigure().Calculate(factors.Basis{GWP: ghg.AR5()})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(results[0].Explain())
	fmt.Println(results[0].Caveats[0])
	// Output:
	// mill: 2500 t CO2e in 2024 by scope 3 reported (AR5), from 2.5 kt CO2e reported; 1 caveat
	// not-recomputed: calculated by mill: letter of March 2025
}
