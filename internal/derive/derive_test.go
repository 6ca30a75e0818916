package derive_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
	"github.com/ghgkit/ghg/internal/record"
	"github.com/ghgkit/ghg/method"
	"github.com/ghgkit/ghg/units"
)

// line is an activity of which each test calculates something else.
type line struct {
	ID     string         `json:"id"`
	Entity string         `json:"entity"`
	Site   string         `json:"site"`
	Period ghg.Period     `json:"period"`
	A      units.Quantity `json:"a" input:"±mass"`
	B      units.Quantity `json:"b" input:"±mass"`
	Item   string         `json:"item"`
	Other  string         `json:"other"`

	steps func(c *method.Calc, a *line) (ghg.Results, error)
}

var lines = method.Declare[line](method.Declaration{
	Scope: ghg.Scope1, Shared: true, Results: []method.Part{{}, {Name: "first"}, {Name: "second"}, {Name: "of *"}},
})

func (a line) Calculate(b factors.Basis) (ghg.Results, error) { return a.steps(lines.Begin(b, &a), &a) }

// single returns a calculation with one result.
func single(steps func(c *method.Calc, a *line)) func(*method.Calc, *line) (ghg.Results, error) {
	return func(c *method.Calc, a *line) (ghg.Results, error) {
		steps(c, a)
		return c.Results()
	}
}

func basis() factors.Basis { return factors.Basis{GWP: ghg.AR6(), Factors: factors.Stack{}} }

func d(s string) decimal.Decimal { return dec.MustParse(s) }

// kg returns an amount with an identity of its own.
func kg(n decimal.Decimal) units.Quantity { return units.New(derive.Own(n), units.MustUnit("kg")) }

// given returns an activity with marks for its texts.
func given(steps func(*method.Calc, *line) (ghg.Results, error), a, b decimal.Decimal) line {
	return line{"id", "entity", "site", ghg.CalendarYear(2024), kg(a), kg(b), "item-0-", "item-1-", steps}
}

// recorded returns the kind of an activity, or why there is none.
func recorded(t testing.TB, a line) (*derive.Kind, string) {
	t.Helper()
	notes := &record.Recorder{}
	results, err := a.Calculate(basis().Recording(notes))
	require.NoError(t, err)
	return derive.Record(derive.Recorded{
		Amounts: []decimal.Decimal{a.A.Value, a.B.Value}, Texts: []string{a.Item, a.Other}, Results: results, Recorder: notes, GWP: basis().GWP,
	})
}

// numbers returns decimals that fit as numbers.
func numbers(t testing.TB, list ...decimal.Decimal) []num.Num {
	t.Helper()
	out := make([]num.Num, len(list))
	for i := range list {
		var ok bool
		out[i], ok = num.Of(list[i])
		require.True(t, ok)
	}
	return out
}

func of(label string, q units.Quantity) method.Flow { return method.Of(label, q) }

// programs are calculations of every shape that methods have.
var programs = map[string]func(*method.Calc, *line) (ghg.Results, error){
	"product": single(func(c *method.Calc, a *line) {
		c.Emit("gas", of("a", a.A).Times("share", d("0.37"), "s"), ghg.CH4)
	}),
	"product of two amounts": single(func(c *method.Calc, a *line) {
		x := c.Evaluate("both", c.TimesFlow(of("a", a.A), method.Of("b", units.New(a.B.Value, units.MustUnit("1")))))
		c.Emit("gas", x, ghg.N2O)
		c.Emit("more", x.Times("x", d("3"), ""), ghg.N2O)
	}),
	"two products": single(func(c *method.Calc, a *line) {
		c.Emit("gas", of("a", a.A), ghg.CH4)
		c.Emit("more", of("b", a.B), ghg.CO2)
	}),
	"sum": single(func(c *method.Calc, a *line) {
		c.Emit("gas", c.Sum("both", of("a", a.A), of("b", a.B)), ghg.CH4)
	}),
	"difference": single(func(c *method.Calc, a *line) {
		c.Emit("gas", c.Less("left", of("a", a.A).Times("x", d("1.7"), ""), of("b", a.B)), ghg.CH4)
	}),
	"smallest": single(func(c *method.Calc, a *line) {
		c.Emit("gas", c.Min("least", of("a", a.A), of("b", a.B), method.Of("limit", units.MustParse("500 kg"))), ghg.CO2)
	}),
	"largest": func(c *method.Calc, a *line) (ghg.Results, error) {
		c.Emit("gas", c.Min("most", of("a", a.A), of("b", a.B)), ghg.CO2)
		results, err := c.Results()
		if err != nil {
			return nil, err
		}
		return largest(results)
	},
	"quotient": single(func(c *method.Calc, a *line) {
		c.Emit("gas", c.TimesRatio(method.Of("whole", units.MustParse("7 t")), of("a", a.A), of("b", a.B)), ghg.CH4)
	}),
	"divided by a constant": single(func(c *method.Calc, a *line) {
		c.Emit("gas", of("a", a.A).Per("seven", d("7"), ""), ghg.CO2)
	}),
	"compared": single(func(c *method.Calc, a *line) {
		x := c.Sum("both", of("a", a.A), of("b", a.B))
		more, err := c.Compare(x, method.Of("limit", units.MustParse("1 t")))
		c.Fail(err)
		if more > 0 {
			c.Caveat(ghg.Assumption, "more than a tonne")
		}
		c.Emit("gas", x, ghg.CO2)
	}),
	"published as CO2e": single(func(c *method.Calc, a *line) {
		c.EmitCO2e("goods", method.Of("a", units.New(a.A.Value, units.MustUnit("kg CO2e"))), "", "AR5")
		c.EmitCO2e("methane", method.Of("b", units.New(a.B.Value, units.MustUnit("kg CO2e"))), ghg.CH4, "AR4")
	}),
	"outside the basket": single(func(c *method.Calc, a *line) {
		c.Release("leak", of("a", a.A), "R-22")
		c.Emit("gas", of("b", a.B), ghg.CO2Biogenic)
	}),
	"records": single(func(c *method.Calc, a *line) {
		x := c.Sum("both", of("a", a.A), of("b", a.B))
		c.Purchase(a.Item, a.Other, a.A)
		c.Outstanding(units.New(x.Amount().Value, x.Unit()))
		c.Subject(ghg.SubjectProduct, a.Other)
		c.Note("b", c.Words("it is ", a.B))
		c.Caveat(ghg.Estimated, c.Words("from ", a.A, " for ", 3, " of ", d("1.50")))
		c.Caveat(ghg.Assumption, "about "+a.Item+" only")
		c.Emit("gas of "+a.Other, x, ghg.CO2)
	}),
	"two results": func(c *method.Calc, a *line) (ghg.Results, error) {
		c.Emit("gas", of("a", a.A), ghg.CO2)
		first, err := c.Result(method.Part{Name: "first"})
		if err != nil {
			return nil, err
		}
		c = c.Next()
		left := c.Less("left", method.Of("limit", units.MustParse("2 t")), of("b", a.B))
		if _, err := c.Compare(left, of("a", a.A)); err != nil {
			return nil, err
		}
		c.Emit("gas", left, ghg.CH4)
		second, err := c.Result(method.Part{Name: "second"})
		return ghg.Results{first, second}, err
	},
}

