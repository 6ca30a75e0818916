package intensity_test

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func numerator(t testing.TB, tonnes string, year int) intensity.Numerator {
	t.Helper()
	c, err := ghg.ParseCO2e(tonnes + " t CO2e")
	require.NoError(t, err)
	return intensity.Numerator{Scopes: inventory.Scopes1And2, Accounting: inventory.LocationBased, CO2e: c, GWP: "AR6", Period: ghg.CalendarYear(year), Approach: inventory.FinancialControl}
}

func revenue(value string, year int) intensity.Denominator {
	return intensity.Denominator{Name: "net revenue", Unit: "million EUR", Value: dec.MustParse(value), Source: "annual report " + strconv.Itoa(year) + ", income statement", Period: ghg.CalendarYear(year), Approach: inventory.FinancialControl}
}

// INVENTORY section 8: 8,670 ÷ 1,200 = 7.225 after 7,500 ÷ 1,000 = 7.5 is −3.6667 %.
func TestChange(t *testing.T) {
	now, err := intensity.New(numerator(t, "8670", 2024), revenue("1200", 2024))
	require.NoError(t, err)
	before, err := intensity.New(numerator(t, "7500", 2023), revenue("1000", 2023))
	require.NoError(t, err)
	assert.Equal(t, "7.225", now.TonnesPerUnit.String())
	assert.Equal(t, "7.5", before.TonnesPerUnit.String())
	change, err := now.Change(before)
	require.NoError(t, err)
	assert.Equal(t, "-3.6667", change.Shift(2).Round(4).String())
	assert.Equal(t, "7.225 t CO2e per million EUR of net revenue, 2024 (annual report 2024, income statement): scopes 1 and 2, location-based, AR6\n", now.String())

	for name, alter := range map[string]func(i *intensity.Intensity){
		"scopes":      func(i *intensity.Intensity) { i.Numerator.Scopes = inventory.OnlyScope1 },
		"method":      func(i *intensity.Intensity) { i.Numerator.Accounting = inventory.MarketBased },
		"potentials":  func(i *intensity.Intensity) { i.Numerator.GWP = "AR5" },
		"approach":    func(i *intensity.Intensity) { i.Numerator.Approach = inventory.EquityShare },
		"denominator": func(i *intensity.Intensity) { i.Denominator.Name = "sales" },
		"unit":        func(i *intensity.Intensity) { i.Denominator.Unit = "million USD" },
		"boundary":    func(i *intensity.Intensity) { i.Denominator.Approach = inventory.OperationalControl },
	} {
		other := before
		alter(&other)
		_, err := now.Change(other)
		require.ErrorIs(t, err, ghg.ErrMixed, name)
	}
	_, err = before.Change(now)
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "the earlier one is not earlier")
	zero, err := intensity.New(numerator(t, "0", 2023), revenue("1000", 2023))
	require.NoError(t, err)
	_, err = now.Change(zero)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	wrong := before
	wrong.TonnesPerUnit = decimal.New(1, 0)
	_, err = now.Change(wrong)
	require.ErrorIs(t, err, ghg.ErrMixed, "not the ratio of its numbers")
	_, err = now.Change(intensity.Intensity{})
	require.Error(t, err)
}

func TestNewRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		alter func(n *intensity.Numerator, d *intensity.Denominator)
		err   error
	}{
		"another year": {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Period = ghg.CalendarYear(2023) }, ghg.ErrMixed},
		"part of a year": {func(n *intensity.Numerator, _ *intensity.Denominator) {
			n.Period.End = ghg.Date{Year: 2024, Month: 7, Day: 1}
		}, ghg.ErrMixed},
		"zero":          {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Value = decimal.Decimal{} }, ghg.ErrOutOfRange},
		"negative":      {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Value = decimal.New(-1, 0) }, ghg.ErrOutOfRange},
		"too long":      {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Value = decimal.New(1, 100000) }, ghg.ErrOutOfRange},
		"no name":       {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Name = "" }, ghg.ErrMissing},
		"no unit":       {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Unit = "" }, ghg.ErrMissing},
		"no source":     {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Source = "" }, ghg.ErrMissing},
		"no boundary":   {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Approach = 0 }, ghg.ErrMissing},
		"no scopes":     {func(n *intensity.Numerator, _ *intensity.Denominator) { n.Scopes = 0 }, ghg.ErrMissing},
		"no method":     {func(n *intensity.Numerator, _ *intensity.Denominator) { n.Accounting = 0 }, ghg.ErrMissing},
		"no potentials": {func(n *intensity.Numerator, _ *intensity.Denominator) { n.GWP = "" }, ghg.ErrMissing},
		"no approach":   {func(n *intensity.Numerator, _ *intensity.Denominator) { n.Approach = 0 }, ghg.ErrMissing},
		"no period":     {func(_ *intensity.Numerator, d *intensity.Denominator) { d.Period = ghg.Period{} }, nil},
	} {
		n, d := numerator(t, "8670", 2024), revenue("1200", 2024)
		c.alter(&n, &d)
		_, err := intensity.New(n, d)
		require.Error(t, err, name)
		if c.err != nil {
			require.ErrorIs(t, err, c.err, name)
		}
		_, err = json.Marshal(intensity.Intensity{Numerator: n, Denominator: d})
		require.Error(t, err, name)
	}
}

