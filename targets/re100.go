package targets

import (
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// RE100Criteria are the criteria of one release of RE100: which renewable electricity counts, and the minimum shares. They
// apply to electricity of a period that touches the days from From until before Until.
type RE100Criteria struct {
	Name      string // of the release
	Document  string
	From      ghg.Date
	Until     ghg.Date        // zero for the current release
	AgeFrom   ghg.Date        // first day of electricity that the limit on the age of generators applies to
	Allowance decimal.Decimal // share of all electricity that may come from older generators all the same
	Minimum   ShareThresholds
}

// RE100Criteria4_1 returns the criteria 4.1: from 1 January 2024, generators are commissioned or repowered within the last 15
// years, but for 15 % of all electricity and contracts that are exempt. Source: RE100 Technical Criteria 4.1, 12 December 2022;
// RE100 joining criteria for the minimum shares.
func RE100Criteria4_1() RE100Criteria {
	return RE100Criteria{
		Name: "RE100 Technical Criteria 4.1", Document: "RE100 Technical Criteria, version 4.1, 12 December 2022",
		From: ghg.Date{Year: 2022, Month: time.December, Day: 12}, Until: ghg.Date{Year: 2025, Month: time.May, Day: 1},
		AgeFrom: ghg.Date{Year: 2024, Month: time.January, Day: 1}, Allowance: dec.MustParse("0.15"), Minimum: RE100Minimum(),
	}
}

// RE100CriteriaApril2025 returns the criteria of the release of April 2025.
//
// All its figures are unconfirmed. They are those of version 4.1: a secondary page lists the limit of January 2024 as the last
// change in substance. The day of the release was not found, so that both releases are accepted for April 2025.
func RE100CriteriaApril2025() RE100Criteria {
	c := RE100Criteria4_1()
	c.Name, c.Document = "RE100 Technical Criteria, April 2025", "RE100 Technical Criteria, release of April 2025 (by a secondary page)"
	c.From, c.Until = ghg.Date{Year: 2025, Month: time.April, Day: 1}, ghg.Date{}
	return c
}

// Eligible returns the renewable electricity of a period that the release counts, in the unit of the inputs:
//
//	New + Grandfathered + min(Old, Allowance × Total)  from the day of the limit on age
//	New + Grandfathered + Old                          before it
//
// These are errors: an invalid period, a period in which the release was not in force, one that has days on both sides of the
// limit, and whatever [Renewables.Eligible] refuses.
func (c RE100Criteria) Eligible(period ghg.Period, used Renewables) (decimal.Decimal, error) {
	if err := c.checkPeriod(period); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkShare("allowance for older generators", c.Allowance, "a share from 0 to 1: 0.15 is 15 %"); err != nil {
		return decimal.Decimal{}, err
	}
	allowance := c.Allowance
	if period.Start.Before(c.AgeFrom) {
		allowance = decimal.NewFromInt(1)
	}
	return used.eligible(allowance)
}

// Share returns [RE100Criteria.Eligible] ÷ Total.
func (c RE100Criteria) Share(period ghg.Period, used Renewables) (decimal.Decimal, error) {
	eligible, err := c.Eligible(period, used)
	if err != nil {
		return decimal.Decimal{}, err
	}
	return dec.Quo(eligible, used.Total)
}

func (c RE100Criteria) checkPeriod(period ghg.Period) error {
	if err := period.Check(); err != nil {
		return err
	}
	refuse := func(want string) error {
		return &ghg.FieldError{Field: "period for " + c.Name, Value: period.String(), Want: want, Err: ghg.ErrOutOfRange}
	}
	if !c.From.Before(period.End) || (!c.Until.IsZero() && !period.Start.Before(c.Until)) {
		want := "days from " + c.From.String()
		if !c.Until.IsZero() {
			want += " until before " + c.Until.String()
		}
		return refuse(want)
	}
	if period.Start.Before(c.AgeFrom) && c.AgeFrom.Before(period.End) {
		return refuse("days before " + c.AgeFrom.String() + " or from it on, each with their own electricity")
	}
	return nil
}
