package eccc_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/eccc"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func load(tb testing.TB, edition string) *factors.Set {
	tb.Helper()
	set, err := eccc.Load(edition)
	require.NoError(tb, err)
	return set
}

func grid(region string, year int) factors.Query {
	return factors.Query{Activity: "electricity/grid", Region: region, Period: ghg.CalendarYear(year), Unit: units.MustUnit("kWh"), Boundary: ghg.Generation}
}

func TestSets(t *testing.T) {
	for edition, count := range map[string]int{eccc.Edition4_0: 13, eccc.Edition3_0: 57, eccc.EditionNIR2021: 140, eccc.EditionNIR2020: 126, eccc.EditionNIR2019: 126} {
		set := load(t, edition)
		assert.Equal(t, count, set.Len(), edition)
		for f := range set.All() {
			require.Equal(t, ghg.UncheckedTranscript, f.Caveat.Kind, f.ID)
			require.Equal(t, "Open Government Licence - Canada", f.Licence)
			if f.Activity == "electricity/grid" {
				require.Contains(t, f.Caveat.Detail, "the losses of the grid are included", f.ID)
				require.Equal(t, ghg.UnstatedGWP, f.PerUnit.At(0).GWP, f.ID)
			}
		}
	}
	assert.Equal(t, []string{"4.0", "3.0", "nir-2021", "nir-2020", "nir-2019"}, eccc.Editions())
	_, err := eccc.Load("2.0")
	assert.ErrorIs(t, err, ghg.ErrUnknown)
}

// Emission factors and reference values, tables 5.1 to 5.4, and annex 13 of the National Inventory Report.
func TestPrintedValues(t *testing.T) {
	for _, tt := range []struct {
		edition, region string
		year            int
		want, table     string
	}{
		{eccc.Edition4_0, "CA-AB", 2024, "0.346", "Table 5.4"},
		{eccc.Edition4_0, "CA-QC", 2024, "0.0026", "Table 5.4"},
		{eccc.Edition4_0, "CA-PE", 2024, "0.265", "Table 5.4"},
		{eccc.Edition3_0, "CA-AB", 2021, "0.54", "Table 5.1"},
		{eccc.Edition3_0, "CA-AB", 2022, "0.49", "Table 5.2"},
		{eccc.Edition3_0, "CA-ON", 2023, "0.059", "Table 5.3"},
		{eccc.EditionNIR2019, "CA", 1990, "0.24", "Annex 13"},
		{eccc.EditionNIR2019, "CA", 2000, "0.27", "Annex 13"},
	} {
		f, err := load(t, tt.edition).Find(grid(tt.region, tt.year))
		require.NoError(t, err)
		assert.Equal(t, tt.want, f.PerUnit.At(0).Kg.String(), f.ID)
		assert.Equal(t, tt.table, f.Reference.Table)
	}
	f, err := load(t, eccc.Edition4_0).Find(grid("CA-AB", 2024))
	require.NoError(t, err)
	assert.Equal(t, "AB, p. 17", f.Reference.Row)
	assert.Equal(t, "data year 2024; in the federal offset system for 2027", f.Note)
}

// Tables 5.1 to 5.3 print New Brunswick's value for Prince Edward Island, and say so; table 5.4 has its own.
func TestPrinceEdwardIsland(t *testing.T) {
	for year := 2021; year <= 2023; year++ {
		island, err := load(t, eccc.Edition3_0).Find(grid("CA-PE", year))
		require.NoError(t, err)
		brunswick, err := load(t, eccc.Edition3_0).Find(grid("CA-NB", year))
		require.NoError(t, err)
		assert.True(t, island.PerUnit.Equal(brunswick.PerUnit))
		assert.Contains(t, island.Note, "New Brunswick's value")
	}
}

// An office in Calgary: 0.346 kg/kWh in 2024. The result tells that the losses are in it and that the basis is not stated.
func TestElectricityOfAProvince(t *testing.T) {
	b := factors.Basis{Factors: load(t, eccc.Edition4_0), GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}}
	d, err := scope2.Electricity{ID: "calgary", Period: ghg.CalendarYear(2024), Region: "CA-AB", Amount: units.MustParse("1 MWh")}.Dual(b)
	require.NoError(t, err)
	assert.Equal(t, "346", d.Location.CO2e.Kg().String())
	kinds := map[ghg.CaveatKind]string{}
	for _, c := range d.Location.Caveats {
		kinds[c.Kind] = c.Detail
	}
	assert.Contains(t, kinds[ghg.UncheckedTranscript], "count none beside it")
	assert.Contains(t, kinds, ghg.UnstatedBasis)
	// Losses are never found beside it.
	lost := grid("CA-AB", 2024)
	lost.Boundary = ghg.GridLosses
	_, err = b.Factors.Find(lost)
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

