package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/examples/fy2023/nec"
	"github.com/ghgkit/ghg/inventory"
)

// row is a line of the table: the results to compare with one published figure.
type row struct {
	name      string
	results   []ghg.Result
	published decimal.Decimal
	places    int32  // decimal places of the published figure
	reason    string // why a recomputed figure differs
}

// rows returns the lines of the inventory with the published figures.
func (r *recomputation) rows() ([]row, error) {
	year := r.Published.Emissions[2023]
	if year.Scope2Location == nil {
		return nil, errors.New("published/emissions.csv: there is no location-based figure for FY2023")
	}
	rows := []row{
		{name: "Scope 1", published: year.Scope1, results: r.pick(ghg.Scope1, 0, 0)},
		{
			name: "Scope 2, market", published: year.Scope2Market, results: r.pick(ghg.Scope2, 0, ghg.MarketBased),
			reason: "the coefficients of NEC's several suppliers are not published; the ministry's substitute value stands in",
		},
		{
			name: "Scope 2, location", published: *year.Scope2Location, results: r.pick(ghg.Scope2, 0, ghg.LocationBased),
			reason: "NEC uses the IEA's factors of each country, which are proprietary; Japan's average stands in for all of them",
		},
	}
	for c := ghg.PurchasedGoodsAndServices; c.Valid(); c++ {
		results := r.pick(ghg.Scope3, c, 0)
		if len(results) == 0 {
			continue
		}
		kt, err := r.Published.Category(c)
		if err != nil {
			return nil, err
		}
		line := row{name: fmt.Sprintf("Category %d, %s", int(c), c.Name()), published: kt, results: results, places: max(0, -kt.Exponent())}
		if c == ghg.UseOfSoldProducts {
			line.reason = "NEC does not publish the factors it used; the ministry's substitute value for Japan stands in for them"
		}
		rows = append(rows, line)
	}
	return rows, nil
}

// pick returns the results of a scope, category and accounting.
func (r *recomputation) pick(s ghg.Scope, c ghg.Category, a ghg.Accounting) []ghg.Result {
	var picked []ghg.Result
	for result := range r.Inventory.Results() {
		if result.Scope == s && result.Category == c && (a == 0 || result.Accounting == a) {
			picked = append(picked, result)
		}
	}
	return picked
}

func (line row) kt() decimal.Decimal {
	var sum ghg.CO2e
	for _, result := range line.results {
		sum = sum.Add(result.CO2e)
	}
	return sum.Kilotonnes()
}

func (line row) recomputed() bool {
	for _, result := range line.results {
		if result.Origin != ghg.Calculated {
			return false
		}
	}
	return true
}

var hundred = decimal.NewFromInt(100)

// percent returns 100 × a ÷ b for display.
func percent(a, b decimal.Decimal) (decimal.Decimal, error) {
	part, err := ghg.KgCO2e(a.Mul(hundred))
	if err != nil {
		return decimal.Decimal{}, err
	}
	whole, err := ghg.KgCO2e(b)
	if err != nil {
		return decimal.Decimal{}, err
	}
	p, err := part.Ratio(whole)
	if err != nil {
		return decimal.Decimal{}, fmt.Errorf("share of a published figure of zero: %w", err)
	}
	return p, nil
}

func newTable(out io.Writer) *tabwriter.Writer { return tabwriter.NewWriter(out, 0, 0, 2, ' ', 0) }

// printInventory prints one line per published figure: the activity and factors it was recomputed from, and how far the
// result is from it.
func (r *recomputation) printInventory(out io.Writer) error {
	rows, err := r.rows()
	if err != nil {
		return err
	}
	year := nec.FiscalYear(2023)
	fmt.Fprintf(out, "NEC Group, FY2023 (%s to %s), %s, GWP %s, kt CO2e\n\n", year.Start, year.End.AddDays(-1), inventory.FinancialControl, r.Inventory.GWP())
	w := newTable(out)
	fmt.Fprintln(w, "line\tactivity\tfactor\trecomputed\tpublished\tdifference\t%\thow it was obtained\t")
	for _, line := range rows {
		if err := printRow(w, line); err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)
	for _, line := range rows {
		if line.reason != "" {
			fmt.Fprintf(out, "%s differs because %s.\n", line.name, line.reason)
		}
	}
	printSources(out, rows)
	return nil
}

