package uncertainty

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/inventory"
)

// Analysis is the uncertainty of the results that count in a total. It is immutable and safe for concurrent use. The zero
// Analysis has no lines.
type Analysis struct {
	accounting ghg.Accounting
	minCovered float64
	leftOut    []ghg.InputKind
	inputs     []variable // in the order of their identities
	lines      []line     // in the order of id, part and accounting
}

// variable is a random input.
type variable struct {
	Identity
	Uncertainty
	lines int // that depend on it
}

// line is a result that counts.
type line struct {
	Line
	x     float64 // kg CO2e
	terms []term  // in the order of the inputs; none has σ = 0
}

// term is a line's dependence on an input: a is elasticity × σ.
type term struct {
	input int
	a     float64
}

// Line is the uncertainty of one result.
type Line struct {
	ID         string
	Part       string
	Accounting ghg.Accounting // of Scope 2
	Scope      ghg.Scope
	Category   ghg.Category
	CO2e       ghg.CO2e // as reported: the median
	Covered    bool     // the uncertainty of every input is known
	// Unknown is the inputs whose uncertainty is not known.
	Unknown []Identity
	// Sigma is √(Σ e²σ²) over the line's inputs, with elasticities e; GSD2 is exp(2σ). Both are 0 if the line is not covered.
	Sigma, GSD2 float64
	// Low and High are CO2e ÷ GSD² and CO2e × GSD² in kg, ± 2σ.
	Low, High float64
}

// Of returns the uncertainty of the results that count in a total by method a. It takes the time of the lines times their
// inputs. A result of 0 kg CO2e has no elasticity: it is covered and certain.
//
// It fails if the model is not valid, if a rule fails, or if a result does not recompute.
func Of(inv *inventory.Inventory, a ghg.Accounting, m Model) (Analysis, error) {
	if err := m.check(); err != nil {
		return Analysis{}, err
	}
	if _, err := inv.Partial(a); err != nil { // the method of scope 2 is named
		return Analysis{}, err
	}
	g := gathering{model: m, places: map[Identity]int{}}
	var failed error
	inv.Select(a, func(r ghg.Result) bool {
		if failed == nil {
			if err := g.add(&r); err != nil {
				failed = fmt.Errorf("result %s: %w", input.Quote(r.ID), err)
			}
		}
		return false
	})(func(ghg.Result) bool { return true })
	if failed != nil {
		return Analysis{}, failed
	}
	return Analysis{accounting: a, minCovered: m.MinCovered, leftOut: slices.Clone(m.LeftOut), inputs: g.inputs, lines: g.lines}.ordered(), nil
}

// gathering is an analysis in progress. Inputs are in the order of their first use.
type gathering struct {
	model  Model
	places map[Identity]int
	inputs []variable
	lines  []line
}

// add adds a result with its inputs.
func (g *gathering) add(r *ghg.Result) error {
	l := line{Line: Line{ID: r.ID, Part: r.Part, Accounting: r.Accounting, Scope: r.Scope, Category: r.Category, CO2e: r.CO2e, Covered: true}, x: r.CO2e.Kg().InexactFloat64()}
	if !r.CO2e.IsZero() {
		elasticities, order, err := g.elasticities(r)
		if err != nil {
			return err
		}
		for _, at := range order {
			if err := l.depend(&g.inputs[at], at, elasticities[at]); err != nil {
				return err
			}
		}
	}
	l.finish()
	g.lines = append(g.lines, l)
	return nil
}

// elasticities returns those of the inputs of a result, as sums of slope × value ÷ CO2e, and their order.
func (g *gathering) elasticities(r *ghg.Result) (map[int]decimal.Decimal, []int, error) {
	d, err := r.Derivation()
	if err != nil {
		return nil, nil, err
	}
	slopes, err := d.Sensitivity()
	if err != nil {
		return nil, nil, err
	}
	effects, order := map[int]decimal.Decimal{}, []int{}
	for _, s := range slopes {
		value, _ := d.Value(s.Input)
		if slices.Contains(g.model.LeftOut, s.Input.Kind) || s.CO2e.IsZero() || value.IsZero() {
			continue
		}
		at, err := g.place(r, s.Input)
		if err != nil {
			return nil, nil, err
		}
		if _, is := effects[at]; !is {
			order = append(order, at)
		}
		effect, err := dec.Mul(s.CO2e, value)
		if err != nil {
			return nil, nil, err
		}
		effects[at] = effects[at].Add(effect)
	}
	for at, effect := range effects {
		if effects[at], err = dec.Quo(effect, r.CO2e.Kg()); err != nil {
			return nil, nil, err
		}
	}
	return effects, order, nil
}

