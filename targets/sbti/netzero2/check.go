package netzero2

import (
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/shopspring/decimal"
)

// The criteria of this standard that are checked. C13, C16 and C17 are those for long-term targets of scopes 2 and 3 and
// for net zero; which number is whose is derived from their order.
const (
	CriterionBaseYear    sbti.Criterion = "C4 base year"
	CriterionTransport   sbti.Criterion = "C5.6 transport"
	CriterionAssurance   sbti.Criterion = "C7 assurance"
	CriterionCycle       sbti.Criterion = "C9 five-year cycle"
	CriterionApart       sbti.Criterion = "C9 scopes apart"
	CriterionPhysical    sbti.Criterion = "C9 physical inventory"
	CriterionScope1      sbti.Criterion = "C10 scope 1"
	CriterionTransition  sbti.Criterion = "C11 long-term scope 1"
	CriterionScope2      sbti.Criterion = "C12 scope 2"
	CriterionGrowth      sbti.Criterion = "C12 growth of electricity"
	CriterionScope2Long  sbti.Criterion = "C13 long-term scope 2"
	CriterionCategories  sbti.Criterion = "C14 categories of scope 3"
	CriterionRoute       sbti.Criterion = "C15 route for scope 3"
	CriterionScope3Long  sbti.Criterion = "C16 long-term scope 3"
	CriterionNetZeroGoal sbti.Criterion = "C17 net-zero target"
)

// Check checks a submission and returns one finding for each criterion, and one for each target where the criterion is about
// targets. It returns an error if the submission is incomplete or contradicts itself, or if the edition does not apply on the
// date of submission.
//
//   - C4: the base year of near-term targets is the latest complete year
//   - C5.6: transport in scope 3 is well-to-wake
//   - C7: limited assurance of category A
//   - C9: near-term targets end five years after the base year (counted from it: derived), cover one scope each, and are of the
//     physical inventory, so scope 2 is location-based
//   - C10, C11: 100 % of scope 1; asset transition needs a long-term target too
//   - C12: 100 % of scope 2 by emissions or by electricity; category A whose electricity grows by more than 20 % a year
//     needs the target for emissions
//   - C14, C15: for category A, [Edition.Scope3Boundary] and one of the routes
//   - C13, C16, C17: long-term targets are optional and cover 100 %
func (e Edition) Check(s Submission) ([]Finding, error) {
	if err := e.CheckInForce(s.Submitted); err != nil {
		return nil, err
	}
	if err := s.check(); err != nil {
		return nil, err
	}
	f := &findings{edition: e.Name()}
	e.checkCycle(f, s)
	e.checkScope1(f, s)
	e.checkScope2(f, s)
	if err := e.checkScope3(f, s); err != nil {
		return nil, err
	}
	e.checkLongTerm(f, s)
	e.checkInventory(f, s)
	return f.list, nil
}

// near returns the near-term targets.
func (s Submission) near() []Target {
	var list []Target
	for _, t := range s.Targets {
		if t.Term == NearTerm {
			list = append(list, t)
		}
	}
	return list
}

func (e Edition) checkCycle(f *findings, s Submission) {
	latest := s.latest().Year
	for _, t := range s.near() {
		name, end := input.Quote(t.Name), t.Base.Year+e.CycleYears
		f.decide(BaseYear, CriterionBaseYear, t.Base.Year == latest, "%s: base year %d; the latest complete year is %d", name, t.Base.Year, latest)
		f.decide(TargetYear, CriterionCycle, t.Milestone.Year == end, "%s: from %d to %d; the cycle ends in %d", name, t.Base.Year, t.Milestone.Year, end)
		f.decide(ScopesApart, CriterionApart, scopesOf(t) == 1, "%s covers %s", name, plural(scopesOf(t), "scope"))
	}
	t, ok := s.Electricity.Get()
	if !ok {
		return
	}
	name, end := input.Quote(t.Name), t.Base.Year+e.CycleYears
	f.decide(BaseYear, CriterionBaseYear, t.Base.Year == latest, "%s: base year %d; the latest complete year is %d", name, t.Base.Year, latest)
	f.decide(TargetYear, CriterionCycle, t.Target.Year == end, "%s: from %d to %d; the cycle ends in %d", name, t.Base.Year, t.Target.Year, end)
}

func (e Edition) checkScope1(f *findings, s Submission) {
	scope1 := group{NearTerm, []ghg.Scope{ghg.Scope1}}
	e.checkCoverage(f, s, CoverageOfScopes1And2, CriterionScope1, scope1, decimal.Zero)
	transition := false
	for _, t := range s.of(scope1) {
		transition = transition || t.Method == AssetTransition
		e.checkAmbition(f, s, CriterionScope1, t)
	}
	if !transition {
		f.add(LongTermTargets, CriterionTransition, NotRequired, "no target for scope 1 is by asset transition")
		return
	}
	long := s.of(group{LongTerm, []ghg.Scope{ghg.Scope1}})
	f.decide(LongTermTargets, CriterionTransition, len(long) > 0, "a target for scope 1 is by asset transition; %s for the long term", plural(len(long), "target"))
}

