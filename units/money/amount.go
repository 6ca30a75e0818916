package money

import (
	"errors"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/units"
)

// Sentinels for errors.Is.
var (
	ErrNotGiven       = units.ErrNotGiven
	ErrMixedCurrency  = errors.New("different currencies")
	ErrWrongBasis     = errors.New("the steps do not lead to the wanted price basis")
	ErrIncompleteStep = errors.New("incomplete step")
	ErrOutOfRange     = dec.ErrRange // a number too long to compute with; ghg.ErrOutOfRange is the same
)

// Currency is the ISO 4217 code of a currency, such as "JPY". The zero Currency is none.
type Currency string

// ParseCurrency reads an active ISO 4217 code, in upper case. Anything else is an error.
func ParseCurrency(code string) (Currency, error) {
	u, err := units.Currency(code)
	if err != nil {
		return "", err
	}
	return Currency(u.Symbol()), nil
}

// Check returns an error unless the code is an active ISO 4217 code.
func (c Currency) Check() error {
	_, err := units.Currency(string(c))
	return err
}

// Unit returns the currency as a unit of measure. A code that is not active is an error.
func (c Currency) Unit() (units.Unit, error) { return units.Currency(string(c)) }

// UnmarshalText reads a code as [ParseCurrency] does.
func (c *Currency) UnmarshalText(text []byte) error {
	parsed, err := ParseCurrency(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}

// Amount is an amount of money in a currency. The zero Amount means "not given" and is different from "0 JPY". A value
// of more than 4096 digits in plain notation is too long to compute with: every method that returns an error refuses it
// with one that wraps [ErrOutOfRange].
type Amount struct {
	Value    decimal.Decimal
	Currency Currency
}

// ParseAmount reads a number, one space and a currency: "120000 JPY". Empty text is an error wrapping [ErrNotGiven].
func ParseAmount(s string) (Amount, error) {
	if s == "" {
		return Amount{}, fmt.Errorf("amount is empty: %w; want one such as \"120000 JPY\"", ErrNotGiven)
	}
	number, code, ok := strings.Cut(s, " ")
	if !ok {
		return Amount{}, fmt.Errorf("amount %s: want a number, a space and a currency such as \"120000 JPY\"", input.Quote(s))
	}
	value, err := dec.Parse(number)
	if err != nil {
		return Amount{}, fmt.Errorf("amount %s: %w", input.Quote(s), err)
	}
	currency, err := ParseCurrency(code)
	if err != nil {
		return Amount{}, fmt.Errorf("amount %s: %w", input.Quote(s), err)
	}
	return Amount{value, currency}, nil
}

// MustParse is like [ParseAmount] but panics on an error. It is for literals in source code.
func MustParse(s string) Amount {
	a, err := ParseAmount(s)
	if err != nil {
		panic("money: " + err.Error())
	}
	return a
}

// FromQuantity returns a quantity of a currency as an amount. Any other quantity is an error.
func FromQuantity(q units.Quantity) (Amount, error) {
	if !q.Unit.Dimension().IsCurrency() {
		return Amount{}, fmt.Errorf("amount %s: want a currency, not %s", input.Quote(q), input.Quote(q.Unit))
	}
	if err := dec.Check(q.Value); err != nil {
		return Amount{}, fmt.Errorf("amount of %s: %w", input.Quote(q.Unit), err)
	}
	return Amount{q.Value, Currency(q.Unit.Symbol())}, nil
}

// Quantity returns the amount as a quantity of its currency. A currency that is not active is an error.
func (a Amount) Quantity() (units.Quantity, error) {
	u, err := a.Currency.Unit()
	if err != nil {
		return units.Quantity{}, err
	}
	if err := a.check(); err != nil {
		return units.Quantity{}, err
	}
	return units.New(a.Value, u), nil
}

// Given reports whether the amount has a currency. A given amount may be zero.
func (a Amount) Given() bool { return a.Currency != "" }

// Sign returns -1, 0 or 1 if the value is negative, zero or positive.
func (a Amount) Sign() int { return a.Value.Sign() }

// IsNegative reports whether the value is below zero.
func (a Amount) IsNegative() bool { return a.Value.Sign() < 0 }

// Add returns a + b. Addition is exact, so the order of a sum does not matter. Amounts of different currencies, or
// that are not given, are an error.
func (a Amount) Add(b Amount) (Amount, error) {
	if err := a.same(b); err != nil {
		return Amount{}, err
	}
	return Amount{a.Value.Add(b.Value), a.Currency}, nil
}

// Sub returns a − b, with the errors of [Amount.Add].
func (a Amount) Sub(b Amount) (Amount, error) { return a.Add(Amount{b.Value.Neg(), b.Currency}) }

// Cmp returns -1, 0 or 1 if a is less than, equal to or greater than b, with the errors of [Amount.Add].
func (a Amount) Cmp(b Amount) (int, error) {
	if err := a.same(b); err != nil {
		return 0, err
	}
	return a.Value.Cmp(b.Value), nil
}

// Mul returns x times a. Multiplication is exact. Numbers too long to compute with are an error.
func (a Amount) Mul(x decimal.Decimal) (Amount, error) {
	value, err := dec.Mul(a.Value, x)
	if err != nil {
		return Amount{}, fmt.Errorf("multiple of an amount of %s: %w", input.Quote(a.Currency), err)
	}
	return Amount{value, a.Currency}, nil
}

// check returns an error for a value that is too long to compute with.
func (a Amount) check() error {
	if err := dec.Check(a.Value); err != nil {
		return fmt.Errorf("amount of %s: %w", input.Quote(a.Currency), err)
	}
	return nil
}

func (a Amount) same(b Amount) error {
	for _, x := range [...]Amount{a, b} {
		if !x.Given() {
			return fmt.Errorf("amount is %w", ErrNotGiven)
		}
		if err := x.Currency.Check(); err != nil {
			return err
		}
		if err := x.check(); err != nil {
			return err
		}
	}
	if a.Currency != b.Currency {
		return fmt.Errorf("%s and %s: %w; convert by an explicit exchange rate", input.Quote(a.Currency), input.Quote(b.Currency), ErrMixedCurrency)
	}
	return nil
}

// String returns the value with all its digits, a space and the code. An amount that is not given is empty text.
func (a Amount) String() string {
	if !a.Given() {
		return ""
	}
	if q, err := a.Quantity(); err == nil {
		return q.String()
	}
	return dec.Text(a.Value) + " " + string(a.Currency)
}

// MarshalText returns the text of [Amount.String], empty for an amount that is not given.
//
// A value too long to compute with is an error.
func (a Amount) MarshalText() ([]byte, error) {
	if err := a.check(); err != nil {
		return nil, err
	}
	return []byte(a.String()), nil
}

// UnmarshalText reads an amount as [ParseAmount] does. Empty text is an error wrapping [ErrNotGiven].
func (a *Amount) UnmarshalText(text []byte) error {
	parsed, err := ParseAmount(string(text))
	if err != nil {
		return err
	}
	*a = parsed
	return nil
}
