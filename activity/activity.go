package activity

import (
	"iter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/method"
)

// Activity is one method of one standard with its inputs: scope1.StationaryCombustion, scope2.Electricity,
// scope3.Reported and all the others, or a method of your own (see package method).
type Activity = method.Activity

// Outcomes calculates activities one by one and yields each result or error as it comes, so a stream of any length can be
// calculated and summed in little memory.
func Outcomes(b factors.Basis, activities iter.Seq[Activity]) iter.Seq[ghg.Outcome] {
	return func(yield func(ghg.Outcome) bool) {
		for a := range activities {
			results, err := a.Calculate(b)
			if err != nil {
				if !yield(ghg.Failed(err)) {
					return
				}
				continue
			}
			for _, r := range results {
				if !yield(ghg.Succeeded(r)) {
					return
				}
			}
		}
	}
}
