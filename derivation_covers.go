package ghg

import (
	"slices"
	"strings"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// follow sets the energy of covers, and the volume and use of claims, to what the steps of r have after a change of amounts.
// In the steps, a cover's energy is a term of the steps at its rate, and a claim's volume is an input named for its instrument.
//
// Which part of the energy an instrument covers is decided by the smaller of two terms: if another one became the smallest, the
// error wraps [ErrOtherDerivation]. So it does if the steps do not hold an amount of a cover or claim.
func (d Derivation) follow(r *Result, changes []Change) error {
	if len(r.Covers)+len(r.Claims) == 0 || !slices.ContainsFunc(changes, func(c Change) bool { return c.Input.Kind == InputAmount }) {
		return nil
	}
	if i := slices.IndexFunc(r.Caveats, func(c Caveat) bool { return c.Kind == InstrumentUnused }); i >= 0 {
		return otherSteps("change", r.Caveats[i].Detail, "an amount of a result whose instruments are used whole: here it decides how much is unused")
	}
	if err := d.sameLeast(r); err != nil {
		return err
	}
	for i := range r.Covers {
		c := &r.Covers[i]
		if err := d.followEnergy(r, c); err != nil {
			return err
		}
	}
	for i := range r.Claims {
		if c := &r.Claims[i]; c.Refused == "" {
			if err := d.followClaim(r, c); err != nil {
				return err
			}
		}
	}
	return nil
}

// sameLeast returns an error if other terms than before are the smallest or greatest of a step.
func (d Derivation) sameLeast(r *Result) error {
	for i := range r.Steps {
		was, is := &d.r.Steps[i], &r.Steps[i]
		if is.Op != Min && is.Op != Max {
			continue
		}
		for j := range is.Terms {
			if was.Terms[j].Value.Equal(was.Value) != is.Terms[j].Value.Equal(is.Value) {
				return otherSteps("step "+input.Shorten(is.Label), dec.Text(is.Value)+" "+is.Unit, "the terms that decided it before")
			}
		}
	}
	return nil
}

// followEnergy sets the energy of a cover to what the term of its steps has that held it.
func (d Derivation) followEnergy(r *Result, c *Cover) error {
	energy, ok := d.now(r, c.Energy, d.stepsFrom(c.First, c.Last), func(t *Term) bool { return t.Kind == TermInput || t.Kind == TermStep })
	if !ok {
		return otherSteps("energy of the cover by "+input.Shorten(strings.TrimSpace(c.Source.String()+" "+c.Instrument)), c.Energy.String(), "a term of its steps")
	}
	c.Energy = energy
	return nil
}

// followClaim sets the volume of a claim to what the input has that held it, and its use to the energy that the instrument
// covers. Where it covers none by itself, as where certificates are deducted together, it is used whole.
func (d Derivation) followClaim(r *Result, c *Claim) error {
	at := slices.IndexFunc(r.Covers, func(s Cover) bool { return s.Instrument == c.Instrument })
	volume, ok := d.now(r, c.Volume, d.stepsOfVolume(at), func(t *Term) bool { return t.Kind == TermInput })
	if !ok {
		return otherSteps("volume of instrument "+input.Shorten(c.Instrument), c.Volume.String(), "an input of the steps")
	}
	used := c.Volume
	if at >= 0 {
		used = d.r.Covers[at].Energy
	}
	if used.Unit != c.Used.Unit || !used.Value.Equal(c.Used.Value) {
		return otherSteps("use of instrument "+input.Shorten(c.Instrument), c.Used.String(), "the energy that it covers")
	}
	if whole := c.Whole; whole.Given() && (whole.Unit != volume.Unit || volume.Value.GreaterThan(whole.Value)) {
		return &FieldError{Field: "volume of instrument " + input.Shorten(c.Instrument), Value: volume.String(), Want: "at most that of the whole instrument, " + whole.String(), Err: ErrOutOfRange}
	}
	if c.Volume, c.Used = volume, volume; at >= 0 {
		c.Used = r.Covers[at].Energy
	}
	return nil
}

// stepsFrom returns the indices of steps by the numbers of the first and the last.
func (d Derivation) stepsFrom(first, last int) []int {
	var list []int
	for n := first; n <= last; n++ {
		list = append(list, n-1)
	}
	return list
}

// stepsOfVolume returns the indices of the steps that may hold the volume of the instrument of a cover: its steps at the rate, those
// that they take the energy from, which is the least of what is left and the volume, and the conversions that these take it from.
// Without a cover, every step may.
func (d Derivation) stepsOfVolume(cover int) []int {
	steps := d.r.Steps
	if cover < 0 {
		return d.stepsFrom(1, len(steps))
	}
	c := d.r.Covers[cover]
	list := d.stepsFrom(c.First, c.Last)
	refer := func(from int, all bool) {
		for i := range steps[from].Terms {
			if t := &steps[from].Terms[i]; t.Kind == TermStep && (all || steps[t.Step-1].Op == Product) && !slices.Contains(list, t.Step-1) {
				list = append(list, t.Step-1)
			}
		}
	}
	for _, i := range slices.Clone(list) {
		refer(i, true)
	}
	for _, i := range slices.Clone(list) {
		refer(i, false)
	}
	return list
}

// now returns what the terms of some steps have in r that held an amount before. It reports false if no term held it, or terms that
// held it differ now.
func (d Derivation) now(r *Result, was Amount, steps []int, of func(*Term) bool) (Amount, bool) {
	is, found := was, false
	for _, i := range steps {
		for j := range d.r.Steps[i].Terms {
			t := &d.r.Steps[i].Terms[j]
			if t.Unit != was.Unit || !t.Value.Equal(was.Value) || !of(t) {
				continue
			}
			value := r.Steps[i].Terms[j].Value
			if found && !value.Equal(is.Value) {
				return is, false
			}
			is.Value, found = value, true
		}
	}
	return is, found
}
