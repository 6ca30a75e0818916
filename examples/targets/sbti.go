package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// submission returns the science-based targets as if they were submitted on a day on which both versions of the SBTi's standard
// apply. Every target has the base year FY2020 and market-based Scope 2, as published.
func (p published) submission() (netzero2.Submission, error) {
	s := netzero2.Submission{
		Submitted: ghg.Date{Year: 2027, Month: time.March, Day: 1},
		Category:  netzero2.CategoryA, // 105,276 employees: Table 2 has 1,000 FTE in any country
	}
	for year := firstYear; year <= lastYear; year++ {
		f, err := p.figures(year)
		if err != nil {
			return s, err
		}
		s.Years = append(s.Years, netzero2.Year{Year: year, Totals: f})
	}
	all := map[string][]ghg.Scope{
		"Scope 1+2": {ghg.Scope1, ghg.Scope2}, "Scope 3": {ghg.Scope3}, "Scope 1+2+3": {ghg.Scope1, ghg.Scope2, ghg.Scope3},
	}
	for _, row := range p.targets {
		if row.Initiative != "SBT Net-Zero" {
			continue
		}
		t := netzero2.Target{
			Name: row.Metric, Term: netzero2.NearTerm, Method: netzero2.AbsoluteLinear, Covers: targets.Covered{Scopes: all[row.Metric]},
			Milestone: targets.Milestone{Year: row.Year, Reduction: row.Target.Shift(-2).Neg()},
		}
		accounting := ghg.MarketBased
		if row.Metric == "Scope 3" {
			accounting = 0
		}
		if len(t.Covers.Scopes) == int(ghg.Scope3) {
			t.Term = netzero2.LongTerm
		}
		var err error
		if t.Base, err = targets.BaseOf(s.Years[0].Totals, firstYear, t.Covers, accounting); err != nil {
			return s, err
		}
		s.Targets = append(s.Targets, t)
	}
	return s, nil
}

// figures returns the published totals of a year. Scope 3 is published in total here, not by category.
func (p published) figures(year int) (*netzero2.Figures, error) {
	row, ok := p.emissions[year]
	if !ok {
		return nil, fmt.Errorf("emissions.csv: FY%d is missing", year)
	}
	f := &netzero2.Figures{Dates: fiscalYear(year), LocationBased: targets.Undefined[ghg.CO2e]("it is not published")}
	amounts := []decimal.Decimal{row.Scope1, row.Scope2Market, row.Scope3}
	if row.Scope2Location != nil {
		amounts = append(amounts, *row.Scope2Location)
	}
	emissions := make([]ghg.CO2e, len(amounts))
	for i, kt := range amounts {
		var err error
		if emissions[i], err = ghg.TonnesCO2e(kt.Shift(3)); err != nil {
			return nil, err
		}
	}
	f.Scope1, f.MarketBased, f.Scope3 = emissions[0], targets.Defined(emissions[1]), targets.Defined(emissions[2])
	if len(emissions) > 3 {
		f.LocationBased = targets.Defined(emissions[3])
	}
	return f, nil
}

// printEditions prints the science-based targets by both versions of the standard, side by side.
func (p published) printEditions(out io.Writer) error {
	s, err := p.submission()
	if err != nil {
		return err
	}
	table, err := netzero2.Compare(s, sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), netzero2.V2_0())
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "\nThe science-based targets by two versions of the SBTi's criteria, as if submitted on %s as a company of category %s\n", s.Submitted, s.Category)
	w := newTable(out)
	fmt.Fprintln(w, "subject\tcriterion\tversion\toutcome\treason")
	for _, f := range table {
		version := f.Edition[strings.LastIndexByte(f.Edition, ' ')+1:]
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", f.Subject, f.Criterion, version, f.Outcome, f.Reason)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, `  5.3.1 is the Near-term Criteria, 1.3.1 and 2.0 the Corporate Net-Zero Standard. The data book has neither the categories of Scope 3 here
  nor the level of assurance or the boundary of transport: what is not published is not known, and not met or unmet.`)
	return err
}

// gsd2 is how uncertain a published total is assumed to be: GSD², the factor by which ± 2σ of a log-normal distribution differs
// from its median. The data book states no uncertainty.
func gsd2(metric string) float64 {
	if strings.HasPrefix(metric, "Scope 1+2") && !strings.HasPrefix(metric, "Scope 1+2+3") {
		return 1.1
	}
	return 1.3 // Scope 3 is 96 % of Scope 1+2+3
}

// likelihood returns P(E ≤ limit) for emissions whose median is an estimate.
func likelihood(metric string, estimate, limit ghg.CO2e) float64 {
	g := gsd2(metric)
	e := uncertainty.Estimate{Rule: uncertainty.FirstOrder, Sigma: math.Log(g) / 2, GSD2: g, Median: estimate.Kg().InexactFloat64()}
	return e.AtMost(limit)
}

// printLikelihoods prints how likely each target for emissions is met, from the uncertainty of the inventory alone.
func printLikelihoods(out io.Writer, list []commitment) error {
	fmt.Fprintln(out, "\nProbability that a target is met, from the uncertainty of the inventory alone")
	w := newTable(out)
	fmt.Fprintln(w, "initiative\tcovers\ttarget\tGSD² assumed\tFY2023 at or below its path\tin its year, at the mean rate since FY2020")
	for _, c := range list {
		g := c.progress.Next()
		future := g.CAGREmissions.String()
		if e, ok := g.CAGREmissions.Get(); ok {
			future = fmt.Sprintf("%.1f %% (%s kt, wanted %s)", 100*likelihood(c.metric, e, g.Allowed), e.Kilotonnes().StringFixed(0), g.Allowed.Kilotonnes().StringFixed(0))
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%.1f\t%.1f %%\t%s\n", c.initiative, c.metric, c.aim, gsd2(c.metric),
			100*likelihood(c.metric, c.latest(), c.progress.Latest.Allowance), future)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, `  Assumed, not published: GSD² 1.1 for Scope 1+2 and 1.3 for totals with Scope 3. The median is the published or projected figure, and the
  base year is taken as certain. Whether the company will keep its mean rate is not part of the probability.`)
	return err
}
