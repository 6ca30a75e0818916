// Command own-method calculates an inventory from one JSON file with activities of the module's methods and of a method
// of its own.
//
//	go run ./examples/own-method
package main

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/examples/own-method/water"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/inventory"
)

//go:embed activities.json
var activities string

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "own-method:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	table, err := activity.NewTable(water.Methods()...)
	if err != nil {
		return err
	}
	all, err := table.ReadJSON(strings.NewReader(activities))
	if err != nil {
		return err
	}
	uk, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		return err
	}
	inv, err := inventory.Run(
		factors.Basis{Factors: uk, GWP: ghg.AR5()},
		inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)},
		all,
	)
	if err != nil {
		return err
	}
	for r := range inv.Results() {
		fmt.Fprint(out, r.ExplainSteps())
	}
	total, err := inv.Category(ghg.PurchasedGoodsAndServices)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "category 1:", total.Kg(), "kg CO2e")
	return nil
}
