package shk_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func fiscal(year int) ghg.Period { return ghg.FiscalYear(year, time.April, ghg.LabelStartYear) }

func set(t testing.TB) *factors.Set {
	t.Helper()
	s, err := japan.Load(japan.Edition2026_06)
	require.NoError(t, err)
	return s
}

func basis(t testing.TB) factors.Basis {
	t.Helper()
	return factors.Basis{Factors: set(t), GWP: ghg.AR5UNFCCC()}
}

func number(s string) *decimal.Decimal {
	d := dec.MustParse(s)
	return &d
}

func co2e(t testing.TB, tonnes string) ghg.CO2e {
	t.Helper()
	c, err := ghg.TonnesCO2e(dec.MustParse(tonnes))
	require.NoError(t, err)
	return c
}

// power is 10,000 MWh at 0.3 (adjusted) and 0.4 t/MWh (basic), with certificates for 1,000 MWh.
func power(year int) scope2.SHKElectricity {
	return scope2.SHKElectricity{
		ID: "power", Site: "works", Period: fiscal(year), Amount: units.MustParse("10000 MWh"), Supplier: "a9999",
		AdjustedRate: factors.MustSupplied("0.3 t CO2/MWh; a list"), BasicRate: factors.MustSupplied("0.4 t CO2/MWh; a list"),
		AverageRate: factors.MustSupplied("0.42 t CO2/MWh; a list"),
		Certificates: []scope2.Instrument{{
			ID: "nfc", Kind: ghg.NonFossilCertificate, Volume: units.MustParse("1000 MWh"), Rate: scope2.ZeroCarbon(), Market: "JP",
			Vintage: fiscal(year), Registry: "JEPX", Retirement: "口座残高証明書", SoleClaim: true,
		}},
		CorrectionRate: number("1.02"), CorrectionSource: "an example",
	}
}

func oil(year int) scope1.StationaryCombustion {
	return scope1.StationaryCombustion{ID: "boiler", Site: "works", Period: fiscal(year), Fuel: "heavy-oil-a", Region: "JP", Amount: units.MustParse("2000 kL")}
}

func release(id, gas, mass string) scope1.DirectRelease {
	return scope1.DirectRelease{ID: id, Site: "works", Period: fiscal(2025), Gas: gas, Mass: units.MustParse(mass), Event: "vented"}
}

// works is the lines of a company in FY2025.
func works() []activity.Activity {
	return []activity.Activity{
		oil(2025),
		scope1.CarbonContent{ID: "furnace", Site: "works", Period: fiscal(2025), Fuel: "heavy-oil-a", Region: "JP", Amount: units.MustParse("12 kL"), Oxidation: number("0.5")},
		scope1.MobileFuel{ID: "cars", Site: "works", Period: fiscal(2025), Fuel: "gasoline", Region: "JP", Amount: units.MustParse("100000 L")},
		release("kiln", "CO2", "4000 t"), release("methane", "CH4-fossil", "110 t"), release("switchgear", "SF6", "0.1 t"), release("chiller", "HFC-134a", "1 t"),
		power(2025),
		scope2.Heat{ID: "heat", Site: "works", Period: fiscal(2025), Carrier: "heat", Amount: units.MustParse("1000 GJ"), Region: "JP"},
		scope3.Reported{ID: "goods", Period: fiscal(2025), Category: 1, Amount: units.MustParse("7 t CO2e"), GWP: "AR6", Reporter: "supplier", Source: "letter", Assurance: "none"},
	}
}

func company(year int) inventory.Organisation {
	return inventory.Organisation{Name: "Example KK", Approach: inventory.FinancialControl, Period: fiscal(year)}
}

func run(t testing.TB, year int, lines ...activity.Activity) *inventory.Inventory {
	t.Helper()
	inv, err := inventory.Run(basis(t), company(year), lines)
	require.NoError(t, err)
	return inv
}

// statement is what the company states; the conversions are examples.
func statement(t testing.TB) shk.Statement {
	t.Helper()
	return shk.Statement{
		Employees: 300, Sites: []string{"works"},
		Energy: &shk.EnergyRules{HeatingValues: set(t), Conversions: []shk.Conversion{
			{Carrier: ghg.Electricity, Rate: units.MustRate("8.64 GJ/MWh"), Source: "an example"},
			{Carrier: ghg.Heat, Rate: units.MustRate("1.19 GJ/GJ"), Source: "an example"},
		}},
	}
}

func report(t testing.TB, inv *inventory.Inventory, e shk.Edition, s shk.Statement) shk.Report {
	t.Helper()
	rep, err := shk.Of(inv, e, s)
	require.NoError(t, err)
	return rep
}

