package targets

import (
	"github.com/ghgkit/ghg"
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

// RecalculationPolicy sets the cumulative change from which a base year is recalculated. The SBTi's policy is in the
// package sbti.
type RecalculationPolicy struct {
	Threshold decimal.Decimal // share of base-year emissions, above 0 and at most 1: 0.05 is 5 %
}

// Assessment is the result of [RecalculationPolicy.Assess].
type Assessment struct {
	Net         ghg.CO2e        // Σ Δ of the changes that count
	Gross       ghg.CO2e        // Σ |Δ| of the same changes; above |Net| if some offset each other
	NetShare    decimal.Decimal // |Σ Δ| ÷ E0, compared with the threshold
	GrossShare  decimal.Decimal // Σ |Δ| ÷ E0
	Recalculate bool            // |Σ Δ| ≥ threshold × E0
	Counted     []BaseChange
	Ignored     []BaseChange // triggers that do not count, and entities absent from the base year
}

// Assess adds up all changes since the version of the base year in force and compares the sum with the threshold. A change
// of exactly the threshold recalculates.
//
// The sum is cumulative: keep small changes in the list until a new version is made. An invalid base year, trigger or
// threshold is an error. Source: GHG Protocol Corporate Standard chapter 5.
func (p RecalculationPolicy) Assess(base Base, changes []BaseChange) (Assessment, error) {
	if err := base.Check(); err != nil {
		return Assessment{}, err
	}
	if p.Threshold.Sign() <= 0 || p.Threshold.GreaterThan(decimal.NewFromInt(1)) {
		return Assessment{}, &ghg.FieldError{Field: "threshold", Value: p.Threshold.String(), Want: "a share above 0 and at most 1: 0.05 is 5 %", Err: ghg.ErrOutOfRange}
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
