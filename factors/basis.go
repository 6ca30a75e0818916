package factors

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/record"
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

	// References are published values that every factor is compared with; one far from them leaves a caveat. nil: none.
	References *References

	recorder *record.Recorder
}

// Recorder returns what notes the decisions of one calculation, so that other activities can share its derivation; nil
// where none do. It is for package method.
func (b Basis) Recorder() *record.Recorder { return b.recorder }

// Recording returns the basis for one calculation, whose decisions r notes. It is for package activity.
func (b Basis) Recording(r *record.Recorder) Basis {
	b.recorder = r
	return b
}

// Policy states what may be relaxed when there is no exact factor; [Basis.Find] tells in what order. Every relaxation
// used leaves a caveat on the result, which names the exception that allows it, if one does.
type Policy struct {
	MostOfPeriod           bool // a factor valid for more than half of the period's days
	OlderYears             int  // a factor from at most this many years before the period
	NewerYears             int  // a factor from at most this many years after the period
	WiderRegion            bool // the nation in place of its subdivision, then GLOBAL
	FuelProperties         bool // convert between mass, volume and energy with a property that the source publishes
	GridAverageAsResidual  bool // Scope 2, market-based: the grid average where there is no residual mix
	LifeCycleAsGridAverage bool // Scope 2, location-based: a life-cycle factor where there is none for generation only

	// Exceptions state what may be relaxed for some activities, regions or sets instead. nil: none.
	Exceptions *Exceptions `json:",omitempty"`
}

// maxYears is how far a policy may reach: a century.
const maxYears = 100

// Check returns an error if the basis cannot be used in a calculation.
func (b Basis) Check() error {
	if b.GWP.IsZero() {
		return &ghg.FieldError{Field: "GWP", Want: "a set, such as ghg.AR6()", Err: ghg.ErrMissing}
	}
	return b.Policy.checkYears()
}

func (p Policy) checkYears() error {
	if older, newer := p.OlderYears, p.NewerYears; older > maxYears || newer > maxYears {
		return &ghg.FieldError{Field: "years of the policy", Value: fmt.Sprintf("%d older, %d newer", older, newer), Want: fmt.Sprintf("at most %d", maxYears), Err: ghg.ErrOutOfRange}
	}
	if p.OlderYears < 0 || p.NewerYears < 0 {
		return &ghg.FieldError{Field: "years of the policy", Value: fmt.Sprintf("%d older, %d newer", p.OlderYears, p.NewerYears), Want: "at least 0", Err: ghg.ErrNegative}
	}
	return nil
}

// Find returns the factor for a query, exactly or by the relaxations that the policy allows, with a caveat for each
// one used. If nothing matches, the error describes the exact query.
//
// The relaxations are tried from the smallest to the largest: the period itself; most of it; other years, the nearest
// first, of two as near the older; then all of these in the next wider region. For each of them a factor per unit of the
// query's dimension comes before one that properties of the fuel lead to, if the query takes such a factor. So a factor
// of the year itself comes before one of another year, whatever its unit, and whichever of the sources of a stack it is
// from: if a higher-ranked source of another publisher has the activity for another year, a caveat names that factor.
//
// An activity whose name is not [Perennial] is not looked for in other years.
func (b Basis) Find(q Query) (Factor, []ghg.Caveat, error) {
	f, caveats, err := b.lookup(q)
	if err == nil {
		return *f, caveats, nil
	}
	if err != errMiss { //nolint:errorlint // lookup returns the value itself
		return Factor{}, nil, err
	}
	_, err = b.Factors.Find(b.named(q))
	return Factor{}, nil, b.curable(err)
}

// Lookup is like [Basis.Find], but a miss is not an error: it reports whether there is a factor, and does not search
// for near misses. An unknown region is an error.
func (b Basis) Lookup(q Query) (Factor, []ghg.Caveat, bool, error) {
	f, caveats, err := b.lookup(q)
	if err == errMiss { //nolint:errorlint // lookup returns the value itself
		return Factor{}, nil, false, nil
	}
	if err != nil {
		return Factor{}, nil, false, err
	}
	return *f, caveats, true, nil
}