func rowOf(t testing.TB, rep shk.Report, item shk.Item) shk.Row {
	t.Helper()
	i := slices.IndexFunc(rep.Rows, func(r shk.Row) bool { return r.Item == item })
	require.GreaterOrEqual(t, i, 0, item)
	return rep.Rows[i]
}

// By hand, in t CO2e, with the coefficients of the ordinance in force from FY2023 (別表第1):
//
//	direct      2,000 kL × 2.75 + 12 kL × 38.9 × 0.0193 × 0.5 × 44/12 + 100 kL × 2.29
//	            = 5,500 + 16.51694 + 229 = 5,745.51694            (12 × 0.5 × 44/12 = 22; 22 × 38.9 × 0.0193 = 16.51694)
//	deduction   1,000 MWh × 0.42 × 1.02 = 428.4
//	indirect    basic 10,000 × 0.4 − 428.4 + 1,000 × 0.0532 = 3,624.8; adjusted 10,000 × 0.3 − 428.4 + 53.2 = 2,624.8
//	non-energy  4,000; CH4 110 × 28 = 3,080; SF6 0.1 × 23,500 = 2,350; HFC-134a 1 × 1,300 = 1,300
//	energy      2,000 × 38.9 + 12 × 38.9 + 100 × 33.4 + 10,000 × 8.64 + 1,000 × 1.19 = 169,196.8 GJ; × 0.0258 = 4,365.27744 kL
//	reported    basic 5,745.51694 + 3,624.8 + 4,000 + 3,080 = 16,450.31694; adjusted 1,000 less
func TestReport(t *testing.T) {
	inv := run(t, 2025, works()...)
	rep := report(t, inv, shk.FY2024(), statement(t))
	for _, want := range []struct {
		item            shk.Item
		basic, adjusted string
		status          shk.Status
		results         int
	}{
		{shk.DirectCO2, "5745.51694", "5745.51694", shk.Reported, 3},
		{shk.IndirectCO2, "3624.8", "2624.8", shk.Reported, 2},
		{shk.NonEnergyCO2, "4000", "4000", shk.Reported, 1},
		{shk.CH4, "3080", "3080", shk.Reported, 1},
		{shk.N2O, "0", "0", shk.NotReported, 0},
		{shk.HFCs, "1300", "1300", shk.NotReported, 1},
		{shk.PFCs, "0", "0", shk.NotReported, 0},
		{shk.SF6, "2350", "2350", shk.NotReported, 1},
		{shk.NF3, "0", "0", shk.NotReported, 0},
	} {
		row := rowOf(t, rep, want.item)
		assert.Equal(t, want.basic, row.Basic.CO2e.Tonnes().String(), want.item)
		assert.Equal(t, want.adjusted, row.Adjusted.CO2e.Tonnes().String(), want.item)
		assert.Equal(t, want.status, row.Status, want.item)
		assert.Len(t, row.Basic.Results, want.results, want.item)
		assert.Len(t, row.Adjusted.Results, want.results, want.item)
	}
	indirect := rowOf(t, rep, shk.IndirectCO2)
	assert.Equal(t, []inventory.Reference{{ID: "power", Part: scope2.BasicPart}, {ID: "heat", Accounting: ghg.MarketBased}}, indirect.Basic.Results)
	assert.Equal(t, []inventory.Reference{{ID: "power", Accounting: ghg.MarketBased}, {ID: "heat", Accounting: ghg.MarketBased}}, indirect.Adjusted.Results)
	assert.Equal(t, "169196.8", rep.Energy.GJ.String())
	assert.Equal(t, "4365.27744", rep.Energy.KL.String())
	assert.Equal(t, "16450.31694", rep.Basic.Tonnes().String())
	assert.Equal(t, "15450.31694", rep.Adjusted.Tonnes().String())
	assert.Equal(t, 2025, rep.Year)
	require.Len(t, rep.Certificates, 1)
	assert.Equal(t, ghg.NonFossilCertificate, rep.Certificates[0].Kind)
	assert.Equal(t, "1000 MWh", rep.Certificates[0].Used.String())
	assert.Equal(t, "2350 t CO2e, threshold 3000 t", rowOf(t, rep, shk.SF6).Reason)

	// The rows add up to the inventory: scope 1, and scope 2 by adjusted coefficients.
	sum, err := inv.Group(inventory.Scopes1And2, ghg.MarketBased)
	require.NoError(t, err)
	var rows ghg.CO2e
	for _, row := range rep.Rows {
		rows = rows.Add(row.Adjusted.CO2e)
	}
	assert.True(t, rows.Equal(sum), "%s, not %s", rows, sum)
}

