package targets

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Why a version of the criteria gives no answer, for errors.Is.
var (
	ErrNoRule    = errors.New("not a rule of this version")
	ErrNotPublic = errors.New("rule is not public in full")
)

// Rules are the criteria of one version of a standard of the Science Based Targets initiative (SBTi), as values. A rule
// that a version does not have, or that is not public in full, is undefined, and what needs it is an error: no stand-in
// is presented as the SBTi's.
type Rules struct {
	Name     string
	Document string

	Rate15C       Maybe[decimal.Decimal] // linear yearly minimum of 1.5 °C, share of the base year
	RateWB2C      Maybe[decimal.Decimal] // the same of well-below 2 °C
	Floor15C      Maybe[decimal.Decimal] // lowest yearly rate the version can ask for, where the rate itself is not public
	FloorWB2C     Maybe[decimal.Decimal]
	IntensityRate Maybe[decimal.Decimal] // compounded yearly minimum of an intensity
	RateFrom      int                    // a later base year counts its years from this one

	FirstBaseYear   int                    // earliest base year; 0 for no rule
	Windowed        bool                   // the target year is 5 to 10 years from submission
	ExemptYear      int                    // a target year the window does not apply to; 0 for none
	Exclusions      Maybe[decimal.Decimal] // most of an inventory that may be left out
	Scope3Threshold Maybe[decimal.Decimal] // share of scope 3 in the whole from which a scope 3 target is required
	Coverage12      Maybe[decimal.Decimal] // least share of scope 1 and 2 in the target
	Coverage3       Maybe[decimal.Decimal] // least share of scope 3 in the target
	CategoryShare   Maybe[decimal.Decimal] // share of categories 1 to 14 from which a category must be covered
	LongReduction   Maybe[decimal.Decimal] // least long-term reduction
	LongYear        int                    // latest year of it; 0 for no rule
	Residual        Maybe[decimal.Decimal] // most that may be left to neutralise, share of the base year
	Electricity     []SharePoint           // least shares of renewable electricity, held afterwards
	Scope2          ghg.Accounting         // the only accounting allowed for scope 2; zero for either
}

// NearTerm5_2 returns the Near-term Criteria 5.0 to 5.2: 4.2 % a year linear for 1.5 °C (C16), 2.5 % for well-below 2 °C
// (C18.1), 7 % compounded for intensities, years counted from min(base year, 2020).
//
// Source: SBTi, Target Validation Protocol for Near-term Targets and Near-term Criteria 5.2. The 95 % of scope 1 and 2
// follows from the exclusions of at most 5 % (C5).
func NearTerm5_2() Rules {
	return Rules{
		Name: "SBTi Near-term Criteria 5.2", Document: "SBTi Criteria and Recommendations for Near-term Targets, version 5.2; Target Validation Protocol",
		Rate15C: share("0.042"), RateWB2C: share("0.025"), Floor15C: share("0.042"), FloorWB2C: share("0.025"),
		IntensityRate: share("0.07"), RateFrom: 2020,
		FirstBaseYear: 2015, Windowed: true, Exclusions: share("0.05"),
		Scope3Threshold: share("0.4"), Coverage12: share("0.95"), Coverage3: share("0.67"),
		Electricity: []SharePoint{{2025, dec.MustParse("0.8")}, {2030, dec.MustParse("1")}},
	}
}

// NearTerm5_3_1 returns the Near-term Criteria 5.3.1 of April 2026.
//
// Their absolute minimum depends on the base year, the most recent year, the target year and the net-zero year by an
// equation that is not public in full: only its floors, 4.2 % and 2.5 % a year, are here, and
// [Rules.MinimumReduction] is [ErrNotPublic]. A target year of 2030 is exempt from the window (R7). The coverage, the
// exclusions, the electricity shares and the intensity rate are those of version 5.2 (unconfirmed for 5.3.1).
func NearTerm5_3_1() Rules {
	r := NearTerm5_2()
	r.Name, r.Document = "SBTi Near-term Criteria 5.3.1", "SBTi Criteria and Recommendations for Near-term Targets, version 5.3.1"
	r.Rate15C = None[decimal.Decimal]("the equation of version 5.3.1 is not public in full")
	r.RateWB2C = r.Rate15C
	r.ExemptYear = 2030
	return r
}

