package sbti

import (
	"slices"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Names of the scopes in verdicts and errors.
const (
	scopes12   = "scopes 1 and 2"
	scope3Only = "scope 3"
)

// CheckExclusions checks that no more of an inventory is excluded than the version allows, 5 %. Exactly the limit meets the
// criterion. Check scopes 1 and 2 together, and scope 3 on its own; scopes names them in the verdict. The inventory includes
// the exclusions and must be above zero. Source: C5.
func (r Rules) CheckExclusions(scopes string, excluded, inventory ghg.CO2e) (Verdict, error) {
	limit, err := r.need(string(CriterionExclusions), r.Exclusions)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkPart("exclusions of "+scopes, excluded, inventory); err != nil {
		return Verdict{}, err
	}
	met := excluded.Kg().Cmp(inventory.Kg().Mul(limit)) <= 0
	return r.verdict(CriterionExclusions, met, "%s of %s is excluded; the maximum is %s %%", percent(excluded, inventory), scopes, dec.Text(limit.Shift(2))), nil
}

// Scope3Required reports whether a scope 3 target is required: scope 3 reaches the threshold of the version, 40 % of scopes
// 1, 2 and 3. Exactly the threshold requires a target. Source: C4.
func (r Rules) Scope3Required(scope12, scope3 ghg.CO2e) (bool, error) {
	limit, err := r.need(string(CriterionScope3), r.Scope3Threshold)
	if err != nil {
		return false, err
	}
	total := scope12.Add(scope3)
	if err := checkPart("scope 3", scope3, total); err != nil {
		return false, err
	}
	return scope3.Kg().Cmp(total.Kg().Mul(limit)) >= 0, nil
}

// CheckScope3 checks that there is a scope 3 target if one is required. Source: C4.
func (r Rules) CheckScope3(scope12, scope3 ghg.CO2e, hasTarget bool) (Verdict, error) {
	required, err := r.Scope3Required(scope12, scope3)
	if err != nil {
		return Verdict{}, err
	}
	limit, _ := r.Scope3Threshold.Get() // Scope3Required: it is defined
	return r.verdict(CriterionScope3, hasTarget || !required, "scope 3 is %s of the inventory; a target is required from %s %%", percent(scope3, scope12.Add(scope3)), dec.Text(limit.Shift(2))), nil
}

// CheckCoverage checks that the targets cover the minimum share of base-year emissions: those of scopes 1 and 2 together,
// or those of scope 3, including emissions of engaged suppliers. Exactly the minimum meets the criterion; the comparison is
// exact and needs no tolerance. Give ghg.Scope3 for scope 3, and any other scope for scopes 1 and 2. Source: C6.
func (r Rules) CheckCoverage(scope ghg.Scope, covered, inventory ghg.CO2e) (Verdict, error) {
	scopes, rule := scopes12, r.Coverage12
	if scope == ghg.Scope3 {
		scopes, rule = scope3Only, r.Coverage3
	}
	minimum, err := r.need(string(CriterionCoverage)+" of "+scopes, rule)
	if err != nil {
		return Verdict{}, err
	}
	if err := checkPart("coverage of "+scopes, covered, inventory); err != nil {
		return Verdict{}, err
	}
	met := covered.Kg().Cmp(inventory.Kg().Mul(minimum)) >= 0
	return r.verdict(CriterionCoverage, met, "%s of %s is covered; the minimum is %s %%", percent(covered, inventory), scopes, dec.Text(minimum.Shift(2))), nil
}

// RequiredCategories returns the scope 3 categories that targets must cover, in order: those with 5 % or more of categories
// 1 to 14. Only version 2.0 has this rule. Source: SBTi Corporate Net-Zero Standard 2.0, C14.
func (r Rules) RequiredCategories(emissions map[ghg.Category]ghg.CO2e) ([]ghg.Category, error) {
	limit, err := r.need("categories to cover", r.CategoryShare)
	if err != nil {
		return nil, err
	}
	var total ghg.CO2e
	for category, e := range emissions {
		if !category.Valid() || e.IsNegative() {
			return nil, &ghg.FieldError{Field: "emissions of " + category.String(), Value: e.String(), Want: "zero or more, in a category from 1 to 15", Err: ghg.ErrOutOfRange}
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
		if category != ghg.Investments && e.Kg().Cmp(total.Kg().Mul(limit)) >= 0 {
			required = append(required, category)
		}
	}
	slices.Sort(required)
	return required, nil
}

// checkPart returns an error unless the inventory is above zero and the amount is between zero and the inventory.
func checkPart(what string, amount, inventory ghg.CO2e) error {
	if inventory.Cmp(ghg.CO2e{}) <= 0 {
		return &ghg.FieldError{Field: "inventory for " + what, Value: inventory.String(), Want: "the full inventory including exclusions, above zero", Err: ghg.ErrMissing}
	}
	if amount.IsNegative() || amount.Cmp(inventory) > 0 {
		return &ghg.FieldError{Field: what, Value: amount.String(), Want: "an amount from zero to the inventory, " + inventory.String(), Err: ghg.ErrOutOfRange}
	}
	return nil
}

// percent formats a share of an inventory above zero, to two places.
func percent(amount, inventory ghg.CO2e) string {
	q, _ := amount.Ratio(inventory) // checkPart: the inventory is above zero
	return q.Shift(2).StringFixed(2) + " %"
}
