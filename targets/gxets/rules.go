package gxets

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// The kinds of refusal beside those of package ghg.
var (
	ErrNotInForce = errors.New("not in force")
	ErrNotStated  = errors.New("not stated by the rules")
)

// Rules are the figures of the system for some fiscal years, April to March, each named by the year in which it begins. The
// zero Rules are refused.
type Rules struct {
	Name  string
	First int // the first fiscal year
	Last  int // the last fiscal year for which the figures are known

	Tonnes  decimal.Decimal // a company is covered from these t of direct CO2 on,
	Years   int             // as the mean of so many fiscal years before
	Credits decimal.Decimal // credits may cover at most this share of the year's emissions
	Charge  decimal.Decimal // a shortfall costs this multiple of the ceiling price

	Floor   decimal.Decimal // JPY/t in the first year (調整基準取引価格)
	Ceiling decimal.Decimal // JPY/t in the first year (参考上限取引価格)
	Rise    decimal.Decimal // of both prices a year, before inflation

	Reduction decimal.Decimal // of grandfathered allowances a year

	Source string
}

// Phase2 returns the rules from April 2026, up to FY2030, the last year of the price path.
//
//	covered    mean direct CO2 of the three fiscal years before ≥ 100,000 t
//	credits    J-credits and JCM credits, ≤ 10 % of the year's emissions
//	shortfall  1.1 × ceiling price
//	prices     1,700 to 4,300 JPY/t in FY2026, then 3 % a year and inflation
//
// Source: METI, interim report of the subcommittee on the emissions trading system, 19 December 2025, as reported by
// carboncredits.jp, online.bci.co.jp and itmedia.co.jp; the shortfall: Jiji Press, 25 February 2025. All of it is second-hand.
func Phase2() Rules {
	return Rules{
		Name: "GX-ETS phase 2", First: 2026, Last: 2030,
		Tonnes: decimal.New(100_000, 0), Years: 3, Credits: decimal.New(10, -2), Charge: decimal.New(11, -1),
		Floor: decimal.New(1700, 0), Ceiling: decimal.New(4300, 0), Rise: decimal.New(3, -2), Reduction: decimal.New(17, -3),
		Source: "METI, interim report of 19 December 2025, as reported",
	}
}

// Check returns an error unless the rules have a name, a source, years and figures in their ranges.
func (r Rules) Check() error {
	for _, text := range []struct{ field, value, want string }{
		{"name of the rules", r.Name, "a name, such as that of gxets.Phase2()"},
		{"source of " + input.Shorten(r.Name), r.Source, "the document that has them"},
	} {
		if text.value == "" {
			return &ghg.FieldError{Field: text.field, Want: text.want, Err: ghg.ErrMissing}
		}
	}
	const most = 10
	if r.First < 1 || r.Last < r.First || r.Years < 1 || r.Years > most {
		return &ghg.FieldError{Field: "years of " + input.Shorten(r.Name), Value: fmt.Sprintf("%d to %d, mean of %d", r.First, r.Last, r.Years), Want: "the first and the last fiscal year, and a mean of 1 to 10 years", Err: ghg.ErrOutOfRange}
	}
	one, zero := decimal.New(1, 0), decimal.Decimal{}
	for _, n := range []struct {
		field           string
		value, from, to decimal.Decimal
	}{
		{"threshold", r.Tonnes, zero, r.Tonnes},
		{"share of credits", r.Credits, zero, one},
		{"charge", r.Charge, zero, r.Charge},
		{"floor price", r.Floor, zero, r.Ceiling},
		{"ceiling price", r.Ceiling, r.Floor, r.Ceiling},
		{"rise of prices", r.Rise, zero, one},
		{"reduction a year", r.Reduction, zero, one},
	} {
		if dec.CheckAll(n.value, n.from, n.to) != nil || n.value.IsNegative() || n.value.Cmp(n.from) < 0 || n.value.Cmp(n.to) > 0 {
			return &ghg.FieldError{Field: n.field + " of " + input.Shorten(r.Name), Value: dec.Brief(n.value), Want: "a number of at least 0, a share of at most 1, a floor of at most the ceiling", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// InForce reports whether the rules are for a fiscal year.
func (r Rules) InForce(year int) bool { return r.First <= year && year <= r.Last }

// check returns an error unless the rules are valid and for a fiscal year.
func (r Rules) check(year int) error {
	if err := r.Check(); err != nil {
		return err
	}
	if !r.InForce(year) {
		return &ghg.FieldError{Field: "fiscal year of " + input.Shorten(r.Name), Value: strconv.Itoa(year), Want: fmt.Sprintf("%d to %d", r.First, r.Last), Err: ErrNotInForce}
	}
	return nil
}

// Prices is the band of allowance prices in a fiscal year.
type Prices struct {
	Year    int
	Floor   decimal.Decimal // JPY/t
	Ceiling decimal.Decimal // JPY/t
}

// Prices returns the published band of a fiscal year. Only that of the first year is public: the others follow inflation and
// are an error that wraps [ErrNotStated].
func (r Rules) Prices(year int) (Prices, error) {
	if err := r.check(year); err != nil {
		return Prices{}, err
	}
	if year != r.First {
		return Prices{}, &ghg.FieldError{Field: "prices of FY" + strconv.Itoa(year), Want: "the ministry's figures: they rise with inflation from year to year", Err: ErrNotStated}
	}
	return Prices{year, r.Floor, r.Ceiling}, nil
}

// PricesWithoutInflation returns the band of a fiscal year as it would be without inflation, exactly. It is a forecast, and in
// no account.
//
//	price = price of the first year × (1 + rise)^(year − first year)
func (r Rules) PricesWithoutInflation(year int) (Prices, error) {
	if err := r.check(year); err != nil {
		return Prices{}, err
	}
	p := Prices{year, r.Floor, r.Ceiling}
	rise, err := dec.Power(r.Rise.Add(decimal.New(1, 0)), year-r.First)
	for _, price := range []*decimal.Decimal{&p.Floor, &p.Ceiling} {
		if err == nil {
			*price, err = dec.Mul(*price, rise)
		}
	}
	if err != nil {
		return Prices{}, fmt.Errorf("prices of FY%d: %w", year, err)
	}
	return p, nil
}