// Before FY2024, certificates reduce adjusted emissions alone and CO2 of energy is one row.
// Basic 2,000 kL × 2.75 + 10,000 × 0.4 = 9,500; adjusted 5,500 + 3,000 − 428.4 = 8,071.6.
func TestFY2023(t *testing.T) {
	for year, want := range map[int][2]string{2023: {"9500", "8071.6"}, 2024: {"9071.6", "8071.6"}} {
		e, err := shk.EditionOf(year)
		require.NoError(t, err)
		rep := report(t, run(t, year, oil(year), power(year)), e, statement(t))
		assert.Equal(t, want[0], rep.Basic.Tonnes().String(), year)
		assert.Equal(t, want[1], rep.Adjusted.Tonnes().String(), year)
		assert.Equal(t, year == 2023, rep.Rows[0].Item == shk.EnergyCO2)
		indirect := rep.Rows[len(rep.Rows)-8]
		assert.Len(t, indirect.Basic.Results, map[int]int{2023: 2, 2024: 1}[year], "one row has both lines in FY2023")
	}
}

// Credits are deducted from adjusted emissions alone, and what others have of the company's own is added:
// 15,450.31694 − 500 − 20 − 30 − 40 + 100 = 14,960.31694.
func TestAdjustments(t *testing.T) {
	s := statement(t)
	s.Adjustments = []shk.Adjustment{
		{shk.DomesticCredits, co2e(t, "500"), "registry"},
		{shk.OverseasCredits, co2e(t, "20"), "registry"},
		{shk.GreenEnergy, co2e(t, "30"), "certificate"},
		{shk.WasteUse, co2e(t, "40"), "report"},
		{shk.TransferredCredits, co2e(t, "100"), "registry"},
	}
	s.CCUFuels = []shk.CCUFuel{{"e-methane", units.MustParse("10 1000Nm3"), "certificate 1"}}
	inv := run(t, 2025, works()...)
	rep := report(t, inv, shk.FY2024(), s)
	assert.Equal(t, "16450.31694", rep.Basic.Tonnes().String(), "basic emissions are never netted")
	assert.Equal(t, "14960.31694", rep.Adjusted.Tonnes().String())
	assert.Len(t, rep.Caveats, 1)
	assert.Contains(t, rep.String(), "caveat: green energy reduces adjusted emissions alone")
	s.Adjustments[0].Source = "changed"
	assert.Equal(t, "registry", rep.Adjustments[0].Source, "a copy")

	s.Adjustments = []shk.Adjustment{{shk.GreenEnergy, co2e(t, "2624.9"), "certificate"}}
	_, err := shk.Of(inv, shk.FY2024(), s)
	require.ErrorIs(t, err, ghg.ErrOutOfRange, "2,624.8 t of power and heat are left")
	s.Adjustments = []shk.Adjustment{{shk.DomesticCredits, co2e(t, "15451"), "registry"}}
	_, err = shk.Of(inv, shk.FY2024(), s)
	require.ErrorIs(t, err, ghg.ErrNegative)
	s.Adjustments = nil
	_, err = shk.Of(run(t, 2023, oil(2023), power(2023)), shk.FY2023(), s)
	require.ErrorContains(t, err, "CCU")
}

// What decides a row may not be stated: the row is undecided, and so are the sums.
func TestUndecided(t *testing.T) {
	inv := run(t, 2025, works()...)
	s := statement(t)
	s.Energy = nil
	rep := report(t, inv, shk.FY2024(), s)
	assert.Equal(t, shk.Undecided, rowOf(t, rep, shk.DirectCO2).Status)
	assert.Nil(t, rep.Basic)
	assert.Nil(t, rep.Adjusted)
	var out bytes.Buffer
	require.NoError(t, rep.WriteCSV(&out, true))
	assert.Contains(t, out.String(), "emissions,basic,,,undecided,a row is undecided,\n")

	s = statement(t)
	s.Employees = 0
	rep = report(t, inv, shk.FY2024(), s)
	assert.Equal(t, shk.Undecided, rowOf(t, rep, shk.CH4).Status)
	assert.Equal(t, shk.NotReported, rowOf(t, rep, shk.SF6).Status, "below the threshold whoever works there")
	s.Employees = 20
	rep = report(t, inv, shk.FY2024(), s)
	assert.Equal(t, shk.NotReported, rowOf(t, rep, shk.CH4).Status)
	assert.Equal(t, "3080 t CO2e, threshold 3000 t; 20 employees, threshold 21", rowOf(t, rep, shk.CH4).Reason)
	s.Employees = 21
	assert.Equal(t, shk.Reported, rowOf(t, report(t, inv, shk.FY2024(), s), shk.CH4).Status)
}