// Emissions by equity share over consolidated revenue: a caveat.
func TestOtherBoundary(t *testing.T) {
	n := numerator(t, "8670", 2024)
	n.Approach = inventory.EquityShare
	n.Missing = []inventory.Gap{{Scope: ghg.Scope3, Category: 4}}
	i, err := intensity.New(n, revenue("1200", 2024))
	require.NoError(t, err)
	assert.Equal(t, []intensity.Caveat{
		"the boundaries differ: emissions by equity share, net revenue by financial control",
		"the emissions are without category 4, upstream transportation and distribution, which is missing",
	}, i.Caveats)
	assert.Contains(t, i.String(), "caveat: the boundaries differ")
	n.Missing[0].Category = 5
	assert.Equal(t, ghg.Category(4), i.Numerator.Missing[0].Category, "a copy")
}

// plc emits 20 t in scope 1, 30 t location-based and 50 t market-based in scope 2, and 7 t in scope 3.
func plc(t testing.TB) *inventory.Inventory {
	t.Helper()
	year := ghg.CalendarYear(2024)
	none := map[ghg.Category]string{}
	for c := ghg.CapitalGoods; c.Valid(); c++ {
		none[c] = "an example"
	}
	org := inventory.Organisation{Name: "Example plc", Approach: inventory.FinancialControl, Period: year, NotApplicable: none}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR6()}, org, []activity.Activity{
		scope1.DirectRelease{ID: "vent", Period: year, Gas: "CO2", Mass: units.MustParse("20 t"), Event: "vented"},
		scope2.Electricity{
			ID: "office", Period: year, Region: "GB", Amount: units.MustParse("100 MWh"),
			GridFactor: factors.MustSupplied("0.3 kg CO2/kWh; a table"), ResidualMix: factors.MustSupplied("0.5 kg CO2/kWh; a table"),
		},
		scope3.Reported{ID: "goods", Period: year, Category: 1, Amount: units.MustParse("7 t CO2e"), GWP: "AR6", Reporter: "supplier", Source: "letter", Assurance: "none"},
	})
	require.NoError(t, err)
	return inv
}

func statement() intensity.Revenue {
	return intensity.Revenue{Used: decimal.New(10, 0), Other: decimal.New(2, 0), Statement: decimal.New(12, 0), Unit: "million EUR", Source: "income statement 2024, line 1", Period: ghg.CalendarYear(2024), Approach: inventory.FinancialControl}
}

// ESRS E1, paragraphs 53 to 55: the total by both methods per net revenue: 57 ÷ 10 and 77 ÷ 10.
func TestPerNetRevenue(t *testing.T) {
	p, err := intensity.PerNetRevenue(plc(t), statement())
	require.NoError(t, err)
	assert.Equal(t, "5.7", p.LocationBased.TonnesPerUnit.String())
	assert.Equal(t, "7.7", p.MarketBased.TonnesPerUnit.String())
	assert.Empty(t, p.MarketBased.Caveats)
	assert.Contains(t, p.String(), "net revenue used 10 million EUR + other 2 million EUR = 12 million EUR of the financial statements\n")

	for name, alter := range map[string]func(r *intensity.Revenue){
		"does not add up": func(r *intensity.Revenue) { r.Statement = decimal.New(13, 0) },
		"negative other":  func(r *intensity.Revenue) { r.Other, r.Statement = decimal.New(-1, 0), decimal.New(9, 0) },
		"long statement":  func(r *intensity.Revenue) { r.Statement = decimal.New(1, 100000) },
		"nothing used":    func(r *intensity.Revenue) { r.Used = decimal.Decimal{} },
		"another year":    func(r *intensity.Revenue) { r.Period = ghg.CalendarYear(2023) },
	} {
		r := statement()
		alter(&r)
		_, err := intensity.PerNetRevenue(plc(t), r)
		require.Error(t, err, name)
		if name != "another year" {
			_, err = json.Marshal(r)
			require.Error(t, err, name)
		}
	}
	_, err = intensity.PerNetRevenue(nil, statement())
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, err, &incomplete)
}

