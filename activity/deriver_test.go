package activity_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/units"
)

// amountsOf calls each with every given amount of an activity.
func amountsOf(v reflect.Value, each func(q *units.Quantity)) {
	switch {
	case v.Type() == reflect.TypeFor[units.Quantity]():
		if q := v.Addr().Interface().(*units.Quantity); q.Given() {
			each(q)
		}
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				amountsOf(v.Field(i), each)
			}
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			amountsOf(v.Index(i), each)
		}
	}
}

// with returns a copy of an activity with other amounts and another head.
func with(t testing.TB, a activity.Activity, id string, change func(decimal.Decimal) decimal.Decimal) activity.Activity {
	t.Helper()
	v := reflect.New(reflect.TypeOf(a)).Elem()
	v.Set(reflect.ValueOf(a))
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.Slice && f.CanSet() {
			f.Set(reflect.AppendSlice(reflect.MakeSlice(f.Type(), 0, f.Len()), f))
		}
	}
	amountsOf(v, func(q *units.Quantity) { q.Value = change(q.Value) })
	v.FieldByName("ID").SetString(id)
	return v.Interface().(activity.Activity)
}

// apart are the examples of methods whose lines share no derivation, with the reason.
var apart = map[string]string{}

// For every method: lines that share a derivation have the receipts of their own calculation, whatever the amounts.
func TestSharedIsDirect(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(1, 2))
	number := func(old decimal.Decimal) decimal.Decimal {
		switch rng.IntN(10) {
		case 0:
			return decimal.Decimal{}
		case 1:
			return old.Neg()
		case 2:
			return decimal.New(rng.Int64N(1e15), -int32(rng.IntN(20)))
		case 3:
			return old
		}
		return old.Mul(decimal.New(rng.Int64N(3000)+1, -3))
	}
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(t, err)
		for i, a := range examples {
			d := activity.NewDeriver(b)
			shared := 0
			for n := range 200 {
				line := with(t, a, "line", number)
				got, err := d.Line(line)
				want, wantErr := line.Calculate(b)
				if wantErr != nil {
					require.Error(t, err, "%s %d", m.Name(), i)
					require.Equal(t, wantErr.Error(), err.Error())
					continue
				}
				require.NoError(t, err)
				results, err := got.Results()
				require.NoError(t, err, "%s %d line %d", m.Name(), i, n)
				require.Len(t, results, len(want))
				if !got.Shared() {
					continue
				}
				shared++
				for j := range want {
					r, err := results[j].Receipt()
					require.NoError(t, err)
					w, err := want[j].Receipt()
					require.NoError(t, err)
					require.Equal(t, string(w), string(r), "%s %d", m.Name(), i)
				}
			}
			if shared == 0 {
				t.Logf("%s %d shares nothing: %v", m.Name(), i, d.Reasons())
			}
			assert.NotContains(t, slices.Collect(func(func(int) bool) {}), 1)
		}
	}
}
