package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/targets"
)

// printProgress tracks the published emissions of every year against the path through the milestones.
func (r *recomputation) printProgress(out io.Writer) error {
	for _, s := range nec.Tracked() {
		p, err := r.Track(s)
		if err != nil {
			return fmt.Errorf("%s: %w", s.Name, err)
		}
		if err := r.printTrack(out, s, p); err != nil {
			return err
		}
	}
	fmt.Fprintln(out, "The publisher restated Scope 3 before FY2023 when the factors of category 1 were revised.")
	fmt.Fprintln(out)
	return nil
}

func (r *recomputation) printTrack(out io.Writer, s nec.Series, p targets.Progress) error {
	base := p.Target.Base
	fmt.Fprintf(out, "%s, published kt, against", s.Name)
	for i, m := range s.Milestones {
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
	if i := slices.IndexFunc(r.Published.Shares, func(row nec.ShareRow) bool { return row.What == s.Change }); i >= 0 {
		fmt.Fprintf(out, "  published change %s %% (from unrounded figures); from the published kt, %s %%\n", signedMinus(r.Published.Shares[i].Percent.StringFixed(1)), negated(p.Latest.Reduction))
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
