package project_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/cmd/ghg/internal/project"
	"github.com/ghgkit/ghg/inventory"
)

// allocated returns what a run of a project of some lines, with its findings and totals, allocates.
func allocated(t *testing.T, lines int) (bytes, allocations float64) {
	t.Helper()
	files := tinyFiles()
	files["ghg.toml"], _, _ = strings.Cut(tiny, "[upstream]") // which calculates lines one by one
	for sheet := range 4 {
		var b strings.Builder
		b.WriteString("id,site,period,fuel,region,amount\n")
		for i := range lines / 4 {
			fmt.Fprintf(&b, "b-%d-%d,Site %d,2024-%02d,natural-gas,GB,%d.5 kWh(HHV)\n", sheet, i, sheet, i%12+1, i)
		}
		files[fmt.Sprintf("activities/scope1.stationary-combustion.s%d.csv", sheet)] = b.String()
	}
	p := open(t, files)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	inv, err := p.Run(t.Context(), project.Options{})
	require.NoError(t, err)
	_, err = inv.Check(inventory.CheckOptions{})
	require.NoError(t, err)
	for _, a := range []ghg.Accounting{ghg.MarketBased, ghg.LocationBased} {
		figures, err := inv.Partial(a)
		require.NoError(t, err)
		_, err = figures.Tables([]inventory.Dimension{inventory.ByScope}, []inventory.Dimension{inventory.BySite})
		require.NoError(t, err)
	}
	runtime.ReadMemStats(&after)
	return float64(after.TotalAlloc - before.TotalAlloc), float64(after.Mallocs - before.Mallocs)
}

// TestCostOfALine bounds what a further line costs in a run, beside what the project does: seconds depend on the machine.
func TestCostOfALine(t *testing.T) {
	const few, many = 20_000, 60_000
	fewBytes, fewAllocations := allocated(t, few)
	bytes, allocations := allocated(t, many)
	assert.LessOrEqual(t, (bytes-fewBytes)/(many-few), 250.0, "bytes of a line")
	assert.LessOrEqual(t, (allocations-fewAllocations)/(many-few), 1.0, "allocations of a line")
}
