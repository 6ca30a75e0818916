package gxets

import (
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// Emitted is the direct CO2 of a company in a fiscal year.
type Emitted struct {
	Year int
	CO2  ghg.CO2e
}

// Coverage is whether a company is covered in a fiscal year.
type Coverage struct {
	Year    int
	Mean    ghg.CO2e // of the years before, to 34 digits
	Covered bool
}

// Covered reports whether a company is covered in a fiscal year, from its direct CO2 of the years before, in any order. The sum
// is compared with the threshold × the number of years, so no rounding decides. Another year, a missing or repeated one, and a
// negative amount are errors. Affiliates that account together are not added up here.
func (r Rules) Covered(year int, before ...Emitted) (Coverage, error) {
	if err := r.check(year); err != nil {
		return Coverage{}, err
	}
	seen := map[int]bool{}
	var sum ghg.CO2e
	for _, e := range before {
		if e.Year < year-r.Years || e.Year >= year {
			return Coverage{}, &ghg.FieldError{Field: "fiscal year of direct CO2", Value: strconv.Itoa(e.Year), Want: fmt.Sprintf("%d to %d, the %d years before", year-r.Years, year-1, r.Years), Err: ghg.ErrOutOfRange}
		}
		if seen[e.Year] {
			return Coverage{}, &ghg.FieldError{Field: "fiscal year of direct CO2", Value: strconv.Itoa(e.Year), Want: "each year once", Err: ghg.ErrRepeated}
		}
		if err := amount("direct CO2 of FY"+strconv.Itoa(e.Year), e.CO2); err != nil {
			return Coverage{}, err
		}
		seen[e.Year] = true
		sum = sum.Add(e.CO2)
	}
	for y := year - r.Years; y < year; y++ {
		if !seen[y] {
			return Coverage{}, &ghg.FieldError{Field: "direct CO2 of FY" + strconv.Itoa(y), Want: "an amount for each of the years before", Err: ghg.ErrMissing}
		}
	}
	n := decimal.New(int64(r.Years), 0)
	kg, err := dec.Quo(sum.Kg(), n)
	if err != nil {
		return Coverage{}, fmt.Errorf("mean of direct CO2: %w", err)
	}
	mean, err := ghg.KgCO2e(kg)
	return Coverage{year, mean, sum.Tonnes().Cmp(r.Tonnes.Mul(n)) >= 0}, err
}

// String returns the mean, rounded half up to whole tonnes, and whether the company is covered.
func (c Coverage) String() string {
	mean := dec.Brief(c.Mean.Kg()) + " kg"
	if dec.Check(c.Mean.Kg()) == nil {
		mean = dec.Text(c.Mean.Tonnes().Round(0)) + " t"
	}
	if c.Covered {
		return fmt.Sprintf("FY%d: covered, mean %s direct CO2", c.Year, mean)
	}
	return fmt.Sprintf("FY%d: not covered, mean %s direct CO2", c.Year, mean)
}

// Scope1Share returns the share of scope 1 under the system in a fiscal year, to 34 digits, as ESRS E1, paragraph 48(b) asks
// for: 0.25 for 25 %. Under is the company's emissions that the system covers, at most its scope 1, which must be above zero.
func (r Rules) Scope1Share(year int, under, scope1 ghg.CO2e) (decimal.Decimal, error) {
	if err := r.check(year); err != nil {
		return decimal.Decimal{}, err
	}
	if err := amount("emissions under "+input.Shorten(r.Name), under); err != nil {
		return decimal.Decimal{}, err
	}
	if err := amount("scope 1", scope1); err != nil {
		return decimal.Decimal{}, err
	}
	switch {
	case scope1.IsZero():
		return decimal.Decimal{}, &ghg.FieldError{Field: "scope 1", Value: scope1.String(), Want: "an amount above 0", Err: ghg.ErrOutOfRange}
	case under.Cmp(scope1) > 0:
		return decimal.Decimal{}, &ghg.FieldError{Field: "emissions under " + input.Shorten(r.Name), Value: under.String(), Want: "at most scope 1, " + scope1.String(), Err: ghg.ErrOutOfRange}
	}
	return under.Ratio(scope1)
}

// amount returns an error unless an amount is at least zero and can be computed with.
func amount(field string, c ghg.CO2e) error {
	if dec.Check(c.Kg()) != nil {
		return &ghg.FieldError{Field: field, Value: dec.Brief(c.Kg()), Want: "a number that can be computed with", Err: ghg.ErrOutOfRange}
	}
	if c.IsNegative() {
		return &ghg.FieldError{Field: field, Value: c.String(), Want: "at least 0", Err: ghg.ErrNegative}
	}
	return nil
}
