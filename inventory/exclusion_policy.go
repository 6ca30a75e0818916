package inventory

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
)

// Verdict is what a check of a limit finds. The zero Verdict is invalid.
type Verdict uint8

// The verdicts.
const (
	Met     Verdict = iota + 1
	NotMet          //
	Unknown         // an amount is not known, so that the limit may be met or not
	NoLimit         // the policy has none: exclusions are disclosed and justified
)

var verdicts = vocabulary.New[Verdict]("verdict", "met", "not met", "unknown", "no limit")

// String returns the verdict in words.
func (v Verdict) String() string { return verdicts.String(v) }

// MarshalText returns what String returns. The zero Verdict is an error.
func (v Verdict) MarshalText() ([]byte, error) { return verdicts.Marshal(v) }

// UnmarshalText reads what String returns.
func (v *Verdict) UnmarshalText(text []byte) error { return verdicts.Unmarshal(v, text) }

// ExclusionPolicy is how much of an inventory a standard allows to exclude.
type ExclusionPolicy struct {
	Name   string
	Source string
	Groups []ExclusionLimit // each group of scopes is checked apart
	Draft  bool             // not final
}

// ExclusionLimit is the most that may be excluded of a group of scopes.
type ExclusionLimit struct {
	Group ScopeGroup
	Most  *decimal.Decimal // a share from 0 to 1: 0.05 for 5 %; nil for none
}

// SBTiExclusions returns the limits of the Science Based Targets initiative: at most 5 % of scopes 1 and 2 together, and at
// most 5 % of scope 3, each apart.
//
// Source: SBTi Corporate Near-term Criteria, version 5.2, C5 and C6 (as known, not read for this function).
func SBTiExclusions() ExclusionPolicy {
	return ExclusionPolicy{Name: "SBTi", Source: "SBTi Corporate Near-term Criteria: 95 % of scopes 1 and 2, and exclusions of scope 3 of 5 % at most", Groups: limits(Scopes1And2, OnlyScope3)}
}

// GHGProtocolExclusions returns the policy of the GHG Protocol: no limit; every exclusion is disclosed and justified.
//
// Source: Corporate Standard, chapter 9; Scope 3 Standard, chapters 6 and 11.
func GHGProtocolExclusions() ExclusionPolicy {
	return ExclusionPolicy{Name: "GHG Protocol", Source: "Corporate Standard, chapter 9; Scope 3 Standard, chapter 11", Groups: []ExclusionLimit{{Group: Scopes1And2}, {Group: OnlyScope3}}}
}

// CDPExclusions returns the policy of CDP's questionnaire: no limit; the share of each exclusion is asked for
// ([ExcludedPart].Share).
func CDPExclusions() ExclusionPolicy {
	return ExclusionPolicy{Name: "CDP", Source: "CDP corporate questionnaire: exclusions, with the share of each", Groups: []ExclusionLimit{{Group: Scopes1And2}, {Group: OnlyScope3}}}
}

// Scope3RevisionExclusions returns the limit that is proposed for the revised Scope 3 Standard: at least 95 % of required scope
// 3 emissions are in the inventory. It is not final. Which emissions are required is the organisation's statement: exclusions
// of others do not belong in its register.
//
// Source: GHG Protocol, Scope 3 Standard revision, progress update.
func Scope3RevisionExclusions() ExclusionPolicy {
	return ExclusionPolicy{Name: "Scope 3 revision (proposed)", Source: "GHG Protocol, Scope 3 Standard revision, progress update; not final", Draft: true, Groups: limits(OnlyScope3)}
}

// limits returns limits of 5 %.
func limits(groups ...ScopeGroup) []ExclusionLimit {
	list := make([]ExclusionLimit, len(groups))
	for i, g := range groups {
		most := decimal.New(5, -2) //nolint:mnd // 5 %
		list[i] = ExclusionLimit{g, &most}
	}
	return list
}

func (p ExclusionPolicy) check() error {
	if p.Name == "" || len(p.Groups) == 0 {
		return &ghg.FieldError{Field: "policy of exclusions", Value: p.Name, Want: "a name and a group of scopes", Err: ghg.ErrMissing}
	}
	for i, l := range p.Groups {
		if err := scopeGroups.Check(l.Group); err != nil {
			return err
		}
		if slices.ContainsFunc(p.Groups[:i], func(o ExclusionLimit) bool { return o.Group == l.Group }) {
			return &ghg.FieldError{Field: "group of scopes of the policy of exclusions", Value: l.Group.String(), Want: "each group once", Err: ghg.ErrMixed}
		}
		if l.Most == nil {
			continue
		}
		if dec.Check(*l.Most) != nil || l.Most.IsNegative() || l.Most.GreaterThan(one) {
			return &ghg.FieldError{Field: "limit of exclusions of " + l.Group.String(), Value: dec.Brief(*l.Most), Want: "a share from 0 to 1", Err: ghg.ErrOutOfRange}
		}
	}
	return nil
}

