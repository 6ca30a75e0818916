package sbti

import (
	"slices"
	"strconv"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/targets"
)

// CheckScope2 checks that the base year and every reported year use the same accounting for scope 2, and that it is the one
// required by the version, if any. Source: C8.
func (r Rules) CheckScope2(base ghg.Accounting, years ...ghg.Accounting) Verdict {
	used := []string{accountingName(base)}
	met := base != 0 && (r.Scope2 == 0 || base == r.Scope2)
	for _, a := range years {
		met = met && a == base
		if !slices.Contains(used, accountingName(a)) {
			used = append(used, accountingName(a))
		}
	}
	if r.Scope2 != 0 {
		return r.verdict(CriterionScope2, met, "used: %s; required: %s", strings.Join(used, ", "), r.Scope2)
	}
	v := r.verdict(CriterionScope2, met, "used: %s", strings.Join(used, ", "))
	v.Wanted = "one method, in the base year and every reported year"
	return v
}

func accountingName(a ghg.Accounting) string {
	if a == 0 {
		return "none"
	}
	return a.String()
}

// CheckElectricity checks that a target for renewable electricity reaches 80 % by 2025 and 100 % by 2030, and holds the
// share after that. A target year before 2025 or between the two is an error, [ErrNotStated]: the criteria state no share for
// it. Source: C21.
func (r Rules) CheckElectricity(target targets.SharePoint) (Verdict, error) {
	if len(r.Electricity) == 0 {
		return Verdict{}, r.noRule(CriterionElectricity)
	}
	if err := target.Check(); err != nil {
		return Verdict{}, err
	}
	for _, p := range r.Electricity {
		if err := checkNumber("share of "+strconv.Itoa(p.Year), p.Share); err != nil {
			return Verdict{}, err
		}
	}
	threshold := r.Electricity.At(target.Year)
	minimum, ok := threshold.Get()
	if !ok {
		return Verdict{}, &RuleError{Rules: r.Name, Rule: string(CriterionElectricity), Reason: threshold.Reason(), Err: ErrNotStated}
	}
	met := target.Share.GreaterThanOrEqual(minimum)
	return r.verdict(CriterionElectricity, met, "%s %% in %d; the minimum is %s %%", dec.Text(target.Share.Shift(2)), target.Year, dec.Text(minimum.Shift(2))), nil
}
