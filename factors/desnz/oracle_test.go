package desnz_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/oracle"
	"github.com/ghgkit/ghg/units"
)

// TestOracles checks that a set holds the inputs and the result of each published calculation, and that the inputs give
// the result within its rounding.
func TestOracles(t *testing.T) {
	oracle.Run(t, "desnz", map[string]func(*testing.T, oracle.Oracle){
		"defra-secr-MPV-diesel":        secr("car/mpv/diesel"),
		"defra-secr-small-diesel-car":  secr("car/small/diesel"),
		"defra-secr-medium-diesel-car": secr("car/medium/diesel"),
		"defra-blend-R508B":            blend("R-508B"),
		"defra-blend-R424A":            blend("R-424A"),
		"defra-blend-R404A":            blend("R-404A"),
		"defra-phev":                   pluginHybrid,
		"defra-fuel-gasoil":            fuel("fuel/gas-oil"),
		"defra-fuel-burningoil":        fuel("fuel/burning-oil"),
		"defra-fuel-diesel":            fuel("fuel/diesel/mineral"),
		"defra-elec-sum":               electricity,
		"defra-heat-td":                heatLosses,
		"defra-air-longhaul-first":     flight("long-haul/first"),
		"defra-air-shorthaul-business": flight("short-haul/business"),
		"defra-air-longhaul-business":  flight("long-haul/business"),
		"defra-air-longhaul-economy":   flight("long-haul/economy"),
		"defra-air-shorthaul-economy":  flight("short-haul/economy"),
		"defra-homeworking":            homeworking,
	})
}

// amount returns a factor's printed number for a gas, or for CO2e.
func amount(t *testing.T, f factors.Factor, gas string) decimal.Decimal {
	t.Helper()
	if gas == "CO2e" && f.Published.GWP != "" {
		return f.Published.Kg
	}
	for a := range f.PerUnit.All() {
		if name, _, _ := strings.Cut(string(a.Gas), "-"); name == gas || gas == "CO2e" && a.Gas == "" {
			return a.Kg
		}
	}
	t.Fatalf("The factor %s has no amount of %s.", f.ID, gas)
	return decimal.Decimal{}
}

func property(t *testing.T, activity, from, to string) decimal.Decimal {
	t.Helper()
	set, err := desnz.Load(desnz.Edition2024)
	require.NoError(t, err)
	a, err := units.ParseUnit(from)
	require.NoError(t, err)
	b, err := units.ParseUnit(to)
	require.NoError(t, err)
	p, err := set.Property(factors.PropertyQuery{Activity: activity, Region: "GB", Period: ghg.CalendarYear(2024), From: a, To: b})
	require.NoError(t, err)
	rate, err := p.Rate.In(b, a)
	require.NoError(t, err)
	return rate.Value
}

// secr checks that kWh per km is kg CO2 per km over kg CO2 per kWh (net) of the forecourt blend.
func secr(class string) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		perKm := amount(t, find(t, desnz.Edition2024, "vehicle/"+class, "km", ghg.Combustion), "CO2")
		perKWh := amount(t, find(t, desnz.Edition2024, "fuel/diesel/average-biofuel-blend", "kWh(LHV)", ghg.Combustion), "CO2")
		o.Input(t, "CO2 per km").Exactly(t, perKm)
		o.Input(t, "fuel CO2 per kWh (average blend, net CV)").Exactly(t, perKWh)
		computed, err := dec.Quo(perKm, perKWh)
		require.NoError(t, err)
		o.Answer().Within(t, computed)
		o.Answer().Exactly(t, property(t, "vehicle/"+class, "km", "kWh(LHV)"))
	}
}

func blend(name string) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		o.Answer().Exactly(t, amount(t, find(t, desnz.Edition2024, "refrigerant/"+name, "kg", ghg.DirectEmission), "CO2e"))
		b, err := ghg.ParseBlend(name)
		require.NoError(t, err)
		computed, err := b.GWP(ghg.AR5())
		require.NoError(t, err)
		o.Answer().Is(t, computed)
	}
}

// pluginHybrid checks the worked example of the sheet "Passenger vehicles": 10,000 miles with the factor of 2023.
func pluginHybrid(t *testing.T, o oracle.Oracle) {
	perMile := amount(t, find(t, desnz.Edition2023, "vehicle/car/large/plug-in-hybrid", "mile", ghg.Combustion), "CO2e")
	o.Input(t, "PHEV car (large) 2023 factor").At(t, 5, perMile) // the sheet prints five places
	o.Answer().Within(t, perMile.Mul(o.Number(t, "distance")))
}