// lookup is Lookup, but returns the own factor of a set, and errMiss for a miss.
func (b Basis) lookup(q Query) (*Factor, []ghg.Caveat, error) {
	if isNil(b.Factors) {
		return nil, nil, errNoFactors()
	}
	q = b.named(q)
	exact := ask(&q)
	f, err := lookup(b.Factors, &exact)
	if err == nil {
		return f, b.caveats(&exact, f), nil
	}
	if !errors.Is(err, ErrNoFactor) {
		return nil, nil, err
	}
	if err := checkRegion(b.Factors, q.Region); err != nil {
		return nil, nil, err
	}
	allowed := b.Policy.loosest(q.Activity, q.Region)
	var room struct {
		shifts  [usualShifts]shift
		moves   [usualShifts]move
		regions [mostRegions]string
	}
	routes, moves := b.routes(&q), movesOf(room.moves[:0], &q, allowed.shifts(room.shifts[:0], q.Activity))
	for _, region := range allowed.regions(room.regions[:0], q.Region) {
		wider := q
		wider.Region = region
		f, caveats, by, err := b.relax(wider, q.Region, moves, routes)
		switch {
		case err == errMiss: //nolint:errorlint // relax returns the value itself
			continue
		case err != nil:
			return nil, nil, err
		}
		if region != q.Region {
			caveats = append(caveats, ghg.Caveat{Kind: ghg.RegionFallback, Detail: region + " for " + q.Region + ": there is no factor of " + q.Activity + " for " + q.Region})
		}
		return f, append(by.mark(caveats), b.caveats(&exact, f)...), nil
	}
	return nil, nil, errMiss
}

// caveats returns the caveats of a factor that do not come from a relaxation: its own, that a higher-ranked factor is
// passed over for it, the properties by which the query's amount is converted, and that its value is unusual.
func (b Basis) caveats(q *asked, f *Factor) []ghg.Caveat {
	var caveats []ghg.Caveat
	if f.Caveat.Kind != 0 {
		caveats = append(caveats, f.Caveat)
	}
	if stack, ok := b.Factors.(Stack); ok {
		caveats = append(caveats, stack.passedOver(q, f)...)
	}
	if f.Unit.Dimension() != q.Unit.Dimension() {
		way, _ := b.route(PropertyQuery{Activity: q.Activity, Region: q.Region, Period: q.Period, From: q.Unit, To: f.Unit}) // the factor was found by it
		for _, p := range way {
			caveats = append(caveats, p.Caveat())
		}
	}
	return append(caveats, b.unusual(f)...)
}

// named returns the query with its activity translated into the vocabulary of the factors.
func (b Basis) named(q Query) Query {
	q.Activity = b.name(q.Activity)
	return q
}

// name returns the factors' own name for an activity. A name is translated once: a translation is not looked up again.
func (b Basis) name(activity string) string {
	if name, ok := b.Names.Lookup(activity); ok {
		return name
	}
	return activity
}

// mostRegions is the number of regions that are tried at most.
const mostRegions = 3

// regions appends the regions to try, in order, starting with the query's own.
func (p Policy) regions(regions []string, region string) []string {
	regions = append(regions, region)
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

// shift is a way in which the period of a factor may differ from that of the query.
type shift struct {
	years int
	most  bool // the factor need only be valid for most of the period
	kind  ghg.CaveatKind
}

// usualShifts is the number of shifts of a policy that goes a few years back.
const usualShifts = 8

// shifts appends the shifts that the policy allows for an activity, the smallest first.
func (p Policy) shifts(list []shift, activity string) []shift {
	older, newer := max(0, min(p.OlderYears, maxYears)), max(0, min(p.NewerYears, maxYears))
	if older+newer > 0 && !Perennial(activity) {
		older, newer = 0, 0
	}
	list = append(list, shift{}) // the period itself
	if p.MostOfPeriod {
		list = append(list, shift{most: true, kind: ghg.PartlyValidFactor})
	}
	for n := 1; n <= max(older, newer); n++ {
		if n <= older {
			list = append(list, shift{-n, p.MostOfPeriod, ghg.OlderFactor})
		}
		if n <= newer {
			list = append(list, shift{n, p.MostOfPeriod, ghg.NewerFactor})
		}
	}
	return list
}

// caveat returns the caveat for a factor that is found by a shift, if there is one.
func (s shift) caveat(q Query, f *Factor) []ghg.Caveat {
	switch s.kind {
	case 0:
		return nil
	case ghg.PartlyValidFactor:
		return []ghg.Caveat{{Kind: s.kind, Detail: f.ID + " is valid on " + strconv.Itoa(f.Valid.Overlap(q.Period)) + " of " + strconv.Itoa(q.Period.Days()) + " days of " + q.Period.String()}}
	}
	return []ghg.Caveat{{Kind: s.kind, Detail: f.ID + " is valid " + f.Valid.String() + ", the period is " + q.Period.String()}}
}

// Property returns the fuel property that converts between two units, under the factors' own name for the activity. It
// does not check that the policy allows the conversion; the caller does.
func (b Basis) Property(q PropertyQuery) (Property, error) {
	q.Activity = b.name(q.Activity)
	return b.property(q)
}

// property is Property for an activity by its name in the factors.
func (b Basis) property(q PropertyQuery) (Property, error) {
	if isNil(b.Factors) {
		return Property{}, errNoFactors()
	}
	return b.Factors.Property(q)
}

func errNoFactors() error {
	return &ghg.FieldError{Field: "factors of the basis", Want: "a set or a stack of sets", Err: ghg.ErrMissing}
}
