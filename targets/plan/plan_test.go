package plan_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/module"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// 80 − 50 = 30 t are needed. The cheap measure gives 20 t, the dear one 10 of its 40 t: 1,000 + 8,000 ÷ 4 = 3,000 JPY.
func TestTwoMeasures(t *testing.T) {
	p, err := portfolio(abates("dear", "40", "8000"), abates("cheap", "20", "1000")).LeastCost(target())
	require.NoError(t, err)
	scales(t, p, "1", "0.25")
	assert.True(t, p.Reached)
	equal(t, "3000", p.Cost.Value, "The cost")
	bound, ok := p.LowerBound.Get()
	require.True(t, ok)
	equal(t, "3000", bound.Value, "The lower bound")
	row := last(p)
	equalTonnes(t, "80", row.Trend, "The baseline")
	equalTonnes(t, "50", row.After, "What is left")
	equalTonnes(t, "0", row.Gap, "The gap")
	require.Len(t, p.Levers, 2)
	assert.Equal(t, ghg.Scope1, p.Levers[0].Scope)
	equalTonnes(t, "20", p.Levers[0].Steps[1].Amount, "The cheap measure")
	equalTonnes(t, "10", p.Levers[1].Steps[1].Amount, "The dear measure")
	require.Len(t, p.Spending, 1)
	equal(t, "3000", p.Spending[0].Capex.Value, "The CAPEX of 2026")
	require.Len(t, p.Years, 2)
	equalTonnes(t, "15", p.Years[0].Gap, "The gap of 2025, no milestone: 90 − 75")
}

// A third of 30 t is needed, and 0.333333 abates too little: the last place is rounded up.
func TestRoundingReachesTheTarget(t *testing.T) {
	p, err := portfolio(abates("a", "30", "300")).LeastCost(allowing("0.3"))
	require.NoError(t, err)
	scales(t, p, "0.333334")
	equalTonnes(t, "69.99998", last(p).After, "What is left")
	equal(t, "100.0002", p.Cost.Value, "The cost")

	// 100 JPY pay for exactly a third, and no scale of six places is both within the budget and enough.
	tight := portfolio(abates("a", "30", "300"))
	tight.Budgets = []plan.Budget{{Year: 2026, Limit: yen("100")}}
	_, err = tight.LeastCost(allowing("0.3"))
	require.ErrorIs(t, err, plan.ErrNotFound)
	var missed *plan.UnreachedError
	require.ErrorAs(t, err, &missed)
	assert.False(t, missed.Closest.Reached)
	equalTonnes(t, "0.00001", last(missed.Closest).Gap, "The gap")
}

// Two halves of 80 t leave 20 t, not 0. 30 t may be left: 80 × 0.5 × (1 − 0.5 × 0.5). The cost is 1,000 + 4,000 ÷ 2. If halves
// added up, 10 of the second 40 t would do: 2,000.
func TestSharesOverlap(t *testing.T) {
	p := portfolio(cuts("a", "0.5", "1000"), cuts("b", "0.5", "4000"))
	both, err := p.Evaluate(allowing("0.7"), []plan.Choice{{"a", d("1")}, {"b", d("1")}})
	require.NoError(t, err)
	equalTonnes(t, "20", last(both).After, "What two halves leave")
	equalTonnes(t, "40", both.Levers[0].Steps[1].Amount, "The first half")
	equalTonnes(t, "20", both.Levers[1].Steps[1].Amount, "The second half")
	assert.False(t, both.LowerBound.Defined())

	found, err := p.LeastCost(allowing("0.7"))
	require.NoError(t, err)
	assert.True(t, found.Reached)
	equal(t, "1", found.Choices[0].Scale, "The scale of a")
	rounded(t, "0.5000", found.Choices[1].Scale, "The scale of b")
	rounded(t, "3000", found.Cost.Value, "The cost")
	bound, _ := found.LowerBound.Get()
	equal(t, "2000", bound.Value, "The lower bound")
	solver := found.Assumptions[6]
	assert.Equal(t, plan.AssumedSolver, solver.Kind)
	assert.Contains(t, solver.Text, "a cheaper plan may exist")

	// All of both leave 20 t: 19 t are out of reach, though the linear form, 40 + 40, does not exclude them.
	_, err = p.LeastCost(allowing("0.81"))
	require.ErrorIs(t, err, plan.ErrNotFound)
	var missed *plan.UnreachedError
	require.ErrorAs(t, err, &missed)
	equalTonnes(t, "1", last(missed.Closest).Gap, "The gap")
}

