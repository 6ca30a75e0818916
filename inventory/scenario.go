package inventory

import (
	"cmp"
	"errors"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/derive"
	"github.com/ghgkit/ghg/internal/num"
)

// Change is another number for an input of an inventory's results.
type Change struct {
	Line string // the id of the activity whose results change; "" for all results that use the factor, property or price
	ghg.Change
}

// Scenario returns the inventory as it would be with other factors, properties, prices or amounts, without running methods
// again: the steps of the results that use an input are evaluated with the other number. Each of them has a caveat that
// names the change. A change of a factor takes the time of the kinds of line that use it, not of the lines, unless their
// methods divide or compare.
//
// It fails if no result uses an input, if a change of an amount names no line, if a certificate would count more than once
// ([DoubleClaimError]), or if a result must be calculated again ([ghg.ErrOtherDerivation]); see [ghg.Derivation.With].
func (inv *Inventory) Scenario(changes ...Change) (*Inventory, error) {
	inv = absent.Or(inv)
	s := scenario{from: &inv.ledger, changes: changes, used: make([]bool, len(changes))}
	s.to = ledger{lines: inv.ledger.lines, texts: inv.ledger.texts, ids: inv.ledger.ids, groups: slices.Clone(inv.ledger.groups), direct: slices.Clone(inv.ledger.direct)}
	for _, c := range changes {
		if c.Input.Kind == ghg.InputAmount && c.Line == "" {
			return nil, &ghg.FieldError{Field: "line of the change of " + c.Input.String(), Want: "the id of an activity: amounts of different lines are different inputs", Err: ghg.ErrMissing}
		}
	}
	for _, run := range []func() error{s.changeGroups, s.changeLines, s.changeDirect, s.sumAgain} {
		if err := run(); err != nil {
			return nil, err
		}
	}
	for i, c := range changes {
		if !s.used[i] {
			return nil, &ghg.FieldError{Field: "input", Value: c.Input.String(), Want: "an input of a result of the inventory, in its unit", Err: ghg.ErrUnknown}
		}
	}
	to := &Inventory{org: inv.org, ledger: s.to}
	if !slices.ContainsFunc(changes, func(c Change) bool { return c.Input.Kind == ghg.InputAmount }) {
		return to, nil
	}
	if err := errors.Join(checkAllClaims(&to.ledger)...); err != nil {
		return nil, err
	}
	return to, nil
}

// scenario is a Scenario in progress.
type scenario struct {
	from    *ledger
	to      ledger
	changes []Change
	used    []bool
	again   []*derive.Adder // of every group, for those whose lines are to be added up again
}

// changed returns a result with the changes that apply to all results, and those to its line.
func (s *scenario) changed(r ghg.Result, line string) (ghg.Result, error) {
	d, err := r.Derivation()
	if err != nil {
		return r, err
	}
	var list []ghg.Change
	for i, c := range s.changes {
		if (c.Line == "" || c.Line == line) && d.Uses(c.Input) {
			list, s.used[i] = append(list, c.Change), true
		}
	}
	if len(list) == 0 {
		return r, nil
	}
	return d.With(list...)
}

// uses reports whether a result may use an input that changes in all lines, or in its own.
func (s *scenario) uses(r *ghg.Result, line string) bool {
	return slices.ContainsFunc(s.changes, func(c Change) bool {
		switch {
		case c.Line != "" && c.Line != line:
			return false
		case c.Input.Kind == ghg.InputFactor:
			return slices.ContainsFunc(r.Factors, func(f ghg.FactorRecord) bool { return f.ID == c.Input.Name })
		case c.Input.Kind == ghg.InputProperty:
			return slices.ContainsFunc(r.Properties, func(p ghg.PropertyRecord) bool { return p.ID == c.Input.Name })
		}
		return true
	})
}

// changeGroups changes the derivations of groups.
func (s *scenario) changeGroups() error {
	kinds := map[*derive.Kind]*derive.Kind{}
	for i := range s.to.groups {
		g := &s.to.groups[i]
		if !slices.ContainsFunc(g.heads, func(r ghg.Result) bool { return s.uses(&r, "") }) {
			continue
		}
		kind := kinds[g.kind]
		if kind == nil {
			var err error
			if kind, err = g.kind.With(func(r ghg.Result) (ghg.Result, error) { return s.changed(r, "") }); err != nil {
				return err
			}
			kinds[g.kind] = kind
		}
		sums, ok := kind.Adopt(g.kind, g.sums)
		if !ok {
			s.sum(int32(i)) //nolint:gosec // fewer than lines
		}
		g.kind, g.sums, g.heads = kind, sums, slices.Clone(g.heads)
		for j := range g.heads {
			head := *kind.Head(j)
			head.ID, head.Entity, head.Site = g.heads[j].ID, g.entity, g.site
			g.heads[j] = head
		}
	}
	return nil
}

// sum notes that the lines of a group are to be added up again.
func (s *scenario) sum(group int32) {
	if s.again == nil {
		s.again = make([]*derive.Adder, len(s.to.groups))
	}
	s.again[group] = &derive.Adder{} // made when the kind is known
}

// changeLines takes the lines that have changes of their own out of their groups.
func (s *scenario) changeLines() error {
	ids := map[string]bool{}
	for _, c := range s.changes {
		if c.Line != "" {
			ids[c.Line] = true
		}
	}
	if len(ids) == 0 {
		return nil
	}
	s.to.lines = chunks[lineRef]{}
	for i := range s.from.lines.n {
		ref := s.from.lines.at(i)
		if id := s.from.id(i); ref.group >= 0 && ids[id] {
			list := s.to.mustRun(ref)
			s.sum(ref.group)
			ref = lineRef{uint64(len(s.to.direct)), -int32(len(list))} //nolint:gosec // few results
			s.to.direct = append(s.to.direct, list...)
		}
		s.to.lines.add(ref)
	}
	return nil
}

