package inventory_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/dec"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// leased returns an asset whose lessor reports its emissions.
func leased(id, asset string, category ghg.Category, period ghg.Period) scope3.LeasedLessorSpecific {
	return scope3.LeasedLessorSpecific{
		ID: id, Period: period, Category: category, Asset: asset, Partner: "landlord", Scope1: units.MustParse("1 t CO2e"), Scope2: units.MustParse("2 t CO2e"),
		GWP: "AR5", Source: "statement", Leased: units.MustParse("1 m2"), Total: units.MustParse("1 m2"),
	}
}

// freight returns a transport of goods by road.
func freight(id string, category ghg.Category) scope3.TransportDistanceBased {
	return scope3.TransportDistanceBased{
		ID: id, Period: year, Category: category, Stages: scope3.TankToWheel, Mode: "road", Region: "GB", Work: units.MustParse("10 t·km"),
		Factor: factors.MustSupplied("0.1 kg CO2/t·km; carrier"),
	}
}

// skip returns waste with or without its transport.
func skip(id string, withTransport bool) scope3.WasteTypeSpecific {
	w := scope3.WasteTypeSpecific{
		ID: id, Period: year, Waste: "average", Treatment: "landfill", Mass: units.MustParse("1 t"), Region: "GB", Factor: factors.MustSupplied("500 kg CO2/t; site"),
	}
	if withTransport {
		w.Transport, w.TransportFactor = true, factors.MustSupplied("20 kg CO2/t; carrier")
	}
	return w
}

func TestCheckBoundaries(t *testing.T) {
	share := dec.MustParse("0.3")
	results := calculated(
		t,
		scope1.StationaryCombustion{
			ID: "boiler", Period: year, Site: "hall B", Entity: "Associate", Fuel: "oil", Region: "GB", Amount: units.MustParse("1 L"), Factor: factors.MustSupplied("2.5 kg CO2/L; tank"),
		},
		scope2.Electricity{
			ID: "power", Period: year, Site: "hall B", Region: "GB", Amount: units.MustParse("1 kWh"), GridFactor: factors.MustSupplied("0.2 kg CO2/kWh; grid"),
			SupplierRate: factors.MustSupplied("0.3 kg CO2/kWh; bill"),
		},
		leased("lease", "hall B", ghg.UpstreamLeasedAssets, year),
		leased("old lease", "hall B", ghg.UpstreamLeasedAssets, ghg.CalendarYear(2023)),
		leased("let", "shop", ghg.DownstreamLeasedAssets, year),
		scope3.EquityInvestmentSpecific{
			ID: "equity", Period: year, Investee: "Associate", Share: &share, Scope1: units.MustParse("1 t CO2e"), Scope2: units.MustParse("1 t CO2e"),
			Scope3: units.MustParse("9 t CO2e"), GWP: "AR5", Source: "report",
		},
		scope3.FranchiseSpecific{ID: "kiosk", Period: year, Franchise: "hall B", Scope1: units.MustParse("1 t CO2e"), Scope2: units.MustParse("1 t CO2e"), GWP: "AR5", Source: "return"},
		freight("in", ghg.UpstreamTransportationAndDistribution),
		freight("out", ghg.UpstreamTransportationAndDistribution),
		scope3.DistributionSiteSpecific{
			ID: "paid", Period: year, Category: ghg.DownstreamTransportationAndDistribution, Region: "GB", Share: &share, Energy: "electricity/grid",
			Amount: units.MustParse("1 kWh"), Factor: factors.MustSupplied("0.2 kg CO2/kWh; grid"),
		},
		freight("undeclared", ghg.DownstreamTransportationAndDistribution),
		freight("to landfill", ghg.UpstreamTransportationAndDistribution),
		skip("waste with transport", true),
		skip("waste alone", false),
	)
	findings := inventory.CheckBoundaries(results, inventory.Declarations{
		Consolidated:   []string{"shop"},
		Transport:      map[string]inventory.TransportTerms{"in": {Inbound: true}, "out": {}, "paid": {Paid: true}, "gone": {}},
		WasteTransport: []string{"to landfill", "gone", "gone too"},
	})
	type finding struct {
		rule inventory.BoundaryRule
		ids  string
	}
	var got []finding
	for _, f := range findings {
		got = append(got, finding{f.Rule, strings.Join(f.IDs, "; ")})
		assert.Contains(t, f.String(), string(f.Rule)+": ")
		assert.NotEmpty(t, f.Detail)
	}
	assert.Equal(t, []finding{
		{inventory.LeasedTwice, "lease; boiler; power"},                 // a site of scopes 1 and 2 on the same days; the lease of 2023 is not found
		{inventory.LeasedTwice, "let"},                                  // declared to be consolidated
		{inventory.ConsolidatedTwice, "equity; boiler"},                 // the investee is an entity of Scope 1; the kiosk's name is that of a site, which does not count
		{inventory.WrongTransport, "out"},                               // sold goods, not paid for: category 9
		{inventory.WrongTransport, "paid"},                              // paid for: category 4
		{inventory.UnknownPayer, "undeclared"},                          //
		{inventory.WasteTransport, "to landfill"},                       // transport of waste is in category 5
		{inventory.WasteTransport, "to landfill; waste with transport"}, // the line of waste includes its transport
		{inventory.UnknownID, "gone"},
		{inventory.UnknownID, "gone too"},
	}, got)
	assert.Empty(t, inventory.CheckBoundaries(nil, inventory.Declarations{}))
}

