package activity_test

import (
	"reflect"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// eachText sets every text that can be reached in a value to one that is not UTF-8, one at a time, and calls try with
// its path.
func eachText(v reflect.Value, path string, try func(path string)) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			old := v.String()
			v.SetString(old + "\xff")
			try(path)
			v.SetString(old)
		}
	case reflect.Struct:
		if rate, ok := v.Interface().(scope2.Rate); ok {
			v.Set(reflect.ValueOf(scope2.StatedRate(factors.Supplied{
				PerUnit: emitted(), Unit: units.MustUnit("kWh"), Source: "contract \xff",
			})))
			try(path)
			v.Set(reflect.ValueOf(rate))
			return
		}
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				eachText(v.Field(i), path+"."+f.Name, try)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), path+"[]", try)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			eachText(v.Elem(), path, try)
		}
	}
}

func emitted() ghg.Emissions {
	e, err := ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: units.MustParse("1 kg").Value})
	if err != nil {
		panic(err)
	}
	return e
}

// A text that is not UTF-8 reaches no result of any method: the input is refused, or the method does not use it.
func TestInvalidTextReachesNoResult(t *testing.T) {
	all, basis := examples(t)
	tried, refused := 0, 0
	for _, a := range all {
		copied := reflect.New(reflect.TypeOf(a)).Elem()
		copied.Set(reflect.ValueOf(a))
		eachText(copied, copied.Type().String(), func(path string) {
			tried++
			results, err := copied.Interface().(activity.Activity).Calculate(basis)
			if err != nil {
				refused++
				return
			}
			for _, r := range results {
				require.NoError(t, r.CheckText(), path)
				_, err := r.Receipt()
				require.NoError(t, err, path)
			}
		})
	}
	assert.Greater(t, tried, 1500)
	assert.Greater(t, refused, tried*9/10)
}

// The texts of factors, rates and potentials are checked where they are made.
func TestInvalidTextOfSources(t *testing.T) {
	period := ghg.CalendarYear(2024)
	period.Label = "FY\xff"
	require.ErrorIs(t, period.Check(), ghg.ErrOutOfRange)
	_, err := ghg.ParseSerials("GB\xff1..GB\xff2")
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = ghg.NewGWP("house \xff", "memo", nil)
	require.ErrorContains(t, err, "want a text in UTF-8")
	_, err = factors.NewSet(factors.Meta{Publisher: "test\xff", Edition: "1"}, nil, nil)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = factors.NewSet(factors.Meta{Publisher: "test", Edition: "1", Title: "Test", Licence: "none"}, []factors.Factor{{
		Activity: "fuel/test", Region: "GB", Valid: ghg.CalendarYear(2024), Unit: units.MustUnit("kg"), Boundary: ghg.Combustion, PerUnit: emitted(),
		Reference: factors.Reference{Row: "\xff"},
	}}, nil)
	require.ErrorContains(t, err, "row is out of range (\"\\xff\"): want a text in UTF-8")
}