// 1,500 kL are 58,139.53… GJ: stated energy on both sides of the threshold, and a gas of exactly 3,000 t.
func TestThresholds(t *testing.T) {
	s := statement(t)
	inv := run(t, 2025, oil(2025), power(2025), release("kiln", "CO2", "3000 t"), release("vent", "N2O", "11.3 t"))
	for gj, want := range map[string]shk.Status{"58139": shk.NotReported, "58140": shk.Reported} {
		s.Energy.Stated = []shk.StatedEnergy{{"boiler", dec.MustParse(gj), "meter"}, {"power", decimal.Decimal{}, "counted elsewhere"}}
		rep := report(t, inv, shk.FY2024(), s)
		assert.Equal(t, want, rowOf(t, rep, shk.DirectCO2).Status, gj)
		assert.Equal(t, want, rowOf(t, rep, shk.IndirectCO2).Status, gj)
		assert.Equal(t, shk.Reported, rowOf(t, rep, shk.NonEnergyCO2).Status)
		assert.Equal(t, "2994.5", rowOf(t, rep, shk.N2O).Basic.CO2e.Tonnes().String(), "11.3 × 265")
		assert.Equal(t, shk.NotReported, rowOf(t, rep, shk.N2O).Status)
	}
}

// Lines whose CO2 the method does not place, and heat of a named supplier with its basic emissions.
func TestStatedLines(t *testing.T) {
	waste := scope1.StationaryCombustion{ID: "rpf", Site: "works", Period: fiscal(2025), Fuel: "rpf", Region: "JP", Amount: units.MustParse("100 t")}
	heat := scope2.Heat{ID: "loop", Site: "works", Period: fiscal(2025), Carrier: "heat", Amount: units.MustParse("500 GJ"), Region: "JP", Supplier: "006/menu-a"}
	inv := run(t, 2025, waste, heat)
	s := statement(t)
	_, err := shk.Of(inv, shk.FY2024(), s)
	require.ErrorContains(t, err, `line "rpf": origin of CO2 is not set`)
	s.Origins = map[string]shk.CO2Origin{"rpf": shk.OfEnergy}
	_, err = shk.Of(inv, shk.FY2024(), s)
	require.ErrorIs(t, err, factors.ErrNoProperty, "waste has no statutory heating value")
	s.Energy.Stated = []shk.StatedEnergy{{"rpf", dec.MustParse("2690"), "analysis"}}
	_, err = shk.Of(inv, shk.FY2024(), s)
	require.ErrorContains(t, err, `line "loop": basic emissions of heat is not set`)
	// The basic coefficient of the menu is 43.6 kg/GJ, the adjusted one is 0: 21.8 t and 0 t.
	s.Heat = []shk.BasicHeat{{"loop", co2e(t, "21.8"), "list of June 2026, 43.6 kg/GJ"}}
	rep := report(t, inv, shk.FY2024(), s)
	assert.Equal(t, "21.8", rowOf(t, rep, shk.IndirectCO2).Basic.CO2e.Tonnes().String())
	assert.True(t, rowOf(t, rep, shk.IndirectCO2).Adjusted.CO2e.IsZero())
	direct := rowOf(t, rep, shk.DirectCO2).Basic.CO2e
	s.Origins["rpf"] = shk.NotOfEnergy
	rep = report(t, inv, shk.FY2024(), s)
	assert.True(t, rowOf(t, rep, shk.NonEnergyCO2).Basic.CO2e.Equal(direct))
	assert.Equal(t, "3285", rep.Energy.GJ.String(), "2,690 + 500 × 1.19")

	for name, change := range map[string]func(s *shk.Statement){
		"origin": func(s *shk.Statement) { s.Origins["other"] = shk.OfEnergy },
		"energy": func(s *shk.Statement) {
			s.Energy.Stated = append(s.Energy.Stated, shk.StatedEnergy{Line: "other", Source: "meter"})
		},
		"heat": func(s *shk.Statement) {
			s.Heat = append(s.Heat, shk.BasicHeat{Line: "other", Source: "list"})
		},
	} {
		other := s
		other.Origins, other.Energy = map[string]shk.CO2Origin{"rpf": shk.OfEnergy}, &shk.EnergyRules{HeatingValues: s.Energy.HeatingValues, Conversions: s.Energy.Conversions, Stated: slices.Clone(s.Energy.Stated)}
		change(&other)
		_, err := shk.Of(inv, shk.FY2024(), other)
		require.ErrorIs(t, err, ghg.ErrUnknown, name)
		require.ErrorContains(t, err, "other", name)
	}
}