// The newest report counts where several have a year: Alberta in 2017 in the reports of 2019 to 2021.
func TestNewestReportFirst(t *testing.T) {
	var sources []factors.Source
	for _, edition := range eccc.Editions() {
		sources = append(sources, load(t, edition))
	}
	stack, err := factors.NewStack(sources...)
	require.NoError(t, err)
	f, err := stack.Find(grid("CA-AB", 2017))
	require.NoError(t, err)
	assert.Equal(t, "eccc-nir-2021", f.Set)
}

// Version 3.0: marketable natural gas of Alberta, 1962 g CO2, 0.037 g CH4 and 0.035 g N2O per cubic metre. By AR5, with the
// methane of flue gas at 28: 1.962 + 0.000037 × 28 + 0.000035 × 265 = 1.972311 kg.
func TestNaturalGas(t *testing.T) {
	rs, err := scope1.StationaryCombustion{
		ID: "boiler", Fuel: "natural-gas/residential-commercial-institutional", Region: "CA-AB", Period: ghg.CalendarYear(2024), Amount: units.MustParse("1000 m3"),
	}.Calculate(factors.Basis{Factors: load(t, eccc.Edition3_0), GWP: ghg.AR5()})
	require.NoError(t, err)
	assert.Equal(t, "1972.311", rs[0].CO2e.Kg().String())
	f, err := load(t, eccc.Edition3_0).Find(factors.Query{
		Activity: "fuel/light-fuel-oil/industrial", Region: "CA", Period: ghg.CalendarYear(2025), Unit: units.MustUnit("L"), Boundary: ghg.Combustion,
	})
	require.NoError(t, err)
	co2, _ := f.PerUnit.Kg(ghg.CO2)
	assert.Equal(t, "2.753", co2.String())
}

// Every row of the originals is in a set, in kilograms. CH4 and N2O of natural gas, one row, are in every province's factor.
func TestEveryRowOfTheOriginals(t *testing.T) {
	values := map[string]int{}
	for _, edition := range eccc.Editions() {
		for f := range load(t, edition).All() {
			kg, ok := f.PerUnit.Kg(ghg.CO2)
			if !ok {
				kg = f.PerUnit.At(0).Kg
			}
			values[f.Reference.Table+" "+kg.String()]++
		}
	}
	seen := 0
	for file, want := range map[string]struct {
		rows          int
		value, prefix string
	}{
		"electricity_consumption_intensity.csv": {52, "g_co2e_per_kwh_consumed", ""}, "natural_gas_marketable_co2.csv": {13, "g_co2_per_m3", "Tables 1.1 to 1.3 (CO2), 2.1 to 2.3 (CH4, N2O)"},
		"nir_consumption_intensity_2019_2021_editions.csv": {392, "g_co2e_per_kwh_consumed", "Annex 13"}, "fuels_v3_0.csv": {6, "g_co2", "-"},
	} {
		f, err := os.Open("../../internal/gen/eccc/original/" + file)
		require.NoError(t, err)
		rows, err := csv.NewReader(f).ReadAll()
		require.NoError(t, err)
		require.NoError(t, f.Close())
		require.Len(t, rows, want.rows+1, file)
		column := slices.Index(rows[0], want.value)
		for _, row := range rows[1:] {
			seen++
			if row[column] == "" {
				assert.True(t, strings.HasPrefix(row[0], "natural gas"))
				continue
			}
			kg, tables := dec.MustParse(row[column]).Shift(-3).String(), []string{want.prefix}
			switch want.prefix {
			case "":
				tables = []string{"Table " + row[0]}
			case "-":
				tables = []string{"Tables 3.1 to 3.3", "Tables 4.1 to 4.3", "liquid fuels"}
			}
			assert.True(t, slices.ContainsFunc(tables, func(table string) bool { return values[table+" "+kg] > 0 }), "%s: %s", file, row)
		}
	}
	assert.Equal(t, 463, seen)
}
