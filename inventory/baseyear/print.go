package baseyear

import (
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/internal/input"
)

// String returns the assessment as a table to print: each boundary in tonnes and percent of its base, and below it each
// event with its verdict. Tonnes are rounded half up to 0.001, shares to 0.1 %.
func (a Assessment) String() string {
	var b strings.Builder
	verdict := "not recalculated"
	if a.Recalculate {
		verdict = "recalculated"
	}
	fmt.Fprintf(&b, "Base year, version %s, by %s in the report of %d: %s\n", input.Shorten(a.Version), input.Shorten(a.Policy.Name), a.Year, verdict)
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "boundary\tbase t CO2e\tnet t\tnet %\tgross %\tlargest %\trecalculate\tnot known")
	for _, x := range a.Boundaries {
		unknown := "–"
		if len(x.Unknown) > 0 {
			unknown = strconv.Itoa(len(x.Unknown)) + " events"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", input.Shorten(x.Name), tonnes(x.Base), tonnes(x.Net), percent(x.NetShare), percent(x.GrossShare), percent(x.LargestShare), yes(x.Recalculate), unknown)
	}
	_ = w.Flush() // a strings.Builder takes everything
	for _, x := range a.Boundaries {
		for _, c := range x.Crossed {
			fmt.Fprintf(&b, "%s: %s crosses %s %% of categories 1 to 14, from %s to %s %%\n", input.Shorten(x.Name), c.Category, percent(a.Policy.CategoryShare), percent(c.Before), percent(c.After))
		}
		for _, v := range x.Events {
			fmt.Fprintf(&b, "%s: %s, %s t: %s\n", input.Shorten(x.Name), input.Shorten(v.Event), tonnes(v.Delta), input.Shorten(v.Reason))
		}
	}
	return b.String()
}

// String returns both series as a table to print, in tonnes rounded half up to 0.001, each year with what it is.
func (r Recalculation) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "year\t%s t CO2e\t%s t CO2e\tchange t\tfigures\n", input.Shorten(r.Old.Version.ID), input.Shorten(r.New.Version.ID))
	for _, row := range r.Rows {
		note := row.Status.String()
		if row.Reason != "" {
			note += ": " + input.Shorten(row.Reason)
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", row.Year, tonnes(row.Reported), tonnes(row.Recalculated), tonnes(row.Change), note)
	}
	_ = w.Flush() // a strings.Builder takes everything
	return b.String()
}

func tonnes(c ghg.CO2e) string { return dec.Text(c.Tonnes().Round(3)) }

func percent(share decimal.Decimal) string {
	if dec.Check(share) != nil {
		return dec.Brief(share)
	}
	return dec.Text(share.Shift(2).Round(1))
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
