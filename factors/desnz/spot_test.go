package desnz_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// find returns a set's factor for the United Kingdom in the set's year.
func find(t *testing.T, edition, activity, unit string, boundary ghg.Boundary) factors.Factor {
	t.Helper()
	return findIn(t, edition, activity, unit, "GB", boundary)
}

func findIn(t *testing.T, edition, activity, unit, region string, boundary ghg.Boundary) factors.Factor {
	t.Helper()
	set, err := desnz.Load(edition)
	require.NoError(t, err)
	u, err := units.ParseUnit(unit)
	require.NoError(t, err)
	year := map[string]int{desnz.Edition2022: 2022, desnz.Edition2023: 2023, desnz.Edition2024: 2024, desnz.Edition2025: 2025, desnz.Edition2026: 2026}[edition]
	f, err := set.Find(factors.Query{Activity: activity, Region: region, Period: ghg.CalendarYear(year), Unit: u, Boundary: boundary})
	require.NoError(t, err)
	return f
}

// TestPrinted checks values as the flat files print them, by sheet.
func TestPrinted(t *testing.T) {
	const (
		combustion, generation, wtt, losses = ghg.Combustion, ghg.Generation, ghg.WellToTank, ghg.GridLosses
		none                                = ""
	)
	tests := []struct {
		edition, activity, region, unit string
		boundary                        ghg.Boundary
		gas                             ghg.Gas // "": CO2e
		want, sheet                     string
	}{
		{"2022", "electricity/grid", "GB", "kWh", generation, none, "0.19338", "UK electricity"},
		{"2023", "electricity/grid", "GB", "kWh", generation, none, "0.207074288590604", "UK electricity"},
		{"2024", "electricity/grid", "GB", "kWh", generation, none, "0.20705", "UK electricity"},
		{"2025", "electricity/grid", "GB", "kWh", generation, none, "0.177", "UK electricity"},
		{"2024", "electricity/grid", "GB", "kWh", losses, none, "0.0183", "Transmission and distribution"},
		{"2024", "electricity/grid", "GB", "kWh", wtt, none, "0.0459", "WTT- UK electricity"},
		{"2025", "fuel/natural-gas", "GB", "kWh(HHV)", combustion, none, "0.18296", "Fuels"},
		{"2025", "fuel/natural-gas", "GB", "m3", combustion, none, "2.06672", "Fuels"},
		{"2024", "fuel/butane", "GB", "t", combustion, none, "3033.38067", "Fuels"},
		{"2024", "fuel/butane", "GB", "t", combustion, ghg.CO2, "3029.26", "Fuels"},
		{"2024", "fuel/butane", "GB", "t", combustion, ghg.CH4Combustion, "2.52", "Fuels"},
		{"2024", "fuel/butane", "GB", "t", combustion, ghg.N2O, "1.60067", "Fuels"},
		{"2024", "fuel/natural-gas", "GB", "t", combustion, ghg.CH4Combustion, "3.8528", "Fuels"},
		{"2022", "fuel/wood-pellets", "GB", "t", combustion, none, "50.55459", "Bioenergy"},
		{"2022", "fuel/wood-pellets", "GB", "t", ghg.OutsideScopes, ghg.CO2Biogenic, "1677.18", "Outside of scopes"},
		{"2022", "fuel/diesel/average-biofuel-blend", "GB", "L", ghg.OutsideScopes, ghg.CO2Biogenic, "0.1102", "Outside of scopes"},
		{"2022", "fuel/landfill-gas", "GB", "kWh(LHV)", wtt, none, "0", "WTT- bioenergy"},
		{"2022", "refrigerant/R-401A", "GB", "kg", ghg.DirectEmission, none, "16", "Refrigerant & other"},
		{"2022", "refrigerant/R-401A/non-kyoto", "GB", "kg", ghg.DirectEmission, none, "1166", "Refrigerant & other"},
		{"2022", "refrigerant/R-401A/kyoto-and-non-kyoto", "GB", "kg", ghg.DirectEmission, none, "1182", "Refrigerant & other"},
		{"2022", "refrigerant/SF6", "GB", "kg", ghg.DirectEmission, none, "22800", "Refrigerant & other"},
		{"2024", "vehicle/car/small/battery-electric", "GB", "km", combustion, none, "0", "Passenger vehicles"},
		{"2024", "vehicle/car/small/plug-in-hybrid", "GB", "km", combustion, none, "0.03012", "Passenger vehicles"},
		{"2024", "electricity/vehicle/car/small/battery-electric", "GB", "km", generation, none, "0.03937", "UK electricity for EVs"},
		{"2024", "electricity/vehicle/car/small/battery-electric", "GB", "km", losses, none, "0.00347", "UK electricity T&D for EVs"},
		{"2024", "travel/car/small/battery-electric", "GB", "km", combustion, none, "0.04284", "Business travel- land"},
		{"2024", "travel/air/long-haul/economy/with-rf", "GB", "passenger·km", combustion, none, "0.20011", "Business travel- air"},
		{"2024", "travel/air/long-haul/economy/without-rf", "GB", "passenger·km", combustion, ghg.CO2, "0.11712", "Business travel- air"},
		{"2024", "freight/sea/crude-tanker/200000-plus-dwt", "GB", "t·km", combustion, none, "0.00293", "Freighting goods"},
		{"2022", "heat/district", "GB", "kWh", generation, none, "0.17073", "Heat and steam"},
		{"2022", "heat/district", "GB", "kWh", losses, none, "0.00899", "Transmission and distribution"},
		{"2022", "heat/onsite", "GB", "kWh", wtt, none, "0.03153", "WTT- heat and steam"},
		{"2022", "water/supply", "GB", "m3", ghg.CradleToGate, none, "0.149", "Water supply"},
		{"2022", "water/supply", "GB", "ML", ghg.CradleToGate, none, "149", "Water supply"},
		{"2022", "homeworking/total", "GB", "FTE·hour", ghg.BoundaryUnstated, none, "0.34075331486473", "Homeworking"},
		{"2024", "leased/electricity", "GB", "kWh", generation, none, "0.20705", "Managed assets- electricity"},
		{"2024", "electricity/grid", "GB", "kWh", ghg.GridLossesWTT, none, "0.00397", "WTT- UK electricity"},
		{"2024", "travel/hotel", "GB", "room·night", ghg.BoundaryUnstated, none, "10.4", "Hotel stay"},
		{"2024", "travel/hotel/london", "GB", "room·night", ghg.BoundaryUnstated, none, "11.5", "Hotel stay"},
		{"2024", "travel/hotel", "FR", "room·night", ghg.BoundaryUnstated, none, "6.7", "Hotel stay"},
		{"2024", "travel/rail/national", "GB", "passenger·km", combustion, none, "0.03546", "Business travel- land"},
		{"2024", "material/steel-cans/primary", "GB", "t", ghg.CradleToGate, none, "2854.91851", "Material use"},
		{"2024", "material/steel-cans/closed-loop", "GB", "t", ghg.CradleToGate, none, "1726.72731", "Material use"},
		{"2024", "waste/hdpe/incineration", "GB", "t", ghg.Treatment, none, "6.41061", "Waste disposal"},
		{"2024", "waste/food-and-drink/landfill", "GB", "t", ghg.Treatment, none, "700.20961", "Waste disposal"},
		{"2024", "freight/road/hgv-rigid/over-17t/50-laden", "GB", "t·km", combustion, none, "0.20077", "Freighting goods"},
		{"2024", "freight/rail", "GB", "t·km", combustion, none, "0.02779", "Freighting goods"},
	}
	for _, tt := range tests {
		t.Run(tt.edition+" "+tt.activity+" "+tt.boundary.String(), func(t *testing.T) {
			f := findIn(t, tt.edition, tt.activity, tt.unit, tt.region, tt.boundary)
			assert.Equal(t, tt.sheet, f.Reference.Table)
			assert.Equal(t, tt.unit, f.Unit.Symbol())
			want := dec.MustParse(tt.want)
			if tt.gas == "" {
				assert.True(t, holds(f, "CO2e", want), "%v", f.PerUnit)
				return
			}
			found := false
			for a := range f.PerUnit.All() {
				found = found || a.Gas == tt.gas && a.Kg.Equal(want)
			}
			assert.True(t, found, "%v", f.PerUnit)
		})
	}
}

