package scope1_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// needed lists the optional inputs that other inputs require in the declared examples, with the reason.
var needed = map[string]string{
	"CarbonContent.Source":               "carbon and heating value are given",
	"CarbonContent.MeterKelvin":          "the pressure is given",
	"CarbonContent.MeterKPa":             "the temperature is given",
	"StationaryCombustion.MeterKelvin":   "the pressure is given",
	"StationaryCombustion.MeterKPa":      "the temperature is given",
	"CHPAllocation.HeatEfficiency":       "the efficiency method requires it",
	"CHPAllocation.PowerEfficiency":      "the efficiency method requires it",
	"CHPAllocation.EfficiencySource":     "efficiencies are given",
	"CHPAllocation.HeatKelvin":           "no work potential is given",
	"CHPAllocation.ReferenceKelvin":      "no work potential is given",
	"CHPAllocation.Work":                 "no temperatures are given",
	"CHPAllocation.WorkSource":           "the temperatures or the work potential are given",
	"WasteGas.PerMole":                   "the amount is not in moles",
	"CHPAllocation.Fuel":                 "emitted is not given",
	"CHPAllocation.Region":               "emitted is not given",
	"CHPAllocation.Amount":               "emitted is not given",
	"CHPAllocation.Emitted":              "no fuel is given",
	"StationaryCombustion.Biofuel":       "its share is given",
	"StationaryCombustion.BiofuelShare":  "the biofuel is given",
	"MobileFuel.Biofuel":                 "its share is given",
	"MobileFuel.BiofuelShare":            "the biofuel is given",
	"MobileFuel.Vehicle":                 "the distance is given",
	"MobileFuel.Distance":                "the vehicle is given",
	"MobileFuelEconomy.Biofuel":          "its share is given",
	"MobileFuelEconomy.BiofuelShare":     "the biofuel is given",
	"MobileFuelEconomy.Vehicle":          "its factor is given",
	"FugitiveScreening.InstallationLoss": "the charge is given",
	"FugitiveScreening.AnnualLoss":       "the charge is given",
	"FugitiveScreening.Years":            "the charge is given",
	"FugitiveScreening.Remaining":        "the charge is given",
	"FugitiveScreening.Recovered":        "the charge is given",
	"FugitiveScreening.Operating":        "no other charge is given",
	"Wastewater.Methane":                 "some of the biogas is flared",
}

// TestOptionalInputs leaves out one optional input of the declared examples at a time: there is no error but for a factor
// or a property that the publishers do not have, unless another input needs it.
func TestOptionalInputs(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	missed := map[string]bool{}
	for _, m := range scope1.Methods() {
		declared, err := activity.Lookup(string(m.Name()))
		require.NoError(t, err)
		examples, err := declared.Activities()
		require.NoError(t, err)
		for _, a := range examples {
			for _, in := range m.Inputs() {
				full := reflect.ValueOf(a)
				if in.Required || full.FieldByName(in.Field).IsZero() {
					continue
				}
				less := reflect.New(full.Type()).Elem()
				less.Set(full)
				less.FieldByName(in.Field).SetZero()
				_, err := less.Interface().(method.Activity).Calculate(b)
				name := m.Type().Name() + "." + in.Field
				if err == nil || errors.Is(err, factors.ErrNoFactor) || errors.Is(err, factors.ErrNoProperty) {
					continue
				}
				missed[name] = true
				if needed[name] == "" {
					t.Errorf("%s is optional, yet leaving it out is refused: %v.", name, err)
				}
				var refused *ghg.FieldError
				assert.ErrorAs(t, err, &refused, "%s is missed with an error of no field.", name)
				assert.True(t, errors.Is(err, ghg.ErrMissing) || errors.Is(err, ghg.ErrUnknown), "%s is missed with another error: %v.", name, err)
			}
		}
	}
	for name, reason := range needed {
		assert.True(t, missed[name], "%s can be left out, although %s.", name, reason)
	}
}

// TestZeroIsAValue calculates amounts of zero: they count as given and emit nothing.
func TestZeroIsAValue(t *testing.T) {
	for _, a := range []method.Activity{
		scope1.StationaryCombustion{ID: "a", Period: year, Fuel: "diesel", Region: "GB", Amount: units.MustParse("0 L")},
		scope1.MobileDistance{ID: "a", Period: year, Vehicle: "car/medium/diesel", Region: "GB", Distance: units.MustParse("0 km")},
		scope1.DirectRelease{ID: "a", Period: year, Gas: "R-410A", Mass: units.MustParse("0 kg")},
		scope1.Measured{ID: "a", Period: year, Gas: ghg.N2O, Mass: units.MustParse("0 t"), Instrument: "i", Standard: "s"},
	} {
		r := one(t, basis(t), a)
		assert.True(t, r.CO2e.IsZero(), "%T of nothing emits %s.", a, r.CO2e)
		assert.Positive(t, r.Emissions.Len(), "%T of nothing must list its gases with zero emissions.", a)
	}
}
