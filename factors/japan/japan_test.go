package japan_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/units"
)

func load(tb testing.TB) *factors.Set {
	tb.Helper()
	set, err := japan.Load(japan.Edition2026_06)
	require.NoError(tb, err)
	return set
}

func fiscalYear(year int) ghg.Period { return ghg.FiscalYear(year, time.April, ghg.LabelStartYear) }

func query(activity string, year int, unit string, boundary ghg.Boundary) factors.Query {
	return factors.Query{Activity: activity, Region: "JP", Period: fiscalYear(year), Unit: units.MustUnit(unit), Boundary: boundary}
}

func find(tb testing.TB, activity string, year int, unit string, boundary ghg.Boundary) factors.Factor {
	tb.Helper()
	f, err := load(tb).Find(query(activity, year, unit, boundary))
	require.NoError(tb, err)
	return f
}

func TestSet(t *testing.T) {
	set := load(t)
	assert.Equal(t, "japan-2026-06", set.Name())
	assert.Equal(t, 3212, set.Len())
	properties := 0
	for range set.Properties() {
		properties++
	}
	assert.Equal(t, 51, properties) // 27 of the 36 fuels of the new set, the 24 of the old one
}

// Factors are plain data: whatever is done to a copy, the set keeps its values.
func TestCopies(t *testing.T) {
	set := load(t)
	digest := set.Digest()
	for f := range set.All() {
		f.Activity, f.Region, f.Unit, f.Note = "changed", "XX", units.MustUnit("t"), "changed"
		f.PerUnit = ghg.Emissions{}
		f.Valid = ghg.CalendarYear(1990)
	}
	for p := range set.Properties() {
		p.Activity, p.Rate = "changed", units.MustRate("1 GJ/t")
	}
	f := find(t, "fuel/city-gas", 2023, "GJ(HHV)", ghg.Combustion)
	f.PerUnit, f.Caveat = ghg.Emissions{}, ghg.Caveat{Kind: ghg.Estimated}
	assert.Equal(t, "14", find(t, "fuel/city-gas", 2023, "GJ(HHV)", ghg.Combustion).PerUnit.At(0).Kg.String())
	assert.Equal(t, digest, set.Digest())
}

func TestIntegrity(t *testing.T) {
	first, last := ghg.Date{Year: 2006, Month: time.April, Day: 1}, ghg.Date{Year: 2026, Month: time.April, Day: 1}
	for f := range load(t).All() {
		require.Equal(t, "JP", f.Region)
		require.Equal(t, 1, f.PerUnit.Len(), f.ID)
		require.False(t, f.PerUnit.At(0).Kg.IsNegative(), f.ID)
		require.NotEmpty(t, f.Label, f.ID)
		require.NotEmpty(t, f.Reference.Document, f.ID)
		require.Regexp(t, `^line \d+$`, f.Reference.Row)
		require.Regexp(t, `^[a-z0-9-]+(/[a-z0-9-]+)+$`, f.Activity)
		require.Contains(t, f.Note, "printed ", f.ID)
		// Whole fiscal years.
		require.True(t, f.Valid.Start.Month == time.April && f.Valid.Start.Day == 1 && f.Valid.End.Month == time.April && f.Valid.End.Day == 1, f.ID)
		require.True(t, f.Valid.Start.Compare(first) >= 0 && f.Valid.End.Compare(last) <= 0, f.ID)
		// A price only per yen, never with a year, always with a caveat.
		require.Equal(t, f.Unit.Dimension().IsCurrency(), f.Price.Type == factors.UnstatedPrice, f.ID)
		require.Zero(t, f.Price.Year, f.ID)
	}
}

// Nothing overlaps. The liquids per kL are far from the median of fuels per m3 because city gas is sold per 1000 m3.
func TestValidate(t *testing.T) {
	for _, finding := range factors.Validate(load(t)) {
		assert.True(t, finding.Warning, finding.What)
		assert.Regexp(t, `^japan/fuel/.*/JP/2023/kL$`, finding.ID)
	}
}

