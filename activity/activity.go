package activity

import (
	"iter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/method"
)

// Activity is one method of one standard with its inputs: scope1.StationaryCombustion, scope2.Electricity,
// scope3.Reported and all the others, or a method of your own (see package method). A pointer to an activity is one, too: it is
// what it points to.
type Activity = method.Activity

// Outcomes calculates activities one by one and yields each result or error as it comes, so a stream of any length can be
// calculated and summed in little memory. An error begins with the place of the activity, "activities[0]" for the first. A
// nil activity, and a nil sequence, are errors.
func Outcomes(b factors.Basis, activities iter.Seq[Activity]) iter.Seq[ghg.Outcome] {
	return func(yield func(ghg.Outcome) bool) {
		if activities == nil {
			yield(ghg.Failed(errNil("activities", "a sequence of activities")))
			return
		}
		i := -1
		for a := range activities {
			i++
			results, err := calculate(b, a)
			if err != nil {
				if !yield(ghg.Failed(placed(a, i).At(err))) {
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

// calculate calculates an activity that may be nil.
func calculate(b factors.Basis, a Activity) (ghg.Results, error) {
	if absent.Is(a) {
		return nil, errNil("activity", "an activity, such as a scope1.StationaryCombustion")
	}
	return a.Calculate(b)
}

func errNil(field, want string) error {
	return &ghg.FieldError{Field: field, Value: "nil", Want: want, Err: ghg.ErrMissing}
}