// largest makes every smallest a largest, which no method of the module has alone.
func largest(results ghg.Results) (ghg.Results, error) {
	for i := range results {
		r := &results[i]
		for j := range r.Steps {
			s := &r.Steps[j]
			if s.Op == ghg.Min {
				s.Op = ghg.Max
			}
			for n := range s.Terms {
				if t := &s.Terms[n]; t.Kind == ghg.TermStep {
					t.Value = r.Steps[t.Step-1].Value
				}
			}
			var err error
			if s.Value, err = s.Evaluate(); err != nil {
				return nil, err
			}
		}
		var err error
		if r.Emissions, err = ghg.EmissionsOf(r.Steps); err != nil {
			return nil, err
		}
		converted, err := r.Emissions.ToCO2e(ghg.AR6())
		if err != nil {
			return nil, err
		}
		r.Weights, r.CO2e, r.NonKyoto = converted.Weights, converted.CO2e, converted.NonKyoto
	}
	return results, nil
}

// tried runs lines with random amounts and compares every result with that of the calculation, and the sums with theirs.
// It returns the number of lines that were of the kind.
func tried(t testing.TB, name string, rng *rand.Rand, count int, amount func(*rand.Rand) decimal.Decimal) int {
	t.Helper()
	steps := programs[name]
	k, reason := recorded(t, given(steps, d("300"), d("200")))
	require.Empty(t, reason, name)
	sums, want, space, ran := k.NewSums(), map[string]decimal.Decimal{}, &derive.Space{}, 0
	for range count {
		a := given(steps, amount(rng), amount(rng))
		a.Item = fmt.Sprint("thing ", rng.IntN(5))
		amounts := numbers(t, a.A.Value, a.B.Value)
		fits := k.Holds(amounts, space)
		require.Equal(t, fits, k.Run(amounts, sums, space))
		results, err := k.Results(derive.Line{ID: a.ID, Entity: a.Entity, Site: a.Site, Amounts: derive.AmountsOf(amounts), Texts: []string{a.Item, a.Other}})
		if err != nil {
			require.ErrorIs(t, err, derive.ErrOther)
			require.False(t, fits, "%s: %s and %s run, but have no results", name, a.A, a.B)
			continue
		}
		direct, err := a.Calculate(basis())
		require.NoError(t, err)
		require.Len(t, results, len(direct))
		for i := range direct {
			require.True(t, derive.Same(&results[i], &direct[i]), "%s of %s and %s", name, a.A, a.B)
			require.Equal(t, receipt(t, direct[i]), receipt(t, results[i]))
			if fits {
				add(want, i, &direct[i])
				sameValues(t, k, i, amounts, &direct[i])
			}
		}
		if fits {
			ran++
		}
	}
	got := map[string]decimal.Decimal{}
	for i := range k.Len() {
		require.Equal(t, ran, sums[i].Lines)
		for _, e := range k.Emissions(i, &sums[i]) {
			got[fmt.Sprint(i, e.Gas, e.Basis)] = e.Kg
			side := "inside"
			if e.Outside {
				side = "outside"
			}
			got[fmt.Sprint(i, side)] = got[fmt.Sprint(i, side)].Add(e.CO2e.Kg())
			if kg, known := k.SumKg(i, &sums[i], e.Gas); e.Basis == "" {
				require.True(t, known && kg.Equal(e.Kg), "%s: %s of %s", name, kg, e.Gas)
			}
		}
		counted, outside := k.SumCO2e(i, &sums[i])
		require.True(t, counted.Kg().Equal(got[fmt.Sprint(i, "inside")]), "%s: %s", name, counted)
		require.True(t, outside.Kg().Equal(got[fmt.Sprint(i, "outside")]), "%s: %s", name, outside)
		_, known := k.SumKg(i, &sums[i], "none")
		require.False(t, known)
	}
	for key, value := range want {
		require.True(t, value.Equal(got[key]), "%s: %s is %s, want %s", name, key, got[key], value)
	}
	return ran
}

