package desnz_test

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
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// oracle is a published calculation whose inputs and result are both in the publisher's tables.
type oracle struct {
	ID     string
	Inputs []struct {
		Name  string
		Value json.Number
	}
	Expected struct {
		Value      json.Number
		Tolerance  json.Number
		Components []struct {
			Name             string
			Value, Tolerance json.Number
		}
	}
}

func (o oracle) input(t *testing.T, name string) decimal.Decimal {
	t.Helper()
	for _, in := range o.Inputs {
		if in.Name == name {
			return dec.MustParse(in.Value.String())
		}
	}
	t.Fatalf("%s has no input %q", o.ID, name)
	return decimal.Decimal{}
}

func (o oracle) expected(t *testing.T, got decimal.Decimal) {
	t.Helper()
	near(t, o.Expected.Value, o.Expected.Tolerance, got)
}

func (o oracle) component(t *testing.T, name string, got decimal.Decimal) {
	t.Helper()
	for _, c := range o.Expected.Components {
		if c.Name == name {
			near(t, c.Value, c.Tolerance, got)
			return
		}
	}
	t.Fatalf("%s has no component %q", o.ID, name)
}

func near(t *testing.T, want, tolerance json.Number, got decimal.Decimal) {
	t.Helper()
	w, within := dec.MustParse(want.String()), dec.MustParse(tolerance.String())
	assert.True(t, got.Sub(w).Abs().LessThanOrEqual(within), "got %s, published %s within %s", got, w, within)
}

func equal(t *testing.T, want, got decimal.Decimal) {
	t.Helper()
	assert.True(t, want.Equal(got), "got %s, want %s", got, want)
}

