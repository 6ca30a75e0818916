// Command primary-data shows what a buyer's scope 3 figures can and cannot see.
//
//	go run ./examples/primary-data
//
// The buyer spends the same amounts with ten suppliers in each of two years. Estimated by spend, the second year differs
// from the first by prices alone, whatever the suppliers did. Then suppliers' figures replace estimates, two in the first
// year and six in the second. The change of the total splits into reductions by suppliers, the effect of a better method,
// and prices.
//
// The purchases and the suppliers' figures are fictitious. The factors per dollar are the USA's supply chain factors; the
// price index and exchange rate are those of the World Bank and the Federal Reserve.
package main

import (
	"embed"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/useeio"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/rates/worldbank"
	"github.com/ghgkit/ghg/scope3"
)

//go:embed data
var data embed.FS

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "primary-data:", err)
		os.Exit(1)
	}
}

// year holds the purchases of one year.
type year struct {
	label    string
	bySpend  ghg.CO2e // all purchases, by spend
	counted  *inventory.Inventory
	estimate map[string]ghg.CO2e // by supplier
	figure   map[string]ghg.CO2e
}

func run(out io.Writer) error {
	basis, err := load()
	if err != nil {
		return err
	}
	first, err := calculate(basis, 2023)
	if err != nil {
		return err
	}
	second, err := calculate(basis, 2024)
	if err != nil {
		return err
	}
	if err := printYears(out, first, second); err != nil {
		return err
	}
	return printChange(out, first, second)
}

// load returns the factors and rates. The factors are per dollar of 2022; the policy allows their use for two later years,
// with a caveat on every result.
func load() (factors.Basis, error) {
	set, err := useeio.Load(useeio.Edition1_3)
	if err != nil {
		return factors.Basis{}, err
	}
	rates, err := worldbank.Rates()
	return factors.Basis{Factors: set, GWP: ghg.AR6(), Rates: rates, Policy: factors.Policy{OlderYears: 2}}, err
}

// calculate reads both sheets of a year and lets the suppliers' figures replace the estimates.
func calculate(basis factors.Basis, n int) (year, error) {
	y := year{label: strconv.Itoa(n), estimate: map[string]ghg.CO2e{}, figure: map[string]ghg.CO2e{}}
	estimates, err := sheet[scope3.SpendBased](basis, "spend-"+y.label+".csv")
	if err != nil {
		return year{}, err
	}
	figures, err := sheet[scope3.PurchasedSupplierSpecific](basis, "suppliers-"+y.label+".csv")
	if err != nil {
		return year{}, err
	}
	for _, r := range estimates {
		y.bySpend = y.bySpend.Add(r.CO2e)
		y.estimate[r.Purchase.Supplier] = r.CO2e
	}
	for _, r := range figures {
		y.figure[r.Purchase.Supplier] = r.CO2e
	}
	once, _, err := inventory.ReplaceEstimates(append(estimates, figures...))
	if err != nil {
		return year{}, err
	}
	org := inventory.Organisation{Name: "buyer", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(n)}
	y.counted, err = inventory.Of(org, once)
	return y, err
}

// sheet reads a sheet and calculates its rows.
func sheet[T activity.Activity](basis factors.Basis, name string) ([]ghg.Result, error) {
	file, err := data.Open("data/" + name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := activity.ReadSheet[T](file, name)
	if err != nil {
		return nil, err
	}
	var all []ghg.Result
	for _, row := range rows {
		results, err := row.Calculate(basis)
		if err != nil {
			return nil, err
		}
		all = append(all, results...)
	}
	return all, nil
}

func printYears(out io.Writer, years ...year) error {
	fmt.Fprintln(out, "year  by spend alone  with suppliers' figures  primary by emissions  primary by spend")
	for _, y := range years {
		total, err := y.counted.Category(ghg.PurchasedGoodsAndServices)
		if err != nil {
			return err
		}
		lines, err := y.counted.PrimaryData()
		if err != nil {
			return err
		}
		p := lines[0]
		fmt.Fprintf(out, "%s %10s t CO2e %17s t CO2e %19s %% %15s %%\n", y.label, tonnes(y.bySpend), tonnes(total), percent(*p.Share), percent(*p.Spend[0].Share))
	}
	return nil
}

// printChange splits the change of the total into parts, purchase by purchase. The parts add up to it exactly.
func printChange(out io.Writer, first, second year) error {
	var reduced, method, prices ghg.CO2e
	var who []string
	for name, after := range second.estimate {
		now, known := second.figure[name]
		before, knownBefore := first.figure[name]
		switch {
		case known && knownBefore:
			reduced = reduced.Add(now.Sub(before))
			who = append(who, name)
		case known:
			method = method.Add(now.Sub(after))
			prices = prices.Add(after.Sub(first.estimate[name]))
		default:
			prices = prices.Add(after.Sub(first.estimate[name]))
		}
	}
	from, err := first.counted.Category(ghg.PurchasedGoodsAndServices)
	if err != nil {
		return err
	}
	to, err := second.counted.Category(ghg.PurchasedGoodsAndServices)
	if err != nil {
		return err
	}
	change := to.Sub(from)
	if rest := change.Sub(reduced).Sub(method).Sub(prices); !rest.IsZero() {
		return fmt.Errorf("%s of the change is not explained", rest)
	}
	fmt.Fprintf(out, "\nchange from %s to %s %14s t CO2e\n", first.label, second.label, tonnes(change))
	fmt.Fprintf(out, "  reductions by suppliers   %12s t CO2e  (%d suppliers with figures in both years)\n", tonnes(reduced), len(who))
	fmt.Fprintf(out, "  estimates replaced        %12s t CO2e  (a change of method: recalculate the base year)\n", tonnes(method))
	fmt.Fprintf(out, "  prices in spend estimates %12s t CO2e  (not a reduction)\n", tonnes(prices))
	fmt.Fprintf(out, "\nBy spend alone, the change is %s t CO2e, all due to prices.\n", tonnes(second.bySpend.Sub(first.bySpend)))
	fmt.Fprintln(out, "\ncaveats in "+second.label)
	for _, c := range second.counted.Caveats() {
		fmt.Fprintf(out, "  %s: %s\n", c.Kind, strings.Join(c.Results, ", "))
	}
	return nil
}

func tonnes(c ghg.CO2e) string { return c.Tonnes().StringFixed(1) }

func percent(share decimal.Decimal) string { return share.Shift(2).StringFixed(1) }
