package sbti

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
)

// NoDeforestation is a company's commitment to end deforestation linked to its commodities.
type NoDeforestation struct {
	By     ghg.Date // from when there is none
	CutOff ghg.Date // after which land that was cleared counts as deforested
}

// CheckNoDeforestation checks the dates of a commitment: that it takes effect by the latest date of the version, and that its
// cut-off date is in 2020 or before. Source: FLAG-C4.
func (r FLAGRules) CheckNoDeforestation(submitted ghg.Date, n NoDeforestation) (Verdict, error) {
	if r.NoDeforestationBy.IsZero() {
		return Verdict{}, Rules{Name: r.Name}.noRule(CriterionNoDeforestation)
	}
	for _, d := range []struct {
		field string
		date  ghg.Date
	}{{"date of submission", submitted}, {"date of no deforestation", n.By}, {"cut-off date", n.CutOff}} {
		if !d.date.Valid() {
			return Verdict{}, &ghg.FieldError{Field: d.field, Value: d.date.String(), Want: "a calendar day", Err: ghg.ErrOutOfRange}
		}
	}
	latest := r.NoDeforestationBy
	if r.NoDeforestationYears != 0 {
		if d := submitted.AddYears(r.NoDeforestationYears); d.Before(latest) {
			latest = d
		}
	}
	inTime, early := !latest.Before(n.By), !r.CutOff.Before(n.CutOff)
	if inTime && !early && r.LaterCutOff != "" {
		return Verdict{}, &RuleError{Rules: r.Name, Rule: string(CriterionNoDeforestation), Reason: r.LaterCutOff, Err: ErrNotStated}
	}
	return r.verdict(CriterionNoDeforestation, inTime && early, "no deforestation from %s, cut-off date %s; the latest are %s and %s", n.By, n.CutOff, latest, r.CutOff), nil
}

// RemovalSource is where removals come from. The zero RemovalSource is invalid.
type RemovalSource uint8

// The sources of removals.
const (
	LandRemoval          RemovalSource = iota + 1 // FLAG: on land in the company's operations or value chain
	TechnologicalRemoval                          // by technology, such as direct air capture
	CreditedRemoval                               // bought as credits
)

var removalSources = vocabulary.New[RemovalSource]("source of removals", "land", "technology", "credits")

// String returns "land", "technology" or "credits".
func (s RemovalSource) String() string { return removalSources.String(s) }

// MarshalText returns the same text as String. The zero RemovalSource is an error.
func (s RemovalSource) MarshalText() ([]byte, error) { return removalSources.Marshal(s) }

// UnmarshalText reads the text that String returns.
func (s *RemovalSource) UnmarshalText(text []byte) error { return removalSources.Unmarshal(s, text) }

// RemovalClaim is removals of a year that a company counts towards a target. They are a ledger of their own: no check subtracts
// them from emissions.
type RemovalClaim struct {
	Name   string
	Source RemovalSource
	FLAG   bool     // counted towards a FLAG target, otherwise towards another
	Amount ghg.CO2e // zero or more
}

func (c RemovalClaim) check() error {
	if err := removalSources.Check(c.Source); err != nil {
		return err
	}
	if c.Amount.IsNegative() {
		return &ghg.FieldError{Field: "removals " + input.Quote(c.Name), Value: c.Amount.String(), Want: "zero or more", Err: ghg.ErrNegative}
	}
	return nil
}

// CheckRemovals checks that only removals on land are counted, and only towards a FLAG target. The detail names the first claim
// that is not. Source: SBTi FLAG Guidance; SBTi Near-term Criteria 5.2, C11, for credits.
func (r FLAGRules) CheckRemovals(claims []RemovalClaim) (Verdict, error) {
	counted, refused := ghg.CO2e{}, ""
	for _, c := range claims {
		if err := c.check(); err != nil {
			return Verdict{}, err
		}
		if c.Source == LandRemoval && c.FLAG {
			counted = counted.Add(c.Amount)
			continue
		}
		if refused == "" {
			kind := "FLAG"
			if !c.FLAG {
				kind = "non-FLAG"
			}
			refused = "; " + input.Quote(c.Name) + " from " + c.Source.String() + " may not count towards a " + kind + " target"
		}
	}
	return r.verdict(CriterionFLAGRemovals, refused == "", "%s of removals count towards FLAG targets%s", counted, refused), nil
}

