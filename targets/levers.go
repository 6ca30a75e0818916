package targets

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// Lever is a measure of a transition plan and the emissions it abates.
type Lever struct {
	Name     string
	Scope    ghg.Scope    // optional
	Category ghg.Category // of scope 3; optional
	Steps    []Abatement  // at least one, in order of year
}

// Abatement is the emissions that a lever abates each year, from a year until its next step.
type Abatement struct {
	Year   int
	Amount ghg.CO2e // per year; zero or more
}

// check returns an error unless the lever has a name and at least one step, and the steps are zero or more and in order
// of year.
func (l Lever) check() error {
	if l.Name == "" || len(l.Steps) == 0 {
		return &ghg.FieldError{Field: "lever", Value: l.Name, Want: "a name and at least one step", Err: ghg.ErrMissing}
	}
	field := "lever " + input.Quote(l.Name)
	for i, s := range l.Steps {
		if err := checkYear(field, s.Year); err != nil {
			return err
		}
		if i > 0 && s.Year <= l.Steps[i-1].Year {
			return &ghg.FieldError{Field: field, Value: strconv.Itoa(s.Year), Want: "a year after " + strconv.Itoa(l.Steps[i-1].Year), Err: ghg.ErrOutOfRange}
		}
		if s.Amount.IsNegative() {
			return &ghg.FieldError{Field: field, Value: s.Amount.String(), Want: "an amount of zero or more", Err: ghg.ErrNegative}
		}
	}
	return nil
}

// abates returns the amount that the lever abates in a year.
func (l Lever) abates(year int) ghg.CO2e {
	var amount ghg.CO2e
	for _, s := range l.Steps {
		if s.Year <= year {
			amount = s.Amount
		}
	}
	return amount
}

// Projection is the emissions expected in a year without the levers.
type Projection struct {
	Year      int
	Emissions ghg.CO2e // zero or more
}

// BridgeRow leads from the trend to the target in one year.
type BridgeRow struct {
	Year      int
	Trend     ghg.CO2e
	Levers    []LeverAmount // all levers, in the order given
	After     ghg.CO2e      // trend − Σ levers
	Allowance ghg.CO2e      // E*(t), the emissions that the path allows
	Gap       ghg.CO2e      // after − allowance: not covered by any lever; zero or less if the plan is sufficient
}

// LeverAmount is the emissions that one lever abates in one year.
type LeverAmount struct {
	Name   string
	Amount ghg.CO2e
}

// Bridge compares a plan's levers with the gap between a projection and the path of a target, year by year:
//
//	gap = trend − Σ levers − E*
//
// The gap is reported separately and never distributed over the levers. These are errors:
//
//   - an invalid target, or a lever without a name or steps or with steps out of order or below zero
//   - no projection, or one below zero or before the base year
//   - a year or a lever name given twice
//   - levers that together abate more than the projection
//
// Source: ESRS E1-4 paragraph 34 (f), decarbonisation levers and their quantified contributions.
func Bridge(target Absolute, trend []Projection, levers []Lever) ([]BridgeRow, error) {
	if err := target.Check(); err != nil {
		return nil, err
	}
	if len(trend) == 0 {
		return nil, &ghg.FieldError{Field: "trend", Want: "at least one projected year", Err: ghg.ErrMissing}
	}
	names := make(map[string]bool, len(levers))
	for _, l := range levers {
		if err := l.check(); err != nil {
			return nil, err
		}
		if names[l.Name] {
			return nil, &ghg.FieldError{Field: "lever", Value: l.Name, Want: "each name once", Err: ghg.ErrMixed}
		}
		names[l.Name] = true
	}
	years := slices.Clone(trend)
	slices.SortFunc(years, func(x, y Projection) int { return cmp.Compare(x.Year, y.Year) })
	rows := make([]BridgeRow, 0, len(years))
	for i, p := range years {
		if i > 0 && years[i-1].Year == p.Year {
			return nil, repeatedYear("trend", p.Year)
		}
		row, err := bridgeRow(target, p, levers)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func bridgeRow(target Absolute, p Projection, levers []Lever) (BridgeRow, error) {
	field := "trend of " + strconv.Itoa(p.Year)
	if p.Emissions.IsNegative() {
		return BridgeRow{}, &ghg.FieldError{Field: field, Value: p.Emissions.String(), Want: "gross emissions of zero or more", Err: ghg.ErrNegative}
	}
	allowance, err := target.Allowance(p.Year)
	if err != nil {
		return BridgeRow{}, err
	}
	r := BridgeRow{Year: p.Year, Trend: p.Emissions, After: p.Emissions, Allowance: allowance}
	for _, l := range levers {
		amount := l.abates(p.Year)
		r.Levers = append(r.Levers, LeverAmount{l.Name, amount})
		r.After = r.After.Sub(amount)
	}
	if r.After.IsNegative() {
		return BridgeRow{}, &ghg.FieldError{Field: field + " after levers", Value: r.After.String(), Want: "levers that abate no more than the trend", Err: ghg.ErrNegative}
	}
	r.Gap = r.After.Sub(allowance)
	return r, nil
}
