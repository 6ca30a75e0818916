package uncertainty

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/input"
)

// mostPrinted is the number of contributions in a printed table.
const mostPrinted = 10

// String returns the analysis as tables to print: the total, the scopes and the categories, and the inputs that contribute
// most. Tonnes and shares are rounded.
func (a Analysis) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Parameter uncertainty, %s; reported figures are medians\n", a.accounting)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "figure\treported t CO2e\tcovered %\tGSD²\t− 2σ t\t+ 2σ t\tmean less reported t\tσ by")
	total := a.Total()
	for _, f := range append(append([]Figure{total}, a.ByScope()...), a.ByCategory()...) {
		f.row(w)
	}
	_ = w.Flush() // a strings.Builder takes everything
	if len(a.leftOut) > 0 {
		kinds := make([]string, len(a.leftOut))
		for i, k := range a.leftOut {
			kinds[i] = k.String()
		}
		b.WriteString("Left out on purpose: the uncertainty of every " + strings.Join(kinds, ", ") + "\n")
	}
	a.writeContributions(&b)
	return b.String()
}

func (a Analysis) writeContributions(b *strings.Builder) {
	list := a.Contributions()
	if len(list) == 0 {
		return
	}
	w := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "input\tlines\tuncertainty\tof σ² %%, %s\n", FirstOrder)
	for _, c := range list[:min(len(list), mostPrinted)] {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\n", c.Input, c.Lines, c.Uncertainty, fixed(100*c.Share, 2))
	}
	_ = w.Flush() // a strings.Builder takes everything
	if more := len(list) - mostPrinted; more > 0 {
		b.WriteString("and " + strconv.Itoa(more) + " inputs with less\n")
	}
}

// row writes a figure by the Fenton–Wilkinson rule. The interval is that of the covered lines.
func (f Figure) row(w *tabwriter.Writer) {
	share := "–"
	if f.Share != nil {
		share = fixed(100*f.Share.InexactFloat64(), 1)
	}
	e, known := f.By(FentonWilkinson)
	if !known {
		fmt.Fprintf(w, "%s\t%s\t%s\tunknown\t–\t–\t–\t%s\n", f.Name, tonnes(f.Reported), share, f.Why)
		return
	}
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", f.Name, tonnes(f.Reported), share, fixed(e.GSD2, 4), inTonnes(e.Low), inTonnes(e.High), inTonnes(f.Above), e.Rule)
}

// String returns what was simulated, on one line for each figure.
func (s Simulated) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d draws with the seed %d, of %s t CO2e as reported\n", s.Draws, s.Seed, tonnes(s.Reported))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "mean\t%s t CO2e\t± %s\n", inTonnes(s.Mean), inTonnes(s.MeanError))
	fmt.Fprintf(w, "standard deviation\t%s t CO2e\t± %s\n", inTonnes(s.SD), inTonnes(s.SDError))
	fmt.Fprintf(w, "median\t%s t CO2e\n", inTonnes(s.Median))
	fmt.Fprintf(w, "2.5 to 97.5 %% quantile\t%s to %s t CO2e\n", inTonnes(s.Low), inTonnes(s.High))
	for _, t := range s.Targets {
		fmt.Fprintf(w, "at most %s t CO2e\t%s %% of draws\t± %s\n", tonnes(t.Target), fixed(100*t.Probability, 2), fixed(100*t.Error, 2))
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}

// String returns the line with its ± 2σ interval, or the inputs that are unknown.
func (l Line) String() string {
	s := input.Shorten(l.ID)
	if l.Part != "" {
		s += " (" + input.Shorten(l.Part) + ")"
	}
	s += ": " + tonnes(l.CO2e) + " t CO2e"
	if l.Covered {
		return s + ", GSD² " + fixed(l.GSD2, 4) + ", ± 2σ " + inTonnes(l.Low) + " to " + inTonnes(l.High) + " t"
	}
	names := make([]string, 0, len(l.Unknown))
	for _, in := range l.Unknown[:min(len(l.Unknown), mostPrinted)] {
		names = append(names, in.String())
	}
	return s + ", unknown: no uncertainty of " + strings.Join(names, ", ")
}

func fixed(x float64, places int) string { return strconv.FormatFloat(x, 'f', places, 64) }

func percent(share float64) string { return strconv.FormatFloat(100*share, 'g', 4, 64) + " %" }

// inTonnes writes kilograms as tonnes, rounded to kilograms.
func inTonnes(kg float64) string {
	const milli = 3
	return fixed(kg/1000, milli)
}

// tonnes writes exact emissions rounded to kilograms.
func tonnes(c ghg.CO2e) string {
	const milli = 3
	return c.Tonnes().StringFixed(milli)
}
