package nec

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
)

// Where the data book prints the figures.
const (
	dataBook       = "NEC ESG Data Book 2024"
	emissionsTable = dataBook + ", greenhouse-gas emissions by scope"
	categoryTable  = dataBook + ", Scope 3 by category"
)

// Report returns what reports of FY2023 are made from: the inventory, the published figures of the year and of FY2020 to FY2022,
// and the published targets, tracked by the published figures of every year so that like is compared with like. Its only denominator is the number of employees that the data book
// prints for business travel.
func (r *Recomputation) Report() (report.Report, error) {
	year := FiscalYear(ReportYear)
	of := report.Report{
		Inventory: r.Inventory, Label: year.Label, Base: FiscalYear(BaseYear).Label,
		Per: []intensity.Denominator{{
			Name: "employees", Unit: "person", Value: decimal.NewFromInt(105276), Source: dataBook + ", business travel of FY2023",
			Period: year, Approach: inventory.FinancialControl,
		}},
		Stated: map[report.Statement]string{
			report.Recalculations: "The publisher restated Scope 3 before FY2023 when the factors of category 1 were revised.",
		},
	}
	for n := BaseYear; n <= ReportYear; n++ {
		figures, err := r.Published.figures(n)
		if err != nil {
			return of, err
		}
		if n == ReportYear {
			of.Published = figures
			continue
		}
		of.Years = append(of.Years, report.Year{Label: FiscalYear(n).Label, Period: FiscalYear(n), Published: figures})
	}
	for _, s := range Tracked() {
		progress, err := r.Track(s)
		if err != nil {
			return of, fmt.Errorf("%s: %w", s.Name, err)
		}
		of.Targets = append(of.Targets, report.Target{Absolute: progress.Target, Covered: s.Covered, Progress: progress})
	}
	return of, of.Check()
}

// figures returns the published figures of a year.
func (p Published) figures(year int) ([]report.Figure, error) {
	row, ok := p.Emissions[year]
	if !ok {
		return nil, fmt.Errorf("published/emissions.csv: there is no FY%d", year)
	}
	var list []report.Figure
	var failed error
	add := func(s ghg.Scope, c ghg.Category, a ghg.Accounting, kt *decimal.Decimal, source string) {
		if kt == nil {
			return
		}
		amount, err := ghg.TonnesCO2e(kt.Shift(3))
		if err != nil {
			failed = err
		}
		list = append(list, report.Figure{Scope: s, Category: c, Accounting: a, CO2e: amount, Text: kt.String() + " kt", Source: source})
	}
	add(ghg.Scope1, 0, 0, &row.Scope1, emissionsTable)
	add(ghg.Scope2, 0, ghg.MarketBased, &row.Scope2Market, emissionsTable)
	add(ghg.Scope2, 0, ghg.LocationBased, row.Scope2Location, emissionsTable)
	add(ghg.Scope3, 0, 0, &row.Scope3, emissionsTable)
	add(0, 0, ghg.MarketBased, &row.Total, emissionsTable)
	for _, c := range p.Categories {
		if c.FiscalYear == year {
			add(ghg.Scope3, ghg.Category(c.Category), 0, c.Kt, categoryTable) //nolint:gosec // 1 to 15
		}
	}
	return list, failed
}
