package japan_test

import (
	"fmt"
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/units"
)

// The coefficient of a supplier's residual menu, for the emissions of fiscal year 2025 (April 2025 to March 2026).
func ExampleLoad() {
	set, err := japan.Load(japan.Edition2026_06)
	if err != nil {
		fmt.Println(err)
		return
	}
	f, caveats, err := factors.Basis{Factors: set}.Find(factors.Query{
		Activity: japan.Supplier("A0274", "residual"), Region: "JP", Unit: units.MustUnit("kWh"),
		Period: ghg.FiscalYear(2025, time.April, ghg.LabelStartYear), Boundary: ghg.Generation,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Label)
	fmt.Println(f.PerUnit.At(0).Kg, f.TermUnit(0), f.Note)
	fmt.Println(caveats[0].Kind)
	// Output:
	// 四国電力(株), adjusted coefficient (調整後排出係数)
	// 0.457 kg CO2/kWh printed 0.000457 t CO2/kWh; メニューC(残差)
	// unchecked-transcript
}
