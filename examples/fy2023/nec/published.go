package nec

import (
	"fmt"
	"io/fs"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// Published holds the figures of the NEC ESG Data Book 2024, as printed.
type Published struct {
	Emissions  map[int]EmissionsRow
	Energy     []EnergyRow
	Categories []CategoryRow
	Shares     []ShareRow
	Targets    []TargetRow
	ActionPlan []ActionPlanRow
}

// EmissionsRow is the emissions of a year in kilotonnes.
type EmissionsRow struct {
	FiscalYear     int              `csv:"fiscal_year"`
	Scope1         decimal.Decimal  `csv:"scope1_kt"`
	Scope2Market   decimal.Decimal  `csv:"scope2_market_kt"`
	Scope2Location *decimal.Decimal `csv:"scope2_location_kt"`
	Scope3         decimal.Decimal  `csv:"scope3_kt"`
	Total          decimal.Decimal  `csv:"total_market_kt"`
}

// EnergyRow is the energy of a carrier in a year.
type EnergyRow struct {
	FiscalYear int              `csv:"fiscal_year"`
	Carrier    string           `csv:"carrier"`
	TJ         *decimal.Decimal `csv:"tj"`
	MWh        decimal.Decimal  `csv:"mwh"`
}

// CategoryRow is a category of scope 3 in a year.
type CategoryRow struct {
	FiscalYear int              `csv:"fiscal_year"`
	Category   int              `csv:"category"`
	Name       string           `csv:"name"`
	Kt         *decimal.Decimal `csv:"kt"`
}

// ShareRow is a share that is published.
type ShareRow struct {
	FiscalYear int             `csv:"fiscal_year"`
	What       string          `csv:"what"`
	Percent    decimal.Decimal `csv:"percent"`
}

// TargetRow is a published target.
type TargetRow struct {
	Initiative string          `csv:"initiative"`
	Metric     string          `csv:"metric"`
	Base       *int            `csv:"base_fiscal_year"`
	Year       int             `csv:"target_fiscal_year"`
	Target     decimal.Decimal `csv:"target"`
	Unit       string          `csv:"unit"`
}

// ActionPlanRow is a line of the Eco Action Plan 2025.
type ActionPlanRow struct {
	No         int              `csv:"no"`
	Theme      string           `csv:"theme"`
	Indicator  string           `csv:"indicator"`
	Base       *int             `csv:"base_fiscal_year"`
	Direction  string           `csv:"direction"`
	Unit       string           `csv:"unit"`
	Target2023 *decimal.Decimal `csv:"target_2023"`
	Result2023 *decimal.Decimal `csv:"result_2023"`
	Met2023    string           `csv:"met_2023"`
	Target2024 *decimal.Decimal `csv:"target_2024"`
	Target2025 *decimal.Decimal `csv:"target_2025"`
}

func readPublished(files fs.FS) (Published, error) {
	p := Published{Emissions: map[int]EmissionsRow{}}
	rows, err := sheet[EmissionsRow](files, "published/emissions.csv")
	if err != nil {
		return p, err
	}
	for _, row := range rows {
		p.Emissions[row.FiscalYear] = row
	}
	if p.Energy, err = sheet[EnergyRow](files, "published/energy.csv"); err != nil {
		return p, err
	}
	if p.Categories, err = sheet[CategoryRow](files, "published/scope3_categories.csv"); err != nil {
		return p, err
	}
	if p.Shares, err = sheet[ShareRow](files, "published/shares.csv"); err != nil {
		return p, err
	}
	if p.Targets, err = sheet[TargetRow](files, "published/targets.csv"); err != nil {
		return p, err
	}
	p.ActionPlan, err = sheet[ActionPlanRow](files, "published/eco_action_plan_2025.csv")
	return p, err
}

// Category returns the published figure of a category in FY2023.
func (p Published) Category(c ghg.Category) (decimal.Decimal, error) {
	for _, row := range p.Categories {
		if row.FiscalYear == 2023 && row.Category == int(c) && row.Kt != nil {
			return *row.Kt, nil
		}
	}
	return decimal.Decimal{}, fmt.Errorf("published/scope3_categories.csv: there is no figure for %s in FY2023", c)
}

// MWh returns the published energy of a carrier.
func (p Published) MWh(year int, carrier string) (decimal.Decimal, error) {
	for _, row := range p.Energy {
		if row.FiscalYear == year && row.Carrier == carrier {
			return row.MWh, nil
		}
	}
	return decimal.Decimal{}, fmt.Errorf("published/energy.csv: there is no %s in FY%d", carrier, year)
}
