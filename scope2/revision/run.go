package revision

import (
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/scope2"
)

// figures are the results of a site under one edition.
type figures struct {
	location, market ghg.Result
	unmatched        int64
	fallback         Fallback // of the unmatched load; zero if all is matched
}

// today calculates the sites as a company does today: contracts allocated by a [scope2.Ledger].
func (j *job) today(b factors.Basis) ([]figures, error) {
	instruments := make([]scope2.Instrument, len(j.contracts))
	for i, c := range j.contracts {
		instruments[i] = c.Instrument
	}
	purchases := make([]scope2.Electricity, len(j.sites))
	for i, s := range j.sites {
		purchases[i] = s.Purchase
	}
	ledger, err := scope2.NewLedger(j.window, instruments...)
	if err != nil {
		return nil, err
	}
	allocation, err := ledger.Allocate(purchases)
	if err != nil {
		return nil, err
	}
	duals, err := allocation.Dual(b)
	if err != nil {
		return nil, err
	}
	out := make([]figures, len(duals))
	for i, d := range duals {
		out[i] = figures{location: d.Location, market: d.Market}
	}
	return out, nil
}

// run calculates the sites under an edition.
func (j *job) run(e *Edition, b factors.Basis) ([]figures, *match, error) {
	m, err := j.match(e)
	if err != nil {
		return nil, nil, err
	}
	out := make([]figures, len(j.sites))
	for k, s := range j.sites {
		if out[k], err = m.calculate(k, b); err != nil {
			return nil, nil, fmt.Errorf("site %s under %s: %w", input.Quote(s.id()), input.Shorten(e.Name), err)
		}
	}
	return out, m, nil
}

// calculate gives the purchase of a site the volumes and factors that the rules allow, and lets package scope2 calculate it.
func (m *match) calculate(k int, b factors.Basis) (figures, error) {
	s := m.sites[k]
	p := s.Purchase
	p.Window = m.window
	for i, c := range m.contracts {
		n := m.used[i][k]
		if n == 0 {
			continue
		}
		in := m.instrument(c, s)
		if n != c.volume {
			in.Whole = in.Volume
			if c.Instrument.Whole.Given() {
				in.Whole = c.Instrument.Whole
			}
			in.Volume = energy(n)
		}
		p.Instruments = append(p.Instruments, in)
	}
	out := figures{unmatched: m.left[k]}
	if out.unmatched > 0 || len(p.Instruments) == 0 {
		residual, by, err := m.edition.fallback(s.Site, b)
		if err != nil {
			return figures{}, err
		}
		p.ResidualMix = residual
		if out.unmatched > 0 {
			out.fallback = by
		}
	}
	d, err := m.dual(s, p, b)
	out.location, out.market = d.Location, d.Market
	return out, err
}

// dual calculates a purchase with the location factor of the edition.
func (m *match) dual(s *site, p scope2.Electricity, b factors.Basis) (scope2.Dual, error) {
	f, err := m.edition.locationFactor(s.Location)
	if err != nil {
		return scope2.Dual{}, err
	}
	switch {
	case f == nil:
		return p.Dual(b)
	case f.Annual.Given():
		p.GridFactor = f.Annual
		return p.Dual(b)
	}
	load, err := series(m.period, s.load)
	if err != nil {
		return scope2.Dual{}, err
	}
	return scope2.HourlyElectricity{
		ID: p.ID, Entity: p.Entity, Site: p.Site, Period: p.Period, Quality: p.Quality, Region: p.Region, Load: load, GridFactors: f.Hourly,
		Market: p.Market, GridFactor: p.GridFactor, ResidualMix: p.ResidualMix, Window: p.Window, Instruments: p.Instruments,
	}.Dual(b)
}

// fallback returns the factor of load that no contract covers, to be used in place of the residual mix. A factor that is not
// given is looked up by the calculation.
func (e *Edition) fallback(s *Site, b factors.Basis) (factors.Supplied, Fallback, error) {
	for _, f := range e.Unmatched {
		switch f {
		case ByResidualMix:
			mix, found, err := e.residual(s, b)
			if err != nil || found {
				return mix, f, err
			}
		case ByFossilMix:
			if s.Fossil.Given() {
				return s.Fossil, f, nil
			}
		case ByCoalOrOil:
			if s.CoalOrOil.Given() {
				return s.CoalOrOil, f, nil
			}
		case BySubstitute, ByGridAverage: // the calculation takes what there is, if the policy allows it
			return factors.Supplied{}, f, nil
		}
	}
	return factors.Supplied{}, 0, &ghg.FieldError{
		Field: "factor of load that no contract covers", Want: fmt.Sprintf("one of %v; the grid average is none of them", e.Unmatched), Err: ghg.ErrMissing,
	}
}

// residual returns the residual mix of a site if there is one; one that is not given is in the basis.
func (e *Edition) residual(s *Site, b factors.Basis) (factors.Supplied, bool, error) {
	p := &s.Purchase
	switch {
	case e.ResidualMix == WithoutClaims && s.Residual.Factor.Given():
		return s.Residual.Factor, true, nil
	case p.ResidualMix.Given():
		return p.ResidualMix, true, nil
	case b.Factors == nil:
		return factors.Supplied{}, false, nil
	}
	const activity = "electricity/residual-mix"
	_, _, found, err := b.Lookup(factors.Query{Activity: activity, Region: p.Region, Period: p.Period, Unit: p.Amount.Unit, Boundary: ghg.Generation})
	return factors.Supplied{}, found, err
}

// locationFactor returns the most precise of the factors; nil for today's grid average.
func (e *Edition) locationFactor(list []LocationFactor) (*LocationFactor, error) {
	if len(e.Location) == 0 {
		return nil, nil
	}
	if len(list) == 0 {
		return nil, &ghg.FieldError{Field: "location factors", Want: "the accessible grid averages with their precision; today's may be one", Err: ghg.ErrMissing}
	}
	best := slices.MinFunc(list, func(a, b LocationFactor) int {
		for _, p := range e.Location {
			if n := a.precision(p) - b.precision(p); n != 0 {
				return n
			}
		}
		return 0
	})
	return &best, nil
}

// precision returns the rank of a factor in an aspect, the most precise first.
func (f *LocationFactor) precision(p Precision) int {
	switch {
	case p == InSpace:
		return int(f.Area)
	case p == InFlow:
		return int(f.Flow)
	case f.Hourly.Given():
		return 0
	}
	return 1
}

// checkLocation returns an error for a location factor that is not stated in full, and for two of one precision.
func checkLocation(list []LocationFactor) error {
	for i := range list {
		f := &list[i]
		if _, err := f.Area.MarshalText(); err != nil {
			return err
		}
		if _, err := f.Flow.MarshalText(); err != nil {
			return err
		}
		if f.Annual.Given() == f.Hourly.Given() {
			return &ghg.FieldError{Field: "location factor, " + f.Area.String() + ", " + f.Flow.String(), Want: "an annual or an hourly factor", Err: missingOr(f.Annual.Given())}
		}
		for k := range i {
			o := &list[k]
			if o.Area == f.Area && o.Flow == f.Flow && o.Hourly.Given() == f.Hourly.Given() {
				return &ghg.FieldError{Field: "location factor", Value: f.Area.String() + ", " + f.Flow.String(), Want: "one factor for each precision", Err: ghg.ErrMixed}
			}
		}
	}
	return nil
}
