package sbti

import (
	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/vocabulary"
	"github.com/ghgkit/ghg/targets"
	"github.com/shopspring/decimal"
)

// Sector is a group of emissions with a long-term criterion of its own. The zero Sector is invalid.
type Sector uint8

// The sectors of long-term targets.
const (
	CrossSector Sector = iota + 1 // whatever has no pathway of its own
	FLAG                          // forest, land and agriculture
	PowerGeneration
	Maritime
	OtherPathway // any other sector with a pathway, such as cement, steel or buildings
)

var sectors = vocabulary.New[Sector]("sector", "cross-sector", "FLAG", "power generation", "maritime transport", "other pathway")

// String returns "cross-sector", "FLAG", "power generation", "maritime transport" or "other pathway".
func (s Sector) String() string { return sectors.String(s) }

// MarshalText returns the same text as String. The zero Sector is an error.
func (s Sector) MarshalText() ([]byte, error) { return sectors.Marshal(s) }

// UnmarshalText reads the text that String returns.
func (s *Sector) UnmarshalText(text []byte) error { return sectors.Unmarshal(s, text) }

// LongTermRule is the long-term criterion for a sector.
type LongTermRule struct {
	Sector    Sector
	Reduction targets.Optional[decimal.Decimal] // minimum reduction of absolute emissions; undefined if the pathway decides
	Year      int                               // latest year
}

// LongTermRule returns the long-term criterion for a sector: −90 % by 2050 across sectors, −72 % by 2050 for FLAG, and for a
// sector with a pathway the intensity of that pathway in its last year, which is 2040 for power generation and maritime
// transport and 2050 for others. A version without long-term criteria returns [ErrNoRule]. Source: SBTi Corporate Net-Zero
// Standard 1.x, table of sector pathways.
func (r Rules) LongTermRule(s Sector) (LongTermRule, error) {
	if err := sectors.Check(s); err != nil {
		return LongTermRule{}, err
	}
	if s == CrossSector {
		_, err := r.need(string(CriterionLongTerm), r.LongTermReduction)
		return LongTermRule{Sector: s, Reduction: r.LongTermReduction, Year: r.LongTermYear}, err
	}
	for _, rule := range r.LongTermSectors {
		if rule.Sector == s {
			return rule, nil
		}
	}
	return LongTermRule{}, &RuleError{Rules: r.Name, Rule: string(CriterionLongTerm) + " of " + s.String(), Err: ErrNoRule}
}

// CheckLongTermOf checks that the emissions of a sector fall by at least the minimum of the sector, by its latest year. For a
// sector whose pathway decides it is [ErrNotStated]: no share is stated, and [Rules.CheckLongTermIntensity] is the check.
func (r Rules) CheckLongTermOf(s Sector, target targets.Milestone) (Verdict, error) {
	rule, err := r.LongTermRule(s)
	if err != nil {
		return Verdict{}, err
	}
	minimum, ok := rule.Reduction.Get()
	if !ok {
		return Verdict{}, &RuleError{Rules: r.Name, Rule: string(CriterionLongTerm) + " of " + s.String(), Reason: rule.Reduction.Reason(), Err: ErrNotStated}
	}
	if err := checkNumber("minimum reduction of "+s.String(), minimum); err != nil {
		return Verdict{}, err
	}
	if err := checkLongTerm(target); err != nil {
		return Verdict{}, err
	}
	met := target.Year <= rule.Year && target.Reduction.GreaterThanOrEqual(minimum)
	return r.verdict(CriterionLongTerm, met, "%s: %s %% by %d; the minimum is %s %% by %d", s, dec.Text(target.Reduction.Shift(2)), target.Year, dec.Text(minimum.Shift(2)), rule.Year), nil
}

// LongTermIntensity is a long-term target for a sector with a pathway. Intensities are in kilograms of CO2e per unit of output,
// with the same unit for the company and its sector.
type LongTermIntensity struct {
	Sector    Sector
	Year      int             // of the target
	Intensity decimal.Decimal // of the company in that year; zero or more
	Pathway   targets.Pathway // of the sector, SI of [SDA]
}

// CheckLongTermIntensity checks that the intensity of a company falls to that of its sector's pathway in the sector's latest
// year, and by that year: where [SDA] converges. A company that is there already meets it too.
//
// The caller provides the pathway, which must include the latest year of the sector. A sector without a pathway is
// [ErrNoRule]. Source: SBTi Corporate Net-Zero Standard 1.x, long-term targets by the sectoral decarbonization approach.
func (r Rules) CheckLongTermIntensity(t LongTermIntensity) (Verdict, error) {
	rule, err := r.LongTermRule(t.Sector)
	if err != nil {
		return Verdict{}, err
	}
	if rule.Reduction.Defined() {
		return Verdict{}, &RuleError{Rules: r.Name, Rule: "long-term intensity of " + t.Sector.String(), Reason: "the criterion is a reduction of absolute emissions", Err: ErrNoRule}
	}
	if err := checkLongTerm(targets.Milestone{Year: t.Year}); err != nil {
		return Verdict{}, err
	}
	if err := checkNumber("intensity", t.Intensity); err != nil {
		return Verdict{}, err
	}
	if t.Intensity.IsNegative() {
		return Verdict{}, &ghg.FieldError{Field: "intensity", Value: dec.Text(t.Intensity), Want: "zero or more, in kg CO2e per unit", Err: ghg.ErrNegative}
	}
	limit, err := t.Pathway.At(rule.Year)
	if err != nil {
		return Verdict{}, err
	}
	met := t.Year <= rule.Year && t.Intensity.LessThanOrEqual(limit)
	return r.verdict(CriterionLongTerm, met, "%s: %s kg per unit by %d; the pathway has %s by %d", t.Sector, dec.Text(t.Intensity), t.Year, dec.Text(limit), rule.Year), nil
}

// checkLongTerm returns an error unless a long-term target has a year and a share as its reduction.
func checkLongTerm(target targets.Milestone) error {
	const first = 1900 // as in package targets
	return target.Check(first)
}

// sectorRules returns the exceptions of the Net-Zero Standard 1.x to −90 % by 2050.
func sectorRules() []LongTermRule {
	pathway := targets.Undefined[decimal.Decimal]("the pathway of the sector decides; check an intensity")
	return []LongTermRule{
		{FLAG, share("0.72"), 2050},
		{PowerGeneration, pathway, 2040},
		{Maritime, pathway, 2040},
		{OtherPathway, pathway, 2050},
	}
}
