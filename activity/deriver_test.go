package activity_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
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

// apart are the examples, by method and place, of which no two lines share a derivation, and why.
var apart = map[string]string{
	"scope2.electricity 1":        "instruments: ids in labels, claims, what is left of each",
	"scope2.electricity 2":        "instruments",
	"scope2.hourly-electricity 0": "a step for each hour",
	"scope2.on-site-generation 1": "instruments",
	"scope2.shk-electricity 1":    "certificates",
	"scope3.lifetime-use 0":       "a step for each year of a path",
}

// For every method: lines that share a derivation have the receipts of their own calculation, whatever the amounts; and
// lines that do not are calculated, or refused with the same words.
func TestSharedIsDirect(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	rng := rand.New(rand.NewPCG(1, 2))
	lines, alone := 200, map[string]bool{}
	few := testing.Short() || raceDetector
	if few {
		lines = 20
	}
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(t, err)
		for i, a := range examples {
			d := activity.NewDeriver(b)
			shared := 0
			for range lines {
				line := with(t, a, "line", func(old decimal.Decimal) decimal.Decimal { return anyAmount(rng, old) })
				if sameAsDirect(t, d, b, line) {
					shared++
				}
			}
			if name := fmt.Sprintf("%s %d", m.Name(), i); shared == 0 {
				alone[name] = true
			}
			assert.Equal(t, lines, d.Stats().Shared+d.Stats().Direct)
		}
	}
	if few { // too few lines for a method that decides in many ways
		assert.Subset(t, slices.Collect(maps.Keys(alone)), slices.Collect(maps.Keys(apart)))
		return
	}
	assert.ElementsMatch(t, slices.Collect(maps.Keys(apart)), slices.Collect(maps.Keys(alone)))
}

// anyAmount returns an amount near another one, or far from it: zero, of the other sign, of any size.
func anyAmount(rng *rand.Rand, old decimal.Decimal) decimal.Decimal {
	switch rng.IntN(12) {
	case 0:
		return decimal.Decimal{}
	case 1:
		return old.Neg()
	case 2:
		return decimal.New(rng.Int64N(1e15), -int32(rng.IntN(20)))
	case 3:
		return decimal.New(rng.Int64N(1e18)+1, int32(rng.IntN(300)-150))
	case 4:
		return old
	}
	return old.Mul(decimal.New(rng.Int64N(3000)+1, -3))
}

// sameAsDirect requires that a Deriver gives what Calculate gives, and reports whether the line shares a derivation.
func sameAsDirect(t *testing.T, d *activity.Deriver, b factors.Basis, line activity.Activity) bool {
	t.Helper()
	got, err := d.Line(line)
	want, wantErr := line.Calculate(b)
	if wantErr != nil {
		require.EqualError(t, err, wantErr.Error())
		return false
	}
	require.NoError(t, err)
	results, err := got.Results()
	require.NoError(t, err)
	require.Len(t, results, len(want))
	for j := range want {
		r, err := results[j].Receipt()
		require.NoError(t, err)
		w, err := want[j].Receipt()
		require.NoError(t, err)
		require.Equal(t, string(w), string(r))
	}
	return got.Shared()
}

