package targets

import (
	"fmt"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/shopspring/decimal"
)

// Trigger is the reason for a change of base-year emissions. The zero Trigger is invalid.
type Trigger uint8

// The triggers of the GHG Protocol (Corporate Standard chapter 5, Scope 3 Standard chapter 9). The first five count towards
// a recalculation. The others are changes that a target is meant to measure.
const (
	StructuralChange  Trigger = iota + 1 // merger, acquisition or divestment
	Sourcing                             // outsourcing or insourcing
	MethodChange                         // better methods, factors or data, including a newly introduced residual mix
	CategoryAdded                        // scope 3 category not reported before
	ErrorFound                           // errors discovered
	OrganicChange                        // growth or decline of production
	SiteChange                           // own sites opened or closed
	RealFactorChanged                    // real change of emissions per unit: fuel, technology, grid
)

var triggers = vocabulary.New[Trigger]("trigger",
	"structural change", "outsourcing or insourcing", "change of method", "category added", "error found",
	"organic growth or decline", "own unit opened or closed", "real change of emission factors",
)

// String returns the trigger in words, such as "structural change".
func (t Trigger) String() string { return triggers.String(t) }

// MarshalText returns the same text as String. The zero Trigger is an error.
func (t Trigger) MarshalText() ([]byte, error) { return triggers.Marshal(t) }

// UnmarshalText reads the text that String returns.
func (t *Trigger) UnmarshalText(text []byte) error { return triggers.Unmarshal(t, text) }

// Counts reports whether the trigger counts towards a recalculation.
func (t Trigger) Counts() bool { return t >= StructuralChange && t <= ErrorFound }

// BaseChange is a change of base-year emissions since the version in force.
type BaseChange struct {
	Trigger Trigger
	What    string   // such as "acquisition of C"; optional
	Date    ghg.Date // of the change; optional
	Delta   ghg.CO2e // added to base-year emissions; below zero for a decrease
	Absent  bool     // the entity did not exist in the base year, so the change does not count
}

// SignificanceTest is what a recalculation policy compares with its threshold. The zero SignificanceTest is invalid.
type SignificanceTest uint8

// The tests. Changes that offset each other pass unseen in the first and count twice over in the second; small changes pass
// unseen in the last, however many there are.
const (
	NetChange      SignificanceTest = iota + 1 // |Σ Δ|
	GrossChange                                // Σ |Δ|
	NetOrAnySingle                             // |Σ Δ|, or any |Δ| on its own
	AnySingle                                  // any |Δ| on its own
)

var significanceTests = vocabulary.New[SignificanceTest]("test of significance", "net", "gross", "net-or-any-single", "any-single")

// String returns "net", "gross", "net-or-any-single" or "any-single".
func (t SignificanceTest) String() string { return significanceTests.String(t) }

// MarshalText returns the same text as String. The zero SignificanceTest is an error.
func (t SignificanceTest) MarshalText() ([]byte, error) { return significanceTests.Marshal(t) }

// UnmarshalText reads the text that String returns.
func (t *SignificanceTest) UnmarshalText(text []byte) error {
	return significanceTests.Unmarshal(t, text)
}

// RecalculationPolicy sets the change from which a base year is recalculated. The SBTi's policy is in the package sbti.
type RecalculationPolicy struct {
	Threshold decimal.Decimal // share of base-year emissions, above 0 and at most 1: 0.05 is 5 %
	Test      SignificanceTest
}

// Assessment is the result of [RecalculationPolicy.Assess].
type Assessment struct {
	Net          ghg.CO2e        // Σ Δ of the changes that count
	Gross        ghg.CO2e        // Σ |Δ| of the same changes; above |Net| if some offset each other
	Largest      ghg.CO2e        // the largest |Δ| of one of them
	NetShare     decimal.Decimal // |Σ Δ| ÷ E0
	GrossShare   decimal.Decimal // Σ |Δ| ÷ E0
	LargestShare decimal.Decimal // largest |Δ| ÷ E0
	Recalculate  bool            // what the policy tests is at least threshold × E0
	Counted      []BaseChange
	Ignored      []BaseChange // triggers that do not count, and entities absent from the base year
}

