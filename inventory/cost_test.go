package inventory_test

import (
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/units"
)

// bills returns n lines of four meters, of which no two are alike.
func bills(n int) []activity.Activity {
	list := make([]activity.Activity, n)
	for i := range list {
		id, site, amount := strconv.Itoa(i), strconv.Itoa(i%2), strconv.Itoa(i+1)
		if i%4 < 2 {
			list[i] = scope1.StationaryCombustion{ID: id, Site: site, Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse(amount + " kWh(HHV)")}
		} else {
			list[i] = scope2.Electricity{ID: id, Site: site, Period: year, Region: "GB", Amount: units.MustParse(amount + " kWh")}
		}
	}
	return list
}

// spent returns what a function allocates.
func spent(t *testing.T, run func() error) (bytes, allocations uint64) {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	require.NoError(t, run())
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc, after.Mallocs - before.Mallocs
}

// What is asked of an inventory costs kinds of line, not lines. The findings alone look at every line: they keep some bytes of
// each and make nothing for it.
func TestCostOfALine(t *testing.T) {
	const lines = 20_000
	inv, err := inventory.Run(basis(t), org(), bills(lines))
	require.NoError(t, err)
	ask := func(name string, bytes, allocations float64, run func() error) {
		b, n := spent(t, run)
		assert.LessOrEqual(t, float64(b)/lines, bytes, "%s: bytes of a line", name)
		assert.LessOrEqual(t, float64(n)/lines, allocations, "%s: allocations of a line", name)
	}
	ask("Check", 40, 0.1, func() error { _, err := inv.Check(inventory.CheckOptions{}); return err })
	ask("Partial", 2, 0.02, func() error { _, err := inv.Partial(inventory.MarketBased); return err })
	ask("Tables", 4, 0.05, func() error {
		p, err := inv.Partial(inventory.LocationBased)
		if err != nil {
			return err
		}
		_, err = p.Tables([]inventory.Dimension{inventory.ByScope}, []inventory.Dimension{inventory.BySite}, []inventory.Dimension{inventory.ByGas})
		return err
	})
	ask("Coverage", 1, 0.02, func() error { _ = inv.Coverage(); return nil })
}

// The tables are those that Totals returns one at a time.
func TestTablesAreTotals(t *testing.T) {
	inv, err := inventory.Run(basis(t), org(), append(lines(), someLines(3, 40)...))
	require.NoError(t, err)
	p, err := inv.Partial(inventory.LocationBased)
	require.NoError(t, err)
	by := [][]inventory.Dimension{{inventory.ByScope, inventory.BySite}, {inventory.ByGas}, {}, {inventory.ByEntity}, {inventory.ByGas, inventory.ByCategory}}
	tables, err := p.Tables(by...)
	require.NoError(t, err)
	require.Len(t, tables, len(by))
	for i := range by {
		want, err := p.Totals(by[i]...)
		require.NoError(t, err)
		assert.Equal(t, want.String(), tables[i].String())
		assert.Equal(t, p.Total().String(), tables[i].Total().String())
		assert.Equal(t, by[i], slices.Clone(tables[i].By))
	}
	none, err := p.Tables()
	require.NoError(t, err)
	assert.Empty(t, none)
	_, err = p.Tables(by[0], []inventory.Dimension{inventory.ByGas, inventory.ByGas})
	require.ErrorIs(t, err, ghg.ErrMixed)
}

// Bills are the same whatever unit they are in, and whether or not their lines share a derivation; those of one amount that
// differ in another way are not.
func TestSameBills(t *testing.T) {
	burnt := func(id, fuel, site, amount string) activity.Activity {
		return scope1.StationaryCombustion{ID: id, Site: site, Period: year, Fuel: fuel, Region: "GB", Amount: units.MustParse(amount)}
	}
	list := []activity.Activity{
		burnt("a", "natural-gas", "leeds", "1 MWh(HHV)"), burnt("b", "natural-gas", "york", "1000 kWh(HHV)"), burnt("c", "natural-gas", "leeds", "7 kWh(HHV)"),
		burnt("d", "natural-gas", "leeds", "1000.0 kWh(HHV)"), burnt("e", "natural-gas", "leeds", "0 kWh(HHV)"), burnt("f", "natural-gas", "leeds", "0 kWh(HHV)"),
		burnt("g", "natural-gas", "york", "7 kWh(HHV)"), burnt("h", "natural-gas", "leeds", "1 MWh(HHV)"), burnt("i", "natural-gas", "york", "7.00 kWh(HHV)"),
	}
	inv, err := inventory.Run(basis(t), org(), list)
	require.NoError(t, err)
	direct, err := inventory.OfChecked(org(), slices.Collect(inv.Results()))
	require.NoError(t, err)
	for _, inv := range []*inventory.Inventory{inv, direct} {
		found, err := inv.Check(inventory.CheckOptions{})
		require.NoError(t, err)
		var same [][]string
		for _, f := range found.List {
			if f.Kind == inventory.SameBill {
				same = append(same, f.Results)
			}
		}
		assert.Equal(t, [][]string{{"a", "d", "h"}, {"g", "i"}}, same)
	}
}

// A line by one method of scope 2 lacks the other, unless another line with its id has it.
func TestOtherMethodByID(t *testing.T) {
	results := calculatedWith(t, basis(t), append(meter("leeds")[:3], lines()...)...)
	kept := slices.DeleteFunc(slices.Clone(results), func(r ghg.Result) bool {
		return r.ID == "leeds-2" && r.Accounting == inventory.MarketBased || r.ID == "leeds-3" && r.Accounting == inventory.LocationBased
	})
	slices.Reverse(kept) // the lines of one id are apart
	inv, err := inventory.Of(org(), kept)
	require.NoError(t, err)
	for a, want := range map[ghg.Accounting]string{inventory.MarketBased: "leeds-2", inventory.LocationBased: "leeds-3"} {
		missing, err := inv.Missing(a)
		require.NoError(t, err)
		require.NotEmpty(t, missing)
		assert.Equal(t, []string{want}, missing[0].Results, a)
	}
}
