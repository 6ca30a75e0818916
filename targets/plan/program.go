package plan

import (
	"fmt"
	"math"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"
)

// Solver is the solver of linear programs and its version.
const Solver = "gonum.org/v1/gonum/optimize/convex/lp.Simplex v0.17.0"

const tolerance = 1e-9 // of the solver's scaled numbers

// program is one linear program, with every row in the form Σ coefficient × x ≤ limit and limit ≥ 0, or, for a target,
// Σ coefficient × x + gap ≥ limit. The starting point x = 0 with the gaps as large as needed is always feasible, so the solver
// needs no other.
type program struct {
	cost []float64 // by column
	rows []row
}

type row struct {
	coefficients map[int]float64
	limit        float64
	gap          bool
}

// column adds a variable of zero or more.
func (p *program) column(cost float64) int {
	p.cost = append(p.cost, cost)
	return len(p.cost) - 1
}

func (p *program) atMost(limit float64, coefficients map[int]float64) {
	p.rows = append(p.rows, row{coefficients: coefficients, limit: max(limit, 0)}) // below 0 only by rounding of floats
}

// atLeast adds the row of a target; what it lacks costs the weight of a gap.
func (p *program) atLeast(limit float64, coefficients map[int]float64) {
	p.rows = append(p.rows, row{coefficients: coefficients, limit: limit, gap: true})
}

// solve returns the variables and the sum of the gaps. If the solver fails at a degenerate corner, it is asked again with the
// limits moved apart by less than the tolerance.
func (p *program) solve(weight float64) (x []float64, gap float64, err error) {
	for _, apart := range []float64{0, tolerance / 1000, tolerance / 30} {
		if x, gap, err = p.simplex(weight, apart); err == nil {
			return x, gap, nil
		}
	}
	return nil, 0, err
}

func (p *program) simplex(weight, apart float64) ([]float64, float64, error) {
	n, m := len(p.cost), len(p.rows)
	if m == 0 { // no variable has a limit: only the zero point is a corner, and nothing is asked for
		return make([]float64, n), 0, nil
	}
	cost := append(append([]float64{}, p.cost...), make([]float64, m)...)
	limits, basis := make([]float64, m), make([]int, m)
	var surplus []int
	for i, r := range p.rows {
		limits[i], basis[i] = r.limit+apart*float64(i+1)/float64(m), n+i
		if r.gap {
			cost[n+i] = weight
			surplus = append(surplus, i)
		}
	}
	cost = append(cost, make([]float64, len(surplus))...)
	if !finite(cost) || !finite(limits) {
		return nil, 0, errTooLarge
	}
	a := mat.NewDense(m, len(cost), nil)
	for i, r := range p.rows {
		for j, v := range r.coefficients {
			if !finite([]float64{v}) {
				return nil, 0, errTooLarge
			}
			a.Set(i, j, v)
		}
		a.Set(i, n+i, 1)
	}
	for k, i := range surplus {
		a.Set(i, n+m+k, -1)
	}
	x, err := simplex(cost, a, limits, basis)
	if err != nil {
		return nil, 0, err
	}
	gap := 0.0
	for _, i := range surplus {
		gap += max(x[n+i], 0)
	}
	return x[:n], gap, nil
}

// simplex calls the solver, which has no limit of steps and panics where it finds its own numbers wrong.
func simplex(cost []float64, a *mat.Dense, limits []float64, basis []int) (x []float64, err error) {
	m, n := a.Dims()
	left := m*n + 10*(m+n)*(m*m+m)
	defer func() {
		if r := recover(); r != nil {
			x, err = nil, fmt.Errorf("%w: %v", ErrSolver, r)
		}
	}()
	_, x, err = lp.Simplex(cost, counted{a, &left}, limits, 1e-10, basis)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSolver, err)
	}
	if !finite(x) {
		return nil, errTooLarge
	}
	return x, nil
}

var errTooLarge = fmt.Errorf("%w: a number is too large or too small for it, beside the others", ErrSolver)

