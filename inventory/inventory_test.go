package inventory_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

var year = ghg.CalendarYear(2024)

// sheet holds fictitious factors, in round numbers for the sums below.
const sheet = `activity,region,valid_from,valid_to,unit,boundary,CO2,CO2-biogenic,CH4-combustion,other_gases,CO2e,gwp
fuel/natural-gas,GB,2024-01-01,2024-12-31,kWh(HHV),combustion,0.2,,0.001,,,
fuel/wood,GB,2024-01-01,2024-12-31,t,combustion,,1500,0.5,,,
electricity/grid,GB,2024-01-01,2024-12-31,kWh,generation,0.3,,,,,
electricity/residual-mix,GB,2024-01-01,2024-12-31,kWh,generation,0.5,,,,,
waste/average/landfill,GB,2024-01-01,2024-12-31,t,treatment,,,,,100,AR4
`

func basis(t testing.TB) factors.Basis {
	t.Helper()
	set, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "test", Edition: "1", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	return factors.Basis{Factors: set, GWP: ghg.AR5()}
}

func lines() []activity.Activity {
	return []activity.Activity{
		scope1.StationaryCombustion{ID: "boiler", Entity: "a", Site: "leeds", Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse("10 MWh(HHV)")},
		scope1.StationaryCombustion{ID: "stove", Entity: "b", Site: "york", Period: year, Fuel: "wood", Region: "GB", Amount: units.MustParse("2 t")},
		scope2.Electricity{ID: "office", Entity: "a", Site: "leeds", Period: year, Region: "GB", Amount: units.MustParse("100 MWh")},
		scope3.WasteTypeSpecific{ID: "waste", Entity: "a", Site: "leeds", Period: year, Waste: "average", Treatment: "landfill", Mass: units.MustParse("3 t"), Region: "GB"},
		scope3.Reported{ID: "goods", Entity: "a", Period: year, Category: 1, Amount: units.MustParse("7 t CO2e"), GWP: "AR5", Reporter: "supplier", Source: "letter", Assurance: "none"},
	}
}

func org() inventory.Organisation {
	return inventory.Organisation{Name: "Example plc", Approach: inventory.OperationalControl, Period: year}
}

func kg(t testing.TB, want string, got ghg.CO2e, err error) {
	t.Helper()
	require.NoError(t, err)
	assert.Equal(t, want, got.Kg().String())
}

// Derivation by hand, AR5 (CH4 28):
// boiler 10,000 kWh × 0.2 = 2,000 kg CO2, × 0.001 = 10 kg CH4 = 280 → 2,280 kg
// stove 2 t: 1 kg CH4 = 28 kg; 3,000 kg CO2 from biomass, in no total
// office 100,000 kWh × 0.3 = 30,000 location-based; × 0.5 = 50,000 market-based
// waste 3 × 100 = 300; goods 7,000
func TestTotals(t *testing.T) {
	inv, err := inventory.Run(basis(t), org(), lines())
	require.NoError(t, err)
	assert.Equal(t, "AR5", inv.GWP())

	total, err := inv.Total(inventory.MarketBased)
	kg(t, "59608", total, err)
	total, err = inv.Total(inventory.LocationBased)
	kg(t, "39608", total, err)
	_, err = inv.Total(0)
	require.ErrorIs(t, err, ghg.ErrMissing, "a total must name its method")

	for _, c := range []struct {
		scope ghg.Scope
		a     ghg.Accounting
		want  string
	}{
		{ghg.Scope1, inventory.MarketBased, "2308"},
		{ghg.Scope1, inventory.LocationBased, "2308"},
		{ghg.Scope2, inventory.LocationBased, "30000"},
		{ghg.Scope2, inventory.MarketBased, "50000"},
		{ghg.Scope3, inventory.MarketBased, "7300"},
	} {
		got, err := inv.Scope(c.scope, c.a)
		kg(t, c.want, got, err)
	}
	category, err := inv.Category(ghg.WasteGeneratedInOperations)
	kg(t, "300", category, err)
	_, err = inv.Category(16)
	require.ErrorIs(t, err, ghg.ErrOutOfRange)
	_, err = inv.Category(ghg.Franchises)
	require.ErrorIs(t, err, ghg.ErrMissing, "a category without results is missing, not zero")

	biogenic, err := inv.BiogenicCO2(inventory.MarketBased)
	require.NoError(t, err)
	assert.Equal(t, "3000", biogenic.String(), "CO2 from biomass is in no total")

	entities, err := inv.By(inventory.MarketBased, func(r ghg.Result) string { return r.Entity })
	require.NoError(t, err)
	require.Len(t, entities, 2)
	assert.Equal(t, "a", entities[0].Name)
	assert.Equal(t, "59580", entities[0].CO2e.Kg().String())
	assert.Equal(t, "28", entities[1].CO2e.Kg().String())
	for _, heading := range []func(ghg.Result) string{
		func(r ghg.Result) string { return r.Site },
		func(r ghg.Result) string { return string(r.Method) },
		func(r ghg.Result) string { return r.Period.String() },
	} {
		parts, err := inv.By(inventory.MarketBased, heading)
		require.NoError(t, err)
		var sum ghg.CO2e
		for _, p := range parts {
			sum = sum.Add(p.CO2e)
		}
		assert.Equal(t, "59608", sum.Kg().String(), "the parts of every heading add up to the total")
	}

	share, err := inv.Share(inventory.LocationBased, inventory.Recomputed)
	require.NoError(t, err)
	assert.Equal(t, "0.8232680266612805493839628357907493", share.String(), "32608 ÷ 39608")
}

