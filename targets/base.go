package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// The years that a target, a base year and a reported year can have.
const (
	FirstYear = 1900
	LastYear  = 2200
)

// Base is the base year of a target: the year and what was emitted in it.
type Base struct {
	Year       int            // fiscal year by the owner's label: 2020 for FY2020
	Period     ghg.Period     // its dates; optional, checked against the reported years where they have theirs
	Emissions  ghg.CO2e       // of everything the target covers; above zero
	Accounting ghg.Accounting // of its scope 2; zero when the target covers none
	Version    string         // of the base-year inventory, such as "2024 restatement"; optional
}

// Check returns an error unless the year is within [FirstYear] to [LastYear], the period, if there is one, is twelve
// months and the emissions are above zero: no share can be taken of nothing.
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
		return &ghg.FieldError{Field: "base-year emissions", Want: "an amount above zero, of which shares can be taken", Err: ghg.ErrMissing}
	}
	if b.Emissions.IsNegative() {
		return &ghg.FieldError{Field: "base-year emissions", Value: b.Emissions.String(), Want: "gross emissions, above zero", Err: ghg.ErrNegative}
	}
	return nil
}

// Actual is what was emitted in one reported year, gross: removals and credits are not subtracted.
type Actual struct {
	Year       int            // fiscal year by the same label as the base year's
	Period     ghg.Period     // its dates; optional
	Emissions  ghg.CO2e       // of what the target covers; zero or more
	Accounting ghg.Accounting // as the base year's
	Version    string         // as the base year's
	Annualised bool           // made from a period of another length by [Annualise]
}

// Annualise returns the year's emissions at the daily rate of a period that is not twelve months long, marked as
// annualised:
//
//	emissions × days of the twelve months that begin with the period ÷ days of the period
//
// Nothing is annualised unless this is called; [Absolute.Track] refuses a period of another length.
func Annualise(a Actual) (Actual, error) {
	if err := a.Period.Check(); err != nil {
		return Actual{}, err
	}
	year := a.Period.Start.DaysUntil(a.Period.Start.AddYears(1))
	kg, err := dec.Quo(a.Emissions.Kg().Mul(whole(year)), whole(a.Period.Days()))
	if err != nil {
		return Actual{}, err
	}
	a.Emissions, a.Annualised = ghg.KgCO2e(kg), true
	return a, nil
}

// label returns the period's label, or the year.
func label(p ghg.Period, year int) string {
	if p.IsZero() || p.Label == "" {
		return strconv.Itoa(year)
	}
	return p.Label
}

func checkYear(field string, year int) error {
	if year == 0 {
		return &ghg.FieldError{Field: field, Want: "a year such as 2020", Err: ghg.ErrMissing}
	}
	if year < FirstYear || year > LastYear {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(year), Want: "a year from " + strconv.Itoa(FirstYear) + " to " + strconv.Itoa(LastYear), Err: ghg.ErrOutOfRange}
	}
	return nil
}

func checkTwelveMonths(field string, p ghg.Period) error {
	if err := p.Check(); err != nil {
		return err
	}
	if p.Start.AddYears(1) != p.End {
		return &ghg.FieldError{Field: field, Value: p.String(), Want: "twelve months; see Annualise for a period of another length", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// checkActual returns an error unless the year can be compared with the base year.
func (b Base) checkActual(a Actual) error {
	field := "actual of " + label(a.Period, a.Year)
	if err := checkYear("year of an actual", a.Year); err != nil {
		return err
	}
	if a.Year < b.Year {
		return &ghg.FieldError{Field: field, Value: strconv.Itoa(a.Year), Want: "no year before the base year " + strconv.Itoa(b.Year), Err: ghg.ErrOutOfRange}
	}
	if a.Emissions.IsNegative() {
		return &ghg.FieldError{Field: field, Value: a.Emissions.String(), Want: "gross emissions, without removals or credits", Err: ghg.ErrNegative}
	}
	if a.Accounting != b.Accounting {
		return &ghg.FieldError{Field: field, Value: orNone(a.Accounting), Want: "the base year's accounting, " + orNone(b.Accounting), Err: ghg.ErrMixed}
	}
	if a.Version != b.Version {
		return &ghg.FieldError{Field: field, Value: a.Version, Want: "figures of the base year's version " + strconv.Quote(b.Version) + "; see Restate", Err: ghg.ErrMixed}
	}
	if a.Year == b.Year && !a.Emissions.Equal(b.Emissions) {
		return &ghg.FieldError{Field: field, Value: a.Emissions.String(), Want: "the base-year emissions " + b.Emissions.String() + "; see Restate", Err: ghg.ErrMixed}
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
		return &ghg.FieldError{Field: field, Value: a.Period.Start.String() + "/" + a.Period.End.String(), Want: "the dates of that year by the base year's label, " + want.String(), Err: ghg.ErrMixed}
	}
	return nil
}

func orNone(a ghg.Accounting) string {
	if a == 0 {
		return "none"
	}
	return a.String()
}

// sorted returns checked actuals in the order of their years. A year given twice is an error.
func (b Base) sorted(actuals []Actual) ([]Actual, error) {
	if len(actuals) == 0 {
		return nil, &ghg.FieldError{Field: "actuals", Want: "one reported year or more", Err: ghg.ErrMissing}
	}
	s := slices.Clone(actuals)
	slices.SortStableFunc(s, func(x, y Actual) int { return x.Year - y.Year })
	for i, a := range s {
		if err := b.checkActual(a); err != nil {
			return nil, err
		}
		if i > 0 && s[i-1].Year == a.Year {
			return nil, &ghg.FieldError{Field: "actuals", Value: strconv.Itoa(a.Year), Want: "each year once", Err: ghg.ErrMixed}
		}
	}
	return s, nil
}
