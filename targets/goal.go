package targets

import (
	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// Goal compares the latest reported year with one milestone.
//
// BY is the base year and E0 its emissions, t the latest reported year and E its emissions, TY the year of the milestone,
// R its reduction and E_T = E0 × (1 − R):
//
//	Achieved      (E0 − E) ÷ (E0 × R)         as [CDPAbsolute], there in percent; not clamped
//	Elapsed       (t − BY) ÷ (TY − BY)
//	RequiredCut   (E − E_T) ÷ (TY − t)
//	RequiredRate  (E − E_T) ÷ (TY − t) ÷ E0
//	RequiredCAGR  (E_T ÷ E)^(1 ÷ (TY − t)) − 1
//	PlannedRate   R ÷ (TY − BY)
type Goal struct {
	Milestone Milestone
	Allowed   ghg.CO2e // E_T
	YearsLeft int      // TY − t; zero or less once the milestone year has been reported
	Reached   bool     // E ≤ E_T in the latest reported year

	Achieved Optional[decimal.Decimal] // share of the reduction; below 0 if emissions have risen, above 1 beyond the target
	Elapsed  decimal.Decimal           // share of the time; above 1 after the milestone

	RequiredCut  Optional[ghg.CO2e]        // cut needed in each year after t; below zero if E is below E_T
	RequiredRate Optional[decimal.Decimal] // RequiredCut ÷ E0
	RequiredCAGR Optional[decimal.Decimal] // constant rate of change per year; below zero for a cut
	PlannedRate  decimal.Decimal           // cut per year on the straight line from the base year, share of E0

	Budget Budget

	TrendEmissions Optional[ghg.CO2e]        // in TY, on the straight line through the reported years
	TrendYear      Optional[decimal.Decimal] // in which that line reaches E_T, with decimals: 2032.8
	CAGREmissions  Optional[ghg.CO2e]        // in TY, at the constant rate achieved so far
	CAGRYear       Optional[int]             // first whole year at or below E_T, at the constant rate achieved so far
}

const milestoneReported = "the milestone year has been reported"

func (a Absolute) goal(m Milestone, reported []Actual, trend Trend) (Goal, error) {
	latest := reported[len(reported)-1]
	e0, e := a.Base.Emissions, latest.Emissions
	target, err := e0.Scale(decimal.NewFromInt(1).Sub(m.Reduction))
	if err != nil {
		return Goal{}, err
	}
	span, left := m.Year-a.Base.Year, m.Year-latest.Year
	g := Goal{
		Milestone: m, Allowed: target, YearsLeft: left, Reached: e.Cmp(target) <= 0,
		Achieved:     ratio(e0.Sub(e).Kg(), e0.Kg().Mul(m.Reduction), "the target is a reduction of zero"),
		RequiredCut:  Undefined[ghg.CO2e](milestoneReported),
		RequiredRate: Undefined[decimal.Decimal](milestoneReported),
		RequiredCAGR: Undefined[decimal.Decimal](milestoneReported),
	}
	g.Elapsed, _ = ratio(whole(latest.Year-a.Base.Year), whole(span), "").Get() // Check: the milestone is after the base year
	g.PlannedRate, _ = ratio(m.Reduction, whole(span), "").Get()
	if left > 0 {
		cut := e.Sub(target)
		g.RequiredCut = perYear(cut.Kg(), whole(left), milestoneReported)
		g.RequiredRate = ratio(cut.Kg(), e0.Kg().Mul(whole(left)), milestoneReported)
		g.RequiredCAGR = growth(e, target, left)
	}
	if g.Budget, err = a.budget(m.Year, reported); err != nil {
		return Goal{}, err
	}
	g.TrendEmissions, g.TrendYear = trend.at(m.Year), trend.year(target)
	g.CAGREmissions, g.CAGRYear = trend.compound(m.Year), trend.compoundYear(target)
	return g, nil
}