func TestByGas(t *testing.T) {
	inv, err := inventory.Run(basis(t), org(), lines())
	require.NoError(t, err)
	gases, err := inv.ByGas(inventory.MarketBased)
	require.NoError(t, err)
	var got []string
	var sum ghg.CO2e
	for _, g := range gases {
		got = append(got, fmt.Sprintf("%s %s %s: %s (%t)", g.Kg, g.Unit, g.GWP, g.CO2e.Kg(), g.Memo))
		sum = sum.Add(g.CO2e)
	}
	assert.Equal(t, []string{
		"300 kg CO2e AR4: 300 (false)",
		"7000 kg CO2e AR5: 7000 (false)",
		"11 kg CH4-combustion : 308 (false)",
		"52000 kg CO2 : 52000 (false)",
		"3000 kg CO2-biogenic : 0 (true)",
	}, got)
	assert.Equal(t, "59608", sum.Kg().String(), "the gases add up to the total")
	for range 20 { // whatever the order of a map
		again, err := inv.ByGas(inventory.MarketBased)
		require.NoError(t, err)
		require.Equal(t, gases, again)
	}
	assert.True(t, gases[0].InCO2e)
	assert.False(t, gases[2].InCO2e)
}

// A weight that cannot be applied is an error: its published potential is zero. Only results that are not checked have one.
func TestByGasRefuses(t *testing.T) {
	r := calculatedWith(t, basis(t), lines()[0])[0]
	require.NotEmpty(t, r.Weights)
	for i := range r.Weights {
		r.Weights[i].Published = decimal.Decimal{}
	}
	inv, err := inventory.OfChecked(org(), []ghg.Result{r})
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	gases, err := p.ByGas()
	require.Error(t, err)
	assert.Empty(t, gases)
}

func TestCoverageAndCaveats(t *testing.T) {
	o := org()
	o.NotApplicable = map[ghg.Category]string{ghg.Franchises: "there are none"}
	inv, err := inventory.Run(basis(t), o, lines())
	require.NoError(t, err)
	none, err := inv.Category(ghg.Franchises)
	kg(t, "0", none, err)
	status := map[string]inventory.CoverageStatus{}
	for _, c := range inv.Coverage() {
		status[fmt.Sprint(uint8(c.Scope), ".", uint8(c.Category))] = c.Status
	}
	require.Len(t, status, 17)
	assert.Equal(t, inventory.Calculated, status["1.0"])
	assert.Equal(t, inventory.Calculated, status["2.0"])
	assert.Equal(t, inventory.Reported, status["3.1"])
	assert.Equal(t, inventory.Missing, status["3.2"])
	assert.Equal(t, inventory.Calculated, status["3.5"])
	assert.Equal(t, inventory.NotApplicable, status["3.14"])

	byKind := map[ghg.CaveatKind][]string{}
	for _, c := range inv.Caveats() {
		byKind[c.Kind] = c.Results
	}
	assert.Equal(t, []string{"goods"}, byKind[ghg.NotRecomputed])
	assert.Equal(t, []string{"waste"}, byKind[ghg.MixedGWP], "a CO2e factor on AR4 is added as published, with a caveat")
	assert.Equal(t, []string{"office"}, byKind[ghg.SupplierRateMissing])
}

// Kinds of caveats are in the order of their declaration, the results of each in the order of the run, once.
func TestCaveats(t *testing.T) {
	with := func(id string, kinds ...ghg.CaveatKind) ghg.Result {
		r := ghg.Result{ID: id, Scope: ghg.Scope1, Period: year}
		for _, k := range kinds {
			r.Caveats = append(r.Caveats, ghg.Caveat{Kind: k})
		}
		return r
	}
	inv, err := inventory.OfChecked(org(), []ghg.Result{with("b", 5, 4, 5), with("a", 3, 5), with("none"), with("c", 2, 1)})
	require.NoError(t, err)
	for range 10 { // whatever the order of a map
		require.Equal(t, []inventory.CaveatCount{
			{Kind: 1, Results: []string{"c"}},
			{Kind: 2, Results: []string{"c"}},
			{Kind: 3, Results: []string{"a"}},
			{Kind: 4, Results: []string{"b"}},
			{Kind: 5, Results: []string{"b", "a"}},
		}, inv.Caveats())
	}
}