// Values as the documents print them, in kilograms.
func TestPrintedValues(t *testing.T) {
	for _, tt := range []struct {
		name, activity string
		year           int
		unit           string
		boundary       ghg.Boundary
		want, term     string
	}{
		// Ordinance 418M60001400003, table 1, set from FY2023: 0.0140 tC/GJ, 2.05 t/1000 Nm3 (Tokyo Gas, FAQ on CO2
		// factors).
		{"city gas, carbon", "fuel/city-gas", 2023, "GJ(HHV)", ghg.Combustion, "14", "kg C/GJ(HHV)"},
		{"city gas", "fuel/city-gas", 2023, "1000Nm3", ghg.Combustion, "2050", "kg CO2/1000Nm3"},
		{"heavy oil A, carbon", "fuel/heavy-oil-a", 2025, "GJ(HHV)", ghg.Combustion, "19.3", "kg C/GJ(HHV)"},
		{"heavy oil A", "fuel/heavy-oil-a", 2025, "kL", ghg.Combustion, "2750", "kg CO2/kL"},
		{"blast furnace gas", "fuel/blast-furnace-gas", 2024, "1000Nm3", ghg.Combustion, "313", "kg CO2/1000Nm3"},
		{"waste plastics", "fuel/plastics/municipal", 2024, "t", ghg.Combustion, "2760", "kg CO2/t"},
		// The set up to FY2022: 0.0136 and 0.0189 tC/GJ.
		{"city gas of 2022", "fuel/city-gas", 2022, "GJ(HHV)", ghg.Combustion, "13.6", "kg C/GJ(HHV)"},
		{"heavy oil A of 2010", "fuel/heavy-oil-a", 2010, "GJ(HHV)", ghg.Combustion, "18.9", "kg C/GJ(HHV)"},
		// 電気事業者別排出係数: average of FY2024 and FY2023, substitute values.
		{"grid of 2024", "electricity/grid", 2024, "kWh", ghg.Generation, "0.423", "kg CO2/kWh"},
		{"grid of 2023", "electricity/grid", 2023, "kWh", ghg.Generation, "0.423", "kg CO2/kWh"},
		{"average reported for 2025", "electricity/shk-average", 2025, "kWh", ghg.Generation, "0.423", "kg CO2/kWh"},
		{"substitute for 2025", "electricity/substitute", 2025, "kWh", ghg.Generation, "0.416", "kg CO2/kWh"},
		{"substitute for 2023", "electricity/substitute", 2023, "kWh", ghg.Generation, "0.429", "kg CO2/kWh"},
		{"substitute for 2019", "electricity/substitute", 2019, "kWh", ghg.Generation, "0.488", "kg CO2/kWh"},
		{"default of 2006", "electricity/default", 2006, "kWh", ghg.Generation, "0.555", "kg CO2/kWh"},
		// Shikoku's menu C of FY2024 0.457 (yonden.co.jp), its residual; Okinawa's T&D 0.707; TEPCO EP 0.452 and 0.421.
		{"Shikoku, residual", "electricity/supplier/a0274/residual", 2025, "kWh", ghg.Generation, "0.457", "kg CO2/kWh"},
		{"TEPCO EP, residual", "electricity/supplier/a0269/residual", 2025, "kWh", ghg.Generation, "0.452", "kg CO2/kWh"},
		{"TEPCO EP, whole", "electricity/supplier/a0269/whole-company", 2025, "kWh", ghg.Generation, "0.421", "kg CO2/kWh"},
		{"Okinawa T&D", "electricity/supplier/td-okinawa", 2025, "kWh", ghg.Generation, "0.707", "kg CO2/kWh"},
		{"Enet, menu C", "electricity/supplier/a0009/menu-c", 2025, "kWh", ghg.Generation, "0.3", "kg CO2/kWh"},
		// The list of FY2013 actuals as quoted by kankyo-business.jp: Kansai 0.522 basic, 0.516 adjusted.
		{"Kansai of 2013", "electricity/supplier/kansai-electric-power", 2014, "kWh", ghg.Generation, "0.516", "kg CO2/kWh"},
		{"Kansai of 2013, basic", "electricity/supplier-basic/kansai-electric-power", 2014, "kWh", ghg.Generation, "0.522", "kg CO2/kWh"},
		// FY2021 actuals of Shikoku: residual 0.532 adjusted, 0.484 basic (yonden.co.jp).
		{"Shikoku of 2021", "electricity/supplier/a0274/residual", 2022, "kWh", ghg.Generation, "0.532", "kg CO2/kWh"},
		{"Shikoku of 2021, basic", "electricity/supplier-basic/a0274/menu-a", 2022, "kWh", ghg.Generation, "0.484", "kg CO2/kWh"},
		{"heat", "heat/default", 2023, "GJ", ghg.Generation, "53.2", "kg CO2/GJ"},
		{"cooling", "cooling/default", 2025, "GJ", ghg.Generation, "53.2", "kg CO2/GJ"},
		{"heat, Marunouchi residual", "heat/supplier/006/residual", 2025, "GJ", ghg.Generation, "43.6", "kg CO2/GJ"},
		{"heat, Ikebukuro menu A, basic", "heat/supplier-basic/009/menu-a", 2025, "GJ", ghg.Generation, "22.3", "kg CO2/GJ"},
		{"gas, Osaka menu A", "fuel/city-gas/supplier/a0024/menu-a", 2025, "1000m3", ghg.Combustion, "0", "kg CO2/1000m3"},
		{"gas, Osaka menu A, basic", "fuel/city-gas/supplier-basic/a0024/menu-a", 2025, "1000m3", ghg.Combustion, "2090", "kg CO2/1000m3"},
		{"gas, Hokuriku's second area", "fuel/city-gas/supplier/d0008/area-2/residual", 2025, "1000m3", ghg.Combustion, "2000", "kg CO2/1000m3"},
		// MOE database Ver. 3.6, tables 8, 11, 12, 13, 14, 2 and 6 (pharmaceuticals 2.83 t/million yen, quoted by
		// Astellas).
		{"incineration", "waste/average/incineration", 2023, "t", ghg.Treatment, "533.928", "kg CO2e/t"},
		{"landfill", "waste/average/landfill", 2023, "t", ghg.Treatment, "2408", "kg CO2e/t"},
		{"waste transport", "waste/transport", 2023, "t", ghg.Treatment, "47.219", "kg CO2e/t"},
		{"employee-year", "travel/employee-year", 2023, "person·year", ghg.BoundaryUnstated, "130.373", "kg CO2e/person·year"},
		{"night", "travel/hotel", 2023, "night", ghg.BoundaryUnstated, "31.532238", "kg CO2e/night"},
		{"overnight trip", "travel/trip-day/domestic-overnight", 2023, "person·day", ghg.BoundaryUnstated, "27.284", "kg CO2e/person·day"},
		{"rail fare", "travel/expense/rail", 2023, "JPY", ghg.BoundaryUnstated, "0.001854", "kg CO2e/JPY"},
		{"commuting", "commute/office/large-city", 2025, "person·day", ghg.BoundaryUnstated, "0.984721", "kg CO2e/person·day"},
		{"rail freight", "freight/rail", 2024, "t·km", ghg.Combustion, "0.022", "kg CO2e/t·km"},
		{"air freight", "freight/air", 2024, "t·km", ghg.Combustion, "1.49", "kg CO2e/t·km"},
		{"capital goods, farming", "capital-goods/io-jp/01-0010", 2023, "JPY", ghg.CradleToGate, "0.00355970981454308", "kg CO2e/JPY"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := find(t, tt.activity, tt.year, tt.unit, tt.boundary)
			assert.Equal(t, tt.want, f.PerUnit.At(0).Kg.String())
			assert.Equal(t, tt.term, f.TermUnit(0))
		})
	}
}

