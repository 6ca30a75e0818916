package targets

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/shopspring/decimal"
)

// horizon is the number of years after the latest reported one in which a constant rate may reach a target.
const horizon = 100

// Trend extrapolates the reported years in two ways.
type Trend struct {
	Line Optional[TrendLine]       // least squares through the years after the base year; undefined for fewer than two
	CAGR Optional[decimal.Decimal] // constant rate from the base year to the latest: (E ÷ E0)^(1 ÷ (t − BY)) − 1

	sums   leastSquares
	latest Actual
}

func newTrend(base Base, reported []Actual) Trend {
	latest := reported[len(reported)-1]
	points := reported
	if points[0].Year == base.Year {
		points = points[1:]
	}
	return Trend{
		Line: fitLine(points), CAGR: growth(base.Emissions, latest.Emissions, latest.Year-base.Year),
		sums: sumsOf(points), latest: latest,
	}
}

// at returns the emissions on the line in a year.
func (t Trend) at(year int) Optional[ghg.CO2e] { return t.sums.at(year) }

// year returns the year in which the line reaches a target.
func (t Trend) year(target ghg.CO2e) Optional[decimal.Decimal] { return t.sums.year(target) }

// compound returns the emissions in a year at the constant rate: E × (1 + CAGR)^(year − t), which equals
// E0 × (E ÷ E0)^((year − BY) ÷ (t − BY)).
func (t Trend) compound(year int) Optional[ghg.CO2e] {
	rate, ok := t.CAGR.Get()
	if !ok {
		return Undefined[ghg.CO2e](t.CAGR.Reason())
	}
	ahead := year - t.latest.Year
	if ahead < 0 {
		return Undefined[ghg.CO2e](milestoneReported)
	}
	left, err := dec.Power(decimal.NewFromInt(1).Add(rate), ahead)
	if err != nil {
		return Undefined[ghg.CO2e](err.Error())
	}
	return kilograms(t.latest.Emissions.Kg().Mul(left))
}

// compoundYear returns the first whole year, from the latest reported one, in which E × (1 + CAGR)^k is at or below a
// target. It is the latest reported year if that is at or below the target, even if the trend is flat.
func (t Trend) compoundYear(target ghg.CO2e) Optional[int] {
	rate, ok := t.CAGR.Get()
	if !ok {
		return Undefined[int](t.CAGR.Reason())
	}
	kg, goal := t.latest.Emissions.Kg(), target.Kg()
	if kg.Cmp(goal) > 0 && rate.Sign() >= 0 {
		return Undefined[int](notFalling)
	}
	for k := 0; k <= horizon; k++ {
		if kg.Cmp(goal) <= 0 {
			return Defined(t.latest.Year + k)
		}
		kg = kg.Mul(decimal.NewFromInt(1).Add(rate))
	}
	return Undefined[int]("the trend does not reach the target within " + strconv.Itoa(horizon) + " years")
}

// growth returns (to ÷ from)^(1 ÷ years) − 1 for two amounts of zero or more. It is undefined unless both are above zero
// and years is at least 1.
func growth(from, to ghg.CO2e, years int) Optional[decimal.Decimal] {
	const ends = "a constant rate needs emissions above zero at both ends"
	if years < 1 {
		return Undefined[decimal.Decimal]("a constant rate needs two different years")
	}
	q, ok := ratio(to.Kg(), from.Kg(), ends).Get()
	if !ok || q.Sign() <= 0 {
		return Undefined[decimal.Decimal](ends)
	}
	root, err := dec.Root(q, years)
	if err != nil {
		return Undefined[decimal.Decimal](err.Error())
	}
	return Defined(root.Sub(decimal.NewFromInt(1)))
}
