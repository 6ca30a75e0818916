package activity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// The consumption of a boiler and an office is stated once; category 3 is derived from it, with the UK's factors.
func ExampleFuelAndEnergy() {
	year := ghg.CalendarYear(2024)
	own := []activity.Activity{
		scope1.StationaryCombustion{ID: "boiler", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("1000 kWh(HHV)")},
		scope2.Electricity{ID: "office", Period: year, Region: "GB", Amount: units.MustParse("1000 kWh")},
		scope1.Measured{ID: "stack", Period: year},
	}
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	basis := factors.Basis{Factors: set, GWP: ghg.AR5()}
	derived, missing, err := activity.FuelAndEnergy(basis, activity.DESNZRules(), own)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range derived {
		results, err := a.Calculate(basis)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(results[0].ID, results[0].CO2e.Kg(), "kg CO2e")
	}
	for _, m := range missing {
		fmt.Println(m.ID, m.Kind)
	}
	// Output:
	// boiler/upstream 30.21 kg CO2e
	// office/upstream 45.9 kg CO2e
	// office/losses/losses 18.3 kg CO2e
	// office/losses/losses-well-to-tank 3.97 kg CO2e
	// stack energy-not-stated
}

func TestFuelAndEnergy(t *testing.T) {
	year := ghg.CalendarYear(2024)
	q := units.MustParse
	first := ghg.Date{Year: 2024, Month: 6, Day: 1}
	load, err := scope2.NewSeries(ghg.Period{Start: first, End: first.AddDays(1)}, units.MustUnit("MWh"), slices.Repeat([]decimal.Decimal{dec.MustParse("0.5")}, 24))
	require.NoError(t, err)
	seven := dec.MustParse("0.07")
	derived, left, err := activity.FuelAndEnergy(ukBasis(t), activity.DESNZRules(), []activity.Activity{
		scope1.MobileFuel{ID: "trucks", Entity: "e", Site: "s", Period: year, Fuel: "diesel/mineral/mobile", Region: "GB", Amount: q("1000 L"), Biofuel: "biodiesel", BiofuelShare: &seven},
		scope1.CarbonContent{ID: "furnace", Period: year, Fuel: "city-gas", Region: "JP", Amount: q("10 1000Nm3")},
		scope1.MobileFuelEconomy{ID: "cars", Period: year, Fuel: "gasoline/mineral", Region: "GB", Distance: q("1000 km"), Economy: units.MustRate("12.5 km/L")},
		scope1.MobileFuelEconomy{ID: "vans", Period: year, Fuel: "gasoline/mineral", Region: "GB", Distance: q("1000 km"), Economy: units.MustRate("0.08 L/km")},
		scope1.MobileDistance{ID: "bikes", Period: year, Vehicle: "motorcycle/small", Region: "GB", Distance: q("10 km")},
		scope1.CHPAllocation{ID: "chp", Period: year, Fuel: "natural-gas", Region: "GB", Amount: q("5 MWh(HHV)")},
		scope1.CHPAllocation{ID: "chp-2", Period: year},
		scope1.Measured{ID: "stack", Period: year},
		scope2.Electricity{ID: "hq", Period: year, Region: "GB", Amount: q("10 MWh"), SoldOn: q("4 MWh")},
		scope2.SHKElectricity{ID: "plant", Period: year, Amount: q("1 MWh")},
		scope2.HourlyElectricity{ID: "hours", Period: year, Region: "GB", Load: load},
		scope2.Heat{ID: "heat", Period: year, Carrier: "heat", Region: "GB", Amount: q("3 MWh")},
		scope2.HeatByFuel{ID: "steam", Period: year, Fuel: "natural-gas", Region: "GB", Amount: q("8 MWh"), Efficiency: units.MustRate("0.8 MWh/MWh(HHV)")},
		scope2.CHPPurchase{ID: "chp-heat", Period: year},
		scope1.Reported{ID: "terminal", Period: year},
		scope2.Reported{ID: "office", Period: year},
		scope3.Reported{ID: "nothing of category 3"},
	})
	require.NoError(t, err)
	amounts := map[string]string{}
	var ids, lacking []string
	for _, l := range left {
		assert.NotEmpty(t, l.Reason)
		switch l.Kind {
		case activity.EnergyNotStated:
			assert.Nil(t, l.Activity)
			ids = append(ids, l.ID)
		case activity.FactorMissing:
			require.ErrorIs(t, l.Err, factors.ErrNoFactor)
			lacking = append(lacking, l.ID+" by "+string(l.Method))
			derived = append(derived, l.Activity)
		default:
			t.Errorf("%s is refused: %v", l.ID, l.Err)
		}
	}
	assert.Equal(t, []string{"chp-2", "stack", "chp-heat", "terminal", "office"}, ids)
	assert.Equal(t, []string{
		"furnace by scope1.carbon-content", "plant by scope2.shk-electricity", "plant by scope2.shk-electricity", "plant by scope2.shk-electricity",
	}, lacking, "The UK's factors have no upstream of Japan.")
	for _, a := range derived {
		switch s := a.(type) {
		case scope3.UpstreamFuel:
			amounts[s.ID] = s.Fuel + " " + s.Amount.String()
		case scope3.UpstreamEnergy:
			amounts[s.ID] = s.Energy + " " + s.Region + " " + s.Amount.String()
		case scope3.TransmissionLosses:
			amounts[s.ID] = strings.TrimSpace(s.Energy + " " + s.Amount.String() + " " + s.Fuel)
		}
	}
	assert.Equal(t, map[string]string{
		"trucks/upstream": "diesel/mineral 930 L", "trucks/upstream-biofuel": "biodiesel 70 L", "furnace/upstream": "city-gas 10 1000Nm3",
		"cars/upstream": "gasoline/mineral 80 L", "vans/upstream": "gasoline/mineral 80 L", "bikes/upstream": "vehicle/motorcycle/small 10 km",
		"chp/upstream": "natural-gas 5 MWh(HHV)", "steam/upstream": "natural-gas 10 MWh(HHV)",
		"steam/losses/generation": "heat/district 8 MWh natural-gas", "steam/losses/well-to-tank": "heat/district 8 MWh natural-gas",
		"hq/upstream": "electricity/grid GB 6 MWh", "hq/losses/losses": "electricity/grid 6 MWh", "hq/losses/losses-well-to-tank": "electricity/grid 6 MWh",
		"plant/upstream": "electricity/grid JP 1 MWh", "plant/losses/losses": "electricity/grid 1 MWh", "plant/losses/losses-well-to-tank": "electricity/grid 1 MWh",
		"hours/upstream": "electricity/grid GB 12 MWh", "hours/losses/losses": "electricity/grid 12 MWh", "hours/losses/losses-well-to-tank": "electricity/grid 12 MWh",
		"heat/upstream": "heat/district GB 3 MWh", "heat/losses/losses": "heat/district 3 MWh", "heat/losses/losses-well-to-tank": "heat/district 3 MWh",
	}, amounts)
}