// A result in parts is found once. One day in common makes a leased asset count twice; transport is checked against the
// payer only if payers are declared, and waste only if it is declared.
func TestCheckBoundariesOfParts(t *testing.T) {
	period := func(text string) ghg.Period {
		p, err := ghg.ParsePeriod(text)
		require.NoError(t, err)
		return p
	}
	asset := ghg.Subject{Kind: ghg.SubjectAsset, Name: "hall"}
	results := []ghg.Result{
		{ID: "lease", Scope: ghg.Scope3, Category: ghg.UpstreamLeasedAssets, Subject: asset, Period: period("2024-01-01/2024-03-01")},
		{ID: "lease", Part: "second", Scope: ghg.Scope3, Category: ghg.UpstreamLeasedAssets, Subject: asset, Period: period("2024-01-01/2024-03-01")},
		{ID: "boiler", Scope: ghg.Scope1, Site: "hall", Period: period("2024-02-29/2024-04-01")},
		{ID: "stove", Scope: ghg.Scope1, Site: "hall", Period: period("2024-03-01/2024-04-01")},
		{ID: "elsewhere", Scope: ghg.Scope1, Site: "shed", Period: year},
		{ID: "stores", Scope: ghg.Scope3, Category: ghg.CapitalGoods, Site: "hall", Period: year},
		{ID: "haul", Scope: ghg.Scope3, Category: ghg.DownstreamTransportationAndDistribution, Period: year},
		{ID: "skip", Scope: ghg.Scope3, Category: ghg.WasteGeneratedInOperations, Period: year, Steps: []ghg.Step{{Kind: ghg.StepTransport}}},
	}
	twice := inventory.BoundaryFinding{
		Rule: inventory.LeasedTwice, IDs: []string{"lease", "boiler"}, Detail: "hall is in " + ghg.UpstreamLeasedAssets.String() + " and in scope 1 or 2",
	}
	assert.Equal(t, []inventory.BoundaryFinding{twice}, inventory.CheckBoundaries(results, inventory.Declarations{}))

	findings := inventory.CheckBoundaries(results, inventory.Declarations{Transport: map[string]inventory.TransportTerms{}, WasteTransport: []string{"skip"}})
	assert.Equal(t, []inventory.BoundaryFinding{
		twice,
		{Rule: inventory.UnknownPayer, IDs: []string{"haul"}, Detail: "the declarations do not state who pays for the transport"},
	}, findings, "a line of category 5 is in the right place")

	carted := append(slices.Clone(results[6:]), results[7])
	carted[2].ID = "skip 2"
	assert.Equal(t, []inventory.BoundaryFinding{
		{Rule: inventory.WasteTransport, IDs: []string{"skip", "skip 2"}, Detail: "these lines of waste include their transport, which may be counted twice"},
	}, inventory.CheckBoundaries(append(carted, carted[2]), inventory.Declarations{WasteTransport: []string{"skip"}}))
	for _, terms := range []inventory.TransportTerms{{Paid: true}, {Inbound: true}, {Paid: true, Inbound: true}} {
		declared := inventory.Declarations{Transport: map[string]inventory.TransportTerms{"haul": terms}}
		assert.Equal(t, []inventory.BoundaryFinding{
			{Rule: inventory.WrongTransport, IDs: []string{"haul"}, Detail: "paid by the company or inbound from a supplier: category 4, not 9"},
		}, inventory.CheckBoundaries(results[6:], declared))
	}
	assert.Empty(t, inventory.CheckBoundaries(results[6:], inventory.Declarations{Transport: map[string]inventory.TransportTerms{"haul": {}}}))
}

