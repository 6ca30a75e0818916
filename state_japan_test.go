package ghg_test

import (
	"time"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/shk"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets/gxets"
	"github.com/ghgkit/ghg/units"
)

// japanCalls are the calls of Japan's report and emissions trading, and of PCAF's editions.
func japanCalls() map[string]func() trial {
	year := ghg.FiscalYear(2025, time.April, ghg.LabelStartYear)
	five := func() ghg.CO2e { return must(ghg.TonnesCO2e(d("5"))) }
	works := func() *inventory.Inventory {
		estimate := five()
		org := inventory.Organisation{
			Name: "Example KK", Approach: inventory.FinancialControl, Period: year,
			Excluded: []inventory.Exclusion{{ID: "x", Scope: ghg.Scope1, What: "tools", Reason: "small", Estimate: &estimate, Method: "a guess"}},
		}
		return must(inventory.Run(factors.Basis{GWP: ghg.AR5UNFCCC()}, org, []activity.Activity{
			scope1.DirectRelease{ID: "vent", Site: "works", Period: year, Gas: "CO2", Mass: units.MustParse("4000 t"), Event: "vented"},
			scope1.DirectRelease{ID: "flare", Site: "works", Period: year, Gas: "CO2", Mass: units.MustParse("40 t"), Event: "burnt"},
			scope2.SHKElectricity{
				ID: "power", Period: year, Amount: units.MustParse("100 MWh"), Supplier: "a9999", AdjustedRate: factors.MustSupplied("0.3 kg CO2/kWh; a list"),
				BasicRate: factors.MustSupplied("0.4 kg CO2/kWh; a list"), AverageRate: factors.MustSupplied("0.42 kg CO2/kWh; a list"),
			},
			scope2.Heat{ID: "loop", Site: "works", Period: year, Carrier: "heat", Amount: units.MustParse("5 GJ"), Region: "JP", SupplierRate: factors.MustSupplied("40 kg CO2/GJ; a list")},
		}))
	}
	statement := func() shk.Statement {
		return shk.Statement{
			Employees: 30, Sites: append(make([]string, 0, 3), "works"), Origins: map[string]shk.CO2Origin{"flare": shk.OfEnergy},
			Heat: append(make([]shk.BasicHeat, 0, 3), shk.BasicHeat{Line: "loop", CO2: five(), Source: "list"}),
			Energy: &shk.EnergyRules{
				Conversions: append(make([]shk.Conversion, 0, 3), shk.Conversion{Carrier: ghg.Electricity, Rate: units.MustRate("8.64 GJ/MWh"), Source: "an example"}),
				Stated:      append(make([]shk.StatedEnergy, 0, 3), shk.StatedEnergy{Line: "flare", GJ: d("60000"), Source: "meter"}, shk.StatedEnergy{Line: "loop", GJ: d("5"), Source: "meter"}),
			},
			Adjustments: append(make([]shk.Adjustment, 0, 3), shk.Adjustment{Kind: shk.DomesticCredits, CO2e: five(), Source: "registry"}),
			CCUFuels:    append(make([]shk.CCUFuel, 0, 3), shk.CCUFuel{Name: "e-methane", Amount: units.MustParse("1 t"), Source: "letter"}),
		}
	}
	return map[string]func() trial{
		"shk.Editions": func() trial { return call(shk.Editions) },
		"shk.Of": func() trial {
			inv := works()
			return call(shk.Of, inv, shk.FY2024(), statement()).on(inv)
		},
		"gxets.Rules.Balance": func() trial {
			price := d("4300")
			return call(gxets.Phase2().Balance, gxets.Account{
				Year: 2026, Emitted: must(ghg.TonnesCO2e(d("80"))), Source: "notice", Ceiling: &price, CeilingSource: "METI",
				Credits: append(make([]gxets.Credit, 0, 3), gxets.Credit{Kind: gxets.JCredit, CO2e: five(), Source: "registry"}),
			})
		},
		"gxets.Rules.Covered": func() trial {
			return call(gxets.Phase2().Covered, 2026, append(make([]gxets.Emitted, 0, 5), gxets.Emitted{Year: 2025, CO2: five()}, gxets.Emitted{Year: 2024, CO2: five()}, gxets.Emitted{Year: 2023, CO2: five()}))
		},
		"scope3.PCAF2022":     func() trial { return call(scope3.PCAF2022) },
		"scope3.PCAF2025":     func() trial { return call(scope3.PCAF2025) },
		"scope3.PCAFEditions": func() trial { return call(scope3.PCAFEditions) },
	}
}
