package sbti

import (
	"errors"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// Ambition is the goal that a minimum reduction serves. The zero Ambition is invalid.
type Ambition uint8

// The ambitions of the near-term criteria.
const (
	OnePointFive  Ambition = iota + 1 // 1.5 °C: scopes 1 and 2, optional for scope 3
	WellBelowTwo                      // well-below 2 °C: the minimum for scope 3
	IntensityCuts                     // 7 % a year, for a scope 3 intensity without a sector pathway
)

var ambitions = vocabulary.New[Ambition]("ambition", "1.5 °C", "well-below 2 °C", "intensity")

// String returns "1.5 °C", "well-below 2 °C" or "intensity".
func (a Ambition) String() string { return ambitions.String(a) }

// MarshalText returns the same text as String. The zero Ambition is an error.
func (a Ambition) MarshalText() ([]byte, error) { return ambitions.Marshal(a) }

// UnmarshalText reads the text that String returns.
func (a *Ambition) UnmarshalText(text []byte) error { return ambitions.Unmarshal(a, text) }

// MinimumReduction returns the minimum reduction by a target year, as a share of the base year:
//
//	absolute   rate × (TY − min(BY, 2020))          linear, at most 1
//	intensity  1 − (1 − rate)^(TY − min(BY, 2020))  compounded
//
// From 2020 to 2030, 4.2 % a year is exactly 0.42. Compounding it, 1 − 0.958¹⁰ = 0.349, is a common error. A target year
// that is not after the base year is an error. A rate that the version does not have is [ErrNoRule], a rate that is not
// public [ErrNotPublic]. Source: SBTi Target Validation Protocol for Near-term Targets.
func (r Rules) MinimumReduction(a Ambition, baseYear, targetYear int) (decimal.Decimal, error) {
	rate, err := r.rate(a)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if err := (targets.Milestone{Year: targetYear}).Check(baseYear); err != nil {
		return decimal.Decimal{}, err
	}
	from := baseYear
	if r.RateFrom != 0 {
		from = min(baseYear, r.RateFrom)
	}
	years, one := targetYear-from, decimal.NewFromInt(1)
	if a != IntensityCuts {
		return decimal.Min(one, rate.Mul(whole(years))), nil
	}
	left, err := dec.Power(one.Sub(rate), years)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return one.Sub(left), nil
}

func (r Rules) rate(a Ambition) (decimal.Decimal, error) {
	if err := ambitions.Check(a); err != nil {
		return decimal.Decimal{}, err
	}
	rate, floor := r.Rate15C, r.Floor15C
	switch a {
	case WellBelowTwo:
		rate, floor = r.RateWB2C, r.FloorWB2C
	case IntensityCuts:
		rate, floor = r.IntensityRate, targets.Optional[decimal.Decimal]{}
	}
	v, err := r.need("minimum reduction for "+a.String(), rate)
	var missing *RuleError
	if errors.As(err, &missing) && floor.Defined() {
		missing.Err = ErrNotPublic
	}
	return v, err
}

// CheckAmbition checks that a target reduces at least its own minimum, [Rules.MinimumReduction]. Source: C16, C18.1, C20.
func (r Rules) CheckAmbition(t Target) (Verdict, error) {
	minimum, err := r.MinimumReduction(t.Ambition, t.Base.Year, t.Milestone.Year)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkNumber("reduction", t.Milestone.Reduction); err != nil {
		return Verdict{}, err
	}
	met := t.Milestone.Reduction.GreaterThanOrEqual(minimum)
	v := r.verdict(CriterionAmbition, met, "%s %% from %d to %d; the minimum for %s is %s %%",
		dec.Text(t.Milestone.Reduction.Shift(2)), t.Base.Year, t.Milestone.Year, t.Ambition, dec.Text(minimum.Shift(2).Round(2)))
	return v.of(t), nil
}

// CheckLongTerm checks that emissions fall by at least 90 %, by 2050 at the latest. For a sector with a
// criterion of its own see [Rules.CheckLongTermOf]. Source: SBTi Corporate Net-Zero Standard.
func (r Rules) CheckLongTerm(target targets.Milestone) (Verdict, error) {
	minimum, err := r.need(string(CriterionLongTerm), r.LongTermReduction)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkNumber("reduction", target.Reduction); err != nil {
		return Verdict{}, err
	}
	met := target.Year <= r.LongTermYear && target.Reduction.GreaterThanOrEqual(minimum)
	return r.verdict(CriterionLongTerm, met, "%s %% by %d; the minimum is %s %% by %d", dec.Text(target.Reduction.Shift(2)), target.Year, dec.Text(minimum.Shift(2)), r.LongTermYear), nil
}

// AbsoluteContraction returns the absolute target with exactly the minimum reduction by a target year. The ambition is
// [OnePointFive] or [WellBelowTwo]. Errors are those of [Rules.MinimumReduction] and an invalid base year.
func (r Rules) AbsoluteContraction(base targets.Base, a Ambition, targetYear int) (targets.Absolute, error) {
	if a == IntensityCuts {
		return targets.Absolute{}, &ghg.FieldError{Field: "ambition", Value: a.String(), Want: OnePointFive.String() + " or " + WellBelowTwo.String() + " (targets.IntensityTarget is for intensities)", Err: ghg.ErrOutOfRange}
	}
	reduction, err := r.MinimumReduction(a, base.Year, targetYear)
	if err != nil {
		return targets.Absolute{}, err
	}
	t := targets.Absolute{Name: r.Name + ", " + a.String(), Base: base, Milestones: []targets.Milestone{{Year: targetYear, Reduction: reduction}}}
	return t, t.Check()
}

// ForwardLookingReduction returns the reduction by a target year that keeps the company on a straight line from its most
// recent year to the long-term reduction in 2050, and never less than the minimum A0:
//
//	p        = (E_BY − E_MRY) ÷ E_BY
//	FLA      = p + (NZA − p) × (TY − MRY) ÷ (2050 − MRY)
//	required = max(A0, FLA)
//
// NZA is the long-term reduction: 0.90 for scopes 1 and 2. These are errors: an invalid base year, a most recent year that
// [targets.Base.CheckActual] refuses or that is 2050 or later, and a target year before the most recent year or after 2050.
//
// The formula is derived from the wording of criterion C14 of the near-term criteria. The formula printed by the SBTi was
// not found, and its tool may differ. Do not present the figure as the SBTi's.
func ForwardLookingReduction(base targets.Base, recent targets.Actual, targetYear int, minimum, longTerm decimal.Decimal) (decimal.Decimal, error) {
	const netZeroYear = 2050
	if err := base.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	if err := base.CheckActual(recent); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkNumber("minimum reduction", minimum); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkNumber("long-term reduction", longTerm); err != nil {
		return decimal.Decimal{}, err
	}
	if targetYear < recent.Year || targetYear > netZeroYear || recent.Year >= netZeroYear {
		return decimal.Decimal{}, &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "a year from the most recent year " + strconv.Itoa(recent.Year) + " to 2050", Err: ghg.ErrOutOfRange}
	}
	// p + (NZA − p) × k ÷ n over the common denominator E_BY × n
	e0, cut := base.Emissions.Kg(), base.Emissions.Sub(recent.Emissions).Kg()
	k, n := whole(targetYear-recent.Year), whole(netZeroYear-recent.Year)
	num := cut.Mul(n).Add(longTerm.Mul(e0).Sub(cut).Mul(k))
	fla, err := dec.Quo(num, e0.Mul(n))
	return decimal.Max(minimum, fla), err
}

// whole returns an integer as a decimal.
func whole(n int) decimal.Decimal { return decimal.NewFromInt(int64(n)) }