// TestSubjectsAreChecked checks that every Scope 3 method whose emissions may also be in scopes 1 and 2 names its
// subject.
func TestSubjectsAreChecked(t *testing.T) {
	found := map[ghg.SubjectKind]bool{}
	for _, m := range activity.Methods() {
		if m.Scope() != ghg.Scope3 {
			continue
		}
		for _, a := range exampleResults(t, m) {
			s := a.Subject
			found[s.Kind] = true
			findings := inventory.CheckBoundaries([]ghg.Result{a}, inventory.Declarations{Consolidated: []string{s.Name}})
			switch s.Kind {
			case ghg.SubjectAsset, ghg.SubjectFranchise, ghg.SubjectInvestee, ghg.SubjectProject:
				assert.Len(t, findings, 1, "%s: the %s %q is declared to be consolidated", m.Name(), s.Kind, s.Name)
			default:
				assert.Empty(t, findings, "%s", m.Name())
			}
		}
	}
	for _, kind := range []ghg.SubjectKind{ghg.SubjectAsset, ghg.SubjectFranchise, ghg.SubjectInvestee, ghg.SubjectProject, ghg.SubjectProduct} {
		assert.True(t, found[kind], "no method has an example with a subject of kind %s", kind)
	}
}

// Names that differ only in case or blanks are one name spelled in two ways, which groups keep apart.
func TestSimilarNames(t *testing.T) {
	at := func(id, entity, site string) ghg.Result { return ghg.Result{ID: id, Entity: entity, Site: site} }
	findings := inventory.CheckBoundaries([]ghg.Result{
		at("1", "Example Ltd", "Leeds"), at("2", "Example Ltd", "Leeds "), at("3", "example ltd", "York"), at("4", "ExampleLtd", "leeds"),
		at("5", "Other", "Leeds"), at("6", "Other", "York 2"), at("7", "", ""), at("8", " ", "Yörk"),
	}, inventory.Declarations{})
	require.Len(t, findings, 3)
	assert.Equal(t, inventory.BoundaryFinding{
		Rule: inventory.SimilarNames, IDs: []string{"1", "3", "4"}, Detail: `the entity is spelled "Example Ltd" and "example ltd" and "ExampleLtd": want one spelling`,
	}, findings[0])
	assert.Equal(t, []string{"7", "8"}, findings[1].IDs)
	assert.Equal(t, []string{"1", "2", "4"}, findings[2].IDs)
	assert.Equal(t, `names-alike: 1, 2, 4: the site is spelled "Leeds" and "Leeds " and "leeds": want one spelling`, findings[2].String())
}
