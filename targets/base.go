package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/shopspring/decimal"
)

// Years outside this range are taken for errors.
const (
	firstYear = 1900
	lastYear  = 2200
)

// Base is the base year of a target and its emissions.
type Base struct {
	Year       int            // fiscal year as the company labels it: 2020 for FY2020
	Period     ghg.Period     // dates of the year, twelve months; optional
	Emissions  ghg.CO2e       // of everything the target covers; above zero
	Accounting ghg.Accounting // of scope 2; zero if the target does not cover scope 2
	Version    string         // of the base-year inventory, such as "2024 restatement"; optional
}

// Check returns an error unless the year is from 1900 to 2200, the period, if given, is twelve months and the emissions
// are above zero.
func (b Base) Check() error {
	if err := checkYear("base year", b.Year); err != nil {
		return err
	}
	if !b.Period.IsZero() {
		if err := checkTwelveMonths("base period", b.Period); err != nil {
			return err
		}
	}
	if b.Emissions.IsZero() {
		return &ghg.FieldError{Field: "base-year emissions", Want: "an amount above zero, as the base for shares", Err: ghg.ErrMissing}
	}
	if b.Emissions.IsNegative() {
		return &ghg.FieldError{Field: "base-year emissions", Value: b.Emissions.String(), Want: "gross emissions above zero", Err: ghg.ErrNegative}
	}
	return nil
}

// CheckActual returns an error unless a reported year can be compared with the base year:
//
//   - its year is the base year or later
//   - its emissions are zero or more, and in the base year they equal the base-year emissions
//   - its accounting and version are those of the base year
//   - its period, if given, is twelve months and has the dates that follow from the base period. An annualised figure may
//     have any period.
func (b Base) CheckActual(a Actual) error {
	field := "actual of " + label(a.Period, a.Year)
	if err := checkYear("year of an actual", a.Year); err != nil {
		return err
	}
	if a.Year < b.Year {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(a.Year), Want: "the base year " + strconv.Itoa(b.Year) + " or later", Err: ghg.ErrOutOfRange}
	}
	if a.Emissions.IsNegative() {
		return &ghg.FieldError{Field: field, Value: a.Emissions.String(), Want: "gross emissions, without removals or credits", Err: ghg.ErrNegative}
	}
	if a.Accounting != b.Accounting {
		return &ghg.FieldError{Field: field, Value: accountingName(a.Accounting), Want: "the accounting of the base year, " + accountingName(b.Accounting), Err: ghg.ErrMixed}
	}
	if a.Version != b.Version {
		return &ghg.FieldError{Field: field, Value: a.Version, Want: "the base year's version " + input.Quote(b.Version) + " (Restate compares versions)", Err: ghg.ErrMixed}
	}
	if a.Year == b.Year && !a.Emissions.Equal(b.Emissions) {
		return &ghg.FieldError{Field: field, Value: a.Emissions.String(), Want: "the base-year emissions " + b.Emissions.String() + " (Restate compares versions)", Err: ghg.ErrMixed}
	}
	return b.checkPeriod(field, a)
}

func (b Base) checkPeriod(field string, a Actual) error {
	if a.Period.IsZero() || a.Annualised {
		return nil
	}
	if err := checkTwelveMonths(field, a.Period); err != nil {
		return err
	}
	if want := b.Period.Shift(a.Year - b.Year); !b.Period.IsZero() && !a.Period.Same(want) {
		return &ghg.FieldError{Field: field, Value: a.Period.Start.String() + "/" + a.Period.End.String(), Want: "the dates that follow from the base period, " + want.String(), Err: ghg.ErrMixed}
	}
	return nil
}

func checkYear(field string, year int) error {
	if year == 0 {
		return &ghg.FieldError{Field: field, Want: "a year such as 2020", Err: ghg.ErrMissing}
	}
	if year < firstYear || year > lastYear {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(year), Want: "a year from " + strconv.Itoa(firstYear) + " to " + strconv.Itoa(lastYear), Err: ghg.ErrOutOfRange}
	}
	return nil
}

func checkTwelveMonths(field string, p ghg.Period) error {
	if err := p.Check(); err != nil {
		return err
	}
	if p.Start.AddYears(1) != p.End {
		return &ghg.FieldError{Field: field, Value: p.String(), Want: "twelve months (Annualise converts other periods)", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// checkShare returns an error unless share is from 0 to 1. want names the share and gives an example.
func checkShare(field string, share decimal.Decimal, want string) error {
	if err := checkNumber(field, share); err != nil {
		return err
	}
	if share.IsNegative() {
		return &ghg.FieldError{Field: field, Value: dec.Text(share), Want: want, Err: ghg.ErrNegative}
	}
	if share.GreaterThan(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: field, Value: dec.Text(share), Want: want, Err: ghg.ErrOutOfRange}
	}
	return nil
}

// label returns the label of a period, or the year if it has none.
func label(p ghg.Period, year int) string {
	if p.Label == "" {
		return strconv.Itoa(year)
	}
	return p.Label
}

func accountingName(a ghg.Accounting) string {
	if a == 0 {
		return "none"
	}
	return a.String()
}
