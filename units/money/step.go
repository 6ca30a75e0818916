package money

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/absent"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

var one = decimal.New(1, 0)

// Step is one recorded change to the meaning of an amount of money: [FX], [Index], [VAT] or [Margin].
type Step interface {
	// Check returns an error unless every field is given and within its range.
	Check() error
	// Multiplier returns the exact factor num ÷ den of a step that passes Check.
	Multiplier() (num, den decimal.Decimal)
	// Apply returns the amount after the step, divided once to 34 significant digits.
	Apply(a Amount) (Amount, error)

	// after returns the basis after the step, or an error if the step does not start from b.
	after(b PriceBasis) (PriceBasis, error)
}

// Quote is the direction in which an exchange rate is written. The zero value is not valid, since an inverted rate
// still looks like a rate.
type Quote uint8

// The two ways to quote a rate from one currency to another.
const (
	ToPerFrom Quote = iota + 1 // units of To for one unit of From: from JPY to USD, 0.0076
	FromPerTo                  // units of From for one unit of To: from JPY to USD, 131.50
)

var quotes = [...]string{"", "to-per-from", "from-per-to"}

// String returns "to-per-from" or "from-per-to".
func (q Quote) String() string {
	if q == 0 || int(q) >= len(quotes) {
		return fmt.Sprintf("Quote(%d)", uint8(q))
	}
	return quotes[q]
}

// MarshalText returns the text of [Quote.String]. Any value other than the constants is an error.
func (q Quote) MarshalText() ([]byte, error) {
	if q == 0 || int(q) >= len(quotes) {
		return nil, fmt.Errorf("quote %d: want to-per-from or from-per-to", uint8(q))
	}
	return []byte(quotes[q]), nil
}

// UnmarshalText reads "to-per-from" or "from-per-to".
func (q *Quote) UnmarshalText(text []byte) error {
	for i, name := range quotes {
		if i > 0 && string(text) == name {
			*q = Quote(i)
			return nil
		}
	}
	return fmt.Errorf("quote %s: want to-per-from or from-per-to", input.Quote(string(text)))
}

// FX is the exchange rate of a period. The rate is kept as published: with [FromPerTo] the amount is divided by it, so
// no reciprocal is ever rounded.
type FX struct {
	From, To Currency
	Rate     decimal.Decimal // above 0
	Quote    Quote
	Period   string // what the rate is an average of, such as "2022" or "FY2023"
	Source   string
}

