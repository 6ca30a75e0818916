package targets

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/shopspring/decimal"
)

// Criterion names a check of [Rules]. The letter and number are those of the Near-term Criteria 5.2.
type Criterion string

// The criteria that are checked.
const (
	CriterionBaseYear      Criterion = "base year"
	CriterionWindow        Criterion = "C13 target year"
	CriterionExclusions    Criterion = "C5 exclusions"
	CriterionScope3        Criterion = "C4 scope 3 target"
	CriterionCoverage      Criterion = "C6 coverage"
	CriterionScope2        Criterion = "C8 scope 2 method"
	CriterionAmbition      Criterion = "C20 ambition of each component"
	CriterionEngagement    Criterion = "C19 supplier engagement"
	CriterionElectricity   Criterion = "C21 renewable electricity"
	CriterionLongReduction Criterion = "long-term reduction"
)

// Finding is the answer of one check.
type Finding struct {
	Rules     string // the version's name
	Criterion Criterion
	Met       bool
	Detail    string // the figures it rests on
}

func (r Rules) finding(c Criterion, met bool, format string, args ...any) Finding {
	return Finding{Rules: r.Name, Criterion: c, Met: met, Detail: fmt.Sprintf(format, args...)}
}

func (r Rules) noRule(c Criterion) error {
	return &RuleError{Rules: r.Name, Rule: string(c), Err: ErrNoRule}
}

// CheckBaseYear checks that the base year is not before 2015.
func (r Rules) CheckBaseYear(year int) (Finding, error) {
	if r.FirstBaseYear == 0 {
		return Finding{}, r.noRule(CriterionBaseYear)
	}
	return r.finding(CriterionBaseYear, year >= r.FirstBaseYear, "base year %d, earliest %d", year, r.FirstBaseYear), nil
}

// TargetYears returns the first and last target year of a submission: 5 to 10 years, counted from the year before for
// the first half of a year.
//
//	submitted January to June of Y    Y + 4 to Y + 9
//	submitted July to December of Y   Y + 5 to Y + 10
//
// The first half of 2023 gives 2027 to 2032, the second half 2028 to 2033. Source: SBTi, Near-term Criteria 5.2, C13.
func TargetYears(submitted ghg.Date) (first, last int, err error) {
	if !submitted.Valid() {
		return 0, 0, &ghg.FieldError{Field: "date of submission", Value: submitted.String(), Want: "a day of the calendar", Err: ghg.ErrOutOfRange}
	}
	first = submitted.Year + 4
	if submitted.Month > time.June {
		first++
	}
	return first, first + 5, nil
}

// CheckWindow checks that the target year is within [TargetYears], or is the year that the version exempts.
func (r Rules) CheckWindow(submitted ghg.Date, targetYear int) (Finding, error) {
	if !r.Windowed {
		return Finding{}, r.noRule(CriterionWindow)
	}
	first, last, err := TargetYears(submitted)
	if err != nil {
		return Finding{}, err
	}
	if r.ExemptYear != 0 && targetYear == r.ExemptYear {
		return r.finding(CriterionWindow, true, "target year %d is exempt", targetYear), nil
	}
	return r.finding(CriterionWindow, targetYear >= first && targetYear <= last, "target year %d, submitted %s: %d to %d", targetYear, submitted, first, last), nil
}

// CheckEngagement checks that suppliers have their own targets within five years of the submission, the first year of
// [TargetYears] (that the half-year count applies to it too is derived, not read). Source: C19.
func (r Rules) CheckEngagement(submitted ghg.Date, year int) (Finding, error) {
	if !r.Windowed {
		return Finding{}, r.noRule(CriterionEngagement)
	}
	last, _, err := TargetYears(submitted)
	if err != nil {
		return Finding{}, err
	}
	return r.finding(CriterionEngagement, year <= last, "engagement by %d, submitted %s: by %d", year, submitted, last), nil
}