// checkCoverage adds whether the targets of a group, and a share of the same by electricity, cover all of it.
func (e Edition) checkCoverage(f *findings, s Submission, subject Subject, c sbti.Criterion, g group, byElectricity decimal.Decimal) {
	covered, all, err := s.coverage(g)
	if err != nil {
		f.refused(subject, c, err)
		return
	}
	minimum, _ := e.Criteria.Coverage12.Get()
	share := decimal.NewFromInt(1)
	if !all.IsZero() {
		share, _ = covered.Ratio(all) // above zero
	}
	met := covered.Kg().Cmp(all.Kg().Mul(minimum)) >= 0 || byElectricity.GreaterThanOrEqual(minimum)
	detail := percent(share) + " of " + g.String() + " is covered"
	if !byElectricity.IsZero() {
		detail += ", and " + percent(byElectricity) + " of electricity"
	}
	f.decide(subject, c, met, "%s; the minimum is %s", detail, percent(minimum))
}

func (e Edition) checkScope2(f *findings, s Submission) {
	scope2 := group{NearTerm, []ghg.Scope{ghg.Scope2}}
	of := s.of(scope2)
	for _, t := range of {
		v := e.Criteria.CheckScope2(t.Base.Accounting)
		f.decide(Scope2Accounting, CriterionPhysical, v.Met, "%s: %s", input.Quote(t.Name), v.Detail)
		e.checkAmbition(f, s, CriterionScope2, t)
	}
	electricity, byShare := s.Electricity.Get()
	if len(of) == 0 && byShare {
		f.add(Scope2Accounting, CriterionPhysical, NotRequired, "scope 2 has a target for the share of low-carbon electricity only")
	}
	e.checkCoverage(f, s, CoverageOfScopes1And2, CriterionScope2, scope2, electricity.Coverage)
	if !byShare {
		f.add(LowCarbonShare, CriterionGrowth, NotRequired, "there is no target for the share of low-carbon electricity")
		return
	}
	e.checkGrowth(f, s, len(of) > 0)
	end, ok := electricity.End.Get()
	if !ok {
		f.refused(MinimumAmbition, CriterionScope2, e.notPublic(PowerPathways, "where the line of the share ends"))
		return
	}
	minimum, err := e.MinimumShare(electricity.Base, end, electricity.Target.Year)
	if err != nil {
		f.refused(MinimumAmbition, CriterionScope2, err)
		return
	}
	f.decide(MinimumAmbition, CriterionScope2, electricity.Target.Share.GreaterThanOrEqual(minimum),
		"%s: %s in %d; the line to %s in %d, which is the company's assumption, has %s", input.Quote(electricity.Name), percent(electricity.Target.Share), electricity.Target.Year, percent(end.Share), end.Year, percent(minimum))
}

// checkGrowth adds whether a target for the share of electricity is enough. emissions is set if there is one for emissions too.
func (e Edition) checkGrowth(f *findings, s Submission, emissions bool) {
	growth, ok := s.Growth.Get()
	switch {
	case s.Category != CategoryA:
		f.add(LowCarbonShare, CriterionGrowth, NotRequired, "it is one for category A")
	case emissions:
		f.add(LowCarbonShare, CriterionGrowth, Met, "scope 2 has a target for emissions too")
	case !ok:
		f.add(LowCarbonShare, CriterionGrowth, NotKnown, "the projected mean growth of electricity is not given")
	default:
		f.decide(LowCarbonShare, CriterionGrowth, !growth.GreaterThan(e.ElectricityLimit), "electricity is projected to grow by %s a year; above %s, scope 2 needs a target for emissions", percent(growth), percent(e.ElectricityLimit))
	}
}

// checkAmbition adds the verdict on the reduction of a near-term target, which is public for straight lines only, and for
// scope 1 only with the residual that the company assumes.
func (e Edition) checkAmbition(f *findings, s Submission, c sbti.Criterion, t Target) {
	residual, assumed := s.Residual.Get()
	switch {
	case t.Method != AbsoluteLinear:
		f.refused(MinimumAmbition, c, e.notPublic(TargetMethods, input.Quote(t.Name)+", by "+t.Method.String()))
		return
	case scopesOf(t) > 1:
		f.add(MinimumAmbition, c, NoRule, "%s covers %s; a line is one of a single scope", input.Quote(t.Name), plural(scopesOf(t), "scope"))
		return
	case c != CriterionScope1:
		f.refused(MinimumAmbition, c, e.notPublic(PowerPathways, input.Quote(t.Name)+", where the line of scope 2 ends"))
		return
	case !assumed:
		f.refused(MinimumAmbition, c, e.notPublic(ResidualLevels, input.Quote(t.Name)+", where the line of scope 1 ends"))
		return
	}
	end := targets.Milestone{Year: e.NetZeroBy, Reduction: decimal.NewFromInt(1).Sub(residual)}
	minimum, err := e.MinimumReduction(t.Base.Year, t.Milestone.Year, end)
	if err != nil {
		f.refused(MinimumAmbition, c, err)
		return
	}
	// exactly: reduction ≥ R × (TY − BY) ÷ (T − BY)
	met := t.Milestone.Reduction.Mul(whole(end.Year-t.Base.Year)).Cmp(end.Reduction.Mul(whole(t.Milestone.Year-t.Base.Year))) >= 0
	f.decide(MinimumAmbition, c, met, "%s: %s from %d to %d; the line to a residual of %s in %d, which is the company's assumption, has %s",
		input.Quote(t.Name), percent(t.Milestone.Reduction), t.Base.Year, t.Milestone.Year, percent(residual), end.Year, percent(minimum))
}