// 20 + 20 t, of which 5 t twice: 35 t. With an overlap at scales below 1, of 5 t × the smaller scale.
func TestStatedOverlap(t *testing.T) {
	p := portfolio(abates("a", "20", "1000"), abates("b", "20", "4000"))
	p.Overlaps = []plan.Overlap{{Measures: [2]string{"b", "a"}, Amount: tonnes("5")}}
	for scale, want := range map[string]string{"1": "45", "0.5": "52.5", "0": "60"} { // 80 − 20 − 20 s + 5 s
		e, err := p.Evaluate(target(), []plan.Choice{{"a", d("1")}, {"b", d(scale)}})
		require.NoError(t, err)
		equalTonnes(t, want, last(e).After, "What is left at "+scale)
	}
	found, err := p.LeastCost(target()) // 30 t: 20 + 15 s = 30
	require.NoError(t, err)
	equal(t, "1", found.Choices[0].Scale, "The scale of a")
	rounded(t, "0.66667", found.Choices[1].Scale, "The scale of b")

	whole := p
	whole.Measures = []plan.Measure{p.Measures[0], p.Measures[1]}
	for i := range whole.Measures {
		whole.Measures[i].Size = plan.Size{Max: d("1"), AllOrNothing: true}
	}
	found, err = whole.LeastCost(target())
	require.NoError(t, err)
	scales(t, found, "1", "1")
	bound, _ := found.LowerBound.Get()
	equal(t, "5000", bound.Value, "The lower bound")
	_, err = whole.LeastCost(allowing("0.56")) // 36 t are out of reach
	require.ErrorIs(t, err, plan.ErrInfeasible)
	assert.ErrorContains(t, err, "2030: 35 t abated, 45 t left, 44 t allowed, gap 1 t")
}

// Measures of 60 and 50 t on a part of 80 t abate 80 t together, and 30 t of them are lost.
func TestAPartAbatesAtMostWhatItEmits(t *testing.T) {
	p := portfolio(abates("a", "60", "-0"), abates("b", "50", "100"))
	e, err := p.Evaluate(target(), []plan.Choice{{"a", d("1")}, {"b", d("1")}})
	require.NoError(t, err)
	equalTonnes(t, "0", last(e).After, "What is left")
	equalTonnes(t, "30", e.Parts[1].Beyond, "What could be abated besides")
	equalTonnes(t, "20", e.Levers[1].Steps[1].Amount, "The second measure")
	found, err := p.LeastCost(allowing("1"))
	require.NoError(t, err)
	scales(t, found, "1", "0.4")

	// Another part emits 40 t more; what a and b abate beyond their part is no help to it.
	p.Baseline.Parts = append(p.Baseline.Parts, plan.Part{Name: "other", Years: []targets.Projection{{Year: 2030, Emissions: tonnes("40")}, {Year: 2025}}})
	_, err = p.LeastCost(allowing("0.7"))
	require.ErrorIs(t, err, plan.ErrInfeasible)
	assert.ErrorContains(t, err, "80 t abated, 40 t left, 30 t allowed, gap 10 t")
}

// 20 t are needed. Pumps alone would cost 50 JPY/t, but with insulation 3,000 for 25 t; solar is 3,500 for 30 t, which is less.
func TestPrerequisite(t *testing.T) {
	pumps := abates("pumps", "20", "1000")
	p := portfolio(pumps, abates("insulation", "5", "2000"), abates("solar", "30", "3500"))
	found, err := p.LeastCost(allowing("0.4"))
	require.NoError(t, err)
	scales(t, found, "0", "1", "0")
	p.Measures[0].Requires = []string{"insulation", "insulation"}
	found, err = p.LeastCost(allowing("0.4"))
	require.NoError(t, err)
	scales(t, found, "0", "0", "0.666667")
	p.Measures[2].Capex = yen("4000") // 133 JPY/t, and 3,000 ÷ 25 = 120
	found, err = p.LeastCost(allowing("0.4"))
	require.NoError(t, err)
	scales(t, found, "0.8", "0.8", "0")
}

