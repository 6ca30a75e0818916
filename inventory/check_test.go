package inventory_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

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

func month(m time.Month) ghg.Period {
	end := ghg.Date{Year: 2024, Month: m + 1, Day: 1}
	if m == time.December {
		end = ghg.Date{Year: 2025, Month: 1, Day: 1}
	}
	return ghg.Period{Start: ghg.Date{Year: 2024, Month: m, Day: 1}, End: end, Label: fmt.Sprintf("2024-%02d", int(m))}
}

// meter returns twelve monthly bills of one meter: 101, 102, … 112 MWh.
func meter(site string) []activity.Activity {
	var list []activity.Activity
	for m := time.January; m <= time.December; m++ {
		list = append(list, reading(m, site, strconv.Itoa(100+int(m))+" MWh"))
	}
	return list
}

func reading(m time.Month, site, amount string) scope2.Electricity {
	return scope2.Electricity{ID: site + "-" + strconv.Itoa(int(m)), Entity: "a", Site: site, Period: month(m), Region: "GB", Amount: units.MustParse(amount)}
}

// checkCase is an inventory with one kind of finding, and one like it without.
type checkCase struct {
	kind    inventory.FindingKind
	has     []activity.Activity
	hasNot  []activity.Activity
	ids     []string // of the finding; nil: not asserted
	options inventory.CheckOptions
	org     func(*inventory.Organisation)
}

