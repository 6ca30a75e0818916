package targets_test

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
)

// Half of the base year by 2030, nine tenths by 2040, and where five reported years have brought it.
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

// A year that was not reported leaves the budget open; it is never filled in.
func ExampleBudget() {
	p, err := plan().Track([]targets.Actual{actual(2021, "98"), actual(2023, "90")})
	if err != nil {
		fmt.Println(err)
		return
	}
	b := p.Next().Budget
	fmt.Println(b.Missing, b.Spent)
	// Output: [2022] undefined: incomplete: years are missing
}

// 4.2 % a year is linear: ten years are 42 %.
func ExampleRules_MinimumReduction() {
	r := targets.NearTerm5_2()
	fmt.Println(r.MinimumReduction(targets.OnePointFive, 2020, 2030))
	fmt.Println(targets.NearTerm5_3_1().MinimumReduction(targets.OnePointFive, 2020, 2030))
	// Output:
	// 0.42 <nil>
	// 0 SBTi Near-term Criteria 5.3.1: minimum reduction for 1.5 °C: rule is not public in full: the equation of version 5.3.1 is not public in full
}

func ExampleRules_CheckCoverage() {
	f, err := targets.NearTerm5_2().CheckCoverage(ghg.Scope3, tonnes("66"), tonnes("100"))
	fmt.Println(f.Met, f.Detail, err)
	// Output: false 66.00 % of scope 3 covered, at least 67 % <nil>
}

func ExampleTargetYears() {
	first, last, err := targets.TargetYears(ghg.Date{Year: 2024, Month: time.July, Day: 1})
	fmt.Println(first, last, err)
	// Output: 2029 2034 <nil>
}

func ExampleIntensityTarget() {
	r, err := targets.IntensityTarget{
		Kind: targets.Physical, Base: targets.Base{Year: 2020, Emissions: tonnes("100")}, Output: d("50"), Per: "t product",
		Year: 2022, Rate: d("0.07"),
	}.Reduction()
	fmt.Println(r, err)
	// Output: 0.1351 <nil>
}

func ExampleSDA() {
	p, err := targets.SDA{
		Year: 2020, Intensity: d("1"), Output: d("100"),
		Sector:       targets.Pathway{{Year: 2020, Value: d("0.8")}, {Year: 2030, Value: d("0.5")}, {Year: 2050, Value: d("0.2")}},
		SectorOutput: targets.Pathway{{Year: 2020, Value: d("1000")}, {Year: 2030, Value: d("1200")}, {Year: 2050, Value: d("1200")}},
	}.At(2030, d("150"))
	fmt.Println(p.KgPer, p.Emissions, err)
	// Output: 0.52 78 kg CO2e <nil>
}

// Credits do not neutralise what is left; removals do.
func ExampleNetZero() {
	n := targets.NetZero{Base: targets.Base{Year: 2020, Emissions: tonnes("100")}, Year: 2040, Residual: d("0.1")}
	rows, err := n.Track([]targets.Balance{
		{Actual: targets.Actual{Year: 2040, Emissions: tonnes("10")}, Removals: targets.Some(tonnes("10"))},
		{Actual: targets.Actual{Year: 2041, Emissions: tonnes("10")}, Removals: targets.Some(tonnes("0")), Credits: tonnes("10")},
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

// 34 % in FY2023, 50 % in 2030 and 100 % in 2040 is below RE100's 60 % of 2030.
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
	warnings, err := path.Warnings(targets.RE100Minimum())
	for _, w := range warnings {
		fmt.Println(w.Year, w.Path, "of", w.Least)
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
			{Year: 2023, Target: targets.Some(d("-3.4")), Result: targets.Some(d("-36.3"))},
			{Year: 2024, Target: targets.Some(d("-4.1"))},
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

// Two changes that are small alone and offset each other: neither the sum nor what it hides is lost.
func ExampleRecalculationPolicy_Assess() {
	a, err := targets.SBTiPolicy().Assess(targets.Base{Year: 2020, Emissions: tonnes("100")}, []targets.BaseChange{
		{Trigger: targets.StructuralChange, What: "acquisition", Delta: tonnes("9")},
		{Trigger: targets.StructuralChange, What: "divestment", Delta: tonnes("-5")},
	})
	fmt.Println(a.NetShare, a.GrossShare, a.Recalculate, err)
	// Output: 0.04 0.14 false <nil>
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
