package scope2_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

type method interface {
	Calculate(b factors.Basis) (ghg.Results, error)
}

// complete are every method of the package with its required fields alone.
func complete(t testing.TB) map[ghg.Method]method {
	t.Helper()
	fy, err := ghg.ParsePeriod("2025-04-01/2026-04-01")
	require.NoError(t, err)
	return map[ghg.Method]method{
		scope2.MethodElectricity:      purchase("10 MWh"),
		scope2.MethodHeat:             scope2.Heat{ID: "heat", Period: year, Carrier: "heat", Amount: energy("1 GJ"), Region: "JP"},
		scope2.MethodOnSiteGeneration: scope2.OnSiteGeneration{ID: "roof", Period: year, Technology: "solar", Generated: energy("1 MWh"), Region: "GB"},
		scope2.MethodSHKElectricity:   scope2.SHKElectricity{ID: "plant", Period: fy, Amount: energy("1 MWh")},
		scope2.MethodCHPPurchase: scope2.CHPPurchase{
			ID: "chp", Period: year, Carrier: "heat", Amount: energy("1 GJ"), Fuel: "natural-gas", FuelAmount: energy("9 GJ(HHV)"), Region: "US",
			Heat: energy("4 GJ"), Power: energy("3 GJ"), HeatEfficiency: ptr("0.8"), PowerEfficiency: ptr("0.35"),
		},
		scope2.MethodHeatByFuel: scope2.HeatByFuel{
			ID: "steam", Period: year, Amount: energy("1 GJ"), Fuel: "natural-gas", Region: "US", Efficiency: units.MustRate("0.8 GJ/GJ(HHV)"),
		},
		scope2.MethodHourlyElectricity: scope2.HourlyElectricity{
			Purchase:    scope2.Electricity{ID: "hq", Period: twoDays, Region: "GB"},
			Load:        series(t, "kWh", []string{"1"}, []string{"1"}),
			GridFactors: hourlyFactors(t, "0.5"),
		},
	}
}

func TestEveryRequiredFieldIsRequired(t *testing.T) {
	for name, m := range complete(t) {
		t.Run(string(name), func(t *testing.T) {
			rs, err := m.Calculate(basis(t))
			require.NoError(t, err, "without its optional fields")
			proved(t, rs...)
			for _, r := range rs {
				assert.Equal(t, name, r.Method)
				assert.Equal(t, ghg.Scope2, r.Scope)
			}
			for i := range reflect.TypeOf(m).NumField() {
				field := reflect.TypeOf(m).Field(i)
				if strings.Contains(field.Tag.Get("json"), ",omit") {
					continue
				}
				without := reflect.New(reflect.TypeOf(m)).Elem()
				without.Set(reflect.ValueOf(m))
				without.Field(i).SetZero()
				_, err := without.Interface().(method).Calculate(basis(t))
				require.Error(t, err, "without %s", field.Name)
				if _, nested := field.Tag.Lookup("csv"); nested && field.Tag.Get("csv") != "-" {
					assert.ErrorContains(t, err, field.Tag.Get("csv"), "the error names the field")
				}
			}
			_, err = m.Calculate(factors.Basis{})
			require.ErrorContains(t, err, "GWP")
		})
	}
}

func TestEveryNegativeAmountIsRefused(t *testing.T) {
	for name, m := range complete(t) {
		for i := range reflect.TypeOf(m).NumField() {
			field := reflect.TypeOf(m).Field(i)
			if field.Type != reflect.TypeFor[units.Quantity]() {
				continue
			}
			negative := reflect.New(reflect.TypeOf(m)).Elem()
			negative.Set(reflect.ValueOf(m))
			q := negative.Field(i).Interface().(units.Quantity)
			if !q.Given() {
				q = energy("1 MWh")
			}
			negative.Field(i).Set(reflect.ValueOf(units.New(number("-1"), q.Unit)))
			_, err := negative.Interface().(method).Calculate(basis(t))
			require.ErrorIs(t, err, ghg.ErrNegative, "%s: %s", name, field.Name)
		}
	}
}
