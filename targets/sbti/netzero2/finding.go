package netzero2

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets/sbti"
)

// Subject is what a criterion is about, so that the criteria of two editions stand side by side. The zero Subject is invalid.
type Subject uint8

// The subjects, in the order of a table.
const (
	BaseYear Subject = iota + 1
	TargetYear
	ScopesApart
	Scope2Accounting
	CoverageOfScopes1And2
	CoverageOfScope3
	MinimumAmbition
	LowCarbonShare
	LongTermTargets
	InventoryBoundary
	ThirdPartyAssurance
)

var subjects = vocabulary.New[Subject]("subject", "base year", "target year", "scopes apart", "scope 2 accounting", "coverage of scopes 1 and 2",
	"coverage of scope 3", "ambition", "electricity share", "long-term targets", "inventory boundary", "assurance")

// String returns the name of the subject, such as "scopes apart".
func (s Subject) String() string { return subjects.String(s) }

// MarshalText returns the same text as String. The zero Subject is an error.
func (s Subject) MarshalText() ([]byte, error) { return subjects.Marshal(s) }

// UnmarshalText reads the text that String returns.
func (s *Subject) UnmarshalText(text []byte) error { return subjects.Unmarshal(s, text) }

// Outcome is the result of a check. The zero Outcome is invalid.
type Outcome uint8

// The outcomes.
const (
	Met         Outcome = iota + 1
	NotMet              // the criterion is not met
	NotPublic           // the rule is not public in full, so it is not decided
	NoRule              // the edition has no such rule
	NotStated           // the edition states no figure for the case
	NotRequired         // the rule does not apply to the company, or the target is optional
	NotKnown            // the inventory lacks the figure
)

var outcomes = vocabulary.New[Outcome]("outcome", "met", "not met", "not public", "no rule", "not stated", "not required", "not known")

// String returns "met", "not met", "not public", "no rule", "not stated", "not required" or "not known".
func (o Outcome) String() string { return outcomes.String(o) }

// MarshalText returns the same text as String. The zero Outcome is an error.
func (o Outcome) MarshalText() ([]byte, error) { return outcomes.Marshal(o) }

// UnmarshalText reads the text that String returns.
func (o *Outcome) UnmarshalText(text []byte) error { return outcomes.Unmarshal(o, text) }

// Finding is the result of one check by one edition.
type Finding struct {
	Subject   Subject
	Criterion sbti.Criterion // as the edition numbers it
	Edition   string
	Outcome   Outcome
	Reason    string // the figures compared, or why there is no verdict
}

// findings collects what one edition decides.
type findings struct {
	edition string
	list    []Finding
}

func (f *findings) add(s Subject, c sbti.Criterion, o Outcome, format string, args ...any) {
	f.list = append(f.list, Finding{Subject: s, Criterion: c, Edition: f.edition, Outcome: o, Reason: fmt.Sprintf(format, args...)})
}

func (f *findings) decide(s Subject, c sbti.Criterion, met bool, format string, args ...any) {
	f.add(s, c, outcomeOf(met), format, args...)
}

// verdict adds a verdict of package sbti, or why there is none. Of a figure that is missing, that is the figure.
func (f *findings) verdict(s Subject, c sbti.Criterion, v sbti.Verdict, err error) {
	if err == nil {
		f.decide(s, v.Criterion, v.Met, "%s", v.Detail)
		return
	}
	f.refused(s, c, err)
}

// refused adds an error as the outcome that it stands for.
func (f *findings) refused(s Subject, c sbti.Criterion, err error) {
	o := NotKnown
	reason := err.Error()
	var rule *sbti.RuleError
	if errors.As(err, &rule) {
		o, reason = ruleOutcome(rule), rule.Rule
		if rule.Reason != "" {
			reason += ": " + rule.Reason
		}
	}
	f.add(s, c, o, "%s", reason)
}

func ruleOutcome(err error) Outcome {
	switch {
	case errors.Is(err, sbti.ErrNotPublic):
		return NotPublic
	case errors.Is(err, sbti.ErrNotStated):
		return NotStated
	}
	return NoRule
}

func outcomeOf(met bool) Outcome {
	if met {
		return Met
	}
	return NotMet
}

// Comparison is the findings of several editions, in order of subject and then of edition.
type Comparison []Finding

// Unmet returns the criteria of an edition that are not met, in order. An unknown edition has none.
func (c Comparison) Unmet(edition string) []sbti.Criterion {
	var list []sbti.Criterion
	for _, f := range c {
		if f.Edition == edition && f.Outcome == NotMet {
			list = append(list, f.Criterion)
		}
	}
	return list
}

// String returns the table: subject, criterion, edition, outcome and reason.
func (c Comparison) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "subject\tcriterion\tedition\toutcome\treason")
	for _, f := range c {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", f.Subject, input.Shorten(string(f.Criterion)), input.Shorten(f.Edition), f.Outcome, strings.Join(strings.Fields(f.Reason), " "))
	}
	_ = w.Flush() // a Builder takes everything
	return b.String()
}
