package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// PathwayPoint is a value of a sector's pathway in a year, in the pathway's unit.
type PathwayPoint struct {
	Year  int
	Value decimal.Decimal
}

// Pathway is a table of years and values, in the order of the years. Between two years it is a straight line.
type Pathway []PathwayPoint

// Check returns an error unless the pathway has a point and its years rise.
func (p Pathway) Check() error {
	if len(p) == 0 {
		return &ghg.FieldError{Field: "pathway", Want: "years and values", Err: ghg.ErrMissing}
	}
	for i, point := range p {
		if err := checkYear("pathway: year", point.Year); err != nil {
			return err
		}
		if i > 0 && point.Year <= p[i-1].Year {
			return &ghg.FieldError{Field: "pathway", Value: strconv.Itoa(point.Year), Want: "a year after " + strconv.Itoa(p[i-1].Year), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// At returns the value of a year, interpolated between the years of the table. A year outside of the table is an error.
func (p Pathway) At(year int) (decimal.Decimal, error) {
	if err := p.Check(); err != nil {
		return decimal.Decimal{}, err
	}
	i, found := slices.BinarySearchFunc(p, year, func(point PathwayPoint, year int) int { return point.Year - year })
	if found {
		return p[i].Value, nil
	}
	if i == 0 || i == len(p) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "year", Value: strconv.Itoa(year), Want: "a year from " + strconv.Itoa(p[0].Year) + " to " + strconv.Itoa(p[len(p)-1].Year), Err: ghg.ErrOutOfRange}
	}
	from, to := p[i-1], p[i]
	num := from.Value.Mul(whole(to.Year - year)).Add(to.Value.Mul(whole(year - from.Year)))
	return dec.Quo(num, whole(to.Year-from.Year))
}
