package netzero2

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/units/money"
	"github.com/shopspring/decimal"
)

// Category is that of a company by Table 2. The zero Category is invalid.
type Category uint8

// The categories.
const (
	CategoryA Category = iota + 1 // large companies, and medium-sized ones of high-income countries
	CategoryB                     // all others
)

var categories = vocabulary.New[Category]("category of the company", "A", "B")

// String returns "A" or "B".
func (c Category) String() string { return categories.String(c) }

// MarshalText returns the same text as String. The zero Category is an error.
func (c Category) MarshalText() ([]byte, error) { return categories.Marshal(c) }

// UnmarshalText reads the text that String returns.
func (c *Category) UnmarshalText(text []byte) error { return categories.Unmarshal(c, text) }

// IncomeGroup is the group of a country in the World Bank's classification by income. The zero IncomeGroup is invalid.
type IncomeGroup uint8

// The groups of the World Bank.
const (
	LowIncome IncomeGroup = iota + 1
	LowerMiddleIncome
	UpperMiddleIncome
	HighIncome
)

var incomeGroups = vocabulary.New[IncomeGroup]("income group", "low", "lower-middle", "upper-middle", "high")

// String returns "low", "lower-middle", "upper-middle" or "high".
func (g IncomeGroup) String() string { return incomeGroups.String(g) }

// MarshalText returns the same text as String. The zero IncomeGroup is an error.
func (g IncomeGroup) MarshalText() ([]byte, error) { return incomeGroups.Marshal(g) }

// UnmarshalText reads the text that String returns.
func (g *IncomeGroup) UnmarshalText(text []byte) error { return incomeGroups.Unmarshal(g, text) }

// SizeLimits are the limits of Table 2. Amounts of money are in EUR.
type SizeLimits struct {
	LargeTurnover money.Amount    // either this or LargeFTE makes a company of any country one of category A
	LargeFTE      decimal.Decimal // full-time equivalents

	// For a company whose ultimate parent is in a high-income country: Emissions, or two of the other three.
	Emissions    ghg.CO2e // of scopes 1 and 2
	BalanceSheet money.Amount
	Turnover     money.Amount
	FTE          decimal.Decimal // full-time equivalents
}

// euro is the currency of Table 2.
const euro money.Currency = "EUR"

func sizeLimits() SizeLimits {
	const million = 6
	eur := func(millions int64) money.Amount {
		return money.Amount{Value: decimal.New(millions, million), Currency: euro}
	}
	emissions, _ := ghg.TonnesCO2e(decimal.NewFromInt(10_000)) // a short number
	return SizeLimits{
		LargeTurnover: eur(450), LargeFTE: decimal.NewFromInt(1000),
		Emissions: emissions, BalanceSheet: eur(25), Turnover: eur(50), FTE: decimal.NewFromInt(250),
	}
}

// Statement is the size of a consolidated group by the financial statements of a year.
type Statement struct {
	Year         int
	Turnover     money.Amount // in EUR
	BalanceSheet money.Amount // balance sheet total, in EUR
	FTE          decimal.Decimal
}

// Company is what Table 2 asks of a company, as a consolidated group.
type Company struct {
	ParentIncome IncomeGroup // of the country of the ultimate parent
	// Scope12 is the emissions of scopes 1 and 2 of the latest year, from the physical inventory: scope 2 location-based. That
	// Table 2 means this method and no mean of two years is derived from C9.
	Scope12    ghg.CO2e
	Statements [2]Statement // of the last two years, the earlier first
}

// Categorisation is the category of a company and the figures that decide it.
type Categorisation struct {
	Category     Category
	Turnover     money.Amount // mean of both years
	BalanceSheet money.Amount
	FTE          decimal.Decimal
	Reasons      []string // the limits that are reached; none for category B
}