// place returns the place of an input, whose uncertainty it asks for at the first use.
func (g *gathering) place(r *ghg.Result, in ghg.Input) (int, error) {
	id := identityOf(r.ID, in)
	at, is := g.places[id]
	if is {
		return at, nil
	}
	u, err := g.model.of(r, in)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", id, err)
	}
	at = len(g.inputs)
	g.inputs = append(g.inputs, variable{Identity: id, Uncertainty: u})
	g.places[id] = at
	return at, nil
}

// depend notes an input with its elasticity.
func (l *line) depend(in *variable, at int, elasticity decimal.Decimal) error {
	e := elasticity.InexactFloat64()
	if math.Abs(e) > maxElasticity {
		return &ghg.FieldError{Field: "elasticity of " + in.Identity.String(), Value: number(e), Want: "at most 1000000: the line is the small difference of large numbers", Err: ghg.ErrOutOfRange}
	}
	if e == 0 {
		return nil
	}
	in.lines++
	if !in.known {
		l.Covered, l.Unknown = false, append(l.Unknown, in.Identity)
		return nil
	}
	if a := e * in.sigma; a != 0 {
		l.terms = append(l.terms, term{at, a})
	}
	return nil
}

const maxElasticity = 1e6

// finish computes σ of the line.
func (l *line) finish() {
	if !l.Covered {
		l.terms = nil
		return
	}
	l.Sigma = math.Sqrt(l.variance())
	l.GSD2 = math.Exp(2 * l.Sigma)
	l.Low, l.High = l.x/l.GSD2, l.x*l.GSD2
	if l.x < 0 {
		l.Low, l.High = l.High, l.Low
	}
}

// variance returns the variance of the line's logarithm.
func (l *line) variance() float64 {
	sum := 0.0
	for _, t := range l.terms {
		sum += t.a * t.a
	}
	return sum
}

// ordered returns the analysis with inputs and lines in an order that does not depend on that of the inventory, so sums of
// binary fractions do not either.
func (a Analysis) ordered() Analysis {
	order := make([]int, len(a.inputs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return a.inputs[i].compare(a.inputs[j].Identity) })
	places, inputs := make([]int, len(order)), make([]variable, len(order))
	for to, from := range order {
		places[from], inputs[to] = to, a.inputs[from]
	}
	a.inputs = inputs
	for i := range a.lines {
		l := &a.lines[i]
		for j := range l.terms {
			l.terms[j].input = places[l.terms[j].input]
		}
		slices.SortFunc(l.terms, func(s, t term) int { return cmp.Compare(s.input, t.input) })
		l.finish()
	}
	slices.SortFunc(a.lines, func(x, y line) int {
		return cmp.Or(cmp.Compare(x.ID, y.ID), cmp.Compare(x.Part, y.Part), cmp.Compare(x.Accounting, y.Accounting))
	})
	return a
}

// Lines returns the uncertainty of every result, in the order of id, part and accounting.
func (a Analysis) Lines() []Line {
	list := make([]Line, len(a.lines))
	for i := range a.lines {
		list[i] = a.lines[i].Line
		list[i].Unknown = slices.Clone(list[i].Unknown)
	}
	return list
}

// Accounting returns the method of scope 2.
func (a Analysis) Accounting() ghg.Accounting { return a.accounting }

// LeftOut returns the kinds of input whose uncertainty the model leaves out.
func (a Analysis) LeftOut() []ghg.InputKind { return slices.Clone(a.leftOut) }

// Contribution is what one input adds to the variance of the total, by first order with shared inputs:
//
//	effect = (Σ over the lines that use it, s × e × σ)²        s = CO2e of the line ÷ that of all covered lines
type Contribution struct {
	Input       Identity
	Uncertainty Uncertainty
	Lines       int     // covered lines that use it
	Effect      float64 // its term of σ²
	Share       float64 // Effect ÷ σ²; the shares of all inputs add up to 1
}

// Contributions returns those of all inputs that have an effect on the total, the greatest first. It returns none if the
// total has no interval.
func (a Analysis) Contributions() []Contribution {
	total := a.Total()
	if !total.Known {
		return nil
	}
	list := make([]Contribution, len(a.inputs))
	sums := make([]float64, len(a.inputs))
	covered := 0.0
	for i := range a.lines {
		if a.lines[i].Covered {
			covered += a.lines[i].x
		}
	}
	for i := range a.lines {
		l := &a.lines[i]
		for _, t := range l.terms {
			sums[t.input] += l.x / covered * t.a
			list[t.input].Lines++
		}
	}
	variance := 0.0
	for i := range list {
		list[i].Input, list[i].Uncertainty, list[i].Effect = a.inputs[i].Identity, a.inputs[i].Uncertainty, sums[i]*sums[i]
		variance += list[i].Effect
	}
	for i := range list {
		list[i].Share = list[i].Effect / variance
	}
	list = slices.DeleteFunc(list, func(c Contribution) bool { return c.Effect == 0 })
	slices.SortStableFunc(list, func(x, y Contribution) int { return cmp.Compare(y.Effect, x.Effect) })
	return list
}
