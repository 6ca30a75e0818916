package land_test

import (
	"fmt"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/units"
)

// A farm was cleared in 2020 and lost 120 t of carbon. In 2027 it has emissions of its herd, and measured removals into its
// soil of which a drought reverses a part. Each is a ledger; none is subtracted from another.
func Example() {
	edition, year := land.StandardV1_0(), ghg.CalendarYear(2027)
	cleared, err := edition.LandUseChange.Emissions(2027, land.Conversion{ID: "field 7", Year: 2020, StockLoss: units.MustParse("120 t C")})
	if err != nil {
		fmt.Println(err)
		return
	}
	herd, removed, reversed := kg("CH4-biogenic", "10000", "N2O", "1000"), kg("CO2", "500000"), kg("CO2", "50000")
	on := land.Entry{Activity: land.Agriculture, Site: "farm", Period: year, Scope: ghg.Scope1, Risk: land.LowRisk, Source: "land register 2027"}
	field := land.Evidence{Traceability: land.LandUnit, Place: "field 7"}

	change := on
	change.ID, change.Ledger, change.Amounts, change.Evidence = "clearing", land.LandUseChange, cleared.Emissions, field
	change.Method, change.Available = land.LandUnitDirect, land.LandUnitDirect
	cattle := on
	cattle.ID, cattle.Ledger, cattle.Amounts, cattle.Evidence = "cattle", land.LandManagement, herd, field
	soil := on
	soil.ID, soil.Ledger, soil.Amounts, soil.Evidence = "soil", land.LandRemovals, removed, field
	soil.Evidence.Monitoring, soil.Evidence.StoragePlan = land.Empirical, "soil plan 3"
	soil.Evidence.Project, soil.Evidence.Allocation = "field 7", d("1")
	drought := on
	drought.ID, drought.Ledger, drought.Amounts, drought.Of, drought.Risk = "drought", land.Reversals, reversed, "soil", 0
	area := on
	area.ID, area.Ledger, area.Occupation, area.Risk = "fields", land.LandOccupation, units.MustParse("120 ha·year"), 0

	register, err := land.New(land.Statement{Organisation: "Example plc", Edition: edition, Entries: []land.Entry{change, cattle, soil, drought, area}})
	if err != nil {
		fmt.Println(err)
		return
	}
	totals, err := register.Totals(year, ghg.AR6())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(totals)

	change.Method = land.Statistical
	_, err = land.New(land.Statement{Organisation: "Example plc", Edition: edition, Entries: []land.Entry{change}})
	fmt.Println(err)
	// Output:
	// Land Sector and Removals Standard v1.0, 2027, AR6
	// ledger           scope    physical t  adjusted t  ha·year  entries
	// land use change  scope 1  27.5        27.5        –        1
	// land management  scope 1  543         543         –        1
	// land removals    scope 1  500         500         –        1
	// reversals        scope 1  50          50          –        1
	// land occupation  scope 1  –           –           120      1
	// land ledgers of Example plc: entry "clearing": method is less accurate than the data allow ("statistical"): want land unit direct, for which there are data
}
