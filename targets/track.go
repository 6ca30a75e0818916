package targets

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// Row is one year of a [Progress].
type Row struct {
	Year       int
	Label      string                 // of the year's period, or the year
	Allowance  ghg.CO2e               // E*(t), what the path allows
	Actual     Maybe[ghg.CO2e]        // E(t), undefined if the year was not reported
	Reduction  Maybe[decimal.Decimal] // 1 − E ÷ E0, share of the base year; below zero when emissions have risen
	Ratio      Maybe[decimal.Decimal] // E ÷ E*, undefined where the path allows nothing
	Status     Status
	Annualised bool // the actual was made from a period of another length
}

// Progress is where a target stands at its latest reported year.
type Progress struct {
	Target Absolute
	Bounds Bounds // by which every status was given
	Rows   []Row  // every year from the base year to the last milestone or the latest reported year
	Latest Row    // the latest reported year
	Goals  []Goal // one for every milestone, in their order
	Trend  Trend  // of the reported years

	AchievedAmount Maybe[ghg.CO2e]        // mean cut a year since the base year: (E0 − E) ÷ (t − BY)
	AchievedRate   Maybe[decimal.Decimal] // the same as a share of the base year
	AchievedCAGR   Maybe[decimal.Decimal] // (E ÷ E0)^(1 ÷ (t − BY)) − 1, below zero when emissions fall

	next int
}

// Next returns the goal of the milestone that comes next: the first that is not before the latest reported year, and
// the last one after all.
func (p Progress) Next() Goal { return p.Goals[p.next] }

// Track compares reported years with the path.
//
// The actuals may be in any order and may leave out years, which then have no status and make the budgets that need them
// incomplete. The base year may be among them with the base year's own figure. Errors: no actual; a year twice or before
// the base year; an accounting or version other than the base year's; a period that is not twelve months or not the
// year's by the base year's label; negative emissions; whatever [Absolute.Check] refuses.
func (a Absolute) Track(actuals []Actual) (Progress, error) {
	if err := a.Check(); err != nil {
		return Progress{}, err
	}
	reported, err := a.Base.sorted(actuals)
	if err != nil {
		return Progress{}, err
	}
	a.Milestones = slices.Clone(a.Milestones)
	p := Progress{Target: a, Bounds: a.Bounds}
	if p.Bounds.isZero() {
		p.Bounds = PathBounds()
	}
	if p.Rows, err = a.rows(reported, p.Bounds); err != nil {
		return Progress{}, err
	}
	latest := reported[len(reported)-1]
	p.Latest = p.Rows[latest.Year-a.Base.Year]
	p.rates(latest)
	p.Trend = trendOf(a.Base, reported)
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
		Actual: None[ghg.CO2e](missing), Reduction: None[decimal.Decimal](missing), Ratio: None[decimal.Decimal](missing),
	}
	actual, ok := at(reported, year)
	if !ok && year == a.Base.Year {
		actual, ok = Actual{Year: year, Period: a.Base.Period, Emissions: a.Base.Emissions}, true
	}
	if !ok {
		return r, nil
	}
	e0, e := a.Base.Emissions, actual.Emissions
	r.Label, r.Annualised = label(actual.Period, year), actual.Annualised
	r.Actual = Some(e)
	r.Reduction = ratio(e0.Sub(e).Kg(), e0.Kg(), "the base-year emissions are zero")
	r.Ratio = ratio(e.Scale(allowed.den).Kg(), allowed.num.Kg(), "the path allows nothing")
	r.Status = bounds.status(e, allowed)
	return r, nil
}

func at(reported []Actual, year int) (Actual, bool) {
	i := slices.IndexFunc(reported, func(a Actual) bool { return a.Year == year })
	if i < 0 {
		return Actual{}, false
	}
	return reported[i], true
}

func (p *Progress) rates(latest Actual) {
	const none = "the base year is the only year reported"
	base := p.Target.Base
	years := latest.Year - base.Year
	cut := base.Emissions.Sub(latest.Emissions)
	p.AchievedAmount = perYear(cut, whole(years), none)
	p.AchievedRate = ratio(cut.Kg(), base.Emissions.Kg().Mul(whole(years)), none)
	p.AchievedCAGR = growth(base.Emissions, latest.Emissions, years)
}

// perYear returns an amount ÷ a number of years or of their sum, undefined for zero.
func perYear(c ghg.CO2e, years decimal.Decimal, why string) Maybe[ghg.CO2e] {
	kg, ok := ratio(c.Kg(), years, why).Get()
	if !ok {
		return None[ghg.CO2e](why)
	}
	return Some(ghg.KgCO2e(kg))
}
