package netzero2_test

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
)

// A target for scopes 1 and 2 together, market-based, is a near-term target by version 1. Version 2.0 wants one for each scope,
// and that for scope 2 location-based.
func ExampleCompare() {
	year := &netzero2.Figures{
		Dates: ghg.CalendarYear(2026), Scope1: tonnes("100"),
		LocationBased: targets.Defined(tonnes("150")), MarketBased: targets.Defined(tonnes("50")), Scope3: targets.Defined(tonnes("90")),
	}
	submission := netzero2.Submission{
		Submitted: ghg.Date{Year: 2027, Month: time.March, Day: 1}, Category: netzero2.CategoryB,
		Years: []netzero2.Year{{Year: 2026, Totals: year}},
		Targets: []netzero2.Target{{
			Name: "scopes 1 and 2", Term: netzero2.NearTerm, Method: netzero2.AbsoluteLinear,
			Covers:    targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}},
			Base:      targets.Base{Year: 2026, Emissions: tonnes("150"), Accounting: ghg.MarketBased},
			Milestone: targets.Milestone{Year: 2031, Reduction: d("0.3")},
		}},
		Assurance: netzero2.NoAssurance, Transport: netzero2.WellToWake,
	}
	table, err := netzero2.Compare(submission, sbti.NearTerm5_3_1(), sbti.NetZero1_3_1(), netzero2.V2_0())
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range table {
		if f.Subject == netzero2.ScopesApart || f.Subject == netzero2.Scope2Accounting {
			fmt.Printf("%s: %s, %s\n", f.Edition, f.Criterion, f.Outcome)
		}
	}
	// Output:
	// SBTi Near-term Criteria 5.3.1: scopes apart, no rule
	// SBTi Corporate Net-Zero Standard 2.0: C9 scopes apart, not met
	// SBTi Near-term Criteria 5.3.1: C8 scope 2 method, met
	// SBTi Corporate Net-Zero Standard 2.0: C9 physical inventory, not met
}

// 1 % of scopes 1, 2 and 3 is covered by removals in 2035, and all of it at net zero.
func ExampleEdition_RemovalDuty() {
	duty, err := netzero2.V2_0().RemovalDuty(netzero2.CategoryA, 2040, 2050, tonnes("1000"), d("0.8"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s %%: %s, of which %s long-lived\n", duty.Share.Shift(2), duty.Cover, duty.LongLived)
	// Output:
	// 34 %: 340000 kg CO2e, of which 108800 kg CO2e long-lived
}

// A level that is not public has an error with its name, and no figure.
func ExampleUnpublished_Err() {
	fmt.Println(netzero2.ResidualLevels.Err())
	// Output:
	// SBTi Corporate Net-Zero Standard 2.0: residual level by sector: rule is not public in full
}
