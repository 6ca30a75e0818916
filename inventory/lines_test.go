package inventory_test

import (
	"bytes"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/example"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/units"
)

// anyPeriod is an organisation whose period holds those of all examples.
func anyPeriod() inventory.Organisation {
	return inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.Period{Start: ghg.Date{Year: 2000, Month: 1, Day: 1}, End: ghg.Date{Year: 2050, Month: 1, Day: 1}}}
}

// everyMethod returns the examples of all methods, each several times with other ids and amounts, without purchases and
// certificates, which count once.
func everyMethod(t testing.TB, times int) (factors.Basis, []activity.Activity) {
	t.Helper()
	b, err := example.Basis()
	require.NoError(t, err)
	var list []activity.Activity
	for _, m := range activity.Methods() {
		examples, err := m.Activities()
		require.NoError(t, err)
		for i, a := range examples {
			for n := range times {
				v := reflect.New(m.Type()).Elem()
				v.Set(reflect.ValueOf(a))
				v.FieldByName("ID").SetString(fmt.Sprintf("%s-%d-%d", m.Name(), i, n))
				v.FieldByName("Site").SetString(string(m.Name()))
				if f := v.FieldByName("Purchase"); f.IsValid() {
					f.SetString("")
				}
				if f := v.FieldByName("Amount"); f.IsValid() && f.Type() == reflect.TypeFor[units.Quantity]() && n > 0 {
					q := f.Interface().(units.Quantity)
					q.Value = q.Value.Mul(decimal.New(int64(100-n), -2))
					f.Set(reflect.ValueOf(q))
				}
				a, ok := v.Interface().(activity.Activity)
				require.True(t, ok)
				if _, err := a.Calculate(b); err != nil || v.FieldByName("Instruments").IsValid() && v.FieldByName("Instruments").Len() > 0 || v.FieldByName("Certificates").IsValid() && v.FieldByName("Certificates").Len() > 0 {
					continue
				}
				list = append(list, a)
			}
		}
	}
	return b, list
}

// allFigures are all figures of an inventory.
func allFigures(t testing.TB, inv *inventory.Inventory) []any {
	t.Helper()
	var all []any
	for _, a := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		p, err := inv.Partial(a)
		require.NoError(t, err)
		gases, err := p.ByGas()
		require.NoError(t, err)
		for _, g := range gases {
			all = append(all, g.Gas, g.GWP, g.Kg.String(), g.CO2e.String(), g.Memo, g.Unit)
		}
		all = append(all, p.Total().String(), p.BiogenicCO2().String(), p.NonKyoto().String(), fmt.Sprint(p.Missing))
		for _, g := range p.By(func(r ghg.Result) string { return string(r.Method) }) {
			all = append(all, g.Name, g.CO2e.String())
		}
		share, err := p.Share(inventory.Recomputed)
		require.NoError(t, err)
		all = append(all, share.String())
	}
	primary, err := inv.PrimaryData()
	require.NoError(t, err)
	for _, p := range primary {
		all = append(all, p.Category, p.CO2e.String(), p.Primary.String(), fmt.Sprint(p.Spend))
	}
	return append(all, inv.Coverage(), inv.Caveats(), inv.GWP())
}

// An inventory of lines that share derivations has the figures and the results, to the byte of their receipts, of one of
// results that are calculated one by one.
func TestLinesAreResults(t *testing.T) {
	b, list := everyMethod(t, 4)
	shared, err := inventory.Run(b, anyPeriod(), list)
	require.NoError(t, err)
	var results []ghg.Result
	for _, a := range list {
		r, err := a.Calculate(b)
		require.NoError(t, err)
		results = append(results, r...)
	}
	direct, err := inventory.OfChecked(anyPeriod(), results)
	require.NoError(t, err)
	assert.Equal(t, allFigures(t, direct), allFigures(t, shared))
	n := 0
	for r := range shared.Results() {
		want, err := results[n].Receipt()
		require.NoError(t, err)
		got, err := r.Receipt()
		require.NoError(t, err)
		require.Equal(t, string(want), string(got))
		n++
	}
	assert.Len(t, results, n)
}

// Many goroutines use one inventory of lines.
func TestInventoryOfLinesIsShared(t *testing.T) {
	b, list := everyMethod(t, 3)
	inv, err := inventory.Run(b, anyPeriod(), list)
	require.NoError(t, err)
	want := allFigures(t, inv)
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() { assert.Equal(t, want, allFigures(t, inv)) })
	}
	wait.Wait()
}