// sameValues compares the numbers of a line, by the kind and by its short forms, with those of its result.
func sameValues(t testing.TB, k *derive.Kind, i int, amounts []num.Num, direct *ghg.Result) {
	t.Helper()
	outputs := k.Outputs(i)
	require.Len(t, outputs, direct.Emissions.Len())
	same := func(form string, values func(kg []num.Num, co2e, outside *num.Num) bool) {
		kg := make([]num.Num, len(outputs))
		var co2e, outside num.Num
		if !values(kg, &co2e, &outside) {
			return // a number does not fit
		}
		for j := range kg {
			a := direct.Emissions.At(j)
			require.Equal(t, a.Gas, outputs[j].Gas, form)
			require.Equal(t, a.GWP, outputs[j].Basis, form)
			require.True(t, a.Kg.Equal(kg[j].Decimal()), "%s: %s is %s, want %s", form, a.Gas, kg[j], a.Kg)
		}
		require.True(t, direct.CO2e.Kg().Equal(co2e.Decimal()), "%s: CO2e is %s, want %s", form, co2e, direct.CO2e)
		require.True(t, direct.NonKyoto.Kg().Equal(outside.Decimal()), "%s: outside the basket %s, want %s", form, outside, direct.NonKyoto)
	}
	for name, of := range map[string]*derive.Kind{"kind": k, "slim": k.Slim()} {
		space := &derive.Space{}
		require.True(t, of.Holds(amounts, space), name)
		same(name, func(kg []num.Num, co2e, outside *num.Num) bool { return of.Values(i, space, kg, co2e, outside) })
	}
	if fast, ok := k.Fast(); ok {
		require.True(t, fast.Holds(amounts))
		same("fast", func(kg []num.Num, co2e, outside *num.Num) bool { return fast.Values(i, amounts, kg, co2e, outside) })
		if single, ok := fast.Single(); ok {
			require.Equal(t, len(outputs), single.Outputs())
			same("single", func(kg []num.Num, co2e, outside *num.Num) bool { return single.Values(&amounts[0], kg, co2e, outside) })
		}
	}
	if rounded, ok := k.Rounded(); ok {
		require.Equal(t, len(outputs), rounded.Outputs())
		same("rounded", func(kg []num.Num, co2e, _ *num.Num) bool { return rounded.Values(&amounts[0], kg, co2e) })
	}
	run, added := k.NewSums(), k.NewSums()
	adder := k.Adder(added, &derive.Space{})
	for range 2 {
		require.True(t, k.Run(amounts, run, &derive.Space{}))
		require.True(t, adder.Add(amounts))
	}
	require.Equal(t, k.Emissions(i, &run[i]), k.Emissions(i, &added[i]), "an adder")
	product, monomial := k.Times(i, &run[i])
	times, also := k.Times(i, &added[i])
	require.Equal(t, monomial, also)
	require.True(t, product.Equal(times), "an adder's product is %s, want %s", times, product)
}

// TestShortForms runs every program with one amount, the other one being a constant: the short form that is made without the
// kind is that of the kind, and gives the numbers of the calculation.
func TestShortForms(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	singles, rounds := 0, 0
	for name, steps := range programs {
		a := given(steps, d("300"), d("7"))
		notes := &record.Recorder{}
		results, err := a.Calculate(basis().Recording(notes))
		require.NoError(t, err)
		l := derive.Recorded{Amounts: []decimal.Decimal{a.A.Value}, Results: results, Recorder: notes, GWP: basis().GWP}
		k, reason := derive.Record(l)
		var form derive.ShortForm
		require.False(t, form.Given(), name)
		has := derive.ShortFormOf(&l, &form)
		if k == nil {
			require.NotEmpty(t, reason)
			require.False(t, has, name)
			continue
		}
		if has {
			require.True(t, form.Given(), name)
			if form.Rounded != nil {
				of, ok := k.Rounded()
				require.True(t, ok, name)
				require.Equal(t, of, *form.Rounded, name)
				require.Equal(t, of.Touch(), form.Rounded.Touch(), name)
				rounds++
			} else {
				fast, ok := k.Fast()
				require.True(t, ok, name)
				of, ok := fast.Single()
				require.True(t, ok, name)
				require.Equal(t, of, form.Single, name)
				singles++
			}
		}
		for range 50 {
			other := given(steps, short(rng), d("7"))
			direct, err := other.Calculate(basis())
			if err != nil {
				continue
			}
			amounts := numbers(t, other.A.Value)
			if !k.Holds(amounts, &derive.Space{}) {
				continue
			}
			for i := range direct {
				sameValues(t, k, i, amounts, &direct[i])
			}
		}
	}
	require.Positive(t, singles)
	require.Positive(t, rounds)
}

func receipt(t testing.TB, r ghg.Result) string {
	t.Helper()
	text, err := r.Receipt()
	require.NoError(t, err)
	return string(text)
}

// add adds the emissions and CO2e of the i-th result of a line.
func add(sums map[string]decimal.Decimal, i int, r *ghg.Result) {
	for a := range r.Emissions.All() {
		key := fmt.Sprint(i, a.Gas, a.GWP)
		sums[key] = sums[key].Add(a.Kg)
	}
	inside, outside := fmt.Sprint(i, "inside"), fmt.Sprint(i, "outside")
	sums[inside], sums[outside] = sums[inside].Add(r.CO2e.Kg()), sums[outside].Add(r.NonKyoto.Kg())
}

// short returns a number as activities have them.
func short(rng *rand.Rand) decimal.Decimal {
	return decimal.New(rng.Int64N(2_000_000)+1, -int32(rng.IntN(5)))
}

