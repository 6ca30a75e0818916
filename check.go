package ghg

import (
	"errors"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"
)

// Check recomputes the result from itself and returns an error that wraps [ErrTampered] at the first number that
// differs: every step from its terms and its units, the terms from the steps and factors they refer to, the emissions
// from the steps, the weights from the GWP set if it is one of the IPCC's, the CO2e from the emissions and the weights,
// and every factor's digest from its values.
func (r Result) Check() error {
	if err := r.checkHead(); err != nil {
		return err
	}
	records, err := r.checkFactors()
	if err != nil {
		return err
	}
	for i := range r.Steps {
		if err := r.checkStep(i, records); err != nil {
			return fmt.Errorf("result %q, step %d: %w", r.ID, i+1, err)
		}
	}
	yielded, err := Yields(r.Steps)
	if err != nil {
		return fmt.Errorf("%w: result %q: %w", ErrTampered, r.ID, err)
	}
	if !yielded.Equal(r.Emissions) {
		return fmt.Errorf("%w: result %q: the emissions are not what the steps yield", ErrTampered, r.ID)
	}
	return r.checkWeights()
}

func (r Result) checkHead() error {
	if r.Scope == 0 || r.Scope > Scope3 || r.Origin == 0 || r.Origin > Reported || r.ID == "" || r.Method == "" || r.GWP == "" {
		return fmt.Errorf("%w: result %q lacks its scope, origin, id, method or GWP set", ErrTampered, r.ID)
	}
	if r.Category != 0 && (r.Scope != Scope3 || !r.Category.Valid()) {
		return fmt.Errorf("%w: result %q: %s is none of %s", ErrTampered, r.ID, r.Category, r.Scope)
	}
	if r.Accounting > MarketBased {
		return fmt.Errorf("%w: result %q has the %s", ErrTampered, r.ID, r.Accounting)
	}
	if err := r.Period.Check(); err != nil {
		return fmt.Errorf("%w: result %q: %w", ErrTampered, r.ID, err)
	}
	if err := r.Quality.Check(); err != nil {
		return fmt.Errorf("%w: result %q: %w", ErrTampered, r.ID, err)
	}
	return nil
}

// checkFactors checks the digests of the factors and returns them by id. Two may have one id: factors given with the
// activity for the same thing.
func (r Result) checkFactors() (map[string][]*FactorRecord, error) {
	records := make(map[string][]*FactorRecord, len(r.Factors))
	for i := range r.Factors {
		f := &r.Factors[i]
		for j := range f.PerUnit.list {
			if err := f.PerUnit.list[j].check(); err != nil {
				return nil, fmt.Errorf("%w: result %q: factor %s: %w", ErrTampered, r.ID, f.ID, err)
			}
		}
		if f.digest() != f.Digest {
			return nil, fmt.Errorf("%w: result %q: factor %s does not have the digest %s", ErrTampered, r.ID, f.ID, f.Digest)
		}
		records[f.ID] = append(records[f.ID], f)
	}
	return records, nil
}

func (r Result) checkStep(i int, records map[string][]*FactorRecord) error {
	s := r.Steps[i]
	for _, t := range s.Terms {
		if t.Step != 0 {
			if t.Step < 1 || t.Step > i {
				return fmt.Errorf("%w: term %q refers to step %d", ErrTampered, t.Label, t.Step)
			}
			if earlier := r.Steps[t.Step-1]; !earlier.Value.Equal(t.Value) || earlier.Unit != t.Unit {
				return fmt.Errorf("%w: term %q is %s %s, step %d gave %s %s", ErrTampered, t.Label, shown(t.Value), t.Unit, t.Step, shown(earlier.Value), earlier.Unit)
			}
		}
		if t.Factor != "" {
			if !slices.ContainsFunc(records[t.Factor], func(f *FactorRecord) bool { return f.holds(t) }) {
				return fmt.Errorf("%w: factor %s has no value %s %s", ErrTampered, t.Factor, shown(t.Value), t.Unit)
			}
		}
	}
	value, err := s.Evaluate()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrTampered, err)
	}
	if !value.Equal(s.Value) {
		return fmt.Errorf("%w: %s is %s, its terms give %s", ErrTampered, s.Label, shown(s.Value), shown(value))
	}
	if want := (GasAmount{Gas: s.Gas, GWP: s.GWP}).Unit(); s.Yields() && s.Unit != want {
		return fmt.Errorf("%w: %s is in %q, want %q", ErrTampered, s.Label, s.Unit, want)
	}
	return s.checkUnit()
}

func (r Result) checkWeights() error {
	set, _ := ParseGWP(r.GWP) // zero for a set of one's own, whose potentials are not known here
	weights := r.Weights      // in the order of the emissions
	var counted, outside CO2e
	for _, a := range r.Emissions.list {
		apart := a.Gas != "" && !a.Gas.Kyoto()
		if len(weights) == 0 || weights[0].Gas != a.Gas || weights[0].Basis != a.GWP {
			if a.Gas == CO2Biogenic || (apart && hasNoWeight(a, set)) {
				continue
			}
			return fmt.Errorf("%w: result %q: there is no weight for %s", ErrTampered, r.ID, a.Unit())
		}
		w := weights[0]
		weights = weights[1:]
		if !set.IsZero() && !w.isOf(a, set) {
			return fmt.Errorf("%w: result %q: the weight of %s is not that of %s", ErrTampered, r.ID, a.Unit(), r.GWP)
		}
		if w.Outside != apart || a.Gas == CO2Biogenic || a.Gas == Carbon {
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
	if len(weights) > 0 {
		return fmt.Errorf("%w: result %q: there is a weight for %q and nothing to weigh", ErrTampered, r.ID, string(weights[0].Gas))
	}
	if !counted.Equal(r.CO2e) || !outside.Equal(r.NonKyoto) {
		return fmt.Errorf("%w: result %q: %s and %s outside the basket, the emissions give %s and %s kg CO2e", ErrTampered, r.ID, shown(r.CO2e.kg), shown(r.NonKyoto.kg), shown(counted.kg), shown(outside.kg))
	}
	return nil
}

// isOf reports whether the weight is the one of an amount under a set.
func (w Weight) isOf(a GasAmount, set GWP) bool {
	want, err := weightOf(a, set)
	return err == nil && want.GWP.Equal(w.GWP) && want.Published.Equal(w.Published)
}

// hasNoWeight reports whether a gas outside the Kyoto basket may go without a weight: it has no potential in the set, or
// the set is not one of the IPCC's and cannot be asked.
func hasNoWeight(a GasAmount, set GWP) bool {
	if a.Gas == Carbon {
		return false
	}
	if set.IsZero() {
		return true
	}
	_, err := weightOf(a, set)
	return errors.Is(err, ErrNoGWP)
}

// shown is a number for an error message, cut if it is very long.
func shown(d decimal.Decimal) string {
	const most = 100
	s := d.String()
	if len(s) > most {
		return s[:most] + "…"
	}
	return s
}
