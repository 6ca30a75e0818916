package workload_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/bench/ledger/internal/workload"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/inventory"
	"github.com/ghgkit/ghg/ledger"
)

func activities(t *testing.T, o workload.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, workload.WriteActivities(&b, o))
	return b.Bytes()
}

func basis(t *testing.T) factors.Basis {
	t.Helper()
	var b bytes.Buffer
	require.NoError(t, workload.WriteFactors(&b))
	set, err := factors.ReadCSV(&b, workload.Meta())
	require.NoError(t, err)
	return workload.Basis(set)
}

// Measurements of two machines or years are of the same bytes.
func TestSameBytes(t *testing.T) {
	var b bytes.Buffer
	require.NoError(t, workload.WriteFactors(&b))
	shared, own := activities(t, workload.Options{Rows: 1000}), activities(t, workload.Options{Rows: 1000, Own: true})
	require.Equal(t, "b63bd749d3c9ed99a2adbc6339d0e7bd5e6227dc61af4de91c8f0c24d35f518e", digest(b.Bytes()))
	require.Equal(t, "00273556b223cb694c722486fa499d6410102c789f8b427a2549e9d39f8deeaf", digest(shared))
	require.Equal(t, "bd4950bfc796005a5f15f0d866a01ae1e690a1145c5a2c1f7fa35ceafe4283ba", digest(own))
	require.Equal(t, shared, activities(t, workload.Options{Rows: 2000})[:len(shared)], "a longer file begins as a shorter one")
}

func digest(text []byte) string { return fmt.Sprintf("%x", sha256.Sum256(text)) }

// The ledger calculates every line of the workload, and its totals are those of an inventory of the same sheet.
func TestTotalsOfAnInventory(t *testing.T) {
	for _, o := range []workload.Options{{Rows: 10_000}, {Rows: 500, Own: true}} {
		totalsOfAnInventory(t, activities(t, o), o.Rows)
	}
}

func totalsOfAnInventory(t *testing.T, sheet []byte, rows int) {
	t.Helper()
	b := basis(t)
	var totals, rejects bytes.Buffer
	job := ledger.Job{Basis: b, Method: workload.Method, Totals: []string{workload.Label}}
	sum, err := ledger.Run(context.Background(), job, bytes.NewReader(sheet), ledger.Output{Totals: &totals, Rejects: &rejects})
	require.NoError(t, err)
	require.EqualValues(t, rows, sum.Lines, rejects.String())
	require.Zero(t, sum.Rejected)

	m, err := activity.Lookup(workload.Method)
	require.NoError(t, err)
	org := inventory.Organisation{Name: "Example Ltd", Approach: inventory.OperationalControl, Period: ghg.CalendarYear(2024)}
	inv, err := inventory.FromLines(org, m.Lines(activity.NewDeriver(b), bytes.NewReader(sheet), workload.Activities))
	require.NoError(t, err)
	p, err := inv.Partial(inventory.MarketBased)
	require.NoError(t, err)
	want := p.By(func(r ghg.Result) string { return r.Site })

	table, err := csv.NewReader(&totals).ReadAll()
	require.NoError(t, err)
	require.Len(t, table, 1+len(want))
	lines := 0
	for i, row := range table[1:] {
		n, err := strconv.Atoi(row[5])
		require.NoError(t, err)
		lines += n
		require.Equal(t, want[i].Name, row[0])
		require.Equal(t, want[i].CO2e.Kg().String(), row[6], row[0])
	}
	require.Equal(t, rows, lines)
}