// The cheap measure could give all 30 t for 1,500 JPY, but its budget pays for 18 t; 12 t are from the dear one, a year later.
func TestBudget(t *testing.T) {
	dear := abates("dear", "40", "8000")
	dear.Start = 2027
	p := portfolio(abates("cheap", "40", "2000"), dear)
	p.Budgets = []plan.Budget{{Year: 2027, Limit: yen("9000")}, {Year: 2026, Limit: yen("900")}, {Year: 2028, Limit: yen("0")}}
	found, err := p.LeastCost(target())
	require.NoError(t, err)
	scales(t, found, "0.45", "0.3")
	require.Len(t, found.Spending, 3)
	equal(t, "900", found.Spending[0].Capex.Value, "The CAPEX of 2026")
	p.Budgets[0].Limit = yen("2000") // 10 t: 18 + 10 of 30 t
	_, err = p.LeastCost(target())
	require.ErrorIs(t, err, plan.ErrInfeasible)
	assert.ErrorContains(t, err, "28 t abated, 52 t left, 50 t allowed, gap 2 t")
}

// 35 t are needed, each all or nothing: a + c is 35 t for 1,900, b + c 45 t for 2,300, a + b 50 t for 2,400 JPY.
func TestAllOrNothing(t *testing.T) {
	p := portfolio(abates("a", "20", "1000"), abates("b", "30", "1400"), abates("c", "15", "900"))
	for i := range p.Measures {
		p.Measures[i].Size.AllOrNothing = true
	}
	found, err := p.LeastCost(allowing("0.55"))
	require.NoError(t, err)
	scales(t, found, "1", "0", "1")
	equal(t, "1900", found.Cost.Value, "The cost")
	p.Measures[0].Size.Min = d("1") // decided on
	p.Measures[0].Requires = []string{"b"}
	found, err = p.LeastCost(allowing("0.55"))
	require.NoError(t, err)
	scales(t, found, "1", "1", "0")
}

// 35 t are needed, a and b exclude each other: b with a third of c is 1,700, a with c 1,900 JPY.
func TestExclusion(t *testing.T) {
	a := abates("a", "20", "1000")
	a.Excludes = []string{"b"}
	p := portfolio(a, abates("b", "30", "1400"), abates("c", "15", "900"))
	found, err := p.LeastCost(allowing("0.55"))
	require.NoError(t, err)
	scales(t, found, "0", "1", "0.333334")
	_, err = p.LeastCost(allowing("0.66")) // 46 t; b and c are 45
	require.ErrorIs(t, err, plan.ErrInfeasible)
	assert.ErrorContains(t, err, "gap 1 t")
}

// A measure that saves money is taken in full, though 30 t would do.
func TestSavings(t *testing.T) {
	a := abates("a", "40", "1000")
	a.Opex = yen("-150")
	found, err := portfolio(a).LeastCost(target())
	require.NoError(t, err)
	scales(t, found, "1")
	equal(t, "-500", found.Cost.Value, "The cost") // 1,000 − 10 × 150
	a.Size.Max = d("0.9")
	found, err = portfolio(a).LeastCost(target())
	require.NoError(t, err)
	scales(t, found, "0.9")
	found, err = portfolio(abates("a", "40", "1000")).LeastCost(allowing("0.1")) // 90 t, above the baseline
	require.NoError(t, err)
	scales(t, found, "0")
	assert.Empty(t, found.Levers)
}

// 2030 needs 30 t of 80, 2040 70 of 80: the early measure is at its end, and only the late one reaches 2040.
func TestTwoMilestones(t *testing.T) {
	aim := target()
	aim.Milestones = append(aim.Milestones, targets.Milestone{Year: 2040, Reduction: d("0.9")})
	late := abates("late", "80", "8000")
	late.Start, late.Ramp = 2028, []decimal.Decimal{d("0"), d("0.1"), d("0.25"), d("1")}
	late.Lifetime = 20
	p := portfolio(abates("early", "50", "1000"), late)
	p.Baseline.Parts[0].Years = append(p.Baseline.Parts[0].Years, targets.Projection{Year: 2040, Emissions: tonnes("80")})
	found, err := p.LeastCost(aim)
	require.NoError(t, err)
	scales(t, found, "0.25", "0.875") // 2040: 70 ÷ 80; 2030: 80 × 0.25 × 0.875 = 17.5, and 12.5 of 50
}

