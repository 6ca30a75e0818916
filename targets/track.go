package targets

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// Row is one year of a [Progress].
type Row struct {
	Year       int
	Label      string                    // label of the period, or the year if it has none
	Allowance  ghg.CO2e                  // E*(t), the emissions that the path allows
	Actual     Optional[ghg.CO2e]        // E(t); undefined if the year was not reported
	Reduction  Optional[decimal.Decimal] // 1 − E ÷ E0; below zero if emissions have risen
	Ratio      Optional[decimal.Decimal] // E ÷ E*; undefined if the path allows zero emissions
	Status     Status
	Annualised bool // the actual was converted by [Annualise]
}

// Progress compares the reported years with a target.
type Progress struct {
	Target Absolute
	Bounds Bounds // used for every status
	Rows   []Row  // every year from the base year to the last milestone or the latest reported year
	Latest Row    // the latest reported year
	Goals  []Goal // one per milestone, in the same order
	Trend  Trend  // through the reported years

	AchievedAmount Optional[ghg.CO2e]        // mean cut per year since the base year: (E0 − E) ÷ (t − BY)
	AchievedRate   Optional[decimal.Decimal] // AchievedAmount ÷ E0
	AchievedCAGR   Optional[decimal.Decimal] // (E ÷ E0)^(1 ÷ (t − BY)) − 1; below zero if emissions fall

	next int
}

// Next returns the goal of the next milestone: the first in or after the latest reported year, or the last one if all are
// past. The zero Progress has none, and returns the zero Goal.
func (p Progress) Next() Goal {
	if p.next >= len(p.Goals) {
		return Goal{}
	}
	return p.Goals[p.next]
}

// Track compares reported years with the path.
//
// The actuals may be in any order. Years may be missing: they have no status, and a budget that needs them is undefined.
// The base year may be included, with the base-year emissions. These are errors, all reported together:
//
//   - no actuals, or a year given twice
//   - an actual that [Base.CheckActual] refuses
//
// A target that [Absolute.Check] refuses is an error too.
func (a Absolute) Track(actuals []Actual) (Progress, error) {
	if err := a.Check(); err != nil {
		return Progress{}, err
	}
	reported, err := a.Base.sorted(actuals)
	if err != nil {
		return Progress{}, err
	}
	a.Milestones = slices.Clone(a.Milestones)
	p := Progress{Target: a, Bounds: a.Bounds.orDefault()}
	if p.Rows, err = a.rows(reported, p.Bounds); err != nil {
		return Progress{}, err
	}
	latest := reported[len(reported)-1]
	p.Latest = p.Rows[latest.Year-a.Base.Year]
	p.setRates(latest)
	p.Trend = newTrend(a.Base, reported)
	for i, m := range a.Milestones {
		g, err := a.goal(m, reported, p.Trend)
		if err != nil {
			return Progress{}, err
		}
		p.Goals = append(p.Goals, g)
		if m.Year < latest.Year && i+1 < len(a.Milestones) {
			p.next = i + 1
		}
	}
	return p, nil
}

func (a Absolute) rows(reported []Actual, bounds Bounds) ([]Row, error) {
	last := max(a.Milestones[len(a.Milestones)-1].Year, reported[len(reported)-1].Year)
	rows := make([]Row, 0, last-a.Base.Year+1)
	for year := a.Base.Year; year <= last; year++ {
		r, err := a.row(year, reported, bounds)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func (a Absolute) row(year int, reported []Actual, bounds Bounds) (Row, error) {
	const missing = "the year was not reported"
	allowed := a.allowance(year)
	allowance, err := allowed.value()
	if err != nil {
		return Row{}, err
	}
	r := Row{
		Year: year, Label: label(ghg.Period{}, year), Allowance: allowance, Status: NoActual,
		Actual: Undefined[ghg.CO2e](missing), Reduction: Undefined[decimal.Decimal](missing), Ratio: Undefined[decimal.Decimal](missing),
	}
	actual, ok := reportedIn(reported, year)
	if !ok && year == a.Base.Year {
		actual, ok = Actual{Year: year, Period: a.Base.Period, Emissions: a.Base.Emissions}, true
	}
	if !ok {
		return r, nil
	}
	e0, e := a.Base.Emissions, actual.Emissions
	r.Label, r.Annualised = label(actual.Period, year), actual.Annualised
	r.Actual = Defined(e)
	r.Reduction = ratio(e0.Sub(e).Kg(), e0.Kg(), "the base-year emissions are zero")
	r.Ratio = ratio(e.Kg().Mul(allowed.den), allowed.num, "the path allows zero emissions")
	r.Status = bounds.status(e, allowed)
	return r, nil
}

func (p *Progress) setRates(latest Actual) {
	const onlyBase = "only the base year was reported"
	base := p.Target.Base
	years := latest.Year - base.Year
	cut := base.Emissions.Sub(latest.Emissions)
	p.AchievedAmount = perYear(cut.Kg(), whole(years), onlyBase)
	p.AchievedRate = ratio(cut.Kg(), base.Emissions.Kg().Mul(whole(years)), onlyBase)
	p.AchievedCAGR = growth(base.Emissions, latest.Emissions, years)
}