// Check returns an error unless the currencies are active and different, the rate is above 0, and quote, period and
// source are given.
func (f FX) Check() error {
	if err := f.From.Check(); err != nil {
		return fmt.Errorf("exchange rate: from %w", err)
	}
	if err := f.To.Check(); err != nil {
		return fmt.Errorf("exchange rate: to %w", err)
	}
	if f.From == f.To {
		return fmt.Errorf("exchange rate from %s to %s: want two currencies", input.Quote(f.From), input.Quote(f.To))
	}
	what := fmt.Sprintf("exchange rate from %s to %s", f.From, f.To)
	if err := dec.Check(f.Rate); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if f.Rate.Sign() <= 0 {
		return fmt.Errorf("%s: rate %s: want one above 0", what, input.Quote(f.Rate))
	}
	if _, err := f.Quote.MarshalText(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if f.Period == "" {
		return fmt.Errorf("%s: %w: the period is not set", what, ErrIncompleteStep)
	}
	return checkSource(what, f.Source)
}

// Multiplier returns rate ÷ 1 or, quoted [FromPerTo], 1 ÷ rate.
func (f FX) Multiplier() (num, den decimal.Decimal) {
	if f.Quote == FromPerTo {
		return one, f.Rate
	}
	return f.Rate, one
}

// Reverse returns the same rate in the other direction. It is exact.
func (f FX) Reverse() FX {
	f.From, f.To = f.To, f.From
	switch f.Quote {
	case ToPerFrom:
		f.Quote = FromPerTo
	case FromPerTo:
		f.Quote = ToPerFrom
	}
	return f
}

// Apply returns the amount in To. An amount that is not in From is an error.
func (f FX) Apply(a Amount) (Amount, error) {
	out, err := apply(f, a, f.From)
	out.Currency = f.To
	if err != nil {
		return Amount{}, err
	}
	return out, nil
}

func (f FX) after(b PriceBasis) (PriceBasis, error) {
	if b.Currency != f.From {
		return b, fmt.Errorf("exchange rate from %s to %s on %s: %w", f.From, f.To, input.Quote(b), ErrMixedCurrency)
	}
	b.Currency = f.To
	return b, nil
}

// Index converts an amount from the prices of one year to those of another, using two numbers of one published price
// index: amount × ToValue ÷ FromValue.
type Index struct {
	Series             string   // name of the series, such as "cpi/JP"
	Currency           Currency // of the economy whose prices the index follows
	FromYear, ToYear   PriceYear
	FromValue, ToValue decimal.Decimal // the index numbers of the two years, above 0
	Source             string
}

// Check returns an error unless the currency is active, the years differ, the index numbers are above 0 and the source
// is given.
func (x Index) Check() error {
	if err := x.Currency.Check(); err != nil {
		return fmt.Errorf("price index: %w", err)
	}
	for _, y := range [...]PriceYear{x.FromYear, x.ToYear} {
		if err := y.Check(); err != nil {
			return fmt.Errorf("price index: %w", err)
		}
	}
	what := fmt.Sprintf("price index from %d to %d", int(x.FromYear), int(x.ToYear))
	if x.FromYear == x.ToYear {
		return fmt.Errorf("%s: want two years", what)
	}
	for _, v := range [...]decimal.Decimal{x.FromValue, x.ToValue} {
		if err := dec.Check(v); err != nil {
			return fmt.Errorf("%s: index %w", what, err)
		}
		if v.Sign() <= 0 {
			return fmt.Errorf("%s: index number %s: want one above 0", what, input.Quote(v))
		}
	}
	return checkSource(what, x.Source)
}

// Multiplier returns ToValue and FromValue.
func (x Index) Multiplier() (num, den decimal.Decimal) { return x.ToValue, x.FromValue }

// Apply returns the amount at the prices of ToYear. An amount that is not in Currency is an error.
func (x Index) Apply(a Amount) (Amount, error) { return apply(x, a, x.Currency) }

func (x Index) after(b PriceBasis) (PriceBasis, error) {
	if b.Currency != x.Currency {
		return b, fmt.Errorf("price index of %s on %s: %w", x.Currency, input.Quote(b), ErrMixedCurrency)
	}
	if b.Year != x.FromYear {
		return b, fmt.Errorf("price index from %d to %d on %s: %w", int(x.FromYear), int(x.ToYear), input.Quote(b), ErrWrongBasis)
	}
	b.Year = x.ToYear
	return b, nil
}

// VAT removes a value added or consumption tax from an amount that includes it: amount ÷ (1 + Rate).
type VAT struct {
	Class  string          // region and class of the tax, such as "JP/standard"
	Rate   decimal.Decimal // as a fraction, from 0 to 1: 0.10 for 10 %
	Source string
}

// Check returns an error unless the rate is from 0 to 1 and the source is given.
func (v VAT) Check() error {
	if err := dec.Check(v.Rate); err != nil {
		return fmt.Errorf("value added tax: rate: %w", err)
	}
	if v.Rate.Sign() < 0 || v.Rate.GreaterThan(one) {
		return fmt.Errorf("value added tax: rate %s: want a fraction from 0 to 1, such as 0.10", input.Quote(v.Rate))
	}
	return checkSource("value added tax", v.Source)
}

// Multiplier returns 1 and 1 + Rate; zeros of a rate that is too long to compute with.
func (v VAT) Multiplier() (num, den decimal.Decimal) {
	if dec.Check(v.Rate) != nil {
		return num, den
	}
	return one, one.Add(v.Rate)
}

// Apply returns the amount without the tax.
func (v VAT) Apply(a Amount) (Amount, error) { return apply(v, a, a.Currency) }

func (v VAT) after(b PriceBasis) (PriceBasis, error) { return b, nil }

// Margin removes trade and transport margins, and for a basic price taxes on the product, from a purchaser's price:
// amount × (1 − Share).
type Margin struct {
	To     PriceType       // BasicPrice or ProducerPrice
	Share  decimal.Decimal // of the purchaser's price, from 0 to below 1
	Source string
}

// Check returns an error unless To is the basic or the producer's price, the share is at least 0 and below 1 and the
// source is given.
func (m Margin) Check() error {
	if m.To != BasicPrice && m.To != ProducerPrice {
		return fmt.Errorf("margin: to price type %s: want basic or producer", m.To)
	}
	if err := dec.Check(m.Share); err != nil {
		return fmt.Errorf("margin: share: %w", err)
	}
	if m.Share.Sign() < 0 || !m.Share.LessThan(one) {
		return fmt.Errorf("margin: share %s: want a fraction of at least 0 and below 1", input.Quote(m.Share))
	}
	return checkSource("margin", m.Source)
}

// Multiplier returns 1 − Share and 1; zeros of a share that is too long to compute with.
func (m Margin) Multiplier() (num, den decimal.Decimal) {
	if dec.Check(m.Share) != nil {
		return num, den
	}
	return one.Sub(m.Share), one
}

// Apply returns the amount at the price To. The amount must be at the purchaser's price, which only [Rebase] can check.
func (m Margin) Apply(a Amount) (Amount, error) { return apply(m, a, a.Currency) }

func (m Margin) after(b PriceBasis) (PriceBasis, error) {
	if b.Type != PurchaserPrice {
		return b, fmt.Errorf("margin on %s: want a purchaser's price: %w", input.Quote(b), ErrWrongBasis)
	}
	b.Type = m.To
	return b, nil
}

// Chain returns the exact factor num ÷ den of the steps in order, from one price basis to another.
//
// It is an error if a step is invalid or does not start from the basis that the previous one reached, or if the last
// does not end at to. With no steps, the bases must be equal.
func Chain(from, to PriceBasis, steps ...Step) (num, den decimal.Decimal, err error) {
	fail := func(err error) (decimal.Decimal, decimal.Decimal, error) {
		return decimal.Decimal{}, decimal.Decimal{}, err
	}
	if err := from.Check(); err != nil {
		return fail(fmt.Errorf("price basis to convert from: %w", err))
	}
	if err := to.Check(); err != nil {
		return fail(fmt.Errorf("price basis to convert to: %w", err))
	}
	at := from
	num, den = one, one
	for i, s := range steps {
		if absent.Is(s) {
			return fail(fmt.Errorf("step %d: %w", i+1, ErrNotGiven))
		}
		if err := s.Check(); err != nil {
			return fail(fmt.Errorf("step %d: %w", i+1, err))
		}
		if at, err = s.after(at); err != nil {
			return fail(fmt.Errorf("step %d: %w", i+1, err))
		}
		n, d := s.Multiplier()
		if num, err = dec.Mul(num, n); err == nil {
			den, err = dec.Mul(den, d)
		}
		if err != nil {
			return fail(fmt.Errorf("step %d: %w", i+1, err))
		}
	}
	if at != to {
		return fail(fmt.Errorf("from %s to %s: %w: after %d steps it is %s", input.Quote(from), input.Quote(to), ErrWrongBasis, len(steps), input.Quote(at)))
	}
	return num, den, nil
}

// Rebase converts an amount from one price basis to another by the given steps, dividing once, to 34 significant
// digits. Errors are those of [Chain], and an amount that is not in the currency of from.
func Rebase(a Amount, from, to PriceBasis, steps ...Step) (Amount, error) {
	num, den, err := Chain(from, to, steps...)
	if err != nil {
		return Amount{}, err
	}
	if err := a.same(Amount{Currency: from.Currency}); err != nil {
		return Amount{}, err
	}
	return quotient(a.Value.Mul(num), den, to.Currency)
}

// apply multiplies an amount, which must be in the currency want, by the step's factor and keeps its currency.
func apply(s Step, a Amount, want Currency) (Amount, error) {
	if err := s.Check(); err != nil {
		return Amount{}, err
	}
	if err := a.same(Amount{Currency: want}); err != nil {
		return Amount{}, err
	}
	num, den := s.Multiplier()
	return quotient(a.Value.Mul(num), den, a.Currency)
}

// quotient divides once, and not at all by 1, so that a product stays exact.
func quotient(num, den decimal.Decimal, c Currency) (Amount, error) {
	if den.Equal(one) {
		return Amount{num, c}, nil
	}
	v, err := dec.Quo(num, den)
	if err != nil {
		return Amount{}, err
	}
	return Amount{v, c}, nil
}

func checkSource(what, source string) error {
	if source == "" {
		return fmt.Errorf("%s: %w: the source is not set", what, ErrIncompleteStep)
	}
	return nil
}
