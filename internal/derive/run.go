package derive

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// step is one step of a program. In a product, the constants are multiplied when it is recorded.
type step struct {
	op                ghg.Op
	sign              int
	constant, divisor num.Num
	times, over       []int // slots of a product
	terms             []summand
}

// summand is a term of a sum, or one of those of which the smallest or largest is taken.
type summand struct {
	source
	subtracts bool
}

// add adds a term, and reports whether its number fits.
func (s *step) add(from source, t *ghg.Term) bool {
	switch {
	case s.op != ghg.Product:
		s.terms = append(s.terms, summand{from, t.Subtracts})
	case from.slot >= 0 && t.Divides:
		s.over = append(s.over, from.slot)
	case from.slot >= 0:
		s.times = append(s.times, from.slot)
	case t.Divides:
		return s.divisor.Mul(&s.divisor, &from.constant)
	default:
		return s.constant.Mul(&s.constant, &from.constant)
	}
	return true
}

// guard is a comparison that the method made: a × num with b × den.
type guard struct {
	a, b     source
	num, den num.Num
	sign     int
}

// output is the amount of one gas and basis, the sum of steps, and its weight.
type output struct {
	gas            ghg.Gas
	gwpBasis       string
	slots          []int
	weighted       bool
	outside        bool
	gwp, published num.Num
}

// value returns the number of a source.
func (s *source) value(slots []num.Num) *num.Num {
	if s.slot < 0 {
		return &s.constant
	}
	return &slots[s.slot]
}

// Space holds the numbers of a run, for reuse. It is for one goroutine.
type Space struct{ results []numbers }

type numbers struct{ slots, out []num.Num }

func (s *Space) of(i int) *numbers {
	for len(s.results) <= i {
		s.results = append(s.results, numbers{})
	}
	return &s.results[i]
}

// maxExponent bounds the amounts of lines that share a derivation, so that no number that follows from them comes near the
// bounds of package dec. Lines with other amounts are calculated, or refused.
const maxExponent = 100

// Run adds the emissions of a line to sums. It reports whether the line is of the kind and every number fits; if not, the
// sums are as they were.
func (k *Kind) Run(amounts []num.Num, sums []Sums, space *Space) bool {
	if !k.Holds(amounts, space) {
		return false
	}
	for i := range k.programs {
		sums[i].add(k.programs[i].outputs, space.results[i].out)
	}
	return true
}

// Holds reports whether a line is of the kind and every number fits.
func (k *Kind) Holds(amounts []num.Num, space *Space) bool {
	if len(amounts) != k.amounts {
		return false
	}
	for i := range amounts {
		if exp := amounts[i].Exponent(); amounts[i].Sign() != k.signs[i] || exp > maxExponent || exp < -maxExponent {
			return false
		}
	}
	for i := range k.programs {
		if !k.programs[i].run(amounts, space.of(i)) {
			return false
		}
	}
	return true
}

// run computes the outputs: of a monomial its product; otherwise the kilograms of every output, then its CO2e.
func (p *program) run(amounts []num.Num, n *numbers) bool {
	if p.monomial != nil {
		n.out = slices.Grow(n.out[:0], 1)[:1]
		if !p.monomial.run(amounts, &n.out[0]) {
			return false
		}
		if p.monomial.exact {
			return true
		}
	}
	n.slots = append(n.slots[:0], amounts...)
	for i := range p.steps {
		var value num.Num
		if !p.steps[i].run(&value, n.slots) || value.Sign() != p.steps[i].sign {
			return false
		}
		n.slots = append(n.slots, value)
	}
	for i := range p.guards {
		g := &p.guards[i]
		var a, b num.Num
		if !a.Mul(g.a.value(n.slots), &g.num) || !b.Mul(g.b.value(n.slots), &g.den) || a.Cmp(&b) != g.sign {
			return false
		}
	}
	return p.weigh(n)
}

// weigh computes the outputs from the steps, and puts the product of a monomial behind them. It leaves the CO2e of a linear
// output to its sum.
func (p *program) weigh(n *numbers) bool {
	count := len(p.outputs)
	var product num.Num
	if p.monomial != nil {
		product = n.out[0]
	}
	n.out = slices.Grow(n.out[:0], 2*count+1)[:2*count+1]
	n.out[2*count] = product
	var outside num.Num
	for i := range p.outputs {
		o := &p.outputs[i]
		kg, co2e := &n.out[i], &n.out[count+i]
		*kg, *co2e = n.slots[o.slots[0]], num.Num{}
		for _, slot := range o.slots[1:] {
			if !kg.Add(kg, &n.slots[slot]) {
				return false
			}
		}
		if !o.weighted || o.linear() {
			continue
		}
		if !co2e.Mul(kg, &o.gwp) || !o.published.IsOne() && !co2e.Quo(co2e, &o.published) {
			return false
		}
		if o.outside && !outside.Add(&outside, co2e) {
			return false
		}
	}
	return outside.Sign() == p.outside
}

