package money

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg/internal/enum"
	"github.com/ghgkit/ghg/internal/input"
)

// PriceType is what a price includes (System of National Accounts 2008, paragraphs 6.51 and 6.64).
type PriceType uint8

// The kinds of price. The zero value is not valid.
const (
	PurchaserPrice PriceType = iota + 1 // what the buyer pays, including trade and transport margins and non-deductible taxes
	BasicPrice                          // what the producer keeps, without taxes on the product, including subsidies
	ProducerPrice                       // the basic price with taxes on the product but without invoiced VAT
)

var priceTypes = enum.New[PriceType](func(field, value, want string, _ []string) error {
	if value == "" {
		return fmt.Errorf("%s is not set: want %s", field, want)
	}
	return fmt.Errorf("%s %s: want %s", field, input.Quote(value), want)
}, "price type", "purchaser", "basic", "producer")

// String returns "purchaser", "basic" or "producer".
func (t PriceType) String() string { return priceTypes.String(t) }

// Check returns an error unless t is one of the constants.
func (t PriceType) Check() error { return priceTypes.Check(t) }

// MarshalText returns the text of [PriceType.String]. Any value other than the constants is an error.
func (t PriceType) MarshalText() ([]byte, error) { return priceTypes.Marshal(t) }

// UnmarshalText reads "purchaser", "basic" or "producer".
func (t *PriceType) UnmarshalText(text []byte) error { return priceTypes.Unmarshal(t, text) }

// PriceYear is the calendar year whose prices an amount is in. The zero value is not valid.
type PriceYear int

// The accepted years, limited so that a mistyped year is caught.
const (
	firstYear PriceYear = 1900
	lastYear  PriceYear = 2200
)

// ParsePriceYear reads a year of four digits from 1900 to 2200.
func ParsePriceYear(s string) (PriceYear, error) {
	n, err := strconv.Atoi(s)
	if y := PriceYear(n); err == nil && len(s) == 4 && y.Check() == nil {
		return y, nil
	}
	return 0, fmt.Errorf("price year %s: want four digits, %d to %d", input.Quote(s), firstYear, lastYear)
}

// Check returns an error unless the year is from 1900 to 2200.
func (y PriceYear) Check() error {
	if y < firstYear || y > lastYear {
		return fmt.Errorf("price year %d: want %d to %d", int(y), firstYear, lastYear)
	}
	return nil
}

// PriceBasis defines one unit of money in an amount or in a factor: its currency, its price year and what the price
// includes. Its text is "2022 USD purchaser". The zero PriceBasis means "not given".
type PriceBasis struct {
	Currency Currency
	Year     PriceYear
	Type     PriceType
}

// ParsePriceBasis reads a year, a currency and a kind of price, separated by one space: "2022 USD purchaser".
func ParsePriceBasis(s string) (PriceBasis, error) {
	parts := strings.SplitN(s, " ", 4)
	if len(parts) != 3 {
		return PriceBasis{}, fmt.Errorf("price basis %s: want a year, a currency and a kind of price, such as \"2022 USD purchaser\"",
			input.Quote(s))
	}
	var b PriceBasis
	var err error
	if b.Year, err = ParsePriceYear(parts[0]); err != nil {
		return PriceBasis{}, err
	}
	if b.Currency, err = ParseCurrency(parts[1]); err != nil {
		return PriceBasis{}, err
	}
	if err = b.Type.UnmarshalText([]byte(parts[2])); err != nil {
		return PriceBasis{}, err
	}
	return b, nil
}

// Given reports whether any part of the basis is set.
func (b PriceBasis) Given() bool { return b != PriceBasis{} }

// Check returns an error unless currency, year and kind are all valid.
func (b PriceBasis) Check() error {
	if err := b.Currency.Check(); err != nil {
		return err
	}
	if err := b.Year.Check(); err != nil {
		return err
	}
	return b.Type.Check()
}

// String returns the text that [ParsePriceBasis] reads, empty for a basis that is not given.
func (b PriceBasis) String() string {
	if !b.Given() {
		return ""
	}
	return fmt.Sprintf("%d %s %s", int(b.Year), b.Currency, b.Type)
}

// MarshalText returns the text of [PriceBasis.String], empty for a basis that is not given.
func (b PriceBasis) MarshalText() ([]byte, error) { return []byte(b.String()), nil }

// UnmarshalText reads a basis as [ParsePriceBasis] does. Empty text is an error.
func (b *PriceBasis) UnmarshalText(text []byte) error {
	parsed, err := ParsePriceBasis(string(text))
	if err != nil {
		return err
	}
	*b = parsed
	return nil
}
