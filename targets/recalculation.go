package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Trigger is why base-year emissions would be another figure today. The zero Trigger is invalid.
type Trigger uint8

// The triggers of the GHG Protocol: Corporate Standard chapter 5, Scope 3 Standard chapter 9. The first five count towards
// a recalculation, the others are what a target is meant to show.
const (
	StructuralChange  Trigger = iota + 1 // merger, acquisition, divestment
	Sourcing                             // outsourcing or insourcing
	MethodChange                         // better methods, factors or data, a residual mix that was introduced
	CategoryAdded                        // a scope 3 category that was not reported
	ErrorFound                           // errors that were discovered
	OrganicChange                        // growth or decline of production
	SiteChange                           // own units opened or closed
	RealFactorChanged                    // emissions per unit that changed in fact: fuel, technology, the grid
)

var triggerNames = []string{
	"structural change", "outsourcing or insourcing", "change of method", "category added", "error found",
	"organic growth or decline", "own unit opened or closed", "real change of emission factors",
}

// String returns the trigger in words, such as "structural change".
func (t Trigger) String() string { return name("trigger", triggerNames, uint8(t)) }

// MarshalText returns what String returns; the zero Trigger is an error.
func (t Trigger) MarshalText() ([]byte, error) { return marshal("trigger", triggerNames, uint8(t)) }

// UnmarshalText reads what String returns.
func (t *Trigger) UnmarshalText(text []byte) error {
	i, err := parse("trigger", triggerNames, text)
	*t = Trigger(i)
	return err
}

// Counts reports whether the trigger can cause a recalculation.
func (t Trigger) Counts() bool { return t >= StructuralChange && t <= ErrorFound }

// BaseChange is one change of base-year emissions since the version in force.
type BaseChange struct {
	Trigger Trigger
	What    string   // such as "acquisition of C"
	Date    ghg.Date // when it came about; optional
	Delta   ghg.CO2e // what it adds to base-year emissions, below zero if it takes away
	Absent  bool     // the entity did not exist in the base year: the change does not count
}

// RecalculationPolicy says from which cumulative change a base year is recalculated.
type RecalculationPolicy struct {
	Threshold decimal.Decimal // share of base-year emissions, above zero: 0.05
}

// SBTiPolicy returns the threshold of 5 %: "a cumulative change of five percent or larger in total base year emissions"
// (SBTi, Near-term Criteria 5.2, C26).
func SBTiPolicy() RecalculationPolicy {
	return RecalculationPolicy{Threshold: dec.MustParse("0.05")}
}

// Assessment is what a policy says of the changes since the version in force.
type Assessment struct {
	Net         ghg.CO2e        // Σ Δ of the changes that count
	Gross       ghg.CO2e        // Σ |Δ| of them: changes that offset each other show here
	NetShare    decimal.Decimal // |Σ Δ| ÷ E0, which is compared with the threshold
	GrossShare  decimal.Decimal // Σ |Δ| ÷ E0
	Recalculate bool            // |Σ Δ| ≥ threshold × E0: exactly the threshold recalculates
	Counted     []BaseChange
	Ignored     []BaseChange // organic and real changes, and entities absent from the base year
}

// Assess adds up all changes since the version of the base year that is in force and compares their sum with the
// threshold. The sum is cumulative: changes that were too small alone stay in the list until a new version is made.
func (p RecalculationPolicy) Assess(base Base, changes []BaseChange) (Assessment, error) {
	if err := base.Check(); err != nil {
		return Assessment{}, err
	}
	if p.Threshold.Sign() <= 0 || p.Threshold.GreaterThan(decimal.NewFromInt(1)) {
		return Assessment{}, &ghg.FieldError{Field: "threshold", Value: p.Threshold.String(), Want: "a share above 0 and up to 1: 0.05 is 5 %", Err: ghg.ErrOutOfRange}
	}
	var a Assessment
	for _, c := range changes {
		if _, err := c.Trigger.MarshalText(); err != nil {
			return Assessment{}, err
		}
		if !c.Trigger.Counts() || c.Absent {
			a.Ignored = append(a.Ignored, c)
			continue
		}
		a.Counted = append(a.Counted, c)
		a.Net, a.Gross = a.Net.Add(c.Delta), a.Gross.Add(abs(c.Delta))
	}
	a.Recalculate = abs(a.Net).Cmp(base.Emissions.Scale(p.Threshold)) >= 0
	var err error
	if a.NetShare, err = abs(a.Net).Ratio(base.Emissions); err != nil {
		return Assessment{}, err
	}
	a.GrossShare, err = a.Gross.Ratio(base.Emissions)
	return a, err
}

func abs(c ghg.CO2e) ghg.CO2e { return ghg.KgCO2e(c.Kg().Abs()) }

// TargetShape says over what a company's targets are set. The zero TargetShape is invalid.
type TargetShape uint8

// The shapes that the Scope 3 Standard's tables tell apart.
const (
	WholeTarget     TargetShape = iota + 1 // one target for scopes 1, 2 and 3 together
	ScopeTargets                           // a target for each scope: one for all of scope 3
	CategoryTargets                        // a target for each scope 3 category
)

// RecalculateForSourcing reports whether outsourcing or insourcing an activity calls for a recalculation: not when one
// target covers all scopes and the activity was reported before, only having moved between scopes; otherwise when the
// cumulative change is significant. Source: Scope 3 Standard, table 9.4.
func RecalculateForSourcing(shape TargetShape, reportedBefore, significant bool) (bool, error) {
	if err := shape.check(); err != nil {
		return false, err
	}
	if shape == WholeTarget && reportedBefore {
		return false, nil
	}
	return significant, nil
}

// RecalculateForCategory reports whether adding a whole scope 3 category calls for a recalculation: when it enters a
// target that is set already, one for all of scope 3 or for all scopes, and not when every category has its own. Source:
// Scope 3 Standard, table 9.5.
func RecalculateForCategory(shape TargetShape) (bool, error) {
	return shape != CategoryTargets, shape.check()
}

// RecalculateWithinCategory reports whether changing the activities inside a reported category calls for a
// recalculation: when the cumulative change is significant, whatever the shape. Source: Scope 3 Standard, table 9.5.
func RecalculateWithinCategory(significant bool) bool { return significant }

func (s TargetShape) check() error {
	if s < WholeTarget || s > CategoryTargets {
		return &ghg.FieldError{Field: "shape of the target", Want: "WholeTarget, ScopeTargets or CategoryTargets", Err: ghg.ErrMissing}
	}
	return nil
}
