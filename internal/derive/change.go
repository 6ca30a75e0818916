package derive

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/num"
)

// Part returns the kind of lines with some of their results, each changed: it is given each result as it was recorded and
// returns it, as change of [Kind.With] does, and whether to keep it. Sums of lines of the whole kind become those of the part
// by [Kind.Adopt].
func (k *Kind) Part(change func(ghg.Result) (r ghg.Result, keep bool, err error)) (*Kind, error) {
	to := &Kind{gwp: k.gwp, amounts: k.amounts, texts: k.texts, signs: k.signs}
	for i := range k.programs {
		p := k.programs[i]
		r, keep, err := change(p.proto)
		if err != nil {
			return nil, err
		}
		if !keep {
			continue
		}
		if err := p.become(r, k.amounts); err != nil {
			return nil, err
		}
		p.before = i
		to.programs = append(to.programs, p)
	}
	return to, nil
}

// With returns the kind of lines with other factors, properties or prices: change is given each result as it was recorded
// and returns it with other numbers in the same steps, and with more constant terms at their ends, as [ghg.Derivation.With]
// and [ghg.Result.Portion] do.
func (k *Kind) With(change func(ghg.Result) (ghg.Result, error)) (*Kind, error) {
	to := &Kind{gwp: k.gwp, amounts: k.amounts, texts: k.texts, signs: k.signs, programs: slices.Clone(k.programs)}
	for i := range to.programs {
		p := &to.programs[i]
		p.before = i
		r, err := change(p.proto)
		if err != nil {
			return nil, err
		}
		if err := p.become(r, k.amounts); err != nil {
			return nil, err
		}
	}
	return to, nil
}

// become makes the program that of a result that is its own, changed.
func (p *program) become(r ghg.Result, amounts int) error {
	if len(r.Steps) != len(p.proto.Steps) {
		return ErrOther
	}
	steps := make([]step, len(r.Steps))
	for i := range r.Steps {
		s := &r.Steps[i]
		steps[i] = step{op: s.Op, sign: s.Value.Sign(), divisor: num.New(1, 0), constant: num.New(1, 0)}
		if len(s.Terms) < len(p.proto.Steps[i].Terms) {
			return ErrOther
		}
		for j := range s.Terms {
			from, ok := p.from(i, j, &s.Terms[j], amounts)
			if !ok || !steps[i].add(from, &s.Terms[j]) {
				return ErrOther
			}
		}
	}
	p.keepPlaces(&r)
	p.proto, p.steps, p.outside = r.Clone(), steps, r.NonKyoto.Kg().Sign()
	p.monomial = p.monomialOf(amounts)
	return nil
}

// keepPlaces drops the places of texts and amounts that the change wrote into, such as those of a purchase that the result does
// not cover any more: a line has nothing to fill in there.
func (p *program) keepPlaces(r *ghg.Result) {
	p.texts = slices.DeleteFunc(slices.Clone(p.texts), func(at textPlace) bool { return *at.of(r) != *at.of(&p.proto) })
	p.records = slices.DeleteFunc(slices.Clone(p.records), func(at amountPlace) bool {
		a, before := at.of(r), at.of(&p.proto)
		return a == nil || before == nil || a.Unit != before.Unit
	})
}

// from returns where the number of a term comes from, which is a place of the program or a constant.
func (p *program) from(i, j int, t *ghg.Term, amounts int) (source, bool) {
	if t.Kind == ghg.TermStep {
		return source{slot: amounts + t.Step - 1}, true
	}
	if at := slices.IndexFunc(p.terms, func(at place) bool { return at.step == i && at.term == j }); at >= 0 {
		return source{slot: p.terms[at].amount}, true
	}
	constant, ok := num.Of(t.Value)
	return source{-1, constant}, ok
}

// Adopt returns the sums of lines of the kind that this one was made of, as those of this one, and reports whether they need
// no run of every line: where all results are monomials of the same amounts.
func (k *Kind) Adopt(of *Kind, sums []Sums) ([]Sums, bool) {
	to := k.NewSums()
	for i := range k.programs {
		before := k.programs[i].before
		a, b := k.programs[i].monomial, of.programs[before].monomial
		if a == nil || b == nil || !a.exact || !b.exact || !slices.Equal(a.slots, b.slots) {
			return nil, false
		}
		to[i] = sums[before]
	}
	return to, true
}

// Unit returns a line of the kind with amounts of 1 or −1, and for a result that is a monomial what to multiply its
// numbers with to have the sum of lines.
func (k *Kind) Unit() Line {
	list := make([]num.Num, k.amounts)
	for i := range list {
		list[i] = num.New(int64(k.signs[i]), 0)
	}
	texts := make([]string, k.texts)
	for i := range texts {
		texts[i] = strconv.Itoa(i) // unlike each other
	}
	return Line{ID: "unit", Amounts: AmountsOf(list), Texts: texts}
}

// Times returns what the numbers of the i-th result of the unit line are to be multiplied with to give those of the lines
// of sums, but for what is rounded, and whether there is such a number: the result is a monomial.
func (k *Kind) Times(i int, sums *Sums) (decimal.Decimal, bool) {
	m := k.programs[i].monomial
	if m == nil {
		return decimal.Decimal{}, false
	}
	sign := 1
	for _, slot := range m.slots {
		sign *= k.signs[slot]
	}
	return sums.product.Decimal().Mul(decimal.NewFromInt(int64(sign))), true
}