// What keeps results from being counted keeps lines.
func TestLinesAreChecked(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	b.Policy.NewerYears = 1
	line := func(id string, change func(*scope1.StationaryCombustion)) activity.Activity {
		a := scope1.StationaryCombustion{ID: id, Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("10 MWh(HHV)")}
		if change != nil {
			change(&a)
		}
		return a
	}
	lines := func(more ...activity.Activity) []activity.Activity {
		return append([]activity.Activity{line("a", nil), line("b", nil), line("c", nil)}, more...)
	}
	org := org()
	org.Entities = []string{"", "Ltd"}
	_, err = inventory.Run(b, org, lines())
	require.NoError(t, err)
	for name, c := range map[string]struct {
		list []activity.Activity
		want string
	}{
		"an id twice":         {lines(line("b", nil)), `id is repeated ("b")`},
		"an id three times":   {lines(line("c", nil), line("c", nil)), `id is repeated ("c")`},
		"another period":      {lines(line("d", func(a *scope1.StationaryCombustion) { a.Period = ghg.CalendarYear(2023) })), "period"},
		"another entity":      {lines(line("d", func(a *scope1.StationaryCombustion) { a.Entity = "Inc" })), "entity"},
		"no such fuel":        {lines(line("d", func(a *scope1.StationaryCombustion) { a.Fuel = "coal-of-mars" })), "1 of 4 activities failed"},
		"a negative amount":   {lines(line("d", func(a *scope1.StationaryCombustion) { a.Amount = units.MustParse("-1 MWh(HHV)") })), "at least 0"},
		"an unlimited number": {lines(line("d", func(a *scope1.StationaryCombustion) { a.Amount.Value = decimal.New(1, 1<<30) })), "amount"},
	} {
		_, err := inventory.Run(b, org, c.list)
		require.ErrorContains(t, err, c.want, name)
	}
}

// The errors of a long list are bounded, and counted.
func TestFailuresAreCounted(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	list := make([]activity.Activity, 500)
	for i := range list {
		list[i] = scope1.StationaryCombustion{ID: strconv.Itoa(i)}
	}
	_, err = inventory.Run(b, org(), list)
	require.ErrorContains(t, err, "500 of 500 activities failed")
	require.ErrorContains(t, err, "and 400 more")
	assert.Less(t, len(err.Error()), 200_000)
}

// A scenario has the figures of results that are changed one by one, for every factor, property and price in use.
func TestScenario(t *testing.T) {
	b, list := everyMethod(t, 3)
	inv, err := inventory.Run(b, anyPeriod(), list)
	require.NoError(t, err)
	before := allFigures(t, inv)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	sensitivities, err := p.Sensitivity()
	require.NoError(t, err)
	tried := 0
	for i, s := range sensitivities {
		if s.Input.Kind == ghg.InputPotential || i%3 != 0 {
			continue
		}
		change := ghg.Change{Input: s.Input, Value: s.Value.Mul(decimal.New(11, -1)), Source: "a test"}
		var want []ghg.Result
		var failed error
		for r := range inv.Results() {
			d, err := r.Derivation()
			require.NoError(t, err)
			if d.Uses(s.Input) {
				if r, err = d.With(change); err != nil {
					failed = err
				}
			}
			want = append(want, r)
		}
		changed, err := inv.Scenario(inventory.Change{Change: change})
		if failed != nil {
			require.Error(t, err)
			continue
		}
		require.NoError(t, err, s.Input)
		direct, err := inventory.OfChecked(anyPeriod(), want)
		require.NoError(t, err)
		require.Equal(t, allFigures(t, direct), allFigures(t, changed), s.Input)
		tried++
	}
	assert.Greater(t, tried, 40)
	assert.Equal(t, before, allFigures(t, inv), "the inventory is as it was")
}

// Sensitivities of an inventory are the sums of those of its results.
func TestSensitivity(t *testing.T) {
	b, list := everyMethod(t, 3)
	inv, err := inventory.Run(b, anyPeriod(), list)
	require.NoError(t, err)
	want := map[ghg.Input]decimal.Decimal{}
	for r := range inv.Select(inventory.LocationBased, func(ghg.Result) bool { return true }) {
		d, err := r.Derivation()
		require.NoError(t, err)
		slopes, err := d.Sensitivity()
		require.NoError(t, err)
		for _, s := range slopes {
			if s.Input.Kind != ghg.InputAmount {
				want[s.Input] = want[s.Input].Add(s.CO2e)
			}
		}
	}
	p, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	got, err := p.Sensitivity()
	require.NoError(t, err)
	require.Len(t, got, len(want))
	for _, s := range got {
		// A quotient is rounded for each result, or once for lines that share it.
		assert.True(t, want[s.Input].Sub(s.Slope).Abs().LessThanOrEqual(want[s.Input].Abs().Shift(-30)), "%s: %s, want %s", s.Input, s.Slope, want[s.Input])
	}
	assert.True(t, slices.IsSortedFunc(got, func(a, b inventory.Sensitivity) int { return b.Effect.Abs().Cmp(a.Effect.Abs()) }))
}