// Lines of a sheet give what ReadSheet and Calculate give, row by row, whatever the cells.
func TestLinesAreReadSheet(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	const head = "id,site,period,fuel,region,amount,biofuel_share\n"
	rows := []string{
		"a,Leeds,2024,natural-gas,GB,1 MWh(HHV),", "b,Leeds,2024,natural-gas,GB,2.50 MWh(HHV),", "c, York ,2024,natural-gas,GB,3 MWh(HHV),",
		"d,York,2024, natural-gas ,GB,+4 MWh(HHV),", "e,,2024,natural-gas,GB, 5 MWh(HHV) ,", "f,,2024,natural-gas,GB,0 MWh(HHV),", "g,,2024,natural-gas,GB,-0.0 MWh(HHV),",
		"h,,2024,natural-gas,GB,1e3 MWh(HHV),", "\"i, quoted\",\"a\"\"b\",2024,natural-gas,GB,\"6 MWh(HHV)\",", "j,,2024,natural-gas,GB,12345678901234567890123456789.5 MWh(HHV),",
		"k,,2024,natural-gas,GB,00.5 MWh(HHV),", "l,,2024,natural-gas,GB,7 kWh(HHV),", "m,,2024,natural-gas,GB,8 kWh(HHV),", "n,,2024,natural-gas,GB,9 kWh(HHV),",
	}
	lines := func(text string) (receipts []string, errs []string) {
		for line, err := range activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(b), strings.NewReader(text), "fuel.csv") {
			if err != nil {
				errs = append(errs, err.Error())
				continue
			}
			results, err := line.Results()
			require.NoError(t, err)
			receipts = append(receipts, receiptsOf(t, results)...)
		}
		return receipts, errs
	}
	text := head + strings.Join(rows, "\n") + "\n"
	list, err := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(text), "fuel.csv")
	require.NoError(t, err)
	var want []string
	for _, a := range list {
		results, err := a.Calculate(b)
		require.NoError(t, err)
		want = append(want, receiptsOf(t, results)...)
	}
	got, errs := lines(text)
	require.Empty(t, errs)
	assert.Equal(t, want, got)

	// Bad cells are refused as by ReadSheet, and rows that cannot be calculated as by Calculate, also of a known kind.
	for _, bad := range []string{
		"x,,2024,natural-gas,GB,1 MWhh(HHV),", "x,,2024,natural-gas,GB,1  MWh(HHV),", "x,,2024,natural-gas,GB,MWh(HHV),", "x,,2024,natural-gas,GB,1,",
		"x,,2024,natural-gas,GB,1. MWh(HHV),", "x,,2024,natural-gas,GB,\u22121 MWh(HHV),", "x,,2025-13,natural-gas,GB,1 MWh(HHV),", "x,,2024,natural-gas,GB,1 MWh(HHV),one", "x,,2024,natural-gas,GB,,",
	} {
		text := head + strings.Join(append(slices.Clone(rows), bad), "\n") + "\n"
		_, wantErr := activity.ReadSheet[scope1.StationaryCombustion](strings.NewReader(text), "fuel.csv")
		require.Error(t, wantErr, bad)
		got, errs := lines(text)
		assert.Len(t, got, len(rows))
		assert.Equal(t, []string{wantErr.Error()}, errs, bad)
	}
	for _, bad := range []string{",,2024,natural-gas,GB,1 MWh(HHV),", "x,,2024,natural-gas,GB,-1 MWh(HHV),", "x,,2024,coal,XX,1 MWh(HHV),"} {
		text := head + strings.Join(append(slices.Clone(rows), bad), "\n") + "\n"
		list, err := activity.ReadLocated[scope1.StationaryCombustion](strings.NewReader(text), "fuel.csv")
		require.NoError(t, err)
		_, wantErr := list[len(list)-1].Calculate(b)
		require.Error(t, wantErr, bad)
		_, errs := lines(text)
		assert.Equal(t, []string{wantErr.Error()}, errs, bad)
	}
}

func receiptsOf(t testing.TB, results ghg.Results) (list []string) {
	t.Helper()
	for _, r := range results {
		receipt, err := r.Receipt()
		require.NoError(t, err)
		list = append(list, string(receipt))
	}
	return list
}

// What a method refuses in an id, an entity or a site is refused in a line of a known kind.
func TestHeadsOfLinesAreChecked(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	d := activity.NewDeriver(b)
	line := scope1.DirectRelease{ID: "a", Entity: "e", Site: "s", Period: ghg.CalendarYear(2024), Gas: "SF6", Mass: units.MustParse("1 kg"), Event: "leak"}
	for range 3 {
		sameAsDirect(t, d, b, line)
	}
	for _, bad := range []string{"", " a", "a ", "\xff", strings.Repeat("x", ghg.MaxText+1)} {
		for _, change := range []func(*scope1.DirectRelease){
			func(a *scope1.DirectRelease) { a.ID = bad }, func(a *scope1.DirectRelease) { a.Entity = bad },
			func(a *scope1.DirectRelease) { a.Site = bad }, func(a *scope1.DirectRelease) { a.Event = bad },
		} {
			of := line
			change(&of)
			sameAsDirect(t, d, b, of)
		}
	}
}

// A range over lines ends where the caller ends it.
func TestLinesEnd(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	n := 0
	for _, err := range activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(b), strings.NewReader("id,period,fuel,region,amount\na,2024,natural-gas,GB,1 MWh(HHV)\nb,2024,natural-gas,GB,1 MWh(HHV)\n"), "f.csv") {
		require.NoError(t, err)
		n++
		break
	}
	assert.Equal(t, 1, n)
	for _, err := range activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(b), strings.NewReader("id,period,fuel\na,2024,x\n"), "f.csv") {
		require.ErrorContains(t, err, "f.csv")
		require.ErrorContains(t, err, "amount")
	}
}

