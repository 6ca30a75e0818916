package targets

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// SharePoint is a share in a year, such as the renewable share of the electricity used, in megawatt-hours per year.
type SharePoint struct {
	Year  int
	Share decimal.Decimal // 0 to 1
}

// Check returns an error unless the year is from 1900 to 2200 and the share from 0 to 1.
func (p SharePoint) Check() error {
	if err := checkYear("year of a share", p.Year); err != nil {
		return err
	}
	return checkShare("share of "+strconv.Itoa(p.Year), p.Share, "a share from 0 to 1: 0.34 is 34 %")
}

// ShareThresholds are the minimum shares that an initiative states for certain years, in order of year. It states nothing for
// the years between, so none is interpolated.
type ShareThresholds []SharePoint

// At returns the minimum share that is stated for a year: that of a threshold in the same year, or the last one from its year
// on. For any other year it is undefined, because it is not stated.
func (s ShareThresholds) At(year int) Optional[decimal.Decimal] {
	var stated []string
	for i, p := range s {
		if p.Year == year || (i == len(s)-1 && year > p.Year) {
			return Defined(p.Share)
		}
		stated = append(stated, percent(p.Share)+" by "+strconv.Itoa(p.Year))
	}
	return Undefined[decimal.Decimal]("nothing is stated for " + strconv.Itoa(year) + ", only " + strings.Join(stated, " and "))
}

// percent writes a share in percent.
func percent(share decimal.Decimal) string {
	if dec.Check(share) != nil {
		return dec.Brief(share)
	}
	return dec.Text(share.Shift(2)) + " %"
}

// SharePath is a target for a rising share. It is a straight line between its points. The first point is the start, and
// the others are milestones. Only the points are stated by the target; what lies between is derived.
type SharePath struct {
	Name   string       // optional
	Points []SharePoint // at least two, in order of year; shares never fall
}

// Check returns an error unless there are at least two points, in order of year, and the shares never fall.
func (s SharePath) Check() error {
	if len(s.Points) < 2 {
		return &ghg.FieldError{Field: "points of the share path", Want: "a start and at least one milestone", Err: ghg.ErrMissing}
	}
	for i, p := range s.Points {
		if err := p.Check(); err != nil {
			return err
		}
		if i > 0 && (p.Year <= s.Points[i-1].Year || p.Share.LessThan(s.Points[i-1].Share)) {
			return &ghg.FieldError{Field: "share of " + strconv.Itoa(p.Year), Value: dec.Text(p.Share), Want: "a year after " + strconv.Itoa(s.Points[i-1].Year) + " and a share of at least " + dec.Text(s.Points[i-1].Share), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// At returns the share that the path requires in a year:
//
//	S1 + (S2 − S1) × (t − T1) ÷ (T2 − T1)
//
// After the last point it returns the share of that point. A year before the first point is an error.
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

// ShareRow compares the share of one year with its path.
type ShareRow struct {
	Year   int
	Path   decimal.Decimal
	Stated bool                      // the target states the share of this year; otherwise Path is on the line between two points
	Actual Optional[decimal.Decimal] // undefined if the year was not reported
	Met    Optional[bool]            // actual ≥ path
}

// Track compares reported shares with the path. It returns every year from the first point to the last. A reported year
// outside that range or given twice is an error.
func (s SharePath) Track(actuals []SharePoint) ([]ShareRow, error) {
	const field = "reported share"
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
		const missing = "the year was not reported"
		stated := slices.ContainsFunc(s.Points, func(p SharePoint) bool { return p.Year == year })
		rows = append(rows, ShareRow{Year: year, Path: path, Stated: stated, Actual: Undefined[decimal.Decimal](missing), Met: Undefined[bool](missing)})
	}
	for _, a := range actuals {
		if err := a.Check(); err != nil {
			return nil, err
		}
		if a.Year < first || a.Year > last {
			return nil, &ghg.FieldError{Field: field, Value: strconv.Itoa(a.Year), Want: "a year from " + strconv.Itoa(first) + " to " + strconv.Itoa(last), Err: ghg.ErrOutOfRange}
		}
		row := &rows[a.Year-first]
		if row.Actual.Defined() {
			return nil, repeatedYear(field, a.Year)
		}
		row.Actual, row.Met = Defined(a.Share), Defined(a.Share.GreaterThanOrEqual(row.Path))
	}
	return rows, nil
}

// ShareGap is a year in which a path is below the minimum of an initiative.
type ShareGap struct {
	Year    int
	Path    decimal.Decimal
	Minimum decimal.Decimal
}

// Below returns the stated years in which the path is below the minimum, such as [RE100Minimum]. Years before the path are
// not compared.
func (s SharePath) Below(minimum ShareThresholds) ([]ShareGap, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	var gaps []ShareGap
	for _, p := range minimum {
		if p.Year < s.Points[0].Year {
			continue
		}
		if err := checkNumber("minimum share of "+strconv.Itoa(p.Year), p.Share); err != nil {
			return nil, err
		}
		path, err := s.At(p.Year)
		if err != nil {
			return nil, err
		}
		if path.LessThan(p.Share) {
			gaps = append(gaps, ShareGap{Year: p.Year, Path: path, Minimum: p.Share})
		}
	}
	return gaps, nil
}
