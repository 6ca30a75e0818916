// Command electricity reports the purchased electricity of a company with sites in Japan, Great Britain and two
// subregions of the United States grid, location-based and market-based. It shows a ledger of certificates and a power
// purchase agreement, the answers to the quality criteria, the unused instruments, and one site matched hour by hour.
//
//	go run ./examples/electricity
//
// The company and its data are fictitious: the load has the shape of an office's, and the wind power is a random walk that
// is higher in winter. Both are stored in the folder data. The grid factors are published ones.
package main

import (
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

//go:embed data
var embedded embed.FS

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "electricity:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	files, err := fs.Sub(embedded, "data")
	if err != nil {
		return err
	}
	b, err := basis()
	if err != nil {
		return err
	}
	purchases, err := read(files, "purchases.csv", activity.ReadSheet[scope2.Electricity])
	if err != nil {
		return err
	}
	// A vintage must lie within the year of use.
	ledger, err := read(files, "instruments.csv", func(r io.Reader, name string) (scope2.Ledger, error) {
		return scope2.ReadLedger(r, name, scope2.Window{})
	})
	if err != nil {
		return err
	}
	allocation, err := ledger.Allocate(purchases)
	if err != nil {
		return err
	}
	duals, err := allocation.Dual(b)
	if err != nil {
		return err
	}
	var text strings.Builder
	printInstruments(&text, allocation)
	matching, err := londonByHour(files, b, purchases, ledger)
	if err != nil {
		return err
	}
	disclosure, err := disclose(duals)
	if err != nil {
		return err
	}
	sites, err := sites(duals)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, sites+text.String()+matching+disclosure)
	return err
}

// basis returns the published factors of the three countries, and what may be relaxed: Japan's coefficients are for its
// fiscal year, and these sets have no open residual mix for Great Britain or the United States.
func basis() (factors.Basis, error) {
	jp, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		return factors.Basis{}, err
	}
	gb, err := desnz.Load(desnz.Edition2023)
	if err != nil {
		return factors.Basis{}, err
	}
	us, err := egrid.Load(egrid.Edition2023)
	if err != nil {
		return factors.Basis{}, err
	}
	stack, err := factors.NewStack(jp, gb, us)
	return factors.Basis{Factors: stack, GWP: ghg.AR5(), Policy: factors.Policy{MostOfPeriod: true, GridAverageAsResidual: true}}, err
}

func read[T any](files fs.FS, name string, parse func(io.Reader, string) (T, error)) (T, error) {
	var none T
	f, err := files.Open(name)
	if err != nil {
		return none, err
	}
	defer func() { _ = f.Close() }() // opened for reading only
	return parse(f, name)
}

func sites(duals []scope2.Dual) (string, error) {
	rows := make([][]string, 0, len(duals)+1)
	rows = append(rows, []string{"site", "location-based", "market-based", "covered by"})
	var caveats strings.Builder
	for _, d := range duals {
		parts := make([]string, 0, len(d.Market.Covers))
		for _, c := range d.Market.Covers {
			name := c.Source.String()
			if c.Source == ghg.ByInstrument {
				name = c.Instrument
			}
			energy, err := units.Parse(c.Energy.String())
			if err != nil {
				return "", err
			}
			parts = append(parts, name+" "+megawattHours(energy))
		}
		rows = append(rows, []string{d.Location.Site, tonnes(d.Location.CO2e), tonnes(d.Market.CO2e), strings.Join(parts, "; ")})
		for _, r := range d.Results() {
			for _, c := range r.Caveats {
				fmt.Fprintf(&caveats, "  %s, %s: %s\n", r.Site, r.Accounting, c)
			}
		}
	}
	return "Scope 2 by both methods, t CO2e: the two are never added\n" + table(rows) + caveats.String(), nil
}

