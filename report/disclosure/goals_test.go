package disclosure_test

import (
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/internal/sample"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/units"
)

// TestOtherTargetsOfCDP has the vector of renewable electricity, which rises from 34 % to 50 % of 100 %: 24.2424 %; methane that
// falls from 20 t to 17 of 10 t: 30 %; and one that moves away from its target.
func TestOtherTargetsOfCDP(t *testing.T) {
	r := sample.ThreeCountries(t)
	year := func(n int, value string) report.FigureYear {
		return report.FigureYear{Year: n, Value: decimal.RequireFromString(value)}
	}
	power, methane, away := year(2024, "50"), year(2024, "17"), year(2024, "25")
	r.Figures = []report.FigureTarget{
		{Kind: report.LowCarbonEnergy, Name: "RE", Metric: "renewable electricity", Unit: "%", Base: year(2020, "34"), Target: year(2040, "100"), Reported: &power, Source: "plan"},
		{Kind: report.MethaneReduction, Name: "CH4", Metric: "methane", Unit: "t CH4", Base: year(2020, "20"), Target: year(2030, "10"), Reported: &methane, Source: "plan"},
		{Kind: report.OtherFigure, Name: "Waste", Metric: "waste", Unit: "t", Base: year(2020, "20"), Target: year(2030, "10"), Reported: &away, Source: "plan"},
		{Kind: report.OtherFigure, Name: "Water", Metric: "water", Unit: "m3", Base: year(2020, "20"), Target: year(2030, "10"), Withheld: "the meter failed", Source: "plan"},
	}
	list := tables(t, "cdp-2024", r)
	achieved := at(t, list, "7.54.1", "target 1", "achieved")
	require.NotNil(t, achieved.Value)
	assert.Equal(t, "24.2424", achieved.Value.StringFixed(4))
	shows(t, "30", at(t, list, "7.54.2", "target 2", "achieved"))
	shows(t, "-50", at(t, list, "7.54.2", "target 3", "achieved"))
	assert.Equal(t, "missing: this year is withheld: the meter failed", at(t, list, "7.54.2", "target 4", "achieved").Missing)
	shows(t, "10", at(t, list, "7.54.2", "target 4", "target"))
	assert.Contains(t, at(t, list, "7.53.4", "none", "metric").Missing, "none: there is no such target; the question is for financial services only")
	assert.Empty(t, table(t, list, "7.54.2").Unsure, "the text of the question was read")
	assert.NotEmpty(t, table(t, tables(t, "cdp-2023", r), "C4.2b").Unsure)

	portfolio := at(t, tables(t, "cdp-2024", sample.Group(t)), "7.53.4", "target 1", "achieved")
	assert.Equal(t, "24.2424", portfolio.Value.StringFixed(4))
}

func table(t *testing.T, list []disclosure.Table, id string) disclosure.Table {
	t.Helper()
	for _, of := range list {
		if of.ID == id {
			return of
		}
	}
	require.Fail(t, "no table "+id)
	return disclosure.Table{}
}

// TestIntensityTarget computes the percentage again by its formula: (base − reported) ÷ (base × reduction) × 100.
func TestIntensityTarget(t *testing.T) {
	r := sample.ThreeCountries(t)
	list := tables(t, "cdp-2024", r)
	cell := func(column string) decimal.Decimal {
		c := at(t, list, "7.53.2", "target 1", column)
		require.NotNil(t, c.Value, c.Missing)
		return *c.Value
	}
	base, reported, reduction := cell("base"), cell("reported"), cell("reduction").Shift(-2)
	want := base.Sub(reported).Shift(2).DivRound(base.Mul(reduction), 20)
	assert.True(t, cell("achieved").Sub(want).Abs().LessThan(decimal.New(1, -15)), "%s, want %s", cell("achieved"), want)
	assert.Equal(t, "39.83", cell("reduction").StringFixed(2), "1 − 0.93⁷")
	r.PerOutput[0].Actuals, r.PerOutput[0].Withheld = nil, "restated"
	assert.Equal(t, "missing: this year is withheld: restated", at(t, tables(t, "cdp-2024", r), "7.53.2", "target 1", "reported").Missing)
}

// TestGroupOfCDP divides scopes 1 and 2 as ESRS and IFRS S2 do; both parts are the total.
func TestGroupOfCDP(t *testing.T) {
	list := tables(t, "cdp-2024", sample.Group(t))
	for column, want := range map[string][3]string{"scope1": {"4900", "2450", "7350"}, "location": {"830", "490", "1320"}, "market": {"1660", "980", "2640"}} {
		for i, row := range []string{"accounts", "others", "total"} {
			shows(t, want[i], at(t, list, "7.22", row, column))
		}
	}
	assert.Contains(t, at(t, tables(t, "cdp-2024", sample.ThreeCountries(t)), "7.22", "accounts", "scope1").Missing, "consolidation")
}

