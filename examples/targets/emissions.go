package main

import (
	"fmt"
	"io"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
)

// commitment is a published target for emissions, with the years reported so far.
type commitment struct {
	initiative, metric string
	aim                string // as printed in the overview
	note               string
	progress           targets.Progress
	net                targets.Optional[targets.NetZeroRow] // the latest year of a net-zero target
}

// covered returns the published emissions that a target covers, and whether they include scope 2.
func covered(metric string) (kt func(emissionsRow) decimal.Decimal, scope2, ok bool) {
	switch metric {
	case "Scope 1+2", "Scope 1+2 energy CO2":
		return func(e emissionsRow) decimal.Decimal { return e.Scope1.Add(e.Scope2Market) }, true, true
	case "Scope 3":
		return func(e emissionsRow) decimal.Decimal { return e.Scope3 }, false, true
	case "Scope 1+2+3", "Scope 1+2+3 net":
		return func(e emissionsRow) decimal.Decimal { return e.Total }, true, true
	}
	return nil, false, false
}

// commitments returns the targets for emissions, in the order published. RE100 is in [published.renewable].
func (p published) commitments() ([]commitment, error) {
	var list []commitment
	for _, row := range p.targets {
		if row.Initiative == re100 {
			continue
		}
		c, err := p.commitment(row)
		if err != nil {
			return nil, fmt.Errorf("%s, %s: %w", row.Initiative, row.Metric, err)
		}
		list = append(list, c)
	}
	return list, nil
}

func (p published) commitment(row targetRow) (commitment, error) {
	kt, scope2, ok := covered(row.Metric)
	if !ok {
		return commitment{}, fmt.Errorf("targets.csv: no published emissions for %q", row.Metric)
	}
	if row.Base != nil && *row.Base != firstYear {
		return commitment{}, fmt.Errorf("targets.csv: base year FY%d, want FY%d", *row.Base, firstYear)
	}
	c := commitment{initiative: row.Initiative, metric: row.Metric, aim: fmt.Sprintf("%s %% by FY%d", signed(row.Target.String()), row.Year)}
	reduction := row.Target.Shift(-2).Neg()
	netZero := row.Base == nil
	if netZero { // The Climate Pledge states no base year and no reduction: the path is that of cuts alone
		c.aim, reduction = fmt.Sprintf("net zero by FY%d", row.Year), decimal.NewFromInt(1)
		c.note = "The pledge states no path, base year or limit on offsets. The path shown is a straight line from FY2020 to zero, by cuts alone."
	}
	if row.Metric == "Scope 1+2 energy CO2" {
		c.note = "The target is for energy CO2; the published Scope 1+2 stands in for it."
	}
	var accounting ghg.Accounting
	if scope2 {
		accounting = ghg.MarketBased
	}
	actuals, err := p.actuals(kt, accounting)
	if err != nil {
		return c, err
	}
	base := targets.Base{Year: firstYear, Period: fiscalYear(firstYear), Emissions: actuals[0].Emissions, Accounting: accounting}
	c.progress, err = targets.Absolute{Name: row.Metric, Base: base, Milestones: []targets.Milestone{{Year: row.Year, Reduction: reduction}}}.Track(actuals)
	if err != nil || !netZero {
		return c, err
	}
	rows, err := targets.NetZero{Base: base, Year: row.Year, Residual: decimal.NewFromInt(1)}.Track([]targets.NetZeroActual{{
		Actual: actuals[len(actuals)-1], Removals: targets.Undefined[ghg.CO2e]("removals are not published"),
	}})
	if err != nil {
		return c, err
	}
	c.net = targets.Defined(rows[0])
	return c, nil
}

// actuals returns the published emissions of every year.
func (p published) actuals(kt func(emissionsRow) decimal.Decimal, accounting ghg.Accounting) ([]targets.Actual, error) {
	var list []targets.Actual
	for year := firstYear; year <= lastYear; year++ {
		row, ok := p.emissions[year]
		if !ok {
			return nil, fmt.Errorf("emissions.csv: FY%d is missing", year)
		}
		emissions, err := ghg.TonnesCO2e(kt(row).Shift(3))
		if err != nil {
			return nil, err
		}
		list = append(list, targets.Actual{Year: year, Period: fiscalYear(year), Emissions: emissions, Accounting: accounting})
	}
	return list, nil
}

func (c commitment) latest() ghg.CO2e {
	e, _ := c.progress.Latest.Actual.Get() // Track: it is reported
	return e
}

