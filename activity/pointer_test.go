package activity_test

import (
	"reflect"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// pointerTo returns a pointer to a copy of an activity.
func pointerTo(t *testing.T, a activity.Activity) activity.Activity {
	t.Helper()
	v := reflect.New(reflect.TypeOf(a))
	v.Elem().Set(reflect.ValueOf(a))
	p, ok := v.Interface().(activity.Activity)
	require.True(t, ok)
	return p
}

// A pointer to an activity of any method has the activity's name, form, results and derivations, and what is upstream of it.
func TestPointersAreActivities(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(t, err)
		own, theirs := activity.NewDeriver(b), activity.NewDeriver(b)
		for _, a := range examples {
			p := pointerTo(t, a)
			name, err := activity.Standard().NameOf(p)
			require.NoError(t, err)
			assert.Equal(t, m.Name(), name)
			want, err := activity.Encode(a)
			require.NoError(t, err)
			got, err := activity.Encode(p)
			require.NoError(t, err)
			assert.Equal(t, string(want), string(got))
			for range 3 { // calculated, recorded, shared
				assert.Equal(t, receiptOf(t, own, a), receiptOf(t, theirs, p), m.Name())
				assert.Equal(t, own.Apart(a), theirs.Apart(p), m.Name())
			}
			assert.Equal(t, a, reflect.ValueOf(p).Elem().Interface(), "%s: the activity is as it was", m.Name())
			wantUp, wantLeft, err := activity.FuelAndEnergy(b, activity.DESNZRules(), []activity.Activity{a})
			require.NoError(t, err)
			gotUp, gotLeft, err := activity.FuelAndEnergy(b, activity.DESNZRules(), []activity.Activity{p})
			require.NoError(t, err)
			assert.Equal(t, wantUp, gotUp, m.Name())
			assert.Len(t, gotLeft, len(wantLeft), m.Name())
		}
		assert.Equal(t, own.Stats(), theirs.Stats(), m.Name())
	}
}

// receiptOf returns the receipts of an activity that a Deriver calculates.
func receiptOf(t *testing.T, d *activity.Deriver, a activity.Activity) []string {
	t.Helper()
	l, err := d.Line(a)
	require.NoError(t, err)
	results, err := l.Results()
	require.NoError(t, err)
	return receiptsOf(t, results)
}

// The activities of a sheet are its rows, not copies of them.
func TestAllCopiesNoRow(t *testing.T) {
	rows := make([]scope1.StationaryCombustion, 1000)
	assert.Equal(t, 1.0, testing.AllocsPerRun(10, func() { activity.All(rows) }))
	list := activity.All(rows[:1])
	rows[0] = scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "fuel/x", Region: "DE", Amount: units.MustParse("1 L"), Factor: factors.MustSupplied("2 kg CO2e/L AR5; meter")}
	results, err := list[0].Calculate(factors.Basis{GWP: ghg.AR5()})
	require.NoError(t, err)
	assert.Equal(t, "2", results[0].CO2e.Kg().String())

	same := activity.All([]activity.Activity{rows[0]}) // of the interface itself
	require.Len(t, same, 1)
	assert.Equal(t, rows[0], same[0])
}

// wanted is an activity whose methods want a pointer: it is calculated as it is, and each line on its own.
type wanted struct{ scope1.StationaryCombustion }

func (w *wanted) Calculate(b factors.Basis) (ghg.Results, error) {
	return w.StationaryCombustion.Calculate(b)
}

func TestMethodsThatWantPointers(t *testing.T) {
	d := activity.NewDeriver(factors.Basis{GWP: ghg.AR5()})
	w := &wanted{scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "fuel/x", Region: "DE", Amount: units.MustParse("1 L"), Factor: factors.MustSupplied("2 kg CO2e/L AR5; meter")}}
	for range 3 {
		assert.Len(t, receiptOf(t, d, w), 1)
	}
	assert.Equal(t, 3, d.Stats().Direct)
	assert.Equal(t, "the activity is no struct", d.Apart(w))
	_, err := d.Line((*scope1.StationaryCombustion)(nil))
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// opaque has an input that cannot be compared, so that its lines share nothing.
type opaque struct {
	scope1.StationaryCombustion

	Then func()
}

func (o opaque) Calculate(b factors.Basis) (ghg.Results, error) {
	return o.StationaryCombustion.Calculate(b)
}

func TestPointersToWhatSharesNothing(t *testing.T) {
	d := activity.NewDeriver(factors.Basis{GWP: ghg.AR5()})
	o := opaque{StationaryCombustion: scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "fuel/x", Region: "DE", Amount: units.MustParse("1 L"), Factor: factors.MustSupplied("2 kg CO2e/L AR5; meter")}}
	for range 3 {
		assert.Equal(t, receiptOf(t, d, o), receiptOf(t, d, &o))
	}
	assert.Equal(t, 6, d.Stats().Direct)
	assert.NotEmpty(t, d.Apart(&o))
	assert.Equal(t, d.Apart(o), d.Apart(&o))
}

// Numbers too long to compute with are refused before anything is written or derived, in a value as behind a pointer.
func TestLongNumbersBehindPointers(t *testing.T) {
	long := scope1.StationaryCombustion{ID: "boiler", Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.New(decimal.New(1, 1_000_000), units.MustUnit("kWh(HHV)"))}
	b, err := example.Basis()
	require.NoError(t, err)
	for _, a := range []activity.Activity{long, &long} {
		_, err := activity.Encode(a)
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
		_, _, err = activity.FuelAndEnergy(b, activity.DESNZRules(), []activity.Activity{a})
		require.ErrorIs(t, err, ghg.ErrOutOfRange)
		assert.ErrorContains(t, err, "activities[0]")
	}
	rules, loss := activity.DESNZRules(), decimal.New(1, 1_000_000)
	rules.Power[0].Loss = &loss
	_, _, err = activity.FuelAndEnergy(b, rules, nil)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	assert.ErrorContains(t, err, "rules")
}

// A sequence that is nil is an error, not an empty one.
func TestNoActivities(t *testing.T) {
	n := 0
	for outcome := range activity.Outcomes(factors.Basis{GWP: ghg.AR5()}, nil) {
		n++
		_, err := outcome.Get()
		require.ErrorIs(t, err, ghg.ErrMissing)
	}
	assert.Equal(t, 1, n)
}
