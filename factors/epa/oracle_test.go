package epa_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// oracle is a published figure with its inputs.
type oracle struct {
	ID     string
	Inputs []struct {
		Name  string
		Value json.Number
	}
	Expected struct {
		Value      json.Number
		Components []struct {
			Name  string
			Value json.Number
		}
	}
}

func oracles(t *testing.T, prefix string) []oracle {
	t.Helper()
	text, err := os.ReadFile("../../testdata/oracles/epa.json")
	require.NoError(t, err)
	var all, chosen []oracle
	require.NoError(t, json.Unmarshal(text, &all))
	for _, o := range all {
		if strings.HasPrefix(o.ID, prefix) {
			chosen = append(chosen, o)
		}
	}
	require.NotEmpty(t, chosen)
	return chosen
}

// stationaryOracles lists the rows of table 1, by oracle id.
var stationaryOracles = map[string]struct{ activity, unit string }{
	"epa-hub24-subbituminous": {"fuel/coal/sub-bituminous", "short-ton"},
	"epa-hub24-bituminous":    {"fuel/coal/bituminous", "short-ton"},
	"epa-hub24-anthracite":    {"fuel/coal/anthracite", "short-ton"},
	"epa-hub24-lignite":       {"fuel/coal/lignite", "short-ton"},
	"epa-hub24-coke":          {"fuel/coal-coke", "short-ton"},
	"epa-hub24-wood":          {"fuel/wood", "short-ton"},
	"epa-hub24-bfg":           {"fuel/blast-furnace-gas", "scf"},
	"epa-hub24-kerosene":      {"fuel/kerosene", "gal(US)"},
	"epa-hub24-biodiesel":     {"fuel/biodiesel", "gal(US)"},
	"epa-hub24-gasoline":      {"fuel/gasoline", "gal(US)"},
	"epa-hub24-lpg":           {"fuel/lpg", "gal(US)"},
	"epa-hub24-jet":           {"fuel/jet-fuel", "gal(US)"},
}

// The set of 2024 has the inputs of every oracle of table 1 (heat content, factors per mmBtu), and heat content times
// factor gives the published factors per unit to their printed rounding.
func TestStationaryOracles(t *testing.T) {
	seen := 0
	for _, o := range oracles(t, "epa-hub24-") {
		line, ok := stationaryOracles[o.ID]
		if !ok {
			assert.Contains(t, []string{"epa-hub24-alltable", "epa-hub24-steam"}, o.ID)
			continue
		}
		seen++
		t.Run(o.ID, func(t *testing.T) {
			heat := heatingValue(t, epa.Edition2024, line.activity, line.unit)
			perEnergy := find(t, epa.Edition2024, line.activity, "mmBtu(HHV)", ghg.Combustion)
			require.Len(t, o.Inputs, 4)
			require.Len(t, o.Expected.Components, 2)
			co2, ch4, n2o := gases(perEnergy)
			for i, got := range []decimal.Decimal{heat, co2, ch4.Shift(3), n2o.Shift(3)} {
				want := dec.MustParse(o.Inputs[i].Value.String())
				assert.True(t, want.Equal(got), "%s is %s, published %s", o.Inputs[i].Name, got, want)
			}
			published := []json.Number{o.Expected.Value, o.Expected.Components[0].Value, o.Expected.Components[1].Value}
			for i, perMMBtu := range []decimal.Decimal{co2, ch4.Shift(3), n2o.Shift(3)} {
				want := dec.MustParse(published[i].String())
				agree(t, want, heat.Mul(perMMBtu), places(line.unit, want))
			}
			// The published factor per unit is in the set too.
			co2, ch4, n2o = gases(find(t, epa.Edition2024, line.activity, line.unit, ghg.Combustion))
			for i, got := range []decimal.Decimal{co2, ch4.Shift(3), n2o.Shift(3)} {
				assert.True(t, dec.MustParse(published[i].String()).Equal(got), "%s: %s", o.ID, got)
			}
		})
	}
	assert.Equal(t, len(stationaryOracles), seen)
}

// Heat content times the factor per mmBtu rounds to the printed factor per unit throughout table 1, in every edition.
// For 2024, the oracle epa-hub24-alltable states 174 cells and no mismatch.
func TestWholeTableIdentity(t *testing.T) {
	var cells, mismatches json.Number
	for _, o := range oracles(t, "epa-hub24-alltable") {
		cells, mismatches = o.Inputs[0].Value, o.Expected.Value
	}
	assert.Equal(t, "174", cells.String())
	assert.Equal(t, "0", mismatches.String())
	for _, s := range sets {
		checked := 0
		for p := range load(t, s.edition).Properties() {
			unit := p.Rate.Den.Symbol()
			energy := find(t, s.edition, p.Activity, "mmBtu(HHV)", ghg.Combustion)
			per := find(t, s.edition, p.Activity, unit, ghg.Combustion)
			co2, ch4, n2o := gases(per)
			co2E, ch4E, n2oE := gases(energy)
			for _, pair := range [][2]decimal.Decimal{{co2, co2E}, {ch4.Shift(3), ch4E.Shift(3)}, {n2o.Shift(3), n2oE.Shift(3)}} {
				checked++
				if !agree(t, pair[0], p.Rate.Value.Mul(pair[1]), places(unit, pair[0])) {
					t.Logf("%s %s per %s", s.edition, p.Activity, unit)
				}
			}
		}
		assert.Equal(t, 174, checked)
	}
}