// By hand: 2 kg and 3 kg of SF6 at AR5's 23,500, and 100 and 300 kWh at 0.25 kg CO2/kWh.
func TestSensitivityByHand(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	fuel, err := factors.ParseSupplied("0.25 kg CO2/kWh(HHV); analysis")
	require.NoError(t, err)
	var list []activity.Activity
	for i, mass := range []string{"2 kg", "3 kg"} {
		list = append(list, scope1.DirectRelease{ID: strconv.Itoa(i), Period: ghg.CalendarYear(2024), Gas: "SF6", Mass: units.MustParse(mass)})
	}
	for i, energy := range []string{"100 kWh(HHV)", "300 kWh(HHV)"} {
		list = append(list, scope1.StationaryCombustion{
			ID: strconv.Itoa(10 + i), Period: ghg.CalendarYear(2024), Fuel: "natural-gas", Region: "GB", Amount: units.MustParse(energy), Factor: fuel,
		})
	}
	inv, err := inventory.Run(b, org(), list)
	require.NoError(t, err)
	p, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	got, err := p.Sensitivity()
	require.NoError(t, err)
	type line struct {
		kind          ghg.InputKind
		gas           ghg.Gas
		slope, effect string
	}
	var lines []line
	for _, s := range got {
		lines = append(lines, line{s.Input.Kind, s.Input.Gas, s.Slope.String(), s.Effect.String()})
	}
	assert.Equal(t, []line{
		{ghg.InputPotential, "SF6", "5", "117500"},
		{ghg.InputFactor, "CO2", "400", "100"},
		{ghg.InputPotential, "CO2", "100", "100"},
	}, lines)
}

// The amount of one line changes; its factor too.
func TestScenarioOfALine(t *testing.T) {
	b, err := example.Basis()
	require.NoError(t, err)
	var list []activity.Activity
	for i := range 10 {
		list = append(list, scope1.DirectRelease{ID: strconv.Itoa(i), Period: ghg.CalendarYear(2024), Gas: "SF6", Mass: units.MustParse("2 kg")})
	}
	inv, err := inventory.Run(b, org(), list)
	require.NoError(t, err)
	amount := ghg.Input{Kind: ghg.InputAmount, Name: "released", Unit: "kg", At: 1}
	for r := range inv.Results() {
		d, err := r.Derivation()
		require.NoError(t, err)
		amount = d.Inputs()[0]
		break
	}
	changed, err := inv.Scenario(inventory.Change{Line: "7", Change: ghg.Change{Input: amount, Value: decimal.NewFromInt(5), Source: "meter"}})
	require.NoError(t, err)
	p, err := changed.Partial(inventory.MarketBased)
	require.NoError(t, err)
	// (9 × 2 + 5) kg of SF6 by AR5's potential.
	gwp, err := b.GWP.Of("SF6")
	require.NoError(t, err)
	assert.True(t, gwp.Mul(decimal.NewFromInt(23)).Equal(p.Total().Kg()), p.Total())
	ids := []string{}
	for r := range changed.Results() {
		ids = append(ids, r.ID)
	}
	assert.Equal(t, []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}, ids)

	_, err = inv.Scenario(inventory.Change{Change: ghg.Change{Input: amount, Value: decimal.NewFromInt(5), Source: "meter"}})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = inv.Scenario(inventory.Change{Line: "70", Change: ghg.Change{Input: amount, Value: decimal.NewFromInt(5), Source: "meter"}})
	require.ErrorIs(t, err, ghg.ErrUnknown)
}

// A line that shares its derivation takes at most 150 bytes, with an id of 12 characters.
func TestBytesOfALine(t *testing.T) {
	const rows = 200_000
	var sheet bytes.Buffer
	sheet.WriteString("id,site,period,fuel,region,amount\n")
	for i := range rows {
		fmt.Fprintf(&sheet, "line-%07d,site %d,2024,natural-gas,GB,%d.%03d MWh(HHV)\n", i, i%10, i%5000+1, i%1000)
	}
	b, err := example.Basis()
	require.NoError(t, err)
	used := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := used()
	inv, err := inventory.FromLines(anyPeriod(), activity.Lines[scope1.StationaryCombustion](activity.NewDeriver(b), &sheet, "fuel.csv"))
	require.NoError(t, err)
	assert.LessOrEqual(t, int64(used()-before)/rows, int64(150))
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	assert.True(t, p.Total().Kg().IsPositive())
	runtime.KeepAlive(sheet)
}