// wild returns a number of any sign, size and length up to 77 digits.
func wild(rng *rand.Rand) decimal.Decimal {
	n := decimal.New(rng.Int64N(1e18), int32(rng.IntN(80)-40))
	switch rng.IntN(8) {
	case 0:
		return decimal.Decimal{}
	case 1:
		return n.Neg()
	case 2:
		return n.Mul(decimal.New(rng.Int64N(1e18), -20)).Mul(decimal.New(rng.Int64N(1e18), 0))
	case 3:
		return decimal.New(rng.Int64N(1e6), int32(rng.IntN(400)-200))
	}
	return n
}

// Whatever a method makes of its amounts, a line that is run has the results of its own calculation, and the sums are those
// of the results.
func TestRunIsResults(t *testing.T) {
	for name := range programs {
		t.Run(name, func(t *testing.T) {
			rng := rand.New(rand.NewPCG(7, uint64(len(name))))
			assert.Greater(t, tried(t, name, rng, 300, short), 25)
			tried(t, name, rng, 200, wild)
		})
	}
}

// FuzzRun compares Run's sums with those of the decimals of Results, and both with the calculation.
func FuzzRun(f *testing.F) {
	names := []string{}
	for name := range programs {
		names = append(names, name)
	}
	slices.Sort(names)
	for i := range names {
		f.Add(uint8(i), uint64(i), uint8(12), i%2 == 0)
	}
	f.Fuzz(func(t *testing.T, program uint8, seed uint64, count uint8, long bool) {
		amount := short
		if long {
			amount = wild
		}
		tried(t, names[int(program)%len(names)], rand.New(rand.NewPCG(seed, 1)), int(count%32), amount)
	})
}

// A product or a sum of more than 256 bits does not run; its results are those of the calculation.
func TestOverflowFallsBack(t *testing.T) {
	long := decimal.New(1, 0).Add(decimal.New(1, -60)) // 61 digits
	for name, c := range map[string]struct{ a, b decimal.Decimal }{
		"product of two amounts": {long, long},
		"sum":                    {decimal.New(1, 60), decimal.New(1, -60)},
		"difference":             {decimal.New(1, 60), decimal.New(1, -60)},
		"quotient":               {decimal.New(1, 0).Add(decimal.New(1, -76)), long},
		"compared":               {decimal.New(1, 60), decimal.New(1, -60)},
		"two results":            {decimal.New(1, 0), decimal.New(1, -80)},
	} {
		k, reason := recorded(t, given(programs[name], d("300"), d("200")))
		require.Empty(t, reason)
		amounts := numbers(t, c.a, c.b)
		sums := k.NewSums()
		assert.False(t, k.Run(amounts, sums, &derive.Space{}), name)
		assert.Equal(t, k.NewSums(), sums, "the sums are as they were")
		results, err := k.Results(derive.Line{ID: "id", Entity: "entity", Site: "site", Amounts: derive.AmountsOf(amounts), Texts: []string{"item-0-", "item-1-"}})
		if err == nil {
			direct, err := given(programs[name], c.a, c.b).Calculate(basis())
			require.NoError(t, err)
			assert.True(t, derive.Same(&results[0], &direct[0]), name)
		}
	}
	k, _ := recorded(t, given(programs["product"], d("1"), d("1")))
	assert.False(t, k.Holds(numbers(t, decimal.New(1, 101), d("1")), &derive.Space{}), "an exponent beyond the bound")
	assert.False(t, k.Holds(numbers(t, decimal.New(1, -101), d("1")), &derive.Space{}))
	assert.True(t, k.Holds(numbers(t, decimal.New(1, 100), d("1")), &derive.Space{}))
	assert.False(t, k.Holds(numbers(t, d("1")), &derive.Space{}), "another count of amounts")
	for _, l := range []derive.Line{{}, {Amounts: derive.AmountsOf(numbers(t, d("1"), d("1")))}, {Amounts: derive.AmountsOf(numbers(t, d("-1"), d("1"))), Texts: []string{"", ""}}} {
		_, err := k.Results(l)
		require.ErrorIs(t, err, derive.ErrOther)
	}
	assert.Equal(t, []any{1, 2, 2, "AR6"}, []any{k.Len(), k.Amounts(), k.Texts(), k.GWP().Name()})
	assert.Equal(t, "id", k.Head(0).ID)
}

// Amounts are kept short if they are, and long otherwise.
func TestAmounts(t *testing.T) {
	long := d("12345678901234567890.123456789012345678901")
	for _, list := range [][]decimal.Decimal{{}, {d("1.50")}, {d("1"), d("-2e3"), d("0.001")}, {d("1"), d("2"), d("3"), d("4")}, {long}, {d("1"), long}} {
		given := numbers(t, list...)
		a := derive.AmountsOf(given)
		require.Equal(t, len(list), a.Len())
		assert.Equal(t, given, a.AppendTo([]num.Num{}))
		for i := range given {
			assert.Equal(t, given[i], a.At(i))
			given[i] = num.Num{}
		}
		for i := range list {
			n := a.At(i)
			assert.Equal(t, list[i].String(), n.Decimal().String(), "they share no list")
		}
	}
}