// A line of coverage counts the results of its own scope and category, without memo items.
func TestCoverageCounts(t *testing.T) {
	of := func(id string, s ghg.Scope, c ghg.Category, o ghg.Origin) ghg.Result {
		return ghg.Result{ID: id, Scope: s, Category: c, Origin: o, Period: year}
	}
	memo := of("memo", ghg.Scope3, ghg.CapitalGoods, ghg.Calculated)
	memo.Memo = ghg.Memo{Kind: ghg.MemoOther, Detail: "shown beside"}
	inv, err := inventory.OfChecked(org(), []ghg.Result{
		of("1", ghg.Scope1, 0, ghg.Calculated), of("2", ghg.Scope1, 0, ghg.Reported), of("3", ghg.Scope1, 0, ghg.Calculated), of("4", ghg.Scope2, 0, ghg.Reported),
		memo, of("5", ghg.Scope3, ghg.BusinessTravel, ghg.Calculated),
	})
	require.NoError(t, err)
	lines := inv.Coverage()
	require.Len(t, lines, 17)
	assert.Equal(t, inventory.Coverage{Scope: ghg.Scope1, Status: inventory.Partly, Results: 3}, lines[0])
	assert.Equal(t, inventory.Coverage{Scope: ghg.Scope2, Status: inventory.Reported, Results: 1}, lines[1])
	for i, line := range lines[2:] {
		want := inventory.Coverage{Scope: ghg.Scope3, Category: ghg.Category(i + 1), Status: inventory.Missing}
		if want.Category == ghg.BusinessTravel {
			want.Status, want.Results = inventory.Calculated, 1
		}
		assert.Equal(t, want, line)
	}
	assert.Equal(t, "scope 1: partly calculated, partly reported, 3 results", lines[0].String())
	assert.Equal(t, "category 1, purchased goods and services: missing", lines[2].String())
	assert.Equal(t, "category 6, business travel: calculated, 1 result", lines[7].String())
	excluded := inventory.Coverage{Scope: ghg.Scope2, Status: inventory.Excluded, Reason: "screened in 2025"}
	assert.Equal(t, "scope 2: excluded (screened in 2025); the excluded amount is not known", excluded.String())
	p, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	require.Len(t, p.Missing, 14, "fourteen categories")
	assert.Equal(t, inventory.Gap{Scope: ghg.Scope3, Category: ghg.PurchasedGoodsAndServices}, p.Missing[0])
}

func TestRunRefuses(t *testing.T) {
	b := basis(t)
	boiler := lines()[0]
	late := boiler.(scope1.StationaryCombustion)
	late.ID, late.Period = "late", ghg.CalendarYear(2023)
	unknown := boiler.(scope1.StationaryCombustion)
	unknown.ID, unknown.Fuel = "unknown", "naturalgas"

	_, err := inventory.Run(b, org(), []activity.Activity{boiler, unknown, late})
	require.ErrorIs(t, err, factors.ErrNoFactor)
	assert.ErrorContains(t, err, "2 of 3 activities failed")
	assert.ErrorContains(t, err, `"unknown"`)
	assert.ErrorContains(t, err, "fuel/natural-gas", "the error names the nearest factor")

	_, err = inventory.Run(b, org(), []activity.Activity{boiler, boiler})
	assert.ErrorContains(t, err, `id is repeated (`)

	good, err := boiler.Calculate(b)
	require.NoError(t, err)
	travel := ghg.Result{ID: "flight", Scope: ghg.Scope3, Category: ghg.BusinessTravel, Period: year, GWP: "AR5", Entity: "a"}
	good = append(good, travel)
	for _, c := range []struct {
		name string
		org  func(o *inventory.Organisation)
		err  error
		want string
	}{
		{"no name", func(o *inventory.Organisation) { o.Name = "" }, ghg.ErrMissing, "name"},
		{"no approach", func(o *inventory.Organisation) { o.Approach = 0 }, ghg.ErrMissing, "approach"},
		{"no period", func(o *inventory.Organisation) { o.Period = ghg.Period{} }, ghg.ErrMissing, "period"},
		{"another period", func(o *inventory.Organisation) { o.Period = ghg.CalendarYear(2023) }, ghg.ErrOutOfRange, "2023"},
		{"another entity", func(o *inventory.Organisation) { o.Entities = []string{"b"} }, ghg.ErrUnknown, `entity is unknown ("a"): want one of b`},
		{"reason missing", func(o *inventory.Organisation) { o.NotApplicable = map[ghg.Category]string{ghg.Franchises: ""} }, ghg.ErrOutOfRange, "reason"},
		{"no such category", func(o *inventory.Organisation) { o.NotApplicable = map[ghg.Category]string{16: "x"} }, ghg.ErrOutOfRange, "16"},
		{"not applicable", func(o *inventory.Organisation) { o.NotApplicable = map[ghg.Category]string{ghg.BusinessTravel: "x"} }, ghg.ErrMixed, "does not apply"},
		{"excluded", func(o *inventory.Organisation) {
			o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.BusinessTravel, Reason: "x"}}
		}, ghg.ErrMixed, "no result that counts"},
		{"another category", func(o *inventory.Organisation) { o.NotApplicable = map[ghg.Category]string{ghg.Franchises: "x"} }, nil, ""},
		{"its entity", func(o *inventory.Organisation) { o.Entities = []string{"b", "a"} }, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := org()
			c.org(&o)
			_, err := inventory.OfChecked(o, good)
			require.ErrorIs(t, err, c.err)
			if c.err != nil {
				require.ErrorContains(t, err, c.want)
			}
		})
	}
	travel.Memo = ghg.Memo{Kind: ghg.MemoOther, Detail: "shown beside"}
	o := org()
	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Reason: "first year"}}
	_, err = inventory.OfChecked(o, append(good[:1:1], travel))
	require.NoError(t, err, "a memo item in a scope that is excluded")
	good = good[:1]

	ar6 := b
	ar6.GWP = ghg.AR6()
	stove, err := lines()[1].Calculate(ar6)
	require.NoError(t, err)
	_, err = inventory.OfChecked(org(), slices.Concat(good, stove))
	require.ErrorIs(t, err, ghg.ErrMixed, "results of two GWP sets are not added")
}

