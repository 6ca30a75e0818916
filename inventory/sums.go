package inventory

import (
	"iter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/derive"
)

// sum is a result, or the results of many lines that share a derivation, added up.
type sum struct {
	head   *ghg.Result // what they have in common; its numbers are not to be used
	lines  int
	result *ghg.Result // of one result
	kind   *derive.Kind
	of     *derive.Sums
	place  int // of the result in the kind
}

// sums yields every result, those of a group added up.
func (l *ledger) sums() iter.Seq[sum] {
	return func(yield func(sum) bool) {
		for i := range l.direct {
			if !yield(sum{head: &l.direct[i], lines: 1, result: &l.direct[i]}) {
				return
			}
		}
		for i := range l.groups {
			for s := range l.sumsOf(i) {
				if !yield(s) {
					return
				}
			}
		}
	}
}

// sumsOf yields the sums of a group.
func (l *ledger) sumsOf(i int) iter.Seq[sum] {
	g := &l.groups[i]
	return func(yield func(sum) bool) {
		for j := range g.heads {
			if !yield(sum{head: &g.heads[j], lines: g.lines, kind: g.kind, of: &g.sums[j], place: j}) {
				return
			}
		}
	}
}

// emissions returns the emissions by gas and basis, each with its CO2e.
func (s sum) emissions() ([]derive.Emission, error) {
	if s.result == nil {
		return s.kind.Emissions(s.place, s.of), nil
	}
	var list []derive.Emission
	for a := range s.result.Emissions.All() {
		co2e, err := weigh(a, *s.result)
		if err != nil {
			return nil, err
		}
		list = append(list, derive.Emission{Gas: a.Gas, Basis: a.GWP, Kg: a.Kg, CO2e: co2e, Outside: a.Gas != "" && !a.Gas.Kyoto()})
	}
	return list, nil
}

// co2e returns the CO2e of the gases in the Kyoto basket, and of those outside it.
func (s sum) co2e() (counted, outside ghg.CO2e) {
	if s.result != nil {
		return s.result.CO2e, s.result.NonKyoto
	}
	return s.kind.SumCO2e(s.place, s.of)
}

// biogenic returns the kilograms of CO2 from biomass, and reports whether they are known.
func (s sum) biogenic() (kg decimal.Decimal, known bool) {
	if s.result != nil {
		return s.result.BiogenicCO2()
	}
	return s.kind.SumKg(s.place, s.of, ghg.CO2Biogenic)
}

// any returns a result, without its own numbers if its line shares a derivation; nil if there is none.
func (l *ledger) any() *ghg.Result {
	if len(l.direct) > 0 {
		return &l.direct[0]
	}
	if len(l.groups) > 0 {
		return &l.groups[0].heads[0]
	}
	return nil
}