// reasons are calculations of which no other line can share the derivation, by why.
var reasons = map[string][]func(*method.Calc, *line) (ghg.Results, error){
	"it asks": {single(func(c *method.Calc, a *line) {
		c.Apart("it asks")
		c.Apart("again")
		c.Emit("gas", of("a", a.A), ghg.CO2)
	})},
	"a number has more than 256 bits": {
		single(func(c *method.Calc, a *line) { c.Emit("gas", of("a", a.A).Times("x", long(80), ""), ghg.CO2) }),
		single(func(c *method.Calc, a *line) {
			c.Emit("gas", of("a", a.A).Times("x", long(60), "").Times("y", long(60), ""), ghg.CO2)
		}),
		single(func(c *method.Calc, a *line) {
			c.Emit("gas", of("a", a.A).Per("x", long(60), "").Per("y", long(60), ""), ghg.CO2)
		}),
		single(func(c *method.Calc, a *line) {
			_, err := c.Compare(of("a", a.A), method.Of("limit", kg(long(80))))
			c.Fail(err)
			c.Emit("gas", of("a", a.A), ghg.CO2)
		}),
		func(c *method.Calc, a *line) (ghg.Results, error) {
			results, err := programs["product"](c, a)
			results[0].Weights[0].GWP = long(80)
			return results, err
		},
	},
	"a comparison belongs to no result": {func(c *method.Calc, a *line) (ghg.Results, error) {
		c.Emit("gas", of("a", a.A), ghg.CO2)
		results, err := c.Results()
		if _, err := c.Compare(of("a", a.A), of("b", a.B)); err != nil {
			return nil, err
		}
		return results, err
	}},
	"a comparison is of the steps of another result": {func(c *method.Calc, a *line) (ghg.Results, error) {
		x := c.Evaluate("x", of("a", a.A).Times("two", d("2"), ""))
		c.Emit("gas", x, ghg.CO2)
		first, err := c.Result(method.Part{Name: "first"})
		if err != nil {
			return nil, err
		}
		c = c.Next()
		c.Emit("gas", of("b", a.B), ghg.CO2)
		if _, err := c.Compare(x, of("b", a.B)); err != nil {
			return nil, err
		}
		second, err := c.Result(method.Part{Name: "second"})
		return ghg.Results{first, second}, err
	}},
	"an amount is also the smallest or largest of several": {single(func(c *method.Calc, a *line) {
		least := c.Min("least", of("a", a.A), of("b", a.B))
		c.Outstanding(units.New(least.Amount().Value, least.Unit()))
		c.Emit("gas", least, ghg.CO2)
	})},
	"a text holds two texts of the activity": {
		single(func(c *method.Calc, a *line) {
			c.Note("both", a.Item+" and "+a.Other)
			c.Emit("gas", of("a", a.A), ghg.CO2)
		}),
		single(func(c *method.Calc, a *line) {
			c.Note("twice", a.Item+" and "+a.Item)
			c.Emit("gas", of("a", a.A), ghg.CO2)
		}),
	},
	"a text of the activity is a name in the result": {
		single(func(c *method.Calc, a *line) {
			c.Note(a.Item, "text")
			c.Emit("gas", of("a", a.A), ghg.CO2)
		}),
		func(c *method.Calc, a *line) (ghg.Results, error) {
			c.Emit("gas", of("a", a.A), ghg.CO2)
			r, err := c.Result(method.Part{Name: "of " + a.Item})
			return ghg.Results{r}, err
		},
	},
	"a text holds an amount and a text of the activity": {single(func(c *method.Calc, a *line) {
		c.Note("both", c.Words(a.A, " of ", a.Item))
		c.Emit("gas", of("a", a.A), ghg.CO2)
	})},
	"two texts with amounts are the same": {single(func(c *method.Calc, a *line) {
		c.Note("a", c.Words(a.A))
		c.Note("b", c.Words(a.B))
		c.Emit("gas", of("a", a.A), ghg.CO2)
	})},
}

// long returns a number with as many digits.
func long(digits int) decimal.Decimal { return decimal.New(1, int32(digits-1)).Add(decimal.New(1, 0)) }

func TestReasons(t *testing.T) {
	for want, list := range reasons {
		for i, steps := range list {
			k, reason := recorded(t, given(steps, d("200"), d("200")))
			assert.Nil(t, k, "%s %d", want, i)
			assert.Equal(t, want, reason, "%d", i)
		}
	}
	_, reason := derive.Record(derive.Recorded{Recorder: &record.Recorder{}})
	assert.Equal(t, "the calculation is not one of package method", reason)
}

// The amounts of claims and covers are those of the line.
func TestClaims(t *testing.T) {
	steps := func(c *method.Calc, a *line) (ghg.Results, error) {
		results, err := programs["sum"](c, a)
		if err != nil {
			return nil, err
		}
		r := &results[0]
		r.Covers = []ghg.Cover{{Instrument: "i", First: 1, Last: 1, Energy: method.AmountOf(a.A)}}
		r.Claims = []ghg.Claim{{Instrument: "i", Volume: method.AmountOf(a.B), Whole: method.AmountOf(a.A), Used: ghg.Amount{Value: r.Steps[0].Value, Unit: "kg"}}}
		r.Factors = []ghg.FactorRecord{{ID: "f"}}
		return results, nil
	}
	k, reason := recorded(t, given(steps, d("3"), d("4")))
	require.Empty(t, reason)
	a := given(steps, d("5"), d("6.5"))
	results, err := k.Results(derive.Line{ID: a.ID, Entity: a.Entity, Site: a.Site, Amounts: derive.AmountsOf(numbers(t, d("5"), d("6.5"))), Texts: []string{a.Item, a.Other}})
	require.NoError(t, err)
	direct, err := a.Calculate(basis())
	require.NoError(t, err)
	assert.True(t, derive.Same(&results[0], &direct[0]))
	assert.Equal(t, "11.5 kg", results[0].Claims[0].Used.String())
}

