package plan

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Choice is a measure at a scale.
type Choice struct {
	Measure string
	Scale   decimal.Decimal // 0 to 1
}

// Evaluate computes what a plan of the caller's own choice abates and costs, exactly. A measure that is not named has the
// scale 0. Target must be for the emissions of the baseline, and its milestone years must be years of the baseline.
//
// A plan that misses the target is no error: [Plan.Reached] and the gaps say so. These are errors:
//
//   - an invalid portfolio or target, or one with another accounting of scope 2
//   - a choice that is unknown, given twice, or outside the size of its measure
//   - a measure at a larger scale than one that it requires, or together with one that it excludes
//   - CAPEX above the budget of a year
func (p Portfolio) Evaluate(target targets.Absolute, choices []Choice) (Plan, error) {
	b, err := p.check()
	if err != nil {
		return Plan{}, err
	}
	aims, err := b.aims(target)
	if err != nil {
		return Plan{}, err
	}
	scales := make([]decimal.Decimal, len(b.Measures))
	given := map[string]bool{}
	for _, c := range choices {
		i, err := b.find("choice", c.Measure)
		if err != nil {
			return Plan{}, err
		}
		if given[c.Measure] {
			return Plan{}, &ghg.FieldError{Field: "choice", Value: c.Measure, Want: "each measure once", Err: ghg.ErrMixed}
		}
		given[c.Measure] = true
		if err := checkShare("scale of "+b.Measures[i].field(), c.Scale); err != nil {
			return Plan{}, err
		}
		scales[i] = c.Scale
	}
	if err := b.allowed(scales); err != nil {
		return Plan{}, err
	}
	return b.plan(target, aims, scales)
}

// aim is the most that a milestone year allows.
type aim struct {
	year    int
	allowed ghg.CO2e
}

// aims returns E0 × (1 − R) of every milestone, exactly.
func (b *book) aims(target targets.Absolute) ([]aim, error) {
	if err := target.Check(); err != nil {
		return nil, err
	}
	if target.Base.Accounting != b.Baseline.Accounting {
		return nil, &ghg.FieldError{Field: "accounting of the baseline", Value: b.Baseline.Accounting.String(), Want: "that of the target's base year, " + target.Base.Accounting.String(), Err: ghg.ErrMixed}
	}
	if b.years[0] < target.Base.Year {
		return nil, &ghg.FieldError{Field: "baseline", Value: strconv.Itoa(b.years[0]), Want: "years from the base year " + strconv.Itoa(target.Base.Year) + " on", Err: ghg.ErrOutOfRange}
	}
	list := make([]aim, 0, len(target.Milestones))
	for _, m := range target.Milestones {
		if !contains(b.years, m.Year) {
			return nil, &ghg.FieldError{Field: "baseline of " + strconv.Itoa(m.Year), Want: "a projection of every milestone year", Err: ghg.ErrMissing}
		}
		allowed, err := target.Base.Emissions.Scale(one.Sub(m.Reduction))
		if err != nil {
			return nil, err
		}
		list = append(list, aim{m.Year, allowed})
	}
	return list, nil
}

