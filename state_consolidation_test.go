package ghg_test

import (
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/consolidation"
)

// ownStructure is a group of two companies; the results of the other tests have no entity.
func ownStructure() consolidation.Structure {
	latitude := d("53.8")
	return consolidation.Structure{
		Parent:   "Example plc",
		Entities: append(make([]consolidation.Entity, 0, 3), consolidation.Entity{ID: "Example plc"}, consolidation.Entity{ID: "Example KK"}),
		Holdings: append(make([]consolidation.Holding, 0, 2), consolidation.Holding{Owner: "Example plc", Owned: "Example KK", Equity: d("0.4"), Relation: consolidation.Associate}),
		Controls: append(make([]consolidation.Control, 0, 2), consolidation.Control{Entity: "Example KK"}),
		Sites:    append(make([]consolidation.Site, 0, 2), consolidation.Site{ID: "Leeds", Entity: "Example plc", Latitude: &latitude}),
		Leases:   append(make([]consolidation.Lease, 0, 2), consolidation.Lease{Asset: "floor", Site: "Leeds", Role: consolidation.Lessee, Kind: consolidation.FinanceLease}),
		Accounts: append(make([]consolidation.Account, 0, 2), consolidation.Account{Entity: "Example KK"}),
	}
}

func ownGroup() *consolidation.Group { return must(consolidation.New(ownStructure())) }

// gross is an inventory of the group at 100 %.
func gross() *inventory.Inventory {
	results := allResults()
	for i := range results {
		results[i].Entity = "Example KK"
	}
	return must(inventory.Of(inventory.Organisation{Name: "Example plc", Approach: inventory.Unconsolidated, Period: thisYear}, results))
}

func consolidationCalls() map[string]func() trial {
	options := consolidation.Options{Approach: inventory.EquityShare, Scope2: ghg.MarketBased, SplitByDays: true}
	half := func() []ghg.Term {
		return append(make([]ghg.Term, 0, 3), ghg.Term{Label: "share", Kind: ghg.TermShare, Value: d("0.5"), Unit: "1", Source: "agreement", Ref: "x"})
	}
	return map[string]func() trial{
		"consolidation.New": func() trial { return call(consolidation.New, ownStructure()) },
		"consolidation.ReadCSV": func() trial {
			return call(consolidation.ReadCSV[consolidation.Account], strings.NewReader("entity,consolidated\nx,yes\n"), "accounts.csv")
		},
		"consolidation.Structure.MarshalJSON": func() trial { s := ownStructure(); return call(s.MarshalJSON).on(s) },
		"consolidation.Group.Structure":       func() trial { g := ownGroup(); return call(g.Structure).on(g) },
		"consolidation.Group.Shares": func() trial {
			g := ownGroup()
			return call(g.Shares, inventory.EquityShare, "Example KK", thisYear).on(g)
		},
		"consolidation.Group.Consolidate": func() trial { g, inv := ownGroup(), gross(); return call(g.Consolidate, inv, options).on(g, inv) },
		"consolidation.Consolidation.Outside": func() trial {
			c := must(ownGroup().Consolidate(gross(), options))
			return call(c.Outside).on(c.Inventory())
		},
		"consolidation.Attribute": func() trial {
			inv := ownInventory()
			return call(consolidation.Attribute, inv, consolidation.Attribution{Company: "A", Category: ghg.Investments, Share: d("0.5"), Basis: "b", Scope2: ghg.MarketBased}).on(inv)
		},
		"ghg.Result.Portion": func() trial { r := oneResult(); return call(r.Portion, half()).on(r) },
		"inventory.Inventory.Portions": func() trial {
			inv, terms := ownInventory(), half()
			return call(inv.Portions, owner(), func(ghg.Result) ([]inventory.Portion, error) { return []inventory.Portion{{Terms: terms}}, nil }).on(inv)
		},
	}
}
