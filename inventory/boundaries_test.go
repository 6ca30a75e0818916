package inventory_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

func TestCheckBoundaries(t *testing.T) {
	year := ghg.CalendarYear(2024)
	fact := func(name, value string) []ghg.Note { return []ghg.Note{{Name: name, Value: value}} }
	waste, err := scope3.WasteTypeSpecific{
		ID: "waste", Period: year, Waste: "average", Treatment: "landfill", Mass: units.MustParse("1 t"), Region: "GB", Transport: true,
		Factor: factors.MustSupplied("500 kg CO2/t; own"), TransportFactor: factors.MustSupplied("20 kg CO2/t; own"),
	}.Calculate(factors.Basis{GWP: ghg.AR5()})
	require.NoError(t, err)
	results := append(ghg.Results{
		{ID: "boiler", Scope: ghg.Scope1, Period: year, Site: "hall B", Entity: "Associate"},
		{ID: "boiler", Scope: ghg.Scope1, Period: year, Site: "hall B", Entity: "Associate", Part: "other"},
		{ID: "power", Scope: ghg.Scope2, Period: year, Site: "hall B"},
		{ID: "lease", Scope: ghg.Scope3, Category: 8, Period: year, Notes: fact("asset", "hall B")},
		{ID: "old lease", Scope: ghg.Scope3, Category: 8, Period: ghg.CalendarYear(2023), Notes: fact("asset", "hall B")},
		{ID: "let", Scope: ghg.Scope3, Category: 13, Period: year, Notes: fact("asset", "shop")},
		{ID: "equity", Scope: ghg.Scope3, Category: 15, Period: year, Notes: fact("investee", "Associate")},
		{ID: "equity", Scope: ghg.Scope3, Category: 15, Period: year, Part: "scope 3", Apart: "x", Notes: fact("investee", "Associate")},
		{ID: "kiosk", Scope: ghg.Scope3, Category: 14, Period: year, Notes: fact("franchise", "hall B")},
		{ID: "in", Scope: ghg.Scope3, Category: 4, Period: year, Method: scope3.MethodFreight},
		{ID: "out", Scope: ghg.Scope3, Category: 4, Period: year, Method: scope3.MethodFreight},
		{ID: "paid", Scope: ghg.Scope3, Category: 9, Period: year, Method: scope3.MethodDistributionSite},
		{ID: "unsaid", Scope: ghg.Scope3, Category: 9, Period: year, Method: scope3.MethodFreight},
		{ID: "skip", Scope: ghg.Scope3, Category: 4, Period: year, Method: scope3.MethodFreight},
	}, waste...)
	findings := inventory.CheckBoundaries(results, inventory.Declarations{
		Consolidated: []string{"shop"},
		Transport: map[string]inventory.TransportTerms{
			"in": {Inbound: true}, "out": {}, "paid": {Paid: true}, "gone": {},
		},
		WasteTransport: []string{"skip", "gone"},
	})
	var got []string
	for _, f := range findings {
		got = append(got, f.String())
	}
	assert.Equal(t, []string{
		"leased-asset-in-scopes-1-and-2: lease, boiler, power: hall B is in category 8, upstream leased assets and in scope 1 or 2",
		"leased-asset-in-scopes-1-and-2: let: shop is declared to be in scopes 1 and 2",
		"consolidated-and-in-category: equity, boiler: Associate is in category 15, investments and in scope 1 or 2",
		"transport-category: out: of goods sold, and not paid by the company: category 9, not 4",
		"transport-category: paid: paid by the company or inbound from a supplier: category 4, not 9",
		"transport-not-declared: unsaid: it is not declared who pays for the transport",
		"transport-of-waste: skip: transport of waste: category 5, not category 4, upstream transportation and distribution",
		"transport-of-waste: skip, waste: lines of waste include their transport: it may be counted twice",
		"declared-but-not-there: gone: there is no result of this id",
	}, got)
	assert.Empty(t, inventory.CheckBoundaries(nil, inventory.Declarations{}))
}