// 10,000 JPY at the start of 2026 and 1,210 at the end of 2026 and 2027, at 10 %: 10,000 + 1,100 + 1,000. From 2027 on: ÷ 1.1.
func TestPresentValue(t *testing.T) {
	m := abates("a", "40", "10000")
	m.Opex, m.Lifetime = yen("1210"), 2
	p := portfolio(m)
	p.Terms.Rate = targets.Defined(d("0.1"))
	cost := func() money.Amount { return sure(p.Evaluate(target(), []plan.Choice{{"a", d("1")}})).Cost }
	equal(t, "12100", cost().Value, "The cost")
	p.Measures[0].Start = 2027
	equal(t, "11000", cost().Value, "The cost a year later")
	p.Measures[0].Ramp = []decimal.Decimal{d("0"), d("1")} // 11,000 − 1,000, the OPEX of 2027 a year later
	equal(t, "10000", cost().Value, "The cost with a ramp")
}

// The 50 t left in 2030 cost 150,000 JPY at 3,000 JPY/t.
func TestCarbonPriceOfWhatIsLeft(t *testing.T) {
	p, err := portfolio(abates("dear", "40", "8000"), abates("cheap", "20", "1000")).LeastCost(target())
	require.NoError(t, err)
	costs, err := p.AtPrice(yen("3000"))
	require.NoError(t, err)
	require.Len(t, costs, 2)
	equal(t, "270000", costs[0].Cost.Value, "The cost of 2025")
	equal(t, "150000", costs[1].Cost.Value, "The cost of 2030")
	equalTonnes(t, "50", costs[1].Left, "What is left")
	require.ErrorIs(t, second(p.AtPrice(yen("-1"))), ghg.ErrNegative)
	require.ErrorIs(t, second(p.AtPrice(money.Amount{})), ghg.ErrMissing)
	require.ErrorIs(t, second(p.AtPrice(money.MustParse("3 EUR"))), money.ErrMixedCurrency)
	require.ErrorIs(t, second(plan.Plan{}.AtPrice(yen("1"))), ghg.ErrMissing)
}

func TestJSON(t *testing.T) {
	p := portfolio(abates("b", "30", "300"), abates("a", "20", "300"))
	p.Budgets = []plan.Budget{{Year: 2026, Limit: yen("600")}}
	found, err := p.LeastCost(target())
	require.NoError(t, err)
	text, err := json.Marshal(found)
	require.NoError(t, err)
	for _, want := range []string{
		`"discount_rate":"0"`, `"prices":"2024 JPY`, `{"measure":"b","scale":"1"}`, `{"year":2026,"capex":"300 JPY","budget":"600 JPY"}`, `"lower_bound":"300 JPY"`,
		`{"year":2030,"baseline":"80000 kg CO2e","after":"50000 kg CO2e","allowance":"50000 kg CO2e","gap":"0 kg CO2e"}`, `"scope":"scope 1"`, `"kind":"solver"`,
	} {
		assert.Contains(t, string(text), want)
	}
	require.Error(t, second(json.Marshal(plan.Plan{})))
	found, err = p.Evaluate(target(), nil)
	require.NoError(t, err)
	text, err = json.Marshal(found)
	require.NoError(t, err)
	assert.NotContains(t, string(text), "lower_bound")
}

// The version that plans state is the one that is linked.
func TestSolverVersion(t *testing.T) {
	root, err := module.Root()
	require.NoError(t, err)
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	require.NoError(t, err)
	_, version, _ := strings.Cut(plan.Solver, " ")
	assert.Contains(t, string(text), "gonum.org/v1/gonum "+version+"\n")
}

