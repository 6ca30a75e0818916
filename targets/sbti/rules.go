package sbti

import (
	"errors"
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// Reasons why a version of the criteria gives no answer.
var (
	ErrNoRule    = errors.New("not a rule of this version")
	ErrNotPublic = errors.New("rule is not public in full")
	ErrNotStated = errors.New("not stated by this version")

	ErrNotInForce = errors.New("version was not in force")
)

// RuleError reports a rule that a version does not have, does not publish or does not state for the case.
type RuleError struct {
	Rules  string // name of the version
	Rule   string
	Reason string // optional
	Err    error  // ErrNoRule, ErrNotPublic, ErrNotStated or ErrNotInForce
}

func (e *RuleError) Error() string {
	s := fmt.Sprintf("%s: %s: %v", e.Rules, e.Rule, e.Err)
	if e.Reason != "" {
		s += ": " + e.Reason
	}
	return s
}

// Unwrap returns the kind of error.
func (e *RuleError) Unwrap() error { return e.Err }

// Rules are the criteria of one version of an SBTi standard. A rule that the version does not have, or that is not public
// in full, is undefined or zero, and a check that needs it returns a [RuleError].
type Rules struct {
	Name     string // of the version
	Document string

	From  ghg.Date // first day of submissions that the version applies to; zero if it was not found
	Until ghg.Date // first day of submissions that it no longer applies to; zero for none

	Rate15C       targets.Optional[decimal.Decimal] // minimum yearly reduction for 1.5 °C, linear, share of the base year
	RateWB2C      targets.Optional[decimal.Decimal] // minimum yearly reduction for well-below 2 °C, linear
	Floor15C      targets.Optional[decimal.Decimal] // lowest rate that 1.5 °C can require, if the rate itself is not public
	FloorWB2C     targets.Optional[decimal.Decimal] // the same for well-below 2 °C
	IntensityRate targets.Optional[decimal.Decimal] // minimum yearly reduction of an intensity, compounded
	RateFrom      int                               // years are counted from this one for a later base year; 0 for no such rule

	FirstBaseYear     int                               // earliest base year; 0 for no rule
	Windowed          bool                              // the target year must be 5 to 10 years from submission
	ExemptYear        int                               // target year outside the window rule; 0 for none
	Exclusions        targets.Optional[decimal.Decimal] // maximum share of an inventory that may be excluded
	Scope3Threshold   targets.Optional[decimal.Decimal] // share of scope 3 in the inventory that requires a scope 3 target
	Coverage12        targets.Optional[decimal.Decimal] // minimum share of scopes 1 and 2 that targets cover
	Coverage3         targets.Optional[decimal.Decimal] // minimum share of scope 3 that targets cover
	CategoryShare     targets.Optional[decimal.Decimal] // share of categories 1 to 14 from which a category must be covered
	LongTermReduction targets.Optional[decimal.Decimal] // minimum long-term reduction
	LongTermYear      int                               // latest year for it; 0 for no rule
	LongTermSectors   []LongTermRule                    // sectors with a long-term criterion of their own
	FossilFuels       bool                              // sellers of fossil fuels need a target for category 11
	Residual          targets.Optional[decimal.Decimal] // maximum residual to neutralise, share of the base year
	Electricity       targets.ShareThresholds           // minimum shares of renewable electricity
	Scope2            ghg.Accounting                    // the only accounting allowed for scope 2; zero for either
}

// NearTerm5_2 returns the Near-term Criteria 5.0 to 5.2: 4.2 % a year, linear, for 1.5 °C (C16), 2.5 % for well-below 2 °C
// (C18.1) and 7 % compounded for intensities. Years are counted from min(base year, 2020).
//
// Source: SBTi Target Validation Protocol for Near-term Targets; SBTi Near-term Criteria 5.2. The coverage of 95 % of scopes
// 1 and 2 follows from the limit of 5 % for exclusions (C5).
func NearTerm5_2() Rules {
	return Rules{
		Name: "SBTi Near-term Criteria 5.2", Document: "SBTi Criteria and Recommendations for Near-term Targets, version 5.2; Target Validation Protocol",
		Rate15C: share("0.042"), RateWB2C: share("0.025"), Floor15C: share("0.042"), FloorWB2C: share("0.025"),
		IntensityRate: share("0.07"), RateFrom: 2020,
		FirstBaseYear: 2015, Windowed: true, Exclusions: share("0.05"), FossilFuels: true,
		Scope3Threshold: share("0.4"), Coverage12: share("0.95"), Coverage3: share("0.67"),
		Electricity: targets.ShareThresholds{{Year: 2025, Share: dec.MustParse("0.8")}, {Year: 2030, Share: dec.MustParse("1")}},
	}
}

// NearTerm5_3_1 returns the Near-term Criteria 5.3.1 of April 2026.
//
// Their minimum absolute reduction depends on the base year, the most recent year, the target year and the net-zero year.
// The equation is not public in full. Only its floors are, 4.2 % and 2.5 % a year, so [Rules.MinimumReduction] returns
// [ErrNotPublic]. The target year 2030 is exempt from the window (R7). Coverage, exclusions, electricity shares and the
// intensity rate are those of version 5.2 (unconfirmed for 5.3.1).
//
// It applies from 14 April 2026 and, like [NetZero1_3_1], to new targets until 31 January 2028.
func NearTerm5_3_1() Rules {
	r := NearTerm5_2()
	r.Name, r.Document = "SBTi Near-term Criteria 5.3.1", "SBTi Criteria and Recommendations for Near-term Targets, version 5.3.1"
	r.Rate15C = targets.Undefined[decimal.Decimal]("the equation of version 5.3.1 is not public in full")
	r.RateWB2C = r.Rate15C
	r.ExemptYear = 2030
	r.From, r.Until = firstDayOf1_3_1(), firstDayAfterV1()
	return r
}

// NetZero1_3_1 returns the long-term criteria of the Corporate Net-Zero Standard 1.3.1: targets cover 95 % of scopes 1 and 2
// and 90 % of scope 3, reduce them by at least 90 % by 2050, and leave at most 10 % to neutralise. FLAG and sectors with a
// pathway have criteria of their own, [Rules.LongTermRule]. It applies from 14 April 2026, to new targets until 31 January
// 2028.
func NetZero1_3_1() Rules {
	return Rules{
		Name: "SBTi Corporate Net-Zero Standard 1.3.1", Document: "SBTi Corporate Net-Zero Standard, version 1.3.1",
		From: firstDayOf1_3_1(), Until: firstDayAfterV1(),
		Exclusions: share("0.05"), Coverage12: share("0.95"), Coverage3: share("0.9"),
		LongTermReduction: share("0.9"), LongTermYear: 2050, LongTermSectors: sectorRules(), Residual: share("0.1"),
	}
}

// NetZero2_0 returns what the Corporate Net-Zero Standard 2.0 states in the terms of earlier versions: targets cover scopes 1
// and 2 in full (C10, C12) and, for a company of category A, every scope 3 category with 5 % or more of categories 1 to 14
// (C14), and the emissions of scope 2 are location-based (C9). It applies to submissions from 1 February 2027.
//
// These are only its figures that earlier versions have too. Package netzero2 below this one has the whole standard and takes
// them from here. There, scope 2 may also have a target for the share of low-carbon electricity.
//
// Unconfirmed: that the rate of 7 % for intensities was withdrawn, which was read in a one-page summary, and the first day. A
// second source has "early 2027". Both agree that version 1 takes new targets until January 2028. Source: SBTi Corporate
// Net-Zero Standard 2.0, June 2026.
func NetZero2_0() Rules {
	return Rules{
		Name: "SBTi Corporate Net-Zero Standard 2.0", Document: "SBTi Corporate Net-Zero Standard, version 2.0, June 2026",
		From:       ghg.Date{Year: 2027, Month: time.February, Day: 1},
		Coverage12: share("1"), CategoryShare: share("0.05"), Scope2: ghg.LocationBased,
		IntensityRate: targets.Undefined[decimal.Decimal]("version 2.0 withdrew the rate of 7 % for intensities (unconfirmed)"),
	}
}

// firstDayOf1_3_1 is the first day of the Near-term Criteria 5.3.1 and the Net-Zero Standard 1.3.1.
func firstDayOf1_3_1() ghg.Date { return ghg.Date{Year: 2026, Month: time.April, Day: 14} }

// firstDayAfterV1 is the first day on which only version 2.0 takes new targets.
func firstDayAfterV1() ghg.Date { return ghg.Date{Year: 2028, Month: time.February, Day: 1} }

// CheckInForce returns an error, [ErrNotInForce], unless the version applies to submissions on a date. If the first day of the
// version was not found, as of version 5.2, the error is [ErrNotStated].
func (r Rules) CheckInForce(submitted ghg.Date) error {
	if !submitted.Valid() {
		return &ghg.FieldError{Field: "date of submission", Value: submitted.String(), Want: "a calendar day", Err: ghg.ErrOutOfRange}
	}
	rule := "submission on " + submitted.String()
	if r.From.IsZero() {
		return &RuleError{Rules: r.Name, Rule: rule, Reason: "the first day of the version was not found", Err: ErrNotStated}
	}
	span := "from " + r.From.String()
	if !r.Until.IsZero() {
		span += " until before " + r.Until.String()
	}
	if submitted.Before(r.From) || (!r.Until.IsZero() && !submitted.Before(r.Until)) {
		return &RuleError{Rules: r.Name, Rule: rule, Reason: "it applies " + span, Err: ErrNotInForce}
	}
	return nil
}

func share(s string) targets.Optional[decimal.Decimal] { return targets.Defined(dec.MustParse(s)) }

// need returns the value of a rule, or an error if the version has none.
func (r Rules) need(rule string, value targets.Optional[decimal.Decimal]) (decimal.Decimal, error) {
	v, ok := value.Get()
	if !ok {
		return v, &RuleError{Rules: r.Name, Rule: rule, Reason: value.Reason(), Err: ErrNoRule}
	}
	return v, checkNumber(rule, v)
}

// checkNumber returns an error for a number that is too long to compute with.
func checkNumber(field string, d decimal.Decimal) error {
	if err := dec.Check(d); err != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(d), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	return nil
}

// RecalculationPolicy returns the policy for recalculating a base year: "a cumulative change of five percent or larger in
// total base year emissions" (SBTi Near-term Criteria 5.2, C26).
//
// A single change of five percent is such a change on the day it occurs, whatever offsets it later, so the test is
// [targets.NetOrAnySingle] (derived).
func RecalculationPolicy() targets.RecalculationPolicy {
	return targets.RecalculationPolicy{Threshold: dec.MustParse("0.05"), Test: targets.NetOrAnySingle}
}
