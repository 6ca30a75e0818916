package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// Goal is where the latest reported year stands against one milestone.
//
// With E0 the base-year emissions, E those of the latest reported year t, R and TY the milestone's reduction and year,
// BY the base year and E_T = E0 × (1 − R):
//
//	Achieved      (E0 − E) ÷ (E0 × R)         CDP question 7.53.1, there in percent; not clamped
//	Elapsed       (t − BY) ÷ (TY − BY)
//	RequiredCut   (E − E_T) ÷ (TY − t)
//	RequiredRate  (E − E_T) ÷ (TY − t) ÷ E0
//	RequiredCAGR  (E_T ÷ E)^(1 ÷ (TY − t)) − 1
//	PlannedRate   R ÷ (TY − BY)
type Goal struct {
	Milestone Milestone
	Allowed   ghg.CO2e // E_T
	YearsLeft int      // TY − t; zero or less once the milestone's year is reported
	Reached   bool     // E ≤ E_T in the latest reported year

	Achieved Maybe[decimal.Decimal] // share of the reduction; below 0 when emissions have risen, above 1 beyond the target
	Elapsed  decimal.Decimal        // share of the time; above 1 after the milestone

	RequiredCut  Maybe[ghg.CO2e]        // amount less every year from t on; below zero when E is below E_T
	RequiredRate Maybe[decimal.Decimal] // the same as a share of the base year
	RequiredCAGR Maybe[decimal.Decimal] // constant rate of change a year, below zero for a cut
	PlannedRate  decimal.Decimal        // share of the base year that the straight line from the base year cuts a year

	Budget Budget

	TrendEmissions Maybe[ghg.CO2e]        // in TY by the straight line through the reported years
	TrendYear      Maybe[decimal.Decimal] // when that line reaches E_T, as a year with decimals: 2032.8
	CAGREmissions  Maybe[ghg.CO2e]        // in TY by the achieved constant rate
	CAGRYear       Maybe[int]             // first whole year in which the achieved constant rate is at or below E_T
}

func (a Absolute) goal(m Milestone, reported []Actual, trend Trend) (Goal, error) {
	const over = "the milestone's year has been reported"
	latest := reported[len(reported)-1]
	e0, e := a.Base.Emissions, latest.Emissions
	target := e0.Scale(decimal.NewFromInt(1).Sub(m.Reduction))
	span, left := m.Year-a.Base.Year, m.Year-latest.Year
	g := Goal{
		Milestone: m, Allowed: target, YearsLeft: left, Reached: e.Cmp(target) <= 0,
		Achieved:     ratio(e0.Sub(e).Kg(), e0.Scale(m.Reduction).Kg(), "the target is no reduction"),
		RequiredCut:  None[ghg.CO2e](over),
		RequiredRate: None[decimal.Decimal](over),
		RequiredCAGR: None[decimal.Decimal](over),
	}
	g.Elapsed, _ = ratio(whole(latest.Year-a.Base.Year), whole(span), "").Get() // Check: the milestone is after the base year
	g.PlannedRate, _ = ratio(m.Reduction, whole(span), "").Get()
	if left > 0 {
		cut := e.Sub(target)
		g.RequiredCut = perYear(cut, whole(left), over)
		g.RequiredRate = ratio(cut.Kg(), e0.Kg().Mul(whole(left)), over)
		g.RequiredCAGR = growth(e, target, left)
	}
	var err error
	if g.Budget, err = a.budget(m.Year, reported); err != nil {
		return Goal{}, err
	}
	g.TrendEmissions, g.TrendYear = trend.at(m.Year), trend.year(target)
	g.CAGREmissions, g.CAGRYear = trend.compound(m.Year), trend.compoundYear(target)
	return g, nil
}
