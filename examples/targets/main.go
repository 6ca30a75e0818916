// Command targets tracks NEC Group's published targets over fiscal years 2020 to 2023 (April to March): the science-based
// targets for 2030 and 2040, The Climate Pledge, RE100 and the Eco Action Plan 2025.
//
//	go run ./examples/targets
//
// For each target it prints the path, the status of every year, the cut still required, the year in which the trend reaches
// the target, the budget, and what the remaining emissions cost at the company's internal carbon price. It ends with the
// probability that each target is met and with a check of the science-based targets by two versions of the SBTi's criteria.
// What the published figures do not allow is said, not guessed.
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
	"github.com/ghgkit/ghg/targets"
)

//go:embed data
var embedded embed.FS

const firstYear, lastYear = 2020, 2023

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "targets:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return err
	}
	return report(out, files)
}

// report reads the published figures and prints every target.
func report(out io.Writer, files fs.FS) error {
	p, err := read(files)
	if err != nil {
		return err
	}
	commitments, err := p.commitments()
	if err != nil {
		return err
	}
	renewable, err := p.renewable()
	if err != nil {
		return err
	}
	if err := printOverview(out, commitments, renewable, p.price); err != nil {
		return err
	}
	for _, c := range commitments {
		if err := c.print(out, p.price); err != nil {
			return err
		}
	}
	if err := renewable.print(out); err != nil {
		return err
	}
	if err := p.printActionPlan(out); err != nil {
		return err
	}
	if err := printLikelihoods(out, commitments); err != nil {
		return err
	}
	return p.printEditions(out)
}

// published holds the figures of the NEC ESG Data Book 2024, as printed.
type published struct {
	targets    []targetRow
	actionPlan []actionPlanRow
	emissions  map[int]emissionsRow
	energy     map[key]decimal.Decimal // MWh
	activity   map[key]decimal.Decimal
	price      decimal.Decimal // internal carbon price, JPY per tonne
}

// key names a published figure of a year.
type key struct {
	year int
	what string
}

type targetRow struct {
	Initiative string          `csv:"initiative"`
	Metric     string          `csv:"metric"`
	Base       *int            `csv:"base_fiscal_year"`
	Year       int             `csv:"target_fiscal_year"`
	Target     decimal.Decimal `csv:"target"`
	Unit       string          `csv:"unit"`
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

type activityRow struct {
	FiscalYear int             `csv:"fiscal_year"`
	Activity   string          `csv:"activity"`
	Value      decimal.Decimal `csv:"value"`
	Unit       string          `csv:"unit"`
	Note       string          `csv:"note"`
}

func read(files fs.FS) (published, error) {
	p := published{emissions: map[int]emissionsRow{}, energy: map[key]decimal.Decimal{}, activity: map[key]decimal.Decimal{}}
	var err error
	if p.targets, err = sheet[targetRow](files, "targets.csv"); err != nil {
		return p, err
	}
	if p.actionPlan, err = sheet[actionPlanRow](files, "eco_action_plan_2025.csv"); err != nil {
		return p, err
	}
	emissions, err := sheet[emissionsRow](files, "emissions.csv")
	if err != nil {
		return p, err
	}
	for _, row := range emissions {
		p.emissions[row.FiscalYear] = row
	}
	energy, err := sheet[energyRow](files, "energy.csv")
	if err != nil {
		return p, err
	}
	for _, row := range energy {
		p.energy[key{row.FiscalYear, row.Carrier}] = row.MWh
	}
	rows, err := sheet[activityRow](files, "activity.csv")
	if err != nil {
		return p, err
	}
	const carbonPrice = "internal carbon price"
	for _, row := range rows {
		p.activity[key{row.FiscalYear, row.Activity}] = row.Value
		if row.Activity == carbonPrice && row.Unit == "JPY/t CO2" {
			p.price = row.Value
		}
	}
	if p.price.IsZero() {
		return p, fmt.Errorf("activity.csv: there is no %s in JPY/t CO2", carbonPrice)
	}
	return p, nil
}

func sheet[T any](files fs.FS, name string) ([]T, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return activity.ReadSheet[T](f, name)
}

// figure returns a published figure, or an error that names it.
func figure(from map[key]decimal.Decimal, year int, what string) (decimal.Decimal, error) {
	v, ok := from[key{year, what}]
	if !ok {
		return v, fmt.Errorf("there is no figure for %s in FY%d", what, year)
	}
	return v, nil
}

func fiscalYear(year int) ghg.Period { return ghg.FiscalYear(year, time.April, ghg.LabelStartYear) }

func newTable(out io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(out, 0, 0, 2, ' ', 0) }

// printOverview prints one line for each target.
func printOverview(out io.Writer, commitments []commitment, r renewable, price decimal.Decimal) error {
	fmt.Fprintln(out, "NEC Group, targets as published and FY2023 (NEC ESG Data Book 2024), Scope 2 market-based")
	w := newTable(out)
	fmt.Fprintln(w, "initiative\tcovers\ttarget\tFY2023\tstatus\trequired per year\ton the trend\tat the mean rate\tcost of FY2023, million JPY")
	for _, c := range commitments {
		g := c.progress.Next()
		required := "–"
		if !g.Reached {
			required = kilotonnesOf(negative(g.RequiredCut)) + " kt, " + percentOf(negative(g.RequiredRate)) + " % of the base"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s kt\t%s\t%s\t%s\t%s\t%s\n", c.initiative, c.metric, c.aim, c.latest().Kilotonnes(), c.status(), required,
			year(g.TrendYear, g.Reached), wholeYear(g.CAGRYear, g.Reached), cost(c.latest(), price))
	}
	for _, g := range r.goals {
		fmt.Fprintf(w, "RE100\trenewable electricity\t%s %% in FY%d\t%s %%\t%s\t%s points\t%s\t–\t–\n", g.Share.Shift(2), g.Year,
			r.latest().Shift(2).StringFixed(1), g.status, g.rise(), year(g.trend, false))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "The trend is the least-squares line through FY2021–2023, and for shares FY2020–2023: arithmetic on few years, not a forecast.")
	return err
}

// year formats the year in which a trend reaches a target.
func year(o targets.Optional[decimal.Decimal], reached bool) string {
	v, ok := o.Get()
	switch {
	case reached:
		return "reached"
	case !ok:
		return "never: " + o.Reason()
	}
	return "FY" + v.StringFixed(1)
}

func wholeYear(o targets.Optional[int], reached bool) string {
	v, ok := o.Get()
	switch {
	case reached:
		return "reached"
	case !ok:
		return "never: " + o.Reason()
	}
	return fmt.Sprintf("FY%d", v)
}
