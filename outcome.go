package ghg

import "iter"

// Outcome is one calculation's result or its error. Streams of outcomes cannot be ranged over in a way that skips the
// errors: the result comes out by [Outcome.Get] only.
//
// The zero Outcome is a failure, as is Failed(nil): an error that got lost does not pass for a result.
type Outcome struct {
	result    Result
	err       error
	succeeded bool
}

// Succeeded returns the outcome of a calculation that gave r.
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

// Total adds the CO2e of a stream of outcomes that belong to a total made by a. It stops at the first error, and at
// the first result weighed by another GWP set than the first. Results that are apart from totals are left out. The
// sum is exact, so the order does not matter.
//
// A result by location or by market belongs to a total of its own kind only. The zero Accounting is for results that
// are neither; with it, one of scope 2 is an error, since it would have to be left out.
func Total(outcomes iter.Seq[Outcome], a Accounting) (CO2e, error) {
	var total CO2e
	set, first := "", true
	for o := range outcomes {
		r, err := o.Get()
		if err != nil {
			return CO2e{}, err
		}
		if !r.Counts() {
			continue
		}
		if a == 0 && r.Accounting != 0 {
			return CO2e{}, &FieldError{Field: "accounting of the total", Want: "location-based or market-based: result " + r.ID + " is " + r.Accounting.String(), Err: ErrMissing}
		}
		if !a.Includes(r.Accounting) {
			continue
		}
		if first {
			set, first = r.GWP, false
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

// CO2e adds the results that belong to a total made by a; see [Total].
func (rs Results) CO2e(a Accounting) (CO2e, error) { return Total(rs.Outcomes(), a) }

// Part returns the result with the given part name and accounting, and whether there is one.
func (rs Results) Part(name string, a Accounting) (Result, bool) {
	for _, r := range rs {
		if r.Part == name && r.Accounting == a {
			return r, true
		}
	}
	return Result{}, false
}