// An activity that is not made with package method, or of a method that is not declared to share, shares nothing.
func TestOwnMethodsShareIfDeclared(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	for name, c := range map[string]struct {
		line   func(id string) activity.Activity
		shared bool
	}{
		"declared": {func(id string) activity.Activity {
			return sharing{ID: id, Period: ghg.CalendarYear(2024), Mass: units.MustParse("2 kg")}
		}, true},
		"undeclared": {func(id string) activity.Activity {
			return silent{ID: id, Period: ghg.CalendarYear(2024), Mass: units.MustParse("2 kg")}
		}, false},
		"looks": {func(id string) activity.Activity {
			return looking{ID: id, Period: ghg.CalendarYear(2024), Mass: units.MustParse("2 kg")}
		}, false},
		"not by Calc": {func(id string) activity.Activity { return bare{ID: id} }, false},
	} {
		d := activity.NewDeriver(b)
		for i := range 4 {
			l, err := d.Line(c.line(strconv.Itoa(i)))
			require.NoError(t, err)
			assert.Equal(t, c.shared && i >= 2, l.Shared(), "%s %d", name, i)
			results, err := l.Results()
			require.NoError(t, err)
			require.Len(t, results, 1)
			assert.Equal(t, strconv.Itoa(i), results[0].ID)
		}
	}
}

type sharing struct {
	ID     string         `json:"id"`
	Period ghg.Period     `json:"period"`
	Mass   units.Quantity `json:"mass" input:"mass"`
}

var shares = method.Declare[sharing](method.Declaration{Scope: ghg.Scope1, Shared: true})

func (a sharing) Calculate(b factors.Basis) (ghg.Results, error) {
	c := shares.Begin(b, &a)
	c.Emit("", method.Of("mass", a.Mass), ghg.CO2)
	return c.Results()
}

type silent sharing

var saysNothing = method.Declare[silent](method.Declaration{Scope: ghg.Scope1})

func (a silent) Calculate(b factors.Basis) (ghg.Results, error) {
	c := saysNothing.Begin(b, &a)
	c.Emit("", method.Of("mass", a.Mass), ghg.CO2)
	return c.Results()
}

// looking says that it shares, but emits what it calculates from its amount itself: other amounts give other steps.
type looking sharing

var looks = method.Declare[looking](method.Declaration{Scope: ghg.Scope1, Shared: true})

func (a looking) Calculate(b factors.Basis) (ghg.Results, error) {
	c := looks.Begin(b, &a)
	c.Emit("", method.Of("mass", units.New(a.Mass.Value.Mul(a.Mass.Value), a.Mass.Unit)), ghg.CO2)
	return c.Results()
}

type bare struct{ ID string }

func (a bare) Calculate(factors.Basis) (ghg.Results, error) {
	return ghg.Results{{ID: a.ID, Scope: ghg.Scope1, Method: "own.bare", Period: ghg.CalendarYear(2024)}}, nil
}

// Texts that a method passes on are a line's own: an item that is in a label, a purchase.
func TestTextsOfLines(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	m, err := activity.Lookup("scope3.spend-based")
	require.NoError(t, err)
	examples, err := m.Activities()
	require.NoError(t, err)
	d := activity.NewDeriver(b)
	for i := range 50 {
		v := reflect.New(m.Type()).Elem()
		v.Set(reflect.ValueOf(examples[0]))
		v.FieldByName("ID").SetString(fmt.Sprintf("line-%d", i))
		v.FieldByName("Item").SetString(fmt.Sprintf("item, %d", i))
		v.FieldByName("Supplier").SetString(fmt.Sprintf("supplier %d", i%7))
		v.FieldByName("Purchase").SetString(fmt.Sprintf("ghg-text-%d-", i))
		sameAsDirect(t, d, b, v.Interface().(activity.Activity))
	}
	assert.Equal(t, activity.DeriverStats{Shared: 48, Direct: 2, Kinds: 1}, d.Stats())
}

// What a Deriver holds is bounded, however many kinds there are.
func TestDeriverIsBounded(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	d := activity.NewDeriver(b)
	for i := range 25_000 {
		period, err := ghg.ParsePeriod(fmt.Sprintf("2024-%02d", 1+i%12))
		require.NoError(t, err)
		grade := func(n int) int { return 1 + i/12/n%5 }
		_, err = d.Line(scope1.DirectRelease{ID: "a", Period: period, Gas: "SF6", Mass: units.MustParse("1 kg"), Quality: ghg.Quality{
			Scheme: ghg.EcoinventGrades, Time: grade(1), Technology: grade(5), Geography: grade(25), Completeness: grade(125), Reliability: grade(625),
		}})
		require.NoError(t, err)
	}
	assert.LessOrEqual(t, d.Held(), 20_000)
}
