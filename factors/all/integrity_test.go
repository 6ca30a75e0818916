package all_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/all"
	"github.com/ghgkit/ghg/units"
)

func load(t *testing.T, e all.Edition) *factors.Set {
	t.Helper()
	set, err := e.Load()
	require.NoError(t, err)
	return set
}

// oneTable lists the publishers whose document is one table without a name, at least for some kinds of factors.
var oneTable = map[string]bool{"eea": true, "ember": true, "japan": true}

// TestEveryRow checks every factor and property of every embedded set.
func TestEveryRow(t *testing.T) {
	sums := map[string]int{}
	for _, e := range all.Editions() {
		t.Run(e.Package+"-"+e.Edition, func(t *testing.T) {
			set := load(t, e)
			ids := map[string]bool{}
			for f := range set.All() {
				require.False(t, ids[f.ID], "%s occurs twice", f.ID)
				ids[f.ID] = true
				require.True(t, strings.HasPrefix(f.ID, e.Package+"/"), f.ID)
				require.NotEmpty(t, f.Label, f.ID)
				unit, err := units.ParseUnit(f.Unit.Symbol())
				require.NoError(t, err, f.ID)
				require.Equal(t, f.Unit, unit, f.ID)
				require.NotEmpty(t, f.Reference.Document, f.ID)
				require.NotEmpty(t, f.Reference.Row, f.ID)
				require.True(t, f.Reference.Table != "" || oneTable[e.Package], "%s has no table; if the document is one table without a name, add %s to oneTable", f.ID, e.Package)
				require.NotEmpty(t, f.Licence, f.ID)
				require.NoError(t, f.Valid.Check(), f.ID)
				require.Positive(t, f.PerUnit.Len(), f.ID)
				for a := range f.PerUnit.All() {
					require.False(t, a.Kg.IsNegative(), f.ID)
				}
				if f.Published.GWP != "" {
					sums[e.Package]++
					requireSum(t, f)
				}
			}
			for p := range set.Properties() {
				require.NotEmpty(t, p.Reference.Document)
				require.NotEmpty(t, p.Reference.Table, "%s %s", p.Activity, p.Rate)
				require.NotEmpty(t, p.Reference.Row, "%s %s", p.Activity, p.Rate)
				require.Positive(t, p.Rate.Value.Sign())
				rate, err := units.ParseRate(p.Rate.String())
				require.NoError(t, err)
				require.True(t, rate.Value.Equal(p.Rate.Value))
			}
		})
	}
	// The UK's files have 1,278 groups of CO2, CH4, N2O and CO2e in 2022 and 2023 and 1,302 in 2024 and 2025; the transcription
	// of 2026 has 10.
	assert.Equal(t, 5170, sums["desnz"])
}

// requireSum compares the CO2e that a publisher prints with Σ gas × GWP on its basis. Each term and the sum may be off
// by half a unit in the last place of the sum, from rounding.
func requireSum(t *testing.T, f factors.Factor) {
	t.Helper()
	basis, err := ghg.ParseGWP(f.Published.GWP)
	require.NoError(t, err, f.ID)
	sum, terms := decimal.Decimal{}, int64(1)
	for a := range f.PerUnit.All() {
		if a.Gas == ghg.CO2Biogenic {
			continue
		}
		terms++
		if a.GWP == f.Published.GWP {
			sum = sum.Add(a.Kg)
			continue
		}
		require.Empty(t, a.GWP, f.ID)
		potential, err := basis.Of(a.Gas)
		require.NoError(t, err, f.ID)
		sum = sum.Add(a.Kg.Mul(potential))
	}
	half := decimal.New(5, f.Published.Kg.Exponent()-1)
	off := sum.Sub(f.Published.Kg).Abs()
	require.False(t, off.GreaterThan(half.Mul(decimal.NewFromInt(terms))), "%s: the gases give %s, printed is %s", f.ID, sum, f.Published.Kg)
}

