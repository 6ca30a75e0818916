package inventory_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
)

// TestCompare lowers the grid average from 0.3 to 0.25 kg/kWh: 100,000 kWh × −0.05 = −5,000 kg location-based, and no
// change market-based.
func TestCompare(t *testing.T) {
	before := basis(t)
	updated := strings.Replace(sheet, "electricity/grid,GB,2024-01-01,2024-12-31,kWh,generation,0.3", "electricity/grid,GB,2024-01-01,2024-12-31,kWh,generation,0.25", 1)
	require.NotEqual(t, sheet, updated)
	set, err := factors.ReadCSV(strings.NewReader(updated), factors.Meta{Publisher: "test", Edition: "1", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	after := before
	after.Factors = set

	e, err := inventory.Compare(before, after, org(), lines())
	require.NoError(t, err)
	var differ []string
	for _, l := range e.Lines {
		differ = append(differ, fmt.Sprintf("%s %s: %s to %s kg, %s kg by %v, was %v", l.ID, l.Accounting, l.Before.Kg(), l.After.Kg(), l.Difference().Kg(), l.Is, l.Was))
	}
	const grid = "[test/electricity/grid/GB/2024/kWh]"
	assert.Equal(t, []string{"office location-based: 30000 to 25000 kg, -5000 kg by " + grid + ", was " + grid}, differ)
	none, err := inventory.Compare(before, before, org(), lines())
	require.NoError(t, err)
	assert.Empty(t, none.Lines, "nothing differs under one basis")

	relabelled := before
	relabelled.Factors, err = factors.ReadCSV(strings.NewReader(sheet), factors.Meta{Publisher: "test", Edition: "2", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	same, err := inventory.Compare(before, relabelled, org(), lines()[:1])
	require.NoError(t, err)
	require.Len(t, same.Lines, 1, "a factor of another edition is another factor")
	assert.True(t, same.Lines[0].Difference().IsZero())

	a, err := e.Before.Total(inventory.LocationBased)
	require.NoError(t, err)
	b, err := e.After.Total(inventory.LocationBased)
	require.NoError(t, err)
	assert.Equal(t, "-5000", b.Sub(a).Kg().String())

	changes := factors.Diff(before.Factors, after.Factors)
	require.Len(t, changes, 1)
	assert.Equal(t, factors.Revalued, changes[0].Kind)
	assert.Equal(t, "revalued test/electricity/grid/GB/2024/kWh, kg CO2 -16.67 %", changes[0].String())

	missing := after
	missing.Factors = nil
	_, err = inventory.Compare(before, missing, org(), lines())
	assert.ErrorContains(t, err, "after")
}

// TestLock freezes the factors of a run, changes the catalogue, and calculates again with the lock. Every receipt is
// identical byte for byte.
func TestLock(t *testing.T) {
	// Without the residual mix the office falls back to the grid average, with a caveat: relaxations are replayed too.
	b := basis(t)
	none, err := factors.ReadCSV(strings.NewReader(strings.Replace(sheet, "electricity/residual-mix,GB,2024-01-01,2024-12-31,kWh,generation,0.5,,,,,\n", "", 1)), factors.Meta{Publisher: "test", Edition: "1", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	b.Factors, b.Policy.GridAverageAsResidual = none, true
	inv, err := inventory.Run(b, org(), lines())
	require.NoError(t, err)
	lock, err := factors.NewLock(b.Factors, inv.Results())
	require.NoError(t, err)

	var file strings.Builder
	require.NoError(t, lock.Write(&file))
	read, err := factors.ReadLock(strings.NewReader(file.String()))
	require.NoError(t, err)
	assert.Equal(t, lock.Digest(), read.Digest())
	assert.Equal(t, lock.Len(), read.Len())

	again := b
	again.Factors = read
	second, err := inventory.Run(again, org(), lines())
	require.NoError(t, err)
	first := slices.Collect(inv.Results())
	for i, r := range slices.Collect(second.Results()) {
		want, err := first[i].Receipt()
		require.NoError(t, err)
		got, err := r.Receipt()
		require.NoError(t, err)
		assert.Equal(t, string(want), string(got))
	}

	_, err = factors.ReadLock(strings.NewReader(strings.Replace(file.String(), "0.2,", "0.3,", 1)))
	require.ErrorIs(t, err, factors.ErrChanged)

	other, err := factors.ReadCSV(strings.NewReader(strings.Replace(sheet, "combustion,0.2,", "combustion,0.21,", 1)), factors.Meta{Publisher: "test", Edition: "1", Title: "test factors", Licence: "none"})
	require.NoError(t, err)
	changes := read.Changes(other)
	require.Len(t, changes, 1)
	assert.Contains(t, changes[0].String(), "kg CO2 5.00 %")
	_, err = factors.NewLock(other, inv.Results())
	require.ErrorIs(t, err, factors.ErrChanged, "a catalogue that has changed since the run cannot be locked for it")
}