func (e Edition) checkScope3(f *findings, s Submission) error {
	of := s.of(group{NearTerm, []ghg.Scope{ghg.Scope3}})
	if s.Category == CategoryB && len(of) == 0 {
		f.add(CoverageOfScope3, CriterionCategories, NotRequired, "near-term targets for scope 3 are optional for category B")
		return nil
	}
	figures, err := e.figures(s.latest())
	if err != nil {
		f.refused(CoverageOfScope3, CriterionCategories, err)
	} else if err := e.checkCategories(f, s, figures); err != nil {
		return err
	}
	if len(of) == 0 {
		f.add(CoverageOfScope3, CriterionRoute, NotMet, "there is no near-term target for scope 3")
		return nil
	}
	if s.Route == 0 {
		f.add(CoverageOfScope3, CriterionRoute, NotMet, "no route is stated")
	} else {
		f.add(CoverageOfScope3, CriterionRoute, Met, "%s", s.Route)
	}
	for _, t := range of {
		f.refused(MinimumAmbition, CriterionRoute, e.notPublic(SectorPathways, input.Quote(t.Name)))
	}
	return nil
}

// checkCategories adds the categories that must be covered or are left out in part.
func (e Edition) checkCategories(f *findings, s Submission, figures scope3) error {
	rows, err := e.boundary(s, figures)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !r.Required && r.LeftOut.IsZero() {
			continue
		}
		reason := "category " + strconv.Itoa(int(r.Category)) + " is " + percent(r.Share) + " of categories 1 to 14; covered " + r.Covered.String()
		if !r.LeftOut.IsZero() {
			reason += ", left out " + r.LeftOut.String() + " (" + percent(r.LeftOutShare) + ")"
		}
		if r.Refused != "" {
			reason += "; " + r.Refused
		}
		if s.Category == CategoryB {
			f.add(CoverageOfScope3, CriterionCategories, NotRequired, "%s", reason)
			continue
		}
		f.decide(CoverageOfScope3, CriterionCategories, r.Met, "%s of %s", reason, r.Emissions)
	}
	return nil
}

func (e Edition) checkLongTerm(f *findings, s Submission) {
	all := 0
	for _, l := range []struct {
		scope ghg.Scope
		c     sbti.Criterion
	}{{ghg.Scope1, CriterionTransition}, {ghg.Scope2, CriterionScope2Long}, {ghg.Scope3, CriterionScope3Long}} {
		g := group{LongTerm, []ghg.Scope{l.scope}}
		of := s.of(g)
		if len(of) == 0 {
			if l.scope != ghg.Scope1 { // checkScope1
				f.add(LongTermTargets, l.c, NotRequired, "a long-term target for %s is optional; there is none", g)
			}
			continue
		}
		all++
		e.checkCoverage(f, s, LongTermTargets, l.c, g, decimal.Zero)
		for _, t := range of {
			f.decide(LongTermTargets, l.c, t.Milestone.Year <= e.NetZeroBy, "%s: by %d; the latest year is %d", input.Quote(t.Name), t.Milestone.Year, e.NetZeroBy)
		}
	}
	if all < int(ghg.Scope3) {
		f.add(LongTermTargets, CriterionNetZeroGoal, NotRequired, "a net-zero target is optional; long-term targets cover %d of 3 scopes", all)
		return
	}
	f.refused(LongTermTargets, CriterionNetZeroGoal, e.notPublic(ResidualLevels, "long-term targets cover all scopes; how low is not decided"))
}

func (e Edition) checkInventory(f *findings, s Submission) {
	switch s.Transport {
	case 0:
		f.add(InventoryBoundary, CriterionTransport, NotKnown, "the boundary of transport in scope 3 is not given")
	case NoTransport:
		f.add(InventoryBoundary, CriterionTransport, NotRequired, "%s", s.Transport)
	default:
		f.decide(InventoryBoundary, CriterionTransport, s.Transport == WellToWake, "transport in scope 3 is %s", s.Transport)
	}
	switch {
	case s.Category != CategoryA:
		f.add(ThirdPartyAssurance, CriterionAssurance, NotRequired, "it is one for category A")
		return
	case s.Assurance == 0:
		f.add(ThirdPartyAssurance, CriterionAssurance, NotKnown, "the level of assurance is not given")
		return
	}
	f.decide(ThirdPartyAssurance, CriterionAssurance, s.Assurance >= LimitedAssurance, "assurance is %s; the minimum is %s", s.Assurance, LimitedAssurance)
}

// plural writes a count with its noun.
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return dec.Text(whole(n)) + " " + noun + "s"
}
