package gxets

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Convention is how the reduction a year of grandfathered allowances is applied. Which of them the system uses is unconfirmed.
// The zero Convention is invalid.
type Convention uint8

// The conventions.
const (
	OfBase       Convention = iota + 1 // of the base each year: base × (1 − 0.017 × years)
	OfYearBefore                       // of the year before: base × (1 − 0.017)^years
)

var conventions = vocabulary.New[Convention]("convention of grandfathering", "of the base", "of the year before")

// String returns "of the base" or "of the year before".
func (c Convention) String() string { return conventions.String(c) }

// MarshalText returns what String returns. The zero Convention is an error.
func (c Convention) MarshalText() ([]byte, error) { return conventions.Marshal(c) }

// UnmarshalText reads what String returns.
func (c *Convention) UnmarshalText(text []byte) error { return conventions.Unmarshal(c, text) }

// Grandfathered returns base emissions less the rules' reduction over a number of years, by a convention. It is unconfirmed
// and for planning: neither the convention, nor the base, nor the year from which years count was read in the rules, and the
// corrections for early action and leakage are not in it. A limit of 8.5 % for FY2030, as kikonet.org quotes the subcommittee on 15
// January 2026, agrees with five years of [OfBase]. An allocation is what the ministry decides ([Account]).
func (r Rules) Grandfathered(base ghg.CO2e, years int, c Convention) (ghg.CO2e, error) {
	if err := r.Check(); err != nil {
		return ghg.CO2e{}, err
	}
	if _, err := c.MarshalText(); err != nil {
		return ghg.CO2e{}, err
	}
	if err := amount("base emissions", base); err != nil {
		return ghg.CO2e{}, err
	}
	if most := r.Last - r.First + 1; years < 0 || years > most {
		return ghg.CO2e{}, &ghg.FieldError{Field: "years of reduction", Value: strconv.Itoa(years), Want: "0 to " + strconv.Itoa(most), Err: ghg.ErrOutOfRange}
	}
	one := decimal.New(1, 0)
	if c == OfBase {
		reduction := r.Reduction.Mul(decimal.New(int64(years), 0))
		return base.Scale(decimal.Max(one.Sub(reduction), decimal.Decimal{}))
	}
	left, err := dec.Power(one.Sub(r.Reduction), years)
	if err != nil {
		return ghg.CO2e{}, err
	}
	return base.Scale(left)
}
