// Command plan closes the gap to NEC Group's published target for 2030, Scope 1 and 2 at −50 % of FY2020, with measures that
// are made up for this example.
//
//	go run ./examples/plan
//
// It prints the marginal abatement cost curve, which measures pay at the published internal carbon price, the plan of least
// cost with the gap of every year, and what is missing if no renewable electricity can be bought.
package main

import (
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/plan"
	"github.com/ghgkit/ghg/units/money"
)

//go:embed data
var embedded embed.FS

const firstYear, lastYear = 2020, 2023

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "plan:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return err
	}
	p, err := read(files)
	if err != nil {
		return err
	}
	from, err := p.portfolio()
	if err != nil {
		return err
	}
	m := p.target.Milestones[0]
	fmt.Fprintf(out, "NEC Group, Scope 1+2: %s kt in FY%d, −%s %% by FY%d wanted; Scope 2 market-based (NEC ESG Data Book 2024)\n",
		p.target.Base.Emissions.Kilotonnes(), firstYear, m.Reduction.Shift(2), m.Year)
	fmt.Fprintln(out, "AN ILLUSTRATION: every measure and cost below is made up. None is NEC's.")
	if err := printCurve(out, from, m.Year, p.price); err != nil {
		return err
	}
	if err := printPlan(out, from, p); err != nil {
		return err
	}
	return printGap(out, from, p.target)
}

// published holds what the program reads of the NEC ESG Data Book 2024.
type published struct {
	target targets.Absolute
	latest emissionsRow
	price  money.Amount // internal carbon price per tonne
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

type activityRow struct {
	FiscalYear int             `csv:"fiscal_year"`
	Activity   string          `csv:"activity"`
	Value      decimal.Decimal `csv:"value"`
	Unit       string          `csv:"unit"`
	Note       string          `csv:"note"`
}

func read(files fs.FS) (published, error) {
	var p published
	emissions, err := sheet[emissionsRow](files, "emissions.csv")
	if err != nil {
		return p, err
	}
	for _, row := range emissions {
		switch row.FiscalYear {
		case firstYear:
			base, err := ghg.TonnesCO2e(row.Scope1.Add(row.Scope2Market).Shift(3))
			if err != nil {
				return p, err
			}
			p.target.Base = targets.Base{Year: firstYear, Emissions: base, Accounting: ghg.MarketBased}
		case lastYear:
			p.latest = row
		}
	}
	rows, err := sheet[targetRow](files, "targets.csv")
	if err != nil {
		return p, err
	}
	for _, row := range rows {
		if row.Metric == "Scope 1+2" {
			p.target.Name = row.Initiative + ", " + row.Metric
			p.target.Milestones = []targets.Milestone{{Year: row.Year, Reduction: row.Target.Shift(-2).Neg()}}
		}
	}
	activities, err := sheet[activityRow](files, "activity.csv")
	if err != nil {
		return p, err
	}
	for _, row := range activities {
		if row.Activity == "internal carbon price" && row.Unit == "JPY/t CO2" {
			p.price = money.Amount{Value: row.Value, Currency: "JPY"}
		}
	}
	if !p.price.Given() || p.latest.FiscalYear == 0 {
		return p, errors.New("want the emissions of FY2023 in emissions.csv and an internal carbon price in JPY/t CO2 in activity.csv")
	}
	return p, p.target.Check()
}

func sheet[T any](files fs.FS, name string) ([]T, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return activity.ReadSheet[T](f, name)
}

func newTable(out io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(out, 0, 0, 2, ' ', 0) }

// printCurve prints the curve of a year, and what pays at the carbon price.
func printCurve(out io.Writer, from plan.Portfolio, year int, price money.Amount) error {
	c, err := from.Curve(year, plan.AnnualisedCost)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nMarginal abatement cost curve of FY%d (%s)\n", year, c.Convention)
	w := newTable(out)
	fmt.Fprintln(w, "measure\tJPY/t\talone, kt\twidth, kt\tup to, kt")
	for _, b := range c.Bars {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", b.Measure, fixed(b.CostPerTonne.Value, 0), kilo(b.Alone), kilo(b.Abatement), kilo(b.Cumulative))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, l := range c.Left {
		fmt.Fprintf(out, "  left out: %s, %s\n", l.Measure, l.Reason)
	}
	names, abatement, err := c.AtPrice(price)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "  at %s/t pay: %s; together %s kt\n", price, strings.Join(names, ", "), kilo(abatement))
	return err
}

// printPlan prints the plan of least cost.
func printPlan(out io.Writer, from plan.Portfolio, p published) error {
	found, err := from.LeastCost(p.target)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nPlan of least cost: present value %s million JPY, lower bound %s\n", millions(found.Cost), millionsOf(found.LowerBound))
	w := newTable(out)
	fmt.Fprintln(w, "measure\tscale\tabated in FY2030, kt")
	abated := map[string]ghg.CO2e{}
	for _, l := range found.Levers {
		abated[l.Name] = l.Steps[len(l.Steps)-1].Amount
	}
	for _, c := range found.Choices {
		fmt.Fprintf(w, "%s\t%s\t%s\n", c.Measure, c.Scale, kilo(abated[c.Measure]))
	}
	fmt.Fprintln(w, "\nyear\tbaseline, kt\tafter measures\tpath\tgap\tcost of what is left, million JPY")
	costs, err := found.AtPrice(p.price)
	if err != nil {
		return err
	}
	for i, y := range found.Years {
		fmt.Fprintf(w, "FY%d\t%s\t%s\t%s\t%s\t%s\n", y.Year, kilo(y.Trend), kilo(y.After), kilo(y.Allowance), kilo(y.Gap), millions(costs[i].Cost))
	}
	fmt.Fprintln(w, "\nyear\tCAPEX, million JPY\tbudget")
	for _, s := range found.Spending {
		fmt.Fprintf(w, "FY%d\t%s\t%s\n", s.Year, millions(s.Capex), millionsOf(s.Budget))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "\nAssumed:")
	for _, a := range found.Assumptions {
		fmt.Fprintf(out, "  %s: %s\n", a.Kind, a.Text)
	}
	return nil
}

// printGap prints what is missing if no renewable electricity can be bought.
func printGap(out io.Writer, from plan.Portfolio, target targets.Absolute) error {
	var kept []plan.Measure
	for _, m := range from.Measures {
		if m.Name != contracts && m.Name != agreement {
			kept = append(kept, m)
		}
	}
	from.Measures = kept
	_, err := from.LeastCost(target)
	var missed *plan.UnreachedError
	if err == nil {
		return errors.New("the measures without " + contracts + " and " + agreement + " reach the target: want a gap")
	}
	if !errors.As(err, &missed) {
		return err
	}
	_, err = fmt.Fprintf(out, "\nWithout %s and %s: %v\n", contracts, agreement, missed)
	return err
}

func kilo(c ghg.CO2e) string { return fixed(c.Kilotonnes(), 1) }

func millions(a money.Amount) string { return fixed(a.Value.Shift(-6), 0) }

func millionsOf(o targets.Optional[money.Amount]) string {
	if a, ok := o.Get(); ok {
		return millions(a)
	}
	return "–"
}

// fixed writes a number with decimal places, and a minus sign for a hyphen.
func fixed(d decimal.Decimal, places int32) string {
	return strings.Replace(d.StringFixed(places), "-", "−", 1)
}
