package uncertainty_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/uncertainty"
)

// How far may a total be off, and what makes it so?
func ExampleOf() {
	graded := func(id, product, amount string, reliability int) activity.Activity {
		a := bought(id, product, amount)
		a.Quality = ghg.Quality{Scheme: ghg.EcoinventGrades, Technology: 1, Time: 1, Geography: 1, Completeness: 1, Reliability: reliability}
		return a
	}
	org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.Run(factors.Basis{GWP: ghg.AR5()}, org, []activity.Activity{
		graded("sheets", "steel", "400000", 2), graded("bolts", "steel", "100000", 4), graded("panes", "glass", "500000", 3),
	})
	if err != nil {
		panic(err)
	}
	a, err := uncertainty.Of(inv, inventory.MarketBased, uncertainty.Model{
		Amount:     uncertainty.ByQuality(uncertainty.Ecoinvent3, nil),
		Factor:     func(ghg.FactorRecord) (uncertainty.Uncertainty, error) { return uncertainty.GSD2(1.3) },
		MinCovered: 0.9,
	})
	if err != nil {
		panic(err)
	}
	fmt.Print(a)
	s, err := a.Simulate(uncertainty.Simulation{Seed: 42, Draws: 10_000, Targets: []ghg.CO2e{must(ghg.ParseCO2e("1100 t CO2e"))}, Each: workers(2)})
	if err != nil {
		panic(err)
	}
	fmt.Print(s)
	// Output:
	// Parameter uncertainty, market-based; reported figures are medians
	// figure                                    reported t CO2e  covered %  GSD²    − 2σ t   + 2σ t    mean less reported t  σ by
	// total                                     1000.000         100.0      1.2139  827.914  1220.018  9.755                 Fenton–Wilkinson, shared inputs
	// scope 3                                   1000.000         100.0      1.2139  827.914  1220.018  9.755                 Fenton–Wilkinson, shared inputs
	// category 1, purchased goods and services  1000.000         100.0      1.2139  827.914  1220.018  9.755                 Fenton–Wilkinson, shared inputs
	// input                                         lines  uncertainty                                                                                             of σ² %, first order, shared inputs
	// factor supplied/product/glass/GLOBAL/2024/kg  1      GSD² 1.3 (stated)                                                                                       46.01
	// factor supplied/product/steel/GLOBAL/2024/kg  2      GSD² 1.3 (stated)                                                                                       46.01
	// amount panes: bought                          1      GSD² 1.1 (ecoinvent-3: ecoinvent-5: technology 1, time 1, geography 1, completeness 1, reliability 3)   6.07
	// amount sheets: bought                         1      GSD² 1.05 (ecoinvent-3: ecoinvent-5: technology 1, time 1, geography 1, completeness 1, reliability 2)  1.02
	// amount bolts: bought                          1      GSD² 1.2 (ecoinvent-3: ecoinvent-5: technology 1, time 1, geography 1, completeness 1, reliability 4)   0.89
	// 10000 draws with the seed 42, of 1000.000 t CO2e as reported
	// mean                     1009.979 t CO2e  ± 0.982
	// standard deviation       98.152 t CO2e    ± 0.712
	// median                   1004.965 t CO2e
	// 2.5 to 97.5 % quantile   831.307 to 1215.973 t CO2e
	// at most 1100.000 t CO2e  82.28 % of draws  ± 0.38
}