// A result of which no step emits, and one whose constants are of more than 256 bits once they are multiplied, are run, but
// are no product of the amounts alone.
func TestProductsOfLongConstants(t *testing.T) {
	k, reason := recorded(t, given(single(func(c *method.Calc, a *line) { c.Evaluate("x", of("a", a.A)) }), d("1"), d("1")))
	require.Empty(t, reason)
	sums := k.NewSums()
	require.True(t, k.Run(numbers(t, d("2"), d("2")), sums, &derive.Space{}))
	assert.Empty(t, k.Emissions(0, &sums[0]))
	for _, steps := range []func(c *method.Calc, a *line){
		func(c *method.Calc, a *line) {
			x := c.Evaluate("x", of("a", a.A).Times("long", long(50), ""))
			c.Emit("gas", x.Times("long", long(50), ""), ghg.CO2)
		},
		func(c *method.Calc, a *line) { c.Emit("gas", of("a", a.A).Times("long", long(77), ""), ghg.SF6) },
		func(c *method.Calc, a *line) {
			c.Emit("gas", of("a", a.A).Times("long", long(77), ""), ghg.CO2)
			c.Emit("more", of("a", a.A).Times("long", decimal.New(7, -70), ""), ghg.CO2)
		},
		func(c *method.Calc, a *line) {
			c.Emit("gas", of("a", a.A).Per("b", a.B.Value, "").Per("long", long(77), ""), ghg.CO2)
		},
	} {
		k, reason := recorded(t, given(single(steps), d("1"), d("3")))
		require.Empty(t, reason)
		sums := k.NewSums()
		amounts := numbers(t, d("12345"), d("30"))
		assert.False(t, k.Run(amounts, sums, &derive.Space{}))
		_, err := k.Results(derive.Line{ID: "x", Amounts: derive.AmountsOf(amounts), Texts: []string{"x", "y"}})
		require.NoError(t, err, "decimals have no such limit")
	}
}

// A caveat that becomes the same as another is recorded once, so the line is of another kind.
func TestCaveatsThatBecomeOne(t *testing.T) {
	k, reason := recorded(t, given(single(func(c *method.Calc, a *line) {
		c.Caveat(ghg.Assumption, a.Item)
		c.Caveat(ghg.Assumption, a.Other)
		c.Emit("gas", of("a", a.A), ghg.CO2)
	}), d("1"), d("1")))
	require.Empty(t, reason)
	amounts := derive.AmountsOf(numbers(t, d("1"), d("1")))
	_, err := k.Results(derive.Line{ID: "a", Amounts: amounts, Texts: []string{"x", "y"}})
	require.NoError(t, err)
	_, err = k.Results(derive.Line{ID: "a", Amounts: amounts, Texts: []string{"x", "x"}})
	require.ErrorIs(t, err, derive.ErrOther)
}

// times returns a change of the constants of a program.
func times(by decimal.Decimal) func(ghg.Result) (ghg.Result, error) {
	return func(r ghg.Result) (ghg.Result, error) {
		r = r.Clone()
		for i := range r.Steps {
			s := &r.Steps[i]
			for j := range s.Terms {
				switch t := &s.Terms[j]; t.Kind {
				case ghg.TermConstant:
					t.Value = t.Value.Mul(by)
				case ghg.TermStep:
					t.Value = r.Steps[t.Step-1].Value
				}
			}
			var err error
			if s.Value, err = s.Evaluate(); err != nil {
				return r, err
			}
		}
		return r, nil
	}
}

// The sums of lines are those of the kind with other constants if every result is a product of the same amounts; lines of
// another kind are run again, with the results of the other constants.
func TestWith(t *testing.T) {
	for name, adopts := range map[string]bool{"product": true, "product of two amounts": true, "two products": false, "sum": false, "quotient": false, "compared": false} {
		k, reason := recorded(t, given(programs[name], d("300"), d("200")))
		require.Empty(t, reason)
		sums, space := k.NewSums(), &derive.Space{}
		for _, a := range []string{"301", "12.5", "400"} {
			require.True(t, k.Run(numbers(t, d(a), d("150")), sums, space), "%s %s", name, a)
		}
		twice, err := k.With(times(d("2")))
		require.NoError(t, err)
		adopted, ok := twice.Adopt(k, sums)
		require.Equal(t, adopts, ok, name)
		again := twice.NewSums()
		for _, a := range []string{"301", "12.5", "400"} {
			require.True(t, twice.Run(numbers(t, d(a), d("150")), again, space))
		}
		if adopts {
			assert.Equal(t, twice.Emissions(0, &again[0]), twice.Emissions(0, &adopted[0]))
		}
		before, after := k.Emissions(0, &sums[0]), twice.Emissions(0, &again[0])
		assert.True(t, after[0].Kg.GreaterThan(before[0].Kg), "the constants are twice as large")
	}
	k, _ := recorded(t, given(programs["sum"], d("300"), d("200")))
	fails := errors.New("no")
	for want, change := range map[error]func(ghg.Result) (ghg.Result, error){
		fails:           func(r ghg.Result) (ghg.Result, error) { return r, fails },
		derive.ErrOther: func(r ghg.Result) (ghg.Result, error) { r.Steps = r.Steps[:1]; return r, nil },
	} {
		_, err := k.With(change)
		require.ErrorIs(t, err, want)
	}
	for _, change := range []func(*ghg.Step){
		func(s *ghg.Step) { s.Terms = s.Terms[:1] },
		func(s *ghg.Step) { s.Terms[1] = ghg.Term{Kind: ghg.TermConstant, Value: long(90)} },
	} {
		_, err := k.With(func(r ghg.Result) (ghg.Result, error) {
			r = r.Clone()
			change(&r.Steps[len(r.Steps)-1])
			return r, nil
		})
		require.ErrorIs(t, err, derive.ErrOther)
	}
}