// reviewed lists the warnings of factors.Validate about values that were reviewed and are right, by set and prefix of
// the id, with their number and the reason why they are far from the median of their kind.
var reviewed = []struct {
	sets  []string
	id    string
	count int
	cause string
}{
	{ukSets, "desnz/fuel/biogas/", 2, "the CO2 of biogas is biogenic and outside of the scopes: CH4 and N2O only"},
	{ukSets, "desnz/fuel/biomethane/", 4, "the CO2 of biomethane is biogenic and outside of the scopes: CH4 and N2O only"},
	{ukSets, "desnz/fuel/biopropane/", 3, "the CO2 of biopropane is biogenic and outside of the scopes: CH4 and N2O only"},
	{ukSets, "desnz/fuel/landfill-gas/", 2, "the CO2 of landfill gas is biogenic and outside of the scopes: CH4 and N2O only"},
	{ukSets, "desnz/fuel/natural-gas", 4, "a cubic metre of a gas among liquids: a thousandth of their mass"},
	{ukSets, "desnz/refrigerant/R-411B/", 1, "94 % HCFC-22, which the Kyoto basket does not count"},
	{ukSets, "desnz/refrigerant/R-418A/", 1, "96 % HCFC-22, which the Kyoto basket does not count"},
	{[]string{"desnz-2026"}, "desnz/fuel/natural-gas@wtt/", 1, "a cubic metre of a gas among liquids: a thousandth of their mass"},
	{[]string{"eccc-3.0"}, "eccc/fuel/", 5, "a litre of a liquid among cubic metres of a gas: a thousand times their mass"},
	{[]string{"japan-2026-06"}, "japan/fuel/", 12, "a kilolitre of a liquid among gases: a thousand times their mass"},
}

var ukSets = []string{"desnz-2022", "desnz-2023", "desnz-2024", "desnz-2025"}

// TestValidate pins what factors.Validate finds in every embedded set: no errors, and only the reviewed warnings.
func TestValidate(t *testing.T) {
	for _, e := range all.Editions() {
		name := e.Package + "-" + e.Edition
		t.Run(name, func(t *testing.T) {
			found := factors.Validate(load(t, e))
			for _, r := range reviewed {
				if !slices.Contains(r.sets, name) {
					continue
				}
				count := 0
				for i := range found {
					if strings.HasPrefix(found[i].ID, r.id) && found[i].Warning && strings.Contains(found[i].What, "the median of its kind") {
						count++
						found[i].ID = ""
					}
				}
				assert.Equal(t, r.count, count, "%s: %s", r.id, r.cause)
			}
			for _, f := range found {
				assert.Empty(t, f.ID, "%s", f)
			}
		})
	}
}

// TestPrintedValues looks up well-known figures, as printed.
func TestPrintedValues(t *testing.T) {
	for _, c := range []struct {
		what, pkg, edition                       string
		activity, region, unit, date, kg, source string
		boundary                                 ghg.Boundary
		gas                                      ghg.Gas // "" for the published CO2e
	}{
		// UK Government GHG Conversion Factors 2023, UK electricity: 0.207074 kg CO2e per kWh, which the flat file v1.1
		// gives to 15 places.
		{"UK electricity 2023", "desnz", "2023", "electricity/grid", "GB", "kWh", "2023-06-30", "0.207074288590604", "UK electricity", ghg.Generation, ""},
		// EPA GHG Emission Factors Hub 2024, table 1: natural gas 53.06 kg CO2 per mmBtu.
		{"natural gas, US", "epa", "2024", "fuel/natural-gas", "US", "mmBtu(HHV)", "2024-06-30", "53.06", "Table 1", ghg.Combustion, ghg.CO2},
		// Ministerial ordinance 418M60001400003, annexed table 1: city gas 2.05 t CO2 per 1,000 m3 (normal).
		{"city gas, Japan", "japan", "2026-06", "fuel/city-gas", "JP", "1000Nm3", "2024-06-30", "2050", "別表第1, in force from FY2023", ghg.Combustion, ghg.CO2},
		// eGRID2023, table 1: the US average of 771.523 lb CO2 per MWh × 0.45359237 kg per lb.
		{"US average", "egrid", "2023", "electricity/grid", "US", "MWh", "2023-06-30", "349.95694607951", "Table 6", ghg.Generation, ghg.CO2},
	} {
		t.Run(c.what, func(t *testing.T) {
			for _, e := range all.Editions() {
				if e.Package != c.pkg || e.Edition != c.edition {
					continue
				}
				day, err := ghg.ParseDate(c.date)
				require.NoError(t, err)
				f, err := load(t, e).Find(factors.Query{Activity: c.activity, Region: c.region, Period: ghg.Period{Start: day, End: day.AddDays(1)}, Unit: units.MustUnit(c.unit), Boundary: c.boundary})
				require.NoError(t, err)
				assert.Equal(t, c.source, f.Reference.Table)
				kg := f.Published.Kg
				if c.gas != "" {
					var known bool
					kg, known = f.PerUnit.Kg(c.gas)
					require.True(t, known)
				}
				assert.Equal(t, c.kg, kg.String())
				return
			}
			t.Fatal("there is no such edition")
		})
	}
}
