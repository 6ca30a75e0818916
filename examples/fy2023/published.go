package main

import (
	"fmt"
	"io/fs"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
)

// published holds the figures of the NEC ESG Data Book 2024, as printed.
type published struct {
	emissions  map[int]emissionsRow
	energy     []energyRow
	categories []categoryRow
	shares     []shareRow
	targets    []targetRow
	actionPlan []actionPlanRow
}

type emissionsRow struct {
	FiscalYear     int              `csv:"fiscal_year"`
	Scope1         decimal.Decimal  `csv:"scope1_kt"`
	Scope2Market   decimal.Decimal  `csv:"scope2_market_kt"`
	Scope2Location *decimal.Decimal `csv:"scope2_location_kt"`
	Scope3         decimal.Decimal  `csv:"scope3_kt"`
	Total          decimal.Decimal  `csv:"total_market_kt"`
}

type energyRow struct {
	FiscalYear int              `csv:"fiscal_year"`
	Carrier    string           `csv:"carrier"`
	TJ         *decimal.Decimal `csv:"tj"`
	MWh        decimal.Decimal  `csv:"mwh"`
}

type categoryRow struct {
	FiscalYear int              `csv:"fiscal_year"`
	Category   int              `csv:"category"`
	Name       string           `csv:"name"`
	Kt         *decimal.Decimal `csv:"kt"`
}

type shareRow struct {
	FiscalYear int             `csv:"fiscal_year"`
	What       string          `csv:"what"`
	Percent    decimal.Decimal `csv:"percent"`
}

type targetRow struct {
	Initiative string          `csv:"initiative"`
	Metric     string          `csv:"metric"`
	Base       *int            `csv:"base_fiscal_year"`
	Year       int             `csv:"target_fiscal_year"`
	Target     decimal.Decimal `csv:"target"`
	Unit       string          `csv:"unit"`
}

type actionPlanRow struct {
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

func readPublished(files fs.FS) (published, error) {
	p := published{emissions: map[int]emissionsRow{}}
	rows, err := sheet[emissionsRow](files, "published/emissions.csv")
	if err != nil {
		return p, err
	}
	for _, row := range rows {
		p.emissions[row.FiscalYear] = row
	}
	if p.energy, err = sheet[energyRow](files, "published/energy.csv"); err != nil {
		return p, err
	}
	if p.categories, err = sheet[categoryRow](files, "published/scope3_categories.csv"); err != nil {
		return p, err
	}
	if p.shares, err = sheet[shareRow](files, "published/shares.csv"); err != nil {
		return p, err
	}
	if p.targets, err = sheet[targetRow](files, "published/targets.csv"); err != nil {
		return p, err
	}
	p.actionPlan, err = sheet[actionPlanRow](files, "published/eco_action_plan_2025.csv")
	return p, err
}

// category returns the published figure of a category in FY2023.
func (p published) category(c ghg.Category) (decimal.Decimal, error) {
	for _, row := range p.categories {
		if row.FiscalYear == 2023 && row.Category == int(c) && row.Kt != nil {
			return *row.Kt, nil
		}
	}
	return decimal.Decimal{}, fmt.Errorf("published/scope3_categories.csv: there is no figure for %s in FY2023", c)
}

// mwh returns the published energy of a carrier.
func (p published) mwh(year int, carrier string) (decimal.Decimal, error) {
	for _, row := range p.energy {
		if row.FiscalYear == year && row.Carrier == carrier {
			return row.MWh, nil
		}
	}
	return decimal.Decimal{}, fmt.Errorf("published/energy.csv: there is no %s in FY%d", carrier, year)
}