// checkPart returns an error unless the amount is from zero to the whole, which is above zero.
func checkPart(what string, amount, whole ghg.CO2e) error {
	if whole.Cmp(ghg.CO2e{}) <= 0 {
		return &ghg.FieldError{Field: what + ": inventory", Value: whole.String(), Want: "the full inventory, exclusions included, above zero", Err: ghg.ErrMissing}
	}
	if amount.IsNegative() || amount.Cmp(whole) > 0 {
		return &ghg.FieldError{Field: what, Value: amount.String(), Want: "an amount from zero to the inventory's " + whole.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// percent writes a share for a detail, to two places.
func percent(amount, whole ghg.CO2e) string {
	q, _ := amount.Ratio(whole) // checkPart: the whole is above zero
	return q.Shift(2).StringFixed(2) + " %"
}

// CheckExclusions checks that at most 5 % of an inventory is left out. Scope 1 and 2 together and scope 3 are checked apart; the
// inventory is the full one, exclusions included. Exactly 5 % is met. Source: C5.
func (r Rules) CheckExclusions(scopes string, excluded, inventory ghg.CO2e) (Finding, error) {
	limit, err := r.need(string(CriterionExclusions), r.Exclusions)
	if err != nil {
		return Finding{}, err
	}
	if err := checkPart("exclusions of "+scopes, excluded, inventory); err != nil {
		return Finding{}, err
	}
	met := excluded.Cmp(inventory.Scale(limit)) <= 0
	return r.finding(CriterionExclusions, met, "%s of %s excluded, at most %s %%", percent(excluded, inventory), scopes, limit.Shift(2)), nil
}

// Scope3Required reports whether a scope 3 target is required: scope 3 is 40 % or more of scopes 1, 2 and 3. Exactly 40 %
// requires it. Source: C4.
func (r Rules) Scope3Required(scope12, scope3 ghg.CO2e) (bool, error) {
	limit, err := r.need(string(CriterionScope3), r.Scope3Threshold)
	if err != nil {
		return false, err
	}
	total := scope12.Add(scope3)
	if err := checkPart("scope 3", scope3, total); err != nil {
		return false, err
	}
	return scope3.Cmp(total.Scale(limit)) >= 0, nil
}

// CheckScope3 checks that there is a scope 3 target if one is required.
func (r Rules) CheckScope3(scope12, scope3 ghg.CO2e, has bool) (Finding, error) {
	required, err := r.Scope3Required(scope12, scope3)
	if err != nil {
		return Finding{}, err
	}
	limit, _ := r.Scope3Threshold.Get() // Scope3Required: it is defined
	return r.finding(CriterionScope3, has || !required, "scope 3 is %s of the inventory, required from %s %%", percent(scope3, scope12.Add(scope3)), limit.Shift(2)), nil
}

// CheckCoverage checks that the targets of scope 1 and 2, or together those of scope 3, cover the least share by base-year
// emissions. For scope 3 the emissions of engaged suppliers count. Exactly the share is met: the comparison is exact, so
// no tolerance is needed. The scope is ghg.Scope3, or any other for scope 1 and 2 together.
func (r Rules) CheckCoverage(scope ghg.Scope, covered, inventory ghg.CO2e) (Finding, error) {
	what, rule := "scope 1 and 2", r.Coverage12
	if scope == ghg.Scope3 {
		what, rule = "scope 3", r.Coverage3
	}
	least, err := r.need(string(CriterionCoverage)+" of "+what, rule)
	if err != nil {
		return Finding{}, err
	}
	if err := checkPart("coverage of "+what, covered, inventory); err != nil {
		return Finding{}, err
	}
	met := covered.Cmp(inventory.Scale(least)) >= 0
	return r.finding(CriterionCoverage, met, "%s of %s covered, at least %s %%", percent(covered, inventory), what, least.Shift(2)), nil
}

// RequiredCategories returns the scope 3 categories that must be covered: those of 5 % or more of categories 1 to 14,
// in their order. Only version 2.0 has the rule (unconfirmed).
func (r Rules) RequiredCategories(emissions map[ghg.Category]ghg.CO2e) ([]ghg.Category, error) {
	limit, err := r.need("categories to cover", r.CategoryShare)
	if err != nil {
		return nil, err
	}
	var total ghg.CO2e
	for category, e := range emissions {
		if !category.Valid() || e.IsNegative() {
			return nil, &ghg.FieldError{Field: "emissions of " + category.String(), Value: e.String(), Want: "a category 1 to 15 and zero or more", Err: ghg.ErrOutOfRange}
		}
		if category != ghg.Investments {
			total = total.Add(e)
		}
	}
	if total.IsZero() {
		return nil, &ghg.FieldError{Field: "emissions of categories 1 to 14", Want: "an amount above zero", Err: ghg.ErrMissing}
	}
	var required []ghg.Category
	for category, e := range emissions {
		if category != ghg.Investments && e.Cmp(total.Scale(limit)) >= 0 {
			required = append(required, category)
		}
	}
	slices.Sort(required)
	return required, nil
}

// CheckScope2 checks that base year and every reported year have one accounting of scope 2, and the one the version asks for.
// Source: C8.
func (r Rules) CheckScope2(base ghg.Accounting, years ...ghg.Accounting) Finding {
	used := []string{orNone(base)}
	met := base != 0 && (r.Scope2 == 0 || base == r.Scope2)
	for _, a := range years {
		met = met && a == base
		if !slices.Contains(used, orNone(a)) {
			used = append(used, orNone(a))
		}
	}
	detail := "used: " + strings.Join(used, ", ")
	if r.Scope2 != 0 {
		detail += "; wanted: " + r.Scope2.String()
	}
	return r.finding(CriterionScope2, met, "%s", detail)
}

// CheckElectricity checks that a target for renewable electricity reaches 80 % by 2025 and 100 % by 2030 and holds it. The share of a
// target year is compared with the last of these years that is not after it; before 2025 none is. Source: C21.
func (r Rules) CheckElectricity(target SharePoint) (Finding, error) {
	if len(r.Electricity) == 0 {
		return Finding{}, r.noRule(CriterionElectricity)
	}
	if err := target.check("renewable electricity"); err != nil {
		return Finding{}, err
	}
	var least decimal.Decimal
	for _, p := range r.Electricity {
		if p.Year <= target.Year {
			least = p.Share
		}
	}
	met := target.Share.GreaterThanOrEqual(least)
	return r.finding(CriterionElectricity, met, "%s %% in %d, at least %s %%", target.Share.Shift(2), target.Year, least.Shift(2)), nil
}

// CheckLongTerm checks that emissions fall by 90 % or more by 2050 at the latest.
func (r Rules) CheckLongTerm(target Milestone) (Finding, error) {
	least, err := r.need(string(CriterionLongReduction), r.LongReduction)
	if err != nil {
		return Finding{}, err
	}
	met := target.Year <= r.LongYear && target.Reduction.GreaterThanOrEqual(least)
	return r.finding(CriterionLongReduction, met, "%s %% by %s, at least %s %% by %d", target.Reduction.Shift(2), strconv.Itoa(target.Year), least.Shift(2), r.LongYear), nil
}