// NetZero1_3_1 returns the long-term criteria of the Corporate Net-Zero Standard 1.3.1: 95 % of scope 1 and 2 and 90 % of
// scope 3 covered, reduced by 90 % or more by 2050, and at most the rest neutralised.
func NetZero1_3_1() Rules {
	return Rules{
		Name: "SBTi Corporate Net-Zero Standard 1.3.1", Document: "SBTi Corporate Net-Zero Standard, version 1.3.1",
		Exclusions: share("0.05"), Coverage12: share("0.95"), Coverage3: share("0.9"),
		LongReduction: share("0.9"), LongYear: 2050, Residual: share("0.1"),
	}
}

// NetZero2_0 returns what is known of the Corporate Net-Zero Standard 2.0: scope 1 and 2 covered in full, scope 2
// emission targets location-based only, every scope 3 category of 5 % or more of categories 1 to 14 covered, and no
// intensity method. Its years are on track at or below the path ([PathBounds]).
//
// All of it is unconfirmed: it was read in a one-page summary, not in the standard.
func NetZero2_0() Rules {
	return Rules{
		Name: "SBTi Corporate Net-Zero Standard 2.0", Document: "SBTi Corporate Net-Zero Standard, version 2.0 (by its one-page summary)",
		Coverage12: share("1"), CategoryShare: share("0.05"), Scope2: ghg.LocationBased,
		IntensityRate: None[decimal.Decimal]("version 2.0 withdrew the intensity method"),
	}
}

func share(s string) Maybe[decimal.Decimal] { return Some(dec.MustParse(s)) }

// Ambition is the temperature goal a minimum is for. The zero Ambition is invalid.
type Ambition uint8

// The ambitions of the near-term criteria.
const (
	OnePointFive  Ambition = iota + 1 // 1.5 °C: scope 1 and 2, optional for scope 3
	WellBelowTwo                      // well-below 2 °C: the minimum of scope 3
	IntensityCuts                     // 7 % a year of an intensity without a sector pathway, scope 3
)

var ambitionNames = []string{"1.5 °C", "well-below 2 °C", "intensity"}

// String returns "1.5 °C", "well-below 2 °C" or "intensity".
func (a Ambition) String() string { return name("ambition", ambitionNames, uint8(a)) }

// MarshalText returns what String returns; the zero Ambition is an error.
func (a Ambition) MarshalText() ([]byte, error) {
	return marshal("ambition", ambitionNames, uint8(a))
}

// UnmarshalText reads what String returns.
func (a *Ambition) UnmarshalText(text []byte) error {
	i, err := parse("ambition", ambitionNames, text)
	*a = Ambition(i)
	return err
}

// RuleError says which rule a version does not have or does not publish.
type RuleError struct {
	Rules string // the version's name
	Rule  string
	Why   string
	Err   error // ErrNoRule or ErrNotPublic
}

func (e *RuleError) Error() string {
	s := fmt.Sprintf("%s: %s: %v", e.Rules, e.Rule, e.Err)
	if e.Why != "" {
		s += ": " + e.Why
	}
	return s
}

// Unwrap returns the kind of error.
func (e *RuleError) Unwrap() error { return e.Err }

// need returns a rule's value, or an error if the version has none.
func (r Rules) need(rule string, m Maybe[decimal.Decimal]) (decimal.Decimal, error) {
	v, ok := m.Get()
	if !ok {
		return v, &RuleError{Rules: r.Name, Rule: rule, Why: m.Why(), Err: ErrNoRule}
	}
	return v, nil
}