// A part has the results that are kept, each with its numbers, and takes over the sums of those alone.
func TestPart(t *testing.T) {
	steps := func(c *method.Calc, a *line) (ghg.Results, error) {
		c.Emit("gas", of("a", a.A), ghg.CO2)
		first, err := c.Result(method.Part{Name: "first"})
		if err != nil {
			return nil, err
		}
		c = c.Next()
		c.Purchase(a.Item, a.Other, a.A)
		c.Emit("more", of("b", a.B).Times("share", d("0.25"), ""), ghg.CH4)
		second, err := c.Result(method.Part{Name: "second"})
		return ghg.Results{first, second}, err
	}
	k, reason := recorded(t, given(steps, d("300"), d("200")))
	require.Empty(t, reason)
	sums := k.NewSums()
	require.True(t, k.Run(numbers(t, d("3"), d("8")), sums, &derive.Space{}))

	part, err := k.Part(func(r ghg.Result) (ghg.Result, bool, error) {
		if r.Part == "first" {
			return r, false, nil
		}
		r, err := times(d("10"))(r)
		r.Purchase = ghg.Purchase{}
		return r, true, err
	})
	require.NoError(t, err)
	require.Equal(t, 1, part.Len())
	assert.Equal(t, "second", part.Head(0).Part)
	adopted, ok := part.Adopt(k, sums)
	require.True(t, ok)
	emissions := part.Emissions(0, &adopted[0])
	require.Len(t, emissions, 1)
	assert.Equal(t, []string{"CH4", "20"}, []string{string(emissions[0].Gas), emissions[0].Kg.String()}, "8 kg × 0.25 × 10")

	results, err := part.Results(derive.Line{ID: "id", Amounts: derive.AmountsOf(numbers(t, d("3"), d("8"))), Texts: []string{"item", "supplier"}})
	require.NoError(t, err)
	require.Len(t, results, 1)
	assert.Equal(t, ghg.Purchase{}, results[0].Purchase, "the texts and the amount of a purchase that the change took away are not written into it")

	fails := errors.New("no")
	for _, keep := range []bool{true, false} {
		_, err := k.Part(func(r ghg.Result) (ghg.Result, bool, error) { return r, keep, fails })
		require.ErrorIs(t, err, fails, "an error is one, whether the result is kept or not")
	}
	_, err = k.Part(func(r ghg.Result) (ghg.Result, bool, error) { r.Steps = nil; return r, true, nil })
	require.ErrorIs(t, err, derive.ErrOther)
}

// The results of the unit line, times the product of the amounts, are those of the lines.
func TestUnit(t *testing.T) {
	for _, name := range []string{"product", "product of two amounts", "published as CO2e", "sum", "divided by a constant"} {
		k, reason := recorded(t, given(programs[name], d("-300"), d("-200")))
		if name == "published as CO2e" || name == "divided by a constant" {
			k, reason = recorded(t, given(programs[name], d("300"), d("200")))
		}
		require.Empty(t, reason)
		unit := k.Unit()
		results, err := k.Results(unit)
		if name == "sum" {
			assert.NoError(t, err)
		}
		sums := k.NewSums()
		at, holds := k.Times(0, &sums[0])
		if !holds {
			assert.Zero(t, at)
			continue
		}
		require.NoError(t, err)
		sign := int64(-1)
		if name == "published as CO2e" || name == "divided by a constant" {
			sign = 1
		}
		require.True(t, k.Run(numbers(t, decimal.New(3*sign, 0), decimal.New(5*sign, 0)), sums, &derive.Space{}))
		require.True(t, k.Run(numbers(t, decimal.New(2*sign, 0), decimal.New(7*sign, 0)), sums, &derive.Space{}))
		at, _ = k.Times(0, &sums[0])
		want := k.Emissions(0, &sums[0])
		// A constant that is a quotient is rounded for every line.
		off := want[0].CO2e.Kg().Sub(results[0].CO2e.Kg().Mul(at)).Abs()
		assert.True(t, off.LessThanOrEqual(want[0].CO2e.Kg().Abs().Shift(-30)), name)
	}
}

// Same tells results apart by everything that a receipt holds.
func TestSame(t *testing.T) {
	results, err := given(programs["records"], d("3"), d("4")).Calculate(basis())
	require.NoError(t, err)
	a := results[0]
	a.Claims, a.Covers = []ghg.Claim{{Instrument: "i"}}, []ghg.Cover{{Instrument: "i"}}
	a.Factors, a.Properties = []ghg.FactorRecord{{ID: "f"}}, []ghg.PropertyRecord{{ID: "p"}}
	same := a.Clone()
	require.True(t, derive.Same(&a, &same))
	for i, change := range []func(r *ghg.Result){
		func(r *ghg.Result) { r.ID = "x" }, func(r *ghg.Result) { r.Purchase.Spend.Value = d("9") }, func(r *ghg.Result) { r.Outstanding.Unit = "t" },
		func(r *ghg.Result) { r.CO2e = ghg.CO2e{} }, func(r *ghg.Result) { r.Emissions = ghg.Emissions{} }, func(r *ghg.Result) { r.Caveats[0].Detail = "x" },
		func(r *ghg.Result) { r.Notes[0].Value = "x" }, func(r *ghg.Result) { r.Steps[0].Label = "x" }, func(r *ghg.Result) { r.Steps[0].Terms[0].Value = d("9") },
		func(r *ghg.Result) { r.Steps[0].Terms[0].Source = "x" }, func(r *ghg.Result) { r.Weights[0].GWP = d("9") }, func(r *ghg.Result) { r.Factors[0].ID = "x" },
		func(r *ghg.Result) { r.Properties[0].Digest = "x" }, func(r *ghg.Result) { r.Claims[0].Used.Value = d("9") }, func(r *ghg.Result) { r.Claims[0].Market = "x" },
		func(r *ghg.Result) { r.Covers[0].Energy.Value = d("9") }, func(r *ghg.Result) { r.Covers[0].First = 9 }, func(r *ghg.Result) { r.Steps = r.Steps[:1] },
	} {
		other := a.Clone()
		change(&other)
		assert.False(t, derive.Same(&a, &other), i)
	}
}