// changeDirect changes the results of lines that share no derivation. Those that were taken from a group have had the
// changes of all lines.
func (s *scenario) changeDirect() error {
	for i := range s.to.direct {
		r := &s.to.direct[i]
		if !s.uses(r, r.ID) {
			continue
		}
		changed, err := s.changed(*r, r.ID)
		if err != nil {
			return err
		}
		*r = changed
	}
	return nil
}

// sumAgain runs the lines of groups whose sums are not known.
func (s *scenario) sumAgain() error {
	if len(s.again) == 0 {
		return nil
	}
	for i := range s.again {
		if g := &s.to.groups[i]; s.again[i] != nil {
			g.sums, g.lines = g.kind.NewSums(), 0
			s.again[i] = g.kind.Adder(g.sums, &s.to.space)
		}
	}
	var nums []num.Num
	for i := range s.to.lines.n {
		ref := s.to.lines.at(i)
		if ref.group < 0 || s.again[ref.group] == nil {
			continue
		}
		nums = s.to.amounts(ref, nums[:0])
		if !s.again[ref.group].Add(nums) {
			return &ghg.FieldError{Field: "line", Value: s.to.id(i), Want: "a line that its method decides as before", Err: ghg.ErrOtherDerivation}
		}
		s.to.groups[ref.group].lines++
	}
	return nil
}

// Sensitivity is how much a total changes with one input that results share.
type Sensitivity struct {
	Input ghg.Input
	Value decimal.Decimal // its number
	Slope decimal.Decimal // ∂total ÷ ∂input, in kg CO2e per unit of the input; see [ghg.Slope]
	// Effect is slope × value: to first order, what the total changes if the input doubles.
	Effect decimal.Decimal
	Edge   bool // see [ghg.Slope]
}

// Sensitivity returns the derivative of the total by method a with respect to every factor, property, price and potential
// that its results use, the greatest effect first. Amounts are inputs of single lines: see [ghg.Derivation.Sensitivity].
func (p Partial) Sensitivity() ([]Sensitivity, error) {
	if p.inv == nil {
		return nil, nil
	}
	sum := slopes{}
	l := &p.inv.ledger
	for i := range l.groups {
		if err := p.slopesOf(l, int32(i), sum); err != nil { //nolint:gosec // fewer than lines
			return nil, err
		}
	}
	rest := func(g *group) bool { return !g.monomial() }
	for r := range l.resultsOf(rest) {
		if p.inv.org.counts(r, p.accounting) {
			if err := sum.add(*r, one); err != nil {
				return nil, err
			}
		}
	}
	return sum.list(), nil
}

// Sensitivity is [Partial.Sensitivity] of an inventory that lacks no scope.
func (inv *Inventory) Sensitivity(a ghg.Accounting) ([]Sensitivity, error) {
	p, err := inv.whole(a)
	if err != nil {
		return nil, err
	}
	return p.Sensitivity()
}

// slopesOf adds the slopes of a group's lines, if they follow from those of one line.
func (p Partial) slopesOf(l *ledger, i int32, sum slopes) error {
	g := &l.groups[i]
	if !g.monomial() {
		return nil
	}
	results, err := g.kind.Results(g.kind.Unit())
	if err != nil {
		return err
	}
	for j := range results {
		times, _ := g.kind.Times(j, &g.sums[j])
		if !p.inv.org.counts(&g.heads[j], p.accounting) {
			continue
		}
		if err := sum.add(results[j], times); err != nil {
			return err
		}
	}
	return nil
}

// monomial reports whether the numbers of all lines of the group follow from those of one.
func (g *group) monomial() bool {
	for i := range g.sums {
		if _, ok := g.kind.Times(i, &g.sums[i]); !ok {
			return false
		}
	}
	return true
}

// slopes adds up slopes by input.
type slopes map[ghg.Input]*Sensitivity

func (s slopes) add(r ghg.Result, times decimal.Decimal) error {
	d, err := r.Derivation()
	if err != nil {
		return err
	}
	list, err := d.Sensitivity()
	if err != nil {
		return err
	}
	for _, slope := range list {
		if slope.Input.Kind == ghg.InputAmount {
			continue
		}
		to := s[slope.Input]
		if to == nil {
			value, _ := d.Value(slope.Input)
			to = &Sensitivity{Input: slope.Input, Value: value}
			s[slope.Input] = to
		}
		to.Slope, to.Edge = to.Slope.Add(slope.CO2e.Mul(times)), to.Edge || slope.Edge
	}
	return nil
}

func (s slopes) list() []Sensitivity {
	list := make([]Sensitivity, 0, len(s))
	for _, one := range s {
		one.Effect = one.Slope.Mul(one.Value)
		list = append(list, *one)
	}
	slices.SortFunc(list, func(a, b Sensitivity) int {
		return cmp.Or(b.Effect.Abs().Cmp(a.Effect.Abs()), cmp.Compare(a.Input.Kind, b.Input.Kind), cmp.Compare(a.Input.Name, b.Input.Name),
			cmp.Compare(a.Input.Gas, b.Input.Gas), cmp.Compare(a.Input.Basis, b.Input.Basis), cmp.Compare(a.Input.Digest, b.Input.Digest))
	})
	return list
}

var one = decimal.New(1, 0)
