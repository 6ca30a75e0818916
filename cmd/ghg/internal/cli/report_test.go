package cli_test

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

// Beside the page of a long project are the receipts of its lines, those of results.jsonl; a shorter one has them in the page.
func TestReportWritesReceiptsBeside(t *testing.T) {
	long := folder(t, "2024", "1200 kWh(HHV)")
	var sheet strings.Builder
	sheet.WriteString("id,period,fuel,region,amount\n")
	const lines = 2001
	for i := range lines {
		fmt.Fprintf(&sheet, "boiler-%d,2024,natural-gas,GB,%d kWh(HHV)\n", i, 1000+i)
	}
	require.NoError(t, os.WriteFile(filepath.Join(long, "activities", "scope1.stationary-combustion.csv"), []byte(sheet.String()), 0o600))
	to := t.TempDir()
	html, beside := filepath.Join(to, "acme.html"), filepath.Join(to, "acme.receipts.jsonl.gz")
	_, errs, status := run(t.Context(), "report", long, "--out", html)
	require.Equal(t, cli.StatusOK, status, errs)
	assert.Equal(t, "wrote "+html+"\nwrote "+beside+"\n", errs)
	text, err := os.ReadFile(html)
	require.NoError(t, err)
	assert.Contains(t, string(text), `"name":"acme.receipts.jsonl.gz"`)
	_, errs, status = run(t.Context(), "run", long, "--out", filepath.Join(to, "run"))
	require.Equal(t, cli.StatusOK, status, errs)
	want, err := os.ReadFile(filepath.Join(to, "run", "results.jsonl"))
	require.NoError(t, err)
	f, err := os.Open(beside)
	require.NoError(t, err)
	defer f.Close() //nolint:errcheck // it is read
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	got, err := io.ReadAll(z)
	require.NoError(t, err)
	assert.Equal(t, lines, strings.Count(string(got), "\n"))
	assert.True(t, string(want) == string(got), "the receipts of results.jsonl")

	out, errs, status := run(t.Context(), "report", long)
	require.Equal(t, cli.StatusOK, status, errs)
	assert.Contains(t, out, "no file of their receipts was written")

	_, errs, status = run(t.Context(), "report", folder(t, "2024", "1200 kWh(HHV)"), "--out", filepath.Join(to, "short.html"))
	require.Equal(t, cli.StatusOK, status, errs)
	assert.NoFileExists(t, filepath.Join(to, "short.receipts.jsonl.gz"))
}
