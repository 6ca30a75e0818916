package ghg_test

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units/money"
)

// netZeroSubmission is one for every function that takes a submission.
func netZeroSubmission() netzero2.Submission {
	hundred := must(ghg.TonnesCO2e(d("100")))
	figures := &netzero2.Figures{
		Scope1: hundred, LocationBased: targets.Defined(hundred), MarketBased: targets.Defined(hundred), Scope3: targets.Defined(hundred),
		Categories: map[ghg.Category]ghg.CO2e{},
	}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		figures.Categories[c] = hundred
	}
	return netzero2.Submission{
		Submitted: ghg.Date{Year: 2027, Month: 3, Day: 1}, Category: netzero2.CategoryA, Years: []netzero2.Year{{Year: 2026, Totals: figures}},
		Targets: []netzero2.Target{{
			Name: "scope 1", Term: netzero2.NearTerm, Method: netzero2.AbsoluteLinear, Covers: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}},
			Base: targets.Base{Year: 2026, Emissions: hundred}, Milestone: targets.Milestone{Year: 2031, Reduction: d("0.25")},
		}},
		LeftOut: []netzero2.LeftOut{{Category: 7, Ground: netzero2.EmployeeCommuting, Emissions: hundred}},
	}
}

func netZeroCalls() map[string]func() trial {
	one := must(ghg.TonnesCO2e(d("1")))
	pool := netzero2.Pool{Name: "A", Region: "JP", Period: ghg.CalendarYear(2028), MWh: d("10")}
	list := map[string]func() trial{
		"netzero2.V2_0": func() trial { return call(netzero2.V2_0) },
		"netzero2.Compare": func() trial {
			return call(netzero2.Compare, netZeroSubmission(), sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), netzero2.V2_0())
		},
		"netzero2.Comparison.Unmet": func() trial {
			c := netzero2.Comparison{{Edition: "A", Outcome: netzero2.NotMet, Criterion: "C4"}}
			return call(c.Unmet, "A").on(c)
		},
		"netzero2.Edition.Check":          func() trial { e := netzero2.V2_0(); return call(e.Check, netZeroSubmission()).on(e) },
		"netzero2.Edition.Scope3Boundary": func() trial { e := netzero2.V2_0(); return call(e.Scope3Boundary, netZeroSubmission()).on(e) },
		"netzero2.Edition.Categorise": func() trial {
			euro := money.MustParse("500000000 EUR")
			return call(netzero2.V2_0().Categorise, netzero2.Company{ParentIncome: netzero2.HighIncome, Statements: [2]netzero2.Statement{
				{Year: 2025, Turnover: euro, BalanceSheet: euro}, {Year: 2026, Turnover: euro, BalanceSheet: euro},
			}})
		},
		"netzero2.Edition.HourlyPools": func() trial {
			return call(netzero2.V2_0().HourlyPools, netzero2.CategoryA, []netzero2.Pool{pool})
		},
		"netzero2.Edition.LowCarbon": func() trial {
			return call(netzero2.V2_0().LowCarbon, pool, []netzero2.Supply{{
				Name: "wind", MWh: d("1"), Delivery: netzero2.Contracted, Region: "JP", Commissioned: ghg.Date{Year: 2020, Month: 1, Day: 1},
			}})
		},
		"netzero2.Edition.Recognise": func() trial {
			return call(netzero2.V2_0().Recognise, append(make([]targets.SharePoint, 0, 3), targets.SharePoint{Year: 2028, Share: d("0.6")}))
		},
	}
	list["netzero2.Edition.OngoingEmissions"] = func() trial {
		var years []netzero2.OngoingYear
		for year := 2032; year >= 2028; year-- {
			years = append(years, netzero2.OngoingYear{Year: year, Scope12: one, Spent: money.MustParse("1 USD")})
		}
		return call(netzero2.V2_0().OngoingEmissions, netzero2.CategoryA, years)
	}
	list["netzero2.Edition.Progress"] = func() trial {
		base := targets.Base{Year: 2027, Emissions: must(ghg.TonnesCO2e(d("100")))}
		path := targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2032, Reduction: d("0.2")}}}
		year := func(n int) netzero2.ProgressYear {
			return netzero2.ProgressYear{Actual: targets.Actual{Year: n, Emissions: one}}
		}
		return call(netzero2.V2_0().Progress, path, append(make([]netzero2.ProgressYear, 0, 4), year(2029), year(2028)))
	}
	return list
}