// fuel checks that the factors per litre and per kWh follow from the one per tonne by the sheet "Fuel properties".
func fuel(activity string) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		at := func(unit, gas string) decimal.Decimal {
			return amount(t, find(t, desnz.Edition2024, activity, unit, ghg.Combustion), gas)
		}
		density := property(t, activity, "m3", "kg")
		o.Input(t, "per tonne").Exactly(t, at("t", "CO2e"))
		o.Input(t, "density").Exactly(t, density)
		o.Input(t, "net CV").At(t, 3, property(t, activity, "kg", "kWh(LHV)"))
		o.Input(t, "gross CV").At(t, 3, property(t, activity, "kg", "kWh(HHV)"))

		o.Part(t, "per litre").Exactly(t, at("L", "CO2e"))
		o.Part(t, "per kWh net").Exactly(t, at("kWh(LHV)", "CO2e"))
		o.Part(t, "per kWh gross").Exactly(t, at("kWh(HHV)", "CO2e"))
		o.Part(t, "per litre").Within(t, at("t", "CO2e").Mul(density).Shift(-6))
		for name, heating := range map[string]string{"per kWh net": "net CV", "per kWh gross": "gross CV"} {
			computed, err := dec.Quo(at("t", "CO2e"), o.Number(t, heating).Shift(3))
			require.NoError(t, err)
			o.Part(t, name).Within(t, computed)
		}
		// Whatever the total is off by is N2O: CO2 and CH4 per litre are those per tonne at the printed density.
		for _, gas := range []string{"CO2", "CH4"} {
			computed := at("t", gas).Mul(density).Shift(-6).Round(5)
			assert.True(t, computed.Equal(at("L", gas)), "%s of %s is printed as %s per litre, calculated from the tonne it is %s.", gas, activity, at("L", gas), computed)
		}
	}
}

func electricity(t *testing.T, o oracle.Oracle) {
	f := find(t, desnz.Edition2024, "electricity/grid", "kWh", ghg.Generation)
	sum := decimal.Decimal{}
	for _, gas := range []string{"CO2", "CH4", "N2O"} {
		o.Input(t, gas).Exactly(t, amount(t, f, gas))
		sum = sum.Add(amount(t, f, gas))
	}
	o.Answer().Exactly(t, sum)
	o.Answer().Exactly(t, amount(t, f, "CO2e"))
}

// heatLosses checks the factor for losses: 5 % of what leaves the plant is lost, so it is EF × 0.05 / 0.95 of what
// arrives.
func heatLosses(t *testing.T, o oracle.Oracle) {
	heat := amount(t, find(t, desnz.Edition2024, "heat/district", "kWh", ghg.Generation), "CO2e")
	o.Input(t, "heat and steam 2024").Exactly(t, heat)
	loss := o.Number(t, "distribution loss")
	computed, err := dec.Quo(heat.Mul(loss), decimal.New(1, 0).Sub(loss))
	require.NoError(t, err)
	o.Answer().Is(t, computed)
	o.Answer().Exactly(t, amount(t, find(t, desnz.Edition2024, "heat/district", "kWh", ghg.GridLosses), "CO2e"))
}

// flight checks that the factor with radiative forcing has 1.7 times the CO2 and the same CH4 and N2O.
func flight(class string) func(*testing.T, oracle.Oracle) {
	return func(t *testing.T, o oracle.Oracle) {
		without := find(t, desnz.Edition2024, "travel/air/"+class+"/without-rf", "passenger·km", ghg.Combustion)
		with := find(t, desnz.Edition2024, "travel/air/"+class+"/with-rf", "passenger·km", ghg.Combustion)
		o.Input(t, "CO2 without RF").Exactly(t, amount(t, without, "CO2"))
		o.Part(t, "without RF total").Exactly(t, amount(t, without, "CO2e"))
		o.Part(t, "CO2 with RF").Exactly(t, amount(t, with, "CO2"))
		o.Answer().Exactly(t, amount(t, with, "CO2e"))
		uplifted := amount(t, without, "CO2").Mul(o.Number(t, "RF multiplier"))
		o.Part(t, "CO2 with RF").Within(t, uplifted)
		o.Answer().Within(t, uplifted.Add(o.Number(t, "CH4")).Add(o.Number(t, "N2O")))
	}
}

func homeworking(t *testing.T, o oracle.Oracle) {
	at := func(name string) decimal.Decimal {
		return amount(t, find(t, desnz.Edition2024, "homeworking/"+name, "FTE·hour", ghg.BoundaryUnstated), "CO2e")
	}
	o.Input(t, "office equipment").Exactly(t, at("office-equipment"))
	o.Input(t, "heating").Exactly(t, at("heating"))
	o.Answer().Exactly(t, at("total"))
	o.Answer().Exactly(t, at("office-equipment").Add(at("heating")))
}
