package seal_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger/seal"
)

func inventoryOf(t testing.TB) *inventory.Inventory {
	t.Helper()
	var all []activity.Activity
	for _, name := range []string{"scope1.stationary-combustion", "scope2.electricity", "scope3.commuting-distance-based"} {
		m, err := activity.Lookup(name)
		require.NoError(t, err)
		examples, err := m.Activities()
		require.NoError(t, err)
		all = append(all, examples[0])
	}
	org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.Run(basisOf(t), org, all)
	require.NoError(t, err)
	return inv
}

func TestOfInventory(t *testing.T) {
	inv := inventoryOf(t)
	var hashes bytes.Buffer
	s, err := seal.OfInventory(inv, &hashes)
	require.NoError(t, err)
	results := slices.Collect(inv.Results())
	assert.Equal(t, int64(len(results)), s.Lines)
	assert.Equal(t, "Example Ltd", s.Name)
	for _, total := range s.Totals {
		want, err := inv.Scope(total.Scope, max(total.Accounting, ghg.LocationBased))
		require.NoError(t, err)
		assert.True(t, want.Equal(total.CO2e), total.Scope)
	}
	assert.Len(t, s.Totals, 4)
	i := int64(0)
	for l, err := range seal.InventoryLeaves(inv) {
		require.NoError(t, err)
		p, err := seal.Prove(bytes.NewReader(hashes.Bytes()), s.Lines, i, l.AppendTo(nil))
		require.NoError(t, err)
		receipt, err := results[i].Receipt()
		require.NoError(t, err)
		verified, err := seal.Verify([][]byte{receipt}, p, s, seal.Evidence{})
		require.NoError(t, err)
		assert.Equal(t, results[i].ID, verified[0].ID)

		// What is sealed is the whole receipt, words too.
		noted := receiptOf(t, receipt, func(r *ghg.Result) { r.Notes = append(r.Notes, ghg.Note{Name: "x", Value: "y"}) })
		_, err = seal.Verify(noted, p, s, seal.Evidence{})
		require.ErrorContains(t, err, "SHA-256 of the receipt is not what was sealed")
		i++
	}
	assert.Equal(t, s.Lines, i)
	for _, err := range seal.InventoryLeaves(inv) {
		require.NoError(t, err)
		break
	}
}

func TestOfInventoryRefuses(t *testing.T) {
	_, err := seal.OfInventory(nil, nil)
	require.ErrorContains(t, err, "name of the ledger is not set")
	full := errors.New("disk full")
	_, err = seal.OfInventory(inventoryOf(t), failing{full})
	require.ErrorIs(t, err, full)
}