// An inventory keeps what it was given: later changes of the results, of the organisation, or of what it returned are
// not in it.
func TestImmutable(t *testing.T) {
	results := calculatedWith(t, basis(t), lines()...)
	o := org()
	o.Entities, o.NotApplicable = []string{"a", "b"}, map[ghg.Category]string{ghg.Franchises: "there are none"}
	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope3, Category: ghg.BusinessTravel, Reason: "below 1 %"}}
	want := org()
	want.Entities, want.NotApplicable = slices.Clone(o.Entities), maps.Clone(o.NotApplicable)
	want.Excluded = slices.Clone(o.Excluded)
	inv, err := inventory.Of(o, results)
	require.NoError(t, err)
	results[0] = ghg.Result{}
	change := func(o inventory.Organisation) {
		o.Entities[0], o.NotApplicable[ghg.Franchises], o.Excluded[0].Reason = "c", "changed", "changed"
	}
	change(o)
	assert.Equal(t, want, inv.Organisation())
	change(inv.Organisation())
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	p.Excluded[0].Reason = "changed"
	assert.Equal(t, want, inv.Organisation())
	total, err := inv.Total(inventory.MarketBased)
	kg(t, "59608", total, err)
}

// TestOrderDoesNotMatter adds the same results in every rotation. Sums are exact, so all totals are equal.
func TestOrderDoesNotMatter(t *testing.T) {
	inv, err := inventory.Run(basis(t), org(), lines())
	require.NoError(t, err)
	want, err := inv.Total(inventory.MarketBased)
	require.NoError(t, err)
	results := slices.Collect(inv.Results())
	for range results {
		results = append(results[1:], results[0])
		again, err := inventory.Of(org(), results)
		require.NoError(t, err)
		got, err := again.Total(inventory.MarketBased)
		require.NoError(t, err)
		assert.True(t, want.Equal(got))
	}
}

func TestShareOfZero(t *testing.T) {
	none := calculated(t, estimated("free", ""))
	none[0].CO2e, none[0].Emissions, none[0].Weights = ghg.CO2e{}, ghg.Emissions{}, nil
	o := org()
	o.Excluded = []inventory.Exclusion{{Scope: ghg.Scope1, Reason: "an example"}, {Scope: ghg.Scope2, Reason: "an example"}}
	inv, err := inventory.OfChecked(o, none)
	require.NoError(t, err)
	_, err = inv.Share(inventory.MarketBased, func(r ghg.Result) bool { return r.Primary })
	assert.Error(t, err, "a share of zero is undefined")
	total, err := inv.NonKyoto(inventory.MarketBased)
	kg(t, "0", total, err)
}

func ExampleRun() {
	set, err := factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "own", Edition: "2024", Title: "our factors", Licence: "none"})
	if err != nil {
		fmt.Println(err)
		return
	}
	inv, err := inventory.Run(factors.Basis{Factors: set, GWP: ghg.AR5()}, org(), lines())
	if err != nil {
		fmt.Println(err)
		return
	}
	market, err := inv.Total(inventory.MarketBased)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(market.Tonnes(), "t CO2e by market")
	// Output: 59.608 t CO2e by market
}