// A year without a coefficient is a miss; no neighbouring year stands in.
func TestYears(t *testing.T) {
	set := load(t)
	for _, q := range []factors.Query{
		query("electricity/substitute", 2024, "kWh", ghg.Generation), // of FY2023 actuals: not known
		query("electricity/grid", 2025, "kWh", ghg.Generation),
		query("electricity/shk-average", 2023, "kWh", ghg.Generation),
		query("electricity/supplier/a0274/residual", 2023, "kWh", ghg.Generation), // of FY2022 actuals
		query("fuel/city-gas", 2022, "1000Nm3", ghg.Combustion),                   // the old set prints no t CO2
		query("fuel/coke-oven-gas", 2022, "GJ(HHV)", ghg.Combustion),              // not confirmed
		query("fuel/city-gas", 2009, "GJ(HHV)", ghg.Combustion),
		query("fuel/city-gas", 2026, "GJ(HHV)", ghg.Combustion),
		query("heat/default", 2022, "GJ", ghg.Generation),
		// A supplier with menus has no coefficient without one.
		query("electricity/supplier/a0009", 2025, "kWh", ghg.Generation),
		// 1000 m3 as sold is not 1000 m3 at 0 °C.
		query("fuel/city-gas/supplier/a0024/residual", 2025, "1000Nm3", ghg.Combustion),
	} {
		_, err := set.Find(q)
		require.ErrorIs(t, err, factors.ErrNoFactor, q.String())
	}
	calendar := query("fuel/city-gas", 2023, "GJ(HHV)", ghg.Combustion)
	calendar.Period = ghg.CalendarYear(2023) // its first three months are of FY2022
	_, err := set.Find(calendar)
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

// A factor carries what its user must know as a caveat.
func TestCaveats(t *testing.T) {
	basis := factors.Basis{Factors: load(t)}
	for _, tt := range []struct {
		query factors.Query
		want  ghg.CaveatKind
	}{
		{query("electricity/supplier/a0274/residual", 2025, "kWh", ghg.Generation), ghg.UncheckedTranscript},
		{query("electricity/supplier/td-tokyo", 2025, "kWh", ghg.Generation), ghg.UncheckedTranscript},
		{query("electricity/supplier/kansai-electric-power", 2014, "kWh", ghg.Generation), ghg.UncheckedTranscript},
		{query("electricity/grid", 2023, "kWh", ghg.Generation), ghg.UncheckedTranscript},
		{query("electricity/grid", 2024, "kWh", ghg.Generation), 0},
		{query("heat/default", 2023, "GJ", ghg.Generation), ghg.Assumption},
		{query("heat/default", 2025, "GJ", ghg.Generation), 0},
		{query("travel/expense/rail", 2023, "JPY", ghg.BoundaryUnstated), ghg.Assumption},
		{query("capital-goods/io-jp/01-0010", 2023, "JPY", ghg.CradleToGate), ghg.Assumption},
		{query("fuel/city-gas", 2023, "GJ(HHV)", ghg.Combustion), 0},
	} {
		_, caveats, err := basis.Find(tt.query)
		require.NoError(t, err)
		if tt.want == 0 {
			assert.Empty(t, caveats, tt.query.Activity)
			continue
		}
		require.Len(t, caveats, 1, tt.query.Activity)
		assert.Equal(t, tt.want, caveats[0].Kind, tt.query.Activity)
	}
}

// A query with a price year does not find a factor without a stated one.
func TestUnstatedPrice(t *testing.T) {
	q := query("travel/expense/rail", 2023, "JPY", ghg.BoundaryUnstated)
	f, err := load(t).Find(q)
	require.NoError(t, err)
	assert.Equal(t, "JPY of a year that is not stated", f.Record().Price)
	q.Price = factors.Price{Year: 2011, Type: "purchaser"}
	_, err = load(t).Find(q)
	assert.ErrorIs(t, err, factors.ErrNoFactor)
}

// A set written as CSV and read back is the same set, including its unstated price years. The properties are not in
// that file, so they are read from their own.
func TestWriteAndRead(t *testing.T) {
	set := load(t)
	var text bytes.Buffer
	require.NoError(t, factors.WriteCSV(&text, set, false))
	properties, err := os.Open("data/2026-06.properties.csv")
	require.NoError(t, err)
	again, err := factors.ReadCSVWithProperties(&text, properties, set.Meta())
	require.NoError(t, err)
	require.NoError(t, properties.Close())
	assert.Equal(t, set.Digest(), again.Digest())
}

// An unstated price without a caveat is refused, and so is one with a year.
func TestUnstatedPriceNeedsCaveat(t *testing.T) {
	const header = "activity,region,valid_from,valid_to,unit,boundary,CO2e,gwp,price_year,price_type,caveat\n"
	const row = "travel/expense/rail,JP,2023-04-01,2024-03-31,JPY,unstated,0.001854,unstated,"
	meta := factors.Meta{Publisher: "own", Edition: "1", Title: "a document"}
	_, err := factors.ReadCSV(strings.NewReader(header+row+",unstated,assumption: no year\n"), meta)
	require.NoError(t, err)
	for _, end := range []string{",unstated,", "2011,unstated,assumption: no year", ",,assumption: no year"} {
		_, err := factors.ReadCSV(strings.NewReader(header+row+end+"\n"), meta)
		require.Error(t, err, end)
	}
}

func TestSupplier(t *testing.T) {
	assert.Equal(t, "electricity/supplier/a0269/menu-l", japan.Supplier("A0269", "L"))
	assert.Equal(t, "electricity/supplier/a0269/residual", japan.Supplier("A0269", "residual"))
	assert.Equal(t, "electricity/supplier/a0002", japan.Supplier("A0002", ""))
	assert.Equal(t, "electricity/supplier-basic/a0045/residual", japan.SupplierBasic("A0045", "residual"))
	// (株)VーPower, line of its residual: 0.000538 basic, 0.000482 adjusted.
	assert.Equal(t, "0.482", find(t, japan.Supplier("A0045", "residual"), 2025, "kWh", ghg.Generation).PerUnit.At(0).Kg.String())
	assert.Equal(t, "0.538", find(t, japan.SupplierBasic("A0045", "residual"), 2025, "kWh", ghg.Generation).PerUnit.At(0).Kg.String())
}

func BenchmarkFind(b *testing.B) {
	set := load(b)
	q := query("electricity/supplier/a0269/residual", 2025, "kWh", ghg.Generation)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := set.Find(q); err != nil {
			b.Fatal(err)
		}
	}
}

