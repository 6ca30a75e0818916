package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

const (
	tooFewYears = "fewer than two years after the base year were reported"
	notFalling  = "the trend does not fall"
)

// TrendLine is the least-squares line through reported years:
//
//	emissions(year) = At + Slope × (year − Year)
//	Slope           = (n Σxy − Σx Σy) ÷ (n Σx² − (Σx)²)
//
// Year is the latest reported year. At and Slope have 34 significant digits.
type TrendLine struct {
	Year  int      // year of At
	At    ghg.CO2e // emissions on the line in Year
	Slope ghg.CO2e // change per year; below zero if emissions fall
}

// Emissions returns the emissions on the line in a year. The year and that of the line must be from 1900 to 2200.
func (l TrendLine) Emissions(year int) (ghg.CO2e, error) {
	for _, y := range [...]int{l.Year, year} {
		if err := checkYear("year", y); err != nil {
			return ghg.CO2e{}, err
		}
	}
	change, err := l.Slope.Scale(whole(year - l.Year))
	return l.At.Add(change), err
}

// YearAt returns the year, with decimals, in which the line reaches an amount:
//
//	Year + (target − At) ÷ Slope
//
// It is undefined unless the line falls. The result is only as precise as the slope: a slope rounded for publication
// shifts the year.
func (l TrendLine) YearAt(target ghg.CO2e) Optional[decimal.Decimal] {
	if l.Slope.Cmp(ghg.CO2e{}) >= 0 {
		return Undefined[decimal.Decimal](notFalling)
	}
	// as one quotient
	num := l.Slope.Kg().Mul(whole(l.Year)).Add(target.Sub(l.At).Kg())
	return ratio(num, l.Slope.Kg(), notFalling)
}

// fitLine returns the least-squares line through reported years. It is undefined for fewer than two different years.
func fitLine(points []Actual) Optional[TrendLine] {
	s := sumsOf(points)
	slope, ok := perYear(s.nSxy, s.det, tooFewYears).Get()
	if !ok {
		return Undefined[TrendLine](tooFewYears)
	}
	last := s.origin
	for _, p := range points {
		last = max(last, p.Year)
	}
	value, _ := s.at(last).Get() // det is not zero: the slope is defined
	return Defined(TrendLine{Year: last, At: value, Slope: slope})
}

// leastSquares is a least-squares line before division, so that every quantity is exact. x counts the years from origin;
// the slope is nSxy ÷ det, and the line passes through (sx ÷ n, sy ÷ n).
type leastSquares struct {
	origin int
	n      decimal.Decimal
	sx     decimal.Decimal // Σx
	det    decimal.Decimal // n × Σx² − (Σx)²
	sy     decimal.Decimal // Σy, in kg for emissions
	nSxy   decimal.Decimal // n × Σxy − Σx × Σy
}

func sumsOf(points []Actual) leastSquares {
	values := make(Pathway, len(points))
	for i, p := range points {
		values[i] = PathwayPoint{Year: p.Year, Value: p.Emissions.Kg()}
	}
	return sumsOfValues(values)
}

func sumsOfValues(points Pathway) leastSquares {
	s := leastSquares{n: whole(len(points))}
	if len(points) == 0 {
		return s
	}
	s.origin = points[0].Year
	var sxx, sxy decimal.Decimal
	for _, p := range points {
		x, y := whole(p.Year-s.origin), p.Value
		s.sx, s.sy = s.sx.Add(x), s.sy.Add(y)
		sxx, sxy = sxx.Add(x.Mul(x)), sxy.Add(x.Mul(y))
	}
	s.det = s.n.Mul(sxx).Sub(s.sx.Mul(s.sx))
	s.nSxy = s.n.Mul(sxy).Sub(s.sx.Mul(s.sy))
	return s
}

// at returns the emissions on the line in a year: (Σy × det + nSxy × (n × x − Σx)) ÷ (n × det).
func (s leastSquares) at(year int) Optional[ghg.CO2e] {
	x := whole(year - s.origin)
	num := s.sy.Mul(s.det).Add(s.nSxy.Mul(s.n.Mul(x).Sub(s.sx)))
	return perYear(num, s.n.Mul(s.det), tooFewYears)
}

// year returns the year in which the line reaches a target:
// origin + (target × n × det − Σy × det + nSxy × Σx) ÷ (nSxy × n).
func (s leastSquares) year(target ghg.CO2e) Optional[decimal.Decimal] {
	if s.det.IsZero() {
		return Undefined[decimal.Decimal](tooFewYears)
	}
	if s.nSxy.Sign() >= 0 {
		return Undefined[decimal.Decimal](notFalling)
	}
	return s.yearAt(target.Kg())
}

// yearAt is year for a value and a line that rises or falls.
func (s leastSquares) yearAt(target decimal.Decimal) Optional[decimal.Decimal] {
	num := target.Mul(s.n).Sub(s.sy).Mul(s.det).Add(s.nSxy.Mul(s.sx)).Add(s.nSxy.Mul(s.n).Mul(whole(s.origin)))
	return ratio(num, s.nSxy.Mul(s.n), "the trend is flat")
}