func TestLinesRefused(t *testing.T) {
	gb := release("abroad", "CO2", "1 t")
	gb.Site = "Leeds"
	foreign := oil(2025)
	foreign.ID, foreign.Region, foreign.Factor = "foreign", "GB", factors.MustSupplied("2.7 t CO2/kL; a table")
	grid := scope2.Electricity{ID: "grid", Site: "works", Period: fiscal(2025), Region: "JP", Amount: units.MustParse("1 MWh"), GridFactor: factors.MustSupplied("0.4 kg CO2/kWh; unadjusted"), ResidualMix: factors.MustSupplied("0.4 kg CO2/kWh; unadjusted")}
	mixed := power(2025)
	mixed.ID, mixed.Certificates, mixed.CorrectionRate, mixed.CorrectionSource = "mixed", nil, nil, ""
	mixed.AdjustedRate = factors.MustSupplied("0.3 t CO2e/MWh AR5; a report")
	heat := scope2.Heat{ID: "steam", Site: "works", Period: fiscal(2025), Carrier: "steam", Amount: units.MustParse("1 GJ"), Region: "JP", SupplierRate: factors.MustSupplied("50 kg CH4/GJ; a report")}
	told := scope1.Reported{ID: "told", Site: "works", Period: fiscal(2025), Amount: units.MustParse("5 t CO2e"), GWP: "AR5", Reporter: "operator", Source: "letter", Assurance: "none"}
	carbon := scope1.CarbonContent{ID: "analysed", Site: "works", Period: fiscal(2025), Fuel: "waste-oil", Region: "JP", Amount: units.MustParse("20 kL"), Oxidation: number("1"), Carbon: units.MustRate("0.0193 t C/GJ(HHV)"), HeatingValue: units.MustRate("38.9 GJ(HHV)/kL"), Source: "laboratory report 12"}
	for name, c := range map[string]struct {
		line activity.Activity
		err  error
		text string
	}{
		"unknown site":   {gb, ghg.ErrOutOfRange, "site"},
		"abroad":         {foreign, ghg.ErrOutOfRange, "region of factor"},
		"other method":   {grid, ghg.ErrMixed, "scope2.electricity"},
		"CO2e of power":  {mixed, ghg.ErrMixed, "CO2 alone"},
		"CH4 of heat":    {heat, ghg.ErrMixed, "CO2 alone"},
		"CO2e of gases":  {told, ghg.ErrMixed, "amounts of gases"},
		"no fuel factor": {carbon, ghg.ErrMissing, "energy of the fuel"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := shk.Of(run(t, 2025, append(works(), c.line)...), shk.FY2024(), statement(t))
			require.ErrorIs(t, err, c.err)
			require.ErrorContains(t, err, c.text)
		})
	}
	s := statement(t)
	s.Energy.Conversions = s.Energy.Conversions[:1]
	_, err := shk.Of(run(t, 2025, works()...), shk.FY2024(), s)
	require.ErrorContains(t, err, `line "heat": conversion of heat is not set`)
}

// Lines of scope 2 that emit nothing are in no row, and gases outside the system and CO2 from biomass neither.
func TestInNoRow(t *testing.T) {
	solar := scope2.OnSiteGeneration{ID: "roof", Site: "works", Period: fiscal(2025), Region: "JP", Technology: "solar", Generated: units.MustParse("10 MWh"), Exported: units.MustParse("0 MWh")}
	results, err := solar.Calculate(basis(t))
	lines := append(works(), release("freon", "CFC-11", "1 t"), release("wood", "CO2-biogenic", "50 t"))
	if assert.NoError(t, err) && assert.NotEmpty(t, results) {
		lines = append(lines, solar)
	}
	rep := report(t, run(t, 2025, lines...), shk.FY2024(), statement(t))
	was := report(t, run(t, 2025, works()...), shk.FY2024(), statement(t))
	assert.True(t, rep.Adjusted.Equal(*was.Adjusted))
}

