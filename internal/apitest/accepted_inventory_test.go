package apitest_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/assurance"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/report/xbrl"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
)

// acceptedInventory are arguments of the functions of an inventory's totals, registers and intensities.
func acceptedInventory(t *testing.T) map[string][]any {
	t.Helper()
	year := ghg.CalendarYear(2024)
	org := inventory.Organisation{Name: "Example plc", Approach: inventory.FinancialControl, Period: year}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR6()}, org, []activity.Activity{
		scope1.DirectRelease{ID: "vent", Period: year, Gas: "CO2", Mass: units.MustParse("20 t"), Event: "vented"},
		scope2.Electricity{
			ID: "office", Period: year, Region: "GB", Amount: units.MustParse("100 MWh"),
			GridFactor: factors.MustSupplied("0.3 kg CO2/kWh; a table"), ResidualMix: factors.MustSupplied("0.5 kg CO2/kWh; a table"),
		},
		scope3.Reported{ID: "goods", Period: year, Category: 1, Amount: units.MustParse("7 t CO2e"), GWP: "AR6", Reporter: "supplier", Source: "letter", Assurance: "none"},
	})
	require.NoError(t, err)
	weighted, err := inv.InGWP(inventory.MarketBased, ghg.AR5())
	require.NoError(t, err)
	revenue := intensity.Revenue{Used: number("10"), Other: number("2"), Statement: number("12"), Unit: "million EUR", Source: "statements", Period: year, Approach: inventory.FinancialControl}
	of := func(year ghg.Period) intensity.Intensity {
		n, err := intensity.NumeratorOf(inv, inventory.AllScopes, inventory.MarketBased)
		require.NoError(t, err)
		n.Period = year
		i, err := intensity.New(n, intensity.Denominator{Name: "floor", Unit: "m2", Value: number("5"), Source: "plans", Period: year, Approach: inventory.FinancialControl})
		require.NoError(t, err)
		return i
	}
	now, before := of(year), of(ghg.CalendarYear(2023))
	register := assurance.Significance{
		Criteria: []assurance.Criterion{{Name: "magnitude", Weight: number("1")}}, Lowest: number("1"), Highest: number("5"), Threshold: number("3"),
		Assessments: []assurance.Assessment{{Category: assurance.Transportation, Scores: []assurance.Score{{Criterion: "magnitude", Value: number("4")}}, Reason: "a reason"}},
	}
	table, err := inv.Totals(inventory.MarketBased, inventory.ByScope, inventory.ByGas)
	require.NoError(t, err)
	stated := uncertainty.FactorQuality{ID: "gas", Source: "letter", Uncertainty: uncertainty.Exact()}
	exact := uncertainty.Exact()
	assumption := uncertainty.Assumption{Kind: uncertainty.ModelUncertainty, Name: "decay", Text: "first order", Source: "IPCC", Scope: ghg.Scope1}
	glass := intensity.PerActivity{Name: "energy", Unit: "kL/t"}
	for year := 2019; year <= 2023; year++ {
		glass.Years = append(glass.Years, intensity.YearValue{Year: year, Value: number("2")})
	}
	ledgers := acceptedLand(t)
	kept, err := land.New(ledgers)
	require.NoError(t, err)
	figures, err := kept.Totals(year, ghg.AR6())
	require.NoError(t, err)
	neutral, err := kept.Neutralisation(land.NeutralisationV1(), year)
	require.NoError(t, err)
	spread, cleared := land.StandardV1_0().LandUseChange, land.Conversion{ID: "field", Year: 2020, StockLoss: units.MustParse("3 t C")}
	edition, err := disclosure.EditionOf("esrs-e1-set-1")
	require.NoError(t, err)
	page, err := xbrl.Of(report.Report{Inventory: inv}, edition, xbrl.Options{Identifier: "9999EXAMPLEGROUP0059", Scheme: xbrl.LEI})
	require.NoError(t, err)
	return map[string][]any{
		"xbrl.Document.Write":                   {&page, io.Discard},
		"xbrl.Of":                               {report.Report{Inventory: inv}, edition, xbrl.Options{Identifier: "9999EXAMPLEGROUP0059", Scheme: xbrl.LEI}},
		"land.New":                              {ledgers},
		"land.Statement.MarshalJSON":            {&ledgers},
		"land.Register.Totals":                  {kept, year, ghg.AR6()},
		"land.Register.RemovalClaims":           {kept, year},
		"land.Register.Neutralisation":          {kept, land.NeutralisationV1(), year},
		"land.Register.FLAG":                    {kept, inv, inventory.MarketBased, ghg.AR6(), []string{"vent"}},
		"land.Totals.MarshalJSON":               {&figures},
		"land.Totals.CO2e":                      {&figures, land.GeologicRemovals, ghg.Scope1, ghg.Accounting(0)},
		"land.Neutralisation.Actual":            {&neutral, targets.Actual{Year: 2024, Period: year}, ghg.CO2e{}},
		"land.Spread.Emissions":                 {&spread, 2024, []land.Conversion{cleared}},
		"intensity.PerActivity.FiveYearMean":    {&glass, 2023},
		"inventory.Table.MarshalJSON":           {&table},
		"uncertainty.Uncertainty.MarshalJSON":   {&exact},
		"uncertainty.FactorQuality.MarshalJSON": {&stated},
		"uncertainty.Assumption.MarshalJSON":    {&assumption},
		"intensity.PerNetRevenue":               {inv, revenue},
		"intensity.Revenue.Check":               {&revenue},
		"intensity.Revenue.MarshalJSON":         {&revenue},
		"intensity.Intensity.Change":            {&now, before},
		"intensity.Intensity.MarshalJSON":       {&now},
		"inventory.Reweighted.Since":            {&weighted, weighted},
		"assurance.Significance.Evaluate":       {&register},
		"assurance.Significance.MarshalJSON":    {&register},
	}
}

// acceptedLand is ledgers with an entry of geologic removals.
func acceptedLand(t *testing.T) land.Statement {
	t.Helper()
	amounts, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: number("20")})
	require.NoError(t, err)
	return land.Statement{
		Organisation: "Example plc", Edition: land.StandardV1_0(), EarlyUse: true,
		Entries: []land.Entry{{
			ID: "dac", Ledger: land.GeologicRemovals, Activity: land.RemovalTechnology, Period: ghg.CalendarYear(2024), Scope: ghg.Scope1, Amounts: amounts, Source: "s",
			Evidence: land.Evidence{Traceability: land.StorageSite, Place: "well", Monitoring: land.Empirical, StoragePlan: "plan", Project: "p", Allocation: number("0.5")},
		}, {ID: "field", Ledger: land.LandOccupation, Activity: land.Agriculture, Period: ghg.CalendarYear(2024), Scope: ghg.Scope1, Occupation: units.MustParse("3 ha·year"), Source: "s"}},
		Others: []land.Claim{{Project: "p", Claimant: "B", Period: ghg.CalendarYear(2024), Share: number("0.25")}},
	}
}
