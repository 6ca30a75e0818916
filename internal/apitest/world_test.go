package apitest_test

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units"
	"github.com/ghgkit/ghg/units/money"
)

// newWorld makes usual values from the examples of the methods and their basis.
func newWorld(t *testing.T) *world {
	t.Helper()
	basis, err := example.Basis()
	require.NoError(t, err)
	set, err := scope1.CarbonateFactors()
	require.NoError(t, err)
	activities := examples(t)
	results, err := activities[0].Calculate(basis)
	require.NoError(t, err)
	w := &world{samples: map[reflect.Type]reflect.Value{}, interfaces: map[reflect.Type][]reflect.Value{}, makers: map[reflect.Type]reflect.Value{}}
	for _, a := range slices.Backward(activities) { // the first example of each method
		w.sample(a)
	}
	w.sample(basis, set, *set, results[0], results[0].Steps[0], results[0].CO2e, results[0].Emissions, results[0].Period.Start, results[0].Period)
	w.sample(ghg.AR6(), decimal.New(5, -1), ghg.CH4, units.MustParse("3 kWh"), units.MustUnit("kWh"), units.MustRate("854 kg/m3"))
	w.sample(money.MustParse("120 JPY"), money.Currency("JPY"), time.April)
	w.sample(money.FX{From: "JPY", To: "USD", Rate: dec.MustParse("131.5"), Quote: money.FromPerTo, Period: "2022", Source: "s"})
	w.sample(basis.Rates, firstOf(set.All()), factors.MustSupplied("2 kg CO2e/kWh AR5; s"))
	w.numbers(t, basis, set, activities[0], results)
	w.dynamics(t, basis, set, activities)
	w.accept(t, basis, results)
	return w
}

func (w *world) sample(values ...any) {
	for _, v := range values {
		w.samples[reflect.TypeOf(v)] = reflect.ValueOf(v)
	}
}

// examples returns the examples of every method.
func examples(t *testing.T) []activity.Activity {
	t.Helper()
	var list []activity.Activity
	for _, m := range activity.Methods() {
		of, err := m.Activities()
		require.NoError(t, err)
		list = append(list, of...)
	}
	return list
}

func firstOf[T any](seq func(func(T) bool)) T {
	var first T
	seq(func(v T) bool { first = v; return false })
	return first
}

// numbers adds values of types that only functions make.
func (w *world) numbers(t *testing.T, basis factors.Basis, set *factors.Set, first activity.Activity, results ghg.Results) {
	t.Helper()
	blend, err := ghg.ParseBlend("R-410A")
	require.NoError(t, err)
	series, err := scope2.NewSeries(ghg.CalendarYear(2023), units.MustUnit("kWh"), slices.Repeat([]decimal.Decimal{decimal.New(1, 0)}, 8760))
	require.NoError(t, err)
	org := inventory.Organisation{Name: "x", Approach: inventory.OperationalControl, Period: results[0].Period}
	inv, err := inventory.Of(org, results)
	require.NoError(t, err)
	partial, err := inv.Partial(ghg.LocationBased)
	require.NoError(t, err)
	lock, err := factors.NewLock(basis.Factors, slices.Values(results))
	require.NoError(t, err)
	references, err := factors.NewReferences(set)
	require.NoError(t, err)
	serials, err := ghg.ParseSerials("1-10")
	require.NoError(t, err)
	w.sample(slices.Repeat([]decimal.Decimal{decimal.New(5, -1)}, 366*24)) // one for each hour of the examples' period
	w.sample(blend, series, org, inv, partial, lock, references, serials, ghg.Succeeded(results[0]), activity.Standard(), activity.Methods()[0])
	w.sample(activity.Methods()[0].Method)
	w.sample(inventory.CheckOptions{Outlier: decimal.New(25, -1), Before: []*inventory.Inventory{inv}})
	w.derivations(t, basis, first, results[0])
	calc := scope1Calc(basis)
	w.sample(calc)
	for _, f := range []any{
		targets.Defined[decimal.Decimal], targets.Defined[ghg.CO2e], targets.Defined[bool], targets.Defined[int], factors.PublishedUncertainty,
		ghg.Succeeded, scope2.StatedRate, func(q units.Quantity) method.Flow { return method.Of("x", q) },
	} {
		v := reflect.ValueOf(f)
		w.makers[v.Type().Out(0)] = v
		w.samples[v.Type().Out(0)] = v.Call([]reflect.Value{w.usual(v.Type().In(0), "", 3)})[0]
	}
}