func TestInventoryRefused(t *testing.T) {
	s := statement(t)
	inv := run(t, 2025, works()...)
	_, err := shk.Of(inv, shk.FY2023(), s)
	require.ErrorIs(t, err, shk.ErrNotInForce)
	_, err = shk.EditionOf(2026)
	require.ErrorIs(t, err, shk.ErrNotInForce)
	_, err = shk.EditionOf(2022)
	require.ErrorIs(t, err, shk.ErrNotInForce)
	_, err = shk.Of(inv, shk.Edition{}, s)
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = shk.Of(nil, shk.FY2024(), s)
	require.Error(t, err)

	for _, gwp := range []ghg.GWP{ghg.AR6(), ghg.AR5()} {
		b := basis(t)
		b.GWP = gwp
		other, err := inventory.Run(b, company(2025), works())
		require.NoError(t, err)
		_, err = shk.Of(other, shk.FY2024(), s)
		require.ErrorIs(t, err, ghg.ErrMixed)
		require.ErrorContains(t, err, "AR5-UNFCCC")
	}

	org := company(2025)
	org.Period = ghg.Period{Start: ghg.Date{Year: 2025, Month: time.January, Day: 1}, End: ghg.Date{Year: 2026, Month: time.April, Day: 1}}
	long, err := inventory.Run(basis(t), org, works())
	require.NoError(t, err)
	_, err = shk.Of(long, shk.FY2024(), s)
	require.ErrorContains(t, err, "April to March")

	_, err = shk.Of(run(t, 2025, oil(2025)), shk.FY2024(), s)
	var incomplete *inventory.IncompleteError
	require.ErrorAs(t, err, &incomplete)

	// A line of an entity with another year, and power without its basic part.
	org = company(2025)
	org.Years = map[string]ghg.Period{"Other KK": ghg.CalendarYear(2025)}
	other := oil(2025)
	other.ID, other.Entity, other.Period = "other", "Other KK", ghg.CalendarYear(2025)
	years, err := inventory.Run(basis(t), org, append(works(), other))
	require.NoError(t, err)
	_, err = shk.Of(years, shk.FY2024(), s)
	require.ErrorContains(t, err, `line "other": period is out of range`)
	var results []ghg.Result
	for r := range inv.Results() {
		if r.Part != scope2.BasicPart {
			results = append(results, r)
		}
	}
	half, err := inventory.Of(company(2025), results)
	require.NoError(t, err)
	_, err = shk.Of(half, shk.FY2024(), s)
	require.ErrorContains(t, err, "results of line power")
}

func TestStatementRefused(t *testing.T) {
	electricity := shk.Conversion{Carrier: ghg.Electricity, Rate: units.MustRate("8.64 GJ/MWh"), Source: "an example"}
	rules := func(c ...shk.Conversion) *shk.EnergyRules { return &shk.EnergyRules{Conversions: c} }
	changed := func(change func(*shk.Conversion)) *shk.EnergyRules {
		c := electricity
		change(&c)
		return rules(c)
	}
	energy := func(list ...shk.StatedEnergy) *shk.EnergyRules { return &shk.EnergyRules{Stated: list} }
	heat, minus := shk.BasicHeat{Line: "a", Source: "list"}, co2e(t, "-1")
	for name, s := range map[string]shk.Statement{
		"employees":            {Employees: -1},
		"origin":               {Origins: map[string]shk.CO2Origin{"a": 0}},
		"heat without line":    {Heat: []shk.BasicHeat{{Source: "list"}}},
		"heat without source":  {Heat: []shk.BasicHeat{{Line: "a"}}},
		"negative heat":        {Heat: []shk.BasicHeat{{Line: "a", CO2: minus, Source: "list"}}},
		"heat twice":           {Heat: []shk.BasicHeat{heat, heat}},
		"no kind":              {Adjustments: []shk.Adjustment{{Source: "registry"}}},
		"no source":            {Adjustments: []shk.Adjustment{{Kind: shk.WasteUse}}},
		"negative credits":     {Adjustments: []shk.Adjustment{{Kind: shk.WasteUse, CO2e: minus, Source: "registry"}}},
		"fuel without name":    {CCUFuels: []shk.CCUFuel{{Amount: units.MustParse("1 t"), Source: "letter"}}},
		"fuel without amount":  {CCUFuels: []shk.CCUFuel{{Name: "e-methane", Source: "letter"}}},
		"negative fuel":        {CCUFuels: []shk.CCUFuel{{Name: "e-methane", Amount: units.MustParse("-1 t"), Source: "letter"}}},
		"no carrier":           {Energy: changed(func(c *shk.Conversion) { c.Carrier = 0 })},
		"conversion unsourced": {Energy: changed(func(c *shk.Conversion) { c.Source = "" })},
		"no rate":              {Energy: changed(func(c *shk.Conversion) { c.Rate = units.Rate{} })},
		"rate of fuel":         {Energy: changed(func(c *shk.Conversion) { c.Rate = units.MustRate("38 GJ(HHV)/kL") })},
		"zero rate":            {Energy: changed(func(c *shk.Conversion) { c.Rate = units.MustRate("0 GJ/MWh") })},
		"carrier twice":        {Energy: rules(electricity, electricity)},
		"energy without line":  {Energy: energy(shk.StatedEnergy{Source: "meter"})},
		"negative energy":      {Energy: energy(shk.StatedEnergy{Line: "a", GJ: decimal.New(-1, 0), Source: "meter"})},
		"long energy":          {Energy: energy(shk.StatedEnergy{Line: "a", GJ: decimal.New(1, 100000), Source: "meter"})},
		"energy twice":         {Energy: energy(shk.StatedEnergy{Line: "a", Source: "meter"}, shk.StatedEnergy{Line: "a", Source: "meter"})},
	} {
		require.Error(t, s.Check(), name)
		_, err := shk.Of(run(t, 2025, oil(2025), power(2025)), shk.FY2024(), s)
		require.Error(t, err, name)
	}
	require.NoError(t, shk.Statement{}.Check())
}