// ukBasis returns a basis with the UK's factors of 2024.
func ukBasis(t *testing.T) factors.Basis {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5()}
}

// TestFuelAndEnergyOfHeatByFuel: 80 MWh of heat from natural gas at 0.8 took 100 MWh of it, of which the UK's factors are
// 0.1829 kg CO2e/kWh(HHV) burned and 0.03021 upstream. A loss of 5 % of what is generated is 5/95 of what arrives:
//
//	upstream of the fuel      100000 × 0.03021        = 3021 kg
//	heat lost                 100000 × 0.1829 × 5/95  =  962.6 kg
//	upstream of the heat lost 100000 × 0.03021 × 5/95 =  159 kg
func TestFuelAndEnergyOfHeatByFuel(t *testing.T) {
	steam := scope2.HeatByFuel{
		ID: "steam", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("80 MWh"),
		Efficiency: units.MustRate("0.8 MWh/MWh(HHV)"),
	}
	kg := func(rules activity.UpstreamRules) map[string]string {
		derived, left, err := activity.FuelAndEnergy(ukBasis(t), rules, []activity.Activity{steam})
		require.NoError(t, err)
		require.Empty(t, left)
		found := map[string]string{}
		for _, a := range derived {
			rs, err := a.Calculate(ukBasis(t))
			require.NoError(t, err)
			found[rs[0].ID] = rs[0].CO2e.Kg().Round(1).String()
		}
		return found
	}
	assert.Equal(t, map[string]string{"steam/upstream": "3021", "steam/losses/generation": "962.6", "steam/losses/well-to-tank": "159"}, kg(activity.DESNZRules()))
	// The fuel's own factor is that of its losses too: 100000 × 0.19 × 5/95 = 1000. A published factor is of the network.
	steam.Factor = factors.MustSupplied("0.19 kg CO2e/kWh(HHV) AR5; laboratory")
	assert.Equal(t, "1000", kg(activity.DESNZRules())["steam/losses/generation"])
	rules := activity.DESNZRules()
	rules.Boiler = rules.Heat
	assert.Equal(t, "756.8", kg(rules)["steam/losses/losses"]) // 80000 × 0.00946
}

