// Command fleet-and-refrigerants calculates the Scope 1 emissions of a company with boilers, vehicles and refrigeration
// equipment in two countries, from CSV sheets. It uses the UK Government's factors for the site in Leeds and the US EPA's
// for the site in Austin.
//
//	go run ./examples/fleet-and-refrigerants                        the table, biogenic CO2, caveats and the steps of a leak
//	go run ./examples/fleet-and-refrigerants -explain vans-austin   the steps of one line
//
// The company and its figures are fictitious. The vans in Austin run on B20: a fifth of the volume is biodiesel, whose CO2
// is not in the total. The trucks' distance is unknown, which leaves a caveat.
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

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
)

//go:embed data
var data embed.FS

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fleet-and-refrigerants:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	flags := flag.NewFlagSet("fleet-and-refrigerants", flag.ContinueOnError)
	explain := flags.String("explain", "", "print the steps of one line, by its id")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("argument %q: want flags only, see -help", flags.Arg(0))
	}
	basis, err := factorsOfTwoCountries()
	if err != nil {
		return err
	}
	lines, err := sheets()
	if err != nil {
		return err
	}
	inv, err := inventory.Run(basis, inventory.Organisation{
		Name: "Example Foods Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024),
		Excluded: []inventory.Exclusion{
			{Scope: ghg.Scope2, Reason: "this example shows scope 1 only"}, {Scope: ghg.Scope3, Reason: "this example shows scope 1 only"},
		},
	}, lines)
	if err != nil {
		return err
	}
	if *explain != "" {
		return explainLine(out, inv, *explain)
	}
	return printInventory(out, inv)
}

// factorsOfTwoCountries returns both publishers' sets of 2024. Each line finds the factors of its region.
func factorsOfTwoCountries() (factors.Basis, error) {
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		return factors.Basis{}, err
	}
	us, err := epa.Load(epa.Edition2024)
	if err != nil {
		return factors.Basis{}, err
	}
	both, err := factors.NewStack(uk, us)
	return factors.Basis{Factors: both, GWP: ghg.AR5()}, err
}

// sheets reads the sheets, one per method.
func sheets() ([]activity.Activity, error) {
	var lines []activity.Activity
	for _, sheet := range []struct {
		name string
		read func(r io.Reader, name string) ([]activity.Activity, error)
	}{
		{"boilers.csv", read[scope1.StationaryCombustion]},
		{"fleet_fuel.csv", read[scope1.MobileFuel]},
		{"fleet_distance.csv", read[scope1.MobileDistance]},
		{"refrigerants.csv", read[scope1.FugitiveSimplifiedBalance]},
		{"screening.csv", read[scope1.FugitiveScreening]},
	} {
		file, err := data.Open("data/" + sheet.name)
		if err != nil {
			return nil, err
		}
		rows, err := sheet.read(file, sheet.name)
		if err != nil {
			return nil, err
		}
		lines = append(lines, rows...)
	}
	return lines, nil
}

func read[T activity.Activity](r io.Reader, name string) ([]activity.Activity, error) {
	rows, err := activity.ReadSheet[T](r, name)
	return activity.All(rows), err
}

func printInventory(out io.Writer, inv *inventory.Inventory) error {
	total, err := inv.Scope(ghg.Scope1, inventory.LocationBased)
	if err != nil {
		return err
	}
	biogenic, err := inv.BiogenicCO2(inventory.LocationBased)
	if err != nil {
		return err
	}
	var table, notes strings.Builder
	table.WriteString("t CO2e\tline\tsite\tmethod\t\n")
	for r := range inv.Results() {
		fmt.Fprintf(&table, "%s\t%s\t%s\t%s\t\n", r.CO2e.Tonnes().StringFixed(3), r.ID, r.Site, strings.TrimPrefix(string(r.Method), "scope1."))
		for _, c := range r.Caveats {
			fmt.Fprintf(&notes, "  %s: %s\n", r.ID, c)
		}
	}
	fmt.Fprintf(&table, "%s\tScope 1\t\t(%s)\t\n", total.Tonnes().StringFixed(3), inv.GWP())
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	if _, err := io.WriteString(w, table.String()); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(out, "\nCO2 from biomass, not in the total: %s t\n\nCaveats:\n%s\n", biogenic.Shift(-3).StringFixed(3), notes.String()); err != nil {
		return err
	}
	return explainLine(out, inv, "cold-store")
}

func explainLine(out io.Writer, inv *inventory.Inventory, id string) error {
	var ids []string
	for r := range inv.Results() {
		if r.ID == id {
			_, err := fmt.Fprint(out, r.ExplainSteps())
			return err
		}
		ids = append(ids, r.ID)
	}
	return fmt.Errorf("there is no line %q: want one of %s", id, strings.Join(ids, ", "))
}
