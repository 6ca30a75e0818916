package report_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/report/internal/sample"
)

// ledgered is the company in three countries with credits, a price and the lines of emission trading.
func ledgered(t *testing.T) report.Report {
	t.Helper()
	r := sample.ThreeCountries(t)
	covered, err := ghg.TonnesCO2e(decimal.NewFromInt(300))
	require.NoError(t, err)
	r.Ledgers = report.Ledgers{
		Energy:     []report.Energy{{Line: "boilers-leeds", Source: report.NaturalGas, MWh: decimal.NewFromInt(1), Document: "bill"}},
		Trading:    &report.Trading{Lines: []string{"boilers-leeds"}, Schemes: "UK ETS", Source: "permit"},
		Credits:    []report.Credit{{CO2e: covered, Kind: report.ReductionCredit, Standard: "Gold Standard", Source: "registry"}},
		Prices:     []report.CarbonPrice{{Scheme: "shadow price", Use: "appraisals", Price: decimal.NewFromInt(85), Currency: "EUR", Scope1: &covered, Source: "policy"}},
		HighImpact: &report.HighImpact{Revenue: *r.Revenue},
	}
	require.NoError(t, r.Check())
	return r
}

// What is stated beside the emissions is checked: each of these is refused.
func TestLedgersRefused(t *testing.T) {
	text := func(s string) string { return strings.Repeat(s, 5000) }
	for name, c := range map[string]struct {
		change func(*report.Ledgers)
		err    error
	}{
		"no source of energy": {func(l *report.Ledgers) { l.Energy = []report.Energy{{Line: "boilers-leeds", Document: "d"}} }, ghg.ErrMissing},
		"negative energy": {func(l *report.Ledgers) {
			l.Energy = []report.Energy{{Line: "boilers-leeds", Source: report.Coal, MWh: decimal.New(-1, 0), Document: "d"}}
		}, ghg.ErrOutOfRange},
		"long energy": {func(l *report.Ledgers) {
			l.Energy = []report.Energy{{Line: "boilers-leeds", Source: report.Coal, MWh: decimal.New(1, 9999), Document: "d"}}
		}, ghg.ErrOutOfRange},
		"energy of no line":    {func(l *report.Ledgers) { l.Energy = []report.Energy{{Line: "x", Source: report.Coal, Document: "d"}} }, ghg.ErrUnknown},
		"no document":          {func(l *report.Ledgers) { l.Energy = []report.Energy{{Line: "boilers-leeds", Source: report.Coal}} }, ghg.ErrMissing},
		"revenue of sectors":   {func(l *report.Ledgers) { l.HighImpact.Revenue.Unit = "" }, ghg.ErrMissing},
		"sectors of a year":    {func(l *report.Ledgers) { l.HighImpact.Revenue.Period = ghg.CalendarYear(2023) }, ghg.ErrMixed},
		"line of sectors":      {func(l *report.Ledgers) { l.HighImpact.Lines = []string{"x"} }, ghg.ErrUnknown},
		"no document of ETS":   {func(l *report.Ledgers) { l.Trading.Source = "" }, ghg.ErrMissing},
		"no scheme":            {func(l *report.Ledgers) { l.Trading.Schemes = "" }, ghg.ErrMissing},
		"line of ETS":          {func(l *report.Ledgers) { l.Trading.Lines = []string{"x"} }, ghg.ErrUnknown},
		"line of ETS twice":    {func(l *report.Ledgers) { l.Trading.Lines = append(l.Trading.Lines, l.Trading.Lines...) }, ghg.ErrRepeated},
		"no kind of credit":    {func(l *report.Ledgers) { l.Credits[0].Kind = 0 }, ghg.ErrMissing},
		"negative credit":      {func(l *report.Ledgers) { l.Credits[0].CO2e = ghg.CO2e{}.Sub(l.Credits[0].CO2e) }, ghg.ErrOutOfRange},
		"no standard":          {func(l *report.Ledgers) { l.Credits[0].Standard = "" }, ghg.ErrMissing},
		"long standard":        {func(l *report.Ledgers) { l.Credits[0].Standard = text("x") }, ghg.ErrOutOfRange},
		"no scheme of a price": {func(l *report.Ledgers) { l.Prices[0].Scheme = "" }, ghg.ErrMissing},
		"negative price":       {func(l *report.Ledgers) { l.Prices[0].Price = decimal.New(-1, 0) }, ghg.ErrOutOfRange},
		"currency":             {func(l *report.Ledgers) { l.Prices[0].Currency = "euro" }, ghg.ErrOutOfRange},
		"covered":              {func(l *report.Ledgers) { c := ghg.CO2e{}.Sub(*l.Prices[0].Scope1); l.Prices[0].Scope1 = &c }, ghg.ErrOutOfRange},
	} {
		r := ledgered(t)
		c.change(&r.Ledgers)
		require.ErrorIs(t, r.Check(), c.err, name)
	}
}

func TestVocabulary(t *testing.T) {
	for source := report.Coal; source <= report.OwnRenewable; source++ {
		text, err := source.MarshalText()
		require.NoError(t, err)
		var again report.EnergySource
		require.NoError(t, again.UnmarshalText(text))
		assert.Equal(t, source, again)
	}
	for kind := report.ReductionCredit; kind <= report.TechnologicalRemoval; kind++ {
		text, err := kind.MarshalText()
		require.NoError(t, err)
		var again report.CreditKind
		require.NoError(t, again.UnmarshalText(text))
		assert.Equal(t, kind, again)
	}
}

// A statutory report is of the company, the year and the lines of the inventory.
func TestStatutoryReportOfAnother(t *testing.T) {
	r := sample.NEC(t)
	row := shk.Row{}
	row.Basic.Results = []inventory.Reference{{ID: "nobody's line"}}
	for want, of := range map[string]shk.Report{
		"shk.company": {Company: "Another", Year: 2023, Rows: []shk.Row{{}}},
		"shk.year":    {Company: "NEC Group", Year: 2022, Rows: []shk.Row{{}}},
		"shk: result": {Company: "NEC Group", Year: 2023, Rows: []shk.Row{row}},
	} {
		r.Ledgers.SHK = &of
		assert.ErrorContains(t, r.Check(), want)
		assert.ErrorIs(t, r.Check(), ghg.ErrMixed)
	}
	r.Ledgers.SHK = &shk.Report{Company: "NEC Group", Year: 2023}
	assert.ErrorContains(t, r.Check(), "shk.year", "a report without rows")
	r.Ledgers.SHK = &shk.Report{Company: "NEC Group", Year: 2023, Rows: []shk.Row{{}}}
	assert.NoError(t, r.Check())
}
