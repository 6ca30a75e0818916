package ghg

import "iter"

// Outcome is one calculation's result or its error. Streams of outcomes cannot be ranged over in a way that skips the
// errors: the result comes out by [Outcome.Get] only.
type Outcome struct {
	result Result
	err    error
}

// Succeeded returns the outcome of a calculation that gave r.
func Succeeded(r Result) Outcome { return Outcome{result: r} }

// Failed returns the outcome of a calculation that failed.
func Failed(err error) Outcome { return Outcome{err: err} }

// Get returns the result or the error.
func (o Outcome) Get() (Result, error) { return o.result, o.err }

// Sum adds the CO2e of a stream of outcomes that belong to a total made by a. It stops at the first error, and at
// the first result weighed by another GWP set than the first. Results that are apart from totals are left out. The
// sum is exact, so the order does not matter.
func Sum(outcomes iter.Seq[Outcome], a Accounting) (CO2e, error) {
	var total CO2e
	set := ""
	for o := range outcomes {
		r, err := o.Get()
		if err != nil {
			return CO2e{}, err
		}
		if r.Apart != "" || !a.Includes(r.Accounting) {
			continue
		}
		if set == "" {
			set = r.GWP
		}
		if r.GWP != set {
			return CO2e{}, &FieldError{Field: "GWP of result " + r.ID, Value: r.GWP, Want: "the set of the others, " + set, Err: ErrMixed}
		}
		total = total.Add(r.CO2e)
	}
	return total, nil
}

// Results are the results of one activity: one for most methods, two for a purchase of electricity (by location and
// by market), several for methods whose parts are reported apart.
type Results []Result

// Outcomes yields the results as outcomes that succeeded.
func (rs Results) Outcomes() iter.Seq[Outcome] {
	return func(yield func(Outcome) bool) {
		for _, r := range rs {
			if !yield(Succeeded(r)) {
				return
			}
		}
	}
}

// CO2e adds the results that belong to a total made by a; see [Sum].
func (rs Results) CO2e(a Accounting) (CO2e, error) { return Sum(rs.Outcomes(), a) }

// Part returns the result with the given part name and accounting, and whether there is one.
func (rs Results) Part(name string, a Accounting) (Result, bool) {
	for _, r := range rs {
		if r.Part == name && r.Accounting == a {
			return r, true
		}
	}
	return Result{}, false
}
