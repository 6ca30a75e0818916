package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// SharePoint is a share in a year, such as renewable in all electricity used: annual megawatt-hours over annual
// megawatt-hours.
type SharePoint struct {
	Year  int
	Share decimal.Decimal // 0 to 1
}

func (p SharePoint) check(field string) error {
	if err := checkYear(field+": year", p.Year); err != nil {
		return err
	}
	if p.Share.IsNegative() || p.Share.GreaterThan(decimal.NewFromInt(1)) {
		return &ghg.FieldError{Field: field + " of " + strconv.Itoa(p.Year), Value: p.Share.String(), Want: "a share of 0 to 1: 0.34 is 34 %", Err: ghg.ErrOutOfRange}
	}
	return nil
}

// SharePath is a target for a share that rises in straight lines through its points, in the order of their years. The
// first point is where it starts, the others are its milestones.
type SharePath struct {
	Name   string
	Points []SharePoint
}

// Check returns an error unless there are two points or more, in order and none below the one before.
func (s SharePath) Check() error {
	if len(s.Points) < 2 {
		return &ghg.FieldError{Field: "points of the share path", Want: "a start and a milestone, or more", Err: ghg.ErrMissing}
	}
	for i, p := range s.Points {
		if err := p.check("share"); err != nil {
			return err
		}
		if i > 0 && (p.Year <= s.Points[i-1].Year || p.Share.LessThan(s.Points[i-1].Share)) {
			return &ghg.FieldError{Field: "share of " + strconv.Itoa(p.Year), Value: p.Share.String(), Want: "a later year and no smaller share than " + s.Points[i-1].Share.String() + " of " + strconv.Itoa(s.Points[i-1].Year), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// At returns the path's share of a year: S1 + (S2 − S1) × (t − T1) ÷ (T2 − T1). A year before the first point is an
// error; after the last point the share is the last point's.
func (s SharePath) At(year int) (decimal.Decimal, error) {
	if err := s.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	if err := checkYear("year", year); err != nil {
		return decimal.Decimal{}, err
	}
	if last := s.Points[len(s.Points)-1]; year >= last.Year {
		return last.Share, nil
	}
	curve := make(Pathway, len(s.Points))
	for i, p := range s.Points {
		curve[i] = PathwayPoint{Year: p.Year, Value: p.Share}
	}
	return curve.At(year)
}

// ShareRow is one year of a share against its path.
type ShareRow struct {
	Year   int
	Path   decimal.Decimal
	Actual Maybe[decimal.Decimal] // undefined if the year was not reported
	Met    Maybe[bool]            // actual ≥ path
}

// Track compares reported shares with the path, for every year from the path's first to its last point. A reported year
// outside of these or given twice is an error.
func (s SharePath) Track(actuals []SharePoint) ([]ShareRow, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	first, last := s.Points[0].Year, s.Points[len(s.Points)-1].Year
	rows := make([]ShareRow, 0, last-first+1)
	for year := first; year <= last; year++ {
		path, err := s.At(year)
		if err != nil {
			return nil, err
		}
		rows = append(rows, ShareRow{Year: year, Path: path})
	}
	for _, a := range actuals {
		if err := a.check("reported share"); err != nil {
			return nil, err
		}
		if a.Year < first || a.Year > last {
			return nil, &ghg.FieldError{Field: "reported share", Value: strconv.Itoa(a.Year), Want: "a year from " + strconv.Itoa(first) + " to " + strconv.Itoa(last), Err: ghg.ErrOutOfRange}
		}
		row := &rows[a.Year-first]
		if row.Actual.Defined() {
			return nil, &ghg.FieldError{Field: "reported share", Value: strconv.Itoa(a.Year), Want: "each year once", Err: ghg.ErrMixed}
		}
		row.Actual, row.Met = Some(a.Share), Some(a.Share.GreaterThanOrEqual(row.Path))
	}
	return rows, nil
}

// ShareWarning says that a path is below what an initiative asks for in a year.
type ShareWarning struct {
	Year  int
	Path  decimal.Decimal
	Least decimal.Decimal
}

// RE100Minimum returns the least shares RE100 asks of its members: 60 % by 2030, 90 % by 2040, 100 % by 2050 (RE100 joining
// criteria).
func RE100Minimum() []SharePoint {
	return []SharePoint{{2030, dec.MustParse("0.6")}, {2040, dec.MustParse("0.9")}, {2050, dec.MustParse("1")}}
}

// Warnings returns the years in which the path is below the least shares given, such as [RE100Minimum]. Years before the
// path are not compared.
func (s SharePath) Warnings(least []SharePoint) ([]ShareWarning, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	var warnings []ShareWarning
	for _, p := range least {
		if p.Year < s.Points[0].Year {
			continue
		}
		path, err := s.At(p.Year)
		if err != nil {
			return nil, err
		}
		if path.LessThan(p.Share) {
			warnings = append(warnings, ShareWarning{Year: p.Year, Path: path, Least: p.Share})
		}
	}
	return warnings, nil
}

// Renewables is renewable electricity by the age of its generators, in one unit of energy throughout, such as MWh.
type Renewables struct {
	New           decimal.Decimal // commissioned or re-powered within the last 15 years
	Grandfathered decimal.Decimal // older, under a contract from before January 2024 that the rules exempt
	Old           decimal.Decimal // older, not exempt
	Total         decimal.Decimal // all electricity used, above zero
}

// Eligible returns the renewable electricity that counts, in the unit of the input:
//
//	New + Grandfathered + min(Old, 0.15 × Total)
//
// Source: RE100 technical criteria, the 15-year limit of commissioning from 1 January 2024 with an exemption of 15 % of
// total consumption. That grandfathering depends on the year a member joined is unconfirmed and left to the caller.
func (r Renewables) Eligible() (decimal.Decimal, error) {
	for _, v := range []decimal.Decimal{r.New, r.Grandfathered, r.Old} {
		if v.IsNegative() {
			return decimal.Decimal{}, &ghg.FieldError{Field: "renewable electricity", Value: v.String(), Want: "zero or more", Err: ghg.ErrNegative}
		}
	}
	used := r.New.Add(r.Grandfathered).Add(r.Old)
	if r.Total.Sign() <= 0 || used.GreaterThan(r.Total) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "total electricity", Value: r.Total.String(), Want: "above zero and no less than the renewable electricity " + used.String(), Err: ghg.ErrOutOfRange}
	}
	exempt := decimal.Min(r.Old, r.Total.Mul(dec.MustParse("0.15")))
	return r.New.Add(r.Grandfathered).Add(exempt), nil
}

// Share returns eligible ÷ total.
func (r Renewables) Share() (decimal.Decimal, error) {
	eligible, err := r.Eligible()
	if err != nil {
		return decimal.Decimal{}, err
	}
	return dec.Quo(eligible, r.Total)
}
