package land_test

import (
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/units"
)

func d(s string) decimal.Decimal { return dec.MustParse(s) }

func tonnes(s string) ghg.CO2e {
	c, err := ghg.TonnesCO2e(d(s))
	if err != nil {
		panic(err)
	}
	return c
}

// kg returns amounts of gases in kilograms: "CO2", "22000", "N2O", "3".
func kg(list ...string) ghg.Emissions {
	var amounts []ghg.GasAmount
	for i := 0; i < len(list); i += 2 {
		amounts = append(amounts, ghg.GasAmount{Gas: ghg.Gas(list[i]), Kg: d(list[i+1])})
	}
	e, err := ghg.NewEmissions(amounts...)
	if err != nil {
		panic(err)
	}
	return e
}

var year = ghg.CalendarYear(2027)

// entry returns an entry of agriculture in scope 1.
func entry(id string, l land.Ledger, amounts ghg.Emissions) land.Entry {
	return land.Entry{ID: id, Ledger: l, Activity: land.Agriculture, Entity: "Example plc", Site: "farm", Period: year, Scope: ghg.Scope1, Amounts: amounts, Source: "land register 2027"}
}

func occupation(id, area string) land.Entry {
	e := entry(id, land.LandOccupation, ghg.Emissions{})
	e.Occupation = units.MustParse(area)
	return e
}

func change(id, co2kg string) land.Entry {
	e := entry(id, land.LandUseChange, kg("CO2", co2kg))
	e.Method, e.Available, e.Risk = land.LandUnitDirect, land.LandUnitDirect, land.LowRisk
	e.Evidence = land.Evidence{Traceability: land.LandUnit, Place: "field 7"}
	return e
}

func management(id string, amounts ...string) land.Entry {
	e := entry(id, land.LandManagement, kg(amounts...))
	e.Risk, e.Evidence = land.LowRisk, land.Evidence{Traceability: land.LandUnit, Place: "field 7"}
	return e
}

func landRemoval(id, co2kg string) land.Entry {
	e := entry(id, land.LandRemovals, kg("CO2", co2kg))
	e.Risk = land.LowRisk
	e.Evidence = land.Evidence{
		Traceability: land.LandUnit, Place: "field 7", Monitoring: land.Empirical, StoragePlan: "soil plan 3", Project: "field 7", Allocation: d("1"),
	}
	return e
}

// stored returns removals with geologic or technological storage.
func stored(id string, l land.Ledger, co2kg, project string) land.Entry {
	e := entry(id, l, kg("CO2", co2kg))
	e.Activity, e.Site = land.RemovalTechnology, ""
	e.Evidence = land.Evidence{
		Traceability: land.StorageSite, Place: "aquifer A", Monitoring: land.Empirical, StoragePlan: "well plan", Project: project, Allocation: d("0.5"),
	}
	return e
}

func linked(id string, l land.Ledger, of string, amounts ghg.Emissions) land.Entry {
	e := entry(id, l, amounts)
	e.Of = of
	return e
}

// farm is a statement with an entry of most ledgers.
func farm() land.Statement {
	storage := entry("storage", land.ProductStorage, kg("CO2", "7000"))
	storage.Scope, storage.Category = ghg.Scope3, ghg.PurchasedGoodsAndServices
	burnt := entry("boiler", land.BiomassCombustion, kg("CO2", "3000"))
	burnt.Scope, burnt.Accounting = ghg.Scope2, ghg.LocationBased
	yield := management("low input", "N2O", "100")
	yield.Risk = land.LowerYield
	return land.Statement{
		Organisation: "Example plc", Edition: land.StandardV1_0(),
		Entries: []land.Entry{
			change("clearing", "22000"), management("cattle", "CH4-biogenic", "10000", "N2O", "1000", "CO2", "500"), yield,
			linked("displaced", land.Leakage, "low input", kg("CO2", "4000")), landRemoval("soil", "500000"), linked("drought", land.Reversals, "soil", kg("CO2", "50000")),
			stored("dac", land.GeologicRemovals, "60000", "well"), stored("rock", land.TechnologicalRemovals, "40000", "quarry"), storage, burnt,
			linked("straw", land.BiogenicFlux, "cattle", kg("CO2", "900")), occupation("fields", "120 ha·year"), occupation("meadow", "10000 m2·year"),
		},
		Others: []land.Claim{{Project: "well", Claimant: "Other plc", Period: year, Share: d("0.5")}},
	}
}

func register(t testing.TB, s land.Statement) *land.Register {
	t.Helper()
	r, err := land.New(s)
	require.NoError(t, err)
	return r
}

// find returns the entry of a statement with an id, to be changed.
func find(s *land.Statement, id string) *land.Entry {
	for i := range s.Entries {
		if s.Entries[i].ID == id {
			return &s.Entries[i]
		}
	}
	panic(id)
}
