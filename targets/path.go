package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Milestone is a year and the share of base-year emissions that is no longer emitted in it: 0.5 is −50 %.
type Milestone struct {
	Year      int
	Reduction decimal.Decimal // share of base-year emissions, 0 to 1
}

// Absolute is a target of emissions themselves, not per unit of anything: a base year and one milestone or more.
//
// Between base year and milestones the allowance is a straight line:
//
//	E*(t) = E0 × (1 − R(t)),  R(t) = R1 + (R2 − R1) × (t − T1) ÷ (T2 − T1)
//
// with R = 0 in the base year. After the last milestone the allowance stays what it was. A contraction in a straight
// line, not by a constant rate, is what the SBTi's absolute contraction approach and CDP use (Target Validation Protocol
// for Near-term Targets; CDP climate change question 7.53.1).
type Absolute struct {
	Name       string      // such as "Scope 1+2"; optional
	Base       Base        // what the shares are of
	Milestones []Milestone // in the order of their years, none looser than the one before
	Bounds     Bounds      // of the status; the zero Bounds are [PathBounds]
}

// Check returns an error unless the base year is complete and the milestones are in order after it, each a share of 0
// to 1 and none below the share before it.
func (a Absolute) Check() error {
	if err := a.Base.Check(); err != nil {
		return err
	}
	if err := a.Bounds.check(); err != nil {
		return err
	}
	if len(a.Milestones) == 0 {
		return &ghg.FieldError{Field: "milestones", Want: "a year and a reduction, or more", Err: ghg.ErrMissing}
	}
	before := Milestone{Year: a.Base.Year}
	for _, m := range a.Milestones {
		if err := m.check(before); err != nil {
			return err
		}
		before = m
	}
	return nil
}

func (m Milestone) check(before Milestone) error {
	if err := checkYear("milestone", m.Year); err != nil {
		return err
	}
	field := "milestone " + strconv.Itoa(m.Year)
	if m.Year <= before.Year {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(m.Year), Want: "a year after " + strconv.Itoa(before.Year), Err: ghg.ErrOutOfRange}
	}
	if m.Reduction.IsNegative() {
		return &ghg.FieldError{Field: field, Value: m.Reduction.String(), Want: "a reduction as a share of 0 to 1", Err: ghg.ErrNegative}
	}
	if m.Reduction.GreaterThan(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: field, Value: m.Reduction.String(), Want: "a reduction as a share of 0 to 1: 0.42 is 42 %", Err: ghg.ErrOutOfRange}
	}
	if m.Reduction.LessThan(before.Reduction) {
		return &ghg.FieldError{Field: field, Value: m.Reduction.String(), Want: "no less than the reduction of " + strconv.Itoa(before.Year) + ", " + before.Reduction.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// Allowance returns E*(t), what the path allows in a year, to 34 significant digits. A year before the base year is an
// error; after the last milestone the allowance is the last milestone's.
func (a Absolute) Allowance(year int) (ghg.CO2e, error) {
	if err := a.Check(); err != nil {
		return ghg.CO2e{}, err
	}
	if err := checkYear("year", year); err != nil {
		return ghg.CO2e{}, err
	}
	if year < a.Base.Year {
		return ghg.CO2e{}, &ghg.FieldError{Field: "year", Value: strconv.Itoa(year), Want: "the base year " + strconv.Itoa(a.Base.Year) + " or later", Err: ghg.ErrOutOfRange}
	}
	return a.allowance(year).value()
}

// fraction is an amount that is not divided yet, so that it can be compared exactly.
type fraction struct {
	num ghg.CO2e
	den decimal.Decimal // above zero
}

func (f fraction) value() (ghg.CO2e, error) {
	kg, err := dec.Quo(f.num.Kg(), f.den)
	return ghg.KgCO2e(kg), err
}

// admits reports whether e ≤ share × f, exactly.
func (f fraction) admits(e ghg.CO2e, share decimal.Decimal) bool {
	return e.Scale(f.den).Cmp(f.num.Scale(share)) <= 0
}

// allowance returns E*(t) of a checked target for a year from the base year on.
func (a Absolute) allowance(year int) fraction {
	one := decimal.NewFromInt(1)
	from := Milestone{Year: a.Base.Year}
	for _, to := range a.Milestones {
		if year <= to.Year {
			span := whole(to.Year - from.Year)
			reduced := from.Reduction.Mul(whole(to.Year - year)).Add(to.Reduction.Mul(whole(year - from.Year)))
			return fraction{a.Base.Emissions.Scale(span.Sub(reduced)), span}
		}
		from = to
	}
	return fraction{a.Base.Emissions.Scale(one.Sub(from.Reduction)), one}
}
