package netzero2

import (
	"cmp"
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/targets/sbti"
)

// Compare checks one submission by version 1, near-term and long-term, and by an edition of this standard, and returns all
// findings in one table, in order of subject. Each edition has at least one finding for each subject: [NoRule] where it has no
// such rule.
//
//	Compare(s, sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), V2_0())
//
// Both versions apply to submissions from 1 February 2027 to 31 January 2028. A submission on a day on which one of them
// does not apply is refused, [sbti.ErrNotInForce]; so is what [Edition.Check] refuses.
//
// Version 1 asks for a reduction of scopes 1 and 2 in line with 1.5 °C, and of scope 3 with well-below 2 °C, which
// [sbti.NearTerm5_3_1] does not publish in full. Its criteria that are not about targets, such as those for FLAG or sellers of
// fossil fuels, are in package sbti and not part of the table.
func Compare(s Submission, nearTerm, longTerm sbti.Rules, next Edition) (Comparison, error) {
	var problems []error
	for _, r := range []sbti.Rules{nearTerm, longTerm} {
		if err := r.CheckInForce(s.Submitted); err != nil {
			problems = append(problems, err)
		}
	}
	ofNext, err := next.Check(s)
	if err != nil {
		problems = append(problems, err)
	}
	if len(problems) > 0 {
		return nil, ghg.Join(problems...)
	}
	near := &findings{edition: nearTerm.Name}
	near.checkNear(s, nearTerm)
	long := &findings{edition: longTerm.Name}
	long.checkLong(s, longTerm)
	var all Comparison
	for subject := BaseYear; subject <= ThirdPartyAssurance; subject++ {
		for _, edition := range []struct {
			name string
			list []Finding
			only bool // the long-term criteria are about long-term targets only
		}{{near.edition, near.list, false}, {long.edition, long.list, true}, {next.Name(), ofNext, false}} {
			of := slices.DeleteFunc(slices.Clone(edition.list), func(f Finding) bool { return f.Subject != subject })
			if len(of) == 0 && !edition.only {
				of = []Finding{{Subject: subject, Criterion: sbti.Criterion(subject.String()), Edition: edition.name, Outcome: NoRule, Reason: "it states none, or none that applies"}}
			}
			all = append(all, of...)
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int { return cmp.Compare(a.Subject, b.Subject) })
	return all, nil
}

// checkNear adds the findings of the near-term criteria of version 1.
func (f *findings) checkNear(s Submission, r sbti.Rules) {
	both, third := group{NearTerm, []ghg.Scope{ghg.Scope1, ghg.Scope2}}, group{NearTerm, []ghg.Scope{ghg.Scope3}}
	for _, t := range s.near() {
		v, err := r.CheckBaseYear(t.Base.Year)
		f.verdict(BaseYear, sbti.CriterionBaseYear, of(v, t), err)
		v, err = r.CheckTargetYear(s.Submitted, t.Milestone.Year)
		f.verdict(TargetYear, sbti.CriterionTargetYear, of(v, t), err)
		f.checkNearAmbition(t, r)
	}
	f.add(ScopesApart, "scopes apart", NoRule, "a target may cover several scopes")
	of2 := s.of(group{NearTerm, []ghg.Scope{ghg.Scope2}})
	accounting := make([]ghg.Accounting, 0, len(of2))
	for _, t := range of2 {
		accounting = append(accounting, t.Base.Accounting)
	}
	if len(accounting) > 0 {
		v := r.CheckScope2(accounting[0], accounting[1:]...)
		f.verdict(Scope2Accounting, sbti.CriterionScope2, v, nil)
	}
	covered12, all12, err12 := s.coverage(both)
	covered3, all3, err3 := s.coverage(third)
	if err12 != nil {
		f.refused(CoverageOfScopes1And2, sbti.CriterionCoverage, err12)
	} else {
		v, err := r.CheckCoverage(ghg.Scope1, covered12, all12)
		f.verdict(CoverageOfScopes1And2, sbti.CriterionCoverage, v, err)
		v, err = r.CheckExclusions("scopes 1 and 2", s.Excluded12, all12)
		f.verdict(InventoryBoundary, sbti.CriterionExclusions, v, err)
	}
	if err := ghg.Join(err12, err3); err != nil {
		f.refused(CoverageOfScope3, sbti.CriterionScope3, err)
	} else {
		f.checkNearScope3(s, r, all12, covered3, all3)
	}
	if _, ok := s.Electricity.Get(); ok {
		f.add(LowCarbonShare, sbti.CriterionElectricity, NoRule, "C21 is about renewable electricity; low-carbon electricity includes other")
	}
}

func (f *findings) checkNearScope3(s Submission, r sbti.Rules, all12, covered3, all3 ghg.CO2e) {
	v, err := r.CheckScope3(all12, all3, !covered3.IsZero())
	f.verdict(CoverageOfScope3, sbti.CriterionScope3, v, err)
	required, err := r.Scope3Required(all12, all3)
	if covered3.IsZero() && (err != nil || !required) {
		return
	}
	v, err = r.CheckCoverage(ghg.Scope3, covered3, all3)
	f.verdict(CoverageOfScope3, sbti.CriterionCoverage, v, err)
	v, err = r.CheckExclusions("scope 3", s.Excluded3, all3)
	f.verdict(InventoryBoundary, sbti.CriterionExclusions, v, err)
}

// checkNearAmbition adds the verdict on the reduction of a target, for each ambition that its scopes need.
func (f *findings) checkNearAmbition(t Target, r sbti.Rules) {
	var ambitions []sbti.Ambition
	if covers(t, ghg.Scope1) || covers(t, ghg.Scope2) {
		ambitions = append(ambitions, sbti.OnePointFive)
	}
	if covers(t, ghg.Scope3) {
		ambitions = append(ambitions, sbti.WellBelowTwo)
	}
	for _, a := range ambitions {
		if t.Method != AbsoluteLinear {
			f.add(MinimumAmbition, sbti.CriterionAmbition, NoRule, "%s is by %s; the minimum checked here is of absolute targets", input.Quote(t.Name), t.Method)
			return
		}
		v, err := r.CheckAmbition(sbti.Target{Ambition: a, Base: t.Base, Milestone: t.Milestone})
		v.Detail = input.Quote(t.Name) + v.Detail
		f.verdict(MinimumAmbition, sbti.CriterionAmbition, v, err)
	}
}

// checkLong adds the findings of the long-term criteria of version 1.
func (f *findings) checkLong(s Submission, r sbti.Rules) {
	if len(s.of(group{LongTerm, []ghg.Scope{ghg.Scope1, ghg.Scope2, ghg.Scope3}})) == 0 {
		f.add(LongTermTargets, sbti.CriterionLongTerm, NotRequired, "there is no long-term target; a net-zero target needs one for every scope")
		return
	}
	for _, l := range []struct {
		scope ghg.Scope
		of    group
	}{{ghg.Scope1, group{LongTerm, []ghg.Scope{ghg.Scope1, ghg.Scope2}}}, {ghg.Scope3, group{LongTerm, []ghg.Scope{ghg.Scope3}}}} {
		covered, all, err := s.coverage(l.of)
		if err != nil {
			f.refused(LongTermTargets, sbti.CriterionCoverage, err)
			continue
		}
		v, err := r.CheckCoverage(l.scope, covered, all)
		f.verdict(LongTermTargets, sbti.CriterionCoverage, v, err)
	}
	for _, t := range s.Targets {
		if t.Term != LongTerm {
			continue
		}
		v, err := r.CheckLongTerm(t.Milestone)
		f.verdict(LongTermTargets, sbti.CriterionLongTerm, of(v, t), err)
	}
}

// of returns a verdict with the name of the target in front.
func of(v sbti.Verdict, t Target) sbti.Verdict {
	v.Detail = input.Quote(t.Name) + ": " + v.Detail
	return v
}
