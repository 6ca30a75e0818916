package plan_test

import (
	"strings"
	"testing"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"
)

// Each change of a valid portfolio is refused.
func TestInvalidPortfoliosAreRefused(t *testing.T) {
	type change func(*plan.Portfolio)
	first := func(set func(*plan.Measure)) change { return func(p *plan.Portfolio) { set(&p.Measures[0]) } }
	part := func(set func(*plan.Part)) change { return func(p *plan.Portfolio) { set(&p.Baseline.Parts[0]) } }
	overlap := func(x, y, amount string) change {
		return func(p *plan.Portfolio) {
			p.Overlaps = append(p.Overlaps, plan.Overlap{Measures: [2]string{x, y}, Amount: tonnes(amount)})
		}
	}
	budgets := func(list ...plan.Budget) change { return func(p *plan.Portfolio) { p.Budgets = list } }
	huge := decimal.New(1, 1<<30)
	for name, c := range map[string]struct {
		change change
		kind   error
		want   string
	}{
		"no prices":           {func(p *plan.Portfolio) { p.Terms.Prices.Year = 0 }, ghg.ErrMissing, "price basis"},
		"no rate":             {func(p *plan.Portfolio) { p.Terms.Rate = targets.Optional[decimal.Decimal]{} }, ghg.ErrMissing, "discount rate"},
		"rate of 5":           {func(p *plan.Portfolio) { p.Terms.Rate = targets.Defined(d("5")) }, ghg.ErrOutOfRange, "discount rate"},
		"rate below zero":     {func(p *plan.Portfolio) { p.Terms.Rate = targets.Defined(d("-0.05")) }, ghg.ErrNegative, "discount rate"},
		"huge rate":           {func(p *plan.Portfolio) { p.Terms.Rate = targets.Defined(huge) }, ghg.ErrOutOfRange, "discount rate"},
		"no year":             {func(p *plan.Portfolio) { p.Terms.Year = 0 }, ghg.ErrMissing, "discounted"},
		"no source":           {func(p *plan.Portfolio) { p.Baseline.Source = "" }, ghg.ErrMissing, "source of the baseline"},
		"no parts":            {func(p *plan.Portfolio) { p.Baseline.Parts = nil }, ghg.ErrMissing, "at least one part"},
		"part without a name": {part(func(p *plan.Part) { p.Name = "" }), ghg.ErrMissing, "name of a part"},
		"part twice":          {func(p *plan.Portfolio) { p.Baseline.Parts = append(p.Baseline.Parts, p.Baseline.Parts[0]) }, ghg.ErrMixed, "each name once"},
		"part without years":  {part(func(p *plan.Part) { p.Years = nil }), ghg.ErrMissing, "projected year"},
		"parts of other years": {func(p *plan.Portfolio) {
			p.Baseline.Parts = append(p.Baseline.Parts, plan.Part{Name: "x", Years: []targets.Projection{{Year: 2030}}})
		}, ghg.ErrMixed, "the years of part"},
		"year twice":             {part(func(p *plan.Part) { p.Years[1].Year = 2025 }), ghg.ErrMixed, "each year once"},
		"year of 9999":           {part(func(p *plan.Part) { p.Years[1].Year = 9999 }), ghg.ErrOutOfRange, "1900 to 2200"},
		"negative part":          {part(func(p *plan.Part) { p.Years[1].Emissions = tonnes("-1") }), ghg.ErrNegative, "zero or more"},
		"before the base year":   {part(func(p *plan.Part) { p.Years[0].Year = 2019 }), ghg.ErrOutOfRange, "base year 2020"},
		"no milestone year":      {part(func(p *plan.Part) { p.Years[1].Year = 2029 }), ghg.ErrMissing, "baseline of 2030"},
		"location-based":         {func(p *plan.Portfolio) { p.Baseline.Accounting = ghg.LocationBased }, ghg.ErrMixed, "accounting"},
		"no measures":            {func(p *plan.Portfolio) { p.Measures = nil }, ghg.ErrOutOfRange, "1 to 100"},
		"101 measures":           {func(p *plan.Portfolio) { p.Measures = make([]plan.Measure, 101) }, ghg.ErrOutOfRange, "1 to 100"},
		"measure twice":          {first(func(m *plan.Measure) { m.Name = "b" }), ghg.ErrMixed, "each name once"},
		"measure without a name": {first(func(m *plan.Measure) { m.Name = "" }), ghg.ErrMissing, "a name"},
		"long name":              {first(func(m *plan.Measure) { m.Name = strings.Repeat("x", 2000) }), ghg.ErrOutOfRange, "1000 characters"},
		"measure without a part": {first(func(m *plan.Measure) { m.Part = "" }), ghg.ErrMissing, "part of the baseline"},
		"unknown part":           {first(func(m *plan.Measure) { m.Part = "x" }), ghg.ErrUnknown, "part of measure"},
		"no start":               {first(func(m *plan.Measure) { m.Start = 0 }), ghg.ErrMissing, "start of"},
		"start too early":        {first(func(m *plan.Measure) { m.Start = 2025 }), ghg.ErrOutOfRange, "2026, or later"},
		"no lifetime":            {first(func(m *plan.Measure) { m.Lifetime = 0 }), ghg.ErrOutOfRange, "1 to 100 years"},
		"no ramp":                {first(func(m *plan.Measure) { m.Ramp = nil }), ghg.ErrMissing, "ramp"},
		"ramp above 1":           {first(func(m *plan.Measure) { m.Ramp[0] = d("2") }), ghg.ErrOutOfRange, "ramp"},
		"ramp of zero":           {first(func(m *plan.Measure) { m.Ramp[0] = d("0") }), ghg.ErrOutOfRange, "an effect"},
		"ramp too long":          {first(func(m *plan.Measure) { m.Lifetime, m.Ramp = 1, []decimal.Decimal{d("1"), d("1")} }), ghg.ErrOutOfRange, "lifetime"},
		"no effect":              {first(func(m *plan.Measure) { m.Amount = tonnes("0") }), ghg.ErrMissing, "effect"},
		"two effects":            {first(func(m *plan.Measure) { m.Share = d("0.1") }), ghg.ErrMixed, "not both"},
		"negative effect":        {first(func(m *plan.Measure) { m.Amount = tonnes("-1") }), ghg.ErrNegative, "effect"},
		"share above 1":          {first(func(m *plan.Measure) { m.Amount, m.Share = tonnes("0"), d("1.1") }), ghg.ErrOutOfRange, "effect"},
		"no CAPEX":               {first(func(m *plan.Measure) { m.Capex = money.Amount{} }), ghg.ErrMissing, "CAPEX"},
		"negative CAPEX":         {first(func(m *plan.Measure) { m.Capex = yen("-1") }), ghg.ErrNegative, "CAPEX"},
		"OPEX in euro":           {first(func(m *plan.Measure) { m.Opex = money.MustParse("1 EUR") }), money.ErrMixedCurrency, "OPEX"},
		"huge OPEX":              {first(func(m *plan.Measure) { m.Opex.Value = huge }), ghg.ErrOutOfRange, "OPEX"},
		"no size":                {first(func(m *plan.Measure) { m.Size = plan.Size{} }), ghg.ErrMissing, "size"},
		"size below zero":        {first(func(m *plan.Measure) { m.Size.Min = d("-1") }), ghg.ErrNegative, "size"},
		"size of many places":    {first(func(m *plan.Measure) { m.Size.Max = d("0.1234567") }), ghg.ErrOutOfRange, "6 decimal places"},
		"size upside down":       {first(func(m *plan.Measure) { m.Size = plan.Size{Min: d("0.5"), Max: d("0.4")} }), ghg.ErrOutOfRange, "at most the maximum"},
		"half of all or nothing": {first(func(m *plan.Measure) { m.Size = plan.Size{Min: d("0.5"), Max: d("1"), AllOrNothing: true} }), ghg.ErrOutOfRange, "all or nothing"},
		"unknown prerequisite":   {first(func(m *plan.Measure) { m.Requires = []string{"x"} }), ghg.ErrUnknown, "prerequisite"},
		"own prerequisite":       {first(func(m *plan.Measure) { m.Requires = []string{"a"} }), ghg.ErrOutOfRange, "another measure"},
		"later prerequisite":     {func(p *plan.Portfolio) { p.Measures[0].Requires, p.Measures[1].Start = []string{"b"}, 2027 }, ghg.ErrOutOfRange, "starts by 2026"},
		"unknown exclusion":      {first(func(m *plan.Measure) { m.Excludes = []string{"x"} }), ghg.ErrUnknown, "exclusion"},
		"own exclusion":          {first(func(m *plan.Measure) { m.Excludes = []string{"a"} }), ghg.ErrOutOfRange, "another measure"},
		"unknown overlap":        {overlap("a", "x", "1"), ghg.ErrUnknown, "overlap"},
		"overlap with itself":    {overlap("a", "a", "1"), ghg.ErrMixed, "overlap"},
		"overlap of a share":     {overlap("a", "c", "1"), ghg.ErrMixed, "measures of amounts"},
		"overlap of zero":        {overlap("a", "b", "0"), ghg.ErrOutOfRange, "above zero"},
		"overlap too large":      {overlap("a", "b", "21"), ghg.ErrOutOfRange, "together at most"},
		"overlap twice":          {func(p *plan.Portfolio) { overlap("a", "b", "1")(p); overlap("b", "a", "1")(p) }, ghg.ErrMixed, "each pair once"},
		"budget without a year":  {budgets(plan.Budget{Limit: yen("1")}), ghg.ErrMissing, "year of a budget"},
		"budget without a limit": {budgets(plan.Budget{Year: 2026}), ghg.ErrMissing, "budget of 2026"},
		"negative budget":        {budgets(plan.Budget{Year: 2026, Limit: yen("-1")}), ghg.ErrNegative, "budget of 2026"},
		"budget twice":           {budgets(plan.Budget{Year: 2026, Limit: yen("1")}, plan.Budget{Year: 2026, Limit: yen("2")}), ghg.ErrMixed, "each year once"},
		"long costs":             {func(p *plan.Portfolio) { p.Terms.Rate = targets.Defined(d("1e-60")); p.Measures[0].Lifetime = 100 }, ghg.ErrOutOfRange, "digits"},
	} {
		p := portfolio(abates("a", "20", "1000"), abates("b", "40", "2000"), cuts("c", "0.5", "3000"))
		c.change(&p)
		for _, err := range []error{second(p.LeastCost(target())), second(p.Evaluate(target(), nil))} {
			require.ErrorIs(t, err, c.kind, "A portfolio was not refused as expected: %s.", name)
			require.ErrorContains(t, err, c.want, "A portfolio was not refused as expected: %s.", name)
		}
	}
	require.ErrorIs(t, second(portfolio(abates("a", "1", "1")).LeastCost(targets.Absolute{})), ghg.ErrMissing)
}