// A menu's letter and an area's number say which entry of one year's list is meant, so no policy takes them for another
// year. A supplier without menus is the same supplier every year.
func TestMenusAreOfOneYear(t *testing.T) {
	b := factors.Basis{Factors: load(t), GWP: ghg.AR5(), Policy: factors.Policy{OlderYears: 9, NewerYears: 9}}
	ask := func(activity, unit string, boundary ghg.Boundary) error {
		q := factors.Query{Activity: activity, Region: "JP", Period: fiscalYear(2025), Unit: units.MustUnit(unit), Boundary: boundary}
		_, _, err := b.Find(q)
		require.NoError(t, err, "%s is in the list of its year", activity)
		q.Period = fiscalYear(2026)
		_, _, err = b.Find(q)
		return err
	}
	for activity, unit := range map[string]string{
		japan.Supplier("A0004", "A"): "kWh", japan.SupplierBasic("A0269", "L"): "kWh", "fuel/city-gas/supplier/d0008/area-2/menu-a": "1000m3",
	} {
		boundary := ghg.Generation
		if strings.HasPrefix(activity, "fuel/") {
			boundary = ghg.Combustion
		}
		require.ErrorIs(t, ask(activity, unit, boundary), factors.ErrNoFactor, activity)
		assert.False(t, factors.Perennial(activity), activity)
	}
	for _, activity := range []string{"electricity/supplier/a0001", "electricity/substitute", japan.Supplier("A0004", "residual")} {
		assert.True(t, factors.Perennial(activity), activity)
	}
	require.NoError(t, ask("electricity/substitute", "kWh", ghg.Generation))

	q := factors.Query{Activity: japan.Supplier("A0004", "A"), Region: "JP", Period: fiscalYear(2026), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
	e, err := b.Explain(q)
	require.NoError(t, err)
	assert.Empty(t, e.Taken)
	require.NotEmpty(t, e.Candidates)
	assert.Contains(t, e.Candidates[0].Reason, "its name holds for its own year only")
}