// TestFormsRefuse requires that short forms refuse lines of another kind and numbers that do not fit.
func TestFormsRefuse(t *testing.T) {
	singles, rounds := 0, 0
	for _, steps := range programs {
		a := given(steps, d("300"), d("7"))
		notes := &record.Recorder{}
		results, err := a.Calculate(basis().Recording(notes))
		require.NoError(t, err)
		l := derive.Recorded{Amounts: []decimal.Decimal{a.A.Value}, Results: results, Recorder: notes, GWP: basis().GWP}
		k, _ := derive.Record(l)
		if k == nil {
			continue
		}
		assert.False(t, k.Dateless(), "a method of one's own may look at its period")
		at := k.At(ghg.CalendarYear(2025))
		assert.Equal(t, "2025", at.Head(0).Period.String())
		assert.Equal(t, "2024", k.Head(0).Period.String())
		bad := numbers(t, d("-1"), decimal.New(1, 101), decimal.New(1, -101), decimal.New(1, 60).Add(decimal.New(1, 0)))
		kg := make([]num.Num, 4)
		var co2e, outside num.Num
		if fast, ok := k.Fast(); ok {
			assert.False(t, fast.Holds(nil))
			assert.False(t, fast.Holds(bad[:1]))
			assert.False(t, fast.Holds(bad[1:2]))
			if single, ok := fast.Single(); ok {
				singles++
				for i := range 3 {
					assert.False(t, single.Values(&bad[i], kg[:single.Outputs()], &co2e, &outside))
				}
			}
		}
		if rounded, ok := k.Rounded(); ok {
			rounds++
			for i := range 3 {
				assert.False(t, rounded.Values(&bad[i], kg[:rounded.Outputs()], &co2e))
			}
		}
		recorded := l
		recorded.Amounts = append(recorded.Amounts, a.B.Value)
		ok := derive.ShortFormOf(&recorded, new(derive.ShortForm))
		assert.False(t, ok, "two amounts")
	}
	assert.Positive(t, singles)
	assert.Positive(t, rounds)
}

// TestFormsThatAreNotShort requires that what is too long for a short form, or of another form, has none, and gives the numbers
// of the calculation all the same.
func TestFormsThatAreNotShort(t *testing.T) {
	long := d("1234567890123456789012345")
	for name, c := range map[string]struct {
		short bool
		steps func(c *method.Calc, a *line)
	}{
		"one gas twice": {false, func(c *method.Calc, a *line) {
			c.Emit("gas", of("a", a.A), ghg.CO2)
			c.Emit("more", of("a", a.A).Times("x", d("2"), ""), ghg.CO2)
		}},
		"a long constant": {false, func(c *method.Calc, a *line) { c.Emit("gas", of("a", a.A).Times("x", long, ""), ghg.CO2) }},
		"a long total": {false, func(c *method.Calc, a *line) {
			c.Emit("gas", of("a", a.A).Times("x", d("900000000000000001"), ""), ghg.CH4)
		}},
		"a long divisor":  {false, func(c *method.Calc, a *line) { c.Emit("gas", of("a", a.A).Per("x", long, ""), ghg.CO2) }},
		"divided outside": {false, func(c *method.Calc, a *line) { c.Release("leak", of("a", a.A).Per("x", d("7"), ""), "R-22") }},
		"outside":         {true, func(c *method.Calc, a *line) { c.Release("leak", of("a", a.A), "R-22") }},
		"no amount":       {false, func(c *method.Calc, a *line) { c.Emit("gas", of("b", a.B), ghg.CO2) }},
		"other CO2e published": {false, func(c *method.Calc, a *line) {
			c.EmitCO2e("x", method.Of("a", units.New(a.A.Value, units.MustUnit("kg CO2e"))), ghg.CH4, "AR4")
		}},
		"no potential": {true, func(c *method.Calc, a *line) { c.Emit("gas", of("a", a.A).Per("x", d("7"), ""), ghg.CO2Biogenic) }},
	} {
		t.Run(name, func(t *testing.T) {
			a := given(single(c.steps), d("300"), d("7"))
			notes := &record.Recorder{}
			results, err := a.Calculate(basis().Recording(notes))
			require.NoError(t, err)
			l := derive.Recorded{Amounts: []decimal.Decimal{a.A.Value}, Results: results, Recorder: notes, GWP: basis().GWP}
			var form derive.ShortForm
			ok := derive.ShortFormOf(&l, &form)
			require.Equal(t, c.short, ok)
			k, reason := derive.Record(l)
			require.NotNil(t, k, reason)
			for _, amount := range []decimal.Decimal{d("12.5"), decimal.New(1, 60).Add(decimal.New(1, 0)), d("0.001")} {
				direct, err := given(single(c.steps), amount, d("7")).Calculate(basis())
				require.NoError(t, err)
				amounts := numbers(t, amount)
				if k.Holds(amounts, &derive.Space{}) {
					sameValues(t, k, 0, amounts, &direct[0])
				}
				if kg := make([]num.Num, form.Single.Outputs()); ok && form.Rounded == nil {
					var co2e, outside num.Num
					if form.Single.Values(&amounts[0], kg, &co2e, &outside) {
						require.True(t, direct[0].NonKyoto.Kg().Equal(outside.Decimal()))
					}
				}
			}
		})
	}
}