// places returns the number of printed decimals: none per short ton, two per gallon, per scf as many as shown but at
// least five (natural gas, 0.0001 g N2O per scf, is 0.00010 to five places).
func places(unit string, printed decimal.Decimal) int32 {
	switch unit {
	case "short-ton":
		return 0
	case "gal(US)":
		return 2
	}
	return max(5, -printed.Exponent())
}

// agree checks that a value lies within half of the last printed place.
func agree(t *testing.T, printed, computed decimal.Decimal, places int32) bool {
	t.Helper()
	half := decimal.New(5, -places-1)
	return assert.True(t, computed.Sub(printed).Abs().LessThanOrEqual(half), "%s is computed, %s printed to %d places", computed, printed, places)
}

func gases(f factors.Factor) (co2, ch4, n2o decimal.Decimal) {
	for a := range f.PerUnit.All() {
		switch a.Gas {
		case ghg.CO2, ghg.CO2Biogenic:
			co2 = a.Kg
		case ghg.CH4, ghg.CH4Fossil, ghg.CH4Biogenic:
			ch4 = a.Kg
		case ghg.N2O:
			n2o = a.Kg
		default:
			panic("table 1 has no " + string(a.Gas))
		}
	}
	return co2, ch4, n2o
}

func heatingValue(t *testing.T, edition, activity, unit string) decimal.Decimal {
	t.Helper()
	p, err := load(t, edition).Property(factors.PropertyQuery{
		Activity: activity, Region: "US", Period: ghg.CalendarYear(2024),
		From: units.MustUnit(unit), To: units.MustUnit("mmBtu(HHV)"),
	})
	require.NoError(t, err)
	q, err := p.Rate.Apply(units.Quantity{Value: decimal.New(1, 0), Unit: units.MustUnit(unit)})
	require.NoError(t, err)
	assert.Equal(t, "mmBtu(HHV)", q.Unit.Symbol())
	return q.Value
}

// Table 7 is the natural gas of table 1 at the oracle's boiler efficiency: 53.06 / 0.8 = 66.325, printed 66.33.
func TestSteamOracle(t *testing.T) {
	o := oracles(t, "epa-hub24-steam")[0]
	in := map[string]decimal.Decimal{}
	for _, i := range o.Inputs {
		in[i.Name] = dec.MustParse(i.Value.String())
	}
	gasCO2, gasCH4, gasN2O := gases(find(t, epa.Edition2024, "fuel/natural-gas", "mmBtu(HHV)", ghg.Combustion))
	assert.True(t, in["natural gas CO2"].Equal(gasCO2))
	assert.True(t, in["natural gas CH4"].Equal(gasCH4.Shift(3)))
	assert.True(t, in["natural gas N2O"].Equal(gasN2O.Shift(3)))
	for _, activity := range []string{"steam/default", "heat/default"} {
		co2, ch4, n2o := gases(find(t, epa.Edition2024, activity, "mmBtu", ghg.Generation))
		assert.Equal(t, o.Expected.Value.String(), co2.String())
		for _, c := range []struct {
			printed json.Number
			factor  decimal.Decimal
			fuel    decimal.Decimal
			places  int32
		}{
			{o.Expected.Value, co2, gasCO2, 2},
			{o.Expected.Components[0].Value, ch4.Shift(3), gasCH4.Shift(3), 2},
			{o.Expected.Components[1].Value, n2o.Shift(3), gasN2O.Shift(3), 3},
		} {
			want := dec.MustParse(c.printed.String())
			assert.True(t, want.Equal(c.factor), "%s, printed %s", c.factor, want)
			computed, err := dec.Quo(c.fuel, in["boiler efficiency"])
			require.NoError(t, err)
			assert.True(t, want.Equal(computed.Round(c.places)), "%s computed, printed %s", computed, want)
		}
	}
}

// Table 12 of 2023 (AR4) and 2024 (AR5), half up to the printed integer.
func TestBlendOracles(t *testing.T) {
	basis := map[string]ghg.GWP{"epa-blend23-": ghg.AR4(), "epa-blend24-": ghg.AR5()}
	for _, o := range oracles(t, "epa-blend") {
		prefix := o.ID[:len("epa-blend23-")]
		name := strings.TrimPrefix(o.ID, prefix)
		if name == "R-507" {
			name = "R-507A"
		}
		blend, err := ghg.ParseBlend(name)
		require.NoError(t, err)
		got, err := blend.GWP(basis[prefix])
		require.NoError(t, err)
		want := dec.MustParse(o.Expected.Value.String())
		assert.True(t, want.Equal(got.Round(0)), "%s: %s computed, printed %s", o.ID, got, want)
	}
}
