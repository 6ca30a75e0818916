package apitest_test

import (
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/activity"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/internal/table"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/scope1"
)

const (
	ledgerHeader = "id,period,fuel,region,amount,site,note\n"
	ledgerRecord = "a,2024,natural-gas,GB,1 MWh(HHV),Leeds,read\n"
)

// acceptedLedger are arguments of the functions of a ledger. They read and write files in a temporary folder, which is the
// working directory of the test, since a name that a call makes up is in it.
func acceptedLedger(t *testing.T, b factors.Basis) map[string][]any {
	t.Helper()
	folder := t.TempDir()
	t.Chdir(folder)
	files := ledger.Files{
		Input: filepath.Join(folder, "in.csv"), Lines: filepath.Join(folder, "lines.csv"), Rejects: filepath.Join(folder, "rejects.csv"),
		Totals: filepath.Join(folder, "totals.csv"), Hashes: filepath.Join(folder, "hashes"),
	}
	const readable = 0o600
	require.NoError(t, os.WriteFile(files.Input, []byte(ledgerHeader+ledgerRecord), readable))
	job := ledger.Job{Basis: b, Method: "scope1.stationary-combustion", Totals: []string{"site"}, Unique: []string{"id"}, Seal: true, Workers: 1}
	in := &reader{text: ledgerHeader + ledgerRecord, left: ledgerHeader + ledgerRecord, ends: true}
	out := ledger.Output{Lines: io.Discard, Rejects: io.Discard, Totals: io.Discard, Hashes: io.Discard}
	meter, err := ledger.NewMeter(io.Discard, 0, 0, time.Now)
	require.NoError(t, err)
	return map[string][]any{
		"ledger.NewMeter":     {io.Discard, int64(100), time.Second, time.Now},
		"ledger.Meter.Show":   {meter, ledger.Progress{Bytes: 7, Lines: 1}},
		"ledger.Meter.End":    {meter},
		"ledger.Run":          {t.Context(), job, in, out},
		"ledger.RunFiles":     {t.Context(), job, files},
		"ledger.Job.Results":  {&job, []byte(ledgerHeader), []byte(ledgerRecord)},
		"ledger.Job.Receipts": {&job, []byte(ledgerHeader), []byte(ledgerRecord)},
	}
}

// rows adds what calculates the rows of a sheet, and one of its rows.
func (w *world) rows(t *testing.T, d *activity.Deriver) {
	t.Helper()
	r, err := d.Rows(reflect.TypeFor[scope1.StationaryCombustion]())
	require.NoError(t, err)
	of, ok, err := table.NewRows([]byte(ledgerHeader), 1, table.Options{Columns: r.Columns(), Kept: true})
	require.NoError(t, err)
	require.True(t, ok)
	row, ok, err := of.Row([]byte(ledgerRecord), 2, table.Any)
	require.NoError(t, err)
	require.True(t, ok)
	_, err = r.Direct(row)
	require.NoError(t, err)
	w.sample(r, row)
}
