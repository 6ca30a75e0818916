package scope2

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// RE100 rules on the age of plants, in force for electricity used from January 2024.
const re100Years = 15 // from commissioning or repowering

// re100Grandfathered returns the day before which supply under a contract must have begun for the limit not to apply.
func re100Grandfathered() ghg.Date { return ghg.Date{Year: 2024, Month: time.January, Day: 1} }

// re100Allowance returns the share of all electricity that may come from older plants: 15 %.
func re100Allowance() decimal.Decimal { return decimal.New(15, -2) }

// RE100 answers whether an instrument counts for RE100 in a period: it must be renewable, and its plant commissioned or
// repowered at most fifteen years before the first day of the period. Own generation, a project's original off-taker
// and a contract under which supply began before 2024 are exempt from the limit: the answer is NotApplicable, and the
// instrument counts.
//
// Source: RE100 Technical Criteria 4.1 (12 December 2022), commissioning or re-powering date limit and its exemptions.
func (in *Instrument) RE100(period ghg.Period) CriterionAnswer {
	a := CriterionAnswer{Name: "plant at most 15 years old", Met: in.re100(period)}
	switch {
	case !in.Renewable:
		a.Reason = "it is not renewable"
	case in.Kind == ghg.OnSite || in.Kind == ghg.SelfWheeling:
		a.Reason = "own generation"
	case in.Offtaker:
		a.Reason = "contract with a project of which the buyer is the original off-taker"
	case !in.Contracted.IsZero() && in.Contracted.Before(re100Grandfathered()):
		a.Reason = "supply under the contract began on " + in.Contracted.String()
	case in.Commissioned.IsZero():
		a.Reason = "the date of commissioning is not stated"
	case a.Met == NotMet:
		a.Reason = fmt.Sprintf("commissioned on %s, more than %d years before %s", in.Commissioned, re100Years, period.Start)
	default:
		a.Reason = "commissioned on " + in.Commissioned.String()
	}
	return a
}

// re100 is the answer without its reason.
func (in *Instrument) re100(period ghg.Period) Answer {
	switch {
	case !in.Renewable:
		return NotMet
	case in.Kind == ghg.OnSite || in.Kind == ghg.SelfWheeling || in.Offtaker:
		return NotApplicable
	case !in.Contracted.IsZero() && in.Contracted.Before(re100Grandfathered()):
		return NotApplicable
	case in.Commissioned.IsZero() || in.Commissioned.AddYears(re100Years).Before(period.Start):
		return NotMet
	}
	return Met
}
