package plan

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Terms are the prices and the discount rate of all costs.
type Terms struct {
	Prices money.PriceBasis                  // currency, price year and kind of price
	Rate   targets.Optional[decimal.Decimal] // discount rate per year, 0 to 1: 0.05 is 5 %; must be stated, even as 0
	Year   int                               // to the start of which costs are discounted
}

// check returns an error unless the terms are complete.
func (t Terms) check() error {
	if err := t.Prices.Check(); err != nil {
		return &ghg.FieldError{Field: "price basis", Want: "a currency, a price year and a kind of price: " + err.Error(), Err: ghg.ErrMissing}
	}
	rate, ok := t.Rate.Get()
	if !ok {
		return &ghg.FieldError{Field: "discount rate", Want: "a rate per year, such as 0.05 for 5 %", Err: ghg.ErrMissing}
	}
	if err := checkShare("discount rate", rate); err != nil {
		return err
	}
	return checkYear("year to which costs are discounted", t.Year)
}

// checkAmount returns an error unless the amount is given in the currency of the terms.
func (t Terms) checkAmount(field string, a money.Amount) error {
	if !a.Given() {
		return &ghg.FieldError{Field: field, Want: "an amount in " + string(t.Prices.Currency) + ", even if it is 0", Err: ghg.ErrMissing}
	}
	if err := dec.Check(a.Value); err != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(a.Value), Want: dec.Bounds, Err: ghg.ErrOutOfRange}
	}
	if a.Currency != t.Prices.Currency {
		return &ghg.FieldError{Field: field, Value: a.String(), Want: "an amount in " + string(t.Prices.Currency) + ", at the prices of the plan", Err: money.ErrMixedCurrency}
	}
	return nil
}

func (t Terms) amount(d decimal.Decimal) money.Amount {
	return money.Amount{Value: d, Currency: t.Prices.Currency}
}

// growth returns 1 + rate.
func (t Terms) growth() decimal.Decimal {
	rate, _ := t.Rate.Get() // check: it is stated
	return one.Add(rate)
}

// present returns the present value of the costs of a measure at full scale times (1 + r)^until:
//
//	CAPEX × (1 + r)^(until − Start) + Σ ramp(y) × OPEX × (1 + r)^(until − y − 1),  years counted from the year of the terms
//
// until must be at least the end of the lifetime. Division by (1 + r)^until is left to the caller, once and last.
func (t Terms) present(m Measure, until int) (decimal.Decimal, error) {
	sum := none
	// Horner's rule from the first year on, so that each power is made once.
	for year := m.Start; year < m.Start+m.Lifetime; year++ {
		if year == m.Start {
			sum = m.Capex.Value
		}
		sum = sum.Mul(t.growth()).Add(m.Opex.Value.Mul(m.ramp(year)))
		if err := checkNumber("costs of "+m.field(), sum); err != nil {
			return none, err
		}
	}
	later, err := dec.Power(t.growth(), t.Year+until-m.Start-m.Lifetime)
	if err != nil {
		return none, tooLong("costs of " + m.field())
	}
	return sum.Mul(later), nil
}

// annual returns the annualised cost of a measure at full scale and full effect as a fraction:
//
//	CAPEX × r(1 + r)^n ÷ ((1 + r)^n − 1) + OPEX    or, at a rate of zero,    CAPEX ÷ n + OPEX
func (t Terms) annual(m Measure) (num, den decimal.Decimal, err error) {
	n := decimal.NewFromInt(int64(m.Lifetime))
	rate := t.growth().Sub(one)
	if rate.IsZero() {
		return m.Capex.Value.Add(m.Opex.Value.Mul(n)), n, nil
	}
	q, err := dec.Power(t.growth(), m.Lifetime)
	if err != nil {
		return none, none, tooLong("discount rate")
	}
	den = q.Sub(one)
	return m.Capex.Value.Mul(rate).Mul(q).Add(m.Opex.Value.Mul(den)), den, nil
}

func checkNumber(field string, d decimal.Decimal) error {
	if dec.Check(d) != nil {
		return tooLong(field)
	}
	return nil
}

func tooLong(field string) error {
	return &ghg.FieldError{Field: field, Want: dec.Bounds, Err: ghg.ErrOutOfRange}
}