// Of measures of 4.1 t each, all or nothing at one price, eight reach 30 t (32.8 t) and seven do not (28.7 t). The program
// allows 7.3 of them, so every choice of up to seven is tried: 2^8 of eight at most, but of 18 more than the limit.
func TestLimit(t *testing.T) {
	of := func(n int) (plan.Plan, error) {
		var list []plan.Measure
		for i := range n {
			m := abates(string(rune('A'+i)), "4.1", "1000")
			m.Size.AllOrNothing = true
			list = append(list, m)
		}
		return portfolio(list...).LeastCost(target())
	}
	found, err := of(8)
	require.NoError(t, err)
	equal(t, "8000", found.Cost.Value, "The cost of eight")
	_, err = of(18)
	require.ErrorIs(t, err, plan.ErrLimit)
	require.ErrorContains(t, err, "2000")
	require.NotErrorIs(t, err, plan.ErrInfeasible)
	require.NotErrorIs(t, err, plan.ErrNotFound)
}

// The last 0.1 kg cost 10^9 JPY: a gap is never taken because it is cheap to leave.
func TestDearLastTonnes(t *testing.T) {
	p := portfolio(abates("a", "29.9999", "1"), abates("b", "0.0001", "1e9"))
	found, err := p.LeastCost(target())
	require.NoError(t, err)
	scales(t, found, "1", "1")
	p.Measures[0].Amount = tonnes("29.9998")
	require.ErrorIs(t, second(p.LeastCost(target())), plan.ErrInfeasible)
}

// Three measures of 20 t, of which each pair shares 4 t: 60 − 12 = 48 t, and 20 + 16 + 12 in order of name.
func TestThreeOverlaps(t *testing.T) {
	p := portfolio(abates("c", "20", "3000"), abates("a", "20", "1000"), abates("b", "20", "2000"))
	for _, pair := range [][2]string{{"c", "b"}, {"a", "c"}, {"b", "a"}} {
		p.Overlaps = append(p.Overlaps, plan.Overlap{Measures: pair, Amount: tonnes("4")})
	}
	p.Measures[1].Size.Min, p.Measures[2].Size.Min = d("1"), d("0.5")
	p.Budgets = []plan.Budget{{Year: 2030, Limit: yen("1")}}
	found, err := p.LeastCost(allowing("0.68")) // 48 t
	require.NoError(t, err)
	scales(t, found, "1", "1", "1")
	equalTonnes(t, "32", last(found).After, "What is left")
	for i, want := range []string{"20", "16", "12"} {
		equalTonnes(t, want, found.Levers[i].Steps[1].Amount, found.Levers[i].Name)
	}
	found, err = p.LeastCost(allowing("0.6")) // 40 t: 36 + 12 s, as c overlaps with both
	require.NoError(t, err)
	assert.True(t, found.Reached)
	assert.True(t, found.Choices[2].Scale.LessThan(d("0.34")), "The scale of c is %s, want a third.", found.Choices[2].Scale)
}

// Plans that were changed to hold numbers too long to write are refused.
func TestChangedPlansAreRefused(t *testing.T) {
	huge := decimal.New(1, 1<<30)
	for name, change := range map[string]func(*plan.Plan){
		"scale":    func(p *plan.Plan) { p.Choices[0].Scale = huge },
		"cost":     func(p *plan.Plan) { p.Cost.Value = huge },
		"spending": func(p *plan.Plan) { p.Spending[0].Capex.Value = huge },
		"bound":    func(p *plan.Plan) { p.LowerBound = targets.Defined(money.Amount{Value: huge, Currency: "JPY"}) },
	} {
		p, err := portfolio(abates("a", "40", "1000")).LeastCost(target())
		require.NoError(t, err)
		change(&p)
		require.ErrorIs(t, second(p.MarshalJSON()), ghg.ErrOutOfRange, name)
		require.ErrorIs(t, second(p.AtPrice(yen("1"))), ghg.ErrOutOfRange, name)
	}
	p, err := portfolio(abates("a", "40", "1000")).LeastCost(target())
	require.NoError(t, err)
	require.ErrorIs(t, second(p.AtPrice(money.Amount{Value: huge, Currency: "JPY"})), ghg.ErrOutOfRange)
	p.Target.Milestones = nil
	require.ErrorIs(t, second(p.MarshalJSON()), ghg.ErrMissing)
}
