package plan

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Portfolio is what a plan chooses from: a baseline, measures, and the terms of their costs. The order of its lists does not
// matter.
type Portfolio struct {
	Baseline Baseline
	Measures []Measure // at most 100
	Overlaps []Overlap
	Budgets  []Budget // none means no limit
	Terms    Terms
}

// Baseline is the emissions expected without the measures, in parts that do not overlap.
type Baseline struct {
	Source     string         // where the projections come from
	Accounting ghg.Accounting // of scope 2, as in the base year of the target; zero without scope 2
	Parts      []Part         // at least one, all with the same years
}

// Part is a part of the baseline, such as a scope or a category of scope 3.
type Part struct {
	Name     string
	Scope    ghg.Scope    // optional
	Category ghg.Category // of scope 3; optional
	Years    []targets.Projection
}

// Overlap is what two measures of amounts on the same part abate twice, per year at full scale and full effect of both.
//
// At other scales it is that amount × the smaller of the two values of scale × ramp. Measures of shares need no overlap: each
// acts on what the others leave.
type Overlap struct {
	Measures [2]string
	Amount   ghg.CO2e
}

// Budget limits the CAPEX of the measures that start in a year.
type Budget struct {
	Year  int
	Limit money.Amount
}

// emissions returns the emissions of the part in a year that it has.
func (p Part) emissions(year int) ghg.CO2e {
	i := slices.IndexFunc(p.Years, func(y targets.Projection) bool { return y.Year == year })
	if i < 0 {
		return ghg.CO2e{}
	}
	return p.Years[i].Emissions
}

// check returns the years of the baseline in order.
func (b Baseline) check() ([]int, error) {
	if b.Source == "" {
		return nil, &ghg.FieldError{Field: "source of the baseline", Want: "where the projections come from", Err: ghg.ErrMissing}
	}
	if input.TooLong(b.Source) {
		return nil, &ghg.FieldError{Field: "source of the baseline", Value: input.Shorten(b.Source), Want: input.WantText, Err: ghg.ErrOutOfRange}
	}
	if len(b.Parts) == 0 {
		return nil, &ghg.FieldError{Field: "baseline", Want: "at least one part", Err: ghg.ErrMissing}
	}
	var years []int
	seen := map[string]bool{}
	for i, p := range b.Parts {
		if p.Name == "" || input.TooLong(p.Name) {
			return nil, &ghg.FieldError{Field: "name of a part of the baseline", Value: p.Name, Want: "a name of " + input.WantText, Err: ghg.ErrMissing}
		}
		if seen[p.Name] {
			return nil, &ghg.FieldError{Field: "part of the baseline", Value: p.Name, Want: "each name once", Err: ghg.ErrMixed}
		}
		seen[p.Name] = true
		own, err := p.check()
		if err != nil {
			return nil, err
		}
		if i > 0 && !slices.Equal(own, years) {
			return nil, &ghg.FieldError{Field: "years of part " + input.Quote(p.Name), Want: "the years of part " + input.Quote(b.Parts[0].Name), Err: ghg.ErrMixed}
		}
		years = own
	}
	return years, nil
}

func (p Part) check() ([]int, error) {
	field := "part " + input.Quote(p.Name)
	if len(p.Years) == 0 {
		return nil, &ghg.FieldError{Field: field, Want: "at least one projected year", Err: ghg.ErrMissing}
	}
	years := make([]int, 0, len(p.Years))
	for _, y := range p.Years {
		if err := checkYear("year of "+field, y.Year); err != nil {
			return nil, err
		}
		if slices.Contains(years, y.Year) {
			return nil, &ghg.FieldError{Field: field, Value: strconv.Itoa(y.Year), Want: "each year once", Err: ghg.ErrMixed}
		}
		if y.Emissions.IsNegative() {
			return nil, &ghg.FieldError{Field: field, Value: y.Emissions.String(), Want: "gross emissions of zero or more", Err: ghg.ErrNegative}
		}
		years = append(years, y.Year)
	}
	slices.Sort(years)
	return years, nil
}

// book is a checked portfolio, with its measures in order of name.
type book struct {
	Portfolio
	years    []int
	index    map[string]int    // of a measure by its name
	overlap  [][]shared        // by measure
	cost     []decimal.Decimal // present value at full scale × discount, by measure
	discount decimal.Decimal   // (1 + r)^n, by which present values are divided last
	requires [][2]int          // the first requires the second
	excludes [][2]int          // the first has the smaller index
}

// shared is an overlap with another measure.
type shared struct {
	with   int
	amount ghg.CO2e
}

