package nga_test

import (
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/nga"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func load(tb testing.TB, edition string) *factors.Set {
	tb.Helper()
	set, err := nga.Load(edition)
	require.NoError(tb, err)
	return set
}

// from returns the financial year from July of a year.
func from(year int) ghg.Period {
	p, err := ghg.ParsePeriod(fmt.Sprintf("%d-07-01..%d-06-30", year, year+1))
	if err != nil {
		panic(err)
	}
	return p
}

func query(name, region string, year int, unit string, boundary ghg.Boundary) factors.Query {
	return factors.Query{Activity: name, Region: region, Period: from(year), Unit: units.MustUnit(unit), Boundary: boundary}
}

func TestSets(t *testing.T) {
	for edition, want := range map[string][2]int{nga.Edition2024: {56, 5}, nga.Edition2025: {51, 0}, nga.Edition2026: {31, 12}} {
		set := load(t, edition)
		assert.Equal(t, "nga-"+edition, set.Name())
		assert.Equal(t, want[0], set.Len(), edition)
		properties := 0
		for p := range set.Properties() {
			properties++
			assert.Equal(t, units.EnergyHHV, p.Rate.Num.Dimension(), "The energy content is gross.")
		}
		assert.Equal(t, want[1], properties, edition)
		for f := range set.All() {
			require.Equal(t, ghg.UncheckedTranscript, f.Caveat.Kind, f.ID)
			require.Equal(t, "CC BY 4.0", f.Licence)
			require.True(t, strings.HasPrefix(f.Region, "AU"), f.ID)
			require.NotContains(t, []ghg.Boundary{ghg.GridLosses, ghg.GridLossesWTT}, f.Boundary, "%s: the losses are never apart", f.ID)
			require.False(t, strings.HasPrefix(f.Activity, "electricity/") && f.Boundary == ghg.WellToTank, "%s: nor is the upstream", f.ID)
		}
	}
	assert.Equal(t, []string{"2024", "2025", "2026"}, nga.Editions())
	_, err := nga.Load("2023")
	assert.ErrorIs(t, err, ghg.ErrUnknown)
}

// Values with their table and page or cell, from the transcription.
func TestPrintedValues(t *testing.T) {
	for _, tt := range []struct {
		edition string
		query   factors.Query
		want    string
		place   string
	}{
		{nga.Edition2024, query("electricity/grid", "AU-NSW", 2024, "kWh", ghg.Generation), "0.66", "Table 1, row New South Wales and Australian Capital Territory, p. 8"},
		{nga.Edition2024, query("electricity/grid", "AU-ACT", 2024, "kWh", ghg.Generation), "0.66", "Table 1, row New South Wales and Australian Capital Territory, p. 8"},
		{nga.Edition2024, query("electricity/grid", "AU-TAS", 2024, "kWh", ghg.Generation), "0.15", "Table 1, row Tasmania, p. 9"},
		{nga.Edition2025, query("electricity/grid", "AU", 2025, "kWh", ghg.Generation), "0.62", "Table 1, row National"},
		{nga.Edition2026, query("electricity/grid", "AU-VIC", 2026, "kWh", ghg.Generation), "0.74", "Table 1, row Victoria, 'Table 1'!B5, p. 10"},
		{nga.Edition2026, query("electricity/residual-mix", "AU", 2026, "kWh", ghg.Generation), "0.79", "Table 2, row National, 'Table 2'!B4, p. 11"},
		{nga.Edition2024, query("electricity/grid", "AU-NWIS", 2024, "kWh", ghg.WellToTankAndLosses), "0.09", "Table 1, row Western Australia - North West Interconnected System (NWIS)"},
		{nga.Edition2024, query("electricity/residual-mix", "AU-QLD", 2024, "kWh", ghg.WellToTankAndLosses), "0.11", "Table 2, row National"},
		{nga.Edition2024, query("fuel/natural-gas/non-metro", "AU-NSW", 2024, "GJ(HHV)", ghg.WellToTank), "14", "Table 6, row NSW_ACT, non-metro"},
		{nga.Edition2024, query("fuel/natural-gas", "AU", 2024, "GJ(HHV)", ghg.Combustion), "51.53", "Table 5, row natural gas distributed in a pipeline, p. 17"},
		{nga.Edition2026, query("fuel/diesel/stationary", "AU", 2026, "GJ(HHV)", ghg.Combustion), "70.2", "Table 8, row diesel oil (stationary), p. 24"},
	} {
		f, err := load(t, tt.edition).Find(tt.query)
		require.NoError(t, err)
		assert.Equal(t, tt.want, f.PerUnit.At(0).Kg.String(), f.ID)
		assert.Equal(t, "AR5", f.PerUnit.At(0).GWP)
		record := f.Record()
		assert.Equal(t, f.Reference.Document+", "+tt.place, record.Source())
	}
	f, err := load(t, nga.Edition2026).Find(query("fuel/diesel/heavy-duty-vehicles/euro-3", "AU", 2026, "GJ(HHV)", ghg.Combustion))
	require.NoError(t, err)
	co2, _ := f.PerUnit.Kg(ghg.CO2)
	assert.Equal(t, "69.9", co2.String())
	assert.Equal(t, 3, f.PerUnit.Len())
	f, err = load(t, nga.Edition2026).Find(query("electricity/grid", "AU-QLD", 2026, "kWh", ghg.Generation))
	require.NoError(t, err)
	assert.Contains(t, f.Caveat.Detail, "a third public repository has the same value")
}

