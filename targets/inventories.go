package targets

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
)

// Totals are the figures of a year's inventory. *inventory.Inventory has these methods; its errors, of a scope or category
// without a figure, are passed on, so that what is missing never counts as zero.
type Totals interface {
	Period() ghg.Period
	Scope(s ghg.Scope, a ghg.Accounting) (ghg.CO2e, error)
	Category(c ghg.Category) (ghg.CO2e, error)
}

// Covered is what a target covers: whole scopes, and categories of scope 3 where not all of it is covered.
type Covered struct {
	Scopes     []ghg.Scope
	Categories []ghg.Category
}

// Check returns an error unless scopes or categories are given, each once, and no category beside the whole of scope 3.
func (c Covered) Check() error {
	if len(c.Scopes)+len(c.Categories) == 0 {
		return &ghg.FieldError{Field: "covered", Want: "scopes, or categories of scope 3", Err: ghg.ErrMissing}
	}
	for i, s := range c.Scopes {
		if s < ghg.Scope1 || s > ghg.Scope3 {
			return &ghg.FieldError{Field: "covered scope", Value: strconv.Itoa(int(s)), Want: "1, 2 or 3", Err: ghg.ErrOutOfRange}
		}
		if slices.Contains(c.Scopes[:i], s) || s == ghg.Scope3 && len(c.Categories) > 0 {
			return &ghg.FieldError{Field: "covered", Value: s.String(), Want: "each scope once, and categories only without the whole of scope 3", Err: ghg.ErrMixed}
		}
	}
	for i, k := range c.Categories {
		if !k.Valid() {
			return &ghg.FieldError{Field: "covered category", Value: strconv.Itoa(int(k)), Want: "1 to 15", Err: ghg.ErrOutOfRange}
		}
		if slices.Contains(c.Categories[:i], k) {
			return &ghg.FieldError{Field: "covered", Value: k.String(), Want: "each category once", Err: ghg.ErrMixed}
		}
	}
	return nil
}

// Emissions returns the emissions of an inventory that are covered. The accounting is that of scope 2: it must be given if
// scope 2 is covered, and be zero if it is not.
func (c Covered) Emissions(t Totals, a ghg.Accounting) (ghg.CO2e, error) {
	if err := c.Check(); err != nil {
		return ghg.CO2e{}, err
	}
	if t == nil {
		return ghg.CO2e{}, &ghg.FieldError{Field: "inventory", Value: "nil", Want: "the totals of a year", Err: ghg.ErrMissing}
	}
	if covered := slices.Contains(c.Scopes, ghg.Scope2); covered != (a == ghg.LocationBased || a == ghg.MarketBased) {
		return ghg.CO2e{}, &ghg.FieldError{Field: "accounting", Value: accountingName(a), Want: "location-based or market-based if scope 2 is covered, else none", Err: ghg.ErrMixed}
	}
	if a == 0 {
		a = ghg.MarketBased // no difference outside scope 2
	}
	var sum ghg.CO2e
	for _, s := range c.Scopes {
		co2e, err := t.Scope(s, a)
		if err != nil {
			return ghg.CO2e{}, fmt.Errorf("%s: %w", s, err)
		}
		sum = sum.Add(co2e)
	}
	for _, k := range c.Categories {
		co2e, err := t.Category(k)
		if err != nil {
			return ghg.CO2e{}, fmt.Errorf("%s: %w", k, err)
		}
		sum = sum.Add(co2e)
	}
	return sum, nil
}

// BaseOf returns the base year of a target that covers some of an inventory. The year is that of the fiscal year as the
// company labels it, and the accounting the method of scope 2 for the base year and for every later one; see
// [Covered.Emissions].
func BaseOf(t Totals, year int, c Covered, a ghg.Accounting) (Base, error) {
	emissions, err := c.Emissions(t, a)
	if err != nil {
		return Base{}, fmt.Errorf("base year %d: %w", year, err)
	}
	b := Base{Year: year, Period: t.Period(), Emissions: emissions, Accounting: a}
	return b, b.Check()
}

// Actuals returns a reported year for each inventory, in the order given, ready for [Absolute.Track]: what the target covers,
// by the accounting of the base year, labelled like it. The base period is required: an inventory's period must be that period
// some years later. Every inventory that does not fit is in the error.
func (b Base) Actuals(c Covered, inventories ...Totals) ([]Actual, error) {
	if err := b.Check(); err != nil {
		return nil, err
	}
	if b.Period.IsZero() {
		return nil, &ghg.FieldError{Field: "base period", Want: "the dates of the base year, to number the years of inventories by", Err: ghg.ErrMissing}
	}
	var problems []error
	list := make([]Actual, 0, len(inventories))
	for i, t := range inventories {
		emissions, err := c.Emissions(t, b.Accounting)
		if err != nil {
			problems = append(problems, fmt.Errorf("inventory %d: %w", i, err))
			continue
		}
		period := t.Period()
		a := Actual{Year: b.Year + period.Start.Year - b.Period.Start.Year, Period: period, Emissions: emissions, Accounting: b.Accounting, Version: b.Version}
		if err := b.CheckActual(a); err != nil {
			problems = append(problems, fmt.Errorf("inventory %d: %w", i, err))
		}
		list = append(list, a)
	}
	if len(problems) > 0 {
		return nil, ghg.Join(problems...)
	}
	return list, nil
}