// FLAGProposal is a submission with FLAG emissions. All amounts are of the base year.
type FLAGProposal struct {
	Submitted ghg.Date
	Sectors   []FLAGSector // designated sectors that the company is in; none for any other company

	Scope12, Scope3     ghg.CO2e // full inventory, with FLAG emissions
	FLAG12, FLAG3       ghg.CO2e // FLAG emissions in it
	Covered12, Covered3 ghg.CO2e // FLAG emissions that the FLAG targets cover
	Targets             []FLAGTarget
	Others              []Target // for what is not FLAG
	LongTerm            targets.Optional[targets.Milestone]
	NoDeforestation     targets.Optional[NoDeforestation]
	Removals            []RemovalClaim
}

// Check checks a proposal and returns one verdict for each criterion that applies. Without a FLAG target only the requirement
// of one, and the removals, are checked. The target year is 5 to 10 years from the submission, counted as in [TargetYears]. A
// missing commitment against deforestation does not meet its criterion. The other targets are checked by [Rules.Check].
//
// It returns no verdicts if the version was not in force on the day of submission, if the proposal is incomplete, or if a rule
// that applies is not stated or not public. The error reports all such problems. [FLAGRules.Assess] returns the verdicts that
// there are.
func (r FLAGRules) Check(p FLAGProposal) ([]Verdict, error) {
	if err := r.CheckInForce(p.Submitted); err != nil {
		return nil, err
	}
	c := r.assess(p)
	return c.verdicts()
}

// Assess checks a proposal as [FLAGRules.Check] does and returns, for each criterion that applies, its verdict or why it was not
// assessed. Only a date of submission on which the version does not apply is an error.
func (r FLAGRules) Assess(p FLAGProposal) ([]Assessment, error) {
	if err := r.CheckInForce(p.Submitted); err != nil {
		return nil, err
	}
	return r.assess(p).list, nil
}

func (r FLAGRules) assess(p FLAGProposal) checklist {
	var c checklist
	flag, inventory := p.FLAG12.Add(p.FLAG3), p.Scope12.Add(p.Scope3)
	c.of(CriterionFLAGRequired, "").add(r.CheckRequired(p.Sectors, flag, inventory, len(p.Targets) > 0))
	for _, part := range []struct {
		what       string
		flag, full ghg.CO2e
	}{{scopes12, p.FLAG12, p.Scope12}, {scope3Only, p.FLAG3, p.Scope3}} {
		if !part.flag.IsZero() {
			if err := checkPart("FLAG emissions of "+part.what, part.flag, part.full); err != nil {
				c.fail(CriterionFLAGCoverage, "", err)
			}
		}
	}
	if len(p.Targets) > 0 {
		r.checkTargets(&c, p, flag, inventory)
	}
	if len(p.Removals) > 0 {
		c.of(CriterionFLAGRemovals, "").add(r.CheckRemovals(p.Removals))
	}
	return c
}

func (r FLAGRules) checkTargets(c *checklist, p FLAGProposal, flag, inventory ghg.CO2e) {
	if !p.FLAG12.IsZero() {
		c.of(CriterionFLAGCoverage, "").add(r.CheckCoverage(ghg.Scope1, p.Covered12, p.FLAG12))
	}
	if !p.FLAG3.IsZero() {
		c.of(CriterionFLAGCoverage, "").add(r.CheckCoverage(ghg.Scope3, p.Covered3, p.FLAG3))
	}
	c.of(CriterionFLAGApart, "").add(r.CheckApart(p.Targets, p.Others, flag, inventory))
	c.of(CriterionFLAGBaseYear, "").add(r.CheckBaseYears(p.Targets, p.Others))
	for _, t := range p.Others {
		if err := t.Milestone.Check(t.Base.Year); err != nil {
			c.fail(CriterionFLAGApart, t.Name, err)
		}
	}
	for _, t := range p.Targets {
		year, err := Rules{Name: r.Name, Windowed: true}.CheckTargetYear(p.Submitted, t.Milestone.Year)
		c.of(CriterionTargetYear, t.Name).add(year.of(Target{Name: t.Name}), err)
		c.of(CriterionFLAGAmbition, t.Name).add(r.CheckAmbition(t))
	}
	if m, ok := p.LongTerm.Get(); ok {
		c.of(CriterionFLAGLongTerm, "").add(r.CheckLongTerm(m))
	}
	if n, ok := p.NoDeforestation.Get(); ok {
		c.of(CriterionNoDeforestation, "").add(r.CheckNoDeforestation(p.Submitted, n))
		return
	}
	c.of(CriterionNoDeforestation, "").add(r.verdict(CriterionNoDeforestation, false, "there is no commitment; it is due by %s", r.NoDeforestationBy), nil)
}
