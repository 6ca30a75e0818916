package sbti

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// FLAGSector is a sector that the FLAG Guidance designates: a company in it needs a FLAG target, whatever its share of FLAG
// emissions. The zero FLAGSector is invalid. Source: SBTi FLAG Guidance, criterion FLAG-C1; SBTi, FLAG project FAQs.
type FLAGSector uint8

// The designated sectors.
const (
	ForestAndPaper            FLAGSector = iota + 1 // forestry, timber, pulp, paper and rubber
	AgriculturalProduction                          // food production: crops
	AnimalSourceFood                                // food production: animals
	FoodAndBeverageProcessing                       // food and beverage processing
	FoodAndStaplesRetailing                         // food and staples retailing
	Tobacco                                         // tobacco
)

var flagSectors = vocabulary.New[FLAGSector]("FLAG sector", "forest and paper products", "agricultural production",
	"animal source food", "food and beverage processing", "food and staples retailing", "tobacco")

// String returns the name of the sector, such as "forest and paper products" or "tobacco".
func (s FLAGSector) String() string { return flagSectors.String(s) }

// MarshalText returns the same text as String. The zero FLAGSector is an error.
func (s FLAGSector) MarshalText() ([]byte, error) { return flagSectors.Marshal(s) }

// UnmarshalText reads the text that String returns.
func (s *FLAGSector) UnmarshalText(text []byte) error { return flagSectors.Unmarshal(s, text) }

// FLAGRules are the criteria of one version of the SBTi Forest, Land and Agriculture (FLAG) Guidance. FLAG emissions are those
// of land use change and land management. A rule that is undefined or zero is one that the version does not have.
type FLAGRules struct {
	Name     string // of the version
	Document string

	From  ghg.Date // first day of submissions that the version applies to
	Until ghg.Date // first day of submissions that it no longer applies to; zero for the current version

	Threshold         targets.Optional[decimal.Decimal] // share of FLAG in scopes 1, 2 and 3 that requires a target
	Coverage12        targets.Optional[decimal.Decimal] // minimum share of FLAG emissions in scopes 1 and 2
	Coverage3         targets.Optional[decimal.Decimal] // minimum share of FLAG emissions in scope 3
	Rate              targets.Optional[decimal.Decimal] // minimum yearly reduction, linear, share of the base year
	RateFrom          int                               // last base year for which the count of the years is stated
	LongTermReduction targets.Optional[decimal.Decimal] // minimum long-term reduction
	LongTermYear      int                               // latest year for it

	NoDeforestationBy    ghg.Date // latest date by which there must be no deforestation
	NoDeforestationYears int      // and at most so many years after the submission; 0 for no such limit
	CutOff               ghg.Date // cut-off date that every commitment may use
	LaterCutOff          string   // why a later cut-off date has no verdict; "" if it does not meet the criterion
}

// FLAGGuidance1_1 returns the FLAG Guidance 1.1: a target is required of designated sectors and from 20 % of scopes 1, 2 and 3
// (FLAG-C1), covers 95 % of FLAG scopes 1 and 2 and 67 % of FLAG scope 3, cuts 3.03 % a year by the sector pathway and 72 % in
// the long term, with no deforestation from 31 December 2025 (FLAG-C4) and a cut-off date in 2020 or before.
//
// Source: SBTi FLAG Science-based Target-setting Guidance 1.1, December 2023. Unconfirmed: the day of publication, 15
// December, is read in a consultant's summary, and one such summary calls the cut-off date a recommendation.
func FLAGGuidance1_1() FLAGRules {
	return FLAGRules{
		Name: "SBTi FLAG Guidance 1.1", Document: "SBTi Forest, Land and Agriculture Science-based Target-setting Guidance, version 1.1, December 2023",
		From: ghg.Date{Year: 2023, Month: 12, Day: 15}, Until: ghg.Date{Year: 2026, Month: 4, Day: 1},
		Threshold: share("0.2"), Coverage12: share("0.95"), Coverage3: share("0.67"),
		Rate: share("0.0303"), RateFrom: 2020, LongTermReduction: share("0.72"), LongTermYear: 2050,
		NoDeforestationBy: ghg.Date{Year: 2025, Month: 12, Day: 31}, CutOff: ghg.Date{Year: 2020, Month: 12, Day: 31},
	}
}