func TestOf(t *testing.T) {
	i, err := intensity.Of(plc(t), inventory.Scopes1And2, inventory.MarketBased, revenue("1200", 2024))
	require.NoError(t, err)
	assert.Equal(t, "70", i.Numerator.CO2e.Tonnes().String())
	_, err = intensity.Of(plc(t), 0, inventory.MarketBased, revenue("1200", 2024))
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = intensity.Of(plc(t), inventory.AllScopes, 0, revenue("1200", 2024))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestJSON(t *testing.T) {
	n := numerator(t, "8670", 2024)
	n.Missing = []inventory.Gap{{Scope: ghg.Scope2, Accounting: inventory.MarketBased, Results: []string{"a"}}}
	i, err := intensity.New(n, revenue("1200", 2024))
	require.NoError(t, err)
	text, err := json.Marshal(i)
	require.NoError(t, err)
	assert.JSONEq(t, `{"scopes":"scopes 1 and 2","accounting":"location-based","co2e":"8670000 kg CO2e","gwp":"AR6","period":"2024-01-01/2025-01-01 2024","approach":"financial control",
		"missing":[{"scope":"scope 2","accounting":"market-based","results":["a"]}],
		"denominator":{"name":"net revenue","unit":"million EUR","value":"1200","source":"annual report 2024, income statement","period":"2024-01-01/2025-01-01 2024","approach":"financial control"}}`, string(text))
	var read intensity.Intensity
	require.NoError(t, json.Unmarshal(text, &read))
	assert.True(t, i.TonnesPerUnit.Equal(read.TonnesPerUnit))
	assert.Equal(t, i.Caveats, read.Caveats)
	require.Error(t, json.Unmarshal([]byte(`{}`), &read))
	require.Error(t, json.Unmarshal([]byte(`{"scopes":"scope 1","accounting":"location-based","co2e":"1 kg CO2e","gwp":"AR6","period":"2024","approach":"equity share","denominator":{"name":"x","unit":"y","value":"0","source":"z","period":"2024","approach":"equity share"}}`), &read))
	require.Error(t, json.Unmarshal([]byte(`{"scopes":"scope 1","accounting":"location-based","co2e":"1 kg CO2e","gwp":"AR6","period":"2024","approach":"equity share","denominator":{"name":"x","unit":"y","value":"1,0","source":"z","period":"2024","approach":"equity share"}}`), &read))

	text, err = json.Marshal(statement())
	require.NoError(t, err)
	var r intensity.Revenue
	require.NoError(t, json.Unmarshal(text, &r))
	assert.Equal(t, "12", r.Statement.String())
	require.Error(t, json.Unmarshal([]byte(`{}`), &r))
	require.ErrorIs(t, json.Unmarshal([]byte(`{"used":"1","other":"1","statement":"3","unit":"EUR","source":"x","period":"2024","approach":"financial control"}`), &r), ghg.ErrMixed)
}

// The change of an intensity is that of its ratio, and twice the denominator halves it.
func FuzzIntensity(f *testing.F) {
	f.Add(uint32(8670), uint32(1200), uint32(7500), uint32(1000))
	f.Add(uint32(1), uint32(3), uint32(2), uint32(7))
	f.Add(uint32(0), uint32(1), uint32(1), uint32(1))
	f.Fuzz(func(t *testing.T, e1, d1, e0, d0 uint32) {
		if d1 == 0 || d0 == 0 || e0 == 0 {
			return
		}
		text := func(n uint32) string { return strconv.FormatUint(uint64(n), 10) }
		now, err := intensity.New(numerator(t, text(e1), 2024), revenue(text(d1), 2024))
		require.NoError(t, err)
		before, err := intensity.New(numerator(t, text(e0), 2023), revenue(text(d0), 2023))
		require.NoError(t, err)
		change, err := now.Change(before)
		require.NoError(t, err)
		back := before.TonnesPerUnit.Mul(change.Add(decimal.New(1, 0)))
		require.Negative(t, back.Sub(now.TonnesPerUnit).Abs().Cmp(decimal.New(1, -15)), "I0 × (1 + change) = I1")
		twice, err := intensity.New(numerator(t, text(e1), 2024), revenue(decimal.NewFromInt(2*int64(d1)).String(), 2024))
		require.NoError(t, err)
		require.Negative(t, twice.TonnesPerUnit.Mul(decimal.New(2, 0)).Sub(now.TonnesPerUnit).Abs().Cmp(decimal.New(1, -20)))
	})
}
