package desnz_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// The edition 2026 is the 24 rows of energy and 139 of waste that are transcribed, each with the caveat that tells so and what
// was compared.
func TestSubsetOf2026(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2026)
	require.NoError(t, err)
	assert.Equal(t, 163, set.Len())
	assert.Equal(t, "AR5", set.Meta().GWP)
	compared, waste, summed := map[string]int{}, 0, 0
	for f := range set.All() {
		require.Equal(t, ghg.UncheckedTranscript, f.Caveat.Kind, f.ID)
		require.Equal(t, "2026", f.Valid.String())
		require.NotEmpty(t, f.Reference.Row)
		if strings.HasPrefix(f.Activity, "waste/") {
			waste++
		}
		_, check, _ := strings.Cut(f.Caveat.Detail, "; ")
		compared[check]++
		if f.Published.GWP != "" { // the gases are printed as CO2e
			summed++
			sum := decimal.Decimal{}
			for a := range f.PerUnit.All() {
				sum = sum.Add(a.Kg)
			}
			require.True(t, sum.Sub(f.Published.Kg).Abs().LessThanOrEqual(dec.MustParse("0.00001")), "%s: %s and %s", f.ID, sum, f.Published.Kg)
		}
	}
	assert.Equal(t, 139, waste)
	assert.Equal(t, 10, summed)
	assert.Equal(t, map[string]int{
		"four other public repositories have the same value": 1, "the gases give the sum, to 0.00001": 9, "the value of the year before": 10,
		"the number of rows is that of the transcription's own list": 139, "": 4,
	}, compared)
}

// Values of the full set version 1, with their cells where the transcription has them.
func TestPrintedIn2026(t *testing.T) {
	for _, tt := range []struct {
		activity, unit string
		boundary       ghg.Boundary
		want, row      string
	}{
		{"electricity/grid", "kWh", ghg.Generation, "0.13096", "Electricity: UK, kWh, flat file id 7_400_4000_5_1"},
		{"electricity/grid", "kWh", ghg.GridLosses, "0.01299", "Electricity: UK, kWh, full set v1, E22:H22"},
		{"electricity/grid", "kWh", ghg.WellToTank, "0.03682", "Electricity: UK, kWh, full set v1, E19"},
		{"electricity/grid", "kWh", ghg.GridLossesWTT, "0.00359", "Electricity: UK, kWh, full set v1, E24"},
		{"fuel/natural-gas", "kWh(HHV)", ghg.Combustion, "0.18231", "Natural gas, kWh (Gross CV)"},
		{"fuel/natural-gas", "kWh(LHV)", ghg.Combustion, "0.20199", "Natural gas, kWh (Net CV)"},
		{"fuel/natural-gas", "m3", ghg.WellToTank, "0.3366", "Natural gas, cubic metres, full set v1, D39"},
		{"fuel/gasoline/average-biofuel-blend", "L", ghg.Combustion, "2.075", "Petrol (average biofuel blend), litres"},
		{"heat/district", "kWh", ghg.GridLosses, "0.00945", "5% loss, kWh, full set v1, E27:H27"},
		{"waste/asbestos/landfill", "t", ghg.Treatment, "5.94839", "Asbestos, Landfill, tonnes"},
		{"waste/average-construction/incineration", "t", ghg.Treatment, "4.65358", "Average construction, Combustion, tonnes"},
	} {
		f := find(t, desnz.Edition2026, tt.activity, tt.unit, tt.boundary)
		kg := f.Published.Kg
		if f.Published.GWP == "" {
			kg = f.PerUnit.At(0).Kg
		}
		assert.Equal(t, tt.want, kg.String(), f.ID)
		assert.Equal(t, tt.row, f.Reference.Row)
	}
}

// Every row of the two transcriptions is in the set, by its own words.
func TestEveryRowOf2026(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2026)
	require.NoError(t, err)
	find := func(words, table, kg string) bool {
		for f := range set.All() {
			value := f.Published.Kg
			if f.Published.GWP == "" {
				value = f.PerUnit.At(0).Kg
			}
			if strings.HasPrefix(f.Reference.Row, words) && f.Reference.Table == table && value.Equal(dec.MustParse(kg)) {
				return true
			}
		}
		return false
	}
	energy, waste := readAll(t, "../../internal/gen/desnz/original/uk_2026_energy_subset.csv"), readAll(t, "../../internal/gen/desnz/original/uk_2026_waste.csv")
	assert.Len(t, energy, 24)
	assert.Len(t, waste, 139)
	for _, r := range energy {
		assert.True(t, find(r["level3"]+", "+r["uom"], r["level1"], r["kg_co2e"]), "%v", r)
	}
	for _, r := range waste {
		assert.True(t, find(r["level3"]+", "+r["column_text"]+", "+r["uom"], "Waste disposal", r["kg_co2e"]), "%v", r)
	}
}

// A London office in 2026: 0.13096 kg/kWh by location. The result has the caveat of the factor.
func TestElectricityOf2026(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2026)
	require.NoError(t, err)
	d, err := scope2.Electricity{ID: "office", Period: ghg.CalendarYear(2026), Region: "GB", Amount: units.MustParse("1 MWh")}.
		Dual(factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{GridAverageAsResidual: true}})
	require.NoError(t, err)
	assert.Equal(t, "130.96", d.Location.CO2e.Kg().String())
	assert.True(t, slices.ContainsFunc(d.Location.Caveats, func(c ghg.Caveat) bool { return c.Kind == ghg.UncheckedTranscript }))
}
