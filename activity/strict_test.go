package activity_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/units"
)

// mayBeNegative are inputs below zero that mean something.
var mayBeNegative = map[string]bool{
	"FugitiveMaterialBalance.ChargeIncrease": true, // equipment was retired
	"PCAFSovereignDebt.WithLULUCF":           true, // forests take up more than is emitted
}

// aboveOne are plain numbers that are no shares.
var aboveOne = map[string]bool{
	"CommuteDistance.Occupancy": true, "CommuteAverageData.Occupancy": true, // people in a vehicle
	"TravelDistance.Uplift": true, "FlightFuel.Adjustment": true, // what a figure is multiplied by
	"FugitiveScreening.Years": true,
	"Byproduct.Formed":        true, // mass of one gas per mass of another
}

// TestEveryMethodRefuses puts into every given input of every method's lines, nested ones too, what it cannot be: an
// amount below zero, a share below zero or above one, an amount of a dimension that no method takes. Zero is refused where
// it is divided by or must add up with others, but is never taken for what is not given.
func TestEveryMethodRefuses(t *testing.T) {
	b := everyBasis(t)
	refused := func(name string, a activity.Activity, want error) {
		_, err := a.Calculate(b)
		if !assert.Error(t, err, "%s", name) {
			return
		}
		var of *ghg.ActivityError
		assert.ErrorAs(t, err, &of, "%s: %v", name, err)
		if want != nil {
			assert.ErrorIs(t, err, want, "%s: %v", name, err)
		}
	}
	given := func(name string, a activity.Activity) {
		if _, err := a.Calculate(b); err != nil {
			assert.NotErrorIs(t, err, ghg.ErrMissing, "%s: %v", name, err)
		}
	}
	inputs := 0
	for _, a := range everyActivity(t) {
		kind := reflect.TypeOf(a)
		walk(t, kind.Name(), reflect.ValueOf(a), func(v reflect.Value) activity.Activity {
			of, ok := v.Interface().(activity.Activity)
			require.True(t, ok)
			return of
		}, func(name string, v reflect.Value, with func(any) activity.Activity) {
			inputs++
			switch old := v.Interface().(type) {
			case units.Quantity:
				if !mayBeNegative[name] {
					below := old
					below.Value = old.Value.Abs().Add(decimal.New(1, 0)).Neg()
					refused(name+" below zero", with(below), ghg.ErrNegative)
				}
				refused(name+" in GB", with(units.MustParse("1 GB")), nil)
				given(name+" of zero", with(units.New(decimal.Decimal{}, old.Unit)))
			case *decimal.Decimal:
				below, above := dec.MustParse("-0.000001"), dec.MustParse("1.000001")
				refused(name+" below zero", with(&below), nil)
				given(name+" of zero", with(&decimal.Decimal{}))
				if !aboveOne[name] {
					refused(name+" above one", with(&above), ghg.ErrOutOfRange)
				}
			}
		})
	}
	assert.Greater(t, inputs, 200)
}

// walk visits the given quantities and plain numbers of a struct and of the structs in its lists, each with what makes
// the activity with another one in its place.
func walk(t *testing.T, kind string, full reflect.Value, put func(reflect.Value) activity.Activity, visit func(string, reflect.Value, func(any) activity.Activity)) {
	t.Helper()
	for i := range full.NumField() {
		f := full.Type().Field(i)
		if !f.IsExported() || full.Field(i).IsZero() {
			continue
		}
		with := func(v reflect.Value) activity.Activity {
			changed := reflect.New(full.Type()).Elem()
			changed.Set(full)
			changed.Field(i).Set(v)
			return put(changed)
		}
		switch full.Field(i).Interface().(type) {
		case units.Quantity, *decimal.Decimal:
			visit(kind+"."+f.Name, full.Field(i), func(v any) activity.Activity { return with(reflect.ValueOf(v)) })
			continue
		}
		if f.Type.Kind() != reflect.Slice || f.Type.Elem().Kind() != reflect.Struct {
			continue
		}
		for j := range full.Field(i).Len() {
			walk(t, f.Type.Elem().Name(), full.Field(i).Index(j), func(v reflect.Value) activity.Activity {
				items := reflect.MakeSlice(f.Type, full.Field(i).Len(), full.Field(i).Len())
				reflect.Copy(items, full.Field(i))
				items.Index(j).Set(v)
				return with(items)
			}, visit)
		}
	}
}
