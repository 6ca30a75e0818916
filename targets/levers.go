package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
)

// Lever is a named measure of a transition plan and what it abates.
type Lever struct {
	Name     string
	Scope    ghg.Scope    // optional
	Category ghg.Category // of scope 3; optional
	Steps    []Abatement  // in the order of their years
}

// Abatement is what a lever takes off the trend every year from a year on, until the lever's next step.
type Abatement struct {
	Year   int
	Amount ghg.CO2e // zero or more
}

// at returns what the lever abates in a year.
func (l Lever) at(year int) ghg.CO2e {
	var amount ghg.CO2e
	for _, s := range l.Steps {
		if s.Year <= year {
			amount = s.Amount
		}
	}
	return amount
}

// Check returns an error unless the lever has a name and steps of zero or more in order.
func (l Lever) Check() error {
	if l.Name == "" || len(l.Steps) == 0 {
		return &ghg.FieldError{Field: "lever", Value: l.Name, Want: "a name and what it abates", Err: ghg.ErrMissing}
	}
	for i, s := range l.Steps {
		field := "lever " + strconv.Quote(l.Name)
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

// Projection is what would be emitted in a year without the levers.
type Projection struct {
	Year      int
	Emissions ghg.CO2e // zero or more
}

// BridgeRow is one year from trend to target.
type BridgeRow struct {
	Year      int
	Trend     ghg.CO2e
	Levers    []LeverAmount // every lever, in the order given
	After     ghg.CO2e      // trend − Σ levers
	Allowance ghg.CO2e      // E*(t)
	Gap       ghg.CO2e      // after − allowance: what no lever covers yet; zero or less when the plan suffices
}

// LeverAmount is what one lever abates in one year.
type LeverAmount struct {
	Name   string
	Amount ghg.CO2e
}

// Bridge sets levers against the difference between a projection and the path of a target, year by year:
//
//	gap = trend − Σ levers − E*
//
// The gap is reported, never spread over the levers. Levers that abate more than there is are an error, as are a lever
// name or a year given twice. Source: ESRS E1-4 paragraph 34 (f), decarbonisation levers with their quantified
// contributions.
func Bridge(target Absolute, trend []Projection, levers []Lever) ([]BridgeRow, error) {
	if err := target.Check(); err != nil {
		return nil, err
	}
	if len(trend) == 0 {
		return nil, &ghg.FieldError{Field: "trend", Want: "one projected year or more", Err: ghg.ErrMissing}
	}
	names := make(map[string]bool, len(levers))
	for _, l := range levers {
		if err := l.Check(); err != nil {
			return nil, err
		}
		if names[l.Name] {
			return nil, &ghg.FieldError{Field: "lever", Value: l.Name, Want: "each name once", Err: ghg.ErrMixed}
		}
		names[l.Name] = true
	}
	years := slices.Clone(trend)
	slices.SortFunc(years, func(x, y Projection) int { return x.Year - y.Year })
	rows := make([]BridgeRow, 0, len(years))
	for i, p := range years {
		if i > 0 && years[i-1].Year == p.Year {
			return nil, &ghg.FieldError{Field: "trend", Value: strconv.Itoa(p.Year), Want: "each year once", Err: ghg.ErrMixed}
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
		amount := l.at(p.Year)
		r.Levers = append(r.Levers, LeverAmount{l.Name, amount})
		r.After = r.After.Sub(amount)
	}
	if r.After.IsNegative() {
		return BridgeRow{}, &ghg.FieldError{Field: field, Value: r.After.String(), Want: "levers that abate no more than is emitted", Err: ghg.ErrNegative}
	}
	r.Gap = r.After.Sub(allowance)
	return r, nil
}
