package inventory_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
)

// A million results divided by four labels: as lines that share derivations, and as results that share none.
func BenchmarkTotals(b *testing.B) {
	const results = 1_000_000
	by := []inventory.Dimension{inventory.ByScope, inventory.ByCategory, inventory.ByEntity, inventory.BySite}
	ask := func(b *testing.B, inv *inventory.Inventory, by []inventory.Dimension) {
		b.Helper()
		p, err := inv.Partial(inventory.MarketBased)
		require.NoError(b, err)
		for b.Loop() {
			table, err := p.Totals(by...)
			require.NoError(b, err)
			require.NotEmpty(b, table.Rows)
		}
	}
	if testing.Short() {
		b.Skip("a million results")
	}
	lines, err := inventory.FromLines(org(), activity.NewDeriver(basis(b)).LinesOf(slices.Values(someLines(1, results))))
	require.NoError(b, err)
	b.Run("lines", func(b *testing.B) { ask(b, lines, by) })
	b.Run("lines by gas", func(b *testing.B) { ask(b, lines, append(slices.Clone(by[:3]), inventory.ByGas)) })
	few := slices.Collect(lines.Results())[:8]
	list := make([]ghg.Result, 0, results)
	for i := range results {
		r := few[i%len(few)]
		r.ID = strconv.Itoa(i)
		list = append(list, r)
	}
	direct, err := inventory.OfChecked(org(), list)
	require.NoError(b, err)
	b.Run("results", func(b *testing.B) { ask(b, direct, by) })
}