// Categorise returns the category of a company, which is fixed for a cycle (Table 2). It is A if the mean of the last two
// statements has
//
//	turnover ≥ EUR 450 million or FTE ≥ 1,000      in any country
//
// or, if the ultimate parent is in a high-income country,
//
//	scopes 1 and 2 ≥ 10,000 t CO2e, or two of: balance sheet ≥ EUR 25 million, turnover ≥ EUR 50 million, FTE ≥ 250
//
// and B otherwise. Money in another currency is refused: the standard states no rate. Statements that are not of two
// successive years are refused too.
func (e Edition) Categorise(c Company) (Categorisation, error) {
	if err := e.check(); err != nil {
		return Categorisation{}, err
	}
	if err := c.check(); err != nil {
		return Categorisation{}, err
	}
	first, second, half := c.Statements[0], c.Statements[1], decimal.New(5, -1)
	mean := func(a, b decimal.Decimal) decimal.Decimal { return a.Add(b).Mul(half) }
	k := Categorisation{
		Category: CategoryB, FTE: mean(first.FTE, second.FTE),
		Turnover:     money.Amount{Value: mean(first.Turnover.Value, second.Turnover.Value), Currency: euro},
		BalanceSheet: money.Amount{Value: mean(first.BalanceSheet.Value, second.BalanceSheet.Value), Currency: euro},
	}
	large := reached(k.Turnover.Value, e.Size.LargeTurnover.Value, "turnover of EUR ")
	large = append(large, reached(k.FTE, e.Size.LargeFTE, "FTE of ")...)
	if len(large) > 0 {
		k.Category, k.Reasons = CategoryA, large
	}
	if c.ParentIncome != HighIncome {
		return k, nil
	}
	const in = "in a high-income country, "
	emissions := reached(c.Scope12.Tonnes(), e.Size.Emissions.Tonnes(), in+"t CO2e of scopes 1 and 2, ")
	size := reached(k.BalanceSheet.Value, e.Size.BalanceSheet.Value, in+"balance sheet of EUR ")
	size = append(size, reached(k.Turnover.Value, e.Size.Turnover.Value, in+"turnover of EUR ")...)
	size = append(size, reached(k.FTE, e.Size.FTE, in+"FTE of ")...)
	if len(size) < 2 { // of three
		size = nil
	}
	if len(emissions)+len(size) > 0 {
		k.Category, k.Reasons = CategoryA, append(append(k.Reasons, emissions...), size...)
	}
	return k, nil
}

// reached returns the reason if a figure reaches its limit.
func reached(figure, limit decimal.Decimal, what string) []string {
	if figure.LessThan(limit) {
		return nil
	}
	return []string{what + dec.Text(figure) + " ≥ " + dec.Text(limit)}
}

func (c Company) check() error {
	if err := incomeGroups.Check(c.ParentIncome); err != nil {
		return err
	}
	if err := checkEmissions("scopes 1 and 2", c.Scope12); err != nil {
		return err
	}
	for _, s := range c.Statements {
		if err := s.check(); err != nil {
			return err
		}
	}
	if first, second := c.Statements[0].Year, c.Statements[1].Year; second != first+1 {
		return &ghg.FieldError{Field: "statements", Value: strconv.Itoa(first) + " and " + strconv.Itoa(second), Want: "two successive years, the earlier first", Err: ghg.ErrOutOfRange}
	}
	return nil
}

func (s Statement) check() error {
	if err := checkYear("year of a statement", s.Year); err != nil {
		return err
	}
	year := strconv.Itoa(s.Year)
	for _, m := range []struct {
		field  string
		amount money.Amount
	}{{"turnover of " + year, s.Turnover}, {"balance sheet of " + year, s.BalanceSheet}} {
		if err := checkMoney(m.field, m.amount, euro); err != nil {
			return err
		}
	}
	return checkAmount("FTE of "+year, s.FTE)
}

// checkMoney returns an error unless an amount is given in a currency, and is zero or more.
func checkMoney(field string, a money.Amount, in money.Currency) error {
	if !a.Given() {
		return &ghg.FieldError{Field: field, Want: "an amount in " + string(in), Err: ghg.ErrMissing}
	}
	if a.Currency != in {
		return &ghg.FieldError{Field: field, Value: input.Shorten(string(a.Currency)), Want: "an amount in " + string(in) + ": the standard states no exchange rate", Err: ghg.ErrMixed}
	}
	return checkAmount(field, a.Value)
}
