package baseyear

import (
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

var unit = decimal.New(1, 0)

// Per is what a policy compares with its threshold. The zero Per is invalid.
type Per uint8

// What a threshold may be of.
const (
	PerTotal          Per = iota + 1 // scopes 1, 2 and 3 together
	PerScopeGroup                    // scopes 1 and 2, and scope 3
	PerScope                         // each scope
	PerTargetBoundary                // what each target covers
)

var pers = vocabulary.New[Per]("boundary of the threshold", "total", "scope group", "scope", "target boundary")

// String returns the name, such as "scope group".
func (p Per) String() string { return pers.String(p) }

// MarshalText returns what String returns. The zero Per is an error.
func (p Per) MarshalText() ([]byte, error) { return pers.Marshal(p) }

// UnmarshalText reads what String returns.
func (p *Per) UnmarshalText(text []byte) error { return pers.Unmarshal(p, text) }

// Timing is how much of a change within a year is recalculated. The zero Timing is invalid.
type Timing uint8

// The timings of the Corporate Standard, chapter 5.
const (
	AllYear Timing = iota + 1 // the whole year, at once: nothing is recalculated again in the next
	ProRata                   // in the report of the year of the change its part from the effective date on, later all of it
)

var timings = vocabulary.New[Timing]("timing of recalculations", "all-year", "pro-rata")

// String returns "all-year" or "pro-rata".
func (t Timing) String() string { return timings.String(t) }

// MarshalText returns what String returns. The zero Timing is an error.
func (t Timing) MarshalText() ([]byte, error) { return timings.Marshal(t) }

// UnmarshalText reads what String returns.
func (t *Timing) UnmarshalText(text []byte) error { return timings.Unmarshal(t, text) }

// Boundary is what one target covers.
type Boundary struct {
	Name string // such as "scopes 1 and 2"
	targets.Covered
}

// Policy says from which change a base year is recalculated.
type Policy struct {
	Name       string
	Threshold  decimal.Decimal // share of base-year emissions, above 0 and at most 1: 0.05 is 5 %. A change of exactly it counts.
	Per        Per
	Boundaries []Boundary // of PerTargetBoundary; none otherwise
	Trigger    targets.SignificanceTest
	Timing     Timing
	// Review are the years in whose reports changes of methods, factors and errors are judged; empty for all years.
	Review []int
	// CategoryShare is the share of scope 3 (categories 1 to 14) at which a category must be covered by a target; a category that
	// events take across it recalculates too. Zero for a policy without that rule.
	CategoryShare decimal.Decimal
}

// SBTiV1 returns the policy of the SBTi criteria before Version 2.0: a cumulative change, or a single one, of 5 % or more of
// the emissions of a target boundary, for the whole year of the change. It is the default for new policies. The threshold
// is that of [sbti.RecalculationPolicy]; the timing is a choice of the Corporate Standard.
func SBTiV1(boundaries ...Boundary) Policy {
	p := sbti.RecalculationPolicy()
	return Policy{Name: "SBTi V1", Threshold: p.Threshold, Per: PerTargetBoundary, Boundaries: cloneBoundaries(boundaries), Trigger: p.Test, Timing: AllYear}
}

// SBTiV2 returns the policy of the SBTi Corporate Net-Zero Standard V2.0 (June 2026, criterion CNZS-C8): the 5 % are
// cumulative for each scope of the base year, and a category of scope 3 that crosses 5 % of categories 1 to 14, from which a
// target must cover it (C14), counts too (C8.3). Changes of methods and errors are judged in the report of the year in
// which a target cycle ends (C8.2); give these years, or none to judge them at once. That a single change counts as a
// cumulative one is the reading of [sbti.RecalculationPolicy].
func SBTiV2(cycleEnds ...int) Policy {
	p := sbti.RecalculationPolicy()
	return Policy{
		Name: "SBTi CNZS V2.0", Threshold: p.Threshold, Per: PerScope, Trigger: p.Test, Timing: AllYear,
		Review: slices.Clone(cycleEnds), CategoryShare: decimal.New(5, -2),
	}
}

func cloneBoundaries(list []Boundary) []Boundary {
	list = slices.Clone(list)
	for i := range list {
		list[i].Scopes, list[i].Categories = slices.Clone(list[i].Scopes), slices.Clone(list[i].Categories)
	}
	return list
}

func (p Policy) clone() Policy {
	p.Boundaries, p.Review = cloneBoundaries(p.Boundaries), slices.Clone(p.Review)
	return p
}

func (p Policy) check() error {
	if p.Name == "" {
		return &ghg.FieldError{Field: "name of the policy", Want: "a name", Err: ghg.ErrMissing}
	}
	if err := timings.Check(p.Timing); err != nil {
		return err
	}
	if err := pers.Check(p.Per); err != nil {
		return err
	}
	if (p.Per == PerTargetBoundary) != (len(p.Boundaries) > 0) {
		return &ghg.FieldError{Field: "boundaries of the policy", Value: strconv.Itoa(len(p.Boundaries)), Want: "at least one per target boundary, none for another policy", Err: ghg.ErrMixed}
	}
	if dec.Check(p.CategoryShare) != nil || p.CategoryShare.IsNegative() || p.CategoryShare.GreaterThan(unit) {
		return &ghg.FieldError{Field: "share of a category", Value: dec.Brief(p.CategoryShare), Want: "a share from 0 to 1", Err: ghg.ErrOutOfRange}
	}
	for _, b := range p.Boundaries {
		if err := b.Check(); err != nil {
			return err
		}
	}
	if dec.Check(p.Threshold) != nil || !p.Threshold.IsPositive() || p.Threshold.GreaterThan(unit) {
		return &ghg.FieldError{Field: "threshold", Value: dec.Brief(p.Threshold), Want: "a share above 0 and at most 1: 0.05 is 5 %", Err: ghg.ErrOutOfRange}
	}
	_, err := p.Trigger.MarshalText()
	return err
}

// boundaries returns what the threshold is compared with.
func (p Policy) boundaries() []Boundary {
	of := func(name string, scopes ...ghg.Scope) Boundary {
		return Boundary{name, targets.Covered{Scopes: scopes}}
	}
	switch p.Per {
	case PerTotal:
		return []Boundary{of("scopes 1, 2 and 3", ghg.Scope1, ghg.Scope2, ghg.Scope3)}
	case PerScopeGroup:
		return []Boundary{of("scopes 1 and 2", ghg.Scope1, ghg.Scope2), of("scope 3", ghg.Scope3)}
	case PerScope:
		return []Boundary{of("scope 1", ghg.Scope1), of("scope 2", ghg.Scope2), of("scope 3", ghg.Scope3)}
	default:
		return p.Boundaries
	}
}

// covers reports whether a boundary covers a figure.
func (b Boundary) covers(at place) bool {
	return slices.Contains(b.Scopes, at.scope) || at.scope == ghg.Scope3 && slices.Contains(b.Categories, at.category)
}