func checkCases(t *testing.T) []checkCase {
	t.Helper()
	rego := func(volume string) scope2.Instrument { return certificate(t, "rego", volume, "REGO", "") }
	without := func(m time.Month) []activity.Activity { return slices.Delete(meter("leeds"), int(m)-1, int(m)) }
	mid := reading(time.July, "leeds", "107 MWh")
	mid.Period.Start.Day = 5
	later := reading(time.August, "leeds", "108 MWh")
	later.Period.Start = ghg.Date{Year: 2024, Month: 7, Day: 25}
	again := reading(time.July, "leeds", "107 MWh")
	again.ID, again.Amount = "leeds-7b", units.MustParse("107000 kWh")
	other := again
	other.Amount = units.MustParse("107001 kWh")
	order := func(id, purchase string) activity.Activity {
		a := goods(id, "a", year, "2 t CO2e").(scope3.Reported)
		a.Purchase = purchase
		return a
	}
	upstream := scope3.UpstreamEnergy{
		ID: "wtt", Entity: "a", Site: "hall", Period: year, Energy: "electricity/grid", Region: "FR", Amount: units.MustParse("10 MWh"),
		Upstream: scope3.PublishedUpstream, Factor: factors.MustSupplied("0.015 kg CO2e/kWh AR5; an agency's factor"),
	}
	elsewhere := upstream
	elsewhere.Site = "mill"
	whole := scope2.Electricity{ID: "hall", Entity: "a", Site: "hall", Period: year, Region: "FR", Amount: units.MustParse("10 MWh"), SupplierRate: factors.MustSupplied("0.3 kg CO2/kWh; bill")}
	terms := inventory.Declarations{Transport: map[string]inventory.TransportTerms{"in": {Paid: true}, "out": {}}}
	entity := func(a scope2.Electricity, e string) activity.Activity { a.Entity = e; return a }
	up, down := ghg.UpstreamTransportationAndDistribution, ghg.DownstreamTransportationAndDistribution
	return []checkCase{
		{kind: inventory.ActivityFailed, has: []activity.Activity{bought("x", "a", "1 MWh"), scope2.Electricity{ID: "bad"}}, hasNot: meter("leeds")},
		{
			kind: inventory.OutsideOrganisation, has: []activity.Activity{goods("x", "Ltd", year, "1 t CO2e")}, hasNot: []activity.Activity{goods("x", "a", year, "1 t CO2e")},
			org: func(o *inventory.Organisation) { o.Entities = []string{"a"} }, ids: []string{"x"},
		},
		{
			kind: inventory.CertificateTwice, has: []activity.Activity{bought("x", "a", "6 MWh", rego("6 MWh")), bought("y", "b", "5 MWh", rego("6 MWh"))},
			hasNot: []activity.Activity{bought("x", "a", "4 MWh", part(rego("6 MWh"), "4 MWh")), bought("y", "b", "2 MWh", part(rego("6 MWh"), "2 MWh"))}, ids: []string{"x", "y"},
		},
		{
			kind: inventory.CertificateUnclear, has: []activity.Activity{bought("x", "a", "4 MWh", part(rego("6 MWh"), "4 MWh")), bought("y", "b", "2 MWh", part(rego("7 MWh"), "2 MWh"))},
			hasNot: []activity.Activity{bought("x", "a", "4 MWh", part(rego("6 MWh"), "4 MWh")), bought("y", "b", "2 MWh", part(rego("6 MWh"), "2 MWh"))},
		},
		{kind: inventory.EnergyUpstreamTwice, has: []activity.Activity{whole, upstream}, hasNot: []activity.Activity{whole, elsewhere}, ids: []string{"hall", "wtt"}},
		{kind: inventory.PurchaseTwice, has: []activity.Activity{order("x", "PO-1"), order("y", "po-1")}, hasNot: []activity.Activity{order("x", "PO-1"), order("y", "PO-2")}, ids: []string{"x", "y"}},
		{kind: inventory.LineTwice, has: []activity.Activity{order("x", "PO-1"), order("x", "PO-2")}, hasNot: []activity.Activity{order("x", "PO-1"), order("y", "PO-2")}, ids: []string{"x"}},
		{
			kind: inventory.LeasedAssetTwice, has: append(meter("leeds"), leased("lease", "leeds", ghg.UpstreamLeasedAssets, year)),
			hasNot: append(meter("leeds"), leased("lease", "york", ghg.UpstreamLeasedAssets, year)),
		},
		{
			kind: inventory.ConsolidatedToo, options: inventory.CheckOptions{Declarations: inventory.Declarations{Consolidated: []string{"Kiosk"}}},
			has:    []activity.Activity{scope3.FranchiseSpecific{ID: "k", Period: year, Franchise: "Kiosk", Scope1: units.MustParse("1 t CO2e"), Scope2: units.MustParse("1 t CO2e"), GWP: "AR5", Source: "r"}},
			hasNot: []activity.Activity{scope3.FranchiseSpecific{ID: "k", Period: year, Franchise: "Stall", Scope1: units.MustParse("1 t CO2e"), Scope2: units.MustParse("1 t CO2e"), GWP: "AR5", Source: "r"}},
			ids:    []string{"k"},
		},
		{kind: inventory.TransportMisplaced, has: []activity.Activity{freight("in", down), freight("out", down)}, hasNot: []activity.Activity{freight("in", up), freight("out", down)}, options: inventory.CheckOptions{Declarations: terms}, ids: []string{"in"}},
		{kind: inventory.TransportUndeclared, has: []activity.Activity{freight("in", up), freight("x", up)}, hasNot: []activity.Activity{freight("in", up)}, options: inventory.CheckOptions{Declarations: terms}, ids: []string{"x"}},
		{
			kind: inventory.WasteTransportTwice, has: []activity.Activity{skip("cart", false), skip("w", true)}, hasNot: []activity.Activity{skip("cart", false), skip("w", false)},
			options: inventory.CheckOptions{Declarations: inventory.Declarations{WasteTransport: []string{"cart"}}}, ids: []string{"cart", "w"},
		},
		{
			kind: inventory.DeclaredNotThere, has: []activity.Activity{skip("w", false)}, hasNot: []activity.Activity{skip("w", false), skip("cart", false)},
			options: inventory.CheckOptions{Declarations: inventory.Declarations{WasteTransport: []string{"cart"}}}, ids: []string{"cart"},
		},
		{kind: inventory.NamesAlike, has: append(meter("Leeds"), meter("leeds")...), hasNot: append(meter("leeds"), meter("york")...)},
		{kind: inventory.SameBill, has: append(meter("leeds"), again), hasNot: append(meter("leeds"), other), ids: []string{"leeds-7", "leeds-7b"}},
		{kind: inventory.OverlappingPeriods, has: append(without(time.August), later), hasNot: meter("leeds"), ids: []string{"leeds-7", "leeds-8"}},
		{kind: inventory.OverlappingPeriods, has: append(meter("leeds"), other), hasNot: append(meter("leeds"), meter("york")...), ids: []string{"leeds-7"}},
		{kind: inventory.GapInYear, has: without(time.March), hasNot: meter("leeds")},
		{kind: inventory.GapInYear, has: append(without(time.July), mid), hasNot: meter("leeds")},
		{kind: inventory.FarFromHistory, has: append(without(time.March), reading(time.March, "leeds", "1030 MWh")), hasNot: meter("leeds"), ids: []string{"leeds-3"}},
		{kind: inventory.FarFromHistory, has: append(without(time.March), reading(time.March, "leeds", "0 MWh")), hasNot: append(without(time.March), reading(time.March, "leeds", "40 MWh")), ids: []string{"leeds-3"}},
		{
			kind: inventory.YearEndsApart, has: []activity.Activity{goods("x", "Example KK", fy2023, "1 t CO2e")}, hasNot: []activity.Activity{goods("x", "Example KK", year, "1 t CO2e")},
			org: func(o *inventory.Organisation) {
				o.Years = map[string]ghg.Period{"Example KK": fy2023}
			},
		},
		{kind: inventory.UnstatedEntity, has: []activity.Activity{entity(whole, ""), goods("x", "a", year, "1 t CO2e")}, hasNot: []activity.Activity{whole, goods("x", "a", year, "1 t CO2e")}, ids: []string{"hall"}},
	}
}

