package targets

import (
	"github.com/ghgkit/ghg"
)

// Budget is the sum of what a path allows up to a milestone, against what was emitted.
//
// It is a right Riemann sum, one inventory a year, the base year not counted:
//
//	B(T) = Σ E*(y), y = BY+1 … T      S(t) = Σ E(y), y = BY+1 … t
//	Overshoot = S − B(t)               Left = B(TY) − S(t)
//	Flat = Left ÷ (TY − t)             LinearCut = d with Σ (E − d × k), k = 1 … n, equal to Left, n = TY − t:
//	                                   d = (n × E − Left) ÷ (n × (n + 1) ÷ 2)
//
// A year that was not reported is not interpolated: it is named in Missing, and Spent and all that depends on it are
// undefined. After the milestone's year, t is TY.
type Budget struct {
	Until   int      // the milestone's year, TY
	Total   ghg.CO2e // B(TY)
	ToDate  ghg.CO2e // B(t)
	Missing []int    // years from BY+1 to t that were not reported

	Spent     Maybe[ghg.CO2e] // S(t)
	Overshoot Maybe[ghg.CO2e] // above zero when more was emitted than the path allowed to date
	Left      Maybe[ghg.CO2e] // below zero when the budget is exhausted

	Flat      Maybe[ghg.CO2e] // constant emissions a year that fit what is left
	LinearCut Maybe[ghg.CO2e] // cut a year that uses up exactly what is left; below zero when emissions may rise
	LinearEnd Maybe[ghg.CO2e] // emissions of TY after that cut; below zero when no straight line above zero fits
}

// Complete reports whether every year to date was reported.
func (b Budget) Complete() bool { return len(b.Missing) == 0 }

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
		actual, ok := at(reported, year)
		if !ok {
			b.Missing = append(b.Missing, year)
		}
		spent = spent.Add(actual.Emissions)
	}
	b.spend(spent, latest.Emissions, until-now)
	return b, nil
}

func (b *Budget) spend(spent, e ghg.CO2e, years int) {
	if !b.Complete() {
		none := None[ghg.CO2e]("incomplete: years are missing")
		b.Spent, b.Overshoot, b.Left, b.Flat, b.LinearCut, b.LinearEnd = none, none, none, none, none, none
		return
	}
	const over = "no year is left"
	left := b.Total.Sub(spent)
	b.Spent, b.Overshoot, b.Left = Some(spent), Some(spent.Sub(b.ToDate)), Some(left)
	n := whole(years)
	need := e.Scale(n).Sub(left)
	b.Flat = perYear(left, n, over)
	b.LinearCut = perYear(need.Scale(whole(2)), n.Mul(whole(years+1)), over)
	b.LinearEnd = None[ghg.CO2e](over)
	if years > 0 {
		b.LinearEnd = perYear(e.Scale(whole(years+1)).Sub(need.Scale(whole(2))), whole(years+1), over) // E − n × d
	}
}
