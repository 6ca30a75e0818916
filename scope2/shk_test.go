package scope2_test

import (
	"testing"

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