// Every kind of finding is found where there is one, and not where there is none, in lines as they come and in results.
func TestCheck(t *testing.T) {
	set, err := factors.ReadCSV(strings.NewReader(sheet+"electricity/grid,FR,2024-01-01,2024-12-31,kWh,life-cycle,0.3,,,,,\n"), factors.Meta{Publisher: "test", Edition: "1", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	b := factors.Basis{Factors: set, GWP: ghg.AR5(), Policy: factors.Policy{LifeCycleAsGridAverage: true}}
	covered := map[inventory.FindingKind]bool{inventory.NotRecomputable: true, inventory.DifferentGWP: true} // below
	for i, tt := range checkCases(t) {
		t.Run(fmt.Sprintf("%d %s", i, tt.kind), func(t *testing.T) {
			covered[tt.kind] = true
			o, without := org(), org()
			if tt.org != nil {
				tt.org(&o)
			}
			if tt.kind != inventory.YearEndsApart {
				without = o
			}
			found, err := inventory.Check(b, o, tt.has, tt.options)
			require.NoError(t, err)
			require.Equal(t, 1, found.Count(tt.kind), "%s", found)
			f := found.List[slices.IndexFunc(found.List, func(f inventory.Finding) bool { return f.Kind == tt.kind })]
			assert.Equal(t, tt.kind.Severity(), f.Severity)
			assert.NotEmpty(t, f.Do)
			if tt.ids != nil {
				assert.Equal(t, tt.ids, f.Results)
			}
			_, err = inventory.Run(b, o, tt.has)
			assert.Equal(t, f.Severity == inventory.Refused, err != nil, "Run refuses what is found as refused: %v", err)

			found, err = inventory.Check(b, without, tt.hasNot, tt.options)
			require.NoError(t, err)
			assert.Zero(t, found.Count(tt.kind), "%s", found)
			if tt.kind == inventory.ActivityFailed {
				return
			}
			found, err = inventory.CheckResults(o, calculatedWith(t, b, tt.has...), tt.options)
			require.NoError(t, err)
			assert.Equal(t, 1, found.Count(tt.kind), "of results: %s", found)
		})
	}
	for k := inventory.ActivityFailed; k <= inventory.UnstatedEntity; k++ {
		assert.True(t, covered[k], "%s has no case", k)
		assert.NotEmpty(t, k.Do(), "%s", k)
		assert.NotZero(t, k.Severity())
	}
	assert.Zero(t, inventory.FindingKind(99).Severity())
	assert.Empty(t, inventory.FindingKind(0).Do())
}

// Results that do not recompute, and those of two sets of potentials, are found.
func TestCheckResults(t *testing.T) {
	results := calculatedWith(t, basis(t), meter("leeds")...)
	found, err := inventory.CheckResults(org(), results, inventory.CheckOptions{})
	require.NoError(t, err)
	assert.Empty(t, found.List, "a meter with twelve bills")
	assert.Empty(t, found.String())

	results[4].CO2e = results[4].CO2e.Add(results[4].CO2e)
	found, err = inventory.CheckResults(org(), results, inventory.CheckOptions{})
	require.NoError(t, err)
	assert.Equal(t, 1, found.Count(inventory.NotRecomputable))

	b := basis(t)
	b.GWP = ghg.AR6()
	found, err = inventory.CheckResults(org(), append(calculatedWith(t, basis(t), meter("leeds")...), calculatedWith(t, b, reading(time.May, "york", "1 MWh"))...), inventory.CheckOptions{})
	require.NoError(t, err)
	assert.Equal(t, 2, found.Count(inventory.DifferentGWP), "location-based and market-based")
	assert.Equal(t, inventory.DifferentGWP, found.List[0].Kind, "the gravest first")
}

// The rule of outliers is exact: the median of the others is 106.5 of 101 to 112 without 103, three times that is 319.5, by
// the day of a month of 31 as the others' months are weighed.
func TestOutliersAreExact(t *testing.T) {
	flat := func(amount string) []activity.Activity {
		var list []activity.Activity
		for m := time.January; m <= time.December; m++ {
			list = append(list, reading(m, "leeds", strconv.Itoa(month(m).Days())+" MWh")) // 1 MWh a day
		}
		list[2] = reading(time.March, "leeds", amount)
		return list
	}
	for amount, want := range map[string]int{"93 MWh": 0, "93.000001 MWh": 1, "10.333334 MWh": 0, "10.333333 MWh": 1} { // 31 × 3, 31 ÷ 3
		found, err := inventory.Check(basis(t), org(), flat(amount), inventory.CheckOptions{})
		require.NoError(t, err)
		assert.Equal(t, want, found.Count(inventory.FarFromHistory), amount)
	}
	found, err := inventory.Check(basis(t), org(), flat("93.1 MWh"), inventory.CheckOptions{Outlier: dec.MustParse("3.5")})
	require.NoError(t, err)
	assert.Zero(t, found.Count(inventory.FarFromHistory))
	found, err = inventory.Check(basis(t), org(), flat("93.1 MWh")[:3], inventory.CheckOptions{})
	require.NoError(t, err)
	assert.Zero(t, found.Count(inventory.FarFromHistory), "two other periods are no history")
	whole, err := inventory.Run(basis(t), org(), flat("31 MWh"))
	require.NoError(t, err)
	found, err = inventory.Check(basis(t), org(), flat("93.1 MWh")[2:3], inventory.CheckOptions{Before: []*inventory.Inventory{nil, whole}})
	require.NoError(t, err)
	assert.Equal(t, 1, found.Count(inventory.FarFromHistory), "of earlier inventories")
	assert.Contains(t, found.String(), "electricity in GB: 900.968 kg CO2e a day in 2024-03, 3.003 times the median of the 12 other periods.") // 93,100 kWh × 0.3 ÷ 31
}

func TestCheckOptionsAreRefused(t *testing.T) {
	for _, o := range []inventory.CheckOptions{{Outlier: dec.MustParse("1")}, {Outlier: dec.MustParse("-3")}, {Periods: -1}, {GapDays: -1}, {Most: -1}} {
		_, err := (*inventory.Inventory)(nil).Check(o)
		require.Error(t, err)
		_, err = inventory.Check(basis(t), org(), nil, o)
		require.Error(t, err)
	}
	_, err := inventory.Check(basis(t), inventory.Organisation{}, nil, inventory.CheckOptions{})
	require.ErrorIs(t, err, ghg.ErrMissing)
	_, err = inventory.CheckLines(org(), nil, inventory.CheckOptions{})
	require.ErrorIs(t, err, ghg.ErrMissing)
}

// Findings are bounded: of a kind, and the ids of each. Lines that share a derivation are found as others are.
func TestManyFindings(t *testing.T) {
	const many = 3000
	list := make([]activity.Activity, many)
	for i := range list {
		list[i] = scope1.StationaryCombustion{
			ID: strconv.Itoa(i), Entity: "a", Site: "s", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse(strconv.Itoa(1+i/3) + " kWh(HHV)"),
		}
	}
	o := inventory.CheckOptions{Most: 7}
	found, err := inventory.Check(basis(t), org(), list, o)
	require.NoError(t, err)
	assert.Equal(t, many/3, found.Count(inventory.SameBill), "the first lines are kept by themselves, the others in a group")
	assert.Equal(t, map[inventory.FindingKind]int{inventory.SameBill: many/3 - 7}, maps.Clone(found.More))
	assert.Equal(t, []string{"0", "1", "2"}, found.List[0].Results)
	assert.Contains(t, found.String(), "suspect: same-bill: 993 more\n")
	inv, err := inventory.Run(basis(t), org(), list)
	require.NoError(t, err)
	again, err := inv.Check(o)
	require.NoError(t, err)
	assert.Equal(t, found, again)
	for i := range list {
		list[i] = scope1.StationaryCombustion{ID: strconv.Itoa(i), Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("5 kWh(HHV)")}
	}
	found, err = inventory.Check(basis(t), org(), list, o)
	require.NoError(t, err)
	require.Equal(t, 1, found.Count(inventory.SameBill))
	assert.Len(t, found.List[0].Results, 10)
	assert.Equal(t, many-10, found.List[0].More)
}
