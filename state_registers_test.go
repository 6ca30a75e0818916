package ghg_test

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/assurance"
	"github.com/ghgkit/ghg/inventory/intensity"
)

// tableCalls are the calls of an inventory's totals, exclusions, registers and intensities.
func tableCalls() map[string]func() trial {
	market := inventory.MarketBased
	by := func() []inventory.Dimension {
		return append(make([]inventory.Dimension, 0, 4), inventory.ByScope, inventory.ByGas)
	}
	of := func(ask func(*inventory.Inventory) trial) func() trial {
		return func() trial {
			inv := ownInventory()
			return ask(inv).on(inv)
		}
	}
	part := func(ask func(inventory.Partial) trial) func() trial {
		return of(func(inv *inventory.Inventory) trial {
			p := must(inv.Partial(market))
			return ask(p).on(p)
		})
	}
	list := map[string]func() trial{
		"inventory.AddsUp": func() trial {
			return call(inventory.AddsUp, int32(1), d("3"), append(make([]decimal.Decimal, 0, 3), d("1"), d("2")))
		},
		"inventory.CDPExclusions":            func() trial { return call(inventory.CDPExclusions) },
		"inventory.GHGProtocolExclusions":    func() trial { return call(inventory.GHGProtocolExclusions) },
		"inventory.SBTiExclusions":           func() trial { return call(inventory.SBTiExclusions) },
		"inventory.Scope3RevisionExclusions": func() trial { return call(inventory.Scope3RevisionExclusions) },
		"inventory.Inventory.CheckExclusions": of(func(inv *inventory.Inventory) trial {
			return call(inv.CheckExclusions, market, inventory.SBTiExclusions())
		}),
		"inventory.Inventory.InGWP":  of(func(inv *inventory.Inventory) trial { return call(inv.InGWP, market, ghg.AR6()) }),
		"inventory.Inventory.Totals": of(func(inv *inventory.Inventory) trial { return call(inv.Totals, market, by()) }),
		"inventory.Partial.InGWP":    part(func(p inventory.Partial) trial { return call(p.InGWP, ghg.AR6()) }),
		"inventory.Partial.Totals":   part(func(p inventory.Partial) trial { return call(p.Totals, by()) }),
		"inventory.Partial.Tables":   part(func(p inventory.Partial) trial { return call(p.Tables, [][]inventory.Dimension{by(), by()}) }),
		"inventory.Reweighted.Since": part(func(p inventory.Partial) trial {
			return call(must(p.InGWP(ghg.AR6())).Since, must(p.InGWP(ghg.AR5())))
		}),
		"inventory.Reweighted.Totals": part(func(p inventory.Partial) trial { return call(must(p.InGWP(ghg.AR6())).Totals, by()) }),
		"inventory.Table.Apart": part(func(p inventory.Partial) trial {
			table := must(p.Totals(by()...))
			return call(table.Apart).on(table)
		}),
		"inventory.Table.MarshalJSON": part(func(p inventory.Partial) trial {
			table := must(p.Totals(by()...))
			return call(table.MarshalJSON).on(table)
		}),
	}
	registerCalls(list)
	return list
}

func registerCalls(list map[string]func() trial) {
	register := func() assurance.Significance {
		return assurance.Significance{
			Criteria: assurance.AnnexH()[:1], Lowest: d("1"), Highest: d("5"), Threshold: d("3"),
			Assessments: []assurance.Assessment{{Category: assurance.Transportation, Scores: []assurance.Score{{Criterion: "magnitude", Value: d("4")}}, Reason: "a reason"}},
		}
	}
	emissions := func(year int) intensity.Numerator {
		return intensity.Numerator{
			Scopes: inventory.AllScopes, Accounting: inventory.MarketBased, CO2e: must(ghg.TonnesCO2e(d("8"))), GWP: "AR6", Period: ghg.CalendarYear(year),
			Approach: inventory.EquityShare, Missing: []inventory.Gap{{Scope: ghg.Scope2, Results: []string{"a"}}},
		}
	}
	floor := func(year int) intensity.Denominator {
		return intensity.Denominator{Name: "floor", Unit: "m2", Value: d("4"), Source: "plans", Period: ghg.CalendarYear(year), Approach: inventory.FinancialControl}
	}
	revenue := intensity.Revenue{Used: d("1"), Other: d("1"), Statement: d("2"), Unit: "EUR", Source: "statements", Period: thisYear, Approach: inventory.FinancialControl}
	on := func(ask func(*inventory.Inventory) trial) func() trial {
		return func() trial {
			inv := ownInventory()
			return ask(inv).on(inv)
		}
	}
	list["assurance.AnnexH"] = func() trial { return call(assurance.AnnexH) }
	list["assurance.Materiality.Evaluate"] = func() trial {
		m := assurance.Materiality{Group: inventory.AllScopes, Threshold: d("0.05"), Performance: d("0.5")}
		given := append(make([]assurance.Misstatement, 0, 3), assurance.Misstatement{Line: "a", Kind: assurance.WrongAmount}, assurance.Misstatement{Line: "b", Kind: assurance.WrongAmount, Corrected: true})
		return call(m.Evaluate, must(ghg.TonnesCO2e(d("8"))), given)
	}
	list["assurance.Significance.Evaluate"] = func() trial { s := register(); return call(s.Evaluate).on(s) }
	list["assurance.Significance.Unassessed"] = func() trial { s := register(); return call(s.Unassessed).on(s) }
	list["intensity.PerActivity.FiveYearMean"] = func() trial {
		p := intensity.PerActivity{Name: "energy", Unit: "kL/t"}
		for year := 2019; year <= 2023; year++ {
			p.Years = append(p.Years, intensity.YearValue{Year: year, Value: d("2")})
		}
		return call(p.FiveYearMean, 2023).on(p)
	}
	list["intensity.FiveYears.String"] = func() trial {
		f := intensity.FiveYears{First: 2019, Last: 2023, Ratios: append(make([]decimal.Decimal, 0, 3), d("1")), Mean: d("1")}
		return call(f.String).on(f)
	}
	list["intensity.Intensity.Change"] = func() trial {
		return call(must(intensity.New(emissions(2024), floor(2024))).Change, must(intensity.New(emissions(2023), floor(2023))))
	}
	list["intensity.New"] = func() trial { return call(intensity.New, emissions(2024), floor(2024)) }
	list["intensity.NumeratorOf"] = on(func(inv *inventory.Inventory) trial {
		return call(intensity.NumeratorOf, inv, inventory.OnlyScope3, inventory.MarketBased)
	})
	list["intensity.Of"] = on(func(inv *inventory.Inventory) trial {
		return call(intensity.Of, inv, inventory.OnlyScope3, inventory.MarketBased, floor(2024))
	})
	list["intensity.PerNetRevenue"] = func() trial {
		org := owner()
		org.Excluded = nil
		inv := must(inventory.Run(ownBasis(), org, append(activities(), release("vent"))))
		return call(intensity.PerNetRevenue, inv, revenue).on(inv)
	}
}
