package ghg

import (
	"fmt"
	"slices"
)

// Check recomputes the result from itself and returns an error that wraps [ErrTampered] at the first number that
// differs: every step from its terms and its units, the emissions from the steps, the CO2e from the emissions and the
// weights, and every factor's digest from its values.
func (r Result) Check() error {
	if r.Scope == 0 || r.Origin == 0 || r.ID == "" || r.Method == "" {
		return fmt.Errorf("%w: result %q lacks its scope, origin, id or method", ErrTampered, r.ID)
	}
	if err := r.Period.Check(); err != nil {
		return fmt.Errorf("%w: result %q: %w", ErrTampered, r.ID, err)
	}
	for i := range r.Steps {
		if err := r.checkStep(i); err != nil {
			return fmt.Errorf("result %q, step %d: %w", r.ID, i+1, err)
		}
	}
	for _, f := range r.Factors {
		if f.digest() != f.Digest {
			return fmt.Errorf("%w: result %q: factor %s does not have the digest %s", ErrTampered, r.ID, f.ID, f.Digest)
		}
	}
	if yielded := yields(r.Steps); !yielded.Equal(r.Emissions) {
		return fmt.Errorf("%w: result %q: the emissions are not what the steps yield", ErrTampered, r.ID)
	}
	return r.checkWeights()
}

// yields are the emissions of the steps that yield any.
func yields(steps []Step) Emissions {
	var list []GasAmount
	for _, s := range steps {
		if s.Yields() {
			list = append(list, GasAmount{Gas: s.Gas, GWP: s.GWP, Kg: s.Value})
		}
	}
	return gather(list)
}

func (r Result) checkStep(i int) error {
	s := r.Steps[i]
	for _, t := range s.Terms {
		if t.Step != 0 {
			if t.Step < 1 || t.Step > i {
				return fmt.Errorf("%w: term %q refers to step %d", ErrTampered, t.Label, t.Step)
			}
			if earlier := r.Steps[t.Step-1]; !earlier.Value.Equal(t.Value) || earlier.Unit != t.Unit {
				return fmt.Errorf("%w: term %q is %s %s, step %d gave %s %s", ErrTampered, t.Label, t.Value, t.Unit, t.Step, earlier.Value, earlier.Unit)
			}
		}
		if t.Factor != "" {
			j := slices.IndexFunc(r.Factors, func(f FactorRecord) bool { return f.ID == t.Factor })
			if j < 0 || !r.Factors[j].holds(t) {
				return fmt.Errorf("%w: factor %s has no value %s %s", ErrTampered, t.Factor, t.Value, t.Unit)
			}
		}
	}
	value, err := s.Evaluate()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	if !value.Equal(s.Value) {
		return fmt.Errorf("%w: %s is %s, its terms give %s", ErrTampered, s.Label, s.Value, value)
	}
	if want := (GasAmount{Gas: s.Gas, GWP: s.GWP}).Unit(); s.Yields() && s.Unit != want {
		return fmt.Errorf("%w: %s is in %q, want %q", ErrTampered, s.Label, s.Unit, want)
	}
	return s.checkUnit()
}

func (r Result) checkWeights() error {
	var counted, outside CO2e
	set, err := ParseGWP(r.GWP)
	known := err == nil
	for _, a := range r.Emissions.list {
		i := slices.IndexFunc(r.Weights, func(w Weight) bool { return w.Gas == a.Gas && w.Basis == a.GWP })
		if i < 0 {
			if a.Gas == CO2Biogenic || (a.Gas != "" && !a.Gas.Kyoto()) {
				continue
			}
			return fmt.Errorf("%w: result %q: there is no weight for %s", ErrTampered, r.ID, a.Unit())
		}
		w := r.Weights[i]
		if known {
			want, err := weightOf(a, set)
			if err != nil || !want.GWP.Equal(w.GWP) || !want.Published.Equal(w.Published) {
				return fmt.Errorf("%w: result %q: the weight of %s is not that of %s", ErrTampered, r.ID, a.Unit(), r.GWP)
			}
		}
		if w.Outside != (a.Gas != "" && !a.Gas.Kyoto()) || a.Gas == CO2Biogenic {
			return fmt.Errorf("%w: result %q: %s is counted on the wrong side of the scopes", ErrTampered, r.ID, a.Unit())
		}
		amount, err := w.Apply(a.Kg)
		if err != nil {
			return fmt.Errorf("%w: result %q: %w", ErrTampered, r.ID, err)
		}
		if w.Outside {
			outside = outside.Add(amount)
		} else {
			counted = counted.Add(amount)
		}
	}
	if !counted.Equal(r.CO2e) || !outside.Equal(r.NonKyoto) {
		return fmt.Errorf("%w: result %q: %s and %s outside the basket, the emissions give %s and %s", ErrTampered, r.ID, r.CO2e, r.NonKyoto, counted, outside)
	}
	return nil
}
