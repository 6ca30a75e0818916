// Command group consolidates the inventory of a group of companies by all three approaches from one run: a subsidiary, a
// joint venture that it holds, an associate, a company bought during the year, and a leased office.
//
//	go run ./examples/group                         the three approaches, what is outside, and how sure the figures are
//	go run ./examples/group -explain power-rhine    the steps of one line by equity share, with the chain of holdings
//
// The companies and their figures are fictitious; the factors are published ones.
package main

import (
	"embed"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/eea"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/inventory/quality"
	"github.com/ghgkit/ghg/inventory/uncertainty"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
)

//go:embed data
var data embed.FS

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "group:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("group", flag.ContinueOnError)
	explain := flags.String("explain", "", "print the steps of one line, by its id")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	group, err := structure()
	if err != nil {
		return err
	}
	gross, err := everything()
	if err != nil {
		return err
	}
	var list []*consolidation.Consolidation
	for _, approach := range []inventory.Approach{inventory.EquityShare, inventory.FinancialControl, inventory.OperationalControl} {
		c, err := group.Consolidate(gross, consolidation.Options{Approach: approach, Scope2: ghg.LocationBased, SplitByDays: true})
		if err != nil {
			return err
		}
		list = append(list, c)
	}
	if *explain != "" {
		return explainLine(out, list[0].Inventory(), *explain)
	}
	for _, show := range []func(io.Writer, []*consolidation.Consolidation) error{printTotals, printOutside, printAccounts, printCertainty} {
		if err := show(out, list); err != nil {
			return err
		}
	}
	return nil
}

// structure reads who holds and controls whom.
func structure() (*consolidation.Group, error) {
	s := consolidation.Structure{Parent: "Example plc"}
	err := errors.Join(
		sheet("entities", consolidation.ReadCSV, &s.Entities),
		sheet("holdings", consolidation.ReadCSV, &s.Holdings),
		sheet("controls", consolidation.ReadCSV, &s.Controls),
		sheet("leases", consolidation.ReadCSV, &s.Leases),
		sheet("accounts", consolidation.ReadCSV, &s.Accounts),
	)
	if err != nil {
		return nil, err
	}
	return consolidation.New(s)
}

// sheet reads a sheet of the data directory.
func sheet[T any](name string, read func(io.Reader, string) ([]T, error), into *[]T) error {
	name += ".csv"
	f, err := data.Open("data/" + name)
	if err != nil {
		return err
	}
	*into, err = read(f, name)
	return err
}

// everything calculates the lines of all companies at 100 %.
func everything() (*inventory.Inventory, error) {
	basis, err := published()
	if err != nil {
		return nil, err
	}
	var fuel []scope1.StationaryCombustion
	var power []scope2.Electricity
	if err := errors.Join(sheet("fuel", activity.ReadSheet, &fuel), sheet("electricity", activity.ReadSheet, &power)); err != nil {
		return nil, err
	}
	var all []activity.Activity
	for _, a := range fuel {
		all = append(all, a)
	}
	for _, a := range power {
		all = append(all, a)
	}
	return inventory.Run(basis, inventory.Organisation{
		Name: "Example Group", Approach: inventory.Unconsolidated, Period: ghg.CalendarYear(2024),
	}, all)
}

// published returns the published factors of the countries. eGRID's latest year is 2023, Japan's coefficients are for its
// fiscal year, and the sets have no residual mix.
func published() (factors.Basis, error) {
	var sources []factors.Source
	for _, load := range []func() (*factors.Set, error){
		func() (*factors.Set, error) { return desnz.Load(desnz.Edition2024) },
		func() (*factors.Set, error) { return epa.Load(epa.Edition2024) },
		func() (*factors.Set, error) { return egrid.Load(egrid.Edition2023) },
		func() (*factors.Set, error) { return eea.Load(eea.Edition2024) },
		func() (*factors.Set, error) { return japan.Load(japan.Edition2026_06) },
	} {
		set, err := load()
		if err != nil {
			return factors.Basis{}, err
		}
		sources = append(sources, set)
	}
	stack, err := factors.NewStack(sources...)
	return factors.Basis{Factors: stack, GWP: ghg.AR5(), Policy: factors.Policy{MostOfPeriod: true, OlderYears: 1, GridAverageAsResidual: true}}, err
}

