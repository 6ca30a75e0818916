package factors

import (
	"errors"
	"fmt"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/rates"
)

// Basis is everything that a calculation depends on except its input: the factors, the global warming potentials and
// what may be relaxed. It is plain data, to be stored with the results, and safe for concurrent use.
type Basis struct {
	Factors Source      // a *Set, or a Stack of your own, national and global sets: the first match is used
	GWP     ghg.GWP     // required: ghg.AR4(), AR5(), AR6(), …; there is no default
	Policy  Policy      // what may be relaxed when the exact factor is missing; zero value: nothing
	Rates   rates.Rates // exchange rates, price indices, margins and taxes for spend; zero value: none
	Names   Mapping     // your own names for activities, translated before a lookup; zero value: none
}

// Policy states what may be relaxed when there is no exact factor, in the order of its fields. Every relaxation used
// leaves a caveat on the result.
type Policy struct {
	MostOfPeriod           bool // a factor valid for more than half of the period's days
	OlderYears             int  // a factor from at most this many years before the period
	NewerYears             int  // a factor from at most this many years after the period
	WiderRegion            bool // the nation in place of its subdivision, then GLOBAL
	FuelProperties         bool // convert between mass, volume and energy with a property that the source publishes
	GridAverageAsResidual  bool // Scope 2, market-based: the grid average where there is no residual mix
	LifeCycleAsGridAverage bool // Scope 2, location-based: a life-cycle factor where there is none for generation only
}

// maxYears is how far a policy may reach: a century.
const maxYears = 100

// Check returns an error if the basis cannot be used in a calculation.
func (b Basis) Check() error {
	if b.GWP.IsZero() {
		return &ghg.FieldError{Field: "GWP", Want: "a set, such as ghg.AR6()", Err: ghg.ErrMissing}
	}
	if older, newer := b.Policy.OlderYears, b.Policy.NewerYears; older > maxYears || newer > maxYears {
		return &ghg.FieldError{Field: "years of the policy", Value: fmt.Sprintf("%d older, %d newer", older, newer), Want: fmt.Sprintf("at most %d", maxYears), Err: ghg.ErrOutOfRange}
	}
	if b.Policy.OlderYears < 0 || b.Policy.NewerYears < 0 {
		return &ghg.FieldError{Field: "years of the policy", Value: fmt.Sprintf("%d older, %d newer", b.Policy.OlderYears, b.Policy.NewerYears), Want: "at least 0", Err: ghg.ErrNegative}
	}
	return nil
}

// Find returns the factor for a query, exactly or by the relaxations that the policy allows, with a caveat for each
// one used. If nothing matches, the error describes the exact query.
//
// The relaxations are tried from the smallest to the largest: the same region and period; most of the period; older
// years, nearest first; newer years; then all of these in the next wider region.
func (b Basis) Find(q Query) (Factor, []ghg.Caveat, error) {
	f, caveats, found, err := b.Lookup(q)
	if found || err != nil {
		return f, caveats, err
	}
	_, err = b.Factors.Find(b.named(q))
	return Factor{}, nil, err
}

// Lookup is like [Basis.Find], but a miss is not an error: it reports whether there is a factor, and does not search
// for near misses.
func (b Basis) Lookup(q Query) (Factor, []ghg.Caveat, bool, error) {
	if isNil(b.Factors) {
		return Factor{}, nil, false, errNoFactors()
	}
	q = b.named(q)
	f, err := lookup(b.Factors, q)
	if err == nil {
		return f, f.caveats(), true, nil
	}
	if !errors.Is(err, ErrNoFactor) {
		return Factor{}, nil, false, err
	}
	if err := checkRegion(b.Factors, q.Region); err != nil {
		return Factor{}, nil, false, err
	}
	for _, region := range b.Policy.regions(q.Region) {
		wider := q
		wider.Region = region
		f, caveats, found, relaxErr := b.relax(wider)
		if relaxErr != nil {
			return Factor{}, nil, false, relaxErr
		}
		if found {
			if region != q.Region {
				caveats = append(caveats, ghg.Caveat{Kind: ghg.RegionFallback, Detail: fmt.Sprintf("%s for %s: there is no factor of %s for %s", region, q.Region, q.Activity, q.Region)})
			}
			return f, append(caveats, f.caveats()...), true, nil
		}
	}
	return Factor{}, nil, false, nil
}

