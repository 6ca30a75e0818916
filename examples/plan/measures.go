package main

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
)

const (
	scope1    = "Scope 1"
	scope2    = "Scope 2"
	contracts = "renewable contracts"
	agreement = "power purchase agreement"
)

// illustration returns measures that are made up. No figure of theirs is NEC's or anyone's offer.
func illustration() []plan.Measure {
	at := func(share string) []decimal.Decimal { return []decimal.Decimal{number(share), decimal.NewFromInt(1)} }
	return []plan.Measure{
		{
			Name: "efficient cooling", Part: scope2, Start: 2026, Lifetime: 15, Ramp: at("0.5"), Share: number("0.08"),
			Capex: money.MustParse("4000e6 JPY"), Opex: money.MustParse("-500e6 JPY"), Size: plan.Whole(),
		},
		{
			Name: "solar on roofs", Part: scope2, Start: 2027, Lifetime: 20, Ramp: at("1"), Amount: kilotonnes("9"),
			Capex: money.MustParse("6000e6 JPY"), Opex: money.MustParse("-350e6 JPY"), Size: plan.Whole(),
		},
		{
			Name: contracts, Part: scope2, Start: 2026, Lifetime: 10, Ramp: at("0.25"), Share: number("0.2"),
			Capex: money.MustParse("0 JPY"), Opex: money.MustParse("120e6 JPY"), Size: plan.Whole(),
		},
		{
			Name: agreement, Part: scope2, Start: 2028, Lifetime: 20, Ramp: at("1"), Share: number("0.3"),
			Capex: money.MustParse("0 JPY"), Opex: money.MustParse("250e6 JPY"), Size: plan.Size{Max: decimal.NewFromInt(1), AllOrNothing: true},
			Excludes: []string{contracts},
		},
		{
			Name: "insulation", Part: scope1, Start: 2026, Lifetime: 30, Ramp: at("1"), Amount: kilotonnes("1"),
			Capex: money.MustParse("1200e6 JPY"), Opex: money.MustParse("-60e6 JPY"), Size: plan.Whole(),
		},
		{
			Name: "heat pumps", Part: scope1, Start: 2027, Lifetime: 15, Ramp: at("1"), Amount: kilotonnes("6"),
			Capex: money.MustParse("3000e6 JPY"), Opex: money.MustParse("-50e6 JPY"), Size: plan.Whole(), Requires: []string{"insulation"},
		},
		{
			Name: "electric fleet", Part: scope1, Start: 2026, Lifetime: 8, Ramp: at("0.5"), Amount: kilotonnes("4"),
			Capex: money.MustParse("900e6 JPY"), Opex: money.MustParse("-80e6 JPY"), Size: plan.Size{Max: decimal.NewFromInt(1), AllOrNothing: true},
		},
	}
}

// portfolio returns the measures beside a baseline that holds the published emissions of FY2023 until FY2030.
func (p published) portfolio() (plan.Portfolio, error) {
	parts := []plan.Part{{Name: scope1, Scope: ghg.Scope1}, {Name: scope2, Scope: ghg.Scope2}}
	for i, kt := range []decimal.Decimal{p.latest.Scope1, p.latest.Scope2Market} {
		emissions, err := ghg.TonnesCO2e(kt.Shift(3))
		if err != nil {
			return plan.Portfolio{}, err
		}
		for year := lastYear + 1; year <= p.target.Milestones[0].Year; year++ {
			parts[i].Years = append(parts[i].Years, targets.Projection{Year: year, Emissions: emissions})
		}
	}
	return plan.Portfolio{
		Baseline: plan.Baseline{Source: "the published emissions of FY2023, held until FY2030", Accounting: ghg.MarketBased, Parts: parts},
		Measures: illustration(),
		Overlaps: []plan.Overlap{{Measures: [2]string{"insulation", "heat pumps"}, Amount: kilotonnes("0.5")}},
		Budgets:  []plan.Budget{{Year: 2026, Limit: money.MustParse("5000e6 JPY")}, {Year: 2027, Limit: money.MustParse("5000e6 JPY")}},
		Terms: plan.Terms{
			Prices: money.PriceBasis{Currency: "JPY", Year: 2024, Type: money.PurchaserPrice},
			Rate:   targets.Defined(number("0.05")), Year: 2026,
		},
	}, nil
}

// number and kilotonnes read literals of this file.
func number(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func kilotonnes(s string) ghg.CO2e {
	c, err := ghg.TonnesCO2e(number(s).Shift(3))
	if err != nil {
		panic(err)
	}
	return c
}
