package inventory_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/scope1"
	"github.com/ghgkit/ghg/scope2"
	"github.com/ghgkit/ghg/scope3"
	"github.com/ghgkit/ghg/units"
)

// someLines returns n lines that depend on a seed, of all scopes.
func someLines(seed uint64, n int) []activity.Activity {
	var list []activity.Activity
	for i := range n {
		seed = seed*6364136223846793005 + 1442695040888963407
		amount, id := strconv.Itoa(int(seed>>40%9999)), "line-"+strconv.Itoa(i)
		entity, site := string(rune('a'+seed>>33%3)), "site-"+strconv.Itoa(int(seed>>36%3))
		switch seed >> 60 % 4 {
		case 0:
			list = append(list, scope1.StationaryCombustion{ID: id, Entity: entity, Site: site, Period: year, Fuel: "natural-gas", Region: "GB", Amount: units.MustParse(amount + " MWh(HHV)")})
		case 1:
			list = append(list, scope1.StationaryCombustion{ID: id, Entity: entity, Site: site, Period: year, Fuel: "wood", Region: "GB", Amount: units.MustParse(amount + " kg")})
		case 2:
			list = append(list, scope2.Electricity{ID: id, Entity: entity, Site: site, Period: year, Region: "GB", Amount: units.MustParse(amount + " kWh")})
		default:
			list = append(list, scope3.WasteTypeSpecific{ID: id, Entity: entity, Site: site, Period: year, Waste: "average", Treatment: "landfill", Mass: units.MustParse(amount + " kg"), Region: "GB"})
		}
	}
	return list
}

// The rows of a table divided by any dimensions add up to the total, every result is behind one row of those that divide
// results, and neither the order of the lines nor the way they are held changes a byte.
func FuzzTotals(f *testing.F) {
	f.Add(uint64(1), uint8(12), uint16(0))
	f.Add(uint64(7), uint8(30), uint16(0b11))
	f.Add(uint64(99), uint8(5), uint16(0xffff))
	f.Add(uint64(3), uint8(0), uint16(0b10100))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8, which uint16) {
		list := someLines(seed, int(n%40))
		var by []inventory.Dimension
		for i, d := range everyDimension() {
			if which>>i&1 == 1 && (d != inventory.ByMonth || !slices.Contains(by, inventory.ByYear)) {
				by = append(by, d)
			}
		}
		inv, err := inventory.Run(basis(t), org(), list)
		require.NoError(t, err)
		slices.Reverse(list)
		turned, err := inventory.Run(basis(t), org(), list)
		require.NoError(t, err)
		direct, err := inventory.Of(org(), slices.Collect(turned.Results()))
		require.NoError(t, err)
		for _, a := range []ghg.Accounting{inventory.LocationBased, inventory.MarketBased} {
			tables := make([]string, 3)
			for i, x := range []*inventory.Inventory{inv, turned, direct} {
				p, err := x.Partial(a)
				require.NoError(t, err)
				table, err := p.Totals(by...)
				require.NoError(t, err)
				require.True(t, p.Total().Equal(table.Total()))
				tables[i] = csvOf(t, table)
				for _, row := range table.Rows {
					require.Len(t, slices.Collect(table.Results(row.Labels)), row.Results)
				}
			}
			require.Equal(t, tables[0], tables[1])
			require.Equal(t, tables[0], tables[2])
		}
	})
}

// In the results' own set of potentials, nothing changes; in another, the sum of the gases' changes is that of the totals.
func FuzzInGWP(f *testing.F) {
	f.Add(uint64(1), uint8(12))
	f.Add(uint64(5), uint8(3))
	f.Fuzz(func(t *testing.T, seed uint64, n uint8) {
		inv, err := inventory.Run(basis(t), org(), someLines(seed, int(n%40)))
		require.NoError(t, err)
		p, err := inv.Partial(inventory.MarketBased)
		require.NoError(t, err)
		own, err := p.InGWP(ghg.AR5())
		require.NoError(t, err)
		require.True(t, own.Total.Equal(p.Total()))
		other, err := p.InGWP(ghg.AR6())
		require.NoError(t, err)
		changes, err := other.Since(own)
		require.NoError(t, err)
		var sum ghg.CO2e
		for _, c := range changes {
			sum = sum.Add(c.Difference())
		}
		require.True(t, sum.Equal(other.Total.Sub(own.Total)))
		published := other.ByGas
		for _, b := range other.Published {
			published = published.Add(b.CO2e)
		}
		require.True(t, published.Equal(other.Total))
	})
}

// Adding an exclusion never raises coverage, and one without an estimate is never met.
func FuzzExclusions(f *testing.F) {
	f.Add(uint32(960), uint32(40), uint32(0))
	f.Add(uint32(949), uint32(51), uint32(1))
	f.Add(uint32(50), uint32(0), uint32(0))
	f.Fuzz(func(t *testing.T, has, first, second uint32) {
		amount := strconv.Itoa(50 + int(has))
		check := func(excluded ...inventory.Exclusion) inventory.ExcludedShare {
			c, err := emitting(t, amount, "1", excluded...).CheckExclusions(inventory.MarketBased, inventory.SBTiExclusions())
			require.NoError(t, err)
			return c.Groups[0]
		}
		one, two := without(t, ghg.Scope1, "a", strconv.Itoa(int(first))), without(t, ghg.Scope2, "b", strconv.Itoa(int(second)))
		before, after := check(one), check(one, two)
		require.LessOrEqual(t, before.Share.Cmp(*after.Share), 0)
		require.False(t, before.Verdict == inventory.NotMet && after.Verdict == inventory.Met)
		require.Equal(t, after.Share.Cmp(decimal.New(5, -2)) <= 0, after.Verdict == inventory.Met)
		two.Estimate, two.Method = nil, ""
		require.Equal(t, inventory.Unknown, check(one, two).Verdict)
	})
}
