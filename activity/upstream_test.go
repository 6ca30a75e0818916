package activity_test

import (
	"fmt"
	"slices"
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
	}
	derived, _, err := activity.FuelAndEnergy(activity.DESNZRules(), own)
	if err != nil {
		fmt.Println(err)
		return
	}
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, a := range derived {
		results, err := a.Calculate(factors.Basis{Factors: set, GWP: ghg.AR5()})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(results[0].ID, results[0].CO2e.Kg(), "kg CO2e")
	}
	// Output:
	// boiler/upstream 30.21 kg CO2e
	// office/upstream 45.9 kg CO2e
	// office/losses/losses 18.3 kg CO2e
	// office/losses/losses-well-to-tank 3.97 kg CO2e
}

func TestFuelAndEnergy(t *testing.T) {
	year := ghg.CalendarYear(2024)
	q := units.MustParse
	first := ghg.Date{Year: 2024, Month: 6, Day: 1}
	load, err := scope2.NewSeries(ghg.Period{Start: first, End: first.AddDays(1)}, units.MustUnit("MWh"), slices.Repeat([]decimal.Decimal{dec.MustParse("0.5")}, 24))
	require.NoError(t, err)
	seven := dec.MustParse("0.07")
	derived, left, err := activity.FuelAndEnergy(activity.DESNZRules(), []activity.Activity{
		scope1.MobileFuel{ID: "trucks", Entity: "e", Site: "s", Period: year, Fuel: "diesel/mobile", Region: "GB", Amount: q("1000 L"), Biofuel: "biodiesel", BiofuelShare: &seven},
		scope1.CarbonContent{ID: "furnace", Period: year, Fuel: "city-gas", Region: "JP", Amount: q("10 1000Nm3")},
		scope1.MobileFuelEconomy{ID: "cars", Period: year, Fuel: "gasoline", Region: "GB", Distance: q("1000 km"), Economy: units.MustRate("12.5 km/L")},
		scope1.MobileFuelEconomy{ID: "vans", Period: year, Fuel: "gasoline", Region: "GB", Distance: q("1000 km"), Economy: units.MustRate("0.08 L/km")},
		scope1.MobileDistance{ID: "bikes", Period: year, Vehicle: "motorbike/small", Region: "GB", Distance: q("10 km")},
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
	for _, a := range derived {
		switch s := a.(type) {
		case scope3.UpstreamFuel:
			amounts[s.ID] = s.Fuel + " " + s.Amount.String()
		case scope3.UpstreamEnergy:
			amounts[s.ID] = s.Energy + " " + s.Region + " " + s.Amount.String()
		case scope3.TransmissionLosses:
			amounts[s.ID] = s.Energy + " " + s.Amount.String()
		}
	}
	assert.Equal(t, map[string]string{
		"trucks/upstream": "diesel 930 L", "trucks/upstream-biofuel": "biodiesel 70 L", "furnace/upstream": "city-gas 10 1000Nm3",
		"cars/upstream": "gasoline 80 L", "vans/upstream": "gasoline 80 L", "bikes/upstream": "vehicle/motorbike/small 10 km",
		"chp/upstream": "natural-gas 5 MWh(HHV)", "steam/upstream": "natural-gas 10 MWh(HHV)",
		"hq/upstream": "electricity/grid GB 6 MWh", "hq/losses/losses": "electricity/grid 6 MWh", "hq/losses/losses-well-to-tank": "electricity/grid 6 MWh",
		"plant/upstream": "electricity/grid JP 1 MWh", "plant/losses/losses": "electricity/grid 1 MWh", "plant/losses/losses-well-to-tank": "electricity/grid 1 MWh",
		"hours/upstream": "electricity/grid GB 12 MWh", "hours/losses/losses": "electricity/grid 12 MWh", "hours/losses/losses-well-to-tank": "electricity/grid 12 MWh",
		"heat/upstream": "heat/district GB 3 MWh", "heat/losses/losses": "heat/district 3 MWh", "heat/losses/losses-well-to-tank": "heat/district 3 MWh",
	}, amounts)
	ids := make([]string, len(left))
	for i, l := range left {
		ids[i] = l.ID
		assert.NotEmpty(t, l.Reason)
	}
	assert.Equal(t, []string{"chp-2", "stack", "chp-heat", "terminal", "office"}, ids)
}

func TestFuelAndEnergyRefuses(t *testing.T) {
	power := scope2.Electricity{ID: "hq", Amount: units.MustParse("1 MWh")}
	heat := scope2.Heat{ID: "heat", Carrier: "heat", Amount: units.MustParse("1 MWh")}
	for _, c := range []struct {
		rules activity.UpstreamRules
		of    activity.Activity
		want  string
	}{
		{activity.UpstreamRules{}, power, "upstream of the rules"},
		{activity.UpstreamRules{Upstream: scope3.PublishedUpstream}, power, "losses of electricity"},
		{activity.UpstreamRules{Upstream: scope3.PublishedUpstream}, heat, "network"},
		{activity.DESNZRules(), scope2.Electricity{ID: "hq", Amount: units.MustParse("1 MWh"), SoldOn: units.MustParse("1 kg")}, "kg"},
		{activity.DESNZRules(), scope1.MobileFuelEconomy{ID: "cars", Distance: units.MustParse("1 km")}, "rate"},
		{activity.DESNZRules(), scope2.HeatByFuel{ID: "steam", Amount: units.MustParse("1 MWh")}, "rate"},
	} {
		_, _, err := activity.FuelAndEnergy(c.rules, []activity.Activity{c.of})
		require.ErrorContains(t, err, c.want)
	}
}
