package plan_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func tonnes(s string) ghg.CO2e { return sure(ghg.TonnesCO2e(d(s))) }

func yen(s string) money.Amount { return money.MustParse(s + " JPY") }

func sure[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func second[T any](_ T, err error) error { return err }

// target allows 50 t in 2030, from 100 t in 2020.
func target() targets.Absolute { return allowing("0.5") }

func allowing(reduction string) targets.Absolute {
	return targets.Absolute{
		Name: "Scope 1+2", Base: targets.Base{Year: 2020, Emissions: tonnes("100"), Accounting: ghg.MarketBased},
		Milestones: []targets.Milestone{{Year: 2030, Reduction: d(reduction)}},
	}
}

// abates is a measure that abates an amount from 2026 on for ten years, at a CAPEX and no OPEX.
func abates(name, t, capex string) plan.Measure {
	return plan.Measure{
		Name: name, Part: "sites", Start: 2026, Lifetime: 10, Ramp: []decimal.Decimal{d("1")}, Amount: tonnes(t),
		Capex: yen(capex), Opex: yen("0"), Size: plan.Whole(),
	}
}

// cuts is a measure that abates a share.
func cuts(name, share, capex string) plan.Measure {
	m := abates(name, "0", capex)
	m.Share = d(share)
	return m
}

// portfolio has a baseline of 80 t in 2030 and a discount rate of zero.
func portfolio(measures ...plan.Measure) plan.Portfolio {
	return plan.Portfolio{
		Baseline: plan.Baseline{Source: "a forecast", Accounting: ghg.MarketBased, Parts: []plan.Part{{
			Name: "sites", Scope: ghg.Scope1, Years: []targets.Projection{{Year: 2025, Emissions: tonnes("90")}, {Year: 2030, Emissions: tonnes("80")}},
		}}},
		Measures: measures,
		Terms:    plan.Terms{Prices: money.PriceBasis{Currency: "JPY", Year: 2024, Type: money.PurchaserPrice}, Rate: targets.Defined(d("0")), Year: 2026},
	}
}

func equal(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	assert.True(t, d(want).Equal(got), "%s is %s, want %s.", what, got, want)
}

// rounded compares a figure with want, rounded to the decimal places of want.
func rounded(t *testing.T, want string, got decimal.Decimal, what string) {
	t.Helper()
	w := d(want)
	assert.True(t, w.Equal(got.Round(-w.Exponent())), "%s is %s, want %s.", what, got, want)
}

func equalTonnes(t *testing.T, want string, got ghg.CO2e, what string) {
	t.Helper()
	assert.True(t, tonnes(want).Equal(got), "%s is %s t, want %s t.", what, got.Tonnes(), want)
}

// scales compares the scales of a plan, in order of name.
func scales(t *testing.T, p plan.Plan, want ...string) {
	t.Helper()
	require.Len(t, p.Choices, len(want))
	for i, w := range want {
		equal(t, w, p.Choices[i].Scale, "The scale of "+p.Choices[i].Measure)
	}
}

func last(p plan.Plan) targets.BridgeRow { return p.Years[len(p.Years)-1] }