func finite(numbers []float64) bool {
	for _, v := range numbers {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

// counted is a matrix that can be read a number of times, which ends a solver that goes round in circles, always at the same
// step.
type counted struct {
	a    *mat.Dense
	left *int
}

func (c counted) Dims() (rows, columns int) { return c.a.Dims() }

func (c counted) At(i, j int) float64 {
	mustEnd(c.left)
	return c.a.At(i, j)
}

// mustEnd counts a number that the solver reads. It panics, which simplex recovers, after too many.
func mustEnd(left *int) {
	if *left--; *left < 0 {
		panic("the solver does not end")
	}
}

func (c counted) T() mat.Matrix { return mat.Transpose{Matrix: c} }

// model is a portfolio and a target as linear programs.
type model struct {
	*book
	aims    []aim
	unit    decimal.Decimal     // kg CO2e that are 1 for the solver
	price   decimal.Decimal     // cost that is 1 for the solver
	excess  [][]decimal.Decimal // by aim and part: kg that the linear form abates too much
	margin  bool                // leave room for rounding
	closest Plan                // of those that miss the target
}

func (b *book) model(aims []aim) *model {
	m := &model{book: b, aims: aims, unit: one, price: one, excess: make([][]decimal.Decimal, len(aims))}
	for i := range m.excess {
		m.excess[i] = make([]decimal.Decimal, len(b.Baseline.Parts))
	}
	first := true
	for i := range b.Measures {
		m.price = decimal.Max(m.price, b.cost[i].Abs())
		for _, a := range aims {
			if e := decimal.Min(m.effect(i, a.year), m.part(b.Measures[i].Part).emissions(a.year).Kg()); e.IsPositive() && (first || e.GreaterThan(m.unit)) {
				m.unit, first = e, false
			}
		}
	}
	return m
}

// effect returns what the linear form abates in a year at full scale, in kg.
func (m *model) effect(i, year int) decimal.Decimal {
	x := m.Measures[i]
	if x.Share.IsZero() {
		return x.Amount.Kg().Mul(x.ramp(year))
	}
	return m.part(x.Part).emissions(year).Kg().Mul(x.Share).Mul(x.ramp(year))
}

// bounds are the smallest and largest scales of the measures.
type bounds struct{ lo, hi []decimal.Decimal }

// program returns the linear program within bounds, whose first columns are the scales above the smallest, in the order
// of free. costs is false to look for the smallest gap at any cost.
func (m *model) program(in bounds, costs bool) (p *program, free []int) {
	p = &program{}
	column := make(map[int]int, len(m.Measures))
	for i := range m.Measures {
		if in.hi[i].GreaterThan(in.lo[i]) {
			cost := 0.0
			if costs {
				cost = ratio(m.cost[i], m.price)
			}
			column[i] = p.column(cost)
			free = append(free, i)
			p.atMost(ratio(in.hi[i].Sub(in.lo[i]), one), map[int]float64{column[i]: 1})
		}
	}
	m.links(p, in, column)
	for k := range m.aims {
		m.target(p, k, in, column)
	}
	return p, free
}

// links adds prerequisites, exclusions and budgets.
func (m *model) links(p *program, in bounds, column map[int]int) {
	for _, r := range m.requires {
		if j, ok := column[r[0]]; ok {
			line := map[int]float64{j: 1}
			if k, ok := column[r[1]]; ok {
				line[k] = -1
			}
			p.atMost(ratio(in.lo[r[1]].Sub(in.lo[r[0]]), one), line)
		}
	}
	for _, x := range m.excludes {
		j, first := column[x[0]]
		k, second := column[x[1]]
		if first && second {
			p.atMost(1, map[int]float64{j: ratio(one, m.Measures[x[0]].Size.Max), k: ratio(one, m.Measures[x[1]].Size.Max)})
		}
	}
	for _, x := range m.Budgets {
		line, largest, room := map[int]float64{}, none, none
		for i, y := range m.Measures {
			if _, ok := column[i]; ok && y.Start == x.Year && y.Capex.Value.IsPositive() {
				largest = decimal.Max(largest, y.Capex.Value)
				room = room.Add(y.Capex.Value.Shift(-Places))
			}
		}
		if largest.IsZero() {
			continue
		}
		for i, j := range column {
			if y := m.Measures[i]; y.Start == x.Year && y.Capex.Value.IsPositive() {
				line[j] = ratio(y.Capex.Value, largest)
			}
		}
		limit := x.Limit.Value.Sub(m.capex(x.Year, in.lo))
		if m.margin {
			limit = limit.Sub(room)
		}
		p.atMost(ratio(limit, largest), line)
	}
}

// target adds the parts of a milestone year and what they must abate together.
func (m *model) target(p *program, k int, in bounds, column map[int]int) {
	year, needed := m.aims[k].year, m.aims[k].allowed.Kg().Neg()
	for _, part := range m.Baseline.Parts {
		needed = needed.Add(part.emissions(year).Kg())
	}
	if !needed.IsPositive() {
		return // the baseline reaches it
	}
	total := map[int]float64{}
	for n, part := range m.Baseline.Parts {
		line, least := map[int]float64{}, none
		for i, x := range m.Measures {
			if x.Part != part.Name {
				continue
			}
			effect := m.effect(i, year)
			least = least.Add(effect.Mul(in.lo[i]))
			if j, ok := column[i]; ok && effect.IsPositive() {
				line[j] = -ratio(effect, m.unit)
				if m.margin && !x.Size.AllOrNothing {
					needed = needed.Add(effect.Shift(-Places))
				}
			}
			least = least.Sub(m.overlaps(p, i, year, in, column, line))
		}
		if len(line) == 0 && !least.IsPositive() {
			continue
		}
		j := p.column(0)
		line[j], total[j] = 1, 1
		p.atMost(ratio(least, m.unit), line)
		p.atMost(ratio(part.emissions(year).Kg().Add(m.excess[k][n]), m.unit), map[int]float64{j: 1})
		needed = needed.Add(m.excess[k][n])
	}
	p.atLeast(ratio(needed, m.unit), total)
}

// overlaps adds what a measure and those before it abate twice, at least: overlap × (u + v − 1), where u and v are scale ×
// ramp. It returns what they abate twice at the smallest scales.
func (m *model) overlaps(p *program, i, year int, in bounds, column map[int]int, line map[int]float64) decimal.Decimal {
	twice := none
	for _, o := range m.overlap[i] {
		r, s := m.Measures[i].ramp(year), m.Measures[o.with].ramp(year)
		if o.with > i || r.IsZero() || s.IsZero() {
			continue
		}
		amount := o.amount.Kg()
		least := r.Mul(in.lo[i]).Add(s.Mul(in.lo[o.with])).Sub(one)
		at := decimal.Max(least, none)
		twice = twice.Add(amount.Mul(at))
		j, first := column[i]
		k, second := column[o.with]
		if !first && !second {
			continue
		}
		w := p.column(0)
		double := map[int]float64{w: -1}
		if first {
			double[j] = ratio(amount.Mul(r), m.unit)
		}
		if second {
			double[k] = ratio(amount.Mul(s), m.unit)
		}
		p.atMost(ratio(amount.Mul(at.Sub(least)), m.unit), double)
		line[w] = 1
	}
	return twice
}

// ratio returns num ÷ den as the solver reads it.
func ratio(num, den decimal.Decimal) float64 {
	q, err := dec.Quo(num, den)
	if err != nil {
		return math.NaN()
	}
	return q.InexactFloat64()
}
