package sample

import (
	"fmt"
	"time"

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
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti"
)

// ThreeCountries returns the report of an invented company with sites in Leeds, Austin and Kyoto in 2024: published factors,
// refrigerants, CO2 from wood, a gas outside the Kyoto basket, certificates and a power purchase agreement, a category that is
// excluded and others that do not apply, the inventory of 2023 as the base year, a bridge, targets and their submission, a revenue,
// statements, and what is stated beside the emissions: energy, credits, removals, verified inputs, and where the sites are.
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
	net := must(base.Emissions.Scale(decimal.New(5, -1)))(t)
	r.Targets = []report.Target{{Absolute: target, Covered: covered, Progress: progress, Stated: report.TargetStatement{
		Objective: "Mitigation, in line with the criteria of the SBTi.", Validation: "Not validated yet.", Review: "Reviewed each year by the board.", Net: &net,
	}}}
	r.PerOutput = []report.IntensityTarget{{
		Target:  targets.IntensityTarget{Name: "Scope 1+2 per t of castings", Kind: targets.Physical, Base: base, Output: decimal.NewFromInt(12000), Per: "t castings", Year: 2030, Rate: decimal.New(7, -2)},
		Covered: covered,
		Actuals: []targets.IntensityActual{{Output: decimal.NewFromInt(12500), Actual: targets.Actual{
			Year: 2024, Period: ghg.CalendarYear(2024), Emissions: must(covered.Emissions(after, ghg.MarketBased))(t), Accounting: ghg.MarketBased,
		}}},
	}}
	year := func(n int, value int64) report.FigureYear {
		return report.FigureYear{Year: n, Value: decimal.NewFromInt(value)}
	}
	power, slag := year(2024, 8000), year(2024, 17)
	r.Figures = []report.FigureTarget{
		{Kind: report.LowCarbonEnergy, Name: "Renewable power", Metric: "renewable electricity", Unit: "MWh", Base: year(2022, 3000), Target: year(2030, 21200), Reported: &power, Source: "power purchase plan (invented)"},
		{Kind: report.OtherFigure, Name: "Slag", Metric: "slag to landfill", Unit: "kt", Base: year(2022, 20), Target: year(2030, 10), Reported: &slag, Source: "waste plan (invented)"},
	}
	r.Submitted = submitted(t, before, target)
	r.Sites = []report.Site{
		{Name: "Leeds", Latitude: decimal.New(537997, -4), Longitude: decimal.New(-15492, -4), Source: "register of sites (invented)"},
		{Name: "Austin", Latitude: decimal.New(302672, -4), Longitude: decimal.New(-977431, -4), Source: "register of sites (invented)"},
	}
	r.Ledgers = report.Ledgers{
		Energy: []report.Energy{
			{Line: "boilers-leeds", Source: report.NaturalGas, MWh: decimal.NewFromInt(4680), Document: "gas bills, lower heating value (invented)"},
			{Line: "boilers-austin", Source: report.NaturalGas, MWh: decimal.NewFromInt(6330), Document: "gas bills, lower heating value (invented)"},
			{Line: "wood-austin", Source: report.RenewableFuel, MWh: decimal.NewFromInt(114), Document: "deliveries of wood, lower heating value (invented)"},
		},
		Production: []report.Production{{Renewable: true, MWh: decimal.NewFromInt(60), Document: "meter of the solar farm, all of it sold (invented)"}},
		Verified:   &report.Lines{IDs: []string{"castings"}, Source: "statement of a verifier (invented)"},
		Cloud:      &report.Lines{Source: "purchase ledger (invented)"},
		Removals:   removed(t),
		Credits: []report.Credit{
			{CO2e: tonnes(t, 300), Kind: report.ReductionCredit, Standard: "Gold Standard", Source: "registry (invented)"},
			{CO2e: tonnes(t, 20), Kind: report.TechnologicalRemoval, Standard: "Puro.earth", EU: true, Adjusted: true, Source: "registry (invented)"},
			{CO2e: tonnes(t, 1000), Kind: report.TechnologicalRemoval, Standard: "Puro.earth", Planned: true, Source: "contract (invented)"},
		},
	}
	return r
}

// submitted returns the target of scopes 1 and 2 as it is submitted, without one for scope 3.
func submitted(t T, before *inventory.Inventory, target targets.Absolute) *report.Submission {
	t.Helper()
	return &report.Submission{NearTerm: &report.NearTermSubmission{Rules: sbti.NearTerm5_2(), Proposal: sbti.Proposal{
		Submitted: ghg.Date{Year: 2025, Month: time.March, Day: 3},
		Scope12:   target.Base.Emissions, Covered12: target.Base.Emissions,
		Scope3:      must(before.Scope(ghg.Scope3, ghg.MarketBased))(t).Add(tonnes(t, 45)),
		Excluded3:   tonnes(t, 45),
		Targets:     []sbti.Target{{Name: target.Name, Ambition: sbti.OnePointFive, Base: target.Base, Milestone: target.Milestones[0]}},
		Scope2:      []ghg.Accounting{ghg.MarketBased, ghg.MarketBased},
		Electricity: targets.Defined(targets.SharePoint{Year: 2028, Share: decimal.New(9, -1)}),
	}}}
}

// removed returns a register with 20 t of removals in 2024 that are stored in the ground.
func removed(t T) *land.Register {
	t.Helper()
	return must(land.New(land.Statement{Organisation: "Example Group", Edition: land.StandardV1_0(), EarlyUse: true, Entries: []land.Entry{{
		ID: "air-capture", Ledger: land.GeologicRemovals, Activity: land.RemovalTechnology, Period: ghg.CalendarYear(2024), Scope: ghg.Scope1, Source: "meter (invented)",
		Amounts: must(ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: decimal.NewFromInt(20000)}))(t),
		Evidence: land.Evidence{
			Traceability: land.StorageSite, Place: "well (invented)", Monitoring: land.Empirical, StoragePlan: "monitoring plan (invented)", Project: "air capture (invented)", Allocation: decimal.NewFromInt(1),
		},
	}}}))(t)
}

func tonnes(t T, n int64) ghg.CO2e {
	t.Helper()
	return must(ghg.TonnesCO2e(decimal.NewFromInt(n)))(t)
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