// Assess compares all changes since the version of the base year in force with the threshold, by the policy's test. A change
// of exactly the threshold recalculates.
//
// The sum is cumulative: keep small changes in the list until a new version is made. An invalid base year, trigger,
// threshold or test is an error. Source: GHG Protocol Corporate Standard chapter 5; the tests are names for readings of it.
func (p RecalculationPolicy) Assess(base Base, changes []BaseChange) (Assessment, error) {
	if err := base.Check(); err != nil {
		return Assessment{}, err
	}
	if err := p.check(); err != nil {
		return Assessment{}, err
	}
	var a Assessment
	for _, c := range changes {
		if err := triggers.Check(c.Trigger); err != nil {
			return Assessment{}, err
		}
		if !c.Trigger.Counts() || c.Absent {
			a.Ignored = append(a.Ignored, c)
			continue
		}
		a.Counted = append(a.Counted, c)
		a.Net, a.Gross = a.Net.Add(c.Delta), a.Gross.Add(abs(c.Delta))
		a.Largest = larger(a.Largest, abs(c.Delta))
	}
	a.Recalculate = p.tested(a).Kg().Cmp(base.Emissions.Kg().Mul(p.Threshold)) >= 0
	var err error
	if a.NetShare, err = abs(a.Net).Ratio(base.Emissions); err != nil {
		return Assessment{}, err
	}
	if a.GrossShare, err = a.Gross.Ratio(base.Emissions); err != nil {
		return Assessment{}, err
	}
	a.LargestShare, err = a.Largest.Ratio(base.Emissions)
	return a, err
}

func (p RecalculationPolicy) check() error {
	if err := checkNumber("threshold", p.Threshold); err != nil {
		return err
	}
	if p.Threshold.Sign() <= 0 || p.Threshold.GreaterThan(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: "threshold", Value: dec.Text(p.Threshold), Want: "a share above 0 and at most 1: 0.05 is 5 %", Err: ghg.ErrOutOfRange}
	}
	return significanceTests.Check(p.Test)
}

// tested returns the amount that the policy compares with its threshold.
func (p RecalculationPolicy) tested(a Assessment) ghg.CO2e {
	switch p.Test {
	case GrossChange:
		return a.Gross
	case NetOrAnySingle:
		return larger(abs(a.Net), a.Largest)
	case AnySingle:
		return a.Largest
	}
	return abs(a.Net)
}

// TargetBoundary is what one target covers: its base year, and the changes of emissions within it. An activity that moves
// from scope 1 to scope 3 changes nothing in a target for all scopes, and is a decrease and an increase in two others.
type TargetBoundary struct {
	Name    string // such as "scopes 1 and 2"
	Base    Base
	Changes []BaseChange // what each change adds to the emissions within the boundary
}

// BoundaryAssessment is the assessment of one target boundary.
type BoundaryAssessment struct {
	Name string
	Assessment
}

// AssessEach assesses each target boundary on its own, in the order given: a change that is small in the whole inventory may
// be significant for one target. No boundary, one without a name, a name given twice and everything that Assess refuses is
// an error.
func (p RecalculationPolicy) AssessEach(boundaries ...TargetBoundary) ([]BoundaryAssessment, error) {
	if len(boundaries) == 0 {
		return nil, &ghg.FieldError{Field: "target boundaries", Want: "at least one", Err: ghg.ErrMissing}
	}
	assessed := make([]BoundaryAssessment, 0, len(boundaries))
	for _, b := range boundaries {
		if b.Name == "" {
			return nil, &ghg.FieldError{Field: "target boundary", Want: "a name, such as scopes 1 and 2", Err: ghg.ErrMissing}
		}
		if slices.ContainsFunc(assessed, func(a BoundaryAssessment) bool { return a.Name == b.Name }) {
			return nil, &ghg.FieldError{Field: "target boundary", Value: b.Name, Want: "a different name for each", Err: ghg.ErrMixed}
		}
		a, err := p.Assess(b.Base, b.Changes)
		if err != nil {
			return nil, fmt.Errorf("target boundary %s: %w", input.Quote(b.Name), err)
		}
		assessed = append(assessed, BoundaryAssessment{b.Name, a})
	}
	return assessed, nil
}

func larger(a, b ghg.CO2e) ghg.CO2e {
	if a.Cmp(b) < 0 {
		return b
	}
	return a
}

func abs(c ghg.CO2e) ghg.CO2e {
	if c.IsNegative() {
		return ghg.CO2e{}.Sub(c)
	}
	return c
}
