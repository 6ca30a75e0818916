package inventory_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// upstreamLine is the upstream of 100 MWh at a rate in kg per kWh.
func upstreamLine(id, rate string) activity.Activity {
	return scope3.UpstreamEnergy{
		ID: id, Entity: "a", Site: "leeds", Period: year, Energy: "electricity/grid", Region: "GB", Amount: units.MustParse("100 MWh"),
		Upstream: scope3.PublishedUpstream, Factor: factors.MustSupplied(rate + " kg CO2e/kWh AR5; an agency's factor"),
	}
}

// marked is the example with the upstream of its power by the grid, 5 t, by the supplier, 2 t, and of something else, 1 t.
func marked() (inventory.Organisation, []activity.Activity) {
	o := org()
	o.Category3By = map[string]ghg.Accounting{"grid": inventory.LocationBased, "supplier": inventory.MarketBased}
	return o, append(lines(), upstreamLine("grid", "0.05"), upstreamLine("supplier", "0.02"), upstreamLine("both", "0.01"))
}

// INVENTORY section 2, rule 1: a marked line enters only its total.
func TestCategory3ByMethod(t *testing.T) {
	o, list := marked()
	inv, err := inventory.Run(basis(t), o, list)
	require.NoError(t, err)
	for _, c := range []struct {
		a               ghg.Accounting
		total, category string
		ids             []string
	}{
		{inventory.LocationBased, "45608", "6000", []string{"grid", "both"}},   // 39,608 + 5,000 + 1,000
		{inventory.MarketBased, "62608", "3000", []string{"supplier", "both"}}, // 59,608 + 2,000 + 1,000
	} {
		total, err := inv.Total(c.a)
		kg(t, c.total, total, err)
		table, err := inv.Totals(c.a, inventory.ByCategory)
		require.NoError(t, err)
		i := slices.IndexFunc(table.Rows, func(r inventory.Row) bool { return r.Labels.Category == 3 })
		assert.Equal(t, c.category, table.Rows[i].CO2e.Kg().String())
		var ids []string
		for r := range table.Results(table.Rows[i].Labels) {
			ids = append(ids, r.ID)
		}
		assert.Equal(t, c.ids, ids)
		by, err := inv.Totals(c.a, inventory.ByCategory, inventory.ByAccounting)
		require.NoError(t, err)
		i = slices.IndexFunc(by.Rows, func(r inventory.Row) bool { return r.Labels.Category == 3 && r.Labels.Accounting == c.a })
		assert.Equal(t, 1, by.Rows[i].Results)
		scope, err := inv.Scope(ghg.Scope3, c.a)
		require.NoError(t, err)
		assert.Equal(t, c.category, scope.Kg().Sub(dec7300).String())
		missing, err := inv.Missing(c.a)
		require.NoError(t, err)
		assert.NotContains(t, missing, inventory.Gap{Scope: ghg.Scope3, Category: 3})
	}
	_, err = inv.Category(ghg.FuelAndEnergyRelatedActivities)
	require.ErrorIs(t, err, ghg.ErrMixed, "its total needs a method")
	_, err = inv.Category(ghg.WasteGeneratedInOperations)
	require.NoError(t, err)
	primary, err := inv.PrimaryData()
	require.NoError(t, err)
	i := slices.IndexFunc(primary, func(p inventory.PrimaryData) bool { return p.Category == 3 })
	assert.Equal(t, "3000", primary[i].CO2e.Kg().String(), "of the market-based total")

	// The receipts are those without the marks.
	o.Category3By = nil
	plain, err := inventory.Run(basis(t), o, list)
	require.NoError(t, err)
	assert.Equal(t, slices.Collect(plain.Results()), slices.Collect(inv.Results()))
}

var dec7300 = units.MustParse("7300 kg").Value