// check returns the portfolio ready to compute with.
func (p Portfolio) check() (*book, error) {
	if err := p.Terms.check(); err != nil {
		return nil, err
	}
	years, err := p.Baseline.check()
	if err != nil {
		return nil, err
	}
	if len(p.Measures) == 0 || len(p.Measures) > maxMeasures {
		return nil, &ghg.FieldError{Field: "measures", Value: strconv.Itoa(len(p.Measures)), Want: "1 to " + strconv.Itoa(maxMeasures), Err: ghg.ErrOutOfRange}
	}
	b := &book{Portfolio: p, years: years, index: make(map[string]int, len(p.Measures))}
	b.Measures = make([]Measure, 0, len(p.Measures))
	for _, m := range p.Measures {
		if err := m.check(p.Terms); err != nil {
			return nil, err
		}
		b.Measures = append(b.Measures, m.clone())
	}
	slices.SortFunc(b.Measures, func(x, y Measure) int { return cmp.Compare(x.Name, y.Name) })
	b.Baseline.Parts = slices.Clone(p.Baseline.Parts)
	slices.SortFunc(b.Baseline.Parts, func(x, y Part) int { return cmp.Compare(x.Name, y.Name) })
	for i, m := range b.Measures {
		if _, twice := b.index[m.Name]; twice {
			return nil, &ghg.FieldError{Field: "measure", Value: m.Name, Want: "each name once", Err: ghg.ErrMixed}
		}
		b.index[m.Name] = i
	}
	for _, step := range []func() error{b.link, b.checkOverlaps, b.checkBudgets, b.present} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// find returns the index of a measure.
func (b *book) find(field, name string) (int, error) {
	i, ok := b.index[name]
	if !ok {
		return 0, &ghg.FieldError{Field: field, Value: name, Want: "the name of a measure of the portfolio", Err: ghg.ErrUnknown}
	}
	return i, nil
}

// link sets the prerequisites and exclusions.
func (b *book) link() error {
	for i, m := range b.Measures {
		if !slices.ContainsFunc(b.Baseline.Parts, func(p Part) bool { return p.Name == m.Part }) {
			return &ghg.FieldError{Field: "part of " + m.field(), Value: m.Part, Want: "the name of a part of the baseline", Err: ghg.ErrUnknown}
		}
		for _, name := range m.Requires {
			j, err := b.find("prerequisite of "+m.field(), name)
			if err != nil {
				return err
			}
			if j == i || b.Measures[j].Start > m.Start {
				return &ghg.FieldError{Field: "prerequisite of " + m.field(), Value: name, Want: "another measure that starts by " + strconv.Itoa(m.Start), Err: ghg.ErrOutOfRange}
			}
			b.requires = append(b.requires, [2]int{i, j})
		}
		for _, name := range m.Excludes {
			j, err := b.find("exclusion of "+m.field(), name)
			if err != nil {
				return err
			}
			if j == i {
				return &ghg.FieldError{Field: "exclusion of " + m.field(), Value: name, Want: "another measure", Err: ghg.ErrOutOfRange}
			}
			b.excludes = append(b.excludes, [2]int{min(i, j), max(i, j)})
		}
	}
	b.requires, b.excludes = unique(b.requires), unique(b.excludes)
	return nil
}

func unique(pairs [][2]int) [][2]int {
	slices.SortFunc(pairs, func(x, y [2]int) int { return slices.Compare(x[:], y[:]) })
	return slices.Compact(pairs)
}

func (b *book) checkOverlaps() error {
	b.overlap = make([][]shared, len(b.Measures))
	for _, o := range b.Overlaps {
		var pair [2]int
		for k, name := range o.Measures {
			i, err := b.find("overlap", name)
			if err != nil {
				return err
			}
			pair[k] = i
		}
		field := "overlap of " + input.Quote(o.Measures[0]) + " and " + input.Quote(o.Measures[1])
		x, y := b.Measures[pair[0]], b.Measures[pair[1]]
		if pair[0] == pair[1] || x.Part != y.Part || !x.Share.IsZero() || !y.Share.IsZero() {
			return &ghg.FieldError{Field: field, Value: o.Amount.String(), Want: "two measures of amounts on the same part (measures of shares act on what the others leave)", Err: ghg.ErrMixed}
		}
		if o.Amount.IsNegative() || o.Amount.IsZero() {
			return &ghg.FieldError{Field: field, Value: o.Amount.String(), Want: "an amount above zero", Err: ghg.ErrOutOfRange}
		}
		if slices.ContainsFunc(b.overlap[pair[0]], func(s shared) bool { return s.with == pair[1] }) {
			return &ghg.FieldError{Field: field, Want: "each pair once", Err: ghg.ErrMixed}
		}
		b.overlap[pair[0]] = append(b.overlap[pair[0]], shared{pair[1], o.Amount})
		b.overlap[pair[1]] = append(b.overlap[pair[1]], shared{pair[0], o.Amount})
	}
	for i, list := range b.overlap {
		var sum ghg.CO2e
		for _, s := range list {
			sum = sum.Add(s.amount)
		}
		if m := b.Measures[i]; len(list) > 0 && sum.Cmp(m.Amount) > 0 {
			return &ghg.FieldError{Field: "overlaps of " + m.field(), Value: sum.String(), Want: "together at most what it abates, " + m.Amount.String(), Err: ghg.ErrOutOfRange}
		}
		slices.SortFunc(list, func(x, y shared) int { return cmp.Compare(x.with, y.with) })
	}
	return nil
}

func (b *book) checkBudgets() error {
	b.Budgets = slices.Clone(b.Budgets)
	slices.SortFunc(b.Budgets, func(x, y Budget) int { return cmp.Compare(x.Year, y.Year) })
	for i, x := range b.Budgets {
		if err := checkYear("year of a budget", x.Year); err != nil {
			return err
		}
		field := "budget of " + strconv.Itoa(x.Year)
		if i > 0 && b.Budgets[i-1].Year == x.Year {
			return &ghg.FieldError{Field: field, Want: "each year once", Err: ghg.ErrMixed}
		}
		if err := b.Terms.checkAmount(field, x.Limit); err != nil {
			return err
		}
		if x.Limit.IsNegative() {
			return &ghg.FieldError{Field: field, Value: x.Limit.String(), Want: "a limit of zero or more", Err: ghg.ErrNegative}
		}
	}
	return nil
}

// present sets the costs of the measures over one denominator, so that any sum of them is divided once.
func (b *book) present() error {
	until := 0
	for _, m := range b.Measures {
		until = max(until, m.Start+m.Lifetime-b.Terms.Year)
	}
	var err error
	if b.discount, err = dec.Power(b.Terms.growth(), until); err != nil {
		return tooLong("discount rate")
	}
	for _, m := range b.Measures {
		cost, err := b.Terms.present(m, until)
		if err != nil {
			return err
		}
		b.cost = append(b.cost, cost)
	}
	return nil
}