func printInstruments(out *strings.Builder, a scope2.Allocation) {
	fmt.Fprintln(out, "\nUnused instruments")
	for _, u := range a.Unused {
		fmt.Fprintf(out, "  %s: %s of %s is left over and reduces nothing\n", u.Instrument.ID, megawattHours(u.Volume), megawattHours(u.Instrument.Volume))
	}
	for _, r := range a.Refused {
		fmt.Fprintf(out, "  %s: refused for %s\n", r.Instrument.ID, r.Purchase)
		for _, answer := range r.Answers {
			fmt.Fprintf(out, "    %s\n", answer)
		}
	}
}

// londonByHour matches London's load with its wind power by year, month and hour.
func londonByHour(files fs.FS, b factors.Basis, purchases []scope2.Electricity, ledger scope2.Ledger) (string, error) {
	period, kWh := ghg.CalendarYear(2023), units.MustUnit("kWh")
	series := func(r io.Reader, name string) (scope2.Series, error) { return scope2.ReadSeries(r, name, period, kWh) }
	load, err := read(files, "load-london.csv", series)
	if err != nil {
		return "", err
	}
	wind, err := read(files, "supply-wind-ppa.csv", series)
	if err != nil {
		return "", err
	}
	var london scope2.Electricity
	for _, p := range purchases {
		if p.Site == "London" {
			london = p
		}
	}
	var supplies []scope2.Supply
	for _, in := range ledger.Instruments() {
		if in.ID == "WIND-PPA" {
			supplies = append(supplies, scope2.Supply{Instrument: in, Series: wind})
		}
	}
	loads := []scope2.Consumption{{Purchase: london.ID, Site: london.Site, Region: london.Region, Series: load}}

	rows := [][]string{{"by", "covered", "share", "excess", "residual emissions"}}
	for _, g := range []scope2.Granularity{scope2.Annual, scope2.Monthly, scope2.Hourly} {
		m, err := scope2.MatchSupply(g, loads, supplies)
		if err != nil {
			return "", err
		}
		matched, err := m.Purchases([]scope2.Electricity{london}, supplies)
		if err != nil {
			return "", err
		}
		d, err := matched[0].Dual(b)
		if err != nil {
			return "", err
		}
		rows = append(rows, []string{g.String(), megawattHours(m.Covered), percent(m.MatchedShare), megawattHours(m.Excess), tonnes(d.Market.CO2e) + " t"})
	}
	return "\nLondon's load matched with its wind power\n" + table(rows), nil
}

func disclose(duals []scope2.Dual) (string, error) {
	var results []ghg.Result
	for _, d := range duals {
		results = append(results, d.Results()...)
	}
	d, err := scope2.Disclose(results)
	if err != nil {
		return "", err
	}
	rows := [][]string{{"energy by source", "energy", "share", "renewable", "t CO2e"}}
	for _, r := range d.Rows {
		rows = append(rows, []string{r.Name(), megawattHours(r.Energy), percent(r.Share), megawattHours(r.Renewable), tonnes(r.CO2e)})
	}
	rows = append(rows, []string{"all", megawattHours(d.Energy), "", "", tonnes(d.Market)})
	var text strings.Builder
	text.WriteString("\nDisclosure\n" + table(rows))
	fmt.Fprintf(&text, "location-based %s t, market-based %s t\n", tonnes(d.Location), tonnes(d.Market))
	fmt.Fprintf(&text, "renewable %s; for RE100 %s, with its allowance for older plants %s\n", percent(d.Renewable), percent(d.RE100), percent(d.RE100WithAllowance))
	fmt.Fprintf(&text, "without a residual mix %s\n", percent(d.WithoutResidualMix))
	return text.String(), nil
}

// table aligns rows in columns.
func table(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], len(cell))
		}
	}
	var text strings.Builder
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			fmt.Fprintf(&line, "%-*s  ", widths[i], cell)
		}
		text.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return text.String()
}

func percent(share decimal.Decimal) string { return share.Shift(2).StringFixed(1) + " %" }

func tonnes(c ghg.CO2e) string { return c.Tonnes().StringFixed(1) }

func megawattHours(q units.Quantity) string {
	mwh, err := q.In(units.MustUnit("MWh"))
	if err != nil {
		return q.String()
	}
	return mwh.Value.StringFixed(1) + " MWh"
}
