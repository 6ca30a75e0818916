package netzero2

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/shopspring/decimal"
)

// RemovalDutyFigure is the start of the two lines of C45. Both end at 100 % in the net-zero year.
type RemovalDutyFigure struct {
	From      int             // first year
	Share     decimal.Decimal // of ongoing scopes 1, 2 and 3 that is covered in that year
	LongLived decimal.Decimal // of the covered emissions of long-lived gases, the share by long-lived removals
}

// RemovalDuty is what a year asks for by C45.
type RemovalDuty struct {
	Year      int
	Share     decimal.Decimal // of ongoing emissions that is covered
	Cover     ghg.CO2e        // removals due
	LongLived ghg.CO2e        // of these, by long-lived removals at least
}

// RemovalDuty returns the removals that a company of category A owes for the ongoing emissions E of a year from 2035 on (C45):
//
//	share(t)       = 1 % + 99 % × (t − 2035) ÷ (NZ − 2035)
//	cover          = share(t) × E
//	long-lived     = (10 % + 90 % × (t − 2035) ÷ (NZ − 2035)) × cover × share of long-lived gases
//
// and 100 % from the net-zero year NZ on. For 1,000 t in 2040 with net zero in 2050, 80 % of it long-lived gases, the cover
// is 340 t, of which 108.8 t by long-lived removals. E is scopes 1, 2 and 3 of the year, and longLivedGases the share of
// gases such as CO2 and N2O in it.
//
// The standard prints these figures as illustrative and will review them before 2035. Category B and years before 2035 have no
// such rule, [sbti.ErrNoRule].
func (e Edition) RemovalDuty(c Category, year, netZero int, emissions ghg.CO2e, longLivedGases decimal.Decimal) (RemovalDuty, error) {
	if err := e.check(); err != nil {
		return RemovalDuty{}, err
	}
	if err := categories.Check(c); err != nil {
		return RemovalDuty{}, err
	}
	if c != CategoryA {
		return RemovalDuty{}, e.noRule("C45 removals", "it is one for category A")
	}
	if err := e.checkNetZeroYear(netZero); err != nil {
		return RemovalDuty{}, err
	}
	if err := checkYear("year of removals", year); err != nil {
		return RemovalDuty{}, err
	}
	if year < e.Duty.From {
		return RemovalDuty{}, e.noRule("C45 removals of "+strconv.Itoa(year), "it is one from "+strconv.Itoa(e.Duty.From))
	}
	if err := checkEmissions("ongoing emissions", emissions); err != nil {
		return RemovalDuty{}, err
	}
	if err := checkShare("share of long-lived gases", longLivedGases); err != nil {
		return RemovalDuty{}, err
	}
	coverNum, coverDen := e.duty(e.Duty.Share, year, netZero)
	longNum, longDen := e.duty(e.Duty.LongLived, year, netZero)
	d := RemovalDuty{Year: year}
	var err error
	if d.Share, err = dec.Quo(coverNum, coverDen); err != nil {
		return RemovalDuty{}, err
	}
	if d.Cover, err = part(emissions, coverNum, coverDen); err != nil {
		return RemovalDuty{}, err
	}
	d.LongLived, err = part(emissions, coverNum.Mul(longNum).Mul(longLivedGases), coverDen.Mul(longDen))
	return d, err
}

// duty returns a share of C45 in a year as a fraction: start + (1 − start) × (t − first) ÷ (netZero − first), at most 1.
func (e Edition) duty(start decimal.Decimal, year, netZero int) (num, den decimal.Decimal) {
	one, span := decimal.NewFromInt(1), whole(netZero-e.Duty.From)
	if year >= netZero {
		return one, one
	}
	return start.Mul(whole(netZero - year)).Add(whole(year - e.Duty.From)), span
}

// part returns an amount × num ÷ den.
func part(c ghg.CO2e, num, den decimal.Decimal) (ghg.CO2e, error) {
	kg, err := dec.Quo(c.Kg().Mul(num), den)
	if err != nil {
		return ghg.CO2e{}, err
	}
	return ghg.KgCO2e(kg)
}

// checkNetZeroYear returns an error unless a net-zero year is after the first year of C45 and not after the latest year.
func (e Edition) checkNetZeroYear(year int) error {
	if err := checkYear("net-zero year", year); err != nil {
		return err
	}
	if year <= e.Duty.From || year > e.NetZeroBy {
		return &ghg.FieldError{Field: "net-zero year", Value: strconv.Itoa(year), Want: "a year after " + strconv.Itoa(e.Duty.From) + ", the first of C45, and not after " + strconv.Itoa(e.NetZeroBy), Err: ghg.ErrOutOfRange}
	}
	return nil
}

func (e Edition) noRule(rule, reason string) error {
	return &sbti.RuleError{Rules: e.Name(), Rule: rule, Reason: reason, Err: sbti.ErrNoRule}
}

// Neutralisation is the balance of a year at net zero. Gross emissions and removals are kept apart.
type Neutralisation struct {
	Year     int
	Residual ghg.CO2e // gross emissions that remain
	Removals ghg.CO2e
	Gap      ghg.CO2e // residual − removals, zero if removals are enough
	Met      bool     // removals ≥ residual
}

// Neutralise returns the balance of the net-zero year, or of one after it (C46): removals must neutralise all residual
// emissions. Credits are not removals. A year before the net-zero year has no such rule, [sbti.ErrNoRule].
//
// It compares amounts only. Whether the emissions are as low as a residual may be is not decided, since the levels are not
// public: [Unpublished.Err].
func (e Edition) Neutralise(year, netZero int, residual, removals ghg.CO2e) (Neutralisation, error) {
	if err := e.check(); err != nil {
		return Neutralisation{}, err
	}
	for _, y := range []struct {
		field string
		year  int
	}{{"year of neutralisation", year}, {"net-zero year", netZero}} {
		if err := checkYear(y.field, y.year); err != nil {
			return Neutralisation{}, err
		}
	}
	if netZero > e.NetZeroBy {
		return Neutralisation{}, &ghg.FieldError{Field: "net-zero year", Value: strconv.Itoa(netZero), Want: strconv.Itoa(e.NetZeroBy) + " at the latest", Err: ghg.ErrOutOfRange}
	}
	if year < netZero {
		return Neutralisation{}, e.noRule("C46 neutralisation of "+strconv.Itoa(year), "it is one from the net-zero year "+strconv.Itoa(netZero))
	}
	if err := checkEmissions("residual emissions", residual); err != nil {
		return Neutralisation{}, err
	}
	if err := checkEmissions("removals", removals); err != nil {
		return Neutralisation{}, err
	}
	n := Neutralisation{Year: year, Residual: residual, Removals: removals, Met: removals.Cmp(residual) >= 0}
	if !n.Met {
		n.Gap = residual.Sub(removals)
	}
	return n, nil
}