// printRow prints a published figure and, below it, each result that was calculated for it.
func printRow(w io.Writer, line row) error {
	kt := line.kt()
	if len(line.results) == 0 {
		fmt.Fprintf(w, "%s\t\t\t\t%s\t\t\tmissing: no sheet has a line for it\t\n", line.name, line.published)
		return nil
	}
	if !line.recomputed() {
		fmt.Fprintf(w, "%s\t\t\t\t%s\t\t\treported by the publisher\t\n", line.name, line.published)
		return nil
	}
	difference, err := percent(kt.Sub(line.published), line.published)
	if err != nil {
		return err
	}
	how := "recomputed"
	if kt.Round(line.places).Equal(line.published) {
		how += ", within the published rounding"
	}
	fmt.Fprintf(w, "%s\t\t\t%s\t%s\t%s\t%s\t%s\t\n", line.name, kt.StringFixed(2), line.published, signed(kt.Sub(line.published), 2), signed(difference, 1), how)
	for _, result := range line.results {
		for i, f := range result.Factors {
			if i == 0 {
				fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t\t\t\t\t\n", result.ID, activityOf(result), f.ID, result.CO2e.Kilotonnes().StringFixed(2))
			} else {
				fmt.Fprintf(w, "\t\t%s\t\t\t\t\t\t\n", f.ID)
			}
		}
	}
	return nil
}

// activityOf returns the amount that a result begins with.
func activityOf(result ghg.Result) string {
	first := result.Steps[0].Terms[0]
	return first.Value.String() + " " + first.Unit
}

// printSources prints the document of every factor, and every caveat with the lines that carry it.
func printSources(out io.Writer, rows []row) {
	fmt.Fprintln(out, "\nFactors")
	seen := map[string]bool{}
	var caveats []string
	carriers := map[string][]string{}
	for _, line := range rows {
		for _, result := range line.results {
			if result.Origin != ghg.Calculated {
				continue
			}
			for _, f := range result.Factors {
				if !seen[f.ID] {
					seen[f.ID] = true
					fmt.Fprintf(out, "  %s: %s\n", f.ID, f.Source())
				}
			}
			for _, c := range result.Caveats {
				text := c.String()
				if carriers[text] == nil {
					caveats = append(caveats, text)
				}
				if !slices.Contains(carriers[text], result.ID) {
					carriers[text] = append(carriers[text], result.ID)
				}
			}
		}
	}
	fmt.Fprintln(out, "\nCaveats")
	for _, text := range caveats {
		fmt.Fprintf(out, "  %s (%s)\n", text, strings.Join(carriers[text], ", "))
	}
	fmt.Fprintln(out)
}

// signed formats a difference with its sign, rounded half up.
func signed(d decimal.Decimal, places int32) string {
	s := d.StringFixed(places)
	if d.Round(places).IsPositive() {
		return "+" + s
	}
	return strings.Replace(s, "-", "−", 1)
}

// printTotals prints both totals, the shares and the part that was recomputed.
func (r *recomputation) printTotals(out io.Writer) error {
	year := r.Published.Emissions[2023]
	w := newTable(out)
	fmt.Fprintln(w, "totals, kt CO2e\tthis inventory\tpublished")
	for _, a := range []ghg.Accounting{ghg.MarketBased, ghg.LocationBased} {
		total, err := r.Inventory.Partial(a)
		if err != nil {
			return err
		}
		shown := ""
		if a == ghg.MarketBased {
			shown = year.Total.String()
		}
		fmt.Fprintf(w, "Scope 1+2+3, %s%s\t%s\t%s\n", a, withoutScopes(total), total.Total().Kilotonnes().StringFixed(1), shown)
	}
	market, err := r.Inventory.Partial(ghg.MarketBased)
	if err != nil {
		return err
	}
	if err := r.printShares(w, year, market.Total()); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)
	share, err := market.Share(inventory.Recomputed)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s %% of the market-based total was recomputed; the rest is as reported.\n", share.Mul(hundred).StringFixed(1))
	for _, c := range r.Inventory.Coverage() {
		switch {
		case c.Status != inventory.Missing:
		case c.Category == 0:
			fmt.Fprintf(out, "%s: missing, no sheet has a line for it\n", c.Scope)
		default:
			fmt.Fprintf(out, "%s: missing, no figure is published\n", c.Category)
		}
	}
	fmt.Fprintln(out)
	return nil
}