func (s *step) run(value *num.Num, slots []num.Num) bool {
	switch s.op {
	case ghg.Product:
		return s.product(value, slots)
	case ghg.Sum:
		return s.sum(value, slots)
	}
	for i := range s.terms {
		x := s.terms[i].value(slots)
		if c := x.Cmp(value); i == 0 || (s.op == ghg.Min && c < 0) || (s.op == ghg.Max && c > 0) {
			*value = *x
		}
	}
	return true
}

func (s *step) product(value *num.Num, slots []num.Num) bool {
	*value = s.constant
	for _, slot := range s.times {
		if !value.Mul(value, &slots[slot]) {
			return false
		}
	}
	if len(s.over) == 0 && s.divisor.IsOne() {
		return true
	}
	divisor := s.divisor
	for _, slot := range s.over {
		if !divisor.Mul(&divisor, &slots[slot]) {
			return false
		}
	}
	return divisor.IsOne() || value.Quo(value, &divisor)
}

func (s *step) sum(value *num.Num, slots []num.Num) bool {
	for i := range s.terms {
		t := &s.terms[i]
		var ok bool
		if t.subtracts {
			ok = value.Sub(value, t.value(slots))
		} else {
			ok = value.Add(value, t.value(slots))
		}
		if !ok {
			return false
		}
	}
	return true
}

// monomial is a result whose every emission is a constant times the same product of amounts, as nearly all are. The
// product is added up over the lines. If no constant is a quotient, which is rounded for every line, they are applied
// once, to the sum.
type monomial struct {
	slots    []int
	exact    bool
	kg, co2e []num.Num // of each output, if exact
	total    num.Num   // CO2e of those within the basket, if exact
	apart    num.Num   // CO2e of those outside, if exact
}

// monomialOf returns the monomial of a program, or nil: one that divides by amounts, adds different ones or compares has
// none.
func (p *program) monomialOf(amounts int) *monomial {
	if len(p.guards) > 0 || len(p.outputs) == 0 {
		return nil
	}
	terms := make([]monomialTerm, len(p.steps))
	for i := range p.steps {
		if !terms[i].of(&p.steps[i], terms, amounts) {
			return nil
		}
	}
	m := &monomial{slots: terms[p.outputs[0].slots[0]-amounts].slots, exact: true}
	for i := range p.outputs {
		o := &p.outputs[i]
		var kg, co2e num.Num
		for _, slot := range o.slots {
			t := &terms[slot-amounts]
			if !slices.Equal(t.slots, m.slots) || !kg.Add(&kg, &t.constant) {
				return nil
			}
			m.exact = m.exact && !t.divided
		}
		m.exact = m.exact && (!o.weighted || o.published.IsOne() && co2e.Mul(&kg, &o.gwp)) &&
			(!o.weighted || m.sum(o).Add(m.sum(o), &co2e))
		m.kg, m.co2e = append(m.kg, kg), append(m.co2e, co2e)
	}
	return m
}

// sum returns the sum that an output's CO2e is a part of.
func (m *monomial) sum(o *output) *num.Num {
	if o.outside {
		return &m.apart
	}
	return &m.total
}

// monomialTerm is a constant times amounts.
type monomialTerm struct {
	constant num.Num
	divided  bool
	slots    []int
}

// of sets t to the value of a step, and reports whether it is a constant times amounts.
func (t *monomialTerm) of(s *step, before []monomialTerm, amounts int) bool {
	if s.op != ghg.Product || len(s.over) > 0 {
		return false
	}
	t.constant, t.divided = s.constant, !s.divisor.IsOne()
	for _, slot := range s.times {
		if slot < amounts {
			t.slots = append(t.slots, slot)
			continue
		}
		from := &before[slot-amounts]
		t.slots, t.divided = append(t.slots, from.slots...), t.divided || from.divided
		if !t.constant.Mul(&t.constant, &from.constant) {
			return false
		}
	}
	slices.Sort(t.slots)
	return true
}

func (m *monomial) run(amounts []num.Num, product *num.Num) bool {
	*product = num.New(1, 0)
	for i, slot := range m.slots {
		if i == 0 {
			*product = amounts[slot]
		} else if !product.Mul(product, &amounts[slot]) {
			return false
		}
	}
	return true
}
