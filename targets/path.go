package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Milestone is a reduction to be reached in a year: 0.5 is −50 % from the base year.
type Milestone struct {
	Year      int
	Reduction decimal.Decimal // share of base-year emissions, 0 to 1
}

// Check returns an error unless the year is after the base year and the reduction is a share from 0 to 1.
func (m Milestone) Check(baseYear int) error {
	if err := checkYear("base year", baseYear); err != nil {
		return err
	}
	return m.checkAfter(Milestone{Year: baseYear})
}

// checkAfter returns an error unless m is later than the milestone before it and reduces at least as much.
func (m Milestone) checkAfter(before Milestone) error {
	if err := checkYear("milestone", m.Year); err != nil {
		return err
	}
	field := "milestone " + strconv.Itoa(m.Year)
	if m.Year <= before.Year {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(m.Year), Want: "a year after " + strconv.Itoa(before.Year), Err: ghg.ErrOutOfRange}
	}
	if err := checkShare(field, m.Reduction, "a reduction from 0 to 1: 0.42 is 42 %"); err != nil {
		return err
	}
	if m.Reduction.LessThan(before.Reduction) {
		return &ghg.FieldError{Field: field, Value: dec.Text(m.Reduction), Want: "at least the reduction of " + strconv.Itoa(before.Year) + ", " + dec.Text(before.Reduction), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// Absolute is a target for total emissions, as opposed to emissions per unit of output.
//
// Its path is a straight line from the base year to the first milestone and from each milestone to the next:
//
//	E*(t) = E0 × (1 − R(t)),  R(t) = R1 + (R2 − R1) × (t − T1) ÷ (T2 − T1)
//
// with R = 0 in the base year. After the last milestone the path is flat. The SBTi's absolute contraction approach and CDP
// also use straight lines, not a constant rate (SBTi Target Validation Protocol for Near-term Targets; the question of
// [CDPAbsolute]).
type Absolute struct {
	Name       string      // such as "Scope 1+2"; optional
	Base       Base        // base year of the reductions
	Milestones []Milestone // at least one, in order of year
	Bounds     Bounds      // for the status of each year; the zero Bounds means [PathBounds]
}

// Check returns an error unless the base year and the bounds are valid, and the milestones are valid, in order of year
// and never below the reduction before them.
func (a Absolute) Check() error {
	if err := a.Base.Check(); err != nil {
		return err
	}
	if err := a.Bounds.check(); err != nil {
		return err
	}
	if len(a.Milestones) == 0 {
		return &ghg.FieldError{Field: "milestones", Want: "at least one year with its reduction", Err: ghg.ErrMissing}
	}
	before := Milestone{Year: a.Base.Year}
	for _, m := range a.Milestones {
		if err := m.checkAfter(before); err != nil {
			return err
		}
		before = m
	}
	return nil
}

// Allowance returns E*(t), the emissions that the path allows in a year, to 34 significant digits. After the last
// milestone it returns the allowance of that milestone. A year before the base year is an error.
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

// fraction is an undivided amount, for exact comparisons.
type fraction struct {
	num decimal.Decimal // kg
	den decimal.Decimal // above zero
}

func (f fraction) value() (ghg.CO2e, error) {
	kg, err := dec.Quo(f.num, f.den)
	if err != nil {
		return ghg.CO2e{}, err
	}
	return ghg.KgCO2e(kg)
}

// admits reports whether e ≤ share × f, exactly.
func (f fraction) admits(e ghg.CO2e, share decimal.Decimal) bool {
	return e.Kg().Mul(f.den).Cmp(f.num.Mul(share)) <= 0
}

// allowance returns E*(t) for the base year or later. The target must be valid.
func (a Absolute) allowance(year int) fraction {
	one, e0 := decimal.NewFromInt(1), a.Base.Emissions.Kg()
	from := Milestone{Year: a.Base.Year}
	for _, to := range a.Milestones {
		if year <= to.Year {
			reduced, span := between(PathwayPoint{from.Year, from.Reduction}, PathwayPoint{to.Year, to.Reduction}, year)
			return fraction{e0.Mul(span.Sub(reduced)), span}
		}
		from = to
	}
	return fraction{e0.Mul(one.Sub(from.Reduction)), one}
}
