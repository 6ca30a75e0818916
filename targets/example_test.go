package targets_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
)

// A target of −50 % by 2030 and −90 % by 2040, with five reported years.
func ExampleAbsolute_Track() {
	p, err := targets.Absolute{
		Base: targets.Base{Year: 2020, Emissions: tonnes("100"), Accounting: ghg.MarketBased},
		Milestones: []targets.Milestone{
			{Year: 2030, Reduction: d("0.5")},
			{Year: 2040, Reduction: d("0.9")},
		},
		Bounds: targets.BandedBounds(),
	}.Track([]targets.Actual{
		actual(2021, "98"), actual(2022, "95"), actual(2023, "90"), actual(2024, "86"), actual(2025, "82"),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	goal := p.Next()
	fmt.Println("status:", p.Latest.Status)
	fmt.Println("share of target:", goal.Achieved, "after", goal.Elapsed, "of the time")
	if cut, ok := goal.RequiredCut.Get(); ok {
		fmt.Println("required cut:", cut.Tonnes(), "t a year")
	}
	if left, ok := goal.Budget.Left.Get(); ok {
		fmt.Println("budget left:", left.Tonnes(), "t")
	}
	// Output:
	// status: at risk
	// share of target: 0.36 after 0.5 of the time
	// required cut: 6.4 t a year
	// budget left: 274 t
}

// A year that was not reported leaves the budget undefined.
func ExampleBudget() {
	p, err := plan().Track([]targets.Actual{actual(2021, "98"), actual(2023, "90")})
	if err != nil {
		fmt.Println(err)
		return
	}
	b := p.Next().Budget
	fmt.Println(b.Missing, b.Spent)
	// Output: [2022] undefined: some years were not reported
}

func ExampleIntensityTarget() {
	r, err := targets.IntensityTarget{
		Kind: targets.Physical, Base: targets.Base{Year: 2020, Emissions: tonnes("100")}, Output: d("50"), Per: "t product",
		Year: 2022, Rate: d("0.07"),
	}.Reduction()
	fmt.Println(r, err)
	// Output: 0.1351 <nil>
}

// Removals neutralise residual emissions. Credits do not.
func ExampleNetZero() {
	n := targets.NetZero{Base: targets.Base{Year: 2020, Emissions: tonnes("100")}, Year: 2040, Residual: d("0.1")}
	rows, err := n.Track([]targets.NetZeroActual{
		{Actual: targets.Actual{Year: 2040, Emissions: tonnes("10")}, Removals: targets.Defined(tonnes("10"))},
		{Actual: targets.Actual{Year: 2041, Emissions: tonnes("10")}, Removals: targets.Defined(tonnes("0")), Credits: tonnes("10")},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Println(r.Year, r.Gross.Tonnes(), r.Net, r.Met)
	}
	// Output:
	// 2040 10 0 kg CO2e true
	// 2041 10 10000 kg CO2e false
}

// A path of 34 % in FY2023, 50 % in 2030 and 100 % in 2040 is below the 60 % that RE100 requires by 2030.
func ExampleSharePath() {
	path := targets.SharePath{Points: []targets.SharePoint{
		{Year: 2023, Share: d("0.34")}, {Year: 2030, Share: d("0.5")}, {Year: 2040, Share: d("1")},
	}}
	share, err := path.At(2027)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(share.Shift(2).StringFixed(6), "%")
	gaps, err := path.Below(targets.RE100Minimum())
	for _, g := range gaps {
		fmt.Println(g.Year, g.Path, "of", g.Minimum)
	}
	fmt.Println(err)
	// Output:
	// 43.142857 %
	// 2030 0.5 of 0.6
	// <nil>
}

func ExampleKPI() {
	rows, err := targets.KPI{
		Theme: "waste", Indicator: "reduction of waste generated", Unit: "%", Direction: targets.Change, BaseYear: 2018,
		Years: []targets.KPIYear{
			{Year: 2023, Target: targets.Defined(d("-3.4")), Result: targets.Defined(d("-36.3"))},
			{Year: 2024, Target: targets.Defined(d("-4.1"))},
		},
	}.Table()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range rows {
		fmt.Println(r.Year, r.Target, r.Met)
	}
	// Output:
	// 2023 -3.4 true
	// 2024 -4.1 undefined: there is no result
}

// Two changes that offset each other. Each is above the threshold on its own, so the policy recalculates.
func ExampleRecalculationPolicy_Assess() {
	a, err := targets.RecalculationPolicy{Threshold: d("0.05"), Test: targets.NetOrAnySingle}.Assess(targets.Base{Year: 2020, Emissions: tonnes("100")}, []targets.BaseChange{
		{Trigger: targets.StructuralChange, What: "acquisition", Delta: tonnes("6")},
		{Trigger: targets.StructuralChange, What: "divestment", Delta: tonnes("-6")},
	})
	fmt.Println(a.NetShare, a.GrossShare, a.LargestShare, a.Recalculate, err)
	// Output: 0 0.12 0.06 true <nil>
}

func ExampleBridge() {
	rows, err := targets.Bridge(plan(),
		[]targets.Projection{{Year: 2030, Emissions: tonnes("80")}},
		[]targets.Lever{{Name: "solar", Steps: []targets.Abatement{{Year: 2027, Amount: tonnes("12")}}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	r := rows[0]
	fmt.Println(r.Trend.Tonnes(), "−", r.Levers[0].Amount.Tonnes(), "=", r.After.Tonnes(), "allowed", r.Allowance.Tonnes(), "gap", r.Gap.Tonnes())
	// Output: 80 − 12 = 68 allowed 50 gap 18
}

func ExampleCDPAbsolute() {
	fmt.Println(targets.CDPAbsolute(tonnes("100"), tonnes("82"), d("0.5")))
	// Output: 36 <nil>
}
