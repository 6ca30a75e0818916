package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
)

// series describes the published emissions, by fiscal year, that a target covers.
type series struct {
	name       string
	accounting ghg.Accounting
	kt         func(emissionsRow) decimal.Decimal
	published  string // the name of the published change in shares.csv; "" if it is not published
	milestones []targets.Milestone
}

// NEC's published targets: half the emissions by FY2030, for Scope 1+2 and for Scope 3, and a tenth of all emissions in
// FY2040. The paths of Scope 1+2 and of Scope 3 lead through both.
var (
	half  = targets.Milestone{Year: 2030, Reduction: decimal.New(5, -1)}
	tenth = targets.Milestone{Year: 2040, Reduction: decimal.New(9, -1)}
)

var tracked = []series{
	{"Scope 1+2 (market-based)", ghg.MarketBased, func(e emissionsRow) decimal.Decimal { return e.Scope1.Add(e.Scope2Market) }, "Scope 1+2 change from 2020", []targets.Milestone{half, tenth}},
	{"Scope 3", 0, func(e emissionsRow) decimal.Decimal { return e.Scope3 }, "Scope 3 change from 2020", []targets.Milestone{half, tenth}},
	{"Scope 1+2+3 (market-based)", ghg.MarketBased, func(e emissionsRow) decimal.Decimal { return e.Total }, "", []targets.Milestone{tenth}},
}

const baseYear, reportYear = 2020, 2023

// track compares the published emissions of every year with a series' path from FY2020.
func (r *recomputation) track(s series) (targets.Progress, error) {
	base, err := ghg.TonnesCO2e(s.kt(r.published.emissions[baseYear]).Shift(3))
	if err != nil {
		return targets.Progress{}, err
	}
	target := targets.Absolute{
		Name:       s.name,
		Base:       targets.Base{Year: baseYear, Period: fiscalYear(baseYear), Emissions: base, Accounting: s.accounting},
		Milestones: s.milestones,
	}
	var actuals []targets.Actual
	for year := baseYear + 1; year <= reportYear; year++ {
		emissions, err := ghg.TonnesCO2e(s.kt(r.published.emissions[year]).Shift(3))
		if err != nil {
			return targets.Progress{}, err
		}
		actuals = append(actuals, targets.Actual{Year: year, Period: fiscalYear(year), Emissions: emissions, Accounting: s.accounting})
	}
	return target.Track(actuals)
}

// printProgress tracks the published emissions of every year against the path through the milestones.
func (r *recomputation) printProgress(out io.Writer) error {
	for _, s := range tracked {
		p, err := r.track(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.name, err)
		}
		if err := r.printTrack(out, s, p); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, "The publisher restated Scope 3 before FY2023 when the factors of category 1 were revised.")
	fmt.Fprintln(out)
	return nil
}

func (r *recomputation) printTrack(out io.Writer, s series, p targets.Progress) error {
	base := p.Target.Base
	fmt.Fprintf(out, "%s, published kt, against", s.name)
	for i, m := range s.milestones {
		if i > 0 {
			fmt.Fprint(out, " and")
		}
		fmt.Fprintf(out, " −%s %% by FY%d", m.Reduction.Shift(2), m.Year)
	}
	fmt.Fprintf(out, " from FY%d; %s\n", base.Year, p.Bounds.Name)
	w := newTable(out)
	fmt.Fprintln(w, "year\tallowed\tactual\tchange from base %\tratio to path\tstatus")
	for _, row := range p.Rows {
		actual, reported := row.Actual.Get()
		if !reported {
			continue
		}
		fmt.Fprintf(w, "FY%d\t%s\t%s\t%s\t%s\t%s\n", row.Year, row.Allowance.Kilotonnes().StringFixed(1), actual.Kilotonnes(),
			negated(row.Reduction), rounded(row.Ratio, 3), row.Status)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if i := slices.IndexFunc(r.published.shares, func(row shareRow) bool { return row.What == s.published }); i >= 0 {
		fmt.Fprintf(out, "  published change %s %% (from unrounded figures); from the published kt, %s %%\n", signedMinus(r.published.shares[i].Percent.StringFixed(1)), negated(p.Latest.Reduction))
	}
	for _, g := range p.Goals {
		fmt.Fprintf(out, "  to FY%d (%s kt): %s %% of the target achieved, %s %% of the time elapsed; from here, cut %s kt per year (linear) or change by %s %% per year (compound)\n",
			g.Milestone.Year, g.Allowed.Kilotonnes(), percentOf(g.Achieved), g.Elapsed.Shift(2).StringFixed(0), kilotonnesOf(g.RequiredCut), percentOf(g.RequiredCAGR))
		fmt.Fprintf(out, "    budget FY%d–%d %s kt, spent %s, left %s, over the path so far %s\n",
			base.Year+1, g.Budget.Until, g.Budget.Total.Kilotonnes().StringFixed(1), kilotonnesOf(g.Budget.Spent), kilotonnesOf(g.Budget.Left), kilotonnesOf(g.Budget.Overshoot))
	}
	fmt.Fprintln(out)
	return nil
}

// rounded formats a value that may be undefined.
func rounded(m targets.Optional[decimal.Decimal], places int32) string {
	if v, ok := m.Get(); ok {
		return v.StringFixed(places)
	}
	return m.String()
}

// percentOf formats a share that may be undefined, in percent.
func percentOf(m targets.Optional[decimal.Decimal]) string {
	if v, ok := m.Get(); ok {
		return signedMinus(v.Shift(2).StringFixed(1))
	}
	return m.String()
}

// negated formats a reduction as a change in percent.
func negated(m targets.Optional[decimal.Decimal]) string {
	if v, ok := m.Get(); ok {
		return signedMinus(v.Neg().Shift(2).StringFixed(1))
	}
	return m.String()
}

func kilotonnesOf(m targets.Optional[ghg.CO2e]) string {
	if v, ok := m.Get(); ok {
		return signedMinus(v.Kilotonnes().StringFixed(1))
	}
	return m.String()
}

// signedMinus replaces a leading hyphen with a minus sign.
func signedMinus(s string) string {
	if s != "" && s[0] == '-' {
		return "−" + s[1:]
	}
	return s
}