// A warehouse in Sydney: 0.66 by location, and 0.81 of the residual mix by market, with nothing relaxed.
func TestResidualMixServesTheMarketBasedMethod(t *testing.T) {
	b := factors.Basis{Factors: load(t, nga.Edition2024), GWP: ghg.AR5()}
	for region, location := range map[string]string{"AU-NSW": "660", "AU": "630"} {
		d, err := scope2.Electricity{ID: "warehouse", Period: from(2024), Region: region, Amount: units.MustParse("1 MWh")}.Dual(b)
		require.NoError(t, err)
		assert.Equal(t, location, d.Location.CO2e.Kg().String())
		assert.Equal(t, "810", d.Market.CO2e.Kg().String())
		require.Len(t, d.Market.Covers, 1)
		assert.Equal(t, ghg.ByResidualMix, d.Market.Covers[0].Source)
		kinds := map[ghg.CaveatKind]bool{}
		for _, c := range d.Market.Caveats {
			kinds[c.Kind] = true
		}
		assert.True(t, kinds[ghg.UncheckedTranscript])
		assert.False(t, kinds[ghg.ResidualMixMissing], "There is a residual mix.")
		require.NoError(t, d.Market.Check())
	}
}

// A calendar year takes the edition of its second half, with a caveat: 184 of the 366 days of 2024.
func TestCalendarYear(t *testing.T) {
	stack, err := factors.NewStack(load(t, nga.Edition2024), load(t, nga.Edition2025), load(t, nga.Edition2026))
	require.NoError(t, err)
	q := query("electricity/grid", "AU-NSW", 2024, "kWh", ghg.Generation)
	q.Period = ghg.CalendarYear(2025)
	b := factors.Basis{Factors: stack, GWP: ghg.AR5()}
	_, _, err = b.Find(q)
	require.ErrorIs(t, err, factors.ErrNoFactor)
	b.Policy.MostOfPeriod = true
	f, caveats, err := b.Find(q)
	require.NoError(t, err)
	assert.Equal(t, "nga-2025", f.Set)
	assert.True(t, slices.ContainsFunc(caveats, func(c ghg.Caveat) bool { return c.Kind == ghg.PartlyValidFactor }))
}