// TestUpstreamNames checks that every combustion factor has a well-to-tank factor of the same name and unit, except for
// three fuels whose supply is not printed per litre.
func TestUpstreamNames(t *testing.T) {
	for _, e := range editions {
		set, err := desnz.Load(e.edition)
		require.NoError(t, err)
		missing := map[string]bool{}
		for f := range set.All() {
			if f.Boundary != ghg.Combustion || f.Reference.Table == "Managed assets- vehicles" {
				continue
			}
			_, err := set.Find(factors.Query{Activity: f.Activity, Region: f.Region, Period: f.Valid, Unit: f.Unit, Boundary: ghg.WellToTank})
			if err != nil {
				missing[f.Activity+" "+f.Unit.Symbol()] = true
			}
		}
		assert.Equal(t, map[string]bool{"fuel/lubricants L": true, "fuel/naphtha L": true, "fuel/waste-oil L": true}, missing, e.edition)
	}
}

// TestMilesAndKilometres checks that each amount uses the factor in its own unit, since both are printed.
func TestMilesAndKilometres(t *testing.T) {
	assert.Equal(t, "km", find(t, desnz.Edition2024, "vehicle/car/medium/diesel", "km", ghg.Combustion).Unit.Symbol())
	assert.Equal(t, "mile", find(t, desnz.Edition2024, "vehicle/car/medium/diesel", "mile", ghg.Combustion).Unit.Symbol())
}

// TestVariantsAreNear checks that a query for plain diesel, which is sold as a blend and pure, finds neither and lists
// both.
func TestVariantsAreNear(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	_, err = set.Find(factors.Query{
		Activity: "fuel/diesel", Region: "GB", Period: ghg.CalendarYear(2024), Unit: units.MustParse("1 L").Unit, Boundary: ghg.Combustion,
	})
	var none *factors.NoFactorError
	require.ErrorAs(t, err, &none)
	assert.Equal(t, []factors.Near{
		{ID: "desnz/fuel/diesel/average-biofuel-blend/GB/2024/L", Differs: "activity fuel/diesel/average-biofuel-blend"},
		{ID: "desnz/fuel/diesel/mineral/GB/2024/L", Differs: "activity fuel/diesel/mineral"},
	}, none.Misses()[:2])
}