// derivations adds a derivation, one of its inputs, and a line that shares its derivation with others.
func (w *world) derivations(t *testing.T, basis factors.Basis, a activity.Activity, r ghg.Result) {
	t.Helper()
	d, err := r.Derivation()
	require.NoError(t, err)
	deriver, line := activity.NewDeriver(basis), activity.Line{}
	for range 3 {
		line, err = deriver.Line(a)
		require.NoError(t, err)
	}
	require.True(t, line.Shared())
	w.sample(d, deriver, line, factorOf(d))
	w.rows(t, deriver)
}

// factorOf returns the first input of a derivation that is a factor.
func factorOf(d ghg.Derivation) ghg.Input {
	inputs := d.Inputs()
	return inputs[slices.IndexFunc(inputs, func(in ghg.Input) bool { return in.Kind == ghg.InputFactor })]
}

var own = method.Declare[ownMethod](method.Declaration{})

type ownMethod struct {
	ID     string     `json:"id" csv:"id"`
	Period ghg.Period `json:"period" csv:"period"`
}

func (o ownMethod) Calculate(b factors.Basis) (ghg.Results, error) { return own.Begin(b, &o).Results() }

var reported = method.Declare[reportedMethod](method.Declaration{Origin: ghg.Reported, Primary: method.PrimaryByInputs()})

type reportedMethod ownMethod

func (o reportedMethod) Calculate(b factors.Basis) (ghg.Results, error) {
	return reported.Begin(b, &o).Results()
}

// scope1Calc returns a calculation that has begun.
func scope1Calc(b factors.Basis) *method.Calc {
	return own.Begin(b, &ownMethod{ID: "x", Period: ghg.CalendarYear(2024)})
}

// dynamics adds the values of interfaces, the usual one first.
func (w *world) dynamics(t *testing.T, basis factors.Basis, set *factors.Set, activities []activity.Activity) {
	t.Helper()
	add := func(of reflect.Type, values ...any) {
		for _, v := range values {
			w.interfaces[of] = append(w.interfaces[of], reflect.ValueOf(v))
		}
	}
	bad := firstOf(set.All())
	bad.Published = ghg.GasAmount{GWP: "AR5", Kg: extremes["1e-2147483648"]}
	bad.Uncertainty = factors.PublishedUncertainty(extremes["a million digits"])
	dense := factors.Property{Activity: "fuel/diesel", Rate: units.Rate{Value: extremes["1e2147483647"], Num: units.MustUnit("kg"), Den: units.MustUnit("L")}}
	add(reflect.TypeFor[factors.Source](), set, (*factors.Set)(nil), (*factors.Lock)(nil), &factors.Set{}, &factors.Lock{}, factors.Stack{}, (*factors.Stack)(nil), hostile{bad, dense}, hostile{}, silent{})
	add(reflect.TypeFor[activity.Activity](), activities[0], (*scope1.StationaryCombustion)(nil), scope1.StationaryCombustion{})
	add(reflect.TypeFor[money.Step](), money.FX{From: "JPY", To: "USD", Rate: dec.MustParse("131.5"), Quote: money.FromPerTo, Period: "2022", Source: "s"},
		(*money.FX)(nil), money.FX{}, money.Index{}, money.VAT{}, money.Margin{}, money.VAT{Rate: decimal.New(1, -1), Source: "s"},
		money.Margin{To: money.BasicPrice, Share: decimal.New(1, -1), Source: "s"},
		money.Index{Currency: "JPY", FromYear: 2020, ToYear: 2021, FromValue: decimal.New(1, 0), ToValue: decimal.New(1, 0), Source: "s"})
	add(reflect.TypeFor[error](), errors.New("x"), (*ghg.FieldError)(nil), (*ghg.JoinedError)(nil), (*ghg.ActivityError)(nil), &ghg.FieldError{}, &ghg.JoinedError{}, &ghg.ActivityError{})
	add(reflect.TypeFor[io.Writer](), io.Discard, writer{0, errors.New("x")}, writer{}, writer{n: -1}, writer{n: math.MaxInt})
	add(reflect.TypeFor[targets.Totals](), w.samples[reflect.TypeFor[*inventory.Inventory]()].Interface(), (*inventory.Inventory)(nil))
	add(reflect.TypeFor[fs.FS](), fstest.MapFS{}, fstest.MapFS(nil), (*folder)(nil), folder{})
	stopped, stop := context.WithCancel(t.Context())
	stop()
	add(reflect.TypeFor[context.Context](), t.Context(), stopped)
	add(reflect.TypeFor[io.Reader](), strings.NewReader(""), (*strings.Reader)(nil), iotest.ErrReader(errors.New("x")))
	for _, r := range readers {
		add(reflect.TypeFor[io.Reader](), r)
		if r.again == "" {
			add(reflect.TypeFor[fs.FS](), folder{r})
		}
	}
	add(reflect.TypeFor[any](), "x", 1, w.samples[decimalType].Interface())
}
