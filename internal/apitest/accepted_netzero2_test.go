package apitest_test

import (
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units/money"
)

func acceptedNetZero2(t *testing.T) map[string][]any {
	t.Helper()
	e, near, long := netzero2.V2_0(), sbti.NearTerm5_3_1(), sbti.NetZero1_3_1()
	one := acceptedTonnes(t, "1")
	s := acceptedSubmission(t)
	euro, dollar := money.MustParse("1 EUR"), money.MustParse("1 USD")
	company := netzero2.Company{ParentIncome: netzero2.HighIncome, Scope12: one, Statements: [2]netzero2.Statement{
		{Year: 2025, Turnover: euro, BalanceSheet: euro, FTE: number("1")}, {Year: 2026, Turnover: euro, BalanceSheet: euro, FTE: number("1")},
	}}
	pool := netzero2.Pool{Name: "A", Region: "JP", Period: ghg.CalendarYear(2028), MWh: number("10"), Hourly: targets.Defined(number("0.5"))}
	supply := netzero2.Supply{
		Name: "wind", MWh: number("1"), Delivery: netzero2.DefaultDelivered, Region: "JP", Direct: number("0.01"),
		Commissioned: ghg.Date{Year: 2020, Month: 1, Day: 1}, LowCarbonShare: targets.Defined(number("1")),
	}
	years := make([]netzero2.OngoingYear, e.CycleYears)
	for i := range years {
		years[i] = netzero2.OngoingYear{Year: 2028 + i, Scope12: one, Scope3: one, Volume: one, Spent: dollar}
	}
	base := acceptedBase(t)
	base.Accounting = 0
	path := targets.Absolute{Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: number("0.4")}}}
	figures := s.Years[0].Totals
	return map[string][]any{
		"sbti.Rules.CheckInForce":           {&near, s.Submitted},
		"netzero2.Compare":                  {s, near, long, e},
		"netzero2.Edition.Categorise":       {&e, company},
		"netzero2.Edition.Check":            {&e, s},
		"netzero2.Edition.CheckInForce":     {&e, s.Submitted},
		"netzero2.Edition.HourlyPools":      {&e, netzero2.CategoryA, []netzero2.Pool{pool}},
		"netzero2.Edition.LowCarbon":        {&e, pool, []netzero2.Supply{supply}},
		"netzero2.Edition.MinimumReduction": {&e, 2027, 2032, targets.Milestone{Year: 2050, Reduction: number("0.9")}},
		"netzero2.Edition.MinimumShare":     {&e, targets.SharePoint{Year: 2027, Share: number("0.4")}, targets.SharePoint{Year: 2037, Share: number("1")}, 2032},
		"netzero2.Edition.Neutralise":       {&e, 2050, 2050, one, one},
		"netzero2.Edition.OngoingEmissions": {&e, netzero2.CategoryA, years},
		"netzero2.Edition.Progress":         {&e, path, []netzero2.ProgressYear{{Actual: targets.Actual{Year: base.Year + 1, Emissions: one}, Instruments: one}}},
		"netzero2.Edition.Recognise":        {&e, []targets.SharePoint{{Year: 2028, Share: number("0.6")}}},
		"netzero2.Edition.RemovalDuty":      {&e, netzero2.CategoryA, 2040, 2050, one, number("0.8")},
		"netzero2.Edition.Scope3Boundary":   {&e, s},
		"netzero2.Figures.Category":         {figures, ghg.PurchasedGoodsAndServices},
		"netzero2.Figures.Scope":            {figures, ghg.Scope1, ghg.LocationBased},
	}
}

func acceptedSubmission(t *testing.T) netzero2.Submission {
	t.Helper()
	hundred := acceptedTonnes(t, "100")
	figures := &netzero2.Figures{
		Scope1: hundred, LocationBased: targets.Defined(hundred), MarketBased: targets.Defined(hundred), Scope3: targets.Defined(hundred),
		Categories: map[ghg.Category]ghg.CO2e{},
	}
	for c := ghg.PurchasedGoodsAndServices; c <= ghg.Investments; c++ {
		figures.Categories[c] = hundred
	}
	point := func(year int, share string) targets.SharePoint {
		return targets.SharePoint{Year: year, Share: number(share)}
	}
	return netzero2.Submission{
		Submitted: ghg.Date{Year: 2027, Month: 3, Day: 1}, Category: netzero2.CategoryA, Years: []netzero2.Year{{Year: 2026, Totals: figures}},
		Targets: []netzero2.Target{{
			Name: "scope 1", Term: netzero2.NearTerm, Method: netzero2.AbsoluteLinear, Covers: targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}},
			Base: targets.Base{Year: 2026, Emissions: hundred}, Milestone: targets.Milestone{Year: 2031, Reduction: number("0.25")},
		}},
		Electricity: targets.Defined(netzero2.ElectricityTarget{Base: point(2026, "0.4"), Target: point(2031, "0.7"), Coverage: number("1"), End: targets.Defined(point(2036, "1"))}),
		Growth:      targets.Defined(number("0.1")), Residual: targets.Defined(number("0.1")),
		Assurance: netzero2.LimitedAssurance, Transport: netzero2.WellToWake,
	}
}
