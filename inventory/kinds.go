package inventory

import (
	"iter"

	"github.com/ghgkit/ghg"
)

// KindTotal is the results of lines that differ only in their amounts and texts, added up.
type KindTotal struct {
	// Head is what the results have in common: scope, category, method, part, period, entity, origin, quality, caveats
	// and factors. It has no id, purchase, steps, notes or numbers, which are each line's own.
	Head  ghg.Result
	Lines int
	CO2e  ghg.CO2e
}

// Kinds yields the results that count, those of lines that share a derivation added up: a figure that asks only for what
// lines have in common takes the time of the kinds of line, not of the lines. Lines that share none are each yielded.
func (p Partial) Kinds() iter.Seq[KindTotal] {
	return func(yield func(KindTotal) bool) {
		for s := range p.sums() {
			head := *s.head
			head.ID, head.Purchase, head.Outstanding, head.Claims, head.Covers = "", ghg.Purchase{}, ghg.Amount{}, nil, nil
			head.Emissions, head.CO2e, head.NonKyoto = ghg.Emissions{}, ghg.CO2e{}, ghg.CO2e{}
			head.Weights, head.Steps = nil, nil
			head.Notes = nil //nolint:forbidigo // they are cleared, not read
			co2e, _ := s.co2e()
			if !yield(KindTotal{Head: head.Clone(), Lines: s.lines, CO2e: co2e}) {
				return
			}
		}
	}
}
