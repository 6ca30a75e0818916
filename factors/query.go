package factors

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/units"
)

// Query asks for the factor of an activity. Every field but Price, Complement and Convertible is required: nothing is
// assumed.
type Query struct {
	Activity string
	Region   string
	Period   ghg.Period // the factor must be valid on every day of it
	Unit     units.Unit // the unit of the amount; the factor is per unit of the same dimension
	Boundary ghg.Boundary
	Price    Price // for spend factors, if the price year or type matters; zero: any, if there is only one

	Complement bool // accept a factor of CH4 and N2O only, to be added to the CO2 of the fuel; see [Factor.Complement]

	// Convertible takes a factor per unit of another dimension if the policy allows FuelProperties and properties of the
	// fuel lead there. The caller converts its amount by [Basis.Route]. Only a [Basis] heeds it; a [Source] does not.
	Convertible bool

	mostOfPeriod bool // set by Basis.Find when the policy allows it
}

// String returns the query in words, such as "fuel/diesel in GB, 2024, per unit of volume, boundary combustion".
func (q Query) String() string {
	s := q.Activity + " in " + q.Region + ", " + q.Period.String()
	if !q.Unit.IsZero() {
		s += ", per unit of " + string(q.Unit.Dimension())
	}
	if q.Boundary != 0 {
		s += ", boundary " + q.Boundary.String()
	}
	return s
}

func (q *Query) check() error {
	switch {
	case q.Activity == "":
		return &ghg.FieldError{Field: "activity of the query", Want: "a name of the vocabulary, such as fuel/natural-gas", Err: ghg.ErrMissing}
	case q.Region == "":
		return &ghg.FieldError{Field: "region of the query", Want: "an ISO 3166 code such as JP, a grid, or GLOBAL", Err: ghg.ErrMissing}
	case q.Unit.IsZero():
		return &ghg.FieldError{Field: "unit of the query", Want: "a unit, such as kWh", Err: ghg.ErrMissing}
	case q.Boundary == 0:
		return &ghg.FieldError{Field: "boundary of the query", Want: "what it covers, such as combustion", Err: ghg.ErrMissing}
	}
	return q.Period.Check()
}

// ErrNoFactor is what a [NoFactorError] wraps.
var ErrNoFactor = errors.New("no factor")

// NoFactorError reports that a source has no factor for a query. What is near it, and what would help, is looked for when it
// is asked for: most often, another source or a relaxation has the factor, and nobody asks.
type NoFactorError struct {
	Source string
	Query  Query
	Near   []Near      // as a source of one's own lists it; see Misses
	Region error       // why the query's region is unknown; nil if it is known
	Inputs QueryInputs // of the activity that asked; zero if no method did

	in    Source // to look for what is near
	basis *Basis // to look for what would help; nil for the error of a source
	cures []Cure // of the method that asks
}

// QueryInputs are the inputs of an activity that a query is made of, as paths: "fuel", "legs[1].mode". Those that are not
// known are "".
type QueryInputs struct {
	Activity, Region, Period, Amount string
}

// Input returns the input of the activity that keeps it from having a factor: the first of the activity, the region, the
// unit and the period that leaves none, as [ExplainAbsence] has it. Where no input names the activity, it is the region. It
// is "" if no method asked.
func (e *NoFactorError) Input() string {
	switch {
	case e == nil || e.Inputs == QueryInputs{}:
		return ""
	case e.Region != nil:
		return e.Inputs.Region
	}
	switch e.missing() {
	case OtherRegion:
		return e.Inputs.Region
	case OtherUnit:
		return e.Inputs.Amount
	case OtherPeriod:
		return e.Inputs.Period
	}
	return cmp.Or(e.Inputs.Activity, e.Inputs.Region)
}

// missing returns the kind that [ExplainAbsence] finds, if it is in what factors of the activity the source has, and otherwise 0.
// It looks at no other factors, so that it can be asked for each of many lines.
func (e *NoFactorError) missing() AbsenceKind {
	if isNil(e.in) || e.Query.check() != nil {
		return 0
	}
	step := -1
	for f := range namedAs(e.in, e.Query.Activity) {
		step = max(step, e.Query.mismatches(f).first())
	}
	switch {
	case step < 0 || step == len(respects):
		return 0
	case respects[step].absence == OtherRegion && notRedistributable(e.Query) != "":
		return NotLicensed
	}
	return respects[step].absence
}

// missed returns the error of a source that has no factor for a query.
func missed(s Source, q Query) error {
	return &NoFactorError{Source: s.Name(), Query: q, Region: checkRegion(s, q.Region), in: s}
}

// Misses returns up to five factors that nearly match, nearest first.
func (e *NoFactorError) Misses() []Near {
	if e == nil {
		return nil
	}
	if e.in == nil || e.Region != nil {
		return slices.Clone(e.Near)
	}
	return nearMisses(e.in, &e.Query)
}

// Near is a factor that nearly matches a query, and what differs.
type Near struct {
	ID      string
	Differs string // "region US", "valid 2023", "per t"
}

func (e *NoFactorError) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "no factor for %s in %s", e.Query, e.Source)
	if e.Region != nil {
		return b.String() + "; " + fmt.Sprint(e.Region)
	}
	near, cures := e.Misses(), e.Cures()
	if len(near) == 0 {
		b.WriteString("; it has nothing similar")
	}
	for i, n := range near {
		b.WriteString([]string{"; it has ", "; "}[min(i, 1)])
		fmt.Fprintf(&b, "%s (%s)", n.ID, n.Differs)
	}
	for i, c := range cures {
		b.WriteString([]string{"; what would help: ", ", or "}[min(i, 1)] + c.String())
	}
	if e.basis != nil {
		b.WriteString("; ExplainAbsence tells more")
	}
	return b.String()
}

// Nearest returns the ids of the nearest factors, nearest first.
func (e *NoFactorError) Nearest() []string {
	near := e.Misses()
	ids := make([]string, len(near))
	for i, n := range near {
		ids[i] = n.ID
	}
	return ids
}

// Unwrap returns [ErrNoFactor], and why the region is unknown, if it is.
func (e *NoFactorError) Unwrap() []error {
	if e.Region != nil {
		return []error{ErrNoFactor, e.Region}
	}
	return []error{ErrNoFactor}
}

// ErrAmbiguous is what an [AmbiguousError] wraps.
var ErrAmbiguous = errors.New("more than one factor")

// AmbiguousError reports that more than one factor matches a query. None is chosen: ask more precisely.
type AmbiguousError struct {
	Source string
	Query  Query
	IDs    []string
}

func (e *AmbiguousError) Error() string {
	return fmt.Sprintf("more than one factor for %s in %s: %s; state the amount in the unit of one of them, or ask more precisely", e.Query, e.Source, strings.Join(e.IDs, ", "))
}

// Unwrap returns [ErrAmbiguous].
func (e *AmbiguousError) Unwrap() error { return ErrAmbiguous }
