package plan

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// MaxPrograms is the number of linear programs that one search for all-or-nothing measures and exclusions may solve.
const MaxPrograms = 2000

const maxRounds = 100 // corrections of the linear form

// Sentinels for errors.Is.
var (
	ErrInfeasible = errors.New("no scales of the measures reach the target")
	ErrNotFound   = errors.New("no plan was found, and none is excluded") // overlaps are not linear, or rounding misses by a hair
	ErrLimit      = fmt.Errorf("more than %d linear programs: fewer measures should be all or nothing, or exclude each other", MaxPrograms)
	ErrSolver     = errors.New("the solver failed")
)

// UnreachedError reports that a target is not reached, and by how much.
type UnreachedError struct {
	Closest Plan  // the plan with the smallest sum of gaps in the milestone years, by the linear form
	Err     error // ErrInfeasible or ErrNotFound
}

// Error names, for every milestone year that is missed, the emissions that are left, what is allowed and the gap.
func (e *UnreachedError) Error() string {
	var b strings.Builder
	fmt.Fprint(&b, e.Err)
	for _, m := range e.Closest.Target.Milestones {
		for _, y := range e.Closest.Years {
			if y.Year == m.Year && y.Gap.Cmp(ghg.CO2e{}) > 0 {
				fmt.Fprintf(&b, "; %d: %s t abated, %s t left, %s t allowed, gap %s t", y.Year, brief(y.Trend.Sub(y.After)), brief(y.After), brief(y.Allowance), brief(y.Gap))
			}
		}
	}
	return b.String()
}

func brief(c ghg.CO2e) string { return dec.Brief(c.Tonnes()) }

// Unwrap returns ErrInfeasible or ErrNotFound.
func (e *UnreachedError) Unwrap() error { return e.Err }

// LeastCost returns the plan that reaches every milestone of a target at the least present value of costs, over the whole
// lifetimes of the measures.
//
// The scales are found by [Solver] in floating point; all-or-nothing measures and exclusions by branch and bound, with at most
// [MaxPrograms] programs. The scales are rounded to [Places] decimal places, and everything is computed again from them,
// exactly. A plan is returned only if it then reaches the target.
//
// Measures of shares on the same part, and stated overlaps at scales below 1, are not linear. The program first takes what
// abates most, which gives [Plan.LowerBound]. If the plan misses the target, the program is corrected by what the exact result
// lacks, and solved again. The plan is then not surely the cheapest, and says so.
//
// These are errors, besides those of [Portfolio.Evaluate]:
//
//   - [ErrInfeasible]: not all measures together reach the target. [UnreachedError] holds the closest plan and its gaps.
//   - [ErrNotFound]: the corrected programs, or the rounded scales, do not reach it
//   - smallest scales, prerequisites, exclusions and budgets that exclude each other
//   - [ErrLimit] and [ErrSolver]
func (p Portfolio) LeastCost(target targets.Absolute) (Plan, error) {
	b, err := p.check()
	if err != nil {
		return Plan{}, err
	}
	aims, err := b.aims(target)
	if err != nil {
		return Plan{}, err
	}
	all, err := b.bounds()
	if err != nil {
		return Plan{}, err
	}
	m := b.model(aims)
	if m.closest, err = b.plan(target, aims, all.lo); err != nil { // the smallest scales keep the rules
		return Plan{}, err
	}
	var bound targets.Optional[money.Amount]
	for round := 0; ; round++ {
		best, err := m.cheapest(all)
		if err != nil {
			return Plan{}, err
		}
		scales := m.rounded(best.scales, all)
		if round == 0 {
			if bound, err = m.lowerBound(best.scales); err != nil {
				return Plan{}, err
			}
		}
		plan, err := m.first(target, scales)
		if err != nil {
			return Plan{}, err
		}
		if plan.Reached {
			plan.LowerBound, plan.Assumptions = bound, append(plan.Assumptions, searched(round)...)
			return plan, nil
		}
		if best.gap > tolerance && round == 0 {
			return Plan{}, &UnreachedError{Closest: m.closest, Err: ErrInfeasible}
		}
		more, err := m.correct(scales[0])
		if err != nil {
			return Plan{}, err
		}
		if best.gap > tolerance || !more || round == maxRounds {
			return Plan{}, &UnreachedError{Closest: m.closest, Err: ErrNotFound}
		}
	}
}

// first returns the first plan that keeps the rules and reaches the target, or the zero Plan. It keeps the closest plan.
func (m *model) first(target targets.Absolute, scales [][]decimal.Decimal) (Plan, error) {
	for _, s := range scales {
		if m.allowed(s) != nil {
			continue
		}
		plan, err := m.plan(target, m.aims, s)
		if err != nil || plan.Reached {
			return plan, err
		}
		if gap := m.missing(plan); gap.Cmp(m.missing(m.closest)) < 0 {
			m.closest = plan
		}
	}
	return Plan{}, nil
}

