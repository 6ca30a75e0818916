package sample

import (
	"time"

	"github.com/shopspring/decimal"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
	"github.com/ghgkit/ghg/report"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/targets"
	"github.com/ghgkit/ghg/targets/sbti/netzero2"
	"github.com/ghgkit/ghg/units"
)

// Group returns the report of an invented bank in 2024 that operates a works of which it owns 40 %: what the other reports do not
// have, which is a consolidation, purchased cloud services, investments, a target of the portfolio, and a submission for version 2
// of the Corporate Net-Zero Standard.
func Group(t T) report.Report {
	t.Helper()
	year := ghg.CalendarYear(2024)
	group := must(consolidation.New(consolidation.Structure{
		Parent:   "Bank",
		Entities: []consolidation.Entity{{ID: "Bank"}, {ID: "Works"}},
		Holdings: []consolidation.Holding{{Owner: "Bank", Owned: "Works", Equity: decimal.New(4, -1), Relation: consolidation.Associate}},
		Controls: []consolidation.Control{{Entity: "Works", Operational: true}},
		Accounts: []consolidation.Account{{Entity: "Bank", Consolidated: true}, {Entity: "Works"}},
	}))(t)
	power := func(id, entity, amount string) scope2.Electricity {
		return scope2.Electricity{
			ID: id, Entity: entity, Period: year, Region: "GB", Amount: units.MustParse(amount), GridFactor: factors.MustSupplied("0.1 t CO2/MWh; invented"), ResidualMix: factors.MustSupplied("0.2 t CO2/MWh; invented"),
		}
	}
	reported := func(id string, category ghg.Category, amount string) scope3.Reported {
		return scope3.Reported{ID: id, Entity: "Bank", Period: year, Category: category, Amount: units.MustParse(amount), GWP: "AR5", Reporter: "supplier (invented)", Source: "letter (invented)", Assurance: "none"}
	}
	whole := must(inventory.Run(factors.Basis{GWP: ghg.AR5()}, inventory.Organisation{Name: "Bank", Approach: inventory.Unconsolidated, Period: year}, []activity.Activity{
		scope1.DirectRelease{ID: "vent-bank", Entity: "Bank", Site: "Head office", Period: year, Gas: "CO2", Mass: units.MustParse("4900 t"), Event: "vented"},
		scope1.DirectRelease{ID: "vent-works", Entity: "Works", Site: "Works", Period: year, Gas: "CO2", Mass: units.MustParse("2450 t"), Event: "vented"},
		power("power-bank", "Bank", "8300 MWh"), power("power-works", "Works", "4900 MWh"),
		reported("cloud", ghg.PurchasedGoodsAndServices, "75 t CO2e"), reported("paper", ghg.PurchasedGoodsAndServices, "25 t CO2e"), reported("loans", ghg.Investments, "90000 t CO2e"),
	}))(t)
	c := must(group.Consolidate(whole, consolidation.Options{Approach: inventory.OperationalControl, Scope2: ghg.LocationBased}))(t)
	inv := c.Inventory()
	covered := targets.Covered{Scopes: []ghg.Scope{ghg.Scope1}}
	base := must(targets.BaseOf(inv, 2024, covered, 0))(t)
	lent := report.FigureYear{Year: 2024, Value: decimal.NewFromInt(50)}
	return report.Report{
		Inventory: inv, Label: "2024",
		Stated: map[report.Statement]string{report.LimitOfInvestments: "Category 15 is financed emissions of loans; derivatives are left out."},
		Figures: []report.FigureTarget{{
			Kind: report.PortfolioCoverage, Name: "Loans to companies with targets", Metric: "share of loans", Unit: "%", Base: report.FigureYear{Year: 2020, Value: decimal.NewFromInt(34)},
			Target: report.FigureYear{Year: 2040, Value: decimal.NewFromInt(100)}, Reported: &lent, Source: "lending report (invented)",
		}},
		Submitted: &report.Submission{NetZero2: &report.NetZero2Submission{Edition: netzero2.V2_0(), Proposal: netzero2.Submission{
			Submitted: ghg.Date{Year: 2027, Month: time.March, Day: 1}, Category: netzero2.CategoryB, Years: []netzero2.Year{{Year: 2024, Totals: inv}},
			Targets: []netzero2.Target{{
				Name: "Scope 1", Term: netzero2.NearTerm, Method: netzero2.AbsoluteLinear, Covers: covered, Base: base, Milestone: targets.Milestone{Year: 2029, Reduction: decimal.New(2, -1)},
			}},
		}}},
		Ledgers: report.Ledgers{Group: c, Cloud: &report.Lines{IDs: []string{"cloud"}, Source: "purchase ledger (invented)"}, Credits: []report.Credit{}, Production: []report.Production{}},
	}
}
