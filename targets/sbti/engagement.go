package sbti

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// Engagement is a supplier engagement target: by a year, suppliers with a share of the emissions have science-based targets of
// their own. It counts towards the coverage of scope 3 with that share of the emissions.
type Engagement struct {
	Name      string
	Category  ghg.Category    // of scope 3
	Emissions ghg.CO2e        // of the category in the base year; above zero
	Share     decimal.Decimal // of these emissions, from suppliers that will have targets: 0.8 is 80 %
	Year      int             // by which they have them
}

// Check returns an error unless the category is one of scope 3, its emissions are above zero, the share is from 0 to 1 and
// there is a year.
func (e Engagement) Check() error {
	if !e.Category.Valid() {
		return &ghg.FieldError{Field: "category of engagement", Value: strconv.Itoa(int(e.Category)), Want: "1 to 15", Err: ghg.ErrOutOfRange}
	}
	if e.Emissions.Cmp(ghg.CO2e{}) <= 0 {
		return &ghg.FieldError{Field: "emissions of engagement", Value: e.Emissions.String(), Want: "base-year emissions of the category, above zero", Err: ghg.ErrMissing}
	}
	return targets.SharePoint{Year: e.Year, Share: e.Share}.Check()
}

// Covered returns the emissions that count towards the coverage of scope 3: Share × Emissions. Source: SBTi Near-term Criteria
// 5.2, C6 and C19.
func (e Engagement) Covered() (ghg.CO2e, error) {
	if err := e.Check(); err != nil {
		return ghg.CO2e{}, err
	}
	return e.Emissions.Scale(e.Share)
}

// Supplier is a supplier asked to set a target.
type Supplier struct {
	Name      string
	Emissions ghg.CO2e // in the company's base year; zero or more
	TargetSet ghg.Date // the day on which its target was validated; zero if it has none
}

// EngagementProgress is the position of an engagement target on a day.
type EngagementProgress struct {
	Engaged  ghg.CO2e        // emissions of suppliers with targets
	Share    decimal.Decimal // Engaged ÷ emissions of the category
	Achieved targets.Optional[decimal.Decimal]
	Met      bool     // Share is at least that of the target
	Without  []string // suppliers without a target on the day, in the order given
}

// Track returns what an engagement target has achieved on a day: the emissions of suppliers that have a target by then, divided
// by the emissions of the category. Achieved is that share divided by the share of the target. A supplier without a name or
// given twice, and suppliers with more emissions than the category, are errors.
func (e Engagement) Track(day ghg.Date, suppliers []Supplier) (EngagementProgress, error) {
	if err := e.Check(); err != nil {
		return EngagementProgress{}, err
	}
	if !day.Valid() {
		return EngagementProgress{}, &ghg.FieldError{Field: "day", Value: day.String(), Want: "a calendar day", Err: ghg.ErrOutOfRange}
	}
	var p EngagementProgress
	var all ghg.CO2e
	seen := map[string]bool{}
	for _, s := range suppliers {
		if s.Name == "" || seen[s.Name] {
			return EngagementProgress{}, &ghg.FieldError{Field: "supplier", Value: input.Shorten(s.Name), Want: "a name, each once", Err: ghg.ErrMixed}
		}
		if s.Emissions.IsNegative() {
			return EngagementProgress{}, &ghg.FieldError{Field: "emissions of supplier " + input.Quote(s.Name), Value: s.Emissions.String(), Want: "zero or more", Err: ghg.ErrNegative}
		}
		seen[s.Name] = true
		all = all.Add(s.Emissions)
		if s.TargetSet.IsZero() || day.Before(s.TargetSet) {
			p.Without = append(p.Without, s.Name)
			continue
		}
		p.Engaged = p.Engaged.Add(s.Emissions)
	}
	if err := checkPart("suppliers of "+e.Category.String(), all, e.Emissions); err != nil {
		return EngagementProgress{}, err
	}
	var err error
	if p.Share, err = p.Engaged.Ratio(e.Emissions); err != nil {
		return EngagementProgress{}, err
	}
	goal, err := e.Covered()
	if err != nil {
		return EngagementProgress{}, err
	}
	p.Met = p.Engaged.Cmp(goal) >= 0
	p.Achieved = targets.Undefined[decimal.Decimal]("the target is a share of zero")
	if !goal.IsZero() {
		q, err := p.Engaged.Ratio(goal)
		if err != nil {
			return EngagementProgress{}, err
		}
		p.Achieved = targets.Defined(q)
	}
	return p, nil
}

// CheckFossilFuels checks that a company that sells, transmits or distributes fossil fuels has a target for category 11, use of
// sold products, whatever the share of scope 3. A version without the rule is [ErrNoRule]. Source: SBTi Near-term Criteria 5.2,
// fossil fuel sale, transmission and distribution; the number of the criterion was not found.
//
// Only the existence of the target is checked here. Its minimum is that of its own [Target].
func (r Rules) CheckFossilFuels(sells, hasTarget bool) (Verdict, error) {
	if !r.FossilFuels {
		return Verdict{}, r.noRule(CriterionFossil)
	}
	if !sells {
		return r.verdict(CriterionFossil, true, "the company sells no fossil fuels"), nil
	}
	has := "no target"
	if hasTarget {
		has = "a target"
	}
	return r.verdict(CriterionFossil, hasTarget, "the company sells fossil fuels and has %s for category 11; one is required whatever the share of scope 3", has), nil
}

// checkEngagements adds the verdict on the year of every engagement target. Together they cover no more than all targets.
func (c *checklist) checkEngagements(r Rules, p Proposal) {
	var covered ghg.CO2e
	for _, e := range p.Engagements {
		part, err := e.Covered()
		if err != nil {
			c.fail(CriterionEngagement, e.Name, err)
			continue
		}
		covered = covered.Add(part)
		v, err := r.CheckEngagement(p.Submitted, e.Year)
		v.Found = dec.Text(e.Share.Shift(2)) + " % of " + e.Category.String() + ": " + v.Found
		v.Target, v.Detail = e.Name, input.Shorten(e.Name)+", "+dec.Text(e.Share.Shift(2))+" % of "+e.Category.String()+": "+v.Detail
		c.of(CriterionEngagement, e.Name).add(v, err)
	}
	if covered.Cmp(p.Covered3) > 0 {
		c.fail(CriterionCoverage, "", &ghg.FieldError{Field: "covered scope 3", Value: p.Covered3.String(), Want: "at least what supplier engagement covers, " + covered.String(), Err: ghg.ErrOutOfRange})
	}
}