// ExclusionCheck is the exclusions of an inventory against a policy.
type ExclusionCheck struct {
	Policy     string
	Draft      bool           // the policy is not final
	Accounting ghg.Accounting // the method of scope 2
	Groups     []ExcludedShare
}

// ExcludedShare is what is excluded of a group of scopes.
//
//	Share = Σ estimates ÷ (inventory + Σ estimates)
type ExcludedShare struct {
	Group     ScopeGroup
	Inventory ghg.CO2e         // what the inventory has
	Excluded  ghg.CO2e         // the sum of the estimates that there are
	Share     *decimal.Decimal // to 34 digits; nil if an amount is not known, or if nothing is emitted
	Most      *decimal.Decimal // the limit; nil if there is none
	Verdict   Verdict
	Parts     []ExcludedPart // every exclusion of the group
	Missing   []Gap          // what keeps the share unknown beside exclusions without an estimate
}

// ExcludedPart is an exclusion with its share of the group: its estimate ÷ (inventory + Σ estimates).
type ExcludedPart struct {
	Exclusion Exclusion
	Share     *decimal.Decimal // to 34 digits; nil if the share of the group is
}

// CheckExclusions compares what the organisation excludes with the limits of a policy, by method a of scope 2. An exclusion
// without an estimate, or a scope or category that is missing, makes the verdict unknown: what is not known is never met.
func (inv *Inventory) CheckExclusions(a ghg.Accounting, policy ExclusionPolicy) (ExclusionCheck, error) {
	if err := policy.check(); err != nil {
		return ExclusionCheck{}, err
	}
	p, err := inv.Partial(a)
	if err != nil {
		return ExclusionCheck{}, err
	}
	check := ExclusionCheck{Policy: policy.Name, Draft: policy.Draft, Accounting: a}
	for _, l := range policy.Groups {
		check.Groups = append(check.Groups, p.excludedShare(l))
	}
	return check, nil
}

// Verdict returns the verdict of all groups: not met if one is not, otherwise unknown if one is.
func (c ExclusionCheck) Verdict() Verdict {
	for _, v := range []Verdict{NotMet, Unknown, Met} {
		if slices.ContainsFunc(c.Groups, func(s ExcludedShare) bool { return s.Verdict == v }) {
			return v
		}
	}
	return NoLimit
}

func (p Partial) excludedShare(l ExclusionLimit) ExcludedShare {
	s := ExcludedShare{Group: l.Group, Verdict: NoLimit}
	if l.Most != nil {
		most := *l.Most
		s.Most, s.Verdict = &most, Unknown
	}
	s.Inventory = p.sum(func(r *ghg.Result) bool { return l.Group.Includes(r.Scope) })
	for _, g := range p.Missing {
		if l.Group.Includes(g.Scope) {
			s.Missing = append(s.Missing, cloneGaps([]Gap{g})...)
		}
	}
	known := len(s.Missing) == 0
	for _, e := range p.Excluded {
		if !l.Group.Includes(e.Scope) {
			continue
		}
		s.Parts = append(s.Parts, ExcludedPart{Exclusion: e.clone()})
		if e.Estimate == nil {
			known = false
			continue
		}
		s.Excluded = s.Excluded.Add(*e.Estimate)
	}
	all := s.Inventory.Add(s.Excluded)
	share, err := s.Excluded.Ratio(all)
	if !known || err != nil || s.Inventory.IsNegative() {
		return s
	}
	s.Share = &share
	for i := range s.Parts {
		if part, err := s.Parts[i].Exclusion.Estimate.Ratio(all); err == nil {
			s.Parts[i].Share = &part
		}
	}
	// Σ estimates ≤ limit × all, without a division.
	if s.Most != nil {
		s.Verdict = NotMet
		if most, err := all.Scale(*s.Most); err == nil && s.Excluded.Cmp(most) <= 0 {
			s.Verdict = Met
		}
	}
	return s
}

// String returns a line for each group, and one for each exclusion. Shares are rounded half up to two places of a percentage.
func (c ExclusionCheck) String() string {
	var b strings.Builder
	b.WriteString("exclusions by " + c.Policy)
	if c.Draft {
		b.WriteString(", which is not final")
	}
	b.WriteString("\n")
	for _, s := range c.Groups {
		b.WriteString(s.String() + "\n")
		for _, part := range s.Parts {
			b.WriteString("  " + part.Exclusion.String())
			switch {
			case part.Share != nil:
				b.WriteString(": " + percent(*part.Share))
			case part.Exclusion.Estimate == nil:
				b.WriteString(": no estimate")
			}
			b.WriteString("\n")
		}
		for _, g := range s.Missing {
			b.WriteString("  missing: " + g.String() + "\n")
		}
	}
	return b.String()
}

// String returns the share, the limit and the verdict: "scope 3: 1.11 % excluded, at most 5 %: met".
func (s ExcludedShare) String() string {
	text := s.Group.String() + ": "
	if s.Share == nil {
		text += "an unknown share excluded"
	} else {
		text += percent(*s.Share) + " excluded"
	}
	if s.Most != nil {
		text += ", at most " + percent(*s.Most)
	}
	return text + ": " + s.Verdict.String()
}
