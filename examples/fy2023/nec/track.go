package nec

import (
	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
)

// Series describes the published emissions, by fiscal year, that a target covers.
type Series struct {
	Name       string
	Accounting ghg.Accounting
	kt         func(EmissionsRow) decimal.Decimal
	Change     string // the name of the published change in shares.csv; "" if it is not published
	Milestones []targets.Milestone
	Covered    targets.Covered
}

// NEC's published targets: half the emissions by FY2030, for Scope 1+2 and for Scope 3, and a tenth of all emissions in
// FY2040. The paths of Scope 1+2 and of Scope 3 lead through both.
var (
	half  = targets.Milestone{Year: 2030, Reduction: decimal.New(5, -1)}
	tenth = targets.Milestone{Year: 2040, Reduction: decimal.New(9, -1)}
)

// Tracked returns the series with a target.
func Tracked() []Series {
	return []Series{
		{"Scope 1+2 (market-based)", ghg.MarketBased, func(e EmissionsRow) decimal.Decimal { return e.Scope1.Add(e.Scope2Market) }, "Scope 1+2 change from 2020", []targets.Milestone{half, tenth}, scopes(ghg.Scope1, ghg.Scope2)},
		{"Scope 3", 0, func(e EmissionsRow) decimal.Decimal { return e.Scope3 }, "Scope 3 change from 2020", []targets.Milestone{half, tenth}, scopes(ghg.Scope3)},
		{"Scope 1+2+3 (market-based)", ghg.MarketBased, func(e EmissionsRow) decimal.Decimal { return e.Total }, "", []targets.Milestone{tenth}, scopes(ghg.Scope1, ghg.Scope2, ghg.Scope3)},
	}
}

func scopes(list ...ghg.Scope) targets.Covered { return targets.Covered{Scopes: list} }

// The base year of the targets, and the year that is recomputed.
const (
	BaseYear   = 2020
	ReportYear = 2023
)

// Track compares the published emissions of every year with a series' path from FY2020.
func (r *Recomputation) Track(s Series) (targets.Progress, error) {
	base, err := ghg.TonnesCO2e(s.kt(r.Published.Emissions[BaseYear]).Shift(3))
	if err != nil {
		return targets.Progress{}, err
	}
	var actuals []targets.Actual
	for year := BaseYear + 1; year <= ReportYear; year++ {
		emissions, err := ghg.TonnesCO2e(s.kt(r.Published.Emissions[year]).Shift(3))
		if err != nil {
			return targets.Progress{}, err
		}
		actuals = append(actuals, targets.Actual{Year: year, Period: FiscalYear(year), Emissions: emissions, Accounting: s.Accounting})
	}
	target := targets.Absolute{
		Name:       s.Name,
		Base:       targets.Base{Year: BaseYear, Period: FiscalYear(BaseYear), Emissions: base, Accounting: s.Accounting},
		Milestones: s.Milestones,
	}
	return target.Track(actuals)
}
