package targets

import (
	"slices"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// PathwayPoint is the value of a [Pathway] in a year, in the unit of the pathway.
type PathwayPoint struct {
	Year  int
	Value decimal.Decimal
}

// Pathway is a table of values in order of year, such as a scenario for a sector. Values between two years lie on a
// straight line.
type Pathway []PathwayPoint

// check returns an error unless the pathway has at least one point and its years rise.
func (p Pathway) check() error {
	if len(p) == 0 {
		return &ghg.FieldError{Field: "pathway", Want: "at least one year with its value", Err: ghg.ErrMissing}
	}
	for i, point := range p {
		if err := checkYear("year of the pathway", point.Year); err != nil {
			return err
		}
		if err := checkNumber("value of the pathway in "+strconv.Itoa(point.Year), point.Value); err != nil {
			return err
		}
		if i > 0 && point.Year <= p[i-1].Year {
			return &ghg.FieldError{Field: "pathway", Value: strconv.Itoa(point.Year), Want: "a year after " + strconv.Itoa(p[i-1].Year), Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// At returns the value in a year, interpolated between the years of the table. These are errors: a table
// without points or with years out of order, and a year outside the table.
func (p Pathway) At(year int) (decimal.Decimal, error) {
	if err := p.check(); err != nil {
		return decimal.Decimal{}, err
	}
	i, found := slices.BinarySearchFunc(p, year, func(point PathwayPoint, year int) int { return point.Year - year })
	if found {
		return p[i].Value, nil
	}
	if i == 0 || i == len(p) {
		return decimal.Decimal{}, &ghg.FieldError{Field: "year", Value: strconv.Itoa(year), Want: "a year from " + strconv.Itoa(p[0].Year) + " to " + strconv.Itoa(p[len(p)-1].Year), Err: ghg.ErrOutOfRange}
	}
	return dec.Quo(between(p[i-1], p[i], year))
}

// TrendYear returns the year, with decimals, in which the least-squares line through reported values reaches a target, as
// [TrendLine] does for emissions. It is undefined for fewer than two years, for a flat line, and if the line has the target
// before the last reported year: it leads away from the target then, or has passed it. An invalid table and a target too long
// to compute with are errors.
func (p Pathway) TrendYear(target decimal.Decimal) (Optional[decimal.Decimal], error) {
	none := Optional[decimal.Decimal]{}
	if err := p.check(); err != nil {
		return none, err
	}
	if err := checkNumber("target", target); err != nil {
		return none, err
	}
	if len(p) < 2 {
		return Undefined[decimal.Decimal]("fewer than two years were reported"), nil
	}
	year := sumsOfValues(p).yearAt(target)
	last := p[len(p)-1].Year
	if v, ok := year.Get(); ok && v.LessThan(whole(last)) {
		return Undefined[decimal.Decimal]("the trend has the target before " + strconv.Itoa(last)), nil
	}
	return year, nil
}

// between returns the value in a year on the straight line between two points, as a numerator and a denominator:
//
//	(V1 × (T2 − t) + V2 × (t − T1)) ÷ (T2 − T1)
func between(from, to PathwayPoint, year int) (num, den decimal.Decimal) {
	num = from.Value.Mul(whole(to.Year - year)).Add(to.Value.Mul(whole(year - from.Year)))
	return num, whole(to.Year - from.Year)
}

// Rebase scales a scenario so that in the given year it equals the intensity of an economy or portfolio:
//
//	I(t) = economy × SI(t) ÷ SI(year)
//
// Portfolio tools call this the market-share-neutral adjustment. A scenario that is zero in that year is an error.
func (p Pathway) Rebase(year int, economy decimal.Decimal) (Pathway, error) {
	if err := checkNumber("intensity of the economy", economy); err != nil {
		return nil, err
	}
	start, err := p.At(year)
	if err != nil {
		return nil, err
	}
	rebased := make(Pathway, len(p))
	for i, point := range p {
		rebased[i].Year = point.Year
		if rebased[i].Value, err = dec.Quo(economy.Mul(point.Value), start); err != nil {
			return nil, &ghg.FieldError{Field: "scenario of " + strconv.Itoa(year), Value: dec.Text(start), Want: "a value above zero to scale from", Err: ghg.ErrOutOfRange}
		}
	}
	return rebased, nil
}
