package bridge

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
)

// Bar is a bar of a waterfall chart.
type Bar struct {
	Label string
	Start ghg.CO2e
	Delta ghg.CO2e
	End   ghg.CO2e // Start + Delta
}

// Waterfall returns the bars of a chart with inventory A first, the terms that are not zero, and inventory B last. The first
// and the last bar begin at zero, every other at the end of the one before.
func (b Bridge) Waterfall(from, to string) []Bar {
	bars := []Bar{{Label: from, Delta: b.From, End: b.From}}
	at := b.From
	for _, t := range b.Terms {
		if t.CO2e.IsZero() {
			continue
		}
		bars = append(bars, Bar{t.Term.String(), at, t.CO2e, at.Add(t.CO2e)})
		at = at.Add(t.CO2e)
	}
	return append(bars, Bar{Label: to, Delta: b.To, End: b.To})
}

// Steps returns the bridge as a step that can be recomputed: E_A + Σ terms = E_B, in kilograms of CO2e. The zero Bridge
// has none.
func (b Bridge) Steps() []ghg.Step {
	if len(b.Terms) == 0 {
		return nil
	}
	const unit = "kg CO2e"
	s := ghg.Step{Label: "bridge", Op: ghg.Sum, Value: b.To.Kg(), Unit: unit}
	s.Terms = append(s.Terms, ghg.Term{Label: "inventory A", Kind: ghg.TermInput, Value: b.From.Kg(), Unit: unit})
	for _, t := range b.Terms {
		s.Terms = append(s.Terms, ghg.Term{Label: t.Term.String(), Kind: ghg.TermInput, Value: t.CO2e.Kg(), Unit: unit})
	}
	return []ghg.Step{s}
}

// String returns the bridge as a table to print: tonnes of each term that is not zero, rounded half up to 0.001, with the
// number of lines. The table names terms that could not be separated. [Bridge.Terms] has the exact figures.
func (b Bridge) String() string {
	var s strings.Builder
	w := tabwriter.NewWriter(&s, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "term\tt CO2e\tlines")
	fmt.Fprintf(w, "inventory A\t%s\t–\n", tonnes(b.From))
	for _, t := range b.Terms {
		if t.Lines > 0 {
			fmt.Fprintf(w, "%s\t%s\t%d\n", t.Term, tonnes(t.CO2e), t.Lines)
		}
	}
	fmt.Fprintf(w, "inventory B\t%s\t–\n", tonnes(b.To))
	_ = w.Flush() // a strings.Builder takes everything
	if n := b.inseparable(); n > 0 {
		fmt.Fprintf(&s, "%d lines could not be separated: their whole difference is in the term method.\n", n)
	}
	return s.String()
}

func (b Bridge) inseparable() int {
	n := 0
	for _, l := range b.Lines {
		for _, p := range l.Parts {
			if p.Inseparable {
				n++
			}
		}
	}
	return n
}

func tonnes(c ghg.CO2e) string {
	return dec.Text(c.Tonnes().Round(3))
}
