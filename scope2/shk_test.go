package scope2_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
)

func TestSHKElectricity(t *testing.T) {
	fy, err := ghg.ParsePeriod("2025-04-01/2026-04-01 FY2025")
	require.NoError(t, err)
	a := scope2.SHKElectricity{ID: "plant", Period: fy, Amount: energy("1000 MWh"), Supplier: "a0009", Menu: "menu-a"}
	rs := calculate(t, basis(t), a)
	require.Len(t, rs, 3)
	tonnes(t, "423", rs[0]) // 1000 × 0.423
	tonnes(t, "0", rs[1])   // the menu's adjusted coefficient is 0
	tonnes(t, "300", rs[2]) // 1000 × 0.3
	assert.Equal(t, ghg.LocationBased, rs[0].Accounting)
	assert.Equal(t, ghg.MarketBased, rs[1].Accounting)
	assert.Equal(t, scope2.BasicPart, rs[2].Part)
	assert.Equal(t, ghg.MemoSHKBasic, rs[2].Memo.Kind)
	assert.Contains(t, rs[1].Notes, ghg.Note{Name: "submission", Value: "emissions of FY2025, submitted in FY2026 by the coefficients of the suppliers' FY2024"})
	total, err := rs.CO2e(ghg.MarketBased)
	require.NoError(t, err)
	assert.True(t, total.IsZero(), "basic emissions are in no total")

	// Without a supplier both coefficients are the substitute value, 0.45 here.
	unknown := a
	unknown.Supplier, unknown.Menu = "", ""
	rs = calculate(t, basis(t), unknown)
	tonnes(t, "450", rs[1])
	tonnes(t, "450", rs[2])
	assert.Equal(t, []ghg.CaveatKind{ghg.SubstituteValue}, kinds(rs[1]))

	own := a
	own.Supplier, own.Menu = "new", ""
	own.AdjustedRate, own.BasicRate, own.AverageRate = factors.MustSupplied("0.1 kg CO2/kWh; list"), factors.MustSupplied("0.2 kg CO2/kWh; list"), factors.MustSupplied("0.4 kg CO2/kWh; list")
	own.Period, err = ghg.ParsePeriod("2026-01-01/2026-02-01")
	require.NoError(t, err)
	rs = calculate(t, basis(t), own)
	tonnes(t, "400", rs[0])
	tonnes(t, "100", rs[1])
	tonnes(t, "200", rs[2])
	assert.Contains(t, rs[1].Notes[0].Value, "emissions of FY2025")

	for _, c := range []struct {
		name   string
		change func(*scope2.SHKElectricity)
		err    error
		text   string
	}{
		{"calendar year", func(a *scope2.SHKElectricity) { a.Period = ghg.CalendarYear(2025) }, ghg.ErrOutOfRange, "period"},
		{"menu without supplier", func(a *scope2.SHKElectricity) { a.Supplier = "" }, ghg.ErrMissing, "supplier"},
		{"supplier with menus, no menu", func(a *scope2.SHKElectricity) { a.Menu = "" }, factors.ErrNoFactor, "a0009"},
		{"reference value", func(a *scope2.SHKElectricity) { a.Menu = "whole-company" }, ghg.ErrOutOfRange, "menu"},
		{"unknown menu", func(a *scope2.SHKElectricity) { a.Menu = "menu-z" }, factors.ErrNoFactor, "menu-z"},
	} {
		refused(t, c.name, changed(a, c.change), c.err, c.text)
	}
}