// FLAGGuidance1_2 returns the FLAG Guidance 1.2 of March 2026. It moves the date of no deforestation to two years after the
// submission, and to 31 December 2030 at the latest. The other rules are those of version 1.1.
//
// Unconfirmed: the change is read in summaries of the update by consultants, not in the Guidance. They allow a cut-off date
// after 2020 on conditions that they do not state clearly, so such a date has no verdict ([ErrNotStated]). The day of
// publication is not known: in March 2026 both versions are accepted.
func FLAGGuidance1_2() FLAGRules {
	r := FLAGGuidance1_1()
	r.Name, r.Document = "SBTi FLAG Guidance 1.2", "SBTi Forest, Land and Agriculture Science-based Target-setting Guidance, version 1.2, March 2026 (by summaries)"
	r.From, r.Until = ghg.Date{Year: 2026, Month: 3, Day: 1}, ghg.Date{}
	r.NoDeforestationBy, r.NoDeforestationYears = ghg.Date{Year: 2030, Month: 12, Day: 31}, 2
	r.LaterCutOff = "a cut-off date after 2020 is allowed on conditions that were read only in summaries"
	return r
}

// CheckInForce returns an error, [ErrNotInForce], unless the version applies to submissions on a date.
func (r FLAGRules) CheckInForce(submitted ghg.Date) error {
	return Rules{Name: r.Name, From: r.From, Until: r.Until}.CheckInForce(submitted)
}

// Required reports whether a FLAG target is required: the company is in a designated sector, or FLAG emissions reach 20 % of
// scopes 1, 2 and 3. Exactly the threshold requires a target. Sectors are the designated sectors of the company; none means
// that it is in none of them. Both amounts are of the base year, and the inventory includes the FLAG emissions and is above
// zero. Source: FLAG-C1.
func (r FLAGRules) Required(sectors []FLAGSector, flag, inventory ghg.CO2e) (bool, error) {
	limit, err := r.need(string(CriterionFLAGRequired), r.Threshold)
	if err != nil {
		return false, err
	}
	for _, s := range sectors {
		if err := flagSectors.Check(s); err != nil {
			return false, err
		}
	}
	if err := checkPart("FLAG emissions", flag, inventory); err != nil {
		return false, err
	}
	return len(sectors) > 0 || flag.Kg().Cmp(inventory.Kg().Mul(limit)) >= 0, nil
}

// CheckRequired checks that there is a FLAG target if one is required, [FLAGRules.Required]. Source: FLAG-C1.
func (r FLAGRules) CheckRequired(sectors []FLAGSector, flag, inventory ghg.CO2e, hasTarget bool) (Verdict, error) {
	required, err := r.Required(sectors, flag, inventory)
	if err != nil {
		return Verdict{}, err
	}
	limit, _ := r.Threshold.Get() // Required: it is defined
	names := make([]string, len(sectors))
	for i, s := range sectors {
		names[i] = s.String()
	}
	in := "no designated sector"
	if len(names) > 0 {
		in = "designated: " + input.Shorten(strings.Join(names, ", "))
	}
	return r.verdict(CriterionFLAGRequired, hasTarget || !required, "FLAG emissions are %s of scopes 1, 2 and 3; a target is required from %s %%; %s",
		percent(flag, inventory), dec.Text(limit.Shift(2)), in), nil
}

// CheckCoverage checks that FLAG targets cover the minimum share of FLAG emissions in the base year: 95 % of those in scopes 1
// and 2 together, or 67 % of those in scope 3. Exactly the minimum meets the criterion. Give ghg.Scope3 for scope 3, and any
// other scope for scopes 1 and 2.
func (r FLAGRules) CheckCoverage(scope ghg.Scope, covered, flag ghg.CO2e) (Verdict, error) {
	scopes, rule := scopes12, r.Coverage12
	if scope == ghg.Scope3 {
		scopes, rule = scope3Only, r.Coverage3
	}
	minimum, err := r.need(string(CriterionFLAGCoverage)+" of "+scopes, rule)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkPart("coverage of FLAG emissions in "+scopes, covered, flag); err != nil {
		return Verdict{}, err
	}
	met := covered.Kg().Cmp(flag.Kg().Mul(minimum)) >= 0
	return r.verdict(CriterionFLAGCoverage, met, "%s of FLAG emissions in %s is covered; the minimum is %s %%", percent(covered, flag), scopes, dec.Text(minimum.Shift(2))), nil
}

