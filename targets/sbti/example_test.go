package sbti_test

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

// A submission with one target for scopes 1 and 2. Scope 3 is small enough to need none.
func ExampleRules_Check() {
	verdicts, err := sbti.NearTerm5_2().Check(sbti.Proposal{
		Submitted: ghg.Date{Year: 2024, Month: time.May, Day: 1},
		Scope12:   tonnes("100"), Covered12: tonnes("97"), Excluded12: tonnes("3"),
		Scope3: tonnes("50"),
		Targets: []sbti.Target{{
			Name: "scopes 1 and 2", Ambition: sbti.OnePointFive,
			Base:      targets.Base{Year: 2020, Emissions: tonnes("97")},
			Milestone: targets.Milestone{Year: 2030, Reduction: d("0.4")},
		}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range verdicts {
		fmt.Printf("%t  %s: %s\n", v.Met, v.Criterion, v.Detail)
	}
	// Output:
	// true  C5 exclusions: 3.00 % of scopes 1 and 2 is excluded; the maximum is 5 %
	// true  C6 coverage: 97.00 % of scopes 1 and 2 is covered; the minimum is 95 %
	// true  C4 scope 3 target: scope 3 is 33.33 % of the inventory; a target is required from 40 %
	// true  base year: scopes 1 and 2: base year 2020; the earliest is 2015
	// true  C13 target year: scopes 1 and 2: target year 2030; submission on 2024-05-01 allows 2028 to 2033
	// false  C20 ambition of each component: scopes 1 and 2: 40 % from 2020 to 2030; the minimum for 1.5 °C is 42 %
}

// 4.2 % a year is linear: ten years are 42 %. Version 5.3.1 does not publish its equation.
func ExampleRules_MinimumReduction() {
	fmt.Println(sbti.NearTerm5_2().MinimumReduction(sbti.OnePointFive, 2020, 2030))
	_, err := sbti.NearTerm5_3_1().MinimumReduction(sbti.OnePointFive, 2020, 2030)
	fmt.Println(err)
	// Output:
	// 0.42 <nil>
	// SBTi Near-term Criteria 5.3.1: minimum reduction for 1.5 °C: rule is not public in full: the equation of version 5.3.1 is not public in full
}

// The target of exactly the minimum ambition, and its allowance halfway.
func ExampleRules_AbsoluteContraction() {
	target, err := sbti.NearTerm5_2().AbsoluteContraction(base(), sbti.OnePointFive, 2030)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(target.Allowance(2025))
	// Output: 79000 kg CO2e <nil>
}

func ExampleRules_CheckCoverage() {
	v, err := sbti.NearTerm5_2().CheckCoverage(ghg.Scope3, tonnes("66"), tonnes("100"))
	fmt.Println(v.Met, v.Detail, err)
	// Output: false 66.00 % of scope 3 is covered; the minimum is 67 % <nil>
}

func ExampleTargetYears() {
	first, last, err := sbti.TargetYears(ghg.Date{Year: 2024, Month: time.July, Day: 1})
	fmt.Println(first, last, err)
	// Output: 2029 2034 <nil>
}

func ExampleSDA() {
	p, err := sbti.SDA{
		Year: 2020, Intensity: d("1"), Output: d("100"),
		Sector:       targets.Pathway{{Year: 2020, Value: d("0.8")}, {Year: 2030, Value: d("0.5")}, {Year: 2050, Value: d("0.2")}},
		SectorOutput: targets.Pathway{{Year: 2020, Value: d("1000")}, {Year: 2030, Value: d("1200")}, {Year: 2050, Value: d("1200")}},
	}.At(2030, d("150"))
	fmt.Println(p.KgPer, p.Emissions, err)
	// Output: 0.52 78 kg CO2e <nil>
}

func ExampleTemperatureModel_Score() {
	m := sbti.TemperatureModel{Slope: d("-0.3"), Intercept: d("2.7")}
	fmt.Println(m.Score(2020, targets.Milestone{Year: 2030, Reduction: d("0.42")})) // 2.7 − 0.3 × 4.2
	// Output: 1.44 <nil>
}

// A food company: the FLAG target is too weak, and the commitment against deforestation comes too late for version 1.1.
func ExampleFLAGRules_Check() {
	verdicts, err := sbti.FLAGGuidance1_1().Check(sbti.FLAGProposal{
		Submitted: ghg.Date{Year: 2024, Month: time.May, Day: 1}, Sectors: []sbti.FLAGSector{sbti.AnimalSourceFood},
		Scope12: tonnes("100"), Scope3: tonnes("900"), FLAG3: tonnes("600"), Covered3: tonnes("600"),
		Targets: []sbti.FLAGTarget{{
			Name: "dairy", Base: targets.Base{Year: 2020, Emissions: tonnes("600")},
			Milestone: targets.Milestone{Year: 2030, Reduction: d("0.25")},
		}},
		NoDeforestation: targets.Defined(sbti.NoDeforestation{
			By: ghg.Date{Year: 2027, Month: time.December, Day: 31}, CutOff: ghg.Date{Year: 2020, Month: time.December, Day: 31},
		}),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range verdicts {
		if !v.Met {
			fmt.Printf("%s: %s\n", v.Criterion, v.Detail)
		}
	}
	// Output:
	// FLAG ambition: dairy: 25 % from 2020 to 2030; the minimum is 30.3 %
	// FLAG-C4 no deforestation: no deforestation from 2027-12-31, cut-off date 2020-12-31; the latest are 2025-12-31 and 2020-12-31
}