// withoutScopes names the scopes that a sheet without lines leaves out of a total. Missing categories are listed below it.
func withoutScopes(total inventory.Partial) string {
	var names strings.Builder
	for _, gap := range total.Missing {
		if gap.Category == 0 {
			names.WriteString(", without " + gap.Scope.String())
		}
	}
	return names.String()
}

// printShares prints the shares of the total from this inventory, from the published kilotonnes, and as published.
func (r *recomputation) printShares(w io.Writer, year nec.EmissionsRow, total ghg.CO2e) error {
	cat1, err := r.Published.Category(ghg.PurchasedGoodsAndServices)
	if err != nil {
		return err
	}
	cat11, err := r.Published.Category(ghg.UseOfSoldProducts)
	if err != nil {
		return err
	}
	own := func(keep func(ghg.Result) bool) decimal.Decimal {
		var sum ghg.CO2e
		for result := range r.Inventory.Select(ghg.MarketBased, keep) {
			sum = sum.Add(result.CO2e)
		}
		return sum.Kilotonnes()
	}
	isCategory := func(c ghg.Category) func(ghg.Result) bool {
		return func(result ghg.Result) bool { return result.Category == c }
	}
	ownScope3 := own(func(result ghg.Result) bool { return result.Scope == ghg.Scope3 })
	ownCat1, ownCat11 := own(isCategory(ghg.PurchasedGoodsAndServices)), own(isCategory(ghg.UseOfSoldProducts))
	fmt.Fprintln(w, "\nshares, %\tthis inventory\tfrom the published kt\tpublished")
	for _, s := range []struct {
		what         string
		own, printed decimal.Decimal
	}{
		{"Scope 1+2 of total", total.Kilotonnes().Sub(ownScope3), year.Scope1.Add(year.Scope2Market)},
		{"Scope 3 of total", ownScope3, year.Scope3},
		{"category 1 of total", ownCat1, cat1},
		{"category 11 of total", ownCat11, cat11},
		{"other Scope 3 of total", ownScope3.Sub(ownCat1).Sub(ownCat11), year.Scope3.Sub(cat1).Sub(cat11)},
	} {
		if err := r.printShare(w, s.what, s.own, total.Kilotonnes(), s.printed, year.Total); err != nil {
			return err
		}
	}
	renewable, err := r.Published.MWh(2023, "renewable electricity")
	if err != nil {
		return err
	}
	other, err := r.Published.MWh(2023, "electricity")
	if err != nil {
		return err
	}
	return r.printShare(w, "renewable share of electricity", renewable, renewable.Add(other), renewable, renewable.Add(other))
}

func (r *recomputation) printShare(w io.Writer, what string, own, ownTotal, printed, printedTotal decimal.Decimal) error {
	mine, err := percent(own, ownTotal)
	if err != nil {
		return err
	}
	theirs, err := percent(printed, printedTotal)
	if err != nil {
		return err
	}
	for _, s := range r.Published.Shares {
		if s.What == what {
			_, err := fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", what, mine.StringFixed(1), theirs.StringFixed(1), s.Percent)
			return err
		}
	}
	return fmt.Errorf("published/shares.csv: there is no share %q", what)
}

// printScope1 prints scope 1 of every year, with the statutory set in force that year.
func (r *recomputation) printScope1(out io.Writer) error {
	w := newTable(out)
	fmt.Fprintln(w, "Scope 1, kt CO2\trecomputed\tpublished\twithin rounding\tfactors in force")
	for year := 2020; year <= 2023; year++ {
		var sum ghg.CO2e
		var used []string
		for _, result := range r.Scope1 {
			if result.Period.Same(nec.FiscalYear(year)) {
				sum = sum.Add(result.CO2e)
				for _, f := range result.Factors {
					used = append(used, f.ID)
				}
			}
		}
		printed := r.Published.Emissions[year].Scope1
		if len(used) == 0 {
			fmt.Fprintf(w, "FY%d\tmissing\t%s\t\t\n", year, printed)
			continue
		}
		within := "no"
		if sum.Kilotonnes().Round(0).Equal(printed) {
			within = "yes"
		}
		fmt.Fprintf(w, "FY%d\t%s\t%s\t%s\t%s\n", year, sum.Kilotonnes().StringFixed(2), printed, within, strings.Join(used, ", "))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)
	return nil
}