// MinimumReduction returns the least reduction by a target year, as a share of the base year:
//
//	absolute   rate × (TY − min(BY, 2020))          linear, at most 1
//	intensity  1 − (1 − rate)^(TY − min(BY, 2020))  compounded
//
// 2020 to 2030 at 4.2 % is exactly 0.42, not 1 − 0.958¹⁰ = 0.349. Source: SBTi, Target Validation Protocol for Near-term
// Targets. A target year that is not after the base year is an error; a rate that the version does not have is
// [ErrNoRule], one that it does not publish [ErrNotPublic].
func (r Rules) MinimumReduction(a Ambition, baseYear, targetYear int) (decimal.Decimal, error) {
	rate, err := r.rate(a)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkYear("base year", baseYear); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkYear("target year", targetYear); err != nil {
		return decimal.Decimal{}, err
	}
	if targetYear <= baseYear {
		return decimal.Decimal{}, &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "a year after the base year " + strconv.Itoa(baseYear), Err: ghg.ErrOutOfRange}
	}
	years := targetYear - min(baseYear, r.RateFrom)
	one := decimal.NewFromInt(1)
	if a == IntensityCuts {
		return one.Sub(power(one.Sub(rate), years)), nil
	}
	return decimal.Min(one, rate.Mul(whole(years))), nil
}

func (r Rules) rate(a Ambition) (decimal.Decimal, error) {
	var rate, floor Maybe[decimal.Decimal]
	switch a {
	case OnePointFive:
		rate, floor = r.Rate15C, r.Floor15C
	case WellBelowTwo:
		rate, floor = r.RateWB2C, r.FloorWB2C
	case IntensityCuts:
		rate = r.IntensityRate
	default:
		return decimal.Decimal{}, &ghg.FieldError{Field: "ambition", Want: "OnePointFive, WellBelowTwo or IntensityCuts", Err: ghg.ErrMissing}
	}
	v, err := r.need("minimum reduction for "+a.String(), rate)
	var missing *RuleError
	if errors.As(err, &missing) && floor.Defined() {
		missing.Err = ErrNotPublic
	}
	return v, err
}

// Contraction returns the absolute target of exactly the minimum ambition from a base year to a target year.
func (r Rules) Contraction(base Base, a Ambition, targetYear int) (Absolute, error) {
	if a == IntensityCuts {
		return Absolute{}, &ghg.FieldError{Field: "ambition", Value: a.String(), Want: "OnePointFive or WellBelowTwo; see IntensityTarget for an intensity", Err: ghg.ErrOutOfRange}
	}
	reduction, err := r.MinimumReduction(a, base.Year, targetYear)
	if err != nil {
		return Absolute{}, err
	}
	t := Absolute{Name: r.Name + ", " + a.String(), Base: base, Milestones: []Milestone{{Year: targetYear, Reduction: reduction}}}
	return t, t.Check()
}

// ForwardLooking returns the reduction a target must reach so that what is left after the most recent year falls in a
// straight line to the long-term ambition in 2050, and at least the minimum A0:
//
//	p   = (E_BY − E_MRY) ÷ E_BY
//	FLA = p + (NZA − p) × (TY − MRY) ÷ (2050 − MRY)
//	required = max(A0, FLA)
//
// This is derived from the wording of criterion C14 of the near-term criteria, with NZA 0.90 for scope 1 and 2; the
// SBTi's own printed formula was not found and its tool may differ. Do not present the figure as the SBTi's.
func ForwardLooking(base Base, recent Actual, targetYear int, minimum, longTerm decimal.Decimal) (decimal.Decimal, error) {
	const netZeroYear = 2050
	if err := base.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	if err := base.checkActual(recent); err != nil {
		return decimal.Decimal{}, err
	}
	if targetYear < recent.Year || targetYear > netZeroYear || recent.Year >= netZeroYear {
		return decimal.Decimal{}, &ghg.FieldError{Field: "target year", Value: strconv.Itoa(targetYear), Want: "a year from the most recent year " + strconv.Itoa(recent.Year) + " to 2050", Err: ghg.ErrOutOfRange}
	}
	// p + (NZA − p) × k ÷ n over the common denominator E_BY × n.
	e0, cut := base.Emissions.Kg(), base.Emissions.Sub(recent.Emissions).Kg()
	k, n := whole(targetYear-recent.Year), whole(netZeroYear-recent.Year)
	num := cut.Mul(n).Add(longTerm.Mul(e0).Sub(cut).Mul(k))
	fla, err := dec.Quo(num, e0.Mul(n))
	return decimal.Max(minimum, fla), err
}
