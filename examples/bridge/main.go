// Command bridge explains how NEC Group's published emissions changed from fiscal year 2022 to 2023 (April to March), as far
// as the published figures allow.
//
//	go run ./examples/bridge
//
// The first table holds the figures as published, by scope and category. The second is the bridge of what can be calculated:
// scope 1 from the published energy and the statutory factors in force in each year, split into activity and factors, and
// scope 3 as reported, which no published figure allows to split. Nothing is guessed.
package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"text/tabwriter"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

//go:embed data
var embedded embed.FS

const source = "NEC ESG Data Book 2024"

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "bridge:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return err
	}
	figures, err := published(files)
	if err != nil {
		return err
	}
	before, err := inventoryOf(files, figures, 2022)
	if err != nil {
		return err
	}
	after, err := inventoryOf(files, figures, 2023)
	if err != nil {
		return err
	}
	// Scope 2 is missing from both: the coefficients of NEC's suppliers are not published.
	b, err := bridge.Between(before, after, bridge.Options{Accounting: ghg.MarketBased, Partial: true})
	if err != nil {
		return err
	}
	if err := printPublished(out, figures); err != nil {
		return err
	}
	return printBridge(out, b)
}

// figure is a published figure in two years, in kt CO2e.
type figure struct {
	name          string
	category      ghg.Category // zero for a scope
	before, after decimal.Decimal
}

type emissionsRow struct {
	FiscalYear     int              `csv:"fiscal_year"`
	Scope1         decimal.Decimal  `csv:"scope1_kt"`
	Scope2Market   decimal.Decimal  `csv:"scope2_market_kt"`
	Scope2Location *decimal.Decimal `csv:"scope2_location_kt"`
	Scope3         decimal.Decimal  `csv:"scope3_kt"`
	Total          decimal.Decimal  `csv:"total_market_kt"`
}

type categoryRow struct {
	FiscalYear int              `csv:"fiscal_year"`
	Category   int              `csv:"category"`
	Name       string           `csv:"name"`
	Kt         *decimal.Decimal `csv:"kt"`
}

// published reads the figures of both years: scopes 1 and 2, each category, and the totals that the publisher prints.
func published(files fs.FS) ([]figure, error) {
	rows, err := sheet[emissionsRow](files, "emissions.csv")
	if err != nil {
		return nil, err
	}
	years := map[int]emissionsRow{}
	for _, row := range rows {
		years[row.FiscalYear] = row
	}
	a, b := years[2022], years[2023]
	list := []figure{{name: "Scope 1", before: a.Scope1, after: b.Scope1}, {name: "Scope 2, market", before: a.Scope2Market, after: b.Scope2Market}}
	categories, err := sheet[categoryRow](files, "scope3_categories.csv")
	if err != nil {
		return nil, err
	}
	kt := map[[2]int]decimal.Decimal{}
	for _, row := range categories {
		if row.Kt != nil {
			kt[[2]int{row.FiscalYear, row.Category}] = *row.Kt
		}
	}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		before, was := kt[[2]int{2022, int(c)}]
		after, is := kt[[2]int{2023, int(c)}]
		if was != is {
			return nil, fmt.Errorf("scope3_categories.csv: %s has a figure in one year alone", c)
		}
		if is {
			list = append(list, figure{fmt.Sprintf("Category %d, %s", int(c), c.Name()), c, before, after})
		}
	}
	total := figure{name: "Total, market, as printed", before: a.Total, after: b.Total}
	rounding := figure{name: "Rounding by the publisher", before: total.before, after: total.after}
	for _, f := range list {
		rounding.before, rounding.after = rounding.before.Sub(f.before), rounding.after.Sub(f.after)
	}
	return append(list, rounding, total), nil
}

// inventoryOf returns scope 1, calculated, and scope 3 as reported. The ids are those of both years.
func inventoryOf(files fs.FS, figures []figure, year int) (*inventory.Inventory, error) {
	period := ghg.FiscalYear(year, time.April, ghg.LabelStartYear)
	fuels, err := sheet[scope1.CarbonContent](files, "fuels.csv")
	if err != nil {
		return nil, err
	}
	var lines []activity.Activity
	for _, fuel := range fuels {
		if fuel.Period.Same(period) {
			lines = append(lines, fuel)
		}
	}
	for _, f := range figures {
		if f.category == 0 {
			continue
		}
		kt := f.before
		if year == 2023 {
			kt = f.after
		}
		lines = append(lines, scope3.Reported{
			ID: f.name, Period: period, Category: f.category, Amount: units.Quantity{Value: kt, Unit: units.MustUnit("kt CO2e")}, GWP: ghg.UnstatedGWP,
			Reporter: "NEC Group", Source: source + ", Scope 3 by category", Assurance: "third-party",
		})
	}
	set, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		return nil, err
	}
	org := inventory.Organisation{Name: "NEC Group", Approach: inventory.FinancialControl, Period: period}
	return inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, org, lines)
}

func sheet[T any](files fs.FS, name string) ([]T, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return activity.ReadSheet[T](f, name)
}

func printPublished(out io.Writer, figures []figure) error {
	fmt.Fprintln(out, "NEC Group, as published ("+source+"), kt CO2e")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tFY2022\tFY2023\tchange\t")
	for _, f := range figures {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", f.name, f.before, f.after, f.after.Sub(f.before))
	}
	return w.Flush()
}

func printBridge(out io.Writer, b bridge.Bridge) error {
	fmt.Fprintln(out, "\nBridge of scope 1, calculated from the published energy, and scope 3, as reported, t CO2e")
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\tstart\tchange\tend\t")
	for _, bar := range b.Waterfall("FY2022", "FY2023") {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", bar.Label, bar.Start.Tonnes().Round(1), bar.Delta.Tonnes().Round(1), bar.End.Tonnes().Round(1))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "\nBy line, t CO2e")
	w = tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, l := range b.Lines {
		for _, p := range l.Parts {
			why := p.Reason
			if p.Input.Name != "" {
				why = fmt.Sprintf("%s instead of %s %s", p.To, p.From, p.Input.Unit)
			}
			fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", l.ID, p.Term, p.CO2e.Tonnes().Round(1), why)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprint(out, `
What the published figures do not allow:
- Scope 2 is in no bridge: the coefficients of NEC's several electricity suppliers are not published, nor is the location-based
  figure of FY2022.
- Scope 3 is not split into activities and factors: of FY2022, no activity data are published by category.
- Scope 1 is calculated from energy in whole TJ, and the fuels of one published group by the factor of heavy oil A.
`)
	return err
}
