package targets

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
	"github.com/ghgkit/ghg/internal/table"
)

// String returns the progress as a table to print: what the target is, a line for each year and one for each milestone.
// Tonnes are rounded half up to whole ones, or to three places below 1,000 t in the base year; shares to 0.1 %. [Progress.Rows]
// has the exact figures.
func (p Progress) String() string {
	var b strings.Builder
	base := p.Target.Base
	name := input.Shorten(p.Target.Name)
	if name == "" {
		name = "Target"
	}
	if base.Accounting != 0 {
		name += ", " + base.Accounting.String()
	}
	fmt.Fprintf(&b, "%s, from %s t CO2e in %s; %s\n", name, p.tonnes(base.Emissions), label(base.Period, base.Year), p.Bounds.Name)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "year\tallowed t\tactual t\tchange %\tof path %\tstatus")
	for _, r := range p.Rows {
		change, actual := "–", "–"
		if e, ok := r.Actual.Get(); ok {
			actual = p.tonnes(e)
		}
		if reduction, ok := r.Reduction.Get(); ok {
			change = inPercent(reduction.Neg())
		}
		ratio := "–"
		if q, ok := r.Ratio.Get(); ok {
			ratio = inPercent(q)
		}
		status := r.Status.String()
		if r.Annualised {
			status += ", annualised"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", p.labelOf(r), p.tonnes(r.Allowance), actual, change, ratio, status)
	}
	_ = w.Flush() // a strings.Builder takes everything
	for _, g := range p.Goals {
		b.WriteString(p.line(g) + "\n")
	}
	return b.String()
}

// labelOf returns the label of a row. A year that was not reported is labelled as the base year is: FY2021 after FY2020.
func (p Progress) labelOf(r Row) string {
	base := p.Target.Base
	prefix, named := strings.CutSuffix(label(base.Period, base.Year), strconv.Itoa(base.Year))
	if named && r.Label == strconv.Itoa(r.Year) {
		return prefix + r.Label
	}
	return r.Label
}

// line returns one milestone with how far the latest reported year is from it.
func (p Progress) line(g Goal) string {
	s := fmt.Sprintf("to %d, %s %%: %s t", g.Milestone.Year, inPercent(g.Milestone.Reduction.Neg()), p.tonnes(g.Allowed))
	if share, ok := g.Achieved.Get(); ok {
		s += fmt.Sprintf("; %s %% of the cut achieved in %s %% of the time", inPercent(share), inPercent(g.Elapsed))
	}
	if cut, ok := g.RequiredCut.Get(); ok && !g.Reached {
		s += fmt.Sprintf("; %s t a year still to cut", p.tonnes(cut))
	}
	if g.Reached {
		s += "; reached"
	}
	return s
}

// WriteTo writes what String returns. A share too long to compute with is an error.
func (p Progress) WriteTo(w io.Writer) (int64, error) {
	if w == nil {
		return 0, input.ErrNoWriter
	}
	if err := p.checkRows(); err != nil {
		return 0, err
	}
	n, err := io.WriteString(w, p.String())
	return int64(n), err
}

// WriteCSV writes a row for each year with the exact figures: tonnes, and shares as fractions of one. A cell is empty where
// there is no figure.
func (p Progress) WriteCSV(w io.Writer) error {
	if err := p.checkRows(); err != nil {
		return err
	}
	header := []string{"year", "label", "allowed_t", "actual_t", "reduction", "ratio_to_path", "status", "annualised"}
	rows := make([][]string, 0, len(p.Rows))
	for _, r := range p.Rows {
		actual, share := "", func(o Optional[decimal.Decimal]) string {
			if v, ok := o.Get(); ok {
				return dec.Text(v)
			}
			return ""
		}
		if e, ok := r.Actual.Get(); ok {
			actual = dec.Text(e.Tonnes())
		}
		rows = append(rows, []string{
			strconv.Itoa(r.Year), r.Label, dec.Text(r.Allowance.Tonnes()), actual, share(r.Reduction), share(r.Ratio), r.Status.String(), strconv.FormatBool(r.Annualised),
		})
	}
	return table.Write(w, header, rows, false)
}

// checkRows returns an error for a number that is too long to compute with, as in a Progress that Track did not make.
func (p Progress) checkRows() error {
	for _, r := range p.Rows {
		for _, o := range []Optional[decimal.Decimal]{r.Reduction, r.Ratio} {
			if v, ok := o.Get(); ok {
				if err := checkNumber("share of "+strconv.Itoa(r.Year), v); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// tonnes writes an amount for a reader.
func (p Progress) tonnes(c ghg.CO2e) string {
	const large, places = 1000, 3
	if p.Target.Base.Emissions.Tonnes().GreaterThanOrEqual(decimal.New(large, 0)) {
		return c.Tonnes().StringFixed(0)
	}
	return c.Tonnes().StringFixed(places)
}

// inPercent writes a share for a reader.
func inPercent(share decimal.Decimal) string {
	if dec.Check(share) != nil { // of a Progress that Track did not make
		return dec.Brief(share)
	}
	s := share.Shift(2).StringFixed(1)
	if strings.HasPrefix(s, "-") {
		return "−" + s[1:]
	}
	return s
}