// CheckBaseYears checks that every FLAG target has the base year of every other target.
func (r FLAGRules) CheckBaseYears(flag []FLAGTarget, others []Target) (Verdict, error) {
	if len(flag) == 0 {
		return Verdict{}, noTargets()
	}
	var years []int
	for _, t := range flag {
		years = append(years, t.Base.Year)
	}
	for _, t := range others {
		years = append(years, t.Base.Year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	names := make([]string, len(years))
	for i, y := range years {
		names[i] = strconv.Itoa(y)
	}
	return r.verdict(CriterionFLAGBaseYear, len(years) == 1, "base years of FLAG and other targets: %s", input.Shorten(strings.Join(names, ", "))), nil
}

// CheckApart checks that FLAG emissions and others are in targets of their own: FLAG targets together have no more base-year
// emissions than the FLAG emissions of the inventory, and other targets no more than the rest of it.
func (r FLAGRules) CheckApart(near []FLAGTarget, others []Target, flag, inventory ghg.CO2e) (Verdict, error) {
	if err := checkPart("FLAG emissions", flag, inventory); err != nil {
		return Verdict{}, err
	}
	var ofFLAG, ofOthers ghg.CO2e
	for _, t := range near {
		if err := t.Base.Check(); err != nil {
			return Verdict{}, err
		}
		ofFLAG = ofFLAG.Add(t.Base.Emissions)
	}
	for _, t := range others {
		if err := t.Base.Check(); err != nil {
			return Verdict{}, err
		}
		ofOthers = ofOthers.Add(t.Base.Emissions)
	}
	rest := inventory.Sub(flag)
	met := ofFLAG.Cmp(flag) <= 0 && ofOthers.Cmp(rest) <= 0
	return r.verdict(CriterionFLAGApart, met, "FLAG targets cover %s of %s FLAG, other targets %s of %s", ofFLAG, flag, ofOthers, rest), nil
}

// MinimumReduction returns the minimum reduction of a near-term FLAG target by the sector pathway, as a share of the base year:
//
//	3.03 % × (TY − BY), at most 1
//
// From 2020 to 2030 that is 30.3 %. For a base year after 2020 it is [ErrNotStated]: whether the years are then counted from
// the base year or from 2020 was not found. The pathways of commodities are not public in full, and not part of this.
func (r FLAGRules) MinimumReduction(baseYear, targetYear int) (decimal.Decimal, error) {
	rate, err := r.need(string(CriterionFLAGAmbition), r.Rate)
	if err != nil {
		return decimal.Decimal{}, err
	}
	if err := (targets.Milestone{Year: targetYear}).Check(baseYear); err != nil {
		return decimal.Decimal{}, err
	}
	if r.RateFrom != 0 && baseYear > r.RateFrom {
		return decimal.Decimal{}, &RuleError{Rules: r.Name, Rule: string(CriterionFLAGAmbition), Reason: "from which year a base year after " + strconv.Itoa(r.RateFrom) + " is counted", Err: ErrNotStated}
	}
	return decimal.Min(decimal.NewFromInt(1), rate.Mul(whole(targetYear-baseYear))), nil
}

// FLAGTarget is a near-term target for FLAG emissions only.
type FLAGTarget struct {
	Name      string
	Commodity string // whose pathway the target follows, such as "beef"; empty for the sector pathway
	Base      targets.Base
	Milestone targets.Milestone
}

// CheckAmbition checks that a FLAG target reduces at least [FLAGRules.MinimumReduction]. A target by the pathway of a commodity
// is [ErrNotPublic]: those pathways are only in the SBTi's tool.
func (r FLAGRules) CheckAmbition(t FLAGTarget) (Verdict, error) {
	if t.Commodity != "" {
		return Verdict{}, &RuleError{Rules: r.Name, Rule: string(CriterionFLAGAmbition), Reason: "the pathway of " + input.Quote(t.Commodity) + " is only in the SBTi's tool", Err: ErrNotPublic}
	}
	if err := t.Base.Check(); err != nil {
		return Verdict{}, err
	}
	minimum, err := r.MinimumReduction(t.Base.Year, t.Milestone.Year)
	if err != nil {
		return Verdict{}, err
	}
	if err := t.Milestone.Check(t.Base.Year); err != nil {
		return Verdict{}, err
	}
	v := r.verdict(CriterionFLAGAmbition, t.Milestone.Reduction.GreaterThanOrEqual(minimum), "%s %% from %d to %d; the minimum is %s %%",
		dec.Text(t.Milestone.Reduction.Shift(2)), t.Base.Year, t.Milestone.Year, dec.Text(minimum.Shift(2)))
	return v.of(Target{Name: t.Name}), nil
}

// CheckLongTerm checks that FLAG emissions fall by at least 72 %, by 2050 at the latest. Source: SBTi FLAG Guidance; SBTi
// Corporate Net-Zero Standard 1.x.
func (r FLAGRules) CheckLongTerm(target targets.Milestone) (Verdict, error) {
	minimum, err := r.need(string(CriterionFLAGLongTerm), r.LongTermReduction)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkLongTerm(target); err != nil {
		return Verdict{}, err
	}
	met := target.Year <= r.LongTermYear && target.Reduction.GreaterThanOrEqual(minimum)
	return r.verdict(CriterionFLAGLongTerm, met, "%s %% by %d; the minimum is %s %% by %d", dec.Text(target.Reduction.Shift(2)), target.Year, dec.Text(minimum.Shift(2)), r.LongTermYear), nil
}

func (r FLAGRules) verdict(c Criterion, met bool, format string, args ...any) Verdict {
	return Rules{Name: r.Name}.verdict(c, met, format, args...)
}

func (r FLAGRules) need(rule string, value targets.Optional[decimal.Decimal]) (decimal.Decimal, error) {
	return Rules{Name: r.Name}.need(rule, value)
}