func explainLine(out io.Writer, inv *inventory.Inventory, id string) error {
	found := false
	for r := range inv.Results() {
		if r.ID == id {
			found = true
			if _, err := fmt.Fprintln(out, r.ExplainSteps()); err != nil {
				return err
			}
		}
	}
	if !found {
		return fmt.Errorf("line %q: want the id of a line of the group", id)
	}
	return nil
}

// printTotals prints each scope and category by each approach.
func printTotals(out io.Writer, list []*consolidation.Consolidation) error {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "t CO2e in 2024, location-based\tscope 1\tscope 2\tcategory 8\tcategory 15\ttotal")
	for _, c := range list {
		p, err := c.Inventory().Partial(ghg.LocationBased)
		if err != nil {
			return err
		}
		cells := map[string]ghg.CO2e{}
		for k := range p.Kinds() {
			place := k.Head.Scope.String()
			if k.Head.Category != 0 {
				place = k.Head.Category.String()
			}
			cells[place] = cells[place].Add(k.CO2e)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", c.Inventory().Organisation().Approach, tonnes(cells[ghg.Scope1.String()]), tonnes(cells[ghg.Scope2.String()]),
			tonnes(cells[ghg.UpstreamLeasedAssets.String()]), tonnes(cells[ghg.Investments.String()]), tonnes(p.Total()))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// printOutside prints what each approach does not count.
func printOutside(out io.Writer, list []*consolidation.Consolidation) error {
	var text strings.Builder
	w := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nt CO2e of others\tat 100 %\tequity share\tfinancial control\toperational control")
	rows := map[string][]string{}
	var order []string
	for _, c := range list {
		lines, err := c.Outside()
		if err != nil {
			return err
		}
		for _, l := range lines {
			if len(rows[l.Entity]) == 0 {
				order = append(order, l.Entity)
				rows[l.Entity] = []string{l.Entity, tonnes(l.Gross)}
			}
			rows[l.Entity] = append(rows[l.Entity], tonnes(l.Outside))
		}
	}
	for _, entity := range order {
		fmt.Fprintln(w, strings.Join(rows[entity], "\t"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	_, err := io.WriteString(out, text.String())
	return err
}

// printAccounts prints the split that IFRS S2 asks for.
func printAccounts(out io.Writer, list []*consolidation.Consolidation) error {
	split, err := list[0].Accounts(ghg.LocationBased)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\nIFRS S2 29(a)(iv), equity share: the consolidated accounting group %s and %s t in scopes 1 and 2, other investees %s and %s t\n",
		tonnes(split.Group.Scope1), tonnes(split.Group.Scope2), tonnes(split.Others.Scope1), tonnes(split.Others.Scope2))
	return err
}

// printCertainty prints the grades of the data, and the interval that follows from them.
func printCertainty(out io.Writer, list []*consolidation.Consolidation) error {
	p, err := list[0].Inventory().Partial(ghg.LocationBased)
	if err != nil {
		return err
	}
	grades, err := quality.RollUp(p, nil)
	if err != nil {
		return err
	}
	for _, g := range grades {
		if _, err := fmt.Fprintf(out, "\n%s", g); err != nil {
			return err
		}
	}
	analysis, err := uncertainty.Of(list[0].Inventory(), ghg.LocationBased, uncertainty.Model{
		Amount:     uncertainty.ByQuality(uncertainty.Ecoinvent2, nil),
		Factor:     func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return uncertainty.PlusMinus(fivePercent) },
		LeftOut:    []ghg.InputKind{ghg.InputPotential},
		MinCovered: 0.7,
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "\n%s", analysis)
	return err
}

// fivePercent is an assumption of the example: the publishers state no uncertainty.
var fivePercent = decimal.New(5, -2)

func tonnes(c ghg.CO2e) string { return c.Tonnes().StringFixed(1) }
