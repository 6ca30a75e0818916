package sbti

import (
	"time"

	"github.com/ghgkit/ghg"
)

// TargetYears returns the first and last target year that a submission may choose. They are 5 to 10 years ahead, counted
// from the year before for a submission in the first half of a year:
//
//	January to June of Y     Y + 4 to Y + 9
//	July to December of Y    Y + 5 to Y + 10
//
// A submission in the first half of 2023 may choose 2027 to 2032, in the second half 2028 to 2033. An invalid date is an
// error. Source: SBTi Near-term Criteria 5.2, C13.
func TargetYears(submitted ghg.Date) (first, last int, err error) {
	if !submitted.Valid() {
		return 0, 0, &ghg.FieldError{Field: "date of submission", Value: submitted.String(), Want: "a calendar day", Err: ghg.ErrOutOfRange}
	}
	first = submitted.Year + 4
	if submitted.Month > time.June {
		first++
	}
	return first, first + 5, nil
}

// CheckBaseYear checks that the base year is not before the earliest, 2015 in the near-term criteria.
func (r Rules) CheckBaseYear(year int) (Verdict, error) {
	if r.FirstBaseYear == 0 {
		return Verdict{}, r.noRule(CriterionBaseYear)
	}
	return r.verdict(CriterionBaseYear, year >= r.FirstBaseYear, "base year %d; the earliest is %d", year, r.FirstBaseYear), nil
}

// CheckTargetYear checks that the target year is one of [TargetYears], or the year that the version exempts. Source: C13.
func (r Rules) CheckTargetYear(submitted ghg.Date, year int) (Verdict, error) {
	if !r.Windowed {
		return Verdict{}, r.noRule(CriterionTargetYear)
	}
	first, last, err := TargetYears(submitted)
	if err != nil {
		return Verdict{}, err
	}
	if r.ExemptYear != 0 && year == r.ExemptYear {
		return r.verdict(CriterionTargetYear, true, "target year %d is exempt", year), nil
	}
	return r.verdict(CriterionTargetYear, year >= first && year <= last, "target year %d; submission on %s allows %d to %d", year, submitted, first, last), nil
}

// CheckEngagement checks that suppliers set their own targets within five years of the submission, which is by the first of
// [TargetYears]. The half-year count is derived: the source states it for target years only. Source: C19.
func (r Rules) CheckEngagement(submitted ghg.Date, year int) (Verdict, error) {
	if !r.Windowed {
		return Verdict{}, r.noRule(CriterionEngagement)
	}
	latest, _, err := TargetYears(submitted)
	if err != nil {
		return Verdict{}, err
	}
	return r.verdict(CriterionEngagement, year <= latest, "engagement by %d; submission on %s allows %d at the latest", year, submitted, latest), nil
}