// What smallest scales demand of others may be impossible.
func TestConflictsAreRefused(t *testing.T) {
	p := portfolio(abates("a", "20", "1000"), abates("b", "40", "2000"))
	p.Measures[0].Size.Min = d("0.5")
	p.Measures[0].Requires, p.Measures[1].Size.Max = []string{"b"}, d("0.4")
	err := second(p.LeastCost(target()))
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "prerequisites and exclusions")
	p.Measures[1].Size.Max = d("1")
	p.Budgets = []plan.Budget{{Year: 2026, Limit: yen("1499")}}
	err = second(p.LeastCost(target()))
	require.ErrorIs(t, err, ghg.ErrMixed)
	require.ErrorContains(t, err, "CAPEX of 2026 at the smallest scales")
	p.Budgets[0].Limit = yen("1500")
	require.ErrorIs(t, second(p.LeastCost(allowing("0.51"))), plan.ErrInfeasible) // 30 t, not 31
	found, err := p.LeastCost(target())
	require.NoError(t, err)
	scales(t, found, "0.5", "0.5")
	p.Measures[0].Excludes = []string{"b"}
	require.ErrorIs(t, second(p.LeastCost(target())), ghg.ErrMixed)
}

func TestInvalidChoicesAreRefused(t *testing.T) {
	p := portfolio(abates("a", "20", "1000"), abates("b", "40", "2000"), abates("c", "40", "2000"), abates("e", "1", "1"))
	p.Measures[0].Requires = []string{"b"}
	p.Measures[2].Excludes = []string{"b"}
	p.Measures[2].Size.AllOrNothing = true
	p.Measures[3].Size = plan.Size{Min: d("1"), Max: d("1"), AllOrNothing: true}
	p.Budgets = []plan.Budget{{Year: 2026, Limit: yen("2500")}}
	e := plan.Choice{Measure: "e", Scale: d("1")}
	for name, c := range map[string]struct {
		choices []plan.Choice
		kind    error
		want    string
	}{
		"unknown":           {[]plan.Choice{{"x", d("1")}}, ghg.ErrUnknown, "choice"},
		"twice":             {[]plan.Choice{{"a", d("1")}, {"a", d("1")}}, ghg.ErrMixed, "each measure once"},
		"above 1":           {[]plan.Choice{{"b", d("1.1")}, e}, ghg.ErrOutOfRange, "scale of measure"},
		"half of all":       {[]plan.Choice{{"c", d("0.5")}, e}, ghg.ErrOutOfRange, "want 0 or 1"},
		"decided on":        {nil, ghg.ErrOutOfRange, "want 1"},
		"prerequisite":      {[]plan.Choice{{"a", d("0.5")}, {"b", d("0.4")}, e}, ghg.ErrOutOfRange, `prerequisite "b", 0.4`},
		"excluded":          {[]plan.Choice{{"b", d("0.1")}, {"c", d("1")}, e}, ghg.ErrMixed, "excludes"},
		"beyond the budget": {[]plan.Choice{{"a", d("1")}, {"b", d("1")}, e}, ghg.ErrOutOfRange, "the budget of 2500 JPY"},
	} {
		_, err := p.Evaluate(target(), c.choices)
		require.ErrorIs(t, err, c.kind, "Choices were not refused as expected: %s.", name)
		require.ErrorContains(t, err, c.want, "Choices were not refused as expected: %s.", name)
	}
	require.NoError(t, second(p.Evaluate(target(), []plan.Choice{{"a", d("0.4")}, {"b", d("0.4")}, e})))
}

// Amounts and costs that floats cannot hold beside each other give no wrong plan, and no proof that there is none.
func TestNumbersThatTheSolverCannotHold(t *testing.T) {
	for _, p := range []plan.Portfolio{
		portfolio(abates("a", "1e60", "1"), abates("b", "40", "1e60")),
		portfolio(abates("a", "1e-60", "1"), abates("b", "40", "1e60")),
		portfolio(abates("a", "40", "1e-60"), abates("b", "40", "1e60")),
	} {
		found, err := p.LeastCost(target())
		require.NotErrorIs(t, err, plan.ErrInfeasible)
		if err == nil {
			require.True(t, found.Reached)
		}
	}
}