// missing returns the sum of the gaps of the milestone years.
func (m *model) missing(p Plan) ghg.CO2e {
	var sum ghg.CO2e
	for _, a := range m.aims {
		for _, y := range p.Years {
			if gap := y.After.Sub(a.allowed); y.Year == a.year && !gap.IsNegative() {
				sum = sum.Add(gap)
			}
		}
	}
	return sum
}

// lowerBound returns the cost of the solver's scales, to two decimal places.
func (m *model) lowerBound(x []float64) (targets.Optional[money.Amount], error) {
	scales := make([]decimal.Decimal, len(x))
	for i, v := range x {
		scales[i] = number(v, 12)
	}
	cost, err := m.npv(scales)
	return targets.Defined(m.Terms.amount(cost.Value.Round(2))), err
}

// correct adds what the linear form abates too much at the given scales, and leaves room for rounding. It reports whether
// that changes anything.
func (m *model) correct(scales []decimal.Decimal) (bool, error) {
	changed := !m.margin
	m.margin = true
	for k, a := range m.aims {
		for n, part := range m.Baseline.Parts {
			row, err := m.abate(part, a.year, scales, make([]ghg.CO2e, len(scales)))
			if err != nil {
				return false, err
			}
			exact := row.Baseline.Sub(row.Left).Kg()
			if more := m.linear(part, a.year, scales).Sub(exact); row.Left.Cmp(ghg.CO2e{}) > 0 && more.GreaterThan(m.excess[k][n]) {
				m.excess[k][n], changed = more, true
			}
		}
	}
	return changed, nil
}

// linear returns what a part abates in the linear form, in kg.
func (m *model) linear(part Part, year int, scales []decimal.Decimal) decimal.Decimal {
	sum := none
	for i, x := range m.Measures {
		if x.Part != part.Name {
			continue
		}
		sum = sum.Add(m.effect(i, year).Mul(scales[i]))
		for _, o := range m.overlap[i] {
			both := scales[i].Mul(x.ramp(year)).Add(scales[o.with].Mul(m.Measures[o.with].ramp(year))).Sub(one)
			if o.with < i && both.IsPositive() {
				sum = sum.Sub(o.amount.Kg().Mul(both))
			}
		}
	}
	return sum
}

// bounds returns the sizes of the measures, narrowed by each other.
func (b *book) bounds() (bounds, error) {
	all := bounds{lo: make([]decimal.Decimal, len(b.Measures)), hi: make([]decimal.Decimal, len(b.Measures))}
	for i, m := range b.Measures {
		all.lo[i], all.hi[i] = m.Size.Min, m.Size.Max
	}
	if i, ok := b.narrow(all); !ok {
		return all, &ghg.FieldError{
			Field: "smallest scale of " + b.Measures[i].field(), Value: dec.Text(all.lo[i]),
			Want: "at most " + dec.Text(decimal.Max(all.hi[i], none)) + ", as the prerequisites and exclusions demand", Err: ghg.ErrMixed,
		}
	}
	for _, x := range b.Budgets {
		if spent := b.capex(x.Year, all.lo); spent.GreaterThan(x.Limit.Value) {
			return all, &ghg.FieldError{Field: "CAPEX of " + strconv.Itoa(x.Year) + " at the smallest scales", Value: dec.Brief(spent), Want: "at most the budget of " + x.Limit.String(), Err: ghg.ErrMixed}
		}
	}
	return all, nil
}

// narrow draws every conclusion from the bounds of one measure for the others. It returns a measure for which no scale is
// left, and false, if there is one.
func (b *book) narrow(in bounds) (int, bool) {
	for changed := true; changed; {
		changed = false
		set := func(to *decimal.Decimal, value decimal.Decimal) {
			changed = changed || !to.Equal(value)
			*to = value
		}
		for _, r := range b.requires {
			set(&in.lo[r[1]], decimal.Max(in.lo[r[1]], in.lo[r[0]]))
			set(&in.hi[r[0]], decimal.Min(in.hi[r[0]], in.hi[r[1]]))
		}
		for _, x := range b.excludes {
			for k := range x {
				if in.lo[x[k]].IsPositive() {
					set(&in.hi[x[1-k]], none)
				}
			}
		}
		for i, m := range b.Measures {
			if m.Size.AllOrNothing && in.lo[i].IsPositive() && in.lo[i].LessThan(m.Size.Max) {
				set(&in.lo[i], m.Size.Max)
			}
			if m.Size.AllOrNothing && in.hi[i].LessThan(m.Size.Max) {
				set(&in.hi[i], none)
			}
			if in.lo[i].GreaterThan(in.hi[i]) {
				return i, false
			}
		}
	}
	return 0, true
}

// found is the best scales of a search.
type found struct {
	scales []float64
	value  float64 // cost + weight × gap
	gap    float64
}

