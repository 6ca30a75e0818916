package apitest_test

import (
	"io"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets/gxets"
	"github.com/ghgkit/ghg/units"
)

// acceptedJapan are arguments of the functions of Japan's report and emissions trading, and of PCAF's editions.
func acceptedJapan(t *testing.T) map[string][]any {
	t.Helper()
	year := ghg.FiscalYear(2025, time.April, ghg.LabelStartYear)
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5UNFCCC()}, inventory.Organisation{Name: "Example KK", Approach: inventory.FinancialControl, Period: year}, []activity.Activity{
		scope1.DirectRelease{ID: "vent", Site: "works", Period: year, Gas: "CO2", Mass: units.MustParse("4000 t"), Event: "vented"},
		scope2.SHKElectricity{
			ID: "power", Period: year, Amount: units.MustParse("100 MWh"), Supplier: "a9999", AdjustedRate: factors.MustSupplied("0.3 kg CO2/kWh; a list"),
			BasicRate: factors.MustSupplied("0.4 kg CO2/kWh; a list"), AverageRate: factors.MustSupplied("0.42 kg CO2/kWh; a list"),
		},
	})
	require.NoError(t, err)
	statement := shk.Statement{Employees: 30, Sites: []string{"works"}, Energy: &shk.EnergyRules{Conversions: []shk.Conversion{
		{Carrier: ghg.Electricity, Rate: units.MustRate("8.64 GJ/MWh"), Source: "an example"},
	}}}
	report, err := shk.Of(inv, shk.FY2024(), statement)
	require.NoError(t, err)
	edition, rules, pcaf := shk.FY2024(), gxets.Phase2(), scope3.PCAF2022()
	account := gxets.Account{Year: 2026, Emitted: acceptedTonnes(t, "5"), Source: "notice"}
	balance, err := rules.Balance(account)
	require.NoError(t, err)
	five := acceptedTonnes(t, "5")
	before := []any{&rules, 2026, []gxets.Emitted{{Year: 2023, CO2: five}, {Year: 2024, CO2: five}, {Year: 2025, CO2: five}}}
	return map[string][]any{
		"shk.EditionOf":                      {2025},
		"shk.Of":                             {inv, edition, statement},
		"shk.Edition.Check":                  {&edition},
		"shk.Statement.Check":                {&statement},
		"shk.Report.MarshalJSON":             {&report},
		"shk.Report.WriteCSV":                {&report, io.Discard, false},
		"gxets.Rules.Check":                  {&rules},
		"gxets.Rules.Covered":                before,
		"gxets.Rules.Scope1Share":            {&rules, 2026, five, five},
		"gxets.Rules.Balance":                {&rules, account},
		"gxets.Rules.Prices":                 {&rules, 2026},
		"gxets.Rules.PricesWithoutInflation": {&rules, 2027},
		"gxets.Rules.Grandfathered":          {&rules, five, 2, gxets.OfBase},
		"gxets.Balance.MarshalJSON":          {&balance},
		"scope3.PCAFEdition.Class":           {&pcaf, scope3.Mortgages},
		"scope3.PCAFEdition.OfMethod":        {&pcaf, ghg.Method("scope3.pcaf-listed")},
		"scope3.PCAFEdition.Check":           {&pcaf, ghg.Date{Year: 2024, Month: 1, Day: 1}},
	}
}
