package targets

import (
	"github.com/ghgkit/ghg"
)

// Budget compares the cumulative emissions that a path allows up to a milestone with those reported.
//
// It adds one inventory per year and starts in the year after the base year (a right Riemann sum). TY is the milestone
// year, t the latest reported year, at most TY, E its emissions and n = TY − t:
//
//	Total      Σ E*(y), y = BY+1 … TY
//	ToDate     Σ E*(y), y = BY+1 … t
//	Spent      Σ E(y), y = BY+1 … t
//	Overshoot  Spent − ToDate
//	Left       Total − Spent
//	Flat       Left ÷ n
//	LinearCut  (n × E − Left) ÷ (n × (n + 1) ÷ 2), so that Σ (E − LinearCut × k), k = 1 … n, is Left
//	LinearEnd  E − LinearCut × n
//
// Missing years are not interpolated. If there are any, Spent and every value computed from it is undefined.
type Budget struct {
	Until   int      // TY
	Total   ghg.CO2e // allowed up to TY
	ToDate  ghg.CO2e // allowed up to t
	Missing []int    // years up to t that were not reported

	Spent     Optional[ghg.CO2e] // emitted up to t
	Overshoot Optional[ghg.CO2e] // above zero if more was emitted than the path allowed
	Left      Optional[ghg.CO2e] // below zero if the budget is exhausted

	Flat      Optional[ghg.CO2e] // constant emissions per year that use up Left in TY
	LinearCut Optional[ghg.CO2e] // constant cut per year that uses up Left in TY; below zero if emissions may rise
	LinearEnd Optional[ghg.CO2e] // emissions in TY after those cuts; below zero if no straight line above zero fits
}

func (a Absolute) budget(until int, reported []Actual) (Budget, error) {
	latest := reported[len(reported)-1]
	b := Budget{Until: until}
	now := min(until, latest.Year)
	var spent ghg.CO2e
	for year := a.Base.Year + 1; year <= until; year++ {
		allowed, err := a.allowance(year).value()
		if err != nil {
			return Budget{}, err
		}
		b.Total = b.Total.Add(allowed)
		if year > now {
			continue
		}
		b.ToDate = b.ToDate.Add(allowed)
		actual, ok := reportedIn(reported, year)
		if !ok {
			b.Missing = append(b.Missing, year)
		}
		spent = spent.Add(actual.Emissions)
	}
	b.spend(spent, latest.Emissions, until-now)
	return b, nil
}

// spend sets the values that depend on the emissions so far. e is the latest figure and years the number of years left.
func (b *Budget) spend(spent, e ghg.CO2e, years int) {
	if len(b.Missing) > 0 {
		gap := Undefined[ghg.CO2e]("some years were not reported")
		b.Spent, b.Overshoot, b.Left, b.Flat, b.LinearCut, b.LinearEnd = gap, gap, gap, gap, gap, gap
		return
	}
	left := b.Total.Sub(spent)
	b.Spent, b.Overshoot, b.Left = Defined(spent), Defined(spent.Sub(b.ToDate)), Defined(left)
	n := whole(years)
	excess := e.Kg().Mul(n).Sub(left.Kg())
	b.Flat = perYear(left.Kg(), n, milestoneReported)
	b.LinearCut = perYear(excess.Mul(whole(2)), n.Mul(whole(years+1)), milestoneReported)
	b.LinearEnd = Undefined[ghg.CO2e](milestoneReported)
	if years > 0 {
		// E − n × LinearCut as one quotient
		b.LinearEnd = perYear(e.Kg().Mul(whole(years+1)).Sub(excess.Mul(whole(2))), whole(years+1), milestoneReported)
	}
}