// Scope 3 of electricity: 0.04 kg of upstream and losses together. It is found neither as losses nor as upstream alone, and
// rules that would add losses to it are refused.
func TestUpstreamAndLossesInOneFigure(t *testing.T) {
	set := load(t, nga.Edition2024)
	b := factors.Basis{Factors: set, GWP: ghg.AR5()}
	for _, boundary := range []ghg.Boundary{ghg.GridLosses, ghg.GridLossesWTT, ghg.WellToTank} {
		_, err := set.Find(query("electricity/grid", "AU-NSW", 2024, "kWh", boundary))
		require.ErrorIs(t, err, factors.ErrNoFactor, boundary)
	}
	power := scope2.Electricity{ID: "warehouse", Period: from(2024), Region: "AU-NSW", Amount: units.MustParse("1 MWh")}
	rules := activity.UpstreamRules{Upstream: scope3.PublishedWithLosses}
	derived, left, err := activity.FuelAndEnergy(b, rules, []activity.Activity{power})
	require.NoError(t, err)
	require.Empty(t, left)
	require.Len(t, derived, 1)
	rs, err := derived[0].Calculate(b)
	require.NoError(t, err)
	assert.Equal(t, "40", rs[0].CO2e.Kg().String())
	assert.Equal(t, ghg.WellToTankAndLosses, rs[0].Factors[0].Boundary)
	assert.Equal(t, "nga/electricity/grid@wtt-losses/AU-NSW/2024/kWh", rs[0].Factors[0].ID)

	rules.Power = []activity.LossRule{{Convention: scope3.PublishedLosses, Boundary: ghg.GridLosses}}
	_, _, err = activity.FuelAndEnergy(b, rules, []activity.Activity{power})
	require.ErrorIs(t, err, ghg.ErrMixed)
	assert.ErrorContains(t, err, "the upstream factor holds the losses")
}

// NGA Factors 2026, sheet "Energy - Scope 1", cell I26: 2.025129 kg CO2-e per cubic metre, which is 0.0393 GJ/m3 × 51.53 kg/GJ.
// Cell I48: 2709.72 per kilolitre of diesel, 38.6 × 70.20.
func TestFuelByVolume(t *testing.T) {
	b := factors.Basis{Factors: load(t, nga.Edition2026), GWP: ghg.AR5(), Policy: factors.Policy{FuelProperties: true}}
	for fuel, want := range map[string][2]string{"natural-gas": {"1 m3", "2.025129"}, "diesel/stationary": {"1 kL", "2709.72"}} {
		rs, err := scope1.StationaryCombustion{ID: "boiler", Fuel: fuel, Region: "AU", Period: from(2026), Amount: units.MustParse(want[0])}.Calculate(b)
		require.NoError(t, err)
		assert.Equal(t, want[1], rs[0].CO2e.Kg().String(), fuel)
	}
}

// Every value of the originals is in its set, under its place.
func TestEveryRowOfTheOriginals(t *testing.T) {
	found := map[string]bool{}
	for _, edition := range nga.Editions() {
		for f := range load(t, edition).All() {
			for a := range f.PerUnit.All() {
				found[edition+" "+f.Reference.Table+" "+a.Kg.String()] = true
			}
		}
	}
	for file, want := range map[string]struct {
		rows          int
		value, tables string
	}{
		"electricity.csv": {47, "value", "table"}, "natural_gas_scope3.csv": {20, "value", "table"},
		"stationary_combustion.csv": {10, "scope1_kg_co2e_per_gj_combined", "table"}, "transport_fuels_2026.csv": {7, "co2_kg_co2e_per_gj", "table"},
	} {
		f, err := os.Open("../../internal/gen/nga/original/" + file)
		require.NoError(t, err)
		rows, err := csv.NewReader(f).ReadAll()
		require.NoError(t, err)
		require.NoError(t, f.Close())
		require.Len(t, rows, want.rows+1, file)
		value, table := slices.Index(rows[0], want.value), slices.Index(rows[0], want.tables)
		for _, row := range rows[1:] {
			assert.True(t, found[row[0]+" "+row[table]+" "+dec.MustParse(row[value]).String()], "%s: %s", file, row)
		}
	}
}