// named returns the query with its activity translated into the vocabulary of the factors.
func (b Basis) named(q Query) Query {
	if name, ok := b.Names.Lookup(q.Activity); ok {
		q.Activity = name
	}
	return q
}

// regions returns the regions to try, in order, starting with the query's own.
func (p Policy) regions(region string) []string {
	regions := []string{region}
	if !p.WiderRegion {
		return regions
	}
	if nation, _, isPart := strings.Cut(region, "-"); isPart {
		regions = append(regions, nation)
	}
	if region != Global {
		regions = append(regions, Global)
	}
	return regions
}

// relax tries the periods that the policy allows for one region.
func (b Basis) relax(q Query) (Factor, []ghg.Caveat, bool, error) {
	try := func(q Query, caveat func(Factor) ghg.Caveat) (Factor, []ghg.Caveat, bool, error) {
		f, err := lookup(b.Factors, q)
		switch {
		case err == nil && caveat == nil:
			return f, nil, true, nil
		case err == nil:
			return f, []ghg.Caveat{caveat(f)}, true, nil
		case errors.Is(err, ErrNoFactor):
			return Factor{}, nil, false, nil
		default:
			return Factor{}, nil, false, err
		}
	}
	if f, c, ok, err := try(q, nil); ok || err != nil {
		return f, c, ok, err
	}
	if b.Policy.MostOfPeriod {
		most := q
		most.mostOfPeriod = true
		partly := func(f Factor) ghg.Caveat {
			return ghg.Caveat{Kind: ghg.PartlyValidFactor, Detail: fmt.Sprintf("%s is valid on %d of %d days of %s", f.ID, f.Valid.Overlap(q.Period), q.Period.Days(), q.Period)}
		}
		if f, c, ok, err := try(most, partly); ok || err != nil {
			return f, c, ok, err
		}
	}
	shifted := func(years int, kind ghg.CaveatKind) (Factor, []ghg.Caveat, bool, error) {
		moved := q
		moved.Period = q.Period.Shift(years)
		moved.mostOfPeriod = b.Policy.MostOfPeriod
		return try(moved, func(f Factor) ghg.Caveat {
			return ghg.Caveat{Kind: kind, Detail: fmt.Sprintf("%s is valid %s, the period is %s", f.ID, f.Valid, q.Period)}
		})
	}
	for n := 1; n <= min(b.Policy.OlderYears, maxYears); n++ {
		if f, c, ok, err := shifted(-n, ghg.OlderFactor); ok || err != nil {
			return f, c, ok, err
		}
	}
	for n := 1; n <= min(b.Policy.NewerYears, maxYears); n++ {
		if f, c, ok, err := shifted(n, ghg.NewerFactor); ok || err != nil {
			return f, c, ok, err
		}
	}
	return Factor{}, nil, false, nil
}

// caveats returns the caveat that the factor itself carries, if any.
func (f Factor) caveats() []ghg.Caveat {
	if f.Caveat.Kind == 0 {
		return nil
	}
	return []ghg.Caveat{f.Caveat}
}

// Property returns the fuel property that converts between two units, under the factors' own name for the activity. It
// does not check that the policy allows the conversion; the caller does.
func (b Basis) Property(q PropertyQuery) (Property, error) {
	if isNil(b.Factors) {
		return Property{}, errNoFactors()
	}
	if name, ok := b.Names.Lookup(q.Activity); ok {
		q.Activity = name
	}
	return b.Factors.Property(q)
}

func errNoFactors() error {
	return &ghg.FieldError{Field: "factors of the basis", Want: "a set or a stack of sets", Err: ghg.ErrMissing}
}