func TestEditionCheck(t *testing.T) {
	for name, change := range map[string]func(e *shk.Edition){
		"name":      func(e *shk.Edition) { e.Name = "" },
		"source":    func(e *shk.Edition) { e.Source = "" },
		"GWP":       func(e *shk.Edition) { e.GWP = "AR7" },
		"years":     func(e *shk.Edition) { e.Last = 2000 },
		"energy":    func(e *shk.Edition) { e.EnergyKL = decimal.Decimal{} },
		"gas":       func(e *shk.Edition) { e.GasTonnes = decimal.New(-1, 0) },
		"employees": func(e *shk.Edition) { e.Employees = 0 },
		"crude oil": func(e *shk.Edition) { e.KLPerGJ = decimal.New(1, 100000) },
	} {
		e := shk.FY2024()
		change(&e)
		require.Error(t, e.Check(), name)
		_, err := json.Marshal(shk.Report{Edition: e})
		require.Error(t, err, name)
	}
	for _, e := range shk.Editions() {
		require.NoError(t, e.Check())
	}
}

func TestPrint(t *testing.T) {
	s := statement(t)
	s.Adjustments = []shk.Adjustment{{shk.DomesticCredits, co2e(t, "500"), "=registry"}}
	s.CCUFuels = []shk.CCUFuel{{"e-methane", units.MustParse("10 1000Nm3"), "certificate 1"}}
	org := company(2025)
	kg := co2e(t, "3")
	org.Excluded = []inventory.Exclusion{{ID: "x", Scope: ghg.Scope1, What: "tools", Reason: "small", Estimate: &kg, Method: "guess"}, {ID: "y", Scope: ghg.Scope3, Category: 4, What: "couriers", Reason: "small"}}
	inv, err := inventory.Run(basis(t), org, append(works(), scope2.Heat{ID: "heat2", Site: "works", Period: fiscal(2025), Carrier: "heat", Amount: units.MustParse("1 GJ"), Region: "JP", Supplier: "006/menu-a"}))
	require.NoError(t, err)
	s.Heat = []shk.BasicHeat{{"heat2", co2e(t, "0.0436"), "list"}}
	rep := report(t, inv, shk.FY2024(), s)
	require.Len(t, rep.Excluded, 1)
	text, err := json.Marshal(rep)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(text), `{"edition":"FY2024","company":"Example KK","fiscal_year":2025,"rows":[{"item":"energy CO2, direct","basic":{"co2e":"5745516.94 kg CO2e","results":[{"id":"boiler"},`), "%s", text)
	for _, part := range []string{
		`"kl_crude_oil":"4365.308142"`, `"adjustments":[{"kind":"domestic credits","co2e":"500000 kg CO2e","source":"=registry"}]`,
		`"certificates":[{"kind":"non-fossil-certificate","used":"1000 MWh","results":[{"id":"power","accounting":"market-based"}]}]`,
		`"ccu_fuels":[{"name":"e-methane","amount":"10 1000Nm3","source":"certificate 1"}]`, `"basic_heat":[{"line":"heat2","co2":"43.6 kg CO2e","source":"list"}]`, `"excluded":[`,
	} {
		assert.Contains(t, string(text), part)
	}
	var out bytes.Buffer
	require.NoError(t, rep.WriteCSV(&out, true))
	for _, row := range []string{
		"item,figure,amount,unit,status,reason,results\n",
		`"energy CO2, indirect",adjusted,2624.8,t CO2e,reported,"energy used: 4365.308142 kL of crude oil, threshold 1500 kL",power (market-based); heat (market-based); heat2 (market-based)` + "\n",
		`"energy CO2, indirect",basic,3624.8436,`, "energy used,crude oil,4365.308142,kL,,,boiler; furnace; cars;",
		"adjustment,domestic credits,500,t CO2e,,\"'=registry\",\n", "certificates used,non-fossil-certificate,1000,MWh,,,power (market-based)\n", "CCU fuel,e-methane,10,1000Nm3,,certificate 1,\n",
	} {
		assert.Contains(t, out.String(), row)
	}
	for _, row := range []string{"excluded: ", "certificates used: 1000 MWh, non-fossil-certificate\n", "domestic credits: 500 t CO2e\n", "reported: basic "} {
		assert.Contains(t, rep.String(), row)
	}
	require.Error(t, rep.WriteCSV(nil, false))
	rep.Energy.GJ = decimal.New(1, 100000)
	require.Error(t, rep.WriteCSV(&out, false))
	_, err = json.Marshal(rep)
	require.Error(t, err)
	long := shk.Report{Edition: shk.FY2024(), Rows: []shk.Row{{Item: shk.CH4, Status: shk.Reported}}}
	for i := range 300 {
		long.Rows[0].Basic.Results = append(long.Rows[0].Basic.Results, inventory.Reference{ID: "line " + strconv.Itoa(i)})
	}
	out.Reset()
	require.NoError(t, long.WriteCSV(&out, false))
	assert.Regexp(t, `; and \d+ more\n`, out.String())
}

