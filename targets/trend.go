package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// Horizon is the number of years after the latest reported one in which a constant rate is looked for to arrive.
const Horizon = 100

// Line is a straight line through reported years: emissions(year) = At + Slope × (year − Year).
type Line struct {
	Year  int      // the year At is for
	At    ghg.CO2e // emissions of the line in Year
	Slope ghg.CO2e // change a year, below zero when emissions fall
}

// Emissions returns the line's emissions of a year.
func (l Line) Emissions(year int) ghg.CO2e { return l.At.Add(l.Slope.Scale(whole(year - l.Year))) }

// YearAt returns the year, with decimals, in which the line is at an amount:
//
//	Year + (target − At) ÷ Slope
//
// It is undefined for a line that does not fall. A slope that was rounded before shifts the year.
func (l Line) YearAt(target ghg.CO2e) Maybe[decimal.Decimal] {
	if l.Slope.Cmp(ghg.CO2e{}) >= 0 {
		return None[decimal.Decimal]("the trend does not fall")
	}
	// Year + (target − At) ÷ Slope as one quotient.
	num := l.Slope.Kg().Mul(whole(l.Year)).Add(target.Sub(l.At).Kg())
	return ratio(num, l.Slope.Kg(), "the trend does not fall")
}

// Trend is how the reported years after the base year have gone, in two ways.
type Trend struct {
	Line Maybe[Line]            // least squares through the reported years; undefined for fewer than two
	CAGR Maybe[decimal.Decimal] // constant rate from the base year to the latest: (E ÷ E0)^(1 ÷ (t − BY)) − 1

	sums   leastSquares
	base   ghg.CO2e
	latest Actual
	years  int
}

// leastSquares holds the line undivided: slope = sxy ÷ sxx through the means (sx ÷ n, sy ÷ n), where x counts from an
// origin year. With n × Σxy − Σx × Σy over n × Σx² − (Σx)² every quantity is exact until it is asked for.
type leastSquares struct {
	origin   int
	n        decimal.Decimal
	sx, det  decimal.Decimal
	sy, nSxy decimal.Decimal // kg; nSxy is n × Σxy − Σx × Σy
}

func sumsOf(points []Actual) leastSquares {
	s := leastSquares{n: whole(len(points))}
	if len(points) == 0 {
		return s
	}
	s.origin = points[0].Year
	var sxx, sxy decimal.Decimal
	for _, p := range points {
		x, y := whole(p.Year-s.origin), p.Emissions.Kg()
		s.sx, s.sy = s.sx.Add(x), s.sy.Add(y)
		sxx, sxy = sxx.Add(x.Mul(x)), sxy.Add(x.Mul(y))
	}
	s.det = s.n.Mul(sxx).Sub(s.sx.Mul(s.sx))
	s.nSxy = s.n.Mul(sxy).Sub(s.sx.Mul(s.sy))
	return s
}

const tooFew = "fewer than two years after the base year are reported"

// at returns the line's emissions of a year: (Σy × det + nSxy × (n × x − Σx)) ÷ (n × det).
func (s leastSquares) at(year int) Maybe[ghg.CO2e] {
	x := whole(year - s.origin)
	num := s.sy.Mul(s.det).Add(s.nSxy.Mul(s.n.Mul(x).Sub(s.sx)))
	return perYear(ghg.KgCO2e(num), s.n.Mul(s.det), tooFew)
}

// FitLine returns the least-squares line through reported years, exact to 34 significant digits in both coefficients.
//
//	Slope = (n Σxy − Σx Σy) ÷ (n Σx² − (Σx)²)
//
// It is undefined for fewer than two different years. The line's Year is the last of them.
func FitLine(points []Actual) Maybe[Line] {
	s := sumsOf(points)
	slope, ok := perYear(ghg.KgCO2e(s.nSxy), s.det, tooFew).Get()
	if !ok {
		return None[Line](tooFew)
	}
	last := s.origin
	for _, p := range points {
		last = max(last, p.Year)
	}
	value, _ := s.at(last).Get() // det is not zero: the slope is defined
	return Some(Line{Year: last, At: value, Slope: slope})
}