// 1,000 MWh at 0.45 t/MWh are 450 t. Own certificates of 300 MWh deduct by the national average, 0.423 t/MWh, and a
// correction rate of 1.02: 300 × 0.423 × 1.02 = 129.438 t. The two rates of the supplier are the substitute value here.
func TestSHKOwnCertificates(t *testing.T) {
	fy := func(n int) ghg.Period { return ghg.FiscalYear(n, time.April, ghg.LabelStartYear) }
	nfc := certificate("nfc", "300 MWh")
	nfc.Kind, nfc.Market, nfc.Vintage, nfc.Registry = ghg.NonFossilCertificate, "JP", fy(2025), "JEPX"
	correction := number("1.02")
	a := scope2.SHKElectricity{
		ID: "plant", Period: fy(2025), Amount: energy("1000 MWh"), Certificates: []scope2.Instrument{nfc},
		CorrectionRate: &correction, CorrectionSource: testSource,
	}
	results := func(a scope2.SHKElectricity, location, adjusted, basic string) ghg.Results {
		t.Helper()
		rs := calculate(t, basis(t), a)
		require.Len(t, rs, 3)
		tonnes(t, location, rs[0])
		tonnes(t, adjusted, rs[1])
		tonnes(t, basic, rs[2])
		return rs
	}
	rs := results(a, "423", "320.562", "320.562")
	assert.Empty(t, rs[0].Claims)
	require.Len(t, rs[1].Claims, 1)
	assert.Empty(t, rs[2].Claims, "the memo item claims nothing a second time")
	assert.Equal(t, "nfc", rs[1].Claims[0].Instrument)
	assert.Equal(t, "JEPX", rs[1].Claims[0].Registry)
	assert.Equal(t, "300 MWh", rs[1].Claims[0].Used.String())
	assert.Equal(t, []ghg.CaveatKind{ghg.SubstituteValue, ghg.ResidualMixMissing}, kinds(rs[1]))

	change := func(f func(*scope2.SHKElectricity)) scope2.SHKElectricity { return changed(a, f) }
	certificates := func(list ...scope2.Instrument) func(*scope2.SHKElectricity) {
		return func(a *scope2.SHKElectricity) { a.Certificates = list }
	}
	// Emissions of fiscal year 2023, reported in 2024: the adjusted ones alone.
	results(change(func(a *scope2.SHKElectricity) {
		a.Period, a.Certificates = fy(2023), []scope2.Instrument{changed(nfc, func(i *scope2.Instrument) { i.Vintage = fy(2023) })}
	}), "423", "320.562", "450")
	// A certificate for all the energy: 1000 × 0.423 × 1.02 = 431.46 of 450 t, not zero.
	all := changed(nfc, func(i *scope2.Instrument) { i.Volume = energy("1 GWh") })
	results(change(certificates(all)), "423", "18.54", "18.54")
	// At most the emissions of the power: 2000 × 0.423 × 1.02 = 862.92 t of 450.
	rs = results(change(certificates(changed(nfc, func(i *scope2.Instrument) { i.Volume = energy("2 GWh") }))), "423", "0", "0")
	assert.Equal(t, []ghg.CaveatKind{ghg.SubstituteValue, ghg.ResidualMixMissing, ghg.InstrumentUnused}, kinds(rs[1]))
	// The menu's adjusted coefficient is 0 and its basic one 0.3 t/MWh: 300 − 129.438.
	results(change(func(a *scope2.SHKElectricity) { a.Supplier, a.Menu = "a0009", "menu-a" }), "423", "0", "170.562")
	// Own rates: 1000 × 0.4 − 300 × 0.5 × 1.02 = 247; 1000 × 0.6 − 153 = 447.
	results(change(func(a *scope2.SHKElectricity) {
		a.Supplier = "new"
		a.AdjustedRate, a.BasicRate, a.AverageRate = factors.MustSupplied("0.4 kg CO2/kWh; list"), factors.MustSupplied("0.6 kg CO2/kWh; list"), factors.MustSupplied("0.5 kg CO2/kWh; list")
	}), "500", "247", "447")
	// A certificate that fails a criterion deducts nothing. Of calendar year 2025, it needs a window of three months.
	calendar := changed(nfc, func(i *scope2.Instrument) { i.ID, i.Vintage = "calendar", ghg.CalendarYear(2025) })
	rs = results(change(certificates(calendar)), "423", "450", "450")
	assert.Contains(t, kinds(rs[1]), ghg.InstrumentRefused)
	assert.Contains(t, rs[1].Claims[0].Refused, "criterion 4")
	results(change(func(a *scope2.SHKElectricity) { a.Certificates, a.Window.Before = []scope2.Instrument{calendar}, 3 }), "423", "320.562", "320.562")
	rs = results(change(certificates(calendar, nfc)), "423", "320.562", "320.562")
	back := results(change(certificates(nfc, calendar)), "423", "320.562", "320.562")
	receipt, err := rs[1].Receipt()
	require.NoError(t, err)
	other, err := back[1].Receipt()
	require.NoError(t, err)
	assert.Equal(t, string(receipt), string(other), "the order of the list must change nothing")

	for _, c := range []struct {
		name   string
		change func(*scope2.SHKElectricity)
		err    error
		text   string
	}{
		{"no correction rate", func(a *scope2.SHKElectricity) { a.CorrectionRate = nil }, ghg.ErrMissing, "correction_rate"},
		{"no source", func(a *scope2.SHKElectricity) { a.CorrectionSource = "" }, ghg.ErrMissing, "correction_source"},
		{"correction without certificates", func(a *scope2.SHKElectricity) { a.Certificates = nil }, ghg.ErrMissing, "certificates"},
		{"another kind", certificates(changed(nfc, func(i *scope2.Instrument) { i.Kind = ghg.JCreditRenewable })), ghg.ErrOutOfRange, "kind"},
		{"another rate", certificates(changed(nfc, func(i *scope2.Instrument) { i.Rate = scope2.StatedRate(factors.MustSupplied("0.1 kg CO2/kWh; list")) })), ghg.ErrOutOfRange, "rate"},
		{"twice", certificates(nfc, nfc), scope2.ErrDoubleClaim, "nfc"},
		{"not CO2 alone", func(a *scope2.SHKElectricity) {
			a.Supplier, a.AdjustedRate = "new", factors.MustSupplied("400 kg CO2/MWh + 1 g N2O/MWh; list")
			a.BasicRate = a.AdjustedRate
		}, ghg.ErrMixed, "CO2"},
	} {
		refused(t, c.name, changed(a, c.change), c.err, c.text)
	}
}
