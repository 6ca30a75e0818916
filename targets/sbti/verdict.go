package sbti

import (
	"fmt"
	"strings"
)

// Criterion names a check of [Rules] or [FLAGRules]. The letter and number are those of the Near-term Criteria 5.2, and of
// the FLAG Guidance 1.1 after "FLAG-"; a criterion whose number was not found has none.
type Criterion string

// The criteria.
const (
	CriterionBaseYear    Criterion = "base year"
	CriterionScope3      Criterion = "C4 scope 3 target"
	CriterionExclusions  Criterion = "C5 exclusions"
	CriterionCoverage    Criterion = "C6 coverage"
	CriterionScope2      Criterion = "C8 scope 2 method"
	CriterionTargetYear  Criterion = "C13 target year"
	CriterionEngagement  Criterion = "C19 supplier engagement"
	CriterionAmbition    Criterion = "C20 ambition of each component"
	CriterionElectricity Criterion = "C21 renewable electricity"
	CriterionLongTerm    Criterion = "long-term reduction"
	CriterionFossil      Criterion = "category 11 of fossil fuels"

	CriterionFLAGRequired    Criterion = "FLAG-C1 FLAG target"
	CriterionFLAGCoverage    Criterion = "FLAG coverage"
	CriterionFLAGApart       Criterion = "FLAG and other targets apart"
	CriterionFLAGBaseYear    Criterion = "FLAG base year"
	CriterionFLAGAmbition    Criterion = "FLAG ambition"
	CriterionFLAGLongTerm    Criterion = "FLAG long-term reduction"
	CriterionNoDeforestation Criterion = "FLAG-C4 no deforestation"
	CriterionFLAGRemovals    Criterion = "FLAG removals"
)

// Verdict is the result of one check.
type Verdict struct {
	Rules     string // name of the version
	Criterion Criterion
	Met       bool
	Detail    string // the figures compared, after the name of the target

	Target string // name of the target that it is about; "" if it is about all of them
	Found  string // what the proposal has
	Wanted string // what the criterion asks for; "" if it asks for nothing
}

// Assessment is a criterion with its verdict, or why it was not assessed.
type Assessment struct {
	Criterion Criterion
	Target    string  // name of the target that it is about; "" if it is about all of them
	Verdict   Verdict // the zero Verdict if there is none
	Err       error   // why there is no verdict; nil if there is one
}

// verdict returns a verdict. In the format, what is wanted comes after what is found and "; ".
func (r Rules) verdict(c Criterion, met bool, format string, args ...any) Verdict {
	found, wanted, _ := strings.Cut(format, "; ")
	n := strings.Count(strings.ReplaceAll(found, "%%", ""), "%")
	return Verdict{Rules: r.Name, Criterion: c, Met: met, Detail: fmt.Sprintf(format, args...), Found: fmt.Sprintf(found, args[:n]...), Wanted: fmt.Sprintf(wanted, args[n:]...)}
}

// of returns the verdict with the name of the target, in front of the detail too.
func (v Verdict) of(t Target) Verdict {
	v.Target, v.Detail = t.Name, t.Name+": "+v.Detail
	return v
}

func (r Rules) noRule(c Criterion) error {
	return &RuleError{Rules: r.Name, Rule: string(c), Err: ErrNoRule}
}