func trendOf(base Base, reported []Actual) Trend {
	latest := reported[len(reported)-1]
	points := reported
	if points[0].Year == base.Year {
		points = points[1:]
	}
	t := Trend{sums: sumsOf(points), base: base.Emissions, latest: latest, years: latest.Year - base.Year}
	t.Line = FitLine(points)
	t.CAGR = growth(base.Emissions, latest.Emissions, t.years)
	return t
}

func (t Trend) at(year int) Maybe[ghg.CO2e] { return t.sums.at(year) }

// year returns when the line reaches a target: x = (target × n × det − Σy × det + nSxy × Σx) ÷ (nSxy × n) after the
// origin.
func (t Trend) year(target ghg.CO2e) Maybe[decimal.Decimal] {
	s := t.sums
	if !t.Line.Defined() {
		return None[decimal.Decimal](tooFew)
	}
	if s.nSxy.Sign() >= 0 {
		return None[decimal.Decimal]("the trend does not fall")
	}
	num := target.Kg().Mul(s.n).Sub(s.sy).Mul(s.det).Add(s.nSxy.Mul(s.sx)).Add(s.nSxy.Mul(s.n).Mul(whole(s.origin)))
	return ratio(num, s.nSxy.Mul(s.n), tooFew)
}

// compound returns E × (1 + CAGR)^(year − t), which is E0 × (E ÷ E0)^((year − BY) ÷ (t − BY)).
func (t Trend) compound(year int) Maybe[ghg.CO2e] {
	rate, ok := t.CAGR.Get()
	if !ok {
		return None[ghg.CO2e](t.CAGR.Why())
	}
	ahead := year - t.latest.Year
	if ahead < 0 {
		return None[ghg.CO2e]("the milestone's year has been reported")
	}
	return Some(t.latest.Emissions.Scale(power(decimal.NewFromInt(1).Add(rate), ahead)))
}

// compoundYear returns the first whole year, from the latest reported one on, with E × (1 + CAGR)^k at or below a target.
func (t Trend) compoundYear(target ghg.CO2e) Maybe[int] {
	rate, ok := t.CAGR.Get()
	if !ok {
		return None[int](t.CAGR.Why())
	}
	e := t.latest.Emissions
	if e.Cmp(target) > 0 && rate.Sign() >= 0 {
		return None[int]("the trend does not fall")
	}
	for k := 0; k <= Horizon; k++ {
		if e.Cmp(target) <= 0 {
			return Some(t.latest.Year + k)
		}
		e = e.Scale(decimal.NewFromInt(1).Add(rate))
	}
	return None[int]("the trend does not arrive within " + whole(Horizon).String() + " years")
}

// power returns x to a whole power of zero or more, exactly.
func power(x decimal.Decimal, n int) decimal.Decimal {
	p := decimal.NewFromInt(1)
	for range n {
		p = p.Mul(x)
	}
	return p
}

// growth returns (to ÷ from)^(1 ÷ years) − 1. It is undefined when an end is not above zero or no year lies between.
func growth(from, to ghg.CO2e, years int) Maybe[decimal.Decimal] {
	const ends = "a constant rate needs emissions above zero at both ends"
	if years < 1 {
		return None[decimal.Decimal]("no year lies between")
	}
	q, ok := ratio(to.Kg(), from.Kg(), ends).Get()
	if !ok || from.IsNegative() || q.Sign() <= 0 {
		return None[decimal.Decimal](ends)
	}
	root, err := dec.Root(q, years)
	if err != nil {
		return None[decimal.Decimal](err.Error())
	}
	return Some(root.Sub(decimal.NewFromInt(1)))
}
