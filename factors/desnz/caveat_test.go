package desnz_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// The biogenic CO2 of the average blends is printed to two decimals from 2023 on. Petrol of 2024: 0.01 per kWh and 171.77 per
// tonne, which with 43.037 GJ/t net (sheet "Fuel properties") are 171.77 × 0.0036 ÷ 43.037 = 0.01437 per kWh. The quotient is
// not exact, so the factor stays as printed.
func TestCoarseFactorsHaveACaveat(t *testing.T) {
	for _, e := range editions {
		for _, activity := range []string{"fuel/gasoline/average-biofuel-blend", "fuel/diesel/average-biofuel-blend"} {
			f := find(t, e.edition, activity, "kWh(LHV)", ghg.OutsideScopes)
			if e.edition == desnz.Edition2022 { // 0.00919 and 0.01104
				assert.Zero(t, f.Caveat)
				assert.Contains(t, f.Note, "as the factor per mass shows")
				continue
			}
			assert.Equal(t, ghg.CoarseFactor, f.Caveat.Kind, "%s has another caveat.", f.ID)
			assert.Contains(t, f.Note, "printed to too few digits to show it")
			assert.Zero(t, find(t, e.edition, activity, "t", ghg.OutsideScopes).Caveat)
		}
	}
	f := find(t, desnz.Edition2024, "fuel/gasoline/average-biofuel-blend", "kWh(LHV)", ghg.OutsideScopes)
	assert.Equal(t, "printed as 0.01 per kWh, rounded by up to 50 %; the same factor is printed as 171.77 per tonne", f.Caveat.Detail)
}

// The caveat reaches the result of burning the blend: the biogenic part comes with the factor.
func TestCaveatOfTheBiogenicPartIsOnTheResult(t *testing.T) {
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	r, err := scope1.StationaryCombustion{
		ID: "generator", Fuel: "gasoline/average-biofuel-blend", Region: "GB", Period: ghg.CalendarYear(2024), Amount: units.MustParse("1000 kWh(LHV)"),
	}.Calculate(factors.Basis{Factors: set, GWP: ghg.AR5()})
	require.NoError(t, err)
	require.Len(t, r, 1)
	require.Len(t, r[0].Caveats, 1)
	assert.Equal(t, ghg.CoarseFactor, r[0].Caveats[0].Kind)
	require.NoError(t, r[0].Check())
}

// Grass and straw upstream: 68.65 per tonne over 0.01604 per kWh are 15.41 GJ/t, neither 13.468 net nor 15.845 gross.
func TestBasisIsClaimedOnlyWhereItShows(t *testing.T) {
	const shows = "net calorific value, as the factor per mass shows"
	claimed := map[string]bool{}
	for _, e := range editions {
		f := find(t, e.edition, "fuel/grass-straw", "kWh(LHV)", ghg.WellToTank)
		assert.Equal(t, ghg.AsPrinted, f.Caveat.Kind)
		assert.Contains(t, f.Caveat.Detail, "15.41 GJ/t, but the fuel's is 13.468 net and 15.845 gross")
		assert.NotContains(t, f.Note, shows)
		assert.Contains(t, find(t, e.edition, "fuel/grass-straw", "kWh(LHV)", ghg.Combustion).Note, shows)

		assert.NotContains(t, find(t, e.edition, "fuel/landfill-gas", "kWh(LHV)", ghg.WellToTank).Note, shows) // zero shows nothing
		assert.NotContains(t, find(t, e.edition, "fuel/biomethanol", "GJ(LHV)", ghg.Combustion).Note, shows)   // its calorific value is not published
		for _, f := range all(t, e.edition) {
			if strings.Contains(f.Note, shows) {
				claimed[f.Activity] = true
			}
		}
	}
	// 21 biofuels without the three whose calorific value the sheet "Fuel properties" lacks, and the two blends of 2022.
	assert.Len(t, claimed, 20)
	for _, fuel := range []string{"fuel/biomethanol", "fuel/bio-gasoline", "fuel/renewable-gasoline"} {
		assert.NotContains(t, claimed, fuel)
	}
}

// R-401A is 53 % HCFC-22, 13 % HFC-152a and 34 % HCFC-124: its 18 kg CO2e of 2024 are those of HFC-152a alone, 0.13 × 138.
func TestRefrigerantsNameTheGasesOutsideTheBasket(t *testing.T) {
	f := find(t, desnz.Edition2024, "refrigerant/R-401A", "kg", ghg.DirectEmission)
	assert.True(t, f.PerUnit.At(0).Kg.Equal(dec.MustParse("18")))
	assert.Equal(t, ghg.OutsideKyoto, f.Caveat.Kind)
	assert.Equal(t, "not counted in the value, as they are outside the Kyoto basket: HCFC-22, HCFC-124", f.Caveat.Detail)
	for _, column := range []string{"/non-kyoto", "/kyoto-and-non-kyoto"} {
		f := find(t, desnz.Edition2024, "refrigerant/R-401A"+column, "kg", ghg.DirectEmission)
		assert.Equal(t, ghg.OutsideKyoto, f.Caveat.Kind)
		assert.Contains(t, f.Caveat.Detail, "in no scope: HCFC-22, HCFC-124")
	}
	assert.Zero(t, find(t, desnz.Edition2024, "refrigerant/R-410A", "kg", ghg.DirectEmission).Caveat)
	assert.Equal(t, ghg.OutsideKyoto, find(t, desnz.Edition2024, "refrigerant/HCFC-22/non-kyoto", "kg", ghg.DirectEmission).Caveat.Kind)
	for _, e := range editions {
		for _, f := range all(t, e.edition) {
			blend, ok := ghg.LookupBlend(strings.TrimPrefix(f.Activity, "refrigerant/"))
			if !ok {
				continue
			}
			outside := false
			for c := range blend.Components() {
				outside = outside || !c.Gas.Kyoto()
			}
			assert.Equal(t, outside, f.Caveat.Kind == ghg.OutsideKyoto, "%s has another caveat.", f.ID)
		}
	}
}

// all returns the factors of an edition.
func all(t *testing.T, edition string) []factors.Factor {
	t.Helper()
	set, err := desnz.Load(edition)
	require.NoError(t, err)
	var list []factors.Factor
	for f := range set.All() {
		list = append(list, f)
	}
	return list
}
