package apitest_test

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/disclosure"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// acceptedReport are arguments of the functions of reports and of their tables.
func acceptedReport(t *testing.T) map[string][]any {
	t.Helper()
	year := ghg.CalendarYear(2024)
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, inventory.Organisation{Name: "Example KK", Approach: inventory.FinancialControl, Period: year}, []activity.Activity{
		scope1.DirectRelease{ID: "vent", Period: year, Gas: "CO2", Mass: units.MustParse("4 t"), Event: "vented"},
	})
	require.NoError(t, err)
	r := report.Report{Inventory: inv, Label: "2024", Per: []intensity.Denominator{{Name: "floor", Unit: "m2", Value: number("4"), Source: "plans", Period: year, Approach: inventory.FinancialControl}}}
	edition, err := disclosure.EditionOf("ghg-protocol")
	require.NoError(t, err)
	tables, err := edition.Tables(r)
	require.NoError(t, err)
	return map[string][]any{
		"report.Report.Check":       {&r},
		"disclosure.Edition.Tables": {&edition, r},
		"disclosure.Check":          {r, tables},
		"disclosure.InputOf":        {r, "per/0"},
		"disclosure.WriteCSV":       {io.Discard, r, edition, tables, false},
		"disclosure.WriteJSON":      {io.Discard, r, edition, tables},
		"disclosure.WriteMarkdown":  {io.Discard, r, edition, tables},
	}
}