// status returns "met", "on track", "behind" or, for net zero before its year, what holds of the path of cuts alone.
func (c commitment) status() string {
	switch {
	case c.progress.Next().Reached:
		return "met"
	case c.net.Defined():
		return "not due; " + c.progress.Latest.Status.String() + " by cuts alone"
	}
	return c.progress.Latest.Status.String()
}

// print prints the years, the goal, the budget and the costs.
func (c commitment) print(out io.Writer, price decimal.Decimal) error {
	g, base := c.progress.Next(), c.progress.Target.Base
	fmt.Fprintf(out, "\n%s: %s, %s from FY%d, kt CO2e; %s\n", c.initiative, c.metric, c.aim, base.Year, c.progress.Bounds.Name)
	w := newTable(out)
	fmt.Fprintln(w, "year\tpath\tactual\tchange from base %\tof path %\tstatus\tcost, million JPY")
	for _, row := range c.progress.Rows {
		actual, reported := row.Actual.Get()
		if !reported {
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", row.Label, row.Allowance.Kilotonnes().StringFixed(1), actual.Kilotonnes(),
			percentOf(negative(row.Reduction)), percentOf(row.Ratio), row.Status, cost(actual, price))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(out, "  achieved %s %% of the cut in %s %% of the time; planned cut %s %% of the base per year, required %s\n",
		percentOf(g.Achieved), g.Elapsed.Shift(2).StringFixed(1), g.PlannedRate.Shift(2).StringFixed(1), required(g))
	fmt.Fprintf(out, "  FY%d: %s kt wanted; %s on the line through FY2021–2023, %s at the mean rate since FY%d\n",
		g.Milestone.Year, g.Allowed.Kilotonnes(), kilotonnesOf(g.TrendEmissions), kilotonnesOf(g.CAGREmissions), base.Year)
	b := g.Budget
	left, _ := b.Left.Get() // every year is reported
	fmt.Fprintf(out, "  budget FY%d–%d: %s kt, spent %s, over the path so far %s, left %s; level emissions that fit: %s a year\n",
		base.Year+1, b.Until, b.Total.Kilotonnes().StringFixed(1), kilotonnesOf(b.Spent), kilotonnesOf(b.Overshoot), kilotonnesOf(b.Left), kilotonnesOf(b.Flat))
	fmt.Fprintf(out, "  at %s JPY/t: the budget left costs %s million JPY, FY%d at its target %s\n", price, cost(left, price), b.Until, cost(g.Allowed, price))
	if row, ok := c.net.Get(); ok {
		fmt.Fprintf(out, "  net of removals in FY2023: %s\n", row.Net)
	}
	if c.note != "" {
		fmt.Fprintln(out, "  "+c.note)
	}
	return nil
}

// required returns the rates that still reach a target.
func required(g targets.Goal) string {
	if g.Reached {
		return "none: it is reached"
	}
	s := percentOf(g.RequiredRate) + " %"
	if rate, ok := g.RequiredCAGR.Get(); ok {
		return s + ", or " + signed(rate.Shift(2).StringFixed(1)) + " % compound"
	}
	return s + "; compound " + g.RequiredCAGR.String()
}

// cost returns what emissions cost at a price in JPY per tonne, in million JPY.
func cost(e ghg.CO2e, price decimal.Decimal) string {
	return signed(e.Tonnes().Mul(price).Shift(-6).StringFixed(0))
}

// negative returns −x of a value that may be undefined.
func negative[T interface{ ghg.CO2e | decimal.Decimal }](o targets.Optional[T]) targets.Optional[T] {
	v, ok := o.Get()
	if !ok {
		return o
	}
	switch x := any(&v).(type) {
	case *ghg.CO2e:
		*x = ghg.CO2e{}.Sub(*x)
	case *decimal.Decimal:
		*x = x.Neg()
	}
	return targets.Defined(v)
}

func percentOf(o targets.Optional[decimal.Decimal]) string {
	if v, ok := o.Get(); ok {
		return signed(v.Shift(2).StringFixed(1))
	}
	return o.String()
}

func kilotonnesOf(o targets.Optional[ghg.CO2e]) string {
	if v, ok := o.Get(); ok {
		return signed(v.Kilotonnes().StringFixed(1))
	}
	return o.String()
}

// signed replaces a leading hyphen with a minus sign.
func signed(s string) string {
	if s != "" && s[0] == '-' {
		return "−" + s[1:]
	}
	return s
}
