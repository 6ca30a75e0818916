package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ghgkit/ghg/cmd/ghg/internal/cli"
)

// run runs a command line, and returns what it writes and its exit status.
func run(ctx context.Context, args ...string) (out, errs string, status int) {
	var o, e bytes.Buffer
	status = cli.Main(ctx, args, cli.Streams{In: &bytes.Buffer{}, Out: &o, Err: &e})
	return o.String(), e.String(), status
}

// folder writes a project of one boiler.
func folder(t *testing.T, year, amount string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"ghg.toml": "name = \"Tiny Ltd\"\napproach = \"operational control\"\nperiod = \"" + year + "\"\ngwp = \"AR5\"\nfactors = [\"desnz-" + year + "\"]\n",
		"activities/scope1.stationary-combustion.csv": "id,period,fuel,region,amount\nboiler," + year + ",natural-gas,GB," + amount + "\n",
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
	}
	return dir
}

// A file of results with its organisation is compared as the project that it is of.
func TestBridgeOfResults(t *testing.T) {
	a, b := folder(t, "2023", "1000 kWh(HHV)"), folder(t, "2024", "1200 kWh(HHV)")
	args := []string{"--accounting", "market-based", "--partial", "--lines", "-o", "csv"}
	want, errs, status := run(t.Context(), append([]string{"bridge", a, b}, args...)...)
	require.Equal(t, cli.StatusOK, status, errs)

	to := filepath.Join(t.TempDir(), "results")
	_, errs, status = run(t.Context(), "run", a, "--out", to)
	require.Equal(t, cli.StatusOK, status, errs)
	file := filepath.Join(to, "results.jsonl")

	got, errs, status := run(t.Context(), append([]string{"bridge", file, b}, args...)...)
	require.Equal(t, cli.StatusOK, status, errs)
	assert.Equal(t, want, got)

	got, errs, status = run(t.Context(), "verify", file) // they are receipts
	require.Equal(t, cli.StatusOK, status, errs)
	assert.Contains(t, got, `holds          receipt 1: scope1.stationary-combustion "boiler"`)
}
