package desnz_test

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/units"
)

// A query states the activity, the region, the period, the unit and the part of the life cycle.
func ExampleLoad() {
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	kWh, err := units.ParseUnit("kWh (Gross CV)")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, boundary := range []ghg.Boundary{ghg.Combustion, ghg.WellToTank} {
		f, err := set.Find(factors.Query{
			Activity: "fuel/natural-gas", Region: "GB", Period: ghg.CalendarYear(2024), Unit: kWh, Boundary: boundary,
		})
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(f.ID, "from", f.Reference.Table)
		for i := range f.PerUnit.Len() {
			fmt.Printf("  %-4s %s %s\n", f.PerUnit.At(i).Gas, f.PerUnit.At(i).Kg, f.TermUnit(i))
		}
	}
	// Output:
	// desnz/fuel/natural-gas/GB/2024/kWh(HHV) from Fuels
	//   CH4-combustion 0.00028 kg CO2e/kWh(HHV)
	//   CO2  0.18253 kg CO2/kWh(HHV)
	//   N2O  0.00009 kg CO2e/kWh(HHV)
	// desnz/fuel/natural-gas@wtt/GB/2024/kWh(HHV) from WTT- fuels
	//        0.03021 kg CO2e/kWh(HHV)
}

// The financial year 2024/25 lies mostly in 2024. If the policy allows it, the set of 2024 is used, with a caveat.
func ExampleLoad_financialYear() {
	set, err := desnz.Load(desnz.Edition2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	basis := factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{MostOfPeriod: true}}
	kWh, err := units.ParseUnit("kWh")
	if err != nil {
		fmt.Println(err)
		return
	}
	f, caveats, err := basis.Find(factors.Query{
		Activity: "electricity/grid", Region: "GB", Period: ghg.FiscalYear(2024, time.April, ghg.LabelStartYear), Unit: kWh,
		Boundary: ghg.Generation,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Published.Kg, "kg CO2e/kWh")
	for _, c := range caveats {
		fmt.Println(c)
	}
	// Output:
	// 0.20705 kg CO2e/kWh
	// partly-valid-factor: desnz/electricity/grid/GB/2024/kWh is valid on 275 of 365 days of FY2024
}
