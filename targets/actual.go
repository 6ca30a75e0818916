package targets

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Actual is the gross emissions of a reported year. Removals and credits are not subtracted.
type Actual struct {
	Year       int            // fiscal year, labelled like the base year
	Period     ghg.Period     // dates of the year, twelve months unless annualised; optional
	Emissions  ghg.CO2e       // of what the target covers; zero or more
	Accounting ghg.Accounting // the same as in the base year
	Version    string         // the same as in the base year
	Annualised bool           // set by [Annualise]
}

// Annualise converts emissions of a period other than twelve months to a year, at the daily rate of the period, and sets
// Annualised:
//
//	emissions × days in the twelve months from the start of the period ÷ days in the period
//
// An actual without a valid period is an error. [Absolute.Track] never annualises: it refuses periods other than twelve
// months.
func Annualise(a Actual) (Actual, error) {
	if err := a.Period.Check(); err != nil {
		return Actual{}, err
	}
	year := a.Period.Start.DaysUntil(a.Period.Start.AddYears(1))
	kg, err := dec.Quo(a.Emissions.Kg().Mul(whole(year)), whole(a.Period.Days()))
	if err != nil {
		return Actual{}, err
	}
	a.Annualised = true
	a.Emissions, err = ghg.KgCO2e(kg)
	return a, err
}

// sorted returns a checked copy of the actuals in order of year. It reports every actual that CheckActual refuses and
// every repeated year.
func (b Base) sorted(actuals []Actual) ([]Actual, error) {
	if len(actuals) == 0 {
		return nil, &ghg.FieldError{Field: "actuals", Want: "at least one reported year", Err: ghg.ErrMissing}
	}
	s := slices.Clone(actuals)
	slices.SortStableFunc(s, func(x, y Actual) int { return cmp.Compare(x.Year, y.Year) })
	var problems []error
	for i, a := range s {
		if err := b.CheckActual(a); err != nil {
			problems = append(problems, err)
		}
		if i > 0 && s[i-1].Year == a.Year {
			problems = append(problems, repeatedYear("actuals", a.Year))
		}
	}
	if len(problems) > 0 {
		return nil, ghg.Join(problems...)
	}
	return s, nil
}

func repeatedYear(field string, year int) error {
	return &ghg.FieldError{Field: field, Value: strconv.Itoa(year), Want: "each year once", Err: ghg.ErrMixed}
}

// reportedIn returns the actual of a year and whether there is one.
func reportedIn(reported []Actual, year int) (Actual, bool) {
	i := slices.IndexFunc(reported, func(a Actual) bool { return a.Year == year })
	if i < 0 {
		return Actual{}, false
	}
	return reported[i], true
}