// TestFuelAndEnergyOfSeveralCountries: what the basis has factors for is derived, and the rest is listed by line and reason,
// with the activity that lacks them.
func TestFuelAndEnergyOfSeveralCountries(t *testing.T) {
	year := ghg.CalendarYear(2024)
	lossy := activity.DESNZRules()
	share := dec.MustParse("0.05")
	lossy.Power = []activity.LossRule{{Convention: scope3.LossOfConsumption, Boundary: ghg.Generation, Loss: &share, LossSource: "operator"}}
	b := ukBasis(t)
	own, err := factors.ReadCSV(strings.NewReader(
		"activity,region,valid_from,valid_to,unit,boundary,CO2\nelectricity/grid,FR,2024-01-01,2024-12-31,kWh,generation,0.05\n"),
		factors.Meta{Publisher: "test", Edition: "1", Title: "test", Licence: "none"})
	require.NoError(t, err)
	b.Factors, err = factors.NewStack(own, b.Factors)
	require.NoError(t, err)
	derived, left, err := activity.FuelAndEnergy(b, lossy, []activity.Activity{
		scope2.Electricity{ID: "london", Period: year, Region: "GB", Amount: units.MustParse("1 MWh")},
		scope2.Electricity{ID: "paris", Period: year, Region: "FR", Amount: units.MustParse("1 MWh")},
		scope1.StationaryCombustion{ID: "lyon", Period: year, Fuel: "natural-gas", Region: "FR", Amount: units.MustParse("1 MWh(HHV)")},
		scope1.StationaryCombustion{ID: "leeds", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("1 MWh")},
	})
	require.NoError(t, err)
	var ids []string
	for _, a := range derived {
		rs, err := a.Calculate(b)
		require.NoError(t, err, "What is derived must calculate.")
		ids = append(ids, rs[0].ID)
	}
	assert.Equal(t, []string{"london/upstream", "london/losses/generation", "paris/losses/generation"}, ids)
	require.Len(t, left, 3)
	for i, want := range []struct {
		id   string
		kind activity.UnderivedKind
		err  error
	}{{"paris", activity.FactorMissing, factors.ErrNoFactor}, {"lyon", activity.FactorMissing, factors.ErrNoFactor}, {"leeds", activity.PartRefused, ghg.ErrDimension}} {
		assert.Equal(t, want.id, left[i].ID)
		assert.Equal(t, want.kind, left[i].Kind)
		require.ErrorIs(t, left[i].Err, want.err)
	}
	// What lacks a factor calculates once it has one.
	upstream, ok := left[0].Activity.(scope3.UpstreamEnergy)
	require.True(t, ok)
	upstream.Factor = factors.MustSupplied("0.01 kg CO2e/kWh AR5; operator")
	rs, err := upstream.Calculate(b)
	require.NoError(t, err)
	assert.Equal(t, "10", rs[0].CO2e.Kg().String())
}

func TestUnderivedKindText(t *testing.T) {
	for _, k := range []activity.UnderivedKind{activity.EnergyNotStated, activity.FactorMissing, activity.PartRefused} {
		text, err := k.MarshalText()
		require.NoError(t, err)
		var back activity.UnderivedKind
		require.NoError(t, back.UnmarshalText(text))
		assert.Equal(t, k, back)
	}
	_, err := activity.UnderivedKind(0).MarshalText()
	require.ErrorIs(t, err, ghg.ErrMissing)
}

func TestFuelAndEnergyRefuses(t *testing.T) {
	power := scope2.Electricity{ID: "hq", Amount: units.MustParse("1 MWh")}
	heat := scope2.Heat{ID: "heat", Carrier: "heat", Amount: units.MustParse("1 MWh")}
	steam := scope2.HeatByFuel{ID: "steam", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("1 MWh"), Efficiency: units.MustRate("0.8 MWh/MWh(HHV)")}
	for _, c := range []struct {
		rules activity.UpstreamRules
		of    activity.Activity
		want  string
	}{
		{activity.UpstreamRules{}, power, "upstream of the rules"},
		{activity.UpstreamRules{Upstream: scope3.PublishedUpstream}, power, "losses of electricity"},
		{activity.UpstreamRules{Upstream: scope3.PublishedUpstream}, heat, "network"},
		{activity.UpstreamRules{Upstream: scope3.PublishedUpstream}, steam, "losses of heat by fuel"},
		{activity.UpstreamRules{Boiler: activity.DESNZRules().Boiler}, steam, "network"},
		{activity.DESNZRules(), scope2.Electricity{ID: "hq", Amount: units.MustParse("1 MWh"), SoldOn: units.MustParse("1 kg")}, "kg"},
		{activity.DESNZRules(), scope1.MobileFuelEconomy{ID: "cars", Distance: units.MustParse("1 km")}, "rate"},
		{activity.DESNZRules(), scope2.HeatByFuel{ID: "steam", Amount: units.MustParse("1 MWh")}, "rate"},
	} {
		_, _, err := activity.FuelAndEnergy(ukBasis(t), c.rules, []activity.Activity{c.of})
		require.ErrorContains(t, err, c.want)
	}
	_, _, err := activity.FuelAndEnergy(factors.Basis{}, activity.DESNZRules(), nil)
	require.ErrorContains(t, err, "GWP")
}
