package parquet_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	pq "github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg"
	"github.com/ghgkit/ghg/factors"
	"github.com/ghgkit/ghg/factors/desnz"
	"github.com/ghgkit/ghg/ledger"
	"github.com/ghgkit/ghg/parquet"
)

func fuelJob(t testing.TB) ledger.Job {
	t.Helper()
	uk, err := desnz.Load("2024")
	require.NoError(t, err)
	return ledger.Job{
		Basis: factors.Basis{Factors: uk, GWP: ghg.AR5()}, Method: "scope1.stationary-combustion", Name: "gas",
		Pass: []string{"cost_centre"}, Totals: []string{"cost_centre"},
	}
}

// invoice is a line of an input as another program keeps it: the amount is a number with its unit beside it.
type invoice struct {
	ID         string  `parquet:"id"`
	Site       string  `parquet:"site"`
	Period     int32   `parquet:"period"`
	Fuel       string  `parquet:"fuel,dict"`
	Region     string  `parquet:"region,dict"`
	Amount     float64 `parquet:"amount"`
	Unit       string  `parquet:"unit,dict"`
	CostCentre *string `parquet:"cost_centre,optional"`
}

const invoiceHead = "id,site,period,fuel,region,amount,unit,cost_centre\n"

// invoices are lines, of which some are refused, as Parquet and as CSV.
func invoices(t testing.TB) (file []byte, csv string) {
	t.Helper()
	var text strings.Builder
	text.WriteString(invoiceHead)
	rows := make([]invoice, 5000)
	for i := range rows {
		r := invoice{ID: fmt.Sprintf("line %d", i), Site: "Leeds, \"north\"", Period: 2024, Fuel: "natural-gas", Region: "GB", Amount: float64(i) / 10, Unit: "MWh(HHV)"}
		centre := ""
		if i%3 > 0 {
			centre = fmt.Sprint("K", i%3)
			r.CostCentre = &centre
		}
		if i%1000 == 7 {
			r.Fuel = "natral-gas"
		}
		if i%1000 == 9 {
			r.Amount = -1
		}
		rows[i] = r
		fmt.Fprintf(&text, "%s,\"Leeds, \"\"north\"\"\",2024,%s,GB,%v,MWh(HHV),%s\n", r.ID, r.Fuel, r.Amount, centre)
	}
	return written(t, rows, pq.MaxRowsPerRowGroup(777), pq.Compression(&pq.Snappy)), text.String()
}

// TestLedger requires that a run on Parquet is the run on CSV, line for line, and that its outputs in Parquet hold the same text.
func TestLedger(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	file, csv := invoices(t)
	require.NoError(t, os.WriteFile(path("in.parquet"), file, 0o600))
	require.NoError(t, os.WriteFile(path("in.csv"), []byte(csv), 0o600))
	run := func(in, ending string) ledger.Summary {
		sum, err := ledger.RunFiles(context.Background(), fuelJob(t), ledger.Files{
			Input: path(in), Lines: path("lines" + ending), Rejects: path("rejects" + ending), Totals: path("totals" + ending),
			Formats: []ledger.Format{parquet.Format(parquet.Options{Decimals: map[string]int{"co2e_kg": 12}})},
		})
		require.NoError(t, err)
		return sum
	}
	read := func(name string) string {
		b, err := os.ReadFile(path(name))
		require.NoError(t, err)
		return string(b)
	}
	run("in.csv", ".csv")
	sum := run("in.parquet", ".2.csv")
	assert.EqualValues(t, 4990, sum.Lines)
	assert.EqualValues(t, 10, sum.Rejected)
	for _, name := range []string{"lines", "rejects", "totals"} {
		assert.Equal(t, read(name+".csv"), read(name+".2.csv"), name)
	}
	rejects := strings.Split(read("rejects.2.csv"), "\n")
	assert.True(t, strings.HasPrefix(rejects[1], "9,"), "the eighth record is line 9: %s", rejects[1])

	run("in.parquet", ".PARQUET")
	for _, name := range []string{"lines", "rejects", "totals"} {
		first := read(name + ".PARQUET")
		got, err := text(t, []byte(first))
		require.NoError(t, err)
		assert.Equal(t, read(name+".csv"), got, name)
		run("in.csv", ".PARQUET")
		assert.True(t, first == read(name+".PARQUET"), "%s: the same bytes again", name)
	}
	left, err := filepath.Glob(path(".*"))
	require.NoError(t, err)
	assert.Empty(t, left)

	// The receipt of a line is that of the line of the CSV text.
	lines := strings.SplitAfter(csv, "\n")
	all, err := text(t, file)
	require.NoError(t, err)
	same := strings.SplitAfter(all, "\n")
	want, err := fuelJob(t).Receipts([]byte(lines[0]), []byte(lines[4321]))
	require.NoError(t, err)
	got, err := fuelJob(t).Receipts([]byte(same[0]), []byte(same[4321]))
	require.NoError(t, err)
	assert.Equal(t, want, got)
}

// TestLedgerFails requires that a run that fails in the middle of a file leaves nothing.
func TestLedgerFails(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	file, csv := invoices(t)
	broken := append([]byte{}, file...)
	for i := len(broken) / 2; i < len(broken)/2+200; i++ {
		broken[i] ^= 0x55
	}
	require.NoError(t, os.WriteFile(path("broken"), broken, 0o600))
	require.NoError(t, os.WriteFile(path("cut"), file[:len(file)-100], 0o600))
	require.NoError(t, os.WriteFile(path("bytes"), []byte(csv+"x,\xff\n"), 0o600))
	run := func(ctx context.Context, in string, formats ...ledger.Format) error {
		_, err := ledger.RunFiles(ctx, fuelJob(t), ledger.Files{Input: path(in), Lines: path("lines.parquet"), Rejects: path("rejects.parquet"), Formats: formats})
		return err
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	format := parquet.Format(parquet.Options{})
	for want, err := range map[string]error{
		"the page is damaged": run(context.Background(), "broken", format),
		"its end is missing":  run(context.Background(), "cut", format),
		"is not UTF-8":        run(context.Background(), "bytes", format),
		"canceled":            run(ended, "bytes", format),
		"scale":               run(context.Background(), "bytes", parquet.Format(parquet.Options{Decimals: map[string]int{"a": -1}})),
		"the file is Parquet": run(context.Background(), "cut"),
	} {
		require.ErrorContains(t, err, want)
	}
	left, err := filepath.Glob(path("*.parquet*"))
	require.NoError(t, err)
	parts, err := filepath.Glob(path(".*"))
	require.NoError(t, err)
	assert.Empty(t, append(left, parts...))
}
