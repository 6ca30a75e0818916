package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// RE100Minimum returns the minimum renewable shares that RE100 asks of its members: 60 % by 2030, 90 % by 2040 and 100 %
// by 2050. Source: RE100 joining criteria.
func RE100Minimum() ShareThresholds {
	return ShareThresholds{{2030, dec.MustParse("0.6")}, {2040, dec.MustParse("0.9")}, {2050, dec.MustParse("1")}}
}

// Renewables is the renewable electricity used in a year, by the age of the generators. All amounts are in the same unit
// of energy, such as MWh.
type Renewables struct {
	New           decimal.Decimal // generators commissioned or repowered within the last 15 years
	Grandfathered decimal.Decimal // older generators, under a contract from before January 2024 that the rules exempt
	Old           decimal.Decimal // older generators, not exempt
	Total         decimal.Decimal // all electricity used; above zero
}

// Eligible returns the renewable electricity that RE100 counts, in the unit of the inputs:
//
//	New + Grandfathered + min(Old, 0.15 × Total)
//
// An amount below zero, or a total below the sum of the parts, is an error. Source: RE100 technical criteria, limit of 15
// years since commissioning from 1 January 2024, with an exemption for 15 % of total consumption. Whether a contract is
// grandfathered may depend on the year in which the member joined (unconfirmed); the caller decides. [RE100Criteria.Eligible]
// applies the criteria of a release to a period.
func (r Renewables) Eligible() (decimal.Decimal, error) { return r.eligible(dec.MustParse("0.15")) }

// eligible returns what counts if older generators may supply a share of all electricity.
func (r Renewables) eligible(allowance decimal.Decimal) (decimal.Decimal, error) {
	if err := checkNumber("total electricity", r.Total); err != nil {
		return decimal.Decimal{}, err
	}
	for _, v := range []decimal.Decimal{r.New, r.Grandfathered, r.Old} {
		if err := checkNumber("renewable electricity", v); err != nil {
			return decimal.Decimal{}, err
		}
		if v.IsNegative() {
			return decimal.Decimal{}, &ghg.FieldError{Field: "renewable electricity", Value: dec.Text(v), Want: "zero or more", Err: ghg.ErrNegative}
		}
	}
	used := r.New.Add(r.Grandfathered).Add(r.Old)
	if r.Total.Sign() <= 0 || used.GreaterThan(r.Total) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "total electricity", Value: dec.Text(r.Total), Want: "an amount above zero and not below the renewable electricity " + dec.Text(used), Err: ghg.ErrOutOfRange}
	}
	exempt := decimal.Min(r.Old, r.Total.Mul(allowance))
	return r.New.Add(r.Grandfathered).Add(exempt), nil
}

// Share returns [Renewables.Eligible] ÷ Total.
func (r Renewables) Share() (decimal.Decimal, error) {
	eligible, err := r.Eligible()
	if err != nil {
		return decimal.Decimal{}, err
	}
	return dec.Quo(eligible, r.Total)
}