// TestOracles checks that a set holds the inputs and the result of each published calculation, and that the inputs give
// the result within its rounding.
func TestOracles(t *testing.T) {
	text, err := os.ReadFile("../../testdata/oracles/desnz.json")
	require.NoError(t, err)
	var oracles []oracle
	require.NoError(t, json.Unmarshal(text, &oracles))
	run := map[string]func(*testing.T, oracle){
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
	}
	require.Len(t, oracles, len(run))
	for _, o := range oracles {
		require.Contains(t, run, o.ID)
		t.Run(o.ID, func(t *testing.T) { run[o.ID](t, o) })
	}
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
	t.Fatalf("%s has no %s", f.ID, gas)
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
func secr(class string) func(*testing.T, oracle) {
	return func(t *testing.T, o oracle) {
		perKm := amount(t, find(t, desnz.Edition2024, "vehicle/"+class, "km", ghg.Combustion), "CO2")
		perKWh := amount(t, find(t, desnz.Edition2024, "fuel/diesel/average-biofuel-blend", "kWh(LHV)", ghg.Combustion), "CO2")
		equal(t, o.input(t, "CO2 per km"), perKm)
		near(t, o.Inputs[1].Value, "0.00005", perKWh) // the case prints 0.2507
		computed, err := dec.Quo(perKm, perKWh)
		require.NoError(t, err)
		o.expected(t, computed)
		equal(t, dec.MustParse(o.Expected.Value.String()), property(t, "vehicle/"+class, "km", "kWh(LHV)"))
	}
}

func blend(name string) func(*testing.T, oracle) {
	return func(t *testing.T, o oracle) {
		printed := amount(t, find(t, desnz.Edition2024, "refrigerant/"+name, "kg", ghg.DirectEmission), "CO2e")
		equal(t, dec.MustParse(o.Expected.Value.String()), printed)
		b, err := ghg.ParseBlend(name)
		require.NoError(t, err)
		computed, err := b.GWP(ghg.AR5())
		require.NoError(t, err)
		o.expected(t, computed)
	}
}

// pluginHybrid checks the worked example of the sheet "Passenger vehicles": 10,000 miles with the factor of 2023.
func pluginHybrid(t *testing.T, o oracle) {
	perMile := amount(t, find(t, desnz.Edition2023, "vehicle/car/large/plug-in-hybrid", "mile", ghg.Combustion), "CO2e")
	equal(t, o.input(t, "PHEV car (large) 2023 factor"), perMile.Round(5)) // the sheet prints five places
	o.expected(t, perMile.Mul(o.input(t, "distance")))
}

// fuel checks that the factors per litre and per kWh follow from the one per tonne by the sheet "Fuel properties".
func fuel(activity string) func(*testing.T, oracle) {
	return func(t *testing.T, o oracle) {
		at := func(unit string) decimal.Decimal {
			return amount(t, find(t, desnz.Edition2024, activity, unit, ghg.Combustion), "CO2e")
		}
		density := property(t, activity, "m3", "kg")
		equal(t, o.input(t, "per tonne"), at("t"))
		equal(t, o.input(t, "density"), density)
		near(t, o.Inputs[2].Value, "0.0005", property(t, activity, "kg", "kWh(LHV)")) // printed to 0.001 kWh/kg
		near(t, o.Inputs[3].Value, "0.0005", property(t, activity, "kg", "kWh(HHV)"))

		o.component(t, "per litre", at("L"))
		o.component(t, "per kWh net", at("kWh(LHV)"))
		o.component(t, "per kWh gross", at("kWh(HHV)"))
		o.component(t, "per litre", at("t").Mul(density).Shift(-6))
		for name, heating := range map[string]string{"per kWh net": "net CV", "per kWh gross": "gross CV"} {
			computed, err := dec.Quo(at("t"), o.input(t, heating).Shift(3))
			require.NoError(t, err)
			o.component(t, name, computed)
		}
	}
}

func electricity(t *testing.T, o oracle) {
	f := find(t, desnz.Edition2024, "electricity/grid", "kWh", ghg.Generation)
	sum := decimal.Decimal{}
	for _, gas := range []string{"CO2", "CH4", "N2O"} {
		equal(t, o.input(t, gas), amount(t, f, gas))
		sum = sum.Add(amount(t, f, gas))
	}
	o.expected(t, sum)
	o.expected(t, amount(t, f, "CO2e"))
}

// heatLosses checks the factor for losses: 5 % of what leaves the plant is lost, so it is EF × 0.05 / 0.95 of what
// arrives.
func heatLosses(t *testing.T, o oracle) {
	heat := amount(t, find(t, desnz.Edition2024, "heat/district", "kWh", ghg.Generation), "CO2e")
	equal(t, o.input(t, "heat and steam 2024"), heat)
	loss := o.input(t, "distribution loss")
	computed, err := dec.Quo(heat.Mul(loss), decimal.New(1, 0).Sub(loss))
	require.NoError(t, err)
	o.expected(t, computed)
	o.expected(t, amount(t, find(t, desnz.Edition2024, "heat/district", "kWh", ghg.GridLosses), "CO2e"))
}

// flight checks that the factor with radiative forcing has 1.7 times the CO2 and the same CH4 and N2O.
func flight(class string) func(*testing.T, oracle) {
	return func(t *testing.T, o oracle) {
		without := find(t, desnz.Edition2024, "travel/air/"+class+"/without-rf", "passenger·km", ghg.Combustion)
		with := find(t, desnz.Edition2024, "travel/air/"+class+"/with-rf", "passenger·km", ghg.Combustion)
		equal(t, o.input(t, "CO2 without RF"), amount(t, without, "CO2"))
		o.component(t, "without RF total", amount(t, without, "CO2e"))
		o.component(t, "CO2 with RF", amount(t, with, "CO2"))
		o.expected(t, amount(t, with, "CO2e"))
		uplifted := amount(t, without, "CO2").Mul(o.input(t, "RF multiplier"))
		o.component(t, "CO2 with RF", uplifted)
		o.expected(t, uplifted.Add(o.input(t, "CH4")).Add(o.input(t, "N2O")))
	}
}

func homeworking(t *testing.T, o oracle) {
	at := func(name string) decimal.Decimal {
		return amount(t, find(t, desnz.Edition2024, "homeworking/"+name, "FTE·hour", ghg.BoundaryUnstated), "CO2e")
	}
	equal(t, o.input(t, "office equipment"), at("office-equipment"))
	equal(t, o.input(t, "heating"), at("heating"))
	o.expected(t, at("total"))
	o.expected(t, at("office-equipment").Add(at("heating")))
}
