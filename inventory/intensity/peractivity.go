package intensity

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// PerActivity is energy or emissions per unit of activity (原単位) by fiscal year, all in one unit.
type PerActivity struct {
	Name  string // "energy per tonne of glass"
	Unit  string // of the values: "kL of crude oil per t"
	Years []YearValue
}

// YearValue is the value of a fiscal year.
type YearValue struct {
	Year  int             // as the organisation labels it: 2023 for FY2023
	Value decimal.Decimal // in the unit of its PerActivity, above 0
}

// FiveYears is the mean change of a value per activity over five fiscal years.
type FiveYears struct {
	First, Last int
	// Ratios are the four changes from one year to the next, to 34 digits each: 0.98 for 2 % less.
	Ratios []decimal.Decimal
	// Mean is their geometric mean: 0.99 for 1 % less in each year.
	Mean decimal.Decimal
}

const (
	fiveYears = 5
	changes   = fiveYears - 1
)

// FiveYearMean returns the geometric mean of the change from year to year over the five fiscal years up to last:
//
//	mean = (r₁ × r₂ × r₃ × r₄)^(1/4) = (v_last ÷ v_last−4)^(1/4)        r = v_year ÷ v_year−1
//
// It is calculated from the first and the last value: the quotient is rounded to 34 significant digits, and so is its root.
// The years between are required too: a mean over years that are missing is not one of five. Other years than the five are
// not used. It is an error if a year is missing or there twice, if a value is 0 or less, or without a name and a unit.
//
// Confirmed, in a copy of the Agency for Natural Resources and Energy's notes on the periodic report under the Act on
// Rationalising Energy Use (form 特定第4表, FY2015): the mean (5年度間平均原単位変化) is the fourth root of the product of the four
// ratios to the year before, in per cent and half up to one place, and is not calculated without the data of five years.
// Mean × 100 is that number before it is rounded; from ratios that are rounded first it may differ by a unit of the last
// place. Unconfirmed: that Japan's reporting system for greenhouse gases (SHK) states the same mean of its values per activity,
// and that 99 % or less meets a goal of 1 % less a year. Nothing is judged here.
func (p PerActivity) FiveYearMean(last int) (FiveYears, error) {
	if p.Name == "" || p.Unit == "" {
		return FiveYears{}, &ghg.FieldError{Field: "value per activity", Value: input.Shorten(p.Name), Want: "a name, and the unit of the values", Err: ghg.ErrMissing}
	}
	f := FiveYears{First: last - changes, Last: last}
	values := make([]decimal.Decimal, 0, fiveYears)
	for year := f.First; len(values) < fiveYears; year++ {
		v, err := p.of(year)
		if err != nil {
			return FiveYears{}, err
		}
		if values = append(values, v); len(values) == 1 {
			continue
		}
		ratio, err := dec.Quo(v, values[len(values)-2])
		if err != nil {
			return FiveYears{}, fmt.Errorf("%s in %d: %w", input.Shorten(p.Name), year, err)
		}
		f.Ratios = append(f.Ratios, ratio)
	}
	change, err := dec.Quo(values[changes], values[0])
	if err != nil {
		return FiveYears{}, fmt.Errorf("%s: %w", input.Shorten(p.Name), err)
	}
	f.Mean, err = dec.Root(change, changes)
	return f, err
}

// of returns the value of a year.
func (p PerActivity) of(year int) (decimal.Decimal, error) {
	field := input.Shorten(p.Name) + " in " + strconv.Itoa(year)
	is := func(v YearValue) bool { return v.Year == year }
	i := slices.IndexFunc(p.Years, is)
	if i < 0 {
		return decimal.Decimal{}, &ghg.FieldError{Field: field, Want: "a value for each of the five years", Err: ghg.ErrMissing}
	}
	if slices.ContainsFunc(p.Years[i+1:], is) {
		return decimal.Decimal{}, &ghg.FieldError{Field: field, Want: "each year once", Err: ghg.ErrRepeated}
	}
	v := p.Years[i].Value
	if dec.Check(v) != nil || !v.IsPositive() {
		return v, &ghg.FieldError{Field: field, Value: dec.Brief(v), Want: "a number above 0", Err: ghg.ErrOutOfRange}
	}
	return v, nil
}

// String returns the mean in per cent, rounded half up to one place, with the changes: "FY2019 to FY2023: 98.7 % a year
// (97.9, 99.1, 98.0, 99.8)".
func (f FiveYears) String() string {
	percent := func(d decimal.Decimal) string {
		if dec.Check(d) != nil {
			return dec.Brief(d)
		}
		return d.Shift(2).StringFixed(1)
	}
	list := make([]string, 0, len(f.Ratios))
	for _, r := range f.Ratios {
		list = append(list, percent(r))
	}
	return fmt.Sprintf("FY%d to FY%d: %s %% a year (%s)", f.First, f.Last, percent(f.Mean), strings.Join(list, ", "))
}
