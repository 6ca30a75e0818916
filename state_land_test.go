package ghg_test

import (
	"strings"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/units"
)

// ownLand is the ledgers of an entity: land use change, a removal of which a part is sold, and the land occupied.
func ownLand() land.Statement {
	on := land.Entry{Activity: land.Agriculture, Period: thisYear, Scope: ghg.Scope1, Source: "register"}
	field := land.Evidence{Traceability: land.LandUnit, Place: "field"}
	cleared, soil, area := on, on, on
	cleared.ID, cleared.Ledger, cleared.Amounts, cleared.Evidence = "b", land.LandUseChange, someCO2(), field
	cleared.Method, cleared.Available, cleared.Risk = land.LandUnitDirect, land.LandUnitDirect, land.LowRisk
	soil.ID, soil.Ledger, soil.Amounts, soil.Evidence, soil.Risk = "a", land.LandRemovals, someCO2(), field, land.LowRisk
	soil.Evidence.Monitoring, soil.Evidence.StoragePlan, soil.Evidence.Project, soil.Evidence.Allocation = land.Empirical, "plan", "field", d("0.5")
	soil.Credits = must(ghg.KgCO2e(d("0.5")))
	area.ID, area.Ledger, area.Occupation = "c", land.LandOccupation, units.MustParse("3 ha·year")
	return land.Statement{
		Organisation: "Example plc", Edition: land.StandardV1_0(), EarlyUse: true,
		Entries: append(make([]land.Entry, 0, 5), cleared, soil, area),
		Others:  append(make([]land.Claim, 0, 3), land.Claim{Project: "field", Claimant: "B", Period: thisYear, Share: d("0.2")}, land.Claim{Project: "field", Claimant: "A", Period: thisYear, Share: d("0.1")}),
	}
}

func someCO2() ghg.Emissions {
	return must(ghg.NewEmissions(ghg.GasAmount{Gas: ghg.CO2, Kg: d("2")}))
}

func landCalls() map[string]func() trial {
	register := func() *land.Register { return must(land.New(ownLand())) }
	conversions := func() []land.Conversion {
		list := make([]land.Conversion, 0, 4)
		for _, id := range []string{"b", "a"} {
			list = append(list, land.Conversion{ID: id, Year: 2020, StockLoss: units.MustParse("3 t C")}, land.Conversion{ID: id + ", before", Year: 2000, StockLoss: units.MustParse("3 t C")})
		}
		return list
	}
	header := "id,ledger,activity,period,scope,occupation,source\na,land occupation,agriculture,2027,scope 1,3 ha·year,maps\n"
	return map[string]func() trial{
		"land.New": func() trial { return call(land.New, ownLand()) },
		"land.ReadCSV": func() trial {
			return call(land.ReadCSV, strings.NewReader(header), "land.csv", land.StandardV1_0())
		},
		"land.Editions":               func() trial { return call(land.Editions) },
		"land.StandardV1_0":           func() trial { return call(land.StandardV1_0) },
		"land.NeutralisationV1":       func() trial { return call(land.NeutralisationV1) },
		"land.NeutralisationV2":       func() trial { return call(land.NeutralisationV2) },
		"land.Spread.Emissions":       func() trial { return call(land.StandardV1_0().LandUseChange.Emissions, 2024, conversions()) },
		"land.Register.Statement":     func() trial { r := register(); return call(r.Statement).on(r) },
		"land.Register.Totals":        func() trial { r := register(); return call(r.Totals, thisYear, ghg.AR6()).on(r) },
		"land.Register.RemovalClaims": func() trial { r := register(); return call(r.RemovalClaims, thisYear).on(r) },
		"land.Register.Neutralisation": func() trial {
			r := register()
			return call(r.Neutralisation, land.NeutralisationV1(), thisYear).on(r)
		},
		"land.Register.FLAG": func() trial {
			org := owner()
			org.Excluded = nil
			inv, r := must(inventory.Run(ownBasis(), org, append(activities(), release("vent")))), register()
			return call(r.FLAG, inv, inventory.MarketBased, ownGWP(), append(make([]string, 0, 3), "vent")).on(inv, r)
		},
		"land.FLAG.Into": func() trial { return call(land.FLAG{}.Into, flagProposal()) },
		"land.Statement.MarshalJSON": func() trial {
			s := ownLand()
			return call(s.MarshalJSON).on(s)
		},
		"land.Totals.CO2e": func() trial {
			t := must(register().Totals(thisYear, ghg.AR6()))
			return call(t.CO2e, land.LandUseChange, ghg.Scope1, ghg.Accounting(0)).on(t)
		},
		"land.Totals.MarshalJSON": func() trial {
			t := must(register().Totals(thisYear, ghg.AR6()))
			return call(t.MarshalJSON).on(t)
		},
	}
}