// allowed returns an error unless the scales keep to sizes, prerequisites, exclusions and budgets.
func (b *book) allowed(scales []decimal.Decimal) error {
	for i, m := range b.Measures {
		if !m.Size.admits(scales[i]) {
			want := "from " + dec.Text(m.Size.Min) + " to " + dec.Text(m.Size.Max)
			if m.Size.AllOrNothing {
				want = "0 or " + dec.Text(m.Size.Max)
				if m.Size.Min.IsPositive() {
					want = dec.Text(m.Size.Max)
				}
			}
			return &ghg.FieldError{Field: "scale of " + m.field(), Value: dec.Brief(scales[i]), Want: want, Err: ghg.ErrOutOfRange}
		}
	}
	for _, r := range b.requires {
		if scales[r[0]].GreaterThan(scales[r[1]]) {
			return &ghg.FieldError{
				Field: "scale of " + b.Measures[r[0]].field(), Value: dec.Brief(scales[r[0]]),
				Want: "at most that of its prerequisite " + input.Quote(b.Measures[r[1]].Name) + ", " + dec.Brief(scales[r[1]]), Err: ghg.ErrOutOfRange,
			}
		}
	}
	for _, x := range b.excludes {
		if scales[x[0]].IsPositive() && scales[x[1]].IsPositive() {
			return &ghg.FieldError{Field: b.Measures[x[0]].field(), Value: dec.Brief(scales[x[0]]), Want: "0 together with " + input.Quote(b.Measures[x[1]].Name) + ", which excludes it", Err: ghg.ErrMixed}
		}
	}
	for _, x := range b.Budgets {
		if spent := b.capex(x.Year, scales); spent.GreaterThan(x.Limit.Value) {
			return &ghg.FieldError{Field: "CAPEX of " + strconv.Itoa(x.Year), Value: dec.Brief(spent), Want: "at most the budget of " + x.Limit.String(), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// capex returns the CAPEX of the measures that start in a year.
func (b *book) capex(year int, scales []decimal.Decimal) decimal.Decimal {
	sum := none
	for i, m := range b.Measures {
		if m.Start == year {
			sum = sum.Add(m.Capex.Value.Mul(scales[i]))
		}
	}
	return sum
}

// npv returns the present value of the costs, divided once.
func (b *book) npv(scales []decimal.Decimal) (money.Amount, error) {
	sum := none
	for i, c := range b.cost {
		sum = sum.Add(c.Mul(scales[i]))
	}
	value, err := dec.Quo(sum, b.discount)
	if err != nil {
		return money.Amount{}, tooLong("cost of the plan")
	}
	return b.Terms.amount(value), nil
}

// abate computes one part in one year. by gets what each measure abates, in order of name and shares before amounts.
func (b *book) abate(p Part, year int, scales []decimal.Decimal, by []ghg.CO2e) (PartYear, error) {
	row := PartYear{Part: p.Name, Year: year, Baseline: p.emissions(year), Left: p.emissions(year)}
	for i, m := range b.Measures {
		if m.Part != p.Name || m.Share.IsZero() {
			continue
		}
		amount, err := row.Left.Scale(m.Share.Mul(scales[i]).Mul(m.ramp(year)))
		if err != nil {
			return row, err
		}
		by[i], row.Left = amount, row.Left.Sub(amount)
	}
	for i, m := range b.Measures {
		if m.Part != p.Name || m.Amount.IsZero() {
			continue
		}
		level := scales[i].Mul(m.ramp(year))
		amount, err := m.Amount.Scale(level)
		if err != nil {
			return row, err
		}
		for _, o := range b.overlap[i] {
			if o.with > i {
				continue
			}
			twice, err := o.amount.Scale(decimal.Min(level, scales[o.with].Mul(b.Measures[o.with].ramp(year))))
			if err != nil {
				return row, err
			}
			amount = amount.Sub(twice)
		}
		if amount.Cmp(row.Left) > 0 {
			row.Beyond, amount = row.Beyond.Add(amount.Sub(row.Left)), row.Left
		}
		by[i], row.Left = amount, row.Left.Sub(amount)
	}
	return row, nil
}

// plan computes everything that follows from the scales, exactly.
func (b *book) plan(target targets.Absolute, aims []aim, scales []decimal.Decimal) (Plan, error) {
	p := Plan{Terms: b.Terms, LowerBound: targets.Undefined[money.Amount]("the scales were given, not searched for"), Assumptions: b.assumptions()}
	target.Milestones = append([]targets.Milestone(nil), target.Milestones...)
	p.Target = target
	for i, m := range b.Measures {
		p.Choices = append(p.Choices, Choice{m.Name, scales[i]})
	}
	levers := make([]targets.Lever, len(b.Measures))
	trend := make([]targets.Projection, 0, len(b.years))
	for _, year := range b.years {
		by := make([]ghg.CO2e, len(b.Measures))
		total := targets.Projection{Year: year}
		for _, part := range b.Baseline.Parts {
			row, err := b.abate(part, year, scales, by)
			if err != nil {
				return Plan{}, err
			}
			total.Emissions = total.Emissions.Add(row.Baseline)
			p.Parts = append(p.Parts, row)
		}
		trend = append(trend, total)
		for i := range levers {
			levers[i].Steps = append(levers[i].Steps, targets.Abatement{Year: year, Amount: by[i]})
		}
	}
	for i, m := range b.Measures {
		if scales[i].IsPositive() {
			part := b.part(m.Part)
			levers[i].Name, levers[i].Scope, levers[i].Category = m.Name, part.Scope, part.Category
			p.Levers = append(p.Levers, levers[i])
		}
	}
	var err error
	if p.Years, err = targets.Bridge(target, trend, p.Levers); err != nil {
		return Plan{}, err
	}
	p.Reached = reached(p.Years, aims)
	p.Spending = b.spending(scales)
	p.Cost, err = b.npv(scales)
	return p, err
}

// reached reports whether the emissions of every milestone year are at most what it allows, exactly.
func reached(rows []targets.BridgeRow, aims []aim) bool {
	for _, a := range aims {
		for _, r := range rows {
			if r.Year == a.year && r.After.Cmp(a.allowed) > 0 {
				return false
			}
		}
	}
	return true
}

func (b *book) part(name string) Part {
	for _, p := range b.Baseline.Parts {
		if p.Name == name {
			return p
		}
	}
	return Part{} // link: every measure has a part
}

// spending returns the CAPEX and the budget of every year that has one of them.
func (b *book) spending(scales []decimal.Decimal) []Spending {
	first, last := b.Measures[0].Start, b.Measures[0].Start
	for _, m := range b.Measures {
		first, last = min(first, m.Start), max(last, m.Start)
	}
	for _, x := range b.Budgets {
		first, last = min(first, x.Year), max(last, x.Year)
	}
	var list []Spending
	for year := first; year <= last; year++ {
		s := Spending{Year: year, Capex: b.Terms.amount(b.capex(year, scales)), Budget: targets.Undefined[money.Amount]("there is no budget")}
		for _, x := range b.Budgets {
			if x.Year == year {
				s.Budget = targets.Defined(x.Limit)
			}
		}
		if s.Capex.Sign() != 0 || s.Budget.Defined() {
			list = append(list, s)
		}
	}
	return list
}

func contains(years []int, year int) bool {
	for _, y := range years {
		if y == year {
			return true
		}
	}
	return false
}