// TestEnergyOfCDP has fuel by its lower heating value beside bought energy; power of one's own plant is not bought.
func TestEnergyOfCDP(t *testing.T) {
	year := ghg.CalendarYear(2024)
	r := report.Report{Inventory: ran(t, leeds,
		scope1.StationaryCombustion{ID: "gas", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("500 MWh(LHV)")},
		scope2.Electricity{
			ID: "power", Period: year, Region: "GB", Amount: units.MustParse("100 MWh"), ResidualMix: factors.MustSupplied("0.4 kg CO2/kWh; a table"),
			Instruments: []scope2.Instrument{instrument("w", "wind", true, "40 MWh")},
		},
		scope2.OnSiteGeneration{ID: "solar", Period: year, Technology: "solar", Renewable: true, Generated: units.MustParse("7 MWh"), Region: "GB"},
	)}
	r.Ledgers.Energy = []report.Energy{{Line: "solar", Source: report.OwnRenewable, MWh: decimal.NewFromInt(7), Document: "meter"}}
	for id, question := range map[string]string{"cdp-2023": "C8.2a", "cdp-2024": "7.30.1"} {
		list := tables(t, id, r)
		for row, want := range map[string][3]string{"fuel": {"", "500", "500"}, "electricity": {"40", "60", "100"}, "own": {"7", "", "7"}, "total": {"47", "560", "607"}} {
			for i, column := range []string{"renewable", "other", "total"} {
				if c := at(t, list, question, row, column); want[i] != "" {
					shows(t, want[i], c)
				} else {
					assert.NotEmpty(t, c.Missing, row)
				}
			}
		}
	}
	shows(t, "607", at(t, tables(t, "esrs-e1-set-1", r), "E1-5", "total", "value"))
	shows(t, "100", at(t, tables(t, "ifrs-s2-2023", r), "29a", "2-energy", "current"))
	shows(t, "40", at(t, tables(t, "esrs-e1-set-1", r), "E1-6-instruments", "kind-certificate", "share"))

	// fuel that is not known leaves the total empty, and never smaller
	nec := tables(t, "cdp-2024", sample.NEC(t))
	assert.Contains(t, at(t, nec, "7.30.1", "fuel", "total").Missing, "lower heating value")
	assert.Contains(t, at(t, nec, "7.30.1", "total", "total").Missing, "lower heating value")
}

// TestWhatIsStated shows what lines are for: cloud services in category 1, verified inputs, energy produced, and where a site is.
func TestWhatIsStated(t *testing.T) {
	group, three := sample.Group(t), sample.ThreeCountries(t)
	cloud := at(t, tables(t, "esrs-e1-set-1", group), "E1-6", "3-1-1", "current")
	shows(t, "75", cloud)
	assert.Equal(t, "esrs:GrossScope3GreenhouseGasEmissions", cloud.Element)
	assert.Equal(t, []disclosure.Member{{Axis: "esrs:Scope3GHGEmissionsCategoryGHGProtocolAxis", Name: "esrs:Category11CloudComputingAndDataCentreServicesMember"}}, cloud.Members)
	shows(t, "100", at(t, tables(t, "esrs-e1-set-1", group), "E1-6", "3-1", "current"))
	shows(t, "0", at(t, tables(t, "esrs-e1-set-1", group), "E1-5-production", "renewable", "value"))
	assert.Equal(t, "none: no line of category 1 is for it", at(t, tables(t, "esrs-e1-set-1", three), "E1-6", "3-1-1", "current").Missing)

	produced := at(t, tables(t, "esrs-e1-set-1", three), "E1-5-production", "renewable", "value")
	shows(t, "60", produced)
	assert.Equal(t, "esrs:RenewableEnergyProduction", produced.Element)
	verified := at(t, tables(t, "ifrs-s2-2023", three), "B56", "verified", "value")
	scope3, err := three.Inventory.Scope(ghg.Scope3, ghg.MarketBased)
	require.NoError(t, err)
	assert.True(t, verified.Value.Sub(decimal.NewFromInt(600000).DivRound(scope3.Tonnes(), 20)).Abs().LessThan(decimal.New(1, -15)), "6,000 t of castings")
	three.Ledgers.Verified.IDs = nil
	assert.Equal(t, "none: no line of scope 3 has verified inputs", at(t, tables(t, "ifrs-s2-2023", three), "B56", "verified", "value").Missing)

	site := table(t, tables(t, "cdp-2024", three), "7.17.2")
	assert.Equal(t, "Austin", site.Rows[0].Label)
	assert.Equal(t, "-97.7431", site.Rows[0].Cells[2].Value.String())
	assert.Equal(t, "sites/1/longitude", site.Rows[0].Cells[2].Input)
	assert.Contains(t, site.Rows[1].Cells[1].Missing, "where the site is")
}

