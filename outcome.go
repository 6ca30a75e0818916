package ghg

import (
	"iter"

	"github.com/ghgkit/ghg/internal/input"
)

// Outcome is the result of one calculation or its error. A range over a stream of outcomes cannot skip the errors: only
// [Outcome.Get] returns the result.
//
// The zero Outcome is a failure, as is Failed(nil): a lost error does not pass for a result.
type Outcome struct {
	result    Result
	err       error
	succeeded bool
}

// Succeeded returns the outcome of a calculation that returned r.
func Succeeded(r Result) Outcome { return Outcome{result: r, succeeded: true} }

// Failed returns the outcome of a calculation that failed.
func Failed(err error) Outcome { return Outcome{err: err} }

// Get returns the result or the error.
func (o Outcome) Get() (Result, error) {
	if o.err == nil && !o.succeeded {
		return Result{}, &FieldError{Field: "outcome", Want: "a result or an error", Err: ErrMissing}
	}
	return o.result, o.err
}

// Total adds the CO2e of the outcomes that belong to a total under a. It stops at the first error, and at the first
// result converted with a GWP set other than that of the first result (see [Result.SameGWP]). Memo items are left out. The sum is exact, so
// the order does not matter.
//
// A location-based or market-based result belongs only to a total of its own kind. The zero Accounting is for results
// that are neither; with it, a result of scope 2 is an error, since it would have to be left out.
func Total(outcomes iter.Seq[Outcome], a Accounting) (CO2e, error) {
	if outcomes == nil {
		return CO2e{}, &FieldError{Field: "outcomes", Want: "a sequence, such as activity.Outcomes returns", Err: ErrMissing}
	}
	var total CO2e
	var first Result
	counted := false
	for o := range outcomes {
		r, err := o.Get()
		if err != nil {
			return CO2e{}, err
		}
		if !r.Counts() {
			continue
		}
		if a == 0 && r.Accounting != 0 {
			return CO2e{}, &FieldError{Field: "accounting of the total", Want: "location-based or market-based: result " + input.Shorten(r.ID) + " is " + r.Accounting.String(), Err: ErrMissing}
		}
		if !a.Includes(r.Accounting) {
			continue
		}
		if !counted {
			first, counted = r, true
		} else if err := r.SameGWP(first); err != nil {
			return CO2e{}, err
		}
		total = total.Add(r.CO2e)
	}
	return total, nil
}

// Results are the results of one activity: one for most methods, two for a purchase of electricity (location-based and
// market-based), several for methods whose parts are reported separately.
type Results []Result

// Outcomes yields the results as successful outcomes.
func (rs Results) Outcomes() iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		for _, r := range rs {
			if !yield(Succeeded(r)) {
				return
			}
		}
	}
}

// CO2e adds the results that belong to a total under a; see [Total].
func (rs Results) CO2e(a Accounting) (CO2e, error) { return Total(rs.Outcomes(), a) }

// Part returns the result with the given part name and accounting, and reports whether there is one.
func (rs Results) Part(name string, a Accounting) (Result, bool) {
	for _, r := range rs {
		if r.Part == name && r.Accounting == a {
			return r, true
		}
	}
	return Result{}, false
}
