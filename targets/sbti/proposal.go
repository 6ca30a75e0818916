package sbti

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// Target is one of the targets submitted together, such as one for scopes 1 and 2 and one for scope 3.
type Target struct {
	Name      string
	Ambition  Ambition // whose minimum the target must meet
	Base      targets.Base
	Milestone targets.Milestone
}

// Proposal is a near-term submission.
type Proposal struct {
	Submitted ghg.Date

	Scope12, Scope3       ghg.CO2e // full base-year inventory, including exclusions
	Excluded12, Excluded3 ghg.CO2e
	Covered12, Covered3   ghg.CO2e // by the targets, including engaged suppliers

	Targets        []Target                             // at least one
	Scope2         []ghg.Accounting                     // of the base year and of each reported year; none without scope 2
	EngagementYear int                                  // by which suppliers set their own targets; 0 for no such target
	Engagements    []Engagement                         // the same in detail; what they cover is part of Covered3
	SellsFossil    bool                                 // the company sells, transmits or distributes fossil fuels
	Category11     bool                                 // one of the targets is for category 11
	Electricity    targets.Optional[targets.SharePoint] // target for renewable electricity, if any
}

// Check checks a proposal against the near-term criteria and returns one verdict for each criterion that applies. Every
// target is checked against its own minimum (C20): a strong target does not make up for a weak one.
//
// It returns no verdicts if the proposal is incomplete, if the version lacks or does not publish a rule that applies, or if it
// does not apply on the date of submission, [Rules.CheckInForce]; the dates of a version without a first day are not checked.
// The error reports all such problems. [Rules.Assess] returns the verdicts that there are.
func (r Rules) Check(p Proposal) ([]Verdict, error) {
	c := r.assess(p)
	return c.verdicts(r.checkDay(p.Submitted))
}

// Assess checks a proposal as [Rules.Check] does and returns, for each criterion that applies, its verdict or why it was not
// assessed: what the proposal lacks, or that the version lacks or does not publish the rule. Only a date of submission on which
// the version does not apply is an error.
func (r Rules) Assess(p Proposal) ([]Assessment, error) {
	if err := r.checkDay(p.Submitted); err != nil {
		return nil, err
	}
	return r.assess(p).list, nil
}

func (r Rules) checkDay(submitted ghg.Date) error {
	if r.From.IsZero() {
		return nil
	}
	return r.CheckInForce(submitted)
}

func (r Rules) assess(p Proposal) checklist {
	var c checklist
	c.of(CriterionExclusions, "").add(r.CheckExclusions(scopes12, p.Excluded12, p.Scope12))
	c.of(CriterionCoverage, "").add(r.CheckCoverage(ghg.Scope1, p.Covered12, p.Scope12))
	hasScope3 := !p.Covered3.IsZero()
	c.of(CriterionScope3, "").add(r.CheckScope3(p.Scope12, p.Scope3, hasScope3))
	required, err := r.Scope3Required(p.Scope12, p.Scope3)
	if hasScope3 || (err == nil && required) {
		c.of(CriterionExclusions, "").add(r.CheckExclusions(scope3Only, p.Excluded3, p.Scope3))
		c.of(CriterionCoverage, "").add(r.CheckCoverage(ghg.Scope3, p.Covered3, p.Scope3))
	}
	if len(p.Targets) == 0 {
		c.fail(CriterionAmbition, "", noTargets())
	}
	for _, t := range p.Targets {
		c.addTarget(r, p.Submitted, t)
	}
	if len(p.Scope2) > 0 {
		c.of(CriterionScope2, "").add(r.CheckScope2(p.Scope2[0], p.Scope2[1:]...), nil)
	}
	if p.EngagementYear != 0 {
		c.of(CriterionEngagement, "").add(r.CheckEngagement(p.Submitted, p.EngagementYear))
	}
	if len(p.Engagements) > 0 {
		c.checkEngagements(r, p)
	}
	if p.SellsFossil {
		c.of(CriterionFossil, "").add(r.CheckFossilFuels(p.SellsFossil, p.Category11))
	}
	if e, ok := p.Electricity.Get(); ok {
		c.of(CriterionElectricity, "").add(r.CheckElectricity(e))
	}
	return c
}

// checklist collects criteria with their verdicts, or the problems that prevent one.
type checklist struct{ list []Assessment }

func (c *checklist) fail(of Criterion, target string, err error) {
	c.list = append(c.list, Assessment{Criterion: of, Target: target, Err: err})
}

// of returns an entry of the list, to which a verdict or an error is added.
func (c *checklist) of(of Criterion, target string) entry { return entry{c, of, target} }

// entry is a criterion of a checklist that has no verdict yet.
type entry struct {
	list   *checklist
	of     Criterion
	target string
}

func (e entry) add(v Verdict, err error) {
	if err != nil {
		e.list.fail(e.of, e.target, err)
		return
	}
	e.list.list = append(e.list.list, Assessment{Criterion: v.Criterion, Target: e.target, Verdict: v})
}

// verdicts returns the verdicts, or all problems after the first ones.
func (c *checklist) verdicts(first ...error) ([]Verdict, error) {
	list := make([]Verdict, 0, len(c.list))
	for _, a := range c.list {
		if first = append(first, a.Err); a.Err == nil {
			list = append(list, a.Verdict)
		}
	}
	if err := ghg.Join(first...); err != nil {
		return nil, err
	}
	return list, nil
}

func (c *checklist) addTarget(r Rules, submitted ghg.Date, t Target) {
	baseYear, err := r.CheckBaseYear(t.Base.Year)
	c.of(CriterionBaseYear, t.Name).add(baseYear.of(t), err)
	year, err := r.CheckTargetYear(submitted, t.Milestone.Year)
	c.of(CriterionTargetYear, t.Name).add(year.of(t), err)
	c.of(CriterionAmbition, t.Name).add(r.CheckAmbition(t))
}

func noTargets() error {
	return &ghg.FieldError{Field: "targets", Want: "at least one target", Err: ghg.ErrMissing}
}

// CombinedReduction returns the reduction of several targets together, weighted by their base-year emissions:
//
//	Σ r_i × E0_i ÷ Σ E0_i
//
// The targets must be valid and have the same target year.
func CombinedReduction(submitted []Target) (decimal.Decimal, error) {
	if len(submitted) == 0 {
		return decimal.Decimal{}, noTargets()
	}
	var cut decimal.Decimal // kg
	var total ghg.CO2e
	for _, t := range submitted {
		if err := t.Base.Check(); err != nil {
			return decimal.Decimal{}, err
		}
		if err := t.Milestone.Check(t.Base.Year); err != nil {
			return decimal.Decimal{}, err
		}
		if first := submitted[0]; t.Milestone.Year != first.Milestone.Year {
			return decimal.Decimal{}, &ghg.FieldError{Field: "targets", Value: strconv.Itoa(t.Milestone.Year), Want: "the same target year, " + strconv.Itoa(first.Milestone.Year), Err: ghg.ErrMixed}
		}
		cut, total = cut.Add(t.Base.Emissions.Kg().Mul(t.Milestone.Reduction)), total.Add(t.Base.Emissions)
	}
	return dec.Quo(cut, total.Kg())
}