func TestCategory3ByMethodIsKept(t *testing.T) {
	o, list := marked()
	inv, err := inventory.Run(basis(t), o, list)
	require.NoError(t, err)
	o.Category3By["grid"] = inventory.MarketBased
	assert.Equal(t, inventory.LocationBased, inv.Organisation().Category3By["grid"], "a copy")
	text, err := json.Marshal(inv)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"category3_by":[{"line":"grid","accounting":"location-based"},{"line":"supplier","accounting":"market-based"}]`)
	var read inventory.Inventory
	require.NoError(t, json.Unmarshal(text, &read))
	total, err := read.Total(inventory.LocationBased)
	kg(t, "45608", total, err)
	again, err := json.Marshal(read)
	require.NoError(t, err)
	assert.Equal(t, string(text), string(again))

	sensitivities, err := inv.Sensitivity(inventory.LocationBased)
	require.NoError(t, err)
	for _, s := range sensitivities {
		assert.NotEqual(t, "0.02", s.Value.String(), "the supplier's factor is not in the location-based total")
	}
	var o2 inventory.Organisation
	require.ErrorIs(t, json.Unmarshal([]byte(`{"name":"x","approach":"equity share","period":"2024","category3_by":[{"line":"a","accounting":"location-based"},{"line":"a","accounting":"market-based"}]}`), &o2), ghg.ErrOutOfRange)
}

// Lines of one derivation with different marks are added up apart.
func TestCategory3OfOneKind(t *testing.T) {
	o := org()
	o.Category3By = map[string]ghg.Accounting{"x": inventory.LocationBased, "y": inventory.MarketBased}
	inv, err := inventory.Run(basis(t), o, []activity.Activity{upstreamLine("x", "0.05"), upstreamLine("y", "0.05"), upstreamLine("z", "0.05")})
	require.NoError(t, err)
	for _, a := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
		p, err := inv.Partial(a)
		require.NoError(t, err)
		assert.Equal(t, "10000", p.Total().Kg().String())
	}
	inv, err = inventory.Run(basis(t), o, []activity.Activity{upstreamLine("x", "0.05"), upstreamLine("y", "0.05")})
	require.NoError(t, err)
	list := slices.Collect(inv.Select(inventory.LocationBased, func(ghg.Result) bool { return true }))
	require.Len(t, list, 1)
	assert.Equal(t, "x", list[0].ID)
}

// If all lines count by one method, the other total lacks the category.
func TestCategory3Missing(t *testing.T) {
	o := org()
	o.Category3By = map[string]ghg.Accounting{"x": inventory.LocationBased}
	inv, err := inventory.Run(basis(t), o, append(lines(), upstreamLine("x", "0.05")))
	require.NoError(t, err)
	missing, err := inv.Missing(inventory.MarketBased)
	require.NoError(t, err)
	gap := inventory.Gap{Scope: ghg.Scope3, Category: 3, Accounting: inventory.MarketBased}
	assert.Contains(t, missing, gap)
	assert.Equal(t, "category 3, fuel- and energy-related activities, market-based", gap.String())
	missing, err = inv.Missing(inventory.LocationBased)
	require.NoError(t, err)
	assert.NotContains(t, missing, inventory.Gap{Scope: ghg.Scope3, Category: 3, Accounting: inventory.LocationBased})
}

// The upstream by the supplier is not in the total of a life-cycle factor of the grid.
func TestCategory3AndLifeCycle(t *testing.T) {
	b, power, upstream := french(t)
	list := calculatedWith(t, b, power, upstream)
	list = slices.DeleteFunc(list, func(r ghg.Result) bool { return r.Accounting == inventory.MarketBased })
	o := org()
	_, err := inventory.Of(o, list)
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
	o.Category3By = map[string]ghg.Accounting{upstream.ID: inventory.LocationBased}
	_, err = inventory.Of(o, list)
	require.ErrorIs(t, err, inventory.ErrCountedTwice)
	o.Category3By[upstream.ID] = inventory.MarketBased
	_, err = inventory.Of(o, list)
	require.NoError(t, err)
}

func TestCategory3Refuses(t *testing.T) {
	for _, c := range []struct {
		marks map[string]ghg.Accounting
		err   error
		text  string
	}{
		{map[string]ghg.Accounting{"": inventory.MarketBased}, ghg.ErrMissing, "the id of a line"},
		{map[string]ghg.Accounting{"grid": 0}, ghg.ErrUnknown, "location-based or market-based"},
		{map[string]ghg.Accounting{"nothing": inventory.MarketBased}, ghg.ErrUnknown, "nothing"},
		{map[string]ghg.Accounting{"goods": inventory.MarketBased}, ghg.ErrUnknown, "a line of category 3"},
		{map[string]ghg.Accounting{"boiler": inventory.MarketBased}, ghg.ErrUnknown, "a line of category 3"},
	} {
		o, list := marked()
		o.Category3By = c.marks
		_, err := inventory.Run(basis(t), o, list)
		require.ErrorIs(t, err, c.err)
		require.ErrorContains(t, err, c.text)
	}
	o, list := marked()
	o.Category3By = map[string]ghg.Accounting{"nothing": inventory.MarketBased}
	found, err := inventory.Check(basis(t), o, list, inventory.CheckOptions{})
	require.NoError(t, err)
	assert.True(t, slices.ContainsFunc(found.List, func(f inventory.Finding) bool { return f.Kind == inventory.OutsideOrganisation }))
}
