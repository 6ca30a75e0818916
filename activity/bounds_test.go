package activity_test

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/method"
)

// Package methodtest tests that the methods refuse what their declarations exclude; this tests the declarations. A number
// is a share from 0 to 1, unless it is listed here, an amount is at least 0, unless it is a change or a balance, and an
// amount with a telling name is of that dimension.
func TestDeclaredBounds(t *testing.T) {
	others := map[string]string{
		"HeatEfficiency": "(0,1]", "PowerEfficiency": "(0,1]", "Occupied": "(0,1]", // divide
		"Loss":       "[0,1)", // 1 − loss divides
		"HeatKelvin": "[200,)", "ReferenceKelvin": "[200,400]", "MeterKelvin": "[200,500]", "MeterKPa": "(0,)",
		"Occupancy": "[1,)", "Adjustment": "[1,)", "Uplift": "[1,)", "Formed": "[0,)", "CabinMultiplier": "(0,)",
		"DistanceAdjustment": "(0,)", "Years": "[0,)", "CorrectionRate": "(0,)",
		"PriceYear": "[1900,2200]", "FactorYear": "[1900,2200]", "Year": "[1900,2200]", "Score": "[1,5]", "ScoreScope3": "[1,5]",
	}
	dimensions := map[string]string{
		"Distance": "length", "OneWay": "length", "GreatCircle": "length", "Leaked": "mass", "Days": "time", "Employees": "count:person",
		"Scope1": "mass(CO2e)", "Scope2": "mass(CO2e)", "Scope3": "mass(CO2e)", "Spend": "money", "Outstanding": "money", "Debt": "money",
		"Instrument.Volume": "energy", "Wastewater.Volume": "volume", "DirectRelease.Mass": "mass", "ProcessCarbonate.Mass": "mass",
		"ProcessElectronics.Consumption": "mass", "FugitiveMaterialBalance.Bought": "mass", "FugitiveMaterialBalance.ChargeIncrease": "±mass",
		"FugitiveSimplifiedBalance.Recovered": "mass", "FugitiveScreening.Disposed": "mass", "TransportDistanceBased.Load": "mass|volume|any count",
		"TravelDistanceBased.Distance": "length|count:passenger·length",
	}
	changes := []string{"FugitiveMaterialBalance.ChargeIncrease", "PCAFSovereignDebt.WithLULUCF"}
	var walk func(of reflect.Type, inputs []method.Input)
	walk = func(of reflect.Type, inputs []method.Input) {
		for _, in := range inputs {
			field, _ := of.FieldByName(in.Field)
			tag, name := field.Tag.Get("input"), of.Name()+"."+in.Field
			switch in.Kind {
			case method.NumberInput, method.CountInput:
				assert.Equal(t, cmp.Or(others[in.Field], "[0,1]"), tag, "%s (%s) has other bounds.", name, in.Text)
			case method.AmountInput:
				assert.Equal(t, slices.Contains(changes, name), strings.HasPrefix(tag, "±"), "%s (%s) has another sign.", name, in.Text)
				if want := cmp.Or(dimensions[name], dimensions[in.Field]); want != "" {
					assert.Equal(t, want, tag, "%s (%s) has another dimension.", name, in.Text)
				}
			case method.ListInput:
				walk(in.Type, in.Inputs)
			}
		}
	}
	for _, m := range activity.Methods() {
		walk(m.Type(), m.Inputs())
	}
}