// TestRemovalsAndCreditsOfGRI has the figures of ESRS E1-7.
func TestRemovalsAndCreditsOfGRI(t *testing.T) {
	list := tables(t, "gri-102-2025", sample.ThreeCountries(t))
	shows(t, "20", at(t, list, "102-9", "102-9 removals", "total"))
	shows(t, "0", at(t, list, "102-9", "102-9 reversals", "total"))
	shows(t, "320", at(t, list, "102-10", "102-10 cancelled", "tonnes"))
	shows(t, "93.75", at(t, list, "102-10", "102-10 reduction", "share"))
	esrs := tables(t, "esrs-e1-set-1", sample.ThreeCountries(t))
	assert.Equal(t, "esrs:GHGRemovalsAndStorage", at(t, esrs, "E1-7-removals", "removals", "total").Element)
	assert.Equal(t, "esrs:Reversals", at(t, esrs, "E1-7-removals", "reversals", "total").Element)
	cdp := tables(t, "cdp-2024", sample.ThreeCountries(t))
	shows(t, "300", at(t, cdp, "7.79", "credit 1", "tonnes"))
	shows(t, "320", at(t, cdp, "7.79", "total", "tonnes"))
	assert.Len(t, table(t, cdp, "7.79").Rows, 3, "planned credits are not cancelled")
	nec := tables(t, "gri-102-2025", sample.NEC(t))
	assert.Contains(t, at(t, nec, "102-9", "102-9 removals", "total").Missing, "register of removals")
	assert.Contains(t, at(t, nec, "102-10", "102-10 cancelled", "tonnes").Missing, "does not state carbon credits")
}

// TestCriteria has the verdicts beside the progress, and why there is none.
func TestCriteria(t *testing.T) {
	verdicts := map[string]string{}
	for _, row := range table(t, tables(t, "sbti", sample.ThreeCountries(t)), "criteria").Rows {
		verdicts[row.ID+" "+row.Label] = row.Cells[3].Text + row.Cells[3].Missing
	}
	for row, want := range map[string]string{
		"near 3 SBTi Near-term Criteria 5.2: C4 scope 3 target":              "not met",
		"near 8 SBTi Near-term Criteria 5.2: C20 ambition of each component": "met",
		"near 10 SBTi Near-term Criteria 5.2: C21 renewable electricity":     "not assessed: SBTi Near-term Criteria 5.2: C21 renewable electricity: not stated by this version",
		"flag FLAG guidance": "not assessed: no targets for forest",
		"net zero 2 Corporate Net-Zero Standard, version 2": "not assessed: no targets are submitted for it",
	} {
		assert.True(t, strings.HasPrefix(verdicts[row], want), "%s: %q", row, verdicts[row])
	}
	for _, row := range table(t, tables(t, "sbti", sample.NEC(t)), "criteria").Rows {
		assert.Contains(t, row.Cells[3].Missing, "not assessed: the report does not state what is submitted")
	}
	r := sample.ThreeCountries(t)
	near := r.Submitted.NearTerm
	near.Proposal.Scope3 = ghg.CO2e{}
	found := at(t, tables(t, "sbti", r), "criteria", "near 1", "found")
	assert.Equal(t, "0 % of scopes 1 and 2 is excluded", strings.ReplaceAll(found.Text, ".00", ""), "what is there is assessed")
	r.Submitted = &report.Submission{FLAG: flagSubmission(t)}
	list := tables(t, "sbti", r)
	assert.Equal(t, "met", at(t, list, "criteria", "flag 1", "verdict").Text)
	assert.Equal(t, "not assessed: no near-term targets are submitted", at(t, list, "criteria", "near", "verdict").Missing)
}

// TestInputsOfGoals refuses paths that the report does not have.
func TestInputsOfGoals(t *testing.T) {
	r := sample.ThreeCountries(t)
	for _, path := range []string{
		"per-output/0/x", "per-output/1/base", "per-output/0", "figures/0/x", "figures/9/base", "figures/0/base/x", "sites/0/x", "sites/9/latitude", "sites/0", "targets/0/net/x",
		"ledgers/production/x", "ledgers/credits/cancelled/x",
	} {
		_, err := disclosure.InputOf(r, path)
		require.ErrorIs(t, err, ghg.ErrMissing, path)
	}
	r.Targets[0].Stated.Net = nil
	_, err := disclosure.InputOf(r, "targets/0/net")
	require.ErrorContains(t, err, "no net target is stated")
	r.PerOutput[0].Actuals = nil
	_, err = disclosure.InputOf(r, "per-output/0/reported")
	require.ErrorContains(t, err, "no year was reported")
	r.PerOutput[0].Target.Rate = decimal.NewFromInt(2)
	_, err = disclosure.InputOf(r, "per-output/0/base")
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
}

// flagSubmission is of a company with little land: no target is required.
func flagSubmission(t *testing.T) *report.FLAGSubmission {
	t.Helper()
	return &report.FLAGSubmission{Rules: sbti.FLAGGuidance1_1(), Proposal: sbti.FLAGProposal{
		Submitted: ghg.Date{Year: 2025, Month: time.March, Day: 3}, Scope12: tonnes(t, "100"), Scope3: tonnes(t, "900"), FLAG3: tonnes(t, "10"),
	}}
}
