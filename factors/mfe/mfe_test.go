package mfe_test

import (
	"encoding/csv"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/mfe"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

func load(tb testing.TB, edition string) *factors.Set {
	tb.Helper()
	set, err := mfe.Load(edition)
	require.NoError(tb, err)
	return set
}

func TestSets(t *testing.T) {
	for edition, count := range map[string]int{mfe.Edition2025: 10, mfe.Edition2026: 3} {
		set := load(t, edition)
		assert.Equal(t, count, set.Len())
		for f := range set.All() {
			require.Equal(t, ghg.UncheckedTranscript, f.Caveat.Kind, f.ID)
			require.Equal(t, "NZ", f.Region)
			require.Equal(t, "AR5", f.PerUnit.At(0).GWP)
			require.Equal(t, "CC BY 4.0", f.Licence)
		}
	}
	assert.Equal(t, []string{"2025", "2026"}, mfe.Editions())
	_, err := mfe.Load("2024")
	assert.ErrorIs(t, err, ghg.ErrUnknown)
}

// emission_factors_2026_v2.xlsx, cells data!J1600, J1604 and J1608: a year has its own average, and no other has one.
func TestElectricityByYear(t *testing.T) {
	b := factors.Basis{Factors: load(t, mfe.Edition2026), GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}}
	for year, want := range map[int][2]string{2023: {"76.5687", "data!J1600"}, 2024: {"99.3596", "data!J1604"}, 2025: {"78.6625", "data!J1608"}} {
		d, err := scope2.Electricity{ID: "office", Period: ghg.CalendarYear(year), Region: "NZ", Amount: units.MustParse("1 MWh")}.Dual(b)
		require.NoError(t, err)
		assert.Equal(t, want[0], d.Location.CO2e.Kg().String(), year)
		assert.Equal(t, want[1], d.Location.Factors[0].Row)
		assert.True(t, slices.ContainsFunc(d.Location.Caveats, func(c ghg.Caveat) bool { return c.Kind == ghg.UncheckedTranscript }), "The result says so.")
	}
	_, err := scope2.Electricity{ID: "office", Period: ghg.CalendarYear(2022), Region: "NZ", Amount: units.MustParse("1 MWh")}.Dual(b)
	require.ErrorIs(t, err, factors.ErrNoFactor)
}

// EmissionFactors_2025_v3.xlsx, cells data!O1379 (natural gas, commercial, per kWh gross) and data!O1399 (diesel, industrial, per
// litre).
func TestFuels(t *testing.T) {
	b := factors.Basis{Factors: load(t, mfe.Edition2025), GWP: ghg.AR5()}
	for fuel, want := range map[string][2]string{"natural-gas/commercial": {"1000 kWh(HHV)", "195.1479317"}, "diesel/industrial": {"1000 L", "2672.69124"}} {
		rs, err := scope1.StationaryCombustion{ID: "boiler", Fuel: fuel, Region: "NZ", Period: ghg.CalendarYear(2025), Amount: units.MustParse(want[0])}.Calculate(b)
		require.NoError(t, err)
		assert.Equal(t, want[1], rs[0].CO2e.Kg().String(), fuel)
	}
}

// Every row of the originals is in a set, by its cell.
func TestEveryRowOfTheOriginals(t *testing.T) {
	byCell := map[string]factors.Factor{}
	for _, edition := range mfe.Editions() {
		for f := range load(t, edition).All() {
			byCell[f.Reference.Row] = f
		}
	}
	rows := 0
	for _, file := range []string{"electricity.csv", "stationary_combustion_2025v3.csv"} {
		f, err := os.Open("../../internal/gen/mfe/original/" + file)
		require.NoError(t, err)
		table, err := csv.NewReader(f).ReadAll()
		require.NoError(t, err)
		require.NoError(t, f.Close())
		value, cell := slices.Index(table[0], "kg_co2e"), slices.Index(table[0], "cell")
		for _, row := range table[1:] {
			rows++
			assert.True(t, dec.MustParse(row[value]).Equal(byCell[row[cell]].PerUnit.At(0).Kg), "%s", row)
		}
	}
	assert.Equal(t, 13, rows)
	assert.Len(t, byCell, 13)
}