func TestVocabularies(t *testing.T) {
	for i := shk.DirectCO2; i <= shk.NF3; i++ {
		text, err := i.MarshalText()
		require.NoError(t, err)
		var read shk.Item
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, i, read)
	}
	for s := shk.Reported; s <= shk.Undecided; s++ {
		text, err := s.MarshalText()
		require.NoError(t, err)
		var read shk.Status
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, s, read)
	}
	for o := shk.OfEnergy; o <= shk.NotOfEnergy; o++ {
		text, err := o.MarshalText()
		require.NoError(t, err)
		var read shk.CO2Origin
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, o.String(), read.String())
	}
	for k := shk.DomesticCredits; k <= shk.TransferredCredits; k++ {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var read shk.AdjustmentKind
		require.NoError(t, read.UnmarshalText(text))
		assert.Equal(t, k, read)
	}
	_, err := shk.Item(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// The rows add up to scope 1 and the adjusted part of scope 2, whatever the lines and their order, and the report is the same.
func FuzzRows(f *testing.F) {
	f.Add(uint16(1), uint16(2), uint16(3), uint8(0))
	f.Add(uint16(0), uint16(65535), uint16(7), uint8(3))
	f.Add(uint16(500), uint16(0), uint16(0), uint8(9))
	f.Fuzz(func(t *testing.T, fuel, gas, bought uint16, turn uint8) {
		boiler, load := oil(2025), power(2025)
		boiler.Amount = units.New(decimal.New(int64(fuel), -1), units.MustUnit("kL"))
		load.Amount = units.New(decimal.New(int64(bought), 0), units.MustUnit("MWh"))
		lines := []activity.Activity{boiler, load, release("kiln", "CO2", strconv.Itoa(int(gas))+" kg"), release("vent", "CH4", strconv.Itoa(int(gas))+" t"), release("N2O", "N2O", strconv.Itoa(int(fuel))+" kg")}
		inv := run(t, 2025, lines...)
		rep := report(t, inv, shk.FY2024(), statement(t))
		n := int(turn) % len(lines)
		turned := report(t, run(t, 2025, slices.Concat(lines[n:], lines[:n])...), shk.FY2024(), statement(t))
		sum, err := inv.Group(inventory.Scopes1And2, ghg.MarketBased)
		require.NoError(t, err)
		var rows ghg.CO2e
		for i, row := range rep.Rows {
			rows = rows.Add(row.Adjusted.CO2e)
			other := turned.Rows[i]
			require.True(t, row.Basic.CO2e.Equal(other.Basic.CO2e) && row.Adjusted.CO2e.Equal(other.Adjusted.CO2e) && row.Status == other.Status, row.Item)
			require.Len(t, other.Adjusted.Results, len(row.Adjusted.Results))
		}
		require.True(t, rows.Equal(sum), "%s, not %s", rows, sum)
		require.True(t, rep.Energy.KL.Equal(turned.Energy.KL))
	})
}
