package epa_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/units"
)

// TestOracles tests that the sets hold the inputs and the answers of the published examples, and that the inputs give
// the answers as rounded.
func TestOracles(t *testing.T) {
	oracle.Run(t, "epa", map[string]func(t *testing.T, o oracle.Oracle){
		"epa-hub24-subbituminous": stationary("fuel/coal/sub-bituminous", "short-ton"),
		"epa-hub24-bituminous":    stationary("fuel/coal/bituminous", "short-ton"),
		"epa-hub24-anthracite":    stationary("fuel/coal/anthracite", "short-ton"),
		"epa-hub24-lignite":       stationary("fuel/coal/lignite", "short-ton"),
		"epa-hub24-coke":          stationary("fuel/coal-coke", "short-ton"),
		"epa-hub24-wood":          stationary("fuel/wood", "short-ton"),
		"epa-hub24-bfg":           stationary("fuel/blast-furnace-gas", "scf"),
		"epa-hub24-kerosene":      stationary("fuel/kerosene", "gal(US)"),
		"epa-hub24-biodiesel":     stationary("fuel/biodiesel", "gal(US)"),
		"epa-hub24-gasoline":      stationary("fuel/gasoline", "gal(US)"),
		"epa-hub24-lpg":           stationary("fuel/lpg", "gal(US)"),
		"epa-hub24-jet":           stationary("fuel/jet-fuel", "gal(US)"),
		"epa-hub24-alltable":      wholeTable,
		"epa-hub24-steam":         steam,
		"epa-blend23-R-404A":      blend("R-404A", ghg.AR4()),
		"epa-blend23-R-407C":      blend("R-407C", ghg.AR4()),
		"epa-blend23-R-410A":      blend("R-410A", ghg.AR4()),
		"epa-blend23-R-507":       blend("R-507A", ghg.AR4()),
		"epa-blend24-R-401A":      blend("R-401A", ghg.AR5()),
		"epa-blend24-R-404A":      blend("R-404A", ghg.AR5()),
		"epa-blend24-R-410A":      blend("R-410A", ghg.AR5()),
		"epa-blend24-R-422D":      blend("R-422D", ghg.AR5()),
		"epa-blend24-R-507A":      blend("R-507A", ghg.AR5()),
	})
}

// stationary tests a fuel of table 1: the set of 2024 has the inputs (heat content, factors per mmBtu), and heat content
// times factor gives the published factors per unit, which are in the set too.
func stationary(activity, unit string) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		heat := heatingValue(t, epa.Edition2024, activity, unit)
		o.Input(t, "heat content (HHV)").Exactly(t, heat)
		co2, ch4, n2o := gases(find(t, epa.Edition2024, activity, "mmBtu(HHV)", ghg.Combustion))
		o.Input(t, "CO2 factor").Exactly(t, co2)
		o.Input(t, "CH4 factor").Exactly(t, ch4.Shift(3))
		o.Input(t, "N2O factor").Exactly(t, n2o.Shift(3))
		o.Answer().Is(t, heat.Mul(co2))
		o.Part(t, "CH4").Is(t, heat.Mul(ch4).Shift(3))
		o.Part(t, "N2O").Is(t, heat.Mul(n2o).Shift(3))
		co2, ch4, n2o = gases(find(t, epa.Edition2024, activity, unit, ghg.Combustion))
		o.Answer().Exactly(t, co2)
		o.Part(t, "CH4").Exactly(t, ch4.Shift(3))
		o.Part(t, "N2O").Exactly(t, n2o.Shift(3))
	}
}

// wholeTable tests that heat content times the factor per mmBtu rounds to the printed factor per unit throughout table 1,
// in every edition. For 2024, the example states 174 cells and no mismatch.
func wholeTable(t *testing.T, o oracle.Oracle) {
	for _, s := range sets {
		checked, mismatches := 0, 0
		for p := range load(t, s.edition).Properties() {
			unit := p.Rate.Den.Symbol()
			co2, ch4, n2o := gases(find(t, s.edition, p.Activity, unit, ghg.Combustion))
			co2E, ch4E, n2oE := gases(find(t, s.edition, p.Activity, "mmBtu(HHV)", ghg.Combustion))
			for _, pair := range [][2]decimal.Decimal{{co2, co2E}, {ch4.Shift(3), ch4E.Shift(3)}, {n2o.Shift(3), n2oE.Shift(3)}} {
				checked++
				printed, computed := pair[0], p.Rate.Value.Mul(pair[1])
				half := decimal.New(5, -places(unit, printed)-1) // of the last printed place
				if computed.Sub(printed).Abs().GreaterThan(half) {
					mismatches++
					t.Errorf("Hub %s prints %s for %s per %s; heat content times the factor per mmBtu is %s.", s.edition, printed, p.Activity, unit, computed)
				}
			}
		}
		o.Input(t, "rows*gases checked").Exactly(t, decimal.NewFromInt(int64(checked)))
		o.Answer().Exactly(t, decimal.NewFromInt(int64(mismatches)))
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

func gases(f factors.Factor) (co2, ch4, n2o decimal.Decimal) {
	for a := range f.PerUnit.All() {
		switch a.Gas {
		case ghg.CO2, ghg.CO2Biogenic:
			co2 = a.Kg
		case ghg.CH4, ghg.CH4Combustion, ghg.CH4Biogenic:
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

// steam tests that table 7 is the natural gas of table 1 at the boiler efficiency of the example: 53.06 / 0.8 = 66.325,
// printed 66.33.
func steam(t *testing.T, o oracle.Oracle) {
	gasCO2, gasCH4, gasN2O := gases(find(t, epa.Edition2024, "fuel/natural-gas", "mmBtu(HHV)", ghg.Combustion))
	for _, activity := range []string{"steam/default", "heat/default"} {
		co2, ch4, n2o := gases(find(t, epa.Edition2024, activity, "mmBtu", ghg.Generation))
		for _, c := range []struct {
			input           string
			printed         oracle.Figure
			fuel, delivered decimal.Decimal
		}{
			{"natural gas CO2", o.Answer(), gasCO2, co2},
			{"natural gas CH4", o.Part(t, "CH4"), gasCH4.Shift(3), ch4.Shift(3)},
			{"natural gas N2O", o.Part(t, "N2O"), gasN2O.Shift(3), n2o.Shift(3)},
		} {
			o.Input(t, c.input).Exactly(t, c.fuel)
			c.printed.Exactly(t, c.delivered)
			computed, err := dec.Quo(c.fuel, o.Number(t, "boiler efficiency"))
			require.NoError(t, err)
			c.printed.Is(t, computed)
		}
	}
}

// blend tests a row of table 12, of 2023 (AR4) or 2024 (AR5).
func blend(name string, set ghg.GWP) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		blend, err := ghg.ParseBlend(name)
		require.NoError(t, err)
		got, err := blend.GWP(set)
		require.NoError(t, err)
		o.Answer().Is(t, got)
	}
}
