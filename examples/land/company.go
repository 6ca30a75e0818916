package main

import (
	"embed"
	"strconv"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/inventory/land"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

//go:embed data/ledgers.csv
var files embed.FS

const (
	company     = "Example Dairy"
	baseYear    = 2020
	netZeroYear = 2040
)

// figures are the emissions of a year without the farm's own, in tonnes CO2e.
type figures struct{ boilers, power, feed, freight int64 }

var reported = map[int]figures{
	baseYear:    {boilers: 350, power: 100, feed: 200, freight: 300},
	netZeroYear: {boilers: 10, power: 5, feed: 30, freight: 35},
}

// inventoryOf returns the inventory of a year. The feed is a footprint of its maker, with the emissions of its fields.
func inventoryOf(year int) (*inventory.Inventory, error) {
	p, f := ghg.CalendarYear(year), reported[year]
	source, gwp := "made up for this example", ghg.AR6().Name()
	tonnes := func(n int64) units.Quantity { return units.MustParse(strconv.FormatInt(n, 10) + " t CO2e") }
	id := func(name string) string { return name + " " + strconv.Itoa(year) }
	return inventory.Run(
		factors.Basis{GWP: ghg.AR6()},
		inventory.Organisation{Name: company, Approach: inventory.OperationalControl, Period: p},
		[]activity.Activity{
			scope1.Reported{ID: id("boilers"), Period: p, Amount: tonnes(f.boilers), GWP: gwp, Reporter: company, Source: source, Assurance: "none"},
			scope2.Reported{
				ID: id("power"), Period: p, Market: tonnes(f.power), Location: tonnes(f.power), GWP: gwp, Reporter: company, Source: source, Assurance: "none",
			},
			scope3.Reported{ID: id("feed"), Period: p, Category: 1, Amount: tonnes(f.feed), GWP: gwp, Reporter: "feed mill", Source: source, Assurance: "none"},
			scope3.Reported{ID: id("freight"), Period: p, Category: 4, Amount: tonnes(f.freight), GWP: gwp, Reporter: "carrier", Source: source, Assurance: "none"},
		},
	)
}

// conversions are the fields that were made of forest, with the carbon that was lost.
func conversions() []land.Conversion {
	return []land.Conversion{
		{ID: "south field", Year: 1998, StockLoss: units.MustParse("90 t C")},
		{ID: "north pasture", Year: 2016, StockLoss: units.MustParse("120 t C")},
	}
}

// ledgers returns the register of the company, and the land use change of its base year in it.
func ledgers() (*land.Register, land.Change, error) {
	edition := land.StandardV1_0()
	f, err := files.Open("data/ledgers.csv")
	if err != nil {
		return nil, land.Change{}, err
	}
	defer f.Close()
	entries, err := land.ReadCSV(f, "ledgers.csv", edition)
	if err != nil {
		return nil, land.Change{}, err
	}
	change, err := edition.LandUseChange.Emissions(baseYear, conversions()...)
	if err != nil {
		return nil, land.Change{}, err
	}
	entries = append(entries, land.Entry{
		ID: "clearing 2020", Ledger: land.LandUseChange, Activity: land.Agriculture, Site: "farm", Period: ghg.CalendarYear(baseYear), Scope: ghg.Scope1,
		Amounts: change.Emissions, Method: land.LandUnitDirect, Available: land.LandUnitDirect, Risk: land.LowRisk,
		Evidence: land.Evidence{Traceability: land.LandUnit, Place: "north pasture"}, Source: "aerial photographs 1990 to 2020",
	})
	// The base year ends before the Standard is effective, which the company says.
	register, err := land.New(land.Statement{Organisation: company, Edition: edition, EarlyUse: true, Entries: entries})
	return register, change, err
}
