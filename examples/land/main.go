// Command land keeps the land ledgers of a made-up dairy beside its inventory, in its base year 2020 and its net-zero year 2040.
//
//	go run ./examples/land
//
// It prints the ledgers, none subtracted from another; the share of forest, land and agriculture (FLAG) and the verdicts of the
// SBTi's FLAG Guidance on a made-up target; and which removals neutralise what is left in 2040, by two versions of the SBTi
// Corporate Net-Zero Standard.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "land:", err)
		os.Exit(1)
	}
}

func run(out io.Writer) error {
	register, change, err := ledgers()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s: A MADE-UP COMPANY. No figure is that of anyone.\n", company)
	cleared, _ := change.Emissions.Kg(ghg.CO2)
	fmt.Fprintf(out, "\nLand use change in %d, spread over %d years: %s t CO2 of %s; %s is too long ago.\n",
		change.Year, land.StandardV1_0().LandUseChange.Years, tonnes(cleared), strings.Join(change.Counted, ", "), strings.Join(change.Before, ", "))
	for _, year := range []int{baseYear, netZeroYear} {
		totals, err := register.Totals(ghg.CalendarYear(year), ghg.AR6())
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%s", totals)
	}
	base, err := flagOf(register, baseYear)
	if err != nil {
		return err
	}
	if err := printFLAG(out, register, base); err != nil {
		return err
	}
	return printNetZero(out, register, base)
}

// tonnes returns kilograms in tonnes, to one decimal place.
func tonnes(kg decimal.Decimal) string { return kg.Shift(-3).StringFixed(1) }

// flagOf returns the inventory of a year with its FLAG emissions.
func flagOf(register *land.Register, year int) (land.FLAG, error) {
	inv, err := inventoryOf(year)
	if err != nil {
		return land.FLAG{}, err
	}
	return register.FLAG(inv, ghg.MarketBased, ghg.AR6())
}

// printFLAG prints the FLAG share of the base year and the verdicts on a target for it, first without a FLAG target.
func printFLAG(out io.Writer, register *land.Register, f land.FLAG) error {
	share, ok := f.Share().Get()
	if !ok {
		return fmt.Errorf("FLAG share of %s: there are no emissions", f.Period)
	}
	use := "in force"
	if f.Early {
		use = "used early"
	}
	fmt.Fprintf(out, "\nFLAG in %s (Standard %s): %s of %s t CO2e, %s %%; %s t of it were in no line of the inventory.\n", f.Period, use,
		tonnes(f.FLAG12.Add(f.FLAG3).Kg()), tonnes(f.Scope12.Add(f.Scope3).Kg()), share.Shift(2).StringFixed(2), tonnes(f.Added.Kg()))
	claims, err := register.RemovalClaims(f.Period)
	if err != nil {
		return err
	}
	proposal := f.Into(sbti.FLAGProposal{Submitted: ghg.Date{Year: 2026, Month: 5, Day: 1}, Removals: claims})
	if err := printVerdicts(out, "Without a FLAG target", proposal); err != nil {
		return err
	}
	whole := f.FLAG12.Add(f.FLAG3)
	proposal.Covered12, proposal.Covered3 = f.FLAG12, f.FLAG3
	proposal.Targets = []sbti.FLAGTarget{{
		Name: "farm and feed", Base: targets.Base{Year: baseYear, Emissions: whole},
		Milestone: targets.Milestone{Year: 2032, Reduction: decimal.New(35, -2)},
	}}
	proposal.Others = []sbti.Target{{
		Name: "energy and freight", Ambition: sbti.OnePointFive, Base: targets.Base{Year: baseYear, Emissions: f.Scope12.Add(f.Scope3).Sub(whole)},
		Milestone: targets.Milestone{Year: 2032, Reduction: decimal.New(504, -3)},
	}}
	proposal.LongTerm = targets.Defined(targets.Milestone{Year: 2050, Reduction: decimal.New(72, -2)})
	proposal.NoDeforestation = targets.Defined(sbti.NoDeforestation{
		By: ghg.Date{Year: 2027, Month: 12, Day: 31}, CutOff: ghg.Date{Year: 2020, Month: 12, Day: 31},
	})
	return printVerdicts(out, "With a target of −35 % by 2032", proposal)
}

func printVerdicts(out io.Writer, title string, p sbti.FLAGProposal) error {
	rules := sbti.FLAGGuidance1_2()
	verdicts, err := rules.Check(p)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s (%s):\n", title, rules.Name)
	for _, v := range verdicts {
		met := "met"
		if !v.Met {
			met = "NOT MET"
		}
		fmt.Fprintf(out, "  %-7s  %s: %s\n", met, v.Criterion, v.Detail)
	}
	return nil
}

// printNetZero prints which removals neutralise what is left in the net-zero year, by two versions of the standard.
func printNetZero(out io.Writer, register *land.Register, base land.FLAG) error {
	f, err := flagOf(register, netZeroYear)
	if err != nil {
		return err
	}
	target := targets.NetZero{
		Base: targets.Base{Year: baseYear, Period: base.Period, Emissions: base.Scope12.Add(base.Scope3)}, Year: netZeroYear, Residual: decimal.New(1, -1),
	}
	for _, rule := range []land.NeutralisationRule{land.NeutralisationV1(), land.NeutralisationV2()} {
		n, err := register.Neutralisation(rule, f.Period)
		if err != nil {
			return err
		}
		actual, err := n.Actual(targets.Actual{Year: netZeroYear, Period: f.Period, Emissions: f.Scope12.Add(f.Scope3)}, ghg.CO2e{})
		if err != nil {
			return err
		}
		rows, err := target.Track([]targets.NetZeroActual{actual})
		if err != nil {
			return err
		}
		printRow(out, n, rows[0])
	}
	return nil
}

func printRow(out io.Writer, n land.Neutralisation, row targets.NetZeroRow) {
	removals, _ := row.Removals.Get()
	net, _ := row.Net.Get()
	met, _ := row.Met.Get()
	verdict := "net zero is reached"
	if !met {
		verdict = "net zero is NOT reached"
	}
	fmt.Fprintf(out, "\n%d by %s: %s\n", row.Year, n.Rule, verdict)
	fmt.Fprintf(out, "  gross emissions %s t, within the residual: %t\n", tonnes(row.Gross.Kg()), row.Residual)
	fmt.Fprintf(out, "  removals that count %s t (long-lived %s t), reversals %s t, net %s t\n",
		tonnes(removals.Kg()), tonnes(n.LongLived.Kg()), tonnes(row.Reversals.Kg()), tonnes(net.Kg()))
	for _, c := range n.NotCounted {
		fmt.Fprintf(out, "  not counted: %s, %s t: %s\n", c.Entry, tonnes(c.CO2e.Kg()), c.Reason)
	}
}