// cheapest returns the scales with the smallest gaps and, of those, the least cost. A gap costs more than any measure; how much
// more is tried, and checked against the smallest gap at any cost.
func (m *model) cheapest(all bounds) (found, error) {
	smallest := math.NaN()
	for _, weight := range []float64{1e4, 1e7, 1e10} {
		best, err := m.search(all, weight)
		if err != nil || best.gap <= tolerance {
			return best, err
		}
		if math.IsNaN(smallest) {
			least, err := m.search(all, 0)
			if err != nil {
				return found{}, err
			}
			smallest = least.gap
		}
		if best.gap <= smallest+tolerance {
			return best, nil
		}
	}
	return found{}, fmt.Errorf("%w: the costs per tonne are too far apart", ErrSolver)
}

// search is branch and bound. A weight of 0 looks for the smallest gap at any cost.
func (m *model) search(all bounds, weight float64) (found, error) {
	best := found{value: math.Inf(1)}
	open := []bounds{all}
	for programs := 0; len(open) > 0; programs++ {
		if programs >= MaxPrograms {
			return found{}, ErrLimit
		}
		in := open[len(open)-1]
		open = open[:len(open)-1]
		x, err := m.relaxed(in, weight)
		if err != nil {
			return found{}, err
		}
		if x.value >= best.value-tolerance {
			continue
		}
		branches := m.branches(in, x.scales)
		if branches == nil {
			best = x
		}
		for _, next := range branches {
			if _, ok := m.narrow(next); ok && m.affordable(next) {
				open = append(open, next)
			}
		}
	}
	return best, nil
}

// affordable reports whether the smallest scales are within the budgets.
func (m *model) affordable(in bounds) bool {
	for _, x := range m.Budgets {
		if m.capex(x.Year, in.lo).GreaterThan(x.Limit.Value) {
			return false
		}
	}
	return true
}

// relaxed solves the linear program within bounds.
func (m *model) relaxed(in bounds, weight float64) (found, error) {
	p, free := m.program(in, weight > 0)
	heavy := weight
	if weight == 0 {
		heavy = 1
	}
	x, gap, err := p.solve(heavy)
	if err != nil {
		return found{}, err
	}
	f := found{scales: make([]float64, len(m.Measures)), gap: gap, value: heavy * gap}
	for i, lo := range in.lo {
		f.scales[i] = lo.InexactFloat64()
	}
	for k, i := range free {
		f.scales[i] += max(x[k], 0)
	}
	if weight > 0 {
		for i, s := range f.scales {
			f.value += s * ratio(m.cost[i], m.price)
		}
	}
	return f, nil
}

const nothing = 1e-7 // a smaller scale of the solver is zero

// branches returns bounds that exclude scales which are neither all nor nothing, or of two measures that exclude each
// other; nil if there are none.
func (m *model) branches(in bounds, scales []float64) []bounds {
	split := func(i int, scale decimal.Decimal) bounds {
		b := bounds{append([]decimal.Decimal(nil), in.lo...), append([]decimal.Decimal(nil), in.hi...)}
		b.lo[i], b.hi[i] = decimal.Max(scale, in.lo[i]), scale
		return b
	}
	for i, x := range m.Measures {
		largest := x.Size.Max.InexactFloat64()
		if x.Size.AllOrNothing && scales[i] > nothing && scales[i] < largest-nothing {
			return []bounds{split(i, none), split(i, x.Size.Max)}
		}
	}
	for _, x := range m.excludes {
		if scales[x[0]] > nothing && scales[x[1]] > nothing {
			return []bounds{split(x[0], none), split(x[1], none)}
		}
	}
	return nil
}

// rounded returns the scales rounded to the nearest, up and down.
func (m *model) rounded(scales []float64, all bounds) [][]decimal.Decimal {
	step := decimal.New(1, -Places)
	lists := make([][]decimal.Decimal, 3)
	for i, v := range scales {
		size := m.Measures[i].Size
		nearest := number(v, Places)
		up, down := nearest, nearest
		switch rest := v - nearest.InexactFloat64(); {
		case size.AllOrNothing || v <= nothing:
			nearest = none
			if v > nothing {
				nearest = size.Max
			}
			up, down = nearest, nearest
		case rest > tolerance/10:
			up = up.Add(step)
		case rest < -tolerance/10:
			down = down.Sub(step)
		}
		for k, d := range []decimal.Decimal{nearest, up, down} {
			lists[k] = append(lists[k], decimal.Min(decimal.Max(d, all.lo[i]), all.hi[i]))
		}
	}
	for _, list := range lists {
		for range m.requires { // a chain is at most that long
			for _, r := range m.requires {
				list[r[1]] = decimal.Max(list[r[1]], decimal.Min(list[r[0]], all.hi[r[1]]))
			}
		}
	}
	return lists
}

// number returns a float of the solver, rounded to decimal places.
func number(v float64, places int) decimal.Decimal {
	d, err := dec.ParseLong(strconv.FormatFloat(v, 'f', places, 64))
	if err != nil {
		return none // simplex: it is a number
	}
	return d
}
