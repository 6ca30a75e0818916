package sample

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/factors/egrid"
	"github.com/ghgkit/ghg/factors/epa"
	"github.com/ghgkit/ghg/factors/japan"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/bridge"
	"github.com/ghgkit/ghg/inventory/intensity"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
)

// ThreeCountries returns the report of an invented company with sites in Leeds, Austin and Kyoto in 2024: published factors,
// refrigerants, CO2 from wood, a gas outside the Kyoto basket, certificates and a power purchase agreement, a category that is
// excluded and others that do not apply, the inventory of 2023 as the base year, a bridge, a target, a revenue, and statements.
func ThreeCountries(t T) report.Report {
	t.Helper()
	before, after := three(t, 2023, desnz.Edition2023, epa.Edition2023), three(t, 2024, desnz.Edition2024, epa.Edition2024)
	b := must(bridge.Between(before, after, bridge.Options{Accounting: ghg.MarketBased}))(t)
	r := report.Report{
		Inventory: after, Label: "2024", Base: "2023", Bridge: &b,
		Years: []report.Year{{Label: "2023", Period: ghg.CalendarYear(2023), Inventory: before}},
		Revenue: &intensity.Revenue{
			Used: decimal.NewFromInt(180), Statement: decimal.NewFromInt(180), Unit: "million EUR", Source: "income statement of 2024, line 1 (invented)",
			Period: ghg.CalendarYear(2024), Approach: inventory.FinancialControl,
		},
		Per: []intensity.Denominator{{
			Name: "castings sold", Unit: "t", Value: decimal.NewFromInt(12500), Source: "sales ledger of 2024 (invented)",
			Period: ghg.CalendarYear(2024), Approach: inventory.OperationalControl,
		}},
		Stated: map[report.Statement]string{
			report.WhyBaseYear:       "The first year with complete data of all sites.",
			report.RecalculationRule: "The base year is recalculated from a change of 5 %.",
			report.Initiatives:       "No reduction is claimed for an initiative.",
			report.CarbonPricing:     "No internal carbon price is used.",
		},
	}
	r.Years[0].Restated = []report.Restatement{{
		Scope: ghg.Scope1, From: must(ghg.TonnesCO2e(decimal.NewFromInt(2150)))(t), To: must(before.Scope(ghg.Scope1, ghg.MarketBased))(t),
		Reason: "an invoice of the boilers in Austin was found", Source: "report of 2024, note 3 (invented)",
	}}
	covered := targets.Covered{Scopes: []ghg.Scope{ghg.Scope1, ghg.Scope2}}
	base := must(targets.BaseOf(before, 2023, covered, ghg.MarketBased))(t)
	target := targets.Absolute{Name: "Scope 1+2", Base: base, Milestones: []targets.Milestone{{Year: 2030, Reduction: decimal.New(42, -2)}}}
	progress := must(target.Track([]targets.Actual{{
		Year: 2024, Period: ghg.CalendarYear(2024), Emissions: must(covered.Emissions(after, ghg.MarketBased))(t), Accounting: ghg.MarketBased,
	}}))(t)
	r.Targets = []report.Target{{Absolute: target, Covered: covered, Progress: progress}}
	return r
}

func three(t T, year int, uk, us string) *inventory.Inventory {
	t.Helper()
	stack := must(factors.NewStack(must(desnz.Load(uk))(t), must(egrid.Load(egrid.Edition2023))(t), must(epa.Load(us))(t), must(japan.Load(japan.Edition2026_06))(t)))(t)
	basis := factors.Basis{Factors: stack, GWP: ghg.AR5(), Policy: factors.Policy{MostOfPeriod: true, OlderYears: 1, NewerYears: 1, GridAverageAsResidual: true}}
	dir := fmt.Sprintf("three/%d/", year)
	power := sheet[scope2.Electricity](t, dir+"power.csv")
	f := must(files.Open(dir + "instruments.csv"))(t)
	defer f.Close()
	instruments := must(scope2.ReadInstruments(f, "instruments.csv"))(t)
	for i := range power {
		power[i].Instruments = instruments[power[i].ID]
	}
	lines := all[scope1.StationaryCombustion](t, dir+"boilers.csv")
	lines = append(lines, all[scope1.DirectRelease](t, dir+"leaks.csv")...)
	lines = append(lines, activity.All(power)...)
	lines = append(lines, all[scope3.Reported](t, dir+"reported.csv")...)
	lines = append(lines, all[scope3.TransportDistanceBased](t, dir+"freight.csv")...)
	lines = append(lines, all[scope3.WasteTypeSpecific](t, dir+"waste.csv")...)
	lines = append(lines, all[scope3.TravelDistanceBased](t, dir+"travel.csv")...)
	estimate := must(ghg.TonnesCO2e(decimal.NewFromInt(45)))(t)
	return must(inventory.Run(basis, inventory.Organisation{
		Name: "Example Group", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(year), Entities: []string{"Example plc", "Example Inc", "Example KK"},
		NotApplicable: map[ghg.Category]string{
			ghg.Franchises: "no franchises are granted", ghg.DownstreamLeasedAssets: "nothing is let to others",
		},
		Excluded: []inventory.Exclusion{{
			ID: "X1", Scope: ghg.Scope3, Category: ghg.CapitalGoods, Reason: "the invoices of capital goods are not sorted yet", Estimate: &estimate, Method: "spend of 2022, by the spend-based method",
		}},
	}, lines))(t)
}
